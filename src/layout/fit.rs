//! Fitting: a document comes in, the same with the small helps a secretary would give its lines and pages goes out.
//!
//! A paragraph or a cell does not end with a single character on a line of its own, a line is not spread out for a long Latin word
//! after it, and blank rows fill the last page. The DOCX and the PDF are both made of the document so fitted.

use super::linebreak::{End, Hanging};
use super::paragraph::{Broken, Measure, broken, is_wider, only_line, set_lines};
use super::room::room;
use super::shape::{Cluster, Piece, Purpose, Setter};
use super::{Frame, Item, Known, counted, laid_out, table};
use crate::diag::Reported;
use crate::document::script::{Script, begins_no_line, may_hang, script};
use crate::document::{Align, Block, Document, Fit, Indent, Inline, Paragraph, Turn, nominal};
use crate::font::Session;
use crate::length::Length;
use crate::page::Pages;

/// The document as it is to be written and laid out.
#[must_use]
pub fn fit(document: Document, session: &mut Session<'_>) -> Document {
    fitted(document, session).document
}

/// A document as it is to be written and laid out, with the lines that were found on the way.
#[derive(Debug)]
pub struct Fitted {
    /// The document.
    pub document: Document,
    /// What was found of its blocks.
    known: Vec<Option<Known>>,
    /// How many pages it has, where that was found on the way and there is nothing else to say of them.
    pages: Option<usize>,
}

impl Fitted {
    /// Lays the document out, as [`layout`](super::layout) does.
    pub fn pages(&self, session: &mut Session<'_>) -> Reported<Pages> {
        laid_out((&self.document, &self.known), session)
    }

    /// How many pages it has: laid out as it would be for drawing, but nothing is drawn.
    pub fn count(&self, session: &mut Session<'_>) -> Reported<usize> {
        let count = match self.pages {
            Some(pages) => Reported::new(pages, Vec::new()),
            None => counted((&self.document, &self.known), session),
        };
        debug_assert_eq!(count.value, self.drawn(session), "{}", self.document.title);
        count
    }

    /// How many pages are drawn.
    fn drawn(&self, session: &mut Session<'_>) -> Option<usize> {
        self.pages(session).value.map(|pages| pages.pages.len())
    }
}

/// Fits a document.
#[must_use]
pub fn fitted(mut document: Document, session: &mut Session<'_>) -> Fitted {
    let sheet = document.sheet.clone();
    let frame = Frame::new(&sheet.page, document.setup.orientation);
    let mut setter = Setter::new(&sheet, session, Purpose::Measures);
    let mut known = Vec::with_capacity(document.blocks.len());
    for block in &mut document.blocks {
        known.push(match block {
            Block::Paragraph(paragraph) => {
                fit_paragraph(paragraph, frame.width, &mut setter).map(Known::Lines)
            }
            Block::Table(table) => {
                Some(Known::Cells(table::fitted(table, frame.room(), &mut setter, fit_cell)))
            }
        });
    }
    if !setter.misses.is_empty() {
        // They are found again, and said, where the paragraphs are shaped anew.
        known.clear();
    }
    let rest = room((&document, &known), session);
    if let Some(fill) = document.fill.filter(|_| rest.rows > 0)
        && let Some(table) = known.get_mut(fill.block)
    {
        *table = None;
    }
    Fitted { document: document.filled(rest.rows), known, pages: rest.pages }
}

/// The steps of tracking that are tried, in twips, the least seen first: wider ones only move breaks, for full lines are
/// spread to the edge anyway.
const STEPS: [i64; 18] = [1, 2, 3, 4, -1, -2, -3, 5, 6, -4, -5, -6, 7, 8, 9, 10, 11, 12];

/// The text block of the DOCX is wider by eight twips.
const HAIR: Length = Length::twips(12);

/// A line whose gaps were widened by more than this part of an em would look torn.
const TORN: i64 = 3;

/// Fits a paragraph of the text; its lines, where they were asked for.
fn fit_paragraph(paragraph: &mut Paragraph, width: Length, setter: &mut Setter<'_, '_>) -> Option<Broken> {
    let style = setter.sheet.paragraph(paragraph.style);
    let is_text = matches!(style.align, Align::Justify | Align::Left) && style.outline.is_none();
    if !is_text || paragraph.inlines.contains(&Inline::Tab) {
        return None;
    }
    let measure = Measure { width, hanging: Hanging::Allowed };
    let natural = broken(paragraph, measure, setter);
    let count = natural.lines.len();
    if count < 2 {
        return Some(natural);
    }
    if ends_lonely(&natural) {
        for step in STEPS {
            paragraph.fit.tracking = Length::twips(step);
            let tried = natural.tracked(paragraph, measure, setter.sheet);
            // A column a hair wider, as other programs may have it, must not bring the character back.
            let wider = Measure { width: measure.width + HAIR, ..measure };
            let is_sure = || tried.holds_in(paragraph, wider, setter.sheet);
            if !ends_lonely(&tried) && tried.lines.len() <= count && is_sure() {
                return Some(tried);
            }
        }
        paragraph.fit = Fit::default();
    }
    let rest = width - natural.indent.left - natural.indent.right;
    let full = natural.lines.iter().enumerate().filter(|(_, line)| line.end == End::Full);
    let is_torn = full.into_iter().any(|(at, line)| {
        let first = if at == 0 { natural.indent.first_line } else { Length::ZERO };
        is_wider(&natural, line, rest - first, style.size / TORN)
    });
    paragraph.fit.align = (is_torn && style.align == Align::Justify).then_some(Align::Left);
    Some(natural)
}

/// Fits a paragraph of a cell, and sets its lines; one that is turned is only set.
///
/// A cell's lines are too short for tracking to help: they are made shorter, so that the last one gets company.
fn fit_cell(
    paragraph: &mut Paragraph,
    turn: Turn,
    measure: Measure,
    setter: &mut Setter<'_, '_>,
    lines: &mut Vec<Item>,
) {
    // Most cells have one line, and no need of their pieces.
    if let Some(line) = only_line(paragraph, measure, setter) {
        lines.push(line);
        return;
    }
    let broken = match turn {
        Turn::None => fit_lines(paragraph, measure.width, setter),
        Turn::Up | Turn::Down => broken(paragraph, measure, setter),
    };
    lines.extend(set_lines(paragraph, &broken, measure, setter));
}

/// Fits the lines of a cell.
fn fit_lines(paragraph: &mut Paragraph, width: Length, setter: &mut Setter<'_, '_>) -> Broken {
    let style = setter.sheet.paragraph(paragraph.style);
    let natural = broken(paragraph, cell_measure(width), setter);
    let text = paragraph.text();
    let is_one_line = nominal::width(&text, style.size, style.tracking) < width - style.advance();
    let is_free = !is_one_line && paragraph.indent.is_none() && !paragraph.inlines.contains(&Inline::Tab);
    if !is_free || natural.lines.len() < 2 || !ends_lonely(&natural) {
        return natural;
    }
    let count = natural.lines.len();
    let is_centred = style.align == Align::Center;
    for quarter in 1..=CELL_STEPS {
        let less = style.advance() * quarter / 4;
        let indent = if is_centred {
            Indent { left: less / 2, right: less / 2, ..natural.indent }
        } else {
            Indent { right: natural.indent.right + less, ..natural.indent }
        };
        paragraph.indent = Some(indent);
        let tried = broken(paragraph, cell_measure(width), setter);
        let is_taken = tried.indent == indent && !ends_lonely(&tried) && tried.lines.len() <= count;
        if is_taken && broken(paragraph, cell_measure(width + HAIR), setter).lines == tried.lines {
            return tried;
        }
    }
    paragraph.indent = None;
    natural
}

/// How many quarters of a character a cell's lines are made shorter at most.
const CELL_STEPS: i64 = 12;

const fn cell_measure(width: Length) -> Measure {
    Measure { width, hanging: Hanging::Refused }
}

/// Whether the last line holds but one Han character and the stops after it.
fn ends_lonely(broken: &Broken) -> bool {
    let Some(last) = broken.lines.last() else { return false };
    let after_break =
        last.pieces.start > 0 && matches!(broken.pieces.get(last.pieces.start - 1), Some(Piece::Break));
    let solid = |piece: &Piece| match piece {
        Piece::Glyph(Cluster { text, .. }) if !is_stop(*text) => Some(*text),
        _ => None,
    };
    let mut words = broken.pieces[last.pieces.clone()].iter().filter_map(solid);
    let first = words.next();
    !after_break && words.next().is_none() && first.is_none_or(|c| script(c) == Script::Han)
}

fn is_stop(c: char) -> bool {
    c == ' ' || c == '\u{3000}' || may_hang(c) || begins_no_line(c)
}
