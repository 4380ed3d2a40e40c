//! The mark of a draft: the parts of a document come in, with a header that says 草稿 on every page they go out.

use super::{parts, styles, text};
use crate::document::{Document, Stage};
use std::fmt::Write as _;

/// The header of a draft.
pub(super) const PART: &str = "word/header2.xml";

/// Adds the header of a draft; a letter's first page has a header already, and gets the mark into it.
///
/// The mark stands in a frame at a fixed place of the paper: it moves nothing that is on the page.
pub(super) fn mark(parts: &mut Vec<(&'static str, String)>, document: &Document) {
    let mark = framed(document);
    if let Some((_, head)) = parts.iter_mut().find(|(name, _)| *name == "word/header1.xml")
        && let Some(first) = head.find("<w:p>")
    {
        head.insert_str(first, &mark);
    }
    let stop = format!(r#"<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr></w:p>"#, styles::STOP);
    let part = format!("{}<w:hdr{}>{mark}{stop}</w:hdr>", parts::DECLARATION, super::NAMESPACES);
    parts.push((PART, part));
}

fn framed(document: &Document) -> String {
    let sheet = &document.sheet;
    let style = sheet.paragraph_named(Stage::MARK_STYLE).unwrap_or(sheet.page_number);
    let look = sheet.paragraph(style);
    let mut out = format!(r#"<w:p><w:pPr><w:pStyle w:val="{}"/>"#, styles::paragraph_id(style));
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        r#"<w:framePr w:w="{}" w:h="{}" w:hRule="exact" w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:xAlign="center" w:y="{}"/><w:jc w:val="center"/></w:pPr>"#,
        super::measure::twips(look.advance() * 6),
        super::measure::twips(look.pitch),
        super::measure::twips(Stage::MARK_TOP),
    );
    let _ = write!(
        out,
        r#"<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r></w:p>"#,
        text::escaped(Stage::MARK)
    );
    out
}
