//! Properties of layout: documents of anything come in, and whatever they hold, what must hold of every page holds.
//!
//! The documents are the same in every run. Without a Chinese face on the machine the tests say so and pass over.

#[path = "properties/fitting.rs"]
mod fitting;
#[path = "properties/hold.rs"]
mod hold;
#[path = "properties/make.rs"]
mod make;
#[path = "properties/read.rs"]
mod read;

use huiwu::diag::{Code, Diagnostic};
use huiwu::document::{Block, Document, Inline, Properties};
use huiwu::font::Fonts;
use huiwu::layout::{fit, layout};
use huiwu::length::Length;
use huiwu::page::Pages;
use huiwu::write::pdf;
use make::{document, paragraph, row, table};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestError, TestRunner};
use read::Reading;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// Runs a property over so many documents, always the same ones.
fn over(cases: u32, documents: impl Strategy<Value = Document>, holds: impl Fn(&Document, &Fonts)) {
    let Some(fonts) = make::fonts() else { return };
    let config = Config {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(9704),
        max_shrink_iters: 400,
        ..Config::default()
    };
    let result = TestRunner::new(config).run(&documents, |document| {
        holds(&document, fonts);
        Ok(())
    });
    match result {
        Ok(()) => {}
        Err(TestError::Fail(reason, it)) => {
            panic!("{reason}\n{:?}\n{:?} {:?}", it.setup, it.blocks, it.imprint)
        }
        Err(fault) => panic!("{fault}"),
    }
}

/// Lays a document out and reads it; characters that no face draws are reported and nothing else is.
fn laid(document: &Document, fonts: &Fonts) -> (Pages, Reading) {
    let mut session = fonts.session();
    let reported = layout(document, &mut session);
    let mut missing = Vec::new();
    for diagnostic in &reported.diagnostics {
        assert_eq!(diagnostic.code, Code::MissingGlyph, "{}", diagnostic.message);
        let quoted = diagnostic.message.split_once('「').and_then(|(_, rest)| rest.chars().next());
        missing.extend(quoted);
    }
    let pages = reported.value.expect("pages");
    let reading = read::read(document, &pages, &missing)
        .unwrap_or_else(|fault| panic!("text out is not text in: {fault}"));
    (pages, reading)
}

/// A fitted document and what was read of its pages.
struct Fitting {
    document: Document,
    reading: Reading,
}

fn fitted(document: &Document) -> Option<Fitting> {
    let fonts = make::fonts()?;
    let document = fit(document.clone(), &mut fonts.session());
    let (_, reading) = laid(&document, fonts);
    Some(Fitting { document, reading })
}

fn plain(blocks: Vec<Block>) -> Option<(Document, Pages, Reading)> {
    let document = document(blocks);
    let (pages, reading) = laid(&document, make::fonts()?);
    hold::everywhere(&document, make::fonts()?, &reading);
    Some((document, pages, reading))
}

#[test]
fn whatever_a_document_holds_its_text_is_read_back_inside_its_frames() {
    over(160, make::any_document(), |document, fonts| {
        let (_, reading) = laid(document, fonts);
        hold::everywhere(document, fonts, &reading);
    });
}

#[test]
fn what_holds_of_any_document_holds_of_the_fitted_one_and_of_letters() {
    let fitted = |document: &Document, fonts: &Fonts| {
        let fitted = fit(document.clone(), &mut fonts.session());
        let (_, reading) = laid(&fitted, fonts);
        hold::everywhere(&fitted, fonts, &reading);
    };
    over(60, make::any_document(), fitted);
    over(60, make::letter(), fitted);
}

#[test]
fn blank_rows_fill_the_last_page_and_begin_none() {
    over(40, make::filled(), |document, fonts| {
        let count = |document: &Document| laid(document, fonts).0.pages.len();
        let fitted = fit(document.clone(), &mut fonts.session());
        let (pages, reading) = laid(&fitted, fonts);
        hold::everywhere(&fitted, fonts, &reading);
        assert_eq!(pages.pages.len(), count(document));
    });
}

#[test]
fn a_first_row_that_only_the_further_pages_of_a_letter_hold_goes_over_to_the_second() {
    let Some(fonts) = make::fonts() else { return };
    let mark = paragraph("信函标志中", "云澜市民政局");
    let foot = huiwu::document::Paragraph::new(make::style("信函下线"), Vec::new());
    for (height, page) in [(100.0, 0), (221.0, 1)] {
        let tall = huiwu::document::Row { height: Length::mm(height), ..row(&["高", "行"]) };
        let mut document = document(vec![Block::Table(table(2, 0, vec![tall]))]);
        document.letter = Some(huiwu::document::Letter { mark: mark.clone(), foot: foot.clone() });
        let pages = layout(&document, &mut fonts.session()).value.expect("pages");
        let holds = |page: &huiwu::page::Page| {
            page.runs.iter().flat_map(|run| &run.glyphs).any(|glyph| glyph.text == '高')
        };
        assert_eq!(pages.pages.iter().position(holds), Some(page), "a row of {height} mm");
    }
}

#[test]
fn running_text_leaves_no_line_alone_and_no_heading_at_the_foot() {
    over(60, make::running_text(), |document, fonts| {
        let (_, reading) = laid(document, fonts);
        hold::everywhere(document, fonts, &reading);
        hold::no_line_alone(document, &reading);
    });
}

#[test]
fn layout_is_the_same_every_time_and_in_every_thread() {
    over(12, make::any_document(), |document, fonts| {
        let pages = layout(document, &mut fonts.session());
        let other = std::thread::scope(|scope| {
            scope.spawn(|| layout(document, &mut fonts.session()).value).join().expect("no panic")
        });
        assert_eq!(pages.value, layout(document, &mut fonts.session()).value);
        assert_eq!(pages.value, other);
    });
}

#[test]
fn pages_of_anything_make_a_pdf_that_can_be_read() {
    over(12, make::any_document(), |document, fonts| {
        let mut session = fonts.session();
        let pages = layout(document, &mut session).value.expect("pages");
        let bytes = pdf::write(&pages, &session, &Properties::default()).expect("a PDF");
        let file = lopdf::Document::load_mem(&bytes).expect("a PDF that can be parsed");
        assert_eq!(file.get_pages().len(), pages.pages.len());
        for (number, page) in file.get_pages() {
            let content = file.get_page_content(page);
            lopdf::content::Content::decode(&content)
                .unwrap_or_else(|fault| panic!("page {number}: {fault}"));
        }
    });
}

fn numbered(count: usize) -> String {
    (0..count).fold(String::new(), |mut out, at| {
        let _ = write!(out, "{at:04}字");
        out
    })
}

#[test]
fn a_paragraph_of_ten_thousand_characters_runs_over_its_pages() {
    let text = "会务".repeat(5_000);
    let Some((_, pages, _)) = plain(vec![Block::Paragraph(paragraph("正文", &text))]) else { return };
    // 22 lines of 28 characters, the first two of which are its indent.
    assert_eq!(pages.pages.len(), 10_002_usize.div_ceil(22 * 28));
}

#[test]
fn a_row_higher_than_a_page_is_parted_between_its_lines_and_nothing_is_lost() {
    let text = numbered(2_000);
    let rows = vec![
        row(&["头甲", "头乙", "头丙"]),
        row(&["壹", "贰", "叁"]),
        row(&["短", &text, "短"]),
        row(&["末", "末", "末"]),
    ];
    let blocks = vec![Block::Paragraph(paragraph("正文", "前文")), Block::Table(table(3, 1, rows))];
    let Some((_, pages, reading)) = plain(blocks) else { return };
    assert_eq!(reading.repeats[0], (1..pages.pages.len()).collect::<Vec<_>>(), "the header is on every page");
    let lines = reading.columns.iter().flat_map(|column| &column.paragraphs).map(|set| set.lines.len());
    let longest = lines.max().unwrap_or_default();
    assert!(
        pages.pages.len() <= longest / 33 + 2,
        "pages are filled: {} for {longest} lines",
        pages.pages.len()
    );
}

#[test]
fn a_merge_higher_than_a_page_is_let_go_and_nothing_is_lost() {
    use huiwu::document::Merge;
    let text = numbered(900);
    let mut rows: Vec<_> =
        (0..6).map(|at| row(&[&format!("行{at}"), if at == 0 { &text } else { "" }])).collect();
    for (at, row) in rows.iter_mut().enumerate() {
        row.cells[1].merge = if at == 0 { Merge::Top } else { Merge::Continued };
    }
    let Some((_, pages, _)) = plain(vec![Block::Table(table(2, 0, rows))]) else { return };
    assert!(pages.pages.len() > 3);
}

#[test]
fn header_rows_of_more_than_half_a_page_stand_once() {
    for count in [400, 4_000] {
        let head = numbered(count);
        let mut rows = vec![row(&[&head, "乙"])];
        rows.extend((0..80).map(|at| row(&[&format!("行{at}"), "乙"])));
        let Some((_, pages, reading)) = plain(vec![Block::Table(table(2, 1, rows))]) else { return };
        assert!(pages.pages.len() > 2);
        assert!(reading.repeats[0].is_empty(), "{count}");
    }
}

#[test]
fn tables_of_any_length_repeat_their_header_on_every_page() {
    for (count, header_rows) in
        [(0, 0), (1, 3), (3, 3), (4, 3), (33, 1), (34, 2), (35, 0), (300, 1), (300, 3)]
    {
        let rows = (0..count).map(|at| row(&[&format!("行{at}"), "张三", "市应急管理局", ""])).collect();
        let Some((_, pages, reading)) = plain(vec![Block::Table(table(4, header_rows, rows))]) else {
            return;
        };
        let expected = if header_rows == 0 { 1..1 } else { 1..pages.pages.len() };
        assert_eq!(
            reading.repeats[0],
            expected.collect::<Vec<_>>(),
            "{count} rows, {header_rows} of them header"
        );
    }
}

#[test]
fn a_chain_longer_than_a_page_of_what_must_stay_together_is_broken() {
    let headings = (0..60).map(|at| Block::Paragraph(paragraph("一级标题", &format!("标题{at}"))));
    let Some((_, pages, _)) = plain(headings.collect()) else { return };
    assert_eq!(pages.pages.len(), 60_usize.div_ceil(22));
}

#[test]
fn an_imprint_higher_than_a_page_is_an_error_and_not_cut_off() {
    let Some(fonts) = make::fonts() else { return };
    for (count, is_said) in [(20, false), (400, true)] {
        let mut document = document(vec![Block::Paragraph(paragraph("正文", "前文"))]);
        document.imprint = Some(table(1, 0, vec![row(&[&numbered(count)])]));
        let reported = layout(&document, &mut fonts.session());
        let said: Vec<Code> = reported.diagnostics.iter().map(|it| it.code).collect();
        assert_eq!(said.contains(&Code::OverfullImprint), is_said, "{said:?}");
        assert_eq!(reported.diagnostics.iter().any(Diagnostic::is_error), is_said);
    }
}

#[test]
fn no_indent_pushes_text_out_of_its_column() {
    use huiwu::document::Indent;
    for (left, right, first_line) in
        [(0, 0, -200), (200, 0, 0), (0, 300, 0), (80, 80, 40), (60, 60, 40), (150, 0, -150)]
    {
        let mm = |mm: i32| Length::mm(f64::from(mm));
        let indent = Indent { left: mm(left), right: mm(right), first_line: mm(first_line) };
        let mut one = paragraph("正文", &numbered(60));
        one.indent = Some(indent);
        let mut cells = row(&["", ""]);
        cells.cells[1].paragraphs = vec![one.clone()];
        if plain(vec![Block::Paragraph(one), Block::Table(table(2, 0, vec![cells]))]).is_none() {
            return;
        }
    }
}

/// The least time of three, with fitting.
fn time(document: &Document, fonts: &Fonts) -> Duration {
    let mut session = fonts.session();
    let once = |_| {
        let document = document.clone();
        let start = Instant::now();
        assert!(layout(&fit(document, &mut session), &mut session).value.is_some());
        start.elapsed()
    };
    (0..3).map(once).min().unwrap_or_default()
}

/// Four times as much takes about four times as long; sixteen times would be quadratic. Told again twice, should the
/// machine be busy.
fn grows_linearly(what: &str, fonts: &Fonts, make: impl Fn(usize) -> Document) {
    let [one, four] = [1, 4].map(make);
    let mut ratios = Vec::new();
    for _ in 0..3 {
        let ratio = time(&four, fonts).as_secs_f64() / time(&one, fonts).as_secs_f64();
        ratios.push(ratio);
        if ratio < 8.0 {
            return;
        }
    }
    panic!("{what}: {ratios:?}");
}

#[test]
fn layout_time_is_linear_in_length() {
    let Some(fonts) = make::fonts() else { return };
    let of = |text: String| document(vec![Block::Paragraph(paragraph("正文", &text))]);
    grows_linearly("Han", fonts, |times| of("会务，工作。".repeat(400 * times)));
    grows_linearly("one word", fonts, |times| of("a".repeat(2_000 * times)));
    grows_linearly("stops", fonts, |times| of("，".repeat(2_000 * times)));
    grows_linearly("spaces", fonts, |times| of(" （".repeat(1_200 * times)));
    grows_linearly("breaks", fonts, |times| {
        let mut one = paragraph("正文", "字");
        one.inlines =
            std::iter::repeat_n([one.inlines[0].clone(), Inline::Break], 2_000 * times).flatten().collect();
        document(vec![Block::Paragraph(one)])
    });
    grows_linearly("rows", fonts, |times| {
        let rows = (0..60 * times).map(|_| row(&["行", "张三", "市应急管理局", "副局长"])).collect();
        document(vec![Block::Table(table(4, 1, rows))])
    });
    grows_linearly("a cell", fonts, |times| {
        document(vec![Block::Table(table(
            2,
            1,
            vec![row(&["头", "头"]), row(&["行", &"会务".repeat(1_000 * times)])],
        ))])
    });
    grows_linearly("a filled sheet", fonts, |times| {
        let mut rows: Vec<_> = (0..60 * times).map(|_| row(&["行", "张三", "市应急管理局", ""])).collect();
        rows.push(row(&["", "", "", ""]));
        let fill = Some(huiwu::document::Fill { block: 0, row: rows.len() - 1 });
        Document { fill, ..document(vec![Block::Table(table(4, 1, rows))]) }
    });
    grows_linearly("paragraphs that end lonely", fonts, |times| {
        let text = "会务".repeat(27);
        document(
            (0..30 * times).map(|_| Block::Paragraph(paragraph("正文", &(text.clone() + "会")))).collect(),
        )
    });
    grows_linearly("paragraphs", fonts, |times| {
        document((0..120 * times).map(|_| Block::Paragraph(paragraph("一级标题", "加强会务工作"))).collect())
    });
}
