//! Fitting: a document comes in, the same with the small helps a secretary would give its lines and pages goes out.
//!
//! A paragraph or a cell does not end with a single character on a line of its own, a line is not spread out for a long Latin word
//! after it, and blank rows fill the last page. The DOCX and the PDF are both made of the document so fitted.

use super::linebreak::{End, Hanging};
use super::paragraph::{Broken, Measure, broken, widening};
use super::room::room;
use super::shape::{Cluster, Piece, Purpose, Setter};
use super::{Frame, laid_out};
use crate::diag::Reported;
use crate::document::script::{Script, begins_no_line, may_hang, script};
use crate::document::{Align, Block, Document, Fit, Indent, Inline, Paragraph, Table, Turn, nominal};
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
    /// Its paragraphs that are broken into lines already, by their blocks.
    known: Vec<Option<Broken>>,
    /// How many pages it has, where that was found on the way and there is nothing else to say of them.
    pages: Option<usize>,
}

impl Fitted {
    /// Lays the document out, as [`layout`](super::layout) does.
    pub fn pages(&self, session: &mut Session<'_>) -> Reported<Pages> {
        laid_out((&self.document, &self.known), session, Purpose::Pages)
    }

    /// How many pages it has: laid out as it would be for drawing, but nothing is drawn.
    pub fn count(&self, session: &mut Session<'_>) -> Reported<usize> {
        let mut laid_out = || {
            let laid = laid_out((&self.document, &self.known), session, Purpose::Measures);
            Reported { value: laid.value.map(|pages| pages.pages.len()), diagnostics: laid.diagnostics }
        };
        let Some(pages) = self.pages else { return laid_out() };
        debug_assert_eq!(laid_out().value, Some(pages), "{}", self.document.title);
        Reported::new(pages, Vec::new())
    }
}

/// Fits a document.
#[must_use]
pub fn fitted(mut document: Document, session: &mut Session<'_>) -> Fitted {
    let sheet = document.sheet.clone();
    let width = Frame::new(&sheet.page, document.setup.orientation).width;
    let mut setter = Setter::new(&sheet, session, Purpose::Measures);
    let mut known = Vec::with_capacity(document.blocks.len());
    for block in &mut document.blocks {
        known.push(match block {
            Block::Paragraph(paragraph) => fit_paragraph(paragraph, width, &mut setter),
            Block::Table(table) => {
                fit_table(table, &mut setter);
                None
            }
        });
    }
    if !setter.misses.is_empty() {
        // They are found again, and said, where the paragraphs are shaped anew.
        known.clear();
    }
    let rest = room(&document, session);
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
            let tried = natural.tracked(paragraph, measure, setter);
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
        widening(&natural, line, rest - first) > style.size / TORN
    });
    paragraph.fit.align = (is_torn && style.align == Align::Justify).then_some(Align::Left);
    Some(natural)
}

/// The cells of a table, but for those that are turned.
fn fit_table(table: &mut Table, setter: &mut Setter<'_, '_>) {
    let padding = setter.sheet.table(table.style).padding_x * 2;
    for row in &mut table.rows {
        let mut column = 0;
        for cell in &mut row.cells {
            let span = table.columns.iter().skip(column).take(cell.span.max(1));
            let width = span.copied().sum::<Length>() - padding;
            column += cell.span.max(1);
            if cell.turn == Turn::None {
                for paragraph in &mut cell.paragraphs {
                    fit_cell(paragraph, width, setter);
                }
            }
        }
    }
}

/// A cell's lines are too short for tracking to help: they are made shorter, so that the last one gets company.
fn fit_cell(paragraph: &mut Paragraph, width: Length, setter: &mut Setter<'_, '_>) {
    let style = setter.sheet.paragraph(paragraph.style);
    let text = paragraph.text();
    let is_one_line = nominal::width(&text, style.size, style.tracking) < width - style.advance();
    if is_one_line || paragraph.indent.is_some() || paragraph.inlines.contains(&Inline::Tab) {
        return;
    }
    let natural = broken(paragraph, cell_measure(width), setter);
    if natural.lines.len() < 2 || !ends_lonely(&natural) {
        return;
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
            return;
        }
    }
    paragraph.indent = None;
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
