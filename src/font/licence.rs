//! Embedding licences: a font file comes in, what its maker allows goes out (OpenType OS/2 `fsType`).

use super::sfnt;
use std::path::Path;

/// What a face's maker allows to be done with it in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Licence {
    /// May be embedded and installed.
    Installable,
    /// May be embedded in documents that can be edited.
    Editable,
    /// May be embedded for viewing and printing.
    PreviewAndPrint,
    /// Must not be embedded.
    Restricted,
    /// Nothing is said: taken as allowed.
    Unsaid,
}

impl Licence {
    /// What the file says; only its OS/2 table is read.
    pub(super) fn read(path: &Path, index: u32) -> Self {
        let table = sfnt::table(path, index, *b"OS/2");
        let bits =
            table.as_deref().and_then(|table| table.get(8..10)).and_then(|bytes| bytes.try_into().ok());
        match bits.map(u16::from_be_bytes) {
            None => Self::Unsaid,
            // The most permissive bit holds.
            Some(bits) if bits.trailing_zeros() >= 4 => Self::Installable,
            Some(bits) if bits & 8 != 0 => Self::Editable,
            Some(bits) if bits & 4 != 0 => Self::PreviewAndPrint,
            Some(_) => Self::Restricted,
        }
    }

    /// The Chinese words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Installable => "可嵌入、可安装",
            Self::Editable => "可嵌入编辑",
            Self::PreviewAndPrint => "可嵌入供阅览、打印",
            Self::Restricted => "不许嵌入",
            Self::Unsaid => "未说明",
        }
    }

    /// The stable English name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Installable => "installable",
            Self::Editable => "editable",
            Self::PreviewAndPrint => "preview-and-print",
            Self::Restricted => "restricted",
            Self::Unsaid => "unsaid",
        }
    }
}
