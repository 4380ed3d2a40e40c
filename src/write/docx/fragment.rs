//! Properties in a body: what a paragraph, run, row or cell says comes in, its conformed XML goes out, made once a run.

use super::Error;
use super::conform::{Children, Patch, Tag, Verdict, conform};
use super::paragraph::{Look, Shape};
use super::table::{CellShape, Part, RowShape};
use crate::document::Sheet;
use docx_rs::BuildXML;
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, PoisonError, RwLock};

/// Whose properties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Subject {
    /// A paragraph's: `w:pPr`.
    Paragraph(Shape),
    /// A run's: `w:rPr`, or nothing.
    Run(Look),
    /// A row's: `w:trPr`.
    Row(RowShape),
    /// A cell's: `w:tcPr`.
    Cell(CellShape),
}

/// The properties that the documents of one style sheet have used so far; threads share them.
#[derive(Debug, Default)]
pub(super) struct Shared(RwLock<FxHashMap<Subject, Arc<str>>>);

/// More are made anew in each document: a run without end must not fill the memory.
const MOST_SHARED: usize = 4_096;

impl Shared {
    fn get(&self, subject: Subject) -> Option<Arc<str>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(&subject).cloned()
    }

    fn keep(&self, subject: Subject, made: &Arc<str>) {
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if all.len() < MOST_SHARED {
            all.insert(subject, Arc::clone(made));
        }
    }
}

/// The properties a document has used so far.
pub(super) struct Fragments<'s> {
    sheet: &'s Sheet,
    shared: &'s Shared,
    made: FxHashMap<Subject, Arc<str>>,
}

impl<'s> Fragments<'s> {
    pub(super) fn new(sheet: &'s Sheet, shared: &'s Shared) -> Self {
        Self { sheet, shared, made: FxHashMap::default() }
    }

    /// The properties of a subject.
    pub(super) fn of(&mut self, subject: Subject) -> Result<&str, Error> {
        Ok(match self.made.entry(subject) {
            Entry::Occupied(made) => made.into_mut(),
            Entry::Vacant(place) => {
                let made = if let Some(made) = self.shared.get(subject) {
                    made
                } else {
                    let made = Arc::from(make(subject, self.sheet)?);
                    self.shared.keep(subject, &made);
                    made
                };
                place.insert(made)
            }
        })
    }
}

fn make(subject: Subject, sheet: &Sheet) -> Result<String, Error> {
    match subject {
        Subject::Paragraph(shape) => properties(&shape.property(), Part::Body),
        Subject::Run(look) if look == Look::default() => Ok(String::new()),
        Subject::Run(look) => properties(&look.property(), Part::Body),
        Subject::Row(shape) => properties(&shape.property(), shape.part),
        Subject::Cell(shape) => properties(&shape.property(sheet), Part::Body),
    }
}

/// What docx-rs makes of any properties in a body, conformed.
pub(super) fn properties(property: &impl BuildXML, part: Part) -> Result<String, Error> {
    conform(&property.build(), &mut Direct { part })
}

/// What docx-rs cannot say in a body.
struct Direct {
    part: Part,
}

impl Patch for Direct {
    fn open(&mut self, tag: Tag<'_>, attributes: &mut String) -> Verdict {
        match tag.name {
            // A style's indents in characters would win over these in twips.
            "w:ind" => {
                attributes.push_str(tag.attributes);
                attributes.push_str(r#" w:leftChars="0" w:rightChars="0" w:firstLineChars="0""#);
            }
            // docx-rs aligns every table; left is what it is without.
            "w:jc" if tag.parent == "w:tblPr" && tag.attributes.contains("left") => return Verdict::Drop,
            _ => attributes.push_str(tag.attributes),
        }
        Verdict::Keep
    }

    fn close(&mut self, _parent: &str, name: &str, add: &mut Children<'_>) {
        match name {
            "w:trPr" if self.part == Part::Head => add.add("w:tblHeader", ""),
            "w:tblPr" => add.add(
                "w:tblLook",
                concat!(
                    r#"w:val="0000" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" "#,
                    r#"w:noHBand="0" w:noVBand="0""#
                ),
            ),
            "w:sectPr" => add.add("w:pgNumType", r#"w:fmt="decimal""#),
            _ => {}
        }
    }
}
