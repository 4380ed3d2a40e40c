//! Marked content: what a run is part of comes in, the marks around it in the page's content go out (ISO 32000-1 14.6).

use super::structure::{cell_tag, tag};
use crate::page::{Element, ParagraphNumber, Part};
use printpdf::{DictItem, Op};
use std::collections::BTreeMap;

/// The tag of each paragraph.
pub(super) struct Tags(BTreeMap<ParagraphNumber, &'static str>);

impl Tags {
    pub(super) fn of(structure: &[Element]) -> Self {
        let mut tags = BTreeMap::new();
        for element in structure {
            match element {
                Element::Paragraph(role, number) => {
                    tags.insert(*number, tag(*role));
                }
                Element::Table(rows) => {
                    for cell in rows.iter().flatten() {
                        let tag = if cell.paragraphs.len() == 1 { cell_tag(cell) } else { "P" };
                        tags.extend(cell.paragraphs.iter().map(|number| (*number, tag)));
                    }
                }
            }
        }
        Self(tags)
    }
}

/// The marked content of a page: its numbers count the pieces of paragraphs from 0.
#[derive(Default)]
pub(super) struct Marks {
    /// Which paragraph each piece is of.
    pub(super) paragraphs: Vec<ParagraphNumber>,
    open: Option<Part>,
}

impl Marks {
    /// Says of what part the next glyphs are.
    pub(super) fn begin(&mut self, ops: &mut Vec<Op>, part: Part, tags: &Tags) {
        if self.open == Some(part) {
            return;
        }
        self.end(ops);
        self.open = Some(part);
        ops.push(match part {
            Part::Paragraph(number) => {
                let tag = tags.0.get(&number).copied().unwrap_or("P");
                let id = i64::try_from(self.paragraphs.len()).unwrap_or(i64::MAX);
                self.paragraphs.push(number);
                properties(tag, [("MCID", DictItem::Int(id))])
            }
            Part::PageNumber | Part::RepeatedHeader => artifact("Pagination"),
        });
    }

    /// Says that the part ends.
    pub(super) fn end(&mut self, ops: &mut Vec<Op>) {
        if self.open.take().is_some() {
            ops.push(Op::EndMarkedContent);
        }
    }
}

/// Opens what is of the page and not of the text (14.8.2.2): of a type `Pagination` or `Layout`.
pub(super) fn artifact(kind: &str) -> Op {
    properties("Artifact", [("Type", DictItem::Name(kind.into()))])
}

fn properties<const N: usize>(tag: &str, entries: [(&str, DictItem); N]) -> Op {
    let map = entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties: DictItem::Dict { map } }
}
