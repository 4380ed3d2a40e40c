//! Pages: glyphs and strokes at fixed places, ready to be written; lengths from the top left corner of the paper.

mod structure;

pub use structure::{Element, ParagraphNumber, Part, Role, Scope, TableCell};

use crate::document::{Ink, Turn};
use crate::font::FaceId;
use crate::length::Length;

/// A laid-out document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pages {
    /// The pages, in order.
    pub pages: Vec<Page>,
    /// Title and headings, for the outline.
    pub headings: Vec<Heading>,
    /// What the text of the pages is, in reading order.
    pub structure: Vec<Element>,
}

impl Pages {
    /// Puts the pages of another document behind these.
    pub fn append(&mut self, mut other: Self) {
        let first = self.pages.len();
        let last = self.runs().map(|number| number.0 + 1).max().unwrap_or_default();
        for run in other.pages.iter_mut().flat_map(|page| &mut page.runs) {
            if let Part::Paragraph(number) = &mut run.part {
                number.0 += last;
            }
        }
        for element in &mut other.structure {
            match element {
                Element::Paragraph(_, number) => number.0 += last,
                Element::Table(rows) => {
                    let cells = rows.iter_mut().flatten().flat_map(|cell| &mut cell.paragraphs);
                    cells.for_each(|number| number.0 += last);
                }
            }
        }
        other.headings.iter_mut().for_each(|heading| heading.page += first);
        self.pages.append(&mut other.pages);
        self.headings.append(&mut other.headings);
        self.structure.append(&mut other.structure);
    }

    /// The numbers of the paragraphs that stand on the pages.
    fn runs(&self) -> impl Iterator<Item = ParagraphNumber> {
        self.pages.iter().flat_map(|page| &page.runs).filter_map(|run| match run.part {
            Part::Paragraph(number) => Some(number),
            Part::PageNumber | Part::DraftMark | Part::RepeatedHeader => None,
        })
    }
}

/// A page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Paper width.
    pub width: Length,
    /// Paper height.
    pub height: Length,
    /// Runs of glyphs, in reading order.
    pub runs: Vec<Run>,
    /// Lines and rules.
    pub strokes: Vec<Stroke>,
}

/// A run of glyphs of one face, size and colour on one baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The face.
    pub face: FaceId,
    /// The size of the type.
    pub size: Length,
    /// Its colour.
    pub ink: Ink,
    /// Which way it runs.
    pub turn: Turn,
    /// The baseline, from the top of the page; of a turned run, which stands upright, from the left edge.
    pub baseline: Length,
    /// What it is part of.
    pub part: Part,
    /// The glyphs, in the direction the run runs.
    pub glyphs: Vec<Placed>,
}

impl Run {
    /// Moves the run right and down.
    pub(crate) fn shift(&mut self, right: Length, down: Length) {
        let (across, along) = if self.turn == Turn::None { (down, right) } else { (right, down) };
        self.baseline += across;
        self.glyphs.iter_mut().for_each(|glyph| glyph.x += along);
    }
}

/// A glyph in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// The number of the glyph in its face.
    pub id: u16,
    /// The character it stands for.
    pub text: char,
    /// Where its origin is, from the left edge of the page; of a turned run, from the top.
    pub x: Length,
    /// Its own advance at the run's size, without tracking.
    pub advance: Length,
}

/// A filled bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stroke {
    /// Left end.
    pub x: Length,
    /// Top edge, from the top of the page.
    pub y: Length,
    /// Width.
    pub width: Length,
    /// Height.
    pub height: Length,
    /// Colour.
    pub ink: Ink,
}

/// An entry of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 0 for the title, 1 to 4 for headings.
    pub level: u8,
    /// Its text.
    pub text: String,
    /// The page, from 0.
    pub page: usize,
    /// Its top edge, from the top of the page.
    pub y: Length,
}
