//! How to write a missing element: a path and its gap come in, a line for the author of YAML or of a workbook goes out.

use super::path::{Gap, Path};
use crate::spec::vocabulary::{Bare, Field, Shape, TOP};
use crate::spec::{Entry, NodeId, Origin, Spec};

/// Where and how to write the element.
pub(super) fn remedy(spec: &Spec, path: &Path, label: &str, gap: Gap) -> String {
    match spec.origin {
        Origin::Yaml => yaml(spec, path, gap),
        Origin::Workbook(_) => workbook(path, label, gap),
    }
}

/// Where to write several elements, each with its label, that are missing in the same place.
pub(super) fn remedy_all(spec: &Spec, elements: &[(&Path, &str)], gap: Gap) -> String {
    let (holder, depth) = match gap {
        Gap::Below(holder, depth) => (holder, depth),
        _ => (None, 0),
    };
    let below = |path: &Path| {
        let way = path.ways.first().and_then(|way| way.get(depth..)).unwrap_or_default();
        way.join("」的「")
    };
    let is_workbook = matches!(spec.origin, Origin::Workbook(_));
    let names: Vec<String> = elements
        .iter()
        .map(|(path, label)| if is_workbook { (*label).to_owned() } else { below(path) })
        .filter(|name| !name.is_empty())
        .collect();
    let names = names.join("」「");
    match holder {
        _ if is_workbook => format!("在「会议」表填写「{names}」"),
        Some(holder) if names.is_empty() => format!("在「{}」后面写明", holder.field.key),
        Some(holder) => format!("在「{}」之下写「{names}」", holder.field.key),
        None => format!("顶格写「{names}」"),
    }
}

/// Several missing elements that begin with the same absent key, and how to write them all at once.
pub(super) struct Together {
    /// The key that holds them, if any; the absent key and those below it.
    holder: Option<NodeId>,
    ways: Vec<Vec<&'static str>>,
    pub(super) help: String,
}

impl Together {
    /// Whether an element that is missing there is one of them.
    pub(super) fn holds(&self, path: &Path, gap: Gap) -> bool {
        absent_way(path, gap)
            .is_some_and(|(holder, way)| key_of(holder) == self.holder && self.ways.contains(&way))
    }
}

/// The elements whose advice, followed one by one, would write the same key twice: in YAML a fault.
pub(super) fn together(spec: &Spec, missing: &[(&Path, Gap)]) -> Vec<Together> {
    let mut groups: Vec<(Option<&Entry>, Vec<Vec<&'static str>>)> = Vec::new();
    let absent = missing.iter().filter_map(|(path, gap)| absent_way(path, *gap));
    for (holder, way) in absent.filter(|_| spec.origin == Origin::Yaml) {
        let is_same = |group: &&mut (Option<&Entry>, Vec<Vec<&'static str>>)| {
            key_of(group.0) == key_of(holder) && group.1.iter().all(|own| own.first() == way.first())
        };
        match groups.iter_mut().find(is_same) {
            Some((_, ways)) => ways.push(way),
            None => groups.push((holder, vec![way])),
        }
    }
    let several = groups.into_iter().filter(|(_, ways)| ways.len() > 1);
    several
        .map(|(holder, ways)| {
            let fields = holder.map_or(TOP, |entry| inner(entry.field));
            let keys: Vec<&[&'static str]> = ways.iter().map(Vec::as_slice).collect();
            let text = nested(fields, &keys);
            let help = holder.map_or_else(
                || format!("顶格写「{text}」"),
                |entry| format!("在「{}」之下写「{text}」", entry.field.key),
            );
            Together { holder: key_of(holder), ways, help }
        })
        .collect()
}

fn key_of(holder: Option<&Entry>) -> Option<NodeId> {
    holder.map(|entry| entry.key)
}

/// The keys from the first absent one on, of an element that can be written in one way only and lies deeper than it.
fn absent_way<'s>(path: &Path, gap: Gap<'s>) -> Option<(Option<&'s Entry>, Vec<&'static str>)> {
    let ([way], Gap::Below(holder, depth)) = (path.ways.as_slice(), gap) else { return None };
    let rest = way.get(depth..).filter(|rest| rest.len() > 1)?;
    Some((holder, rest.to_vec()))
}

/// `组织: {主办单位: …, 联系人: {姓名: …, 电话: …}}`: several ways at once, each key written once.
fn nested(fields: &'static [Field], ways: &[&[&'static str]]) -> String {
    let mut firsts: Vec<&'static str> = Vec::new();
    for first in ways.iter().filter_map(|way| way.first()) {
        if !firsts.contains(first) {
            firsts.push(first);
        }
    }
    let one = |first: &'static str| {
        let below: Vec<&[&'static str]> =
            ways.iter().filter(|way| way.first() == Some(&first)).map(|way| &way[1..]).collect();
        match fields.iter().find(|field| field.key == first) {
            Some(field) if below.iter().all(|way| !way.is_empty()) => {
                format!("{first}: {{{}}}", nested(inner(field), &below))
            }
            _ => sample(fields, &[first]).0,
        }
    };
    firsts.into_iter().map(one).collect::<Vec<_>>().join(", ")
}

fn yaml(spec: &Spec, path: &Path, gap: Gap) -> String {
    match gap {
        Gap::Below(None, _) => top(spec, path),
        Gap::Below(Some(entry), depth) => {
            let rest = path.ways.first().and_then(|way| way.get(depth..)).unwrap_or_default();
            if rest.is_empty() || (entry.node.is_empty() && stands_for(entry.field, rest)) {
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

/// What to write at the margin, unless another way begins in a map that is there: to write that again would be a fault.
fn top(spec: &Spec, path: &Path) -> String {
    let begun = |way: &[&'static str]| {
        let (key, rest) = way.split_first()?;
        let entry = spec.root.entry(key).filter(|_| !rest.is_empty())?;
        Some(format!("在「{key}」之下写「{}」", sample(inner(entry.field), rest).0))
    };
    if !path.ways.iter().any(|way| begun(way).is_some()) {
        return format!("顶格写{}", samples(TOP, path, 0));
    }
    let anew = |way: &[&'static str]| format!("顶格写「{}」", sample(TOP, way).0);
    let told = path.ways.iter().map(|way| begun(way).unwrap_or_else(|| anew(way)));
    told.collect::<Vec<_>>().join("，或")
}

fn workbook(path: &Path, label: &str, gap: Gap) -> String {
    let of_item = |list: &[&str]| sheet(list).unwrap_or("会议");
    let columns = || match path.ways.as_slice() {
        [_] => label.to_owned(),
        ways => ways.iter().filter_map(|way| way.last().copied()).collect::<Vec<_>>().join("」或「"),
    };
    match (&path.list, gap) {
        // This sheet has a row for each thing said or decided, not one for each topic.
        (Some(list), _) if list.keys == ["记录", "议题"] => match path.ways.as_slice() {
            [way] if way.as_slice() == ["题目"] => "在「记录」表的「议题」一列写明题目".to_owned(),
            _ => format!("在「记录」表里给这个议题加一行，「类别」写「{}」", columns()),
        },
        (Some(list), Gap::Item { .. }) => {
            format!("在「{}」表这一行填写「{}」一列", of_item(&list.keys), columns())
        }
        (Some(list), _) => format!("在「{}」表逐行填写「{}」一列", of_item(&list.keys), columns()),
        (None, _) => {
            let told = path.ways.iter().map(|way| match (sheet(way), path.ways.as_slice()) {
                (Some("材料"), _) => {
                    "填写「材料」表，一行一项；没有材料的，在「名称」列写「无」".to_owned()
                }
                (Some(sheet), _) => format!("填写「{sheet}」表，一行一项"),
                (None, [_]) => format!("在「会议」表填写「{label}」"),
                (None, _) => format!("在「会议」表填写「{}」", row(way)),
            });
            told.collect::<Vec<_>>().join("；或")
        }
    }
}

/// A scalar's row in the sheet 会议: `会议主题`, `参会范围`.
fn row(way: &[&str]) -> String {
    let full = way.concat();
    let last = way.split_last().and_then(|(last, above)| {
        let fields = above
            .iter()
            .try_fold(TOP, |fields, key| fields.iter().find(|field| field.key == *key).map(inner));
        fields?.iter().find(|field| field.key == *last)
    });
    last.map_or(full.clone(), |field| if field.is_named(&full) { full } else { field.key.to_owned() })
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

/// Whether a bare text after the key says what is wanted: `审核人: 韩砚秋` for 审核人.姓名.
fn stands_for(field: &Field, rest: &[&str]) -> bool {
    match (&field.shape, rest) {
        (Shape::Map(fields, Bare::First), [key]) => fields.first().is_some_and(|first| first.key == *key),
        _ => false,
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

/// `（写到楼号、房号）`: what the vocabulary says of a key beyond the key itself.
fn about(field: &'static Field) -> String {
    let about = field.about.strip_prefix(field.key).filter(|rest| !rest.starts_with('的'));
    let about = about.unwrap_or(field.about).trim_start_matches('，');
    if about.chars().count() <= 2 || field.about == field.key {
        String::new()
    } else {
        format!("（{about}）")
    }
}

#[cfg(test)]
mod tests {
    use crate::check::check;
    use crate::check::tests::spec;
    use crate::diag::Code;
    use crate::kind::{Kind, Kinds};
    use serde_json::{Value as Json, json};

    /// What is missing for the notice, with its advice.
    fn advice(json: &Json) -> Vec<(String, String)> {
        let mut found = check(&spec(json), Kinds::NONE.with(Kind::Notice)).diagnostics;
        found.retain(|it| {
            it.code == Code::MissingElement && it.message.contains("联系") || it.message.contains("主办")
        });
        found.into_iter().map(|it| (it.message, it.help.unwrap_or_default())).collect()
    }

    #[test]
    fn what_is_missing_below_one_absent_key_is_to_be_written_at_once() {
        let all = advice(&json!({"会议": {"名称": "某会"}}));
        assert_eq!(all.len(), 3, "{all:?}");
        for (_, help) in &all {
            assert!(help.starts_with("顶格写「组织: {主办单位: …, 联系人: {姓名: …, 电话: …}}」"), "{help}");
        }
        let all = advice(&json!({"组织": {"主办单位": "云澜市应急管理局"}}));
        assert_eq!(all.len(), 2, "{all:?}");
        for (_, help) in &all {
            assert!(help.starts_with("在「组织」之下写「联系人: {姓名: …, 电话: …}」"), "{help}");
        }
    }

    #[test]
    fn what_stands_alone_is_advised_alone() {
        let json = json!({"组织": {"联系人": {"姓名": "林书言", "电话": "0571-88001234"}}});
        let [(_, help)] = advice(&json).try_into().expect("one");
        assert!(help.starts_with("在「组织」之下写「主办单位: …」"), "{help}");
    }
}
