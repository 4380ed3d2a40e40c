//! The Word templates of a pack with what is wrong in them: an office and a name come in, copies with comments go out.

use super::Office;
use crate::diag::Diagnostic;
use crate::pack::WordTemplate;
use crate::render::lint::Found;
use crate::word::{Note, Package, annotated};
use std::sync::Arc;

/// A copy of a Word template in which Word's comments say what is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotated {
    /// The template, as the user is told of it.
    pub template: Arc<str>,
    /// The folder of the pack that gives it.
    pub folder: String,
    /// The name of the file.
    pub name: String,
    /// How many comments it has.
    pub notes: usize,
    /// Its bytes; nothing when nothing is wrong, or when the file cannot be opened at all.
    pub bytes: Option<Vec<u8>>,
}

impl Office {
    /// Copies of the Word templates of a pack and of those it builds on, those without faults too.
    #[must_use]
    pub fn annotated(&self, name: &str) -> Vec<Annotated> {
        let Some(at) = self.find(name) else { return Vec::new() };
        let of = |(template, found): (&WordTemplate, Vec<Found>)| {
            let giver = self.chain(at).find(|known| known.files.name == template.pack);
            let notes = notes(template, &found);
            let bytes = (!notes.is_empty()).then(|| copy(template, &notes)).flatten();
            Annotated {
                template: Arc::clone(&template.file),
                folder: giver.map_or_else(String::new, |known| known.files.shown.clone()),
                name: format!("{}.docx", template.kind.name()),
                notes: notes.len(),
                bytes,
            }
        };
        super::super::sample::words(&self.made(at).0).into_iter().map(of).collect()
    }
}

fn copy(template: &WordTemplate, notes: &[Note]) -> Option<Vec<u8>> {
    let package = Package::open(Arc::clone(&template.bytes)).ok()?;
    annotated(&package, notes).ok()
}

/// What is to be said, at its paragraph; of the file as a whole at the first one.
fn notes(template: &WordTemplate, found: &[Found]) -> Vec<Note> {
    let Ok(package) = Package::open(Arc::clone(&template.bytes)) else { return Vec::new() };
    let one = |found: &Found| {
        let (part, passage) = found.place.clone().unwrap_or_else(|| (package.main().to_owned(), 0));
        let elsewhere = (part != package.main()).then(|| place(&found.diagnostic)).flatten();
        let message = &found.diagnostic.message;
        let message = elsewhere.map_or_else(|| message.clone(), |place| format!("（{place}）{message}"));
        let help = found.diagnostic.help.as_ref().map(|help| format!("修改：{help}"));
        Note { part, passage, words: std::iter::once(message).chain(help).collect() }
    };
    found.iter().map(one).collect()
}

fn place(diagnostic: &Diagnostic) -> Option<String> {
    match &diagnostic.location {
        crate::diag::Location::Passage { place, text, .. } => Some(format!("{place}：{text}")),
        _ => None,
    }
}
