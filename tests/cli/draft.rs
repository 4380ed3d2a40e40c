//! Drafts through the program: what stands in the folder, and what becomes of it when the meeting is complete.

use super::{Desk, FOLDER, MEETING, meeting_with};
use serde_json::Value;
use std::fs;

const NOTICE: [&str; 9] =
    ["render", "会议.yaml", "-o", "out", "--draft", "--only", "会议通知", "--format", "docx"];

fn without_venue() -> String {
    meeting_with("\n地点:", "\n# 地点:")
}

#[test]
fn a_draft_is_named_as_one_and_goes_when_the_document_is_final() {
    let desk = Desk::new();
    desk.put("会议.yaml", without_venue());
    let said =
        ["会议通知缺少「会议地点」", "只有草稿：会议通知（missing-element）", "写出1个文件，其中1个草稿"];
    desk.run(&NOTICE).expect(1, &said);
    assert_eq!(desk.made(), ["03-会议通知-草稿.docx", "清单.json"]);
    let manifest = fs::read_to_string(desk.at("out").join(FOLDER).join("清单.json")).expect("a manifest");
    let manifest: Value = serde_json::from_str(&manifest).expect("JSON");
    assert_eq!(manifest["documents"][0]["draft"], Value::Bool(true));
    desk.put("会议.yaml", MEETING);
    desk.run(&NOTICE).expect(0, &[]);
    assert_eq!(desk.made(), ["03-会议通知.docx", "清单.json"]);
    // Broken again: the final one stays beside the draft.
    let path = desk.at("out").join(FOLDER).join("03-会议通知.docx");
    let stands = fs::read(&path).expect("a file");
    desk.put("会议.yaml", without_venue());
    desk.run(&NOTICE).expect(1, &[]);
    assert_eq!(desk.made(), ["03-会议通知-草稿.docx", "03-会议通知.docx", "清单.json"]);
    assert_eq!(fs::read(&path).expect("a file"), stands);
}

#[test]
fn a_draft_that_a_person_changed_stays() {
    let desk = Desk::new();
    desk.put("会议.yaml", without_venue());
    desk.run(&NOTICE).expect(1, &[]);
    let path = desk.at("out").join(FOLDER).join("03-会议通知-草稿.docx");
    fs::write(&path, "改过").expect("a file");
    desk.put("会议.yaml", MEETING);
    desk.run(&NOTICE).expect(0, &["被人改过，没有删除"]);
    assert_eq!(fs::read(&path).expect("a file"), "改过".as_bytes());
}

#[test]
fn machines_are_told_of_drafts() {
    let desk = Desk::new();
    desk.put("会议.yaml", without_venue());
    let arguments: Vec<&str> = NOTICE.iter().copied().chain(["--message-format", "json"]).collect();
    let said = desk.run(&arguments).json();
    assert!(said.iter().any(|line| line["kind"] == "notice" && line["status"] == "draft"), "{said:?}");
    assert!(said.iter().any(|line| line["draft"] == true), "{said:?}");
}

#[test]
fn without_being_asked_for_there_are_no_drafts() {
    let desk = Desk::new();
    desk.put("会议.yaml", without_venue());
    let plain: Vec<&str> = NOTICE.iter().copied().filter(|word| *word != "--draft").collect();
    desk.run(&plain).expect(1, &["没有生成：会议通知"]);
    assert!(!desk.at("out").exists());
}
