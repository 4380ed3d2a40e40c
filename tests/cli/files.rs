//! Files: what is written, what is left alone, and what stands in the way.

use super::{ALL, Desk, FILES, FOLDER, MEETING, SOME, meeting_named, meeting_with, support};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

const RENDER: [&str; 6] = ["render", "会议.yaml", "-o", "out", "--only", SOME];

fn manifest(desk: &Desk) -> Value {
    let text = fs::read_to_string(desk.at("out").join(FOLDER).join("清单.json")).expect("a manifest");
    serde_json::from_str(&text).expect("JSON")
}

/// The files that the manifest lists.
fn listed(desk: &Desk) -> Vec<String> {
    let manifest = manifest(desk);
    let entries = manifest["documents"].as_array().expect("a list");
    entries.iter().map(|entry| entry["file"].as_str().expect("a name").to_owned()).collect()
}

fn changed(desk: &Desk) -> BTreeMap<PathBuf, SystemTime> {
    let folder = desk.at("out").join(FOLDER);
    let files = support::entries(&folder).into_iter();
    files
        .map(|path| (path.clone(), fs::metadata(path).expect("a file").modified().expect("a time")))
        .collect()
}

#[test]
fn all_documents_go_into_the_meetings_folder() {
    let desk = Desk::with_meeting();
    desk.run(&RENDER[..4]).expect(0, &["写出20个文件"]);
    assert_eq!(desk.made(), ALL);
    assert_eq!(listed(&desk), ALL[..20]);
    // Without -o, into output.
    desk.run(&["render", "会议.yaml", "--only", "notice", "--format", "docx"]).expect(0, &["output/"]);
    assert_eq!(support::program::names(&desk.at("output").join(FOLDER)), ["03-会议通知.docx", "清单.json"]);
}

#[test]
fn a_blocked_document_keeps_no_other_from_being_written() {
    let desk = Desk::new();
    desk.put("会议.yaml", meeting_with("审核人:", "# 审核人:"));
    let run = desk.run(&RENDER[..4]);
    run.expect(
        1,
        &[
            "会议纪要、审核分发单缺少「审核人」",
            "没有生成：会议纪要（missing-element）",
            "没有生成：审核分发单（missing-element）",
            "写出16个文件，2种文书没有生成，1个错误",
        ],
    );
    let blocked = |file: &&str| file.contains("会议纪要") || file.contains("审核分发单");
    let others: Vec<&str> = ALL.into_iter().filter(|file| !blocked(file)).collect();
    assert_eq!(desk.made(), others);
    // Where all are blocked there is not even a folder.
    desk.put("会议.yaml", meeting_with("名称:", "# 名称:"));
    desk.run(&["render", "会议.yaml", "-o", "又"]).expect(1, &["10种文书没有生成"]);
    assert!(!desk.at("又").exists());
}

#[test]
fn a_file_edited_by_hand_is_kept_unless_forced() {
    let desk = Desk::with_meeting();
    desk.run(&RENDER).expect(0, &[]);
    let edited = desk.at("out").join(FOLDER).join("03-会议通知.docx");
    let ours = fs::read(&edited).expect("the document");
    fs::write(&edited, b"edited").expect("an edit");
    for _ in 0..2 {
        let run = desk.run(&RENDER);
        run.expect(
            1,
            &[
                "错误[edited-by-hand]：「",
                "--> 会议.yaml\n",
                "03-会议通知.docx」生成之后被人改过，没有覆盖",
                "--force",
            ],
        );
        run.expect(1, &["写出0个文件，7个没有变化"]);
        assert_eq!(fs::read(&edited).expect("the document"), b"edited");
        assert_eq!(listed(&desk), FILES[..8], "it is still ours, and still known to be edited");
    }
    desk.run(&["render", "会议.yaml", "-o", "out", "--only", SOME, "--force"])
        .expect(0, &["写出1个文件，7个没有变化"]);
    assert_eq!(fs::read(&edited).expect("the document"), ours);
}

#[test]
fn a_strangers_file_of_the_same_name_is_kept_too() {
    let desk = Desk::with_meeting();
    desk.put(&format!("out/{FOLDER}/10-会议纪要.pdf"), "not ours");
    desk.run(&RENDER).expect(1, &["10-会议纪要.pdf」不在这个文件夹的清单里", "写出7个文件"]);
    assert!(!listed(&desk).contains(&"10-会议纪要.pdf".to_owned()));
}

#[test]
fn a_second_run_writes_nothing() {
    let desk = Desk::with_meeting();
    desk.run(&RENDER).expect(0, &["写出8个文件"]);
    let before = changed(&desk);
    assert_eq!(before.len(), 9);
    desk.run(&RENDER).expect(0, &["写出0个文件，8个没有变化"]);
    assert_eq!(changed(&desk), before);
}

#[test]
fn a_changed_meeting_replaces_what_it_changes() {
    let desk = Desk::with_meeting();
    desk.run(&RENDER).expect(0, &[]);
    let before = changed(&desk);
    desk.put("会议.yaml", meeting_with("503室", "505室"));
    desk.run(&RENDER).expect(0, &["写出6个文件，2个没有变化"]);
    let after = changed(&desk);
    let same = |name: &str| {
        before.iter().find(|(path, _)| path.ends_with(name))
            == after.iter().find(|(path, _)| path.ends_with(name))
    };
    assert!(same("14-归档封面.pdf") && !same("03-会议通知.pdf") && !same("清单.json"));
}

#[test]
fn manifests_of_several_runs_are_merged() {
    let desk = Desk::with_meeting();
    for only in ["minutes", "notice"] {
        let run = desk.run(&["render", "会议.yaml", "-o", "out", "--only", only, "--format", "docx"]);
        run.expect(0, &["写出1个文件"]);
    }
    assert_eq!(listed(&desk), ["03-会议通知.docx", "10-会议纪要.docx"]);
    desk.run(&RENDER).expect(0, &["写出6个文件，2个没有变化"]);
    assert_eq!(listed(&desk), FILES[..8]);
    // A file that is gone is no longer listed.
    fs::remove_file(desk.at("out").join(FOLDER).join("10-会议纪要.pdf")).expect("a file");
    desk.run(&["render", "会议.yaml", "-o", "out", "--only", "notice"]).expect(0, &["写出0个文件"]);
    assert_eq!(listed(&desk).len(), 7);
}

#[test]
fn the_same_meeting_twice_is_refused() {
    let desk = Desk::with_meeting();
    desk.put("又.yaml", MEETING);
    let run = desk.run(&["render", "会议.yaml", "又.yaml", "-o", "out", "--only", SOME]);
    run.expect(1, &["错误[same-meeting-twice]：与「会议.yaml」是同一天的同名会议", "共2个会议：写出8个文件"]);
    // But not a file that is named twice.
    desk.run(&["render", "会议.yaml", "./会议.yaml", "-o", "out"]).expect(0, &["共1个会议"]);
}

#[test]
fn folders_are_searched() {
    let desk = Desk::new();
    desk.put("月/一/会议.yaml", MEETING);
    desk.put("月/二.YML", meeting_named("甲会"));
    desk.put("月/.藏.yaml", "no: spec");
    desk.put("月/~$三.xlsx", "no workbook");
    desk.put("月/说明.txt", "no spec");
    desk.run(&["check", "月"]).expect(0, &["检查了2个会议"]);
    desk.run(&["render", "月", "-o", "out", "--only", "notice", "--format", "docx"])
        .expect(0, &["共2个会议：写出2个文件"]);
    let made: Vec<String> =
        support::entries(&desk.at("out")).iter().map(|path| support::name(path)).collect();
    assert_eq!(made, ["2026-11-23-甲会", FOLDER]);
    fs::create_dir(desk.at("空")).expect("a folder");
    for command in ["check", "render"] {
        let run = desk.run(&[command, "空"]);
        run.expect(
            1,
            &["错误[unreadable-file]：这是文件夹，里面没有会议文件（.yaml .yml .xlsx .xlsm .xls .ods）"],
        );
    }
    assert!(!desk.at("output").exists());
}

#[test]
fn an_output_folder_that_is_a_file_is_told_once() {
    let desk = Desk::with_meeting();
    desk.put("占用", "a file");
    for output in ["占用", "占用/文书"] {
        let run = desk.run(&["render", "会议.yaml", "-o", output]);
        run.expect(1, &["错误[unwritable-file]：「占用」是文件，不能当输出文件夹用", "写出0个文件，1个错误"]);
        assert_no_system_words(&run.said());
    }
    assert_eq!(fs::read(desk.at("占用")).expect("the file"), b"a file");
}

#[test]
fn a_file_that_cannot_be_written_stops_no_other() {
    let desk = Desk::with_meeting();
    desk.put(&format!("out/{FOLDER}/06-会议签到表.pdf/占位"), "in the way");
    let run = desk.run(&RENDER);
    run.expect(
        1,
        &[
            "错误[unwritable-file]：「",
            "06-会议签到表.pdf」写不进去：已有同名的文件夹",
            "写出7个文件，1个错误",
        ],
    );
    assert_no_system_words(&run.said());
    assert_eq!(listed(&desk).len(), 7);
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_told_for_each_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::with_meeting();
    let folder = desk.at("out").join(FOLDER);
    fs::create_dir_all(&folder).expect("a folder");
    let permit = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).expect("permissions");
    permit(0o555);
    let can_write = fs::write(folder.join("试"), "").is_ok();
    let run = desk.run(&RENDER);
    permit(0o755);
    if can_write {
        return; // root may write anywhere
    }
    run.expect(1, &["写出0个文件，8个错误"]);
    assert_eq!(run.out.matches("写不进去：没有权限，或正被别的程序占用").count(), 8);
    assert_no_system_words(&run.said());
}

#[test]
fn another_meeting_of_the_same_day_and_name_is_refused_in_a_later_run() {
    let desk = Desk::with_meeting();
    desk.run(&RENDER).expect(0, &[]);
    // With the same 编号 it would be the same meeting.
    let other = meeting_with("503室", "505室").replace("  编号:", "  # 编号:");
    desk.put("别处/会议.yaml", &other);
    let before = changed(&desk);
    let run = desk.run(&["render", "别处/会议.yaml", "-o", "out", "--only", SOME]);
    run.expect(
        1,
        &[
            "错误[same-meeting-twice]：「",
            "里是另一份会议文件「会议.yaml」生成的同名会议，这一份没有写出",
            "写出0个文件",
        ],
    );
    assert_eq!(changed(&desk), before, "nothing was touched");
    // The file itself, changed or moved, is the same meeting; another may take its place when that is said.
    desk.put("搬走/会议.yaml", MEETING);
    desk.run(&["render", "搬走/会议.yaml", "-o", "out", "--only", SOME]).expect(0, &["8个没有变化"]);
    desk.run(&["render", "别处/会议.yaml", "-o", "out", "--only", SOME, "--force"])
        .expect(0, &["写出6个文件"]);
}

#[test]
fn what_is_blocked_now_and_was_made_before_is_said_to_be_out_of_date() {
    let desk = Desk::with_meeting();
    desk.run(&RENDER).expect(0, &[]);
    desk.put("会议.yaml", meeting_with("审核人:", "# 审核人:"));
    let run = desk.run(&RENDER);
    run.expect(
        1,
        &["警告[outdated-file]：「10-会议纪要.docx」「10-会议纪要.pdf」是以前生成的，这次被拦下没有更新"],
    );
    let outdated = |desk: &Desk| -> Vec<String> {
        let manifest = manifest(desk);
        let entries = manifest["documents"].as_array().expect("a list").iter();
        let old = entries.filter(|entry| entry["outdated"] == true);
        old.map(|entry| entry["file"].as_str().expect("a name").to_owned()).collect()
    };
    assert_eq!(outdated(&desk), ["10-会议纪要.docx", "10-会议纪要.pdf"]);
    let written: Vec<&str> = FILES.into_iter().filter(|file| *file != "清单.json").collect();
    assert_eq!(listed(&desk), written);
    // Where everything is blocked it is said too.
    desk.put(
        "会议.yaml",
        meeting_with("503室", "").replace("主持人:", "# 主持人:").replace("地点:", "# 地点:"),
    );
    desk.run(&["render", "会议.yaml", "-o", "out", "--only", "notice"])
        .expect(1, &["警告[outdated-file]：「03-会议通知.docx」"]);
    assert_eq!(outdated(&desk).len(), 4);
    // Put right, nothing is out of date.
    desk.put("会议.yaml", MEETING);
    desk.run(&RENDER).expect(0, &[]);
    assert_eq!(outdated(&desk), [""; 0]);
}

#[test]
fn what_a_killed_run_left_is_swept() {
    let desk = Desk::with_meeting();
    desk.run(&RENDER).expect(0, &[]);
    let left = format!("out/{FOLDER}/.huiwu-Ab12Cd.tmp");
    desk.put(&left, "half a document");
    desk.put(&format!("out/{FOLDER}/.别人的.tmp"), "not ours");
    desk.run(&RENDER).expect(0, &["8个没有变化"]);
    assert!(!desk.at(&left).exists());
    assert!(desk.at(&format!("out/{FOLDER}/.别人的.tmp")).exists());
}

#[test]
fn nothing_temporary_is_left() {
    let desk = Desk::with_meeting();
    desk.run(&RENDER);
    desk.put(&format!("out/{FOLDER}/占位"), "");
    desk.put("会议.yaml", meeting_with("503室", "505室"));
    desk.run(&RENDER);
    let names = support::program::names(&desk.at("out"));
    assert!(names.iter().all(|name| !name.starts_with('.') && !name.contains(".tmp")), "{names:?}");
}

/// The system's own messages are English and mean nothing to the user.
fn assert_no_system_words(said: &str) {
    for words in ["os error", "denied", "No such", "Is a directory", "Not a directory", "exists"] {
        assert!(!said.contains(words), "{said}");
    }
}
