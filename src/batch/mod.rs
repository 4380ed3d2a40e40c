//! A run over many specs: paths come in, files in the output folder and a report go out.
//!
//! Each meeting stands for itself: what is wrong with one, or even a fault of ours, never keeps another from its documents.

mod collect;
mod manifest;
mod name;
mod place;
mod reason;
mod save;
mod units;

pub use collect::collect;
pub use save::{names, save};
pub use units::units;

use crate::diag::show::Readiness;
use crate::diag::{Code, Diagnostic, Location, Sources};
use crate::font::Fonts;
use crate::kind::{Kind, Kinds};
use crate::pipeline::{
    Converted, File, Finished, Format, Job, Office, Outcome, PackUsed, Pipeline, Request, SpecFormat,
};
use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelExtend, ParallelIterator};
use std::collections::btree_map::Entry::{Occupied, Vacant};
use std::collections::{BTreeMap, BTreeSet};
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
    /// Where it is.
    pub path: PathBuf,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its pages, where it was laid out.
    pub pages: Option<usize>,
    /// Whether it had to be written.
    pub state: State,
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
    /// The meeting's folder.
    pub folder: Option<PathBuf>,
    /// The files that stand.
    pub written: Vec<Written>,
    /// The documents that were asked for.
    pub asked: Kinds,
    /// The documents that are blocked.
    pub blocked: Vec<Kind>,
    /// Every problem.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether a YAML text holds comments, which are no part of its meeting.
    pub has_comments: bool,
    /// The lines and rows that the problems point to.
    pub sources: Sources,
    /// What its file suffers from, told with the first of the file's meetings.
    shared: Arc<Vec<Diagnostic>>,
    /// The unit pack that was asked for, usable or not.
    pub pack_name: Option<String>,
    /// The unit pack that was used.
    pub pack: Option<PackUsed>,
    /// Years of the meeting whose days off are not known.
    pub unknown_years: BTreeSet<i32>,
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
        Readiness::of(&self.name(), self.asked, &all)
    }

    /// Takes over what the pipeline found, but for the documents.
    fn take(&mut self, outcome: Outcome) -> Vec<Finished> {
        self.asked = outcome.asked;
        self.blocked = outcome.blocked;
        self.diagnostics.extend(outcome.diagnostics);
        self.sources.extend(outcome.sources);
        self.pack = outcome.pack;
        self.pack_name = outcome.pack_name;
        self.unknown_years = outcome.unknown_years;
        outcome.finished
    }
}

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
    let mut taken = Taken::default();
    let mut reports = Vec::with_capacity(specs.len());
    for some in specs.chunks(AT_ONCE) {
        let mut items = read(some);
        while !items.is_empty() {
            let rest = items.split_off(items.len().min(AT_ONCE));
            let work = |item| worked_on(item, done, &|job| pipeline.make(job, request));
            let made: Vec<Made> = items.into_par_iter().map(work).collect();
            reports.extend(made.into_iter().map(|made| taken.settle(made, pipeline.fonts(), destination)));
            items = rest;
        }
    }
    reports
}

/// Meetings whose documents are in memory at once: enough for all cores, and files appear as the run goes.
const AT_ONCE: usize = 64;

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
    let (file, number) = (Arc::clone(&job.file), job.number);
    let mut report = Report { spec: file.name.clone(), meeting: job.label(), ..Report::default() };
    if number.0 == 0 {
        report.diagnostics.extend(shared.iter().cloned());
        if let Some(source) = file.source(&shared) {
            report.sources.add(&file.name, source);
        }
    } else {
        report.shared = shared;
    }
    let outcome = guarded(&file.name, || work(job)).unwrap_or_else(|fault| {
        report.diagnostics.push(fault);
        Outcome::default()
    });
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

/// The folders already taken in this run, each by one spec; names that differ only in case are one folder on Windows.
#[derive(Default)]
struct Taken(BTreeMap<String, String>);

impl Taken {
    /// Writes what was made; a second spec for one folder is refused.
    fn settle(&mut self, made: Made, fonts: &Fonts, destination: &Destination) -> Report {
        let Made { mut report, outcome, file, number } = made;
        let named = outcome.name.clone();
        let finished = report.take(outcome);
        let Some(file) = file.filter(|_| !finished.is_empty()) else { return report };
        let stem = || {
            let stem = Path::new(&report.spec).file_stem()?.to_string_lossy().into_owned();
            Some(if number.1 > 1 { format!("{stem}-{}", number.0 + 1) } else { stem })
        };
        let name = name::legal(&named.or_else(stem).unwrap_or_default());
        match self.0.entry(name.to_lowercase()) {
            Occupied(first) => report.diagnostics.push(clash(&report, &name, first.get())),
            Vacant(free) => {
                free.insert(report.name());
                write(&mut report, &name, finished, &file.bytes, fonts, destination);
            }
        }
        report
    }
}

fn clash(report: &Report, folder: &str, first: &str) -> Diagnostic {
    let message = format!("与「{first}」是同一天的同名会议，都要写到「{folder}」，这一份没有写出");
    let mut clash = Diagnostic::new(Code::SameMeetingTwice, Location::File, message)
        .help("同一个会议只留一份（YAML 或 Excel）；若是两个会议，请让名称有所区别");
    clash.file = Some(report.spec.as_str().into());
    clash.meeting.clone_from(&report.meeting);
    clash
}

fn write(
    report: &mut Report,
    name: &str,
    finished: Vec<Finished>,
    spec: &[u8],
    fonts: &Fonts,
    destination: &Destination,
) {
    let folder = destination.folder.join(name);
    let mut problems = Vec::new();
    match place::Place::open(&folder, destination.overwrite) {
        Err(problem) => problems.push(problem),
        Ok(place) => {
            for done in finished {
                match place.put(&done) {
                    Ok(written) => report.written.push(written),
                    Err(problem) => problems.push(problem),
                }
            }
            if !report.written.is_empty() {
                let written = &report.written;
                let manifest =
                    manifest::Manifest::new(&report.spec, spec, report.pack.as_ref(), fonts, written);
                problems.extend(place.put_manifest(manifest).err());
                report.folder = Some(folder);
            }
        }
    }
    for mut problem in problems {
        problem.file = Some(report.spec.as_str().into());
        report.diagnostics.push(problem);
    }
}
