//! Copies of Word templates with comments: what is wrong in a template comes in, a file beside it, never over it, goes out.

use super::super::report::{Printer, line};
use crate::batch::{self, Overwrite};
use crate::pipeline::Annotated;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The folder in a pack that copies go to.
const FOLDER: &str = "检查";

/// Writes a copy, or says that one of an earlier check is out of date; a template that two packs use is written once.
pub(super) fn put(
    printer: &mut Printer,
    output: Option<&Path>,
    copy: &Annotated,
    written: &mut BTreeSet<PathBuf>,
) {
    let folder = output.map_or_else(|| Path::new(&copy.folder).join(FOLDER), Path::to_owned);
    let own = copy.name.replace(".docx", "-批注.docx");
    // Templates of several packs in one folder go by their packs.
    let pack = Path::new(&copy.folder).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let path = folder.join(if output.is_some() { format!("{pack}-{own}") } else { own });
    if !written.insert(path.clone()) {
        return;
    }
    match &copy.bytes {
        Some(bytes) => match batch::save(&path, bytes, Overwrite::Edited) {
            Ok(()) => printer.annotated(&copy.template, &path, copy.notes),
            Err(fault) => printer.problems(&[fault]),
        },
        None if copy.notes == 0 && path.is_file() && printer.is_text() => {
            line(&format!("「{}」没有错误了；「{}」是以前的批注，可以删去。", copy.template, path.display()));
        }
        None => {}
    }
}
