//! The properties of tables, rows and cells: parts of the document come in, what docx-rs makes of them goes out.

use super::{measure, styles};
use crate::document::{
    Borders, Cell, Document, Merge, Sheet, StyleIndex, Table, TableStyle, Turn, VerticalAlign,
};
use crate::length::Length;
use docx_rs::{
    HeightRule, TableAlignmentType, TableBorders, TableCellBorder, TableCellBorderPosition, TableCellBorders,
    TableCellProperty, TableLayoutType, TablePositionProperty, TableProperty, TableRowProperty,
    TextDirectionType, VAlignType, VMergeType, WidthType,
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
pub(super) fn imprint(table: &Table, document: &Document) -> TableProperty {
    let page = document.sheet.page.turned(document.setup.orientation);
    let position = TablePositionProperty::new()
        .left_from_text(0)
        .right_from_text(0)
        .vertical_anchor("margin")
        .horizontal_anchor("page")
        .position_x(measure::twips(page.left))
        .position_y_alignment("bottom");
    self::table(table, page.measure()).position(position)
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

/// Whether a row is the first or the last of its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Ends {
    first: bool,
    last: bool,
}

impl Ends {
    /// The ends of the row at a place among so many.
    pub(super) const fn of(at: usize, count: usize) -> Self {
        Self { first: at == 0, last: at + 1 == count }
    }
}

/// What the properties of a cell say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct CellShape {
    /// Its width, all its columns together.
    pub(super) width: Length,
    /// How many columns.
    span: usize,
    /// Its part in a vertical merge.
    merge: Merge,
    /// Top, middle or bottom.
    align: VerticalAlign,
    /// Its lines.
    borders: Borders,
    /// Which way its text runs.
    turn: Turn,
    /// The style that gives the lines their thickness.
    pub(super) style: StyleIndex,
    /// Whether its lines are the frame's.
    ends: Ends,
}

impl CellShape {
    /// The shape of a cell of a row.
    pub(super) fn of(cell: &Cell, width: Length, style: StyleIndex, ends: Ends) -> Self {
        let Cell { span, merge, align, borders, turn, .. } = *cell;
        // Only these lines say themselves whether they are the frame's; all others leave it to the table's style.
        let ends = if borders == Borders::Horizontal { ends } else { Ends { first: false, last: false } };
        Self { width, span: span.max(1), merge, align, borders, turn, style, ends }
    }

    /// Its properties.
    pub(super) fn property(self, sheet: &Sheet) -> TableCellProperty {
        let out = TableCellProperty::new()
            .width(measure::width(self.width), WidthType::Dxa)
            .vertical_align(alignment(self.align));
        let out = if self.span > 1 { out.grid_span(self.span) } else { out };
        let out = match self.turn {
            Turn::None => out,
            Turn::Up => out.text_direction(TextDirectionType::BtLr),
            // Without the V the characters would stand upright below one another.
            Turn::Down => out.text_direction(TextDirectionType::TbRlV),
        };
        self.bordered(merged(out, self.merge), sheet.table(self.style))
    }

    fn bordered(self, cell: TableCellProperty, style: &TableStyle) -> TableCellProperty {
        use TableCellBorderPosition::{Bottom, Top};
        let weight = |is_end| if is_end { style.outer } else { style.inner };
        match self.borders {
            Borders::All => cell,
            Borders::None => cell.set_borders(no_lines()),
            Borders::Bottom => cell.set_borders(no_lines().set(line(Bottom, style.inner))),
            Borders::Horizontal => {
                let (above, below) = (weight(self.ends.first), weight(self.ends.last));
                cell.set_borders(no_lines().set(line(Top, above)).set(line(Bottom, below)))
            }
        }
    }
}

fn line(position: TableCellBorderPosition, width: Length) -> TableCellBorder {
    TableCellBorder::new(position).size(measure::eighths(width)).color("000000")
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
