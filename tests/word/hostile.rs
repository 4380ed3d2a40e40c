//! Word files that mean no good, or are none: each is refused with a reason, and nothing of it is used.

use crate::forge::{document, package, paragraph, parts, with};
use crate::{NOTICE, alone, desk, faults};

fn refused(docx: &[u8], code: &str, why: &str) {
    let found = faults("notice.docx", docx);
    let hit = found.iter().any(|fault| fault.code.name() == code && fault.message.contains(why));
    assert!(hit, "{code} {why}: {found:#?}");
}

#[test]
fn what_is_no_word_file_is_refused() {
    refused(b"", "broken-word-template", "文件损坏");
    refused(b"not a package", "broken-word-template", "文件损坏");
    refused(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "broken-word-template", "旧的 .doc 格式");
    refused(&NOTICE[..NOTICE.len() / 2], "broken-word-template", "文件损坏");
    refused(&document("<w:p>"), "broken-word-template", "XML 损坏");
    refused(&document(&"<w:p>".repeat(100_000)), "broken-word-template", "XML 损坏");
    let bomb = with(NOTICE, "word/document.xml", |text| format!("<!DOCTYPE x [<!ENTITY a \"b\">]>{text}"));
    refused(&bomb, "broken-word-template", "文件损坏");
    // A part that is copied unseen is looked through all the same.
    let mut broken = NOTICE.to_vec();
    let name = b"word/theme/theme1.xml";
    let at = broken.windows(name.len()).position(|window| window == name).expect("a part") + name.len() + 500;
    broken[at] = broken[at].wrapping_add(1);
    refused(&broken, "broken-word-template", "文件损坏");
    let mut huge = parts(NOTICE);
    huge.insert("word/header9.xml".to_owned(), vec![b' '; 20 << 20]);
    refused(&package(&huge), "broken-word-template", "超过了 16 MB");
}

#[test]
fn macros_and_links_to_files_are_refused() {
    let mut with_macros = parts(NOTICE);
    with_macros.insert("word/vbaProject.bin".to_owned(), vec![0]);
    refused(&package(&with_macros), "unsafe-pack-file", "宏");
    let relations = "word/_rels/document.xml.rels";
    let linked = |kind: &str| {
        let link = format!(
            "<Relationship Id=\"rId99\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"http://某处/x.png\" TargetMode=\"External\"/></Relationships>"
        );
        with(NOTICE, relations, |text| text.replace("</Relationships>", &link))
    };
    refused(&linked("image"), "unsafe-pack-file", "链接了外面的文件「http://某处/x.png」");
    refused(&linked("attachedTemplate"), "unsafe-pack-file", "链接了外面的文件");
    // A link to be clicked is none that is fetched.
    assert_eq!(faults("notice.docx", &linked("hyperlink")), []);
}

/// What a meeting says is words, never markup and never a tag.
#[test]
fn values_are_no_markup() {
    let desk = desk(&[("notice.docx", NOTICE)]);
    let spec = crate::SPEC
        .replace("  名称: 2026年第四季度安全生产工作推进会", "  名称: \"甲</w:t><w:br/>{{地点}}&amp;会\"");
    assert_ne!(spec, crate::SPEC);
    desk.put("会议.yaml", &spec);
    let render =
        ["render", "会议.yaml", "--unit", "某局", "-o", "out", "--only", "notice", "--format", "docx"];
    let run = alone(&desk, &render);
    assert!(run.out.contains("03-会议通知.docx"), "{}", run.said());
    let folder = desk.folder().join("out");
    let bytes = std::fs::read(crate::support::output::file(&folder, "03-会议通知.docx")).expect("a file");
    let lines = crate::forge::lines(&parts(&bytes)["word/document.xml"]);
    assert!(lines[0].contains("甲</w:t><w:br/>{{地点}}&amp;会"), "{lines:#?}");
}

/// Loops in loops are stopped as in templates of markup.
#[test]
fn a_template_cannot_keep_the_machine_busy() {
    let deep = "{{#each @root.参会人员.全部}}".repeat(6) + &"{{/each}}".repeat(6);
    let notice = with(NOTICE, "word/document.xml", |text| {
        text.replace("<w:body>", &format!("<w:body>{}", paragraph(&deep)))
    });
    let desk = desk(&[("notice.docx", &notice)]);
    let render =
        ["render", "会议.yaml", "--unit", "某局", "-o", "out", "--only", "notice", "--format", "docx"];
    alone(&desk, &render).expect(1, &["template-fault", "循环太多"]);
}

/// Names that are none, and two templates for one document.
#[test]
fn other_files_are_said() {
    let desk =
        desk(&[("notice.docx", NOTICE), ("minutes.docm", NOTICE), ("supervision-ledger.docx", NOTICE)]);
    desk.put("templates/某局/notice.hbs", include_str!("../../templates/默认/notice.hbs"));
    alone(&desk, &["unit", "check"]).expect(
        0,
        &[
            "「minutes.docm」不是单位包认得的文件名，没有使用",
            "另存为「Word 文档（*.docx）」",
            "不能用 Word 模板「supervision-ledger.docx」",
            "[doubled-template]：会议通知既有「notice.docx」又有「notice.hbs」，用的是 Word 模板",
        ],
    );
}

/// Classified matter is printed with its marks or not at all, and the file says nothing of it.
#[test]
fn classified_matter_needs_its_marks() {
    let spec = "\
会议: {名称: 密码箱演练会, 类型: 专题会议, 密级: 机密, 保密期限: 1年, 份数: 2, 主题: 演练}
时间: 2026-11-24 09:00至11:30
地点: 石榴树下
组织: {主办单位: 云澜虚构局, 联系人: {姓名: 苗小禾, 电话: 0571-88009999}}
参会范围: [全体]
材料: 无
要求: [不带手机]
议程: [{议题: 演练, 汇报人: 苗小禾}]
通知: {主送: [各科], 日期: 2026-11-20, 文号: 云虚〔2026〕1号, 回执截止: 2026-11-23 12:00, 请假办法: 不得请假}
方案: {保密措施: [逐份登记]}
";
    let desk = desk(&[("notice.docx", NOTICE)]);
    desk.put("会议.yaml", spec);
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
        "--classified",
    ];
    alone(&desk, &render).expect(1, &["[unmarked-template]", "没有生成：会议通知"]);
    let marked = with(NOTICE, "word/document.xml", |text| {
        text.replace("<w:body>", &format!("<w:body>{}", paragraph("{{会议.份号}}　{{会议.密级标志}}")))
    });
    desk.put_bytes("templates/某局/notice.docx", &marked);
    alone(&desk, &render).expect(0, &["03-会议通知.docx"]);
    let bytes = std::fs::read(crate::support::output::file(&desk.folder().join("out"), "03-会议通知.docx"));
    let parts = parts(&bytes.expect("a file"));
    assert_eq!(crate::forge::lines(&parts["word/document.xml"])[0], "000001　机密★1年");
    for name in ["docProps/core.xml", "docProps/app.xml"] {
        let text = String::from_utf8_lossy(&parts[name]).into_owned();
        assert!(!text.contains("密码箱") && !text.contains("云澜") && !text.contains("某人"), "{text}");
    }
}
