//! The files of a pack as they were read: names and texts come in, the one place where a pack's texts are looked up goes out.

use crate::diag::Diagnostic;
use crate::kind::Kind;
use std::sync::Arc;

/// One file of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Its path inside the pack: `notice.hbs`, `partials/落款.hbs`.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// A Word file of a pack.
#[derive(Clone, PartialEq, Eq)]
pub struct WordFile {
    /// Its path inside the pack: `notice.docx`.
    pub path: String,
    /// What it holds.
    pub bytes: Arc<[u8]>,
}

impl std::fmt::Debug for WordFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({} bytes)", self.path, self.bytes.len())
    }
}

/// A pack's folder as it was read, before anything is made of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Files {
    /// The name of the folder.
    pub name: String,
    /// The folder as the user is told of it; what the program brings along is marked 内置.
    pub shown: String,
    /// The bytes of unit.yaml.
    pub unit: Vec<u8>,
    /// style.yaml, templates and partials, by their paths.
    pub texts: Vec<Text>,
    /// Word templates.
    pub words: Vec<WordFile>,
    /// What was wrong while it was read: links, files too large, names that mean nothing.
    pub problems: Vec<Diagnostic>,
}

/// What a file of a pack is for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// unit.yaml: the unit's values.
    Unit,
    /// style.yaml: pages, faces and paragraphs.
    Style,
    /// `<kind>.hbs`: a document.
    Template(Kind),
    /// `partials/<name>.hbs`: a piece that templates share.
    Partial(String),
    /// `<kind>.docx`: a document that the unit keeps as a Word file.
    Word(Kind),
}

impl Part {
    /// What the file at a path inside a pack is for; nothing for a file that means nothing to a pack.
    #[must_use]
    pub fn at(path: &str) -> Option<Self> {
        if let Some(name) = path.strip_prefix("partials/") {
            let name = name.strip_suffix(".hbs")?;
            return (!name.is_empty()).then(|| Self::Partial(name.to_owned()));
        }
        match path {
            "unit.yaml" => Some(Self::Unit),
            "style.yaml" => Some(Self::Style),
            _ => {
                let (stem, extension) = path.rsplit_once('.')?;
                // Templates go by the stable English names; 会议通知.hbs would be a second name for one file.
                // What is made of many meetings stands apart from the kinds of one.
                let kinds = Kind::ALL.into_iter().chain(Kind::MONTH);
                let kind = kinds.into_iter().find(|kind| kind.name() == stem)?;
                match extension {
                    "hbs" => Some(Self::Template(kind)),
                    "docx" => Some(Self::Word(kind)),
                    _ => None,
                }
            }
        }
    }
}

impl Files {
    /// The text at a path inside the pack.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        self.texts.iter().find(|text| text.path == path).map(|text| text.text.as_str())
    }

    /// Whether the pack has a file of its own at a path inside it.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        self.text(path).is_some() || self.words.iter().any(|word| word.path == path)
    }

    /// Whether nothing but unit.yaml is in it.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.texts.is_empty() && self.words.is_empty()
    }

    /// A file of the pack as the user is told of it.
    #[must_use]
    pub fn shown(&self, path: &str) -> String {
        match self.shown.strip_suffix(BUILT_IN) {
            Some(folder) => format!("{folder}/{path}{BUILT_IN}"),
            None if self.shown.is_empty() => path.to_owned(),
            None => format!("{}/{path}", self.shown),
        }
    }
}

/// What is said of the files that the program brings along.
pub(super) const BUILT_IN: &str = "（内置）";
