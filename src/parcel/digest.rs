//! Digests: bytes come in, SHA-256 as people copy it goes out.

use super::manifest::Manifest;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// SHA-256 in lower-case hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// Bytes in lower-case hexadecimal.
#[must_use]
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// The two digests by which a package is known from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sums {
    /// Of the manifest, and so of every file in the package: 包校验值.
    pub whole: String,
    /// Of the filed documents, without cover, catalogue and note: 文件校验值. The note can print it, for it is not in it.
    pub items: String,
}

impl Sums {
    /// The digests of a package with this manifest.
    #[must_use]
    pub fn of(manifest: &Manifest) -> Self {
        Self { whole: sha256(&manifest.bytes()), items: items(manifest) }
    }
}

/// A digest over the digests and names of the filed documents, in their order.
#[must_use]
pub(super) fn items(manifest: &Manifest) -> String {
    let entries = manifest.items.iter().flat_map(|item| &item.files);
    let lines = entries.fold(String::new(), |mut lines, entry| {
        let _ = writeln!(lines, "{}  {}", entry.sha256, entry.path);
        lines
    });
    sha256(lines.as_bytes())
}
