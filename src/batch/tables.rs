//! The sheets of 报告.xlsx: a tally comes in; its meetings, files, problems and what is between meetings go out as tables.

use super::tally::{Found, Line, Problem, Row, Tally};
use crate::diag::Severity;
use crate::pipeline::{Cell, Table};
use std::collections::BTreeMap;

/// The sheets, in their order, each made when its turn comes.
pub(super) fn tables(tally: &Tally) -> impl Iterator<Item = Table> + '_ {
    let sheets: [fn(&Tally) -> Table; 4] = [meetings_sheet, files_sheet, problems_sheet, across_sheet];
    sheets.into_iter().map(|sheet| sheet(tally))
}

fn meetings_sheet(tally: &Tally) -> Table {
    Table {
        name: "会议",
        head: &[
            "序号",
            "会议文件",
            "会议",
            "文件夹",
            "结果",
            "文件数",
            "页数",
            "错误",
            "警告",
            "没有生成的文书",
        ],
        rows: tally.meetings.iter().enumerate().map(meeting).collect(),
    }
}

fn files_sheet(tally: &Tally) -> Table {
    let papers = tally.papers.iter().map(|line| file(["", "月末文书"], line));
    Table {
        name: "文件",
        head: &["会议", "文件夹", "文件", "文书", "格式", "结果", "原因", "页数", "SHA-256"],
        rows: tally.meetings.iter().flat_map(files).chain(papers).collect(),
    }
}

fn problems_sheet(tally: &Tally) -> Table {
    let problems = tally.meetings.iter().flat_map(|row| row.problems.iter().map(|one| problem(row, one)));
    Table {
        name: "问题",
        head: &["轻重", "会议文件", "会议", "问题", "改法", "位置", "规则"],
        rows: problems.collect(),
    }
}

fn across_sheet(tally: &Tally) -> Table {
    Table {
        name: "几个会议之间",
        head: &["轻重", "问题", "会议文件", "另一处", "规则"],
        rows: tally.across.iter().map(between).collect(),
    }
}

fn texts<const N: usize>(texts: [&str; N]) -> Vec<Cell> {
    texts.into_iter().map(|text| Cell::Text(text.to_owned())).collect()
}

/// What the meeting is called: as beside others of its file, else by its title.
fn called(row: &Row) -> &str {
    row.meeting.as_deref().or(row.title.as_deref()).unwrap_or_default()
}

fn meeting((at, row): (usize, &Row)) -> Vec<Cell> {
    let reasons = row.blocked.iter().map(|one| format!("{}（{}）", one.kind, one.reasons));
    let mut cells = vec![Cell::Number(at + 1)];
    cells.extend(texts([&row.spec, called(row), row.folder.as_deref().unwrap_or_default(), state(row)]));
    cells.extend([row.files.len(), pages(row), row.errors, row.warnings].map(Cell::Number));
    cells.push(Cell::Text(reasons.collect::<Vec<_>>().join("；")));
    cells
}

/// The pages of its documents, each once: as a PDF where there is one.
fn pages(row: &Row) -> usize {
    let mut by_kind: BTreeMap<&str, usize> = BTreeMap::new();
    for format in ["docx", "pdf"] {
        let lines = row.files.iter().filter(|line| line.format == format);
        let mut of_format: BTreeMap<&str, usize> = BTreeMap::new();
        for line in lines {
            *of_format.entry(&line.kind).or_default() += line.pages.unwrap_or(0);
        }
        by_kind.extend(of_format);
    }
    by_kind.values().sum()
}

fn state(row: &Row) -> &'static str {
    match () {
        () if row.unwritten.iter().any(|left| left.state == EDITED) => "有文件被人改过，没有覆盖",
        () if row.files.is_empty() => "没有生成",
        () if !row.blocked.is_empty() || row.errors > 0 => "部分生成",
        () if row.written() > 0 => "已生成",
        () => "没有变化",
    }
}

/// What the tally calls a file that a person changed.
const EDITED: &str = "edited";

/// The files of a meeting that stand, those that were left, and the documents of which there is none.
fn files(row: &Row) -> Vec<Vec<Cell>> {
    let whose = [called(row), row.folder.as_deref().unwrap_or_default()];
    let nothing = || texts(["", ""]);
    let left = row.unwritten.iter().map(|left| {
        let (state, why) = if left.state == EDITED {
            ("没有覆盖", "生成之后被人改过")
        } else {
            ("没有写出", "写不进去，见「问题」")
        };
        let own = texts([&left.file, &left.kind, &left.format, state, why]);
        [texts(whose), own, nothing()].concat()
    });
    let blocked = row.blocked.iter().map(|one| {
        let own = texts(["", &one.kind, "", "没有生成", &one.reasons]);
        [texts(whose), own, nothing()].concat()
    });
    row.files.iter().map(|line| file(whose, line)).chain(left).chain(blocked).collect()
}

/// A file's row; before it whose it is, the meeting and its folder.
fn file(whose: [&str; 2], line: &Line) -> Vec<Cell> {
    let state = if line.state == "written" { "写出" } else { "没有变化" };
    let own = texts([&line.file, &line.kind, &line.format, state, ""]);
    let mut cells = [texts(whose), own].concat();
    cells.push(line.pages.map_or(Cell::Text(String::new()), Cell::Number));
    cells.push(Cell::Text(line.sha256.clone()));
    cells
}

/// 错误, 警告, 提示.
fn gravity(name: &str) -> &'static str {
    let known = [Severity::Error, Severity::Warning, Severity::Note].into_iter().find(|it| it.name() == name);
    known.map_or("", Severity::label)
}

fn problem(row: &Row, one: &Problem) -> Vec<Cell> {
    let help = one.help.as_deref().unwrap_or_default();
    texts([gravity(&one.severity), &row.spec, called(row), &one.message, help, &one.place, &one.code])
}

fn between(found: &Found) -> Vec<Cell> {
    texts([gravity(&found.severity), &found.message, &found.place, &found.other, &found.code])
}
