//! Generators: nothing comes in, documents of every shape a spec could lead to go out.

use huiwu::document::{
    Align, Block, Borders, Cell, CellKind, Document, Fill, Indent, Inline, Keep, Letter, Merge, Orientation,
    PageNumbers, Paragraph, ParagraphStyle, Row, Setup, Sheet, Start, StyleIndex, Table, Turn, VerticalAlign,
};
use huiwu::font::Fonts;
use huiwu::kind::Kind;
use huiwu::length::Length;
use proptest::prelude::*;
use std::sync::{Arc, OnceLock};

/// The faces of this machine, or `None` and a message when no Chinese one is among them.
pub(crate) fn fonts() -> Option<&'static Fonts> {
    static FONTS: OnceLock<Option<Fonts>> = OnceLock::new();
    FONTS
        .get_or_init(|| Fonts::discover(&[]).inspect_err(|error| eprintln!("passed over: {error}")).ok())
        .as_ref()
}

/// The built-in sheet, and styles for the alignments it has none of.
pub(crate) fn sheet() -> Arc<Sheet> {
    static SHEET: OnceLock<Arc<Sheet>> = OnceLock::new();
    let make = || {
        let mut sheet = (*huiwu::pack::builtin().expect("the built-in pack").sheet).clone();
        for (name, align) in [("分散", Align::Distribute), ("两端", Align::Justify), ("靠右", Align::Right)]
        {
            let base = sheet.paragraph(index(&sheet, "表格正文")).clone();
            sheet.paragraphs.push(ParagraphStyle { name: name.to_owned(), align, ..base });
        }
        Arc::new(sheet)
    };
    Arc::clone(SHEET.get_or_init(make))
}

fn index(sheet: &Sheet, name: &str) -> StyleIndex {
    sheet.paragraph_named(name).unwrap_or_else(|| panic!("no style {name}"))
}

/// The index of a style of the sheet.
pub(crate) fn style(name: &str) -> StyleIndex {
    index(&sheet(), name)
}

/// A document of these blocks.
pub(crate) fn document(blocks: Vec<Block>) -> Document {
    let (kind, title) = (Kind::Notice, "会议通知".to_owned());
    Document {
        kind,
        title,
        sheet: sheet(),
        setup: Setup::default(),
        blocks,
        imprint: None,
        letter: None,
        fill: None,
    }
}

/// A paragraph of plain text.
pub(crate) fn paragraph(name: &str, text: &str) -> Paragraph {
    Paragraph::new(style(name), vec![Inline::Text { text: text.to_owned(), style: None }])
}

/// A cell of plain text.
pub(crate) fn cell(text: &str) -> Cell {
    let paragraphs = vec![paragraph("表格正文", text)];
    Cell {
        kind: CellKind::Data,
        span: 1,
        merge: Merge::None,
        align: VerticalAlign::Middle,
        borders: Borders::All,
        turn: Turn::None,
        paragraphs,
    }
}

/// A row of plain cells.
pub(crate) fn row(texts: &[&str]) -> Row {
    Row { height: Length::ZERO, cells: texts.iter().map(|text| cell(text)).collect() }
}

/// A table of so many equal columns that fills the text block.
pub(crate) fn table(columns: usize, header_rows: usize, rows: Vec<Row>) -> Table {
    let width = sheet().page.measure() / i64::try_from(columns).expect("few columns");
    Table { style: StyleIndex(0), columns: vec![width; columns], header_rows, rows }
}

fn run(chars: &'static [char], count: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(chars), count).prop_map(|chars| chars.into_iter().collect())
}

const COMMON: &[char] = &[
    '关', '于', '召', '开', '安', '全', '生', '产', '工', '作', '推', '进', '会', '的', '通', '知', '各',
    '县', '市', '区', '应', '急', '管', '理', '局', '为', '贯', '彻', '落', '实', '一', '二', '鿏', '龥',
];

/// Extension A to F, URO late-comers, radicals and a compatibility character; names have them.
const RARE: &[char] =
    &['䶮', '㛃', '㬎', '㮾', '𠅤', '𤩽', '𨱏', '𪩘', '𫖯', '𫄧', '𬍛', '𬱖', '𬭛', '𬶍', '鿍', '〇', '々'];

const STOPS: &[&str] = &[
    "，", "。", "、", "；", "：", "！", "？", ",", ".", ";", ":", "!", "?", "“", "”", "‘", "’", "《", "》",
    "〈", "〉", "（", "）", "(", ")", "〔", "〕", "【", "】", "「", "」", "——", "……", "—", "…", "·", "～",
    "／", "/", "-", "%", "％", "℃", "￥", "$", "★", "×", "±", "§", "№",
];

const ODD: &[&str] = &[
    "e\u{301}",
    "a\u{308}",
    "が\u{3099}",
    " ",
    "  ",
    "\u{3000}",
    "😀",
    "🏛",
    "\u{e000}",
    "〔2026〕12号",
    "2026年11月24日",
    "9:00—11:30",
    "https://example.com/a/very/long,path;with?stops=1&more=2",
    "HY-2026-045",
    "买买提·艾力",
    "μg/m³",
];

/// A piece of text of any kind.
fn token() -> impl Strategy<Value = String> {
    let pick = |of: &'static [&'static str]| prop::sample::select(of).prop_map(str::to_owned);
    prop_oneof![
        6 => run(COMMON, 1..20),
        2 => run(&['a', 'b', 'm', 'W', 'i', 'Z', 'é', 'λ'], 1..12),
        2 => run(&['0', '1', '7', '8', '9'], 1..9),
        1 => run(RARE, 1..4),
        6 => pick(STOPS),
        1 => prop::collection::vec(prop::sample::select(STOPS), 1..9).prop_map(|stops| stops.concat()),
        2 => pick(ODD),
    ]
}

/// Text of any kind, of so many pieces; now and then a word longer than any line, or nothing but one sign.
pub(crate) fn text(pieces: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let usual = prop::collection::vec(token(), pieces).prop_map(|parts| parts.concat());
    prop_oneof![
        16 => usual,
        1 => (Just("字".to_owned()), run(&['a', 'b', 'c', ',', ';'], 150..250)).prop_map(|(a, b)| a + &b),
        1 => (prop::sample::select(STOPS), 30..90_usize).prop_map(|(stop, count)| stop.repeat(count)),
    ]
}

/// Plain running text of several sentences.
pub(crate) fn sentences() -> impl Strategy<Value = String> {
    let sentence =
        (run(COMMON, 5..40), prop::sample::select(&["，", "。", "；", "“", "”", "（1）", "3.5%"][..]));
    prop::collection::vec(sentence.prop_map(|(words, stop)| words + stop), 1..9)
        .prop_map(|parts| parts.concat())
}

fn inlines(pieces: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Inline>> {
    let dress = prop::option::weighted(0.2, (0..2_u16).prop_map(StyleIndex));
    let part = prop_oneof![
        12 => (text(pieces), dress).prop_map(|(text, style)| Inline::Text { text, style }),
        1 => Just(Inline::Break),
        1 => Just(Inline::Tab),
    ];
    prop::collection::vec(part, 0..4).prop_map(|mut parts| {
        // A second tab of a line has no meaning in an official document.
        let mut has_tab = false;
        parts.retain(|part| *part != Inline::Tab || !std::mem::replace(&mut has_tab, true));
        parts
    })
}

fn indent() -> impl Strategy<Value = Option<Indent>> {
    let mm = |range: std::ops::Range<i32>| range.prop_map(|mm| Length::mm(f64::from(mm)));
    let any = (mm(0..90), mm(0..90), mm(-90..90));
    let any = any.prop_map(|(left, right, first_line)| Indent { left, right, first_line });
    let absurd =
        Just(Indent { left: Length::mm(190.0), right: Length::mm(30.0), first_line: Length::mm(-300.0) });
    prop::option::weighted(0.3, prop_oneof![5 => any, 1 => absurd])
}

fn any_style() -> impl Strategy<Value = StyleIndex> {
    (0..u16::try_from(sheet().paragraphs.len()).expect("few styles")).prop_map(StyleIndex)
}

fn any_paragraph(pieces: std::ops::Range<usize>) -> impl Strategy<Value = Paragraph> {
    let start = prop_oneof![9 => Just(Start::Flow), 1 => Just(Start::NewPage)];
    let keep = prop_oneof![5 => Just(Keep::AsStyled), 1 => Just(Keep::WithNext)];
    (any_style(), inlines(pieces), indent(), start, keep).prop_map(|(style, inlines, indent, start, keep)| {
        Paragraph { indent, start, keep, ..Paragraph::new(style, inlines) }
    })
}

const CELL_STYLES: &[&str] = &["表格正文", "表格居中", "表头", "分散", "两端", "靠右", "正文"];

fn any_cell() -> impl Strategy<Value = Cell> {
    let align = prop::sample::select(&[VerticalAlign::Top, VerticalAlign::Middle, VerticalAlign::Bottom][..]);
    let borders =
        prop::sample::select(&[Borders::All, Borders::None, Borders::Bottom, Borders::Horizontal][..]);
    let content = (prop::sample::select(CELL_STYLES), text(0..6));
    (align, borders, prop::collection::vec(content, 1..3)).prop_map(|(align, borders, content)| {
        let paragraphs = content.iter().map(|(name, text)| paragraph(name, text)).collect();
        Cell {
            kind: CellKind::Data,
            span: 1,
            merge: Merge::None,
            align,
            borders,
            turn: Turn::None,
            paragraphs,
        }
    })
}

/// A table of any number of columns from 5 mm up, with spans, header rows and now and then a merge.
fn any_table() -> impl Strategy<Value = Table> {
    let narrow = prop_oneof![3 => Just(Length::ZERO), 1 => Just(Length::mm(5.0))];
    (1..9_usize, narrow, 0..4_usize, 0..9_usize).prop_flat_map(|(count, first, header_rows, rows)| {
        let cells = prop::collection::vec(any_cell(), count);
        let row = (cells, prop::bool::weighted(0.2), prop::sample::select(&[0.0, 8.0, 40.0][..]));
        let merge = prop::option::weighted(0.2, (0..rows.max(1), 2..4_usize));
        (prop::collection::vec(row, rows), merge)
            .prop_map(move |(rows, merge)| assemble(Raw { count, first, header_rows, merge }, rows))
    })
}

#[derive(Clone, Copy)]
struct Raw {
    count: usize,
    first: Length,
    header_rows: usize,
    merge: Option<(usize, usize)>,
}

fn assemble(raw: Raw, rows: Vec<(Vec<Cell>, bool, f64)>) -> Table {
    let mut out = table(raw.count, raw.header_rows, Vec::new());
    if raw.first > Length::ZERO {
        out.columns[0] = raw.first;
    }
    for (at, (mut cells, spans, height)) in rows.into_iter().enumerate() {
        // Each row has a mark of its own, so that the reader knows where it is.
        cells[0].paragraphs.insert(0, paragraph("表格正文", &format!("行{at}")));
        let in_merge = raw.merge.is_some_and(|(from, count)| (from..from + count).contains(&at));
        let last = cells.len() - 1;
        if in_merge && last > 0 && at >= raw.header_rows {
            let is_top = raw.merge.is_some_and(|(from, _)| at == from.max(raw.header_rows));
            cells[last].merge = if is_top { Merge::Top } else { Merge::Continued };
        } else if spans && last > 0 {
            cells.pop();
            cells[last - 1].span = 2;
        }
        out.rows.push(Row { height: Length::mm(height), cells });
    }
    out
}

fn imprint() -> impl Strategy<Value = Option<Table>> {
    prop::option::weighted(0.3, text(1..20)).prop_map(|text| {
        let text = text?;
        let mut cell = cell("");
        cell.borders = Borders::Horizontal;
        cell.paragraphs = vec![paragraph("版记", &format!("抄送：{text}"))];
        let mut table = table(1, 0, vec![Row { height: Length::ZERO, cells: vec![cell] }]);
        table.style = sheet().table_named("版记").expect("the style of 版记");
        Some(table)
    })
}

/// A document of anything.
pub(crate) fn any_document() -> impl Strategy<Value = Document> {
    let block = prop_oneof![
        4 => any_paragraph(0..12).prop_map(Block::Paragraph),
        1 => any_paragraph(40..90).prop_map(Block::Paragraph),
        1 => any_table().prop_map(Block::Table),
    ];
    let numbers = [PageNumbers::None, PageNumbers::Outer, PageNumbers::OuterButFirst];
    let orientation = prop_oneof![4 => Just(Orientation::Portrait), 1 => Just(Orientation::Landscape)];
    (prop::collection::vec(block, 0..9), imprint(), prop::sample::select(numbers.to_vec()), orientation)
        .prop_map(|(blocks, imprint, page_numbers, orientation)| Document {
            setup: Setup { orientation, page_numbers, ..Setup::default() },
            imprint,
            ..document(blocks)
        })
}

/// Running text under headings, as notices and minutes have it, each block short enough to be kept whole.
pub(crate) fn running_text() -> impl Strategy<Value = Document> {
    let heading = prop::sample::select(&["一级标题", "二级标题", "三级标题"][..]);
    let heading = (heading, run(COMMON, 4..20)).prop_map(|(name, text)| paragraph(name, &text));
    let body = sentences().prop_map(|text| paragraph("正文", &text));
    let section = (prop::collection::vec(heading, 0..3), prop::collection::vec(body, 1..5));
    prop::collection::vec(section, 3..14).prop_map(|sections| {
        let parts = sections.into_iter().flat_map(|(headings, bodies)| headings.into_iter().chain(bodies));
        document(parts.map(Block::Paragraph).collect())
    })
}

/// A letter: anything below a mark of one line.
pub(crate) fn letter() -> impl Strategy<Value = Document> {
    let size = prop::sample::select(&["信函标志大", "信函标志中", "信函标志小"][..]);
    let mark = (size, run(COMMON, 4..9)).prop_map(|(name, text)| paragraph(name, &text));
    (any_document(), mark).prop_map(|(document, mark)| Document {
        letter: Some(Letter { mark, foot: Paragraph::new(style("信函下线"), Vec::new()) }),
        setup: Setup { page_numbers: PageNumbers::OuterButFirst, ..Setup::default() },
        ..document
    })
}

/// A sheet of any number of rows whose last page is filled with blank ones, with a line below.
pub(crate) fn filled() -> impl Strategy<Value = Document> {
    let cells = (run(COMMON, 1..5), run(COMMON, 2..24), run(COMMON, 0..16));
    let height = prop::sample::select(&[7.0, 11.0, 16.0][..]);
    (prop::collection::vec(cells, 1..70), height).prop_map(|(people, height)| {
        let tall = |row: Row| Row { height: Length::mm(height), ..row };
        let mut rows = vec![tall(row(&["头甲", "头乙", "头丙"]))];
        rows.extend(people.iter().map(|(name, unit, post)| tall(row(&[name, unit, post]))));
        // Blank rows never stand on a page without the row before them, as the render has it.
        let last = rows.last_mut().into_iter().flat_map(|row| &mut row.cells);
        last.flat_map(|cell| &mut cell.paragraphs).for_each(|paragraph| paragraph.keep = Keep::WithNext);
        rows.push(tall(row(&["", "", ""])));
        let fill = Some(Fill { block: 1, row: rows.len() - 1 });
        let head = Block::Paragraph(paragraph("正文", "前文"));
        let foot = Block::Paragraph(paragraph("正文", "应到若干人。"));
        Document { fill, ..document(vec![head, Block::Table(table(3, 1, rows)), foot]) }
    })
}
