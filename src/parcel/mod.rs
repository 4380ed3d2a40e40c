//! The archive package of a meeting: its files and what is said of them come in; a manifest, a zip, and every trace of
//! tampering go out.
//!
//! Bytes and names only: nothing here reads or writes a folder. A package proves that it is whole by its manifest; that
//! the manifest itself is the one that was made, only a digest kept elsewhere can prove (see [`Sums`]).

mod bundle;
mod digest;
mod manifest;
mod verify;
mod weighed;

pub use bundle::{pack, unpack};
pub use digest::{Sums, hexadecimal, sha256};
pub use manifest::{Absent, Entry, FORMAT, Header, Item, MANIFEST, Manifest, Totals, UNSAID};
pub use verify::{Tampering, Verdict, expected, verify};
pub use weighed::{Found, Weighed, What, weigh};

/// A file of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path in the package, parts divided by `/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Whether a path stays within the package and is legal on every system.
#[must_use]
pub fn is_safe(path: &str) -> bool {
    let is_part = |part: &str| {
        let is_odd = |c: char| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
        !part.is_empty() && part != "." && part != ".." && !part.contains(is_odd)
    };
    !path.is_empty() && path.split('/').all(is_part)
}
