//! What the data-driven suites share: fixtures come in, folders, texts and comparisons go out.

#![allow(dead_code, reason = "each test file uses a part of it")]

pub(crate) mod clauses;
pub(crate) mod desk;
pub(crate) mod element;
pub(crate) mod faulty;
pub(crate) mod filed;
pub(crate) mod forged;
pub(crate) mod ledger;
pub(crate) mod made;
pub(crate) mod output;
pub(crate) mod package;
pub(crate) mod paper;
pub(crate) mod program;
pub(crate) mod sample;
pub(crate) mod sheets;
pub(crate) mod tree;
pub(crate) mod twin;

use std::fs;
use std::path::{Path, PathBuf};

/// `fixtures/<room>` of the project.
fn fixtures(room: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(room)
}

/// What a folder holds, by name.
pub(crate) fn entries(folder: &Path) -> Vec<PathBuf> {
    let read = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut entries: Vec<PathBuf> = read.map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    entries
}

/// The folders of a room of the fixtures, by name; never none.
pub(crate) fn folders(room: &str) -> Vec<PathBuf> {
    let folders: Vec<PathBuf> = entries(&fixtures(room)).into_iter().filter(|path| path.is_dir()).collect();
    assert!(!folders.is_empty(), "fixtures/{room} is empty");
    folders
}

/// The good meetings: `fixtures/meetings/*/spec.yaml` and their texts.
pub(crate) fn meetings() -> Vec<(PathBuf, String)> {
    let specs = folders("meetings").into_iter().map(|folder| folder.join("spec.yaml"));
    specs.map(|path| (path.clone(), read(&path))).collect()
}

/// The last part of a path.
pub(crate) fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The text of a file.
pub(crate) fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Compares a text with an expected file, or renews the file when `UPDATE` is set; the difference, if there is one.
pub(crate) fn compare(path: &Path, text: &str) -> Option<String> {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        return None;
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    (expected != text).then(|| format!("{}\n--- expected\n{expected}--- said\n{text}", path.display()))
}
