//! What is quoted of a file: its bytes and its diagnostics come in, the text or the rows of sheets they point into go out.

use super::{workbook, yaml};
use crate::diag::{Diagnostic, Location, Source};
use std::collections::BTreeSet;

/// What `diagnostics` point into in the file `name`; nothing when they point at no line and no cell of it.
#[must_use]
pub fn source(name: &str, bytes: &[u8], diagnostics: &[Diagnostic]) -> Option<Source> {
    let here = || {
        let spots = diagnostics.iter().map(Diagnostic::spot);
        spots.filter(|(file, _)| *file == Some(name)).map(|(_, location)| location)
    };
    if here().any(|location| matches!(location, Location::Text { .. })) {
        return Some(Source::Text(yaml::shown(bytes)));
    }
    let wanted: BTreeSet<(String, u32)> = here()
        .filter_map(|location| match location {
            Location::Cell(sheet, cell) => Some((sheet.clone(), cell.row)),
            _ => None,
        })
        .collect();
    if wanted.is_empty() { None } else { Some(Source::Rows(workbook::rows(bytes, wanted))) }
}
