//! Sweeping: an output folder comes in; temporary files that a killed run left in it go.

use std::fs::{File, TryLockError};
use std::path::Path;

/// What our temporary files begin and end with.
pub(super) const PREFIX: &str = ".huiwu-";
/// See [`PREFIX`].
pub(super) const SUFFIX: &str = ".tmp";

/// Removes what killed runs left in an output folder and in the folders of its meetings.
///
/// A run holds a lock on the file that it writes: a file that is locked belongs to a run at work and stays, and so does
/// one whose lock cannot be asked for.
pub(super) fn sweep(output: &Path) {
    let Ok(folders) = std::fs::read_dir(output) else { return };
    for folder in folders.filter_map(Result::ok) {
        // Never through a link.
        if !folder.file_type().is_ok_and(|kind| kind.is_dir()) {
            continue;
        }
        sweep_folder(&folder.path());
    }
    sweep_folder(output);
}

/// The same for the files of one folder.
pub(super) fn sweep_folder(folder: &Path) {
    let Ok(files) = std::fs::read_dir(folder) else { return };
    for file in files.filter_map(Result::ok) {
        let name = file.file_name();
        let name = name.to_string_lossy();
        let is_ours = name.starts_with(PREFIX) && name.ends_with(SUFFIX);
        if is_ours && file.file_type().is_ok_and(|kind| kind.is_file()) && is_left(&file.path()) {
            // If it cannot be removed it does no harm; the next run tries again.
            let _ = std::fs::remove_file(file.path());
        }
    }
}

fn is_left(path: &Path) -> bool {
    let Ok(file) = File::options().write(true).open(path) else { return false };
    match file.try_lock() {
        Ok(()) => true,
        Err(TryLockError::WouldBlock | TryLockError::Error(_)) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_goes_and_what_is_at_work_stays() {
        let output = tempfile::tempdir().expect("a folder");
        let folder = output.path().join("会议");
        std::fs::create_dir(&folder).expect("a folder");
        let put = |name: &str| std::fs::write(folder.join(name), "x").expect("a file");
        [".huiwu-abc123.tmp", ".huiwu-def456.tmp", ".other.tmp", "03-会议通知.docx"]
            .into_iter()
            .for_each(put);
        let at_work = File::options().write(true).open(folder.join(".huiwu-def456.tmp")).expect("a file");
        at_work.lock().expect("a lock");
        sweep(output.path());
        let there = |name: &str| folder.join(name).exists();
        assert!(!there(".huiwu-abc123.tmp"));
        assert!(there(".huiwu-def456.tmp") && there(".other.tmp") && there("03-会议通知.docx"));
        drop(at_work);
        sweep(output.path());
        assert!(!there(".huiwu-def456.tmp"));
    }
}
