//! Places: diagnostics at nodes come in, diagnostics at places, in the order of these places, go out.

use crate::diag::{Diagnostic, Location, NodeId};
use crate::spec::{Origin, Spec};

/// Replaces each node by its place; a node without one becomes the file as a whole.
pub(super) fn resolve(diagnostics: &mut [Diagnostic], place: impl Fn(NodeId) -> Option<Location>) {
    let settle = |location: &mut Location| {
        if let Location::Node(node) = *location {
            *location = place(node).unwrap_or(Location::File);
        }
    };
    for diagnostic in diagnostics {
        settle(&mut diagnostic.location);
        diagnostic.related.iter_mut().for_each(|(_, location)| settle(location));
    }
}

/// Sorts by place: the file first, then lines, then sheets in the order in which they were read.
pub(super) fn sort(spec: Option<&Spec>, diagnostics: &mut [Diagnostic]) {
    let mut sheets: Vec<&str> = Vec::new();
    if let Some(Spec { origin: Origin::Workbook(places), .. }) = spec {
        for sheet in places.iter().filter_map(sheet_of) {
            if !sheets.contains(&sheet) {
                sheets.push(sheet);
            }
        }
    }
    let rank = |location: &Location| {
        let sheet = sheet_of(location).map(|sheet| {
            let known = sheets.iter().position(|name| *name == sheet);
            (known.unwrap_or(sheets.len()), sheet.to_owned())
        });
        match location {
            Location::File | Location::Node(_) | Location::In(..) => (None, 0, 0),
            Location::Passage { at, .. } => (None, 0, *at),
            Location::Text { line, column } => (None, *line, *column),
            Location::Sheet(_) => (sheet, 0, 0),
            Location::Cell(_, cell) => (sheet, cell.row.saturating_add(1), cell.column),
        }
    };
    diagnostics.sort_by_cached_key(|diagnostic| rank(&diagnostic.location));
}

fn sheet_of(location: &Location) -> Option<&str> {
    match location {
        Location::Sheet(sheet) | Location::Cell(sheet, _) => Some(sheet),
        _ => None,
    }
}
