//! Tables: a table comes in, one item a row goes out.

mod height;
mod turn;

use super::flow::Rows;
use super::linebreak::Hanging;
use super::paragraph::Measure;
use super::shape::{Purpose, Setter};
use super::{Item, Joint, paragraph};
use crate::document::{
    Borders, Cell, Ink, Merge, Paragraph, Row, Sheet, Table, TableStyle, Turn, VerticalAlign,
};
use crate::length::Length;
use crate::page::Stroke;
use height::{has_merges, header_rows, join, loosen};
use std::borrow::Cow;
use turn::{Inside, turned};

/// Where a table is set: the width of the text block, and the height of a page's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    pub(super) width: Length,
    pub(super) height: Length,
}

/// The rows of a table; a table narrower than the text block stands in its middle.
///
/// A row that no page can hold is parted between its lines, as Word and LibreOffice do; so is a merge of rows.
pub(super) fn items(table: &Table, room: Room, setter: &mut Setter<'_, '_>) -> Rows {
    rows(table, &grid(table, room, setter), room, setter.sheet, setter.purpose)
}

/// The cells of a table, their lines set.
#[derive(Debug)]
pub(super) struct Grid(Vec<Vec<Set>>);

impl Grid {
    fn new(table: &Table, mut rows: Vec<Vec<Set>>) -> Self {
        join(table, &mut rows);
        Self(rows)
    }

    /// The grid of `table`, which is the same with a row repeated so many times more.
    pub(super) fn repeated(&self, table: &Table, row: usize, times: usize) -> Self {
        let mut rows = self.0.clone();
        if let Some(again) = self.0.get(row) {
            rows.splice(row..row, std::iter::repeat_n(again.clone(), times));
        }
        Self::new(table, rows)
    }
}

/// Sets the cells of a table.
pub(super) fn grid(table: &Table, room: Room, setter: &mut Setter<'_, '_>) -> Grid {
    let style = setter.sheet.table(table.style);
    let rows = table.rows.iter().map(|row| {
        let mut places = Places::new(&table.columns, room);
        let set = |cell: &Cell| {
            let place = places.next(cell);
            let measure = measure(cell, place, row.height, style);
            let mut lines = Vec::new();
            if cell.merge != Merge::Continued {
                lines.reserve_exact(cell.paragraphs.len());
                for content in &cell.paragraphs {
                    match paragraph::only_line(content, measure, setter) {
                        Some(line) => lines.push(line),
                        None => lines.extend(paragraph::lines_of(content, measure, setter)),
                    }
                }
            }
            set(cell, place, (measure, style), lines)
        };
        row.cells.iter().map(set).collect()
    });
    let rows = rows.collect();
    Grid::new(table, rows)
}

/// Sets the cells of a table as `fit` gives the lines of each of their paragraphs, which it may change.
pub(super) fn fitted(
    table: &mut Table,
    room: Room,
    setter: &mut Setter<'_, '_>,
    fit: fn(&mut Paragraph, Turn, Measure, &mut Setter<'_, '_>, &mut Vec<Item>),
) -> Grid {
    let style = setter.sheet.table(table.style);
    let columns = &table.columns;
    let rows = table.rows.iter_mut().map(|row| {
        let mut places = Places::new(columns, room);
        let set = |cell: &mut Cell| {
            let place = places.next(cell);
            let measure = measure(cell, place, row.height, style);
            let mut lines = Vec::with_capacity(cell.paragraphs.len());
            for content in &mut cell.paragraphs {
                fit(content, cell.turn, measure, setter, &mut lines);
            }
            if cell.merge == Merge::Continued {
                lines.clear();
            }
            set(cell, place, (measure, style), lines)
        };
        row.cells.iter_mut().map(set).collect()
    });
    let rows = rows.collect();
    Grid::new(table, rows)
}

/// The rows of a table whose cells are set.
pub(super) fn rows(table: &Table, grid: &Grid, room: Room, sheet: &Sheet, purpose: Purpose) -> Rows {
    let style = sheet.table(table.style);
    let mut grid = Cow::Borrowed(&grid.0);
    let mut heights = height::heights(table, &grid, style, room.height);
    let header_rows = header_rows(table, &heights, room.height);
    let head: Length = heights[..header_rows].iter().copied().sum();
    // The line below a table is its last row's, and reaches below the page's foot.
    let most = room.height - head - style.outer;
    if has_merges(&grid) || heights.iter().any(|height| *height > most) {
        loosen(table, grid.to_mut(), style, most);
        heights = height::heights(table, &grid, style, most);
    }
    let page = Page { table, style, sheet, purpose, grid: &grid, heights: &heights };
    let rows = (0..grid.len()).map(|at| {
        let most = if at < header_rows { room.height } else { most };
        if heights[at] > most { page.parts(at) } else { vec![page.row(at)] }
    });
    Rows { items: rows.collect(), header_rows }
}

/// Where the cells of a row stand, one after the other.
struct Places<'t> {
    columns: &'t [Length],
    x: Length,
    column: usize,
}

impl<'t> Places<'t> {
    fn new(columns: &'t [Length], room: Room) -> Self {
        let total: Length = columns.iter().copied().sum();
        Self { columns, x: (room.width - total).max(Length::ZERO) / 2, column: 0 }
    }

    fn next(&mut self, cell: &Cell) -> Place {
        let Self { x, column, .. } = *self;
        let span = self.columns.iter().skip(column).take(cell.span.max(1));
        let width = span.copied().sum();
        self.column += cell.span.max(1);
        self.x += width;
        Place { x, width, column }
    }
}

/// Where a cell stands in its row.
#[derive(Clone, Copy, Debug)]
struct Place {
    x: Length,
    width: Length,
    column: usize,
}

/// A cell whose lines are set.
#[derive(Clone, Debug)]
struct Set {
    place: Place,
    lines: Vec<Item>,
    height: Length,
    /// The last row its content may fill.
    last: usize,
    /// Whether it hangs on the cell above.
    tied: bool,
}

impl Set {
    fn fill(&mut self, lines: Vec<Item>) {
        self.height = lines.iter().map(|line| line.before + line.height).sum();
        self.lines = lines;
    }
}

/// The measure of a cell's lines; those of a turned one run along its row's height.
fn measure(cell: &Cell, place: Place, height: Length, style: &TableStyle) -> Measure {
    let across = inner_width(place, style);
    let along = height - style.padding_y * 2 - style.outer;
    Measure { width: if cell.turn == Turn::None { across } else { along }, hanging: Hanging::Refused }
}

fn inner_width(place: Place, style: &TableStyle) -> Length {
    place.width - style.padding_x * 2
}

fn set(cell: &Cell, place: Place, (measure, style): (Measure, &TableStyle), mut lines: Vec<Item>) -> Set {
    if cell.turn != Turn::None {
        let (width, length) = (inner_width(place, style), measure.width);
        lines = vec![turned(lines, Inside { width, length, turn: cell.turn, align: cell.align })];
    }
    let mut set = Set { place, lines: Vec::new(), height: Length::ZERO, last: 0, tied: false };
    set.fill(lines);
    set
}

/// The line above a row, which the row owns; the last row owns the line below it too.
fn line_above(at: usize, style: &TableStyle) -> Length {
    if at == 0 { style.outer } else { style.inner }
}

/// Whether what comes after a row must begin on the row's page: all its paragraphs say so, as Word has it.
pub(super) fn keeps_next(row: &Row, sheet: &Sheet) -> bool {
    let mut paragraphs = row.cells.iter().flat_map(|cell| &cell.paragraphs).peekable();
    paragraphs.peek().is_some() && paragraphs.all(|content| paragraph::keeps_next(content, sheet))
}

/// Whether what comes after a table must begin on the page on which it ends.
pub(super) fn ends_kept(table: &Table, sheet: &Sheet) -> bool {
    table.rows.last().is_some_and(|row| keeps_next(row, sheet))
}

/// A table all of whose measures are known.
struct Page<'a> {
    table: &'a Table,
    style: &'a TableStyle,
    sheet: &'a Sheet,
    purpose: Purpose,
    grid: &'a [Vec<Set>],
    heights: &'a [Length],
}

impl Page<'_> {
    /// A row in one piece.
    fn row(&self, at: usize) -> Item {
        let is_last = at + 1 == self.grid.len();
        let below = if is_last { self.style.outer } else { Length::ZERO };
        let mut item = Item { height: self.heights[at] + below, ..Item::default() };
        let top = line_above(at, self.style);
        let is_kept = at.checked_sub(1).is_some_and(|above| keeps_next(&self.table.rows[above], self.sheet));
        if self.grid[at].iter().any(|set| set.tied) {
            item.joint = Joint::Tied;
        } else if is_kept {
            item.joint = Joint::Closed;
        }
        if self.purpose == Purpose::Measures {
            return item;
        }
        for (cell, set) in self.table.rows[at].cells.iter().zip(&self.grid[at]) {
            let room: Length = self.heights[at..=set.last].iter().copied().sum();
            let slack = room - top - set.height;
            let mut y = top
                + match cell.align {
                    VerticalAlign::Top => self.style.padding_y,
                    VerticalAlign::Middle => slack / 2,
                    VerticalAlign::Bottom => slack - self.style.padding_y,
                };
            for line in &set.lines {
                y += line.before;
                self.place(&mut item, line, set, y);
                y += line.height;
            }
            self.edges(&mut item, Part { at, is_first: true, is_last: true }, cell, set.place);
        }
        tidy(&mut item.strokes);
        item
    }

    /// A row that no page can hold: an item for the first lines of its cells, one for the second, and so on.
    fn parts(&self, at: usize) -> Vec<Item> {
        let cells = &self.grid[at];
        let count = cells.iter().map(|set| set.lines.len()).max().unwrap_or(0).max(1);
        (0..count).map(|nth| self.part(at, nth, count)).collect()
    }

    fn part(&self, at: usize, nth: usize, count: usize) -> Item {
        let part = Part { at, is_first: nth == 0, is_last: nth + 1 == count };
        let lines = || self.grid[at].iter().filter_map(|set| Some((set, set.lines.get(nth)?)));
        let tallest = lines().map(|(_, line)| line.before + line.height).max().unwrap_or_default();
        let top =
            if part.is_first { line_above(at, self.style) + self.style.padding_y } else { Length::ZERO };
        let mut item = Item { height: top + tallest, ..Item::default() };
        if part.is_last {
            let is_end = at + 1 == self.grid.len();
            item.height += self.style.padding_y + if is_end { self.style.outer } else { Length::ZERO };
        }
        if self.purpose == Purpose::Measures {
            return item;
        }
        for (set, line) in lines() {
            self.place(&mut item, line, set, top + line.before);
        }
        for (cell, set) in self.table.rows[at].cells.iter().zip(&self.grid[at]) {
            self.edges(&mut item, part, cell, set.place);
        }
        tidy(&mut item.strokes);
        item
    }

    /// Puts a line of a cell into its row's item.
    fn place(&self, item: &mut Item, line: &Item, set: &Set, y: Length) {
        let x = set.place.x + self.style.padding_x;
        for run in &line.runs {
            let mut run = run.clone();
            run.shift(x, y);
            item.runs.push(run);
        }
        let strokes = line.strokes.iter();
        item.strokes.extend(strokes.map(|stroke| Stroke { x: stroke.x + x, y: stroke.y + y, ..*stroke }));
    }

    /// The lines around a cell: horizontal ones lie below the row's edge, vertical ones are centred on the column's.
    fn edges(&self, item: &mut Item, part: Part, cell: &Cell, place: Place) {
        let Self { table, style, .. } = *self;
        let ends_table = part.at + 1 == table.rows.len() && part.is_last;
        let height = if ends_table { item.height - style.outer } else { item.height };
        // Lines that meet upright ones reach over their corners.
        let reach = if cell.borders == Borders::All { style.outer / 2 } else { Length::ZERO };
        let horizontal = |y: Length, height: Length| {
            let (x, width) = (place.x - reach, place.width + reach * 2);
            Stroke { x, y, width, height, ink: Ink::BLACK }
        };
        match cell.borders {
            Borders::None => return,
            Borders::Bottom => {
                let lines = if part.is_last { &mut item.strokes } else { &mut item.foot };
                lines.push(horizontal(height, style.inner));
                return;
            }
            Borders::All | Borders::Horizontal => {
                let above = horizontal(Length::ZERO, line_above(part.at, style));
                let below = horizontal(height, if ends_table { style.outer } else { style.inner });
                let opens = part.is_first && cell.merge != Merge::Continued;
                let closes = ends_table || part.is_last && !continues_below(table, part.at, place.column);
                if opens { &mut item.strokes } else { &mut item.head }.push(above);
                if closes { &mut item.strokes } else { &mut item.foot }.push(below);
            }
        }
        if cell.borders == Borders::Horizontal {
            return;
        }
        let last_column = place.column + cell.span.max(1) >= table.columns.len();
        let mut vertical = |x: Length, weight: Length| {
            let (x, width) = (x - weight / 2, weight);
            item.strokes.push(Stroke { x, y: Length::ZERO, width, height, ink: Ink::BLACK });
        };
        vertical(place.x, if place.column == 0 { style.outer } else { style.inner });
        vertical(place.x + place.width, if last_column { style.outer } else { style.inner });
    }
}

/// A row, or a part of one.
#[derive(Clone, Copy)]
struct Part {
    at: usize,
    is_first: bool,
    is_last: bool,
}

fn tidy(strokes: &mut Vec<Stroke>) {
    strokes.sort_by_key(|stroke| (stroke.y, stroke.x, stroke.width, stroke.height));
    strokes.dedup();
}

/// Whether the cell below a row's at a column is merged into the one above.
fn continues_below(table: &Table, at: usize, column: usize) -> bool {
    table.rows.get(at + 1).is_some_and(|next| continues(next, column))
}

/// Whether a row's cell at a column is merged into the one above.
fn continues(row: &Row, column: usize) -> bool {
    let mut at = 0;
    for cell in &row.cells {
        if at == column {
            return cell.merge == Merge::Continued;
        }
        at += cell.span.max(1);
    }
    false
}
