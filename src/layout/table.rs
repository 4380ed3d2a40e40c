//! Tables: a table comes in, one item a row goes out.

use super::flow::Rows;
use super::linebreak::Hanging;
use super::paragraph::Measure;
use super::shape::Setter;
use super::{Item, Joint, paragraph};
use crate::document::{Borders, Cell, Ink, Merge, Row, Sheet, Table, TableStyle, VerticalAlign};
use crate::length::Length;
use crate::page::Stroke;

/// The rows of a table in a column `width` wide; a narrower table stands in its middle.
pub(super) fn items(table: &Table, width: Length, setter: &mut Setter<'_, '_>) -> Rows {
    let style = setter.sheet.table(table.style);
    let total: Length = table.columns.iter().copied().sum();
    let left = (width - total).max(Length::ZERO) / 2;
    let mut grid = Vec::new();
    for row in &table.rows {
        let mut column = 0;
        let mut x = left;
        let cells: Vec<Set> = row
            .cells
            .iter()
            .map(|cell| {
                let span = table.columns.iter().skip(column).take(cell.span.max(1));
                let width = span.copied().sum();
                let set = set(cell, Place { x, width, column }, style, setter);
                column += cell.span.max(1);
                x += width;
                set
            })
            .collect();
        grid.push(cells);
    }
    let heights = heights(table, &grid, style);
    let count = grid.len();
    let items = (0..count).map(|at| row_item(table, &grid, &heights, at, setter.sheet)).collect();
    Rows { items, header_rows: table.header_rows.min(count) }
}

/// Where a cell stands in its row.
#[derive(Clone, Copy)]
struct Place {
    x: Length,
    width: Length,
    column: usize,
}

/// A cell whose lines are set.
struct Set {
    place: Place,
    lines: Vec<Item>,
    height: Length,
}

fn set(cell: &Cell, place: Place, style: &TableStyle, setter: &mut Setter<'_, '_>) -> Set {
    let mut lines = Vec::new();
    if cell.merge != Merge::Continued {
        let measure = Measure { width: place.width - style.padding_x * 2, hanging: Hanging::Refused };
        for content in &cell.paragraphs {
            lines.extend(paragraph::items(content, measure, setter));
        }
    }
    let height = lines.iter().map(|line| line.before + line.height).sum();
    Set { place, lines, height }
}

/// The line above a row, which the row owns; the last row owns the line below it too.
fn line_above(at: usize, style: &TableStyle) -> Length {
    if at == 0 { style.outer } else { style.inner }
}

/// Row heights: the least height, or what the line above and the cells need; a merged cell's need falls on its last row.
fn heights(table: &Table, grid: &[Vec<Set>], style: &TableStyle) -> Vec<Length> {
    let mut heights: Vec<Length> = table.rows.iter().map(|row| row.height).collect();
    for (at, cells) in grid.iter().enumerate() {
        for (cell, set) in table.rows[at].cells.iter().zip(cells) {
            let last = last_row(table, grid, at, cell, set.place.column);
            let above: Length = heights[at..last].iter().copied().sum();
            let need = line_above(at, style) + set.height + style.padding_y * 2 - above;
            heights[last] = heights[last].max(need);
        }
    }
    heights
}

/// The last row of the merge that begins at a cell.
fn last_row(table: &Table, grid: &[Vec<Set>], at: usize, cell: &Cell, column: usize) -> usize {
    if cell.merge != Merge::Top {
        return at;
    }
    let continued = |row: usize| {
        let mut cells = table.rows[row].cells.iter().zip(&grid[row]);
        cells.any(|(cell, set)| cell.merge == Merge::Continued && set.place.column == column)
    };
    (at + 1..grid.len()).take_while(|row| continued(*row)).last().unwrap_or(at)
}

/// Whether what comes after a row must begin on the row's page: all its paragraphs say so, as Word has it.
pub(super) fn keeps_next(row: &Row, sheet: &Sheet) -> bool {
    let mut paragraphs = row.cells.iter().flat_map(|cell| &cell.paragraphs).peekable();
    paragraphs.peek().is_some() && paragraphs.all(|content| paragraph::keeps_next(content, sheet))
}

fn row_item(table: &Table, grid: &[Vec<Set>], heights: &[Length], at: usize, sheet: &Sheet) -> Item {
    let style = sheet.table(table.style);
    let is_last = at + 1 == grid.len();
    let below = if is_last { style.outer } else { Length::ZERO };
    let mut item = Item { height: heights[at] + below, ..Item::default() };
    let line = line_above(at, style);
    let is_merged = table.rows[at].cells.iter().any(|cell| cell.merge == Merge::Continued);
    let is_kept = at.checked_sub(1).is_some_and(|above| keeps_next(&table.rows[above], sheet));
    if is_merged || is_kept {
        item.joint = Joint::Closed;
    }
    for (cell, set) in table.rows[at].cells.iter().zip(&grid[at]) {
        let last = last_row(table, grid, at, cell, set.place.column);
        let room: Length = heights[at..=last].iter().copied().sum();
        let slack = room - line - set.height;
        let mut y = line
            + match cell.align {
                VerticalAlign::Top => style.padding_y,
                VerticalAlign::Middle => slack / 2,
                VerticalAlign::Bottom => slack - style.padding_y,
            };
        for line in &set.lines {
            y += line.before;
            for run in &line.runs {
                let mut run = run.clone();
                run.baseline += y;
                run.glyphs.iter_mut().for_each(|glyph| glyph.x += set.place.x + style.padding_x);
                item.runs.push(run);
            }
            let x = set.place.x + style.padding_x;
            let strokes = line.strokes.iter();
            item.strokes.extend(strokes.map(|stroke| Stroke { x: stroke.x + x, y: stroke.y + y, ..*stroke }));
            y += line.height;
        }
        edges(&mut item, table, at, cell, set.place, style);
    }
    item.strokes.sort_by_key(|stroke| (stroke.y, stroke.x, stroke.width, stroke.height));
    item.strokes.dedup();
    item
}

/// The lines around a cell: horizontal ones lie below the row's edge, vertical ones are centred on the column's.
fn edges(item: &mut Item, table: &Table, at: usize, cell: &Cell, place: Place, style: &TableStyle) {
    let is_last = at + 1 == table.rows.len();
    let height = if is_last { item.height - style.outer } else { item.height };
    let mut horizontal = |y: Length, weight: Length| {
        // Lines that meet upright ones reach over their corners.
        let reach = if cell.borders == Borders::All { style.outer / 2 } else { Length::ZERO };
        item.strokes.push(Stroke {
            x: place.x - reach,
            y,
            width: place.width + reach * 2,
            height: weight,
            ink: Ink::BLACK,
        });
    };
    match cell.borders {
        Borders::None => return,
        Borders::Bottom => {
            horizontal(height, style.inner);
            return;
        }
        Borders::All | Borders::Horizontal => {
            if cell.merge != Merge::Continued {
                horizontal(Length::ZERO, line_above(at, style));
            }
            if is_last {
                horizontal(height, style.outer);
            } else if is_page_end_safe(table, at, place.column) {
                horizontal(height, style.inner);
            }
        }
    }
    if cell.borders == Borders::Horizontal {
        return;
    }
    let last_column = place.column + cell.span.max(1) >= table.columns.len();
    let mut vertical = |x: Length, weight: Length| {
        item.strokes.push(Stroke {
            x: x - weight / 2,
            y: Length::ZERO,
            width: weight,
            height,
            ink: Ink::BLACK,
        });
    };
    vertical(place.x, if place.column == 0 { style.outer } else { style.inner });
    vertical(place.x + place.width, if last_column { style.outer } else { style.inner });
}

/// Whether the line below a cell may be drawn with it, so that a table cut by a page end is closed.
fn is_page_end_safe(table: &Table, at: usize, column: usize) -> bool {
    table.rows.get(at + 1).is_none_or(|next| !continues(next, column))
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
