//! Documents: the templates made by python-docx and by LibreOffice Writer come in; what is printed, what is untouched and that
//! it is always the same go out.

use crate::forge::{lines, parts};
use crate::support::{compare, output};
use crate::{NOTICE, RECORD, alone, desk};
use huiwu::check::check;
use huiwu::document::Stage;
use huiwu::kind::{Kind, Kinds};
use huiwu::pack::{Files, WordFile, builtin_files, layered};
use huiwu::render::Renderer;
use std::collections::BTreeSet;
use std::path::Path;

/// What both templates print, part by part.
#[test]
fn templates_of_both_makers_are_filled() {
    let desk = desk(&[("notice.docx", NOTICE), ("record.docx", RECORD)]);
    alone(&desk, &["unit", "check"]).expect(0, &["检查了1个单位包：没有发现问题。"]);
    let render =
        ["render", "会议.yaml", "--unit", "某局", "-o", "out", "--only", "notice,record", "--format", "docx"];
    alone(&desk, &render).expect(0, &["03-会议通知.docx　按单位的 Word 模板", "2个按单位的 Word 模板"]);
    let mut stale = Vec::new();
    for (file, template, name) in
        [("03-会议通知.docx", NOTICE, "notice"), ("09-会议记录.docx", RECORD, "record")]
    {
        let filled = parts(&std::fs::read(output::file(&desk.folder().join("out"), file)).expect("a file"));
        let given = parts(template);
        let names: Vec<&String> = filled.keys().collect();
        assert_eq!(names, given.keys().collect::<Vec<_>>(), "{name}");
        let mut text = String::new();
        for (part, bytes) in &filled {
            let is_own = part == "docProps/core.xml" || part == "docProps/app.xml";
            if bytes == &given[part] || is_own {
                continue;
            }
            text.extend(["—— ", part, "\n", &lines(bytes).join("\n"), "\n"]);
        }
        assert!(!text.contains("{{") && !text.contains("styles.xml"), "{text}");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/word/{name}.txt"));
        stale.extend(compare(&path, &text));
        // The look of the table: as many merged cells and the same style.
        let body =
            |parts: &crate::forge::Parts| String::from_utf8_lossy(&parts["word/document.xml"]).into_owned();
        for mark in ["<w:vMerge w:val=\"restart\"/>", "<w:tblStyle "] {
            assert_eq!(
                body(&filled).matches(mark).count() > 0,
                body(&given).matches(mark).count() > 0,
                "{name}: {mark}"
            );
        }
        let core = String::from_utf8_lossy(&filled["docProps/core.xml"]).into_owned();
        assert!(
            core.contains("<dc:creator>云澜市应急管理局</dc:creator>") && !core.contains("某人"),
            "{core}"
        );
    }
    assert!(stale.is_empty(), "{}", stale.join("\n"));
    // Again the same: nothing is written.
    alone(&desk, &render).expect(0, &["写出0个文件，2个没有变化"]);
}

/// A thousand fills, on four threads, are one file; without optimisation they are fewer.
#[test]
fn a_thousand_fills_are_one_file() {
    let files = Files {
        name: "某局".to_owned(),
        shown: "某局".to_owned(),
        unit: Vec::new(),
        texts: Vec::new(),
        words: vec![WordFile { path: "notice.docx".to_owned(), bytes: NOTICE.into() }],
        problems: Vec::new(),
    };
    let pack = layered(&[&files, &builtin_files()]).value.expect("a pack");
    let renderer = Renderer::new(&pack).value.expect("a renderer");
    let spec = huiwu::load::load("会议.yaml", crate::SPEC.as_bytes()).value.expect("a spec");
    let meeting = check(&spec, Kinds::NONE.with(Kind::Notice)).value.expect("a meeting");
    let some = || {
        let mut view = renderer.view(&meeting);
        let mut fill = || renderer.fill(&mut view, (Kind::Notice, Stage::Final), &[], "<core/>").value;
        (0..250).map(|_| fill().expect("a document")).collect::<BTreeSet<Vec<u8>>>()
    };
    let all: BTreeSet<Vec<u8>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(some)).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("a thread")).collect()
    });
    assert_eq!(all.len(), 1);
}

/// A draft says so on its first page, and has its gaps filled with what is missing.
#[test]
fn a_draft_says_so() {
    let desk = desk(&[("notice.docx", NOTICE)]);
    let spec = crate::SPEC.replace("地点:", "# 地点:");
    desk.put("会议.yaml", &spec);
    let render = [
        "render",
        "会议.yaml",
        "--unit",
        "某局",
        "-o",
        "out",
        "--only",
        "notice",
        "--format",
        "docx",
        "--draft",
    ];
    alone(&desk, &render).expect(1, &["03-会议通知-草稿.docx"]);
    let parts = parts(
        &std::fs::read(output::file(&desk.folder().join("out"), "03-会议通知-草稿.docx")).expect("a file"),
    );
    let lines = lines(&parts["word/document.xml"]);
    assert_eq!(lines.first().map(String::as_str), Some("草　稿"));
    assert!(lines.iter().any(|line| line.contains("二、地点：【待补")), "{lines:#?}");
}

/// Comments in a template are for those who make it.
#[test]
fn comments_of_the_template_go_into_no_document() {
    let seeded =
        crate::forge::with(NOTICE, "word/document.xml", |text| text.replace("时间.全文", "时间.全问"));
    let desk = desk(&[("notice.docx", &seeded)]);
    alone(&desk, &["unit", "check"]).expect(1, &["unknown-variable"]);
    let copy = std::fs::read(desk.folder().join("templates/某局/检查/notice-批注.docx")).expect("a copy");
    assert!(parts(&copy).contains_key("word/comments.xml"));
    // The unit puts the fault right in the copy and makes it the template.
    let right = crate::forge::with(&copy, "word/document.xml", |text| text.replace("时间.全问", "时间.全文"));
    desk.put_bytes("templates/某局/notice.docx", &right);
    alone(&desk, &["unit", "check"]).expect(0, &["没有错误了", "可以删去"]);
    let render =
        ["render", "会议.yaml", "--unit", "某局", "-o", "out", "--only", "notice", "--format", "docx"];
    alone(&desk, &render).expect(0, &["写出1个文件"]);
    let filled =
        parts(&std::fs::read(output::file(&desk.folder().join("out"), "03-会议通知.docx")).expect("a file"));
    let text = |part: &str| String::from_utf8_lossy(&filled[part]).into_owned();
    assert!(!text("word/document.xml").contains("comment"));
    assert!(!text("word/comments.xml").contains("全问"), "{}", text("word/comments.xml"));
}
