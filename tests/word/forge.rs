//! Word files put together by hand: parts come in, a .docx goes out, and back again; its paragraphs and rows as lines.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

pub(crate) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The parts of a package by name.
pub(crate) type Parts = BTreeMap<String, Vec<u8>>;

/// A package taken apart.
pub(crate) fn parts(docx: &[u8]) -> Parts {
    let mut archive = ZipArchive::new(Cursor::new(docx)).expect("a package");
    let mut parts = Parts::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("a sound part");
        assert!(parts.insert(part.name().to_owned(), bytes).is_none(), "{} is there twice", part.name());
    }
    parts
}

/// A package put together.
pub(crate) fn package(parts: &Parts) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).expect("a part");
        writer.write_all(bytes).expect("a part");
    }
    writer.finish().expect("a package").into_inner()
}

/// A package with one part changed.
pub(crate) fn with(docx: &[u8], part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut parts = parts(docx);
    let text = String::from_utf8(parts.remove(part).expect("the part")).expect("UTF-8");
    let changed = change(&text);
    assert_ne!(changed, text, "nothing was changed in {part}");
    parts.insert(part.to_owned(), changed.into_bytes());
    package(&parts)
}

/// A document with that body.
pub(crate) fn document(body: &str) -> Vec<u8> {
    let types = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    let relations = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
    let main = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="{W}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>{body}</w:body></w:document>"#
    );
    let part = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
    package(
        &[
            part("[Content_Types].xml", types),
            part("_rels/.rels", relations),
            part("word/document.xml", &main),
        ]
        .into(),
    )
}

/// A paragraph of runs, `|` between them.
pub(crate) fn paragraph(text: &str) -> String {
    let run = |text: &str| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
        format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>")
    };
    format!("<w:p>{}</w:p>", text.split('|').map(run).collect::<String>())
}

/// A table: rows of cells, a cell's paragraphs parted by `¶`.
pub(crate) fn table(rows: &[&[&str]]) -> String {
    let cell = |cell: &&str| {
        let paragraphs: String = cell.split('¶').map(paragraph).collect();
        format!("<w:tc><w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/></w:tcPr>{paragraphs}</w:tc>")
    };
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    let rows: String = rows.iter().map(row).collect();
    format!("<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>")
}

/// What a part says: a paragraph a line, a row as `[格 | 格]`, the paragraphs of a cell parted by `¶`.
pub(crate) fn lines(part: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(part).expect("UTF-8");
    let xml = roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let root = xml.root_element();
    let body = root.children().find(|node| node.has_tag_name((W, "body"))).unwrap_or(root);
    body.children().filter(roxmltree::Node::is_element).filter_map(line).collect()
}

fn line(node: roxmltree::Node<'_, '_>) -> Option<String> {
    match node.tag_name().name() {
        "p" => Some(words(node)),
        "tbl" => {
            let rows = node.children().filter(|row| row.has_tag_name((W, "tr"))).map(|row| {
                let cells = row
                    .children()
                    .filter(|cell| cell.has_tag_name((W, "tc")))
                    .map(|cell| cell.children().filter_map(line).collect::<Vec<_>>().join("¶"));
                format!("[{}]", cells.collect::<Vec<_>>().join(" | "))
            });
            Some(rows.collect::<Vec<_>>().join("\n"))
        }
        _ => None,
    }
}

fn words(paragraph: roxmltree::Node<'_, '_>) -> String {
    let mut out = String::new();
    for node in paragraph.descendants() {
        match node.tag_name().name() {
            "t" => out.push_str(node.text().unwrap_or_default()),
            "br" => out.push('⏎'),
            _ => {}
        }
    }
    out
}
