//! The manifest 清单.json: what was made, from what and with what, so that anyone can check it later.

use super::Written;
use crate::font::{Fonts, Role};
use crate::pipeline::PackUsed;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::path::Path;

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
    pub(super) documents: Vec<Entry>,
}

/// The spec.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Source {
    pub(super) file: String,
    pub(super) sha256: String,
}

/// The face that played a role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FontEntry {
    pub(super) role: String,
    pub(super) family: String,
    pub(super) substitute: bool,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) file: String,
    pub(super) kind: String,
    pub(super) format: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) pages: Option<usize>,
    pub(super) sha256: String,
}

impl Manifest {
    /// The manifest of what stands now.
    pub(super) fn new(
        name: &str,
        spec: &[u8],
        pack: Option<&PackUsed>,
        fonts: &Fonts,
        written: &[Written],
    ) -> Self {
        let file = Path::new(name).file_name().map(|name| name.to_string_lossy().into_owned());
        Self {
            tool: concat!("huiwu ", env!("CARGO_PKG_VERSION")).to_owned(),
            spec: Source { file: file.unwrap_or_default(), sha256: sha256(spec) },
            pack: pack.map_or_else(String::new, |pack| pack.name.clone()),
            pack_sha256: pack.map(|pack| pack.sha256.clone()),
            fonts: Role::ALL.into_iter().map(|role| font(fonts, role)).collect(),
            documents: written.iter().map(Entry::of).collect(),
        }
    }

    /// The hash a file had when it was written.
    pub(super) fn hash(&self, file: &str) -> Option<&str> {
        self.documents.iter().find(|entry| entry.file == file).map(|entry| entry.sha256.as_str())
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
            pages: written.pages,
            sha256: written.sha256.clone(),
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

/// SHA-256 in lower-case hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
