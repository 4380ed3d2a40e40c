//! A package as it stands: a folder or a zip comes in, every trace of tampering goes out.

use super::read;
use crate::batch::reason::reason;
use crate::diag::{Code, Diagnostic, Location};
use crate::parcel::{self, Found, MANIFEST, Sums, Tampering, Totals, What};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// What became of a verification.
#[derive(Clone, Debug)]
pub struct Verified {
    /// The package that was looked at.
    pub path: PathBuf,
    /// The files in it.
    pub files: usize,
    /// Every trace of tampering.
    pub problems: Vec<Diagnostic>,
    /// The digests of the package, where its manifest can be read.
    pub sums: Option<Sums>,
    /// The totals it says it has.
    pub totals: Totals,
    /// What a digest kept elsewhere answers for, where one was given and agrees.
    pub anchored: Option<&'static str>,
}

/// Looks at a package; `expect` is a digest that was kept elsewhere.
///
/// # Errors
/// When there is no such folder or file.
pub fn verify(path: &Path, expect: Option<&str>) -> Result<Verified, String> {
    let path = package(path);
    let metadata = std::fs::metadata(&path)
        .map_err(|error| format!("「{}」打不开：{}。", path.display(), reason(&error)))?;
    let (found, mut traces) = if metadata.is_dir() {
        (found_in(&path), Vec::new())
    } else {
        let bytes = read(&path).map_err(|why| format!("「{}」读不出来：{why}。", path.display()))?;
        match parcel::unpack(&bytes) {
            Ok(unpacked) => unpacked,
            Err(trace) => {
                let problems = vec![problem(&path, trace)];
                let (sums, totals) = (None, Totals::default());
                return Ok(Verified { path, files: 0, problems, sums, totals, anchored: None });
            }
        }
    };
    let verdict = parcel::verify(&found);
    traces.extend(verdict.tampering);
    let mut problems: Vec<Diagnostic> = traces.into_iter().map(|trace| problem(&path, trace)).collect();
    let anchored = expect.zip(verdict.sums.as_ref()).and_then(|(given, sums)| parcel::expected(given, sums));
    if expect.is_some() && anchored.is_none() {
        let message = "校验值与当初抄下的不符：清单连同文件被人改过，或抄错了、拿错了包".to_owned();
        problems.push(problem(&path, Tampering { path: String::new(), message }));
    }
    let is_file = |one: &&Found| matches!(one.what, What::File(_));
    let files = found.iter().filter(is_file).count();
    Ok(Verified { path, files, problems, sums: verdict.sums, totals: verdict.totals, anchored })
}

/// The package itself, also where the meeting's folder that holds it is named.
fn package(path: &Path) -> PathBuf {
    let inner = path.join(super::put::FOLDER);
    let is_inside = !path.join(MANIFEST).exists() && inner.join(MANIFEST).is_file();
    if is_inside { inner } else { path.to_owned() }
}

/// Everything below a folder, links not followed.
pub(super) fn found_in(path: &Path) -> Vec<Found> {
    let walk = WalkDir::new(path).min_depth(1).sort_by_file_name();
    walk.into_iter().map(|entry| entry_found(path, entry)).collect()
}

fn entry_found(folder: &Path, entry: walkdir::Result<DirEntry>) -> Found {
    match entry {
        Ok(entry) => {
            let shown = inside(folder, entry.path());
            let kind = entry.file_type();
            let what = if kind.is_symlink() {
                What::Link
            } else if kind.is_dir() {
                What::Folder
            } else if kind.is_file() {
                read(entry.path())
                    .map_or_else(What::Unreadable, |bytes| What::File(parcel::weigh(&shown, &bytes)))
            } else {
                What::Other
            };
            Found { path: shown, what }
        }
        Err(error) => {
            let shown = error.path().map_or_else(String::new, |path| inside(folder, path));
            let why = error.io_error().map_or_else(|| "打不开".to_owned(), reason);
            Found { path: shown, what: What::Unreadable(why) }
        }
    }
}

fn inside(folder: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(folder).unwrap_or(path).iter();
    parts.map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn problem(package: &Path, trace: Tampering) -> Diagnostic {
    let mut problem = Diagnostic::new(Code::ArchiveTampered, Location::File, trace.message);
    let package = package.display();
    let is_whole = trace.path.is_empty();
    problem.file =
        Some(if is_whole { package.to_string() } else { format!("{package} › {}", trace.path) }.into());
    problem
}
