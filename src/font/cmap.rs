//! Character maps: the path of a font file comes in, which characters a face of it has goes out, without reading the rest.
//!
//! Behind a role's own face stand dozens to fall back on; read whole, they would take hundreds of megabytes.

use super::sfnt;
use std::path::Path;

/// The `cmap` table of a face.
#[derive(Debug)]
pub(super) struct CharacterMap(Vec<u8>);

impl CharacterMap {
    /// Reads the table, and nothing else of the file; `None` when the file is no sound OpenType font.
    pub(super) fn read(path: &Path, index: u32) -> Option<Self> {
        sfnt::table(path, index, *b"cmap").map(Self)
    }

    /// Whether the face says it has the character.
    pub(super) fn has(&self, c: char) -> bool {
        let table = ttf_parser::cmap::Table::parse(&self.0);
        table.is_some_and(|table| {
            let mut maps = table.subtables.into_iter().filter(ttf_parser::cmap::Subtable::is_unicode);
            maps.any(|map| map.glyph_index(u32::from(c)).is_some_and(|glyph| glyph.0 != 0))
        })
    }
}
