//! A month's papers: what is kept of the meetings of a run and a month come in; 会议台账, 会议统计表 and 督办台账 go out
//! into one folder.

use super::identity::{Naming, Source};
use super::manifest::Manifest;
use super::place::Place;
use super::{Destination, Written, ledger};
use crate::diag::Diagnostic;
use crate::font::Borrowed;
use crate::pipeline::{Figures, Format, Held, LedgerRequest, MeetingRegister, Month, Pipeline};
use std::path::{Path, PathBuf};

/// What is asked of a month's papers.
#[derive(Clone, Debug)]
pub struct MonthRequest {
    /// The month.
    pub month: Month,
    /// The formats.
    pub formats: Vec<Format>,
    /// How many meetings could not be read, or are classified.
    pub unread: usize,
    /// The meetings of the month before that are not part of the run; `None` when it is only looked for in the run.
    pub before: Option<Vec<Held>>,
}

/// What became of a month's papers.
#[derive(Debug, Default)]
pub struct MonthPapers {
    /// Their folder.
    pub folder: Option<PathBuf>,
    /// The files that stand.
    pub written: Vec<Written>,
    /// What is wrong with them.
    pub diagnostics: Vec<Diagnostic>,
    /// How many meetings of the month they are made of.
    pub meetings: usize,
    /// The characters that in the PDFs come from another face than their role's.
    pub borrowed: Vec<Borrowed>,
}

/// Makes the papers of a month from its meetings, and the ledger of tasks from their specs.
#[must_use]
pub fn papers(
    pipeline: &Pipeline,
    (specs, held): (&[PathBuf], &[Held]),
    request: &MonthRequest,
    destination: &Destination,
) -> MonthPapers {
    let month = request.month;
    let register = MeetingRegister::of(held, month, request.unread);
    let earlier: Vec<Held> = held.iter().chain(request.before.iter().flatten()).cloned().collect();
    let before = MeetingRegister::of(&earlier, month.before(), 0);
    let is_known = request.before.is_some() || !before.rows.is_empty();
    let figures = Figures::of(&register, is_known.then_some(&before));
    let made = pipeline.month(&register, &figures, &request.formats);
    let mut papers = MonthPapers {
        meetings: register.rows.len(),
        diagnostics: made.diagnostics,
        borrowed: made.borrowed,
        ..MonthPapers::default()
    };
    let mut finished = made.finished;
    if let Some(on) = month.last_day() {
        let request = LedgerRequest { on, formats: request.formats.clone(), unread: 0 };
        // What is wrong in a meeting was told when its documents were made.
        let tasks = ledger(pipeline, specs, &request, None, &|| ());
        papers.diagnostics.extend(tasks.diagnostics);
        papers.borrowed.extend(tasks.borrowed);
        finished.extend(tasks.finished);
    }
    let name = format!("月末-{month}");
    let folder = destination.folder.join(&name);
    let place = match Place::open(&folder, destination.overwrite) {
        Ok(place) => place,
        Err(problem) => {
            papers.diagnostics.push(problem);
            return papers;
        }
    };
    for done in finished {
        match place.put(&done) {
            Ok(written) => papers.written.push(written),
            Err(problem) => papers.diagnostics.push(problem),
        }
    }
    if !papers.written.is_empty() {
        let label = format!("{}份会议文件", specs.len());
        let source = Source::new(Path::new(&label), &[], Some(&name), &destination.folder, Naming::Said);
        let manifest =
            Manifest::new(Source { place: None, ..source }, None, pipeline.fonts(), &papers.written)
                .with_borrowed(&papers.borrowed);
        papers.diagnostics.extend(place.put_manifest(manifest, &[]).1.err());
        papers.folder = Some(folder);
    }
    papers
}
