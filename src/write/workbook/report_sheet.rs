//! Plain tables: heads and rows come in, an .xlsx workbook to read, filter and print goes out.

use super::{Error, made, style};
use rust_xlsxwriter::{DocProperties, Workbook};
use style::{Paper, Styles};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A text.
    Text(String),
    /// A count.
    Number(usize),
}

/// A table on a sheet of its own.
#[derive(Clone, Debug)]
pub struct Table {
    /// The sheet's name.
    pub name: &'static str,
    /// The heads of its columns.
    pub head: &'static [&'static str],
    /// Its rows, as wide as the head.
    pub rows: Vec<Vec<Cell>>,
}

/// Writes tables, each when it comes, so that one at a time is kept; the same tables give the same bytes.
pub fn table_book(title: &str, tables: impl IntoIterator<Item = Table>) -> Result<Vec<u8>, Error> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&made()));
    let styles = Styles::new();
    workbook.set_default_format(&styles.plain, style::ROW_PIXELS, style::COLUMN_PIXELS)?;
    for table in tables {
        let mut sheet = style::sheet(table.name, Paper::Landscape, 0)?;
        sheet.set_screen_gridlines(true);
        sheet.set_print_gridlines(true);
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_repeat_rows(0, 0)?;
        for (column, width) in (0_u16..).zip(widths(&table)) {
            sheet.set_column_width(column, u32::try_from(width).unwrap_or(u32::MAX))?;
        }
        for (column, head) in (0_u16..).zip(table.head) {
            sheet.write_with_format(0, column, *head, &styles.header)?;
        }
        let last = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
        for (row, cells) in (1_u32..).zip(table.rows) {
            let lines = cells.iter().map(lines).max().unwrap_or(1);
            if lines > 1 {
                sheet.set_row_height_pixels(row, LINE_PIXELS.saturating_mul(lines))?;
            }
            for (column, cell) in (0_u16..).zip(cells) {
                match cell {
                    Cell::Text(text) if is_broken(&text) => {
                        sheet.write_with_format(row, column, text.as_str(), &styles.text)?
                    }
                    Cell::Text(text) => sheet.write(row, column, text.as_str())?,
                    Cell::Number(number) => {
                        sheet.write(row, column, u32::try_from(number).unwrap_or(u32::MAX))?
                    }
                };
            }
        }
        let columns = u16::try_from(table.head.len()).unwrap_or(1);
        sheet.autofilter(0, 0, last, columns.saturating_sub(1))?;
        workbook.push_worksheet(sheet);
    }
    Ok(workbook.save_to_buffer()?)
}

/// What is wider, in digits, is broken into lines.
const WIDEST: usize = 48;

/// The height of a line of such a text, in pixels: faces that stand in for 宋体 are higher.
const LINE_PIXELS: u32 = 21;

/// Whether a text is broken into lines; paths and digests stay whole.
fn is_broken(text: &str) -> bool {
    !text.is_ascii() && width(text) > WIDEST
}

fn lines(cell: &Cell) -> u32 {
    match cell {
        // A line may end before its column does.
        Cell::Text(text) if is_broken(text) => {
            u32::try_from(width(text).div_ceil(WIDEST - 2)).unwrap_or(1).min(20)
        }
        _ => 1,
    }
}

/// The width of each column's widest text, in digits; a head has a button beside it.
fn widths(table: &Table) -> Vec<usize> {
    let mut widths: Vec<usize> = table.head.iter().map(|head| width(head) + 3).collect();
    for row in &table.rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            if let Cell::Text(text) = cell {
                *widest = (*widest).max(if is_broken(text) { WIDEST } else { width(text) + 1 });
            }
        }
    }
    widths
}

/// A Chinese character is as wide as two digits.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}
