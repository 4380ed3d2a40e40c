//! Quotes: a source and a place in it come in; the line, or the row of the sheet, with a mark below what is meant goes out.

use super::super::{Cell, Location, Source};
use super::width::{columns, cut, picture};

/// A line of the source and the mark below it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Quote {
    /// The line's number, as the user counts; a paragraph of a Word file has none.
    pub(super) number: Option<u32>,
    /// What stands there.
    pub(super) text: String,
    /// The columns of a terminal before the mark.
    pub(super) before: usize,
    /// The columns of a terminal that are marked, at least one.
    pub(super) marked: usize,
}

/// Columns of a terminal that a quoted line may take.
const WIDEST: usize = 96;

/// Columns that a cell of a row may take, unless it is the one that is meant.
const CELL: usize = 20;

/// What stands between the cells of a row.
const BETWEEN: &str = " | ";

/// The quote of a place; nothing for a place that is no line and no cell, or that is not there.
pub(super) fn quote(source: &Source, location: &Location) -> Option<Quote> {
    match (source, location) {
        (Source::Text(text), Location::Text { line, column }) => of_text(text, *line, *column),
        (Source::Rows(rows), Location::Cell(sheet, cell)) => {
            of_row(rows.get(&(sheet.clone(), cell.row))?, *cell)
        }
        _ => None,
    }
}

/// The quote of a paragraph, from a character of it on.
pub(super) fn of_passage(text: &str, at: u32) -> Option<Quote> {
    let quote = of_text(text, 1, at.saturating_add(1))?;
    Some(Quote { number: None, ..quote })
}

fn of_text(text: &str, line: u32, column: u32) -> Option<Quote> {
    let index = usize::try_from(line).ok()?.checked_sub(1)?;
    let column = usize::try_from(column).ok()?.checked_sub(1)?;
    let typed: Vec<char> = line_at(text, index)?.chars().map(picture).collect();
    let typed = typed.strip_prefix(&['\u{FEFF}'][..]).unwrap_or(&typed);
    let column = column.min(typed.len());
    let token = token(typed.get(column..).unwrap_or_default());
    let before = columns(typed.iter().take(column));
    if columns(typed) <= WIDEST || before < WIDEST / 2 {
        let (text, marked) = (cut(typed, WIDEST), columns(token).min(WIDEST.saturating_sub(before)));
        return Some(Quote { number: Some(line), text, before, marked: marked.max(1) });
    }
    let rest = cut(typed.get(column..).unwrap_or_default(), WIDEST);
    let marked = columns(token).clamp(1, WIDEST);
    Some(Quote { number: Some(line), text: format!("…{rest}"), before: 1, marked })
}

/// The line of this number, from 0.
fn line_at(text: &str, index: usize) -> Option<&str> {
    let mut before = 0;
    let mut start = 0;
    // Whole pieces before the line are counted through: a source is quoted for each of its problems.
    for piece in text.as_bytes().chunks(usize::from(u8::MAX)) {
        let ends = piece.iter().fold(0_u8, |count, byte| count.wrapping_add(u8::from(*byte == b'\n')));
        if before + usize::from(ends) >= index {
            break;
        }
        before += usize::from(ends);
        start += piece.len();
    }
    let ends = text.as_bytes().iter().enumerate().skip(start).filter(|(_, byte)| **byte == b'\n');
    let at = if index == before { start } else { ends.map(|(at, _)| at + 1).nth(index - before - 1)? };
    text.get(at..)?.lines().next()
}

/// The key or the value that begins here: up to a comma, a closing bracket, a colon or a remark.
fn token(rest: &[char]) -> &[char] {
    let quoted = rest.first().filter(|c| matches!(c, '"' | '\''));
    let end = match quoted {
        Some(mark) => rest.iter().skip(1).position(|c| c == mark).map(|at| at + 2),
        None => rest.iter().enumerate().position(|(at, c)| {
            let next = rest.get(at + 1);
            match c {
                ',' | ']' | '}' => true,
                ':' => next.is_none_or(|next| *next == ' '),
                '#' => at > 0 && rest.get(at - 1) == Some(&' '),
                _ => false,
            }
        }),
    };
    let mut token = rest.get(..end.unwrap_or(rest.len())).unwrap_or(rest);
    while let [start @ .., last] = token
        && last.is_whitespace()
    {
        token = start;
    }
    token
}

fn of_row(cells: &[String], cell: Cell) -> Option<Quote> {
    let meant = usize::try_from(cell.column).ok()?;
    let shown = |at: usize| -> Vec<char> {
        cells.get(at).map(|text| text.chars().map(picture).collect()).unwrap_or_default()
    };
    // From the right: as many cells before the one that is meant as there is room for.
    let own = cut(&shown(meant), WIDEST / 2);
    let marked = columns(&own.chars().collect::<Vec<_>>()).max(2);
    let mut left: Vec<String> = Vec::new();
    let mut room = WIDEST.saturating_sub(marked);
    let mut is_whole = true;
    for at in (0..meant).rev() {
        let text = cut(&shown(at), CELL);
        let wide = columns(&text.chars().collect::<Vec<_>>()) + BETWEEN.len();
        if wide > room {
            is_whole = false;
            break;
        }
        room -= wide;
        left.push(text);
    }
    left.reverse();
    let mut text = if is_whole { String::new() } else { "…".to_owned() };
    for cell in left {
        text += &cell;
        text += BETWEEN;
    }
    let before = columns(&text.chars().collect::<Vec<_>>());
    text += &own;
    let mut after: String = " ".repeat(marked.saturating_sub(columns(&own.chars().collect::<Vec<_>>())));
    for at in meant + 1..cells.len() {
        after += BETWEEN;
        after += &cut(&shown(at), CELL);
    }
    text += &cut(&after.chars().collect::<Vec<_>>(), room);
    Some(Quote { number: Some(cell.row.saturating_add(1)), text, before, marked })
}
