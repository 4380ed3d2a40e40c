//! One table of a font file: a path, a face and a tag come in, the table's bytes go out, without reading the rest.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

/// The largest table of the kinds read here is a tenth of this.
const MOST_BYTES: u32 = 4 << 20;

/// A table of a face; `None` when the file is no sound OpenType font or has no such table.
pub(super) fn table(path: &Path, index: u32, tag: [u8; 4]) -> Option<Vec<u8>> {
    let mut file = File::open(path).ok()?;
    let start = start(&mut file, index)?;
    let count = u16::from_be_bytes(bytes(&mut file, start + 4)?);
    let record = (0..u64::from(count)).map(|at| start + 12 + at * 16).find_map(|at| {
        let record = bytes::<16>(&mut file, at)?;
        record.starts_with(&tag).then_some(record)
    })?;
    let field = |at: usize| Some(u32::from_be_bytes(record.get(at..at + 4)?.try_into().ok()?));
    let (offset, length) = (field(8)?, field(12)?);
    if length > MOST_BYTES {
        return None;
    }
    let mut table = vec![0; usize::try_from(length).ok()?];
    file.seek(SeekFrom::Start(u64::from(offset))).ok()?;
    file.read_exact(&mut table).ok()?;
    Some(table)
}

/// Whether a face has what it takes to draw, and all of it lies inside the file: a copy that broke off has not.
pub(super) fn is_sound(path: &Path, index: u32) -> bool {
    let tables = || {
        let mut file = File::open(path).ok()?;
        let size = file.metadata().ok()?.len();
        let start = start(&mut file, index)?;
        let count = u16::from_be_bytes(bytes(&mut file, start + 4)?);
        let mut inside = Vec::new();
        for at in (0..u64::from(count)).map(|at| start + 12 + at * 16) {
            let [a, b, c, d, _, _, _, _, rest @ ..] = bytes::<16>(&mut file, at)?;
            let [offset, length] =
                [&rest[..4], &rest[4..]].map(|field| field.try_into().map_or(0, u32::from_be_bytes));
            if u64::from(offset) + u64::from(length) <= size {
                inside.push([a, b, c, d]);
            }
        }
        Some(inside)
    };
    let tables = tables().unwrap_or_default();
    let has = |tags: &[&[u8; 4]]| tags.iter().all(|tag| tables.contains(tag));
    has(&[b"cmap", b"head", b"hhea", b"hmtx", b"maxp"])
        && (has(&[b"glyf", b"loca"]) || has(&[b"CFF "]) || has(&[b"CFF2"]))
}

/// Where the table directory of a face begins.
fn start(file: &mut File, index: u32) -> Option<u64> {
    match &bytes::<4>(file, 0)? {
        // ttcTag, version, numFonts, tableDirectoryOffsets (OpenType 1.9, "Font collections").
        b"ttcf" => long(file, u64::from(index).checked_mul(4)?.checked_add(12)?).map(u64::from),
        _ => Some(0),
    }
}

fn bytes<const N: usize>(file: &mut File, at: u64) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    file.seek(SeekFrom::Start(at)).ok()?;
    file.read_exact(&mut bytes).ok()?;
    Some(bytes)
}

fn long(file: &mut File, at: u64) -> Option<u32> {
    bytes(file, at).map(u32::from_be_bytes)
}
