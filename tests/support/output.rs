//! What a run left: an output folder comes in, the text of its PDFs, its manifest and hashes go out.

use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The one file of that name below a folder.
#[track_caller]
pub(crate) fn file(folder: &Path, name: &str) -> PathBuf {
    let all = super::program::files(folder);
    let mut found = all.keys().filter(|path| super::name(path) == name);
    let path = found.next().unwrap_or_else(|| panic!("no {name} in {:?}", all.keys()));
    assert_eq!(found.next(), None, "{name} is there twice");
    folder.join(path)
}

/// The text of a PDF as pdftotext reads it, without white space.
#[track_caller]
pub(crate) fn text(folder: &Path, name: &str) -> String {
    let path = file(folder, name);
    let done = Command::new("pdftotext").args(["-enc", "UTF-8"]).arg(&path).arg("-").output();
    let done = done.expect("pdftotext of poppler-utils");
    let text = String::from_utf8(done.stdout).expect("UTF-8");
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The faces embedded in a PDF as pdffonts lists them.
#[track_caller]
pub(crate) fn fonts(folder: &Path, name: &str) -> String {
    let done = Command::new("pdffonts").arg(file(folder, name)).output();
    String::from_utf8(done.expect("pdffonts of poppler-utils").stdout).expect("UTF-8")
}

/// The manifest of the only meeting below a folder.
#[track_caller]
pub(crate) fn manifest(folder: &Path) -> Value {
    let text = std::fs::read_to_string(file(folder, "清单.json")).expect("a manifest");
    serde_json::from_str(&text).expect("JSON")
}

/// SHA-256 in lower-case hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hash, byte| {
        let _ = write!(hash, "{byte:02x}");
        hash
    })
}
