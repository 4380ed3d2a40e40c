//! What other programs make of our DOCX: samples come in, LibreOffice's pages and the Open XML SDK's verdict are checked.
//!
//! Run by `make conformance` (`cargo test --test conformance -- --ignored`): needs `soffice` and `pdftotext` in the path; the
//! validator is the program named by `OOXML_VALIDATOR` and is left out where there is none.

#![allow(clippy::unwrap_used, reason = "a test may stop at a missing program")]

#[path = "support/sample.rs"]
#[allow(dead_code, reason = "the samples serve several suites")]
mod sample;

use huiwu::document::{Block, Document, PageNumbers, Properties};
use huiwu::write::docx::write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance").join(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn saved(name: &str, document: &Document) -> PathBuf {
    let path = folder(name).join("document.docx");
    fs::write(&path, write(document, &Properties::default()).unwrap()).unwrap();
    path
}

/// The pages as LibreOffice lays them out, each as its lines.
///
/// LibreOffice 7.4 reads neither `w:autoSpaceDE` nor `w:overflowPunct` as it should: they are put right in between.
fn pages(name: &str, document: &Document) -> Vec<Vec<String>> {
    let docx = saved(name, document);
    let folder = folder(name);
    let flat = folder.join("document.fodt");
    convert("fodt", &docx, &folder);
    let text = fs::read_to_string(&flat).unwrap();
    let text = text.replace(r#"style:text-autospace="ideograph-alpha""#, r#"style:text-autospace="none""#);
    let text = text.replace(r#"style:punctuation-wrap="hanging""#, r#"style:punctuation-wrap="simple""#);
    fs::write(&flat, text).unwrap();
    convert("pdf", &flat, &folder);
    let output =
        Command::new("pdftotext").arg("-layout").arg(folder.join("document.pdf")).arg("-").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let lines = |page: &str| {
        page.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
    };
    text.trim_end_matches('\u{c}').split('\u{c}').map(lines).collect()
}

fn convert(kind: &str, file: &Path, folder: &Path) {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/fonts.conf");
    let status = Command::new("soffice")
        .env("FONTCONFIG_FILE", fonts)
        .args([&profile, "--headless", "--convert-to", kind, "--outdir"])
        .arg(folder)
        .arg(file)
        .output()
        .unwrap()
        .status;
    assert!(status.success(), "soffice on {}", file.display());
}

fn foot(lines: usize) -> Document {
    let blocks = (0..lines).map(|line| sample::block(sample::FLUSH, &format!("第{line}行"))).collect();
    Document { imprint: Some(sample::imprint()), ..sample::document(blocks) }
}

#[test]
#[ignore = "needs LibreOffice"]
fn a_page_holds_22_lines_of_28_characters() {
    let document = sample::document(vec![sample::block(sample::FLUSH, &"汉".repeat(28 * 22 + 1))]);
    let pages = pages("grid", &document);
    // The 22nd line goes over with the one that would be alone.
    assert_eq!(pages[0].len(), 21 + 1, "{:?}", pages[0]);
    assert!(pages[0][..21].iter().all(|line| line.chars().count() == 28), "{:?}", pages[0]);
    assert_eq!(pages[0][21].replace(' ', ""), "—1—");
    assert_eq!(pages[1][1], "汉");
}

#[test]
#[ignore = "needs LibreOffice"]
fn the_imprint_stands_at_the_foot_or_on_a_page_of_its_own() {
    assert_eq!(pages("foot-19", &foot(19)).len(), 1);
    let two = pages("foot-21", &foot(21));
    assert_eq!(two.len(), 2);
    assert_eq!(two[0].len(), 21 + 1);
    assert!(two[1][0].starts_with("抄送：") && two[1][1].ends_with("日印发"), "{:?}", two[1]);
}

#[test]
#[ignore = "needs LibreOffice"]
fn numbers_are_left_out_where_the_document_wants_none() {
    for (name, numbers) in [("none", PageNumbers::None), ("first", PageNumbers::OuterButFirst)] {
        let pages = pages(name, &sample::landscape(numbers));
        assert!(!pages.iter().flatten().any(|line| line.starts_with('—')), "{name}: {pages:?}");
    }
}

#[test]
#[ignore = "needs LibreOffice"]
fn a_table_that_fills_its_page_adds_none() {
    let mut document = sample::document(vec![Block::Table(sample::listed(0))]);
    let Block::Table(table) = &mut document.blocks[0] else { unreachable!("a table was put there") };
    // The text block less the line below the table and the point of the paragraph after it.
    table.rows[0].height = huiwu::length::Length::mm(225.0) - huiwu::length::Length::pt(2.5);
    assert_eq!(pages("full", &document).len(), 1);
}

#[test]
#[ignore = "needs the Open XML SDK validator"]
fn the_validator_finds_nothing() {
    let Some(validator) = std::env::var_os("OOXML_VALIDATOR") else { return };
    let all = [
        ("everything", sample::everything()),
        ("landscape", sample::landscape(PageNumbers::None)),
        ("letter", sample::landscape(PageNumbers::OuterButFirst)),
        ("empty", sample::document(Vec::new())),
        ("foot", foot(3)),
    ];
    for (name, document) in all {
        let output = Command::new(&validator).arg(saved(name, &document)).output().unwrap();
        let verdict = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(verdict.contains(r#""ok": true"#), "{name}: {verdict}");
    }
}
