//! Sheets with tables: a list of the tree comes in, a header row with a row for each item goes out.

use super::form_sheet::{height, is_blank, wish};
use super::style::{self, Paper, Styles};
use super::{Error, MOST_ROWS, cell};
use crate::form::{Column, Hints, Needs, Table, example, name_of};
use crate::spec::Node;
use crate::spec::vocabulary::{Field, Shape};
use rust_xlsxwriter::{Format, Worksheet};

/// The row of the header, from 0.
pub(super) const HEADER: u32 = 2;
/// Rows ready to be filled in below those that hold something: what fits on a page.
pub(super) const SPARE: u32 = 12;
/// The same for 参会人员.
const SPARE_PEOPLE: u32 = 40;
/// What stands for the number of an example row.
pub(super) const EXAMPLE: &str = "例";

pub(super) fn sheet(
    table: &Table,
    root: &Node,
    (needs, hints): (&Needs, &Hints),
    styles: &Styles,
) -> Result<Worksheet, Error> {
    let mut sheet = style::sheet(table.sheet(), Paper::Landscape, HEADER)?;
    let about = table.path.last().map_or("", |field| field.about);
    let mark = needs.mark(&name_of(&table.path));
    head(&mut sheet, table.sheet(), &[about, &mark, hints.get(&name_of(&table.path))], styles)?;
    let formats: Vec<(u16, Column, Format)> = (1_u16..)
        .zip(table.columns())
        .map(|(at, column)| {
            let format = column.field().map_or("@", |field| cell::number_format(&field.shape));
            let format = styles.cell(wish(needs, &name_of(&column.path)), format);
            (at, column, format)
        })
        .collect();
    for (at, column, _) in &formats {
        header(&mut sheet, *at, column, (needs, styles))?;
    }
    let list = table.path.iter().try_fold(root, |node, field| node.get(field.key));
    let items: Vec<&Node> =
        list.map_or(&[][..], Node::items).iter().filter(|item| !item.is_empty()).collect();
    let mut row = HEADER + 1;
    if items.is_empty() {
        sheet.write_string_with_format(row, 0, EXAMPLE, &styles.example_counter)?;
        for (at, column, _) in &formats {
            // Either the columns of an entry or 无 are filled in, never both.
            let text = if column.header == "无" { "" } else { example(&column.path) };
            sheet.write_string_with_format(row, *at, text, &styles.example)?;
        }
        row += 1;
    }
    let spare = if table.sheet() == "参会人员" { SPARE_PEOPLE } else { SPARE };
    let end = row.saturating_add(u32::try_from(items.len()).unwrap_or(u32::MAX)).saturating_add(spare);
    if end >= MOST_ROWS {
        return Err(Error::TooMany(table.sheet()));
    }
    for (number, at) in (1_u32..).zip(row..end) {
        let item = usize::try_from(number - 1).ok().and_then(|index| items.get(index)).copied();
        self::row(&mut sheet, (at, number), item, &formats, styles)?;
    }
    for (at, column, _) in &formats {
        if let Some(validation) = column.field().map(cell::validation).transpose()?.flatten() {
            sheet.add_data_validation(row, *at, row + 500, *at, &validation)?;
        }
    }
    Ok(sheet)
}

/// Title and hint above a table.
pub(super) fn head(sheet: &mut Worksheet, title: &str, hints: &[&str], styles: &Styles) -> Result<(), Error> {
    sheet.set_row_height(0, 34)?;
    sheet.write_string_with_format(0, 0, title, &styles.title)?;
    let mut hints: Vec<&str> =
        hints.iter().copied().filter(|hint| !hint.is_empty() && *hint != title).collect();
    hints.push("浅色的列必填");
    hints.push("列名上有说明，把鼠标停在上面即可看到");
    sheet.write_string_with_format(1, 0, hints.join("；"), &styles.hint)?;
    sheet.set_row_height(HEADER, 26)?;
    sheet.set_column_width(0, 6)?;
    sheet.write_string_with_format(HEADER, 0, "序号", &styles.header)?;
    Ok(())
}

fn header(
    sheet: &mut Worksheet,
    at: u16,
    column: &Column,
    (needs, styles): (&Needs, &Styles),
) -> Result<(), Error> {
    let Some(field) = column.field() else { return Ok(()) };
    let name = name_of(&column.path);
    let mark = needs.mark(&name);
    let star = if needs.is_required(&name) { "＊" } else { "" };
    sheet.write_string_with_format(HEADER, at, format!("{star}{}", column.header), &styles.header)?;
    sheet.set_column_width(at, width(field))?;
    let several =
        if matches!(field.shape, Shape::List(_)) { "几个写在一格里时，一个一行。" } else { "" };
    let such = format!("例：{}", example(&column.path));
    let lines = [&mark, field.about, several, &such];
    let text = lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    sheet.insert_note(HEADER, at, &style::note(&text))?;
    Ok(())
}

/// In half-width characters.
fn width(field: &Field) -> f64 {
    match (field.shape, field.key) {
        (Shape::Moment, _) => 19.0,
        (Shape::Date, _) => 13.0,
        (Shape::Name, _) => 12.0,
        (Shape::Time | Shape::Duration | Shape::Number | Shape::Flag | Shape::Choice(_), _) => 11.0,
        (_, "议题" | "事项" | "名称" | "题名") => 40.0,
        (_, "单位" | "职务" | "责任单位" | "责任部门" | "汇报单位" | "提供单位" | "责任者" | "文号") => {
            22.0
        }
        (_, "电话") => 17.0,
        (_, "组别" | "类别" | "环节") => 14.0,
        _ => 24.0,
    }
}

fn row(
    sheet: &mut Worksheet,
    (at, number): (u32, u32),
    item: Option<&Node>,
    formats: &[(u16, Column, Format)],
    styles: &Styles,
) -> Result<(), Error> {
    sheet.write_number_with_format(at, 0, number, &styles.counter)?;
    let mut lines: f64 = 1.0;
    for (column_at, column, format) in formats {
        let Some(field) = column.field() else { continue };
        let node =
            item.and_then(|item| column.below.iter().try_fold(item, |node, field| node.get(field.key)));
        let node = node.filter(|node| !is_blank(Some(node)));
        let text = node.map_or_else(String::new, |node| cell::text(field, node));
        cell::write(sheet, (at, *column_at), &field.shape, &text, format)?;
        lines = lines.max(height(&text, in_cell(width(field))));
    }
    sheet.set_row_height(at, (lines * 16.0 + 6.0).min(400.0))?;
    Ok(())
}

/// The half-width characters that stand on one line of a column.
fn in_cell(width: f64) -> usize {
    const WIDTHS: [(f64, usize); 9] = [
        (11.0, 10),
        (12.0, 10),
        (13.0, 12),
        (14.0, 12),
        (17.0, 16),
        (19.0, 18),
        (22.0, 20),
        (24.0, 22),
        (40.0, 38),
    ];
    WIDTHS.iter().find(|(known, _)| *known >= width).map_or(20, |(_, chars)| *chars)
}
