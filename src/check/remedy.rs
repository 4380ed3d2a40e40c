//! How to write a missing element: a path and its gap come in, a line for the author of YAML or of a workbook goes out.

use super::path::{Gap, Path};
use crate::spec::vocabulary::{Field, Shape, TOP};
use crate::spec::{Origin, Spec};

/// Where and how to write the element.
pub(super) fn remedy(spec: &Spec, path: &Path, label: &str, gap: Gap) -> String {
    match spec.origin {
        Origin::Yaml => yaml(path, gap),
        Origin::Workbook(_) => workbook(path, label, gap),
    }
}

/// The element's name where its author would write it: `「通知」的「文号」` in YAML, the row's name in a workbook.
pub(super) fn name(spec: &Spec, path: &Path, label: &str) -> String {
    match (&spec.origin, path.ways.first()) {
        (Origin::Yaml, Some(way)) => {
            way.iter().map(|key| format!("「{key}」")).collect::<Vec<_>>().join("的")
        }
        _ => format!("「{label}」"),
    }
}

fn yaml(path: &Path, gap: Gap) -> String {
    match gap {
        Gap::Below(None, _) => format!("顶格写{}", samples(TOP, path, 0)),
        Gap::Below(Some(entry), depth) => {
            let full = path.ways.first().is_some_and(|way| way.len() == depth);
            if full {
                return format!("在「{}」后面写明{}", entry.field.key, about(entry.field));
            }
            format!("在「{}」之下写{}", entry.field.key, samples(inner(entry.field), path, depth))
        }
        Gap::Item { empty: Some(entry), .. } => {
            format!("在「{}」后面写明{}", entry.field.key, about(entry.field))
        }
        Gap::Item { list, .. } => format!("在这一项里写{}", samples(inner(list.field), path, 0)),
        Gap::Everywhere { list, .. } => format!("在每一项里写{}", samples(inner(list.field), path, 0)),
    }
}

fn workbook(path: &Path, label: &str, gap: Gap) -> String {
    let of_item = |list: &[&str]| sheet(list).unwrap_or("会议");
    match (&path.list, gap) {
        (Some(list), Gap::Item { .. }) => {
            format!("在「{}」表这一行填写「{label}」一列", of_item(&list.keys))
        }
        (Some(list), _) => format!("在「{}」表逐行填写「{label}」一列", of_item(&list.keys)),
        (None, _) => {
            let sheets: Vec<&str> = path.ways.iter().filter_map(|way| sheet(way)).collect();
            match sheets.as_slice() {
                [] => format!("在「会议」表填写「{label}」"),
                [first, ..] if path.ways.len() > 1 => {
                    format!("填写「{first}」表，或在「会议」表填写「{label}」")
                }
                [first, ..] => format!("填写「{first}」表，一行一项"),
            }
        }
    }
}

/// The sheet that holds a list as a table.
fn sheet(keys: &[&str]) -> Option<&'static str> {
    match keys {
        ["参会人员"] => Some("参会人员"),
        ["议程"] => Some("议程"),
        ["材料"] => Some("材料"),
        ["方案", "分工"] => Some("分工"),
        ["记录", "议题"] => Some("记录"),
        ["任务"] => Some("任务"),
        ["归档", "文件"] => Some("归档文件"),
        _ => None,
    }
}

fn inner(field: &'static Field) -> &'static [Field] {
    match field.shape {
        Shape::Map(fields, _) | Shape::List(&Shape::Map(fields, _)) => fields,
        _ => &[],
    }
}

/// `「决定: [ … ]」或「共识: [ … ]」`: each way from a depth on, and what is meant if there is but one.
fn samples(fields: &'static [Field], path: &Path, depth: usize) -> String {
    let mut told = String::new();
    let written: Vec<String> = path
        .ways
        .iter()
        .enumerate()
        .map(|(at, way)| {
            // Only the first way is known to be there so far; the others are written from the top.
            let (fields, rest) = if at == 0 || depth == 0 {
                (fields, way.get(depth..).unwrap_or_default())
            } else {
                (TOP, way.as_slice())
            };
            let (text, last) = sample(fields, rest);
            if path.ways.len() == 1 {
                told = last.map(about).unwrap_or_default();
            }
            format!("「{text}」")
        })
        .collect();
    written.join("或") + &told
}

fn sample(fields: &'static [Field], keys: &[&str]) -> (String, Option<&'static Field>) {
    let Some((key, rest)) = keys.split_first() else { return ("…".to_owned(), None) };
    let Some(field) = fields.iter().find(|field| field.key == *key) else {
        return (format!("{key}: …"), None);
    };
    if !rest.is_empty() {
        let (text, last) = sample(inner(field), rest);
        return (format!("{key}: {{{text}}}"), last);
    }
    let text = match field.shape {
        Shape::List(&Shape::Map(fields, _)) => {
            let first = fields.first().map_or("…", |field| field.key);
            format!("{key}: [{{{first}: …}}]")
        }
        Shape::List(_) => format!("{key}: [ … ]"),
        _ => format!("{key}: …"),
    };
    (text, Some(field))
}

/// `（会议地点，写到楼号、房号）`, unless that says no more than the key.
fn about(field: &'static Field) -> String {
    if field.about.contains(field.key) && field.about.chars().count() <= field.key.chars().count() + 2 {
        String::new()
    } else {
        format!("（{}）", field.about)
    }
}
