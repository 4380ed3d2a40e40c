//! Materials: what a spec lists comes in; the files it means, each looked at, go out.

use super::read;
use crate::batch::name::legal;
use crate::diag::{Code, Diagnostic, NodeId};
use crate::foreign::{self, Form, Keeping, Seen};
use crate::pipeline::{Supply, Wanted};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// A file that was supplied.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Its own name.
    pub(super) name: String,
    pub(super) seen: Seen,
    pub(super) bytes: Vec<u8>,
}

/// Where files are looked for, and those that were found, by the node they are listed at.
pub(super) struct Shelf {
    folders: Vec<PathBuf>,
    materials: Option<PathBuf>,
    pub(super) parts: BTreeMap<NodeId, Vec<Part>>,
    /// All that was read so far.
    total: usize,
}

/// All supplied files together; they are in memory at once.
const MOST_TOGETHER: usize = 2 << 30;

impl Shelf {
    /// Paths are taken from the materials' folder, then from the spec's.
    pub(super) fn new(spec: &Path, materials: Option<&Path>) -> Self {
        let own = spec.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folders = materials.into_iter().chain([own]).map(Path::to_owned).collect();
        Self { folders, materials: materials.map(Path::to_owned), parts: BTreeMap::new(), total: 0 }
    }

    /// Looks at the files of one listed 件.
    pub(super) fn supply(&mut self, wanted: &Wanted) -> Supply {
        let mut problems = Vec::new();
        let places = self.places(wanted, &mut problems);
        if places.is_empty() && problems.is_empty() {
            problems.extend(without_file(wanted));
        }
        let mut parts = Vec::new();
        for (path, at) in places {
            match self.part(&path, at) {
                Ok(part) => {
                    problems.extend(doubt(&part, at));
                    parts.push(part);
                }
                Err(problem) => problems.push(problem),
            }
        }
        // 正本 before 定稿, 正文 before 附件 (DA/T 22-2015); else as given.
        parts.sort_by_key(|part| rank(&part.name));
        let pages = pages(wanted, &parts, &mut problems);
        self.parts.insert(wanted.at, parts);
        Supply { pages, problems }
    }

    /// The files meant, each with the place that means it.
    fn places(&self, wanted: &Wanted, problems: &mut Vec<Diagnostic>) -> Vec<(PathBuf, NodeId)> {
        if wanted.paths.is_empty() {
            return self.by_title(wanted, problems).into_iter().map(|path| (path, wanted.at)).collect();
        }
        let mut places = Vec::new();
        for (written, at) in &wanted.paths {
            match self.resolve(written) {
                Ok(path) => places.push((path, *at)),
                Err(message) => problems.push(fault(*at, message)),
            }
        }
        places
    }

    /// A path as written, which never leads out of the folders: a spec of others must not fetch files from elsewhere.
    fn resolve(&self, written: &str) -> Result<PathBuf, String> {
        let relative = written.replace('\\', "/");
        let mut is_outside = false;
        for folder in &self.folders {
            let Ok(whole) = std::fs::canonicalize(folder) else { continue };
            let Ok(path) = std::fs::canonicalize(folder.join(&relative)) else { continue };
            if path.starts_with(&whole) {
                return Ok(path);
            }
            is_outside = true;
        }
        Err(if is_outside {
            format!(
                "「{written}」在会议文件所在的文件夹之外，没有取用；请拷进来，或用 --materials 指定材料的文件夹"
            )
        } else {
            format!(
                "没有「{written}」这个文件；路径从会议文件所在的文件夹写起，或用 --materials 指定材料的文件夹"
            )
        })
    }

    /// The file in the materials' folder that is named after the title.
    fn by_title(&self, wanted: &Wanted, problems: &mut Vec<Diagnostic>) -> Option<PathBuf> {
        let folder = self.materials.as_ref()?;
        let names = [plain(&wanted.title), plain(&legal(&wanted.title))];
        let files = WalkDir::new(folder).max_depth(4).sort_by_file_name().into_iter().filter_map(Result::ok);
        let is_it = |path: &Path| {
            let stem = path.file_stem().map(|stem| plain(&stem.to_string_lossy())).unwrap_or_default();
            let stem = stem.trim_start_matches(|c: char| c.is_ascii_digit());
            names
                .iter()
                .any(|name| !name.is_empty() && name.trim_start_matches(|c: char| c.is_ascii_digit()) == stem)
        };
        let files = files.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
        let files: Vec<PathBuf> = files.filter(|path| is_it(path)).collect();
        let is_pdf = |path: &&PathBuf| path.extension().is_some_and(|it| it.eq_ignore_ascii_case("pdf"));
        let pdfs: Vec<&PathBuf> = files.iter().filter(is_pdf).collect();
        match (pdfs.as_slice(), files.as_slice()) {
            ([one], _) => Some((*one).clone()),
            ([], [one]) => Some(one.clone()),
            ([], []) => None,
            _ => {
                let message =
                    format!("材料文件夹里有几个文件都叫「{}」，不知取哪一个；请写明「路径」", wanted.title);
                problems.push(fault(wanted.at, message));
                None
            }
        }
    }

    fn part(&mut self, path: &Path, at: NodeId) -> Result<Part, Diagnostic> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !path.is_file() {
            return Err(fault(at, format!("「{name}」不是文件")));
        }
        let bytes = read(path).map_err(|why| fault(at, format!("「{name}」读不出来：{why}")))?;
        self.total += bytes.len();
        if self.total > MOST_TOGETHER {
            return Err(fault(at, "材料合计超过 2 GB，一个包装不下；请把声像资料另行移交".to_owned()));
        }
        let seen = foreign::look(&name, &bytes).map_err(|why| fault(at, format!("「{name}」{why}")))?;
        Ok(Part { name, seen, bytes })
    }
}

/// What two names are compared by: letters and digits alone.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The place of a file within its 件, by what its name says.
fn rank(name: &str) -> u8 {
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let is_annex = has(&["附件", "附表", "附图"]);
    let is_draft = has(&["定稿", "底稿", "修改稿", "草稿"]);
    u8::from(is_annex) + 2 * u8::from(is_draft)
}

/// A listed file that is nowhere: only what is not electronic need not be.
fn without_file(wanted: &Wanted) -> Option<Diagnostic> {
    if wanted.is_physical {
        return None;
    }
    let message = format!("归档文件「{}」没有写「路径」，也没有在材料文件夹里找到同名的文件", wanted.title);
    Some(fault(wanted.at, message))
}

/// The pages of a 件: those that can be counted are, the others are as typed.
fn pages(wanted: &Wanted, parts: &[Part], problems: &mut Vec<Diagnostic>) -> Option<usize> {
    let counted: Option<usize> = parts.iter().map(|part| part.seen.pages).sum();
    let counted = counted.filter(|_| !parts.is_empty())?;
    if let Some((typed, at)) = wanted.pages.filter(|(typed, _)| *typed != counted) {
        let message =
            format!("「{}」写的是{typed}页，文件实有{counted}页，归档按{counted}页计", wanted.title);
        problems.push(Diagnostic::new(Code::ArchivePages, at, message).help("请把「页数」改成实际的页数"));
    }
    Some(counted)
}

/// What is to be known of a file that may not keep.
fn doubt(part: &Part, at: NodeId) -> Option<Diagnostic> {
    let Part { name, seen, .. } = part;
    let message = if seen.form == Form::PDF && seen.claim.is_none() {
        format!("「{name}」没有声明是 PDF/A，多年以后字体、颜色可能走样")
    } else if seen.form.keeping == Keeping::Doubtful {
        format!("「{name}」是 {} 文件，不是长期保存的格式", seen.form.name)
    } else {
        return None;
    };
    let help = "请在 Word、WPS 中另存为 PDF，选项里选上「PDF/A」；只有这一份的，可以照存";
    Some(Diagnostic::new(Code::ArchiveFormat, at, message).help(help))
}

fn fault(at: NodeId, message: String) -> Diagnostic {
    let help = "请把文件放好、写对「路径」；只有纸质件的，写「载体: 纸质」和「页数」";
    Diagnostic::new(Code::ArchiveMaterial, at, message).help(help)
}
