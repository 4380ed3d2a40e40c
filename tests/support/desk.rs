//! A folder to work in: files are put there, the real program is run there.

use super::program::{Run, huiwu};
use std::path::Path;
use tempfile::TempDir;

/// A folder that goes away when the test ends.
pub(crate) struct Desk(TempDir);

impl Desk {
    /// A folder with these files.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let desk = Self(tempfile::tempdir().expect("a folder"));
        for (path, text) in files {
            desk.put(path, text);
        }
        desk
    }

    /// Puts a file, and the folders above it.
    pub(crate) fn put(&self, path: &str, text: &str) {
        let path = self.folder().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    /// Puts a file that is no text.
    pub(crate) fn put_bytes(&self, path: &str, bytes: &[u8]) {
        self.put(path, "");
        std::fs::write(self.folder().join(path), bytes).expect("a file");
    }

    /// Runs the program.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        huiwu(self.folder(), arguments)
    }

    /// Where it is.
    pub(crate) fn folder(&self) -> &Path {
        self.0.path()
    }
}
