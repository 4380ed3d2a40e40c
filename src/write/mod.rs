//! Writing: documents and pages come in, the bytes of files go out.

pub mod docx;
pub mod pdf;
