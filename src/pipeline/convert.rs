//! Conversion: the bytes of a DOCX made of a Word template come in, its PDF or why there is none goes out.
//!
//! Word files are laid out by those who know Word; the pipeline only asks. Who answers is given from above.

use crate::diag::{Code, Diagnostic, Location, Severity};
use crate::kind::{Kind, Kinds};

/// A PDF that another program made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its pages.
    pub pages: usize,
}

/// Why there is no PDF.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unconverted {
    /// No program that could make it.
    #[error("本机没有 LibreOffice")]
    Absent,
    /// It took too long, twice.
    #[error("LibreOffice 两次都没有在{0}秒内转完")]
    TimedOut(u32),
    /// It failed, twice.
    #[error("LibreOffice 两次都没有转成：{0}")]
    Failed(String),
}

/// Who makes PDFs of Word files.
pub trait Converter: Send + Sync {
    /// The PDF of a DOCX; the same bytes for the same bytes.
    ///
    /// # Errors
    /// When there is none.
    fn convert(&self, docx: &[u8]) -> Result<Printed, Unconverted>;
}

/// That a document has no PDF: an error where nothing else was wanted of it.
pub(super) fn unmade(kind: Kind, why: &Unconverted, has_docx: bool) -> Diagnostic {
    let message = format!("{kind}用的是 Word 模板，没有做成 PDF：{why}");
    let help = match why {
        Unconverted::Absent => "请安装 LibreOffice 后重新生成；或在 Word、WPS 里打开 DOCX，另存为 PDF",
        _ => "请再生成一次；仍不行的，在 Word、WPS 里打开 DOCX，另存为 PDF",
    };
    let severity = if has_docx { Severity::Warning } else { Severity::Error };
    Diagnostic::new(Code::UnmadePdf, Location::File, message)
        .help(help)
        .severity(severity)
        .scope(Kinds::NONE.with(kind))
}
