//! What is quoted of a file: its bytes and its diagnostics come in, the text or the rows of sheets they point into go out.

use super::{workbook, yaml};
use crate::diag::{Diagnostic, Location, Source};
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// A file of meetings, read for quoting at most once however many of its meetings are at fault.
#[derive(Debug)]
pub struct File {
    /// Its name as the user gave it; the extension says what it is.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    sheets: OnceLock<workbook::Sheets>,
}

impl File {
    /// A file of that name.
    #[must_use]
    pub const fn new(name: String, bytes: Vec<u8>) -> Self {
        Self { name, bytes, sheets: OnceLock::new() }
    }

    /// What `diagnostics` point into; nothing when they point at no line and no cell of it.
    #[must_use]
    pub fn source(&self, diagnostics: &[Diagnostic]) -> Option<Source> {
        let here = || {
            let spots = diagnostics.iter().map(Diagnostic::spot);
            spots.filter(|(file, _)| *file == Some(&*self.name)).map(|(_, location)| location)
        };
        if here().any(|location| matches!(location, Location::Text { .. })) {
            return Some(Source::Text(yaml::shown(&self.bytes)));
        }
        let wanted: BTreeSet<(String, u32)> = here()
            .filter_map(|location| match location {
                Location::Cell(sheet, cell) => Some((sheet.clone(), cell.row)),
                _ => None,
            })
            .collect();
        let sheets = || self.sheets.get_or_init(|| workbook::Sheets::read(&self.name, &self.bytes));
        if wanted.is_empty() { None } else { Some(Source::Rows(sheets().rows(wanted))) }
    }
}

/// What `diagnostics` point into in the file `name`; nothing when they point at no line and no cell of it.
#[must_use]
pub fn source(name: &str, bytes: &[u8], diagnostics: &[Diagnostic]) -> Option<Source> {
    File::new(name.to_owned(), bytes.to_vec()).source(diagnostics)
}
