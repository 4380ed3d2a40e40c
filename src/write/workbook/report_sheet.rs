//! Plain tables: heads and rows come in, an .xlsx workbook to read, filter and print goes out.

use super::{Error, made, style};
use rust_xlsxwriter::{DocProperties, Workbook};
use style::Styles;

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
        let sheet = workbook.add_worksheet().set_name(table.name)?;
        sheet.set_freeze_panes(1, 0)?;
        for (column, head) in (0_u16..).zip(table.head) {
            sheet.write_with_format(0, column, *head, &styles.header)?;
        }
        let last = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
        for (row, cells) in (1_u32..).zip(table.rows) {
            for (column, cell) in (0_u16..).zip(cells) {
                match cell {
                    Cell::Text(text) => sheet.write(row, column, text.as_str())?,
                    Cell::Number(number) => {
                        sheet.write(row, column, u32::try_from(number).unwrap_or(u32::MAX))?
                    }
                };
            }
        }
        let columns = u16::try_from(table.head.len()).unwrap_or(1);
        sheet.autofilter(0, 0, last, columns.saturating_sub(1))?;
        sheet.autofit();
    }
    Ok(workbook.save_to_buffer()?)
}
