//! DOCX: a document comes in, the bytes of a file for Word goes out (ECMA-376, transitional).
//!
//! docx-rs builds styles, settings, footers and every property of the body; what it builds is conformed (schema order,
//! patches), set into the body's skeleton and zipped here. Word lays the text out itself: nothing here measures glyphs,
//! breaks lines or counts pages. All formatting lies in styles; a paragraph has its own only where the document says so.

mod body;
mod conform;
mod footers;
mod fragment;
mod measure;
mod order;
mod package;
mod paragraph;
mod parts;
mod section;
mod settings;
mod styles;
mod table;
mod text;

use crate::document::{Document, Properties, Sheet};
use footers::{Pages, footer};
use std::sync::Arc;

/// The attributes of a part's root: the namespaces that are used, and no others.
const NAMESPACES: &str = concat!(
    r#" xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#,
    r#" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#
);

/// The DOCX could not be made: the fault is never the document's.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A part is not the XML it should be.
    #[error("DOCX 的内部结构有误：{0}")]
    Xml(#[from] quick_xml::Error),
    /// A part is not UTF-8.
    #[error("DOCX 的内部文字编码有误：{0}")]
    Utf8(#[from] std::str::Utf8Error),
    /// The archive could not be written.
    #[error("DOCX 无法压缩：{0}")]
    Zip(#[from] zip::result::ZipError),
    /// The archive could not take a part.
    #[error("DOCX 无法写入：{0}")]
    Io(#[from] std::io::Error),
}

/// Writes one document. For many of one style sheet, keep a [`Kit`].
pub fn write(document: &Document, properties: &Properties) -> Result<Vec<u8>, Error> {
    Kit::new(Arc::clone(&document.sheet))?.write(document, properties)
}

/// What is alike in all documents of a style sheet, built, conformed and deflated once; shared between threads.
#[derive(Debug)]
pub struct Kit {
    sheet: Arc<Sheet>,
    /// An archive of the parts that do not depend on the document.
    archive: Vec<u8>,
}

impl Kit {
    /// Prepares a style sheet.
    pub fn new(sheet: Arc<Sheet>) -> Result<Self, Error> {
        let archive = package::archive([
            ("[Content_Types].xml", &*parts::content_types()),
            ("_rels/.rels", &parts::package_relationships()),
            ("word/_rels/document.xml.rels", &parts::document_relationships()),
            ("word/styles.xml", &styles::styles(&sheet)?),
            ("word/settings.xml", &settings::settings()?),
            ("word/fontTable.xml", &parts::font_table(&sheet)),
            ("word/footer1.xml", &footer(&sheet, Pages::Odd)?),
            ("word/footer2.xml", &footer(&sheet, Pages::Even)?),
            ("word/footer3.xml", &footer(&sheet, Pages::First)?),
            ("docProps/app.xml", &parts::app()),
        ])?;
        Ok(Self { sheet, archive })
    }

    /// The style sheet it was made for.
    #[must_use]
    pub const fn sheet(&self) -> &Arc<Sheet> {
        &self.sheet
    }

    /// Writes a document; one of another style sheet gets its own parts, as [`write`] would make them.
    pub fn write(&self, document: &Document, properties: &Properties) -> Result<Vec<u8>, Error> {
        if !Arc::ptr_eq(&self.sheet, &document.sheet) && self.sheet != document.sheet {
            return write(document, properties);
        }
        package::extended(
            &self.archive,
            [("word/document.xml", &*body::body(document)?), ("docProps/core.xml", &parts::core(properties))],
        )
    }
}
