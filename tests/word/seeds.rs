//! Seeded faults: a sound Word template, what is replaced in its text, the code, the paragraph and the word come in; each fault is
//! found there, and the copy with comments says it at that paragraph.

use crate::forge::{W, parts, with};
use crate::{NOTICE, RECORD, alone, desk, faults};
use huiwu::diag::Location;

const BODY: &str = "word/document.xml";

/// Template, part, what is there, what is put in its place, the code, the paragraph, what is marked in it.
type Seed =
    (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const SEEDS: &[Seed] = &[
    // Misspelt in {{}}, also where the tag is spread over runs.
    ("notice", BODY, "时间.全文", "时间.全问", "unknown-variable", "正文第4段", "时间.全问"),
    ("notice", BODY, ".标题", ".标提", "unknown-variable", "正文第1段", "通知.标提"),
    ("notice", BODY, "去句末 议题", "去句末 议体", "unknown-variable", "正文第9段", "议体"),
    ("notice", BODY, "{{单位}}", "{{单元}}", "unknown-variable", "表1第2行第1格", "单元"),
    ("record", BODY, "<w:t>姓</w:t>", "<w:t>性</w:t>", "unknown-variable", "表1第3行第1格", "性名"),
    ("notice", "word/footer1.xml", "联系人.姓", "联系人.性", "unknown-variable", "页脚", "组织.联系人.性名"),
    (
        "notice",
        "word/header1.xml",
        "组织.主办单位",
        "组织.主办单元",
        "unknown-variable",
        "页眉",
        "组织.主办单元",
    ),
    (
        "record",
        "word/footer1.xml",
        "<w:t>全称</w:t>",
        "<w:t>全名</w:t>",
        "unknown-variable",
        "页脚",
        "记录人.全名",
    ),
    // Misspelt in #if, #unless and #each.
    ("notice", BODY, "{{#if 时间.报到}}", "{{#if 时间.报道}}", "unknown-variable", "正文第5段", "时间.报道"),
    (
        "notice",
        BODY,
        "{{#if 通知.回执截止}}",
        "{{#if 通知.截止}}",
        "unknown-variable",
        "表1第3行第1格",
        "通知.截止",
    ),
    ("notice", BODY, "{{#unless @last}}", "{{#unless @lost}}", "unknown-variable", "表1第2行第2格", "@lost"),
    ("notice", BODY, "人员.按单位", "人员.按单元", "unknown-variable", "表1第2行第1格", "参会人员.按单元"),
    ("record", BODY, "<w:t>发言</w:t>", "<w:t>发盐</w:t>", "unknown-variable", "表1第2行第1格", "发盐"),
    // A list where a text is wanted.
    ("notice", BODY, "{{并列 通知.主送}}", "{{通知.主送}}", "unknown-variable", "正文第2段", "通知.主送"),
    // Helpers and partials.
    ("notice", BODY, "{{日期 通知.日期}}", "{{日其 通知.日期}}", "unknown-helper", "正文第13段", "日其"),
    (
        "notice",
        BODY,
        "{{#each 通知.各项要求}}",
        "{{#逐项 通知.各项要求}}",
        "unknown-helper",
        "表1第4行第2格第1段",
        "逐项",
    ),
    ("record", BODY, "加一 ", "加二 ", "unknown-helper", "正文第8段", "加二"),
    (
        "notice",
        BODY,
        "二、地点：{{地点}}。",
        "二、地点：{{> 地点}}。",
        "unknown-partial",
        "正文第6段",
        "地点",
    ),
    // Blocks that are not ended, not begun, wrongly nested.
    ("notice", BODY, "前报到。{{/if}}", "前报到。", "unbalanced-template", "正文第5段", "{{#if 时间.报到}}"),
    (
        "notice",
        BODY,
        "{{/unless}}{{/each}}",
        "{{/each}}{{/unless}}",
        "unbalanced-template",
        "表1第2行第2格",
        "{{#unless",
    ),
    (
        "notice",
        BODY,
        "{{时刻 通知.回执截止}}{{/if}}",
        "{{时刻 通知.回执截止}}{{/each}}",
        "unbalanced-template",
        "表1第3行第2格",
        "{{/each}}",
    ),
    ("record", BODY, "}}{{/if}}", "}}{{/iff}}", "unbalanced-template", "正文第5段", "{{/iff}}"),
    ("notice", BODY, "{{else}}", "{{else}}甲{{else}}", "unbalanced-template", "表1第5行第2格", "{{else}}按"),
    ("notice", BODY, "{{地点}}", "{{地点}", "unbalanced-template", "正文第6段", "{{地点}"),
    ("notice", BODY, "{{地点}}", "｛｛地点｝｝", "unbalanced-template", "正文第6段", "｛｛"),
    // In pairs, and yet not where they can be lifted from.
    ("notice", BODY, "会议材料：", "{{#each 材料.各件}}", "unbalanced-template", "正文第11段", "{{#each"),
];

/// Nothing is lost on the way from the table to the file.
fn seeded((template, part, from, to, ..): &Seed) -> Vec<u8> {
    let sound = if *template == "notice" { NOTICE } else { RECORD };
    let escaped = |text: &str| text.replace("{{> ", "{{&gt; ");
    with(sound, part, |text| text.replacen(&escaped(from), &escaped(to), 1))
}

#[test]
fn every_seeded_fault_is_found_at_its_paragraph() {
    assert!(SEEDS.len() >= 20);
    let mut missed = Vec::new();
    for seed in SEEDS {
        let (template, _, _, to, code, place, marked) = seed;
        let found = faults(&format!("{template}.docx"), &seeded(seed));
        let is_it = |location: &Location| match location {
            Location::Passage { place: own, text, at } => {
                let rest: String = text.chars().skip(usize::try_from(*at).expect("small")).collect();
                **own == **place && rest.starts_with(marked)
            }
            _ => false,
        };
        let is_found = found.iter().any(|fault| fault.code.name() == *code && is_it(&fault.location));
        if !is_found || found.iter().any(|fault| fault.help.is_none()) {
            let near: Vec<_> = found.iter().map(|it| (it.code.name(), &it.location, &it.message)).collect();
            missed.push(format!("{template}: {to}: {near:#?}"));
        }
    }
    assert!(missed.is_empty(), "{} of {}:\n{}", missed.len(), SEEDS.len(), missed.join("\n"));
}

#[test]
fn blocks_that_cannot_be_lifted_are_said_where_they_are() {
    use crate::forge::{document, paragraph, table};
    let row: &[&[&str]] = &[&["{{#each 议程}}{{议题}}", "乙"]];
    let cases = [
        (format!("{}{}", table(row), paragraph("{{/each}}")), "表1第1行第1格", "一个在表格里面，一个在外面"),
        (
            ["甲{{#each 议程}}", "{{议题}}", "{{/each}}"].map(paragraph).concat(),
            "正文第1段",
            "夹在一段文字中间",
        ),
        (["{{#each 议程}}", "{{议题}}{{/each}}乙"].map(paragraph).concat(), "正文第2段", "夹在一段文字中间"),
        (table(&[&["{{#if 地点}}甲", "{{else}}乙{{/if}}"]]), "表1第1行第2格", "几格之间用了 {{else}}"),
        (
            table(&[&["{{#if 地点}}甲"], &["{{else}}乙"], &["{{/if}}"]]),
            "表1第2行第1格",
            "没有单独占一段或一行",
        ),
        (
            table(&[&["{{#each 议程}}{{议题}}"], &["{{/each}}甲{{#each 要求}}"], &["{{this}}{{/each}}"]]),
            "表1第2行第1格",
            "交错",
        ),
    ];
    for (body, place, message) in cases {
        let found = faults("agenda.docx", &document(&body));
        let hit = found.iter().any(|fault| {
            fault.code.name() == "misplaced-block"
                && fault.message.contains(message)
                && matches!(&fault.location, Location::Passage { place: own, .. } if **own == *place)
        });
        assert!(hit, "{place} {message}: {found:#?}");
    }
}

/// The copy says everything at the paragraph it is about; the template is not touched.
#[test]
fn the_copy_says_it_in_comments() {
    let bad = with(NOTICE, BODY, |text| {
        text.replace("时间.全文", "时间.全问").replace("{{/unless}}", "").replace("{{单位}}", "{{单元}}")
    });
    let bad = with(&bad, "word/footer1.xml", |text| text.replace("联系人.姓", "联系人.性"));
    let desk = desk(&[("notice.docx", &bad)]);
    alone(&desk, &["unit", "check"]).expect(
        1,
        &[
            "--> templates/某局/notice.docx › 正文第4段",
            "一、时间：{{时间.全问}}。",
            "您是不是想写「全文」？",
            "notice.docx › 页脚",
            "写出了「templates/某局/检查/notice-批注.docx」：4处批注",
        ],
    );
    assert_eq!(std::fs::read(desk.folder().join("templates/某局/notice.docx")).expect("a file"), bad);
    let copy =
        parts(&std::fs::read(desk.folder().join("templates/某局/检查/notice-批注.docx")).expect("a copy"));
    let body = String::from_utf8(copy[BODY].clone()).expect("UTF-8");
    let xml = roxmltree::Document::parse(&body).expect("XML");
    let comments = String::from_utf8(copy["word/comments.xml"].clone()).expect("UTF-8");
    let comments = roxmltree::Document::parse(&comments).expect("XML");
    let said = |words: &str| {
        let comment = comments.root_element().children().find(|comment| {
            comment.descendants().any(|node| node.text().is_some_and(|text| text.contains(words)))
        });
        let id =
            comment.and_then(|comment| comment.attribute((W, "id"))).unwrap_or_else(|| panic!("{words}"));
        let start = xml
            .descendants()
            .find(|node| node.has_tag_name((W, "commentRangeStart")) && node.attribute((W, "id")) == Some(id))
            .expect("a mark");
        let paragraph = start.ancestors().find(|node| node.has_tag_name((W, "p"))).expect("a paragraph");
        let texts = paragraph.descendants().filter(|node| node.has_tag_name((W, "t")));
        texts.filter_map(|node| node.text()).collect::<String>()
    };
    assert!(said("没有「时间.全问」").contains("一、时间"));
    assert!(said("没有「单元」").contains("{{单元}}"));
    assert!(said("{{#unless}} 没有结束").contains("{{#unless @last}}"));
    // Word knows no comments in a footer: it is said at the top, with the place.
    assert!(said("（页脚：联系人：{{组织.联系人.性名}}").contains("通知.标题"));
    // Into a folder of one's own choice.
    alone(&desk, &["unit", "check", "-o", "看"]).expect(1, &["写出了「看/某局-notice-批注.docx」"]);
    let types = String::from_utf8_lossy(&copy["[Content_Types].xml"]).into_owned();
    let relations = String::from_utf8_lossy(&copy["word/_rels/document.xml.rels"]).into_owned();
    assert!(types.contains("/word/comments.xml") && relations.contains("Target=\"comments.xml\""));
}

/// A template that leaves out what must be printed is refused as one in markup is.
#[test]
fn what_must_be_printed_is_missed() {
    let without = with(NOTICE, BODY, |text| text.replace("{{地点}}", "另行通知"));
    let found = faults("notice.docx", &without);
    let said: Vec<_> = found.iter().map(|fault| (fault.code.name(), fault.message.as_str())).collect();
    assert_eq!(said, [("element-not-printed", "会议通知的模板没有印出必备要素「会议地点」")]);
}
