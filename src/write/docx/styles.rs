//! Styles: the sheet comes in, `word/styles.xml` goes out; all formatting of a document lies here.

use super::conform::{Children, Patch, Tag, Verdict, conform};
use super::{Error, measure, paragraph, text};
use crate::document::{
    Align, Border, CharacterStyle, Ink, Line, ParagraphStyle, Sheet, StyleIndex, TableStyle,
};
use crate::length::{Length, Measure};
use docx_rs::{
    AlignmentType, BorderType, BuildXML, LineSpacing, LineSpacingType, ParagraphBorder,
    ParagraphBorderPosition, ParagraphBorders, ParagraphProperty, RunFonts, RunProperty, Style, StyleType,
    Styles, TableBorder, TableBorderPosition, TableBorders, TableCellMargins, TableProperty,
};
use std::fmt::Write as _;

/// The style of the paragraph, one point high, that must follow a table.
pub(super) const STOP: &str = "Stop";

/// The identifier of a paragraph style.
pub(super) fn paragraph_id(index: StyleIndex) -> String {
    format!("P{}", index.0)
}

/// The identifier of a character style.
pub(super) fn character_id(index: StyleIndex) -> String {
    format!("C{}", index.0)
}

/// The identifier of a table style.
pub(super) fn table_id(index: StyleIndex) -> String {
    format!("T{}", index.0)
}

/// `word/styles.xml` of a sheet.
pub(super) fn styles(sheet: &Sheet) -> Result<String, Error> {
    let mut out = Styles::new();
    if let Some(first) = sheet.paragraphs.first() {
        out = out.default_fonts(fonts(first, sheet)).default_size(measure::half_points(first.size));
    }
    out.styles.extend(indexed(&sheet.paragraphs).map(|(at, style)| paragraph_style(at, style, sheet)));
    out.styles.push(stop());
    out.styles.extend(indexed(&sheet.characters).map(|(at, style)| character_style(at, style, sheet)));
    out.styles.extend(indexed(&sheet.tables).map(|(at, style)| table_style(at, style)));
    conform(&out.build(), &mut Sheets { sheet, open: None })
}

fn indexed<T>(styles: &[T]) -> impl Iterator<Item = (StyleIndex, &T)> {
    (0..=u16::MAX).map(StyleIndex).zip(styles)
}

fn paragraph_style(at: StyleIndex, style: &ParagraphStyle, sheet: &Sheet) -> Style {
    let mut property = ParagraphProperty::new()
        .widow_control(true)
        .snap_to_grid(false)
        .line_spacing(spacing(style))
        .align(alignment(style.align));
    property.indent = Some(paragraph::indent_of(&paragraph::resolved(style)));
    property.keep_next = style.keep_with_next.then_some(true);
    property.keep_lines = style.keep_lines.then_some(true);
    property.borders = borders(style);
    if let Some(level) = style.outline {
        property = property.outline_lvl(usize::from(level.min(8)));
    }
    let mut run = RunProperty::new().fonts(fonts(style, sheet)).size(measure::half_points(style.size));
    if style.tracking != Length::ZERO {
        run = run.spacing(measure::twips(style.tracking));
    }
    if style.ink != Ink::BLACK {
        run = run.color(hex(style.ink));
    }
    let mut out = named(paragraph_id(at), StyleType::Paragraph, &style.name);
    out.paragraph_property = property;
    out.run_property = run;
    out
}

fn character_style(at: StyleIndex, style: &CharacterStyle, sheet: &Sheet) -> Style {
    let mut run = RunProperty::new();
    if let Some(role) = style.role {
        let name = text::clean(sheet.faces.name(role));
        run = run.fonts(RunFonts::new().east_asia(name.clone()).cs(name));
    }
    if let Some(size) = style.size {
        run = run.size(measure::half_points(size));
    }
    if let Some(ink) = style.ink {
        run = run.color(hex(ink));
    }
    let mut out = named(character_id(at), StyleType::Character, &style.name);
    out.run_property = run;
    out
}

fn table_style(at: StyleIndex, style: &TableStyle) -> Style {
    let sides = [
        (TableBorderPosition::Top, style.outer),
        (TableBorderPosition::Left, style.outer),
        (TableBorderPosition::Bottom, style.outer),
        (TableBorderPosition::Right, style.outer),
        (TableBorderPosition::InsideH, style.inner),
        (TableBorderPosition::InsideV, style.inner),
    ];
    let drawn = sides.into_iter().filter(|(_, thickness)| *thickness > Length::ZERO);
    let lines = drawn.fold(TableBorders::with_empty(), |lines, (side, thickness)| {
        lines.set(TableBorder::new(side).size(measure::eighths(thickness)).color("000000"))
    });
    let (x, y) = (measure::width(style.padding_x), measure::width(style.padding_y));
    let mut out = named(table_id(at), StyleType::Table, &style.name);
    out.table_property = TableProperty::new()
        .indent(0)
        .set_borders(lines)
        .set_margins(TableCellMargins::new().margin(y, x, y, x));
    out
}

fn stop() -> Style {
    let mut out = named(STOP.to_owned(), StyleType::Paragraph, "表格之后");
    out.paragraph_property = ParagraphProperty::new()
        .widow_control(false)
        .snap_to_grid(false)
        .line_spacing(LineSpacing::new().before(0).after(0).line(20).line_rule(LineSpacingType::Exact));
    out.run_property = RunProperty::new().size(2);
    out
}

fn named(id: String, kind: StyleType, name: &str) -> Style {
    // Word shows its own style `Normal` as 正文.
    let name = if name == "正文" { "Normal".to_owned() } else { text::clean(name) };
    Style::new(id, kind).name(name)
}

fn fonts(style: &ParagraphStyle, sheet: &Sheet) -> RunFonts {
    let han = text::clean(sheet.faces.name(style.role));
    let latin = text::clean(sheet.faces.name(style.latin));
    RunFonts::new().ascii(latin.clone()).hi_ansi(latin).east_asia(han.clone()).cs(han)
}

fn spacing(style: &ParagraphStyle) -> LineSpacing {
    LineSpacing::new()
        .before(measure::size(style.before))
        .after(measure::size(style.after))
        .line(measure::twips(style.pitch).max(1))
        .line_rule(LineSpacingType::Exact)
}

pub(super) fn alignment(align: Align) -> AlignmentType {
    match align {
        Align::Justify => AlignmentType::Both,
        Align::Left => AlignmentType::Left,
        Align::Center => AlignmentType::Center,
        Align::Right => AlignmentType::Right,
        Align::Distribute => AlignmentType::Distribute,
    }
}

fn borders(style: &ParagraphStyle) -> Option<ParagraphBorders> {
    let above = style.border_above.map(|line| border(&line, ParagraphBorderPosition::Top));
    let below = style.border_below.map(|line| border(&line, ParagraphBorderPosition::Bottom));
    let mut lines = above.into_iter().chain(below).peekable();
    lines.peek()?;
    Some(lines.fold(ParagraphBorders::with_empty(), ParagraphBorders::set))
}

/// The white of a double line and its thin line together; Word takes the thick line's thickness as the border's.
const WHITE_AND_THIN: Length = Length::twips(30);

/// How Word draws a border, and the size it takes for it in eighths of a point.
pub(super) fn line(border: &Border) -> (BorderType, usize) {
    let (kind, width) = match border.line {
        Line::Single => (BorderType::Single, border.width),
        Line::ThickThin => (BorderType::ThickThinSmallGap, border.width - WHITE_AND_THIN),
        Line::ThinThick => (BorderType::ThinThickSmallGap, border.width - WHITE_AND_THIN),
    };
    (kind, measure::eighths(width))
}

fn border(border: &Border, position: ParagraphBorderPosition) -> ParagraphBorder {
    let (kind, size) = line(border);
    ParagraphBorder::new(position)
        .val(kind)
        .size(size)
        .space(measure::points(border.gap))
        .color(hex(border.ink))
}

/// A colour as Word writes it.
pub(super) fn hex(ink: Ink) -> String {
    format!("{:02X}{:02X}{:02X}", ink.red, ink.green, ink.blue)
}

/// What docx-rs cannot say in styles.
struct Sheets<'s> {
    sheet: &'s Sheet,
    /// The paragraph style being passed.
    open: Option<&'s ParagraphStyle>,
}

impl Patch for Sheets<'_> {
    fn open(&mut self, tag: Tag<'_>, attributes: &mut String) -> Verdict {
        match tag.name {
            "w:styles" => attributes.push_str(super::NAMESPACES),
            "w:style" => return self.style(tag.attributes, attributes),
            "w:ind" => {
                attributes.push_str(tag.attributes);
                if let Some(style) = self.open {
                    characters(style, attributes);
                }
            }
            // docx-rs gives every table style a width and an alignment.
            "w:tblW" | "w:jc" if tag.parent == "w:tblPr" => return Verdict::Drop,
            _ => attributes.push_str(tag.attributes),
        }
        Verdict::Keep
    }

    fn close(&mut self, parent: &str, name: &str, add: &mut Children<'_>) {
        match (parent, name) {
            // In each style, not in the defaults: so they go along when a style is copied into another document.
            ("w:style", "w:pPr") if self.open.is_some() => line_breaking(add),
            ("w:rPrDefault", "w:rPr") => {
                add.add("w:lang", r#"w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA""#);
            }
            _ => {}
        }
    }
}

impl Sheets<'_> {
    fn style(&mut self, raw: &str, attributes: &mut String) -> Verdict {
        let id = raw.split("w:styleId=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        // docx-rs always begins with a `Normal` of its own.
        if id == "Normal" {
            return Verdict::Drop;
        }
        let index = id.strip_prefix('P').and_then(|index| index.parse::<usize>().ok());
        self.open = index.and_then(|index| self.sheet.paragraphs.get(index));
        attributes.push_str(if index == Some(0) { r#" w:default="1""# } else { r#" w:customStyle="1""# });
        attributes.push_str(raw);
        Verdict::Keep
    }
}

/// What Word does unless told otherwise is said nothing of: stops hang at a line's end, Han and Latin stand apart.
///
/// LibreOffice 7 does both whatever it is told (it reads `overflowPunct` inverted and passes over `autoSpaceDE`), so
/// only so do Word, LibreOffice and our own layout break lines alike.
fn line_breaking(add: &mut Children<'_>) {
    add.add("w:kinsoku", r#"w:val="1""#);
    add.add("w:topLinePunct", r#"w:val="0""#);
}

/// Indents in characters, so that they follow when the user changes the size; a hanging one stays fixed, because
/// Word counts its left indent from the first line then.
fn characters(style: &ParagraphStyle, attributes: &mut String) {
    if matches!(style.first_line, Measure::HundredthChars(chars) if chars < 0)
        || matches!(style.first_line, Measure::Fixed(length) if length < Length::ZERO)
    {
        return;
    }
    for (name, measure) in
        [("firstLineChars", style.first_line), ("leftChars", style.left), ("rightChars", style.right)]
    {
        if let Measure::HundredthChars(chars) = measure {
            // Writing to a string cannot fail.
            let _ = write!(attributes, r#" w:{name}="{chars}""#);
        }
    }
}
