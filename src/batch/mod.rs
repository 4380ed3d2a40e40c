//! A run over many specs: paths come in, files in the output folder and a report go out.
//!
//! Each meeting stands for itself: what is wrong with one, or even a fault of ours, never keeps another from its documents.

mod across;
mod archive;
mod collect;
mod digest;
mod identity;
mod keep;
mod ledger;
mod libreoffice;
mod manifest;
mod month;
mod name;
mod papers;
mod place;
mod print;
mod reason;
mod save;
mod settle;
mod standing;
mod sweep;
mod tables;
mod tally;
mod units;

pub use crate::parcel::Totals;
pub use across::across;
pub use archive::{Archived, Asked, Companions, Shape, Verified, archive, verify};
pub use collect::collect;
pub use ledger::{LedgerReport, ledger};
pub use libreoffice::LibreOffice;
pub use month::{Across, Ears, Manner, Shard, month, plan};
pub use papers::{MonthPapers, MonthRequest, papers};
pub use print::{Printable, Printed, print, printables, printables_of};
pub use save::{discard, names, save};
pub use standing::Plan;
pub use tally::{Found, Line, Problem, Row, Tally};
pub use units::units;

use crate::diag::show::Readiness;
use crate::diag::{Code, Diagnostic, Location, Sources};
use crate::font::{Borrowed, Fonts};
use crate::kind::{Kind, Kinds};
use crate::pipeline::{
    Converted, File, Finished, Format, Held, Job, Maker, Office, Outcome, PackUsed, Pipeline, Request,
    Seeded, SpecFormat, Stage,
};
use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelExtend, ParallelIterator};
use settle::Taken;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What happens to a file of ours that a person has changed since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// It is kept, and said.
    Never,
    /// It is replaced.
    Edited,
}

/// Where documents go.
#[derive(Clone, Debug)]
pub struct Destination {
    /// The output folder.
    pub folder: PathBuf,
    /// What happens to files changed by hand.
    pub overwrite: Overwrite,
}

/// A file that stands in the output folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The kind of document.
    pub kind: Kind,
    /// Its format.
    pub format: Format,
    /// Whether it may go out.
    pub stage: Stage,
    /// Where it is.
    pub path: PathBuf,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// The number of the copy, where copies are numbered one by one.
    pub copy: Option<u32>,
    /// Its pages, where it was laid out.
    pub pages: Option<usize>,
    /// Who laid it out.
    pub maker: Maker,
    /// Whether it had to be written.
    pub state: State,
}

/// A file that was made and not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unwritten {
    /// Its name.
    pub file: String,
    /// The kind of document.
    pub kind: Kind,
    /// Its format.
    pub format: Format,
    /// Why.
    pub why: Code,
}

/// Whether a file had to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It was written.
    New,
    /// The very same file was there.
    Unchanged,
}

/// What became of one spec.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The spec's path as given.
    pub spec: String,
    /// The meeting, where its file holds several.
    pub meeting: Option<Arc<str>>,
    /// 名称, where it could be read and may be said.
    pub title: Option<String>,
    /// The meeting's folder.
    pub folder: Option<PathBuf>,
    /// The files that stand.
    pub written: Vec<Written>,
    /// The files that could not be written, or were not, for a person changed them.
    pub unwritten: Vec<Unwritten>,
    /// The documents that were asked for.
    pub asked: Kinds,
    /// The documents that are not made, not even as drafts.
    pub blocked: Vec<Kind>,
    /// The documents that were asked for as PDFs and have none.
    pub unprinted: Kinds,
    /// Every problem.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether a YAML text holds comments, which are no part of its meeting.
    pub has_comments: bool,
    /// The lines and rows that the problems point to.
    pub sources: Sources,
    /// The level of state secrecy: nothing of such a spec is repeated outside of its documents.
    pub level: Option<&'static str>,
    /// What its file suffers from, told with the first of the file's meetings.
    shared: Arc<Vec<Diagnostic>>,
    /// The unit pack that was asked for, usable or not.
    pub pack_name: Option<String>,
    /// The unit pack that was used.
    pub pack: Option<PackUsed>,
    /// Years of the meeting whose days off are not known.
    pub unknown_years: BTreeSet<i32>,
    /// The characters that in the PDFs come from another face than their role's.
    pub borrowed: Vec<Borrowed>,
    /// What is kept of its meetings to be held against the others of a run.
    pub held: Vec<Held>,
}

impl Report {
    /// The file, and the meeting where the file holds several.
    #[must_use]
    pub fn name(&self) -> String {
        self.meeting
            .as_ref()
            .map_or_else(|| self.spec.clone(), |meeting| format!("{} › {meeting}", self.spec))
    }

    /// Whether any problem is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// How ready each document is that was asked for.
    #[must_use]
    pub fn readiness(&self) -> Vec<Readiness> {
        let all: Vec<Diagnostic> = self.diagnostics.iter().chain(&*self.shared).cloned().collect();
        let drafts = self.drafts();
        let all = Readiness::of(&self.name(), self.asked, &all).into_iter();
        all.map(|one| if drafts.contains(one.kind) { one.drafted() } else { one }).collect()
    }

    /// The documents of which there are drafts.
    fn drafts(&self) -> Kinds {
        let drafts = self.written.iter().filter(|written| written.stage == Stage::Draft);
        drafts.map(|written| written.kind).collect()
    }

    /// Notes problems of writing, which are of the spec's file.
    fn note(&mut self, problems: impl IntoIterator<Item = Diagnostic>) {
        for mut problem in problems {
            problem.file = Some(self.spec.as_str().into());
            problem.meeting.clone_from(&self.meeting);
            self.diagnostics.push(problem);
        }
    }

    /// Takes over what the pipeline found, but for the documents.
    fn take(&mut self, outcome: Outcome) -> Vec<Finished> {
        self.asked = outcome.asked;
        self.level = outcome.level;
        self.blocked = outcome.blocked;
        self.unprinted = outcome.unprinted;
        self.diagnostics.extend(outcome.diagnostics);
        self.sources.extend(outcome.sources);
        self.pack = outcome.pack;
        self.pack_name = outcome.pack_name;
        self.unknown_years = outcome.unknown_years;
        self.borrowed = outcome.borrowed;
        let title = outcome.held.as_ref().map(|held| held.title.value.clone());
        self.title = title.filter(|title| !title.is_empty());
        self.held.extend(outcome.held.map(|held| *held));
        outcome.finished
    }
}

/// What the folders of classified meetings begin with.
const CLASSIFIED: &str = "涉密会议-";

/// Makes the documents of all specs, over all cores; reports come in the order of the paths.
///
/// `done` is called after each spec, from any thread.
pub fn render(
    pipeline: &Pipeline,
    specs: &[PathBuf],
    request: &Request,
    destination: &Destination,
    done: &(dyn Fn() + Sync),
) -> Vec<Report> {
    sweep::sweep(&destination.folder);
    let mut taken = Taken::default();
    let mut reports = Vec::with_capacity(specs.len());
    for some in specs.chunks(AT_ONCE) {
        let mut items = read(some);
        while !items.is_empty() {
            let rest = items.split_off(items.len().min(AT_ONCE));
            let work = |item| worked_on(item, done, &|job| pipeline.make(job, request));
            let made: Vec<Made> = items.into_par_iter().map(work).collect();
            reports.extend(made.into_iter().map(|made| {
                let fonts = pipeline.fonts_of(made.outcome.pack_name.as_deref());
                taken.settle(made, fonts, (destination, None))
            }));
            items = rest;
        }
    }
    reports
}

/// Meetings whose documents are in memory at once: enough for all cores, and files appear as the run goes.
const AT_ONCE: usize = 16;

/// A meeting with what was made of it.
struct Made {
    report: Report,
    outcome: Outcome,
    file: Option<Arc<File>>,
    number: (usize, usize),
}

/// Checks all specs, over all cores; one report for each meeting.
pub fn check(
    office: &Office,
    specs: &[PathBuf],
    only: Option<Kinds>,
    done: &(dyn Fn() + Sync),
) -> Vec<Report> {
    looked_at(specs, done, &|job| Pipeline::look(office, job, only))
}

/// What of all specs no face draws.
#[must_use]
pub fn undrawable(specs: &[PathBuf], fonts: &Fonts) -> Vec<Report> {
    looked_at(specs, &|| (), &|job| Pipeline::undrawable(job, fonts))
}

/// A spec in another form, if it could be read without faults and written.
#[must_use]
pub fn convert(path: &Path, to: SpecFormat) -> (Report, Vec<(String, Vec<u8>)>) {
    let name = path.to_string_lossy().into_owned();
    let read = collect::read(path).and_then(|bytes| {
        let converted = guarded(&name, || crate::pipeline::convert(&name, &bytes, to))?;
        Ok((bytes, converted))
    });
    match read {
        Err(problem) => (Report { spec: name, diagnostics: vec![problem], ..Report::default() }, Vec::new()),
        Ok((bytes, Converted { files, diagnostics, sources })) => {
            let text = String::from_utf8_lossy(&bytes);
            let has_comments =
                text.lines().any(|line| line.trim_start().starts_with('#') || line.contains(" #"));
            (Report { spec: name, diagnostics, sources, has_comments, ..Report::default() }, files)
        }
    }
}

/// The spec of the meeting after this one, if it could be read without faults and written.
#[must_use]
pub fn seed(
    path: &Path,
    to: SpecFormat,
    kind: Option<&str>,
    schema: Option<&str>,
) -> (Report, Option<Vec<u8>>, usize) {
    let name = path.to_string_lossy().into_owned();
    let read = collect::read(path)
        .and_then(|bytes| guarded(&name, || crate::pipeline::seed(&name, &bytes, to, kind, schema)));
    match read {
        Err(problem) => (Report { spec: name, diagnostics: vec![problem], ..Report::default() }, None, 0),
        Ok(Seeded { bytes, carried, diagnostics, sources }) => {
            (Report { spec: name, diagnostics, sources, ..Report::default() }, bytes, carried)
        }
    }
}

/// Specs looked at without making anything of them.
fn looked_at(
    specs: &[PathBuf],
    done: &(dyn Fn() + Sync),
    look: &(dyn Fn(Job) -> Outcome + Sync),
) -> Vec<Report> {
    let mut reports = Vec::with_capacity(specs.len());
    for some in specs.chunks(AT_ONCE) {
        let one = |item| {
            let Made { mut report, outcome, .. } = worked_on(item, done, look);
            drop(report.take(outcome));
            report
        };
        reports.par_extend(read(some).into_par_iter().map(one));
    }
    reports
}

/// A meeting that was read, or a file that could not be.
enum Item {
    Job(Box<Job>, Arc<Vec<Diagnostic>>),
    Unread(String, Box<Diagnostic>),
}

/// What is kept of all meetings of these files to be held against others; of what cannot be read, nothing.
#[must_use]
pub fn held(office: &Office, specs: &[PathBuf]) -> Vec<Held> {
    let hold = |path: &PathBuf| {
        let bytes = collect::read(path).ok();
        bytes.map_or_else(Vec::new, |bytes| held_of(office, &path.to_string_lossy(), bytes))
    };
    specs.par_iter().flat_map_iter(hold).collect()
}

/// The same of one file's bytes.
fn held_of(office: &Office, name: &str, bytes: Vec<u8>) -> Vec<Held> {
    let digest = manifest::sha256(&bytes);
    let Ok((jobs, _)) = guarded(name, || Job::all(name, bytes)) else { return Vec::new() };
    let hold = |job| guarded(name, || Pipeline::hold(office, job)).ok().flatten();
    jobs.into_iter().filter_map(hold).map(|held| Held { digest: digest.clone(), ..*held }).collect()
}

/// Every meeting of the files, in their order.
fn read(paths: &[PathBuf]) -> Vec<Item> {
    let read: Vec<Vec<Item>> = paths
        .par_iter()
        .map(|path| {
            let name = path.to_string_lossy().into_owned();
            match collect::read(path).and_then(|bytes| guarded(&name, || Job::all(&name, bytes))) {
                Ok((jobs, shared)) => {
                    jobs.into_iter().map(|job| Item::Job(Box::new(job), Arc::clone(&shared))).collect()
                }
                Err(problem) => vec![Item::Unread(name, Box::new(problem))],
            }
        })
        .collect();
    read.into_iter().flatten().collect()
}

fn worked_on(item: Item, done: &(dyn Fn() + Sync), work: &(dyn Fn(Job) -> Outcome + Sync)) -> Made {
    let (job, shared) = match item {
        Item::Job(job, shared) => (*job, shared),
        Item::Unread(spec, problem) => {
            done();
            let report = Report { spec, diagnostics: vec![*problem], ..Report::default() };
            return Made { report, outcome: Outcome::default(), file: None, number: (0, 1) };
        }
    };
    let (file, number, is_quiet) = (Arc::clone(&job.file), job.number, job.is_quiet());
    let mut report = Report { spec: file.name.clone(), meeting: job.label(), ..Report::default() };
    if number.0 == 0 {
        report.diagnostics.extend(shared.iter().cloned());
        if let Some(source) = file.source(&shared).filter(|_| !is_quiet) {
            report.sources.add(&file.name, source);
        }
    } else {
        report.shared = shared;
    }
    let mut outcome = guarded(&file.name, || work(job)).unwrap_or_else(|fault| {
        report.diagnostics.push(fault);
        Outcome::default()
    });
    if let Some(held) = &mut outcome.held {
        held.digest = manifest::sha256(&file.bytes);
    }
    if number.0 + 1 == number.1 {
        done();
    }
    Made { report, outcome, file: Some(file), number }
}

/// A fault of ours becomes a diagnostic of the one meeting it befell.
fn guarded<T>(name: &str, work: impl FnOnce() -> T) -> Result<T, Diagnostic> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        let mut fault =
            Diagnostic::new(Code::InternalError, Location::File, "程序内部出错，这个会议没有处理完")
                .help("其他会议不受影响；请把这个文件交给开发者");
        fault.file = Some(name.into());
        fault
    })
}
