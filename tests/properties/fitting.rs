//! Fitting: paragraphs with a lonely end or a torn line and sheets of any number of people come in, what became of them is
//! checked.

use crate::make::{self, document, paragraph};
use crate::{Fitting, fitted};
use huiwu::document::{Align, Block};
use huiwu::kind::{Kind, Kinds};
use huiwu::layout::layout;
use huiwu::length::Length;
use std::fmt::Write as _;

/// The tracking of a paragraph's fit, its alignment, and the characters of each of its lines.
fn fit(text: &str) -> Option<(Length, Option<Align>, Vec<usize>)> {
    let Fitting { document, reading } = fitted(&document(vec![Block::Paragraph(paragraph("正文", text))]))?;
    let Block::Paragraph(one) = &document.blocks[0] else { return None };
    let lines = &reading.columns[0].paragraphs[0].lines;
    Some((one.fit.tracking, one.fit.align, lines.iter().map(|line| line.glyphs.len()).collect()))
}

#[test]
fn a_single_last_character_gets_company() {
    // 26 characters beside the indent, 28 on each further line, and so many more.
    for (over, is_lonely) in [(0, false), (1, true), (2, false), (3, false)] {
        let Some((tracking, _, lines)) = fit(&"会".repeat(26 + 28 + over)) else { return };
        assert_eq!(tracking != Length::ZERO, is_lonely, "{over} over");
        assert_eq!(lines.iter().sum::<usize>(), 26 + 28 + over);
        assert!(lines.last().is_some_and(|last| *last >= 2), "{over} over: {lines:?}");
        assert!(lines.len() <= 3);
    }
}

#[test]
fn a_last_character_with_its_stop_is_as_lonely() {
    let Some((tracking, _, lines)) = fit(&("会".repeat(26 + 28 + 1) + "。")) else { return };
    assert_ne!(tracking, Length::ZERO);
    assert!(lines.last().is_some_and(|last| *last >= 3 || lines.len() == 2), "{lines:?}");
}

/// The characters of each line of a cell, and its own indents.
fn cell_lines(text: &str) -> Option<(Option<Length>, Vec<usize>)> {
    let Fitting { document, reading } =
        fitted(&document(vec![Block::Table(make::table(4, 0, vec![make::row(&[text, "", "", ""])]))]))?;
    let Block::Table(table) = &document.blocks[0] else { return None };
    let own = table.rows[0].cells[0].paragraphs[0].indent;
    let lines = &reading.columns[0].paragraphs[0].lines;
    Some((own.map(|own| own.right), lines.iter().map(|line| line.glyphs.len()).collect()))
}

#[test]
fn a_cell_does_not_end_with_a_single_character_either() {
    let Some((_, full)) = cell_lines(&"会".repeat(60)) else { return };
    let most = full[0];
    for over in [0, 1, 2] {
        let Some((right, lines)) = cell_lines(&"会".repeat(most * 2 + over)) else { return };
        assert_eq!(right.is_some(), over == 1, "{over} over");
        assert_eq!(lines.iter().sum::<usize>(), most * 2 + over);
        assert!(lines.last().is_some_and(|last| *last >= 2), "{over} over: {lines:?}");
        assert_eq!(lines.len(), if over == 0 { 2 } else { 3 });
    }
}

#[test]
fn a_line_before_a_long_word_is_not_torn() {
    let torn = "会".repeat(18) + &"a".repeat(40) + "工作";
    let Some((_, align, _)) = fit(&torn) else { return };
    assert_eq!(align, Some(Align::Left));
    let Some((_, align, _)) = fit(&"会".repeat(80)) else { return };
    assert_eq!(align, None);
}

fn sheet_of(people: usize) -> String {
    let mut text = String::from(concat!(
        "会议: {名称: 冬季供暖保障协调会, 类型: 专题会议}\n",
        "时间: 2026年11月24日（星期二）上午9:00至11:30\n",
        "地点: 云澜市政务中心2号楼会议室\n",
        "组织: {主办单位: 云澜市住房和城乡建设局}\n",
        "参会人员:\n",
    ));
    for at in 0..people {
        let name: String = ["甲", "乙", "丙", "丁"].iter().cycle().skip(at).take(2).copied().collect();
        let _ = writeln!(text, "  - {{姓名: 林{name}, 单位: 市第{}中学, 职务: 校长}}", at + 1);
    }
    text
}

/// Among these numbers are the ones that fill one page, and two, to the last row.
#[test]
fn whatever_the_number_of_people_no_page_of_a_sheet_is_blank() {
    let Some(fonts) = make::fonts() else { return };
    let pack = huiwu::pack::builtin().expect("the built-in pack");
    let renderer = huiwu::render::Renderer::new(&pack).value.expect("templates");
    let kinds = Kinds::NONE.with(Kind::SignIn);
    let mut counts = Vec::new();
    for people in 1..=46 {
        let spec = huiwu::load::load("会议.yaml", sheet_of(people).as_bytes()).value.expect("a spec");
        let meeting = huiwu::check::check(&spec, kinds).value.expect("a meeting");
        let document =
            renderer.render(&mut renderer.view(&meeting), Kind::SignIn, &[]).value.expect("a sheet");
        let mut session = fonts.session();
        let document = huiwu::layout::fit(document, &mut session);
        let pages = layout(&document, &mut session).value.expect("pages");
        for (at, page) in pages.pages.iter().enumerate() {
            let text: String = page.runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.text).collect();
            assert!(text.contains("市第"), "{people} people: page {} holds none", at + 1);
        }
        counts.push(pages.pages.len());
    }
    assert!(counts.is_sorted() && counts[0] == 1 && counts[45] >= 3, "{counts:?}");
}
