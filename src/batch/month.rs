//! A month's run: many specs come in; only what is new or changed is made, and the reports go out one by one, in order.
//!
//! Nothing of a meeting is kept once it is reported, so that a thousand take no more memory than a hundred.

use super::manifest::Manifest;
use super::settle::Taken;
use super::standing::{Ground, Plan, Standing};
use super::{Destination, Made, Overwrite, Report, held, read, sweep, worked_on};
use crate::diag::Diagnostic;
use crate::pipeline::{Job, Office, Pipeline, Request};
use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use std::path::PathBuf;
use std::sync::Arc;

/// Which part of the specs a run works on: those of every `of`th place, from the `number`th on, which is counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Its number.
    pub number: usize,
    /// Of how many.
    pub of: usize,
}

impl Shard {
    /// The specs of this part, with their places in the whole.
    #[must_use]
    pub fn part(self, specs: &[PathBuf]) -> Vec<(usize, PathBuf)> {
        let all = specs.iter().cloned().enumerate();
        all.skip(self.number.saturating_sub(1)).step_by(self.of.max(1)).collect()
    }
}

/// The specs that are worked on at once: enough for all cores, few enough to be kept in mind.
const AT_ONCE: usize = 16;

/// Whether the meetings of a run are looked at together, those included that need no work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Across {
    /// They are: each report brings what is kept of its meetings.
    Kept,
    /// They are not, for this is only a part of them.
    Left,
}

/// How a run is done.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    /// The threads; one for each core where none are said.
    pub jobs: Option<usize>,
    /// Whether the meetings are looked at together.
    pub across: Across,
}

/// What is heard of a run.
pub struct Ears<'e> {
    /// Called with each meeting's report, in the order of the specs, and the place of its spec.
    pub report: &'e mut (dyn FnMut(usize, Plan, Report) + Send),
    /// Called after each spec, from any thread.
    pub done: &'e (dyn Fn() + Sync),
}

/// What would be done with each spec.
#[must_use]
pub fn plan(
    pipeline: &Pipeline,
    specs: &[(usize, PathBuf)],
    request: &Request,
    destination: &Destination,
) -> Vec<Plan> {
    let (ground, made) = stood(pipeline, request, destination);
    let standing = Standing::new(&destination.folder, made, &ground);
    specs.par_iter().map(|(_, spec)| standing.plan(spec).0).collect()
}

/// Makes the documents of all specs that are new or changed.
///
/// # Errors
/// When the threads cannot be had.
pub fn month(
    pipeline: &Pipeline,
    specs: &[(usize, PathBuf)],
    request: &Request,
    destination: &Destination,
    (manner, ears): (Manner, Ears<'_>),
) -> Result<(), Diagnostic> {
    let threads = rayon::ThreadPoolBuilder::new().num_threads(manner.jobs.unwrap_or(0)).build();
    let threads = threads.map_err(|error| {
        let message = format!("开不了这么多线程：{error}");
        Diagnostic::new(crate::diag::Code::InternalError, crate::diag::Location::File, message)
    })?;
    sweep::sweep(&destination.folder);
    threads.install(|| {
        let (ground, made) = stood(pipeline, request, destination);
        let standing = Standing::new(&destination.folder, made, &ground);
        let taken = Taken::default();
        Month { pipeline, request, destination, ground: &ground, across: manner.across, taken }
            .run(&standing, specs, ears);
    });
    Ok(())
}

/// What documents depend on, for which the faces are hashed, and meanwhile the manifests of earlier runs.
fn stood(
    pipeline: &Pipeline,
    request: &Request,
    destination: &Destination,
) -> (Ground, Vec<(PathBuf, Manifest)>) {
    rayon::join(|| Ground::new(pipeline, request), || Standing::manifests(&destination.folder))
}

/// Reads a spec that stands again where an older version left nothing of it to be held against others.
fn load_unkept(office: &Office, spec: &PathBuf, reports: &mut [Report]) {
    if reports.iter().all(|report| report.level.is_some() || !report.held.is_empty()) {
        return;
    }
    for report in &mut *reports {
        report.held.clear();
    }
    if let Some(first) = reports.first_mut() {
        first.held = held(office, std::slice::from_ref(spec));
    }
}

struct Month<'m> {
    pipeline: &'m Pipeline,
    request: &'m Request,
    destination: &'m Destination,
    ground: &'m Ground,
    across: Across,
    taken: Taken,
}

/// What is to be told of a spec, in its turn.
enum Turn {
    Stands(usize, Vec<Report>),
    Made(usize, Plan, Box<Made>),
}

impl Month<'_> {
    /// While some specs are worked on, what was made of those before them is written.
    fn run(mut self, standing: &Standing<'_>, specs: &[(usize, PathBuf)], mut ears: Ears<'_>) {
        let (pipeline, request, across) = (self.pipeline, self.request, self.across);
        let keeps = self.destination.overwrite;
        let mut waiting: Vec<Turn> = Vec::new();
        for some in specs.chunks(AT_ONCE) {
            let done = ears.done;
            let work = |(at, spec): &(usize, PathBuf)| -> Vec<Turn> {
                let (plan, mut reports) = standing.plan(spec);
                if plan == Plan::Unchanged {
                    if across == Across::Kept {
                        load_unkept(pipeline.office(), spec, &mut reports);
                    }
                    done();
                    return vec![Turn::Stands(*at, reports)];
                }
                let items = read(std::slice::from_ref(spec)).into_par_iter();
                let work_on = |job: Job| {
                    let file = Arc::clone(&job.file);
                    let whose = |name: &str, number: Option<&str>| {
                        let known = || standing.whose(name, number, &file);
                        (keeps == Overwrite::Never).then(known).flatten()
                    };
                    pipeline.make_unless(job, request, &whose)
                };
                let made = items.map(|item| worked_on(item, done, &work_on));
                made.map(|made| Turn::Made(*at, plan, Box::new(made))).collect()
            };
            let before = std::mem::take(&mut waiting);
            let (made, ()) = rayon::join(
                || some.par_iter().flat_map_iter(work).collect::<Vec<Turn>>(),
                || self.tell(before, &mut ears),
            );
            waiting = made;
        }
        self.tell(waiting, &mut ears);
    }

    fn hear(&self, ears: &mut Ears<'_>, (at, plan): (usize, Plan), mut report: Report) {
        if self.across == Across::Left {
            report.held.clear();
        }
        (ears.report)(at, plan, report);
    }

    fn tell(&mut self, turns: Vec<Turn>, ears: &mut Ears<'_>) {
        for turn in turns {
            match turn {
                Turn::Stands(at, reports) => {
                    for report in reports {
                        self.taken.stands(&report);
                        self.hear(ears, (at, Plan::Unchanged), report);
                    }
                }
                Turn::Made(at, plan, made) => {
                    let fonts = self.pipeline.fonts_of(made.outcome.pack_name.as_deref());
                    let report = self.taken.settle(*made, fonts, (self.destination, Some(self.ground)));
                    self.hear(ears, (at, plan), report);
                }
            }
        }
    }
}
