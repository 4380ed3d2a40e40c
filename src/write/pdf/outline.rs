//! The outline: headings come in, a nested tree of bookmarks goes into the file (ISO 32000-1 12.3.3).

use crate::page::{Heading, Pages};
use lopdf::{Dictionary, Document, Object, ObjectId};

struct Node<'a> {
    heading: &'a Heading,
    children: Vec<Self>,
}

/// Adds the outline, nested by level; a file without headings gets none.
pub(super) fn add(file: &mut Document, pages: &Pages) {
    let nodes = nest(&mut pages.headings.iter().peekable(), None);
    if nodes.is_empty() {
        return;
    }
    let page_ids: Vec<ObjectId> = file.get_pages().into_values().collect();
    let heights: Vec<f64> = pages.pages.iter().map(|page| page.height.to_pt()).collect();
    let root = file.new_object_id();
    let (first, last) = write(file, &nodes, root, &page_ids, &heights);
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", "Outlines");
    dictionary.set("Count", count(&nodes));
    dictionary.set("First", first);
    dictionary.set("Last", last);
    file.objects.insert(root, Object::Dictionary(dictionary));
    if let Ok(catalog) = file.catalog_mut() {
        catalog.set("Outlines", root);
    }
}

fn nest<'a>(
    headings: &mut std::iter::Peekable<std::slice::Iter<'a, Heading>>,
    above: Option<u8>,
) -> Vec<Node<'a>> {
    let mut nodes = Vec::new();
    while let Some(heading) = headings.next_if(|heading| above.is_none_or(|level| heading.level > level)) {
        nodes.push(Node { heading, children: nest(headings, Some(heading.level)) });
    }
    nodes
}

fn count(nodes: &[Node<'_>]) -> i64 {
    nodes.iter().map(|node| 1 + count(&node.children)).sum()
}

/// Writes siblings; gives the first and the last of them.
fn write(
    file: &mut Document,
    nodes: &[Node<'_>],
    parent: ObjectId,
    pages: &[ObjectId],
    heights: &[f64],
) -> (ObjectId, ObjectId) {
    let ids: Vec<ObjectId> = nodes.iter().map(|_| file.new_object_id()).collect();
    for (at, node) in nodes.iter().enumerate() {
        let mut entry = Dictionary::new();
        entry.set("Title", super::archive::text(&node.heading.text));
        entry.set("Parent", parent);
        if let Some(page) = pages.get(node.heading.page) {
            let top = heights.get(node.heading.page).copied().unwrap_or(0.0) - node.heading.y.to_pt();
            #[expect(clippy::cast_possible_truncation, reason = "a place on a page")]
            let top = Object::Real(top.round() as f32);
            let place = vec![Object::Reference(*page), "XYZ".into(), Object::Null, top, Object::Null];
            entry.set("Dest", Object::Array(place));
        }
        if let Some(previous) = at.checked_sub(1).and_then(|at| ids.get(at)) {
            entry.set("Prev", *previous);
        }
        if let Some(next) = ids.get(at + 1) {
            entry.set("Next", *next);
        }
        if !node.children.is_empty() {
            let (first, last) = write(file, &node.children, ids[at], pages, heights);
            entry.set("First", first);
            entry.set("Last", last);
            entry.set("Count", count(&node.children));
        }
        file.objects.insert(ids[at], Object::Dictionary(entry));
    }
    (ids[0], ids[ids.len() - 1])
}
