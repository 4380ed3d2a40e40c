//! One faulty meeting of each folder of `fixtures/invalid` among good ones: the good ones come out as without them, and
//! each faulty one is told once, by its own code.

use super::support::desk::Desk;
use super::support::program::{Run, files};
use super::support::{self, entries};
use super::{COUNT, meeting};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What the program says of a meeting only where it may not process classified matter.
const REFUSED: &str = "secrecy-refused";

/// What all the fixtures are called, for most tell of one meeting.
const TITLE: &str = "安全生产专题会";

/// The faulty files by the names they get: `late-minutes.yaml`.
fn faulty() -> BTreeMap<String, PathBuf> {
    let of = |folder: PathBuf| {
        let all = entries(&folder).into_iter();
        let spec = all.filter(|path| path.file_stem().is_some_and(|stem| stem == "spec")).max();
        let spec = spec.unwrap_or_else(|| panic!("{} has no spec", folder.display()));
        let extension = spec.extension().unwrap_or_default().to_string_lossy().into_owned();
        (format!("{}.{extension}", support::name(&folder)), spec)
    };
    support::folders("invalid").into_iter().map(of).collect()
}

/// A desk with good meetings only.
fn desk() -> Desk {
    let desk = Desk::new(&[]);
    (1..=COUNT + 2).for_each(|number| desk.put(&format!("会/好{number:02}.yaml"), &meeting(number)));
    desk
}

fn batch(desk: &Desk) -> Run {
    let own = ["batch", "会", "-o", "文书", "--classified", "--format", "docx", "--report", "报告.xlsx"];
    // In a folder, what is neither a text nor a workbook is taken for something else than a meeting.
    let doc = desk.folder().join("会/unknown-file-type.doc").exists().then_some("会/unknown-file-type.doc");
    let more: Vec<&str> = doc.into_iter().chain(["--message-format", "json"]).collect();
    desk.run(&[&own[..], &more].concat())
}

/// The files of good meetings.
fn good(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut good = files(folder);
    good.retain(|path, _| path.to_string_lossy().contains("次工作例会"));
    good
}

#[test]
fn one_of_each_faulty_meeting_harms_no_good_one_and_is_told_once() {
    let (alone, mixed) = (desk(), desk());
    let without = batch(&alone);
    without.expect(0, &[]);
    let faulty = faulty();
    for (number, (name, path)) in faulty.iter().enumerate() {
        let bytes = std::fs::read(path).expect("a spec");
        let renamed = String::from_utf8(bytes.clone())
            .map_or(bytes, |text| text.replace(TITLE, &format!("第{number}次{TITLE}")).into_bytes());
        mixed.put_bytes(&format!("会/{name}"), &renamed);
    }
    let run = batch(&mixed);
    run.expect(1, &[]);
    let (wanted, made) = (good(&alone.folder().join("文书")), good(&mixed.folder().join("文书")));
    assert!(wanted.len() > 3 * COUNT, "{}", wanted.len());
    super::assert_same(&wanted, &made);
    let report = std::fs::read(mixed.folder().join("报告.json")).expect("a report");
    let report: Value = serde_json::from_slice(&report).expect("JSON");
    let rows = report["meetings"].as_array().expect("rows");
    let lines = run.json();
    for name in faulty.keys() {
        told_once(name, &lines, rows);
    }
    assert!(!run.out.contains("（内置）"), "a place that nobody can change: {}", run.out);
    let blocked: usize = rows.iter().map(|row| row["blocked"].as_array().map_or(0, Vec::len)).sum();
    let summary = lines.last().expect("a summary");
    assert_eq!((&summary["summary"], &summary["blocked"]), (&"batch".into(), &blocked.into()));
    assert_eq!(summary["meetings"], rows.len());
}

/// Its own code, nothing twice, and one row of the report for each of its meetings that counts what was said of it.
fn told_once(name: &str, lines: &[Value], rows: &[Value]) {
    let path = format!("会/{name}");
    let (code, extension) = name.rsplit_once('.').expect("an extension");
    let of_file = |line: &&Value| line["spec"].as_str().or(line["file"].as_str()) == Some(&path);
    // What is wrong between meetings names two of them.
    let is_own = |line: &&Value| {
        !line["code"].is_null()
            && line["related"].as_array().is_none_or(|all| all.iter().all(|it| it["file"].is_null()))
    };
    let said: Vec<&Value> = lines.iter().filter(of_file).filter(is_own).collect();
    let across = lines.iter().filter(of_file).any(|line| line["code"] == code);
    assert!(code == REFUSED || across, "{name} is not told by its own code: {said:#?}");
    let once: BTreeSet<String> = said.iter().map(ToString::to_string).collect();
    assert_eq!(once.len(), said.len(), "{name} is told twice: {said:#?}");
    // Workbooks cannot be renamed here, so two of them are one meeting.
    let is_twin = said.iter().any(|line| line["code"] == "same-meeting-twice");
    assert!(!is_twin || extension == "xlsx", "{name} is one meeting with another");
    let own: Vec<&Value> = rows.iter().filter(|row| row["spec"] == *path).collect();
    let meetings: BTreeSet<&str> =
        own.iter().map(|row| row["meeting"].as_str().unwrap_or_default()).collect();
    assert!(!own.is_empty() && meetings.len() == own.len(), "{name}: {own:#?}");
    for (severity, key) in [("error", "errors"), ("warning", "warnings")] {
        let told = said.iter().filter(|line| line["severity"] == severity).count();
        let counted: u64 = own.iter().filter_map(|row| row[key].as_u64()).sum();
        assert_eq!(counted, told as u64, "{name}: {severity}s of {said:#?}");
    }
    let kinds: Vec<&str> = own
        .iter()
        .flat_map(|row| row["blocked"].as_array().into_iter().flatten())
        .filter_map(|blocked| blocked["kind"].as_str())
        .collect();
    assert_eq!(kinds.iter().collect::<BTreeSet<_>>().len(), kinds.len(), "{name}: {kinds:?}");
}
