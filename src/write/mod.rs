//! Writing: documents, pages, specs and the vocabulary come in, the bytes of files go out.

pub mod docx;
pub mod pdf;
pub mod schema;
pub mod workbook;
pub mod yaml;
