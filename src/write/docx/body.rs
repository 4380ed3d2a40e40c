//! The body: a document comes in, `word/document.xml` goes out.
//!
//! The skeleton of blocks, runs and texts is written here; every property is docx-rs's, conformed, and made once for all
//! that share it: building and conforming each of some hundred cells anew took three times as long.

use super::fragment::{Fragments, Shared, Subject, properties};
use super::paragraph::{Look, Shape};
use super::table::{CellShape, Ends, Part, RowShape};
use super::text::{escape, pieces};
use super::{Error, Form, measure, parts, section, table};
use crate::document::{Block, Cell, Document, Inline, Merge, Paragraph, Row, Sheet, Table};
use crate::length::Length;
use docx_rs::TableProperty;
use std::fmt::Write as _;

/// `word/document.xml` of a document.
pub(super) fn body(document: &Document, shared: &Shared) -> Result<String, Error> {
    let mut body = Body::new(document, shared);
    body.out.push_str(parts::DECLARATION);
    body.out.extend(["<w:document", super::NAMESPACES, "><w:body>"]);
    body.blocks(&document.blocks)?;
    if let Some(imprint) = &document.imprint {
        let property = table::imprint(imprint, document);
        body.table_as(imprint, &property)?;
        body.stop()?;
    } else if document.blocks.is_empty() {
        body.stop()?;
    }
    let form = if document.letter.is_some() { Form::Letter } else { Form::Plain };
    let section = section::section(&document.sheet, document.setup, form);
    body.out.push_str(&properties(&section, Part::Body)?);
    body.out.push_str("</w:body></w:document>");
    Ok(body.out)
}

/// A header or footer, by its root's name, that holds one paragraph.
pub(super) fn furniture(
    root: &str,
    paragraph: &Paragraph,
    document: &Document,
    shared: &Shared,
) -> Result<String, Error> {
    let mut body = Body::new(document, shared);
    body.out.push_str(parts::DECLARATION);
    body.out.extend(["<", root, super::NAMESPACES, ">"]);
    body.paragraph(paragraph, body.block)?;
    body.out.extend(["</", root, ">"]);
    Ok(body.out)
}

struct Body<'d> {
    out: String,
    sheet: &'d Sheet,
    /// The width of the text block.
    block: Length,
    fragments: Fragments<'d>,
}

impl<'d> Body<'d> {
    fn new(document: &'d Document, shared: &'d Shared) -> Self {
        Self {
            out: String::with_capacity(16 * 1024),
            sheet: &document.sheet,
            block: measure::measure(&document.sheet, document.setup.orientation),
            fragments: Fragments::new(&document.sheet, shared),
        }
    }

    fn blocks(&mut self, blocks: &[Block]) -> Result<(), Error> {
        let mut blocks = blocks.iter().peekable();
        while let Some(block) = blocks.next() {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph, self.block)?,
                Block::Table(table) => {
                    self.table(table)?;
                    // Two tables that touch become one, and the body must not end with one.
                    if !matches!(blocks.peek(), Some(Block::Paragraph(_))) {
                        self.stop()?;
                    }
                }
            }
        }
        Ok(())
    }

    /// The paragraph, one point high, that must follow a table.
    fn stop(&mut self) -> Result<(), Error> {
        self.out.push_str("<w:p>");
        self.out.push_str(self.fragments.of(Subject::Paragraph(Shape::STOP))?);
        self.out.push_str("</w:p>");
        Ok(())
    }

    fn paragraph(&mut self, paragraph: &Paragraph, column: Length) -> Result<(), Error> {
        let shape = Shape::of(paragraph, self.sheet, column);
        self.out.push_str("<w:p>");
        self.out.push_str(self.fragments.of(Subject::Paragraph(shape))?);
        self.inlines(paragraph)?;
        self.out.push_str("</w:p>");
        Ok(())
    }

    /// Runs; neighbours of one look share one.
    fn inlines(&mut self, paragraph: &Paragraph) -> Result<(), Error> {
        let mut open = None;
        let fit = paragraph.fit.tracking;
        let own = self.sheet.paragraph(paragraph.style).tracking;
        let tracking = (fit != Length::ZERO).then(|| measure::twips(own + fit));
        for inline in &paragraph.inlines {
            match inline {
                Inline::Text { text, style } => {
                    let mut done = Ok(());
                    pieces(text, |piece, hint| {
                        if done.is_ok() && !piece.is_empty() {
                            done = self.text(piece, Look { style: *style, hint, tracking }, &mut open);
                        }
                    });
                    done?;
                }
                Inline::Break => self.sign("<w:br/>", &mut open)?,
                Inline::Tab => self.sign("<w:tab/>", &mut open)?,
            }
        }
        if open.is_some() {
            self.out.push_str("</w:r>");
        }
        Ok(())
    }

    fn text(&mut self, text: &str, look: Look, open: &mut Option<Look>) -> Result<(), Error> {
        self.run(look, open)?;
        self.out.push_str(r#"<w:t xml:space="preserve">"#);
        escape(text, &mut self.out);
        self.out.push_str("</w:t>");
        Ok(())
    }

    /// A break or a tab, in the run that is open.
    fn sign(&mut self, sign: &str, open: &mut Option<Look>) -> Result<(), Error> {
        self.run(open.unwrap_or_default(), open)?;
        self.out.push_str(sign);
        Ok(())
    }

    fn run(&mut self, look: Look, open: &mut Option<Look>) -> Result<(), Error> {
        if *open == Some(look) {
            return Ok(());
        }
        if open.replace(look).is_some() {
            self.out.push_str("</w:r>");
        }
        self.out.push_str("<w:r>");
        self.out.push_str(self.fragments.of(Subject::Run(look))?);
        Ok(())
    }

    fn table(&mut self, table: &Table) -> Result<(), Error> {
        self.table_as(table, &table::table(table, self.block))
    }

    fn table_as(&mut self, table: &Table, property: &TableProperty) -> Result<(), Error> {
        if table.rows.is_empty() {
            return Ok(());
        }
        self.out.push_str("<w:tbl>");
        self.out.push_str(&properties(property, Part::Body)?);
        self.grid(&table.columns);
        for (at, row) in table.rows.iter().enumerate() {
            let part = if at < table.header_rows { Part::Head } else { Part::Body };
            let ends = Ends::of(at, table.rows.len());
            self.row(row, RowShape { height: row.height, part }, table, ends)?;
        }
        self.out.push_str("</w:tbl>");
        Ok(())
    }

    fn grid(&mut self, columns: &[Length]) {
        self.out.push_str("<w:tblGrid>");
        for column in columns {
            // Writing to a string cannot fail.
            let _ = write!(self.out, r#"<w:gridCol w:w="{}"/>"#, measure::width(*column));
        }
        self.out.push_str("</w:tblGrid>");
    }

    fn row(&mut self, row: &Row, shape: RowShape, table: &Table, ends: Ends) -> Result<(), Error> {
        self.out.push_str("<w:tr>");
        self.out.push_str(self.fragments.of(Subject::Row(shape))?);
        let mut at = 0;
        for cell in &row.cells {
            let span = cell.span.max(1);
            let width = table.columns.iter().skip(at).take(span).copied().sum();
            at = at.saturating_add(span);
            self.cell(cell, CellShape::of(cell, width, table.style, ends))?;
        }
        self.out.push_str("</w:tr>");
        Ok(())
    }

    fn cell(&mut self, cell: &Cell, shape: CellShape) -> Result<(), Error> {
        let column = shape.width - self.sheet.table(shape.style).padding_x * 2;
        self.out.push_str("<w:tc>");
        self.out.push_str(self.fragments.of(Subject::Cell(shape))?);
        match cell.paragraphs.split_first() {
            // Word wants a paragraph in every cell.
            None => self.stop()?,
            Some((first, _)) if cell.merge == Merge::Continued => {
                self.paragraph(&Paragraph::new(first.style, Vec::new()), column)?;
            }
            Some(_) => {
                for paragraph in &cell.paragraphs {
                    self.paragraph(paragraph, column)?;
                }
            }
        }
        self.out.push_str("</w:tc>");
        Ok(())
    }
}
