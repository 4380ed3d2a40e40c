//! Files that mean no good, and honest ones beyond all measure: a clear message or documents, soon, in little memory.

use super::support::forged::bomb;
use super::support::program::{Run, files};
use super::support::sheets::{form, workbook};
use super::support::twin::write_workbook;
use super::{ALL, Desk, MEETING, meeting_named, meeting_with};
use huiwu::load::load;
use huiwu::spec::{Node, Spec, Value};
use std::fmt::Write;
use std::time::Duration;

/// As it is built for use; without optimisation everything takes several times as long.
const SOON: Duration = Duration::from_secs(if cfg!(debug_assertions) { 12 } else { 2 });
const MOST_KILOBYTES: u64 = 200 << 10;

fn within_bounds(name: &str, run: &Run) {
    assert!(run.time < SOON, "{name}: {:?}", run.time);
    assert!(run.peak.is_none_or(|peak| peak < MOST_KILOBYTES), "{name}: {:?} KB", run.peak);
    assert!(!run.said().contains("panicked") && !run.said().contains("internal-error"), "{}", run.said());
}

/// One error that names the file, and nothing written anywhere.
fn refused(name: &str, content: &[u8], expected: &str) {
    let desk = Desk::new();
    desk.put(name, content);
    for command in [&["check", name][..], &["render", name, "-o", "out"]] {
        let run = desk.run(command);
        run.expect(1, &[&format!("错误[{expected}"), &format!("--> {name}"), "1个错误"]);
        assert_eq!(run.out.matches("错误[").count(), 1, "{}", run.out);
        assert_eq!(run.err, "");
        within_bounds(name, &run);
        assert_eq!(files(desk.path()).into_keys().collect::<Vec<_>>(), [std::path::Path::new(name)]);
        assert!(!desk.at("out").exists(), "{name}");
    }
}

/// GBK of 会议: {名称: 某会}.
const GBK: &[u8] = b"\xBB\xE1\xD2\xE9: {\xC3\xFB\xB3\xC6: \xC4\xB3\xBB\xE1}\n";

#[test]
fn what_is_no_spec_is_refused() {
    refused("a.yaml", b"{{{{ :::: [", "broken-yaml");
    refused("a.yaml", "今天开会讨论了三件事。\n".as_bytes(), "wrong-shape");
    refused("a.yaml", b"", "empty-spec");
    refused("a.yaml", GBK, "not-text");
    refused("a.yaml", &[0; 4096], "not-text");
    refused("a.yaml", "[".repeat(300_000).as_bytes(), "too-large");
    refused("a.yaml", "某".repeat(12 << 20).as_bytes(), "too-large");
    refused("a.yaml", meeting_named("\"\\ud800\"").as_bytes(), "broken-yaml");
    refused("a.yaml", meeting_named("\"\\ud83c\\udf89\"").as_bytes(), "broken-yaml");
    refused("a.yaml", meeting_named("左\u{0}右").as_bytes(), "not-text");
    refused("a.yaml", meeting_named("左\u{1b}[31m右").as_bytes(), "broken-yaml");
    refused("a.xlsx", b"", "broken-workbook");
    refused("a.xlsx", GBK, "broken-workbook");
    refused("a.docx", b"", "unknown-file-type");
    refused("a", b"", "unknown-file-type");
}

#[test]
fn repetition_is_refused() {
    let mut bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (before, name) in "abcdefghi".chars().zip("bcdefghij".chars()) {
        let uses = vec![format!("*{before}"); 9].join(", ");
        writeln!(bomb, "{name}: &{name} [{uses}]").expect("a text");
    }
    refused("a.yaml", bomb.as_bytes(), "broken-yaml");
}

#[test]
fn workbooks_that_mean_no_good_are_refused() {
    let far = "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
               <row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>";
    let far = workbook(&[("会议", "", far.to_owned())]);
    assert!(far.len() < 3_000);
    refused("a.xlsx", &far, "too-large");
    for declared in [1 << 30, 1_000] {
        refused("a.xlsx", &bomb("xl/worksheets/sheet1.xml", declared), "too-large");
    }
    let whole = workbook(&[form(&[["会议名称", "某会"]])]);
    for part in [10, whole.len() / 2, whole.len() - 5] {
        refused("a.xlsx", &whole[..part], "broken-workbook");
    }
}

#[test]
fn a_folder_called_as_a_spec_is_a_folder() {
    let desk = Desk::new();
    std::fs::create_dir(desk.at("a.yaml")).expect("a folder");
    for command in ["check", "render"] {
        let run = desk.run(&[command, "a.yaml"]);
        run.expect(1, &["错误[unreadable-file]：这是文件夹，里面没有会议文件"]);
        within_bounds("a.yaml", &run);
    }
    assert!(!desk.at("output").exists());
}

/// A spec that is strange but sound is made into documents like any other.
fn made(name: &str, spec: &[u8]) -> Run {
    let desk = Desk::new();
    desk.put(name, spec);
    let run = desk.run(&["render", name, "-o", "out"]);
    assert_eq!(run.code, Some(0), "{}", run.said());
    assert!(!run.said().contains("panicked"), "{}", run.said());
    let names = super::support::program::names(&desk.at("out"));
    assert_eq!(names, ALL);
    run
}

#[test]
fn strange_texts_become_documents() {
    let name = "长".repeat(10_000);
    let cases = [
        ("a name without end", meeting_with("姓名: 宋砚清, 单", &format!("姓名: {name}, 单"))),
        ("a cell longer than a page", meeting_with("职务: 处长", &format!("职务: {}", "职".repeat(3_000)))),
        ("a word longer than a page", meeting_with("职务: 处长", &format!("职务: {}", "x".repeat(3_000)))),
        ("a word longer than a line", meeting_with("地点: ", &format!("地点: {}", "x".repeat(3_000)))),
        ("a title of one word", meeting_named(&"a".repeat(3_000))),
        ("marks of direction", meeting_with("地点: ", "地点: \u{202e}\u{2066}左\u{200f}")),
        ("a title within quotes", meeting_named("\"<w:p>&amp;{{会议.名称}}\\\\\"")),
        ("controls", meeting_named("\"左\\u0001\\e[31m右\\0\"")),
        ("breaks", meeting_with("地点: ", "地点: \"上\\n\\n\\n下\\t\" #")),
    ];
    for (what, spec) in cases {
        within_bounds(what, &made("a.yaml", spec.as_bytes()));
    }
}

/// Only the faces' character maps are looked through for a character that no face has.
#[test]
fn characters_that_no_face_has_are_named() {
    for (title, expected) in [("会\u{378}议", "（U+0378）"), ("会\u{3fffd}议", "（U+3FFFD）")] {
        let desk = Desk::new();
        desk.put("a.yaml", meeting_named(title));
        let run = desk.run(&["render", "a.yaml", "-o", "out"]);
        run.expect(1, &["错误[missing-glyph]：", expected, "10种文书没有生成"]);
        within_bounds(title, &run);
        assert!(!desk.at("out").exists());
    }
}

fn spec() -> Spec {
    load("a.yaml", MEETING.as_bytes()).value.expect("a spec")
}

/// The list under these keys.
fn list<'s>(spec: &'s mut Spec, keys: &[&str]) -> &'s mut Vec<Node> {
    let entry = super::support::element::entry_mut(&mut spec.root, keys).expect("an entry");
    match &mut entry.node.value {
        Value::List(items) => items,
        other => panic!("{keys:?}: {other:?}"),
    }
}

fn set(node: &mut Node, key: &str, value: Value) {
    super::support::element::entry_mut(node, &[key]).expect(key).node.value = value;
}

/// Minutes of about a thousand pages, as a workbook of legal size.
fn thousand_pages() -> Vec<u8> {
    let mut spec = spec();
    let paragraph = format!("会议指出，{}。", "要全面落实责任制，加强监督检查，".repeat(35));
    let topics = list(&mut spec, &["记录", "议题"]);
    let first = topics[0].clone();
    for number in 3..=375 {
        let mut topic = first.clone();
        set(&mut topic, "题目", Value::Text(format!("研究第{number}项工作")));
        let view = Node { id: first.id, value: Value::Text(paragraph.clone()) };
        set(&mut topic, "会议意见", Value::List(vec![view; 3]));
        topics.push(topic);
    }
    write_workbook(&spec)
}

/// A congress: 5,000 people.
fn thousands_of_people() -> String {
    let mut people = String::new();
    for number in 0..5_000_u32 {
        let name = char::from_u32(0x4E00 + number).expect("a character");
        writeln!(people, "  - {{姓名: 张{name}, 单位: 第{number}代表团, 职务: 代表}}").expect("a text");
    }
    meeting_with("参会人员:\n", &format!("参会人员:\n{people}"))
}

#[test]
#[ignore = "takes a minute without optimisation"]
fn documents_beyond_all_measure_are_made() {
    for (what, name, spec) in
        [("minutes", "a.xlsx", thousand_pages()), ("people", "a.yaml", thousands_of_people().into_bytes())]
    {
        let run = made(name, &spec);
        println!("{what}: {} KB in, {:?}, {:?} KB\n{}", spec.len() >> 10, run.time, run.peak, run.out);
    }
}
