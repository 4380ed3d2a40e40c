//! Line breaking: pieces and measures come in, ranges of pieces go out, one a line.

use super::shape::Piece;
use crate::document::script::{
    Script, begins_no_line, ends_no_line, is_ideograph, is_inseparable, is_mark, may_hang, script,
};
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

/// Whether all pieces stand on a line of this measure, wherever they may be parted.
pub(super) fn is_one_line(pieces: &[Piece], measure: Length) -> bool {
    let mut width = Length::ZERO;
    pieces.iter().enumerate().all(|(at, piece)| {
        let Piece::Glyph(cluster) = piece else { return false };
        let end = width + if at > 0 { cluster.lead } else { Length::ZERO } + cluster.cell;
        width = end + cluster.tracking;
        end <= measure
    })
}

/// Breaks a paragraph into lines, each as full as it can be.
pub(super) fn lines(pieces: &[Piece], seams: &[Seam], measures: Measures) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < pieces.len() {
        let measure = if lines.is_empty() { measures.first } else { measures.rest };
        let line = one(pieces, seams, start, measure, measures.hanging);
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

fn one(pieces: &[Piece], seams: &[Seam], start: usize, measure: Length, hanging: Hanging) -> Line {
    let mut width = Length::ZERO;
    let mut last = Last::default();
    let mut is_tabbed = false;
    for (at, piece) in pieces.iter().enumerate().skip(start) {
        match piece {
            Piece::Break => return Line { pieces: start..at, end: End::Last },
            Piece::Tab => is_tabbed = true,
            Piece::Glyph(cluster) => {
                let lead = if at > start { cluster.lead } else { Length::ZERO };
                // A line's last character needs room for itself, not for the tracking after it, unless a tab pushes it
                // to the right; spaces hang.
                let tail = if is_tabbed { cluster.tracking.max(Length::ZERO) } else { Length::ZERO };
                let is_over = width + lead + cluster.cell + tail > measure;
                if is_over && (is_tabbed || !is_space(cluster.text)) && at > start {
                    // A stop that just does not fit stays on the line, as Word and LibreOffice have it; a short line
                    // has not the gaps to make room for it.
                    let is_long = measure >= cluster.size * LEAST_TO_HANG;
                    let has_room = hanging == Hanging::Allowed && is_long && !is_tabbed && width <= measure;
                    let hangs = has_room && may_hang(cluster.text) && seams[at] == Seam::Open;
                    let end = if hangs { at + 1 } else { last.best().unwrap_or(at) };
                    return Line { pieces: start..end, end: End::Full };
                }
                width += lead + cluster.cell + cluster.tracking;
            }
        }
        last.note(seams[at], at + 1);
    }
    Line { pieces: start..pieces.len(), end: End::Last }
}

/// A line shorter than this many characters lets no stop hang.
const LEAST_TO_HANG: i64 = 6;

/// What holds two neighbours together, the loosest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seam {
    /// A line may end here.
    Open,
    /// They are of one word: only a word longer than the line is parted here.
    Word,
    /// 避头尾 forbids it: only where a line holds nothing looser.
    Shut,
    /// A character and a mark on it.
    Bound,
}

/// The last seam of each kind in a line.
#[derive(Default)]
struct Last {
    open: Option<usize>,
    word: Option<usize>,
    shut: Option<usize>,
}

impl Last {
    fn note(&mut self, seam: Seam, at: usize) {
        match seam {
            Seam::Open => self.open = Some(at),
            Seam::Word => self.word = Some(at),
            Seam::Shut => self.shut = Some(at),
            Seam::Bound => {}
        }
    }

    fn best(&self) -> Option<usize> {
        self.open.or(self.word).or(self.shut)
    }
}

/// For each piece, what holds it to the next (UAX #14, strict, and 避头尾).
pub(super) fn seams(pieces: &[Piece]) -> Vec<Seam> {
    let open = if asks_uax14(pieces) { breaks(pieces) } else { Vec::new() };
    let mut seams = Vec::with_capacity(pieces.len());
    // Spaces at a line's end do not show: what stands before them ends it.
    let mut solid = None;
    for (at, piece) in pieces.iter().enumerate() {
        if let (Piece::Glyph(a), Some(Piece::Glyph(b))) = (piece, pieces.get(at + 1))
            && is_ideograph(a.text)
            && is_ideograph(b.text)
        {
            solid = Some(a.text);
            seams.push(Seam::Open);
            continue;
        }
        match piece {
            Piece::Glyph(cluster) if is_space(cluster.text) => {}
            Piece::Glyph(cluster) => solid = Some(cluster.text),
            Piece::Break | Piece::Tab => solid = None,
        }
        let is_open = open.get(at).copied().unwrap_or(at + 1 == pieces.len());
        let by_uax14 = if is_open { Seam::Open } else { Seam::Word };
        let ends_badly = solid.is_some_and(ends_no_line);
        seams.push(match seam(pieces, at, by_uax14) {
            Seam::Open | Seam::Word if ends_badly => Seam::Shut,
            other => other,
        });
    }
    seams
}

/// Whether UAX #14 has a say in a text that it does not always answer alike: it parts no letters and digits (LB23, LB25,
/// LB28), and between Han characters it is not asked.
fn asks_uax14(pieces: &[Piece]) -> bool {
    pieces.windows(2).any(|pair| match pair {
        [Piece::Glyph(a), Piece::Glyph(b)] => {
            let is_word = || a.text.is_ascii_alphanumeric() && b.text.is_ascii_alphanumeric();
            script(a.text) == Script::Latin && script(b.text) == Script::Latin && !is_word()
        }
        _ => true,
    })
}

/// For each piece, whether UAX #14 lets a line end after it.
fn breaks(pieces: &[Piece]) -> Vec<bool> {
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
    let is_break = |end: usize| {
        while breaks.peek().is_some_and(|brk| *brk < end) {
            breaks.next();
        }
        breaks.peek() == Some(&end)
    };
    ends.into_iter().map(is_break).collect()
}

/// UAX #14 decides inside Latin text. Where a Han character or sign takes part only 避头尾 does, as in Word and
/// LibreOffice: the standard's rule that quotation marks hold on both sides (LB19) is made for Latin ones.
fn seam(pieces: &[Piece], at: usize, by_uax14: Seam) -> Seam {
    let (Some(Piece::Glyph(a)), Some(Piece::Glyph(b))) = (pieces.get(at), pieces.get(at + 1)) else {
        return by_uax14;
    };
    let is_latin = script(a.text) == Script::Latin && script(b.text) == Script::Latin;
    let forbidden = begins_no_line(b.text) || is_inseparable(a.text, b.text) || is_space(b.text);
    match () {
        () if is_mark(b.text) => Seam::Bound,
        () if forbidden => Seam::Shut,
        () if is_latin => by_uax14,
        () => Seam::Open,
    }
}

/// Spaces hang at the end of a line and never begin one.
pub(super) const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}')
}
