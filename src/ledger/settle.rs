//! Settling one task: everything that meetings said of it, in their order, comes in; how it stands on a day goes out.
//!
//! The last word on each point counts. 逾期 is never taken from a spec: it is what is not done after its 时限.

use super::{Item, Source, State};
use crate::date::Date;
use crate::diag::{Code, Diagnostic, NodeId};
use crate::meeting::{Given, Task, Text};

/// What one meeting says of a task.
#[derive(Clone, Copy)]
pub(super) struct Report<'m> {
    /// The meeting's place among those given.
    pub(super) meeting: usize,
    pub(super) day: Option<Date>,
    pub(super) task: &'m Task,
}

/// A task as it stands, and what does not fit together in what was said of it.
pub(super) struct Settled {
    pub(super) item: Item,
    pub(super) found: Vec<(usize, Diagnostic)>,
}

/// How the task stands on the day.
pub(super) fn settle(number: &str, source: &Source, reports: &[Report<'_>], on: Date) -> Settled {
    // A meeting that only reports on a task did not give it out.
    let gave = || reports.first().filter(|first| !first.task.is_carried())?.day;
    let mut judge = Judge { on, given: source.day.or_else(gave), found: Vec::new() };
    let due = last(reports, |task| &task.due);
    let first_due = reports.iter().find_map(|report| report.task.due.as_ref()).map(|due| due.value);
    let (state, done) = judge.state(reports, due);
    let item = Item {
        number: number.to_owned(),
        task: reports.first().map_or_else(String::new, |first| text(&first.task.task)),
        source: source.clone(),
        unit: last_text(reports, |task| &task.unit),
        co_units: reports
            .iter()
            .rev()
            .map(|report| &report.task.co_units)
            .find(|units| !units.is_empty())
            .map(|units| units.iter().map(|unit| unit.value.clone()).collect())
            .unwrap_or_default(),
        owner: last_text(reports, |task| &task.owner),
        leader: last_text(reports, |task| &task.leader),
        due,
        moved_from: first_due.filter(|first| Some(*first) != due),
        progress: last_text(reports, |task| &task.progress),
        state,
        done,
        evidence: last_text(reports, |task| &task.evidence),
        remark: last_text(reports, |task| &task.remark),
    };
    Settled { item, found: judge.found }
}

struct Judge {
    on: Date,
    /// When it was given out.
    given: Option<Date>,
    found: Vec<(usize, Diagnostic)>,
}

impl Judge {
    /// The last report that says how far it is decides.
    fn state(&mut self, reports: &[Report<'_>], due: Option<Date>) -> (State, Option<Date>) {
        let tells = |report: &&Report<'_>| report.task.status.is_some() || report.task.done.is_some();
        let telling: Vec<&Report<'_>> = reports.iter().filter(tells).collect();
        for pair in telling.windows(2) {
            if let [before, after] = pair {
                self.reopened(before, after);
            }
        }
        let open = |begun| match due {
            Some(due) if due < self.on => State::Overdue,
            _ if begun => State::Underway,
            _ => State::NotStarted,
        };
        let has_progress = reports.iter().any(|report| report.task.progress.is_some());
        let Some(report) = telling.last() else { return (open(has_progress), None) };
        let status = report.task.status.as_ref().map(|status| status.value.as_str());
        match (&report.task.done, status) {
            (Some(done), _) if done.value > self.on => {
                let state = open(true);
                self.say(report, Code::DoneAfterLedger, done.at, done_later(done.value, self.on, state));
                (state, None)
            }
            (Some(done), _) => {
                if let Some(given) =
                    self.given.filter(|given| report.task.is_carried() && done.value < *given)
                {
                    self.say(report, Code::DoneBeforeMeeting, done.at, done_early(done.value, given));
                }
                (State::Done, Some(done.value))
            }
            (None, Some("办结")) => (State::Done, None),
            (None, Some("未启动")) => (open(false), None),
            (None, Some("逾期")) => {
                let state = if due.is_none() { State::Overdue } else { open(true) };
                if let Some((due, status)) =
                    due.zip(report.task.status.as_ref()).filter(|_| state != State::Overdue)
                {
                    self.say(report, Code::OverdueTooEarly, status.at, not_over(due, self.on));
                }
                (state, None)
            }
            (None, _) => (open(true), None),
        }
    }

    fn reopened(&mut self, before: &Report<'_>, after: &Report<'_>) {
        if is_done(before.task) && !is_done(after.task) {
            let node = after.task.status.as_ref().map_or(after.task.at, |status| status.at);
            let message = "前一次会议已经办结的任务，这里又写着没有办结，按没有办结计".to_owned();
            self.say(
                after,
                Code::ReopenedTask,
                node,
                (message, "请核对「状态」；确已办结的，请写「办结」和「办结日期」"),
            );
        }
    }

    fn say(&mut self, report: &Report<'_>, code: Code, node: NodeId, (message, help): (String, &str)) {
        self.found.push((report.meeting, Diagnostic::new(code, node, message).help(help)));
    }
}

fn is_done(task: &Task) -> bool {
    task.done.is_some() || task.status.as_ref().is_some_and(|status| status.value == "办结")
}

fn done_later(done: Date, on: Date, state: State) -> (String, &'static str) {
    let message =
        format!("办结日期{}在台账日期{}之后，按{}计", done.official(), on.official(), state.label());
    (message, "请核对「办结日期」；确是后来办结的，可以不理会，或把 --on 写成后面的日期")
}

fn done_early(done: Date, given: Date) -> (String, &'static str) {
    let message = format!("办结日期{}早于交办的会议{}", done.official(), given.official());
    (message, "任务在会后办理，请核对「办结日期」")
}

fn not_over(due: Date, on: Date) -> (String, &'static str) {
    let message =
        format!("状态写的是逾期，而时限{}在台账日期{}还没有过，按推进中计", due.official(), on.official());
    (message, "逾期由程序按「时限」算出，不用写；请写「未启动」「推进中」或「办结」")
}

/// The last value given.
fn last<T: Copy>(reports: &[Report<'_>], of: impl Fn(&Task) -> &Given<T>) -> Option<T> {
    reports.iter().rev().find_map(|report| of(report.task).as_ref()).map(|given| given.value)
}

fn last_text(reports: &[Report<'_>], of: impl Fn(&Task) -> &Text) -> String {
    reports
        .iter()
        .rev()
        .find_map(|report| of(report.task).as_ref())
        .map_or_else(String::new, |text| text.value.clone())
}

fn text(text: &Text) -> String {
    text.as_ref().map_or_else(String::new, |text| text.value.clone())
}
