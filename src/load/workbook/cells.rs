//! Cells: a plain package comes in, its sheets with the cells that hold something go out.

use super::package::{broken, too_large};
use super::unseen;
use crate::date::{Date, Epoch, Time};
use crate::diag::{Code, Diagnostic, Location};
use crate::load::Fault;
use crate::load::words::clean;
use crate::spec::cell_place;
use crate::spec::vocabulary::Shape;
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use std::collections::BTreeMap;
use std::io::Cursor;

/// What a formula without a value says for itself.
pub(super) const NOT_WORKED_OUT: &str = "没有算出结果";
const MOST_SHEETS: usize = 100;
const MOST_ROWS: u32 = 20_000;
const MOST_COLUMNS: u32 = 500;
/// Cells that hold something, in the whole workbook.
const MOST_CELLS: usize = 200_000;
/// Cells in all, the blank ones that only carry a format included.
const MOST_VISITS: usize = 4_000_000;
const MOST_MERGES: usize = 1_000;
/// Text of all cells, in bytes: many cells may share one long text.
const MOST_TEXT: usize = 16 << 20;

/// A sheet and what it holds.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) hidden: bool,
    /// By row, then by column, both from 0; only cells that hold something.
    pub(super) rows: Rows,
    /// The cells merged downwards, as column, first row and last row: only the first holds a value.
    pub(super) merged: Vec<(u32, u32, u32)>,
    /// Rows that are hidden or filtered away, rising.
    pub(super) unseen: Vec<u32>,
}

/// Cells by row, then by column.
pub(super) type Rows = BTreeMap<u32, BTreeMap<u32, Content>>;

impl Sheet {
    /// The place of a cell.
    pub(super) fn cell(&self, row: u32, column: u32) -> Location {
        cell_place(&self.name, row, column)
    }

    /// The place of the sheet as a whole.
    pub(super) fn place(&self) -> Location {
        Location::Sheet(self.name.clone())
    }

    /// A sheet that holds nothing yet.
    pub(super) const fn new(name: String, hidden: bool) -> Self {
        Self { name, hidden, rows: Rows::new(), merged: Vec::new(), unseen: Vec::new() }
    }

    /// The same sheet with other rows.
    pub(super) fn with(&self, rows: Rows) -> Self {
        let (name, merged) = (self.name.clone(), self.merged.clone());
        Self { name, hidden: self.hidden, rows, merged, unseen: self.unseen.clone() }
    }

    /// Puts what a cell holds in its place, where there is room for it.
    pub(super) fn put(
        &mut self,
        (row, column): (u32, u32),
        content: Option<Content>,
        budget: &mut Budget,
    ) -> Result<(), Fault> {
        budget.spend(&self.name, content.as_ref())?;
        let Some(content) = content else { return Ok(()) };
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            let message = format!("这一格超出了可读的范围（前 {MOST_ROWS} 行、前 {MOST_COLUMNS} 列）");
            let diagnostic = Diagnostic::new(Code::TooLarge, self.cell(row, column), message);
            return Err(Fault::from(diagnostic.help("多半是误填；请删去这一格的内容，再保存")));
        }
        self.rows.entry(row).or_default().entry(column).or_insert(content);
        Ok(())
    }

    /// Notes that a row is hidden or filtered away.
    pub(super) fn hide_row(&mut self, row: u32) {
        if row < MOST_ROWS && self.unseen.last().is_none_or(|last| *last < row) {
            self.unseen.push(row);
        }
    }

    /// Some rows of this sheet, in which is said what stands in a merge that begins above them, but for one column.
    pub(super) fn filled(&self, mut rows: Rows, but: u32) -> Rows {
        for (column, first, last) in self.merged.iter().filter(|(column, ..)| *column != but) {
            let content = self.rows.get(first).and_then(|cells| cells.get(column));
            let Some(content) = content.filter(|_| !rows.contains_key(first)) else { continue };
            for (_, cells) in rows.range_mut(*first..=*last) {
                cells.entry(*column).or_insert_with(|| content.clone());
            }
        }
        rows
    }

    /// What a cell holds and in which row that stands: for a cell merged downwards, in the first row of the merge.
    pub(super) fn seen(&self, row: u32, column: u32) -> Option<(u32, &Content)> {
        let held = |row: u32| self.rows.get(&row).and_then(|cells| cells.get(&column));
        held(row).map(|content| (row, content)).or_else(|| {
            let spans = |merge: &&(u32, u32, u32)| merge.0 == column && (merge.1..=merge.2).contains(&row);
            let (_, first, _) = self.merged.iter().find(spans)?;
            Some((*first, held(*first)?))
        })
    }
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Content {
    /// A text, trimmed, never empty.
    Text(String),
    /// A number without a date format.
    Number(f64),
    /// Days since the epoch, with a date or time format.
    Serial(f64, Epoch),
    /// A formula that failed, such as `#REF!`.
    Failure(String),
}

impl Content {
    /// The text, as a person would type it into a place of this shape; `Err` holds the failure of a formula.
    pub(super) fn text(&self, shape: &Shape, epoch: Epoch) -> Result<String, &str> {
        Ok(match self {
            Self::Text(text) => text.clone(),
            Self::Failure(failure) => return Err(failure),
            Self::Serial(serial, epoch) => serial_text(*serial, *epoch, shape),
            // A bare number where a day or a time belongs is a serial number that lost its format.
            Self::Number(number) if is_stray_serial(*number, shape) => serial_text(*number, epoch, shape),
            Self::Number(number) => number_text(*number),
        })
    }

    /// What the cell shows, the failure of a formula too.
    pub(super) fn shown(&self) -> String {
        self.text(&Shape::Text, Epoch::Y1900).unwrap_or_else(str::to_owned)
    }

    /// The text where only words are expected.
    pub(super) fn label(&self) -> String {
        self.text(&Shape::Text, Epoch::Y1900).unwrap_or_default()
    }
}

fn is_stray_serial(number: f64, shape: &Shape) -> bool {
    match shape {
        // 2000 to 2099.
        Shape::Date | Shape::Moment => (36_526.0..73_051.0).contains(&number),
        Shape::Time => number > 0.0 && number < 1.0,
        _ => false,
    }
}

/// A number as Excel shows it: whole numbers without a point, others to fifteen digits.
fn number_text(number: f64) -> String {
    let rounded = format!("{number:.14e}").parse::<f64>().unwrap_or(number);
    format!("{rounded}")
}

/// `2026-11-24`, `2026-11-24 09:00` or, without a day, `09:00`; a length of time in minutes.
fn serial_text(serial: f64, epoch: Epoch, shape: &Shape) -> String {
    const MINUTES: i64 = 24 * 60;
    // Times are fractions of a day that binary numbers cannot hold: round to the minute before anything else.
    let Some(minutes) = whole(serial * 1440.0) else { return number_text(serial) };
    let (days, rest) = (minutes.div_euclid(MINUTES), minutes.rem_euclid(MINUTES));
    if *shape == Shape::Duration && days == 0 {
        return format!("{rest}分钟");
    }
    let part = |n: i64| u32::try_from(n).unwrap_or_default();
    let time = Time::new(part(rest / 60), part(rest % 60)).map(|time| time.to_string()).unwrap_or_default();
    if serial < 1.0 {
        return time;
    }
    match Date::from_serial(days, epoch) {
        Some(date) if rest == 0 => date.to_string(),
        Some(date) => format!("{date} {time}"),
        None => number_text(serial),
    }
}

/// The nearest whole number, for numbers of a size that dates have.
fn whole(number: f64) -> Option<i64> {
    (number.abs() < 1e10).then(|| format!("{number:.0}").parse().ok()).flatten()
}

/// Reads all sheets, in the workbook's order.
pub(super) fn read(package: Vec<u8>) -> Result<(Vec<Sheet>, Epoch), Fault> {
    let mut beside = unseen::find(&package);
    let mut workbook = Xlsx::new(Cursor::new(package)).map_err(|error| fault(&error, Location::File))?;
    let epoch = if workbook.has_1904_epoch() { Epoch::Y1904 } else { Epoch::Y1900 };
    let sheets: Vec<_> = workbook.sheets_metadata().to_vec();
    if sheets.len() > MOST_SHEETS {
        return Err(too_large(&format!("工作簿里有 {} 张表，超过了 {MOST_SHEETS} 张的上限", sheets.len())));
    }
    let mut budget = Budget::new();
    let mut read = Vec::new();
    for sheet in sheets.into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let hidden = sheet.visible != SheetVisible::Visible;
        let mut filled = Sheet::new(sheet.name, hidden);
        if !hidden {
            rows(&mut workbook, &mut filled, epoch, &mut budget)?;
            filled.merged = merged(&mut workbook, &filled.name);
            let unseen = beside.remove(&filled.name).unwrap_or_default();
            filled.unseen = unseen.rows;
            for at in unseen.formulas {
                filled.put(at, Some(Content::Failure(NOT_WORKED_OUT.to_owned())), &mut budget)?;
            }
        }
        read.push(filled);
    }
    Ok((read, epoch))
}

/// What may still be read.
pub(super) struct Budget {
    cells: usize,
    visits: usize,
    text: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self::new()
    }
}

impl Budget {
    pub(super) const fn new() -> Self {
        Self { cells: MOST_CELLS, visits: MOST_VISITS, text: MOST_TEXT }
    }

    fn spend(&mut self, sheet: &str, content: Option<&Content>) -> Result<(), Fault> {
        let text = if let Some(Content::Text(text)) = content { text.len() } else { 0 };
        let left = |left: usize, cost: usize| left.checked_sub(cost);
        let rest = left(self.cells, usize::from(content.is_some()))
            .zip(left(self.visits, 1))
            .zip(left(self.text, text));
        let Some(((cells, visits), text)) = rest else {
            return Err(too_large("表格里的内容太多，超出了允许的范围").at(Location::Sheet(sheet.to_owned())));
        };
        *self = Self { cells, visits, text };
        Ok(())
    }
}

fn rows(
    workbook: &mut Xlsx<Cursor<Vec<u8>>>,
    sheet: &mut Sheet,
    epoch: Epoch,
    budget: &mut Budget,
) -> Result<(), Fault> {
    let place = sheet.place();
    let failed = |error: XlsxError| fault(&error, place.clone());
    // Never `worksheet_range`: it allocates the whole rectangle up to the last cell.
    let mut reader = workbook.worksheet_cells_reader(&sheet.name).map_err(failed)?;
    while let Some(cell) = reader.next_cell().map_err(failed)? {
        sheet.put(cell.get_position(), content(cell.get_value(), epoch), budget)?;
    }
    Ok(())
}

/// The merges that reach over several rows; what cannot be read of them is as if it were not there.
fn merged(workbook: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Vec<(u32, u32, u32)> {
    let all = workbook.merge_cells_by_sheet_name(sheet).unwrap_or_default();
    let tall = all.into_iter().filter(|area| area.end.0 > area.start.0 && area.start.0 < MOST_ROWS);
    tall.take(MOST_MERGES).map(|area| (area.start.1, area.start.0, area.end.0)).collect()
}

/// A text as it is read: without what surrounds it and what cannot be seen.
pub(super) fn text_content(text: &str) -> Option<Content> {
    Some(clean(text)).filter(|text| !text.is_empty()).map(Content::Text)
}

/// Whether the code of a number format shows a day or a time: `yyyy"年"m"月"`, not `0.00"元/日"`.
pub(super) fn number_format_is_date(code: &str) -> bool {
    let mut aside = None;
    let mut is_escaped = false;
    code.chars().any(|c| {
        match (aside, c) {
            _ if std::mem::take(&mut is_escaped) => return false,
            (Some(end), _) => aside = Some(end).filter(|end| *end != c),
            (None, '"') => aside = Some('"'),
            (None, '[') => aside = Some(']'),
            (None, '\\' | '_' | '*') => is_escaped = true,
            _ => return "ymdhsYMDHS".contains(c),
        }
        false
    })
}

fn content(value: &DataRef<'_>, epoch: Epoch) -> Option<Content> {
    let text = text_content;
    match value {
        DataRef::Empty => None,
        DataRef::String(value) | DataRef::DurationIso(value) => text(value),
        DataRef::SharedString(value) => text(value),
        DataRef::Int(value) => text(&value.to_string()),
        DataRef::Float(value) => Some(Content::Number(*value)),
        DataRef::Bool(value) => text(if *value { "是" } else { "否" }),
        DataRef::DateTime(value) => Some(Content::Serial(value.as_f64(), epoch)),
        DataRef::DateTimeIso(value) => text(&iso_text(value)),
        DataRef::Error(error) => Some(Content::Failure(error.to_string())),
    }
}

/// `2026-11-24T09:00:00` as `2026-11-24 09:00`.
pub(super) fn iso_text(value: &str) -> String {
    let Some((day, time)) = value.split_once('T') else { return value.to_owned() };
    let minutes: Vec<_> = time.split(':').take(2).collect();
    let time = minutes.join(":");
    if time == "00:00" { day.to_owned() } else { format!("{day} {time}") }
}

fn fault(error: &XlsxError, place: Location) -> Fault {
    let help = "请在 Excel 或 WPS 中打开它，选「另存为」重新保存为 .xlsx 后再试";
    match error {
        XlsxError::Password => broken("工作簿设有打开密码，无法读取", "请取消打开密码，保存后再试"),
        _ => broken("工作簿的内容不符合 .xlsx 的格式，无法读取", help).at(place),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serial_numbers_become_what_people_type() {
        let text = |serial| serial_text(serial, Epoch::Y1900, &Shape::Moment);
        assert_eq!(text(46_350.0), "2026-11-24");
        assert_eq!(text(46_350.375), "2026-11-24 09:00");
        // 11:30 and 9:10 have no exact binary fraction.
        assert_eq!(text(46_350.479_166_666_664), "2026-11-24 11:30");
        assert_eq!(text(46_350.381_944_444_445), "2026-11-24 09:10");
        assert_eq!(text(0.375), "09:00");
        assert_eq!(text(0.999_99), "00:00");
        assert_eq!(serial_text(44_888.375, Epoch::Y1904, &Shape::Moment), "2026-11-24 09:00");
        assert_eq!(serial_text(20.0 / 1440.0, Epoch::Y1900, &Shape::Duration), "20分钟");
    }

    #[test]
    fn numbers_look_as_in_excel() {
        assert_eq!(number_text(40.0), "40");
        assert_eq!(number_text(0.1 + 0.2), "0.3");
        assert_eq!(number_text(13_800_138_000.0), "13800138000");
        assert_eq!(number_text(-1.5), "-1.5");
    }
}
