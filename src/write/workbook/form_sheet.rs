//! The sheet 会议: the tree's root comes in, a form with one element a row, in the order of the meeting, goes out.

use super::style::{self, Paper, Styles, Wish};
use super::{Error, cell};
use crate::form::{self, Hints, Level, Needs, Path, Stage, label, lines, name_of};
use crate::kind::Kind;
use crate::spec::vocabulary::{Bare, Field, Shape};
use crate::spec::{Node, Value};
use rust_xlsxwriter::Worksheet;

const HEADER: u32 = 2;
const COLUMNS: [(&str, f64); 4] = [("项目", 18.0), ("内容", 52.0), ("必填", 24.0), ("说明", 46.0)];
/// Half-width characters on one line of 内容.
const CONTENT: usize = 50;

pub(super) fn sheet(root: &Node, asked: (&Needs, &Hints), styles: &Styles) -> Result<Worksheet, Error> {
    let mut sheet = style::sheet("会议", Paper::Portrait, HEADER)?;
    sheet.set_row_height(0, 34)?;
    sheet.write_string_with_format(0, 0, "会议基本情况", &styles.title)?;
    let mut hint = "请填「内容」列。浅黄色：会前必填；浅绿色：会后必填；其余按需要填。".to_owned();
    if let Some(head) = &asked.1.head {
        hint = format!("{hint}{}", head.replace('\n', ""));
    }
    sheet.write_string_with_format(1, 0, hint, &styles.hint)?;
    sheet.set_row_height(HEADER, 24)?;
    for (column, (name, width)) in (0_u16..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(HEADER, column, name, &styles.header)?;
    }
    sheet.insert_note(
        HEADER,
        1,
        &style::note("只有这一列的内容会被读取。\n几条写在一格里时，一条一行，按 Alt+Enter 换行。"),
    )?;
    let mut row = HEADER + 1;
    let mut group = String::new();
    for path in lines_of() {
        let now = heading(&path);
        if group != now {
            sheet.merge_range(row, 0, row, 3, &now, &styles.band)?;
            sheet.set_row_height(row, 22)?;
            group = now;
            row += 1;
        }
        line(&mut sheet, row, &path, root, (asked, styles))?;
        row += 1;
    }
    Ok(sheet)
}

/// The lines, 时间 on one line before its parts.
fn lines_of() -> Vec<Path> {
    let mut all = lines();
    let kept = |path: &Path| matches!(path.first(), Some(Field { shape: Shape::Map(_, Bare::Kept), .. }));
    if let Some(first) = all.iter().position(kept) {
        let whole = all.get(first).and_then(|path| path.first().copied());
        all.insert(first, whole.into_iter().collect());
    }
    all
}

/// `会前 · 通知`; what has no group of its own stands with 会议.
fn heading(path: &Path) -> String {
    let stage = Stage::of(path).label();
    let group = match path.as_slice() {
        [top, _, ..] if !["会议", "时间", "组织", "主持人", "记录人", "审核人"].contains(&top.key) => {
            top.key
        }
        [top] if top.key == "单位包" => top.key,
        _ => "基本情况",
    };
    format!("{stage} · {group}")
}

fn line(
    sheet: &mut Worksheet,
    row: u32,
    path: &Path,
    root: &Node,
    ((needs, hints), styles): ((&Needs, &Hints), &Styles),
) -> Result<(), Error> {
    let Some(field) = path.last() else { return Ok(()) };
    let name = name_of(path);
    let wish = wish(needs, &name);
    let text = held(root, path).map_or_else(String::new, |node| cell::text(field, node));
    let mark = needs.mark(&name);
    let example = if text.is_empty() { format!("例：{}", form::example(path)) } else { String::new() };
    let about = about(path, &example, hints.get(&name));
    sheet.write_string_with_format(row, 0, label(path), &styles.label)?;
    let format = styles.cell(wish, cell::number_format(&field.shape));
    cell::write(sheet, (row, 1), &field.shape, &text, &format)?;
    sheet.write_string_with_format(row, 2, &mark, &styles.mark)?;
    sheet.write_string_with_format(row, 3, &about, &styles.about)?;
    if let Some(validation) = cell::validation(field)? {
        sheet.add_data_validation(row, 1, row, 1, &validation)?;
    }
    let lines = height(&text, CONTENT).max(height(&mark, 22)).max(height(&about, 48));
    sheet.set_row_height(row, (lines * 16.0 + 6.0).min(400.0))?;
    Ok(())
}

fn about(path: &Path, example: &str, hint: &str) -> String {
    let Some(field) = path.last() else { return String::new() };
    if matches!(field.shape, Shape::Map(_, Bare::Kept)) {
        let how = "一行写全，如：2026年11月24日上午9:00至11:30；或者空着，在下面分开写";
        return [how, hint].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("；");
    }
    let several = if matches!(field.shape, Shape::List(_)) { "可写几条，一条一行" } else { "" };
    let example = if field.about.contains("如：") { "" } else { example };
    // What it was is the better example.
    let example = if hint.is_empty() { example } else { hint };
    [field.about, several, example].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("；")
}

/// The value at a path: below maps only.
fn held<'n>(root: &'n Node, path: &Path) -> Option<&'n Node> {
    path.iter().try_fold(root, |node, field| node.get(field.key))
}

/// How many lines a text takes in a column so many half-width characters wide.
pub(super) fn height(text: &str, width: usize) -> f64 {
    let line = |line: &str| {
        let wide: usize = line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        wide.div_ceil(width).max(1)
    };
    let lines: usize = if text.is_empty() { 1 } else { text.lines().map(line).sum() };
    f64::from(u32::try_from(lines).unwrap_or(u32::MAX))
}

/// What a path waits for: needed before the meeting, or only by the documents made after it.
pub(super) fn wish(needs: &Needs, path: &str) -> Wish {
    let mut kinds = needs.kinds(path, Level::Required).peekable();
    if kinds.peek().is_none() {
        return Wish::None;
    }
    if kinds.any(|kind| matches!(kind, Kind::Notice | Kind::SignIn)) { Wish::Now } else { Wish::Later }
}

/// Whether nothing is held at a path.
pub(super) fn is_blank(node: Option<&Node>) -> bool {
    node.is_none_or(|node| matches!(node.value, Value::Empty) || node.is_empty())
}
