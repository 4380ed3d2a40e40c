//! The form: the 会议 sheet with its columns 项目 and 内容 comes in; its labels become paths, its contents nodes.

use super::cells::{Content, Sheet};
use super::labels::{self, Meaning, Path};
use super::table::{column_name, failed};
use super::tree::Tree;
use crate::date::Epoch;
use crate::diag::{Code, Diagnostic, Severity};
use crate::load::words::folded;
use crate::spec::vocabulary::Shape;

const LABEL_HEADERS: &[&str] = &["项目", "项目名称", "要素", "栏目", "item"];
const CONTENT_HEADERS: &[&str] = &["内容", "填写内容", "填写", "填写栏", "值", "content"];
/// Columns of a form that only help the person who fills it in.
const HELP_HEADERS: &[&str] = &["说明", "备注", "示例", "必填", "要求", "举例"];

/// Reads the sheet into the tree.
pub(super) fn read(sheet: &Sheet, epoch: Epoch, tree: &mut Tree) {
    let Some(layout) = Layout::of(sheet) else { return no_layout(sheet, tree) };
    for (label, content) in &layout.pairs {
        let mut last = None;
        for row in sheet.rows.keys().copied().filter(|row| *row >= layout.first) {
            Line { sheet, epoch, row, columns: (*label, *content) }.read(&mut last, tree);
        }
    }
    layout.report_others(sheet, tree);
}

/// Which columns hold labels and contents, and from which row on.
struct Layout {
    header: Option<u32>,
    first: u32,
    pairs: Vec<(u32, u32)>,
}

impl Layout {
    fn of(sheet: &Sheet) -> Option<Self> {
        let named = |content: &Content, names: &[&str]| names.contains(&folded(&content.label()).as_str());
        let header =
            sheet.rows.iter().find(|(_, cells)| cells.values().any(|cell| named(cell, LABEL_HEADERS)));
        if let Some((row, cells)) = header {
            let of =
                |names| cells.iter().filter(move |(_, cell)| named(cell, names)).map(|(column, _)| *column);
            let labels: Vec<u32> = of(LABEL_HEADERS).collect();
            let content = |label: u32| {
                let next = labels.iter().copied().find(|other| *other > label).unwrap_or(u32::MAX);
                of(CONTENT_HEADERS).find(|column| (label..next).contains(column)).unwrap_or(label + 1)
            };
            let pairs = labels.iter().map(|label| (*label, content(*label))).collect();
            return Some(Self { header: Some(*row), first: row + 1, pairs });
        }
        // Without a header: the first column whose cells are labels.
        let is_label = |content: &Content| matches!(labels::label(&content.label()), Meaning::One(_));
        if sheet.rows.values().any(|cells| cells.values().filter(|cell| is_label(cell)).count() >= 3) {
            return None;
        }
        let label = sheet.rows.values().find_map(|cells| {
            let (column, _) = cells.iter().find(|(_, cell)| is_label(cell))?;
            Some(*column)
        })?;
        Some(Self { header: None, first: 0, pairs: vec![(label, label + 1)] })
    }

    /// Says which columns were not read, once each, unless they only explain the form.
    fn report_others(&self, sheet: &Sheet, tree: &mut Tree) {
        let Some(header) = self.header else { return };
        let mut said = Vec::new();
        for (row, cells) in sheet.rows.range(self.first..) {
            for column in cells.keys() {
                let read = self.pairs.iter().any(|(label, content)| column == label || column == content);
                if read || said.contains(column) || is_help(sheet, header, *column) {
                    continue;
                }
                said.push(*column);
                let message = format!("「{}」表的 {} 列没有读取", sheet.name, column_name(*column));
                tree.diagnostics.push(
                    Diagnostic::new(Code::UnknownHeader, sheet.cell(*row, *column), message)
                        .severity(Severity::Warning)
                        .help("会议内容请填在「内容」列；这一列只是说明时，表头请写「说明」"),
                );
            }
        }
    }
}

fn is_help(sheet: &Sheet, header: u32, column: u32) -> bool {
    sheet.seen(header, column).is_some_and(|(_, cell)| {
        let label = cell.label();
        HELP_HEADERS.iter().any(|word| label.contains(word))
    })
}

fn no_layout(sheet: &Sheet, tree: &mut Tree) {
    if sheet.rows.is_empty() {
        return;
    }
    let place = sheet.place();
    let is_ledger = sheet.rows.values().any(|cells| {
        cells.values().filter(|cell| matches!(labels::label(&cell.label()), Meaning::One(_))).count() >= 3
    });
    let (message, help) = if is_ledger {
        (
            "像是一行一次会议的台账，应为「项目」「内容」两列的表格",
            "请把每次会议分别填成一个工作簿，「会议」表里每行一个项目",
        )
    } else {
        ("表里没有找到「项目」「内容」的表头", "第一列写「项目」（如 会议名称），第二列写「内容」")
    };
    tree.fault(Code::UnknownHeader, place, format!("「{}」{message}", sheet.name), help);
}

/// One row of one pair of columns.
struct Line<'a> {
    sheet: &'a Sheet,
    epoch: Epoch,
    row: u32,
    columns: (u32, u32),
}

impl Line<'_> {
    fn read(&self, last: &mut Option<Path>, tree: &mut Tree) {
        let cells = self.sheet.rows.get(&self.row);
        let cell = |column: u32| cells.and_then(|cells| cells.get(&column));
        let (label, content) = (cell(self.columns.0), cell(self.columns.1));
        match (label, content) {
            (None, None) => {}
            (None, Some(content)) => self.continued(content, last.as_ref(), tree),
            (Some(label), content) => *last = self.labelled(&label.label(), content, tree),
        }
    }

    fn labelled(&self, label: &str, content: Option<&Content>, tree: &mut Tree) -> Option<Path> {
        let place = self.sheet.cell(self.row, self.columns.0);
        let unknown = |tree: &mut Tree, message: &str, help: &str| {
            // A label without content is a heading between the rows, or a header said again.
            if content.is_some() && !LABEL_HEADERS.contains(&folded(label).as_str()) {
                tree.fault(Code::UnknownHeader, place.clone(), format!("{message}「{label}」"), help);
            }
            None
        };
        match labels::label(label) {
            Meaning::One(path) => {
                self.put(&path, content, tree);
                Some(path)
            }
            Meaning::Several(names) => {
                let help = format!("请写明是哪一个：{}", names.join("、"));
                unknown(tree, "有多种意思的项目名", &help)
            }
            Meaning::None(hint) => unknown(tree, "不认识的项目名", &hint),
        }
    }

    /// A content without a label belongs to the list above it.
    fn continued(&self, content: &Content, last: Option<&Path>, tree: &mut Tree) {
        let above =
            last.filter(|path| path.last().is_some_and(|field| matches!(field.shape, Shape::List(_))));
        if let Some(path) = above {
            return self.put(path, Some(content), tree);
        }
        let place = self.sheet.cell(self.row, self.columns.1);
        let help = "请在左边写上项目名；一项内容有几行时，写在同一格里（按 Alt+Enter 换行）";
        tree.fault(Code::UnknownHeader, place, "这一格有内容，左边却没有项目名".to_owned(), help);
    }

    fn put(&self, path: &Path, content: Option<&Content>, tree: &mut Tree) {
        let Some(field) = path.last() else { return };
        let place = self.sheet.cell(self.row, self.columns.1);
        let text = match content.map(|content| content.text(&field.shape, self.epoch)) {
            None => String::new(),
            Some(Ok(text)) => text,
            Some(Err(failure)) => return failed(&place, failure, tree),
        };
        let node = tree.value(field, &field.shape, &text, &place);
        // What is missing is to be filled in beside its label.
        let key = if text.is_empty() { place } else { self.sheet.cell(self.row, self.columns.0) };
        tree.put(path, &key, node);
    }
}
