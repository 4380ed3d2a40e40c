//! Heights of rows: cells whose lines are set come in, how high each row is and which rows hang together goes out.

use super::{Set, line_above};
use crate::document::{Cell, Merge, Table, TableStyle};
use crate::length::Length;

/// How many rows are repeated: none, when they would take more than half of each page.
pub(super) fn header_rows(table: &Table, heights: &[Length], page: Length) -> usize {
    let count = table.header_rows.min(heights.len());
    let head: Length = heights[..count].iter().copied().sum();
    if head * 2 > page { 0 } else { count }
}

/// Notes for each cell how far down its merge goes.
pub(super) fn join(table: &Table, grid: &mut [Vec<Set>]) {
    for at in 0..grid.len() {
        for (index, cell) in table.rows[at].cells.iter().enumerate() {
            let last = last_row(table, grid, at, cell, grid[at][index].place.column);
            grid[at][index].last = last;
            grid[at][index].tied = cell.merge == Merge::Continued;
        }
    }
}

/// Whether there are cells that reach over more than a row.
pub(super) fn has_merges(grid: &[Vec<Set>]) -> bool {
    grid.iter().enumerate().any(|(at, cells)| cells.iter().any(|set| set.last != at))
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

/// Row heights: the least height, but never more than `most`, or what the line above and the cells need; a merged cell's
/// need falls on its last row.
pub(super) fn heights(table: &Table, grid: &[Vec<Set>], style: &TableStyle, most: Length) -> Vec<Length> {
    let mut heights: Vec<Length> = table.rows.iter().map(|row| row.height.min(most)).collect();
    for (at, cells) in grid.iter().enumerate() {
        for set in cells {
            let above: Length = heights[at..set.last].iter().copied().sum();
            let need = line_above(at, style) + set.height + style.padding_y * 2 - above;
            heights[set.last] = heights[set.last].max(need);
        }
    }
    heights
}

/// Merges that no page can hold are let go: each of their rows takes what lines it has room for, the last one the rest.
pub(super) fn loosen(table: &Table, grid: &mut [Vec<Set>], style: &TableStyle, most: Length) {
    let mut known = heights(table, grid, style, most);
    for at in 0..grid.len() {
        for index in 0..grid[at].len() {
            let Set { place, last, .. } = grid[at][index];
            let chain = || known[at..=chain_end(grid, at)].iter().copied().sum::<Length>();
            if last == at || chain() <= most {
                continue;
            }
            grid[at][index].last = at;
            let mut lines = std::mem::take(&mut grid[at][index].lines).into_iter().peekable();
            grid[at][index].height = Length::ZERO;
            let bare = heights(table, grid, style, most);
            for row in at..=last {
                let Some(set) = grid[row].iter_mut().find(|set| set.place.column == place.column) else {
                    continue;
                };
                let mut room = bare[row] - line_above(row, style) - style.padding_y * 2;
                let mut taken = Vec::new();
                while let Some(line) = lines.next_if(|line| row == last || line.before + line.height <= room)
                {
                    room = room - line.before - line.height;
                    taken.push(line);
                }
                set.tied = false;
                set.fill(taken);
            }
            known = heights(table, grid, style, most);
        }
    }
}

/// The last row that hangs together with a row through merges that overlap.
fn chain_end(grid: &[Vec<Set>], from: usize) -> usize {
    let (mut row, mut last) = (from, from);
    while row <= last {
        last = grid[row].iter().map(|set| set.last).fold(last, usize::max);
        row += 1;
    }
    last
}
