//! Blocks: paragraphs, tables and what stands in them.

use super::{Align, StyleIndex};
use crate::length::Length;
use std::borrow::Cow;

/// A piece of the document's flow.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// Where a paragraph starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Start {
    /// After what came before.
    #[default]
    Flow,
    /// On a new page.
    NewPage,
}

/// Whether a paragraph must stay on the page of the next one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Keep {
    /// As its style says.
    #[default]
    AsStyled,
    /// With the next paragraph.
    WithNext,
}

/// Indents that stand in place of the style's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Indent {
    /// From the left edge of the text block.
    pub left: Length,
    /// From the right edge of the text block.
    pub right: Length,
    /// Of the first line, beyond `left`; negative makes it hang.
    pub first_line: Length,
}

impl Indent {
    /// These indents as far as they leave room for `em`, four times over, in a column; a line must never leave it.
    #[must_use]
    pub fn fitted(self, column: Length, em: Length) -> Self {
        let room = (em * 4).min(column);
        let is_roomy = self.left + self.right + room <= column;
        let Self { left, right, first_line } = if is_roomy { self } else { Self::default() };
        let hangs_out = first_line + left.max(Length::ZERO) < Length::ZERO;
        let first_line = if hangs_out { -left.max(Length::ZERO) } else { first_line };
        let fills_line = first_line > Length::ZERO && left + right + first_line + em > column;
        Self { left, right, first_line: if fills_line { Length::ZERO } else { first_line } }
    }
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// Its paragraph style.
    pub style: StyleIndex,
    /// Its content.
    pub inlines: Vec<Inline>,
    /// Indents in place of the style's, for arithmetic that only this paragraph's text decides.
    pub indent: Option<Indent>,
    /// Where it starts.
    pub start: Start,
    /// Whether it stays with the next paragraph.
    pub keep: Keep,
    /// What its own lines ask for beyond the style.
    pub fit: Fit,
}

/// What a paragraph's own lines ask for beyond its style, as a secretary would help them by hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Fit {
    /// Tracking in addition to the style's, so that no single character is left on the last line.
    pub tracking: Length,
    /// In place of the style's, where a long Latin word would leave a line spread too wide.
    pub align: Option<Align>,
}

impl Paragraph {
    /// A paragraph in a style, otherwise plain.
    #[must_use]
    pub const fn new(style: StyleIndex, inlines: Vec<Inline>) -> Self {
        let fit = Fit { tracking: Length::ZERO, align: None };
        Self { style, inlines, indent: None, start: Start::Flow, keep: Keep::AsStyled, fit }
    }

    /// Its text; a forced break is a line feed, a tab a tab.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        if let [Inline::Text { text, .. }] = self.inlines.as_slice() {
            return Cow::Borrowed(text);
        }
        Cow::Owned(self.inlines.iter().fold(String::new(), |mut out, inline| {
            match inline {
                Inline::Text { text, .. } => out.push_str(text),
                Inline::Break => out.push('\n'),
                Inline::Tab => out.push('\t'),
            }
            out
        }))
    }
}

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Text; with a character style, or as the paragraph's style has it.
    Text {
        /// The characters; no control characters, no line feeds.
        text: String,
        /// An index into the sheet's character styles.
        style: Option<StyleIndex>,
    },
    /// A forced line break inside the paragraph.
    Break,
    /// Pushes the rest of the line to the right indent.
    Tab,
}

/// A table as wide as its columns; rows are never split over pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Its table style.
    pub style: StyleIndex,
    /// Column widths, left to right.
    pub columns: Vec<Length>,
    /// How many first rows repeat at the top of each further page.
    pub header_rows: usize,
    /// The rows.
    pub rows: Vec<Row>,
}

impl Table {
    /// Repeats a row so many times more.
    pub fn fill(&mut self, row: usize, times: usize) {
        let Some(again) = self.rows.get(row).cloned() else { return };
        let after = self.rows.len().min(row + 1);
        self.rows.splice(after..after, std::iter::repeat_n(again, times));
        // What stands below the table is not left alone on a page, nor with blank rows alone: it takes along the row
        // before them.
        let blank = self.rows.iter_mut().skip(row).take(times + 1).flat_map(|row| &mut row.cells);
        blank.flat_map(|cell| &mut cell.paragraphs).for_each(|paragraph| paragraph.keep = Keep::WithNext);
    }

    /// The table without its text.
    #[must_use]
    pub fn bare(&self) -> Self {
        let paragraph = |whole: &Paragraph| Paragraph { inlines: Vec::new(), ..*whole };
        let cell =
            |whole: &Cell| Cell { paragraphs: whole.paragraphs.iter().map(paragraph).collect(), ..*whole };
        let row = |whole: &Row| Row { height: whole.height, cells: whole.cells.iter().map(cell).collect() };
        let rows = self.rows.iter().map(row).collect();
        Self { columns: self.columns.clone(), rows, ..*self }
    }
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The least height.
    pub height: Length,
    /// The cells; their spans add up to the number of columns.
    pub cells: Vec<Cell>,
}

/// Part of a vertical merge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Merge {
    /// Not merged.
    #[default]
    None,
    /// The top cell of a merge: it has the content.
    Top,
    /// A cell merged into the one above; its content is ignored.
    Continued,
}

/// How a cell's content stands between top and bottom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum VerticalAlign {
    /// At the top.
    Top,
    /// In the middle.
    #[default]
    Middle,
    /// At the bottom.
    Bottom,
}

/// Which of the table style's lines a cell has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Borders {
    /// All four.
    #[default]
    All,
    /// None.
    None,
    /// Only the one below: a line to write on.
    Bottom,
    /// Only those above and below (版记).
    Horizontal,
}

/// Which way the lines of a cell run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Turn {
    /// Left to right.
    #[default]
    None,
    /// Upwards: turned a quarter to the left, the heads of the characters at the left.
    Up,
    /// Downwards: turned a quarter to the right, the heads of the characters at the right.
    Down,
}

/// Whether a cell says what others are about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CellKind {
    /// It has content of its own.
    #[default]
    Data,
    /// It heads its column, if its row is repeated, or else its row.
    Header,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Whether it is a header.
    pub kind: CellKind,
    /// How many columns it spans, at least 1.
    pub span: usize,
    /// Its part in a vertical merge.
    pub merge: Merge,
    /// Top, middle or bottom.
    pub align: VerticalAlign,
    /// Its lines.
    pub borders: Borders,
    /// Which way its text runs; a turned cell's lines are as long as its row is high.
    pub turn: Turn,
    /// Its paragraphs, at least one.
    pub paragraphs: Vec<Paragraph>,
}
