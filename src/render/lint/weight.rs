//! Weights: the partials of a pack come in, circles among them and templates that grow beyond measure go out.

use super::names::Partials;
use super::tree::Node;
use std::collections::BTreeMap;

/// The most parts a template may have, all partials put in.
const MOST_PARTS: usize = 20_000;

/// The most partials inside one another.
const DEEPEST: usize = 8;

/// What is too much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Heavy {
    /// Partials that include one another, in their order.
    Circle(Vec<String>),
    /// Partials too deep inside one another.
    Deep,
    /// Too many parts.
    Large(usize),
}

/// The places where a template or a partial includes too much.
pub(super) fn look(own: Option<&str>, nodes: &[Node<'_>], partials: &Partials<'_>) -> Vec<(usize, Heavy)> {
    let mut known = BTreeMap::new();
    let mut found = Vec::new();
    let mut total = 0_usize;
    each_partial(nodes, &mut |at, name| {
        let mut path: Vec<String> = own.map(str::to_owned).into_iter().collect();
        match measure(name, partials, &mut path, &mut known) {
            Ok(parts) => total = total.saturating_add(parts),
            // A circle is said where it closes, of those who are in it.
            Err(Heavy::Circle(round)) if own.is_none_or(|own| !round.iter().any(|name| name == own)) => {}
            Err(heavy) => found.push((at, heavy)),
        }
    });
    total = total.saturating_add(count(nodes));
    if total > MOST_PARTS && own.is_none() {
        found.push((0, Heavy::Large(total)));
    }
    found
}

fn measure(
    name: &str,
    partials: &Partials<'_>,
    path: &mut Vec<String>,
    known: &mut BTreeMap<String, usize>,
) -> Result<usize, Heavy> {
    if let Some(parts) = known.get(name) {
        return Ok(*parts);
    }
    if let Some(at) = path.iter().position(|inside| inside == name) {
        let round = path.iter().skip(at).cloned().chain([name.to_owned()]).collect();
        return Err(Heavy::Circle(round));
    }
    if path.len() >= DEEPEST {
        return Err(Heavy::Deep);
    }
    let Some(nodes) = partials.get(name) else { return Ok(0) };
    path.push(name.to_owned());
    let mut total = Ok(count(nodes));
    each_partial(nodes, &mut |_, inner| {
        if let Ok(parts) = &mut total {
            match measure(inner, partials, path, known) {
                Ok(more) => *parts = parts.saturating_add(more),
                Err(heavy) => total = Err(heavy),
            }
        }
    });
    path.pop();
    let total = total?;
    known.insert(name.to_owned(), total);
    Ok(total)
}

fn each_partial<'t>(nodes: &[Node<'t>], found: &mut dyn FnMut(usize, &'t str)) {
    for node in nodes {
        match node {
            Node::Partial { call, .. } => {
                found(call.name.at, call.name.text.trim_matches(['"', '\'']));
            }
            Node::Block { body, other, .. } => {
                each_partial(body, found);
                each_partial(other, found);
            }
            Node::Text { .. } | Node::Value { .. } => {}
        }
    }
}

fn count(nodes: &[Node<'_>]) -> usize {
    let part = |node: &Node<'_>| match node {
        Node::Block { body, other, .. } => 1 + count(body) + count(other),
        Node::Text { .. } | Node::Value { .. } | Node::Partial { .. } => 1,
    };
    nodes.iter().map(part).sum()
}
