//! Rules of what became of tasks: a meeting comes in, states, dates and words of tasks that contradict one another go out.

use super::{Case, FOLLOWING, Rule, fault};
use crate::check::leaf::shortened;
use crate::diag::{Code, Diagnostic};
use crate::meeting::Task;

pub(super) const RULES: &[Rule] = &[
    Rule { code: Code::DoneWithoutDate, broken: done_without_date },
    Rule { code: Code::DoneWithoutWord, broken: done_without_word },
    Rule { code: Code::DoneButOpen, broken: done_but_open },
    Rule { code: Code::DoneBeforeMeeting, broken: done_before_meeting },
];

const DONE: &str = "办结";

fn status(task: &Task) -> Option<&str> {
    task.status.as_ref().map(|status| status.value.as_str())
}

fn name(task: &Task) -> String {
    task.task.as_ref().map_or_else(String::new, |name| format!("「{}」", shortened(name)))
}

fn done_without_date(meeting: &Case) -> Vec<Diagnostic> {
    let bare = meeting.tasks.iter().filter(|task| status(task) == Some(DONE) && task.done.is_none());
    bare.filter_map(|task| {
        let message = format!("任务{}已办结，没有写办结日期", name(task));
        let help = "请补上「办结日期」；督办台账照样按办结计，办结时间空着";
        Some(fault(Code::DoneWithoutDate, task.status.as_ref()?.at, message, help, FOLLOWING))
    })
    .collect()
}

fn done_without_word(meeting: &Case) -> Vec<Diagnostic> {
    let is_done = |task: &&Task| status(task) == Some(DONE) || task.done.is_some();
    let is_silent = |task: &&Task| task.progress.is_none() && task.evidence.is_none();
    let bare = meeting.tasks.iter().filter(is_done).filter(is_silent);
    bare.filter_map(|task| {
        let at = task.status.as_ref().map(|status| status.at).or_else(|| Some(task.done.as_ref()?.at))?;
        let message = format!("任务{}已办结，没有写办理结果", name(task));
        Some(fault(Code::DoneWithoutWord, at, message, "请在「进展」写明办理结果，或写上「佐证」", FOLLOWING))
    })
    .collect()
}

fn done_but_open(meeting: &Case) -> Vec<Diagnostic> {
    let both =
        meeting.tasks.iter().filter_map(|task| Some((task, task.done.as_ref()?, task.status.as_ref()?)));
    both.filter(|(_, _, status)| status.value != DONE)
        .map(|(task, done, status)| {
            let message =
                format!("任务{}的状态写的是{}，又写了办结日期{}", name(task), **status, done.official());
            let help = "已经办结的，「状态」写「办结」；没有办结的，请删去「办结日期」";
            fault(Code::DoneButOpen, status.at, message, help, FOLLOWING).related("办结日期在此", done.at)
        })
        .collect()
}

/// A carried task may have been done before the meeting that reports on it.
fn done_before_meeting(meeting: &Case) -> Vec<Diagnostic> {
    let Some(start) = &meeting.start else { return Vec::new() };
    let own = meeting.tasks.iter().filter(|task| !task.is_carried());
    own.filter_map(|task| Some((task, task.done.as_ref()?)))
        .filter(|(_, done)| done.value < start.date)
        .map(|(task, done)| {
            let (done_day, day) = (done.official(), start.date.official());
            let message = format!("任务{}的办结日期{done_day}早于交办的会议{day}", name(task));
            let help = "任务在会后办理，请核对「办结日期」；以前的会议交办的，请写明「来源」";
            fault(Code::DoneBeforeMeeting, done.at, message, help, FOLLOWING)
                .related("会议时间在此", start.at)
        })
        .collect()
}
