//! Collecting: files and folders as the user named them come in, the spec files in a stable order go out.

use super::place::older;
use super::reason::reason;
use crate::diag::{Code, Diagnostic, Location, Severity};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// A spec is text typed by people: anything larger is not one.
const MOST_BYTES: u64 = 32 * 1024 * 1024;

const EXTENSIONS: [&str; 6] = ["yaml", "yml", "xlsx", "xlsm", "xls", "ods"];
/// Spreadsheets that are not read; in a folder they may well be meetings.
const UNREAD: [&str; 8] = ["et", "ett", "xlsb", "xlt", "xltx", "fods", "numbers", "csv"];

/// The spec files of files and folders, folders searched recursively; each once, sorted within each folder.
///
/// Hidden files and the lock files of Office (`~$…`) are passed over. A folder without specs is reported.
#[must_use]
pub fn collect(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<Diagnostic>) {
    let mut specs: Vec<PathBuf> = Vec::new();
    let mut problems = Vec::new();
    for path in paths {
        if path.is_dir() {
            let found = search(path, &mut problems);
            if found.is_empty() {
                problems.push(problem(
                    path,
                    "这是文件夹，里面没有会议文件（.yaml .yml .xlsx .xlsm .xls .ods）",
                    "请指定存放会议文件的文件夹，或直接指定文件",
                ));
            }
            specs.extend(found);
        } else {
            specs.push(path.clone());
        }
    }
    // A file named twice, by whatever way, is one file.
    let mut seen = std::collections::BTreeSet::new();
    specs.retain(|path| seen.insert(std::fs::canonicalize(path).unwrap_or_else(|_| path.clone())));
    (specs, problems)
}

fn search(folder: &Path, problems: &mut Vec<Diagnostic>) -> Vec<PathBuf> {
    let is_visible = |name: &str| !name.starts_with('.') && !name.starts_with("~$");
    let mut found = Vec::new();
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter();
    for entry in
        walk.filter_entry(|entry| entry.depth() == 0 || is_visible(&entry.file_name().to_string_lossy()))
    {
        match entry {
            Ok(entry) if entry.file_type().is_file() && has_one_of(entry.path(), &EXTENSIONS) => {
                if !is_made(entry.path()) {
                    found.push(entry.into_path());
                }
            }
            Ok(entry) if entry.file_type().is_file() && has_one_of(entry.path(), &UNREAD) => {
                problems.push(passed_over(entry.path()));
            }
            Ok(_) => {}
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_owned();
                problems.push(problem(&path, "文件夹打不开", "请检查读取权限"));
            }
        }
    }
    found
}

/// Whether a workbook was made by an earlier run, by the manifest beside it: a ledger is no meeting.
fn is_made(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let manifest = path.parent().and_then(older);
    manifest.is_some_and(|manifest| manifest.hash(&name).is_some())
}

fn has_one_of(path: &Path, extensions: &[&str]) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    extensions.iter().any(|known| known.eq_ignore_ascii_case(extension))
}

/// The bytes of a spec file.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    let unreadable = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => problem(path, "没有这个文件", "请核对文件名和所在的文件夹"),
        ErrorKind::PermissionDenied => {
            problem(path, "没有读取这个文件的权限", "请检查读取权限，或先在其他程序里关闭它")
        }
        _ => {
            let message = format!("文件打不开或读不全：{}", reason(&error));
            problem(path, &message, "请确认它能在本机打开，或先在其他程序里关闭它")
        }
    };
    // A pipe or a device would be waited for without end.
    if !std::fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(problem(path, "这不是普通文件，不能读取", "请指定会议文件（.yaml .yml .xlsx）"));
    }
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > MOST_BYTES) {
        let mut problem = problem(path, "文件超过 32 MB，不像是会议文件", "请确认没有选错文件");
        problem.code = Code::TooLarge;
        return Err(problem);
    }
    Ok(bytes)
}

/// A spreadsheet of a kind that cannot be read is never passed over in silence.
fn passed_over(path: &Path) -> Diagnostic {
    let message = "这种表格文件读不了，没有读取；里面如有会议，不会生成文书";
    let help = "里面有会议的，请在 Excel 或 WPS 中「另存为」，保存类型选「Excel 工作簿（*.xlsx）」";
    let mut problem = problem(path, message, help).severity(Severity::Warning);
    problem.code = Code::UnknownFileType;
    problem
}

fn problem(path: &Path, message: &str, help: &str) -> Diagnostic {
    let mut problem = Diagnostic::new(Code::UnreadableFile, Location::File, message).help(help);
    problem.file = Some(path.to_string_lossy().into());
    problem
}
