//! Trees as text: a node comes in, its content without numbers, order of keys and blanks goes out.

use huiwu::diag::{Diagnostic, Location};
use huiwu::spec::{Node, Value};
use std::fmt::Write;

/// One line a value, `会议.名称 = …`; keys sorted, empty values left out, so that equal texts mean equal specs.
pub(crate) fn outline(node: &Node) -> String {
    let mut text = String::new();
    write_node(node, "", &mut text);
    text
}

fn write_node(node: &Node, path: &str, text: &mut String) {
    if node.is_empty() {
        return;
    }
    match &node.value {
        Value::Empty => {}
        Value::Text(value) => {
            let _ = writeln!(text, "{path} = {value:?}");
        }
        Value::List(items) => {
            let items = items.iter().filter(|item| !item.is_empty());
            for (index, item) in items.enumerate() {
                write_node(item, &format!("{path}[{index}]"), text);
            }
        }
        Value::Map(entries) => {
            let mut entries: Vec<_> = entries.iter().collect();
            entries.sort_by_key(|entry| entry.field.key);
            for entry in entries {
                let dot = if path.is_empty() { "" } else { "." };
                write_node(&entry.node, &format!("{path}{dot}{}", entry.field.key), text);
            }
        }
    }
}

/// `code severity place message`, one for each diagnostic.
pub(crate) fn said(diagnostics: &[Diagnostic]) -> Vec<String> {
    let one = |diagnostic: &Diagnostic| {
        let place = place(&diagnostic.location);
        format!("{} {} {place} {}", diagnostic.code.name(), diagnostic.severity.name(), diagnostic.message)
    };
    diagnostics.iter().map(one).collect()
}

/// `3:5`, `会议!B4`, `会议` or `-`.
pub(crate) fn place(location: &Location) -> String {
    match location {
        Location::File => "-".to_owned(),
        Location::Node(node) => format!("{node:?}"),
        Location::Text { line, column } => format!("{line}:{column}"),
        Location::Passage { place, at, .. } => format!("{place}:{at}"),
        Location::Sheet(sheet) => sheet.clone(),
        Location::Cell(sheet, cell) => format!("{sheet}!{cell}"),
        Location::In(file, inner) => format!("{file}:{}", place(inner)),
    }
}
