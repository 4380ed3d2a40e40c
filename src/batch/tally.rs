//! The tally of a month's run: reports come in, rows for 报告.xlsx and 报告.json go out; the tallies of shards make one.

use super::save::save;
use super::standing::Plan;
use super::sweep::sweep_folder;
use super::tables::tables;
use super::{Overwrite, Report, State, Unwritten, Written};
use crate::diag::show::{self, Readiness};
use crate::diag::{Code, Diagnostic, Location, Severity};
use crate::pipeline::table_book;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// What became of the meetings of a run, in the order of their specs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// The version of the program.
    pub tool: String,
    /// A row for each meeting.
    pub meetings: Vec<Row>,
    /// The papers of the month.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<Line>,
    /// What does not go together across the meetings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub across: Vec<Found>,
}

/// Something that does not go together across the meetings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Its code.
    pub code: String,
    /// `error`, `warning`, `note`.
    pub severity: String,
    /// What is wrong.
    pub message: String,
    /// Where.
    pub place: String,
    /// The other place.
    pub other: String,
}

impl Found {
    /// A problem as the report has it.
    #[must_use]
    pub fn of(found: &Diagnostic) -> Self {
        let file = found.file.as_deref();
        let other = found.related.first().map(|(_, at)| show::place(file, at));
        Self {
            code: found.code.name().to_owned(),
            severity: found.severity.name().to_owned(),
            message: found.message.clone(),
            place: show::place(file, &found.location),
            other: other.unwrap_or_default(),
        }
    }
}

/// Something that is wrong with a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// `error`, `warning`, `note`.
    pub severity: String,
    /// Its code.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// Where.
    pub place: String,
    /// How to put it right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

impl Problem {
    fn of(found: &Diagnostic) -> Self {
        Self {
            severity: found.severity.name().to_owned(),
            code: found.code.name().to_owned(),
            message: found.message.clone(),
            place: show::place(found.file.as_deref(), &found.location),
            help: found.help.clone(),
        }
    }
}

/// A meeting's row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Which spec of the run, from 0.
    pub place: usize,
    /// The spec's path as given.
    pub spec: String,
    /// The meeting, where its file holds several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<String>,
    /// 名称.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its folder's name in the output folder.
    pub folder: Option<String>,
    /// What was to be done: `new`, `changed`, `incomplete`, `edited`, `unchanged`.
    pub plan: String,
    /// Errors and warnings.
    pub errors: usize,
    /// See `errors`.
    pub warnings: usize,
    /// The documents that are not made, each with what blocks it.
    pub blocked: Vec<Blocked>,
    /// How many documents with Word templates have no PDF.
    #[serde(default, skip_serializing_if = "is_none")]
    pub unprinted: usize,
    /// The files that stand.
    pub files: Vec<Line>,
    /// The files that were made and not written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unwritten: Vec<Left>,
    /// Everything that is wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<Problem>,
}

/// A file that was made and not written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// Its name.
    pub file: String,
    /// Its kind.
    pub kind: String,
    /// `docx` or `pdf`.
    pub format: String,
    /// `edited` where a person changed it since it was made, else `unwritable`.
    pub state: String,
}

impl Left {
    fn of(left: &Unwritten) -> Self {
        Self {
            file: left.file.clone(),
            kind: left.kind.label().to_owned(),
            format: left.format.extension().to_owned(),
            state: if left.why == Code::EditedByHand { "edited" } else { "unwritable" }.to_owned(),
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
const fn is_none(count: &usize) -> bool {
    *count == 0
}

/// A document that is not made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blocked {
    /// Its kind.
    pub kind: String,
    /// Why.
    pub reasons: String,
}

/// A file's line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its name.
    pub file: String,
    /// Its kind.
    pub kind: String,
    /// `docx` or `pdf`.
    pub format: String,
    /// `written` or `unchanged`.
    pub state: String,
    /// Its pages.
    pub pages: Option<usize>,
    /// Who laid it out, where that was not this program: `word-template`, `libreoffice`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maker: Option<String>,
    /// SHA-256.
    pub sha256: String,
}

impl Line {
    /// The line of a file.
    #[must_use]
    pub fn of(written: &Written) -> Self {
        Self {
            file: written.path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            kind: written.kind.label().to_owned(),
            format: written.format.extension().to_owned(),
            state: if written.state == State::New { "written" } else { "unchanged" }.to_owned(),
            pages: written.pages,
            maker: written.maker.name().map(str::to_owned),
            sha256: written.sha256.clone(),
        }
    }
}

impl Row {
    /// The row of a report.
    #[must_use]
    pub fn of(place: usize, plan: Plan, report: &Report) -> Self {
        let count = |severity| report.diagnostics.iter().filter(|found| found.severity == severity).count();
        let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let readiness = report.readiness();
        let reasons = |label: &str| {
            let one = readiness.iter().find(|one| one.kind.to_string() == label);
            one.map_or_else(String::new, Readiness::reasons)
        };
        let blocked = report
            .blocked
            .iter()
            .map(|kind| Blocked { kind: kind.label().to_owned(), reasons: reasons(kind.label()) });
        let files = report.written.iter().map(Line::of);
        Self {
            place,
            spec: report.spec.clone(),
            meeting: report.meeting.as_deref().map(str::to_owned),
            title: report.title.clone(),
            folder: report.folder.as_deref().map(name),
            plan: plan.name().to_owned(),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            blocked: blocked.collect(),
            unprinted: report.unprinted.iter().count(),
            files: files.collect(),
            unwritten: report.unwritten.iter().map(Left::of).collect(),
            problems: report.diagnostics.iter().map(Problem::of).collect(),
        }
    }

    /// The files of it that were written.
    #[must_use]
    pub fn written(&self) -> usize {
        self.files.iter().filter(|line| line.state == "written").count()
    }
}

impl Tally {
    /// A tally without rows.
    #[must_use]
    pub fn new() -> Self {
        Self { tool: concat!("huiwu ", env!("CARGO_PKG_VERSION")).to_owned(), ..Self::default() }
    }

    /// Where the tally of a shard lies beside the report of the whole: `报告.2-4.json`.
    #[must_use]
    pub fn part_of(report: &Path, shard: super::Shard) -> PathBuf {
        report.with_extension(format!("{}-{}.json", shard.number, shard.of))
    }

    /// Puts the tallies of all shards of a report into one; they go away once it is written by [`Tally::save`].
    ///
    /// # Errors
    /// When one is missing or cannot be read.
    pub fn merge(report: &Path) -> Result<(Self, Vec<PathBuf>), Diagnostic> {
        let of = shards(report).ok_or_else(|| fault(report, "旁边没有各分片的报告（如 报告.1-4.json）"))?;
        let mut whole = Self::new();
        let mut paths = Vec::new();
        for number in 1..=of {
            let path = Self::part_of(report, super::Shard { number, of });
            let bytes = std::fs::read(&path).map_err(|_| fault(&path, "缺这一分片的报告"))?;
            let part: Self =
                serde_json::from_slice(&bytes).map_err(|_| fault(&path, "这一分片的报告读不了"))?;
            whole.meetings.extend(part.meetings);
            paths.push(path);
        }
        whole.meetings.sort_by_key(|row| row.place);
        Ok((whole, paths))
    }

    /// Whether any meeting has errors.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.meetings.iter().any(|row| row.errors > 0)
    }

    /// The tally as JSON.
    #[must_use]
    pub fn json(&self) -> Vec<u8> {
        // Texts and numbers only: serialising them cannot fail.
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// Writes the report as a workbook and as JSON beside it.
    ///
    /// # Errors
    /// When either cannot be written.
    pub fn save(&self, report: &Path) -> Result<(), Diagnostic> {
        let folder = report.parent().filter(|folder| !folder.as_os_str().is_empty());
        sweep_folder(folder.unwrap_or(Path::new(".")));
        let book = table_book("会议文书生成报告", tables(self))
            .map_err(|error| fault(report, &error.to_string()))?;
        save(report, &book, Overwrite::Edited)?;
        save(&report.with_extension("json"), &self.json(), Overwrite::Edited)
    }

    /// Writes the tally of a shard.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn save_part(&self, report: &Path, shard: super::Shard) -> Result<(), Diagnostic> {
        save(&Self::part_of(report, shard), &self.json(), Overwrite::Edited)
    }
}

/// How many shards the tallies beside a report speak of.
fn shards(report: &Path) -> Option<usize> {
    let folder = report.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let stem = report.file_stem()?.to_string_lossy().into_owned();
    let entries = std::fs::read_dir(folder).ok()?.filter_map(Result::ok);
    let of = |name: String| {
        let middle = name.strip_prefix(&stem)?.strip_prefix('.')?.strip_suffix(".json")?.to_owned();
        let (number, of) = middle.split_once('-')?;
        number.parse::<usize>().ok()?;
        of.parse::<usize>().ok()
    };
    entries.filter_map(|entry| of(entry.file_name().to_string_lossy().into_owned())).max()
}

fn fault(path: &Path, message: &str) -> Diagnostic {
    let mut fault = Diagnostic::new(Code::UnreadableFile, Location::File, message);
    fault.file = Some(path.to_string_lossy().into());
    fault
}
