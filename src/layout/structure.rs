//! Structure: a document comes in, what each of its numbered paragraphs is to a reader goes out.
//!
//! Paragraphs are numbered as they are set: a letter's mark and foot, the text, 版记; cells row by row.

use crate::document::{Block, Borders, CellKind, Document, Merge, Paragraph, Row, Sheet, Table};
use crate::page::{Element, ParagraphNumber, Role, Scope, TableCell};

/// The elements of a document, in reading order.
pub(super) fn of(document: &Document) -> Vec<Element> {
    let mut reader = Reader { sheet: &document.sheet, next: ParagraphNumber::default(), found: Vec::new() };
    if let Some(letter) = &document.letter {
        reader.paragraph(&letter.mark);
        reader.paragraph(&letter.foot);
    }
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => reader.paragraph(paragraph),
            Block::Table(table) if is_for_looks(table) => reader.paragraphs(table),
            Block::Table(table) => reader.table(table),
        }
    }
    // 版记 is lines of text between rules; that they are rows is a matter of layout.
    if let Some(table) = &document.imprint {
        reader.paragraphs(table);
    }
    reader.found
}

/// A table without lines puts text side by side and relates nothing.
fn is_for_looks(table: &Table) -> bool {
    table.header_rows == 0
        && table
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .all(|cell| cell.borders == Borders::None && cell.kind == CellKind::Data)
}

struct Reader<'a> {
    sheet: &'a Sheet,
    next: ParagraphNumber,
    found: Vec<Element>,
}

impl Reader<'_> {
    fn number(&mut self) -> ParagraphNumber {
        let number = self.next;
        self.next = number.next();
        number
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let number = self.number();
        if has_text(paragraph) {
            let role = match self.sheet.paragraph(paragraph.style).outline {
                None => Role::Text,
                Some(0) => Role::Title,
                Some(level) => Role::Heading(level),
            };
            self.found.push(Element::Paragraph(role, number));
        }
    }

    fn paragraphs(&mut self, table: &Table) {
        let cells = table.rows.iter().flat_map(|row| &row.cells);
        for cell in cells.filter(|cell| cell.merge != Merge::Continued) {
            cell.paragraphs.iter().for_each(|paragraph| self.paragraph(paragraph));
        }
    }

    fn table(&mut self, table: &Table) {
        let mut rows = Vec::new();
        for (at, row) in table.rows.iter().enumerate() {
            let cells = self.row(table, at, row);
            if !is_blank(row) {
                rows.push(cells);
            }
        }
        if !rows.is_empty() {
            self.found.push(Element::Table(rows));
        }
    }

    fn row(&mut self, table: &Table, at: usize, row: &Row) -> Vec<TableCell> {
        let mut cells = Vec::new();
        let mut column = 0;
        for cell in &row.cells {
            let columns = cell.span.max(1);
            if cell.merge != Merge::Continued {
                let numbered: Vec<_> = cell.paragraphs.iter().map(|one| (one, self.number())).collect();
                let paragraphs = numbered.into_iter().filter(|(one, _)| has_text(one));
                let header = match cell.kind {
                    _ if at < table.header_rows => Some(Scope::Column),
                    CellKind::Header => Some(Scope::Row),
                    CellKind::Data => None,
                };
                let rows = if cell.merge == Merge::Top { rows_of_merge(table, at, column) } else { 1 };
                let paragraphs = paragraphs.map(|(_, number)| number).collect();
                cells.push(TableCell { header, columns, rows, paragraphs });
            }
            column += columns;
        }
        cells
    }
}

/// How many rows the merge has that begins in a row at a column.
fn rows_of_merge(table: &Table, at: usize, column: usize) -> usize {
    1 + table.rows.iter().skip(at + 1).take_while(|row| continues(row, column)).count()
}

fn continues(row: &Row, column: usize) -> bool {
    let mut begin = 0;
    row.cells.iter().any(|cell| {
        let is_there = begin == column && cell.merge == Merge::Continued;
        begin += cell.span.max(1);
        is_there
    })
}

/// Whether a row is white space to write on; a row that a merge reaches into is not.
fn is_blank(row: &Row) -> bool {
    row.cells.iter().all(|cell| cell.merge == Merge::None && !cell.paragraphs.iter().any(has_text))
}

fn has_text(paragraph: &Paragraph) -> bool {
    paragraph.text().chars().any(|c| !matches!(c, '\n' | '\t'))
}
