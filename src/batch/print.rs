//! The print file: the PDFs that stand of a run and the kinds to be printed come in; one PDF in their order and its list
//! go out.

use super::place::older;
use super::save::save;
use super::{CLASSIFIED, Line, Overwrite, Report, Row, Written};
use crate::diag::{Code, Diagnostic, Location};
use crate::kind::Kind;
use crate::pipeline::{Begin, Binding, Cell, Format, Stage, Table, table_book};
use std::path::{Path, PathBuf};

/// A document to be printed.
#[derive(Clone, Debug)]
pub struct Printable {
    /// Its meeting, as its folder is named.
    meeting: String,
    kind: Kind,
    path: PathBuf,
}

/// What became of a print file.
#[derive(Debug, Default)]
pub struct Printed {
    /// The files that stand: the PDF and its list.
    pub files: Vec<PathBuf>,
    /// How many documents are in it.
    pub documents: usize,
    /// Its pages, blank ones included.
    pub pages: usize,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

/// The documents of a meeting that are to be printed, in the order of the kinds; nothing of a classified meeting, whose
/// copies are counted one by one.
#[must_use]
pub fn printables(report: &Report, kinds: &[Kind]) -> Vec<Printable> {
    let Some(folder) = report.folder.as_deref().filter(|_| report.level.is_none()) else { return Vec::new() };
    let meeting = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let is_final = |written: &&Written| {
        written.format == Format::Pdf && written.stage == Stage::Final && written.copy.is_none()
    };
    let of = |kind: &Kind| {
        let written = report.written.iter().filter(is_final).find(|written| written.kind == *kind)?;
        Some(Printable { meeting: meeting.clone(), kind: *kind, path: written.path.clone() })
    };
    kinds.iter().filter_map(of).collect()
}

/// The same of the rows of a report, whose files stand in an output folder: those of all shards of a run.
#[must_use]
pub fn printables_of(rows: &[Row], output: &Path, kinds: &[Kind]) -> Vec<Printable> {
    let of_row = |row: &Row| {
        let name = row.folder.clone().unwrap_or_default();
        let folder = output.join(&name);
        let manifest = older(&folder);
        let is_open = manifest.as_ref().map_or(!name.starts_with(CLASSIFIED), |it| !it.spec.is_unsaid());
        let is_final = |file: &str| manifest.as_ref().is_none_or(|manifest| manifest.is_final(file));
        let of = |kind: &Kind| {
            let is_its_pdf = |line: &&Line| {
                line.kind == kind.label() && line.format == Format::Pdf.extension() && is_final(&line.file)
            };
            let line = row.files.iter().find(is_its_pdf)?;
            Some(Printable { meeting: name.clone(), kind: *kind, path: folder.join(&line.file) })
        };
        if is_open { kinds.iter().filter_map(of).collect() } else { Vec::new() }
    };
    rows.iter().flat_map(of_row).collect()
}

/// Binds the documents into 打印.pdf in a folder, with 打印清单.xlsx beside it.
#[must_use]
pub fn print(documents: &[Printable], begin: Begin, folder: &Path) -> Printed {
    let mut printed = Printed::default();
    let mut binding = Binding::new(begin);
    let mut rows = Vec::new();
    for one in documents {
        let title = format!("{}　{}", one.meeting, one.kind);
        let bytes = std::fs::read(&one.path).map_err(|error| super::reason::reason(&error));
        let bound = bytes.and_then(|bytes| binding.add(&title, &bytes).map_err(|error| error.to_string()));
        match bound {
            Err(why) => printed.diagnostics.push(unbound(&one.path, &why)),
            Ok(bound) => {
                let file = one.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let text = |text: &str| Cell::Text(text.to_owned());
                let is_padded = begin == Begin::OnFrontSide && bound.pages % 2 == 1;
                rows.push(vec![
                    Cell::Number(rows.len() + 1),
                    text(&one.meeting),
                    text(one.kind.label()),
                    Cell::Number(bound.pages),
                    Cell::Number(bound.first),
                    Cell::Number(bound.first + bound.pages - 1),
                    text(if is_padded { "后面有一张空白页" } else { "" }),
                    text(&file),
                ]);
            }
        }
    }
    (printed.documents, printed.pages) = (rows.len(), binding.pages());
    if rows.is_empty() {
        return printed;
    }
    let list = Table {
        name: "打印清单",
        head: &["序号", "会议", "文书", "页数", "起始页", "终止页", "备注", "文件"],
        rows,
    };
    let files = [
        ("打印.pdf", binding.finish("打印").map_err(|error| error.to_string())),
        ("打印清单.xlsx", table_book("打印清单", [list]).map_err(|error| error.to_string())),
    ];
    for (name, bytes) in files {
        let path = folder.join(name);
        let saved = match bytes {
            Err(why) => Err(unbound(&path, &why)),
            // The very same file stays.
            Ok(bytes) if std::fs::read(&path).is_ok_and(|now| now == bytes) => Ok(()),
            Ok(bytes) => save(&path, &bytes, Overwrite::Edited),
        };
        match saved {
            Ok(()) => printed.files.push(path),
            Err(problem) => printed.diagnostics.push(problem),
        }
    }
    printed
}

fn unbound(path: &Path, why: &str) -> Diagnostic {
    let message = format!("「{}」没有编进打印文件：{why}", path.display());
    let mut problem = Diagnostic::new(Code::UnreadableFile, Location::File, message)
        .help("请重新生成这份文书，再做打印文件");
    problem.file = Some(path.to_string_lossy().into());
    problem
}
