//! `huiwu schema`: what the loader reads validates, what it refuses does not.

use crate::support;
use huiwu::pipeline::json_schema;
use huiwu::pipeline::{self, SpecFormat};
use jsonschema::{Draft, Validator};
use serde_json::Value;

fn validator() -> Validator {
    let schema: Value = serde_json::from_str(&json_schema()).expect("JSON");
    assert!(jsonschema::draft202012::meta::is_valid(&schema), "not a schema of draft 2020-12");
    jsonschema::options().with_draft(Draft::Draft202012).build(&schema).expect("a schema")
}

/// A YAML text as an editor sees it.
fn seen(text: &str) -> Value {
    let value: serde_yaml::Value = serde_yaml::from_str(text).expect("YAML");
    serde_json::to_value(value).expect("JSON")
}

fn faults(validator: &Validator, text: &str) -> Vec<String> {
    validator.iter_errors(&seen(text)).map(|fault| format!("{}: {fault}", fault.instance_path)).collect()
}

#[test]
fn every_sound_meeting_validates() {
    let validator = validator();
    for (path, text) in support::meetings() {
        assert_eq!(faults(&validator, &text), [""; 0], "{}", path.display());
    }
    let blank = pipeline::blank(SpecFormat::Yaml, "其他", None).expect("a form");
    assert_eq!(faults(&validator, &String::from_utf8(blank).expect("UTF-8")), [""; 0]);
}

#[test]
fn short_forms_aliases_and_synonyms_validate() {
    let validator = validator();
    for text in [
        "会议: 某会\n时间: 2026年11月24日上午9:00至11:30\n主持人: 张建国",
        "meeting: {title: 某会, kind: 座谈会, copies: 20}\nvenue: 二楼",
        "会议信息: {会议名称: 某会, 编号: 7}\n名单: [张建国, {姓名: 李四}]",
        "材料: 无\n要求: 请准时参会\n通知: {用印: true, 主送: 各县}",
        "记录: {议题: {题目: 甲, 表决: 同意9, 决定: [乙]}}",
        "会议:\n时间: {开始: 2026-11-24, 结束: }\n参会人员:",
    ] {
        assert_eq!(faults(&validator, text), [""; 0], "{text}");
    }
}

/// Each refused for its own reason, so that no reason goes untested.
#[test]
fn what_the_loader_refuses_does_not_validate() {
    let validator = validator();
    for (text, place) in [
        ("会议: {名程: 某会}", "/会议"),
        ("与会任员: [张三]", ""),
        ("会议: {名称: 某会, 类型: 专题会}", "/会议"),
        ("会议: {紧急程度: 紧急}", "/会议"),
        ("通知: 某通知", "/通知"),
        ("地点: [甲, 乙]", "/地点"),
        ("会议: {份数: {甲: 乙}}", "/会议"),
        ("记录: {议题: [{题目: 甲, 表决: [9]}]}", "/记录/议题"),
        ("任务: [某事]", "/任务"),
    ] {
        let found: Vec<_> = validator.iter_errors(&seen(text)).map(|f| f.instance_path.to_string()).collect();
        assert!(found.iter().any(|path| path.starts_with(place)) && !found.is_empty(), "{text}: {found:?}");
    }
    for case in ["unknown-key", "invalid-choice"] {
        let folder = support::folders("invalid").into_iter().find(|folder| support::name(folder) == case);
        let text = support::read(&folder.expect("a fixture").join("spec.yaml"));
        assert!(!faults(&validator, &text).is_empty(), "{case}");
    }
}

/// Editors show these.
#[test]
fn every_key_is_explained() {
    let schema: Value = serde_json::from_str(&json_schema()).expect("JSON");
    let definitions = schema["$defs"].as_object().expect("definitions");
    assert!(definitions.len() > 130, "{}", definitions.len());
    for (name, definition) in definitions {
        assert!(definition["description"].as_str().is_some_and(|text| !text.is_empty()), "{name}");
    }
    assert_eq!(definitions["meeting.kind"]["enum"][4], "专题会议");
    assert_eq!(schema["properties"]["meeting"]["$ref"], "#/$defs/meeting");
    assert_eq!(schema["properties"]["参加人员"]["$ref"], "#/$defs/people");
}
