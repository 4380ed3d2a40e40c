//! Scalars: a text comes in, YAML that reads back as the very same text goes out (YAML 1.2.2, 7.3 and 8.1).

use crate::spec::vocabulary::Shape;
use std::fmt::Write as _;

/// A text behind a key or a dash; the lines of a block text are indented by `depth` levels.
pub(super) fn scalar(text: &str, shape: &Shape, depth: usize) -> String {
    if text.contains('\n') && text.chars().all(|c| c == '\n' || is_printable(c)) {
        return block(text, depth);
    }
    if is_plain(text) && suits(text, shape) { text.to_owned() } else { quoted(text) }
}

/// A text inside of `{ }` or `[ ]`.
pub(super) fn flow(text: &str, shape: &Shape) -> String {
    let has_mark =
        text.contains(['[', ']', '{', '}', ',', '?']) || text.split(':').skip(1).any(follows_badly);
    if is_plain(text) && !has_mark && suits(text, shape) { text.to_owned() } else { quoted(text) }
}

/// A colon before anything but a letter or a digit may be taken for the one behind a key.
fn follows_badly(rest: &str) -> bool {
    !rest.starts_with(char::is_alphanumeric)
}

/// Whether a text may stand with others on one line.
pub(super) fn is_short(text: &str) -> bool {
    text.chars().count() <= 40 && !text.contains('\n')
}

fn block(text: &str, depth: usize) -> String {
    let mut out = "|-".to_owned();
    for line in text.split('\n') {
        out.push('\n');
        if !line.is_empty() {
            (0..depth).for_each(|_| out.push_str("  "));
            out.push_str(line);
        }
    }
    out
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if is_printable(c) => out.push(c),
            c if u32::from(c) <= 0xFFFF => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => {
                let _ = write!(out, "\\U{:08X}", u32::from(c));
            }
        }
    }
    out.push('"');
    out
}

/// What every YAML reader takes as it is: no controls, no line ends but the line feed, nothing unseen.
fn is_printable(c: char) -> bool {
    let code = u32::from(c);
    let is_unseen = matches!(code, 0x85 | 0xA0 | 0xAD | 0xFEFF | 0xFFFE | 0xFFFF)
        || matches!(code, 0x2000..=0x200F | 0x2028..=0x202F | 0x205F..=0x206F)
        || (code & 0xFFFE) == 0xFFFE;
    !c.is_control() && !is_unseen
}

/// Whether a text is read as itself without quotes.
fn is_plain(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let opens_badly = "-?:,[]{}#&*!|>'\"%@`~=<.".contains(first) || first.is_whitespace();
    let ends_badly = text.ends_with(':') || text.ends_with(char::is_whitespace);
    let has_mark = text.contains(": ") || text.contains(" #") || text.contains("\t#") || text.contains(":\t");
    !opens_badly && !ends_badly && !has_mark && !is_word(text) && text.chars().all(is_printable)
}

/// Words that YAML takes for something else than a text.
fn is_word(text: &str) -> bool {
    const WORDS: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// Numbers are written bare only where numbers belong, and only plain ones; times always stand in quotes.
fn suits(text: &str, shape: &Shape) -> bool {
    let starts_as_number = text.starts_with(|c: char| c.is_ascii_digit() || c == '+');
    let is_ascii = text.chars().all(|c| c.is_ascii_alphanumeric() || "+-.:_ eE".contains(c));
    if !(starts_as_number && is_ascii) {
        return true;
    }
    match shape {
        Shape::Number => {
            text.chars().all(|c| c.is_ascii_digit())
                && (text == "0" || !text.starts_with('0'))
                && text.len() < 10
        }
        Shape::Date | Shape::Moment => text.len() >= 8 && text.contains('-'),
        _ => text.contains(['-', '_']) && !text.contains(['e', 'E', 'x', 'o', 'b', '.']),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted_where_they_must_be() {
        let text = |text| scalar(text, &Shape::Text, 1);
        assert_eq!(text("市政务中心3号楼"), "市政务中心3号楼");
        assert_eq!(text("3"), "\"3\"");
        assert_eq!(text("0571-88001234"), "0571-88001234");
        assert_eq!(text("True"), "\"True\"");
        assert_eq!(text("甲: 乙"), "\"甲: 乙\"");
        assert_eq!(text("〔2026〕12号"), "〔2026〕12号");
        assert_eq!(text("第一段\n\n 第二段"), "|-\n  第一段\n\n   第二段");
        assert_eq!(text("甲\u{2028}乙"), "\"甲\\u2028乙\"");
        assert_eq!(scalar("09:00", &Shape::Time, 1), "\"09:00\"");
        assert_eq!(scalar("2026-11-24 09:00", &Shape::Moment, 1), "2026-11-24 09:00");
        assert_eq!(scalar("30", &Shape::Number, 1), "30");
        assert_eq!(scalar("030", &Shape::Number, 1), "\"030\"");
        assert_eq!(flow("甲, 乙", &Shape::Text), "\"甲, 乙\"");
    }
}
