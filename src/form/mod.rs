//! The form: what a blank spec shows of the vocabulary, whether it is written as YAML or as a workbook.
//!
//! Which elements there are, in which order and under which stage of the meeting, what a form calls them, which documents
//! need them, and a value that could stand there. Nothing here knows how a YAML text or a workbook is written.

mod hints;
mod labels;
mod needs;

pub use hints::Hints;
pub use labels::label;
pub use needs::{Level, Need, Needs};

use crate::spec::examples;
use crate::spec::vocabulary::{Bare, Field, Shape, TOP};

/// The fields from the top down to the one meant.
pub type Path = Vec<&'static Field>;

/// `组织.联系人.电话`, the items of lists not counted.
#[must_use]
pub fn name_of(path: &[&Field]) -> String {
    path.iter().map(|field| field.key).collect::<Vec<_>>().join(".")
}

/// The value that could stand at a path.
#[must_use]
pub fn example(path: &[&'static Field]) -> &'static str {
    path.last().map_or("", |field| examples::example(&name_of(path), field))
}

/// When in the life of a meeting something is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Before it.
    Before,
    /// While it lasts.
    During,
    /// After it.
    After,
    /// At any time.
    Any,
}

impl Stage {
    /// All, in order.
    pub const ALL: [Self; 4] = [Self::Before, Self::During, Self::After, Self::Any];

    /// What a form calls it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Before => "会前",
            Self::During => "会中",
            Self::After => "会后",
            Self::Any => "其他",
        }
    }

    /// The stage of a path.
    #[must_use]
    pub fn of(path: &[&Field]) -> Self {
        let key = |at: usize| path.get(at).map_or("", |field| field.key);
        match (key(0), key(1)) {
            ("记录", "整理日期" | "审核日期") | ("纪要" | "任务" | "归档", _) => Self::After,
            ("记录", _) => Self::During,
            ("单位包", _) => Self::Any,
            _ => Self::Before,
        }
    }
}

/// A table with a sheet of its own.
#[derive(Clone, Debug)]
pub struct Table {
    /// The list.
    pub path: Path,
    /// The fields of its items.
    pub fields: &'static [Field],
}

impl Table {
    /// The name of its sheet.
    #[must_use]
    pub fn sheet(&self) -> &'static str {
        match self.path.last() {
            Some(field) if field.key == "文件" => "归档文件",
            Some(field) => field.key,
            None => "",
        }
    }

    /// Its columns: one for each field, and for a map such as 代会人 one for each part.
    #[must_use]
    pub fn columns(&self) -> Vec<Column> {
        let column = |below: &[&'static Field], header: String| Column {
            path: self.path.iter().chain(below).copied().collect(),
            below: below.to_vec(),
            header,
        };
        let mut columns = Vec::new();
        for field in self.fields {
            let Shape::Map(parts, _) = field.shape else {
                columns.push(column(&[field], field.key.to_owned()));
                continue;
            };
            for (at, part) in parts.iter().enumerate() {
                let part_of = if at == 0 { String::new() } else { part.key.to_owned() };
                columns.push(column(&[field, part], format!("{}{part_of}", field.key)));
            }
        }
        columns
    }
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// The whole path, that of the table before it.
    pub path: Path,
    /// The path within an item: one field, or a map and a part of it.
    pub below: Path,
    /// What its header says.
    pub header: String,
}

impl Column {
    /// The field of its values.
    #[must_use]
    pub fn field(&self) -> Option<&'static Field> {
        self.below.last().copied()
    }
}

/// The lines of the sheet 会议: every element that is no table and no part of one.
#[must_use]
pub fn lines() -> Vec<Path> {
    let mut lines = Vec::new();
    walk(TOP, &[], &mut |path| {
        if table_of(path).is_none() {
            lines.push(path.to_vec());
        }
    });
    lines.sort_by_key(|path| Stage::ALL.iter().position(|stage| *stage == Stage::of(path)));
    lines
}

/// The tables but for 记录.议题, in the order of the vocabulary.
#[must_use]
pub fn tables() -> Vec<Table> {
    let mut tables = Vec::new();
    walk(TOP, &[], &mut |path| tables.extend(table_of(path).filter(|_| !is_record(path))));
    tables
}

/// Whether the path is that of 记录.议题, whose sheet has a row for each thing said or decided.
#[must_use]
pub fn is_record(path: &[&Field]) -> bool {
    name_of(path) == "记录.议题"
}

/// Whether a map is written under its own name by its first field: 主持人 by 姓名.
#[must_use]
pub fn stands_for_first(shape: &Shape) -> bool {
    matches!(shape, Shape::Map(_, Bare::First))
}

fn table_of(path: &[&'static Field]) -> Option<Table> {
    let Shape::List(&Shape::Map(fields, _)) = path.last()?.shape else { return None };
    Some(Table { path: path.to_vec(), fields })
}

/// Visits the fields that are no maps.
fn walk(fields: &'static [Field], above: &[&'static Field], visit: &mut impl FnMut(&[&'static Field])) {
    for field in fields {
        let path: Path = above.iter().copied().chain([field]).collect();
        match field.shape {
            Shape::Map(inner, _) => walk(inner, &path, visit),
            _ => visit(&path),
        }
    }
}
