//! Room for blank rows: a document comes in, how many more of its filling row the last page holds goes out.

use super::shape::Setter;
use super::table::Room;
use super::{Frame, Item, flow, imprint, letter, table};
use crate::document::{Block, Document};
use crate::font::Session;
use crate::length::Length;

/// White space left at the foot, so that Word, which may round row heights otherwise, begins no new page.
const SPARE: Length = Length::twips(60);

/// How often the document's filling row can be repeated without a further page; 0 where it has none.
///
/// The DOCX and the PDF are then made of the document so filled, so that both have the same rows.
pub(super) fn room(document: &Document, session: &mut Session<'_>) -> usize {
    let Some((estimate, pages)) = estimate(document, session).filter(|(more, _)| *more > 0) else { return 0 };
    // A row weighs a little more or less than the first one did: what really fits is found by laying it out.
    let fits = |more: usize, session: &mut Session<'_>| {
        self::pages(&document.clone().filled(more), session) <= pages
    };
    let mut more = estimate + 1;
    while more > 0 && !fits(more, session) {
        more -= 1;
    }
    more
}

/// How many rows the white space of the last page is worth, and how many pages there are.
fn estimate(document: &Document, session: &mut Session<'_>) -> Option<(usize, usize)> {
    let fill = document.fill?;
    let Some(Block::Table(filled)) = document.blocks.get(fill.block) else { return None };
    let (frame, mut setter) = set(document, session);
    let room = Room { width: frame.width, height: frame.height };
    let rows = table::items(filled, room, &mut setter).items;
    let imprint = imprint(document, &frame, &mut setter);
    let imprint_height: Length = imprint.iter().map(|item| item.height).sum();
    let height = |items: &Vec<Item>| items.iter().map(|item| item.height).sum::<Length>();
    let row = rows.get(fill.row).map(height).filter(|height| *height > Length::ZERO)?;
    let flow = flow(document, &frame, &mut setter);
    let left = frame.height - imprint_height - SPARE - flow.reach(&frame);
    let more = usize::try_from(left.to_emu() / row.to_emu()).unwrap_or(0);
    Some((more, flow.into_pages(&frame, imprint).pages.len()))
}

/// How many pages a document has where each is lower by what is spared.
fn pages(document: &Document, session: &mut Session<'_>) -> usize {
    let (frame, mut setter) = set(document, session);
    let flow = flow(document, &frame, &mut setter);
    let imprint = imprint(document, &frame, &mut setter);
    let frame = Frame { height: frame.height - SPARE, ..frame };
    flow.into_pages(&frame, imprint).pages.len()
}

fn set<'s, 'f>(document: &'s Document, session: &'s mut Session<'f>) -> (Frame, Setter<'s, 'f>) {
    let mut frame = Frame::new(&document.sheet.page, document.setup.orientation);
    let mut setter = Setter::new(&document.sheet, session);
    if let Some(letter) = &document.letter {
        letter::set(letter, &mut frame, &mut setter);
    }
    (frame, setter)
}
