//! The mark of a draft: pages come in, pages that say 草稿 at their head go out.

use super::Frame;
use super::furniture::{runs, width};
use super::shape::{Setter, shape};
use crate::document::{Document, Inline, Stage};
use crate::length::Length;
use crate::page::{Pages, Part};

/// Marks each page of a draft, in the middle between the edges of the paper.
pub(super) fn mark(pages: &mut Pages, document: &Document, frame: &Frame, setter: &mut Setter<'_, '_>) {
    if document.setup.stage == Stage::Final {
        return;
    }
    let sheet = &document.sheet;
    let style = sheet.paragraph(sheet.paragraph_named(Stage::MARK_STYLE).unwrap_or(sheet.page_number));
    let inlines = [Inline::Text { text: Stage::MARK.to_owned(), style: None }];
    let pieces = shape(&inlines, style, Length::ZERO, setter);
    let x = (frame.paper_width - pieces.iter().map(width).sum()) / 2;
    let mut mark = runs(&pieces, x, Stage::MARK_TOP + style.pitch.scale(0.8));
    for run in &mut mark {
        run.part = Part::DraftMark;
    }
    for page in &mut pages.pages {
        page.runs.extend(mark.iter().cloned());
    }
}
