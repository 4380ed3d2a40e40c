//! Twelve months with two hundred tasks: every state is worked out a second time, from the texts of the specs alone.

use super::{Desk, count, items, ledger, summary, support};
use calamine::{Data, Reader, Xlsx};
use serde_yaml::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Cursor;
use support::package::Package;
use support::program::{files, huiwu_with};

const MONTHS: usize = 12;
const TASKS: usize = 200;

/// Numbers that are the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % u64::try_from(most).expect("small")).expect("small")
    }
}

const UNITS: [&str; 5] = ["局办公室", "局综合协调科", "局危化监管科", "青岚县应急管理局", "枫泽县应急管理局"];
const TITLE: &str = "次局长办公会";

/// The specs of a year: new tasks, and tasks of the month before that are reported on, by number or by name.
fn specs() -> Vec<String> {
    let mut dice = Dice(20_261_231);
    let mut before: Vec<(String, String)> = Vec::new();
    let mut made = 0;
    (1..=MONTHS)
        .map(|month| {
            let mut text = format!(
                "会议: {{名称: 第{month}{TITLE}, 编号: HY-2026-{month:03}, 类型: 办公会议}}\n时间: 2026-{month:02}-10 09:00\n组织: {{主办单位: 云澜市应急管理局}}\n任务:\n"
            );
            for (at, (task, number)) in before.iter().enumerate().filter(|(at, _)| at % 3 == 0) {
                let origin = if at % 2 == 0 { format!("HY-2026-{:03}", month - 1) } else { format!("第{}{TITLE}", month - 1) };
                let how = if at % 4 == 0 { format!("编号: {number}, ") } else { String::new() };
                let state = ["状态: 推进中, 进展: 正在办理", "状态: 未启动", "进展: 已报方案"][dice.below(3)];
                let state = if dice.below(2) == 0 {
                    format!("状态: 办结, 办结日期: 2026-{month:02}-{:02}, 进展: 已办", 1 + dice.below(20))
                } else {
                    state.to_owned()
                };
                let _ = writeln!(text, "  - {{事项: {task}, {how}来源: {origin}, 责任单位: 局办公室, {state}, 时限: {}}}", due(&mut dice, month));
            }
            let new = if month == MONTHS { TASKS - made } else { 14 + dice.below(6) };
            before = (0..new)
                .map(|at| {
                    made += 1;
                    let task = format!("第{made}号事项");
                    let state = match dice.below(6) {
                        0 => format!("状态: 办结, 办结日期: 2026-{month:02}-{:02}, 进展: 已印发, ", 11 + dice.below(17)),
                        1 => format!("办结日期: 2026-{month:02}-{:02}, 佐证: 见附件, ", 11 + dice.below(17)),
                        2 => "状态: 推进中, ".to_owned(),
                        3 => "进展: 已形成初稿, ".to_owned(),
                        4 => "状态: 未启动, ".to_owned(),
                        _ => String::new(),
                    };
                    let unit = UNITS[dice.below(UNITS.len())];
                    let _ = writeln!(text, "  - {{事项: {task}, 责任单位: {unit}, {state}时限: {}}}", due(&mut dice, month));
                    (task, format!("HY-2026-{month:03}-{:02}", at + 1))
                })
                .collect();
            text
        })
        .collect()
}

fn due(dice: &mut Dice, month: usize) -> String {
    let ahead = month + dice.below(3);
    format!("{}-{:02}-{:02}", 2026 + (ahead - 1) / 12, (ahead - 1) % 12 + 1, 11 + dice.below(18))
}

/// What becomes of each task up to a day, read from the texts: `2026-12-31` compares as text.
fn truth(specs: &[String], on: &str) -> BTreeMap<String, &'static str> {
    let mut known: BTreeMap<String, (String, String, String, bool)> = BTreeMap::new();
    for spec in specs {
        let spec: Value = serde_yaml::from_str(spec).expect("YAML");
        let held = spec["时间"].as_str().expect("a time");
        if held.get(..10).expect("a day") > on {
            continue;
        }
        for task in spec["任务"].as_sequence().expect("tasks") {
            let text = |key: &str| task.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
            let entry = known.entry(text("事项")).or_default();
            entry.0 = text("时限");
            if !text("状态").is_empty() || !text("办结日期").is_empty() {
                (entry.1, entry.2) = (text("状态"), text("办结日期"));
            }
            entry.3 |= !text("进展").is_empty();
        }
    }
    let state = |(due, status, done, begun): (String, String, String, bool)| {
        let is_done = if done.is_empty() { status == "办结" } else { done.as_str() <= on };
        match status.as_str() {
            _ if is_done => "done",
            _ if due.as_str() < on => "overdue",
            "未启动" => "not-started",
            "" if !begun && done.is_empty() => "not-started",
            _ => "underway",
        }
    };
    known.into_iter().map(|(task, said)| (task, state(said))).collect()
}

/// A desk with the year; every third month is a workbook, as the program itself converts it.
fn year() -> (Desk, Vec<String>) {
    let specs = specs();
    let desk = Desk::new(&[]);
    for (month, text) in (1..).zip(&specs) {
        let yaml = format!("年/{month:02}.yaml");
        desk.put(&yaml, text);
        if month % 3 == 0 {
            desk.run(&["convert", &yaml, &format!("年/{month:02}.xlsx")]).expect(0, &[]);
            std::fs::remove_file(desk.folder().join(&yaml)).expect("a file");
        }
    }
    (desk, specs)
}

#[test]
fn two_hundred_tasks_of_twelve_months_are_in_their_states_and_none_is_lost() {
    let (desk, specs) = year();
    let said = specs.iter().map(|spec| spec.matches("事项:").count()).sum::<usize>();
    assert!(said > TASKS + 40, "tasks are reported on again: {said}");
    for on in ["2026-12-31", "2026-07-31", "2026-03-10"] {
        let truth = truth(&specs, on);
        let run = ledger(&desk, &["年"], on, &["--format", "xlsx"]);
        assert_eq!(run.code, Some(0), "{}", run.said());
        let told: BTreeMap<String, String> = items(&run)
            .iter()
            .map(|item| {
                (
                    item["task"].as_str().expect("a task").to_owned(),
                    item["state"].as_str().expect("a state").to_owned(),
                )
            })
            .collect();
        let expected: BTreeMap<String, String> =
            truth.iter().map(|(task, state)| (task.clone(), (*state).to_owned())).collect();
        assert_eq!(told, expected, "on {on}");
        let summary = summary(&run);
        let of = |state: &str| truth.values().filter(|other| **other == state).count();
        assert_eq!(items(&run).len(), truth.len(), "each once");
        assert_eq!(count(&summary, "tasks"), truth.len());
        for (key, state) in [
            ("done", "done"),
            ("overdue", "overdue"),
            ("underway", "underway"),
            ("not_started", "not-started"),
        ] {
            assert_eq!(count(&summary, key), of(state), "{key} on {on}");
            assert!(of(state) > 0, "{key} on {on}");
        }
        let new_later: usize = specs
            .iter()
            .filter(|spec| !is_held(spec, on))
            .map(|spec| spec.lines().filter(|line| line.contains("事项") && !line.contains("来源")).count())
            .sum();
        assert_eq!(count(&summary, "later_tasks"), new_later);
        assert_eq!(truth.len() + new_later, TASKS, "on {on}");
    }
}

fn is_held(spec: &str, on: &str) -> bool {
    let day = spec.split("时间: ").nth(1).expect("a time").get(..10).expect("a day");
    day <= on
}

/// The workbook and the document hold every task, and their totals are the specs'.
#[test]
fn every_task_stands_in_the_workbook_and_in_the_document() {
    let (desk, specs) = year();
    let truth = truth(&specs, "2026-12-31");
    assert_eq!(truth.len(), TASKS);
    desk.run(&["ledger", "年", "--on", "2026-12-31"]).expect(0, &["12次会议，200项任务"]);
    let folder = desk.folder().join("output/督办台账-2026-12-31");
    let bytes = std::fs::read(folder.join("督办台账.xlsx")).expect("a workbook");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let sheet = book.worksheet_range("督办台账").expect("a sheet");
    let rows: Vec<&[Data]> = sheet.rows().skip(3).collect();
    let column = |name: &str| {
        sheet
            .rows()
            .nth(2)
            .expect("a header")
            .iter()
            .position(|cell| *cell == *name)
            .unwrap_or_else(|| panic!("{name}"))
    };
    let (task, state, due) = (column("督办事项"), column("办理状态"), column("完成时限"));
    let words = BTreeMap::from([
        ("done", "办结"),
        ("overdue", "逾期"),
        ("underway", "推进中"),
        ("not-started", "未启动"),
    ]);
    let told: BTreeMap<String, String> =
        rows.iter().map(|row| (row[task].to_string(), row[state].to_string())).collect();
    let expected: BTreeMap<String, String> =
        truth.iter().map(|(task, state)| (task.clone(), words[state].to_owned())).collect();
    assert_eq!(rows.len(), TASKS);
    assert_eq!(told, expected);
    assert!(rows.iter().all(|row| matches!(row[due], Data::DateTime(_))), "dates are dates");
    let counts = book.worksheet_range("统计").expect("a sheet");
    let total: Vec<String> =
        counts.rows().next_back().expect("a row").iter().map(ToString::to_string).collect();
    let of = |state: &str| truth.values().filter(|other| **other == state).count().to_string();
    assert_eq!(
        total[1..7],
        ["合计".to_owned(), "200".to_owned(), of("done"), of("underway"), of("not-started"), of("overdue")]
    );

    let docx = Package::open(&std::fs::read(folder.join("督办台账.docx")).expect("a DOCX"));
    let body = docx.body_text();
    for task in truth.keys() {
        assert!(body.contains(task.as_str()), "{task} is not in the document");
    }
    let document = docx.text("word/document.xml");
    assert!(document.contains("w:orient=\"landscape\""));
    assert!(document.contains("<w:tblHeader"), "the header is repeated");
}

/// The same ledger whatever the order of the paths and however many threads.
#[test]
fn order_and_threads_change_no_byte() {
    let (desk, _) = year();
    let run = |output: &str, threads: &str, paths: &[&str]| {
        let arguments: Vec<&str> =
            ["ledger"].iter().chain(paths).chain(&["--on", "2026-12-31", "-o", output]).copied().collect();
        let run = huiwu_with(desk.folder(), &arguments, &[("RAYON_NUM_THREADS", threads)]);
        run.expect(0, &[]);
        let mut files = files(&desk.folder().join(output));
        files.retain(|path, _| path.extension().is_some_and(|extension| extension != "json"));
        assert_eq!(files.len(), 3);
        files
    };
    let one = run("甲", "1", &["年"]);
    assert!(one == run("乙", "4", &["年"]), "threads");
    let all: Vec<String> = support::entries(&desk.folder().join("年"))
        .iter()
        .map(|path| format!("年/{}", support::name(path)))
        .collect();
    let backwards: Vec<&str> = all.iter().rev().map(String::as_str).collect();
    assert!(one == run("丙", "2", &backwards), "order");
}
