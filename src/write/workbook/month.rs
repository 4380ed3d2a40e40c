//! A month's papers as workbooks: its register or its figures come in, sheets to sort, filter and reckon with go out.

use super::form_sheet::height;
use super::style::{self, Paper, Styles};
use super::{Error, made};
use crate::month::{Figures, Group, Held, Register, Sum};
use rust_xlsxwriter::{DocProperties, Workbook, Worksheet};

/// The row of the header, from 0.
const HEADER: u32 = 2;

/// What stands in a cell.
enum Content<'a> {
    Text(&'a str),
    Count(u64),
    /// Minutes, shown as hours.
    Hours(u64),
    Blank,
}

/// A table: its name, its heading, and its columns with their widths in half-width characters.
struct Plan<'a> {
    name: &'a str,
    heading: String,
    hint: String,
    columns: &'a [(&'a str, f64)],
}

/// Writes 会议台账; the same register gives the same bytes.
pub fn register(register: &Register) -> Result<Vec<u8>, Error> {
    let plan = Plan {
        name: "会议台账",
        heading: format!(
            "{}{}会议台账",
            register.host.as_deref().unwrap_or_default(),
            register.month.official()
        ),
        hint: format!("共{}次会议。", register.rows.len()),
        columns: &REGISTER,
    };
    let rows: Vec<_> = (1..).zip(&register.rows).map(|(at, held)| Row::of(at, held)).collect();
    let rows: Vec<Vec<Content<'_>>> = rows.iter().map(Row::cells).collect();
    book("会议台账", &[(plan, rows)])
}

/// Writes 会议统计表; the same figures give the same bytes.
pub fn statistics(figures: &Figures) -> Result<Vec<u8>, Error> {
    let heading =
        format!("{}{}会议统计表", figures.host.as_deref().unwrap_or_default(), figures.month.official());
    let hint = match figures.all.before {
        Some(_) => format!("时长、人时以小时计；上月为{}。", figures.month.before().official()),
        None => "时长、人时以小时计；没有上月的会议可以对比。".to_owned(),
    };
    let sheet = |name, groups: &[Group]| {
        let plan = Plan { name, heading: heading.clone(), hint: hint.clone(), columns: &FIGURES };
        let names: Vec<(u64, Group)> = (1..).zip(groups.iter().cloned()).collect();
        (plan, names)
    };
    let sheets = [sheet("按会议类型", &figures.by_kind), sheet("按承办部门", &figures.by_organiser)];
    let sheets: Vec<_> = sheets
        .iter()
        .map(|(plan, groups)| {
            let mut rows: Vec<Vec<Content<'_>>> =
                groups.iter().map(|(at, group)| figures_of(Content::Count(*at), group)).collect();
            rows.push(figures_of(Content::Blank, &figures.all));
            (Plan { heading: plan.heading.clone(), hint: plan.hint.clone(), ..*plan }, rows)
        })
        .collect();
    book("会议统计表", &sheets)
}

fn book(title: &str, sheets: &[(Plan<'_>, Vec<Vec<Content<'_>>>)]) -> Result<Vec<u8>, Error> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&made()));
    let styles = Styles::new();
    workbook.set_default_format(&styles.plain, style::ROW_PIXELS, style::COLUMN_PIXELS)?;
    for (at, (plan, rows)) in sheets.iter().enumerate() {
        let mut sheet = sheet(plan, rows, &styles)?;
        sheet.set_active(at == 0);
        workbook.push_worksheet(sheet);
    }
    Ok(workbook.save_to_buffer()?)
}

fn sheet(plan: &Plan<'_>, rows: &[Vec<Content<'_>>], styles: &Styles) -> Result<Worksheet, Error> {
    let mut sheet = style::sheet(plan.name, Paper::Landscape, HEADER)?;
    sheet.set_row_height(0, 34)?;
    sheet.write_string_with_format(0, 0, &plan.heading, &styles.title)?;
    sheet.write_string_with_format(1, 0, &plan.hint, &styles.hint)?;
    sheet.set_row_height(HEADER, 26)?;
    for (column, (name, width)) in (0_u16..).zip(plan.columns) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(HEADER, column, *name, &styles.header)?;
    }
    let hours = styles.body.clone().set_num_format("0.0");
    let mut last = HEADER;
    for (row, cells) in (HEADER + 1..).zip(rows) {
        let mut lines: f64 = 1.0;
        for ((column, content), (_, width)) in (0_u16..).zip(cells).zip(plan.columns) {
            match content {
                Content::Text(text) => {
                    lines = lines.max(height(text, in_cell(*width)));
                    sheet.write_string_with_format(row, column, *text, &styles.body)?
                }
                Content::Count(count) => {
                    sheet.write_number_with_format(row, column, small(*count), &styles.body)?
                }
                Content::Hours(minutes) => {
                    sheet.write_number_with_format(row, column, f64::from(small(*minutes)) / 60.0, &hours)?
                }
                Content::Blank => sheet.write_blank(row, column, &styles.body)?,
            };
        }
        sheet.set_row_height(row, (lines * 16.0 + 6.0).min(400.0))?;
        last = row;
    }
    let columns = u16::try_from(plan.columns.len() - 1).unwrap_or(u16::MAX);
    sheet.autofilter(HEADER, 0, last.max(HEADER + 1), columns)?;
    Ok(sheet)
}

/// Counts of meetings, people and minutes: far below what a cell holds exactly.
fn small(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The half-width characters that stand on one line of a column of a width.
const fn in_cell(width: f64) -> usize {
    match width {
        40.0 => 38,
        30.0 => 28,
        24.0 => 22,
        18.0 => 16,
        _ => 12,
    }
}

const REGISTER: [(&str, f64); 17] = [
    ("序号", 6.0),
    ("会议编号", 18.0),
    ("会议名称", 40.0),
    ("类型", 12.0),
    ("日期", 12.0),
    ("时间", 24.0),
    ("地点", 30.0),
    ("主办单位", 24.0),
    ("承办部门", 18.0),
    ("主持人", 12.0),
    ("应到", 8.0),
    ("实到", 8.0),
    ("时长（小时）", 12.0),
    ("人时", 10.0),
    ("议题数", 8.0),
    ("任务数", 8.0),
    ("纪要文号", 18.0),
];

/// A meeting's row with the texts that are made for it.
struct Row<'h> {
    at: u64,
    held: &'h Held,
    day: String,
    when: String,
}

impl<'h> Row<'h> {
    fn of(at: u64, held: &'h Held) -> Self {
        let day = held.start.map_or_else(String::new, |start| start.date.to_string());
        Self { at, held, day, when: held.when() }
    }

    fn cells(&self) -> Vec<Content<'_>> {
        use Content::{Blank, Count, Hours, Text};
        let held = self.held;
        let count = |count: usize| Count(u64::try_from(count).unwrap_or(0));
        let people = u64::try_from(held.attended).unwrap_or(0);
        let minutes = if held.minutes.is_empty() { &held.issue } else { &held.minutes };
        vec![
            Count(self.at),
            Text(&held.id.value),
            Text(&held.title.value),
            Text(&held.kind),
            Text(&self.day),
            Text(&self.when),
            Text(&held.venue.value),
            Text(&held.host),
            Text(&held.organiser),
            Text(&held.chair),
            count(held.expected),
            count(held.attended),
            held.minutes().map_or(Blank, Hours),
            held.minutes().map_or(Blank, |minutes| Hours(minutes * people)),
            count(held.topics),
            count(held.tasks),
            Text(&minutes.value),
        ]
    }
}

const FIGURES: [(&str, f64); 11] = [
    ("序号", 8.0),
    ("名称", 30.0),
    ("会议次数", 12.0),
    ("上月次数", 12.0),
    ("时长", 12.0),
    ("上月时长", 12.0),
    ("人次", 12.0),
    ("人时", 12.0),
    ("上月人时", 12.0),
    ("平均（分钟）", 14.0),
    ("超过2小时", 12.0),
];

fn figures_of<'g>(number: Content<'g>, group: &'g Group) -> Vec<Content<'g>> {
    use Content::{Blank, Count, Hours, Text};
    let before = |of: &dyn Fn(Sum) -> Content<'static>| group.before.map_or(Blank, of);
    vec![
        number,
        Text(&group.name),
        Count(group.now.meetings),
        before(&|sum| Count(sum.meetings)),
        Hours(group.now.minutes),
        before(&|sum| Hours(sum.minutes)),
        Count(group.now.people),
        Hours(group.now.person_minutes),
        before(&|sum| Hours(sum.person_minutes)),
        group.now.average().map_or(Blank, Count),
        Count(group.now.long),
    ]
}
