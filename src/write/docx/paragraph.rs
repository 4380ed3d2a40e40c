//! Paragraphs: one paragraph of the document comes in, a docx-rs paragraph that names its style goes out.

use super::{measure, styles, text};
use crate::document::{Indent, Keep, Paragraph, ParagraphStyle, Sheet, Start};
use crate::length::Length;
use docx_rs::{ParagraphStyle as StyleName, SpecialIndentType, Tab, TabValueType};

/// A paragraph in a column of this width.
pub(super) fn paragraph(paragraph: &Paragraph, sheet: &Sheet, column: Length) -> docx_rs::Paragraph {
    let mut out = styled(&styles::paragraph_id(paragraph.style));
    let property = &mut out.property;
    property.page_break_before = (paragraph.start == Start::NewPage).then_some(true);
    property.keep_next = (paragraph.keep == Keep::WithNext).then_some(true);
    property.indent = paragraph.indent.map(|indent| indent_of(&indent));
    if text::has_tab(&paragraph.inlines) {
        let style = sheet.paragraph(paragraph.style);
        let right = paragraph.indent.map_or_else(|| resolved(style).right, |indent| indent.right);
        property.tabs.push(Tab::new().val(TabValueType::Right).pos(measure::width(column - right)));
    }
    out.children = text::runs(&paragraph.inlines);
    out
}

/// An empty paragraph of a style.
pub(super) fn styled(id: &str) -> docx_rs::Paragraph {
    let mut out = docx_rs::Paragraph::new();
    out.property.style = Some(StyleName::new(Some(id)));
    out
}

/// A style's indents in lengths.
pub(super) fn resolved(style: &ParagraphStyle) -> Indent {
    let advance = style.advance();
    Indent {
        left: style.left.resolve(advance),
        right: style.right.resolve(advance),
        first_line: style.first_line.resolve(advance),
    }
}

/// Indents as docx-rs has them.
pub(super) fn indent_of(indent: &Indent) -> docx_rs::Indent {
    let first = measure::twips(indent.first_line);
    let special =
        if first < 0 { SpecialIndentType::Hanging(-first) } else { SpecialIndentType::FirstLine(first) };
    docx_rs::Indent::new(
        Some(measure::twips(indent.left)),
        Some(special),
        Some(measure::twips(indent.right)),
        None,
    )
}
