//! Page furniture: pages come in, pages with their numbers go out (GB/T 9704-2012 7.5).

use super::Frame;
use super::shape::{Piece, Setter, shape};
use crate::document::{Document, Inline, Orientation, PageNumbers, Turn};
use crate::length::Length;
use crate::page::{Pages, Part, Placed, Run};

/// Puts `— 1 —` on each page: its dashes `number_drop` below the text block, odd pages right, even left.
///
/// On a page that lies on its side it stays where an upright page has it (clause 8): what was below is left, what was right
/// is below, and the number is turned with them.
pub(super) fn number(pages: &mut Pages, document: &Document, frame: &Frame, setter: &mut Setter<'_, '_>) {
    let skipped = match document.setup.page_numbers {
        PageNumbers::None => return,
        PageNumbers::Outer => 0,
        PageNumbers::OuterButFirst => 1,
    };
    let style = document.sheet.paragraph(document.sheet.page_number);
    let indent = style.advance();
    for (at, page) in pages.pages.iter_mut().enumerate().skip(skipped) {
        let text = format!("— {} —", at + 1);
        let inlines = [Inline::Text { text, style: None }];
        let pieces = shape(&inlines, style, Length::ZERO, setter);
        let width: Length = pieces.iter().map(width).sum();
        let is_odd = at % 2 == 0;
        let drop = document.sheet.page.number_baseline(style.size);
        let (turn, start, length, baseline) = match document.setup.orientation {
            Orientation::Portrait => (Turn::None, frame.left, frame.width, frame.bottom() + drop),
            Orientation::Landscape => (Turn::Down, frame.top, frame.height, frame.left - drop),
        };
        let x = if is_odd { start + length - indent - width } else { start + indent };
        let mut runs = runs(&pieces, x, baseline);
        for run in &mut runs {
            run.turn = turn;
        }
        page.runs.extend(runs);
    }
}

pub(super) fn width(piece: &Piece) -> Length {
    match piece {
        Piece::Glyph(cluster) => cluster.cell,
        Piece::Break | Piece::Tab => Length::ZERO,
    }
}

pub(super) fn runs(pieces: &[Piece], start: Length, baseline: Length) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut x = start;
    for piece in pieces {
        let Piece::Glyph(cluster) = piece else { continue };
        let placed = Placed {
            id: cluster.glyph.id,
            text: cluster.text,
            x: x + cluster.shift,
            advance: cluster.glyph.advance_at(cluster.size),
        };
        x += cluster.cell;
        match runs.last_mut().filter(|run| run.face == cluster.glyph.face) {
            Some(run) => run.glyphs.push(placed),
            None => runs.push(Run {
                face: cluster.glyph.face,
                size: cluster.size,
                ink: cluster.ink,
                turn: Turn::None,
                baseline,
                part: Part::PageNumber,
                glyphs: vec![placed],
            }),
        }
    }
    runs
}
