//! Measures: the path of a font file comes in, what of a face it takes to set text goes out, without reading its outlines.
//!
//! Outlines are nine tenths of a Chinese face. Where only DOCX files are made nobody needs them, but for the ink of a
//! few marks.

use super::sfnt::Directory;
use std::path::Path;
use ttf_parser::{Face, GlyphId, RawFaceTables};

/// The tables of a face that measure its characters.
#[derive(Debug)]
pub(super) struct Measures {
    head: Vec<u8>,
    hhea: Vec<u8>,
    maxp: Vec<u8>,
    cmap: Vec<u8>,
    hmtx: Vec<u8>,
    os2: Option<Vec<u8>>,
    /// Whether its outlines are in `glyf`.
    pub(super) is_truetype: bool,
}

impl Measures {
    /// Reads them; `None` when a table is missing, or the face can be varied, so that its other tables count too.
    pub(super) fn read(path: &Path, index: u32) -> Option<Self> {
        let mut directory = Directory::open(path, index)?;
        let is_truetype = directory.has(*b"glyf");
        // A file that broke off may still have its names and no outlines: nothing it draws would be seen.
        if directory.has(*b"fvar") || !(is_truetype || directory.has(*b"CFF ")) {
            return None;
        }
        let mut table = |tag| directory.table(tag);
        let [head, hhea, maxp] = [table(*b"head")?, table(*b"hhea")?, table(*b"maxp")?];
        let [cmap, hmtx] = [table(*b"cmap")?, table(*b"hmtx")?];
        Some(Self { head, hhea, maxp, cmap, hmtx, os2: table(*b"OS/2"), is_truetype })
    }

    /// The face without its outlines.
    pub(super) fn face(&self) -> Option<Face<'_>> {
        Face::from_raw_tables(RawFaceTables {
            cmap: Some(&self.cmap),
            hmtx: Some(&self.hmtx),
            os2: self.os2.as_deref(),
            ..self.bare()
        })
        .ok()
    }

    fn bare(&self) -> RawFaceTables<'_> {
        RawFaceTables { head: &self.head, hhea: &self.hhea, maxp: &self.maxp, ..RawFaceTables::default() }
    }

    /// What is found out from one glyph's outline, read alone; `None` where it takes the whole face.
    pub(super) fn outline<T>(
        &self,
        (path, index): (&Path, u32),
        glyph: u16,
        find: impl FnOnce(&Face<'_>, GlyphId) -> T,
    ) -> Option<T> {
        let bytes = self.glyph(path, index, glyph)?;
        // Made of other glyphs (numberOfContours below 0, OpenType 1.9 "glyf").
        if bytes.first().is_some_and(|first| first & 0x80 != 0) {
            return None;
        }
        // A face of this one glyph: its number is 0, and offsets are long.
        let length = u32::try_from(bytes.len()).ok()?.to_be_bytes();
        let loca: Vec<u8> = [0; 4].into_iter().chain(length).collect();
        let mut head = self.head.clone();
        head.get_mut(50..52)?.copy_from_slice(&LONG.to_be_bytes());
        let tables = RawFaceTables { head: &head, loca: Some(&loca), glyf: Some(&bytes), ..self.bare() };
        Some(find(&Face::from_raw_tables(tables).ok()?, GlyphId(0)))
    }

    /// The bytes of a glyph in `glyf`; none for an empty one.
    fn glyph(&self, path: &Path, index: u32, glyph: u16) -> Option<Vec<u8>> {
        if !self.is_truetype {
            return None;
        }
        let mut directory = Directory::open(path, index)?;
        let format = u16::from_be_bytes(self.head.get(50..52)?.try_into().ok()?);
        let (size, unit) = if format == LONG { (4, 1) } else { (2, 2) };
        let ends = directory.part(*b"loca", u32::from(glyph) * size, size * 2)?;
        let (start, end) = ends.split_at(ends.len() / 2);
        let place = |bytes: &[u8]| {
            bytes.iter().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte)).checked_mul(unit)
        };
        let (start, end) = (place(start)?, place(end)?);
        directory.part(*b"glyf", start, end.checked_sub(start)?)
    }
}

/// `head.indexToLocFormat` where `loca` has offsets of four bytes.
const LONG: u16 = 1;
