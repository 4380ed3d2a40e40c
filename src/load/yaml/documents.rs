//! Documents: a YAML text comes in; its parts between `---`, one for each meeting, go out with the lines they begin on.

use crate::diag::{Code, Diagnostic, Location};
use crate::spec::Node;
use std::sync::Arc;

/// A document of a text.
pub(super) struct Part<'t> {
    /// From its `---` on, or from the beginning of the text.
    pub(super) text: &'t str,
    /// The lines before it.
    lines: u32,
}

impl Part<'_> {
    /// Turns lines of the document into lines of the text.
    pub(super) fn shift(&self, diagnostics: &mut [Diagnostic]) {
        let shift = |location: &mut Location| {
            if let Location::Text { line, .. } = location {
                *line = line.saturating_add(self.lines);
            }
        };
        for diagnostic in diagnostics {
            shift(&mut diagnostic.location);
            diagnostic.related.iter_mut().for_each(|(_, location)| shift(location));
        }
    }
}

/// The documents that hold something; the text as a whole when there are not several.
pub(super) fn split(text: &str) -> Vec<Part<'_>> {
    // Before the first line nothing is parted.
    if !text.contains("\n---") {
        return vec![Part { text, lines: 0 }];
    }
    let mut parts = Vec::new();
    let (mut begin, mut first, mut at, mut number) = (0, 0, 0, 0_u32);
    for line in text.split_inclusive('\n') {
        // At the margin three dashes are a mark wherever they stand (YAML 1.1, 9.2).
        if at > begin && is_mark(line) {
            parts.push(Part { text: text.get(begin..at).unwrap_or_default(), lines: first });
            (begin, first) = (at, number);
        }
        at += line.len();
        // A carriage return alone also ends a line.
        let returns = line.trim_end_matches('\n').trim_end_matches('\r').matches('\r').count();
        number = number.saturating_add(1).saturating_add(u32::try_from(returns).unwrap_or(u32::MAX));
    }
    parts.push(Part { text: text.get(begin..).unwrap_or_default(), lines: first });
    parts.retain(|part| holds_something(part.text));
    if parts.len() > 1 { parts } else { vec![Part { text, lines: 0 }] }
}

/// More meetings than any file has.
const MOST: usize = 200;

/// The fault of a text with too many documents.
pub(super) fn too_many(parts: &[Part<'_>]) -> Option<Diagnostic> {
    let message = format!("文件里有 {} 份 YAML 文档，超过了 {MOST} 份的上限", parts.len());
    let fault = || Diagnostic::new(Code::TooLarge, Location::File, message).help("请分成几个文件");
    (parts.len() > MOST).then(fault)
}

fn is_mark(line: &str) -> bool {
    line.strip_prefix("---").is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']))
}

fn holds_something(part: &str) -> bool {
    part.lines().any(|line| {
        let line = line.strip_prefix("---").unwrap_or(line).trim();
        !(line.is_empty() || line.starts_with(['#', '%']) || line == "...")
    })
}

/// What the meeting of a document is called.
pub(super) fn label(root: Option<&Node>, number: usize) -> Arc<str> {
    let text = |key| root?.get("会议")?.get(key)?.text().filter(|text| !text.is_empty());
    let named: Vec<&str> = ["编号", "名称"].into_iter().filter_map(text).collect();
    if named.is_empty() { format!("第{}份", number + 1).into() } else { named.join(" ").into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_split_where_documents_begin() {
        let lines = |text: &str| {
            split(text).iter().map(|part| (part.lines, part.text.lines().count())).collect::<Vec<_>>()
        };
        assert_eq!(lines("会议: 甲\n"), [(0, 1)]);
        assert_eq!(lines("---\n会议: 甲\n...\n"), [(0, 3)]);
        assert_eq!(lines("# 说明\n---\n会议: 甲\n---\n# 完\n"), [(0, 5)]);
        assert_eq!(lines("会议: 甲\n---\n会议: 乙\n---\r\n会议: 丙\n"), [(0, 1), (1, 2), (3, 2)]);
        assert_eq!(lines("会议: |\n  ---\n----\n"), [(0, 3)]);
    }
}
