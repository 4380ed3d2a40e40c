//! Footers: the sheet comes in, the parts with the page numbers of odd, even and first pages go out (GB/T 9704-2012 7.5).

use super::conform::{Patch, Tag, Verdict, conform};
use super::{Error, Form, measure, paragraph, section, styles};
use crate::document::{Indent, Page, Sheet};
use crate::length::Length;
use docx_rs::{
    AlignmentType, BuildXML, Footer, Justification, LineSpacing, LineSpacingType, PageNum, Paragraph,
    ParagraphChild, ParagraphStyle, Run, RunFonts,
};

/// Which pages a footer is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pages {
    /// Right-hand pages: the number stands right.
    Odd,
    /// Left-hand pages: the number stands left.
    Even,
    /// A first page without a number.
    First,
}

/// The footer of these pages.
pub(super) fn footer(sheet: &Sheet, pages: Pages, form: Form) -> Result<String, Error> {
    let mut out = Paragraph::new();
    out.property.style = Some(ParagraphStyle::new(Some(styles::paragraph_id(sheet.page_number))));
    if pages != Pages::First {
        number(&mut out, sheet, pages);
    }
    let footer = Footer::new().add_paragraph(out);
    let footer = if form == Form::Letter { footer.add_paragraph(space(sheet)) } else { footer };
    conform(&footer.build(), &mut Numbers)
}

/// The empty paragraph under a letter's numbers: its footers end lower than others, for the rule of the first page.
fn space(sheet: &Sheet) -> Paragraph {
    let height = section::below_number(sheet) - Page::LETTER_FOOT;
    let line = LineSpacing::new().line(measure::twips(height).max(1)).line_rule(LineSpacingType::Exact);
    let mut out = Paragraph::new();
    out.property.style = Some(ParagraphStyle::new(Some(styles::STOP.to_owned())));
    out.property.line_spacing = Some(line);
    out
}

/// `— 1 —`, one character in from the outer edge.
fn number(out: &mut Paragraph, sheet: &Sheet, pages: Pages) {
    let inset = sheet.paragraph(sheet.page_number).advance();
    let (align, left, right) = match pages {
        Pages::Even => (AlignmentType::Left, inset, Length::ZERO),
        Pages::Odd | Pages::First => (AlignmentType::Right, Length::ZERO, inset),
    };
    out.property.alignment = Some(Justification::new(align.to_string()));
    out.property.indent = Some(paragraph::indent_of(&Indent { left, right, first_line: Length::ZERO }));
    out.children = vec![run("— "), ParagraphChild::PageNum(Box::new(PageNum::new())), run(" —")];
}

fn run(text: &str) -> ParagraphChild {
    ParagraphChild::Run(Box::new(Run::new().add_text(text).fonts(RunFonts::new().hint("eastAsia"))))
}

/// What docx-rs cannot say in a footer.
struct Numbers;

impl Patch for Numbers {
    fn open(&mut self, tag: Tag<'_>, attributes: &mut String) -> Verdict {
        match tag.name {
            "w:ftr" => attributes.push_str(super::NAMESPACES),
            "w:p" => {}
            "w:ind" => {
                attributes.push_str(tag.attributes);
                attributes.push_str(r#" w:leftChars="0" w:rightChars="0" w:firstLineChars="0""#);
            }
            _ => attributes.push_str(tag.attributes),
        }
        Verdict::Keep
    }
}
