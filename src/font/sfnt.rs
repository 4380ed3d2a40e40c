//! Tables of a font file: a path, a face and a tag come in, the table's bytes go out, without reading the rest.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

/// The largest table of the kinds read here is a tenth of this.
const MOST_BYTES: u32 = 4 << 20;

/// The table directory of a face, with the file open to read them.
pub(super) struct Directory {
    file: File,
    size: u64,
    entries: Vec<Entry>,
}

/// Where a table lies in its file.
struct Entry {
    tag: [u8; 4],
    offset: u32,
    length: u32,
}

impl Directory {
    /// Opens a file and reads where the tables of a face are; `None` when it is no sound OpenType font.
    pub(super) fn open(path: &Path, index: u32) -> Option<Self> {
        let mut file = File::open(path).ok()?;
        let size = file.metadata().ok()?.len();
        let start = start(&mut file, index)?;
        let count = u16::from_be_bytes(bytes(&mut file, start + 4)?);
        let mut records = vec![0; usize::from(count) * 16];
        read(&mut file, start + 12, &mut records)?;
        let entry = |record: &[u8]| {
            let field = |at: usize| Some(u32::from_be_bytes(record.get(at..at + 4)?.try_into().ok()?));
            let tag = record.get(..4)?.try_into().ok()?;
            Some(Entry { tag, offset: field(8)?, length: field(12)? })
        };
        let entries = records.chunks_exact(16).map(entry).collect::<Option<_>>()?;
        Some(Self { file, size, entries })
    }

    /// Whether the face has a table, inside the file or not.
    pub(super) fn has(&self, tag: [u8; 4]) -> bool {
        self.entry(tag).is_some()
    }

    /// A whole table; `None` when there is none, or it is absurdly large.
    pub(super) fn table(&mut self, tag: [u8; 4]) -> Option<Vec<u8>> {
        let length = self.entry(tag)?.length;
        if length > MOST_BYTES {
            return None;
        }
        self.part(tag, 0, length)
    }

    /// So many bytes of a table.
    pub(super) fn part(&mut self, tag: [u8; 4], from: u32, length: u32) -> Option<Vec<u8>> {
        let Entry { offset, length: whole, .. } = *self.entry(tag)?;
        if from.checked_add(length)? > whole || length > MOST_BYTES {
            return None;
        }
        let mut part = vec![0; usize::try_from(length).ok()?];
        read(&mut self.file, u64::from(offset) + u64::from(from), &mut part)?;
        Some(part)
    }

    fn entry(&self, tag: [u8; 4]) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.tag == tag)
    }

    fn is_inside(&self, tag: [u8; 4]) -> bool {
        self.entry(tag).is_some_and(|entry| u64::from(entry.offset) + u64::from(entry.length) <= self.size)
    }
}

/// A table of a face; `None` when the file is no sound OpenType font or has no such table.
pub(super) fn table(path: &Path, index: u32, tag: [u8; 4]) -> Option<Vec<u8>> {
    Directory::open(path, index)?.table(tag)
}

/// Whether a face has what it takes to draw, and all of it lies inside the file: a copy that broke off has not.
pub(super) fn is_sound(path: &Path, index: u32) -> bool {
    Directory::open(path, index).is_some_and(|directory| {
        let has = |tags: &[[u8; 4]]| tags.iter().all(|tag| directory.is_inside(*tag));
        has(&[*b"cmap", *b"head", *b"hhea", *b"hmtx", *b"maxp"])
            && (has(&[*b"glyf", *b"loca"]) || has(&[*b"CFF "]) || has(&[*b"CFF2"]))
    })
}

/// Where the table directory of a face begins.
fn start(file: &mut File, index: u32) -> Option<u64> {
    match &bytes::<4>(file, 0)? {
        // ttcTag, version, numFonts, tableDirectoryOffsets (OpenType 1.9, "Font collections").
        b"ttcf" => {
            let at = u64::from(index).checked_mul(4)?.checked_add(12)?;
            bytes(file, at).map(u32::from_be_bytes).map(u64::from)
        }
        _ => Some(0),
    }
}

fn bytes<const N: usize>(file: &mut File, at: u64) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    read(file, at, &mut bytes)?;
    Some(bytes)
}

fn read(file: &mut File, at: u64, bytes: &mut [u8]) -> Option<()> {
    file.seek(SeekFrom::Start(at)).ok()?;
    file.read_exact(bytes).ok()
}
