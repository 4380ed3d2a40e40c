//! Files not of our making: bytes come in; what format they are, how many pages they have and what they claim go out.
//!
//! Nothing here trusts a file: what is damaged, encrypted or built to harm ends in a [`Fault`], never in a panic.

mod form;
mod pdf;
mod timeless;

pub use form::{Form, Keeping};
pub use timeless::timeless;

/// What a file that can be filed is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its format.
    pub form: Form,
    /// Its pages, where the format has pages that can be counted.
    pub pages: Option<usize>,
    /// The level of PDF/A it claims, `PDF/A-2b`.
    pub claim: Option<String>,
}

/// Why a file cannot be filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Nothing is in it.
    #[error("是空文件，一个字节也没有")]
    Empty,
    /// Not a format that is filed.
    #[error("不是可以归档的格式")]
    Unknown,
    /// The name says one format, the bytes another.
    #[error("扩展名是一种格式，内容却不是")]
    Mismatched,
    /// It needs a password, or says that it does.
    #[error("加了密，多年以后没有密码就打不开")]
    Encrypted,
    /// It cannot be read to its end.
    #[error("损坏，读不出页数")]
    Damaged,
    /// It has no page.
    #[error("一页也没有")]
    NoPages,
    /// It says another number of pages than it has.
    #[error("自相矛盾：写明{said}页，实有{found}页")]
    Contradictory {
        /// The pages found.
        found: usize,
        /// The pages it says it has.
        said: i64,
    },
}

/// Looks at a file of that name.
///
/// # Errors
/// When it cannot be filed.
pub fn look(name: &str, bytes: &[u8]) -> Result<Seen, Fault> {
    if bytes.is_empty() {
        return Err(Fault::Empty);
    }
    let form = Form::of(name).ok_or(Fault::Unknown)?;
    if !form.fits(bytes) {
        return Err(Fault::Mismatched);
    }
    if form == Form::PDF {
        let (pages, claim) = pdf::look(bytes)?;
        return Ok(Seen { form, pages: Some(pages), claim });
    }
    Ok(Seen { form, pages: None, claim: None })
}
