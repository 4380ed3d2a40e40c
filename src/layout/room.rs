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
#[must_use]
pub fn room(document: &Document, session: &mut Session<'_>) -> usize {
    let Some(fill) = document.fill else { return 0 };
    let Some(Block::Table(filled)) = document.blocks.get(fill.block) else { return 0 };
    let mut frame = Frame::new(&document.sheet.page, document.setup.orientation);
    let mut setter = Setter::new(&document.sheet, session);
    if let Some(letter) = &document.letter {
        letter::set(letter, &mut frame, &mut setter);
    }
    let room = Room { width: frame.width, height: frame.height };
    let rows = table::items(filled, room, &mut setter).items;
    let imprint: Length = imprint(document, &frame, &mut setter).iter().map(|item| item.height).sum();
    let height = |items: &Vec<Item>| items.iter().map(|item| item.height).sum::<Length>();
    let Some(row) = rows.get(fill.row).map(height).filter(|height| *height > Length::ZERO) else {
        return 0;
    };
    let flowing = flow(document, &frame, &mut setter);
    let left = frame.height - imprint - SPARE - flowing.reach(&frame);
    usize::try_from(left.to_emu() / row.to_emu()).unwrap_or(0)
}
