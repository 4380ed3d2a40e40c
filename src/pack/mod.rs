//! Unit packs: the files of a pack and of those it builds on come in, one style sheet and one set of templates go out.
//!
//! The built-in pack 默认 is compiled in and lies under every other. A pack overrides file by file; in style.yaml, style
//! by style and key by key. No folder is opened here.

mod blank;
mod builtin;
mod files;
mod place;
mod sheet;
mod standard;
mod style;

pub use blank::blank;
pub use builtin::{calendar as builtin_calendar, files as builtin_files};
pub use files::{Files, Part, Text, WordFile};
pub use standard::{Deviation, clause, deviations};
pub use style::{StyleError, StyleFault};

use crate::diag::{Code, Diagnostic, Reported};
use crate::document::Sheet;
use crate::kind::Kind;
use std::sync::Arc;

/// A template or a partial with where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// The English name of the document's kind, or the partial's name.
    pub name: String,
    /// Its text.
    pub text: String,
    /// The file, as the user is told of it.
    pub file: Arc<str>,
    /// The folder of the pack that gives it.
    pub pack: String,
}

impl Template {
    /// Whether it is the program's own.
    #[must_use]
    pub fn is_built_in(&self) -> bool {
        self.file.ends_with(files::BUILT_IN)
    }
}

/// A document's template that is a Word file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordTemplate {
    /// The kind of its document.
    pub kind: Kind,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// The file, as the user is told of it.
    pub file: Arc<str>,
    /// The folder of the pack that gives it.
    pub pack: String,
}

/// Whether a word may have been meant for a known one.
#[must_use]
pub fn is_near(known: &str, found: &str) -> bool {
    strsim::normalized_damerau_levenshtein(known, found) >= 0.5
}

/// A unit's templates and styles.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The name of its folder.
    pub name: String,
    /// Its style sheet.
    pub sheet: Arc<Sheet>,
    /// Templates by the English name of the document's kind.
    pub templates: Vec<Template>,
    /// Word templates of documents; a document has one of these or one of those.
    pub words: Vec<WordTemplate>,
    /// Partials by name.
    pub partials: Vec<Template>,
}

/// A pack that cannot be used at all.
#[derive(Debug, thiserror::Error)]
#[error("单位包「{pack}」的 style.yaml 有误：{source}")]
pub struct Error {
    pack: String,
    source: StyleFault,
}

/// The built-in pack.
///
/// # Errors
/// Never in a released program: a test reads the pack.
pub fn builtin() -> Result<Pack, Error> {
    let files = builtin_files();
    let mut faults = Vec::new();
    let sheet = style::read(&[&files], &mut faults);
    if let Some(source) = faults.into_iter().next() {
        return Err(Error { pack: files.name, source });
    }
    Ok(with_sheet(&[&files], sheet))
}

/// The pack of a folder and those it builds on, its own first, the built-in one last.
///
/// Without a value only when there is no folder at all; what is wrong in a style sheet is located in its file.
#[must_use]
pub fn layered(chain: &[&Files]) -> Reported<Pack> {
    let mut faults = Vec::new();
    let sheet = style::read(chain, &mut faults);
    let diagnostics = faults.into_iter().map(|fault| fault.located(chain)).collect();
    Reported::new(with_sheet(chain, sheet), diagnostics)
}

fn with_sheet(chain: &[&Files], sheet: Sheet) -> Pack {
    let mut templates: Vec<Template> = Vec::new();
    let mut partials: Vec<Template> = Vec::new();
    let mut words: Vec<WordTemplate> = Vec::new();
    for files in chain {
        // The uppermost pack that has a template of either sort gives it; of one pack's two the Word file.
        for file in &files.words {
            let Some(Part::Word(kind)) = Part::at(&file.path) else { continue };
            let is_given = templates.iter().any(|known| known.name == kind.name())
                || words.iter().any(|known| known.kind == kind);
            if !is_given {
                let shown = files.shown(&file.path).into();
                let (bytes, pack) = (Arc::clone(&file.bytes), files.name.clone());
                words.push(WordTemplate { kind, bytes, file: shown, pack });
            }
        }
        for Text { path, text } in &files.texts {
            let (list, name) = match Part::at(path) {
                Some(Part::Template(kind)) if words.iter().any(|known| known.kind == kind) => continue,
                Some(Part::Template(kind)) => (&mut templates, kind.name().to_owned()),
                Some(Part::Partial(name)) => (&mut partials, name),
                _ => continue,
            };
            if list.iter().all(|known| known.name != name) {
                let file = files.shown(path).into();
                list.push(Template { name, text: text.clone(), file, pack: files.name.clone() });
            }
        }
    }
    let place = |template: &Template| template.name.parse::<Kind>().ok();
    templates.sort_by_key(place);
    partials.sort_by(|one, other| one.name.cmp(&other.name));
    let name = chain.first().map_or_else(String::new, |files| files.name.clone());
    words.sort_by_key(|word| word.kind);
    Pack { name, sheet: Arc::new(sheet), templates, words, partials }
}

impl StyleFault {
    /// The fault in the topmost file that says what is wrong.
    fn located(self, chain: &[&Files]) -> Diagnostic {
        let found = chain.iter().find_map(|files| {
            let place = place::find(files.text("style.yaml")?, &self.keys)?;
            Some((files.shown("style.yaml"), place))
        });
        let mut fault =
            Diagnostic::new(Code::StyleFault, crate::diag::Location::File, self.error.to_string());
        fault.help = self.error.help();
        if let Some((file, place)) = found {
            fault.file = Some(file.into());
            fault.location = place;
        } else if let Some(files) = chain.iter().find(|files| files.text("style.yaml").is_some()) {
            fault.file = Some(files.shown("style.yaml").into());
        }
        fault
    }
}
