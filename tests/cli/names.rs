//! Names: whatever a meeting is called, its documents stay in the output folder.

use super::{ALL, Desk, meeting_named, support};

/// Title as written in YAML, and the folder it leads to.
const NAMES: &[(&str, &str)] = &[
    ("../../x", "2026-11-23-.._.._x"),
    ("..", "2026-11-23-"),
    ("/etc/x", "2026-11-23-_etc_x"),
    (r"'..\..\x'", "2026-11-23-.._.._x"),
    (r"'C:\x'", "2026-11-23-C__x"),
    ("CON", "2026-11-23-CON"),
    ("'a*b?c\"d<e>f|g'", "2026-11-23-a_b_c_d_e_f_g"),
    ("会议. . .", "2026-11-23-会议"),
    ("\"左\\u202E右\\u200B\"", "2026-11-23-左右"),
    ("\"上\\n下\\t尾\\u0007\"", "2026-11-23-上下尾"),
    ("\"~root/$HOME/`x`\"", "2026-11-23-~root_$HOME_`x`"),
    ("𬱖", "2026-11-23-𬱖"),
];

#[test]
fn names_lead_nowhere_else() {
    for (title, folder) in NAMES {
        let desk = Desk::new();
        desk.put("里/会议.yaml", meeting_named(title));
        let run =
            desk.run(&["render", "里/会议.yaml", "-o", "里/out", "--only", "notice", "--format", "docx"]);
        assert_eq!(run.code, Some(0), "{title}: {}", run.said());
        let made: Vec<String> = support::program::files(desk.path())
            .keys()
            .map(|path| path.to_string_lossy().into_owned())
            .filter(|path| path != "里/会议.yaml")
            .collect();
        let expected = ["03-会议通知.docx", "清单.json"].map(|file| format!("里/out/{folder}/{file}"));
        assert_eq!(made, expected, "{title}");
    }
}

#[test]
fn a_name_without_end_is_cut() {
    for title in ["长".repeat(3_000), "𬱖".repeat(3_000), "a".repeat(3_000)] {
        let desk = Desk::new();
        desk.put("会议.yaml", meeting_named(&title));
        let run = desk.run(&["render", "会议.yaml", "-o", "out"]);
        assert_eq!(run.code, Some(0), "{}", run.said());
        let [folder] = support::entries(&desk.at("out")).try_into().expect("one folder");
        assert_eq!(support::program::names(&folder), ALL);
        let name = support::name(&folder);
        assert!(name.len() <= 240 && name.chars().count() <= 80, "{name}");
    }
}

#[test]
fn a_meeting_without_a_name_goes_by_its_file() {
    let desk = Desk::new();
    // The archive's cover does not need the day.
    let undated = meeting_named("CON").replacen("时间: 2026", "# 时间: 2026", 1);
    desk.put("con.yaml", undated);
    let run = desk.run(&["render", "con.yaml", "-o", "out", "--only", "archive-cover", "--format", "docx"]);
    run.expect(0, &["out/会议con\n"]);
}
