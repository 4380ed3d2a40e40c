//! Files with several meetings: what is made of the sound ones, and what is said of the others.

use super::support::ledger::write_ledger;
use super::{Desk, MEETING, meeting_named};
use huiwu::load::load;
use huiwu::spec::Spec;

fn spec(name: &str, number: &str) -> Spec {
    let text = meeting_named(name).replacen("会议:\n", &format!("会议:\n  编号: {number}\n"), 1);
    load("会议.yaml", text.as_bytes()).value.expect("a spec")
}

/// Three meetings of which the second lacks its reviewer.
fn ledger() -> Vec<u8> {
    let mut second = spec("乙会", "HY-2");
    super::support::element::forget(&mut second.root, &["审核人"]);
    write_ledger(&[&spec("甲会", "HY-1"), &second, &spec("丙会", "HY-3")])
}

#[test]
fn one_faulty_row_of_a_ledger_keeps_no_other_from_its_documents() {
    let desk = Desk::new();
    desk.put("台账.xlsx", ledger());
    let run = desk.run(&["render", "台账.xlsx", "-o", "out", "--format", "docx"]);
    run.expect(
        1,
        &["台账.xlsx › 会议 › ", "（HY-2 乙会）", "会议纪要、审核分发单缺少「审核人」", "共3个会议"],
    );
    let count = |name: &str| {
        let folders = super::support::entries(&desk.at("out"));
        let folder = folders.iter().find(|folder| folder.to_string_lossy().ends_with(name));
        super::support::entries(folder.expect("its folder")).len()
    };
    assert_eq!([count("甲会"), count("乙会"), count("丙会")], [11, 9, 11]);
    let said = desk.run(&["check", "台账.xlsx", "--message-format", "json"]).json();
    let missing = said.iter().find(|line| line["code"] == "missing-element").expect("an error");
    assert_eq!(missing["meeting"], "HY-2 乙会");
    assert_eq!(missing["sheet"], "会议");
    desk.run(&["check", "台账.xlsx"]).expect(1, &["检查了3个会议"]);
}

#[test]
fn documents_of_one_yaml_file_are_meetings_of_their_own() {
    let desk = Desk::new();
    let second = meeting_named("乙会").replacen("审核人:", "# 审核人:", 1);
    desk.put("十一月.yaml", format!("{MEETING}\n---\n{second}"));
    let line = MEETING.lines().count() + 2 + 34;
    desk.run(&["render", "十一月.yaml", "-o", "out", "--format", "docx"]).expect(
        1,
        &[
            "会议纪要、审核分发单缺少「审核人」",
            "共2个会议",
            &format!("十一月.yaml:{line}:1（DC-2026-011 乙会）"),
        ],
    );
    assert_eq!(super::support::entries(&desk.at("out")).len(), 2);
}
