//! Labels: an 项目 or a sheet name comes in, the path of the vocabulary that it means goes out.
//!
//! The one rule: a label is a path (`通知.文号`), a key with its parent's name before it (`通知文号`, `主持人单位`), or a
//! field's own key, alias or synonym where that is unambiguous. Nothing here lists the vocabulary a second time.

use crate::load::words::{self, folded, names};
use crate::spec::vocabulary::{Field, Shape, TOP};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The fields from the top down to the one meant.
pub(super) type Path = Vec<&'static Field>;

/// What an ambiguous label means in a form, if one of its meanings is among these.
const PREFERRED: &[&str] =
    &["会议.名称", "组织.联系人.电话", "通知.文号", "通知.日期", "通知.抄送", "地点", "记录.整理日期"];

/// What a label means.
#[derive(Debug, PartialEq)]
pub(super) enum Meaning {
    /// This field.
    One(Path),
    /// One of these, as the labels that would say so.
    Several(Vec<String>),
    /// Nothing known; a hint.
    None(String),
}

/// How directly a word names a field; the most direct meaning wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Key,
    Synonym,
    WithParent,
}

struct Index {
    paths: Vec<Path>,
    preferred: Vec<usize>,
    /// By folded word: how it names which path.
    words: BTreeMap<String, Vec<(Way, usize)>>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index { paths: Vec::new(), preferred: Vec::new(), words: BTreeMap::new() };
    index.add_fields(TOP, &[]);
    index
});

impl Index {
    /// Adds the fields below `above`; what is inside a list has a sheet of its own.
    fn add_fields(&mut self, fields: &'static [Field], above: &[&'static Field]) {
        for field in fields {
            let mut path = above.to_vec();
            path.push(field);
            self.add(&path);
            if let Shape::Map(inner, _) = &field.shape {
                self.add_fields(inner, &path);
            }
        }
    }

    fn add(&mut self, path: &[&'static Field]) {
        let Some((field, above)) = path.split_last() else { return };
        let number = self.paths.len();
        self.paths.push(path.to_vec());
        if PREFERRED.contains(&name_of(path).as_str()) {
            self.preferred.push(number);
        }
        for name in names(field) {
            let way = if name == field.key { Way::Key } else { Way::Synonym };
            self.add_word(name, way, number);
            for parent in above.last().into_iter().flat_map(|parent| names(parent)) {
                self.add_word(&format!("{parent}{name}"), Way::WithParent, number);
            }
            let keys: Vec<_> = above.iter().map(|field| field.key).collect();
            if !keys.is_empty() {
                self.add_word(&format!("{}.{name}", keys.join(".")), Way::Key, number);
            }
        }
    }

    fn add_word(&mut self, word: &str, way: Way, number: usize) {
        let meanings = self.words.entry(folded(word)).or_default();
        if !meanings.iter().any(|(_, known)| *known == number) {
            meanings.push((way, number));
        }
    }

    /// The paths that `word` may mean and that fit: the preferred one, or those that it names most directly.
    fn meanings(&self, word: &str, fits: impl Fn(&Path) -> bool) -> Vec<&Path> {
        let all = self.words.get(&folded(word)).map_or(&[][..], Vec::as_slice);
        let path = |(way, number): &(Way, usize)| Some((*way, *number, self.paths.get(*number)?));
        let fitting: Vec<_> = all.iter().filter_map(path).filter(|(.., path)| fits(path)).collect();
        let is_preferred = |(way, number, _): &&(Way, usize, &Path)| {
            *way != Way::WithParent && self.preferred.contains(number)
        };
        if let Some((.., path)) = fitting.iter().find(is_preferred) {
            return vec![path];
        }
        let most_direct = fitting.iter().map(|(way, ..)| *way).min();
        let mut paths: Vec<_> =
            fitting.iter().filter(|(way, ..)| Some(*way) == most_direct).map(|(.., path)| *path).collect();
        // 机构 is also a word for its own first field: the whole goes before its parts.
        if let [whole, parts @ ..] = paths.as_slice()
            && parts.iter().all(|part| name_of(part).starts_with(&name_of(whole)))
        {
            paths.truncate(1);
        }
        paths
    }
}

/// `组织.联系人.电话`.
pub(super) fn name_of(path: &[&Field]) -> String {
    path.iter().map(|field| field.key).collect::<Vec<_>>().join(".")
}

/// What an 项目 of the 会议 sheet means.
pub(super) fn label(word: &str) -> Meaning {
    match INDEX.meanings(word, |_| true).as_slice() {
        [] => Meaning::None(hint(word)),
        [path] => Meaning::One((*path).clone()),
        several => Meaning::Several(several.iter().map(|path| shown(path)).collect()),
    }
}

fn hint(word: &str) -> String {
    let candidates = INDEX.paths.iter().flat_map(|path| {
        path.last().into_iter().flat_map(|field| names(field)).map(move |name| (name, path))
    });
    words::nearest_of(word, candidates).map_or_else(
        || "请对照空白表格里的项目名；不是会议内容的文字请删去".to_owned(),
        |path| format!("您是不是想写「{}」？", shown(path)),
    )
}

/// The label by which a form would name this path.
fn shown(path: &Path) -> String {
    let Some((field, above)) = path.split_last() else { return String::new() };
    let alone =
        matches!(INDEX.meanings(field.key, |_| true).as_slice(), [plain] if name_of(plain) == name_of(path));
    match above.last() {
        Some(parent) if !alone => format!("{}{}", parent.key, field.key),
        _ => field.key.to_owned(),
    }
}

/// What a sheet with a table holds: the path of a list of maps.
pub(super) fn table(name: &str) -> Option<Path> {
    let is_table = |path: &Path| {
        let inside_record = path.first().is_some_and(|field| field.key == "记录");
        let is_list = |field: &&Field| matches!(field.shape, Shape::List(Shape::Map(..)));
        !inside_record && path.last().is_some_and(is_list)
    };
    INDEX.meanings(name, is_table).first().map(|path| (*path).clone())
}

/// The names of the sheets with tables, for hints.
pub(super) fn table_names() -> Vec<&'static str> {
    let tables = INDEX.paths.iter().filter_map(|path| path.last());
    tables.map(|field| field.key).filter(|key| table(key).is_some()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_mean_what_a_form_means() {
        for (word, path) in [
            ("会议名称", "会议.名称"),
            ("名称", "会议.名称"),
            ("会议时间", "时间"),
            ("开始时间", "时间.开始"),
            ("会议地点：", "地点"),
            ("会场", "地点"),
            ("方案会场", "方案.会场"),
            ("联系人", "组织.联系人"),
            ("联系电话", "组织.联系人.电话"),
            ("联系人电话", "组织.联系人.电话"),
            ("主持人单位", "主持人.单位"),
            ("文号", "通知.文号"),
            ("纪要文号", "纪要.文号"),
            ("通知.文号", "通知.文号"),
            ("发文字号", "通知.文号"),
            ("成文日期", "通知.日期"),
            ("印发日期", "纪要.日期"),
            ("抄送机关", "通知.抄送"),
            ("纪要抄送", "纪要.抄送"),
            ("机构（问题）", "归档.机构"),
            ("机构代码", "归档.机构.代码"),
            ("散会时间", "记录.散会"),
            ("归档年度", "归档.年度"),
            ("主办", "组织.主办单位"),
            ("整理日期", "记录.整理日期"),
            ("立卷日期", "归档.整理日期"),
        ] {
            let Meaning::One(found) = label(word) else { panic!("{word}: {:?}", label(word)) };
            assert_eq!(name_of(&found), path, "{word}");
        }
    }

    #[test]
    fn every_path_can_be_named_and_no_key_is_taken_for_another() {
        for path in &INDEX.paths {
            assert_eq!(label(&name_of(path)), Meaning::One(path.clone()), "{}", name_of(path));
        }
    }

    #[test]
    fn other_labels_are_ambiguous_or_unknown() {
        let Meaning::Several(several) = label("职务") else { panic!("{:?}", label("职务")) };
        assert!(several.contains(&"主持人职务".to_owned()), "{several:?}");
        assert_eq!(label("会议地址"), Meaning::None("您是不是想写「地点」？".to_owned()));
        assert_eq!(label("主持人姓明"), Meaning::None("您是不是想写「主持人」？".to_owned()));
    }

    #[test]
    fn sheets_are_known_by_any_name() {
        for (name, path) in [
            ("参会人员", "参会人员"),
            ("参会名单", "参会人员"),
            ("分工", "方案.分工"),
            ("会务分工", "方案.分工"),
            ("归档文件", "归档.文件"),
            ("审批", "审批"),
            ("材料", "材料"),
        ] {
            assert_eq!(table(name).map(|path| name_of(&path)).as_deref(), Some(path), "{name}");
        }
        assert!(table("填表说明").is_none() && table("会议").is_none() && table("记录").is_none());
    }
}
