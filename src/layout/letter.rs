//! The first page of a 信函: its mark and its two double rules come in, they go outside the text block (GB/T 9704-2012 10.1).

use super::linebreak::Hanging;
use super::paragraph::Measure;
use super::shape::Setter;
use super::{Frame, Item, flow, paragraph};
use crate::document::{Letter, Page as Geometry};
use crate::length::Length;
use crate::page::Pages;

/// What is put on the first page, and where it begins.
pub(super) struct Set {
    head: Vec<Item>,
    head_top: Length,
    foot: Vec<Item>,
}

/// Sets the head and the foot; the text of the first page begins below the head.
pub(super) fn set(letter: &Letter, frame: &mut Frame, setter: &mut Setter<'_, '_>) -> Set {
    let measure = Measure { width: frame.width, hanging: Hanging::Refused };
    let head = paragraph::items(&letter.mark, measure, setter);
    let foot = paragraph::items(&letter.foot, measure, setter);
    let head_top = setter.sheet.page.letter_head();
    frame.first_drop = (head_top + height(&head) - frame.top).max(Length::ZERO);
    Set { head, head_top, foot }
}

fn height(items: &[Item]) -> Length {
    items.iter().map(|item| item.before + item.height).sum()
}

impl Set {
    /// Puts them on the first page, the head before its text.
    pub(super) fn put_on(self, pages: &mut Pages, frame: &Frame) {
        let Some(first) = pages.pages.first_mut() else { return };
        let foot_top = frame.paper_height - Geometry::LETTER_FOOT - height(&self.foot);
        let text = std::mem::take(&mut first.runs);
        flow::stack(first, self.head, frame.left, self.head_top);
        first.runs.extend(text);
        flow::stack(first, self.foot, frame.left, foot_top);
    }
}
