//! Full-width colons: a text with `名称：某会` comes in; the same with `名称: 某会`, and how columns moved, goes out.

use crate::diag::{Code, Diagnostic, Location};
use crate::load::words;
use std::collections::BTreeMap;

/// A text whose full-width colons after known keys became YAML's own.
pub(super) struct Rewritten {
    /// The new text; each line stands for the same line of the old one.
    pub(super) text: String,
    /// For each line touched, the column of the space that was put in, if one was.
    spaces: BTreeMap<u32, Option<u32>>,
}

impl Rewritten {
    /// The column in the old text.
    pub(super) fn column(&self, line: u32, column: u32) -> u32 {
        match self.spaces.get(&line) {
            Some(Some(space)) if column >= *space => column - 1,
            _ => column,
        }
    }

    /// Whether the reading of the new text, by its located diagnostics, shows that the colons were meant as YAML's:
    /// nothing is broken or out of place on the lines touched.
    pub(super) fn is_borne_out(&self, diagnostics: &[Diagnostic]) -> bool {
        let misfit = |code| matches!(code, Code::WrongShape | Code::UnknownKey | Code::BrokenYaml);
        !diagnostics.iter().any(|diagnostic| match diagnostic.location {
            Location::Text { line, .. } => misfit(diagnostic.code) && self.spaces.contains_key(&line),
            _ => diagnostic.code == Code::BrokenYaml,
        })
    }
}

/// Rewrites each line that opens with a known key and a full-width colon; `None` when there is no such line.
///
/// Lines inside block texts (`|`, `>`) and inside quotes are left alone.
pub(super) fn rewrite(text: &str) -> Option<Rewritten> {
    if !text.contains('：') {
        return None;
    }
    let mut rewritten = Rewritten { text: String::with_capacity(text.len() + 64), spaces: BTreeMap::new() };
    let mut inside = Inside::Structure;
    for (number, line) in (1_u32..).zip(text.split_inclusive('\n')) {
        let touched = if inside.holds(line) { None } else { rewrite_line(line) };
        let (new, space) = touched.map_or((None, None), |(new, space)| (Some(new), space));
        if new.is_some() {
            rewritten.spaces.insert(number, space);
        }
        let new = new.unwrap_or_else(|| line.to_owned());
        inside = inside.after(&new);
        rewritten.text.push_str(&new);
    }
    (!rewritten.spaces.is_empty()).then_some(rewritten)
}

/// What the next line may be part of.
enum Inside {
    Structure,
    /// A block text whose lines are indented more than this.
    Block(usize),
    /// A text in these quotes.
    Quotes(char),
}

impl Inside {
    fn holds(&self, line: &str) -> bool {
        match self {
            Self::Structure => false,
            Self::Block(indent) => line.trim().is_empty() || indentation(line) > *indent,
            Self::Quotes(_) => true,
        }
    }

    fn after(self, line: &str) -> Self {
        if let Self::Quotes(quote) = self {
            return if line.matches(quote).count() % 2 == 1 { Self::Structure } else { self };
        }
        if self.holds(line) {
            return self;
        }
        let body = line.trim_end();
        let value = body.split_once(": ").map_or(body, |(_, value)| value).trim_start_matches("- ").trim();
        for quote in ['"', '\''] {
            if value.starts_with(quote) && value.matches(quote).count() % 2 == 1 {
                return Self::Quotes(quote);
            }
        }
        let header = value.trim_end_matches(|c: char| c.is_ascii_digit() || "+-".contains(c));
        if header == "|" || header == ">" {
            return Self::Block(key_column(line));
        }
        Self::Structure
    }
}

fn indentation(line: &str) -> usize {
    line.chars().take_while(|c| *c == ' ').count()
}

/// The column, from 0, at which the key of a line starts, after any dashes.
fn key_column(line: &str) -> usize {
    let mut column = indentation(line);
    let mut rest = line.trim_start_matches(' ');
    while let Some(item) = rest.strip_prefix("- ") {
        column += 2 + indentation(item);
        rest = item.trim_start_matches(' ');
    }
    column
}

/// The line rewritten, and the column (from 1) of the space put in, if any.
fn rewrite_line(line: &str) -> Option<(String, Option<u32>)> {
    let (head, value) = line.split_once('：')?;
    let column = key_column(head);
    let key: String = head.chars().skip(column).collect();
    let plain = !key.contains([':', '"', '\'', '{', '}', '[', ']', ',', '#', '，', '。', '\t']);
    if !plain || key.trim() != key || !words::is_known(&key) {
        return None;
    }
    let spaced = value.is_empty() || value.starts_with([' ', '\r', '\n']);
    let space = u32::try_from(head.chars().count()).ok()? + 2;
    Some(if spaced { (format!("{head}:{value}"), None) } else { (format!("{head}: {value}"), Some(space)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_keys_are_rewritten_and_columns_kept() {
        let rewritten = rewrite("会议：\n  名称：某会\n  - 姓名： 甲\n").expect("rewritten");
        assert_eq!(rewritten.text, "会议:\n  名称: 某会\n  - 姓名: 甲\n");
        assert_eq!([rewritten.column(2, 3), rewritten.column(2, 7), rewritten.column(2, 8)], [3, 6, 7]);
        assert_eq!(rewritten.column(3, 9), 9);
    }

    #[test]
    fn texts_are_left_alone() {
        for text in [
            "要求: |\n  时间：九点\n",
            "要求: \"甲\n  时间：九点\"\n",
            "- 不是项目名：甲\n",
            "# 时间：九点\n",
        ] {
            assert!(rewrite(text).is_none(), "{text}");
        }
        assert!(rewrite("要求: |\n  时间：九点\n时间：九点\n").is_some());
    }
}
