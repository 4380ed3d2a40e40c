//! The ledger of tasks: the specs of many meetings and a destination come in, the ledger's files and a report go out.

use super::identity::Source;
use super::manifest::Manifest;
use super::place::Place;
use super::{Destination, Item, Made, Report, Written, read, worked_on};
use crate::diag::{Diagnostic, Sources};
use crate::font::Borrowed;
use crate::kind::Kind;
use crate::pipeline::{Finished, Followed, Ledger, LedgerMade, LedgerRequest, Pipeline};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::path::{Path, PathBuf};

/// What became of a ledger.
#[derive(Debug)]
pub struct LedgerReport {
    /// What was said of each meeting, in the order of the paths.
    pub reports: Vec<Report>,
    /// The ledger.
    pub ledger: Ledger,
    /// Its files, not yet written where no destination was given.
    pub finished: Vec<Finished>,
    /// The folder it was written to.
    pub folder: Option<PathBuf>,
    /// The files that stand in it.
    pub written: Vec<Written>,
    /// What is wrong with the ledger itself or its files.
    pub diagnostics: Vec<Diagnostic>,
    /// The characters that in the PDF come from another face than their role's.
    pub borrowed: Vec<Borrowed>,
}

/// Makes the ledger of all specs, which are read over all cores; with a destination its files are put there, in a folder
/// named after it and its day.
///
/// `done` is called after each spec, from any thread.
pub fn ledger(
    pipeline: &Pipeline,
    specs: &[PathBuf],
    request: &LedgerRequest,
    destination: Option<&Destination>,
    done: &(dyn Fn() + Sync),
) -> LedgerReport {
    let work = |item: Item| worked_on(item, done, &|job| Pipeline::follow(pipeline.office(), job));
    let made: Vec<Made> = read(specs).into_par_iter().map(work).collect();
    let mut reports = Vec::with_capacity(made.len());
    let mut followed: Vec<Followed> = Vec::new();
    // Of which report each of them is.
    let mut of_report = Vec::new();
    for Made { mut report, mut outcome, .. } in made {
        if let Some(one) = outcome.followed.take() {
            followed.push(*one);
            of_report.push(reports.len());
        }
        drop(report.take(outcome));
        reports.push(report);
    }
    let unread = reports.len() - followed.len();
    let LedgerMade { ledger, finished, found, diagnostics, borrowed } =
        pipeline.ledger(&followed, &LedgerRequest { unread, ..request.clone() });
    for (at, found) in found {
        let Some((one, report)) = followed.get(at).zip(of_report.get(at).and_then(|of| reports.get_mut(*of)))
        else {
            continue;
        };
        if let Some(source) = one.file().source(std::slice::from_ref(&found)) {
            let mut more = Sources::default();
            more.add(&one.file().name, source);
            report.sources.extend(more);
        }
        report.diagnostics.push(found);
    }
    let mut report =
        LedgerReport { reports, ledger, finished, folder: None, written: Vec::new(), diagnostics, borrowed };
    if let Some(destination) = destination {
        report.write(pipeline, &followed, destination);
    }
    report
}

impl LedgerReport {
    fn write(&mut self, pipeline: &Pipeline, followed: &[Followed], destination: &Destination) {
        let name = format!("{}-{}", Kind::SupervisionLedger.label(), self.ledger.on);
        let folder = destination.folder.join(&name);
        let place = match Place::open(&folder, destination.overwrite) {
            Ok(place) => place,
            Err(problem) => return self.diagnostics.push(problem),
        };
        for done in std::mem::take(&mut self.finished) {
            match place.put(&done) {
                Ok(written) => self.written.push(written),
                Err(problem) => self.diagnostics.push(problem),
            }
        }
        if self.written.is_empty() {
            return;
        }
        // Made of many: what they hold together is what tells this ledger from another.
        let bytes: Vec<u8> = followed.iter().flat_map(|one| one.file().bytes.iter().copied()).collect();
        let label = format!("{}份会议文件", self.reports.len());
        let source = Source::new(
            Path::new(&label),
            &bytes,
            Some(&name),
            &destination.folder,
            super::identity::Naming::Said,
        );
        let manifest = Manifest::new(Source { place: None, ..source }, None, pipeline.fonts(), &self.written)
            .with_borrowed(&self.borrowed);
        let (_, stored) = place.put_manifest(manifest, &[]);
        self.diagnostics.extend(stored.err());
        self.folder = Some(folder);
    }
}
