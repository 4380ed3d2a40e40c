//! Where a package comes from: a meeting's folder comes in; its documents, looked at one by one, and the spec they were
//! made from go out.

use super::read;
use crate::batch::identity::short;
use crate::batch::manifest::{Entry, Manifest, sha256};
use crate::batch::name::legal;
use crate::diag::{Code, Diagnostic, Location};
use crate::foreign;
use crate::kind::Kind;
use crate::pipeline::Job;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// A document that was made of the meeting.
pub(super) struct Made {
    pub(super) kind: Kind,
    pub(super) pages: usize,
    pub(super) claim: Option<String>,
    pub(super) pdf: Vec<u8>,
    /// Its DOCX, where it is wanted.
    pub(super) docx: Option<Vec<u8>>,
}

/// Whether DOCX files go with the PDFs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Companions {
    /// The PDFs alone.
    None,
    /// With their DOCX files, to be edited.
    Docx,
}

/// The filed documents in a meeting's folder; what is wrong with them goes to `problems`.
pub(super) fn made(
    folder: &Path,
    manifest: &Manifest,
    companions: Companions,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Made> {
    let kind = |entry: &Entry| entry.kind.parse::<Kind>().ok();
    let mut made: Vec<Made> = Vec::new();
    let filed = crate::kind::Kinds::all().filed().without(Kind::CopyRegister);
    for wanted in filed.iter() {
        let entries = || manifest.documents.iter().filter(|entry| kind(entry) == Some(wanted));
        let is_final = |entry: &&Entry| entry.draft != Some(true);
        // Of numbered copies the first is the one that is kept.
        let Some(pdf) = entries().filter(is_final).find(|entry| entry.format == "pdf") else {
            problems.extend(unready(wanted, entries().next(), folder));
            continue;
        };
        let one = standing(folder, pdf).and_then(|bytes| {
            let seen = foreign::look(&pdf.file, &bytes)
                .map_err(|fault| source(folder, &pdf.file, format!("「{}」{fault}", pdf.file), AGAIN))?;
            let docx = entries().filter(is_final).find(|entry| entry.format == "docx");
            let docx = docx.filter(|_| companions == Companions::Docx);
            let docx = docx.map(|entry| standing(folder, entry)).transpose()?;
            let pages = seen.pages.unwrap_or_default();
            Ok(Made { kind: wanted, pages, claim: seen.claim, pdf: bytes, docx })
        });
        match one {
            Ok(one) => made.push(one),
            Err(problem) => problems.push(problem),
        }
    }
    made
}

const AGAIN: &str = "改动请写进会议文件，重新运行 huiwu render（不要的改动加 --force 覆盖），再归档";

/// A document of which there is no final PDF; nothing of one that was never asked for.
fn unready(kind: Kind, entry: Option<&Entry>, folder: &Path) -> Option<Diagnostic> {
    let entry = entry?;
    let message = if entry.draft == Some(true) {
        format!("{kind}只有草稿，草稿不归档")
    } else {
        format!("{kind}只有 DOCX，没有 PDF；归档用 PDF")
    };
    let help = "请补齐会议文件，重新运行 huiwu render 生成 PDF，再归档";
    Some(source(folder, &entry.file, message, help))
}

/// The bytes of a document, if it stands as it was made of this state of the spec.
fn standing(folder: &Path, entry: &Entry) -> Result<Vec<u8>, Diagnostic> {
    let fault = |message: String| source(folder, &entry.file, message, AGAIN);
    if entry.file.contains(['/', '\\']) || entry.file == ".." {
        return Err(fault(format!("清单.json 里的「{}」不是这个文件夹里的文件", entry.file)));
    }
    if entry.outdated {
        return Err(fault(format!("「{}」已经过时：会议文件改过以后没有重新生成", entry.file)));
    }
    let bytes =
        read(&folder.join(&entry.file)).map_err(|why| fault(format!("「{}」读不出来：{why}", entry.file)))?;
    if sha256(&bytes) != entry.sha256 {
        return Err(fault(format!("「{}」生成之后被人改过，与清单不符", entry.file)));
    }
    Ok(bytes)
}

/// A fault of a file that the package is made from.
fn source(folder: &Path, file: &str, message: String, help: &str) -> Diagnostic {
    let mut fault = Diagnostic::new(Code::ArchiveSource, Location::File, message).help(help);
    fault.file = Some(folder.join(file).to_string_lossy().into());
    fault
}

/// The spec that a folder was made from, with its bytes.
///
/// Without a path it is looked for around the folder and in the folder one works in, by its content: a copy is as good.
pub(super) fn spec(
    folder: &Path,
    manifest: &Manifest,
    given: Option<&Path>,
) -> Result<(PathBuf, Vec<u8>), Diagnostic> {
    let Some(given) = given else {
        return sought(folder, manifest).ok_or_else(|| {
            let message = format!("没有找到生成这些文书的会议文件「{}」，或它已经改过", manifest.spec.file);
            let help = "请用 --spec 指明会议文件；改过的，先重新运行 huiwu render";
            source(folder, "清单.json", message, help)
        });
    };
    let shown = given.to_string_lossy().into_owned();
    let fault = |message: String, help: &str| source(Path::new(""), &shown, message, help);
    let bytes =
        read(given).map_err(|why| fault(format!("会议文件读不出来：{why}"), "请核对 --spec 后面的文件名"))?;
    if sha256(&bytes) != manifest.spec.sha256 {
        let message = "会议文件在生成文书以后改过，或不是生成这些文书的那一份".to_owned();
        return Err(fault(message, "请重新运行 huiwu render，再归档"));
    }
    Ok((given.to_owned(), bytes))
}

/// Files that are looked at when a spec is sought, so that a disk is not searched through.
const MOST_LOOKED_AT: usize = 20_000;

fn sought(folder: &Path, manifest: &Manifest) -> Option<(PathBuf, Vec<u8>)> {
    let whole = std::fs::canonicalize(folder).ok()?;
    let above: Vec<PathBuf> = whole.ancestors().skip(1).take(2).map(Path::to_owned).collect();
    let here = PathBuf::from(".");
    // Where one works first: what is found there is named as one would name it.
    let places = std::iter::once(here).chain(above.into_iter().rev());
    let is_spec = |path: &Path| {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        ["yaml", "yml", "xlsx", "xlsm", "xls", "ods"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(extension))
    };
    let is_named =
        |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy() == manifest.spec.file);
    // By its name first: most often that is it, and little is read.
    let all: Vec<PathBuf> = places
        .flat_map(|place| {
            WalkDir::new(place).max_depth(4).sort_by_file_name().into_iter().take(MOST_LOOKED_AT)
        })
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file() && is_spec(entry.path()))
        .map(walkdir::DirEntry::into_path)
        .collect();
    let (named, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|path| is_named(path));
    named.into_iter().chain(others).find_map(|path| {
        let bytes = read(&path).ok()?;
        let path = path.strip_prefix(".").map(Path::to_owned).unwrap_or(path);
        (sha256(&bytes) == manifest.spec.sha256).then_some((path, bytes))
    })
}

/// The one meeting of a file that the folder was made of.
pub(super) fn job(jobs: Vec<Job>, folder: &Path, manifest: &Manifest) -> Option<Job> {
    if jobs.len() < 2 {
        return jobs.into_iter().next();
    }
    let name = std::fs::canonicalize(folder).ok()?.file_name()?.to_string_lossy().into_owned();
    let is_it = |job: &Job| match (&manifest.spec.number, job.id()) {
        (Some(number), Some(id)) => *number == short(id),
        _ => job.title().is_some_and(|title| name.ends_with(&legal(title))),
    };
    jobs.into_iter().find(is_it)
}
