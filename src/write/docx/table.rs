//! Tables: a table or the imprint comes in, a docx-rs table goes out.

use super::{measure, paragraph, styles};
use crate::document::{
    Borders, Cell, Merge, Orientation, Paragraph, Sheet, Table, TableStyle, VerticalAlign,
};
use crate::length::Length;
use docx_rs::{
    HeightRule, TableAlignmentType, TableBorders, TableCell, TableCellBorder, TableCellBorderPosition,
    TableCellBorders, TableCellContent, TableLayoutType, TablePositionProperty, TableProperty, TableRow,
    VAlignType, VMergeType, WidthType,
};

/// A table in a text block of this width: from its left edge, or centred when narrower.
pub(super) fn table(table: &Table, sheet: &Sheet, block: Length) -> docx_rs::Table {
    let style = sheet.table(table.style);
    let rows = (0..table.rows.len()).map(|at| row(table, at, style, sheet)).collect();
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

/// 版记, floating at the foot of the text block of the page its anchor falls on (GB/T 9704-2012 7.4).
///
/// The anchor is the paragraph after the table; the position is given from the page's edge, else LibreOffice does not
/// let so wide a table float.
pub(super) fn imprint(table: &Table, sheet: &Sheet, orientation: Orientation) -> docx_rs::Table {
    let page = sheet.page.turned(orientation);
    let position = TablePositionProperty::new()
        .left_from_text(0)
        .right_from_text(0)
        .vertical_anchor("margin")
        .horizontal_anchor("page")
        .position_x(measure::twips(page.left))
        .position_y_alignment("bottom");
    let mut out = self::table(table, sheet, page.measure());
    out.property = out.property.position(position);
    out
}

fn finished(rows: Vec<TableRow>, grid: Vec<usize>, property: TableProperty) -> docx_rs::Table {
    let mut out = docx_rs::Table::new(rows);
    out.grid = grid;
    out.property = property;
    out
}

/// The lines above and below a row: the frame's at the table's ends, the inner ones between.
#[derive(Clone, Copy)]
struct Edges {
    above: Length,
    below: Length,
    inner: Length,
    padding: Length,
}

fn row(table: &Table, at: usize, style: &TableStyle, sheet: &Sheet) -> TableRow {
    let row = &table.rows[at];
    let is_last = at + 1 == table.rows.len();
    let edges = Edges {
        above: if at == 0 { style.outer } else { style.inner },
        below: if is_last { style.outer } else { style.inner },
        inner: style.inner,
        padding: style.padding_x,
    };
    let mut column = 0;
    let mut cells = Vec::with_capacity(row.cells.len());
    for cell in &row.cells {
        let columns = table.columns.iter().skip(column).take(cell.span.max(1));
        column += cell.span.max(1);
        cells.push(self::cell(cell, columns.copied().sum(), edges, sheet));
    }
    let out = TableRow::new(cells).cant_split();
    let height = u16::try_from(measure::size(row.height)).unwrap_or_default();
    if height == 0 { out } else { out.row_height(f32::from(height)).height_rule(HeightRule::AtLeast) }
}

fn cell(cell: &Cell, width: Length, edges: Edges, sheet: &Sheet) -> TableCell {
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
        Borders::Bottom => {
            let bottom = line(TableCellBorderPosition::Bottom, edges.inner);
            out = out.set_borders(cleared().set(bottom));
        }
        Borders::Horizontal => {
            let top = line(TableCellBorderPosition::Top, edges.above);
            let bottom = line(TableCellBorderPosition::Bottom, edges.below);
            out = out.set_borders(cleared().set(top).set(bottom));
        }
    }
    let column = width - edges.padding * 2;
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

fn line(position: TableCellBorderPosition, width: Length) -> TableCellBorder {
    TableCellBorder::new(position).size(measure::eighths(width)).color("000000")
}
