//! DOCX: a document comes in, the bytes of a file for Word goes out (ECMA-376, transitional).
//!
//! docx-rs builds styles, settings, footers and every property of the body; what it builds is conformed (schema order,
//! patches), set into the body's skeleton and zipped here. Word lays the text out itself: nothing here measures glyphs,
//! breaks lines or counts pages. All formatting lies in styles; a paragraph has its own only where the document says so.

mod body;
mod conform;
mod draft;
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

pub use parts::core;

use crate::document::{Document, Orientation, Properties, Sheet, Stage};
use footers::{Pages, footer};
use fragment::Shared;
use package::{Effort, Package};
use std::borrow::Cow;
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
    /// A part is larger than an archive takes.
    #[error("DOCX 的内容超过了 4 GB，无法压缩")]
    TooLarge,
}

/// Writes one document. For many of one style sheet, keep a [`Kit`].
pub fn write(document: &Document, properties: &Properties) -> Result<Vec<u8>, Error> {
    Kit::new(Arc::clone(&document.sheet))?.write(document, properties)
}

/// What is alike in all documents of a style sheet, built, conformed and deflated once; shared between threads.
#[derive(Debug)]
pub struct Kit {
    sheet: Arc<Sheet>,
    /// The parts that do not depend on the document.
    plain: Package,
    /// The same for letters.
    letter: Package,
    /// The same for pages that lie on their side.
    turned: Package,
    /// The properties that its documents have used so far.
    shared: Shared,
}

/// The two forms of a document's parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// 文件, 纪要, tables.
    Plain,
    /// 信函: its first page has a head and a foot (GB/T 9704-2012 10.1).
    Letter,
    /// Tables on pages that lie on their side, whose numbers are turned (8).
    Turned,
}

impl Kit {
    /// Prepares a style sheet.
    pub fn new(sheet: Arc<Sheet>) -> Result<Self, Error> {
        let fixed = |form| Self::fixed(&sheet, form, Stage::Final);
        let (plain, letter, turned) = (fixed(Form::Plain)?, fixed(Form::Letter)?, fixed(Form::Turned)?);
        Ok(Self { sheet, plain, letter, turned, shared: Shared::default() })
    }

    fn fixed(sheet: &Sheet, form: Form, stage: Stage) -> Result<Package, Error> {
        let mut parts = vec![
            ("[Content_Types].xml", parts::content_types(form, stage)),
            ("_rels/.rels", parts::package_relationships()),
            ("word/_rels/document.xml.rels", parts::document_relationships(form, stage)),
            ("word/styles.xml", styles::styles(sheet)?),
            ("word/settings.xml", settings::settings()?),
            ("word/fontTable.xml", parts::font_table(sheet)),
            ("word/footer1.xml", footer(sheet, Pages::Odd, form)?),
            ("word/footer2.xml", footer(sheet, Pages::Even, form)?),
            ("docProps/app.xml", parts::app()),
        ];
        if form != Form::Letter {
            parts.push(("word/footer3.xml", footer(sheet, Pages::First, form)?));
        }
        Package::of(parts.iter().map(|(name, text)| (*name, text.as_str())), Effort::Once)
    }

    /// The style sheet it was made for.
    #[must_use]
    pub const fn sheet(&self) -> &Arc<Sheet> {
        &self.sheet
    }

    /// Writes a document; one of another style sheet gets its own parts, as [`write()`] would make them.
    pub fn write(&self, document: &Document, properties: &Properties) -> Result<Vec<u8>, Error> {
        if !Arc::ptr_eq(&self.sheet, &document.sheet) && self.sheet != document.sheet {
            return write(document, properties);
        }
        let (body, core) = (body::body(document, &self.shared)?, parts::core(properties));
        let mut own = vec![("word/document.xml", body), ("docProps/core.xml", core)];
        let stage = document.setup.stage;
        let (form, kept) = match &document.letter {
            None if document.setup.orientation == Orientation::Landscape => (Form::Turned, &self.turned),
            None => (Form::Plain, &self.plain),
            Some(letter) => {
                own.push((
                    "word/footer3.xml",
                    body::furniture("w:ftr", &letter.foot, document, &self.shared)?,
                ));
                own.push((
                    "word/header1.xml",
                    body::furniture("w:hdr", &letter.mark, document, &self.shared)?,
                ));
                (Form::Letter, &self.letter)
            }
        };
        // Drafts are rare: their parts are not kept.
        let package = match stage {
            Stage::Final => Cow::Borrowed(kept),
            Stage::Draft => {
                draft::mark(&mut own, document);
                Cow::Owned(Self::fixed(&self.sheet, form, stage)?)
            }
        };
        package.with(own.iter().map(|(name, text)| (*name, text.as_str())))
    }
}
