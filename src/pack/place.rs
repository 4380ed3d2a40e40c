//! Places in a style sheet: its text and the keys that lead somewhere come in, a line and a column go out.

use crate::diag::Location;

/// Where the last of the keys stands; of what is not there, where the nearest key above it stands.
pub(super) fn find(text: &str, keys: &[String]) -> Option<Location> {
    let lines: Vec<&str> = text.lines().collect();
    let (mut from, mut to) = (0, lines.len());
    let mut found = None;
    for (depth, key) in keys.iter().enumerate() {
        let begin = |at: usize| if at == from && depth > 0 { found_end(found) } else { 0 };
        let place = (from..to).find_map(|at| {
            let column = key_at(lines.get(at)?, key, begin(at))?;
            (depth > 0 || column == 0).then_some((at, column))
        });
        let Some((line, column)) = place else { break };
        // What stands below it is indented deeper, or on its own line.
        let indent = indentation(lines[line]);
        from = line;
        to = (line + 1..to).find(|at| is_out(lines[*at], indent)).unwrap_or(to);
        found = Some((line, column, key.chars().count()));
    }
    let (line, column, _) = found?;
    let number = |index: usize| u32::try_from(index + 1).unwrap_or(u32::MAX);
    Some(Location::Text { line: number(line), column: number(column) })
}

/// Only what follows a key on its line is below it.
fn found_end(found: Option<(usize, usize, usize)>) -> usize {
    found.map_or(0, |(_, column, length)| column + length)
}

/// The column, in characters from zero, at which a key stands.
fn key_at(line: &str, key: &str, from: usize) -> Option<usize> {
    let chars: Vec<char> = line.chars().take_while(|c| *c != '#').collect();
    let key: Vec<char> = key.chars().collect();
    let ends = |at: usize| chars.get(at + key.len()).is_some_and(|c| matches!(c, ':' | ' ' | '"' | '\''));
    let begins = |at: usize| {
        at.checked_sub(1)
            .and_then(|before| chars.get(before))
            .is_none_or(|c| matches!(c, ' ' | '{' | ',' | '"' | '\''))
    };
    (from..chars.len()).find(|at| chars[*at..].starts_with(&key) && begins(*at) && ends(*at))
}

fn indentation(line: &str) -> usize {
    line.chars().take_while(|c| *c == ' ').count()
}

fn is_out(line: &str, indent: usize) -> bool {
    let is_blank = line.trim().is_empty() || line.trim_start().starts_with('#');
    !is_blank && indentation(line) <= indent
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_in_blocks_and_on_one_line() {
        let text = "版面:\n  天头: 37mm\n段落:\n  正文:\n    字号: 三号\n  标题: {字体: 黑体, 字号: 大}\n";
        let at = |keys: &[&str]| find(text, &keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>());
        let place = |line, column| Some(Location::Text { line, column });
        assert_eq!(at(&["版面", "天头"]), place(2, 3));
        assert_eq!(at(&["段落", "正文", "字号"]), place(5, 5));
        assert_eq!(at(&["段落", "标题", "字号"]), place(6, 16));
        assert_eq!(at(&["段落", "标题", "行距"]), place(6, 3));
        assert_eq!(at(&["颜色"]), None);
    }
}
