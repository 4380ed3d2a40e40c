//! A run over many specs: paths come in, files in the output folder and a report go out.
//!
//! Each meeting stands for itself: what is wrong with one, or even a fault of ours, never keeps another from its documents.

mod collect;
mod manifest;
mod name;
mod place;
mod reason;
mod units;

pub use collect::collect;
pub use units::units;

use crate::diag::show::Readiness;
use crate::diag::{Code, Diagnostic, Location, Sources};
use crate::font::Fonts;
use crate::kind::{Kind, Kinds};
use crate::pipeline::{Finished, Format, Office, Outcome, PackUsed, Pipeline, Request};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::btree_map::Entry::{Occupied, Vacant};
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

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
    /// The lines and rows that the problems point to.
    pub sources: Sources,
    /// The unit pack that was asked for, usable or not.
    pub pack_name: Option<String>,
    /// The unit pack that was used.
    pub pack: Option<PackUsed>,
    /// Years of the meeting whose days off are not known.
    pub unknown_years: BTreeSet<i32>,
}

impl Report {
    /// Whether any problem is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// How ready each document is that was asked for.
    #[must_use]
    pub fn readiness(&self) -> Vec<Readiness> {
        Readiness::of(&self.spec, self.asked, &self.diagnostics)
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
        let made: Vec<Made> = some
            .par_iter()
            .map(|path| {
                let made = make(pipeline, path, request);
                done();
                made
            })
            .collect();
        let settled = made.into_iter().map(|made| taken.settle(made, pipeline.fonts(), destination));
        reports.extend(settled);
    }
    reports
}

/// Meetings whose documents are in memory at once: enough for all cores, and files appear as the run goes.
const AT_ONCE: usize = 64;

/// A spec with what was made of it.
struct Made {
    report: Report,
    outcome: Outcome,
    spec: Vec<u8>,
}

/// Checks all specs, over all cores.
pub fn check(
    office: &Office,
    specs: &[PathBuf],
    only: Option<Kinds>,
    done: &(dyn Fn() + Sync),
) -> Vec<Report> {
    looked_at(specs, &|name, bytes| {
        let found = Pipeline::check_at(office, name, bytes, only);
        done();
        found
    })
}

/// What of all specs no face draws.
#[must_use]
pub fn undrawable(specs: &[PathBuf], fonts: &Fonts) -> Vec<Report> {
    looked_at(specs, &|name, bytes| Pipeline::undrawable(name, bytes, fonts))
}

/// Specs looked at without making anything of them.
fn looked_at(specs: &[PathBuf], look: &(dyn Fn(&str, &[u8]) -> Outcome + Sync)) -> Vec<Report> {
    specs
        .par_iter()
        .map(|path| {
            let name = path.to_string_lossy().into_owned();
            let mut report = Report { spec: name.clone(), ..Report::default() };
            let seen = collect::read(path).and_then(|bytes| guarded(&name, || look(&name, &bytes)));
            match seen {
                Ok(outcome) => drop(report.take(outcome)),
                Err(problem) => report.diagnostics.push(problem),
            }
            report
        })
        .collect()
}

fn make(pipeline: &Pipeline, path: &Path, request: &Request) -> Made {
    let name = path.to_string_lossy().into_owned();
    let mut report = Report { spec: name.clone(), ..Report::default() };
    let (read, spec) = match collect::read(path) {
        Ok(bytes) => (guarded(&name, || pipeline.run(&name, &bytes, request)), bytes),
        Err(problem) => (Err(problem), Vec::new()),
    };
    let outcome = read.unwrap_or_else(|fault| {
        report.diagnostics.push(fault);
        Outcome::default()
    });
    Made { report, outcome, spec }
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
        let Made { mut report, outcome, spec } = made;
        let named = outcome.name.clone();
        let finished = report.take(outcome);
        if finished.is_empty() {
            return report;
        }
        let stem = Path::new(&report.spec).file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let name = name::legal(&named.or(stem).unwrap_or_default());
        match self.0.entry(name.to_lowercase()) {
            Occupied(first) => report.diagnostics.push(clash(&report.spec, &name, first.get())),
            Vacant(free) => {
                free.insert(report.spec.clone());
                write(&mut report, &name, finished, &spec, fonts, destination);
            }
        }
        report
    }
}

fn clash(spec: &str, folder: &str, first: &str) -> Diagnostic {
    let message = format!("与「{first}」是同一天的同名会议，都要写到「{folder}」，这一份没有写出");
    let mut clash = Diagnostic::new(Code::SameMeetingTwice, Location::File, message)
        .help("同一个会议只留一份（YAML 或 Excel）；若是两个会议，请让名称有所区别");
    clash.file = Some(spec.into());
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
