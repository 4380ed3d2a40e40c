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
    Block, Borders, Cell, Indent, Inline, Keep, Merge, Paragraph, Row, Start, Table, VerticalAlign,
};
pub use properties::Properties;
pub use sheet::{
    Align, Border, CharacterStyle, Faces, Ink, Line, Page, ParagraphStyle, Sheet, StyleIndex, TableStyle,
};

use crate::kind::Kind;
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

/// What holds for the whole document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Setup {
    /// How the paper lies.
    pub orientation: Orientation,
    /// Where page numbers stand.
    pub page_numbers: PageNumbers,
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
    /// The content, in reading order.
    pub blocks: Vec<Block>,
    /// 版记: paragraphs whose last line ends at the foot of the last page's text block; their borders are as wide as the
    /// text block whatever their indents (GB/T 9704-2012 7.4).
    pub imprint: Vec<Paragraph>,
}

impl Document {
    /// The text in reading order: one line a paragraph, forced breaks as line feeds, tabs kept; cells one line each.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        for block in &self.blocks {
            match block {
                Block::Paragraph(paragraph) => line(&mut out, paragraph),
                Block::Table(table) => table
                    .rows
                    .iter()
                    .flat_map(|row| &row.cells)
                    .flat_map(|cell| &cell.paragraphs)
                    .for_each(|paragraph| line(&mut out, paragraph)),
            }
        }
        self.imprint.iter().for_each(|paragraph| line(&mut out, paragraph));
        out
    }
}

fn line(out: &mut String, paragraph: &Paragraph) {
    out.push_str(&paragraph.text());
    out.push('\n');
}
