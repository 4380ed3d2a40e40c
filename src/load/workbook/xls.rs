//! The old workbook: the bytes of an .xls file (BIFF8) come in, its sheets with the cells that hold something go out.
//!
//! Record by record, under the caps of every workbook: what the file declares about its sizes is never believed.

mod strings;

use super::cells::{Budget, Content, Sheet, number_format_is_date, text_content};
use super::package::{broken, too_large};
use crate::date::Epoch;
use crate::load::Fault;
use std::io::{Cursor, Read};
use strings::{Segments, unicode};

const MOST_BYTES: u64 = 32 << 20;
const MOST_SHEETS: usize = 100;
const MOST_MERGES: usize = 1_000;

/// Reads all sheets, in the workbook's order.
pub(super) fn read(bytes: &[u8]) -> Result<(Vec<Sheet>, Epoch), Fault> {
    let stream = stream(bytes)?;
    let book = Book::of(&stream)?;
    let mut budget = Budget::new();
    let mut sheets = Vec::new();
    for (at, hidden, name) in &book.sheets {
        let mut sheet = Sheet::new(name.clone(), *hidden);
        if !hidden {
            book.read(stream.get(*at..).unwrap_or_default(), &mut sheet, &mut budget)?;
        }
        sheets.push(sheet);
    }
    Ok((sheets, book.epoch))
}

/// The stream with the workbook's records ([MS-XLS] 2.1.2).
fn stream(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let damaged = |_| damaged();
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
    if file.exists("/EncryptedPackage") {
        return Err(locked());
    }
    if !file.exists("/Workbook") {
        let help = "请在 Excel 或 WPS 中打开它，选「另存为」，保存类型选「Excel 工作簿（*.xlsx）」";
        let found =
            if file.exists("/Book") { "Excel 95 或更早的格式" } else { "不是 Excel 工作簿" };
        return Err(broken(&format!("这个 .xls 文件是{found}，无法读取"), help));
    }
    let mut stream = Vec::new();
    let source = file.open_stream("/Workbook").map_err(damaged)?;
    source.take(MOST_BYTES + 1).read_to_end(&mut stream).map_err(damaged)?;
    if u64::try_from(stream.len()).is_ok_and(|length| length > MOST_BYTES) {
        return Err(too_large("工作簿的内容超过了 32 MB 的上限"));
    }
    Ok(stream)
}

fn damaged() -> Fault {
    broken(
        "工作簿不完整或已损坏，无法读取",
        "文件可能没有下载完或复制完；请重新取得，或在 Excel 中打开修复后另存",
    )
}

fn locked() -> Fault {
    broken("工作簿设有打开密码，无法读取", "请在 Excel 或 WPS 中取消打开密码，保存后再试")
}

/// The records of a stream: type and data. A broken one ends them.
fn records(mut rest: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(rest, 0)?, u16_at(rest, 2)?);
        let data = rest.get(4..4 + usize::from(length))?;
        rest = rest.get(4 + usize::from(length)..)?;
        Some((kind, data))
    })
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..at + 4)?.try_into().ok()?))
}

fn f64_at(data: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(data.get(at..at + 8)?.try_into().ok()?))
}

/// An `RkNumber`: thirty bits of a number, whole or not, perhaps a hundredth ([MS-XLS] 2.5.217).
fn rk(bits: u32) -> f64 {
    let value = if bits & 2 == 0 {
        f64::from_bits(u64::from(bits & !3) << 32)
    } else {
        f64::from(bits.cast_signed() >> 2)
    };
    if bits & 1 == 0 { value } else { value / 100.0 }
}

/// What the globals of a workbook say.
struct Book {
    epoch: Epoch,
    /// Where each sheet begins, whether it is hidden, and its name.
    sheets: Vec<(usize, bool, String)>,
    strings: Vec<String>,
    /// By number of the cell format: whether it shows a date.
    dates: Vec<bool>,
}

impl Book {
    fn of(stream: &[u8]) -> Result<Self, Fault> {
        let mut book =
            Self { epoch: Epoch::Y1900, sheets: Vec::new(), strings: Vec::new(), dates: Vec::new() };
        let mut formats: Vec<(u16, String)> = Vec::new();
        let mut cell_formats: Vec<u16> = Vec::new();
        let mut shared: Vec<&[u8]> = Vec::new();
        let mut is_shared = false;
        let mut is_begun = false;
        for (kind, data) in records(stream) {
            match kind {
                0x0809 => is_begun |= u16_at(data, 0) == Some(0x0600),
                0x002F => return Err(locked()),
                0x0022 if u16_at(data, 0) == Some(1) => book.epoch = Epoch::Y1904,
                0x0085 if book.sheets.len() < MOST_SHEETS => book.sheets.extend(bound_sheet(data)),
                0x041E => formats.extend(u16_at(data, 0).zip(unicode(data.get(2..).unwrap_or_default()))),
                0x00E0 => cell_formats.extend(u16_at(data, 2)),
                0x00FC => shared.push(data),
                0x003C if is_shared => shared.push(data),
                0x000A => break,
                _ => {}
            }
            is_shared = kind == 0x00FC || (is_shared && kind == 0x003C);
        }
        if !is_begun || book.sheets.is_empty() {
            return Err(damaged());
        }
        let is_date = |format: &u16| {
            let own = formats.iter().find(|(number, _)| number == format);
            own.map_or(matches!(format, 14..=22 | 27..=36 | 45..=47 | 50..=58), |(_, code)| {
                number_format_is_date(code)
            })
        };
        book.dates = cell_formats.iter().map(is_date).collect();
        book.strings = Segments::new(shared).table();
        Ok(book)
    }

    /// Reads the records of one sheet.
    fn read(&self, stream: &[u8], sheet: &mut Sheet, budget: &mut Budget) -> Result<(), Fault> {
        let mut depth = 0_u32;
        let mut formula = None;
        for (kind, data) in records(stream) {
            match kind {
                0x0809 => depth += 1,
                0x000A if depth <= 1 => break,
                0x000A => depth -= 1,
                // What is inside an embedded chart has cells of its own.
                _ if depth > 1 => {}
                0x0207 => {
                    if let Some((row, column)) = formula.take() {
                        let text = unicode(data).and_then(|text| text_content(&text));
                        sheet.put((row, column), text, budget)?;
                    }
                }
                0x00E5 => merges(data, sheet),
                0x0208 => {
                    if let Some((row, flags)) = u16_at(data, 0).zip(data.get(12))
                        && flags & 0x20 != 0
                    {
                        sheet.hide_row(u32::from(row));
                    }
                }
                0x00BD => self.row_of_numbers(data, sheet, budget)?,
                _ => {
                    let Some((row, column)) = u16_at(data, 0).zip(u16_at(data, 2)) else { continue };
                    let at = (u32::from(row), u32::from(column));
                    match self.cell(kind, data) {
                        Found::Nothing => {}
                        Found::Content(content) => sheet.put(at, content, budget)?,
                        Found::TextFollows => formula = Some(at),
                    }
                }
            }
        }
        Ok(())
    }

    fn cell(&self, kind: u16, data: &[u8]) -> Found {
        let content = match kind {
            0x00FD => {
                let index = u32_at(data, 6).and_then(|index| usize::try_from(index).ok());
                index.and_then(|index| self.strings.get(index)).and_then(|text| text_content(text))
            }
            0x0204 | 0x00D6 => {
                unicode(data.get(6..).unwrap_or_default()).and_then(|text| text_content(&text))
            }
            0x0203 => f64_at(data, 6).map(|number| self.number(data, 4, number)),
            0x027E => u32_at(data, 6).map(|bits| self.number(data, 4, rk(bits))),
            0x0205 => data.get(6).zip(data.get(7)).and_then(|(value, kind)| boolean_or_error(*value, *kind)),
            0x0006 => match (u16_at(data, 12), data.get(6), data.get(8)) {
                (Some(0xFFFF), Some(0), _) => return Found::TextFollows,
                (Some(0xFFFF), Some(1), Some(value)) => boolean_or_error(*value, 0),
                (Some(0xFFFF), Some(2), Some(value)) => boolean_or_error(*value, 1),
                (Some(0xFFFF), ..) => None,
                _ => f64_at(data, 6).map(|number| self.number(data, 4, number)),
            },
            _ => return Found::Nothing,
        };
        Found::Content(content)
    }

    /// A number, by the format whose number stands at `at`.
    fn number(&self, data: &[u8], at: usize, number: f64) -> Content {
        let format = u16_at(data, at).and_then(|format| self.dates.get(usize::from(format)));
        if format == Some(&true) { Content::Serial(number, self.epoch) } else { Content::Number(number) }
    }

    fn row_of_numbers(&self, data: &[u8], sheet: &mut Sheet, budget: &mut Budget) -> Result<(), Fault> {
        let Some((row, first)) = u16_at(data, 0).zip(u16_at(data, 2)) else { return Ok(()) };
        let cells = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
        for (column, cell) in (u32::from(first)..).zip(cells.chunks_exact(6)) {
            let content = u32_at(cell, 2).map(|bits| self.number(cell, 0, rk(bits)));
            sheet.put((u32::from(row), column), content, budget)?;
        }
        Ok(())
    }
}

enum Found {
    Nothing,
    Content(Option<Content>),
    TextFollows,
}

fn bound_sheet(data: &[u8]) -> Option<(usize, bool, String)> {
    let at = usize::try_from(u32_at(data, 0)?).ok()?;
    let (hidden, kind) = (data.get(4)? & 3 != 0, *data.get(5)?);
    let length = u16::from(*data.get(6)?).to_le_bytes();
    // The name has a length of one byte where other texts have two.
    let name = unicode(&[&length, data.get(7..)?].concat())?;
    (kind == 0).then_some((at, hidden, name))
}

fn boolean_or_error(value: u8, is_error: u8) -> Option<Content> {
    if is_error == 0 {
        return text_content(if value == 0 { "否" } else { "是" });
    }
    let name = match value {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    };
    Some(Content::Failure(name.to_owned()))
}

fn merges(data: &[u8], sheet: &mut Sheet) {
    for area in data.get(2..).unwrap_or_default().chunks_exact(8) {
        let part = |at| u16_at(area, at).map_or(0, u32::from);
        let (first, last, column) = (part(0), part(2), part(4));
        if last > first && sheet.merged.len() < MOST_MERGES {
            sheet.merged.push((column, first, last));
        }
    }
}
