//! What stands in a package: the bytes of a file come in; what tells it from others goes out.

use super::digest::sha256;
use crate::foreign::{Fault, look};

/// Something that stands in a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its path in the package, parts divided by `/`.
    pub path: String,
    /// What it is.
    pub what: What,
}

/// What stands in a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A file.
    File(Weighed),
    /// A folder.
    Folder,
    /// A link to somewhere else.
    Link,
    /// Something else, a pipe or a device.
    Other,
    /// It cannot be read, and why.
    Unreadable(String),
}

/// A file without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighed {
    /// Its size in bytes.
    pub size: usize,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// The pages of a PDF, or why they cannot be counted; `None` for other files.
    pub pages: Option<Result<usize, Fault>>,
    /// The bytes of the manifest; of no other file.
    pub manifest: Option<Vec<u8>>,
}

/// A file of that path.
#[must_use]
pub fn weigh(path: &str, bytes: &[u8]) -> Weighed {
    let is_pdf = path.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("pdf"));
    let pages = || look("a.pdf", bytes).map(|seen| seen.pages.unwrap_or_default());
    Weighed {
        size: bytes.len(),
        sha256: sha256(bytes),
        pages: is_pdf.then(pages),
        manifest: (path == super::MANIFEST).then(|| bytes.to_vec()),
    }
}
