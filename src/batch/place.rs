//! A meeting's folder: finished documents come in, files that are whole or not there at all go out.

use super::digest::digest;
use super::manifest::{Manifest, NAME, sha256};
use super::reason::reason;
use super::sweep::{PREFIX, SUFFIX};
use super::{Overwrite, State, Written};
use crate::diag::{Code, Diagnostic, Location, Severity};
use crate::kind::Kind;
use crate::pipeline::{Finished, Format, Stage};
use std::io::{Error, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// A meeting's folder in the output folder.
pub(super) struct Place {
    folder: PathBuf,
    overwrite: Overwrite,
    older: Option<Manifest>,
}

impl Place {
    /// The folder, made if need be, with the manifest of an earlier run if there is one.
    pub(super) fn open(folder: &Path, overwrite: Overwrite) -> Result<Self, Diagnostic> {
        std::fs::create_dir_all(folder).map_err(|error| no_folder(folder, &error))?;
        Ok(Self { folder: folder.to_owned(), overwrite, older: older(folder) })
    }

    /// The name of a document's file.
    pub(super) fn name(done: &Finished) -> String {
        name(done.kind, done.format, done.copy, done.stage)
    }

    /// Puts a document; a file that is the same stays, a file that a person changed is kept.
    pub(super) fn put(&self, done: &Finished) -> Result<Written, Diagnostic> {
        let file = Self::name(done);
        let path = self.folder.join(&file);
        let sha256 = sha256(&done.bytes);
        let state = self.state(&path, &file, &sha256)?;
        if state == State::New {
            write_whole(&self.folder, &path, &done.bytes)?;
        }
        let Finished { kind, format, stage, copy, pages, maker, .. } = *done;
        Ok(Written { kind, format, stage, path, sha256, copy, pages, maker, state })
    }

    /// Takes away the draft of a document that is final now; one that a person changed stays, and that is said.
    pub(super) fn supersede(&self, written: &Written) -> Result<(), Diagnostic> {
        if written.stage == Stage::Draft {
            return Ok(());
        }
        let file = name(written.kind, written.format, None, Stage::Draft);
        let path = self.folder.join(&file);
        let Ok(now) = digest(&path) else { return Ok(()) };
        let ours = self.older.as_ref().and_then(|manifest| manifest.hash(&file));
        if ours == Some(now.as_str()) {
            return std::fs::remove_file(&path).map_err(|error| unwritable(&path, &error));
        }
        let message = format!("正式稿已经生成，草稿「{}」被人改过，没有删除", path.display());
        Err(Diagnostic::new(Code::EditedByHand, Location::File, message)
            .severity(Severity::Warning)
            .help("改过的内容请填进会议文件；不再需要时请自行删除"))
    }

    fn state(&self, path: &Path, file: &str, new: &str) -> Result<State, Diagnostic> {
        let now = match digest(path) {
            Ok(now) => now,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(State::New),
            Err(error) => return Err(unwritable(path, &error)),
        };
        if now == new {
            return Ok(State::Unchanged);
        }
        let ours = self.older.as_ref().and_then(|manifest| manifest.hash(file));
        if ours == Some(now.as_str()) || self.overwrite == Overwrite::Edited {
            return Ok(State::New);
        }
        let how = if ours.is_some() {
            "生成之后被人改过"
        } else {
            "不在这个文件夹的清单里，不知是谁的"
        };
        let message = format!("「{}」{how}，没有覆盖", path.display());
        let kept = Diagnostic::new(Code::EditedByHand, Location::File, message)
            .help("确认不要改过的内容，可加 --force 重新生成；要保留，请先改名或移走");
        Err(kept)
    }

    /// Puts the manifest, with what an earlier run made and this one did not touch; of that, what is blocked now is
    /// marked and given.
    pub(super) fn put_manifest(
        &self,
        mut manifest: Manifest,
        blocked: &[Kind],
    ) -> (Vec<(String, Kind)>, Result<(), Diagnostic>) {
        let made: Vec<String> = manifest.documents.iter().map(|entry| entry.file.clone()).collect();
        if let Some(older) = &self.older {
            manifest.keep(older, |file| self.folder.join(file).is_file());
        }
        let stale = manifest.mark_outdated(blocked, &made);
        (stale, self.store(&manifest))
    }

    fn store(&self, manifest: &Manifest) -> Result<(), Diagnostic> {
        let path = self.folder.join(NAME);
        // Texts and numbers only: serialising them cannot fail.
        let mut bytes = serde_json::to_vec_pretty(manifest).unwrap_or_default();
        bytes.push(b'\n');
        if std::fs::read(&path).is_ok_and(|now| now == bytes) {
            return Ok(());
        }
        write_whole(&self.folder, &path, &bytes)
    }
}

/// `03-会议通知.docx`, `03-会议通知-草稿.docx`: a draft never stands in the place of a final document.
fn name(kind: Kind, format: Format, copy: Option<u32>, stage: Stage) -> String {
    let copy = copy.map_or_else(String::new, |copy| format!("-{copy:06}"));
    let mark = match stage {
        Stage::Final => "",
        Stage::Draft => "-草稿",
    };
    let place = match kind.ordinal() {
        0 => String::new(),
        ordinal => format!("{ordinal:02}-"),
    };
    format!("{place}{}{copy}{mark}.{}", kind.label(), format.extension())
}

/// Writes beside the place and renames, so that a file is never seen half-written.
pub(super) fn write_whole(folder: &Path, path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    let fault = |error: Error| unwritable(path, &error);
    let mut file =
        tempfile::Builder::new().prefix(PREFIX).suffix(SUFFIX).tempfile_in(folder).map_err(fault)?;
    // While it is locked no other run takes it for a leftover; where there are no locks nothing is swept.
    let _ = file.as_file().lock();
    file.write_all(bytes).map_err(fault)?;
    open_up(file.as_file()).map_err(fault)?;
    file.persist(path).map_err(|error| unwritable(path, &error.error))?;
    Ok(())
}

/// Temporary files are private; a finished one is as readable as any other.
#[cfg(unix)]
fn open_up(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn open_up(_: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}

fn unwritable(path: &Path, error: &Error) -> Diagnostic {
    let message = format!("「{}」写不进去：{}", path.display(), reason(error));
    Diagnostic::new(Code::UnwritableFile, Location::File, message)
        .help("请检查写入权限和磁盘空间；若正在 Word、WPS 里打开，请先关闭")
}

/// The manifest of an earlier run.
pub(super) fn older(folder: &Path) -> Option<Manifest> {
    serde_json::from_slice(&std::fs::read(folder.join(NAME)).ok()?).ok()
}

/// A folder that cannot be made, most often for a file that stands in its way.
pub(super) fn no_folder(folder: &Path, error: &Error) -> Diagnostic {
    let diagnostic = |message| Diagnostic::new(Code::UnwritableFile, Location::File, message);
    match folder.ancestors().find(|above| above.is_file()) {
        Some(file) => diagnostic(format!("「{}」是文件，不能当输出文件夹用", file.display()))
            .help("请用 -o 另指定一个文件夹，或先把这个文件改名、移走"),
        None => diagnostic(format!("文件夹「{}」建不起来：{}", folder.display(), reason(error)))
            .help("请检查写入权限和磁盘空间，或用 -o 另指定一个文件夹"),
    }
}
