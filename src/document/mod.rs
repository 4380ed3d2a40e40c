//! The document: blocks of styled text and tables in reading order, still without lines and pages.
//!
//! `render` makes it; `write::docx` writes it for Word to lay out, `layout` lays it out for the PDF. Both see the same
//! style sheet, so they agree line by line. Nothing here knows templates, fonts on disk or page positions.

mod block;
pub mod nominal;
mod properties;
pub mod script;
mod sheet;

pub use block::{
    Block, Borders, Cell, CellKind, Fit, Indent, Inline, Keep, Merge, Paragraph, Row, Start, Table, Turn,
    VerticalAlign,
};
pub use properties::Properties;
pub use sheet::{
    Align, Border, CharacterStyle, Faces, Ink, Line, Page, ParagraphStyle, Sheet, StyleIndex, TableStyle,
};

use crate::kind::Kind;
use crate::length::Length;
use std::sync::Arc;

/// How the paper lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Orientation {
    /// 竖.
    #[default]
    Portrait,
    /// 横.
    Landscape,
}

/// Where page numbers stand (GB/T 9704-2012 7.5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PageNumbers {
    /// No page number (covers, place cards).
    None,
    /// `— 1 —`, odd pages right, even pages left, one character in from the edge.
    #[default]
    Outer,
    /// As `Outer`, but none on the first page (信函格式, 10.1).
    OuterButFirst,
}

/// Whether a document may go out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// It may.
    #[default]
    Final,
    /// 草稿: it has gaps, and every page says so.
    Draft,
}

impl Stage {
    /// What the pages of a draft are marked with.
    pub const MARK: &str = "草　稿";
    /// The paragraph style of the mark; a pack without it has it in the style of its page numbers.
    pub const MARK_STYLE: &str = "草稿";
    /// From the upper edge of the paper to the line of the mark.
    pub const MARK_TOP: Length = Length::emu(9 * 36_000);
}

/// What holds for the whole document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Setup {
    /// How the paper lies.
    pub orientation: Orientation,
    /// Where page numbers stand.
    pub page_numbers: PageNumbers,
    /// Whether it may go out.
    pub stage: Stage,
}

/// What the first page of a 信函 has outside the text block (GB/T 9704-2012 10.1).
#[derive(Clone, Debug, PartialEq)]
pub struct Letter {
    /// 发文机关标志 with the first double rule as its style's lower line: from [`Page::letter_head`] down; where it ends
    /// below the text block's upper edge, the text of the first page begins there.
    pub mark: Paragraph,
    /// An empty paragraph whose style's lower line is the second double rule; it ends [`Page::LETTER_FOOT`] above the
    /// paper's lower edge.
    pub foot: Paragraph,
}

/// Blank rows that fill a table's last page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fill {
    /// The table: an index into the document's blocks.
    pub block: usize,
    /// The row that is repeated.
    pub row: usize,
}

/// One document.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Its kind.
    pub kind: Kind,
    /// Its title, for the properties of the file.
    pub title: String,
    /// The style sheet all its style indices point into.
    pub sheet: Arc<Sheet>,
    /// Paper and page numbers.
    pub setup: Setup,
    /// What makes it a 信函.
    pub letter: Option<Letter>,
    /// Which of its rows is to be repeated until the page is full.
    pub fill: Option<Fill>,
    /// The content, in reading order.
    pub blocks: Vec<Block>,
    /// 版记: a table whose last line ends at the foot of the last page's text block (GB/T 9704-2012 7.4).
    pub imprint: Option<Table>,
}

impl Document {
    /// The text in reading order: one line a paragraph, forced breaks as line feeds, tabs kept; cells one line each.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        if let Some(letter) = &self.letter {
            line(&mut out, &letter.mark);
        }
        for block in &self.blocks {
            match block {
                Block::Paragraph(paragraph) => line(&mut out, paragraph),
                Block::Table(table) => lines(&mut out, table),
            }
        }
        if let Some(table) = &self.imprint {
            lines(&mut out, table);
        }
        out
    }
}

impl Document {
    /// The document with its filling row repeated so many times more.
    #[must_use]
    pub fn filled(mut self, times: usize) -> Self {
        if let Some(fill) = self.fill.take()
            && let Some(Block::Table(table)) = self.blocks.get_mut(fill.block)
        {
            table.fill(fill.row, times);
        }
        self
    }
}

fn lines(out: &mut String, table: &Table) {
    let cells = table.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.merge != Merge::Continued);
    cells.flat_map(|cell| &cell.paragraphs).for_each(|paragraph| line(out, paragraph));
}

fn line(out: &mut String, paragraph: &Paragraph) {
    out.push_str(&paragraph.text());
    out.push('\n');
}
