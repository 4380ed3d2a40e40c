//! The little language of element paths: `归档.文件[!无].页数` comes in; walked over a spec, the gaps go out.

use crate::spec::unit::is_of_a_unit;
use crate::spec::vocabulary::{Bare, Shape};
use crate::spec::{Entry, Node, Spec, Value};

/// A parsed path.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Path {
    /// The list whose items are looked at, if any.
    pub(super) list: Option<ListPath>,
    /// The keys from the top, or from the item; one way is enough.
    pub(super) ways: Vec<Vec<&'static str>>,
}

/// The part of a path before `[]`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ListPath {
    /// The keys from the top to the list.
    pub(super) keys: Vec<&'static str>,
    /// Items that hold this key are passed over.
    pub(super) unless: Option<&'static str>,
    /// Items that do not hold this key are passed over.
    pub(super) holding: Option<&'static str>,
}

/// A place where an element is missing.
#[derive(Clone, Copy, Debug)]
pub(super) enum Gap<'s> {
    /// Below the deepest entry that is there, or at the top.
    Below(Option<&'s Entry>, usize),
    /// In one item of a list: the list, the item, its number from 1, and its own empty entry if it has one.
    Item { list: &'s Entry, item: &'s Node, number: usize, empty: Option<&'s Entry> },
    /// In every item of a list, of which there are so many (two or more).
    Everywhere { list: &'s Entry, count: usize },
}

impl Path {
    pub(super) fn parse(path: &'static str) -> Self {
        let Some((head, tail)) = path.split_once('[') else {
            return Self { list: None, ways: ways(path) };
        };
        let (condition, rest) = tail.split_once("].").unwrap_or(("", tail));
        let holding = (!condition.is_empty() && !condition.starts_with('!')).then_some(condition);
        let list = ListPath { keys: head.split('.').collect(), unless: condition.strip_prefix('!'), holding };
        Self { list: Some(list), ways: ways(rest) }
    }

    /// Where the spec does not have it; what no item of a list has is one gap.
    pub(super) fn gaps<'s>(&self, spec: &'s Spec) -> Vec<Gap<'s>> {
        let (gaps, items) = self.each(spec);
        match gaps.first() {
            Some(Gap::Item { list, .. }) if items >= 2 && gaps.len() == items => {
                vec![Gap::Everywhere { list, count: items }]
            }
            _ => gaps,
        }
    }

    /// The items of its list, counted from 0, that do not have it.
    pub(super) fn lacking_items(&self, spec: &Spec) -> Vec<usize> {
        let number = |gap: &Gap| match gap {
            Gap::Item { number, .. } => Some(number - 1),
            _ => None,
        };
        self.each(spec).0.iter().filter_map(number).collect()
    }

    /// Every gap, and how many items of the list were looked at.
    fn each<'s>(&self, spec: &'s Spec) -> (Vec<Gap<'s>>, usize) {
        let Some(list) = &self.list else {
            let below = lacking(&spec.root, &self.ways);
            return (below.map(|(entry, depth)| Gap::Below(entry, depth)).into_iter().collect(), 0);
        };
        let Some(list_entry) = entry_at(&spec.root, &list.keys) else { return (Vec::new(), 0) };
        let looked_at = |item: &Node| {
            let has = |key| item.get(key).is_some_and(|node| !Node::is_empty(node));
            !item.is_empty() && !list.unless.is_some_and(has) && list.holding.is_none_or(has)
        };
        let items: Vec<_> =
            list_entry.node.items().iter().zip(1..).filter(|(item, _)| looked_at(item)).collect();
        let gaps: Vec<_> = items
            .iter()
            .filter_map(|(item, number)| {
                let (empty, _) = lacking(item, &self.ways)?;
                Some(Gap::Item { list: list_entry, item, number: *number, empty })
            })
            .collect();
        (gaps, items.len())
    }
}

fn ways(text: &'static str) -> Vec<Vec<&'static str>> {
    text.split('|').map(|way| way.split('.').collect()).collect()
}

fn entry_at<'s>(node: &'s Node, keys: &[&str]) -> Option<&'s Entry> {
    let (first, rest) = keys.split_first()?;
    let entry = node.entry(first)?;
    if rest.is_empty() { Some(entry) } else { entry_at(&entry.node, rest) }
}

/// `None` if one way leads to something; else the deepest entry on the first way, and how many keys deep it is.
fn lacking<'s>(node: &'s Node, ways: &[Vec<&str>]) -> Option<(Option<&'s Entry>, usize)> {
    let mut first = None;
    for way in ways {
        let deepest = descend(node, way)?;
        first = first.or(Some(deepest));
    }
    first
}

fn descend<'s>(top: &'s Node, way: &[&str]) -> Option<(Option<&'s Entry>, usize)> {
    let mut node = top;
    let (mut last, mut deepest) = (None, (None, 0));
    for (depth, key) in way.iter().enumerate() {
        let Some(entry) = node.entry(key) else {
            return if stands_for(last, key) { None } else { Some(deepest) };
        };
        // What is missing is to be written in the spec: what a unit holds of it is not the author's to change.
        if !is_of_a_unit(entry.key) {
            deepest = (Some(entry), depth + 1);
        }
        last = Some(entry);
        node = &entry.node;
    }
    node.is_empty().then_some(deepest)
}

/// Whether a map is written as a bare text that says what is under `key`: 时间 on one line, a bare name.
fn stands_for(entry: Option<&Entry>, key: &str) -> bool {
    let Some(Entry { field, node: Node { value: Value::Text(text), .. }, .. }) = entry else { return false };
    let says = match field.shape {
        Shape::Map(_, Bare::Kept) => true,
        Shape::Map(fields, Bare::First) => fields.first().is_some_and(|first| first.key == key),
        _ => false,
    };
    says && !text.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_parsed() {
        let path = Path::parse("归档.文件[!无].题名|页数");
        let list = ListPath { keys: vec!["归档", "文件"], unless: Some("无"), holding: None };
        assert_eq!(path, Path { list: Some(list), ways: vec![vec!["题名"], vec!["页数"]] });
        let path = Path::parse("议程|会议.主题");
        assert_eq!(path, Path { list: None, ways: vec![vec!["议程"], vec!["会议", "主题"]] });
        let path = Path::parse("任务[].时限");
        assert_eq!(path.list.map(|list| (list.unless, list.holding)), Some((None, None)));
        let path = Path::parse("记录.议题[表决].决定");
        assert_eq!(path.list.map(|list| (list.unless, list.holding)), Some((None, Some("表决"))));
    }
}
