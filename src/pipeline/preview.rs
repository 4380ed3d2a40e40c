//! The preview: a pack comes in, all its documents of the sample meeting, one behind the other in one PDF, go out.

use super::convert::{Printed, Unconverted};
use super::{Pipeline, Stage, sample};
use crate::check::{Terms, check_on, wanted};
use crate::diag::Diagnostic;
use crate::document::Properties;
use crate::kind::{Kind, Kinds};
use crate::layout::{fit, layout};
use crate::load::load;
use crate::page::Pages;
use crate::render::Produced;
use crate::write::{docx, pdf};
use std::sync::Arc;

/// All documents of a pack.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// The PDF, if there is any page.
    pub pdf: Option<Vec<u8>>,
    /// The documents and on which page each begins, from 1.
    pub documents: Vec<(Kind, usize)>,
    /// The documents with Word templates, which are files of their own.
    pub words: Vec<(Kind, Vec<u8>, Result<Printed, Unconverted>)>,
    /// What keeps documents from being made.
    pub diagnostics: Vec<Diagnostic>,
}

impl Pipeline {
    /// The documents of the pack that the office chose, or of the built-in one, made of the sample meeting with the
    /// unit's own values in it.
    #[must_use]
    pub fn preview(&self, only: Option<Kinds>) -> Preview {
        let mut found = Vec::new();
        let spec = load(sample::FILE, sample::TEXT.as_bytes()).unload(&mut found);
        let Some(mut spec) = spec else { return Preview { diagnostics: found, ..Preview::default() } };
        let ground = match self.office.ground(&spec) {
            Ok(ground) => ground,
            Err(fault) => return Preview { diagnostics: vec![fault], ..Preview::default() },
        };
        let asked = only.unwrap_or_else(|| wanted(&spec).union(ground.documents(wanted(&spec))));
        ground.over(&mut spec);
        let press = match self.press(ground.at) {
            Ok(press) => press,
            Err(fault) => return Preview { diagnostics: vec![fault], ..Preview::default() },
        };
        let blocked = ground.fault.as_ref().map_or(Kinds::NONE, |fault| fault.scope);
        let mut said = Vec::new();
        let terms = Terms { house: Arc::clone(&ground.terms.house), ..Terms::default() };
        let Some(meeting) = check_on(&spec, Kinds::all(), &terms).unload(&mut said) else {
            return Preview { diagnostics: said, ..Preview::default() };
        };
        let mut session = self.fonts_of(self.office.chosen()).session();
        let mut whole = Pages::default();
        let mut view = press.renderer.view(&meeting);
        let mut documents = Vec::new();
        let mut words = Vec::new();
        let mut produced = Vec::new();
        for kind in asked.iter().filter(|kind| !blocked.contains(*kind)) {
            if press.renderer.is_word(kind) {
                let properties = Properties { title: view.title(kind), ..Properties::default() };
                let (core, stage) = (docx::core(&properties), Stage::Final);
                let filled = press.renderer.fill(&mut view, (kind, stage), &produced, &core);
                let Some(bytes) = filled.unload(&mut found) else { continue };
                let pdf = self.converter.as_deref().map_or(Err(Unconverted::Absent), |it| it.convert(&bytes));
                produced.extend(pdf.as_ref().ok().map(|pdf| Produced { kind, pages: pdf.pages }));
                words.push((kind, bytes, pdf));
                continue;
            }
            let Some(document) = press.renderer.render(&mut view, kind, &produced).unload(&mut found) else {
                continue;
            };
            let document = fit(document, &mut session);
            let Some(pages) = layout(&document, &mut session).unload(&mut found) else { continue };
            produced.push(Produced { kind, pages: pages.pages.len() });
            documents.push((kind, whole.pages.len() + 1));
            whole.append(pages);
        }
        let properties = Properties { title: Some("预览".to_owned()), ..Properties::default() };
        let pdf = (!whole.pages.is_empty()).then(|| pdf::write(&whole, &session, &properties));
        let pdf = pdf.and_then(|written| {
            written.map_err(|fault| found.push(super::press::internal(&fault.to_string()))).ok()
        });
        Preview { pdf, documents, words, diagnostics: found }
    }
}
