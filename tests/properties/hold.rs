//! What must hold of every page: a document and what was read of its pages come in, a panic that says what broke goes out.

use crate::read::{Block4, Column, Line, Reading, Set, is_space, text_block};
use huiwu::document::script::{HANGING, NO_END, NO_START, is_inseparable, is_mark};
use huiwu::document::{Document, Orientation, PageNumbers};
use huiwu::font::{Fonts, Session};
use huiwu::length::Length;

/// Everything that holds of any document.
pub(crate) fn everywhere(document: &Document, fonts: &Fonts, reading: &Reading) {
    let session = fonts.session();
    for column in &reading.columns {
        for set in &column.paragraphs {
            for line in &set.lines {
                inside(line, set, column, &session);
            }
            kinsoku(set);
        }
    }
    upright(document, reading);
    rows_whole(document, reading);
    numbers(document, reading);
}

const HAIR: f64 = 0.01;

/// Each glyph inside its column; of a stop that hangs its ink, of a character wider than the column nothing.
fn inside(line: &Line, set: &Set, column: &Column, session: &Session<'_>) {
    // Word and LibreOffice count the tracking, here negative, after the last character of a tabbed line.
    let has_tab = set.chars.contains(&'\t');
    let hair = Length::mm(if has_tab { 0.1 } else { HAIR });
    let room = column.edges.end - column.edges.start - column.padding * 2;
    let clusters = line.glyphs.iter().filter(|seen| !is_mark(seen.glyph.text)).count();
    for (at, seen) in line.glyphs.iter().enumerate() {
        let glyph = seen.glyph;
        let (mut left, mut right) = (glyph.x, glyph.x + glyph.advance);
        if clusters == 1 && right - left > room || is_mark(glyph.text) {
            continue;
        }
        if at + 1 == line.glyphs.len() && HANGING.contains(glyph.text) {
            let file = session.fonts().file(seen.face);
            let face =
                ttf_parser::Face::parse(file.data().expect("a font file"), file.index).expect("a face");
            let ink = face.glyph_bounding_box(ttf_parser::GlyphId(glyph.id)).expect("the ink of a stop");
            let units = i64::from(face.units_per_em());
            left = glyph.x + seen.size * i64::from(ink.x_min) / units;
            right = glyph.x + seen.size * i64::from(ink.x_max) / units;
        }
        let text: String = line.glyphs.iter().map(|seen| seen.glyph.text).collect();
        let over = (column.edges.start - left).max(right - column.edges.end).to_mm();
        assert!(
            over <= hair.to_mm(),
            "「{}」 is {over} mm out of its frame in the line 「{text}」",
            glyph.text
        );
    }
}

fn may_part(chars: &[char], at: usize) -> bool {
    let next = chars[at + 1];
    let solid = chars[..=at].iter().rev().find(|c| !is_space(**c)).copied().unwrap_or(chars[at]);
    !(NO_END.contains(solid)
        || NO_START.contains(next)
        || is_inseparable(chars[at], next)
        || is_space(next)
        || is_mark(next))
}

/// 避头尾 is broken only where a line, from end to end, holds no place where it could have been kept.
fn kinsoku(set: &Set) {
    for pair in set.lines.windows(2) {
        let (from, upto) = (pair[0].chars.clone(), pair[1].chars.clone());
        let between = &set.chars[from.end..upto.start];
        if between.iter().any(|c| matches!(c, '\n' | '\t')) {
            continue;
        }
        let (last, first) = (set.chars[from.end - 1], set.chars[upto.start]);
        let parts = between.is_empty() && is_inseparable(last, first);
        let is_bad = NO_END.contains(last) || NO_START.contains(first) || parts || is_mark(first);
        let could = (from.start..from.end - 1).any(|at| may_part(&set.chars[..from.end], at));
        let text: String = set.chars[from.start..upto.end].iter().collect();
        assert!(!(is_bad && could), "a line ends 「{last}」 and the next begins 「{first}」 in 「{text}」");
        let is_whole = !is_mark(first) || (from.start + 1..from.end).all(|at| is_mark(set.chars[at]));
        assert!(is_whole, "a mark is parted from its character in 「{text}」");
    }
}

/// Lines of a column one under the other, and all inside the text block.
fn upright(document: &Document, reading: &Reading) {
    let Block4 { down, .. } = text_block(document);
    let hair = Length::mm(HAIR);
    let reach = |set: &Set, line: &Line| {
        let pitch = document.sheet.paragraph(set.style).pitch;
        (line.baseline() - pitch * 4 / 5, line.baseline() + pitch / 5)
    };
    let mut flow: Option<(usize, Length)> = None;
    for unit in &reading.units {
        let before = flow;
        for column in unit.columns.iter().map(|at| &reading.columns[*at]) {
            let mut last = before.filter(|_| !column.is_merged);
            for set in &column.paragraphs {
                let is_mark = document.letter.as_ref().is_some_and(|letter| letter.mark.style == set.style);
                for line in &set.lines {
                    let (top, bottom) = reach(set, line);
                    assert!(
                        is_mark || top >= down.start - hair && bottom <= down.end + hair,
                        "a line lies outside the text block"
                    );
                    let overlaps = last.is_some_and(|(page, end)| page == line.page() && top < end - hair);
                    assert!(!overlaps, "two lines of a page overlap");
                    last = Some((line.page(), bottom));
                }
            }
            if !column.is_merged {
                flow = flow.max(last);
            }
        }
    }
}

/// Rows stand on one page, unless with their header they are higher than one.
fn rows_whole(document: &Document, reading: &Reading) {
    let Block4 { down, .. } = text_block(document);
    let height = |at: usize| {
        let columns = reading.units[at].columns.iter().map(|column| &reading.columns[*column]);
        let tallest = columns.map(|column| {
            let sets = column.paragraphs.iter();
            sets.map(|set| {
                document.sheet.paragraph(set.style).pitch
                    * i64::try_from(set.lines.len().max(1)).expect("few")
            })
            .sum()
        });
        tallest.max().unwrap_or(Length::ZERO).max(reading.units[at].least)
    };
    for (at, unit) in reading.units.iter().enumerate() {
        let Some((table, row)) = unit.row else { continue };
        let own =
            unit.columns.iter().map(|column| &reading.columns[*column]).filter(|column| !column.is_merged);
        let lines = own.flat_map(|column| &column.paragraphs).flat_map(|set| &set.lines);
        let (first, last) = lines
            .fold((usize::MAX, 0), |(first, last), line| (first.min(line.page()), last.max(line.page())));
        if last <= first {
            continue;
        }
        let header = reading.header_rows[table].min(row);
        let head: Length = (at - row..at - row + header).map(height).sum();
        let padding = Length::mm(3.0) * i64::try_from(header + 1).expect("few");
        assert!(
            height(at) + head + padding > down.end - down.start,
            "row {row} is split and would fit a page"
        );
    }
}

/// `— 1 —` below the text block, odd pages right, even left; on a page on its side turned with it.
fn numbers(document: &Document, reading: &Reading) {
    let Block4 { across, down } = text_block(document);
    let along = if document.setup.orientation == Orientation::Landscape { down } else { across };
    for (at, number) in reading.numbers.iter().enumerate() {
        let is_wanted = match document.setup.page_numbers {
            PageNumbers::None => false,
            PageNumbers::Outer => true,
            PageNumbers::OuterButFirst => at > 0,
        };
        let text = number.as_ref().map(|(text, _)| text.clone());
        assert_eq!(text, is_wanted.then(|| format!("—{}—", at + 1)), "the number of page {}", at + 1);
        if let Some((_, reach)) = number {
            let one = Length::pt(14.0);
            let off = if at % 2 == 0 { along.end - one - reach.end } else { reach.start - along.start - one };
            assert!(off.to_mm().abs() < 0.6, "the number of page {} is {} mm off", at + 1, off.to_mm());
        }
    }
}

/// In running text no page begins with a paragraph's last line or ends with its first, and no heading stands at its foot.
pub(crate) fn no_line_alone(document: &Document, reading: &Reading) {
    let sets: Vec<&Set> = reading.columns.iter().flat_map(|column| &column.paragraphs).collect();
    for (at, set) in sets.iter().enumerate() {
        let page = |line: usize| set.lines[line].page();
        let count = set.lines.len();
        if count > 1 {
            assert_eq!(page(0), page(1), "a first line stands alone");
            assert_eq!(page(count - 2), page(count - 1), "a last line stands alone");
        }
        if document.sheet.paragraph(set.style).keep_with_next
            && let Some(next) = sets.get(at + 1)
        {
            assert_eq!(page(count - 1), next.lines[0].page(), "a heading stands at the foot");
        }
    }
}
