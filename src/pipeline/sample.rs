//! The sample meeting: a spec the program brings along comes in, what templates may name, and must print, goes out.

use crate::check::{Need, Terms, check_on, elements};
use crate::diag::{Code, Diagnostic};
use crate::document::Sheet;
use crate::kind::Kinds;
use crate::load::load;
use crate::pack::{Pack, WordTemplate, builtin_files, layered};
use crate::render::lint::{self, Vocabulary, Wanted};
use crate::render::vocabulary;
use crate::spec::{Node, Spec, Value};
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// The sample meeting's file, as if the user had it.
pub(super) const FILE: &str = "示例会议.yaml";

/// The sample meeting: invented, and with nothing left out.
pub(super) const TEXT: &str = include_str!("../../templates/示例会议.yaml");

/// What is the same for all packs, made once.
struct Known {
    spec: Spec,
    whole: Vocabulary,
    vocabulary: Vocabulary,
    builtin: Pack,
}

fn known() -> &'static Known {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let spec = load(FILE, TEXT.as_bytes()).value.expect("a test reads the sample meeting");
        let builtin = layered(&[&builtin_files()]).value.expect("a test reads the built-in pack");
        let whole = seen(&spec).expect("a test checks the sample meeting");
        // Names that are only there in a document sent upwards.
        let upward = TEXT.replace("上行文: 否", "上行文: 是");
        let upward = load(FILE, upward.as_bytes()).value.as_ref().and_then(seen);
        let vocabulary = upward.into_iter().fold(whole.clone(), Vocabulary::with);
        Known { spec, whole, vocabulary, builtin }
    })
}

fn seen(spec: &Spec) -> Option<Vocabulary> {
    Some(vocabulary(&check_on(spec, Kinds::all(), &Terms::default()).value?))
}

/// The built-in style sheet.
pub(super) fn sheet() -> Arc<Sheet> {
    Arc::clone(&known().builtin.sheet)
}

/// The built-in pack.
pub(super) fn builtin() -> &'static Pack {
    &known().builtin
}

/// Everything that templates may name.
pub(super) fn names() -> &'static Vocabulary {
    &known().vocabulary
}

/// What is wrong in the templates of a pack, those of the built-in pack that it uses aside.
pub(super) fn lint(pack: &Pack) -> Vec<Diagnostic> {
    let has_own =
        !pack.words.is_empty() || pack.templates.iter().chain(&pack.partials).any(|one| one.pack != "默认");
    let wanted = if has_own { all_wanted() } else { &[] };
    let mut found = lint::lint(pack, &known().vocabulary, wanted);
    found.extend(words(pack).into_iter().flat_map(|(_, found)| found).map(|found| found.diagnostic));
    for fault in &mut found {
        // A built-in template is right with the built-in partials and styles: what makes it wrong is the unit's own.
        let is_built_in = fault.file.as_deref().is_some_and(|file| file.ends_with("（内置）"));
        if is_built_in && fault.code != Code::ElementNotPrinted {
            fault.message = format!("{}：单位包改动的样式或部件，内置的模板还要用", fault.message);
        }
    }
    found
}

/// What is wrong in each of the Word templates of a pack.
pub(super) fn words(pack: &Pack) -> Vec<(&WordTemplate, Vec<lint::Found>)> {
    let look = |word| (word, lint::word(word, &known().vocabulary, all_wanted()));
    pack.words.iter().map(look).collect()
}

/// What each document must print, found out once, when a unit has templates of its own.
fn all_wanted() -> &'static [Wanted] {
    static WANTED: OnceLock<Vec<Wanted>> = OnceLock::new();
    WANTED.get_or_init(|| wanted(&known().spec, &known().whole, &known().builtin))
}

/// What each document must print: for each required element the names of the view that say something else when it is
/// taken out of the sample meeting, as far as they stand under its own name or the built-in template prints them.
fn wanted(spec: &Spec, whole: &Vocabulary, builtin: &Pack) -> Vec<Wanted> {
    let printed = lint::printed(builtin, whole);
    let mut all = Vec::new();
    for element in elements().iter().filter(|element| element.need == Need::Required) {
        let Some(own) = printed.iter().find(|(kind, _)| *kind == element.kind).map(|(_, names)| names) else {
            continue;
        };
        let mut without = spec.clone();
        take_out(&mut without.root, element.path);
        let Some(without) = seen(&without) else { continue };
        let changed: BTreeSet<String> = whole.changes(&without);
        // Only what the built-in template prints is demanded of others.
        if !changed.iter().any(|name| own.contains(name)) {
            continue;
        }
        let heads: Vec<&str> =
            element.path.split('|').filter_map(|way| way.split(['.', '[']).next()).collect();
        let is_own = |name: &&String| {
            own.contains(name) || heads.iter().any(|head| name.split(['.', '[']).next() == Some(head))
        };
        let mut names: Vec<String> = changed.iter().filter(is_own).cloned().collect();
        names.sort_by_key(|name| !own.contains(name));
        all.push(Wanted { kind: element.kind, label: element.label, names });
    }
    all
}

/// Empties every node that a path of the table of elements means: `组织.联系人.电话`, `议程|会议.主题`,
/// `参会人员[].姓名`, `归档.文件[!无].页数`.
fn take_out(root: &mut Node, path: &str) {
    let (list, ways) = match path.split_once("].") {
        Some((list, ways)) => (Some(list.split('[').next().unwrap_or_default()), ways),
        None => (None, path),
    };
    for way in ways.split('|') {
        let keys: Vec<&str> = list
            .iter()
            .flat_map(|list| list.split('.'))
            .chain(way.trim_end_matches("[]").split('.'))
            .collect();
        empty(root, &keys);
    }
}

fn empty(node: &mut Node, keys: &[&str]) {
    let Some((key, rest)) = keys.split_first() else {
        node.value = Value::Empty;
        return;
    };
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| empty(item, keys)),
        Value::Map(entries) => {
            let entry = entries.iter_mut().find(|entry| entry.field.key == *key);
            if let Some(entry) = entry {
                empty(&mut entry.node, rest);
            }
        }
        // A bare name stands for its first field.
        Value::Text(_) if *key == "姓名" || *key == "名称" => node.value = Value::Empty,
        Value::Text(_) | Value::Empty => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_meeting_is_sound_and_leaves_nothing_out() {
        let loaded = load(FILE, TEXT.as_bytes());
        assert_eq!(loaded.diagnostics, []);
        let checked = check_on(&loaded.value.expect("a spec"), Kinds::all(), &Terms::default());
        let faults: Vec<_> = checked.diagnostics.iter().map(|it| (it.code.name(), &it.message)).collect();
        assert!(faults.is_empty(), "{faults:#?}");
        assert_eq!(names().unknown(), Vec::<String>::new(), "lists without an item in the sample meeting");
    }

    #[test]
    fn the_built_in_templates_are_sound() {
        let found = lint::lint(builtin(), names(), all_wanted());
        let faults: Vec<_> = found
            .iter()
            .map(|it| format!("{:?} {:?} {} {:?}", it.file, it.location, it.message, it.help))
            .collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn what_a_notice_must_print_is_known() {
        let of = |kind| {
            let of_kind = all_wanted().iter().filter(move |wanted| wanted.kind == kind);
            of_kind.map(|wanted| wanted.label).collect::<Vec<_>>()
        };
        let notice = of(crate::kind::Kind::Notice);
        for label in ["会议名称", "会议时间", "会议地点", "联系人", "联系电话", "主送机关", "通知成文日期"]
        {
            assert!(notice.contains(&label), "{label}: {notice:?}");
        }
        for kind in crate::kind::Kind::ALL {
            assert!(!of(kind).is_empty(), "{kind}");
        }
    }
}
