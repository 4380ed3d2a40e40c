//! Taking elements out of a spec tree by their paths, whatever file the tree came from.

use huiwu::diag::Location;
use huiwu::spec::{Entry, Node, Origin, Spec, Value};

/// Takes out what `path` leads to, in every way and in the first item of a list that has it.
///
/// Gives the place where it is to be missed; `None` if it is not there.
pub(crate) fn take_out(spec: &mut Spec, path: &str) -> Option<Location> {
    let Some((head, tail)) = path.split_once('[') else {
        let mut taken = false;
        for way in path.split('|') {
            taken |= remove(&mut spec.root, &keys(way));
        }
        let first = keys(path.split('|').next()?);
        return taken.then(|| below(spec, &first));
    };
    let (condition, rest) = tail.split_once("].")?;
    let list = entry_mut(&mut spec.root, &keys(head))?;
    let Value::List(items) = &mut list.node.value else { return None };
    let item = items.iter_mut().find(|item| {
        let has = |key: &str| item.get(key).is_some();
        let passed_over = match condition.strip_prefix('!') {
            Some(key) => has(key),
            None => !condition.is_empty() && !has(condition),
        };
        // An item that says nothing else would be blank without it, and a blank item is none.
        let says_more = item.entries().iter().any(|entry| !rest.split('|').any(|key| key == entry.field.key));
        !passed_over && says_more && rest.split('|').any(|key| item.get(key).is_some())
    })?;
    for key in rest.split('|') {
        remove(item, &[key]);
    }
    Some(item.id.into())
}

/// Takes these keys out of a map.
pub(crate) fn forget(node: &mut Node, keys: &[&str]) {
    for key in keys {
        remove(node, &[key]);
    }
}

/// The entry that the keys lead to.
pub(crate) fn entry_mut<'s>(node: &'s mut Node, keys: &[&str]) -> Option<&'s mut Entry> {
    let (first, rest) = keys.split_first()?;
    let Value::Map(entries) = &mut node.value else { return None };
    let entry = entries.iter_mut().find(|entry| entry.field.key == *first)?;
    if rest.is_empty() { Some(entry) } else { entry_mut(&mut entry.node, rest) }
}

fn keys(way: &str) -> Vec<&str> {
    way.split('.').collect()
}

fn remove(node: &mut Node, keys: &[&str]) -> bool {
    let Some((last, parents)) = keys.split_last() else { return false };
    let node =
        if parents.is_empty() { Some(node) } else { entry_mut(node, parents).map(|entry| &mut entry.node) };
    let Some(Node { value: Value::Map(entries), .. }) = node else { return false };
    let before = entries.len();
    entries.retain(|entry| entry.field.key != *last);
    entries.len() < before
}

/// The key of the deepest entry that is there, or the whole.
fn below(spec: &Spec, keys: &[&str]) -> Location {
    let mut node = &spec.root;
    let mut place = match spec.origin {
        Origin::Yaml => Location::File,
        Origin::Workbook(_) => spec.root.id.into(),
    };
    for key in keys {
        let Some(entry) = node.entry(key) else { break };
        place = entry.key.into();
        node = &entry.node;
    }
    place
}
