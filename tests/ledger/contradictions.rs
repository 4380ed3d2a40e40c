//! What does not fit together over several meetings: each with its code, where it stands, and counted all the same.

use super::{Desk, count, ledger, summary};

fn spec(id: &str, day: &str, tasks: &[&str]) -> String {
    let tasks: Vec<String> = tasks.iter().map(|task| format!("  - {{责任单位: 某科, {task}}}\n")).collect();
    format!("会议: {{名称: 会{id}, 编号: HY-{id}}}\n时间: {day} 09:00\n任务:\n{}", tasks.concat())
}

/// Runs the ledger of these meetings; the codes that are said, with their lines.
fn said(first: &[&str], second: &[&str], on: &str, tasks: usize) -> Vec<String> {
    let (first, second) = (spec("1", "2026-10-12", first), spec("2", "2026-11-09", second));
    let desk = Desk::new(&[("1.yaml", &first), ("2.yaml", &second)]);
    let run = ledger(&desk, &["1.yaml", "2.yaml"], on, &["--format", "xlsx"]);
    assert_eq!(count(&summary(&run), "tasks"), tasks, "{}", run.said());
    let told = |line: &serde_json::Value| {
        let code = line.get("code")?.as_str()?.to_owned();
        Some(format!("{code} {}:{}", line["file"].as_str()?, line["line"]))
    };
    run.json().iter().filter_map(told).collect()
}

const SOME: &str = "事项: 乙, 时限: 2026-12-18";

#[test]
fn nothing_is_said_of_what_fits() {
    let carried = "事项: 甲, 来源: HY-1, 时限: 2026-11-20, 状态: 办结, 办结日期: 2026-11-06, 进展: 已印发";
    assert_eq!(said(&["事项: 甲, 时限: 2026-11-20"], &[carried, SOME], "2026-12-31", 2), [""; 0]);
}

#[test]
fn done_after_the_day_of_the_ledger() {
    let done = "事项: 甲, 时限: 2026-12-18, 状态: 办结, 办结日期: 2026-12-10, 进展: 已印发";
    assert_eq!(said(&[done], &[SOME], "2026-11-30", 2), ["done-after-ledger 1.yaml:4"]);
    assert_eq!(said(&[done], &[SOME], "2026-12-10", 2), [""; 0]);
}

#[test]
fn overdue_before_its_day() {
    let over = "事项: 甲, 时限: 2026-12-18, 状态: 逾期";
    assert_eq!(said(&[over], &[SOME], "2026-12-18", 2), ["overdue-too-early 1.yaml:4"]);
    assert_eq!(said(&[over], &[SOME], "2026-12-19", 2), [""; 0]);
}

#[test]
fn done_and_open_again() {
    let done = "事项: 甲, 时限: 2026-12-18, 状态: 办结, 办结日期: 2026-10-20, 进展: 已印发";
    let open = "事项: 甲, 来源: 会1, 时限: 2026-12-18, 状态: 推进中";
    assert_eq!(said(&[done], &[open], "2026-11-30", 1), ["reopened-task 2.yaml:4"]);
}

#[test]
fn an_origin_that_does_not_match() {
    let other = "事项: 丙, 来源: HY-1, 时限: 2026-12-18";
    assert_eq!(said(&[SOME], &[other], "2026-11-30", 2), ["origin-mismatch 2.yaml:4"]);
    let own = "事项: 丙, 来源: HY-2, 时限: 2026-12-18";
    assert_eq!(said(&[SOME], &[own], "2026-11-30", 2), ["origin-mismatch 2.yaml:4"]);
    // A meeting that is not among the files is no contradiction.
    let elsewhere = "事项: 丙, 来源: 2025年某会, 时限: 2026-12-18";
    assert_eq!(said(&[SOME], &[elsewhere], "2026-11-30", 2), [""; 0]);
}

#[test]
fn one_number_for_two_tasks() {
    let numbered = "事项: 甲, 编号: 督2026-08, 时限: 2026-12-18";
    let other = "事项: 乙, 编号: 督2026-08, 时限: 2026-12-18";
    assert_eq!(said(&[numbered], &[other], "2026-11-30", 2), ["duplicate-task-number 2.yaml:4"]);
}

#[test]
fn one_meeting_in_two_files_is_counted_once() {
    let text = spec("1", "2026-10-12", &["事项: 甲, 时限: 2026-11-20"]);
    let desk = Desk::new(&[("1.yaml", &text), ("一.yaml", &text)]);
    let run = ledger(&desk, &["1.yaml", "一.yaml"], "2026-12-31", &["--format", "xlsx"]);
    assert_eq!((run.code, count(&summary(&run), "tasks")), (Some(1), 1), "{}", run.said());
    assert!(run.said().contains("same-meeting-twice"), "{}", run.said());
}
