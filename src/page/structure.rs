//! Structure: what the text on the pages is to a reader, in reading order (ISO 32000-1 14.8); lengths play no part in it.

/// The number of a paragraph of the document; numbers follow the order of reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParagraphNumber(pub usize);

impl ParagraphNumber {
    /// The number after it.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// What a run of glyphs is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Of a paragraph of the document.
    Paragraph(ParagraphNumber),
    /// Of a page number.
    PageNumber,
    /// Of header rows that are repeated at the top of a further page: the document has them once.
    RepeatedHeader,
}

/// A piece of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    /// A paragraph that has text.
    Paragraph(Role, ParagraphNumber),
    /// A table, row by row; rows that are blank from edge to edge are white space to write on and not in it.
    Table(Vec<Vec<TableCell>>),
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The title of the document or of an annex.
    Title,
    /// A heading, of level 1 to 4.
    Heading(u8),
    /// Any other.
    Text,
}

/// A cell, at the place where it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableCell {
    /// What it says something about, if it is a header.
    pub header: Option<Scope>,
    /// How many columns it spans, at least 1.
    pub columns: usize,
    /// How many rows it spans, at least 1.
    pub rows: usize,
    /// Its paragraphs that have text.
    pub paragraphs: Vec<ParagraphNumber>,
}

/// What a header cell says something about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The cells below it.
    Column,
    /// The cells after it.
    Row,
}
