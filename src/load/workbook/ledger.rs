//! The ledger: a 会议 sheet with one row for each meeting comes in; each meeting's row and its rows of the other sheets go out.
//!
//! The rows of the other sheets keep their numbers, so that what is said of them names the cell of the workbook.

mod divide;

use super::cells::Sheet;
use super::labels::{self, Meaning, Path};
use super::table::{column_name, failed, is_counter, is_footnote};
use super::tree::Tree;
use crate::date::Epoch;
use crate::diag::{Code, Diagnostic, Location, Severity};
use crate::load::words::folded;
use crate::spec::Value;
pub(super) use divide::Meeting;
use std::sync::Arc;

/// How far down the header is looked for.
const HEADER_WITHIN: usize = 30;

/// A 会议 sheet with one row for each meeting.
pub(super) struct Ledger<'a> {
    sheet: &'a Sheet,
    header: u32,
    columns: Vec<(u32, Path)>,
}

impl<'a> Ledger<'a> {
    /// The ledger on a sheet; `None` for a form.
    ///
    /// Its header is the first row with three labels of the vocabulary or more, or one that is nothing but two labels
    /// side by side.
    pub(super) fn of(sheet: &'a Sheet) -> Option<Self> {
        let is_form_header = |cells: &[(u32, String)]| {
            cells.iter().any(|(_, word)| ["项目", "项目名称", "要素"].contains(&folded(word).as_str()))
        };
        for (row, cells) in sheet.rows.iter().take(HEADER_WITHIN) {
            let words: Vec<(u32, String)> =
                cells.iter().map(|(column, cell)| (*column, cell.label())).collect();
            if is_form_header(&words) {
                return None;
            }
            let known: Vec<u32> = words
                .iter()
                .filter(|(_, word)| matches!(labels::label(word), Meaning::One(_)))
                .map(|(column, _)| *column)
                .collect();
            let rest = words.iter().filter(|(_, word)| !is_counter(word)).count();
            let side_by_side = matches!(known.as_slice(), [one, other] if *other == one + 1);
            if known.len() >= 3 || (side_by_side && rest == 2) {
                return Some(Self { sheet, header: *row, columns: Self::columns(&words) });
            }
        }
        None
    }

    fn columns(words: &[(u32, String)]) -> Vec<(u32, Path)> {
        let mut columns: Vec<(u32, Path)> = Vec::new();
        for (column, word) in words {
            if let Meaning::One(path) = labels::label(word)
                && !columns.iter().any(|(_, known)| *known == path)
            {
                columns.push((*column, path));
            }
        }
        columns
    }

    /// The rows that hold meetings.
    fn rows(&self) -> impl Iterator<Item = u32> {
        self.sheet.rows.range(self.header + 1..).filter_map(|(row, cells)| {
            let known = || self.columns.iter().any(|(column, _)| cells.contains_key(column));
            let is_note = cells.len() == 1 && cells.values().all(|cell| is_footnote(&cell.label()));
            (known() && !is_note).then_some(*row)
        })
    }

    /// What a row says under a path, such as 会议.编号.
    fn text(&self, row: u32, path: &str) -> Option<String> {
        let (column, _) = self.columns.iter().find(|(_, known)| labels::name_of(known) == path)?;
        let (_, content) = self.sheet.seen(row, *column)?;
        Some(content.label()).filter(|text| !text.is_empty())
    }

    /// What diagnostics call the meeting of a row.
    fn label(&self, row: u32) -> Arc<str> {
        let named: Vec<String> =
            ["会议.编号", "会议.名称"].into_iter().filter_map(|path| self.text(row, path)).collect();
        if named.is_empty() { format!("第{}行的会议", row + 1).into() } else { named.join(" ").into() }
    }

    fn place(&self, row: u32) -> Location {
        let first = self.columns.iter().map(|(column, _)| *column).min();
        self.sheet.cell(row, first.unwrap_or_default())
    }

    /// Reads the row of one meeting; a blank cell is where its element is missed.
    pub(super) fn read(&self, row: u32, epoch: Epoch, tree: &mut Tree) {
        tree.stand_on(self.place(row));
        for (column, path) in &self.columns {
            let Some((field, (row, content))) = path.last().zip(self.sheet.seen(row, *column)) else {
                continue;
            };
            let place = self.sheet.cell(row, *column);
            match content.text(&field.shape, epoch) {
                Ok(text) => {
                    let node = tree.value(field, &field.shape, &text, &place);
                    tree.put(path, &place, node);
                }
                Err(failure) => failed(&place, failure, tree),
            }
        }
        // What is blank comes last: it says where something is missed, and clashes with nothing.
        for (column, path) in &self.columns {
            if self.sheet.seen(row, *column).is_none() && tree.has_room_for(path) {
                let place = self.sheet.cell(row, *column);
                let blank = tree.node(place.clone(), Value::Empty);
                tree.put(path, &place, blank);
            }
        }
    }

    /// Says which columns are not read: unknown ones, ambiguous ones, and those that are there twice.
    fn report_header(&self, found: &mut Vec<Diagnostic>) {
        let Some(cells) = self.sheet.rows.get(&self.header) else { return };
        for (column, cell) in cells {
            let word = cell.label();
            if is_counter(&word) || self.columns.iter().any(|(known, _)| known == column) {
                continue;
            }
            let at = self.sheet.cell(self.header, *column);
            let below = self.sheet.rows.range(self.header + 1..);
            let is_blank = below.into_iter().all(|(_, cells)| !cells.contains_key(column));
            let severity = if is_blank { Severity::Note } else { Severity::Error };
            let unknown = |message: String, help: String| {
                Diagnostic::new(Code::UnknownHeader, at.clone(), message).severity(severity).help(help)
            };
            found.push(match labels::label(&word) {
                Meaning::One(path) => {
                    let first = self.columns.iter().find(|(_, known)| *known == path);
                    let first = first.map_or(0, |(column, _)| *column);
                    Diagnostic::new(Code::DuplicateKey, at.clone(), format!("「{word}」列有两列"))
                        .related("第一列在这里", self.sheet.cell(self.header, first))
                        .help("只留一列")
                }
                Meaning::Several(names) => unknown(
                    format!("有多种意思的列名「{word}」"),
                    format!("请写明是哪一个：{}", names.join("、")),
                ),
                Meaning::None(hint) => unknown(format!("不认识的列名「{word}」"), hint),
            });
        }
        self.report_nameless(found);
    }

    fn report_nameless(&self, found: &mut Vec<Diagnostic>) {
        let header = self.sheet.rows.get(&self.header);
        let mut said: Vec<u32> = Vec::new();
        for (row, cells) in self.sheet.rows.range(self.header + 1..) {
            for column in cells.keys() {
                let has_header = header.is_some_and(|header| header.contains_key(column));
                if has_header || said.contains(column) {
                    continue;
                }
                said.push(*column);
                let message = format!("{} 列有内容，表头却是空的", column_name(*column));
                found.push(
                    Diagnostic::new(Code::UnknownHeader, self.sheet.cell(*row, *column), message)
                        .help("请在表头写上列名，或删去这些内容"),
                );
            }
        }
    }
}
