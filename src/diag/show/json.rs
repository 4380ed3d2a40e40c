//! Diagnostics for machines: one comes in, one line of JSON with stable keys goes out.

use super::super::{Diagnostic, Location};
use serde::Serialize;

/// One diagnostic as one line of JSON, without the line end.
///
/// Keys: `code severity message file`, then `meeting` where the file holds several, `line column`, `sheet cell` or `column paragraph text`, `help`,
/// `related`; what is not known is left out. Where the place is in another file than the spec (a unit pack), `file` is that file and `spec` names the spec.
#[must_use]
pub fn json(diagnostic: &Diagnostic) -> String {
    let (file, location) = diagnostic.spot();
    let own = diagnostic.file.as_deref();
    let object = Object {
        code: diagnostic.code.name(),
        severity: diagnostic.severity.name(),
        message: &diagnostic.message,
        file,
        spec: own.filter(|own| Some(*own) != file),
        meeting: diagnostic.meeting.as_deref(),
        place: Place::of(location),
        help: diagnostic.help.as_deref(),
        related: diagnostic.related.iter().map(|(message, location)| related(message, location)).collect(),
    };
    // Strings and numbers only: serialising them cannot fail.
    serde_json::to_string(&object).unwrap_or_default()
}

fn related<'d>(message: &'d str, location: &'d Location) -> Related<'d> {
    let (file, location) = location.spot(None);
    Related { message, file, place: Place::of(location) }
}

#[derive(Serialize)]
struct Object<'d> {
    code: &'static str,
    severity: &'static str,
    message: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    spec: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    meeting: Option<&'d str>,
    #[serde(flatten)]
    place: Place<'d>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'d str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'d>>,
}

#[derive(Serialize)]
struct Related<'d> {
    message: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'d str>,
    #[serde(flatten)]
    place: Place<'d>,
}

#[derive(Default, Serialize)]
struct Place<'d> {
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'d str>,
}

impl<'d> Place<'d> {
    fn of(location: &'d Location) -> Self {
        match location {
            Location::File | Location::Node(_) | Location::In(..) => Self::default(),
            Location::Text { line, column } => {
                Self { line: Some(*line), column: Some(*column), ..Self::default() }
            }
            Location::Passage { place, text, at } => Self {
                column: Some(at.saturating_add(1)),
                paragraph: Some(place),
                text: Some(text),
                ..Self::default()
            },
            Location::Sheet(sheet) => Self { sheet: Some(sheet), ..Self::default() },
            Location::Cell(sheet, cell) => {
                Self { sheet: Some(sheet), cell: Some(cell.to_string()), ..Self::default() }
            }
        }
    }
}
