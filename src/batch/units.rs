//! Unit packs on disk: the folder or name the user gave comes in, an office that knows the packs goes out.
//!
//! Of a pack only its own files are read: no link is followed, and nothing outside of its folder is opened.

use super::reason::reason;
use crate::diag::{Code, Diagnostic, Location};
use crate::kind::{Kind, Kinds};
use crate::pack::{Files, Part, Text, WordFile};
use crate::pipeline::Office;
use std::fs::Metadata;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The file that makes a folder a unit pack.
const FILE: &str = "unit.yaml";

/// The folder that packs are looked for in, below each of the places given.
const SHELF: &str = "templates";

/// The folder of a pack that its partials are in.
const PARTIALS: &str = "partials";

/// A larger text is no template.
const MOST_BYTES: u64 = 256 * 1024;

/// A larger Word file is no template.
const MOST_WORD: u64 = 8 * 1024 * 1024;

/// More files are no pack.
const MOST_FILES: usize = 200;

/// An office with every pack found in `templates` below `places`, and the one asked for by folder or name.
///
/// # Errors
/// When the pack asked for is not there or cannot be read.
pub fn units(asked: Option<&str>, places: &[PathBuf]) -> Result<Office, Diagnostic> {
    let mut office = Office::default();
    let folder = asked.map(Path::new).filter(|folder| folder.join(FILE).is_file());
    let mut packs = Vec::new();
    // The folder asked for goes before others of its name; those beside it are what it may build on.
    if let Some(folder) = folder {
        packs.push(read(folder)?);
        let whole = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        if let Some(beside) = folder.parent().filter(|_| whole.parent().is_some()) {
            packs.extend(shelf(beside));
        }
    }
    for place in places {
        packs.extend(shelf(&place.join(SHELF)));
    }
    let name = packs.first().filter(|_| folder.is_some()).map(|files| files.name.clone());
    office.add(packs);
    office.look_for_fonts(&is_own_folder);
    if let Some(asked) = asked {
        let name = name.unwrap_or_else(|| asked.to_owned());
        if !office.has(&name) {
            return Err(unknown(asked, &office));
        }
        office.choose(&name);
    }
    Ok(office)
}

/// Every pack of a folder of packs, in the order of their names; one that cannot be read is missed when it is asked for.
fn shelf(shelf: &Path) -> Vec<Files> {
    let Ok(entries) = std::fs::read_dir(shelf) else { return Vec::new() };
    let mut folders: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    folders.sort();
    folders
        .iter()
        .filter(|folder| folder.join(FILE).is_file())
        .filter_map(|folder| read(folder).ok())
        .collect()
}

/// A pack's folder.
fn read(folder: &Path) -> Result<Files, Diagnostic> {
    let shown = folder.to_string_lossy().into_owned();
    let whole = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let name = whole.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut files =
        Files { name, shown, unit: Vec::new(), texts: Vec::new(), words: Vec::new(), problems: Vec::new() };
    files.unit = text(&folder.join(FILE)).map_err(|why| {
        let code = if why.is_unsafe { Code::UnsafePackFile } else { Code::UnreadableFile };
        let mut fault = Diagnostic::new(code, Location::File, format!("单位包的 {FILE} {}", why.words));
        fault.file = Some(files.shown(FILE).into());
        fault
    })?;
    let mut paths = listed(folder, "");
    if is_own_folder(&folder.join(PARTIALS)) {
        paths.extend(listed(&folder.join(PARTIALS), "partials/"));
    } else if std::fs::symlink_metadata(folder.join(PARTIALS)).is_ok() {
        let problem = unsafe_file(&files, PARTIALS, "是链接，不是文件夹，没有读取");
        files.problems.push(problem);
    }
    if paths.len() > MOST_FILES {
        let problem = unsafe_file(&files, FILE, &format!("所在的文件夹里有{}个文件，太多了", paths.len()));
        files.problems.push(problem);
        paths.truncate(MOST_FILES);
    }
    for path in paths {
        take(&mut files, folder, path);
    }
    Ok(files)
}

/// The names of what is in a folder, in order, hidden files aside.
fn listed(folder: &Path, prefix: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut paths: Vec<String> =
        names.filter(|name| !name.starts_with(['.', '~'])).map(|name| format!("{prefix}{name}")).collect();
    paths.sort();
    paths
}

/// Takes over one file of a pack, or says why not.
fn take(files: &mut Files, folder: &Path, path: String) {
    match Part::at(&path) {
        Some(Part::Unit) => {}
        Some(Part::Word(kind @ Kind::SupervisionLedger)) => {
            let message = format!("{kind}是多个会议合起来的，不能用 Word 模板「{path}」，没有使用");
            let problem = said(files, &path, Code::UnknownPackFile, &message);
            files.problems.push(problem.help("请改写成同名的 .hbs 模板，或移出单位包的文件夹"));
        }
        Some(Part::Word(kind)) => take_word(files, folder, path, kind),
        Some(_) => match text(&folder.join(&path)).map(String::from_utf8) {
            Ok(Ok(text)) => {
                let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
                files.texts.push(Text { path, text: text.replace("\r\n", "\n") });
            }
            Ok(Err(_)) => {
                let problem = said(files, &path, Code::NotText, &format!("「{path}」不是 UTF-8 的文本文件"));
                files.problems.push(problem.help("请用编辑器另存为 UTF-8 编码"));
            }
            Err(why) => {
                let problem = unsafe_file(files, &path, &why.words);
                files.problems.push(problem);
            }
        },
        None => {
            let at = folder.join(&path);
            let is_template = [".hbs", ".docx", ".docm", ".dotx", ".dotm", ".doc", ".yml"]
                .iter()
                .any(|end| path.ends_with(end));
            if is_template && at.is_file() && path != "calendar.yaml" {
                files.problems.push(misnamed(files, &path));
            }
        }
    }
}

/// Takes over a Word template.
fn take_word(files: &mut Files, folder: &Path, path: String, kind: Kind) {
    match whole(&folder.join(&path), MOST_WORD) {
        Ok(bytes) => {
            let other = format!("{}.hbs", kind.name());
            if folder.join(&other).symlink_metadata().is_ok() {
                let message = format!("{kind}既有「{path}」又有「{other}」，用的是 Word 模板");
                let problem = said(files, &path, Code::DoubledTemplate, &message);
                files.problems.push(problem.help("请把不用的一个移出单位包的文件夹"));
            }
            files.words.push(WordFile { path, bytes: bytes.into() });
        }
        Err(why) => {
            let problem = unsafe_file(files, &path, &why.words).scope(Kinds::NONE.with(kind));
            files.problems.push(problem);
        }
    }
}

/// A template by a name that no document has is never passed over in silence.
fn misnamed(files: &Files, path: &str) -> Diagnostic {
    let (stem, extension) = path.rsplit_once('.').unwrap_or((path, ""));
    let stem = stem.strip_prefix("partials/").unwrap_or(stem);
    let by_label = crate::kind::Kind::ALL.into_iter().find(|kind| kind.label() == stem);
    let near = crate::kind::Kind::ALL
        .into_iter()
        .filter(|kind| crate::pack::is_near(kind.name(), stem))
        .min_by_key(|kind| kind.name().len().abs_diff(stem.len()));
    let all: Vec<&str> = crate::kind::Kind::ALL.iter().map(|kind| kind.name()).collect();
    let help = match by_label.or(near) {
        _ if matches!(extension, "docm" | "dotx" | "dotm" | "doc") => {
            "Word 模板请在 Word 里另存为「Word 文档（*.docx）」，文件名用文书的英文名，如 notice.docx"
                .to_owned()
        }
        _ if extension == "yml" => format!("您是不是想写「{stem}.yaml」？"),
        Some(kind) => format!("您是不是想写「{}.{extension}」（{kind}）？", kind.name()),
        None => format!(
            "模板的文件名可以是：{}，扩展名 .hbs 或 .docx；共用的部件放在 partials 里",
            all.join("、")
        ),
    };
    said(files, path, Code::UnknownPackFile, &format!("「{path}」不是单位包认得的文件名，没有使用"))
        .help(help)
}

fn said(files: &Files, path: &str, code: Code, message: &str) -> Diagnostic {
    let mut said = Diagnostic::new(code, Location::File, message);
    said.file = Some(files.shown(path).into());
    said
}

fn unsafe_file(files: &Files, path: &str, why: &str) -> Diagnostic {
    said(files, path, Code::UnsafePackFile, &format!("单位包的 {path} {why}"))
        .help("单位包只读自己文件夹里的普通文件，请把文件本身复制进来")
}

/// Why a file of a pack is not read.
struct Refused {
    words: String,
    is_unsafe: bool,
}

/// A small text; neither a link nor a pipe.
fn text(path: &Path) -> Result<Vec<u8>, Refused> {
    whole(path, MOST_BYTES)
}

/// An ordinary file of so many bytes at most; neither a link nor a pipe.
fn whole(path: &Path, most: u64) -> Result<Vec<u8>, Refused> {
    let unreadable = |error: std::io::Error| Refused {
        words: format!("打不开：{}", reason(&error)),
        is_unsafe: false,
    };
    let refused = |words: &str| Err(Refused { words: words.to_owned(), is_unsafe: true });
    let about: Metadata = std::fs::symlink_metadata(path).map_err(unreadable)?;
    if about.file_type().is_symlink() {
        return refused("是指向别处的链接，没有读取");
    }
    if !about.is_file() {
        return refused("不是普通文件，没有读取");
    }
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(unreadable)?;
    file.take(most + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > most) {
        return refused(&format!("超过 {} KB，不像是单位包的文件，没有读取", most / 1024));
    }
    Ok(bytes)
}

/// Whether it is a folder and no link to one.
fn is_own_folder(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok_and(|about| about.is_dir())
}

fn unknown(asked: &str, office: &Office) -> Diagnostic {
    let message = format!("没有单位包「{asked}」，现有：{}", office.names().join("、"));
    Diagnostic::new(Code::UnknownUnit, Location::File, message)
}
