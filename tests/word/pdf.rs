//! PDFs of Word templates: by LibreOffice where it is, said to be missing where it is not, and never something else instead.

use crate::forge::parts;
use crate::support::output;
use crate::support::program::huiwu_with;
use crate::{NOTICE, RECORD, alone, desk};
use serde_json::Value;
use std::process::Command;

const RENDER: [&str; 8] = ["render", "会议.yaml", "--unit", "某局", "-o", "out", "--only", "notice"];

#[test]
fn without_libreoffice_the_pdf_is_said_to_be_missing() {
    let desk = desk(&[]);
    alone(&desk, &RENDER).expect(0, &["03-会议通知.pdf"]);
    // The unit puts a Word template into its pack: the PDF of before is not passed off as its PDF.
    desk.put_bytes("templates/某局/notice.docx", NOTICE);
    let run = alone(&desk, &RENDER);
    run.expect(
        0,
        &[
            "[unmade-pdf]：会议通知用的是 Word 模板，没有做成 PDF：本机没有 LibreOffice",
            "[outdated-file]",
            "1种文书没有做成 PDF",
        ],
    );
    let manifest = output::manifest(&desk.folder().join("out"));
    let entry = |format: &str| {
        let all = manifest["documents"].as_array().expect("documents");
        all.iter().find(|it| it["format"] == format).cloned().expect("an entry")
    };
    assert_eq!((&entry("docx")["maker"], &entry("pdf")["outdated"]), (&"word-template".into(), &true.into()));
    // Where nothing but the PDF was wanted there is nothing: an error.
    let only = [&RENDER[..], &["--format", "pdf", "--message-format", "json"]].concat();
    let run = alone(&desk, &only);
    assert_eq!(run.code, Some(1), "{}", run.said());
    let lines = run.json();
    let said = lines.iter().find(|line| line["code"] == "unmade-pdf").expect("said");
    assert_eq!(said["severity"], "error");
    assert_eq!(lines.last().expect("a summary")["word_templates"]["unprinted"], 1);
}

/// The archive's papers do not count in silence what has no pages.
#[test]
fn pages_that_cannot_be_counted_are_said() {
    let desk = desk(&[("notice.docx", NOTICE)]);
    let render = ["render", "会议.yaml", "--unit", "某局", "-o", "out", "--format", "docx"];
    alone(&desk, &render).expect(0, &["[incomplete-archive]", "未计入用 Word 模板、没有 PDF 可数的会议通知"]);
}

#[cfg(unix)]
#[test]
fn a_program_that_fails_is_tried_twice_and_said() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = desk(&[("notice.docx", NOTICE)]);
    desk.put("soffice", "#!/bin/sh\necho run >> log\nexit 3\n");
    let program = desk.folder().join("soffice");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("a program");
    let path = program.to_string_lossy().into_owned();
    huiwu_with(desk.folder(), &RENDER, &[("HUIWU_LIBREOFFICE", &path)])
        .expect(0, &["[unmade-pdf]", "LibreOffice 两次都没有转成", "03-会议通知.docx"]);
    assert_eq!(std::fs::read_to_string(desk.folder().join("log")).expect("a log"), "run\nrun\n");
}

#[test]
fn a_preview_gives_the_word_file() {
    let desk = desk(&[("notice.docx", NOTICE)]);
    alone(&desk, &["unit", "preview", "某局", "--only", "notice,agenda"]).expect(
        0,
        &[
            "写出了「预览-某局-会议通知.docx」；没有做成 PDF：本机没有 LibreOffice",
            "写出了「预览-某局.pdf」：会议议程",
        ],
    );
    assert!(parts(&std::fs::read(desk.folder().join("预览-某局-会议通知.docx")).expect("a file")).len() > 5);
    alone(&desk, &["unit", "show", "某局"])
        .expect(0, &["notice.docx　会议通知（Word 模板）　本包", "版式照 Word 文件"]);
}

/// The real LibreOffice: PDF/A, as many pages as are said, the same bytes again.
#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_makes_the_pdf() {
    let desk = desk(&[("notice.docx", NOTICE), ("record.docx", RECORD)]);
    let render = ["render", "会议.yaml", "--unit", "某局", "-o", "out", "--only", "notice,record"];
    let run = huiwu_with(desk.folder(), &render, &[]);
    run.expect(0, &["03-会议通知.pdf", "由 LibreOffice 转换", "2个 PDF 由 LibreOffice 转换"]);
    // The faces at hand here are not those that LibreOffice prints with.
    assert!(!run.said().contains("substituted-font"), "{}", run.said());
    for (file, words) in [("03-会议通知.pdf", "回执截止"), ("09-会议记录.pdf", "发言人")] {
        let folder = desk.folder().join("out");
        assert!(output::text(&folder, file).contains(words), "{file}");
        let bytes = std::fs::read(output::file(&folder, file)).expect("a file");
        let seen = huiwu::foreign::look(file, &bytes).expect("a sound PDF");
        assert_eq!(seen.claim.as_deref(), Some("PDF/A-2b"));
        let manifest: Value = output::manifest(&folder);
        let all = manifest["documents"].as_array().expect("documents");
        let entry = all.iter().find(|it| it["file"] == file).expect("an entry");
        assert_eq!(
            (entry["pages"].as_u64(), &entry["maker"]),
            (seen.pages.map(|it| it as u64), &"libreoffice".into())
        );
    }
    let again = huiwu_with(desk.folder(), &render, &[]);
    again.expect(0, &["写出0个文件，4个没有变化"]);
    // Into the archive with the others.
    let papers = ["render", "会议.yaml", "--unit", "某局", "-o", "out"];
    let run = huiwu_with(desk.folder(), &papers, &[]);
    assert!(!run.out.contains("incomplete-archive"), "{}", run.said());
}

/// Documents and copies with comments through the Open XML SDK.
#[test]
#[ignore = "needs the Open XML SDK validator"]
fn the_validator_finds_nothing() {
    let validator = std::env::var_os("HUIWU_OOXML_VALIDATOR").expect("run `make conformance`");
    let bad = |docx: &[u8]| {
        crate::forge::with(docx, "word/document.xml", |text| {
            text.replace("{{地点}}", "{{地典}}").replace("<w:t>地点</w:t>", "<w:t>地典</w:t>")
        })
    };
    let desk = desk(&[("notice.docx", NOTICE), ("record.docx", RECORD)]);
    let render =
        ["render", "会议.yaml", "--unit", "某局", "-o", "out", "--only", "notice,record", "--format", "docx"];
    alone(&desk, &render).expect(0, &["写出2个文件"]);
    alone(&desk, &[&render[..], &["-o", "草稿", "--draft"]].concat());
    desk.put_bytes("templates/某局/notice.docx", &bad(NOTICE));
    desk.put_bytes("templates/某局/record.docx", &bad(RECORD));
    alone(&desk, &["unit", "check", "-o", "看"])
        .expect(1, &["某局-notice-批注.docx", "某局-record-批注.docx"]);
    let out = desk.folder().join("out");
    let mut all = vec![output::file(&out, "03-会议通知.docx"), output::file(&out, "09-会议记录.docx")];
    all.extend(["notice", "record"].map(|name| desk.folder().join(format!("看/某局-{name}-批注.docx"))));
    for path in all {
        let output = Command::new(&validator).arg(&path).output().expect("the validator runs");
        let verdict = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(verdict.contains(r#""ok": true"#), "{}: {verdict}", path.display());
    }
}

/// python-docx reads what is printed: the texts of paragraphs and cells, of header and footer.
#[test]
#[ignore = "needs python-docx"]
fn python_docx_reads_the_right_text() {
    let desk = desk(&[("notice.docx", NOTICE), ("record.docx", RECORD)]);
    let render =
        ["render", "会议.yaml", "--unit", "某局", "-o", "out", "--only", "notice,record", "--format", "docx"];
    alone(&desk, &render).expect(0, &["写出2个文件"]);
    let script = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/word/read.py");
    for (file, name) in [("03-会议通知.docx", "notice"), ("09-会议记录.docx", "record")] {
        let path = output::file(&desk.folder().join("out"), file);
        // The system's own, for which Debian packages python-docx, where a newer one stands before it.
        let own = std::path::Path::new("/usr/bin/python3");
        let python = if own.exists() { own } else { std::path::Path::new("python3") };
        let run = Command::new(python).arg(&script).arg(&path).output().expect("python3");
        let text = String::from_utf8(run.stdout).expect("UTF-8");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let expected =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/word/{name}-read.txt"));
        assert_eq!(crate::support::compare(&expected, &text), None);
    }
}
