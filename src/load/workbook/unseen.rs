//! What the reader of an .xlsx file does not tell: its plain package comes in; hidden rows, and formulas that were never
//! worked out, go out by sheet.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::read::ZipArchive;

/// Rows of a sheet that are hidden, and cells whose formula has no value, both from 0.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Unseen {
    pub(super) rows: Vec<u32>,
    pub(super) formulas: Vec<(u32, u32)>,
}

/// More of either than anyone is told of.
const MOST: usize = 20_000;

/// By the name of the sheet; what cannot be read is as if it were not there.
pub(super) fn find(package: &[u8]) -> BTreeMap<String, Unseen> {
    parts(package).unwrap_or_default()
}

fn parts(package: &[u8]) -> Option<BTreeMap<String, Unseen>> {
    let mut archive = ZipArchive::new(Cursor::new(package)).ok()?;
    let mut part = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).ok()?.read_to_string(&mut text).ok()?;
        Some(text)
    };
    let mut targets = BTreeMap::new();
    each(&part("xl/_rels/workbook.xml.rels")?, b"Relationship", |tag| {
        targets.extend(attribute(tag, "Id").zip(attribute(tag, "Target")));
    });
    let mut sheets = Vec::new();
    each(&part("xl/workbook.xml")?, b"sheet", |tag| {
        sheets.extend(attribute(tag, "name").zip(attribute(tag, "r:id")));
    });
    let mut found = BTreeMap::new();
    for (name, id) in sheets.into_iter().take(100) {
        let Some(target) = targets.get(&id) else { continue };
        let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        if let Some(text) = part(&path) {
            found.insert(name, of_sheet(&text));
        }
    }
    Some(found)
}

/// Calls for each tag of a name, until the text ends or cannot be read.
fn each(text: &str, name: &[u8], mut call: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_str(text);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == name => call(&tag),
            Event::Eof => break,
            _ => {}
        }
    }
}

fn of_sheet(text: &str) -> Unseen {
    let mut unseen = Unseen::default();
    // Most sheets hide nothing and work out everything.
    if !text.contains("hidden=") && !text.contains("<f") {
        return unseen;
    }
    let mut cell = Cell::default();
    let mut reader = Reader::from_str(text);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) => cell.open(&tag, &mut unseen),
            Event::Empty(tag) => {
                cell.open(&tag, &mut unseen);
                cell.close(tag.local_name().as_ref(), &mut unseen);
            }
            Event::End(tag) => cell.close(tag.local_name().as_ref(), &mut unseen),
            Event::Eof => break,
            _ => {}
        }
    }
    unseen
}

#[derive(Default)]
struct Cell {
    place: Option<(u32, u32)>,
    has_formula: bool,
    has_value: bool,
}

impl Cell {
    fn open(&mut self, tag: &BytesStart<'_>, unseen: &mut Unseen) {
        match tag.local_name().as_ref() {
            b"row" => {
                let is_hidden = matches!(attribute(tag, "hidden").as_deref(), Some("1" | "true"));
                let number = || attribute(tag, "r")?.parse::<u32>().ok()?.checked_sub(1);
                if is_hidden && unseen.rows.len() < MOST {
                    unseen.rows.extend(number());
                }
            }
            b"c" => {
                let place = attribute(tag, "r").and_then(|name| place(&name));
                *self = Self { place, ..Self::default() };
            }
            b"f" => self.has_formula = true,
            b"v" | b"is" => self.has_value = true,
            _ => {}
        }
    }

    fn close(&mut self, name: &[u8], unseen: &mut Unseen) {
        if name == b"c" && self.has_formula && !self.has_value && unseen.formulas.len() < MOST {
            unseen.formulas.extend(self.place);
        }
    }
}

/// `C7` as row and column, from 0.
fn place(name: &str) -> Option<(u32, u32)> {
    let (letters, digits) = name.split_at_checked(name.find(|c: char| c.is_ascii_digit())?)?;
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let letter = letter.to_ascii_uppercase().checked_sub(b'A').filter(|letter| *letter < 26)?;
        column.checked_mul(26)?.checked_add(u32::from(letter) + 1)
    })?;
    Some((digits.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok()??;
    let text = std::str::from_utf8(&found.value).ok()?;
    quick_xml::escape::unescape(text).ok().map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_as_excel_writes_them() {
        assert_eq!(place("C7"), Some((6, 2)));
        assert_eq!(place("XFD1048576"), Some((1_048_575, 16_383)));
        for name in ["", "7", "C0", "C", "某1", "AAAAAAAAAAAA1", "A99999999999999"] {
            assert_eq!(place(name), None, "{name}");
        }
    }

    #[test]
    fn hidden_rows_and_formulas_without_a_value_are_found() {
        let text = "<sheetData><row r=\"2\" hidden=\"1\"><c r=\"A2\"><f>1</f><v>1</v></c><c r=\"B2\"><f>X()</f></c></row>\
                    <row r=\"3\"><c r=\"A3\"><f/></c><c r=\"B3\"/></row></sheetData>";
        assert_eq!(of_sheet(text), Unseen { rows: vec![1], formulas: vec![(1, 1), (2, 0)] });
    }
}
