//! The ledger of tasks, by the real program: a year of specs comes in; each task once, in its state, goes out.

#[path = "ledger/contradictions.rs"]
mod contradictions;
mod support;
#[path = "ledger/year.rs"]
mod year;

use serde_json::Value;
use support::desk::Desk;
use support::program::Run;

/// The lines of a run that are about one task each.
fn items(run: &Run) -> Vec<Value> {
    run.json().into_iter().filter(|line| line.get("item").is_some()).collect()
}

/// The last line.
fn summary(run: &Run) -> Value {
    run.json().pop().expect("a summary")
}

fn count(summary: &Value, key: &str) -> usize {
    let count = summary.get(key).and_then(Value::as_u64).unwrap_or_else(|| panic!("{key} in {summary}"));
    usize::try_from(count).expect("a count")
}

/// `huiwu ledger <paths> --on <day> --message-format json` with more arguments.
fn ledger(desk: &Desk, paths: &[&str], on: &str, more: &[&str]) -> Run {
    let fixed = ["--on", on, "--message-format", "json"];
    let arguments: Vec<&str> = ["ledger"].iter().chain(paths).chain(&fixed).chain(more).copied().collect();
    desk.run(&arguments)
}

#[test]
fn one_file_in_the_format_of_its_name() {
    let desk = Desk::new(&[("会.yaml", SPEC)]);
    let run = desk.run(&["ledger", "会.yaml", "--on", "2026-12-31", "-o", "督办台账.xlsx"]);
    run.expect(
        0,
        &["1次会议，2项任务", "办结　1项　50%", "逾期　1项　50%", "甲事　某科　逾期13天", "督办台账.xlsx"],
    );
    assert!(std::fs::read(desk.folder().join("督办台账.xlsx")).expect("a file").starts_with(b"PK"));
    assert!(!desk.folder().join("output").exists());
    // A file that is there is kept.
    let again = ["ledger", "会.yaml", "--on", "2026-12-30", "-o", "督办台账.xlsx"];
    desk.run(&again).expect(2, &["已经有了，没有覆盖"]);
    desk.run(&[&again[..], &["--force"]].concat()).expect(0, &[]);
    desk.run(&["ledger", "会.yaml", "--on", "2026-12-31", "-o", "台账.doc"]).expect(2, &["扩展名应为"]);
    desk.run(&["ledger", "会.yaml"]).expect(2, &["没有写台账的日期"]);
    desk.run(&["ledger", "会.yaml", "--on", "年底"]).expect(2, &["「--on <日期>」不能写「年底」"]);
}

const SPEC: &str = "会议: {名称: 某会, 编号: HY-1}\n时间: 2026-11-24 09:00\n任务:\n  - {事项: 甲事, 责任单位: 某科, 时限: 2026-12-18}\n  - {事项: 乙事, 责任单位: 某科, 时限: 2026-12-18, 状态: 办结, 办结日期: 2026-12-10, 进展: 已办}\n";

/// What was written by an earlier run is no meeting, and is kept when a person changed it.
#[test]
fn its_own_files_are_no_meetings_and_edited_ones_are_kept() {
    let desk = Desk::new(&[("会.yaml", SPEC)]);
    desk.run(&["ledger", ".", "--on", "2026-12-31"]).expect(0, &["督办台账.docx"]);
    let again = desk.run(&["ledger", ".", "--on", "2026-12-31"]);
    again.expect(0, &["读了1个会议", "没有变化"]);
    desk.run(&["check", "."]).expect(1, &["检查了1个会议"]);
    let path = desk.folder().join("output/督办台账-2026-12-31/督办台账.docx");
    std::fs::write(&path, "改过").expect("a file");
    desk.run(&["ledger", ".", "--on", "2026-12-31"]).expect(1, &["edited-by-hand"]);
    assert_eq!(std::fs::read(&path).expect("a file"), "改过".as_bytes());
    desk.run(&["ledger", ".", "--on", "2026-12-31", "--force"]).expect(0, &[]);
}

#[test]
fn classified_and_unreadable_meetings_are_left_out_and_that_is_said() {
    let secret = SPEC.replace("编号: HY-1", "编号: HY-2, 密级: 秘密").replace("某会", "机要会");
    let desk = Desk::new(&[("会.yaml", SPEC), ("密.yaml", &secret), ("坏.yaml", "会议: {名称: 坏\n")]);
    let run = ledger(&desk, &["."], "2026-12-31", &[]);
    assert_eq!(run.code, Some(1), "{}", run.said());
    let summary = summary(&run);
    assert_eq!((count(&summary, "tasks"), count(&summary, "unread")), (2, 2));
    assert!(!run.said().contains("机要会"), "{}", run.said());
    let text = desk.run(&["ledger", ".", "--on", "2026-12-31"]);
    text.expect(1, &["secrecy-refused", "broken-yaml", "没有计入：读不出来或不能计入的会议文件2份"]);
}

/// The slip to the responsible unit has the number that the ledger has.
#[test]
fn the_slip_and_the_ledger_have_one_number() {
    let desk = Desk::new(&[("会.yaml", include_str!("../fixtures/meetings/安全生产推进会/spec.yaml"))]);
    let numbers: Vec<String> = items(&ledger(&desk, &["会.yaml"], "2026-12-31", &[]))
        .iter()
        .map(|item| item["item"].as_str().expect("a number").to_owned())
        .collect();
    assert_eq!(numbers.len(), 6);
    desk.run(&["render", "会.yaml", "--only", "supervision", "--format", "pdf"]).expect(0, &[]);
    let slip = support::output::text(desk.folder(), "12-督办通知单.pdf");
    for number in numbers {
        assert!(slip.contains(&format!("编号：{number}")), "{number} is not in {slip}");
    }
}
