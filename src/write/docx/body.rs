//! The body: a document comes in, `word/document.xml` goes out, built by docx-rs and conformed.

use super::conform::{Children, Patch, Tag, Verdict, conform};
use super::{Error, measure, paragraph, section, styles, table};
use crate::document::{Block, Document};
use docx_rs::{BuildXML, DocumentChild};

/// `word/document.xml` of a document.
pub(super) fn body(document: &Document) -> Result<String, Error> {
    let mut out = docx_rs::Document::new();
    out.children = children(document);
    out.section_property = section::section(&document.sheet, document.setup);
    conform(&out.build(), &mut Body { header_rows: header_rows(document), row: 0 })
}

fn children(document: &Document) -> Vec<DocumentChild> {
    let sheet = &*document.sheet;
    let block = measure::measure(sheet, document.setup.orientation);
    let mut out = Vec::with_capacity(document.blocks.len() + 3);
    let mut blocks = document.blocks.iter().peekable();
    while let Some(each) = blocks.next() {
        match each {
            Block::Paragraph(paragraph) => {
                out.push(DocumentChild::Paragraph(Box::new(paragraph::paragraph(paragraph, sheet, block))));
            }
            Block::Table(table) if table.rows.is_empty() => {}
            Block::Table(table) => {
                out.push(DocumentChild::Table(Box::new(table::table(table, sheet, block))));
                // Two tables that touch become one, and the body must not end with one.
                if !matches!(blocks.peek(), Some(Block::Paragraph(_))) {
                    out.push(stop());
                }
            }
        }
    }
    if let Some(imprint) = &document.imprint {
        let imprint = table::imprint(imprint, sheet, document.setup.orientation);
        out.push(DocumentChild::Table(Box::new(imprint)));
        out.push(stop());
    }
    if out.is_empty() {
        out.push(stop());
    }
    out
}

/// The paragraph, one point high, that must follow a table.
fn stop() -> DocumentChild {
    DocumentChild::Paragraph(Box::new(paragraph::styled(styles::STOP)))
}

/// For each row in reading order, whether it repeats on further pages.
fn header_rows(document: &Document) -> Vec<bool> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    tables.flat_map(|table| (0..table.rows.len()).map(|row| row < table.header_rows)).collect()
}

/// What docx-rs cannot say in a body.
struct Body {
    header_rows: Vec<bool>,
    row: usize,
}

impl Patch for Body {
    fn open(&mut self, tag: Tag<'_>, attributes: &mut String) -> Verdict {
        match tag.name {
            "w:document" => attributes.push_str(super::NAMESPACES),
            // Their numbers would depend on what else the thread has built.
            "w:p" => {}
            // A style's indents in characters would win over these in twips.
            "w:ind" => {
                attributes.push_str(tag.attributes);
                attributes.push_str(r#" w:leftChars="0" w:rightChars="0" w:firstLineChars="0""#);
            }
            "w:gridCol" => attributes.push_str(without_type(tag.attributes)),
            // docx-rs gives every table one, which would hide its style's.
            "w:jc" if tag.parent == "w:tblPr" && tag.attributes.contains("left") => return Verdict::Drop,
            _ => attributes.push_str(tag.attributes),
        }
        Verdict::Keep
    }

    fn close(&mut self, _parent: &str, name: &str, add: &mut Children<'_>) {
        match name {
            "w:trPr" => {
                if self.header_rows.get(self.row).copied().unwrap_or_default() {
                    add.add("w:tblHeader", "");
                }
                self.row += 1;
            }
            "w:tblPr" => add.add(
                "w:tblLook",
                r#"w:val="0000" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="0""#,
            ),
            "w:sectPr" => add.add("w:pgNumType", r#"w:fmt="decimal""#),
            _ => {}
        }
    }
}

/// The attributes of `w:gridCol` without the `w:type` that is none of its (ECMA-376 17.4.16).
fn without_type(attributes: &str) -> &str {
    attributes.find(" w:type").and_then(|at| attributes.get(..at)).unwrap_or(attributes)
}
