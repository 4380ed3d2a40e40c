//! The reader: a document and its pages come in, each line of each paragraph in its place goes out, or what does not match.
//!
//! It follows the glyphs in reading order and knows of layout only what a person sees: text, columns and pages.

use huiwu::document::{Block, Document, Inline, Merge, Orientation, Paragraph, StyleIndex, Table, Turn};
use huiwu::font::FaceId;
use huiwu::length::Length;
use huiwu::page::{Pages, Part, Placed};
use std::ops::Range;

/// A glyph where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen {
    pub(crate) page: usize,
    pub(crate) baseline: Length,
    pub(crate) face: FaceId,
    pub(crate) size: Length,
    pub(crate) turn: Turn,
    pub(crate) glyph: Placed,
}

/// A line as it was set: its glyphs, and the first and last of the paragraph's characters.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) glyphs: Vec<Seen>,
    pub(crate) chars: Range<usize>,
}

impl Line {
    pub(crate) fn page(&self) -> usize {
        self.glyphs[0].page
    }

    pub(crate) fn baseline(&self) -> Length {
        self.glyphs[0].baseline
    }
}

/// A paragraph and its lines.
#[derive(Debug)]
pub(crate) struct Set {
    pub(crate) style: StyleIndex,
    /// Its characters as the document has them, without those that were reported; breaks are `\n`, tabs `\t`.
    pub(crate) chars: Vec<char>,
    pub(crate) lines: Vec<Line>,
    next: usize,
}

/// A column of lines: the text block, or a cell.
#[derive(Debug)]
pub(crate) struct Column {
    /// Left and right edge.
    pub(crate) edges: Range<Length>,
    /// What its lines cannot have of it, left and right.
    pub(crate) padding: Length,
    pub(crate) paragraphs: Vec<Set>,
    pub(crate) is_merged: bool,
}

/// A paragraph of the flow, or a row.
#[derive(Debug)]
pub(crate) struct Unit {
    /// Indices of columns.
    pub(crate) columns: Vec<usize>,
    /// Those that must be at their end before the next unit begins.
    due: Vec<usize>,
    /// The table, and the number of the row.
    pub(crate) row: Option<(usize, usize)>,
    /// The least height of the row.
    pub(crate) least: Length,
}

/// All that was read.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub(crate) columns: Vec<Column>,
    pub(crate) units: Vec<Unit>,
    pub(crate) header_rows: Vec<usize>,
    /// The pages on which each table's header rows were repeated.
    pub(crate) repeats: Vec<Vec<usize>>,
    /// The texts of page numbers, and where they begin and end.
    pub(crate) numbers: Vec<Option<(String, Range<Length>)>>,
}

pub(crate) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}')
}

/// The text block of a document.
pub(crate) struct Block4 {
    pub(crate) across: Range<Length>,
    pub(crate) down: Range<Length>,
}

pub(crate) fn text_block(document: &Document) -> Block4 {
    let page = document.sheet.page.turned(document.setup.orientation);
    Block4 { across: page.left..page.width - page.right, down: page.top..page.height - page.bottom }
}

/// Reads the pages of a document, whose characters `missing` were reported.
pub(crate) fn read(document: &Document, pages: &Pages, missing: &[char]) -> Result<Reading, String> {
    let mut reading = Reading::default();
    let block = text_block(document);
    if let Some(letter) = &document.letter {
        let style = document.sheet.paragraph(letter.mark.style);
        let outward = |measure: huiwu::length::Measure| measure.resolve(style.advance()).min(Length::ZERO);
        let edges = block.across.start + outward(style.left)..block.across.end - outward(style.right);
        reading.flow(edges, vec![set(&letter.mark, missing)]);
    }
    for part in &document.blocks {
        match part {
            Block::Paragraph(paragraph) => {
                let set = set(paragraph, missing);
                // A style with negative indents (信函 marks, 170 mm) is framed by them.
                let style = document.sheet.paragraph(paragraph.style);
                let outward =
                    |measure: huiwu::length::Measure| measure.resolve(style.advance()).min(Length::ZERO);
                let edges = block.across.start + outward(style.left)..block.across.end - outward(style.right);
                reading.flow(edges, vec![set]);
            }
            Block::Table(table) => reading.table(document, table, missing),
        }
    }
    if let Some(table) = &document.imprint {
        reading.table(document, table, missing);
    }
    let mut at = 0;
    for (number, page) in pages.pages.iter().enumerate() {
        let seen = |of_number: bool| -> Vec<Seen> {
            let runs = page.runs.iter().filter(|run| (run.part == Part::PageNumber) == of_number);
            let all = runs.flat_map(|run| {
                run.glyphs.iter().map(move |glyph| Seen {
                    page: number,
                    baseline: run.baseline,
                    face: run.face,
                    size: run.size,
                    turn: run.turn,
                    glyph: *glyph,
                })
            });
            all.filter(|seen| !is_space(seen.glyph.text)).collect()
        };
        let (body, foot) = (seen(false), seen(true));
        // On a page on its side the number is turned with the page's foot, left of the block.
        let is_lying = document.setup.orientation == Orientation::Landscape;
        let stands = |seen: &&Seen| match seen.turn {
            Turn::None => !is_lying,
            Turn::Down => is_lying && seen.baseline < block.across.start,
            Turn::Up => false,
        };
        if let Some(seen) = foot.iter().find(|seen| !stands(seen)) {
            return Err(format!("what stands outside the text block is no page number: {seen:?}"));
        }
        reading.numbers.push(page_number(&foot));
        let mut rest = body.as_slice();
        reading.skip(&mut at);
        rest = reading.repeated(at, rest);
        for seen in rest {
            reading.take(&mut at, *seen)?;
        }
    }
    reading.skip(&mut at);
    match reading.units.get(at) {
        None => Ok(reading),
        Some(_) => Err(format!("the pages end before unit {at}: {:?}", reading.left(at))),
    }
}

fn page_number(foot: &[Seen]) -> Option<(String, Range<Length>)> {
    let (first, last) = (foot.first()?, foot.last()?);
    let text = foot.iter().map(|seen| seen.glyph.text).collect();
    Some((text, first.glyph.x..last.glyph.x + last.glyph.advance))
}

fn set(paragraph: &Paragraph, missing: &[char]) -> Set {
    let mut chars = Vec::new();
    for inline in &paragraph.inlines {
        match inline {
            Inline::Text { text, .. } => chars.extend(text.chars().filter(|c| !missing.contains(c))),
            Inline::Break => chars.push('\n'),
            Inline::Tab => chars.push('\t'),
        }
    }
    Set { style: paragraph.style, chars, lines: Vec::new(), next: 0 }
}

impl Set {
    /// The next character that shows.
    fn due(&mut self) -> Option<char> {
        while self.chars.get(self.next).is_some_and(|c| is_space(*c) || matches!(c, '\n' | '\t')) {
            self.next += 1;
        }
        self.chars.get(self.next).copied()
    }

    fn take(&mut self, seen: Seen) {
        let at = self.next;
        self.next += 1;
        match self
            .lines
            .last_mut()
            .filter(|line| (line.page(), line.baseline()) == (seen.page, seen.baseline))
        {
            Some(line) => {
                line.glyphs.push(seen);
                line.chars.end = at + 1;
            }
            None => self.lines.push(Line { glyphs: vec![seen], chars: at..at + 1 }),
        }
    }
}

impl Column {
    fn due(&mut self) -> Option<(usize, char)> {
        self.paragraphs.iter_mut().enumerate().find_map(|(at, set)| Some((at, set.due()?)))
    }
}

impl Reading {
    fn flow(&mut self, edges: Range<Length>, paragraphs: Vec<Set>) {
        let at = self.columns.len();
        self.columns.push(Column { edges, padding: Length::ZERO, paragraphs, is_merged: false });
        self.units.push(Unit { columns: vec![at], due: vec![at], row: None, least: Length::ZERO });
    }

    fn table(&mut self, document: &Document, table: &Table, missing: &[char]) {
        let block = text_block(document);
        let total: Length = table.columns.iter().copied().sum();
        let left = block.across.start + (block.across.end - block.across.start - total).max(Length::ZERO) / 2;
        let number = self.repeats.len();
        self.repeats.push(Vec::new());
        self.header_rows.push(table.header_rows);
        let mut open: Vec<Option<usize>> = vec![None; table.columns.len()];
        let first = self.units.len();
        for (at, row) in table.rows.iter().enumerate() {
            let mut unit =
                Unit { columns: Vec::new(), due: Vec::new(), row: Some((number, at)), least: row.height };
            let (mut grid, mut x) = (0, left);
            for cell in &row.cells {
                let width: Length = table.columns.iter().skip(grid).take(cell.span).copied().sum();
                let known = open[grid].filter(|_| cell.merge == Merge::Continued);
                let index = known.unwrap_or_else(|| {
                    self.columns.push(Column {
                        edges: x..x + width,
                        padding: document.sheet.table(table.style).padding_x,
                        paragraphs: cell.paragraphs.iter().map(|paragraph| set(paragraph, missing)).collect(),
                        is_merged: cell.merge != Merge::None,
                    });
                    self.columns.len() - 1
                });
                open[grid] = (cell.merge != Merge::None).then_some(index);
                unit.columns.push(index);
                grid += cell.span;
                x += width;
            }
            self.units.push(unit);
        }
        // A merged cell may go on to its last row.
        for at in first..self.units.len() {
            let later: Vec<usize> =
                self.units[at + 1..].iter().flat_map(|unit| unit.columns.clone()).collect();
            self.units[at].due =
                self.units[at].columns.iter().copied().filter(|it| !later.contains(it)).collect();
        }
    }

    fn skip(&mut self, at: &mut usize) {
        while self
            .units
            .get(*at)
            .is_some_and(|unit| unit.due.iter().all(|column| self.columns[*column].due().is_none()))
        {
            *at += 1;
        }
    }

    /// The header rows that stand again at the top of a page that begins inside a table are passed over.
    fn repeated<'s>(&mut self, at: usize, seen: &'s [Seen]) -> &'s [Seen] {
        let Some((table, row)) = self.units.get(at).and_then(|unit| unit.row) else { return seen };
        if row < self.header_rows[table] || seen.is_empty() {
            return seen;
        }
        let mut header = String::new();
        for unit in self
            .units
            .iter()
            .filter(|unit| unit.row.is_some_and(|(of, row)| of == table && row < self.header_rows[table]))
        {
            for column in &unit.columns {
                for set in &self.columns[*column].paragraphs {
                    header.extend(set.chars.iter().filter(|c| !is_space(**c) && !matches!(c, '\n' | '\t')));
                }
            }
        }
        let count = header.chars().count();
        let top: String = seen.iter().take(count).map(|seen| seen.glyph.text).collect();
        if count > 0 && top == header {
            self.repeats[table].push(seen[0].page);
            return &seen[count..];
        }
        seen
    }

    fn take(&mut self, at: &mut usize, seen: Seen) -> Result<(), String> {
        loop {
            let Some(unit) = self.units.get(*at) else {
                return Err(format!("more glyphs than text: {seen:?}"));
            };
            let x = seen.glyph.x;
            let is_row = unit.row.is_some();
            let slack = Length::mm(1.5);
            for index in unit.columns.clone() {
                let column = &mut self.columns[index];
                let is_in =
                    !is_row || (column.edges.start - slack <= x && x <= column.edges.end + Length::mm(0.1));
                if let Some((paragraph, due)) = column.due().filter(|_| is_in)
                    && due == seen.glyph.text
                {
                    column.paragraphs[paragraph].take(seen);
                    return Ok(());
                }
            }
            let before = *at;
            self.skip(at);
            if *at == before {
                return Err(format!("expected one of {:?}, found {seen:?}", self.left(*at)));
            }
        }
    }

    fn left(&self, at: usize) -> Vec<String> {
        let rest = |set: &Set| set.chars[set.next..].iter().take(12).collect::<String>();
        let columns = &self.units[at].columns;
        columns.iter().flat_map(|column| self.columns[*column].paragraphs.iter().map(rest)).collect()
    }
}
