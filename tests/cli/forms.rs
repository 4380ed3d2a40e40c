//! `huiwu new`, `convert` and `schema`: what they write, what they keep, what they say.

use crate::{Desk, MEETING};

#[test]
fn a_new_form_overwrites_nothing() {
    let desk = Desk::new();
    for file in ["会议.yaml", "表格/会议.xlsx"] {
        desk.run(&["new", file]).expect(0, &["写出了", "huiwu check"]);
        let first = std::fs::read(desk.at(file)).expect("a form");
        desk.put(file, "不要覆盖");
        desk.run(&["new", file]).expect(2, &["已经有了，没有覆盖", "--force"]);
        assert_eq!(std::fs::read(desk.at(file)).expect("the file"), "不要覆盖".as_bytes());
        desk.run(&["new", file, "--force"]).expect(0, &["写出了"]);
        assert!(std::fs::read(desk.at(file)).expect("a form") == first, "{file}: not the same form again");
        desk.run(&["check", file]).expect(1, &["缺少「会议名称」"]);
    }
    desk.run(&["new", "会议.docx"]).expect(2, &["扩展名应为 .xlsx"]);
    desk.run(&["new"]).expect(2, &["huiwu new 会议.xlsx"]);
    desk.run(&["new", "a.yaml", "--kind", "晨会"]).expect(2, &["不能写「晨会」", "座谈会"]);
    desk.run(&["new", "b.yaml", "--kind", "座谈会", "--schema", "会议.schema.json"]).expect(0, &[]);
    let text = std::fs::read_to_string(desk.at("b.yaml")).expect("a form");
    assert!(text.starts_with("# yaml-language-server: $schema=会议.schema.json\n"), "{text}");
    assert!(text.contains("  类型: 座谈会"), "{text}");
}

#[test]
fn a_meeting_is_converted_either_way() {
    let desk = Desk::with_meeting();
    desk.run(&["convert", "会议.yaml", "会议.xlsx"]).expect(0, &["写出了「会议.xlsx」", "注释"]);
    desk.run(&["convert", "会议.xlsx", "又.yaml"]).expect(0, &["写出了「又.yaml」"]);
    desk.run(&["convert", "会议.xlsx", "又.yaml"]).expect(2, &["已经有了，没有覆盖"]);
    desk.run(&["convert", "会议.xlsx", "又.xlsx"]).expect(2, &["同一种形式"]);
    desk.run(&["convert", "会议.xlsx"]).expect(2, &["来源和目标"]);
    desk.put("错.yaml", MEETING.replacen("名称", "名程", 1));
    desk.run(&["convert", "错.yaml", "错.xlsx"]).expect(1, &["没有「名程」这个项目"]);
    assert!(!desk.at("错.xlsx").exists());
    let json = desk.run(&["convert", "会议.yaml", "json.xlsx", "--message-format", "json"]).json();
    assert_eq!(json.len(), 2);
    assert_eq!((&json[0]["path"], &json[1]["code"]), (&"json.xlsx".into(), &"comments-dropped".into()));
}

/// Several meetings of one file become one file each.
#[test]
fn several_meetings_are_converted_to_a_folder() {
    let desk = Desk::new();
    let other = MEETING.replacen("督查考评处11月第4周工作例会", "又一次例会", 1);
    desk.put("几次.yaml", format!("{MEETING}\n---\n{other}\n---\n{other}"));
    desk.run(&["convert", "几次.yaml", "几次.xlsx"]).expect(2, &["里有3个会议", "目标写成文件夹"]);
    desk.run(&["convert", "几次.yaml", "出"]).expect(0, &["写出了"]);
    let names = crate::support::program::names(&desk.at("出"));
    assert_eq!(names, ["又一次例会.xlsx", "又一次例会（2）.xlsx", "督查考评处11月第4周工作例会.xlsx"]);
}

#[test]
fn the_schema_goes_to_a_file_or_to_the_screen() {
    let desk = Desk::new();
    let shown = desk.run(&["schema"]);
    shown.expect(0, &["https://json-schema.org/draft/2020-12/schema"]);
    desk.run(&["schema", "会议.schema.json"]).expect(0, &["写出了"]);
    assert_eq!(std::fs::read_to_string(desk.at("会议.schema.json")).expect("a schema"), shown.out);
    desk.run(&["schema", "会议.schema.json"]).expect(2, &["已经有了"]);
}
