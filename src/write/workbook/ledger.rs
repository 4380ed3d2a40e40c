//! The ledger of tasks as a workbook: a ledger comes in, a sheet with a row for each task and one with the counts go out.

use super::form_sheet::height;
use super::style::{self, Paper, Styles};
use super::{Error, made};
use crate::date::Date;
use crate::ledger::{Counts, Item, Ledger, State};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet};

/// The row of the header, from 0.
const HEADER: u32 = 2;

/// The columns: their headers and widths in half-width characters.
const COLUMNS: [(&str, f64); 20] = [
    ("序号", 6.0),
    ("编号", 18.0),
    ("督办事项", 40.0),
    ("来源会议", 30.0),
    ("会议编号", 14.0),
    ("纪要文号", 16.0),
    ("议题序号", 9.0),
    ("交办时间", 12.0),
    ("责任单位", 22.0),
    ("协办单位", 22.0),
    ("责任人", 12.0),
    ("分管领导", 12.0),
    ("完成时限", 12.0),
    ("进展", 36.0),
    ("办理状态", 10.0),
    ("逾期天数", 9.0),
    ("办结时间", 12.0),
    ("佐证", 24.0),
    ("原时限", 12.0),
    ("备注", 20.0),
];

/// What stands in a cell.
enum Content<'a> {
    Text(&'a str),
    Day(Option<Date>),
    Number(Option<u64>),
}

/// Writes the ledger; the same ledger gives the same bytes.
pub fn ledger(ledger: &Ledger) -> Result<Vec<u8>, Error> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_title("督办台账").set_creation_datetime(&made()));
    let styles = Styles::new();
    workbook.set_default_format(&styles.plain, style::ROW_PIXELS, style::COLUMN_PIXELS)?;
    let mut tasks = tasks(ledger, &styles)?;
    tasks.set_active(true);
    workbook.push_worksheet(tasks);
    workbook.push_worksheet(counts(ledger, &styles)?);
    Ok(workbook.save_to_buffer()?)
}

fn head(
    sheet: &mut Worksheet,
    ledger: &Ledger,
    columns: &[(&str, f64)],
    styles: &Styles,
) -> Result<(), Error> {
    let name = format!("{}督办台账", ledger.host.as_deref().unwrap_or_default());
    sheet.set_row_height(0, 34)?;
    sheet.write_string_with_format(0, 0, name, &styles.title)?;
    let counts = ledger.counts();
    let parts: Vec<String> =
        State::ALL.iter().map(|state| format!("{}{}项", state.label(), counts.get(*state))).collect();
    let all = format!(
        "截至{}，{}次会议共{}项：{}。",
        ledger.on.official(),
        ledger.meetings,
        counts.total(),
        parts.join("，")
    );
    sheet.write_string_with_format(1, 0, all, &styles.hint)?;
    sheet.set_row_height(HEADER, 26)?;
    for (column, (name, width)) in (0_u16..).zip(columns) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(HEADER, column, *name, &styles.header)?;
    }
    Ok(())
}

fn tasks(ledger: &Ledger, styles: &Styles) -> Result<Worksheet, Error> {
    let mut sheet = style::sheet("督办台账", Paper::Landscape, HEADER)?;
    // A3: twenty columns are too small to read on A4.
    sheet.set_paper_size(8);
    head(&mut sheet, ledger, &COLUMNS, styles)?;
    let day = styles.body.clone().set_num_format("yyyy-mm-dd");
    let mut row = HEADER;
    for (number, item) in (1..).zip(&ledger.items) {
        row += 1;
        let co_units = item.co_units.join("、");
        let cells = cells(number, item, &co_units, ledger.on);
        let mut lines: f64 = 1.0;
        for ((column, content), (_, width)) in (0_u16..).zip(&cells).zip(COLUMNS) {
            put(&mut sheet, (row, column), content, (&styles.body, &day))?;
            if let Content::Text(text) = content {
                lines = lines.max(height(text, in_cell(width)));
            }
        }
        sheet.set_row_height(row, (lines * 16.0 + 6.0).min(400.0))?;
    }
    let last = u16::try_from(COLUMNS.len() - 1).unwrap_or(u16::MAX);
    sheet.autofilter(HEADER, 0, row.max(HEADER + 1), last)?;
    Ok(sheet)
}

fn cells<'a>(number: u64, item: &'a Item, co_units: &'a str, on: Date) -> [Content<'a>; COLUMNS.len()] {
    use Content::{Day, Number, Text};
    [
        Number(Some(number)),
        Text(&item.number),
        Text(&item.task),
        Text(&item.source.title),
        Text(&item.source.id),
        Text(&item.source.minutes),
        Number(item.source.topic.0.map(u64::from)),
        Day(item.source.day),
        Text(&item.unit),
        Text(co_units),
        Text(&item.owner),
        Text(&item.leader),
        Day(item.due),
        Text(&item.progress),
        Text(item.state.label()),
        Number(item.days_over(on)),
        Day(item.done),
        Text(&item.evidence),
        Day(item.moved_from),
        Text(&item.remark),
    ]
}

fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    content: &Content<'_>,
    (plain, day): (&Format, &Format),
) -> Result<(), Error> {
    match content {
        Content::Text(text) if !text.is_empty() => {
            sheet.write_string_with_format(row, column, *text, plain)?
        }
        Content::Number(Some(number)) => {
            // Counts of people's tasks and days: far below what a cell holds exactly.
            let number = u32::try_from(*number).unwrap_or(u32::MAX);
            sheet.write_number_with_format(row, column, number, plain)?
        }
        Content::Day(Some(date)) => match ExcelDateTime::parse_from_str(&date.to_string()) {
            Ok(moment) => sheet.write_datetime_with_format(row, column, &moment, day)?,
            Err(_) => sheet.write_string_with_format(row, column, date.to_string(), plain)?,
        },
        _ => sheet.write_blank(row, column, plain)?,
    };
    Ok(())
}

/// The half-width characters that stand on one line of a column.
const fn in_cell(width: f64) -> usize {
    match width {
        40.0 => 38,
        36.0 => 34,
        30.0 => 28,
        24.0 => 22,
        22.0 => 20,
        20.0 => 18,
        18.0 | 16.0 => 14,
        _ => 10,
    }
}

const UNITS: [(&str, f64); 8] = [
    ("序号", 8.0),
    ("责任单位", 44.0),
    ("任务数", 12.0),
    ("办结", 12.0),
    ("推进中", 12.0),
    ("未启动", 12.0),
    ("逾期", 12.0),
    ("办结率（%）", 14.0),
];

fn counts(ledger: &Ledger, styles: &Styles) -> Result<Worksheet, Error> {
    let mut sheet = style::sheet("统计", Paper::Landscape, HEADER)?;
    head(&mut sheet, ledger, &UNITS, styles)?;
    let units = ledger.by_unit();
    let total = ("合计".to_owned(), ledger.counts());
    let rows = (1_u64..).map(Some).zip(&units).chain([(None, &total)]);
    for (row, (number, (name, counts))) in (HEADER + 1..).zip(rows) {
        let cells = unit_cells(number, name, *counts);
        for (column, content) in (0_u16..).zip(&cells) {
            put(&mut sheet, (row, column), content, (&styles.body, &styles.body))?;
        }
        sheet.set_row_height(row, 22)?;
    }
    Ok(sheet)
}

fn unit_cells(number: Option<u64>, name: &str, counts: Counts) -> [Content<'_>; UNITS.len()] {
    let count = |count: usize| Content::Number(u64::try_from(count).ok());
    [
        Content::Number(number),
        Content::Text(name),
        count(counts.total()),
        count(counts.done),
        count(counts.underway),
        count(counts.not_started),
        count(counts.overdue),
        count(counts.percent(State::Done)),
    ]
}
