//! The manifest 清单.json: what was made, from what and with what, so that anyone can check it later.

use super::Written;
use super::identity::Source;
use super::keep::{Kept, Noted};
use crate::font::{Borrowed, Fonts, Role};
use crate::kind::Kind;
pub(super) use crate::parcel::sha256;
use crate::pipeline::{PackUsed, Stage};
use serde::{Deserialize, Serialize};

/// The name of the manifest in a meeting's folder.
pub(super) const NAME: &str = "清单.json";

/// A meeting's manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) tool: String,
    pub(super) spec: Source,
    pub(super) pack: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) pack_sha256: Option<String>,
    pub(super) fonts: Vec<FontEntry>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) borrowed: Vec<Lent>,
    pub(super) documents: Vec<Entry>,
    /// What a month's run knows it by; only where all went well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) run: Option<Run>,
}

/// What a month's run knows a meeting's documents by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Run {
    /// A hash of all that the documents depend on.
    pub(super) key: String,
    /// How many meetings the spec's file holds.
    pub(super) of: usize,
    /// Which of them it is, from 0; unknown to older versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) number: Option<usize>,
    /// What it is called beside others of its file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) meeting: Option<String>,
    /// What is held of it against the other meetings of a run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) held: Option<Kept>,
    /// What was said of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) said: Vec<Noted>,
}

/// The face that played a role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FontEntry {
    pub(super) role: String,
    pub(super) family: String,
    pub(super) substitute: bool,
}

/// Characters that the face of their role lacks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Lent {
    pub(super) family: String,
    pub(super) characters: String,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) file: String,
    pub(super) kind: String,
    pub(super) format: String,
    /// Whether it is a draft; not said of others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) draft: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) pages: Option<usize>,
    /// Who laid it out, where that was not this program: `word-template`, `libreoffice`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) maker: Option<String>,
    pub(super) sha256: String,
    /// Made of an older state of the spec: the document is blocked now.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) outdated: bool,
}

impl Manifest {
    /// The manifest of what stands now.
    pub(super) fn new(spec: Source, pack: Option<&PackUsed>, fonts: &Fonts, written: &[Written]) -> Self {
        Self {
            tool: concat!("huiwu ", env!("CARGO_PKG_VERSION")).to_owned(),
            spec,
            pack: pack.map_or_else(String::new, |pack| pack.name.clone()),
            pack_sha256: pack.map(|pack| pack.sha256.clone()),
            fonts: Role::ALL.into_iter().map(|role| font(fonts, role)).collect(),
            borrowed: Vec::new(),
            documents: written.iter().map(Entry::of).collect(),
            run: None,
        }
    }

    /// The same, with the characters that another face than their role's draws.
    pub(super) fn with_borrowed(self, borrowed: &[Borrowed]) -> Self {
        let lent = |lent: &Borrowed| Lent {
            family: lent.family.clone(),
            characters: lent.characters.iter().collect(),
        };
        Self { borrowed: borrowed.iter().map(lent).collect(), ..self }
    }

    /// The hash a file had when it was written.
    pub(super) fn hash(&self, file: &str) -> Option<&str> {
        self.documents.iter().find(|entry| entry.file == file).map(|entry| entry.sha256.as_str())
    }

    /// Whether a file is a final document that is not out of date.
    pub(super) fn is_final(&self, file: &str) -> bool {
        let entry = self.documents.iter().find(|entry| entry.file == file);
        entry.is_some_and(|entry| entry.draft != Some(true) && !entry.outdated)
    }

    /// The same without its documents.
    pub(super) fn without_documents(&self) -> Self {
        Self { documents: Vec::new(), run: None, ..self.clone() }
    }

    /// Marks the documents of these kinds that this run did not make; their files and kinds.
    pub(super) fn mark_outdated(&mut self, blocked: &[Kind], made: &[String]) -> Vec<(String, Kind)> {
        let mut stale = Vec::new();
        for entry in self.documents.iter_mut().filter(|entry| !made.contains(&entry.file)) {
            if let Some(kind) = blocked.iter().find(|kind| kind.name() == entry.kind) {
                entry.outdated = true;
                stale.push((entry.file.clone(), *kind));
            }
        }
        stale
    }

    /// Takes over the entries of an older manifest that this run did not touch.
    pub(super) fn keep(&mut self, older: &Self, stands: impl Fn(&str) -> bool) {
        let is_new = |entry: &&Entry| !self.documents.iter().any(|known| known.file == entry.file);
        let kept: Vec<Entry> =
            older.documents.iter().filter(is_new).filter(|entry| stands(&entry.file)).cloned().collect();
        self.documents.extend(kept);
        self.documents.sort_by(|a, b| a.file.cmp(&b.file));
    }
}

impl Entry {
    fn of(written: &Written) -> Self {
        Self {
            file: written
                .path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default(),
            kind: written.kind.name().to_owned(),
            format: written.format.extension().to_owned(),
            draft: (written.stage == Stage::Draft).then_some(true),
            pages: written.pages,
            maker: written.maker.name().map(str::to_owned),
            sha256: written.sha256.clone(),
            outdated: false,
        }
    }
}

fn font(fonts: &Fonts, role: Role) -> FontEntry {
    FontEntry {
        role: role.label().to_owned(),
        family: fonts.file(fonts.role(role)).family.clone(),
        substitute: fonts.substitutions().iter().any(|substitution| substitution.role == role),
    }
}
