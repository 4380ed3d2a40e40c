//! The PDF: every document of the fixture meetings and some made for a purpose come in; their text, their fonts, the places
//! of their glyphs and lines, and what archives ask for, are read back from the bytes and checked.

#[path = "pdf/archive.rs"]
mod archive;
#[path = "pdf/fonts.rs"]
mod fonts;
#[path = "pdf/page.rs"]
mod page;
mod support;
#[path = "pdf/text.rs"]
mod text;

use huiwu::document::{Block, Document, Inline, Paragraph, Setup};
use huiwu::kind::Kind;
use huiwu::pack::builtin;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use support::made::{self, Made};
use support::paper::Paper;

/// A document of the built-in pack's styles.
fn document(paragraphs: &[(&str, &str)]) -> Document {
    let sheet = Arc::clone(&builtin().expect("the built-in pack").sheet);
    let block = |(style, text): &(&str, &str)| {
        let style = sheet.paragraph_named(style).expect("a style of the pack");
        let text = Inline::Text { text: (*text).to_owned(), style: None };
        Block::Paragraph(Paragraph::new(style, vec![text]))
    };
    Document {
        kind: Kind::Minutes,
        title: "试排".to_owned(),
        blocks: paragraphs.iter().map(block).collect(),
        sheet: Arc::clone(&sheet),
        setup: Setup::default(),
        letter: None,
        fill: None,
        imprint: None,
    }
}

/// Two full pages of body text and a little more.
fn full_pages() -> Document {
    document(&[("主送机关", &"汉".repeat(28 * 44 + 3 * 28))])
}

/// Every document of the fixture meetings with its PDF taken apart.
fn all() -> impl Iterator<Item = (&'static Made, &'static Paper)> {
    made::all().iter().zip(made::papers())
}

/// A PDF as a file, for the programs that read it.
fn saved(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pdf");
    std::fs::create_dir_all(&folder).expect("a folder for what is tried");
    let path = folder.join(format!("{name}.pdf"));
    std::fs::write(&path, bytes).expect("a file");
    path
}

/// What a program says, and whether it was content.
fn said(program: &str, package: &str, arguments: &[&std::ffi::OsStr]) -> (bool, Vec<u8>, String) {
    let output = Command::new(program).args(arguments).output().unwrap_or_else(|error| {
        panic!("{program} cannot be run ({error}): install {package}, or run `make test`")
    });
    (output.status.success(), output.stdout, String::from_utf8_lossy(&output.stderr).into_owned())
}
