//! The workbook: the bytes of a spreadsheet come in; the located tree of each of its meetings goes out.
//!
//! In a form, sheet 会议 has the columns 项目 and 内容; each list of the vocabulary has a sheet with a header row; 记录 has
//! one row for each thing said or decided. In a ledger, sheet 会议 has one row for each meeting, and the other sheets
//! say in a column 会议编号 which meeting each of their rows belongs to.

mod cells;
mod form;
mod labels;
mod ledger;
mod ods;
mod package;
mod record;
mod table;
mod tree;
mod unseen;
mod xls;

use crate::date::Epoch;
use crate::diag::{Code, Diagnostic, Location, Reported, Severity};
use crate::load::{Fault, Loaded, MOST_FAULTS, unsaid, words};
use crate::spec::vocabulary::{Field, TOP};
use crate::spec::{Origin, Spec};
use cells::{Content, Sheet};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tree::Tree;

/// Words in the names of sheets that are there for people only.
const FOR_PEOPLE: &[&str] = &["说明", "示例", "样例", "备注", "字典", "选项", "下拉"];

/// Reads all meetings; their diagnostics are located.
pub(super) fn load(name: &Arc<str>, bytes: &[u8]) -> Loaded {
    let (sheets, epoch) = match open(name, bytes) {
        Ok(read) => read,
        Err(fault) => return fault.into(),
    };
    let form = sheets.iter().find(|sheet| !sheet.hidden && matches!(use_of(&sheet.name), Use::Form));
    let Some(ledger) = form.and_then(ledger::Ledger::of) else {
        let mut tree = Tree::new();
        read(&sheets, epoch, None, &mut tree);
        return Loaded::one(meeting(name, (0, None), tree));
    };
    let (meetings, diagnostics) = ledger.divide(&sheets);
    let several = meetings.len() > 1;
    let read = |(number, row): (usize, ledger::Meeting)| {
        let mut tree = Tree::new();
        read(&row.sheets, epoch, Some((&ledger, row.row)), &mut tree);
        tree.diagnostics.extend(row.diagnostics);
        meeting(name, (number, several.then_some(row.label)), tree)
    };
    let mut meetings: Vec<_> = meetings.into_iter().enumerate().map(read).collect();
    if meetings.is_empty() {
        meetings.push(meeting(name, (0, None), Tree::new()));
    }
    Loaded { meetings, diagnostics }
}

/// The sheets of a file, by what its name and its first bytes say it is.
fn open(name: &str, bytes: &[u8]) -> Result<(Vec<Sheet>, Epoch), Fault> {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    match extension.as_deref() {
        Some("ods") if bytes.starts_with(b"PK") => ods::read(bytes),
        Some("xls") if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) => xls::read(bytes),
        extension => package::unpack(bytes, extension.unwrap_or_default()).and_then(cells::read),
    }
}

/// A tree as one of the file's meetings.
fn meeting(name: &Arc<str>, (number, label): (usize, Option<Arc<str>>), tree: Tree) -> Reported<Spec> {
    let Tree { root, places, mut diagnostics } = tree;
    let is_faulty = diagnostics.iter().any(Diagnostic::is_error);
    if let Some(rest) = diagnostics.len().checked_sub(MOST_FAULTS).filter(|rest| *rest > 0) {
        diagnostics.truncate(MOST_FAULTS);
        diagnostics.push(unsaid(rest));
    }
    if root.is_empty() {
        if !is_faulty {
            diagnostics.push(
                Diagnostic::new(Code::EmptySpec, Location::File, "工作簿里没有填写任何会议内容")
                    .help("请在「会议」表的「内容」列里填写，至少写明名称、时间、地点"),
            );
        }
        return Reported::failed(diagnostics);
    }
    let origin = Origin::Workbook(places);
    let spec = Spec { name: Arc::clone(name), origin, number, label, root };
    Reported::new(spec, diagnostics)
}

/// The sheets of a file, to quote their rows.
#[derive(Debug)]
pub(super) struct Sheets(Vec<Sheet>);

impl Sheets {
    /// The sheets that can be read.
    pub(super) fn read(name: &str, bytes: &[u8]) -> Self {
        Self(open(name, bytes).map(|(sheets, _)| sheets).unwrap_or_default())
    }

    /// The texts of some rows, each by its sheet and number, from column A on; a row that is not there is left out.
    pub(super) fn rows(&self, wanted: BTreeSet<(String, u32)>) -> BTreeMap<(String, u32), Vec<String>> {
        let row = |sheet: &str, number: u32| {
            let cells = self.0.iter().find(|known| known.name == sheet)?.rows.get(&number)?;
            let (last, _) = cells.last_key_value()?;
            let shown = |column| cells.get(&column).map(Content::shown).unwrap_or_default();
            Some((0..=*last).map(shown).collect())
        };
        wanted
            .into_iter()
            .filter_map(|(sheet, number)| Some((row(&sheet, number)?, sheet, number)))
            .map(|(cells, sheet, number)| ((sheet, number), cells))
            .collect()
    }
}

/// What a sheet is for.
enum Use {
    Form,
    Record,
    Table(labels::Path),
    Unknown,
}

fn use_of(name: &str) -> Use {
    let top = |key: &str| {
        let named: Option<&Field> = words::named(TOP, name);
        named.is_some_and(|field| field.key == key)
    };
    if top("会议") {
        Use::Form
    } else if top("记录") {
        Use::Record
    } else {
        labels::table(name).map_or(Use::Unknown, Use::Table)
    }
}

/// Reads one meeting from its sheets; of a ledger, from the row that is given.
fn read(sheets: &[Sheet], epoch: Epoch, row: Option<(&ledger::Ledger<'_>, u32)>, tree: &mut Tree) {
    let has_form = sheets.iter().any(|sheet| !sheet.hidden && matches!(use_of(&sheet.name), Use::Form));
    if !has_form {
        missing_form(sheets, tree);
    }
    let mut seen: Vec<(String, Location)> = Vec::new();
    for sheet in sheets {
        if sheet.hidden {
            note_hidden(sheet, tree);
            continue;
        }
        let path = match use_of(&sheet.name) {
            Use::Form => words::named(TOP, "会议").into_iter().collect(),
            Use::Record => words::named(TOP, "记录").into_iter().collect(),
            Use::Table(path) => path,
            Use::Unknown => {
                if has_form && !sheet.rows.is_empty() {
                    unknown(sheet, tree);
                }
                continue;
            }
        };
        let name = labels::name_of(&path);
        if let Some((_, first)) = seen.iter().find(|(known, _)| *known == name) {
            table::read_twice(sheet, &path, &first.clone(), tree);
            continue;
        }
        seen.push((name, sheet.place()));
        note_unseen(sheet, tree);
        match use_of(&sheet.name) {
            Use::Form => {
                if let Some((ledger, row)) = row {
                    ledger.read(row, epoch, tree);
                } else {
                    tree.stand_on(sheet.place());
                    form::read(sheet, epoch, tree);
                }
            }
            Use::Record => record::read(sheet, epoch, tree),
            _ => table::read(sheet, &path, epoch, tree),
        }
    }
}

fn missing_form(sheets: &[Sheet], tree: &mut Tree) {
    let names: Vec<_> = sheets.iter().map(|sheet| format!("「{}」", sheet.name)).collect();
    let message = format!("工作簿里没有「会议」表，现有的表是{}", names.join(""));
    let hidden = sheets.iter().any(|sheet| sheet.hidden && matches!(use_of(&sheet.name), Use::Form));
    let help = if hidden {
        "「会议」表被隐藏了；请在任一表名上点右键，选「取消隐藏」"
    } else {
        "请把写有会议名称、时间、地点的那张表改名为「会议」"
    };
    tree.fault(Code::MissingSheet, Location::File, message, help);
}

/// Rows that people do not see are read all the same; that must not pass in silence.
fn note_unseen(sheet: &Sheet, tree: &mut Tree) {
    let filled: Vec<u32> = sheet.unseen.iter().copied().filter(|row| sheet.rows.contains_key(row)).collect();
    let Some(first) = filled.first() else { return };
    let which = match filled.len() {
        1 => format!("第{}行", first + 1),
        more => format!("第{}行等{more}行", first + 1),
    };
    let message = format!("「{}」表的{which}是隐藏的或被筛选掉了，照样读取", sheet.name);
    tree.diagnostics.push(
        Diagnostic::new(Code::UnknownSheet, sheet.cell(*first, 0), message)
            .help("不该读取的请删去；该读取的请取消隐藏、清除筛选，免得核对时漏看"),
    );
}

fn note_hidden(sheet: &Sheet, tree: &mut Tree) {
    let message = format!("「{}」表是隐藏的，没有读取", sheet.name);
    tree.diagnostics.push(
        Diagnostic::new(Code::UnknownSheet, sheet.place(), message)
            .severity(Severity::Note)
            .help("需要读取时请取消隐藏"),
    );
}

/// The sheet of our own forms that tells how to fill them in.
const GUIDE: &str = "填写说明";

fn unknown(sheet: &Sheet, tree: &mut Tree) {
    if sheet.name.trim() == GUIDE {
        return;
    }
    let is_help = FOR_PEOPLE.iter().any(|word| sheet.name.contains(word));
    let names = || ["会议", "记录"].into_iter().chain(labels::table_names());
    let near = words::nearest_of(&sheet.name, names().map(|name| (name, name)));
    let help = near.filter(|_| !is_help).map_or_else(
        || format!("读取的表有：{}", names().collect::<Vec<_>>().join("、")),
        |near| format!("您是不是想写「{near}」？"),
    );
    let severity = if is_help { Severity::Note } else { Code::UnknownSheet.severity() };
    let message = format!("不认识的表「{}」，没有读取", sheet.name);
    tree.diagnostics
        .push(Diagnostic::new(Code::UnknownSheet, sheet.place(), message).severity(severity).help(help));
}
