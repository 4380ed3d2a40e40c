//! Loading: the bytes of a YAML file or a workbook come in, the located tree in the vocabulary's own words goes out.
//!
//! No value is judged here (a date is still the text that was typed), no file is opened, and nothing is known of
//! documents. A spec with faults is still given as far as it could be read, so that every problem is said at once.

mod loaded;
mod order;
mod quotes;
mod unit;
mod votes;
mod words;
mod workbook;
mod yaml;

pub use loaded::Loaded;
pub use quotes::{File, source};
pub use unit::unit;

use crate::diag::{Code, Diagnostic, Location, Reported};
use crate::spec::{Origin, Spec};
use std::sync::Arc;

/// More faults in one file than anyone reads; the rest are only counted.
const MOST_FAULTS: usize = 200;

/// Says how many faults are not listed.
fn unsaid(count: usize) -> Diagnostic {
    Diagnostic::new(Code::TooLarge, Location::File, format!("错误太多，还有 {count} 处没有列出"))
        .help("请先改正已列出的错误，再检查一遍")
}

/// Why nothing could be read at all: the one diagnostic of a file.
struct Fault(Box<Diagnostic>);

impl Fault {
    /// The same at another place.
    fn at(mut self, location: Location) -> Self {
        self.0.location = location;
        self
    }
}

impl From<Diagnostic> for Fault {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(Box::new(diagnostic))
    }
}

impl From<Fault> for Loaded {
    fn from(Fault(diagnostic): Fault) -> Self {
        Self::failed(vec![*diagnostic])
    }
}

/// Reads the meetings from the bytes of `name`, whose extension says what they are: YAML documents, a workbook filled
/// in as a form, or one that is a ledger.
///
/// All diagnostics name the file, are located as the user sees it, and come in the order of their places.
#[must_use]
pub fn load_all(name: &str, bytes: &[u8]) -> Loaded {
    let file: Arc<str> = Arc::from(name);
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let loaded = match extension.as_deref() {
        Some("yaml" | "yml") => yaml::load(&file, bytes),
        Some("xlsx" | "xlsm" | "xls" | "ods") => workbook::load(&file, bytes),
        other => Loaded::failed(vec![unknown_type(other)]),
    };
    loaded.settled(&file)
}

/// Reads a file that should hold one meeting; a file with several is refused.
#[must_use]
pub fn load(name: &str, bytes: &[u8]) -> Reported<Spec> {
    load_all(name, bytes).only(name)
}

/// Turns every node in `diagnostics` into the place the user sees (line and column, or sheet and cell), names the
/// file where none is named, and puts the diagnostics in the order of their places.
///
/// `bytes` are those the spec was loaded from. A node that cannot be found again becomes the file as a whole.
pub fn locate(spec: &Spec, bytes: &[u8], diagnostics: &mut [Diagnostic]) {
    match &spec.origin {
        Origin::Yaml => yaml::locate(bytes, spec, diagnostics),
        Origin::Workbook(_) => order::resolve(diagnostics, |node| spec.workbook_place(node)),
    }
    for diagnostic in diagnostics.iter_mut() {
        diagnostic.file.get_or_insert_with(|| Arc::clone(&spec.name));
        if diagnostic.meeting.is_none() {
            diagnostic.meeting.clone_from(&spec.label);
        }
    }
    order::sort(Some(spec), diagnostics);
}

fn unknown_type(extension: Option<&str>) -> Diagnostic {
    let found = extension.map_or_else(
        || "文件名没有扩展名，应为 .yaml、.yml、.xlsx、.xlsm、.xls 或 .ods".to_owned(),
        |extension| format!("不认识的文件类型「.{extension}」，应为 .yaml、.yml、.xlsx、.xlsm、.xls 或 .ods"),
    );
    let help = match extension {
        Some("et" | "ett") => "请在 WPS 表格中打开它，选「另存为」，保存类型选「Excel 工作簿（*.xlsx）」",
        Some("xlsb" | "xlt" | "xltx" | "csv" | "numbers" | "fods") => {
            "请在 Excel 或 WPS 中「另存为」，保存类型选「Excel 工作簿（*.xlsx）」"
        }
        _ => "会议信息请填在 .xlsx 工作簿或 .yaml 文本文件里",
    };
    Diagnostic::new(Code::UnknownFileType, Location::File, found).help(help)
}
