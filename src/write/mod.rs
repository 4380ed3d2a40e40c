//! Writers: a document or its pages come in, the bytes of a file go out; no paths, no clock.

pub mod docx;
