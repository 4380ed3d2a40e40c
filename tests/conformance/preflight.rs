//! PDF/A: all our PDFs come in; what Apache `PDFBox` Preflight finds in them is only what PDF/A-2 allows.
//!
//! Preflight knows PDF/A-1b (ISO 19005-1) and no other part. What it asks for beyond ISO 19005-2 is listed, each with its
//! clause; every other finding is a fault of ours. That it does find faults is seen in files spoilt on purpose.

use crate::office::pairs;
use lopdf::{Document, Object};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A finding that is no fault: its code and what its words end with.
struct Allowed {
    code: &'static str,
    words: &'static str,
    /// Why ISO 19005-2 does not ask for it.
    why: &'static str,
}

const ALLOWED: &[Allowed] = &[
    Allowed {
        code: "1.4",
        words: "/XRef cross reference streams are not allowed",
        why: "ISO 19005-2 builds on ISO 32000-1, which has them (7.5.8), and does not forbid them; ISO 19005-1 6.1.4 did",
    },
    Allowed {
        code: "7.11.2",
        words: "Error on MetaData, part must be 1",
        why: "ISO 19005-2 6.6.4: pdfaid:part is 2",
    },
    Allowed {
        code: "3.1.11",
        words: "The CIDSet entry is missing for the Composite Subset",
        why: "ISO 19005-2 6.2.11.4.2: a subset need not have a CIDSet; ISO 19005-1 6.3.5 asked for one",
    },
];

type Findings = BTreeMap<PathBuf, Vec<(String, String)>>;

/// What Preflight finds in each file; one virtual machine for all.
fn findings(files: &[PathBuf]) -> Findings {
    let classes = std::env::var_os("HUIWU_PREFLIGHT")
        .expect("HUIWU_PREFLIGHT must name the classes of Apache Preflight: run `make conformance`");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/Preflight.java");
    let output = Command::new("java")
        // The names of files and the words are not ASCII.
        .args(["-Dfile.encoding=UTF-8", "-Djava.awt.headless=true", "-cp"])
        .arg(classes)
        .arg(source)
        .args(files)
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap_or_else(|error| panic!("java cannot be run ({error}): `make conformance` installs it"));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "Preflight: {said}");
    let mut findings = Findings::new();
    let mut file = PathBuf::new();
    for line in String::from_utf8(output.stdout).expect("UTF-8").lines() {
        match (line.strip_prefix("= "), line.split_once('\t')) {
            (Some(name), _) => {
                file = PathBuf::from(name);
                findings.entry(file.clone()).or_default();
            }
            (None, Some((code, words))) => {
                let found = findings.entry(file.clone()).or_default();
                found.push((code.to_owned(), words.to_owned()));
            }
            (None, None) => panic!("Preflight: {line}"),
        }
    }
    findings
}

fn saved(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("preflight");
    std::fs::create_dir_all(&folder).expect("a folder for what is tried");
    let path = folder.join(format!("{name}.pdf"));
    std::fs::write(&path, bytes).expect("a file");
    path
}

/// The row of a finding that is allowed.
fn allowed((code, words): &(String, String)) -> Option<usize> {
    ALLOWED.iter().position(|allowed| code == allowed.code && words.ends_with(allowed.words))
}

#[test]
#[ignore = "needs Apache Preflight"]
fn preflight_finds_only_what_pdf_a_2_allows() {
    let files: Vec<PathBuf> = pairs().iter().map(|(name, pair)| saved(name, &pair.pdf_bytes)).collect();
    let findings = findings(&files);
    assert_eq!(findings.keys().collect::<Vec<_>>(), sorted(&files), "Preflight did not come to every file");
    let mut counts = vec![0; ALLOWED.len()];
    let mut faults = Vec::new();
    for (file, found) in &findings {
        for finding in found {
            match allowed(finding) {
                Some(at) => counts[at] += 1,
                None => faults.push(format!("{}: {} {}", file.display(), finding.0, finding.1)),
            }
        }
    }
    println!("Apache Preflight（PDF/A-1b）：{} 个 PDF", files.len());
    for (allowed, count) in ALLOWED.iter().zip(counts) {
        println!("    {} {}：{count} 处，PDF/A-2 不要求（{}）", allowed.code, allowed.words, allowed.why);
        assert!(count > 0, "{} {} is no longer found: take it off the list", allowed.code, allowed.words);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn sorted(files: &[PathBuf]) -> Vec<&PathBuf> {
    let mut files: Vec<&PathBuf> = files.iter().collect();
    files.sort();
    files
}

type Spoil = fn(&mut Document);

/// Files spoilt in one thing each: Preflight says so, and in no word that is allowed.
#[test]
#[ignore = "needs Apache Preflight"]
fn preflight_finds_what_is_spoilt() {
    let (_, pair) = pairs().iter().find(|(_, pair)| pair.is_fixture).expect("a document");
    let spoilt: [(&str, Spoil); 3] = [
        ("no-intent", |file| {
            file.catalog_mut().expect("a catalog").remove(b"OutputIntents");
        }),
        ("no-metadata", |file| {
            file.catalog_mut().expect("a catalog").remove(b"Metadata");
        }),
        ("no-font", |file| {
            for object in file.objects.values_mut() {
                if let Object::Dictionary(dictionary) = object {
                    dictionary.remove(b"FontFile2");
                    dictionary.remove(b"FontFile3");
                }
            }
        }),
    ];
    let files = spoilt.map(|(name, spoil)| {
        let mut file = Document::load_mem(&pair.pdf_bytes).expect("a PDF");
        spoil(&mut file);
        let mut bytes = Vec::new();
        file.save_to(&mut bytes).expect("a file");
        saved(name, &bytes)
    });
    for (file, found) in findings(&files) {
        assert!(found.iter().any(|finding| allowed(finding).is_none()), "{}: {found:?}", file.display());
    }
}
