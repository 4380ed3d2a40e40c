//! The properties of paragraphs and runs: how one differs from its style comes in, what docx-rs makes of it goes out.

use super::text::Hint;
use super::{measure, styles};
use crate::document::{Align, Indent, Inline, Keep, Paragraph, ParagraphStyle, Sheet, Start, StyleIndex};
use crate::length::Length;
use docx_rs::{
    CharacterSpacing, Justification, ParagraphProperty, ParagraphStyle as StyleName, RunFonts, RunProperty,
    RunStyle, SpecialIndentType, Tab, TabValueType,
};

/// What the properties of a paragraph say; paragraphs of one shape share them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Shape {
    style: Option<StyleIndex>,
    indent: Option<Indent>,
    start: Start,
    keep: Keep,
    align: Option<Align>,
    /// Where its right tab stop stands, in twips.
    tab: Option<usize>,
}

impl Shape {
    /// The shape of a paragraph in a column of this width.
    pub(super) fn of(paragraph: &Paragraph, sheet: &Sheet, column: Length) -> Self {
        let style = sheet.paragraph(paragraph.style);
        let own = resolved(style);
        let wanted = paragraph.indent.unwrap_or(own);
        let indent = wanted.fitted(column, style.advance());
        let tab = paragraph.inlines.contains(&Inline::Tab).then(|| measure::width(column - indent.right));
        Self {
            style: Some(paragraph.style),
            indent: (paragraph.indent.is_some() || indent != own).then_some(indent),
            start: paragraph.start,
            keep: paragraph.keep,
            align: paragraph.fit.align,
            tab,
        }
    }

    /// The shape of the paragraph, one point high, that must follow a table.
    pub(super) const STOP: Self =
        Self { style: None, indent: None, start: Start::Flow, keep: Keep::AsStyled, align: None, tab: None };

    /// Its properties.
    pub(super) fn property(&self) -> ParagraphProperty {
        let mut out = ParagraphProperty::new();
        let id = self.style.map_or_else(|| styles::STOP.to_owned(), styles::paragraph_id);
        out.style = Some(StyleName::new(Some(id)));
        out.page_break_before = (self.start == Start::NewPage).then_some(true);
        out.keep_next = (self.keep == Keep::WithNext).then_some(true);
        out.alignment = self.align.map(|align| Justification::new(styles::alignment(align).to_string()));
        out.indent = self.indent.map(|indent| indent_of(&indent));
        out.tabs.extend(self.tab.map(|at| Tab::new().val(TabValueType::Right).pos(at)));
        out
    }
}

/// How a run differs from its paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Look {
    /// Its character style.
    pub(super) style: Option<StyleIndex>,
    /// The face of its signs.
    pub(super) hint: Hint,
    /// Its tracking in twips, where it is not the style's.
    pub(super) tracking: Option<i32>,
}

impl Look {
    /// Its properties.
    pub(super) fn property(self) -> RunProperty {
        let mut out = RunProperty::new();
        out.style = self.style.map(|style| RunStyle::new(styles::character_id(style)));
        out.character_spacing = self.tracking.map(CharacterSpacing::new);
        out.fonts = (self.hint == Hint::EastAsia).then(|| RunFonts::new().hint("eastAsia"));
        out
    }
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
