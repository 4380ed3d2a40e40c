//! Drafts: each required element, taken out of a complete meeting, is printed as 【待补：…】 in the draft of each document that
//! requires it; the other documents are what they were.

mod support;

use huiwu::check::{Element, Need, elements};
use huiwu::font::Fonts;
use huiwu::kind::{Kind, Kinds};
use huiwu::load::load;
use huiwu::pack;
use huiwu::pipeline::{Finished, Format, Outcome, Pipeline, Request, Stage, Unready};
use huiwu::spec::Spec;
use support::element::take_out;
use support::package::Package;
use support::paper::Paper;

const KINDS: [Kind; 4] = [Kind::Notice, Kind::SignIn, Kind::Minutes, Kind::ArchiveCover];

fn complete() -> String {
    let mut meetings = support::meetings().into_iter();
    let (_, text) = meetings
        .find(|(path, _)| path.to_string_lossy().contains("安全生产推进会"))
        .expect("the complete meeting");
    text
}

fn pipeline() -> Pipeline {
    let pack = pack::builtin().expect("the built-in pack");
    let fonts = Fonts::discover(&[]).expect("Chinese fonts");
    Pipeline::new(&pack, fonts, &mut Vec::new()).expect("shared parts").expect("sound templates")
}

fn run(pipeline: &Pipeline, text: &str, kinds: Kinds, formats: &[Format], unready: Unready) -> Outcome {
    pipeline.run(
        "会议.yaml",
        text.as_bytes(),
        &Request { only: Some(kinds), formats: formats.to_vec(), unready },
    )
}

fn of(outcome: &Outcome, kind: Kind) -> &Finished {
    outcome.finished.iter().find(|done| done.kind == kind).unwrap_or_else(|| panic!("no {kind}"))
}

/// The labels printed as gaps.
fn gaps(text: &str) -> Vec<&str> {
    text.split("【待补：").skip(1).filter_map(|rest| rest.split('】').next()).collect()
}

/// The head of an element's path: with a whole list its items' elements are missing too.
fn is_under(path: &str, list: &str) -> bool {
    list.split('|').any(|list| path.starts_with(&format!("{list}[")))
}

#[test]
fn each_missing_element_is_a_gap_of_the_draft_and_of_nothing_else() {
    let text = complete();
    let pipeline = pipeline();
    let kinds: Kinds = KINDS.into_iter().collect();
    let whole = run(&pipeline, &text, kinds, &[Format::Docx], Unready::Blocked);
    assert_eq!(whole.finished.len(), KINDS.len());
    let required = |kind| {
        elements()
            .iter()
            .filter(move |element: &&Element| element.kind == kind && element.need == Need::Required)
    };
    let (mut count, mut unprinted) = (0, 0);
    for kind in KINDS {
        for element in required(kind) {
            let about = format!("{kind}「{}」（{}）", element.label, element.path);
            let mut spec: Spec = load("会议.yaml", text.as_bytes()).value.expect("a spec");
            assert!(take_out(&mut spec, element.path).is_some(), "{about}");
            let bare = huiwu::write::yaml::spec(&spec);
            let outcome = run(&pipeline, &bare, Kinds::NONE.with(kind), &[Format::Docx], Unready::Drafted);
            let draft = of(&outcome, kind);
            assert_eq!(draft.stage, Stage::Draft, "{about}");
            assert!(outcome.blocked.is_empty(), "{about}");
            assert!(outcome.diagnostics.iter().any(huiwu::diag::Diagnostic::is_error), "{about}");
            let body = Package::open(&draft.bytes).body_text();
            let found = gaps(&body);
            // The cover lists no files, and where 归档.题名 is given too it does not say 会议.名称.
            let is_unprinted = found.is_empty()
                && kind == Kind::ArchiveCover
                && ["会议.名称", "归档.文件[!无].题名"].contains(&element.path);
            assert!(is_unprinted || found.contains(&element.label), "{about}: {body}");
            unprinted += usize::from(is_unprinted);
            let also = |label: &&str| {
                required(kind).any(|other| other.label == *label && is_under(other.path, element.path))
            };
            let strange: Vec<_> =
                found.iter().filter(|label| **label != element.label && !also(label)).collect();
            assert!(strange.is_empty(), "{about}: {strange:?}");
            count += 1;
        }
    }
    assert!(count >= 38 && unprinted <= 2, "{count} elements, {unprinted} unprinted");
}

#[test]
fn what_is_complete_is_the_same_with_and_without_drafts() {
    let (text, pipeline) = (complete(), pipeline());
    let all = |unready| run(&pipeline, &text, Kinds::all(), &Format::ALL, unready);
    let drafted = all(Unready::Drafted);
    assert_eq!(drafted.finished, all(Unready::Blocked).finished);
    assert!(drafted.finished.iter().all(|done| done.stage == Stage::Final));
}

#[test]
fn what_cannot_be_read_is_a_gap_and_the_rest_stands() {
    let text = complete();
    let wrong = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    };
    let pipeline = pipeline();
    let body = |text: &str, kind| {
        let outcome = run(&pipeline, text, Kinds::NONE.with(kind), &[Format::Docx], Unready::Drafted);
        assert_eq!(of(&outcome, kind).stage, Stage::Draft);
        Package::open(&of(&outcome, kind).bytes).body_text()
    };
    let spec = load("会议.yaml", text.as_bytes()).value.expect("a spec");
    let chair = spec.root.get("主持人").and_then(|chair| chair.get("姓名")?.text()).expect("a name");
    let minutes = body(&text.replace(chair, &format!("{chair}？")), Kind::Minutes);
    assert!(gaps(&minutes).contains(&"姓名"), "{minutes}");
    let start = spec.root.get("时间").and_then(|time| time.get("开始")?.text()).expect("a start");
    let notice = body(&wrong(start, "2026-02-30 09:00"), Kind::Notice);
    assert!(gaps(&notice).iter().all(|label| *label == "会议时间"), "{notice}");
    assert!(notice.contains("定于【待补：会议时间】召开"), "{notice}");
}

#[test]
fn classified_matter_is_refused_as_a_draft_too() {
    let text = "会议: {名称: 某会, 密级: 机密}\n";
    let outcome = run(&pipeline(), text, Kinds::all(), &Format::ALL, Unready::Drafted);
    assert_eq!(outcome.finished, []);
    assert_eq!(outcome.blocked.len(), Kind::ALL.len());
}

/// 草稿 stands on each page of the PDF, and in a header of each kind of page of the DOCX.
#[test]
fn every_page_of_a_draft_is_marked() {
    let pipeline = pipeline();
    let letter = "会议: {名称: 某会}\n组织: {主办单位: 江州市某局}\n通知: {格式: 信函}\n";
    for (text, has_head) in [("会议: {名称: 某会}\n", false), (letter, true)] {
        let outcome = run(&pipeline, text, KINDS.into_iter().collect(), &Format::ALL, Unready::Drafted);
        assert_eq!(outcome.finished.len(), 8);
        assert_eq!(outcome.name.as_deref(), Some("未定日期-某会"));
        for done in &outcome.finished {
            match done.format {
                Format::Xlsx => panic!("a meeting's documents are no workbooks"),
                Format::Pdf => {
                    for page in &Paper::open(&done.bytes).pages {
                        let marked = page.lines().iter().any(|line| line.text().replace('　', "") == "草稿");
                        assert!(marked, "{}", done.kind);
                    }
                }
                Format::Docx => {
                    let package = Package::open(&done.bytes);
                    package.relationships_lead_somewhere();
                    let says = |part| package.text(part).contains("草　稿");
                    assert!(says("word/header2.xml"));
                    let body = package.text("word/document.xml");
                    for kind in ["default", "even", "first"] {
                        assert!(body.contains(&format!(r#"<w:headerReference w:type="{kind}""#)), "{body}");
                    }
                    if has_head && done.kind == Kind::Notice {
                        assert!(says("word/header1.xml"));
                    }
                }
            }
        }
    }
}
