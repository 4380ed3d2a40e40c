//! A run over many specs: paths come in, files in the output folder and a report go out.
//!
//! Each meeting stands for itself: what is wrong with one, or even a fault of ours, never keeps another from its documents.

mod collect;
mod manifest;
mod name;
mod place;

pub use collect::collect;

use crate::diag::{Code, Diagnostic, Location};
use crate::font::Fonts;
use crate::kind::Kind;
use crate::pipeline::{Finished, Format, Outcome, Pipeline, Request};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeMap;
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
    /// The pack's name, for the manifest.
    pub pack: String,
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
    /// The documents that are blocked.
    pub blocked: Vec<Kind>,
    /// Every problem.
    pub diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// Whether any problem is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
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
    let clashes = Clashes::default();
    let made: Vec<(Report, Outcome, Vec<u8>)> = specs
        .par_iter()
        .map(|path| {
            let (report, outcome, bytes) = make(pipeline, path, request);
            done();
            (report, outcome, bytes)
        })
        .collect();
    clashes.settle(made, pipeline.fonts(), destination)
}

/// Checks all specs, over all cores.
pub fn check(specs: &[PathBuf], only: Option<crate::kind::Kinds>, done: &(dyn Fn() + Sync)) -> Vec<Report> {
    specs
        .par_iter()
        .map(|path| {
            let name = path.to_string_lossy().into_owned();
            let diagnostics = match collect::read(path) {
                Err(problem) => vec![problem],
                Ok(bytes) => guarded(&name, || Pipeline::check(&name, &bytes, only))
                    .unwrap_or_else(|fault| vec![fault]),
            };
            done();
            Report { spec: name, diagnostics, ..Report::default() }
        })
        .collect()
}

fn make(pipeline: &Pipeline, path: &Path, request: &Request) -> (Report, Outcome, Vec<u8>) {
    let name = path.to_string_lossy().into_owned();
    let mut report = Report { spec: name.clone(), ..Report::default() };
    let bytes = match collect::read(path) {
        Ok(bytes) => bytes,
        Err(problem) => {
            report.diagnostics.push(problem);
            return (report, Outcome::default(), Vec::new());
        }
    };
    match guarded(&name, || pipeline.run(&name, &bytes, request)) {
        Ok(outcome) => (report, outcome, bytes),
        Err(fault) => {
            report.diagnostics.push(fault);
            (report, Outcome::default(), bytes)
        }
    }
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

/// The folders already taken in this run, each by one spec.
#[derive(Default)]
struct Clashes(BTreeMap<String, String>);

impl Clashes {
    /// Writes what was made, in the order of the specs; a second spec for one folder is refused.
    fn settle(
        mut self,
        made: Vec<(Report, Outcome, Vec<u8>)>,
        fonts: &Fonts,
        destination: &Destination,
    ) -> Vec<Report> {
        let mut reports = Vec::with_capacity(made.len());
        for (mut report, outcome, bytes) in made {
            report.diagnostics.extend(outcome.diagnostics);
            report.blocked = outcome.blocked;
            if !outcome.finished.is_empty() {
                let stem =
                    Path::new(&report.spec).file_stem().map(|stem| stem.to_string_lossy().into_owned());
                let name = name::legal(&outcome.name.or(stem).unwrap_or_default());
                if let Some(first) = self.0.get(&name) {
                    report.diagnostics.push(clash(&report.spec, &name, first));
                } else {
                    self.0.insert(name.clone(), report.spec.clone());
                    write(&mut report, &name, outcome.finished, &bytes, fonts, destination);
                }
            }
            reports.push(report);
        }
        reports
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
    let place = place::Place::open(&folder, destination.overwrite);
    for done in finished {
        match place.put(&done) {
            Ok(written) => report.written.push(written),
            Err(mut problem) => {
                problem.file = Some(report.spec.as_str().into());
                report.diagnostics.push(problem);
            }
        }
    }
    if !report.written.is_empty() {
        let manifest = manifest::Manifest::new(&report.spec, spec, &destination.pack, fonts, &report.written);
        if let Err(mut problem) = place.put_manifest(manifest) {
            problem.file = Some(report.spec.as_str().into());
            report.diagnostics.push(problem);
        }
        report.folder = Some(folder);
    }
}
