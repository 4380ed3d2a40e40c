//! Fitting: a document comes in, the same with the small helps a secretary would give its lines and pages goes out.
//!
//! A paragraph does not end with a single character on a line of its own, a line is not spread out for a long Latin word
//! after it, and blank rows fill the last page. The DOCX and the PDF are both made of the document so fitted.

use super::Frame;
use super::linebreak::{End, Hanging};
use super::paragraph::{Broken, Measure, broken, widening};
use super::room::room;
use super::shape::{Cluster, Piece, Setter};
use crate::document::script::{Script, begins_no_line, may_hang, script};
use crate::document::{Align, Block, Document, Fit, Inline, Paragraph};
use crate::font::Session;
use crate::length::Length;

/// The document as it is to be written and laid out.
#[must_use]
pub fn fit(mut document: Document, session: &mut Session<'_>) -> Document {
    let sheet = document.sheet.clone();
    let width = Frame::new(&sheet.page, document.setup.orientation).width;
    let mut setter = Setter::new(&sheet, session);
    for block in &mut document.blocks {
        if let Block::Paragraph(paragraph) = block {
            fit_paragraph(paragraph, width, &mut setter);
        }
    }
    let more = room(&document, session);
    document.filled(more)
}

/// The steps of tracking that are tried, in twips, the least seen first: wider ones only move breaks, for full lines are
/// spread to the edge anyway.
const STEPS: [i64; 18] = [1, 2, 3, 4, -1, -2, -3, 5, 6, -4, -5, -6, 7, 8, 9, 10, 11, 12];

/// The text block of the DOCX is wider by eight twips.
const HAIR: Length = Length::twips(12);

/// A line whose gaps were widened by more than this part of an em would look torn.
const TORN: i64 = 3;

fn fit_paragraph(paragraph: &mut Paragraph, width: Length, setter: &mut Setter<'_, '_>) {
    let style = setter.sheet.paragraph(paragraph.style);
    let is_text = matches!(style.align, Align::Justify | Align::Left) && style.outline.is_none();
    if !is_text || paragraph.inlines.contains(&Inline::Tab) {
        return;
    }
    let measure = Measure { width, hanging: Hanging::Allowed };
    let natural = broken(paragraph, measure, setter);
    let count = natural.lines.len();
    if count < 2 {
        return;
    }
    if ends_lonely(&natural) {
        for step in STEPS {
            paragraph.fit.tracking = Length::twips(step);
            let tried = natural.tracked(paragraph, measure, setter);
            // A column a hair wider, as other programs may have it, must not bring the character back.
            let wider = Measure { width: measure.width + HAIR, ..measure };
            let is_sure = || tried.holds_in(paragraph, wider, setter.sheet);
            if !ends_lonely(&tried) && tried.lines.len() <= count && is_sure() {
                return;
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
