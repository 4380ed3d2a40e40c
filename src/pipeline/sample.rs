//! The sample meeting: a spec the program brings along comes in, what templates may name, by way of it, goes out.

use crate::diag::Diagnostic;
use crate::document::Sheet;
use crate::pack::Pack;
use std::sync::{Arc, OnceLock};

/// The built-in style sheet.
pub(super) fn sheet() -> Arc<Sheet> {
    static SHEET: OnceLock<Arc<Sheet>> = OnceLock::new();
    Arc::clone(SHEET.get_or_init(|| {
        crate::pack::layered(&[&crate::pack::builtin_files()])
            .value
            .expect("the built-in pack has a sheet")
            .sheet
    }))
}

/// What is wrong in the templates of a pack.
pub(super) fn lint(_pack: &Pack) -> Vec<Diagnostic> {
    Vec::new()
}
