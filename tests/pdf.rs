//! The PDF: every document of the fixture meetings and some made for a purpose come in; their text, their fonts, the places
//! of their glyphs and lines, and what archives ask for, are read back from the bytes and checked.

#[path = "pdf/archive.rs"]
mod archive;
#[path = "pdf/fonts.rs"]
mod fonts;
#[path = "pdf/page.rs"]
mod page;
#[path = "pdf/structure.rs"]
mod structure;
mod support;
#[path = "pdf/text.rs"]
mod text;

use huiwu::document::{Document, Setup};
use huiwu::kind::Kind;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use support::made::{self, Made};
use support::paper::Paper;
use support::sample;

/// A document of the built-in pack's styles.
fn document(paragraphs: &[(&str, &str)]) -> Document {
    Document {
        kind: Kind::Minutes,
        title: "试排".to_owned(),
        sheet: made::sheet(),
        setup: Setup::default(),
        letter: None,
        fill: None,
        blocks: paragraphs.iter().map(|(style, text)| made::block(style, text)).collect(),
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

/// The name of a document, the document, its PDF and the PDF taken apart.
type Opened = (String, Document, Vec<u8>, Paper);

/// Every document of the fixture meetings, and some with all that a document can have, with their PDFs taken apart.
fn all_and_made() -> &'static [Opened] {
    static ALL: OnceLock<Vec<Opened>> = OnceLock::new();
    ALL.get_or_init(|| {
        let fixtures = made::all().iter().map(|made| (made.name(), made.document.clone(), made.pdf.clone()));
        let samples = [
            ("everything", sample::everything()),
            ("full-pages", full_pages()),
            ("tables", structure::tables()),
            ("empty", document(&[])),
        ];
        let samples = samples.into_iter().map(|(name, document)| {
            let pdf = made::pdf(&document);
            (name.to_owned(), document, pdf)
        });
        let opened = fixtures.chain(samples).map(|(name, document, pdf)| {
            let paper = Paper::open(&pdf);
            (name, document, pdf, paper)
        });
        opened.collect()
    })
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
