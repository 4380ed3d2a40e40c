//! Arguments: help and faults, all in Chinese.

use super::{Desk, support};
use std::collections::BTreeSet;

/// Everything in Latin letters that may be said of arguments: names of the program's own, never a sentence.
const OWN: &[&str] = &[
    "batch",
    "jobs",
    "shard",
    "dry",
    "run",
    "report",
    "merge",
    "month",
    "compare",
    "print",
    "duplex",
    "Slurm",
    "Kubernetes",
    "huiwu",
    "check",
    "render",
    "YAML",
    "Excel",
    "DOCX",
    "PDF",
    "yaml",
    "yml",
    "xlsx",
    "docx",
    "pdf",
    "notice",
    "sign",
    "in",
    "minutes",
    "archive",
    "cover",
    "text",
    "json",
    "output",
    "unit",
    "only",
    "format",
    "fonts",
    "force",
    "draft",
    "strict",
    "message",
    "help",
    "version",
    "templates",
    "new",
    "convert",
    "schema",
    "language",
    "server",
    "JSON",
    "Schema",
    "VS",
    "WPS",
    "Code",
    "kind",
    "classified",
    "plan",
    "approval",
    "agenda",
    "roster",
    "place",
    "cards",
    "duties",
    "record",
    "copy",
    "register",
    "resolution",
    "supervision",
    "circulation",
    "catalogue",
    "note",
    "rules",
    "late",
    "ledger",
    "on",
    "from",
];

fn english(text: &str) -> BTreeSet<&str> {
    let words = text.split(|c: char| !c.is_ascii_alphabetic());
    words.filter(|word| word.len() > 1 && !OWN.contains(word)).collect()
}

#[test]
fn help_is_as_expected() {
    let desk = Desk::new();
    let mut stale = Vec::new();
    for (file, ways) in [
        ("help.txt", [&["--help"][..], &["help"], &["-h"]]),
        ("help-batch.txt", [&["batch", "--help"], &["help", "batch"], &["batch", "-h"]]),
        ("help-check.txt", [&["check", "--help"], &["help", "check"], &["check", "-h"]]),
        ("help-fonts.txt", [&["fonts", "--help"], &["help", "fonts"], &["fonts", "-h"]]),
        ("help-new.txt", [&["new", "--help"], &["help", "new"], &["new", "-h"]]),
        ("help-ledger.txt", [&["ledger", "--help"], &["help", "ledger"], &["ledger", "-h"]]),
        ("help-convert.txt", [&["convert", "--help"], &["help", "convert"], &["convert", "-h"]]),
        ("help-schema.txt", [&["schema", "--help"], &["help", "schema"], &["schema", "-h"]]),
        ("help-render.txt", [&["render", "--help"], &["help", "render"], &["render", "-h", "会议.xlsx"]]),
        ("help-rules.txt", [&["rules", "--help"], &["help", "rules"], &["rules", "-h"]]),
    ] {
        for way in ways {
            let run = desk.run(way);
            run.expect(0, &["用法："]);
            assert_eq!(run.err, "", "{way:?}");
            assert_eq!(english(&run.out), BTreeSet::new(), "{way:?}");
            let expected = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected").join(file);
            stale.extend(support::compare(&expected, &run.out));
        }
    }
    assert!(stale.is_empty(), "{}", stale.join("\n"));
}

#[test]
fn help_names_every_document_and_no_line_is_too_long() {
    let desk = Desk::new();
    for command in ["check", "render"] {
        let help = desk.run(&[command, "--help"]).out;
        for kind in huiwu::kind::Kind::ALL {
            assert!(help.contains(kind.name()) && help.contains(kind.label()), "{command}: {kind}");
        }
        let width = |line: &str| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
        assert!(help.lines().all(|line| width(line) <= 110), "{help}");
    }
}

#[test]
fn nothing_asked_is_nothing_done_and_help_is_shown() {
    let desk = Desk::new();
    let run = desk.run(&[]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert_eq!(run.err, desk.run(&["--help"]).out);
}

#[test]
fn the_version_is_told() {
    let version = format!("huiwu {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(Desk::new().run(&["--version"]).out, version);
}

#[test]
fn faults_of_arguments_are_told_in_chinese() {
    let desk = Desk::with_meeting();
    let cases: &[(&[&str], &str)] = &[
        (&["rendr", "会议.yaml"], "没有「rendr」这个命令，您是不是想写「render」？"),
        (&["打印"], "没有「打印」这个命令。"),
        (&["会议.yaml"], "「会议.yaml」前面要写命令，例如：huiwu render 会议.yaml"),
        (&["render"], "没有写会议文件或文件夹，例如：huiwu render 会议.xlsx"),
        (&["check"], "没有写会议文件或文件夹，例如：huiwu check 会议.xlsx"),
        (&["render", "会议.yaml", "--forse"], "没有「--forse」这个选项，您是不是想写「--force」？"),
        (&["check", "会议.yaml", "--force"], "没有「--force」这个选项"),
        (&["-x"], "没有「-x」这个选项。"),
        (&["render", "会议.yaml", "--only"], "「--only <文书>」后面没有写值。"),
        (&["render", "会议.yaml", "-o"], "「--output <文件夹>」后面没有写值。"),
        (
            &["render", "会议.yaml", "--only", "notice,纪要"],
            "「--only <文书>」不能写「纪要」，可以写：plan（会议方案）、approval（会议审批单）、notice（会议通知）",
        ),
        (&["render", "会议.yaml", "--only=,"], "「--only <文书>」不能写「,」"),
        (
            &["render", "会议.yaml", "--format", "odt"],
            "「--format <格式>」不能写「odt」，可以写：docx、pdf。",
        ),
        (
            &["check", "会议.yaml", "--message-format", "xml"],
            "「--message-format <形式>」不能写「xml」，可以写：text、json。",
        ),
        (&["render", "会议.yaml", "-o", "甲", "-o", "乙"], "「--output <文件夹>」写了不止一次。"),
        (&["render", "会议.yaml", "--force=是"], "「--force」后面不用写值，「是」多余。"),
    ];
    for (arguments, expected) in cases {
        let run = desk.run(arguments);
        run.expect(2, &[expected, " --help 查看用法。"]);
        assert_eq!(run.out, "", "{arguments:?}");
        let said = arguments.iter().filter(|argument| argument.len() > 2);
        let said = said.fold(run.err, |said, argument| said.replace(argument, ""));
        assert_eq!(english(&said), BTreeSet::new(), "{arguments:?}");
    }
    assert_eq!(support::program::names(desk.path()), ["会议.yaml"]);
}

#[test]
fn a_run_that_cannot_begin_says_why() {
    let desk = Desk::with_meeting();
    for (arguments, expected) in [
        (["render", "会议.yaml", "--fonts", "没有的文件夹"], "字体文件夹 没有的文件夹 不存在或不是文件夹"),
        (["render", "会议.yaml", "--fonts", "会议.yaml"], "字体文件夹 会议.yaml 不存在或不是文件夹"),
        (["render", "会议.yaml", "--unit", "某局"], "没有单位包「某局」，现有：默认"),
    ] {
        let run = desk.run(&arguments);
        assert_eq!((run.code, run.out, run.err), (Some(2), String::new(), format!("{expected}\n")));
        let mut machine = arguments.to_vec();
        machine.extend(["--message-format", "json"]);
        let run = desk.run(&machine);
        assert_eq!((run.code, run.json()[0]["message"].as_str()), (Some(2), Some(expected)));
    }
    assert_eq!(support::program::names(desk.path()), ["会议.yaml"]);
}

#[test]
fn lists_are_read_with_any_comma() {
    let desk = Desk::with_meeting();
    for only in ["notice,sign-in", "会议通知，会议签到表", "notice、会议签到表"] {
        let run = desk.run(&["render", "会议.yaml", "-o", "out", "--only", only, "--format", "DOCX"]);
        run.expect(0, &[]);
        assert_eq!(desk.made(), ["03-会议通知.docx", "06-会议签到表.docx", "清单.json"], "{only}");
    }
    let twice = desk.run(&[
        "render",
        "会议.yaml",
        "-o",
        "又",
        "--only",
        "notice",
        "--only",
        "minutes",
        "--format",
        "docx",
    ]);
    twice.expect(0, &["03-会议通知.docx", "10-会议纪要.docx"]);
}
