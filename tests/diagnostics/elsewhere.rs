//! Codes that no spec alone brings about: the program is run in a folder, and says them.

use crate::support::program::huiwu;
use serde_json::Value;
use std::path::Path;

/// What rendering this spec says, one object a line.
fn rendered(spec: &str, format: &str) -> Vec<Value> {
    let desk = tempfile::tempdir().expect("a folder");
    std::fs::write(desk.path().join("会议.yaml"), spec).expect("a spec");
    huiwu(desk.path(), &["render", "会议.yaml", "-o", "out", "--format", format, "--message-format", "json"])
        .json()
}

fn says(lines: &[Value], code: &str) -> Option<String> {
    let line = lines.iter().find(|line| line["code"] == code)?;
    Some(line["message"].as_str().unwrap_or_default().to_owned())
}

fn meeting(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/meetings").join(name).join("spec.yaml");
    crate::support::read(&path)
}

/// incomplete-archive: the minutes are blocked, and the cover says that it does not count them.
#[test]
fn a_cover_says_what_it_does_not_count() {
    let whole = meeting("处室例会");
    assert_eq!(says(&rendered(&whole, "docx"), "incomplete-archive"), None);
    let blocked = whole.replace("审核人: 梁溪", "审核人:");
    let lines = rendered(&blocked, "docx");
    let message = says(&lines, "incomplete-archive").expect("incomplete-archive");
    assert!(message.contains("会议纪要"), "{message}");
    assert_eq!(says(&lines, "missing-element").as_deref(), Some("会议纪要、审核分发单缺少「审核人」"));
}

/// overfull-imprint: the block at the foot of the last page holds more than a page.
#[test]
fn an_imprint_of_more_than_a_page_is_refused() {
    let units: Vec<String> =
        (1..=400).map(|number| format!("云澜市第{number}综合协调工作领导小组办公室")).collect();
    let whole = meeting("处室例会");
    let long = whole.replace(
        "  主送: 督查考评处全体人员",
        &format!("  抄送: [{}]\n  主送: 督查考评处全体人员", units.join(", ")),
    );
    assert_ne!(whole, long);
    let lines = rendered(&long, "pdf");
    assert!(says(&lines, "overfull-imprint").is_some(), "{lines:#?}");
    assert_eq!(says(&rendered(&whole, "pdf"), "overfull-imprint"), None);
}

/// substituted-font: said when, and only when, a face of the run stands in for another.
#[test]
fn a_substituted_face_is_said() {
    let desk = tempfile::tempdir().expect("a folder");
    let faces = huiwu(desk.path(), &["fonts", "--message-format", "json"]).json();
    let is_substituted = faces.iter().any(|face| face["substitute"] == true);
    let said = says(&rendered(&meeting("处室例会"), "pdf"), "substituted-font");
    assert_eq!(said.is_some(), is_substituted, "{said:?}");
}

/// template-fault: a unit's template names what no meeting has.
#[test]
fn a_faulty_template_is_named() {
    let mut pack = huiwu::pack::builtin().expect("the built-in pack");
    for template in &mut pack.templates {
        if template.name == "notice" {
            template.text = template.text.replace("{{地点}}", "{{没有的项目}}");
        }
    }
    let renderer = huiwu::render::Renderer::new(&pack);
    let mut said = renderer.diagnostics;
    let spec = huiwu::load::load("会议.yaml", meeting("处室例会").as_bytes()).value.expect("a spec");
    let kind = huiwu::kind::Kind::Notice;
    let meeting = huiwu::check::check(&spec, huiwu::check::wanted(&spec)).value.expect("a meeting");
    if let Some(renderer) = renderer.value {
        said.extend(renderer.render(&mut renderer.view(&meeting), kind, &[]).diagnostics);
    }
    let [one] = said.try_into().expect("one diagnostic");
    assert_eq!(one.code, huiwu::diag::Code::TemplateFault);
    assert!(one.message.contains("没有的项目") && one.is_error(), "{}", one.message);
}
