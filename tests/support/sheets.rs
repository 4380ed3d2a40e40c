//! Workbooks part by part: the XML of each sheet comes in, the bytes of an .xlsx file go out.

use std::io::{Cursor, Read, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

/// A sheet: its name, further attributes in the workbook (such as `state="hidden"`), and the XML inside `worksheet`.
pub(crate) type SheetXml<'a> = (&'a str, &'a str, String);

/// A minimal workbook; style 1 is a date, 2 a day with time, 3 a time of day.
pub(crate) fn workbook(sheets: &[SheetXml<'_>]) -> Vec<u8> {
    workbook_with("", sheets)
}

/// The same with attributes of `workbookPr`, such as `date1904="1"`.
pub(crate) fn workbook_with(properties: &str, sheets: &[SheetXml<'_>]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts(properties, sheets) {
        zip.start_file(name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("its text");
    }
    zip.finish().expect("a package").into_inner()
}

/// The parts of a workbook, by name.
pub(crate) fn parts(properties: &str, sheets: &[SheetXml<'_>]) -> Vec<(String, String)> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let relation = |id: usize, kind: &str, target: &str| {
        format!("<Relationship Id=\"rId{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let numbered = || (1..).zip(sheets);
    let list: Vec<String> = numbered()
        .map(|(n, (name, more, _))| {
            format!("<sheet name=\"{name}\" sheetId=\"{n}\" {more} r:id=\"rId{n}\"/>")
        })
        .collect();
    let relations: String =
        numbered().map(|(n, _)| relation(n, "worksheet", &format!("worksheets/sheet{n}.xml"))).collect();
    let styles = "<numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/></numFmts>\
                  <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/><xf numFmtId=\"22\"/><xf numFmtId=\"20\"/></cellXfs>";
    let mut parts = vec![
        (
            "_rels/.rels".to_owned(),
            format!(
                "<Relationships xmlns=\"{PACKAGE}\">{}</Relationships>",
                relation(1, "officeDocument", "xl/workbook.xml")
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><workbookPr {properties}/><sheets>{}</sheets></workbook>",
                list.concat()
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(
                "<Relationships xmlns=\"{PACKAGE}\">{relations}{}</Relationships>",
                relation(999, "styles", "styles.xml")
            ),
        ),
        ("xl/styles.xml".to_owned(), format!("<styleSheet xmlns=\"{MAIN}\">{styles}</styleSheet>")),
    ];
    for (n, (.., xml)) in numbered() {
        let xml = format!("<worksheet xmlns=\"{MAIN}\">{xml}</worksheet>");
        parts.push((format!("xl/worksheets/sheet{n}.xml"), xml));
    }
    parts
}

/// Rows of texts from the given row on; blank texts are left out.
pub(crate) fn rows(first: u32, rows: &[&[&str]]) -> String {
    let cell = |row: u32, column: u8, text: &str| {
        format!("<c r=\"{}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>", char::from(column))
    };
    let line = |(row, texts): (u32, &&[&str])| {
        let cells: String = (b'A'..)
            .zip(texts.iter())
            .filter(|(_, text)| !text.is_empty())
            .map(|(column, text)| cell(row, column, text))
            .collect();
        format!("<row r=\"{row}\">{cells}</row>")
    };
    (first..).zip(rows).map(line).collect()
}

/// The data of a sheet made of these rows from the first on.
pub(crate) fn sheet(texts: &[&[&str]]) -> String {
    format!("<sheetData>{}</sheetData>", rows(1, texts))
}

/// The sheet 会议 with these pairs below its header.
pub(crate) fn form(pairs: &[[&str; 2]]) -> SheetXml<'static> {
    let mut all: Vec<&[&str]> = vec![&["项目", "内容"]];
    all.extend(pairs.iter().map(<[&str; 2]>::as_slice));
    ("会议", "", sheet(&all))
}

/// The parts of a workbook, in its order.
pub(crate) fn open(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let count = zip.len();
    let part = |index| {
        let mut part = zip.by_index(index).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("its bytes");
        (part.name().to_owned(), bytes)
    };
    (0..count).map(part).collect()
}

/// A workbook of these parts.
pub(crate) fn pack(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("a package").into_inner()
}
