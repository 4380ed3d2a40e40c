//! Twelve different faults in one spec: the program says all of them in one run, each at its exact place.

use crate::support::program::{Run, huiwu};
use crate::support::twin::write_workbook;
use huiwu::load::load;
use serde_json::Value;

/// Each line with a fault is marked with its code; the faulty value begins at ▶.
const SPEC: &str = "\
会议: {名称: 安全生产专题会, 类型: ▶专题会} # invalid-choice
时间:
  开始: 2026-11-24 09:00
  结束: ▶2026-11-24 08:30 # end-before-start
地点: ▶××会议室 # placeholder
组织:
  主办单位: 云澜市应急管理局
  联系人: {姓名: 林书言, 电话: ▶1380000123} # invalid-phone
主持人: ▶顾成岳 # unknown-person
记录人: {姓名: 林书言, 单位: 办公室}
审核人: 韩砚秋
参会人员:
  - {姓名: 顾承岳, 单位: 云澜市应急管理局, 职务: 局长}
  - {姓名: 贺云峥, 单位: 综合协调科, 职务: 科长}
  - {姓名: 秦望, 单位: 市消防救援支队, 职务: 副支队长, 身份: 列席}
  - {姓名: ▶秦 望, 单位: 市消防救援支队, 职务: 副支队长, 身份: 列席} # duplicate-person
议程:
  - {议题: 通报第三季度安全生产情况, 时间: ▶\"9:5\", 时长: 20分钟, 汇报人: 贺云峥} # invalid-time
材料: 无
要求: [请准时参会]
通知:
  文号: ▶云应急办[2026]第045号 # invalid-document-number
  主送: [局机关各科室]
  日期: ▶2026-02-30 # invalid-date
  回执截止: 2026-11-20 17:00
  附件: [参会回执]
  请假办法: 书面请假
记录:
  议题:
    - 题目: 通报第三季度安全生产情况
      决定: [▶「开展危化品企业专项检查] # unbalanced-brackets
  整理日期: 2026-11-25
纪要: {文号: 〔2026〕12号, 抄送: [市安委会办公室]}
任务:
  - {事项: 开展专项检查, 责任单位: 危化监管科, 时限: ▶1月15日, 议题: 1} # deadline-before-meeting
  - {事项: 开展应急演练, 责任单位: 危化监管科, 时限: 2026-12-18, 议题: ▶3} # unknown-topic
";

/// The code and the line and column of each fault.
fn planted() -> Vec<(String, u64, u64)> {
    let marked = (1..).zip(SPEC.lines()).filter_map(|(line, text)| {
        let (_, code) = text.split_once(" # ")?;
        let column = text.chars().position(|c| c == '▶').expect("a mark") + 1;
        Some((code.to_owned(), line, u64::try_from(column).expect("a column")))
    });
    let mut planted: Vec<_> = marked.collect();
    planted.sort();
    planted
}

fn checked(name: &str, bytes: &[u8]) -> (Run, Vec<Value>) {
    let desk = tempfile::tempdir().expect("a folder");
    std::fs::write(desk.path().join(name), bytes).expect("a spec");
    let run = huiwu(desk.path(), &["check", name, "--message-format", "json"]);
    let mut lines = run.json();
    lines.retain(|line| line.get("code").is_some()); // the others say which documents are ready
    (run, lines)
}

fn spec() -> String {
    SPEC.replace('▶', "")
}

#[test]
fn twelve_faults_are_said_at_their_lines_and_columns() {
    let (run, lines) = checked("会议.yaml", spec().as_bytes());
    assert_eq!(run.code, Some(1));
    let place = |line: &Value, key: &str| line[key].as_u64().unwrap_or_default();
    let code = |line: &Value| line["code"].as_str().unwrap_or_default().to_owned();
    let mut said: Vec<_> =
        lines.iter().map(|line| (code(line), place(line, "line"), place(line, "column"))).collect();
    said.sort();
    assert_eq!(planted().len(), 12);
    assert_eq!(said, planted());
}

#[test]
fn twelve_faults_are_said_in_their_cells() {
    let tree = load("会议.yaml", spec().as_bytes()).value.expect("a spec");
    let (run, lines) = checked("会议.xlsx", &write_workbook(&tree));
    assert_eq!(run.code, Some(1));
    let text = |line: &Value, key: &str| line[key].as_str().unwrap_or_default().to_owned();
    let mut said: Vec<_> =
        lines.iter().map(|line| [text(line, "code"), text(line, "sheet"), text(line, "cell")]).collect();
    said.sort();
    let cells = [
        ["deadline-before-meeting", "任务", "D4"],
        ["duplicate-person", "参会人员", "B7"],
        ["end-before-start", "会议", "B7"],
        ["invalid-choice", "会议", "B5"],
        ["invalid-date", "会议", "B20"],
        ["invalid-document-number", "会议", "B18"],
        ["invalid-phone", "会议", "B11"],
        ["invalid-time", "议程", "C4"],
        ["placeholder", "会议", "B8"],
        ["unbalanced-brackets", "记录", "D4"],
        ["unknown-person", "会议", "B12"],
        ["unknown-topic", "任务", "E5"],
    ];
    assert_eq!(said, cells);
}
