//! Filling pages: items come in, pages go out; headings stay with their text and header rows are repeated.

use super::{Frame, Item, Joint, imprint_height};
use crate::length::Length;
use crate::page::{Heading, Page, Pages, Part, Run, Stroke};
use std::ops::Range;

/// A table's rows, each in one item unless no page can hold it, and how many of them are repeated on each further page.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    pub(super) items: Vec<Vec<Item>>,
    pub(super) header_rows: usize,
}

/// Everything of a document that flows.
#[derive(Debug, Default)]
pub(super) struct Flow {
    items: Vec<Item>,
    headers: Vec<Vec<Item>>,
    glued: bool,
}

impl Flow {
    /// Adds a paragraph's lines.
    pub(super) fn push(&mut self, items: Vec<Item>) {
        self.join(items);
    }

    /// Says that what comes next must begin on the page on which this ends.
    pub(super) fn glue(&mut self) {
        self.glued = true;
    }

    /// Adds a table's rows.
    pub(super) fn push_table(&mut self, table: Rows) {
        let headers = self.headers.len();
        self.headers.push(table.items.iter().take(table.header_rows).flatten().cloned().collect());
        let mut items = Vec::new();
        for (at, mut row) in table.items.into_iter().enumerate() {
            if at >= table.header_rows {
                for item in &mut row {
                    item.headers = Some(headers);
                }
            }
            // A header row is never alone at the foot of a page.
            let is_open = |first: &&mut Item| first.joint == Joint::Open;
            if let Some(first) = row.first_mut().filter(is_open).filter(|_| at > 0 && at <= table.header_rows)
            {
                first.joint = Joint::Closed;
            }
            items.append(&mut row);
        }
        self.join(items);
    }

    fn join(&mut self, mut items: Vec<Item>) {
        if let Some(first) = items.first_mut().filter(|first| self.glued && first.joint == Joint::Open) {
            first.joint = Joint::Closed;
        }
        self.glued = false;
        self.items.extend(items);
    }

    /// How far down the last page the text reaches.
    pub(super) fn reach(&self, frame: &Frame) -> Length {
        let (mut start, mut page, mut top) = (0, 0, Top::Given);
        let mut reach = Length::ZERO;
        while start < self.items.len() {
            let drop = frame.drop_on(page);
            let (end, next_top) = self.page_end(start, top, frame, page);
            let flowing = (start..end).map(|at| self.gap(at, start, top) + self.items[at].height);
            let head = if end > start { self.header_height(start) } else { Length::ZERO };
            reach = drop + head + flowing.sum::<Length>();
            (start, top, page) = (end, next_top, page + 1);
        }
        reach
    }

    /// What each page holds, as full as the joints allow, above an imprint of this height.
    fn parts(&self, frame: &Frame, imprint: Length) -> Vec<(Range<usize>, Top)> {
        let mut parts = Vec::new();
        let (mut start, mut top) = (0, Top::Given);
        while start < self.items.len() {
            let page = parts.len();
            let height = frame.height - frame.drop_on(page);
            let (mut end, mut next_top) = self.page_end(start, top, frame, page);
            if end == self.items.len() && self.glued {
                // The last lines go over with an imprint that does not fit below them.
                (end, next_top) = self.parted(start, top, height - imprint).unwrap_or((end, next_top));
            }
            parts.push((start..end, top));
            (start, top) = (end, next_top);
        }
        parts
    }

    /// How many pages there are; `imprint` ends at the foot of the last one.
    pub(super) fn count(&self, frame: &Frame, imprint: &[Item]) -> usize {
        let imprint = (!imprint.is_empty()).then(|| imprint_height(imprint));
        let parts = self.parts(frame, imprint.unwrap_or_default());
        let reach = parts.last().map_or(Length::ZERO, |(range, top)| {
            let flowing = range.clone().map(|at| self.gap(at, range.start, *top) + self.items[at].height);
            let head = if range.is_empty() { Length::ZERO } else { self.header_height(range.start) };
            frame.drop_on(parts.len() - 1) + head + flowing.sum::<Length>()
        });
        let is_over = imprint.is_some_and(|imprint| reach + imprint > frame.height);
        parts.len().max(1) + usize::from(is_over)
    }

    /// Fills pages as full as the joints allow; `imprint` ends at the foot of the last one.
    pub(super) fn into_pages(mut self, frame: &Frame, imprint: Vec<Item>) -> Pages {
        let mut pages = Pages::default();
        let mut end_of_text = Length::ZERO;
        let imprint_height = imprint_height(&imprint);
        for (range, top) in self.parts(frame, imprint_height) {
            end_of_text = self.emit(&mut pages, range, top, frame);
        }
        if pages.pages.is_empty() {
            pages.pages.push(empty(frame));
        }
        if !imprint.is_empty() {
            if end_of_text + imprint_height > frame.height {
                pages.pages.push(empty(frame));
            }
            let mut y = frame.bottom() - imprint_height;
            for item in imprint {
                y += item.before;
                let height = item.height;
                place(&mut pages, item, frame.left, y);
                y += height;
            }
        }
        pages
    }

    /// Where the last page's items part when they do not fit into this height, if they can be parted.
    fn parted(&self, start: usize, top: Top, height: Length) -> Option<(usize, Top)> {
        let flowing = (start..self.items.len()).map(|at| self.gap(at, start, top) + self.items[at].height);
        if self.header_height(start) + flowing.sum::<Length>() <= height {
            return None;
        }
        let open = (start + 1..self.items.len()).rev().find(|at| self.items[*at].joint == Joint::Open);
        open.map(|at| (at, Top::Overflow))
    }

    /// The item with which the next page begins, and how it came to.
    ///
    /// The first page of a letter is lower: what only the others can hold goes over, and leaves it without text.
    fn page_end(&self, start: usize, top: Top, frame: &Frame, page: usize) -> (usize, Top) {
        let height = frame.height - frame.drop_on(page);
        let mut y = self.header_height(start);
        let (mut last_open, mut within, mut last_closed) = (None, None, None);
        for (at, item) in self.items.iter().enumerate().skip(start) {
            if at > start && item.joint == Joint::NewPage {
                return (at, Top::Given);
            }
            match item.joint {
                Joint::Open if at > start => last_open = Some(at),
                Joint::Within if at > start => within = Some(at),
                Joint::Closed if at > start => last_closed = Some(at),
                _ => {}
            }
            y += self.gap(at, start, top) + item.height;
            if y > height && at == start && height < frame.height {
                return (start, Top::Overflow);
            }
            if y > height && at > start {
                return (last_open.or(within).or(last_closed).unwrap_or(at), Top::Overflow);
            }
        }
        (self.items.len(), Top::Given)
    }

    /// The white space above an item on a page that begins with `start`.
    fn gap(&self, at: usize, start: usize, top: Top) -> Length {
        match (at == start, top) {
            (true, Top::Overflow) => Length::ZERO,
            (true, Top::Given) => self.items[at].before,
            (false, _) => self.items[at].before.max(self.items[at - 1].after),
        }
    }

    fn header_height(&self, start: usize) -> Length {
        self.repeated(start).iter().map(|item| item.height).sum()
    }

    /// The header rows to repeat when a page begins with this item.
    fn repeated(&self, start: usize) -> &[Item] {
        let table = self.items.get(start).and_then(|item| item.headers);
        table.map_or(&[], |table| &self.headers[table])
    }

    fn emit(&mut self, pages: &mut Pages, range: Range<usize>, top: Top, frame: &Frame) -> Length {
        let mut y = frame.top + frame.drop_on(pages.pages.len());
        pages.pages.push(empty(frame));
        let headers = if range.is_empty() { &[] } else { self.repeated(range.start) };
        for header in headers {
            place(pages, repeated(header), frame.left, y);
            y += header.height;
        }
        for at in range.clone() {
            let gap = self.gap(at, range.start, top);
            // The white below it stays behind, for the gap above the next one.
            let after = self.items[at].after;
            let mut item = std::mem::replace(&mut self.items[at], Item { after, ..Item::default() });
            if at == range.start {
                item.strokes.append(&mut item.head);
            }
            if at + 1 == range.end {
                item.strokes.append(&mut item.foot);
            }
            let height = item.height;
            y += gap;
            place(pages, item, frame.left, y);
            y += height;
        }
        y - frame.top
    }
}

/// How a page came to begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Top {
    /// It is the first, or a new page was asked for: white space above stays.
    Given,
    /// The page before was full: white space above is dropped.
    Overflow,
}

fn empty(frame: &Frame) -> Page {
    Page { width: frame.paper_width, height: frame.paper_height, runs: Vec::new(), strokes: Vec::new() }
}

/// A header row once more: no text of the document.
fn repeated(header: &Item) -> Item {
    let mut item = header.clone();
    item.runs.iter_mut().for_each(|run| run.part = Part::RepeatedHeader);
    item
}

/// Puts items below one another on a page, from `x`, `y` down.
pub(super) fn stack(page: &mut Page, items: Vec<Item>, x: Length, mut y: Length) {
    for item in items {
        y += item.before;
        let below = y + item.height;
        put(page, item, x, y);
        y = below;
    }
}

fn put(page: &mut Page, item: Item, x: Length, y: Length) {
    page.runs.extend(item.runs.into_iter().map(|run| moved(run, x, y)));
    let strokes = item.strokes.into_iter();
    page.strokes.extend(strokes.map(|stroke| Stroke { x: stroke.x + x, y: stroke.y + y, ..stroke }));
}

/// Puts an item on the last page, its top left corner at `x`, `y`.
fn place(pages: &mut Pages, item: Item, x: Length, y: Length) {
    let number = pages.pages.len().saturating_sub(1);
    if let Some((level, text)) = item.heading.clone() {
        pages.headings.push(Heading { level, text, page: number, y });
    }
    let Some(page) = pages.pages.last_mut() else { return };
    put(page, item, x, y);
}

fn moved(mut run: Run, x: Length, y: Length) -> Run {
    run.shift(x, y);
    run
}
