//! Forms of blocks: a body with tags comes in, what is printed of the sample meeting, or what is said, goes out.

use crate::forge::{document, lines, paragraph, parts, table};
use huiwu::check::check;
use huiwu::document::Stage;
use huiwu::kind::{Kind, Kinds};
use huiwu::pack::{Files, WordFile, builtin_files, layered};
use huiwu::render::Renderer;

/// What a body prints of a meeting with two topics and one requirement of two lines.
fn printed(body: &str) -> Vec<String> {
    lines(&parts(&filled(body))["word/document.xml"])
}

pub(crate) fn filled(body: &str) -> Vec<u8> {
    let files = Files {
        name: "某局".to_owned(),
        shown: "某局".to_owned(),
        unit: Vec::new(),
        texts: Vec::new(),
        words: vec![WordFile { path: "agenda.docx".to_owned(), bytes: document(body).into() }],
        problems: Vec::new(),
    };
    let pack = layered(&[&files, &builtin_files()]).value.expect("a pack");
    let renderer = Renderer::new(&pack);
    assert_eq!(renderer.diagnostics, []);
    let renderer = renderer.value.expect("a renderer");
    let spec = "会议: {名称: 甲<会>&}\n地点: 二楼\n时间: 2026-11-24 09:00\n要求: [\"甲\\n乙\", 丙]\n\
                议程: [{议题: 一事, 汇报人: 贺云}, {议题: 二事}]\n";
    let spec = huiwu::load::load("会议.yaml", spec.as_bytes()).value.expect("a spec");
    let meeting = check(&spec, Kinds::NONE.with(Kind::Agenda)).value.expect("a meeting");
    let mut view = renderer.view(&meeting);
    let filled = renderer.fill(&mut view, (Kind::Agenda, Stage::Final), &[], "<core/>");
    assert_eq!(filled.diagnostics, [], "{body}");
    filled.value.expect("a document")
}

#[test]
fn tags_are_joined_over_runs_and_values_are_escaped() {
    assert_eq!(printed(&paragraph("{|{会议|.名称}|}，{{地点}}")), ["甲<会>&，二楼"]);
    assert_eq!(printed(&paragraph("{{缺省 |主持人.姓名 “无”}}")), ["无"]);
    assert_eq!(printed(&paragraph("\\{{地点}} 甲{{! 说明 }}乙")), ["{{地点}} 甲乙"]);
    // A line feed in a value ends the line; the run's look goes on.
    let bytes = filled(&paragraph("{{#each 要求}}{{this}}{{#unless @last}}；{{/unless}}{{/each}}"));
    assert_eq!(lines(&parts(&bytes)["word/document.xml"]), ["甲⏎乙；丙"]);
}

#[test]
fn blocks_inside_a_paragraph_keep_the_look_of_their_runs() {
    let body = "<w:p><w:r><w:t>甲{{#if 地点}}</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>乙</w:t></w:r><w:r><w:t>{{/if}}丙{{#if 主持人.姓名}}丁</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>戊{{/if}}己</w:t></w:r></w:p>";
    let part = parts(&filled(body)).remove("word/document.xml").expect("a body");
    let text = String::from_utf8(part).expect("UTF-8");
    assert_eq!(lines(text.as_bytes()), ["甲乙丙己"]);
    // 己 stays in italics though the run it was in began with what is not printed.
    assert!(text.contains("<w:i/></w:rPr><w:t xml:space=\"preserve\">己</w:t>"), "{text}");
}

#[test]
fn paragraphs_are_repeated_and_vanish() {
    let all = |some: &[&str]| some.iter().map(|text| paragraph(text)).collect::<String>();
    assert_eq!(
        printed(&all(&[
            "前",
            "{{#each 议程}}",
            "{{序号}}{{议题}}",
            "{{#if 汇报人}}",
            "（{{汇报人}}）",
            "{{/if}}",
            "{{/each}}",
            "后"
        ])),
        ["前", "1一事", "（贺云）", "2二事", "后"]
    );
    // Tags at the ends of paragraphs that hold more take those paragraphs with them.
    assert_eq!(printed(&all(&["{{#each 议程}}甲{{序号}}", "乙{{/each}}"])), ["甲1", "乙", "甲2", "乙"]);
    // A paragraph that is one condition is there or not.
    assert_eq!(printed(&all(&["{{#if 主持人.姓名}}主持{{/if}}", "后"])), ["后"]);
    assert_eq!(printed(&all(&["{{#if 主持人.姓名}}主持{{else}}无{{/if}}", "后"])), ["无", "后"]);
    assert_eq!(printed(&all(&["{{#if 主持人.姓名}}", "甲", "{{else}}", "乙", "{{/if}}"])), ["乙"]);
}

#[test]
fn rows_are_repeated_and_vanish() {
    let one = |rows: &[&[&str]]| printed(&format!("{}{}", table(rows), paragraph("后")));
    assert_eq!(
        one(&[&["序号", "议题"], &["{{#each 议程}}{{序号}}", "{{议题}}{{/each}}"]]),
        ["[序号 | 议题]\n[1 | 一事]\n[2 | 二事]", "后"]
    );
    // Rows of tags alone are not printed; between them stand as many rows as there are.
    assert_eq!(
        one(&[
            &["{{#each 议程}}", ""],
            &["{{序号}}", "{{议题}}"],
            &["汇报", "{{汇报人}}"],
            &["{{/each}}", ""]
        ]),
        ["[1 | 一事]\n[汇报 | 贺云]\n[2 | 二事]\n[汇报 | ]", "后"]
    );
    // A loop in a loop, and a row that is there or not.
    assert_eq!(
        one(&[
            &["{{#each 议程}}{{议题}}", "{{#each @root.要求}}{{this}}、{{/each}}{{/each}}"],
            &["{{#if 主持人.姓名}}主持", "{{主持人.姓名}}{{/if}}"],
            &["{{#if 地点}}地点", "{{地点}}{{/if}}"],
        ]),
        ["[一事 | 甲⏎乙、丙、]\n[二事 | 甲⏎乙、丙、]\n[地点 | 二楼]", "后"]
    );
    // A paragraph of a cell that holds only the row's tags goes; the others stay.
    assert_eq!(
        one(&[&["{{#each 议程}}¶{{序号}}", "{{议题}}¶{{/each}}"]]),
        ["[1 | 一事¶]\n[2 | 二事¶]", "后"]
    );
    // A list in a cell; one that is empty leaves the cell its paragraph.
    assert_eq!(one(&[&["要求", "{{#each 要求}}¶{{this}}¶{{/each}}"]]), ["[要求 | 甲⏎乙¶丙]", "后"]);
    assert_eq!(one(&[&["无", "{{#each 材料.各件}}¶{{名称}}¶{{/each}}"]]), ["[无 | ]", "后"]);
    // A table whose rows all vanish vanishes.
    assert_eq!(one(&[&["{{#each 材料.各件}}{{名称}}", "{{说明}}{{/each}}"]]), ["后"]);
}

#[test]
fn what_may_be_there_once_is_not_said_twice() {
    let inner = "<w:p w14:paraId=\"1A2B3C4D\"><w:bookmarkStart w:id=\"1\" w:name=\"a\"/><w:r><w:t>{{议题}}</w:t><w:drawing><wp:inline><wp:docPr id=\"7\" name=\"图\"/></wp:inline></w:drawing></w:r><w:bookmarkEnd w:id=\"1\"/></w:p>";
    let body = format!("{}{inner}{}", paragraph("{{#each 议程}}"), paragraph("{{/each}}"));
    let part = parts(&filled(&body)).remove("word/document.xml").expect("a body");
    let text = String::from_utf8(part).expect("UTF-8");
    assert!(text.contains("id=\"100000\"") && text.contains("id=\"100001\""), "{text}");
    assert!(!text.contains("paraId") && !text.contains("bookmark"), "{text}");
}

#[test]
fn text_boxes_are_filled_in_both_their_forms() {
    let inner = format!("<w:txbxContent>{}</w:txbxContent>", paragraph("{{地|点}}"));
    let body = format!(
        "<w:p><w:r><w:t>{{{{会议.编号}}}}框：</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">{inner}</mc:Choice><mc:Fallback>{inner}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    );
    assert_eq!(printed(&body), ["框：二楼二楼"]);
}

/// What is left alone is the same to the byte.
#[test]
fn everything_else_stays_as_it_is() {
    let odd = "<w:p   w:rsidR=\"00AB\" ><w:pPr><w:jc w:val='center'/></w:pPr><!-- 注 --><w:r><w:instrText xml:space=\"preserve\"> DATE \\@ \"{{x\" </w:instrText></w:r><w:r><w:t>甲 &#x4E59; &amp; { }</w:t></w:r></w:p>\n\t<w:sectPr><w:pgSz w:w=\"11906\"/></w:sectPr>";
    let part = parts(&filled(&format!("{}{odd}", paragraph("{{地点}}"))))
        .remove("word/document.xml")
        .expect("a body");
    let text = String::from_utf8(part).expect("UTF-8");
    // Braces in a field's code are none of ours.
    assert!(text.contains(&odd.replace("{{", "{&#123;")), "{text}");
}

/// The table of the guide prints what the guide says.
#[test]
fn the_example_of_the_guide_is_right() {
    let guide = include_str!("../../README.zh-CN.md");
    let (_, rest) = guide.split_once("例如会议议程的表格").expect("the example");
    let rows =
        rest.lines().skip(2).take_while(|line| line.starts_with('|')).filter(|line| !line.contains("---"));
    let rows: Vec<Vec<String>> = rows
        .map(|line| line.trim_matches('|').split('|').map(|cell| cell.trim().replace('`', "")).collect())
        .collect();
    assert_eq!(rows.len(), 3, "{rows:#?}");
    let cells: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let all: Vec<&[&str]> = cells.iter().map(Vec::as_slice).collect();
    assert_eq!(printed(&table(&all)), ["[序号 | 议题 | 汇报人]\n[1 | 一事 | 贺云]\n[2 | 二事 | ]"]);
}
