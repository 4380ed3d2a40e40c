//! The workbook: a located tree, perhaps an almost empty one, comes in; an .xlsx form that says the same goes out.
//!
//! One layout for blank and for filled forms: what the tree holds stands in its cells, as typed; a table that holds
//! nothing shows an example row, which the loader passes over. The same tree gives the same bytes.

mod cell;
mod form_sheet;
mod guide_sheet;
mod ledger;
mod month;
mod record_sheet;
mod report_sheet;
mod style;
mod table_sheet;

pub use ledger::ledger;
pub use month::{register, statistics};
pub use report_sheet::{Cell, Table, table_book};

use crate::form::{Hints, Needs, tables};
use crate::spec::Spec;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use style::Styles;

/// The workbook could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A text is longer than a cell may be.
    #[error("有一项内容太长：Excel 的一格最多放 32767 个字")]
    TooLong,
    /// More rows than a sheet is read to.
    #[error("「{0}」的行数太多，一张表放不下")]
    TooMany(&'static str),
    /// Our own fault.
    #[error("工作簿写不出来：{0}")]
    Xlsx(XlsxError),
}

impl From<XlsxError> for Error {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::MaxStringLengthExceeded => Self::TooLong,
            other => Self::Xlsx(other),
        }
    }
}

/// The rows that are read of a sheet.
const MOST_ROWS: u32 = 20_000;

/// Writes a spec as a form; `needs` say which cells are marked as required, `hints` what stands beside the cells.
pub fn write(spec: &Spec, needs: &Needs, hints: &Hints) -> Result<Vec<u8>, Error> {
    let mut workbook = Workbook::new();
    // A fixed date: the same spec gives the same bytes.
    let properties = DocProperties::new().set_title("会议登记表").set_creation_datetime(&made());
    workbook.set_properties(&properties);
    let styles = Styles::new();
    workbook.set_default_format(&styles.plain, style::ROW_PIXELS, style::COLUMN_PIXELS)?;
    let filled = spec.root.entries().iter().any(|entry| entry.field.key != "会议" && !entry.node.is_empty());
    let mut sheets = vec![guide_sheet::sheet(&styles)?];
    sheets.push(form_sheet::sheet(&spec.root, (needs, hints), &styles)?);
    for table in tables() {
        if table.path.first().is_some_and(|top| ["任务", "归档"].contains(&top.key))
            && sheets.iter().all(|s| s.name() != "记录")
        {
            sheets.push(record_sheet::sheet(&spec.root, &styles)?);
        }
        sheets.push(table_sheet::sheet(&table, &spec.root, (needs, hints), &styles)?);
    }
    let first = usize::from(filled);
    for (at, mut sheet) in sheets.into_iter().enumerate() {
        sheet.set_active(at == first);
        workbook.push_worksheet(sheet);
    }
    Ok(workbook.save_to_buffer()?)
}

pub(super) fn made() -> ExcelDateTime {
    ExcelDateTime::from_ymd(2026, 1, 1).unwrap_or_default()
}
