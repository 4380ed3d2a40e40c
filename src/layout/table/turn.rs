//! Turned cells: lines set left to right come in, the same running up or down a cell go out as one piece.

use super::super::Item;
use crate::document::{Turn, VerticalAlign};
use crate::length::Length;
use crate::page::{Run, Stroke};

/// The cell's inside: how wide it is, and how long its turned lines may be.
#[derive(Clone, Copy)]
pub(super) struct Inside {
    pub(super) width: Length,
    pub(super) length: Length,
    pub(super) turn: Turn,
    pub(super) align: VerticalAlign,
}

/// The lines as one item, as high as the lines are long.
pub(super) fn turned(lines: Vec<Item>, inside: Inside) -> Item {
    let depth: Length = lines.iter().map(|line| line.before + line.height).sum();
    let slack = inside.width - depth;
    let mut top = match inside.align {
        VerticalAlign::Top => Length::ZERO,
        VerticalAlign::Middle => slack / 2,
        VerticalAlign::Bottom => slack,
    };
    let mut out = Item { height: inside.length, ..Item::default() };
    for line in lines {
        top += line.before;
        out.runs.extend(line.runs.into_iter().map(|run| turn_run(run, top, inside)));
        out.strokes.extend(line.strokes.into_iter().map(|stroke| turn_stroke(stroke, top, inside)));
        top += line.height;
    }
    out
}

/// Where a distance down from the first line comes to lie, from the cell's left edge.
fn across(y: Length, inside: Inside) -> Length {
    if inside.turn == Turn::Down { inside.width - y } else { y }
}

/// Where a distance along a line comes to lie, from the cell's top edge.
fn along(x: Length, inside: Inside) -> Length {
    if inside.turn == Turn::Up { inside.length - x } else { x }
}

fn turn_run(mut run: Run, top: Length, inside: Inside) -> Run {
    run.turn = inside.turn;
    run.baseline = across(top + run.baseline, inside);
    run.glyphs.iter_mut().for_each(|glyph| glyph.x = along(glyph.x, inside));
    run
}

fn turn_stroke(stroke: Stroke, top: Length, inside: Inside) -> Stroke {
    let (near, far) = (across(top + stroke.y, inside), across(top + stroke.y + stroke.height, inside));
    let (start, end) = (along(stroke.x, inside), along(stroke.x + stroke.width, inside));
    Stroke { x: near.min(far), y: start.min(end), width: stroke.height, height: stroke.width, ..stroke }
}
