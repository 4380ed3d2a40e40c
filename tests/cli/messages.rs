//! Messages: for people and for machines, and how a run ends.

use super::{ALL, Desk, FOLDER, meeting_with, support};
use huiwu::diag::Code;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::io::Read;
use std::process::{Command, Stdio};
use support::program::{huiwu_with, program};

fn keys(line: &Value) -> BTreeSet<&str> {
    line.as_object().expect("an object").keys().map(String::as_str).collect()
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

#[test]
fn checking_ends_by_what_it_found() {
    let desk = Desk::with_meeting();
    desk.put("缺.yaml", meeting_with("地点:", "# 地点:"));
    // Warnings are no errors.
    desk.run(&["check", "会议.yaml"]).expect(0, &["检查了1个会议：2个警告。"]);
    desk.run(&["check", "会议.yaml", "--only", "签到表"]).expect(2, &[]);
    desk.run(&["check", "会议.yaml", "--only", "会议签到表"]).expect(0, &["检查了1个会议：没有发现问题。"]);
    let run = desk.run(&["check", "缺.yaml"]);
    run.expect(
        1,
        &["错误[missing-element]：", "--> 缺.yaml\n", "缺少「会议地点」", "检查了1个会议：1个错误"],
    );
    assert_eq!(run.err, "");
    // Only what the document needs.
    desk.run(&["check", "缺.yaml", "--only", "archive-cover"]).expect(0, &[]);
    let run = desk.run(&["check", "没有.yaml", "会议.yaml"]);
    run.expect(
        1,
        &["错误[unreadable-file]：没有这个文件\n   --> 没有.yaml\n", "检查了2个会议：1个错误、2个警告。"],
    );
    assert_eq!(support::program::names(desk.path()), ["会议.yaml", "缺.yaml"]);
}

#[test]
fn problems_are_one_json_object_a_line() {
    let desk = Desk::new();
    desk.put("会议.yaml", meeting_with("类型:", "天气: 晴\n  类型:"));
    let run = desk.run(&["check", "会议.yaml", "没有.yaml", "--message-format", "json"]);
    assert_eq!((run.code, run.err.as_str()), (Some(1), ""));
    let (lines, others): (Vec<Value>, Vec<Value>) =
        run.json().into_iter().partition(|line| line.get("code").is_some());
    assert!(lines.len() >= 4, "{}", run.out);
    let summary = others.last().expect("a summary");
    let count = |severity: &str| lines.iter().filter(|line| line["severity"] == severity).count();
    assert_eq!(summary["summary"], "check");
    assert_eq!((&summary["meetings"], &summary["errors"]), (&2.into(), &count("error").into()));
    assert_eq!((&summary["warnings"], &summary["notes"]), (&count("warning").into(), &count("note").into()));
    for readiness in &others[..others.len() - 1] {
        assert_eq!(keys(readiness), ["file", "kind", "status", "codes"].into(), "{readiness}");
        assert_eq!((&readiness["file"], &readiness["status"]), (&"会议.yaml".into(), &"blocked".into()));
        assert_eq!(readiness["codes"], serde_json::json!(["unknown-key"]), "{readiness}");
    }
    assert_eq!(others.len(), 11, "ten documents are asked for: {others:?}");
    for line in &lines {
        let known: BTreeSet<&str> =
            ["code", "severity", "message", "file", "line", "column", "help", "related"].into();
        assert!(keys(line).is_subset(&known), "{line}");
        assert!(keys(line).is_superset(&["code", "severity", "message", "file"].into()), "{line}");
        assert!(Code::ALL.iter().any(|code| line["code"] == code.name()), "{line}");
    }
    let unknown = lines.iter().find(|line| line["code"] == "unknown-key").expect("the unknown key");
    assert_eq!(unknown["file"], "会议.yaml");
    assert!(unknown["line"].is_u64() && unknown["column"].is_u64());
    let unread = lines.iter().find(|line| line["code"] == "unreadable-file").expect("the other file");
    assert_eq!(keys(unread), ["code", "severity", "message", "file", "help"].into());
}

#[test]
fn problems_of_a_workbook_name_sheet_and_cell() {
    let desk = Desk::new();
    let sheets = support::sheets::workbook(&[support::sheets::form(&[
        ["会议名称", "某会"],
        ["会议类型", "火星会议"],
    ])]);
    desk.put("会议.xlsx", sheets);
    let run = desk.run(&["check", "会议.xlsx", "--message-format", "json"]);
    let lines = run.json();
    let choice = lines.iter().find(|line| line["code"] == "invalid-choice").expect("the bad choice");
    assert_eq!((choice["sheet"].as_str(), choice["cell"].as_str()), (Some("会议"), Some("B3")));
    assert_eq!(choice.get("line"), None);
    desk.run(&["check", "会议.xlsx"]).expect(
        1,
        &[
            "错误[invalid-choice]：",
            "   --> 会议.xlsx › 会议 › B3\n   3 | 会议类型 | 火星会议\n     |            ^^^^^^^^\n",
        ],
    );
}

#[test]
fn written_files_are_one_json_object_a_line() {
    let desk = Desk::with_meeting();
    for state in ["written", "unchanged"] {
        let run = desk.run(&["render", "会议.yaml", "-o", "out", "--message-format", "json"]);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
        let written: Vec<Value> = run.json().into_iter().filter(|line| line.get("path").is_some()).collect();
        assert_eq!(written.len(), 20);
        for line in &written {
            let expected = ["kind", "format", "file", "path", "sha256", "pages", "state"];
            assert_eq!(keys(line), expected.into(), "{line}");
            let path = line["path"].as_str().expect("a path");
            let bytes = std::fs::read(desk.at(path)).expect("the file");
            assert_eq!(line["sha256"], sha256(&bytes).as_str(), "{path}");
            assert_eq!((&line["file"], &line["state"]), (&"会议.yaml".into(), &state.into()));
            let extension = line["format"].as_str().expect("a format");
            assert!(path.ends_with(extension) && line["pages"].as_u64() > Some(0), "{line}");
        }
        let first = &written[0];
        assert_eq!((&first["kind"], &first["format"]), (&"notice".into(), &"docx".into()));
    }
}

#[test]
fn each_document_is_ready_or_blocked_and_by_what() {
    let desk = Desk::new();
    desk.put("缺.yaml", meeting_with("审核人:", "# 审核人:"));
    let run = desk.run(&["check", "缺.yaml"]);
    run.expect(
        1,
        &["缺.yaml\n  会议通知      可生成\n  会议议程      可生成\n  参会人员名单  可生成\n  会议签到表    可生成\n  会议记录      可生成\n  会议纪要      被拦下  missing-element\n  督办通知单    可生成\n  审核分发单    被拦下  missing-element\n  归档封面      可生成\n  归档文件目录  可生成\n检查了1个会议："],
    );
    let run = desk.run(&["check", "缺.yaml", "--only", "minutes", "--message-format", "json"]);
    let lines = run.json();
    let ready: Vec<&Value> = lines.iter().filter(|line| line.get("status").is_some()).collect();
    let expected = serde_json::json!({"file": "缺.yaml", "kind": "minutes", "status": "blocked", "codes": ["missing-element"]});
    assert_eq!(ready, [&expected]);
}

#[test]
fn people_are_told_what_was_written() {
    let desk = Desk::with_meeting();
    let run = desk.run(&["render", "会议.yaml", "-o", "out"]);
    run.expect(
        0,
        &[&format!("out/{FOLDER}\n  03-会议通知.docx\n  03-会议通知.pdf　"), "共1个会议：写出20个文件，"],
    );
    assert_eq!(run.err, "");
    desk.run(&["render", "会议.yaml", "-o", "out"])
        .expect(0, &["03-会议通知.docx　没有变化\n", "共1个会议：写出0个文件，20个没有变化"]);
}

#[test]
fn nothing_but_text_is_written_where_there_is_no_terminal() {
    let desk = Desk::with_meeting();
    desk.put("又.yaml", meeting_with("地点:", "# 地点:"));
    for variables in [&[][..], &[("NO_COLOR", "1")], &[("CLICOLOR_FORCE", "1"), ("TERM", "xterm-256color")]] {
        let run = huiwu_with(desk.path(), &["render", ".", "-o", "out"], variables);
        assert!(!run.said().contains('\u{1b}') && !run.said().contains('\r'), "{}", run.said());
    }
}

/// With a terminal, which util-linux's `script` lends; where it is absent there is nothing to see.
#[test]
fn colours_are_for_terminals_and_can_be_refused() {
    let desk = Desk::with_meeting();
    let said = |variables: &[(&str, &str)]| {
        let line = format!("{} check 会议.yaml", env!("CARGO_BIN_EXE_huiwu"));
        let mut script = Command::new("script");
        script.args(["-qec", &line, "/dev/null"]).current_dir(desk.path()).env_remove("NO_COLOR");
        let done = script.stdin(Stdio::null()).envs(variables.iter().copied()).output().ok()?;
        Some(String::from_utf8(done.stdout).expect("UTF-8")).filter(|said| said.contains("检查了1个会议"))
    };
    let Some(plain) = said(&[("NO_COLOR", "1")]) else { return };
    assert!(!plain.contains('\u{1b}'), "{plain:?}");
    let coloured = said(&[]).expect("a terminal");
    assert!(coloured.contains("\u{1b}["), "{coloured:?}");
}

#[test]
fn a_reader_that_goes_away_does_no_harm() {
    let desk = Desk::with_meeting();
    for arguments in [&["render", "会议.yaml", "-o", "out"][..], &["check", "会议.yaml"], &["--help"]] {
        let mut child = program(desk.path()).args(arguments).spawn().expect("the program");
        drop(child.stdout.take());
        let mut err = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut err).expect("a text");
        assert_eq!((child.wait().expect("an end").code(), err.as_str()), (Some(0), ""), "{arguments:?}");
    }
    assert_eq!(desk.made(), ALL);
}
