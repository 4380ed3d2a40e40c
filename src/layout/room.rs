//! Room for blank rows: a document comes in, how many more of its filling row the last page holds goes out.

use super::flow::Rows;
use super::shape::{Purpose, Setter};
use super::table::{Grid, Room};
use super::{Frame, Item, Laid, flowing, imprint, imprint_height, laid, letter, table};
use crate::document::{Block, Document, Fill, Sheet, Table};
use crate::font::Session;
use crate::length::Length;

/// White space left at the foot, so that Word, which may round row heights otherwise, begins no new page.
const SPARE: Length = Length::twips(60);

/// Room on the last page.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Rest {
    /// How often the filling row can be repeated without a further page.
    pub(super) rows: usize,
    /// How many pages there are then, where nothing is amiss that laying the document out would say.
    pub(super) pages: Option<usize>,
}

/// How often the document's filling row can be repeated without a further page; 0 where it has none.
///
/// The DOCX and the PDF are then made of the document so filled, so that both have the same rows.
pub(super) fn room(document: &Document, session: &mut Session<'_>) -> Rest {
    let Some(fill) = document.fill else { return Rest::default() };
    let Some(table) = filled(document, fill) else { return Rest::default() };
    let set = Set::of(document, (fill, table), session);
    let Some((estimate, pages)) = set.estimate() else { return Rest::default() };
    let count = set.is_sound.then_some(pages);
    // A row weighs a little more or less than the first one did: what really fits is found by laying it out.
    let mut more = if estimate > 0 { estimate + 1 } else { 0 };
    while more > 0 && set.pages(more) > pages {
        more -= 1;
    }
    Rest { rows: more, pages: count }
}

fn filled(document: &Document, fill: Fill) -> Option<&Table> {
    match document.blocks.get(fill.block)? {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    }
}

/// A document set once, white: for the measures of its pages with more of its filling row.
struct Set<'d> {
    document: &'d Document,
    fill: Fill,
    frame: Frame,
    imprint: Vec<Item>,
    grid: Grid,
    rows: Rows,
    blocks: Vec<Laid>,
    /// Whether every character is drawn and the 版记 has room.
    is_sound: bool,
}

impl<'d> Set<'d> {
    fn of(document: &'d Document, (fill, table): (Fill, &Table), session: &mut Session<'_>) -> Self {
        let mut frame = Frame::new(&document.sheet.page, document.setup.orientation);
        let mut setter = Setter::new(&document.sheet, session, Purpose::Measures);
        if let Some(letter) = &document.letter {
            letter::set(letter, &mut frame, &mut setter);
        }
        let grid = table::grid(table, room_of(&frame), &mut setter);
        let rows = rows(table, grid.clone(), &frame, &document.sheet);
        let one = |(at, block)| {
            if at == fill.block { Laid::Rows(rows.clone()) } else { laid(block, None, &frame, &mut setter) }
        };
        let blocks = document.blocks.iter().enumerate().map(one).collect();
        let imprint = imprint(document, &frame, &mut setter);
        let is_sound = setter.misses.is_empty() && imprint_height(&imprint) <= frame.height;
        Self { document, fill, frame, imprint, grid, rows, blocks, is_sound }
    }

    /// How many rows the white space of the last page is worth, and how many pages there are.
    fn estimate(&self) -> Option<(usize, usize)> {
        let imprint: Length = self.imprint.iter().map(|item| item.height).sum();
        let height = |items: &Vec<Item>| items.iter().map(|item| item.height).sum::<Length>();
        let row = self.rows.items.get(self.fill.row).map(height).filter(|height| *height > Length::ZERO)?;
        let flow = flowing(self.document, self.blocks.clone());
        let left = self.frame.height - imprint - SPARE - flow.reach(&self.frame);
        let more = usize::try_from(left.to_emu() / row.to_emu()).unwrap_or(0);
        Some((more, flow.into_pages(&self.frame, self.imprint.clone()).pages.len()))
    }

    /// How many pages there are with so many rows more, where each page is lower by what is spared.
    fn pages(&self, more: usize) -> usize {
        let document = self.document.clone().filled(more);
        let mut blocks = self.blocks.clone();
        if let Some(table) = filled(&document, self.fill) {
            let grid = self.grid.repeated(self.fill.row, more);
            blocks[self.fill.block] = Laid::Rows(rows(table, grid, &self.frame, &document.sheet));
        }
        let frame = Frame { height: self.frame.height - SPARE, ..self.frame };
        flowing(&document, blocks).into_pages(&frame, self.imprint.clone()).pages.len()
    }
}

fn rows(table: &Table, grid: Grid, frame: &Frame, sheet: &Sheet) -> Rows {
    table::rows(table, grid, room_of(frame), sheet, Purpose::Measures)
}

fn room_of(frame: &Frame) -> Room {
    Room { width: frame.width, height: frame.height }
}
