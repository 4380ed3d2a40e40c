//! The clauses of GB/T 9704-2012: a document with its PDF comes in, what the PDF measures for each clause goes out.
//!
//! The document only tells which line is which; every place, size and weight is read from the PDF.

#![allow(dead_code, reason = "each test file uses a part of it")]

mod rows;
mod special;

use super::made;
use super::paper::{Bar, Glyph, Line, MM, Page, Paper};
use huiwu::document::{Block, Document, Paragraph};
use std::ops::Range;

const HANGING: [char; 7] = ['、', '。', '，', '！', '：', '；', '？'];

/// A document, its PDF, and where in it each paragraph stands.
pub(crate) struct View<'a> {
    pub(crate) document: &'a Document,
    pub(crate) paper: &'a Paper,
    /// The PDF whose embedded outlines tell where the ink of a character begins and ends: its own, or ours where the PDF
    /// comes from another program with the same faces.
    outlines: &'a Paper,
    /// The lines of all pages without the page numbers, each with its page.
    lines: Vec<(usize, Line)>,
    /// For each paragraph of text: its style and its lines.
    places: Vec<(&'a str, Range<usize>)>,
}

impl<'a> View<'a> {
    pub(crate) fn new(document: &'a Document, paper: &'a Paper, outlines: &'a Paper) -> Self {
        let pages = paper.pages.iter().enumerate();
        let lines = pages.flat_map(|(at, page)| page.text_lines().into_iter().map(move |line| (at, line)));
        let mut view = Self { document, paper, outlines, lines: lines.collect(), places: Vec::new() };
        let mut from = 0;
        for paragraph in running(document) {
            if let Some(found) = view.find(paragraph, from) {
                from = found.end;
                view.places.push((&document.sheet.paragraph(paragraph.style).name, found));
            }
        }
        view
    }

    /// The lines of a paragraph, at or after a line: they begin as its text does and go on with it.
    fn find(&self, paragraph: &Paragraph, from: usize) -> Option<Range<usize>> {
        let text = stripped(&paragraph.text());
        let fits = |line: &str| text.starts_with(line) && (line == text || line.chars().count() > 4);
        let mut starts = (from..self.lines.len()).filter(|at| fits(&self.lines[*at].1.text())).peekable();
        let first = *starts.peek()?;
        // What begins alike, as an organ's name in the letterhead and in the title, does not go on alike.
        let whole = starts.find(|start| self.reach(&text, *start).1);
        let start = whole.unwrap_or(first);
        Some(start..self.reach(&text, start).0)
    }

    /// The line after the last one of a text that begins with a line, and whether the text ends there.
    fn reach(&self, text: &str, start: usize) -> (usize, bool) {
        let mut rest = text;
        let mut end = start;
        while let Some((_, line)) = self.lines.get(end) {
            // LibreOffice may lose a stop that hangs at the end of a line.
            let words = line.text();
            let next = rest.strip_prefix(&words);
            let Some(after) = next.or_else(|| rest.trim_start_matches(HANGING).strip_prefix(&words)) else {
                break;
            };
            rest = after;
            end += 1;
        }
        (end, rest.trim_start_matches(HANGING).is_empty())
    }

    /// The paragraphs of a style: of each its lines with their pages.
    fn styled(&self, style: &str) -> Vec<&[(usize, Line)]> {
        let places = self.places.iter().filter(|(name, _)| *name == style);
        places.map(|(_, lines)| &self.lines[lines.clone()]).collect()
    }

    /// The first line of each paragraph of a style.
    fn firsts(&self, style: &str) -> Vec<&(usize, Line)> {
        self.styled(style).into_iter().filter_map(<[_]>::first).collect()
    }

    /// The lower edge of what stands nearest above a line on its page: a line of body text or a rule.
    fn above(&self, (page, line): &(usize, Line)) -> f64 {
        let lines =
            self.lines.iter().filter(|(at, other)| at == page && other.baseline < line.baseline - 1.0);
        let texts = lines.map(|(_, other)| box_bottom(other));
        let rules = self.paper.pages[*page].rules().into_iter().map(|rule| rule.bottom());
        texts.chain(rules.filter(|bottom| *bottom < line.baseline)).fold(TOP, f64::max)
    }
}

/// The paragraphs that are not in cells, but for those of the imprint.
fn running(document: &Document) -> Vec<&Paragraph> {
    let blocks = document.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    });
    blocks.chain(document.imprint.iter().flat_map(made::of_table)).collect()
}

/// All rows of the table, in the order of the clauses.
pub(crate) fn clauses() -> Vec<&'static Clause> {
    rows::all()
}

/// What is measured.
#[derive(Clone, Copy)]
pub(crate) enum Unit {
    Millimetres,
    Points,
    /// 行: pitches of the body text.
    Lines,
    /// 字, or a plain number.
    Count,
}

impl Unit {
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Millimetres => "mm",
            Self::Points => "pt",
            Self::Lines => "行",
            Self::Count => "",
        }
    }
}

/// A row of the table.
pub(crate) struct Clause {
    pub(crate) number: &'static str,
    pub(crate) element: &'static str,
    pub(crate) unit: Unit,
    pub(crate) asked: f64,
    pub(crate) tolerance: f64,
    pub(crate) measure: fn(&View<'_>) -> Vec<f64>,
    /// Why it is held less tightly than others.
    pub(crate) why: &'static str,
    /// Why LibreOffice does not keep it.
    pub(crate) office: &'static str,
}

/// The pitch of body text, in points.
pub(crate) const PITCH: f64 = 28.95;

/// The text block, in points.
pub(crate) const LEFT: f64 = 28.0 * MM;
pub(crate) const TOP: f64 = 37.0 * MM;
pub(crate) const RIGHT: f64 = 184.0 * MM;
pub(crate) const BOTTOM: f64 = 262.0 * MM;

/// One character of body text.
const CHAR: f64 = 15.75;

const LETTERHEADS: &[&str] = &["发文机关标志大", "发文机关标志中", "发文机关标志小"];
const RED: [u8; 3] = [255, 0, 0];

#[expect(clippy::cast_precision_loss, reason = "counts of lines and characters")]
fn count(number: usize) -> f64 {
    number as f64
}

/// The top of the line's box: an exact line has its baseline at four fifths of its pitch.
fn box_top_of(line: &Line, pitch: f64) -> f64 {
    line.baseline - 0.8 * pitch
}

fn box_bottom_of(line: &Line, pitch: f64) -> f64 {
    line.baseline + 0.2 * pitch
}

fn box_bottom(line: &Line) -> f64 {
    box_bottom_of(line, PITCH)
}

/// The middle between the edges of what is drawn on a line.
fn middle(line: &Line) -> f64 {
    f64::midpoint(line.left(), line.right())
}

fn box_top(line: &Line) -> f64 {
    box_top_of(line, PITCH)
}

fn stripped(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn lefts(view: &View<'_>, style: &str) -> Vec<f64> {
    view.firsts(style).iter().map(|(_, line)| line.left() / MM).collect()
}

fn insets(view: &View<'_>, style: &str) -> Vec<f64> {
    view.firsts(style).iter().map(|(_, line)| (line.left() - LEFT) / MM).collect()
}

fn sizes(view: &View<'_>, style: &str) -> Vec<f64> {
    let lines = view.styled(style).concat();
    lines.iter().flat_map(|(_, line)| line.glyphs.iter().map(|glyph| glyph.size)).collect()
}

/// Lines of 28 Han characters: what a document made for it, or a page of a report, is full of.
fn full(view: &View<'_>, of: fn(&Line) -> f64) -> Vec<f64> {
    full_lines(view).iter().flat_map(|lines| lines.iter().map(of)).collect()
}

fn full_pages(view: &View<'_>, of: fn(&[Line]) -> f64) -> Vec<f64> {
    full_lines(view).iter().map(|lines| of(lines)).collect()
}

/// The lines of the pages that hold nothing but one Han character.
fn full_lines(view: &View<'_>) -> Vec<Vec<Line>> {
    let uniform = |lines: &Vec<Line>| {
        !lines.is_empty() && lines.iter().all(|line| line.text().chars().all(|c| c == '汉'))
    };
    let mut pages: Vec<Vec<Line>> = view.paper.pages.iter().map(Page::text_lines).filter(uniform).collect();
    // The last page is not full.
    pages.pop();
    pages
}

fn first_line_tops(view: &View<'_>) -> Vec<f64> {
    full_pages(view, |lines| box_top(&lines[0]) / MM)
}

/// Where the highest ink of a line is.
fn ink_top(view: &View<'_>, line: &Line) -> f64 {
    line.baseline - line.glyphs.iter().map(|glyph| ink(view, glyph).1).fold(f64::MIN, f64::max)
}

/// Where the lowest ink of a line is.
fn ink_bottom(view: &View<'_>, line: &Line) -> f64 {
    line.baseline - line.glyphs.iter().map(|glyph| ink(view, glyph).0).fold(f64::MAX, f64::min)
}

/// How far the ink of a glyph reaches below and above its baseline, in points.
fn ink(view: &View<'_>, glyph: &Glyph) -> (f64, f64) {
    let glyphs = view.outlines.pages.iter().flat_map(|page| page.glyphs.iter().chain(&page.turned));
    let same = |known: &&Glyph| known.text == glyph.text && (known.size - glyph.size).abs() < 0.05;
    let (low, high) = glyphs
        .into_iter()
        .find(same)
        .and_then(|known| view.outlines.fonts[known.font].ink(known.code))
        .unwrap_or((0.0, 0.0));
    (low * glyph.size, high * glyph.size)
}

fn dash_middle(view: &View<'_>, line: &Line) -> f64 {
    let (low, high) = ink(view, &line.glyphs[0]);
    line.baseline - f64::midpoint(low, high)
}

/// 行 between the lower edge of the letterhead's line box and the upper edge of the line of another style.
fn gap(view: &View<'_>, above: &[&str], below: &str) -> Vec<f64> {
    let pitch = |style| {
        let index = view.document.sheet.paragraph_named(style).expect("a style of the sheet");
        view.document.sheet.paragraph(index).pitch.to_pt()
    };
    let heads =
        above.iter().flat_map(|style| view.firsts(style).into_iter().map(move |head| (head, pitch(style))));
    heads
        .zip(view.firsts(below))
        .map(|(((_, head), pitch), (_, number))| (box_top(number) - box_bottom_of(head, pitch)) / PITCH)
        .collect()
}

/// 行 between a paragraph and what stands above it.
fn above(view: &View<'_>, style: &str) -> Vec<f64> {
    let lines = view.firsts(style).into_iter();
    let gaps = lines.map(|place| (box_top(&place.1) - view.above(place)) / PITCH);
    // At the top of a page there is nothing above.
    gaps.filter(|gap| *gap > 0.01).collect()
}

/// The titles right under an annex's label.
fn annex_titles<'v>(view: &'v View<'_>) -> Vec<&'v (usize, Line)> {
    let labels = view.firsts("附件标号");
    let titles = view.firsts("附件标题").into_iter();
    titles.filter(|(page, _)| labels.iter().any(|(at, _)| at == page)).collect()
}

fn rule_below(view: &View<'_>, page: usize, line: &Line) -> Option<f64> {
    let bottom = ink_bottom(view, line);
    let rule = view.paper.pages[page].rules().into_iter().find(|rule| rule.y > line.baseline)?;
    Some((rule.y - bottom) / MM)
}

fn red(view: &View<'_>, of: fn(&Bar) -> f64) -> Vec<f64> {
    let rules = view.paper.pages.iter().flat_map(Page::rules);
    let is_letter = view.document.letter.is_some();
    rules.filter(|rule| rule.ink == RED && !is_letter).map(|rule| of(&rule)).collect()
}

#[derive(Clone, Copy)]
enum Seal {
    Pressed,
    None,
}

/// Measures of the signature block: organ and date.
fn dates<T>(view: &View<'_>, seal: Seal, of: fn(&Line, &Line) -> T) -> Vec<T> {
    let style = match seal {
        Seal::Pressed => "署名用印",
        Seal::None => "署名",
    };
    let blocks = view.firsts(style).into_iter().zip(view.firsts("成文日期"));
    blocks.map(|((_, organ), (_, date))| of(organ, date)).collect()
}

/// The lines of the imprint, if the document has one.
fn imprint_rules(view: &View<'_>) -> Option<Vec<Bar>> {
    if view.document.letter.is_some() {
        return None;
    }
    let rows = view.document.imprint.as_ref()?.rows.len();
    let rules = view.paper.pages.last()?.rules();
    let from = rules.len().checked_sub(rows + 1)?;
    Some(rules[from..].to_vec())
}

fn imprint(view: &View<'_>, of: fn(&[Bar]) -> f64) -> Vec<f64> {
    imprint_rules(view).iter().map(|rules| of(rules)).collect()
}

fn numbers(view: &View<'_>) -> Vec<(usize, Line)> {
    let pages = view.paper.pages.iter().enumerate();
    pages.filter_map(|(at, page)| page.number().map(|line| (at + 1, line))).collect()
}

/// How far the further lines of a list stand from its first character after the colon.
fn hang(list: &[(usize, Line)]) -> Vec<f64> {
    let Some(((_, first), further)) = list.split_first() else { return Vec::new() };
    let glyphs = first.glyphs.iter().filter(|glyph| !glyph.is_blank());
    let Some(start) = glyphs.skip_while(|glyph| !glyph.text.contains('：')).nth(1).map(|glyph| glyph.x)
    else {
        return Vec::new();
    };
    further.iter().map(|(_, line)| (line.left() - start) / MM).collect()
}
