//! Styles: nothing comes in, the formats of a form's cells and the set-up of its sheets go out.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Note, ObjectMovement, Worksheet, XlsxError};

/// The height of a row of the default format, in pixels.
pub(super) const ROW_PIXELS: u32 = 18;
/// The width of a column of the default format, in pixels: nine digits of 宋体.
pub(super) const COLUMN_PIXELS: u32 = 72;
/// The face of the form, which every Chinese Office has.
const FACE: &str = "宋体";
const INK: Color = Color::RGB(0x0026_2626);
const LINE: Color = Color::RGB(0x00BF_BFBF);
const HEAD: Color = Color::RGB(0x001F_4E79);
const BAND: Color = Color::RGB(0x00DD_EBF7);
/// Before the meeting.
const WANTED: Color = Color::RGB(0x00FF_F2CC);
/// After the meeting.
const LATER: Color = Color::RGB(0x00E2_EFDA);
const PALE: Color = Color::RGB(0x00F2_F2F2);
const GREY: Color = Color::RGB(0x0080_8080);
const RED: Color = Color::RGB(0x00C0_0000);

/// The formats of the cells.
pub(super) struct Styles {
    pub(super) plain: Format,
    pub(super) title: Format,
    pub(super) hint: Format,
    pub(super) header: Format,
    pub(super) band: Format,
    pub(super) label: Format,
    pub(super) mark: Format,
    pub(super) about: Format,
    pub(super) body: Format,
    pub(super) counter: Format,
    pub(super) example: Format,
    pub(super) example_counter: Format,
    pub(super) key: Format,
    pub(super) text: Format,
}

/// What a cell is waiting for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// Nothing special.
    None,
    /// Required before the meeting.
    Now,
    /// Required after it.
    Later,
}

impl Styles {
    pub(super) fn new() -> Self {
        let plain = Format::new().set_font_name(FACE).set_font_size(11).set_font_color(INK);
        let boxed = plain.clone().set_border(FormatBorder::Thin).set_border_color(LINE);
        let wrapped = boxed.clone().set_text_wrap().set_align(FormatAlign::VerticalCenter);
        let middle = wrapped.clone().set_align(FormatAlign::Center);
        let body = wrapped.set_align(FormatAlign::Left).set_indent(1);
        let example = body.clone().set_italic().set_font_color(GREY).set_background_color(PALE);
        Self {
            title: plain
                .clone()
                .set_bold()
                .set_font_size(18)
                .set_font_color(HEAD)
                .set_align(FormatAlign::VerticalCenter),
            hint: plain.clone().set_font_size(10).set_font_color(GREY).set_align(FormatAlign::VerticalCenter),
            header: middle.clone().set_bold().set_font_color(Color::White).set_background_color(HEAD),
            band: body.clone().set_bold().set_font_color(HEAD).set_background_color(BAND),
            label: body.clone().set_bold(),
            mark: body.clone().set_font_size(10).set_font_color(RED),
            about: body.clone().set_font_size(10).set_font_color(GREY),
            counter: middle.clone().set_font_color(GREY),
            example_counter: middle.clone().set_italic().set_font_color(GREY).set_background_color(PALE),
            key: plain.clone().set_bold().set_font_color(HEAD).set_align(FormatAlign::Top),
            text: plain.clone().set_text_wrap().set_align(FormatAlign::Top),
            example,
            body,
            plain,
        }
    }

    /// The format of a cell to be filled in, with Excel's number format for its kind of value.
    pub(super) fn cell(&self, wish: Wish, number_format: &str) -> Format {
        let format = self.body.clone().set_num_format(number_format);
        match wish {
            Wish::None => format,
            Wish::Now => format.set_background_color(WANTED),
            Wish::Later => format.set_background_color(LATER),
        }
    }
}

/// A note with an explanation, of a size that shows all of it.
pub(super) fn note(text: &str) -> Note {
    let lines: usize = text.lines().map(|line| 1 + line.chars().count() / 16).sum();
    let height = u32::try_from(lines).unwrap_or(8) * 20 + 16;
    Note::new(text)
        .add_author_prefix(false)
        .set_author("会务")
        .set_font_name(FACE)
        .set_font_size(10)
        .set_width(250)
        .set_height(height)
        .set_object_movement(ObjectMovement::DontMoveOrSizeWithCells)
}

/// How the paper lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paper {
    Portrait,
    Landscape,
}

/// A new sheet with its print set-up: A4, as wide as the page, the header repeated, pages numbered.
pub(super) fn sheet(name: &str, paper: Paper, header: u32) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(name)?;
    sheet.set_paper_size(9);
    if paper == Paper::Landscape {
        sheet.set_landscape();
    }
    sheet.set_margins(0.6, 0.6, 0.7, 0.7, 0.3, 0.3);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_print_center_horizontally(true);
    sheet.set_footer("&C&10&A　第&P页，共&N页");
    sheet.set_screen_gridlines(false);
    if header > 0 {
        sheet.set_repeat_rows(header, header)?;
        sheet.set_freeze_panes(header + 1, 0)?;
    }
    Ok(sheet)
}
