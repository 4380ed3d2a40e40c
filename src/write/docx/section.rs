//! The section: paper, margins and page numbers come in, the last properties of the body go out.

use super::{Form, measure};
use crate::document::{Page, PageNumbers, Setup, Sheet};
use crate::length::Length;
use docx_rs::{FooterReference, HeaderReference, PageMargin, PageOrientationType, PageSize, SectionProperty};

/// Relationship of the footer of odd pages.
pub(super) const ODD: &str = "rIdOdd";
/// Relationship of the footer of even pages.
pub(super) const EVEN: &str = "rIdEven";
/// Relationship of the head of a letter's first page.
pub(super) const HEAD: &str = "rIdHead";
/// Relationship of the footer of a first page without a number.
pub(super) const FIRST: &str = "rIdFirst";

/// What the text block is wider than asked, 0.14 mm: LibreOffice shares out whole twips, and with less than one for each
/// of the 27 gaps between 28 characters it leaves the line short by 0.37 mm. With 3, 5 or 7 twips instead it loses stops
/// that hang after lines whose slack comes out even.
const SPARE: Length = Length::twips(8);

/// The one section of a document.
pub(super) fn section(sheet: &Sheet, setup: Setup, form: Form) -> SectionProperty {
    let page = sheet.page.turned(setup.orientation);
    let size = PageSize::new().size(measure::size(page.width), measure::size(page.height));
    let mut out = SectionProperty::new();
    out.page_size = match setup.orientation {
        crate::document::Orientation::Portrait => size,
        crate::document::Orientation::Landscape => size.orient(PageOrientationType::Landscape),
    };
    out.page_margin = PageMargin {
        top: measure::twips(page.top),
        left: measure::twips(page.left),
        bottom: measure::twips(page.bottom),
        right: measure::twips(page.right - SPARE),
        header: measure::twips(page.letter_head()),
        footer: measure::twips(match form {
            Form::Plain | Form::Turned => below(sheet, page.bottom),
            Form::Letter => Page::LETTER_FOOT,
        }),
        gutter: 0,
    };
    if setup.page_numbers != PageNumbers::None {
        out.footer_reference = Some(FooterReference::new("default", ODD));
        out.even_footer_reference = Some(FooterReference::new("even", EVEN));
    }
    if form == Form::Letter {
        out.first_header_reference = Some(HeaderReference::new("first", HEAD));
    }
    if form == Form::Letter || setup.page_numbers == PageNumbers::OuterButFirst {
        out.first_footer_reference = Some(FooterReference::new("first", FIRST));
        out.title_pg = true;
    }
    out
}

/// The same on an upright page.
pub(super) fn below_number(sheet: &Sheet) -> Length {
    below(sheet, sheet.page.bottom)
}

/// From the paper's edge to the foot of the footer's one line, whose baseline lies at 80 % of its pitch.
fn below(sheet: &Sheet, bottom: Length) -> Length {
    let style = sheet.paragraph(sheet.page_number);
    let below_baseline = style.pitch.scale(0.2);
    (bottom - sheet.page.number_baseline(style.size) - below_baseline).max(Length::ZERO)
}
