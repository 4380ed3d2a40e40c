//! The open workbook: the bytes of an .ods file come in, its sheets with the cells that hold something go out.
//!
//! Repeated rows and cells are counted before they are unfolded: blank ones cost nothing, others are under the caps.

use super::cells::{Budget, Content, Sheet, iso_text, text_content};
use super::package::{broken, member, too_large};
use crate::date::Epoch;
use crate::load::Fault;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;

const MOST_SHEETS: usize = 100;
const MOST_MERGES: usize = 1_000;
/// What is written into a cell but is no content of it.
const ASIDE: &[&[u8]] = &[b"office:annotation", b"text:ruby-text", b"text:note", b"draw:frame"];

/// Reads all sheets, in the workbook's order.
pub(super) fn read(bytes: &[u8]) -> Result<(Vec<Sheet>, Epoch), Fault> {
    let content = member(bytes, "content.xml")?;
    let manifest = member(bytes, "META-INF/manifest.xml").unwrap_or_default();
    if String::from_utf8_lossy(&manifest).contains("encryption-data") {
        return Err(broken(
            "工作簿设有打开密码，无法读取",
            "请在 WPS 或 LibreOffice 中取消打开密码，保存后再试",
        ));
    }
    let text = std::str::from_utf8(&content).map_err(|_| damaged())?;
    let mut state = State::default();
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().map_err(|_| damaged())? {
            Event::Start(tag) => state.open(&tag)?,
            Event::Empty(tag) => {
                state.open(&tag)?;
                state.close(tag.name().as_ref())?;
            }
            Event::End(tag) => state.close(tag.name().as_ref())?,
            Event::Text(text) => state.text(&text.decode().map_err(|_| damaged())?),
            Event::CData(text) => state.text(&text.decode().map_err(|_| damaged())?),
            Event::GeneralRef(name) => {
                let name = name.decode().map_err(|_| damaged())?;
                let known =
                    quick_xml::escape::unescape(&format!("&{name};")).map(std::borrow::Cow::into_owned);
                state.text(&known.map_err(|_| damaged())?);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    // A file that breaks off still has its tables open.
    if state.is_in_table || state.sheets.is_empty() {
        return Err(damaged());
    }
    Ok((state.sheets, Epoch::Y1900))
}

fn damaged() -> Fault {
    let help = "请在 WPS、Excel 或 LibreOffice 中打开它，选「另存为」重新保存后再试";
    broken("工作簿不完整，或不符合 .ods 的格式，无法读取", help)
}

/// Where the reading stands.
#[derive(Default)]
struct State {
    sheets: Vec<Sheet>,
    budget: Budget,
    /// Styles of tables that are not shown.
    unseen: BTreeSet<String>,
    style: String,
    is_in_table: bool,
    row: u32,
    rows: u32,
    column: u32,
    /// The cells of the row that hold something, with how often each is repeated.
    found: Vec<(u32, u32, Content)>,
    cell: Option<Cell>,
    aside: u32,
}

/// A cell under way.
struct Cell {
    columns: u32,
    tall: u32,
    is_formula: bool,
    value: Option<Content>,
    text: String,
}

impl State {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        let name = tag.name();
        if self.aside > 0 || (self.cell.is_some() && ASIDE.contains(&name.as_ref())) {
            self.aside += 1;
            return Ok(());
        }
        match name.as_ref() {
            b"style:style" => self.style = attribute(tag, "style:name").unwrap_or_default(),
            b"style:table-properties" if attribute(tag, "table:display").as_deref() == Some("false") => {
                self.unseen.insert(self.style.clone());
            }
            b"table:table" => self.table(tag)?,
            b"table:table-row" => {
                (self.column, self.rows) = (0, repeated(tag, "table:number-rows-repeated"));
                if matches!(attribute(tag, "table:visibility").as_deref(), Some("collapse" | "filter"))
                    && let Some(sheet) = self.sheets.last_mut()
                {
                    sheet.hide_row(self.row);
                }
            }
            b"table:table-cell" | b"table:covered-table-cell" => self.cell = Some(Cell::of(tag)),
            b"text:p" | b"text:line-break" => self.line_feed(),
            b"text:s" => {
                let count = usize::try_from(repeated(tag, "text:c")).unwrap_or(1).min(100);
                self.text(&" ".repeat(count));
            }
            b"text:tab" => self.text(" "),
            _ => {}
        }
        Ok(())
    }

    fn table(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        if self.sheets.len() >= MOST_SHEETS {
            return Err(too_large(&format!("工作簿里的表超过了 {MOST_SHEETS} 张的上限")));
        }
        let style = attribute(tag, "table:style-name").unwrap_or_default();
        let name = attribute(tag, "table:name").unwrap_or_default();
        self.sheets.push(Sheet::new(name, self.unseen.contains(&style)));
        (self.is_in_table, self.row) = (true, 0);
        Ok(())
    }

    fn close(&mut self, name: &[u8]) -> Result<(), Fault> {
        if self.aside > 0 {
            self.aside -= 1;
            return Ok(());
        }
        match name {
            b"table:table" => self.is_in_table = false,
            b"table:table-cell" => self.end_cell(true),
            // What is under a merge is not seen.
            b"table:covered-table-cell" => self.end_cell(false),
            b"table:table-row" => self.end_row()?,
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self, is_seen: bool) {
        let Some(cell) = self.cell.take() else { return };
        if cell.tall > 1
            && let Some(sheet) = self.sheets.last_mut().filter(|sheet| sheet.merged.len() < MOST_MERGES)
        {
            sheet.merged.push((self.column, self.row, self.row.saturating_add(cell.tall - 1)));
        }
        let columns = cell.columns;
        if let Some(content) = cell.content().filter(|_| is_seen) {
            self.found.push((self.column, columns, content));
        }
        self.column = self.column.saturating_add(columns);
    }

    fn end_row(&mut self) -> Result<(), Fault> {
        let found = std::mem::take(&mut self.found);
        let next = self.row.saturating_add(self.rows);
        if let Some(sheet) = self.sheets.last_mut().filter(|sheet| !sheet.hidden) {
            for row in self.row..next {
                for (column, times, content) in &found {
                    for column in *column..column.saturating_add(*times) {
                        sheet.put((row, column), Some(content.clone()), &mut self.budget)?;
                    }
                }
                if found.is_empty() {
                    break;
                }
            }
        }
        self.row = next;
        Ok(())
    }

    fn line_feed(&mut self) {
        if let Some(cell) = self.cell.as_mut().filter(|cell| !cell.text.is_empty()) {
            cell.text.push('\n');
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|_| self.aside == 0) {
            cell.text.push_str(text);
        }
    }
}

impl Cell {
    fn of(tag: &BytesStart<'_>) -> Self {
        let value = |name: &str| attribute(tag, name);
        let number = || value("office:value").and_then(|text| text.parse::<f64>().ok());
        let content = match value("office:value-type").as_deref() {
            Some("float" | "percentage" | "currency") => number().map(Content::Number),
            Some("date") => value("office:date-value").and_then(|text| text_content(&iso_text(&text))),
            Some("time") => value("office:time-value")
                .and_then(|text| fraction(&text))
                .map(|part| Content::Serial(part, Epoch::Y1900)),
            Some("boolean") => value("office:boolean-value")
                .and_then(|text| text_content(if text == "true" { "是" } else { "否" })),
            _ => None,
        };
        Self {
            columns: repeated(tag, "table:number-columns-repeated"),
            tall: repeated(tag, "table:number-rows-spanned"),
            is_formula: value("table:formula").is_some(),
            value: content,
            text: String::new(),
        }
    }

    fn content(self) -> Option<Content> {
        let is_failure = self.is_formula && (self.text.starts_with('#') || self.text.starts_with("Err:"));
        if is_failure {
            return Some(Content::Failure(self.text));
        }
        self.value.or_else(|| text_content(&self.text))
    }
}

/// `PT09H30M00S` as a part of a day.
fn fraction(text: &str) -> Option<f64> {
    let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
    let (minutes, seconds) = rest.split_once('M')?;
    let seconds: f64 = seconds.trim_end_matches('S').parse().ok()?;
    Some((hours.parse::<f64>().ok()? * 60.0 + minutes.parse::<f64>().ok()? + seconds / 60.0) / 1440.0)
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok()??;
    let text = std::str::from_utf8(&found.value).ok()?;
    quick_xml::escape::unescape(text).ok().map(std::borrow::Cow::into_owned)
}

/// How often something is there: once where nothing is said.
fn repeated(tag: &BytesStart<'_>, name: &str) -> u32 {
    attribute(tag, name).and_then(|text| text.parse().ok()).unwrap_or(1)
}
