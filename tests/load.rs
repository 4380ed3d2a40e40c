//! Loading: YAML and workbooks, twins, places, and files that mean no good.

#[path = "load/books.rs"]
mod books;
#[path = "load/hostile.rs"]
mod hostile;
#[path = "load/ledger.rs"]
mod ledger;
mod support;
#[path = "load/workbook.rs"]
mod workbook;
#[path = "load/yaml.rs"]
mod yaml;

use huiwu::load::load;
use huiwu::spec::Spec;
use std::fs;
use std::path::PathBuf;
use support::tree::{outline, said};
use support::twin::write_workbook;

/// The spec of a file without any problem.
fn sound(name: &str, bytes: &[u8]) -> Spec {
    let loaded = load(name, bytes);
    assert!(loaded.diagnostics.is_empty(), "{name}: {:#?}", loaded.diagnostics);
    loaded.value.expect("a spec")
}

/// What is said about a file.
fn told(name: &str, bytes: &[u8]) -> Vec<String> {
    said(&load(name, bytes).diagnostics)
}

fn cases() -> Vec<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/meetings");
    let mut cases: Vec<_> =
        fs::read_dir(root).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    cases.retain(|case| case.join("spec.yaml").is_file());
    cases.sort();
    cases
}

/// `UPDATE=1` writes each spec.xlsx anew from its spec.yaml.
#[test]
fn yaml_and_workbook_twins_are_the_same_tree() {
    for case in cases() {
        let yaml = fs::read(case.join("spec.yaml")).expect("a spec");
        let spec = sound("spec.yaml", &yaml);
        let written = write_workbook(&spec);
        assert_eq!(written, write_workbook(&spec), "the same bytes");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(case.join("spec.xlsx"), &written).expect("a written twin");
        }
        let kept = fs::read(case.join("spec.xlsx")).unwrap_or(written);
        let twin = sound("spec.xlsx", &kept);
        assert_eq!(outline(&twin.root), outline(&spec.root), "{}", case.display());
    }
}

#[test]
fn the_spec_of_the_manual_has_a_twin() {
    let spec = sound("manual.yaml", yaml::MANUAL.as_bytes());
    let twin = sound("manual.xlsx", &write_workbook(&spec));
    assert_eq!(outline(&twin.root), outline(&spec.root));
}

#[test]
fn other_files_are_refused() {
    assert_eq!(
        told("会议.docx", b""),
        ["unknown-file-type error - 不认识的文件类型「.docx」，应为 .yaml、.yml、.xlsx、.xlsm、.xls 或 .ods"]
    );
    assert_eq!(
        told("会议", b""),
        ["unknown-file-type error - 文件名没有扩展名，应为 .yaml、.yml、.xlsx、.xlsm、.xls 或 .ods"]
    );
    assert!(load("会议.ET", b"").diagnostics[0].help.as_deref().is_some_and(|help| help.contains("另存为")));
    assert_eq!(load("会议.et", b"").diagnostics[0].file.as_deref(), Some("会议.et"));
}
