//! Room for blank rows: a document comes in, how many more of its filling row the last page holds goes out.

use super::flow::{Flow, Rows};
use super::shape::{Purpose, Setter};
use super::table::Grid;
use super::{
    Frame, Item, Known, Laid, Partly, flowing, imprint, imprint_height, keeps_next, laid, letter, table,
};
use crate::document::{Block, Document, Fill, Table};
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
pub(super) fn room((document, known): Partly<'_>, session: &mut Session<'_>) -> Rest {
    let Some(fill) = document.fill else { return Rest::default() };
    let Some(Block::Table(table)) = document.blocks.get(fill.block) else { return Rest::default() };
    let own;
    let grid = if let Some(Some(Known::Cells(grid))) = known.get(fill.block) {
        grid
    } else {
        let mut setter = Setter::new(&document.sheet, session, Purpose::Measures);
        let frame = Frame::new(&document.sheet.page, document.setup.orientation);
        own = table::grid(table, frame.room(), &mut setter);
        &own
    };
    let set = Set::of((document, known), (fill, table, grid), session);
    let Some((estimate, pages)) = set.estimate() else { return Rest::default() };
    let count = set.is_sound.then_some(pages);
    // A row weighs a little more or less than the first one did: what really fits is found by laying it out.
    let mut more = if estimate > 0 { estimate + 1 } else { 0 };
    while more > 0 && set.pages(more) > pages {
        more -= 1;
    }
    Rest { rows: more, pages: count }
}

/// A document set once, white: for the measures of its pages with more of its filling row.
struct Set<'d> {
    document: &'d Document,
    fill: Fill,
    frame: Frame,
    imprint: Vec<Item>,
    /// The table with the filling row, without its text.
    table: Table,
    grid: &'d Grid,
    /// The blocks and whether what follows is kept with them; that of the table is made anew each time.
    blocks: Vec<(Laid, bool)>,
    /// Whether every character is drawn and the 版记 has room.
    is_sound: bool,
}

impl<'d> Set<'d> {
    fn of(
        (document, known): Partly<'d>,
        (fill, table, grid): (Fill, &Table, &'d Grid),
        session: &mut Session<'_>,
    ) -> Self {
        let mut frame = Frame::new(&document.sheet.page, document.setup.orientation);
        let mut setter = Setter::new(&document.sheet, session, Purpose::Measures);
        if let Some(letter) = &document.letter {
            letter::set(letter, &mut frame, &mut setter);
        }
        let blocks = document.blocks.iter().enumerate().map(|(at, block)| {
            let known = known.get(at).and_then(Option::as_ref);
            let laid = if at == fill.block {
                Laid::Rows(Rows::default())
            } else {
                laid(block, known, &frame, &mut setter)
            };
            (laid, keeps_next(block, &document.sheet))
        });
        let blocks = blocks.collect();
        let imprint = imprint(document, &frame, &mut setter);
        // Where a character is not drawn nothing is known of the blocks.
        let is_sound =
            !known.is_empty() && setter.misses.is_empty() && imprint_height(&imprint) <= frame.height;
        Self { document, fill, frame, imprint, table: table.bare(), grid, blocks, is_sound }
    }

    /// How many rows the white space of the last page is worth, and how many pages there are.
    fn estimate(&self) -> Option<(usize, usize)> {
        let sheet = &self.document.sheet;
        let rows = table::rows(&self.table, self.grid, self.frame.room(), sheet, Purpose::Measures);
        let height = |items: &Vec<Item>| items.iter().map(|item| item.height).sum::<Length>();
        let row = rows.items.get(self.fill.row).map(height).filter(|height| *height > Length::ZERO)?;
        let flow = self.flow(&self.table, rows);
        let left = self.frame.height - imprint_height(&self.imprint) - SPARE - flow.reach(&self.frame);
        let more = usize::try_from(left.to_emu() / row.to_emu()).unwrap_or(0);
        Some((more, flow.count(&self.frame, &self.imprint)))
    }

    /// How many pages there are with so many rows more, where each page is lower by what is spared.
    fn pages(&self, more: usize) -> usize {
        let mut table = self.table.clone();
        table.fill(self.fill.row, more);
        let grid = self.grid.repeated(&table, self.fill.row, more);
        let rows = table::rows(&table, &grid, self.frame.room(), &self.document.sheet, Purpose::Measures);
        let frame = Frame { height: self.frame.height - SPARE, ..self.frame };
        self.flow(&table, rows).count(&frame, &self.imprint)
    }

    /// All that flows, with these rows of the table.
    fn flow(&self, table: &Table, rows: Rows) -> Flow {
        let mut rows = Some(rows);
        flowing(self.blocks.iter().enumerate().map(|(at, (laid, is_kept))| match at {
            at if at == self.fill.block => {
                let is_kept = table::ends_kept(table, &self.document.sheet);
                (Laid::Rows(rows.take().unwrap_or_default()), is_kept)
            }
            _ => (laid.clone(), *is_kept),
        }))
    }
}
