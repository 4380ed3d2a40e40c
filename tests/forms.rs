//! Blank forms, and specs written in another form: nothing is lost on the way, whatever was typed.

#[path = "forms/blank.rs"]
mod blank;
#[path = "forms/filled.rs"]
mod filled;
#[path = "forms/generated.rs"]
mod generated;
#[path = "forms/schema.rs"]
mod schema;
mod support;

use huiwu::font::Fonts;
use huiwu::load::load;
use huiwu::pack;
use huiwu::pipeline::{self, Finished, Format, Pipeline, Request, SpecFormat};
use huiwu::spec::Spec;

fn the_pipeline() -> Pipeline {
    let pack = pack::builtin().expect("the built-in pack");
    let fonts = Fonts::discover(&[]).expect("Chinese fonts");
    Pipeline::new(&pack, fonts, &mut Vec::new()).expect("shared parts").expect("sound templates")
}

/// The documents of a spec, none of them blocked.
fn made(pipeline: &Pipeline, name: &str, bytes: &[u8]) -> Vec<Finished> {
    let request = Request { only: None, formats: Format::ALL.to_vec() };
    let outcome = pipeline.run(name, bytes, &request);
    assert!(outcome.blocked.is_empty(), "{name}: {:#?}", outcome.diagnostics);
    assert!(!outcome.finished.is_empty(), "{name}: {:#?}", outcome.diagnostics);
    outcome.finished
}

/// The same spec in another form; a failure to convert is one of the test.
fn converted(name: &str, bytes: &[u8], to: SpecFormat) -> Vec<u8> {
    let converted = pipeline::convert(name, bytes, to);
    let [(_, bytes)] = converted.files.as_slice() else { panic!("{name}: {:#?}", converted.diagnostics) };
    bytes.clone()
}

fn loaded(name: &str, bytes: &[u8]) -> Spec {
    let loaded = load(name, bytes);
    let errors: Vec<_> = loaded.diagnostics.iter().filter(|found| found.is_error()).collect();
    assert!(errors.is_empty(), "{name}: {errors:#?}");
    loaded.value.unwrap_or_else(|| panic!("{name} holds nothing"))
}

/// Through a workbook and back, a meeting gives the very documents it gave before.
#[test]
fn yaml_through_a_workbook_gives_the_same_documents() {
    let pipeline = the_pipeline();
    for (path, text) in support::meetings() {
        let first = made(&pipeline, "first.yaml", text.as_bytes());
        let workbook = converted("first.yaml", text.as_bytes(), SpecFormat::Workbook);
        let yaml = converted("second.xlsx", &workbook, SpecFormat::Yaml);
        for (name, bytes) in [("second.xlsx", &workbook), ("third.yaml", &yaml)] {
            assert!(
                first == made(&pipeline, name, bytes),
                "{}: {name} gives other documents",
                path.display()
            );
        }
    }
}

/// A workbook of ours, and one that a person made, come back as they were.
#[test]
fn workbooks_through_yaml_come_back() {
    for case in support::folders("meetings") {
        let theirs = std::fs::read(case.join("spec.xlsx")).expect("a workbook");
        let yaml = converted("spec.xlsx", &theirs, SpecFormat::Yaml);
        let ours = converted("spec.yaml", &yaml, SpecFormat::Workbook);
        assert!(
            loaded("a.xlsx", &ours).root.says_the_same_as(&loaded("b.xlsx", &theirs).root),
            "{}",
            case.display()
        );
        let again = converted("ours.xlsx", &ours, SpecFormat::Yaml);
        assert_eq!(String::from_utf8(again.clone()), String::from_utf8(yaml), "{}", case.display());
        let twice = converted("again.yaml", &again, SpecFormat::Workbook);
        assert!(twice == ours, "{}: the same meeting gives another workbook", case.display());
    }
}

/// What was typed stays as it was typed, and nothing else is written.
#[test]
fn texts_are_kept_as_typed() {
    let typed = "会议: {名称: 某会, 编号: \"007\"}\n时间: 11月24日（星期二）上午9:00至11:30\n通知:\n  缘由: |\n    第一段。\n\n    第二段：𬱖。\n  主送: [市委、市政府]\n参会人员: [{姓名: 徐 炎, 职务: \"=1+1\"}]\n记录: {议题: [{题目: 甲, 表决: {同意: 多数}}, {题目: 甲, 决定: [\"1.乙\\n2.丙\", 丁]}]}\n";
    let workbook = converted("a.yaml", typed.as_bytes(), SpecFormat::Workbook);
    let yaml = String::from_utf8(converted("a.xlsx", &workbook, SpecFormat::Yaml)).expect("UTF-8");
    let expected = "会议:\n  名称: 某会\n  编号: \"007\"\n\n时间: 11月24日（星期二）上午9:00至11:30\n\n参会人员:\n  - {姓名: 徐 炎, 职务: \"=1+1\"}\n\n通知:\n  缘由: |-\n    第一段。\n\n    第二段：𬱖。\n  主送:\n    - 市委、市政府\n\n记录:\n  议题:\n    - 题目: 甲\n      表决: {同意: 多数}\n    - 题目: 甲\n      决定:\n        - 事项: |-\n            1.乙\n            2.丙\n        - 丁\n";
    assert_eq!(yaml, expected);
}
