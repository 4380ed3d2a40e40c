//! Footers: the sheet comes in, the parts with the page numbers of odd, even and first pages go out (GB/T 9704-2012 7.5).

use super::conform::{Patch, Tag, Verdict, conform};
use super::{Error, Form, measure, paragraph, section, styles};
use crate::document::{Indent, Orientation, Page, Sheet};
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
    let part = conform(&footer.build(), &mut Numbers)?;
    Ok(if form == Form::Turned && pages != Pages::First { turned(&part, sheet) } else { part })
}

/// A footer whose number stands, turned, at the left edge of a page that lies on its side, where an upright page has its
/// foot (GB/T 9704-2012 8): only a text box can be turned, and LibreOffice 7.4 turns those of VML as Word does.
fn turned(footer: &str, sheet: &Sheet) -> String {
    let (head, rest) = footer.split_once("<w:p>").unwrap_or((footer, ""));
    let number = rest.strip_suffix("</w:ftr>").unwrap_or(rest);
    let page = sheet.page.turned(Orientation::Landscape);
    let style = sheet.paragraph(sheet.page_number);
    let left = page.left - page.number_baseline(style.size) - style.pitch.scale(0.2);
    let points = |length: Length| format!("{:.2}pt", length.to_pt());
    let place = format!(
        "position:absolute;margin-left:{};margin-top:{};width:{};height:{};z-index:1;\
         mso-position-horizontal-relative:page;mso-position-vertical-relative:page",
        points(left),
        points(page.top),
        points(style.pitch),
        points(page.height - page.top - page.bottom),
    );
    let head = head.replacen("<w:ftr", r#"<w:ftr xmlns:v="urn:schemas-microsoft-com:vml""#, 1);
    format!(
        r#"{head}<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr><w:r><w:pict><v:rect id="number" style="{place}" filled="f" stroked="f"><v:textbox style="layout-flow:vertical" inset="0,0,0,0"><w:txbxContent><w:p>{number}</w:txbxContent></v:textbox></v:rect></w:pict></w:r></w:p></w:ftr>"#,
        styles::STOP,
    )
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
