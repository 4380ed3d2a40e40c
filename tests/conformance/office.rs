//! LibreOffice: DOCX files come in, the PDFs it makes of them go out, all in one run of the program, which is slow to start.

#![allow(clippy::unwrap_used, reason = "a test may stop at a missing program")]

use crate::support::made;
use crate::support::paper::Paper;
use crate::support::sample;
use huiwu::document::{Block, Document, PageNumbers};
use huiwu::length::Length;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// A document, its files, and both PDFs taken apart.
pub(crate) struct Pair {
    pub(crate) document: Document,
    pub(crate) docx: PathBuf,
    pub(crate) docx_bytes: Vec<u8>,
    pub(crate) pdf_bytes: Vec<u8>,
    /// Our PDF.
    pub(crate) ours: Paper,
    /// What LibreOffice makes of the DOCX.
    pub(crate) office: Paper,
    /// Whether it is a document of a fixture meeting.
    pub(crate) is_fixture: bool,
}

/// All documents by name.
pub(crate) fn pairs() -> &'static BTreeMap<String, Pair> {
    static PAIRS: OnceLock<BTreeMap<String, Pair>> = OnceLock::new();
    PAIRS.get_or_init(convert)
}

/// The document of a name.
pub(crate) fn pair(name: &str) -> &'static Pair {
    &pairs()[name]
}

/// Where everything is kept: own folder, own profile.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance")
}

/// A document and the bytes of its DOCX and PDF.
struct Files {
    document: Document,
    docx: Vec<u8>,
    pdf: Vec<u8>,
    is_fixture: bool,
}

fn files() -> BTreeMap<String, Files> {
    let volume = made::by_volume();
    let fixtures = made::all().iter().chain([made::one_issuer()]).chain(&volume).map(|made| {
        let (document, docx, pdf) = (made.document.clone(), made.docx.clone(), made.pdf.clone());
        (made.name(), Files { document, docx, pdf, is_fixture: true })
    });
    let samples = samples().into_iter().map(|(name, document)| {
        let (docx, pdf) = (made::docx(&document), made::pdf(&document));
        (name.to_owned(), Files { document, docx, pdf, is_fixture: false })
    });
    let ledger = made::ledger();
    let (docx, pdf) = (made::docx(&ledger), made::pdf(&ledger));
    let ledger = ("督办台账".to_owned(), Files { document: ledger, docx, pdf, is_fixture: true });
    fixtures.chain([ledger]).chain(samples).collect()
}

/// Documents made for a purpose.
fn samples() -> Vec<(&'static str, Document)> {
    let full = |length| Document { sheet: made::sheet(), ..sample::document(vec![length]) };
    let grid = full(made::block("主送机关", &"汉".repeat(28 * 44 + 3 * 28)));
    let mut table = sample::document(vec![Block::Table(sample::listed(0))]);
    let Block::Table(rows) = &mut table.blocks[0] else { unreachable!("a table was put there") };
    // The text block less the line below the table and the point of the paragraph after it.
    rows.rows[0].height = Length::mm(225.0) - Length::pt(2.5);
    vec![
        ("landscape", made::lying()),
        ("everything", sample::everything()),
        ("empty", sample::document(Vec::new())),
        ("grid", grid),
        ("foot-3", foot(3)),
        ("foot-19", foot(19)),
        ("foot-21", foot(21)),
        ("numbers-none", sample::landscape(PageNumbers::None)),
        ("numbers-not-first", sample::landscape(PageNumbers::OuterButFirst)),
        ("full-table", table),
    ]
}

fn foot(lines: usize) -> Document {
    let blocks = (0..lines).map(|line| sample::block(sample::FLUSH, &format!("第{line}行"))).collect();
    Document { imprint: Some(sample::imprint()), ..sample::document(blocks) }
}

fn convert() -> BTreeMap<String, Pair> {
    let folder = folder();
    let _ = fs::remove_dir_all(folder.join("pdf"));
    fs::create_dir_all(folder.join("docx")).unwrap();
    let files = files();
    let path = |name: &str| folder.join("docx").join(format!("{name}.docx"));
    for (name, file) in &files {
        fs::write(path(name), &file.docx).unwrap();
    }
    let output = Command::new("soffice")
        .env("FONTCONFIG_FILE", Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/fonts.conf"))
        .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder.join("pdf"))
        .args(files.keys().map(|name| path(name)))
        .output()
        .unwrap_or_else(|error| panic!("soffice cannot be run ({error}): `make conformance` installs it"));
    assert!(output.status.success(), "soffice: {}", String::from_utf8_lossy(&output.stderr));
    let pair = |(name, file): (String, Files)| {
        let made = folder.join("pdf").join(format!("{name}.pdf"));
        let office =
            fs::read(&made).unwrap_or_else(|error| panic!("{name} does not open in LibreOffice: {error}"));
        let pair = Pair {
            docx: path(&name),
            document: file.document,
            docx_bytes: file.docx,
            ours: Paper::open(&file.pdf),
            pdf_bytes: file.pdf,
            office: Paper::open(&office),
            is_fixture: file.is_fixture,
        };
        (name, pair)
    };
    files.into_iter().map(pair).collect()
}
