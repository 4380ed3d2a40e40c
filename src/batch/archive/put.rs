//! Putting a package: its files come in; a folder or a zip that is whole, or not there at all, goes out.

use super::make::Asked;
use super::read;
use super::verify::found_in;
use crate::batch::place::{no_folder, write_whole};
use crate::batch::reason::reason;
use crate::batch::sweep::{PREFIX, SUFFIX};
use crate::batch::{Overwrite, State};
use crate::diag::{Code, Diagnostic, Location};
use crate::parcel::{self, File, MANIFEST, Manifest, What};
use std::collections::BTreeSet;
use std::io::Error;
use std::path::{Path, PathBuf};

/// The name of a package in the folder of its meeting.
pub(super) const FOLDER: &str = "归档";

/// How a package is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A folder.
    Folder,
    /// One zip file.
    Zip,
}

/// Writes a package; the very same one stays as it is, another one only gives way where that is asked for.
pub(super) fn put(files: &[File], asked: &Asked) -> Result<(PathBuf, State), Diagnostic> {
    let named = |problem: Diagnostic, path: &Path| {
        let mut problem = problem;
        problem.file = Some(path.to_string_lossy().into());
        problem
    };
    let path = target(asked);
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(parent).map_err(|error| named(no_folder(parent, &error), &path))?;
    let state = match asked.shape {
        Shape::Folder => put_folder(files, parent, &path, asked.overwrite),
        Shape::Zip => put_zip(files, parent, &path, asked.overwrite),
    };
    Ok((path.clone(), state.map_err(|problem| named(problem, &path))?))
}

fn target(asked: &Asked) -> PathBuf {
    let inside = || match asked.shape {
        Shape::Folder => asked.folder.join(FOLDER),
        Shape::Zip => asked.folder.join(format!("{FOLDER}.zip")),
    };
    asked.output.clone().unwrap_or_else(inside)
}

fn put_zip(files: &[File], parent: &Path, path: &Path, overwrite: Overwrite) -> Result<State, Diagnostic> {
    let Some(bytes) = parcel::pack(files) else {
        let message = "归档包超过 4 GB，一个 zip 装不下";
        return Err(
            Diagnostic::new(Code::UnwritableFile, Location::File, message).help("请不写 --zip，写成文件夹")
        );
    };
    if path.symlink_metadata().is_ok() {
        if read(path).is_ok_and(|now| now == bytes) {
            return Ok(State::Unchanged);
        }
        if overwrite == Overwrite::Never || !path.is_file() {
            return Err(there_already(path));
        }
    }
    write_whole(parent, path, &bytes)?;
    Ok(State::New)
}

fn put_folder(files: &[File], parent: &Path, path: &Path, overwrite: Overwrite) -> Result<State, Diagnostic> {
    let is_there = path.symlink_metadata().is_ok();
    if is_there {
        if !path.is_dir() {
            return Err(there_already(path));
        }
        match standing(files, path) {
            Standing::Same => return Ok(State::Unchanged),
            Standing::Empty => {}
            Standing::Package if overwrite == Overwrite::Edited => {}
            Standing::Package => return Err(there_already(path)),
            Standing::Foreign(name) => return Err(foreign(path, &name)),
        }
    }
    let fault = |error: &Error| {
        let message = format!("「{}」写不进去：{}", path.display(), reason(error));
        Diagnostic::new(Code::UnwritableFile, Location::File, message)
            .help("请检查写入权限和磁盘空间；包里的文件若正在别的程序里打开，请先关闭")
    };
    let beside = tempfile::Builder::new().prefix(PREFIX).suffix(SUFFIX).tempdir_in(parent);
    let beside = beside.map_err(|error| fault(&error))?;
    // Built inside, so that what is left of a run that was killed is one hidden folder.
    let (new, old) = (beside.path().join("new"), beside.path().join("old"));
    fill(&new, files).map_err(|error| fault(&error))?;
    if is_there {
        std::fs::rename(path, &old).map_err(|error| fault(&error))?;
    }
    if let Err(error) = std::fs::rename(&new, path) {
        // Back as it was; if even that fails, it stays where it is.
        if is_there && std::fs::rename(&old, path).is_err() {
            let _ = beside.keep();
        }
        return Err(fault(&error));
    }
    Ok(State::New)
}

fn fill(folder: &Path, files: &[File]) -> std::io::Result<()> {
    std::fs::create_dir(folder)?;
    for file in files {
        // Paths are made of names that were made legal; a fault of ours must not write elsewhere all the same.
        if !parcel::is_safe(&file.path) {
            return Err(std::io::ErrorKind::InvalidFilename.into());
        }
        let path = folder.join(&file.path);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(&path, &file.bytes)?;
    }
    Ok(())
}

/// What stands where a package is to go.
enum Standing {
    /// The very same package.
    Same,
    Empty,
    /// A package of ours with nothing else in it.
    Package,
    /// Something that is no part of a package of ours.
    Foreign(String),
}

fn standing(files: &[File], path: &Path) -> Standing {
    let found = found_in(path);
    if found.is_empty() {
        return Standing::Empty;
    }
    let manifest = found.iter().find_map(|one| match &one.what {
        What::File(file) if one.path == MANIFEST => file.manifest.clone(),
        _ => None,
    });
    let listed = manifest.as_deref().and_then(Manifest::read);
    let listed: BTreeSet<String> =
        listed.iter().flat_map(Manifest::entries).map(|entry| entry.path.clone()).collect();
    let is_ours = |path: &str| path == MANIFEST || listed.contains(path);
    let is_above = |path: &str| listed.iter().any(|file| file.starts_with(&format!("{path}/")));
    let stranger = found.iter().find(|one| match one.what {
        What::Folder => !is_above(&one.path),
        _ => !is_ours(&one.path),
    });
    if let Some(stranger) = stranger {
        return Standing::Foreign(stranger.path.clone());
    }
    let is_same = |file: &File| {
        let digest = parcel::sha256(&file.bytes);
        found
            .iter()
            .any(|one| one.path == file.path && matches!(&one.what, What::File(now) if now.sha256 == digest))
    };
    let count = found.iter().filter(|one| matches!(one.what, What::File(_))).count();
    if count == files.len() && files.iter().all(is_same) { Standing::Same } else { Standing::Package }
}

fn there_already(path: &Path) -> Diagnostic {
    let message = format!("「{}」已经有了，与这次的不同，没有覆盖", path.display());
    Diagnostic::new(Code::EditedByHand, Location::File, message)
        .help("请先用 huiwu archive --verify 看看原来的包；确认不要的，加 --force，或用 -o 另写一处")
}

fn foreign(path: &Path, name: &str) -> Diagnostic {
    let message = format!("「{}」里有不是归档包的内容「{name}」，没有覆盖", path.display());
    Diagnostic::new(Code::EditedByHand, Location::File, message)
        .help("请先把它移走，或用 -o 另指定一个文件夹；加 --force 也不会删去别的文件")
}
