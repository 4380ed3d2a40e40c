//! Tables: a sheet with a header row comes in; a list with a map for each row goes into the tree.

use super::cells::{Content, NOT_WORKED_OUT, Sheet};
use super::labels::{Path, name_of};
use super::tree::Tree;
use crate::date::Epoch;
use crate::diag::{Cell, Code, Diagnostic, Location, Severity};
use crate::load::words::{self, folded};
use crate::spec::vocabulary::Field;
use crate::spec::{Entry, Node, Value, examples};
use std::collections::BTreeMap;

/// Columns that only count the rows.
const COUNTERS: &[&str] = &["序号", "顺序号", "行号", "no", "no."];
/// How a line under a table opens when it is no row of it.
const FOOTNOTES: &[&str] = &["注：", "注:", "说明：", "说明:", "备注：", "备注:", "填表说明", "填报说明"];
/// What stands for the number of an example row.
const EXAMPLES: &[&str] = &["例", "例子", "示例", "样例", "例如"];
/// Headers of the column that says which meeting of a ledger a row belongs to, the surest first.
pub(super) const OWNERS: &[&str] =
    &["会议编号", "所属会议编号", "会议号", "所属会议", "会议名称", "会议", "meeting"];
/// How far down a header is looked for.
const HEADER_WITHIN: usize = 30;

/// Reads the sheet into the list at `path`.
pub(super) fn read(sheet: &Sheet, path: &Path, epoch: Epoch, tree: &mut Tree) {
    let Some(fields) = path.last().and_then(|field| words::inner(&field.shape)) else { return };
    if sheet.rows.is_empty() {
        let blank = tree.node(sheet.place(), Value::Empty);
        return tree.put(path, &sheet.place(), blank);
    }
    let known = |word: &str| words::named_within(fields, word);
    let keys: Vec<_> = fields.iter().map(|field| field.key).collect();
    let Some(table) = Table::of(sheet, known) else {
        let help = format!("第一行请写列名，可写：{}", keys.join("、"));
        let message = format!("「{}」表没有找到表头", sheet.name);
        return tree.fault(Code::UnknownHeader, sheet.place(), message, &help);
    };
    let columns = table.columns(|word| words::hint(fields, word), |(field, _)| field.key, tree);
    let list = tree.node(sheet.place(), Value::List(Vec::new()));
    let mut items = Vec::new();
    for row in table.rows(&columns, &name_of(path), tree) {
        items.push(item(&Row { sheet, epoch, number: row }, &columns, tree));
    }
    let value = if items.is_empty() { Value::Empty } else { Value::List(items) };
    tree.put(path, &sheet.place(), Node { id: list.id, value });
}

/// What a column holds: a field, or a part of it such as the unit of 代会人.
type Column = (&'static Field, Option<&'static Field>);

fn item(row: &Row<'_>, columns: &[(u32, Column)], tree: &mut Tree) -> Node {
    let id = tree.number(row.place());
    let mut entries: Vec<Entry> = Vec::new();
    for (column, (field, part)) in columns {
        let whole = part.unwrap_or(field);
        let Some((text, place)) = row.text(*column, whole, tree) else { continue };
        let mut node = tree.value(whole, &whole.shape, &text, &place);
        if let Some(part) = part {
            let entry = tree.entry(part, place.clone(), node);
            node = tree.node(place.clone(), Value::Map(vec![entry]));
        }
        tree.merge(&mut entries, field, &place, node);
    }
    Node { id, value: Value::Map(entries) }
}

/// One row of a table.
pub(super) struct Row<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) epoch: Epoch,
    pub(super) number: u32,
}

impl Row<'_> {
    /// The place of the row: its first cell that holds something.
    pub(super) fn place(&self) -> Location {
        let first = self.sheet.rows.get(&self.number).and_then(|cells| cells.keys().next());
        self.sheet.cell(self.number, first.copied().unwrap_or_default())
    }

    /// The text in a column, for a field, and where it stands.
    pub(super) fn text(&self, column: u32, field: &Field, tree: &mut Tree) -> Option<(String, Location)> {
        let (row, content) = self.sheet.seen(self.number, column)?;
        let place = self.sheet.cell(row, column);
        match content.text(&field.shape, self.epoch) {
            Ok(text) => Some((text, place)),
            Err(failure) => {
                failed(&place, failure, tree);
                None
            }
        }
    }
}

/// A formula whose value is an error.
pub(super) fn failed(place: &Location, failure: &str, tree: &mut Tree) {
    let (message, help) = if failure == NOT_WORKED_OUT {
        let help = "请用 Excel 或 WPS 打开工作簿并保存一次，公式就会算出结果；也可直接填写内容";
        ("这一格的公式还没有算出结果，没有内容可读".to_owned(), help)
    } else {
        (format!("这一格的公式出错（{failure}），没有内容可读"), "请改正公式，或直接填写内容")
    };
    tree.fault(Code::WrongShape, place.clone(), message, help);
}

/// `C`, as Excel names a column.
pub(super) fn column_name(column: u32) -> String {
    let cell = Cell { row: 0, column }.to_string();
    cell.trim_end_matches('1').to_owned()
}

/// A sheet whose header row was found.
pub(super) struct Table<'a, T> {
    sheet: &'a Sheet,
    header: u32,
    known: Vec<(u32, T)>,
}

impl<'a, T: Copy + PartialEq> Table<'a, T> {
    /// Finds the header: the first row with two known names, or one whose names are all known.
    pub(super) fn of(sheet: &'a Sheet, known: impl Fn(&str) -> Option<T>) -> Option<Self> {
        let names = |row: u32| -> Vec<(u32, T)> {
            let cells = sheet.rows.get(&row).into_iter().flatten();
            cells.filter_map(|(column, cell)| Some((*column, known(&cell.label())?))).collect()
        };
        let near = || sheet.rows.iter().take(HEADER_WITHIN);
        // In a ledger the column of meetings is as good as a name.
        let owned = |cells: &BTreeMap<u32, Content>| cells.values().any(|cell| is_owner(&cell.label()));
        let two = near()
            .find(|(row, cells)| names(**row).len() + usize::from(owned(cells)) >= 2)
            .map(|(row, _)| *row);
        let all = || {
            let whole = |row: &u32, cells: usize| !names(*row).is_empty() && names(*row).len() == cells;
            near().find(|(row, cells)| whole(row, without_counters(cells.values()))).map(|(row, _)| *row)
        };
        let header = two.or_else(all)?;
        Some(Self { sheet, header, known: names(header) })
    }

    /// The columns to be read; says which are unknown or there twice.
    pub(super) fn columns(
        &self,
        hint: impl Fn(&str) -> String,
        name: impl Fn(T) -> &'static str,
        tree: &mut Tree,
    ) -> Vec<(u32, T)> {
        let mut columns: Vec<(u32, T)> = Vec::new();
        for (column, what) in &self.known {
            if let Some((first, _)) = columns.iter().find(|(_, known)| known == what) {
                let message = format!("「{}」列有两列", name(*what));
                tree.diagnostics.push(
                    Diagnostic::new(Code::DuplicateKey, self.sheet.cell(self.header, *column), message)
                        .related("第一列在这里", self.sheet.cell(self.header, *first))
                        .help("只留一列"),
                );
                continue;
            }
            columns.push((*column, *what));
        }
        self.report_unknown(hint, tree);
        columns
    }

    fn report_unknown(&self, hint: impl Fn(&str) -> String, tree: &mut Tree) {
        let Some(cells) = self.sheet.rows.get(&self.header) else { return };
        for (column, cell) in cells {
            let word = cell.label();
            if is_counter(&word) || self.known.iter().any(|(known, _)| known == column) {
                continue;
            }
            let below = self.sheet.rows.range(self.header + 1..);
            let is_blank = below.into_iter().all(|(_, cells)| !cells.contains_key(column));
            if is_owner(&word) {
                self.report_owner(*column, is_blank, tree);
                continue;
            }
            let message = format!("「{}」表里没有「{word}」这一列", self.sheet.name);
            let severity = if is_blank { Severity::Note } else { Code::UnknownHeader.severity() };
            tree.diagnostics.push(
                Diagnostic::new(Code::UnknownHeader, self.sheet.cell(self.header, *column), message)
                    .severity(severity)
                    .help(hint(&word)),
            );
        }
    }

    /// Rows are divided before they come here: where something still stands in this column, there is but one meeting.
    fn report_owner(&self, column: u32, is_blank: bool, tree: &mut Tree) {
        if !is_blank {
            let message = "工作簿里只有一次会议，「会议编号」一列没有读取".to_owned();
            let at = self.sheet.cell(self.header, column);
            tree.diagnostics.push(Diagnostic::new(Code::UnknownHeader, at, message).severity(Severity::Note));
        }
    }

    /// The rows below the header that hold something in a column to be read. Says what is left out, but for the example
    /// rows of blank forms; `path` is what the table holds.
    pub(super) fn rows(&self, columns: &[(u32, T)], path: &str, tree: &mut Tree) -> Vec<u32> {
        let mut rows = Vec::new();
        let mut nameless: Vec<u32> = Vec::new();
        let header = self.sheet.rows.get(&self.header);
        for (row, cells) in self.sheet.rows.range(self.header + 1..) {
            if let Some(number) = cells.iter().find(|(column, cell)| self.is_example(**column, cell)) {
                self.report_overwritten((*row, *number.0), columns, path, tree);
                continue;
            }
            if let (1, Some((column, cell))) = (cells.len(), cells.iter().next())
                && self.is_footnote(&cell.label(), *column)
            {
                let message = "表下的说明没有读取".to_owned();
                let note = Diagnostic::new(Code::UnknownHeader, self.sheet.cell(*row, *column), message);
                tree.diagnostics.push(note.severity(Severity::Note));
                continue;
            }
            for column in cells.keys() {
                let has_header = header.is_some_and(|header| header.contains_key(column));
                if !has_header && !nameless.contains(column) {
                    nameless.push(*column);
                    let message = format!("{} 列有内容，表头却是空的", column_name(*column));
                    tree.fault(
                        Code::UnknownHeader,
                        self.sheet.cell(*row, *column),
                        message,
                        "请在表头写上列名，或删去这些内容",
                    );
                }
            }
            if columns.iter().any(|(column, _)| cells.contains_key(column)) {
                rows.push(*row);
            }
        }
        rows
    }

    /// Whether a cell in a column of numbers says that its row is an example.
    fn is_example(&self, column: u32, cell: &Content) -> bool {
        let header = self.sheet.rows.get(&self.header).and_then(|cells| cells.get(&column));
        header.is_some_and(|header| is_counter(&header.label()))
            && EXAMPLES.contains(&folded(&cell.label()).as_str())
    }

    /// Says when somebody wrote over an example row and left its mark.
    fn report_overwritten(
        &self,
        (row, column): (u32, u32),
        columns: &[(u32, T)],
        path: &str,
        tree: &mut Tree,
    ) {
        let Some(cells) = self.sheet.rows.get(&row) else { return };
        let texts = columns.iter().filter_map(|(column, _)| cells.get(column)).map(Content::label);
        let is_ours =
            |text: &String| examples::is_below(path, text) || words::is_known(text) || text == "汇报";
        if texts.into_iter().all(|text| is_ours(&text)) {
            return;
        }
        let message = "这一行的序号写着「例」，当作例子没有读取".to_owned();
        tree.diagnostics.push(
            Diagnostic::new(Code::UnknownHeader, self.sheet.cell(row, column), message)
                .severity(Severity::Warning)
                .help("这一行要算数的，请把「例」改成序号；只是例子的，可以不管或删去"),
        );
    }

    /// A text alone in its row that explains the table, or stands in a column of numbers.
    fn is_footnote(&self, text: &str, column: u32) -> bool {
        let header = self.sheet.rows.get(&self.header).and_then(|cells| cells.get(&column));
        let counts = header.is_some_and(|cell| is_counter(&cell.label()));
        is_footnote(text) || (counts && text.parse::<u32>().is_err())
    }
}

/// Whether a header is that of the column which says what meeting a row belongs to.
pub(super) fn is_owner(word: &str) -> bool {
    OWNERS.contains(&folded(word).as_str())
}

/// Whether a text alone in its row explains the table.
pub(super) fn is_footnote(text: &str) -> bool {
    FOOTNOTES.iter().any(|opening| text.starts_with(opening))
}

pub(super) fn is_counter(word: &str) -> bool {
    COUNTERS.contains(&folded(word).as_str())
}

fn without_counters<'c>(cells: impl Iterator<Item = &'c Content>) -> usize {
    cells.filter(|cell| !is_counter(&cell.label())).count()
}

/// The place and name of a sheet that was already read under another name.
pub(super) fn read_twice(sheet: &Sheet, path: &Path, first: &Location, tree: &mut Tree) {
    let message = format!("「{}」表与另一张表写的是同一内容（{}）", sheet.name, name_of(path));
    tree.diagnostics.push(
        Diagnostic::new(Code::DuplicateKey, sheet.place(), message)
            .related("另一张表", first.clone())
            .help("请合并成一张表"),
    );
}
