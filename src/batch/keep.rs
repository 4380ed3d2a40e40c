//! What a manifest keeps of a meeting: what is held against the other meetings of a run and what was said of it come in,
//! texts for 清单.json go out, and come back as they were.
//!
//! Of a classified meeting nothing is kept. Places are those of the spec's own bytes; one in a unit pack is not kept, for
//! packs lie elsewhere on another machine: it is found again when it is said.

use super::Report;
use crate::diag::{Cell, Code, Diagnostic, Location, NodeId, Severities, Severity};
use crate::pipeline::{Context, Guest, Held, LOST, Moment, Said, Which, read_moment};
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::sync::Arc;

/// A meeting as it is held against others; each text with its place before it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Kept {
    title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    id: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    kind: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    start: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    end: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    length: Option<u32>,
    #[serde(skip_serializing_if = "String::is_empty")]
    venue: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    branches: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    host: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    organiser: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    chair: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    notice: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    minutes: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    issue: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    filed: Option<(String, String, String)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    people: Vec<String>,
    expected: usize,
    attended: usize,
    topics: usize,
    tasks: usize,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    internal: bool,
}

/// Between a place and its text, and between a name and its unit.
const BETWEEN: char = '\t';

impl Kept {
    /// What is kept of a meeting; nothing where it would not come back as it was.
    pub(super) fn of(held: &Held) -> Option<Self> {
        let moment = |moment: Option<Moment>| moment.map_or_else(String::new, |moment| moment.to_string());
        let guest = |guest: &Guest| format!("{}{BETWEEN}{}", told(&guest.name), guest.unit);
        let kept = Self {
            title: told(&held.title),
            id: told(&held.id),
            kind: held.kind.clone(),
            start: moment(held.start),
            end: moment(held.end),
            length: held.length,
            venue: told(&held.venue),
            branches: held.branches.iter().map(told).collect(),
            host: held.host.clone(),
            organiser: held.organiser.clone(),
            chair: held.chair.clone(),
            notice: told(&held.notice),
            minutes: told(&held.minutes),
            issue: told(&held.issue),
            filed: held.filed.as_ref().map(|(said, first, last)| (told(said), first.clone(), last.clone())),
            people: held.people.iter().map(guest).collect(),
            expected: held.expected,
            attended: held.attended,
            topics: held.topics,
            tasks: held.tasks,
            internal: held.is_internal,
        };
        let mut expected = held.clone();
        expected.places(Which::All).for_each(|at| *at = place(&told_place(at)).unwrap_or(LOST));
        (kept.held(Found::of(held)).as_ref() == Some(&expected)).then_some(kept)
    }

    /// The meeting; nothing where a text is not one of ours.
    pub(super) fn held(&self, found: Found<'_>) -> Option<Held> {
        let moment = |text: &str| match text {
            "" => Some(None),
            text => read_moment(text, Context::NONE).ok().map(|read| Some(read.value)),
        };
        let filed =
            |(said, first, last): &(String, String, String)| Some((read(said)?, first.clone(), last.clone()));
        let guest = |text: &String| {
            let (name, unit) = text.rsplit_once(BETWEEN)?;
            Some(Guest { name: read(name)?, unit: unit.to_owned() })
        };
        Some(Held {
            file: found.file,
            digest: found.digest.to_owned(),
            number: found.number,
            label: found.label,
            severities: found.severities,
            title: read(&self.title)?,
            id: read(&self.id)?,
            kind: self.kind.clone(),
            start: moment(&self.start)?,
            end: moment(&self.end)?,
            length: self.length,
            venue: read(&self.venue)?,
            branches: self.branches.iter().map(|text| read(text)).collect::<Option<_>>()?,
            host: self.host.clone(),
            organiser: self.organiser.clone(),
            chair: self.chair.clone(),
            notice: read(&self.notice)?,
            minutes: read(&self.minutes)?,
            issue: read(&self.issue)?,
            filed: match &self.filed {
                Some(known) => Some(filed(known)?),
                None => None,
            },
            people: self.people.iter().map(guest).collect::<Option<_>>()?,
            expected: self.expected,
            attended: self.attended,
            topics: self.topics,
            tasks: self.tasks,
            is_internal: self.internal,
        })
    }
}

/// What a meeting's file and pack are now.
pub(super) struct Found<'f> {
    pub(super) file: Arc<str>,
    pub(super) digest: &'f str,
    pub(super) number: usize,
    pub(super) label: Option<Arc<str>>,
    pub(super) severities: Severities,
}

impl<'f> Found<'f> {
    /// What they are of a meeting that is at hand.
    fn of(held: &'f Held) -> Self {
        Self {
            file: held.file.clone(),
            digest: &held.digest,
            number: held.number,
            label: held.label.clone(),
            severities: held.severities.clone(),
        }
    }
}

fn told(said: &Said) -> String {
    if said.is_empty() && said.at == Location::File {
        return String::new();
    }
    format!("{}{BETWEEN}{}", told_place(&said.at), said.value)
}

fn read(text: &str) -> Option<Said> {
    if text.is_empty() {
        return Some(Said { value: String::new(), at: Location::File });
    }
    let (at, value) = text.split_once(BETWEEN)?;
    Some(Said { value: value.to_owned(), at: place(at)? })
}

/// `12:5` in a text, `#40` for a node of it, `6,2@会议` in a workbook, `-` for the file; `?` where it is to be found again.
fn told_place(at: &Location) -> String {
    match at {
        Location::File => "-".to_owned(),
        Location::Text { line, column } => format!("{line}:{column}"),
        Location::Cell(sheet, cell) => format!("{},{}@{sheet}", cell.row, cell.column),
        Location::Node(NodeId(number)) if *at != LOST => format!("#{number}"),
        _ => "?".to_owned(),
    }
}

fn place(text: &str) -> Option<Location> {
    if let Some((cell, sheet)) = text.split_once('@') {
        let (row, column) = cell.split_once(',')?;
        let cell = Cell { row: row.parse().ok()?, column: column.parse().ok()? };
        return Some(Location::Cell(sheet.to_owned(), cell));
    }
    if let Some(number) = text.strip_prefix('#') {
        return Some(Location::Node(NodeId(number.parse().ok()?)));
    }
    match text.split_once(':') {
        Some((line, column)) => {
            Some(Location::Text { line: line.parse().ok()?, column: column.parse().ok()? })
        }
        None if text == "-" => Some(Location::File),
        None => (text == "?").then_some(LOST),
    }
}

/// What was said of a meeting though it was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Noted {
    severity: String,
    code: String,
    place: String,
    message: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    help: Option<String>,
}

impl Noted {
    /// What is said of a meeting and its files; nothing of a classified one.
    pub(super) fn all(report: &Report) -> Vec<Self> {
        let of = |found: &Diagnostic| Self {
            severity: found.severity.name().to_owned(),
            code: found.code.name().to_owned(),
            place: told_place(&found.location),
            message: found.message.clone(),
            help: found.help.clone(),
        };
        if report.level.is_some() { Vec::new() } else { report.diagnostics.iter().map(of).collect() }
    }

    /// The same as it was said, but for other places that it spoke of.
    pub(super) fn diagnostic(&self, spec: &Path, meeting: Option<&Arc<str>>) -> Option<Diagnostic> {
        let at = place(&self.place).filter(|at| *at != LOST).unwrap_or(Location::File);
        let gravities = [Severity::Note, Severity::Warning, Severity::Error];
        let severity = gravities.into_iter().find(|known| known.name() == self.severity)?;
        let mut found =
            Diagnostic::new(Code::named(&self.code)?, at, self.message.clone()).severity(severity);
        found.help.clone_from(&self.help);
        found.file = Some(spec.to_string_lossy().into());
        found.meeting = meeting.cloned();
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::{collect, held};
    use crate::pipeline::Office;
    use std::path::PathBuf;

    fn back(held: &Held) -> Option<Held> {
        let text = serde_json::to_string(&Kept::of(held)?).expect("JSON");
        serde_json::from_str::<Kept>(&text).expect("what was kept").held(Found::of(held))
    }

    #[test]
    fn every_meeting_comes_back_as_it_was() {
        let (specs, _) = collect(&[PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/meetings"))]);
        let meetings = held(&Office::default(), &specs);
        assert!(meetings.len() > 10, "{}", meetings.len());
        for held in &meetings {
            assert_eq!(back(held).as_ref(), Some(held), "{}", held.file);
        }
        assert!(meetings.iter().any(|held| matches!(held.venue.at, Location::Cell(..))));
        assert!(meetings.iter().any(|held| held.filed.is_some() && !held.branches.is_empty()));
    }

    #[test]
    fn a_place_in_a_pack_is_lost_and_a_text_that_would_be_misread_is_not_kept() {
        let (specs, _) =
            collect(&[PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/meetings/处室例会"))]);
        let mut held = held(&Office::default(), &specs).remove(0);
        held.venue.at = Location::In("unit.yaml".into(), Box::new(Location::Text { line: 1, column: 1 }));
        assert_eq!(back(&held).map(|held| held.venue.at), Some(LOST));
        held.people[0].unit = "一科\t二科".to_owned();
        assert_eq!(Kept::of(&held), None);
    }
}
