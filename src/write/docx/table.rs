//! The properties of tables, rows and cells: parts of the document come in, what docx-rs makes of them goes out.

use super::{measure, styles};
use crate::document::{
    Border, Borders, Cell, Merge, Orientation, ParagraphStyle, Sheet, StyleIndex, Table, VerticalAlign,
};
use crate::length::Length;
use docx_rs::{
    HeightRule, TableAlignmentType, TableBorders, TableCellBorder, TableCellBorderPosition, TableCellBorders,
    TableCellMargins, TableCellProperty, TableLayoutType, TablePositionProperty, TableProperty,
    TableRowProperty, VAlignType, VMergeType, WidthType,
};

/// The properties of a table in a text block of this width: from its left edge, or centred when narrower.
pub(super) fn table(table: &Table, block: Length) -> TableProperty {
    let total: Length = table.columns.iter().copied().sum();
    let narrower = total.to_twips() < block.to_twips();
    fixed(total).style(styles::table_id(table.style)).indent(0).align(if narrower {
        TableAlignmentType::Center
    } else {
        TableAlignmentType::Left
    })
}

/// The properties of 版记 as a table that floats at the foot of the text block of the page its anchor falls on
/// (GB/T 9704-2012 7.4).
///
/// The anchor is the paragraph after the table; the position is given from the page's edge, else LibreOffice does not
/// let so wide a table float.
pub(super) fn imprint(sheet: &Sheet, orientation: Orientation) -> TableProperty {
    let page = sheet.page.turned(orientation);
    let position = TablePositionProperty::new()
        .left_from_text(0)
        .right_from_text(0)
        .vertical_anchor("margin")
        .horizontal_anchor("page")
        .position_x(measure::twips(page.left))
        .position_y_alignment("bottom");
    fixed(page.measure()).position(position).set_margins(TableCellMargins::new().margin(0, 0, 0, 0))
}

fn fixed(width: Length) -> TableProperty {
    TableProperty::new()
        .set_borders(TableBorders::with_empty())
        .layout(TableLayoutType::Fixed)
        .width(measure::width(width), WidthType::Dxa)
}

/// What the properties of a row say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct RowShape {
    /// The least height.
    pub(super) height: Length,
    /// Whether it repeats on further pages.
    pub(super) part: Part,
}

/// The part of a table a row belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Part {
    /// The rows that repeat at the top of each further page.
    Head,
    /// The others.
    Body,
}

impl RowShape {
    /// Its properties.
    pub(super) fn property(self) -> TableRowProperty {
        let out = TableRowProperty::new().cant_split();
        let height = u16::try_from(measure::size(self.height)).unwrap_or_default();
        if height == 0 { out } else { out.row_height(f32::from(height)).height_rule(HeightRule::AtLeast) }
    }
}

/// What the properties of a cell say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum CellShape {
    /// A cell of a table.
    Table {
        /// Its width, all its columns together.
        width: Length,
        /// How many columns.
        span: usize,
        /// Its part in a vertical merge.
        merge: Merge,
        /// Top, middle or bottom.
        align: VerticalAlign,
        /// Its lines.
        borders: Borders,
        /// The style that gives the lines their thickness.
        style: StyleIndex,
    },
    /// The one cell of a row of 版记, which has the lines of its paragraph.
    Imprint {
        /// Its width.
        width: Length,
        /// The line above.
        above: Option<Border>,
        /// The line below.
        below: Option<Border>,
    },
}

impl CellShape {
    /// The shape of a cell of a table.
    pub(super) fn of(cell: &Cell, width: Length, style: StyleIndex) -> Self {
        let Cell { span, merge, align, borders, .. } = *cell;
        Self::Table { width, span: span.max(1), merge, align, borders, style }
    }

    /// The shape of a row of 版记.
    pub(super) fn imprint(style: &ParagraphStyle, width: Length) -> Self {
        Self::Imprint { width, above: style.border_above, below: style.border_below }
    }

    /// Its properties.
    pub(super) fn property(self, sheet: &Sheet) -> TableCellProperty {
        match self {
            Self::Imprint { width, above, below } => imprint_cell(width, above, below),
            Self::Table { width, span, merge, align, borders, style } => {
                let out = TableCellProperty::new()
                    .width(measure::width(width), WidthType::Dxa)
                    .vertical_align(alignment(align));
                let out = if span > 1 { out.grid_span(span) } else { out };
                bordered(merged(out, merge), borders, sheet.table(style).inner)
            }
        }
    }
}

fn alignment(align: VerticalAlign) -> VAlignType {
    match align {
        VerticalAlign::Top => VAlignType::Top,
        VerticalAlign::Middle => VAlignType::Center,
        VerticalAlign::Bottom => VAlignType::Bottom,
    }
}

fn merged(cell: TableCellProperty, merge: Merge) -> TableCellProperty {
    match merge {
        Merge::None => cell,
        Merge::Top => cell.vertical_merge(VMergeType::Restart),
        Merge::Continued => cell.vertical_merge(VMergeType::Continue),
    }
}

fn bordered(cell: TableCellProperty, borders: Borders, inner: Length) -> TableCellProperty {
    let bottom = TableCellBorder::new(TableCellBorderPosition::Bottom);
    match borders {
        Borders::All => cell,
        Borders::None => cell.set_borders(no_lines()),
        Borders::Bottom => cell.set_borders(no_lines().set(bottom.size(measure::eighths(inner)))),
    }
}

fn no_lines() -> TableCellBorders {
    [
        TableCellBorderPosition::Top,
        TableCellBorderPosition::Left,
        TableCellBorderPosition::Bottom,
        TableCellBorderPosition::Right,
    ]
    .into_iter()
    .fold(TableCellBorders::with_empty(), TableCellBorders::clear)
}

fn imprint_cell(width: Length, above: Option<Border>, below: Option<Border>) -> TableCellProperty {
    let above_line = above.map(|line| cell_line(&line, TableCellBorderPosition::Top));
    let below_line = below.map(|line| cell_line(&line, TableCellBorderPosition::Bottom));
    let lines =
        above_line.into_iter().chain(below_line).fold(TableCellBorders::with_empty(), TableCellBorders::set);
    let gap = |line: Option<Border>| line.map_or(0, |line| measure::points(line.gap) * 20);
    TableCellProperty::new()
        .width(measure::width(width), WidthType::Dxa)
        .set_borders(lines)
        .margin_top(gap(above), WidthType::Dxa)
        .margin_bottom(gap(below), WidthType::Dxa)
}

fn cell_line(border: &Border, position: TableCellBorderPosition) -> TableCellBorder {
    let (kind, size) = styles::line(border);
    TableCellBorder::new(position).border_type(kind).size(size).color(styles::hex(border.ink))
}
