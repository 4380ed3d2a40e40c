//! The meetings of a run as one: a meeting comes in, what is kept of it goes out; those of a month come in, its papers
//! go out.

use super::case::Case;
use super::{Finished, Format, Job, Maker, Office, Outcome, Pipeline, Stage};
use crate::check::read;
use crate::diag::{Code, Diagnostic, Location};
use crate::document::{Document, Properties};
use crate::font::Borrowed;
use crate::kind::{Kind, Kinds};
use crate::layout::{fit, layout};
use crate::load::locate;
use crate::meeting::Meeting;
use crate::month::{Figures, Held, Register, Which};
use crate::render::{Filing, Produced};
use crate::spec::{Node, NodeId, Origin, Spec, Value};
use crate::write::{pdf, workbook};
use std::collections::BTreeMap;

/// What was made of a month.
#[derive(Clone, Debug, Default)]
pub struct MonthMade {
    /// The documents.
    pub finished: Vec<Finished>,
    /// What keeps documents from being made.
    pub diagnostics: Vec<Diagnostic>,
    /// The characters that in the PDFs come from another face than their role's.
    pub borrowed: Vec<Borrowed>,
}

/// What is kept of a meeting; nothing of a classified one.
///
/// Its places in a text stay nodes until they are asked for: finding them takes another reading, and few are ever said.
pub(super) fn held(case: &Case<'_>, meeting: &Meeting) -> Option<Box<Held>> {
    if crate::check::level(&case.spec).is_some() {
        return None;
    }
    let mut held = Held::of(meeting, filed(case, meeting));
    held.file = case.spec.name.clone();
    held.number = case.spec.number;
    held.label.clone_from(&case.spec.label);
    held.severities = case.ground.terms.severities.clone();
    let mut places = carried(&mut held, Which::All);
    case.ground.locate_own(&mut places);
    if case.spec.origin != Origin::Yaml {
        locate(&case.spec, &[], &mut places);
    }
    settle(&mut held, places);
    Some(Box::new(held))
}

/// A diagnostic for each place that is not found yet: it concerns no document, and is known again by its number.
pub(super) fn carried(held: &mut Held, which: Which) -> Vec<Diagnostic> {
    let unfound = held.places(which).enumerate().filter(|(_, at)| matches!(at, Location::Node(_)));
    let carrier = |(at, place): (usize, &mut Location)| {
        Diagnostic::new(Code::InternalError, place.clone(), at.to_string()).scope(Kinds::NONE)
    };
    unfound.map(carrier).collect()
}

/// Puts back the places that were [`carried`], wherever they were found.
pub(super) fn settle(held: &mut Held, places: Vec<Diagnostic>) {
    let numbered = places.into_iter().filter_map(|it| Some((it.message.parse::<usize>().ok()?, it.location)));
    let mut found: BTreeMap<usize, Location> = numbered.collect();
    for (at, place) in held.places(Which::All).enumerate() {
        if let Some(found) = found.remove(&at) {
            *place = found;
        }
    }
}

/// The first and the last 档号 of what is filed of a meeting.
fn filed(case: &Case<'_>, meeting: &Meeting) -> Option<(String, String)> {
    meeting.archive.first_item.as_ref()?;
    // Numbers do not hang on how many pages a document has.
    let produced: Vec<Produced> = case.holds.filed().iter().map(|kind| Produced { kind, pages: 1 }).collect();
    let filing = Filing::of(meeting, &produced);
    let mut references = filing.items.iter().filter_map(|item| item.reference.clone());
    let first = references.next()?;
    let last = references.next_back().unwrap_or_else(|| first.clone());
    Some((first, last))
}

impl Pipeline {
    /// What is kept of a meeting of which nothing is to be made; nothing of one that is classified or cannot be read.
    #[must_use]
    pub fn hold(office: &Office, job: Job) -> Option<Box<Held>> {
        let Job { file, meeting, .. } = job;
        let case = Case::open(office, (&file, meeting), None, &mut Outcome::default())?;
        held(&case, &read(&case.spec))
    }

    /// Finds the places of what is kept of a meeting in the text that it was read from.
    pub fn find(held: &mut Held, bytes: &[u8]) {
        let root = Node { id: NodeId(0), value: Value::Empty };
        let (name, label) = (held.file.clone(), held.label.clone());
        let spec = Spec { name, origin: Origin::Yaml, number: held.number, label, root };
        let mut places = carried(held, Which::All);
        locate(&spec, bytes, &mut places);
        settle(held, places);
    }

    /// The papers of a month: its register and its figures.
    #[must_use]
    pub fn month(&self, register: &Register, figures: &Figures, formats: &[Format]) -> MonthMade {
        let mut made = MonthMade::default();
        let chosen = self.office.chosen().and_then(|name| self.office.number(name));
        let press = match self.press(chosen.unwrap_or_default()) {
            Ok(press) => press,
            Err(fault) => {
                made.diagnostics.push(fault);
                return made;
            }
        };
        let renderer = &press.renderer;
        let papers = [
            (Kind::MeetingRegister, renderer.register(register), workbook::register(register)),
            (Kind::Statistics, renderer.statistics(figures), workbook::statistics(figures)),
        ];
        for (kind, document, book) in papers {
            let document = document.unload(&mut made.diagnostics);
            let written = document.map_or(Ok(()), |document| {
                self.paper(kind, document, (register.host.as_deref(), formats), &mut made)
            });
            let written = written.and_then(|()| {
                if formats.contains(&Format::Xlsx) {
                    made.finished.push(finished(
                        kind,
                        Format::Xlsx,
                        None,
                        book.map_err(|fault| fault.to_string())?,
                    ));
                }
                Ok(())
            });
            if let Err(fault) = written {
                let message = format!("{kind}写不出来：{fault}");
                let fault = Diagnostic::new(Code::InternalError, Location::File, message);
                made.diagnostics.push(fault.scope(Kinds::NONE.with(kind)));
            }
        }
        made
    }

    /// A document in the formats asked for.
    fn paper(
        &self,
        kind: Kind,
        document: Document,
        (author, formats): (Option<&str>, &[Format]),
        made: &mut MonthMade,
    ) -> Result<(), String> {
        let wants = |format| formats.contains(&format);
        if !wants(Format::Docx) && !wants(Format::Pdf) {
            return Ok(());
        }
        let chosen = self.office.chosen().and_then(|name| self.office.number(name));
        let press = self.press(chosen.unwrap_or_default()).map_err(|fault| fault.message)?;
        let mut session = self.fonts_of(self.office.chosen()).session();
        let document = fit(document, &mut session);
        let properties = Properties {
            title: Some(document.title.clone()),
            author: author.map(str::to_owned),
            ..Properties::default()
        };
        let pages = layout(&document, &mut session).unload(&mut made.diagnostics);
        let count = pages.as_ref().map(|pages| pages.pages.len());
        if wants(Format::Docx) {
            let bytes = press.kit.write(&document, &properties).map_err(|fault| fault.to_string())?;
            made.finished.push(finished(kind, Format::Docx, count, bytes));
        }
        if let Some(pages) = pages.filter(|_| wants(Format::Pdf)) {
            let bytes = pdf::write(&pages, &session, &properties).map_err(|fault| fault.to_string())?;
            made.finished.push(finished(kind, Format::Pdf, count, bytes));
        }
        made.borrowed.extend(session.borrowed());
        Ok(())
    }
}

const fn finished(kind: Kind, format: Format, pages: Option<usize>, bytes: Vec<u8>) -> Finished {
    Finished { kind, format, stage: Stage::Final, copy: None, pages, maker: Maker::Own, bytes }
}
