//! Page contents: placed glyphs and strokes come in, printpdf operations go out.

use super::font_id;
use super::mark::{self, Marks, Tags};
use super::subset::Subsets;
use crate::document::{Ink, Turn};
use crate::length::Length;
use crate::page::{Page, Placed, Run, Stroke};
use printpdf::{
    Codepoint, Color, Op, PaintMode, PdfFontHandle, Pt, Rect, Rgb, TextItem, TextMatrix, WindingOrder,
};

/// The operations of a page, strokes below, text above in reading order, and what marks there are in them.
pub(super) fn operations(page: &Page, subsets: &Subsets, tags: &Tags) -> (Vec<Op>, Marks) {
    let mut ops = Vec::new();
    let mut marks = Marks::default();
    let mut ink = None;
    if !page.strokes.is_empty() {
        ops.push(mark::artifact("Layout"));
        for stroke in &page.strokes {
            colour(&mut ops, &mut ink, stroke.ink);
            ops.push(bar(stroke, page.height));
        }
        ops.push(Op::EndMarkedContent);
    }
    if page.runs.is_empty() {
        return (ops, marks);
    }
    ops.push(Op::StartTextSection);
    let mut pen = Pen::default();
    for run in &page.runs {
        marks.begin(&mut ops, run.part, tags);
        colour(&mut ops, &mut ink, run.ink);
        for part in parts(run, subsets) {
            pen.show(&mut ops, run, &part, page.height);
        }
    }
    marks.end(&mut ops);
    ops.push(Op::EndTextSection);
    (ops, marks)
}

fn colour(ops: &mut Vec<Op>, current: &mut Option<Ink>, ink: Ink) {
    if *current != Some(ink) {
        *current = Some(ink);
        let part = |value: u8| f32::from(value) / 255.0;
        let (r, g, b) = (part(ink.red), part(ink.green), part(ink.blue));
        ops.push(Op::SetFillColor { col: Color::Rgb(Rgb { r, g, b, icc_profile: None }) });
    }
}

fn bar(stroke: &Stroke, height: Length) -> Op {
    let rectangle = Rect {
        x: pt(stroke.x),
        y: pt(height - stroke.y - stroke.height),
        width: pt(stroke.width),
        height: pt(stroke.height),
        mode: Some(PaintMode::Fill),
        winding_order: Some(WindingOrder::NonZero),
    };
    Op::DrawRectangle { rectangle }
}

/// Glyphs of a run that lie in one font of the file.
struct Part<'a> {
    font: usize,
    glyphs: Vec<(u16, &'a Placed)>,
}

fn parts<'a>(run: &'a Run, subsets: &Subsets) -> Vec<Part<'a>> {
    let mut parts: Vec<Part<'a>> = Vec::new();
    for glyph in &run.glyphs {
        let Some((font, id)) = subsets.place(run.face, glyph.id, glyph.text) else { continue };
        match parts.last_mut().filter(|part| part.font == font) {
            Some(part) => part.glyphs.push((id, glyph)),
            None => parts.push(Part { font, glyphs: vec![(id, glyph)] }),
        }
    }
    parts
}

/// The text state, so that only changes are written.
#[derive(Default)]
struct Pen {
    font: Option<(usize, Length)>,
    spacing: Length,
}

impl Pen {
    fn show(&mut self, ops: &mut Vec<Op>, run: &Run, part: &Part<'_>, height: Length) {
        let Some((_, first)) = part.glyphs.first() else { return };
        if self.font != Some((part.font, run.size)) {
            self.font = Some((part.font, run.size));
            ops.push(Op::SetFont { font: PdfFontHandle::External(font_id(part.font)), size: pt(run.size) });
        }
        let spacing = common_spacing(run.turn, &part.glyphs);
        if self.spacing != spacing {
            self.spacing = spacing;
            ops.push(Op::SetCharacterSpacing { multiplier: pt(spacing).0 });
        }
        ops.push(Op::SetTextMatrix {
            matrix: TextMatrix::Raw(matrix(run.turn, run.baseline, first.x, height)),
        });
        let next = part.glyphs.iter().skip(1).map(|(_, glyph)| Some(*glyph)).chain([None]);
        let glyphs = part
            .glyphs
            .iter()
            .zip(next)
            .map(|((id, glyph), next)| {
                let offset = next.map_or(Length::ZERO, |next| space(run.turn, glyph, next) - spacing);
                Codepoint::with_cid(*id, kern(offset, run.size), glyph.text.to_string())
            })
            .collect();
        ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(glyphs)] });
    }
}

/// The text matrix of a run that begins so far along its baseline.
fn matrix(turn: Turn, baseline: Length, along: Length, height: Length) -> [f32; 6] {
    let (right, up) = (pt(baseline).0, pt(height - along).0);
    match turn {
        Turn::None => [1.0, 0.0, 0.0, 1.0, pt(along).0, pt(height - baseline).0],
        Turn::Up => [0.0, 1.0, -1.0, 0.0, right, up],
        Turn::Down => [0.0, -1.0, 1.0, 0.0, right, up],
    }
}

fn space(turn: Turn, glyph: &Placed, next: &Placed) -> Length {
    let distance = if turn == Turn::Up { glyph.x - next.x } else { next.x - glyph.x };
    distance - glyph.advance
}

/// The space between most of the glyphs, to be said once as character spacing.
fn common_spacing(turn: Turn, glyphs: &[(u16, &Placed)]) -> Length {
    let mut spaces: Vec<Length> = glyphs.windows(2).map(|pair| space(turn, pair[0].1, pair[1].1)).collect();
    spaces.sort_unstable();
    spaces.get(spaces.len() / 2).copied().unwrap_or_default()
}

/// A displacement as `TJ` has it: thousandths of an em, to the left.
#[expect(clippy::cast_possible_truncation, reason = "positions on a page are far within f32")]
fn kern(space: Length, size: Length) -> f32 {
    // Below a hundredth of a point nothing is to be seen.
    if space.to_pt().abs() < 0.01 {
        return 0.0;
    }
    ((-space.to_pt() / size.to_pt() * 1000.0 * 100.0).round() / 100.0) as f32
}

/// Points, to a thousandth: enough for the eye, short in the file.
#[expect(clippy::cast_possible_truncation, reason = "positions on a page are far within f32")]
fn pt(length: Length) -> Pt {
    Pt(((length.to_pt() * 1000.0).round() / 1000.0) as f32)
}
