//! Tables of the markup: a `<table>` comes in, a `Table` whose columns fill the text block goes out.

use super::build::{Builder, split};
use super::columns::Columns;
use super::markup::{Element, Fault};
use crate::document::{
    Borders, Cell, CellKind, Keep, Merge, Paragraph, Row, StyleIndex, Table, Turn, VerticalAlign,
};
use crate::length::Length;

/// The most rows a `repeat` may make.
const MOST_REPEATS: usize = 200;

/// How many blank rows there are at least where a table fills its page.
const LEAST_BLANK: usize = 1;

/// The table, and the row of it that is to be repeated until the page is full.
pub(super) fn build(builder: &Builder<'_>, element: &Element<'_>) -> Result<(Table, Option<usize>), Fault> {
    let style = match element.attribute("style") {
        None => StyleIndex(0),
        Some(name) => builder.sheet.table_named(name).ok_or_else(|| Fault::UnknownStyle(name.to_owned()))?,
    };
    let mut columns = columns(element, builder.width)?;
    let header_rows = match element.attribute("header") {
        None => 0,
        Some(count) => count.parse().map_err(|_| element.wrong("header", "表头的行数"))?,
    };
    let padding = builder.sheet.table(style).padding_x * 2;
    let grid = Grid { columns: &columns.widths, padding };
    let mut rows = Vec::with_capacity(element.children.len());
    let mut filling = None;
    for (at, tr) in element.elements().enumerate() {
        if tr.name != "tr" {
            return Err(Fault::UnknownTag(tr.name.to_owned()));
        }
        let row = row(builder, tr, &grid)?;
        let cells = row.cells.iter().map(|cell| cell.span).sum();
        if cells != columns.widths.len() {
            return Err(Fault::Ragged { columns: columns.widths.len(), row: at + 1, cells });
        }
        let times = if tr.attribute("repeat") == Some("fill") {
            // Blank rows never stand on a page without the row before them.
            rows.iter_mut().skip(header_rows).last().into_iter().for_each(keep);
            filling = Some(rows.len());
            LEAST_BLANK
        } else {
            repeats(tr)?
        };
        rows.extend(std::iter::repeat_n(row, times));
    }
    columns.fit(&rows, builder.sheet, padding);
    Ok((Table { style, columns: columns.widths, header_rows, rows }, filling))
}

/// Keeps a row on the page on which what follows begins.
fn keep(row: &mut Row) {
    let paragraphs = row.cells.iter_mut().flat_map(|cell| &mut cell.paragraphs);
    paragraphs.for_each(|paragraph| paragraph.keep = Keep::WithNext);
}

fn repeats(tr: &Element<'_>) -> Result<usize, Fault> {
    match tr.attribute("repeat").map(str::parse) {
        None => Ok(1),
        Some(Ok(count)) if count <= MOST_REPEATS => Ok(count),
        Some(_) => Err(tr.wrong("repeat", "0 到 200 的行数，或 fill")),
    }
}

/// `14mm * 2* fit`: fixed widths, shares of what they leave, and columns as wide as their cells need.
fn columns(element: &Element<'_>, width: Length) -> Result<Columns, Fault> {
    let text = element.attribute("columns").unwrap_or_default();
    Columns::read(text, width)
        .ok_or_else(|| element.wrong("columns", "各列的宽度，如 14mm * fit 30mm，合计不超过版心宽"))
}

fn row(builder: &Builder<'_>, tr: &Element<'_>, grid: &Grid<'_>) -> Result<Row, Fault> {
    let height = match tr.attribute("height") {
        None => Length::ZERO,
        Some(text) => text.parse().map_err(|_| tr.wrong("height", "行高，如 11mm"))?,
    };
    let mut column = 0;
    let mut cells = Vec::with_capacity(tr.children.len());
    for td in tr.elements() {
        let cell = cell(builder, td, grid, column)?;
        column += cell.span;
        cells.push(cell);
    }
    Ok(Row { height, cells })
}

/// The columns of the table, and what its cells lose of them left and right.
struct Grid<'a> {
    columns: &'a [Length],
    padding: Length,
}

fn cell(builder: &Builder<'_>, td: &Element<'_>, grid: &Grid<'_>, column: usize) -> Result<Cell, Fault> {
    let default = match (td.name, td.attribute("align")) {
        ("th", None) => "表头",
        ("td", None | Some("left")) => "表格正文",
        ("td", Some("center")) => "表格居中",
        ("td" | "th", Some(_)) => return Err(td.wrong("align", "left、center")),
        _ => return Err(Fault::UnknownTag(td.name.to_owned())),
    };
    let style = builder.style(td, default)?;
    let kind = if td.name == "th" { CellKind::Header } else { CellKind::Data };
    let span = match td.attribute("span").map(str::parse) {
        None => 1,
        Some(Ok(span)) if (1..=64).contains(&span) => span,
        Some(_) => return Err(td.wrong("span", "占几列")),
    };
    let merge = match td.attribute("merge") {
        None => Merge::None,
        Some("top") => Merge::Top,
        Some("continued") => Merge::Continued,
        Some(_) => return Err(td.wrong("merge", "top、continued")),
    };
    let align = match td.attribute("valign") {
        None | Some("middle") => VerticalAlign::Middle,
        Some("top") => VerticalAlign::Top,
        Some("bottom") => VerticalAlign::Bottom,
        Some(_) => return Err(td.wrong("valign", "top、middle、bottom")),
    };
    let borders = match td.attribute("borders") {
        None | Some("all") => Borders::All,
        Some("none") => Borders::None,
        Some("bottom") => Borders::Bottom,
        Some(_) => return Err(td.wrong("borders", "all、none、bottom")),
    };
    let turn = match td.attribute("turn") {
        None => Turn::None,
        Some("up") => Turn::Up,
        Some("down") => Turn::Down,
        Some(_) => return Err(td.wrong("turn", "up、down")),
    };
    let room = grid.columns.iter().skip(column).take(span).copied().sum::<Length>() - grid.padding;
    let paragraphs = contents(builder, td, style, room)?;
    Ok(Cell { kind, span, merge, align, borders, turn, paragraphs })
}

/// The paragraphs of a cell: its `<p>`s, each in a style of its own, or what stands in it plainly.
fn contents(
    builder: &Builder<'_>,
    td: &Element<'_>,
    style: StyleIndex,
    room: Length,
) -> Result<Vec<Paragraph>, Fault> {
    let mut paragraphs = Vec::new();
    if td.elements().any(|element| element.name == "p") {
        for element in td.elements() {
            let own = match (element.name, element.attribute("style")) {
                ("p", None) => style,
                ("p", Some(name)) => builder.named(name)?,
                _ => return Err(Fault::UnknownTag(element.name.to_owned())),
            };
            let parts = split(builder.inlines(element)?);
            paragraphs.extend(parts.map(|inlines| Paragraph::new(own, inlines)));
        }
        return Ok(paragraphs);
    }
    let set = |inlines| match td.attribute("break") {
        Some("sense") => Paragraph::new(style, builder.broken_by_sense(style, inlines, room)),
        _ => Paragraph::new(style, inlines),
    };
    Ok(split(builder.inlines(td)?).map(set).collect())
}
