//! Word templates: a unit's own .docx in its pack comes in; documents with its words filled in and its look untouched, what is
//! wrong in it at its paragraph, and PDFs by LibreOffice go out.
//!
//! `tests/word/notice.docx` was made by python-docx (`make_notice.py`), `tests/word/record.docx` by LibreOffice Writer from
//! `record.fodt`; both lie here so that the tests need neither. `UPDATE=1 cargo test --test word` renews the expected texts.

#[path = "word/blocks.rs"]
mod blocks;
#[path = "word/fills.rs"]
mod fills;
#[path = "word/forge.rs"]
mod forge;
#[path = "word/hostile.rs"]
mod hostile;
#[path = "word/pdf.rs"]
mod pdf;
#[path = "word/seeds.rs"]
mod seeds;
mod support;

use huiwu::diag::Diagnostic;
use huiwu::pack::{Files, WordFile};
use huiwu::pipeline::Office;
use support::desk::Desk;
use support::program::{Run, huiwu_with};

/// The template made by python-docx.
const NOTICE: &[u8] = include_bytes!("word/notice.docx");
/// The template made by LibreOffice Writer.
const RECORD: &[u8] = include_bytes!("word/record.docx");
/// A meeting in which nothing is left out.
const SPEC: &str = include_str!("../templates/示例会议.yaml");

/// A folder with a meeting and the pack 某局 that has these Word templates.
fn desk(words: &[(&str, &[u8])]) -> Desk {
    let desk = Desk::new(&[("会议.yaml", SPEC), ("templates/某局/unit.yaml", "名称: 某局\n")]);
    for (name, bytes) in words {
        desk.put_bytes(&format!("templates/某局/{name}"), bytes);
    }
    desk
}

/// Runs the program as on a machine without LibreOffice.
fn alone(desk: &Desk, arguments: &[&str]) -> Run {
    huiwu_with(desk.folder(), arguments, &[("HUIWU_LIBREOFFICE", "")])
}

/// What is said of a pack with one Word template.
fn faults(name: &str, bytes: &[u8]) -> Vec<Diagnostic> {
    let files = Files {
        name: "某局".to_owned(),
        shown: "某局".to_owned(),
        unit: "名称: 某局\n".into(),
        texts: Vec::new(),
        words: vec![WordFile { path: name.to_owned(), bytes: bytes.into() }],
        problems: Vec::new(),
    };
    let mut office = Office::default();
    office.add(vec![files]);
    office.faults("某局").0
}
