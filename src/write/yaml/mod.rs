//! YAML: a located tree, or the vocabulary, comes in; the text of a spec file goes out.
//!
//! Texts stay as they were typed. Comments are no part of the tree: [`spec`] cannot keep them, [`blank`] makes its own.

mod blank;
mod scalar;

pub use blank::{begun, blank};

use crate::spec::vocabulary::{Bare, Field, Shape, TOP, VOTES};
use crate::spec::{Entry, Node, Spec, Value};
use scalar::{flow, is_short, scalar};

/// More than this on one line is hard to read; a list of short items or a small map stays within.
const MOST_WIDTH: usize = 100;

/// Writes a spec, in the vocabulary's order; what is empty is left out.
#[must_use]
pub fn spec(spec: &Spec) -> String {
    let mut out = String::new();
    for (at, entry) in ordered(spec.root.entries(), TOP).into_iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        write_entry(&mut out, entry, 0);
    }
    out
}

/// The entries that hold something, in the order of their table.
fn ordered<'n>(entries: &'n [Entry], fields: &[Field]) -> Vec<&'n Entry> {
    let held = |field: &Field| entries.iter().find(|entry| entry.field.key == field.key);
    fields.iter().filter_map(held).filter(|entry| !entry.node.is_empty()).collect()
}

/// The fields of a map of this shape.
const fn fields(shape: &Shape) -> &'static [Field] {
    match shape {
        Shape::Map(fields, _) => fields,
        Shape::Votes => VOTES,
        _ => &[],
    }
}

fn margin(out: &mut String, depth: usize) {
    for _ in 0..depth {
        out.push_str("  ");
    }
}

fn write_entry(out: &mut String, entry: &Entry, depth: usize) {
    margin(out, depth);
    out.push_str(entry.field.key);
    out.push(':');
    write_value(out, &entry.node, &entry.field.shape, depth);
}

/// The value behind a key at this depth, its line feed included.
fn write_value(out: &mut String, node: &Node, shape: &Shape, depth: usize) {
    match &node.value {
        Value::Empty => out.push('\n'),
        Value::Text(text) => {
            out.push(' ');
            out.push_str(&scalar(text, shape, depth + 1));
            out.push('\n');
        }
        Value::Map(entries) => {
            if let Some(line) = flow_map(node, shape, depth) {
                out.push(' ');
                out.push_str(&line);
                out.push('\n');
                return;
            }
            out.push('\n');
            for entry in ordered(entries, fields(shape)) {
                write_entry(out, entry, depth + 1);
            }
        }
        Value::List(items) => {
            out.push('\n');
            let inner = if let Shape::List(inner) = shape { inner } else { shape };
            items
                .iter()
                .filter(|item| !item.is_empty())
                .for_each(|item| write_item(out, item, inner, depth + 1));
        }
    }
}

fn write_item(out: &mut String, item: &Node, shape: &Shape, depth: usize) {
    margin(out, depth);
    out.push('-');
    match &item.value {
        Value::Map(entries) => {
            if let Some(line) = flow_map(item, shape, depth) {
                out.push(' ');
                out.push_str(&line);
                out.push('\n');
                return;
            }
            let mut rest = String::new();
            for entry in ordered(entries, fields(shape)) {
                write_entry(&mut rest, entry, depth + 1);
            }
            // The first entry stands on the line of the dash.
            out.push(' ');
            out.push_str(rest.trim_start_matches(' '));
        }
        _ => write_value(out, item, shape, depth),
    }
}

/// `{姓名: 张建国, 职务: 局长}`, where the map has only short texts, or the bare name; `None` for larger maps and at the
/// top.
fn flow_map(node: &Node, shape: &Shape, depth: usize) -> Option<String> {
    let entries = ordered(node.entries(), fields(shape));
    if let ([only], Shape::Map([first, ..], Bare::First)) = (entries.as_slice(), shape)
        && only.field.key == first.key
        && let Some(text) = only.node.text().filter(|text| !text.contains([':', '：', '\n']))
    {
        return Some(scalar(text, &first.shape, depth + 1));
    }
    if depth == 0 {
        return None;
    }
    let mut parts = Vec::new();
    for entry in entries {
        let text = entry.node.text().filter(|text| is_short(text))?;
        parts.push(format!("{}: {}", entry.field.key, flow(text, &entry.field.shape)));
    }
    let line = format!("{{{}}}", parts.join(", "));
    let width: usize = line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    (width + 2 * depth <= MOST_WIDTH).then_some(line)
}
