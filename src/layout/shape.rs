//! Shaping: inlines come in, glyphs with the width of their cells go out.

use crate::document::nominal::auto_space;
use crate::document::script::{Script, is_auto_spaced, is_ideograph, is_mark, may_hang, scripts};
use crate::document::{Ink, Inline, ParagraphStyle, Sheet, StyleIndex};
use crate::font::{Bounds, Glyph, Role, Session};
use crate::length::Length;
use crate::page::ParagraphNumber;

/// A character ready to be set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cluster {
    pub(super) text: char,
    pub(super) glyph: Glyph,
    pub(super) size: Length,
    pub(super) ink: Ink,
    /// The width of its cell, without tracking.
    pub(super) cell: Length,
    /// Where the glyph's origin stands in its cell.
    pub(super) shift: Length,
    pub(super) tracking: Length,
    /// Its ink in units of its face, if it is a dash.
    pub(super) dash: Option<Bounds>,
    /// How far the white at its right, if it is a stop, may stand beyond the measure.
    pub(super) overhang: Length,
    /// White space before it, between Han and Latin, unless it begins a line.
    pub(super) lead: Length,
}

impl Cluster {
    /// Its ink, if it is a dash: left, bottom, right, top from its origin.
    pub(super) fn dash(&self) -> Option<[Length; 4]> {
        let bounds = self.dash?;
        let length = |value| scaled(value, self.glyph, self.size);
        Some([bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(length))
    }
}

/// A piece of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) enum Piece {
    Glyph(Cluster),
    Break,
    Tab,
}

/// Characters that no face draws, each once, with the text around it.
#[derive(Debug, Default)]
pub(super) struct Misses(Vec<(char, String)>);

impl Misses {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn add(&mut self, c: char, text: &str) {
        if !self.0.iter().any(|(known, _)| *known == c) {
            self.0.push((c, text.chars().take(24).collect()));
        }
    }
}

impl IntoIterator for Misses {
    type Item = (char, String);
    type IntoIter = std::vec::IntoIter<Self::Item>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// What setting a document needs: its styles, the faces, and a place to note what no face draws.
pub(super) struct Setter<'s, 'f> {
    pub(super) sheet: &'s Sheet,
    pub(super) session: &'s mut Session<'f>,
    pub(super) misses: Misses,
    /// The number of the paragraph that is set next; paragraphs are set in the order of reading.
    pub(super) next: ParagraphNumber,
    pub(super) purpose: Purpose,
}

/// What a document is set for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To be drawn.
    Pages,
    /// For its measures only: what is drawn is left out.
    Measures,
}

impl<'s, 'f> Setter<'s, 'f> {
    pub(super) fn new(sheet: &'s Sheet, session: &'s mut Session<'f>, purpose: Purpose) -> Self {
        Self { sheet, session, misses: Misses::default(), next: ParagraphNumber::default(), purpose }
    }

    /// The number of the paragraph that is about to be set.
    pub(super) fn number(&mut self) -> ParagraphNumber {
        let number = self.next;
        self.next = number.next();
        number
    }
}

/// The pieces of a paragraph's content, with so much tracking beyond the style's.
pub(super) fn shape(
    inlines: &[Inline],
    style: &ParagraphStyle,
    tracking: Length,
    setter: &mut Setter<'_, '_>,
) -> Vec<Piece> {
    let length =
        |inline: &Inline| if let Inline::Text { text, .. } = inline { text.chars().count() } else { 1 };
    let mut pieces = Vec::with_capacity(inlines.iter().map(length).sum());
    for inline in inlines {
        match inline {
            Inline::Break => pieces.push(Piece::Break),
            Inline::Tab => pieces.push(Piece::Tab),
            Inline::Text { text, style: index } => {
                let font = Dress::of(style, *index, tracking, setter.sheet);
                for (c, script) in scripts(text) {
                    match font.dress(c, script, setter.session) {
                        Some(mut cluster) => {
                            tie(&mut pieces, c);
                            if let Some(Piece::Glyph(before)) = pieces.last() {
                                cluster.lead = lead((before.text, before.tracking), (c, font.size));
                            }
                            pieces.push(Piece::Glyph(cluster));
                        }
                        None => setter.misses.add(c, text),
                    }
                }
            }
        }
    }
    pieces
}

/// The same pieces with this tracking, as [`shape`] gives them.
pub(super) fn retracked(pieces: &[Piece], tracking: Length) -> Vec<Piece> {
    let mut pieces = pieces.to_vec();
    let mut before = None;
    for at in 0..pieces.len() {
        let is_tied = matches!(pieces.get(at + 1), Some(Piece::Glyph(next)) if is_mark(next.text));
        before = match &mut pieces[at] {
            Piece::Glyph(cluster) => {
                cluster.tracking = if is_tied { Length::ZERO } else { tracking };
                if let Some(before) = before {
                    cluster.lead = lead(before, (cluster.text, cluster.size));
                }
                Some((cluster.text, cluster.tracking))
            }
            Piece::Break | Piece::Tab => None,
        };
    }
    pieces
}

/// Whether the content surely stands on one line of this width: most cells do, and their pieces need not be kept to know it.
pub(super) fn surely_fits(
    inlines: &[Inline],
    style: &ParagraphStyle,
    tracking: Length,
    room: Length,
    setter: &mut Setter<'_, '_>,
) -> bool {
    let mut width = Length::ZERO;
    let mut before = None;
    for inline in inlines {
        let Inline::Text { text, style: index } = inline else { return false };
        let font = Dress::of(style, *index, tracking, setter.sheet);
        for (c, script) in scripts(text) {
            let Some((glyph, _)) = font.glyph(c, script, setter.session) else { return false };
            let lead = before.map_or(Length::ZERO, |before| lead(before, (c, font.size)));
            let end = width + lead + font.cell(c, script, glyph);
            if end > room || is_mark(c) {
                return false;
            }
            width = end + font.tracking;
            before = Some((c, font.tracking));
        }
    }
    true
}

/// Tracking stands after the marks on a character, not between them.
fn tie(pieces: &mut [Piece], next: char) {
    if let Some(Piece::Glyph(base)) = pieces.last_mut().filter(|_| is_mark(next)) {
        base.tracking = Length::ZERO;
    }
}

/// The white space that stands between two characters, of which the first has this tracking and the second this size.
fn lead((before, tracking): (char, Length), (after, size): (char, Length)) -> Length {
    if is_auto_spaced(before, after) { auto_space(size, tracking) } else { Length::ZERO }
}

/// What a run of text wears.
struct Dress {
    han: Role,
    latin: Role,
    size: Length,
    ink: Ink,
    tracking: Length,
}

impl Dress {
    fn of(style: &ParagraphStyle, index: Option<StyleIndex>, tracking: Length, sheet: &Sheet) -> Self {
        let character = index.map(|index| sheet.character(index));
        Self {
            han: character.and_then(|style| style.role).unwrap_or(style.role),
            latin: style.latin,
            size: character.and_then(|style| style.size).unwrap_or(style.size),
            ink: character.and_then(|style| style.ink).unwrap_or(style.ink),
            tracking: style.tracking + tracking,
        }
    }

    fn glyph(&self, c: char, script: Script, session: &mut Session<'_>) -> Option<(Glyph, Role)> {
        let role = if script == Script::Latin { self.latin } else { self.han };
        session.glyph(role, c).map(|glyph| (glyph, role))
    }

    /// The width of a character's cell.
    fn cell(&self, c: char, script: Script, glyph: Glyph) -> Length {
        // An ideograph that fills its em: nearly all of a text.
        if script == Script::Han && is_ideograph(c) && glyph.advance == glyph.units_per_em {
            return self.size;
        }
        // Substitute faces draw “”—… narrower than the em that official faces give them.
        let is_em = script == Script::Han && is_full_width(c) && !is_mark(c);
        if is_em { self.size } else { glyph.advance_at(self.size) }
    }

    fn dress(&self, c: char, script: Script, session: &mut Session<'_>) -> Option<Cluster> {
        let (glyph, role) = self.glyph(c, script, session)?;
        let plain = |cell| Cluster {
            text: c,
            glyph,
            size: self.size,
            ink: self.ink,
            cell,
            shift: Length::ZERO,
            tracking: self.tracking,
            lead: Length::ZERO,
            overhang: Length::ZERO,
            dash: None,
        };
        let cell = self.cell(c, script, glyph);
        if is_ideograph(c) && glyph.advance == glyph.units_per_em {
            return Some(plain(cell));
        }
        let slack = cell - glyph.advance_at(self.size);
        let shift = match c {
            '“' | '‘' | '（' | '《' | '〈' | '【' | '〔' | '「' | '『' => slack,
            '”' | '’' | '）' | '》' | '〉' | '】' | '〕' | '」' | '』' | '，' | '。' | '、' | '；' | '：' => {
                Length::ZERO
            }
            _ => slack / 2,
        };
        let box_of = |wanted: bool| if wanted { session.ink(role, c, glyph) } else { None };
        let white = box_of(may_hang(c)).map(|ink| cell - shift - scaled(ink.x_max, glyph, self.size));
        let overhang = white.unwrap_or_default().min(cell / 2).max(Length::ZERO);
        Some(Cluster { shift, overhang, dash: box_of(c == '—'), ..plain(cell) })
    }
}

/// So many units of a glyph's face at a size.
fn scaled(units: i16, glyph: Glyph, size: Length) -> Length {
    Length::emu(size.to_emu() * i64::from(units) / i64::from(glyph.units_per_em.max(1)))
}

/// Whether Chinese text gives a character a whole em, whatever the face draws.
const fn is_full_width(c: char) -> bool {
    matches!(c,
        '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '★' | '※' | '℃' | '×' | '÷' | '±' | '°' | '§'
        | '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3ffff}')
}
