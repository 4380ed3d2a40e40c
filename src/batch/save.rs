//! Single files: bytes and a path come in, a file that is whole, or the reason why there is none, goes out.

use super::Overwrite;
use super::name::legal;
use super::place::{no_folder, write_whole};
use crate::diag::{Code, Diagnostic, Location};
use std::collections::BTreeSet;
use std::path::Path;

/// Names for the files of several meetings in one folder: legal everywhere, none twice.
#[must_use]
pub fn names(titles: &[String], extension: &str) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut free = |stem: String| {
        let numbered = (2..).map(|number| format!("{stem}（{number}）"));
        std::iter::once(stem.clone()).chain(numbered).find(|name| taken.insert(name.to_lowercase()))
    };
    titles.iter().filter_map(|title| free(legal(title))).map(|name| format!("{name}.{extension}")).collect()
}

/// Writes a file; one that is there already is kept unless it may be overwritten.
///
/// # Errors
/// When the file is there, or cannot be written.
pub fn save(path: &Path, bytes: &[u8], overwrite: Overwrite) -> Result<(), Diagnostic> {
    if overwrite == Overwrite::Never && path.symlink_metadata().is_ok() {
        return Err(there_already(path));
    }
    if path.is_dir() {
        let message = format!("「{}」是文件夹，不能当文件写", path.display());
        return Err(named(
            path,
            Diagnostic::new(Code::UnwritableFile, Location::File, message)
                .help("请在后面写上文件名，如 会议.xlsx"),
        ));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(|error| named(path, no_folder(folder, &error)))?;
    write_whole(folder, path, bytes).map_err(|fault| named(path, fault))
}

/// Takes files away that are needed no more; one that stays does no harm.
pub fn discard(paths: &[std::path::PathBuf]) {
    for path in paths {
        let _ = std::fs::remove_file(path);
    }
}

fn there_already(path: &Path) -> Diagnostic {
    let message = format!("「{}」已经有了，没有覆盖", path.display());
    named(
        path,
        Diagnostic::new(Code::EditedByHand, Location::File, message)
            .help("请换一个文件名；确认不要原来的，可加 --force"),
    )
}

fn named(path: &Path, mut diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.file = Some(path.to_string_lossy().into());
    diagnostic
}
