//! What a file holds: its meetings as they were read, each with its problems, come in; what concerns them all is told once.

use super::order;
use crate::diag::{Code, Diagnostic, Location, Reported};
use crate::spec::Spec;
use std::sync::Arc;

/// The meetings of one file.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// One for each meeting, at least one; its own diagnostics are those of no other.
    pub meetings: Vec<Reported<Spec>>,
    /// What concerns the file as a whole; nothing where there is but one meeting.
    pub diagnostics: Vec<Diagnostic>,
}

impl Loaded {
    /// No meeting, and why.
    pub(super) fn failed(diagnostics: Vec<Diagnostic>) -> Self {
        Self { meetings: vec![Reported::failed(diagnostics)], diagnostics: Vec::new() }
    }

    /// One meeting.
    pub(super) fn one(meeting: Reported<Spec>) -> Self {
        Self { meetings: vec![meeting], diagnostics: Vec::new() }
    }

    /// Names the file and the meetings in every diagnostic, says once what several meetings share, and sorts.
    pub(super) fn settled(mut self, file: &Arc<str>) -> Self {
        if self.meetings.len() > 1 {
            self.share();
        }
        if let [only] = self.meetings.as_mut_slice() {
            only.diagnostics.append(&mut self.diagnostics);
        }
        for meeting in &mut self.meetings {
            let label = meeting.value.as_ref().and_then(|spec| spec.label.clone());
            for diagnostic in &mut meeting.diagnostics {
                diagnostic.file = Some(Arc::clone(file));
                diagnostic.meeting.clone_from(&label);
            }
            order::sort(meeting.value.as_ref(), &mut meeting.diagnostics);
        }
        for diagnostic in &mut self.diagnostics {
            diagnostic.file = Some(Arc::clone(file));
        }
        let first = self.meetings.iter().find_map(|meeting| meeting.value.as_ref());
        order::sort(first, &mut self.diagnostics);
        self
    }

    /// Moves what is said of several meetings in the same words and at the same place to the file: a header, a sheet.
    fn share(&mut self) {
        let mut known: Vec<Diagnostic> = Vec::new();
        let mut shared: Vec<Diagnostic> = Vec::new();
        let is_same = |one: &Diagnostic, other: &Diagnostic| {
            one.code == other.code && one.location == other.location && one.message == other.message
        };
        for found in self.meetings.iter().flat_map(|meeting| &meeting.diagnostics) {
            // A header is a cell or a sheet; few are ever at fault.
            if let Some(twin) = shared.iter_mut().find(|known| is_same(known, found)) {
                twin.severity = twin.severity.max(found.severity);
            } else if let Some(twin) = known.iter().find(|known| is_same(known, found)) {
                let mut twin = twin.clone();
                twin.severity = twin.severity.max(found.severity);
                shared.push(twin);
            } else if known.len() < super::MOST_FAULTS {
                known.push(found.clone());
            }
        }
        for meeting in &mut self.meetings {
            meeting.diagnostics.retain(|found| !shared.iter().any(|known| is_same(known, found)));
        }
        self.diagnostics.append(&mut shared);
    }

    /// The one meeting; several are refused.
    pub(super) fn only(mut self, file: &str) -> Reported<Spec> {
        if self.meetings.len() > 1 {
            let message = format!("文件里有{}次会议，这里只能读取一次会议", self.meetings.len());
            let mut several = Diagnostic::new(Code::WrongShape, Location::File, message)
                .help("请把要用的那次会议另存成一个文件");
            several.file = Some(Arc::from(file));
            self.diagnostics.insert(0, several);
            return Reported::failed(self.diagnostics);
        }
        self.meetings.pop().unwrap_or_else(|| Reported::failed(self.diagnostics))
    }
}
