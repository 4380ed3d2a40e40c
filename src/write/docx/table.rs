//! Tables: a table or the imprint comes in, a docx-rs table goes out.

use super::{measure, paragraph, styles};
use crate::document::{
    Border, Borders, Cell, Merge, Orientation, Paragraph, Row, Sheet, Table, TableStyle, VerticalAlign,
};
use crate::length::Length;
use docx_rs::{
    HeightRule, ParagraphBorderPosition, ParagraphBorders, TableAlignmentType, TableBorders, TableCell,
    TableCellBorder, TableCellBorderPosition, TableCellBorders, TableCellContent, TableCellMargins,
    TableLayoutType, TablePositionProperty, TableProperty, TableRow, VAlignType, VMergeType, WidthType,
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
/// A row a paragraph: its lines are the cell's, so that they are as wide as the text block whatever the indents. The
/// anchor is the paragraph after the table; the position is given from the page's edge, else LibreOffice does not let
/// so wide a table float.
pub(super) fn imprint(paragraphs: &[Paragraph], sheet: &Sheet, orientation: Orientation) -> docx_rs::Table {
    let page = sheet.page.turned(orientation);
    let block = page.measure();
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
    let rows = paragraphs.iter().map(|paragraph| imprint_row(paragraph, sheet, block)).collect();
    finished(rows, vec![measure::width(block)], property)
}

fn imprint_row(paragraph: &Paragraph, sheet: &Sheet, block: Length) -> TableRow {
    let style = sheet.paragraph(paragraph.style);
    let (above, below) = (style.border_above, style.border_below);
    let lines = above
        .map(|line| cell_line(&line, TableCellBorderPosition::Top))
        .into_iter()
        .chain(below.map(|line| cell_line(&line, TableCellBorderPosition::Bottom)))
        .fold(TableCellBorders::with_empty(), TableCellBorders::set);
    let gap = |line: Option<Border>| line.map_or(0, |line| measure::points(line.gap) * 20);
    let mut cell = TableCell::new().width(measure::width(block), WidthType::Dxa).set_borders(lines);
    cell.property =
        cell.property.margin_top(gap(above), WidthType::Dxa).margin_bottom(gap(below), WidthType::Dxa);
    let mut content = paragraph::paragraph(paragraph, sheet, block);
    if above.or(below).is_some() {
        content.property.borders = Some(
            ParagraphBorders::with_empty()
                .clear(ParagraphBorderPosition::Top)
                .clear(ParagraphBorderPosition::Bottom),
        );
    }
    cell.children = vec![TableCellContent::Paragraph(Box::new(content))];
    TableRow::new(vec![cell]).cant_split()
}

fn cell_line(border: &Border, position: TableCellBorderPosition) -> TableCellBorder {
    let (kind, size) = styles::line(border);
    TableCellBorder::new(position).border_type(kind).size(size).color(styles::hex(border.ink))
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
