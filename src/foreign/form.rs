//! Formats: the name and the first bytes of a file come in, the format and how well it keeps go out.

/// How well files of a format keep (《电子档案管理办法》, DA/T 47-2009).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// A format for keeping.
    Good,
    /// It opens today; in thirty years it may look different, or need a program that is gone.
    Doubtful,
}

/// A format that may be filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// The name, as shown.
    pub name: &'static str,
    /// How well it keeps.
    pub keeping: Keeping,
    extensions: &'static [&'static str],
    /// What its files begin with, after so many bytes; none where that is not known.
    magic: &'static [(usize, &'static [u8])],
}

const ZIP: &[(usize, &[u8])] = &[(0, b"PK\x03\x04")];
const OLE: &[(usize, &[u8])] = &[(0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")];

impl Form {
    /// PDF.
    pub const PDF: Self = good("PDF", &["pdf"], &[]);

    const OTHERS: [Self; 13] = [
        good("OFD", &["ofd"], ZIP),
        good("JPEG", &["jpg", "jpeg"], &[(0, b"\xff\xd8\xff")]),
        good("PNG", &["png"], &[(0, b"\x89PNG\r\n\x1a\n")]),
        good("TIFF", &["tif", "tiff"], &[(0, b"II*\0"), (0, b"MM\0*")]),
        good("WAV", &["wav"], &[(0, b"RIFF")]),
        good("MP3", &["mp3"], &[(0, b"ID3"), (0, b"\xff\xfb"), (0, b"\xff\xf3"), (0, b"\xff\xf2")]),
        good("MP4", &["mp4"], &[(4, b"ftyp")]),
        good("AVI", &["avi"], &[(0, b"RIFF")]),
        doubtful("DOCX", &["docx"], ZIP),
        doubtful("XLSX", &["xlsx"], ZIP),
        doubtful("PPTX", &["pptx"], ZIP),
        doubtful("Word 97、WPS", &["doc", "wps", "xls", "et", "ppt", "dps"], OLE),
        doubtful("RTF", &["rtf"], &[(0, b"{\\rtf")]),
    ];

    /// The format that the name of a file tells; `None` when files of that kind are not filed.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        let (_, extension) = name.rsplit_once('.')?;
        let is_it = |form: &Self| form.extensions.iter().any(|known| known.eq_ignore_ascii_case(extension));
        std::iter::once(Self::PDF).chain(Self::OTHERS).find(is_it)
    }

    /// Whether a file of these bytes may be of this format.
    pub(super) fn fits(self, bytes: &[u8]) -> bool {
        let begins =
            |(at, magic): &(usize, &[u8])| bytes.get(*at..).is_some_and(|rest| rest.starts_with(magic));
        self.magic.is_empty() || self.magic.iter().any(begins)
    }
}

const fn good(
    name: &'static str,
    extensions: &'static [&'static str],
    magic: &'static [(usize, &'static [u8])],
) -> Form {
    Form { name, keeping: Keeping::Good, extensions, magic }
}

const fn doubtful(
    name: &'static str,
    extensions: &'static [&'static str],
    magic: &'static [(usize, &'static [u8])],
) -> Form {
    Form { name, keeping: Keeping::Doubtful, extensions, magic }
}
