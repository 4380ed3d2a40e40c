//! The same meeting gives the same bytes: from YAML and from Excel, run after run, on any number of threads.

mod support;

use huiwu::font::Fonts;
use huiwu::load::load;
use huiwu::pack;
use huiwu::pipeline::{Finished, Format, Job, Pipeline, Request};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use support::ledger::write_ledger;
use support::program::{files, huiwu_with};

fn pipeline() -> Pipeline {
    let pack = pack::builtin().expect("the built-in pack");
    let fonts = Fonts::discover(&[]).expect("Chinese fonts");
    Pipeline::new(&pack, fonts, &mut Vec::new()).expect("shared parts").expect("sound templates")
}

fn made(pipeline: &Pipeline, spec: &Path) -> Vec<Finished> {
    let bytes = std::fs::read(spec).unwrap_or_else(|error| panic!("{}: {error}", spec.display()));
    let request = Request { only: None, formats: Format::ALL.to_vec() };
    let outcome = pipeline.run(&spec.to_string_lossy(), &bytes, &request);
    assert!(outcome.blocked.is_empty(), "{}: {:#?}", spec.display(), outcome.diagnostics);
    assert!(outcome.finished.len() >= 4, "{}: a notice and a sign-in sheet at least", spec.display());
    outcome.finished
}

/// Which documents differ, without printing them.
fn differing(some: &[Finished], others: &[Finished]) -> Vec<String> {
    let pairs = some.iter().zip(others).filter(|(one, other)| one != other);
    pairs.map(|(one, _)| format!("{}.{}", one.kind, one.format.extension())).collect()
}

#[test]
fn yaml_and_excel_give_the_same_bytes() {
    let pipeline = pipeline();
    let mut differ = Vec::new();
    for case in support::folders("meetings") {
        let (yaml, excel) =
            (made(&pipeline, &case.join("spec.yaml")), made(&pipeline, &case.join("spec.xlsx")));
        differ.extend(differing(&yaml, &excel).iter().map(|file| format!("{}: {file}", case.display())));
    }
    assert!(differ.is_empty(), "YAML and Excel differ:\n{}", differ.join("\n"));
}

/// All meetings of the fixtures in one workbook, a row for each.
#[test]
fn a_ledger_gives_the_same_bytes() {
    let pipeline = pipeline();
    let cases: Vec<PathBuf> =
        support::folders("meetings").iter().map(|case| case.join("spec.yaml")).collect();
    let specs: Vec<_> = cases
        .iter()
        .zip(1..)
        .map(|(case, number)| {
            let text = std::fs::read_to_string(case).expect("a spec");
            numbered(&text, number)
        })
        .collect();
    let loaded: Vec<_> =
        specs.iter().map(|text| load("spec.yaml", text.as_bytes()).value.expect("a spec")).collect();
    let ledger = write_ledger(&loaded.iter().collect::<Vec<_>>());
    let (jobs, shared) = Job::all("台账.xlsx", ledger);
    assert_eq!(*shared, []);
    assert_eq!(jobs.len(), specs.len());
    let request = Request { only: None, formats: Format::ALL.to_vec() };
    let mut differ = Vec::new();
    for ((job, text), case) in jobs.into_iter().zip(&specs).zip(&cases) {
        let row = pipeline.make(job, &request);
        let yaml = pipeline.run("spec.yaml", text.as_bytes(), &request);
        assert!(!yaml.finished.is_empty() && row.name == yaml.name, "{}", case.display());
        assert_eq!(row.finished.len(), yaml.finished.len(), "{}: {:#?}", case.display(), row.diagnostics);
        differ.extend(differing(&yaml.finished, &row.finished));
    }
    assert_eq!(differ, [""; 0]);
}

/// The spec with a number, where it has none.
fn numbered(text: &str, number: usize) -> String {
    if text.contains("\n  编号:") {
        text.to_owned()
    } else {
        text.replacen("\n会议:\n", &format!("\n会议:\n  编号: HY-{number}\n"), 1)
    }
}

/// A new run has read its fonts and templates anew, and an earlier document left nothing behind.
#[test]
fn two_runs_give_the_same_bytes() {
    let (first, second) = (pipeline(), pipeline());
    let cases = support::folders("meetings");
    let specs: Vec<PathBuf> = cases.iter().map(|case| case.join("spec.yaml")).collect();
    let forwards: Vec<_> = specs.iter().map(|spec| made(&first, spec)).collect();
    let mut backwards: Vec<_> = specs.iter().rev().map(|spec| made(&second, spec)).collect();
    backwards.reverse();
    for (spec, (one, other)) in specs.iter().zip(forwards.iter().zip(&backwards)) {
        assert_eq!(differing(one, other), [""; 0], "{}", spec.display());
    }
}

/// The folder of a run over all meetings, with the meetings named in this order.
fn output(threads: &str, specs: &[String]) -> BTreeMap<PathBuf, Vec<u8>> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut arguments = vec!["render", "-o", "out"];
    arguments.extend(specs.iter().map(String::as_str));
    let run = huiwu_with(folder.path(), &arguments, &[("RAYON_NUM_THREADS", threads)]);
    run.expect(0, &["个会议：写出"]);
    let found = files(&folder.path().join("out"));
    assert!(found.len() >= 5 * specs.len(), "documents and a manifest a meeting: {}", found.len());
    found
}

#[test]
fn threads_and_order_do_not_matter() {
    let cases = support::folders("meetings");
    let specs: Vec<String> =
        cases.iter().map(|case| case.join("spec.yaml").to_string_lossy().into_owned()).collect();
    let mut reversed = specs.clone();
    reversed.reverse();
    let one = output("1", &specs);
    assert_eq!(one.keys().filter(|path| path.ends_with("清单.json")).count(), specs.len());
    for other in [output("2", &specs), output("4", &reversed)] {
        assert!(one.keys().eq(other.keys()));
        let differ: Vec<_> = one.iter().filter(|(path, bytes)| other.get(*path) != Some(*bytes)).collect();
        let differ: Vec<_> = differ.iter().map(|(path, _)| path.display().to_string()).collect();
        assert!(differ.is_empty(), "{}", differ.join("\n"));
    }
}
