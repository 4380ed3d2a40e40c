//! PDF: laid-out pages and their faces come in, the bytes of a PDF/A-2b file go out.
//!
//! printpdf writes pages and fonts; subsetting happens before it, and what archives ask for is added after it.
//! Nothing of the clock or the machine gets into the file.

mod archive;
mod bind;
mod content;
mod file;
mod icc;
mod mark;
mod outline;
mod structure;
mod subset;

pub use bind::{Begin, Binding, Bound};

use crate::document::Properties;
use crate::font::Session;
use crate::page::Pages;
use mark::Tags;
use printpdf::{FontId, Mm, PdfDocument, PdfFont, PdfPage, PdfSaveOptions};
use subset::Subsets;

/// Why a PDF could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A face could not be cut down to the characters used.
    #[error("字体「{family}」无法截取子集：{reason}")]
    Subset {
        /// The family.
        family: String,
        /// What was wrong.
        reason: String,
    },
    /// printpdf had something to say; everything it says is a fault of ours.
    #[error("PDF 写出时有疑：{0}")]
    Doubt(String),
    /// The finished structure could not be written out.
    #[error("PDF 写不出来：{0}")]
    Save(#[from] std::io::Error),
}

/// Writes the pages of a document.
///
/// # Errors
/// When a face cannot be subset, or the structure cannot be written.
pub fn write(pages: &Pages, session: &Session<'_>, properties: &Properties) -> Result<Vec<u8>, Error> {
    let mut subsets = Subsets::collect(pages, session)?;
    let mut document = PdfDocument::new("");
    for (at, font) in std::mem::take(&mut subsets.fonts).into_iter().enumerate() {
        document.resources.fonts.map.insert(font_id(at), PdfFont::new(font.parsed));
    }
    let tags = Tags::of(&pages.structure);
    let mut marks = Vec::new();
    for page in &pages.pages {
        let (operations, marked) = content::operations(page, &subsets, &tags);
        document.pages.push(PdfPage::new(mm(page.width.to_mm()), mm(page.height.to_mm()), operations));
        marks.push(marked);
    }
    let mut doubts = Vec::new();
    let options =
        PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None };
    let mut file = document.to_lopdf_document(&options, &mut doubts);
    if let Some(doubt) = doubts.first() {
        return Err(Error::Doubt(format!("{doubt:?}")));
    }
    outline::add(&mut file, pages);
    structure::add(&mut file, &pages.structure, &marks);
    archive::finish(&mut file, pages, properties);
    file::save(&mut file)
}

fn font_id(at: usize) -> FontId {
    FontId(format!("H{at}"))
}

#[expect(clippy::cast_possible_truncation, reason = "paper sizes are far within f32")]
fn mm(value: f64) -> Mm {
    Mm(value as f32)
}
