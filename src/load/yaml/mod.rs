//! YAML: the bytes of a file come in, the located tree goes out; later, nodes come in and their lines and columns go out.

mod broken;
mod colon;
mod documents;
mod harvest;
mod raw;
mod shape;
mod slices;
mod text;

use super::{Loaded, order};
use crate::diag::{Code, Diagnostic, Location, NodeId, Reported};
use crate::spec::vocabulary::{Field, TOP};
use crate::spec::{Entry, Node, Origin, Spec};
use colon::Rewritten;
use harvest::{Harvest, harvest, harvest_some};
use raw::{Excess, Raw, RawValue};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Reads one meeting from each document; the diagnostics are located.
pub(super) fn load(name: &Arc<str>, bytes: &[u8]) -> Loaded {
    let text = match text::decode(bytes) {
        Ok(text) => text,
        Err(fault) => return fault.into(),
    };
    let parts = documents::split(text);
    if let Some(fault) = documents::too_many(&parts) {
        return Loaded::failed(vec![fault]);
    }
    let read = |(number, part): (usize, &documents::Part<'_>)| {
        let (root, mut diagnostics) = understand(part.text).outcome;
        part.shift(&mut diagnostics);
        let label = (parts.len() > 1).then(|| documents::label(root.as_ref(), number));
        let spec = |root| Spec { name: Arc::clone(name), origin: Origin::Yaml, number, label, root };
        Reported { value: root.map(spec), diagnostics }
    };
    Loaded {
        meetings: parts.iter().enumerate().map(|(n, part)| read((n, part))).collect(),
        diagnostics: Vec::new(),
    }
}

/// The text as people see it, to be quoted.
pub(super) fn shown(bytes: &[u8]) -> String {
    let text = text::again(bytes).map_or_else(|| String::from_utf8_lossy(bytes), Into::into);
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.into_owned() }
}

/// Locates the nodes of one of the file's meetings in `diagnostics`; `bytes` are those of [`load`].
pub(super) fn locate(bytes: &[u8], spec: &Spec, diagnostics: &mut [Diagnostic]) {
    if !has_nodes(diagnostics) {
        return;
    }
    let Some(text) = text::again(bytes) else { return order::resolve(diagnostics, |_| None) };
    let Some(part) = documents::split(text).into_iter().nth(spec.number) else {
        return order::resolve(diagnostics, |_| None);
    };
    let is_located: Vec<bool> = diagnostics.iter().map(|one| !has_nodes(std::slice::from_ref(one))).collect();
    locate_in(part.text, spec.root.entries(), diagnostics);
    for (diagnostic, _) in diagnostics.iter_mut().zip(is_located).filter(|(_, is_located)| !is_located) {
        part.shift(std::slice::from_mut(diagnostic));
    }
}

fn locate_in(text: &str, entries: &[Entry], diagnostics: &mut [Diagnostic]) {
    // Only a text with full-width colons may have been read in another form than it was typed.
    let rewritten = if colon::rewrite(text).is_some() { understand(text).rewritten } else { None };
    match &rewritten {
        Some(_) => place(text, rewritten.as_ref(), diagnostics),
        None => match slices::places(text, entries, &wanted(diagnostics)) {
            Some(places) => settle(diagnostics, |number| places.get(&number).copied()),
            None => place(text, None, diagnostics),
        },
    }
}

/// The numbers of the nodes that diagnostics stand at.
fn wanted(diagnostics: &[Diagnostic]) -> BTreeSet<usize> {
    diagnostics.iter().flat_map(nodes).filter_map(|NodeId(number)| usize::try_from(number).ok()).collect()
}

fn settle(diagnostics: &mut [Diagnostic], place: impl Fn(usize) -> Option<harvest::Place>) {
    order::resolve(diagnostics, |NodeId(number)| {
        let (line, column) = place(usize::try_from(number).ok()?)?;
        Some(Location::Text { line, column })
    });
}

fn has_nodes(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| nodes(diagnostic).next().is_some())
}

/// The nodes that a diagnostic stands at.
fn nodes(diagnostic: &Diagnostic) -> impl Iterator<Item = NodeId> + '_ {
    let places =
        std::iter::once(&diagnostic.location).chain(diagnostic.related.iter().map(|(_, place)| place));
    places.filter_map(|place| if let Location::Node(node) = place { Some(*node) } else { None })
}

fn place(text: &str, rewritten: Option<&Rewritten>, diagnostics: &mut [Diagnostic]) {
    if !has_nodes(diagnostics) {
        return;
    }
    let Harvest { found, .. } =
        harvest_some(rewritten.map_or(text, |rewritten| &rewritten.text), wanted(diagnostics));
    let exotic = text.contains(['\u{85}', '\u{2028}', '\u{2029}']);
    settle(diagnostics, |number| {
        let (line, column) = found.get(number)?.place;
        let column = rewritten.map_or(column, |rewritten| rewritten.column(line, column));
        Some(if exotic { editor_place(text, (line, column)) } else { (line, column) })
    });
}

/// The place as an editor counts it: the parser also breaks lines at U+0085, U+2028 and U+2029.
fn editor_place(text: &str, wanted: harvest::Place) -> harvest::Place {
    let mut place = (1, 1);
    for (index, c) in text.char_indices() {
        if place >= wanted {
            return text::end_of(text.get(..index).unwrap_or_default());
        }
        let next = text.get(index + c.len_utf8()..).and_then(|rest| rest.chars().next());
        place = harvest::after(place, c, next);
    }
    text::end_of(text)
}

/// What a text was understood as, and in which form.
struct Understood {
    outcome: (Option<Node>, Vec<Diagnostic>),
    rewritten: Option<Rewritten>,
}

/// Reads the text as it is; only if that shows faults, also with its full-width colons read as YAML's own. That
/// reading counts if it is sound itself: a text that has a meaning as it stands never gets another.
fn understand(text: &str) -> Understood {
    let mut plain = interpret(text);
    let faulty =
        plain.1.iter().any(|d| matches!(d.code, Code::BrokenYaml | Code::WrongShape | Code::UnknownKey));
    if faulty && let Some(rewritten) = colon::rewrite(text) {
        let mut other = interpret(&rewritten.text);
        place(text, Some(&rewritten), &mut other.1);
        if rewritten.is_borne_out(&other.1) {
            return Understood { outcome: other, rewritten: Some(rewritten) };
        }
    }
    place(text, None, &mut plain.1);
    Understood { outcome: plain, rewritten: None }
}

/// One reading of the text as a spec, its diagnostics still at nodes.
fn interpret(text: &str) -> (Option<Node>, Vec<Diagnostic>) {
    interpret_as(text, TOP)
}

/// A text in a vocabulary of its own: its tree, the place of each node by its number, and what is wrong, located.
pub(super) fn tree(bytes: &[u8], fields: &'static [Field]) -> (Option<Node>, Vec<Location>, Vec<Diagnostic>) {
    let text = match text::decode(bytes) {
        Ok(text) => text,
        Err(super::Fault(fault)) => return (None, Vec::new(), vec![*fault]),
    };
    let (root, mut diagnostics) = interpret_as(text, fields);
    place(text, None, &mut diagnostics);
    let located = |found: harvest::Found| Location::Text { line: found.place.0, column: found.place.1 };
    (root, harvest(text).found.into_iter().map(located).collect(), diagnostics)
}

fn interpret_as(text: &str, fields: &'static [Field]) -> (Option<Node>, Vec<Diagnostic>) {
    // Anchors, aliases and tags are refused: a spec says each thing once, and repetition can blow up a small file.
    let foreign = text.contains(['&', '*', '!']).then(|| harvest(text)).and_then(|harvest| harvest.foreign);
    if let Some((mark, place)) = foreign {
        return (None, vec![broken::foreign(mark, place)]);
    }
    let reading = raw::read(text);
    let raw = match reading.raw {
        Ok(raw) if reading.reworded => retyped(raw, text),
        Ok(raw) => raw,
        Err((error, Some(excess))) => return (None, vec![excessive(excess, &error)]),
        Err((error, None)) => return (None, vec![broken::explain(text, &error)]),
    };
    shape::shape(raw, fields)
}

/// Gives numbers back the form in which they were typed: `1.10`, `007`, `True`.
fn retyped(mut raw: Raw, text: &str) -> Raw {
    fn walk(raw: &mut Raw, found: &[harvest::Found]) {
        match &mut raw.value {
            RawValue::Text(text) => {
                let typed = usize::try_from(raw.id.0).ok().and_then(|index| found.get(index));
                if let Some(typed) = typed.and_then(|found| found.text.as_deref()) {
                    *text = super::words::clean(typed);
                }
            }
            RawValue::List(items) => items.iter_mut().for_each(|item| walk(item, found)),
            RawValue::Map(entries) => entries.iter_mut().for_each(|(_, value)| walk(value, found)),
            RawValue::Empty => {}
        }
    }
    let Harvest { found, .. } = harvest(text);
    walk(&mut raw, &found);
    raw
}

fn excessive(excess: Excess, error: &serde_yaml::Error) -> Diagnostic {
    let (code, message, help) = match excess {
        Excess::Nodes => (
            Code::TooLarge,
            "内容的项数超过了 20 万项的上限",
            "一个文件只写一次会议；请检查是否误把别的内容存进了这个文件",
        ),
        Excess::Levels => {
            (Code::TooLarge, "内容嵌套超过了 64 层", "会议内容最多只有几层；请检查这里的缩进和括号")
        }
        Excess::Key => (
            Code::BrokenYaml,
            "项目名应为文字，这里却是一组内容",
            "项目名直接写文字，如「名称: 某某会议」，不要加 { } 或 [ ]；文字里有这些符号时请加引号",
        ),
    };
    Diagnostic::new(code, broken::location(error), message).help(help)
}
