//! Dividing: all sheets of a ledger's workbook come in; for each meeting, its own rows of every sheet go out.

use super::super::cells::{Content, Rows, Sheet};
use super::super::table::OWNERS;
use super::super::{Use, use_of};
use super::Ledger;
use crate::diag::{Code, Diagnostic, Severity};
use crate::kind::Kinds;
use crate::load::words::{folded, nearest_of_typed};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How far down that header is looked for.
const HEADER_WITHIN: usize = 30;

/// One meeting of a ledger.
pub(in super::super) struct Meeting {
    /// Its row in the sheet 会议.
    pub(in super::super) row: u32,
    /// What diagnostics call it.
    pub(in super::super) label: Arc<str>,
    /// All sheets, with its own rows only.
    pub(in super::super) sheets: Vec<Sheet>,
    /// What is wrong with it already.
    pub(in super::super) diagnostics: Vec<Diagnostic>,
}

impl Ledger<'_> {
    /// Every meeting, and what concerns them all.
    pub(in super::super) fn divide(&self, sheets: &[Sheet]) -> (Vec<Meeting>, Vec<Diagnostic>) {
        let mut found = Vec::new();
        self.report_header(&mut found);
        let mut meetings: Vec<Meeting> = self
            .rows()
            .map(|row| Meeting { row, label: self.label(row), sheets: Vec::new(), diagnostics: Vec::new() })
            .collect();
        let names = Names::of(self, &mut meetings);
        for sheet in sheets {
            let is_divided = !sheet.hidden
                && !sheet.rows.is_empty()
                && matches!(use_of(&sheet.name), Use::Record | Use::Table(_));
            match OwnerColumn::of(sheet).filter(|_| is_divided) {
                Some(owner) => owner.divide(&names, &mut meetings, &mut found),
                None if is_divided && meetings.len() > 1 => found.push(undivided(sheet)),
                None => {
                    for meeting in &mut meetings {
                        // Of the ledger's own sheet only the name is needed: its row is read from the ledger.
                        let rows = if is_divided { sheet.rows.clone() } else { heads(sheet) };
                        meeting.sheets.push(sheet.with(rows));
                    }
                }
            }
        }
        (meetings, found)
    }
}

/// Enough of a sheet to tell that something is on it.
fn heads(sheet: &Sheet) -> Rows {
    sheet.rows.iter().take(1).map(|(row, cells)| (*row, cells.clone())).collect()
}

fn undivided(sheet: &Sheet) -> Diagnostic {
    let message = format!("「{}」表没有「会议编号」一列，不知道各行属于哪次会议，没有读取", sheet.name);
    Diagnostic::new(Code::UnknownMeeting, sheet.place(), message)
        .help("请加一列「会议编号」，逐行写上「会议」表里的编号")
}

/// The meetings by their numbers and titles.
struct Names {
    by_name: BTreeMap<String, Vec<usize>>,
}

impl Names {
    fn of(ledger: &Ledger<'_>, meetings: &mut [Meeting]) -> Self {
        let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut first: BTreeMap<String, usize> = BTreeMap::new();
        let mut twice = Vec::new();
        for (index, meeting) in meetings.iter().enumerate() {
            let id = ledger.text(meeting.row, "会议.编号");
            if let Some(id) = &id
                && let Some(known) = first.get(&folded(id))
            {
                twice.push((*known, index, id.clone()));
            }
            if let Some(id) = &id {
                first.entry(folded(id)).or_insert(index);
            }
            for name in id.into_iter().chain(ledger.text(meeting.row, "会议.名称")) {
                by_name.entry(folded(&name)).or_default().push(index);
            }
        }
        for (first, second, id) in twice {
            let row = |index: usize| meetings.get(index).map_or(0, |meeting: &Meeting| meeting.row);
            let (one, other) = (row(first), row(second));
            for (index, here, there) in [(first, one, other), (second, other, one)] {
                if let Some(meeting) = meetings.get_mut(index) {
                    meeting.diagnostics.push(
                        Diagnostic::new(
                            Code::DuplicateKey,
                            ledger.place(here),
                            format!("有两次会议的编号都是「{id}」"),
                        )
                        .related("另一次在这里", ledger.place(there))
                        .help("请改正其中一个编号；其他各表的「会议编号」也要相应改正"),
                    );
                }
            }
        }
        Self { by_name }
    }

    fn find(&self, name: &str) -> &[usize] {
        self.by_name.get(&folded(name)).map_or(&[], Vec::as_slice)
    }

    fn hint(&self, name: &str) -> String {
        let names = self.by_name.keys().map(String::as_str);
        nearest_of_typed(name, names).map_or_else(
            || "请核对：应与「会议」表里的编号一致".to_owned(),
            |near| format!("您是不是想写「{near}」？"),
        )
    }
}

/// The column of a sheet that says which meeting each row belongs to.
struct OwnerColumn<'a> {
    sheet: &'a Sheet,
    header: u32,
    column: u32,
}

impl<'a> OwnerColumn<'a> {
    fn of(sheet: &'a Sheet) -> Option<Self> {
        let names = |cell: &Content, name: &str| folded(&cell.label()) == name;
        OWNERS.iter().find_map(|name| {
            sheet.rows.iter().take(HEADER_WITHIN).find_map(|(row, cells)| {
                let (column, _) = cells.iter().find(|(_, cell)| cells.len() > 1 && names(cell, name))?;
                Some(Self { sheet, header: *row, column: *column })
            })
        })
    }

    /// Gives each meeting the rows up to the header and its own, all without this column.
    fn divide(&self, names: &Names, meetings: &mut [Meeting], found: &mut Vec<Diagnostic>) {
        let mut own: Vec<Rows> = vec![Rows::new(); meetings.len()];
        let mut above: Option<usize> = None;
        let mut unwritten: Vec<u32> = Vec::new();
        for (row, cells) in self.sheet.rows.range(self.header + 1..) {
            let mut rest = cells.clone();
            rest.remove(&self.column);
            let owner = self.sheet.seen(*row, self.column).map(|(_, owner)| owner);
            if rest.is_empty() {
                continue;
            }
            let index = if let Some(owner) = owner {
                self.owner(owner, *row, names, found)
            } else {
                unwritten.push(*row);
                above
            };
            above = index;
            if let Some(rows) = index.and_then(|index| own.get_mut(index)) {
                rows.insert(*row, rest);
            }
        }
        self.report_unwritten(&unwritten, found);
        let head: Rows =
            self.sheet.rows.range(..=self.header).map(|(row, cells)| (*row, cells.clone())).collect();
        for (meeting, rows) in meetings.iter_mut().zip(own) {
            let mut rows = self.sheet.filled(rows, self.column);
            rows.extend(head.clone());
            meeting.sheets.push(self.sheet.with(rows));
        }
    }

    fn owner(&self, owner: &Content, row: u32, names: &Names, found: &mut Vec<Diagnostic>) -> Option<usize> {
        let name = owner.label();
        let place = || self.sheet.cell(row, self.column);
        match names.find(&name) {
            [only] => return Some(*only),
            [] => {
                let message = format!("「会议」表里没有「{name}」这次会议，这一行没有读取");
                found.push(
                    Diagnostic::new(Code::UnknownMeeting, place(), message)
                        .help(names.hint(&name))
                        .scope(Kinds::NONE),
                );
            }
            _ => {
                let message = format!("「会议」表里有几次会议叫「{name}」，不知道这一行属于哪次，没有读取");
                found.push(
                    Diagnostic::new(Code::UnknownMeeting, place(), message)
                        .help("请给每次会议写上不同的编号，这里也写编号")
                        .scope(Kinds::NONE),
                );
            }
        }
        None
    }

    fn report_unwritten(&self, rows: &[u32], found: &mut Vec<Diagnostic>) {
        let Some(first) = rows.first() else { return };
        let message = match rows.len() {
            1 => "这一行没有写会议编号，按上一行的读取".to_owned(),
            more => {
                format!("「{}」表有{more}行没有写会议编号，各按上一行的读取，第一处在这里", self.sheet.name)
            }
        };
        found.push(
            Diagnostic::new(Code::UnknownMeeting, self.sheet.cell(*first, self.column), message)
                .severity(Severity::Warning)
                .help("请核对；最好逐行写上编号"),
        );
    }
}
