//! The real program, run in folders of its own: what it says, how it ends and what it leaves behind.

#[path = "cli/arguments.rs"]
mod arguments;
#[path = "cli/draft.rs"]
mod draft;
#[path = "cli/files.rs"]
mod files;
#[path = "cli/forms.rs"]
mod forms;
#[path = "cli/hostile.rs"]
mod hostile;
#[path = "cli/ledgers.rs"]
mod ledgers;
#[path = "cli/messages.rs"]
mod messages;
#[path = "cli/names.rs"]
mod names;
mod support;

use std::path::{Path, PathBuf};
use support::program::{Run, huiwu};
use tempfile::TempDir;

/// A short meeting with everything its documents need.
const MEETING: &str = include_str!("../fixtures/meetings/处室例会/spec.yaml");
/// Its folder in the output folder.
const FOLDER: &str = "2026-11-23-督查考评处11月第4周工作例会";
/// The files of the meeting's whole package.
const ALL: [&str; 21] = [
    "03-会议通知.docx",
    "03-会议通知.pdf",
    "04-会议议程.docx",
    "04-会议议程.pdf",
    "05-参会人员名单.docx",
    "05-参会人员名单.pdf",
    "06-会议签到表.docx",
    "06-会议签到表.pdf",
    "09-会议记录.docx",
    "09-会议记录.pdf",
    "10-会议纪要.docx",
    "10-会议纪要.pdf",
    "12-督办通知单.docx",
    "12-督办通知单.pdf",
    "13-审核分发单.docx",
    "13-审核分发单.pdf",
    "14-归档封面.docx",
    "14-归档封面.pdf",
    "15-归档文件目录.docx",
    "15-归档文件目录.pdf",
    "清单.json",
];
/// Four of its documents, where the test is about files whatever they hold.
const SOME: &str = "notice,sign-in,minutes,archive-cover";
/// Their files.
const FILES: [&str; 9] = [
    "03-会议通知.docx",
    "03-会议通知.pdf",
    "06-会议签到表.docx",
    "06-会议签到表.pdf",
    "10-会议纪要.docx",
    "10-会议纪要.pdf",
    "14-归档封面.docx",
    "14-归档封面.pdf",
    "清单.json",
];

/// A folder to work in, gone when the test is over.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    /// With the short meeting in 会议.yaml.
    fn with_meeting() -> Self {
        let desk = Self::new();
        desk.put("会议.yaml", MEETING);
        desk
    }

    fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn put(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.at(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, content).expect("a file");
    }

    fn run(&self, arguments: &[&str]) -> Run {
        huiwu(self.path(), arguments)
    }

    /// What the meeting's folder in `out` holds.
    fn made(&self) -> Vec<String> {
        support::program::names(&self.at("out").join(FOLDER))
    }
}

/// The short meeting with one passage replaced.
fn meeting_with(from: &str, to: &str) -> String {
    assert!(MEETING.contains(from), "{from}");
    MEETING.replacen(from, to, 1)
}

/// The short meeting of another name.
fn meeting_named(name: &str) -> String {
    meeting_with("督查考评处11月第4周工作例会", name)
}
