//! Line breaking: pieces and measures come in, ranges of pieces go out, one a line.

use super::shape::Piece;
use crate::document::script::{HANGING, NO_END, NO_START, Script, is_inseparable, script};
use crate::length::Length;
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};
use std::ops::Range;

/// The measures of a paragraph's lines.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measures {
    pub(super) first: Length,
    pub(super) rest: Length,
    pub(super) hanging: Hanging,
}

/// Whether a stop that does not fit may stay at the end of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hanging {
    /// In the text.
    Allowed,
    /// In cells, where LibreOffice does not let it.
    Refused,
}

/// How a line ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// It was full.
    Full,
    /// A forced break, or the end of the paragraph.
    Last,
}

/// A line: its pieces without the break that ended it, and how it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) pieces: Range<usize>,
    pub(super) end: End,
}

/// Breaks a paragraph into lines, each as full as it can be.
pub(super) fn lines(pieces: &[Piece], measures: Measures) -> Vec<Line> {
    let open = opportunities(pieces);
    let mut lines = Vec::new();
    let mut start = 0;
    while start < pieces.len() {
        let measure = if lines.is_empty() { measures.first } else { measures.rest };
        let line = one(pieces, &open, start, measure, measures.hanging);
        start = line.pieces.end + usize::from(matches!(pieces.get(line.pieces.end), Some(Piece::Break)));
        let ends_with_break = start == pieces.len() && matches!(pieces.last(), Some(Piece::Break));
        lines.push(line);
        if ends_with_break {
            lines.push(Line { pieces: start..start, end: End::Last });
        }
    }
    if lines.is_empty() {
        lines.push(Line { pieces: 0..0, end: End::Last });
    }
    lines
}

fn one(pieces: &[Piece], open: &[bool], start: usize, measure: Length, hanging: Hanging) -> Line {
    let mut width = Length::ZERO;
    let mut last_open = None;
    for (at, piece) in pieces.iter().enumerate().skip(start) {
        match piece {
            Piece::Break => return Line { pieces: start..at, end: End::Last },
            Piece::Tab => {}
            Piece::Glyph(cluster) => {
                let lead = if at > start { cluster.lead } else { Length::ZERO };
                // A line's last character needs room for itself, not for the tracking after it; spaces hang.
                let is_over = width + lead + cluster.cell > measure;
                if is_over && !matches!(cluster.text, ' ' | '\u{3000}') && at > start {
                    // A stop that just does not fit stays on the line, as Word and LibreOffice have it.
                    let may_hang = hanging == Hanging::Allowed && width <= measure;
                    let hangs = may_hang && HANGING.contains(cluster.text) && open[at];
                    let end = if hangs { at + 1 } else { last_open.unwrap_or(at) };
                    return Line { pieces: start..end, end: End::Full };
                }
                width += lead + cluster.cell + cluster.tracking;
            }
        }
        if open[at] {
            last_open = Some(at + 1);
        }
    }
    Line { pieces: start..pieces.len(), end: End::Last }
}

/// For each piece, whether a line may end after it (UAX #14, strict, and 避头尾).
fn opportunities(pieces: &[Piece]) -> Vec<bool> {
    let mut text = String::with_capacity(pieces.len() * 3);
    let mut ends = Vec::with_capacity(pieces.len());
    for piece in pieces {
        text.push(match piece {
            Piece::Glyph(cluster) => cluster.text,
            Piece::Break | Piece::Tab => '\t',
        });
        ends.push(text.len());
    }
    let mut options = LineBreakOptions::default();
    options.strictness = Some(LineBreakStrictness::Strict);
    let segmenter = LineSegmenter::new_for_non_complex_scripts(options);
    let mut breaks = segmenter.segment_str(&text).peekable();
    let mut open = Vec::with_capacity(pieces.len());
    for (at, end) in ends.iter().enumerate() {
        while breaks.peek().is_some_and(|brk| brk < end) {
            breaks.next();
        }
        open.push(may_part(pieces, at, breaks.peek() == Some(end)));
    }
    open
}

/// UAX #14 decides inside Latin text. Where a Han character or sign takes part only 避头尾 does, as in Word and
/// LibreOffice: the standard's rule that quotation marks hold on both sides (LB19) is made for Latin ones.
fn may_part(pieces: &[Piece], at: usize, by_uax14: bool) -> bool {
    let (Some(Piece::Glyph(a)), Some(Piece::Glyph(b))) = (pieces.get(at), pieces.get(at + 1)) else {
        return by_uax14;
    };
    let is_latin = script(a.text) == Script::Latin && script(b.text) == Script::Latin;
    let forbidden = NO_END.contains(a.text)
        || NO_START.contains(b.text)
        || is_inseparable(a.text, b.text)
        || b.text == ' ';
    !forbidden && (by_uax14 || !is_latin)
}
