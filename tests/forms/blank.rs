//! `huiwu new`: a form that is sound as it is, explains everything, and overwrites nothing.

use crate::{converted, loaded, the_pipeline};
use huiwu::diag::{Code, Diagnostic, Severity};
use huiwu::kind::Kinds;
use huiwu::pipeline::{self, Format, Pipeline, Request, SpecFormat};
use huiwu::spec::vocabulary::{Field, Shape, TOP, VOTES};

fn blank(format: SpecFormat) -> Vec<u8> {
    pipeline::blank(format, "专题会议", None).expect("a form")
}

fn blank_text() -> String {
    String::from_utf8(blank(SpecFormat::Yaml)).expect("UTF-8")
}

fn problems(name: &str, bytes: &[u8], kinds: Option<Kinds>) -> Vec<Diagnostic> {
    Pipeline::check(name, bytes, kinds).diagnostics
}

#[test]
fn a_blank_form_lacks_elements_and_nothing_else() {
    for (name, format) in [("会议.yaml", SpecFormat::Yaml), ("会议.xlsx", SpecFormat::Workbook)] {
        for kinds in [None, Some(Kinds::all())] {
            let found = problems(name, &blank(format), kinds);
            assert!(found.iter().any(Diagnostic::is_error), "{name}");
            for problem in &found {
                let is_lack = match problem.severity {
                    Severity::Error => problem.code == Code::MissingElement,
                    Severity::Warning => problem.code == Code::RecommendedElement,
                    Severity::Note => false,
                };
                assert!(is_lack, "{name}: {problem:#?}");
            }
        }
    }
}

/// What is said to be missing in a workbook is pointed to where it is to be written.
#[test]
fn what_is_missing_is_pointed_to_where_it_belongs() {
    let found = problems("会议.xlsx", &blank(SpecFormat::Workbook), None);
    let title = found.iter().find(|found| found.message.contains("「会议名称」")).expect("no title");
    assert_eq!(title.location, huiwu::spec::cell_place("会议", 4, 1));
}

/// With every `# ` deleted and every example filled in, the blank YAML is one sound meeting.
#[test]
fn the_examples_together_are_a_sound_meeting() {
    let all: String = blank_text().lines().map(uncommented).collect();
    let pipeline = the_pipeline();
    let request = Request { only: Some(Kinds::all()), formats: vec![Format::Pdf] };
    let outcome = pipeline.run("会议.yaml", all.as_bytes(), &request);
    let errors: Vec<_> = outcome.diagnostics.iter().filter(|found| found.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{all}");
    assert_eq!(outcome.finished.len(), Kinds::all().iter().count(), "{:#?}", outcome.diagnostics);
    let mut lacking = Vec::new();
    lacks(TOP, &loaded("会议.yaml", all.as_bytes()).root, "", &mut lacking);
    assert!(lacking.is_empty(), "the blank form does not show {lacking:?}");
    // And so it is as a workbook, with every line and column of the form in use.
    converted("会议.yaml", all.as_bytes(), SpecFormat::Workbook);
}

/// The line as it is when its `# ` is deleted, with the example of an explanation in the place left for a value.
fn uncommented(line: &str) -> String {
    let indent: String = line.chars().take_while(|c| *c == ' ').collect();
    let rest = line.trim_start_matches(' ');
    if rest.starts_with("##") {
        return String::new();
    }
    if let Some(live) = rest.strip_prefix("# ") {
        return format!("{indent}{live}\n");
    }
    let Some((key, note)) = line.split_once(":  ") else { return format!("{line}\n") };
    let example = ["例：", "如："].iter().find_map(|mark| note.split_once(mark));
    let Some((_, example)) = example.filter(|_| !note.contains("每项一行")) else {
        return format!("{line}\n");
    };
    if note.contains("也可以写成一行") {
        return format!("{line}\n");
    }
    format!("{key}: {example}\n")
}

fn lacks(fields: &'static [Field], node: &huiwu::spec::Node, above: &str, lacking: &mut Vec<String>) {
    for field in fields {
        let path = format!("{above}.{}", field.key);
        let held: Vec<_> =
            std::iter::once(node).chain(node.items()).filter_map(|node| node.get(field.key)).collect();
        match (held.as_slice(), &field.shape) {
            ([], _) => lacking.push(path),
            ([one, ..], Shape::Map(inner, _) | Shape::List(Shape::Map(inner, _))) => {
                lacks(inner, one, &path, lacking);
            }
            ([one, ..], Shape::Votes) => lacks(VOTES, one, &path, lacking),
            _ => {}
        }
    }
}

#[test]
fn a_form_is_the_same_every_time() {
    for format in [SpecFormat::Yaml, SpecFormat::Workbook] {
        assert!(blank(format) == blank(format));
    }
    let text = blank_text();
    let order: Vec<usize> = TOP
        .iter()
        .filter_map(|field| {
            text.find(&format!("\n{}:", field.key)).or_else(|| text.find(&format!("\n# {}:", field.key)))
        })
        .collect();
    assert_eq!(order.len(), TOP.len());
    assert!(order.is_sorted(), "not in the vocabulary's order");
    for stage in ["会前", "会中", "会后"] {
        assert!(text.contains(&format!("##==== {stage} ====")), "{stage}");
    }
}
