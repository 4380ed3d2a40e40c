//! Identity: a spec, its path and the output folder come in; what tells it from another meeting of the same day and name goes out.

use super::manifest::sha256;
use serde::{Deserialize, Serialize};
use std::path::{Component, Path, PathBuf};

/// The spec a folder was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Source {
    /// The file's name; not said of classified matter.
    pub(super) file: String,
    /// SHA-256 of the file.
    pub(super) sha256: String,
    /// A hash of the way from the output folder to the file, so that two files of one name are two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) place: Option<String>,
    /// A hash of 会议.编号.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) number: Option<String>,
}

/// What is said of the name of a classified file.
const UNSAID: &str = "（涉密，不记文件名）";

/// Whether the name of a spec may be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Naming {
    /// It may.
    Said,
    /// It is classified: its file may be named after the meeting.
    Unsaid,
}

impl Source {
    /// The source of a spec's documents in an output folder.
    pub(super) fn new(
        spec: &Path,
        bytes: &[u8],
        number: Option<&str>,
        output: &Path,
        naming: Naming,
    ) -> Self {
        let name = spec.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Self {
            file: if naming == Naming::Said { name } else { UNSAID.to_owned() },
            sha256: sha256(bytes),
            place: way(output, spec).map(|way| short(&way)),
            number: number.map(short),
        }
    }

    /// Whether it is of classified matter, whose file is not named.
    pub(super) fn is_unsaid(&self) -> bool {
        self.file == UNSAID
    }

    /// Whether both are one meeting: the same file, the same content or the same 编号.
    pub(super) fn is(&self, other: &Self) -> bool {
        let both = |one: &Option<String>, two: &Option<String>| one.is_some() && one == two;
        let by_name = self.place.is_none() || other.place.is_none();
        self.sha256 == other.sha256
            || both(&self.place, &other.place)
            || both(&self.number, &other.number)
            || (by_name && self.file == other.file)
    }
}

pub(super) fn short(text: &str) -> String {
    sha256(text.as_bytes()).chars().take(16).collect()
}

/// The way from a folder to a file, `../十一月/会议.yaml`; it stays the same when both are moved together.
fn way(from: &Path, to: &Path) -> Option<String> {
    let (from, to) = (std::fs::canonicalize(from).ok()?, std::fs::canonicalize(to).ok()?);
    let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return None; // another drive
    }
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    let way: PathBuf = up.chain(to.components().skip(shared)).collect();
    Some(way.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_is_known_by_its_file_its_content_or_its_number() {
        let desk = tempfile::tempdir().expect("a folder");
        let at = |path: &str| desk.path().join(path);
        for folder in ["一", "二", "out"] {
            std::fs::create_dir(at(folder)).expect("a folder");
        }
        let source = |path: &str, bytes: &[u8], number: Option<&str>| {
            std::fs::write(at(path), bytes).expect("a file");
            Source::new(&at(path), bytes, number, &at("out"), Naming::Said)
        };
        let first = source("一/会议.yaml", b"a", Some("1"));
        assert!(first.is(&source("一/会议.yaml", b"b", None)), "edited");
        assert!(first.is(&source("二/搬走.yaml", b"a", None)), "moved");
        assert!(first.is(&source("二/会议.xlsx", b"c", Some("1"))), "the same number");
        assert!(!first.is(&source("二/会议.yaml", b"c", Some("2"))), "another of that name");
        let older = Source { place: None, ..first.clone() };
        assert!(older.is(&source("二/会议.yaml", b"c", None)), "what is not known is judged by the name");
        let unsaid = Source::new(&at("一/会议.yaml"), b"a", None, &at("out"), Naming::Unsaid);
        assert_eq!(unsaid.file, UNSAID);
    }
}
