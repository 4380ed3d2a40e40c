//! Tables: a table or the imprint comes in, a docx-rs table goes out.

use super::{measure, paragraph, styles};
use crate::document::{
    Borders, Cell, Merge, Orientation, Paragraph, Row, Sheet, Table, TableStyle, VerticalAlign,
};
use crate::length::Length;
use docx_rs::{
    HeightRule, TableAlignmentType, TableBorders, TableCell, TableCellBorder, TableCellBorderPosition,
    TableCellBorders, TableCellContent, TableCellMargins, TableLayoutType, TablePositionProperty,
    TableProperty, TableRow, VAlignType, VMergeType, WidthType,
};

/// A table in a text block of this width: from its left edge, or centred when narrower.
pub(super) fn table(table: &Table, sheet: &Sheet, block: Length) -> docx_rs::Table {
    let style = sheet.table(table.style);
    let rows = table.rows.iter().map(|row| self::row(row, table, style, sheet)).collect();
    let total: Length = table.columns.iter().copied().sum();
    let property = TableProperty::new()
        .style(styles::table_id(table.style))
        .set_borders(no_borders())
        .layout(TableLayoutType::Fixed)
        .width(measure::width(total), WidthType::Dxa)
        .indent(0)
        .align(if total.to_twips() < block.to_twips() {
            TableAlignmentType::Center
        } else {
            TableAlignmentType::Left
        });
    finished(rows, table.columns.iter().map(|column| measure::width(*column)).collect(), property)
}

/// 版记 as a table that floats at the foot of the text block of the page its anchor falls on (GB/T 9704-2012 7.4).
///
/// A frame would be simpler, but LibreOffice gives up a frame whose paragraphs have different borders. The anchor is the
/// paragraph after it; the position is given from the page's edge, else LibreOffice does not let so wide a table float.
pub(super) fn imprint(paragraphs: &[Paragraph], sheet: &Sheet, orientation: Orientation) -> docx_rs::Table {
    let page = sheet.page.turned(orientation);
    let block = page.measure();
    let mut cell = TableCell::new().width(measure::width(block), WidthType::Dxa);
    cell.children = contents(paragraphs, sheet, block);
    let position = TablePositionProperty::new()
        .left_from_text(0)
        .right_from_text(0)
        .vertical_anchor("margin")
        .horizontal_anchor("page")
        .position_x(measure::twips(page.left))
        .position_y_alignment("bottom");
    let property = TableProperty::new()
        .position(position)
        .set_borders(no_borders())
        .layout(TableLayoutType::Fixed)
        .width(measure::width(block), WidthType::Dxa)
        .set_margins(TableCellMargins::new().margin(0, 0, 0, 0));
    finished(vec![TableRow::new(vec![cell]).cant_split()], vec![measure::width(block)], property)
}

fn finished(rows: Vec<TableRow>, grid: Vec<usize>, property: TableProperty) -> docx_rs::Table {
    let mut out = docx_rs::Table::new(rows);
    out.grid = grid;
    out.property = property;
    out
}

fn row(row: &Row, table: &Table, style: &TableStyle, sheet: &Sheet) -> TableRow {
    let mut at = 0;
    let mut cells = Vec::with_capacity(row.cells.len());
    for cell in &row.cells {
        let columns = table.columns.iter().skip(at).take(cell.span.max(1));
        at += cell.span.max(1);
        cells.push(self::cell(cell, columns.copied().sum(), style, sheet));
    }
    let out = TableRow::new(cells).cant_split();
    let height = u16::try_from(measure::size(row.height)).unwrap_or_default();
    if height == 0 { out } else { out.row_height(f32::from(height)).height_rule(HeightRule::AtLeast) }
}

fn cell(cell: &Cell, width: Length, style: &TableStyle, sheet: &Sheet) -> TableCell {
    let mut out =
        TableCell::new().width(measure::width(width), WidthType::Dxa).vertical_align(match cell.align {
            VerticalAlign::Top => VAlignType::Top,
            VerticalAlign::Middle => VAlignType::Center,
            VerticalAlign::Bottom => VAlignType::Bottom,
        });
    if cell.span > 1 {
        out = out.grid_span(cell.span);
    }
    match cell.merge {
        Merge::None => {}
        Merge::Top => out = out.vertical_merge(VMergeType::Restart),
        Merge::Continued => out = out.vertical_merge(VMergeType::Continue),
    }
    match cell.borders {
        Borders::All => {}
        Borders::None => out = out.set_borders(cleared()),
        Borders::Bottom => out = out.set_borders(cleared().set(bottom(style))),
    }
    let column = width - style.padding_x * 2;
    out.children = if cell.merge == Merge::Continued {
        let hidden = cell.paragraphs.first().map(|first| Paragraph::new(first.style, Vec::new()));
        contents(hidden.as_slice(), sheet, column)
    } else {
        contents(&cell.paragraphs, sheet, column)
    };
    out
}

/// The paragraphs of a cell; Word wants one at least.
fn contents(paragraphs: &[Paragraph], sheet: &Sheet, column: Length) -> Vec<TableCellContent> {
    let mut out: Vec<_> = paragraphs
        .iter()
        .map(|each| TableCellContent::Paragraph(Box::new(paragraph::paragraph(each, sheet, column))))
        .collect();
    if out.is_empty() {
        out.push(TableCellContent::Paragraph(Box::new(paragraph::styled(styles::STOP))));
    }
    out
}

fn no_borders() -> TableBorders {
    TableBorders::with_empty()
}

fn cleared() -> TableCellBorders {
    [
        TableCellBorderPosition::Top,
        TableCellBorderPosition::Left,
        TableCellBorderPosition::Bottom,
        TableCellBorderPosition::Right,
    ]
    .into_iter()
    .fold(TableCellBorders::with_empty(), TableCellBorders::clear)
}

fn bottom(style: &TableStyle) -> TableCellBorder {
    TableCellBorder::new(TableCellBorderPosition::Bottom).size(measure::eighths(style.inner)).color("000000")
}
