//! The documents as text: the fixture meetings come in, each document's paragraphs and tables, with the names of their
//! styles, are held against `fixtures/meetings/<meeting>/expected/<kind>.txt`.
//!
//! `UPDATE=1 cargo test --test documents` renews the expected texts.

mod support;

use huiwu::document::{
    Block, Cell, Document, Inline, Keep, Merge, Orientation, Paragraph, Start, Table, VerticalAlign,
};
use huiwu::length::Length;
use std::fmt::Write as _;
use std::fs;
use support::made;

#[test]
fn documents_are_as_expected() {
    let mut differences = Vec::new();
    for made in made::all() {
        let folder = made.folder.join("expected");
        if std::env::var_os("UPDATE").is_some() {
            fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        }
        let path = folder.join(format!("{}.txt", made.kind.name()));
        differences.extend(support::compare(&path, &dump(&made.document, made.pages)));
    }
    assert!(
        differences.is_empty(),
        "{}\n`UPDATE=1 cargo test --test documents` renews the expected texts",
        differences.join("\n\n")
    );
}

/// Every expected file belongs to a document that is made.
#[test]
fn nothing_is_expected_that_is_not_made() {
    for folder in support::folders("meetings") {
        let case = support::name(&folder);
        let expected = folder.join("expected");
        let files = if expected.is_dir() { support::entries(&expected) } else { Vec::new() };
        for file in files {
            let is_made = made::all()
                .iter()
                .any(|made| made.case == case && support::name(&file) == format!("{}.txt", made.kind.name()));
            assert!(is_made, "{} is of no document", file.display());
        }
    }
}

/// A document as text: `[style] words`; `¶` is a forced break, `→` a tab, `‹style›` what a character style holds.
fn dump(document: &Document, pages: usize) -> String {
    let orientation = match document.setup.orientation {
        Orientation::Portrait => "竖排",
        Orientation::Landscape => "横排",
    };
    let numbers = document.setup.page_numbers;
    let mut out = format!("{}，{pages} 页，{orientation}，页码 {numbers:?}\n", document.title);
    if let Some(letter) = &document.letter {
        out.push_str("信函：\n");
        line(&mut out, document, &letter.mark, "");
    }
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => line(&mut out, document, paragraph, ""),
            Block::Table(grid) => table(&mut out, document, grid),
        }
    }
    if let Some(imprint) = &document.imprint {
        out.push_str("版记：\n");
        table(&mut out, document, imprint);
    }
    out
}

fn line(out: &mut String, document: &Document, paragraph: &Paragraph, before: &str) {
    let style = &document.sheet.paragraph(paragraph.style).name;
    if paragraph.start == Start::NewPage {
        out.push_str("—— 新页 ——\n");
    }
    let _ = write!(out, "{before}[{style}");
    if let Some(indent) = paragraph.indent {
        let points =
            [indent.left, indent.right, indent.first_line].map(|length| format!("{:.2}", length.to_pt()));
        let _ = write!(out, " 缩进 {}", points.join(" "));
    }
    if paragraph.keep == Keep::WithNext {
        out.push_str(" 与下段同页");
    }
    if paragraph.fit.tracking != Length::ZERO {
        let _ = write!(out, " 字距 {:+.2}", paragraph.fit.tracking.to_pt());
    }
    if let Some(align) = paragraph.fit.align {
        let _ = write!(out, " 对齐 {align:?}");
    }
    let _ = writeln!(out, "{}", format!("] {}", words(document, paragraph)).trim_end());
}

fn words(document: &Document, paragraph: &Paragraph) -> String {
    let word = |inline: &Inline| match inline {
        Inline::Text { text, style: None } => text.clone(),
        Inline::Text { text, style: Some(style) } => {
            format!("‹{}：{text}›", document.sheet.character(*style).name)
        }
        Inline::Break => "¶".to_owned(),
        Inline::Tab => "→".to_owned(),
    };
    paragraph.inlines.iter().map(word).collect()
}

fn table(out: &mut String, document: &Document, table: &Table) {
    let style = &document.sheet.table(table.style).name;
    let widths: Vec<String> = table.columns.iter().map(|width| format!("{:.1}", width.to_mm())).collect();
    let _ = writeln!(out, "┌ {style}：列宽 {}mm，表头 {} 行", widths.join(" "), table.header_rows);
    for row in &table.rows {
        let _ = writeln!(out, "├ 行高 {:.1}mm", row.height.to_mm());
        for cell in &row.cells {
            let before = format!("│ {}", marks(cell));
            cell.paragraphs.iter().for_each(|paragraph| line(out, document, paragraph, &before));
        }
    }
    out.push_str("└\n");
}

/// What is not usual about a cell.
fn marks(cell: &Cell) -> String {
    let mut marks = String::new();
    if cell.span > 1 {
        let _ = write!(marks, "跨{}列 ", cell.span);
    }
    marks.push_str(match cell.merge {
        Merge::None => "",
        Merge::Top => "并下 ",
        Merge::Continued => "并上 ",
    });
    marks.push_str(match cell.align {
        VerticalAlign::Middle => "",
        VerticalAlign::Top => "靠上 ",
        VerticalAlign::Bottom => "靠下 ",
    });
    marks
}
