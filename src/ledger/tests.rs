//! The ledger as a whole: meetings made by hand come in; what is gathered of them is compared.

use super::*;
use crate::diag::{Code, NodeId};
use crate::meeting::{At, Given, Meeting, Task};

fn day(text: &str) -> Date {
    crate::date::read_date(text, crate::date::Context::NONE).expect("a day").value
}

fn at<T>(value: T) -> At<T> {
    At { value, at: NodeId(1) }
}

fn text(text: &str) -> Given<String> {
    (!text.is_empty()).then(|| At { value: text.to_owned(), at: NodeId(1) })
}

fn task(name: &str, due: &str) -> Task {
    Task {
        at: NodeId(1),
        task: text(name),
        unit: text("局办公室"),
        owner: None,
        co_units: Vec::new(),
        due: (!due.is_empty()).then(|| At { value: day(due), at: NodeId(1) }),
        topic: None,
        progress: None,
        status: None,
        done: None,
        evidence: None,
        leader: None,
        number: None,
        origin: None,
        remark: None,
    }
}

fn carried(name: &str, origin: &str, status: &str) -> Task {
    Task { origin: text(origin), status: text(status), ..task(name, "") }
}

fn meeting(id: &str, title: &str, held: &str, tasks: Vec<Task>) -> Meeting {
    let start = crate::date::Moment { date: day(held), time: None };
    Meeting { id: text(id), title: text(title), start: Some(at(start)), tasks, ..Meeting::default() }
}

fn states(gathered: &Gathered) -> Vec<(&str, State)> {
    gathered.ledger.items.iter().map(|item| (item.task.as_str(), item.state)).collect()
}

fn codes(gathered: &Gathered) -> Vec<Code> {
    gathered.diagnostics.iter().map(|(_, found)| found.code).collect()
}

/// Every way in which a spec says how far a task is, on the last day it may take and on the day after.
#[test]
fn the_state_follows_from_what_is_said_and_the_day() {
    let said = |status: &str, progress: &str, done: &str| Task {
        status: text(status),
        progress: text(progress),
        done: (!done.is_empty()).then(|| At { value: day(done), at: NodeId(1) }),
        ..task("甲", "2026-12-18")
    };
    let state = |task: Task, on: &str| {
        let gathered = gather(&[meeting("1", "会", "2026-11-24", vec![task])], day(on));
        (gathered.ledger.items[0].state, codes(&gathered))
    };
    let (last, after) = ("2026-12-18", "2026-12-19");
    for (status, progress, done, on_last, on_after) in [
        ("", "", "", State::NotStarted, State::Overdue),
        ("未启动", "", "", State::NotStarted, State::Overdue),
        ("", "起草了初稿", "", State::Underway, State::Overdue),
        ("推进中", "", "", State::Underway, State::Overdue),
        ("办结", "", "", State::Done, State::Done),
        ("", "", "2026-12-10", State::Done, State::Done),
        ("办结", "已印发", "2026-12-18", State::Done, State::Done),
    ] {
        assert_eq!(
            state(said(status, progress, done), last),
            (on_last, vec![]),
            "{status} {progress} {done}"
        );
        assert_eq!(
            state(said(status, progress, done), after),
            (on_after, vec![]),
            "{status} {progress} {done}"
        );
    }
    // What is done later was not done on the day, and that is said.
    assert_eq!(state(said("办结", "", "2026-12-20"), last), (State::Underway, vec![Code::DoneAfterLedger]));
    assert_eq!(state(said("办结", "", "2026-12-20"), after), (State::Overdue, vec![Code::DoneAfterLedger]));
    // 逾期 is worked out, never believed.
    assert_eq!(state(said("逾期", "", ""), last), (State::Underway, vec![Code::OverdueTooEarly]));
    assert_eq!(state(said("逾期", "", ""), after), (State::Overdue, vec![]));
}

#[test]
fn a_carried_task_is_counted_once_with_the_last_word() {
    let first =
        meeting("HY-1", "一次会", "2026-09-01", vec![task("甲", "2026-10-01"), task("乙", "2026-10-01")]);
    let second = meeting(
        "HY-2",
        "二次会",
        "2026-10-08",
        vec![
            Task { due: Some(at(day("2026-11-01"))), ..carried("甲", "HY-1", "推进中") },
            task("丙", "2026-12-01"),
            carried("乙", "《一次会》", "办结"),
        ],
    );
    // The third names the meeting that only reported on it.
    let third = meeting("HY-3", "三次会", "2026-11-10", vec![carried("甲", "HY-2", "办结")]);
    let all = [third.clone(), first.clone(), second.clone()];
    let gathered = gather(&all, day("2026-12-31"));
    assert_eq!(states(&gathered), [("丙", State::Overdue), ("乙", State::Done), ("甲", State::Done)]);
    assert_eq!(codes(&gathered), []);
    let numbers: Vec<&str> = gathered.ledger.items.iter().map(|item| item.number.as_str()).collect();
    assert_eq!(numbers, ["HY-2-01", "HY-1-02", "HY-1-01"]);
    let moved = &gathered.ledger.items[2];
    assert_eq!((moved.due, moved.moved_from), (Some(day("2026-11-01")), Some(day("2026-10-01"))));
    assert_eq!(moved.source.title, "一次会");
    // Whatever the order of the files, the ledger is the same.
    assert_eq!(gather(&[first, second, third], day("2026-12-31")).ledger, gathered.ledger);
    // Before the second meeting nothing was known of what it says.
    let early = gather(&all, day("2026-09-30"));
    assert_eq!(states(&early), [("甲", State::NotStarted), ("乙", State::NotStarted)]);
    assert_eq!(early.ledger.left_out, LeftOut { later_meetings: 2, later_tasks: 1, unread: 0 });
}

#[test]
fn an_origin_that_is_not_there_loses_no_task() {
    let reports = |title: &str, held: &str, status: &str| {
        meeting("", title, held, vec![Task { number: text("旧-07"), ..carried("甲", "去年的会", status) }])
    };
    let all = [reports("一次会", "2026-09-01", "未启动"), reports("二次会", "2026-10-08", "推进中")];
    let gathered = gather(&all, day("2026-12-31"));
    assert_eq!(states(&gathered), [("甲", State::Underway)], "{:?}", gathered.ledger.items);
    let item = &gathered.ledger.items[0];
    assert_eq!(
        (item.number.as_str(), item.source.title.as_str(), item.source.day),
        ("旧-07", "去年的会", None)
    );
    assert_eq!(codes(&gathered), []);
}

#[test]
fn what_does_not_fit_together_is_said_and_counted_all_the_same() {
    let first = meeting(
        "HY-1",
        "一次会",
        "2026-09-01",
        vec![
            Task { number: text("督1"), status: text("办结"), ..task("甲", "2026-10-01") },
            Task { number: text("督1"), ..task("乙", "2026-10-01") },
        ],
    );
    let second = meeting(
        "HY-2",
        "二次会",
        "2026-10-08",
        vec![carried("甲", "HY-1", "推进中"), carried("丁", "HY-1", ""), carried("戊", "HY-2", "")],
    );
    let twin = Meeting { id: None, ..first.clone() };
    let gathered = gather(&[first, second, twin], day("2026-12-31"));
    let mut said = codes(&gathered);
    said.sort_by_key(|code| code.name());
    assert_eq!(
        said,
        [
            Code::DuplicateTaskNumber,
            Code::OriginMismatch,
            Code::OriginMismatch,
            Code::ReopenedTask,
            Code::SameMeetingTwice
        ]
    );
    assert_eq!(gathered.ledger.counts().total(), 4);
}

#[test]
fn counts_and_percentages() {
    let counts = Counts { overdue: 2, underway: 8, not_started: 6, done: 6, on_time: 4 };
    assert_eq!(counts.total(), 22);
    assert_eq!(counts.percent(State::Done), 27);
    assert_eq!(Counts::default().percent(State::Done), 0);
}
