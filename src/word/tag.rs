//! Tags: the text of a paragraph comes in, its `{{…}}` go out, with what Word makes of quotes and blanks put right.

use std::ops::Range;

/// What a tag does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// `{{会议.名称}}`.
    Value,
    /// `{{#each 议程}}`, `{{^if 附件}}`, with its name.
    Open(String),
    /// `{{else}}`, `{{else if 附件}}`, `{{^}}`.
    Else,
    /// `{{/each}}`, with its name.
    Close(String),
    /// `{{! 说明 }}`: printed nowhere.
    Silent,
    /// `\{{`: braces that are meant to be printed.
    Literal,
}

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// Its bytes in the paragraph's text.
    pub(super) at: Range<usize>,
    /// As it is understood, character for character as long as it is typed.
    pub(super) text: String,
    pub(super) role: Role,
}

impl Tag {
    /// Whether it is part of a block.
    pub(super) const fn is_of_block(&self) -> bool {
        matches!(self.role, Role::Open(_) | Role::Else | Role::Close(_))
    }
}

/// The tags of a text; what is no whole tag is left to those who check.
pub(super) fn tags(text: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut from = 0;
    let slice = |range: Range<usize>| text.get(range).unwrap_or_default();
    while let Some(at) = slice(from..text.len()).find("{{").map(|at| from + at) {
        let rest = slice(at..text.len());
        let is_literal = slice(from..at).ends_with('\\');
        let close = ["{{!--", "{{~!--"].iter().any(|open| rest.starts_with(open)).then_some("--}}");
        let close = if rest.starts_with("{{{") { "}}}" } else { close.unwrap_or("}}") };
        let Some(length) = rest.find(close).map(|length| length + close.len()) else { break };
        let inner = rest.get(2..length - 2).unwrap_or_default();
        if let Some(next) = inner.find("{{").filter(|_| close == "}}") {
            from = at + 2 + next;
            continue;
        }
        let end = at + length;
        if is_literal {
            let text = slice(at..end).to_owned();
            found.push(Tag { at: at - 1..end, text: format!("\\{text}"), role: Role::Literal });
        } else {
            let text = understood(slice(at..end));
            let role = role(&text);
            found.push(Tag { at: at..end, text, role });
        }
        from = end;
    }
    found
}

/// Word turns straight quotes into curly ones and Chinese keyboards give wide blanks; in a tag both mean the plain ones,
/// but for what stands between quotes.
fn understood(tag: &str) -> String {
    let mut open: Option<char> = None;
    let mut out = String::with_capacity(tag.len());
    for c in tag.chars() {
        let plain = match c {
            '“' | '”' => '"',
            '‘' | '’' => '\'',
            c => c,
        };
        match open {
            None if matches!(plain, '"' | '\'') => {
                open = Some(c);
                out.push(plain);
            }
            None => out.push(if c.is_whitespace() { ' ' } else { c }),
            Some(first) if ends(first, c) => {
                open = None;
                out.push(plain);
            }
            Some(_) => out.push(if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }),
        }
    }
    out
}

/// Whether a quote ends what another began; Word often turns a curly quote the wrong way round.
const fn ends(first: char, c: char) -> bool {
    match first {
        '"' => c == '"',
        '\'' => c == '\'',
        '“' | '”' => matches!(c, '“' | '”' | '"'),
        _ => matches!(c, '‘' | '’' | '\''),
    }
}

fn role(tag: &str) -> Role {
    let inner = tag.trim_start_matches('{').trim_end_matches('}');
    let inner = inner.strip_prefix('~').unwrap_or(inner);
    let inner = inner.strip_suffix('~').unwrap_or(inner).trim();
    let name = |rest: &str| rest.split_whitespace().next().unwrap_or_default().to_owned();
    if inner.starts_with('!') {
        return Role::Silent;
    }
    if inner == "else" || inner == "^" || inner.starts_with("else ") {
        return Role::Else;
    }
    match (inner.strip_prefix(['#', '^']), inner.strip_prefix('/')) {
        (Some(rest), _) => Role::Open(name(rest)),
        (None, Some(rest)) => Role::Close(name(rest)),
        (None, None) => Role::Value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_word_makes_of_a_tag_is_put_right() {
        let of = |text: &str| tags(text).into_iter().map(|tag| tag.text).collect::<Vec<_>>();
        assert_eq!(of("甲{{如有 备注 前=“（” 后=”）”}}乙"), ["{{如有 备注 前=\"（\" 后=\"）\"}}"]);
        assert_eq!(of("{{#each　议程}}{{/each}}"), ["{{#each 议程}}", "{{/each}}"]);
        assert_eq!(of("{{缺省 甲 \"“无　”\"}}"), ["{{缺省 甲 \"“无　”\"}}"]);
        assert_eq!(of("a{{b c {{d}}"), ["{{d}}"]);
    }

    #[test]
    fn roles_are_told_apart() {
        let all = tags("{{a}}{{#if b}}{{else if c}}{{^}}{{/if}}{{!-- }} --}}\\{{d}}{{^each e}}");
        let roles: Vec<Role> = all.into_iter().map(|tag| tag.role).collect();
        let name = |text: &str| text.to_owned();
        let expected = [
            Role::Value,
            Role::Open(name("if")),
            Role::Else,
            Role::Else,
            Role::Close(name("if")),
            Role::Silent,
            Role::Literal,
            Role::Open(name("each")),
        ];
        assert_eq!(roles, expected);
    }
}
