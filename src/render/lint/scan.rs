//! Scanning: the text of a template comes in, its pieces, plain text and `{{…}}`, go out, each with its place.

/// What a `{{…}}` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// `{{值}}` or `{{助手 值}}`.
    Value,
    /// `{{#if 值}}`.
    Open,
    /// `{{^if 值}}`.
    Inverse,
    /// `{{/if}}`.
    Close,
    /// `{{else}}`, `{{^}}` or `{{else if 值}}`.
    Else,
    /// `{{> 部件}}`.
    Partial,
}

/// A piece of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// Plain text.
    Text { at: usize, text: &'t str },
    /// A `{{…}}`: where it begins, and what is between its marks and where that begins.
    Mustache { at: usize, mark: Mark, body: &'t str, body_at: usize },
}

/// What is wrong with how a `{{…}}` is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slip<'t> {
    /// `{{` without `}}`.
    Unended,
    /// `}}` without `{{`.
    Unbegun,
    /// ｛｛ as a Chinese keyboard gives it.
    FullWidth,
    /// `{{{值}}}` and `{{&值}}` let a value break the markup.
    Unescaped(&'t str),
    /// `{{#> …}}`, `{{#* …}}`, `{{{{…}}}}`: what a unit's templates have no use for.
    Unsupported(&'t str),
    /// `{{}}`.
    Empty,
}

/// The pieces of a template, and the slips with their places.
pub(super) fn scan(text: &str) -> (Vec<Piece<'_>>, Vec<(usize, Slip<'_>)>) {
    let mut scanner = Scanner { text, pieces: Vec::new(), slips: Vec::new() };
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find("{{")).map(|found| at + found) {
        scanner.plain(at, found);
        at = scanner.mustache(found);
    }
    scanner.plain(at, text.len());
    (scanner.pieces, scanner.slips)
}

struct Scanner<'t> {
    text: &'t str,
    pieces: Vec<Piece<'t>>,
    slips: Vec<(usize, Slip<'t>)>,
}

impl<'t> Scanner<'t> {
    fn slice(&self, from: usize, to: usize) -> &'t str {
        self.text.get(from..to).unwrap_or_default()
    }

    fn plain(&mut self, from: usize, to: usize) {
        let text = self.slice(from, to);
        for (found, _) in text.match_indices("}}") {
            self.slips.push((from + found, Slip::Unbegun));
        }
        for (found, _) in text.match_indices("｛｛") {
            self.slips.push((from + found, Slip::FullWidth));
        }
        if !text.is_empty() {
            self.pieces.push(Piece::Text { at: from, text });
        }
    }

    /// Takes the `{{…}}` at a place; where it ends.
    fn mustache(&mut self, at: usize) -> usize {
        let rest = self.slice(at, self.text.len());
        // `\{{` prints the braces.
        if self.slice(at.saturating_sub(1), at) == "\\" {
            return self.until(at, rest, "}}").unwrap_or(self.text.len());
        }
        for (open, close) in [("{{!--", "--}}"), ("{{~!--", "--}}"), ("{{!", "}}"), ("{{~!", "}}")] {
            if rest.starts_with(open) {
                return self.until(at, rest, close).unwrap_or(self.text.len());
            }
        }
        if rest.starts_with("{{{") {
            let slip = if rest.starts_with("{{{{") { Slip::Unsupported } else { Slip::Unescaped };
            let close = if rest.starts_with("{{{{") { "}}}}" } else { "}}}" };
            let Some(end) = self.until(at, rest, close) else { return self.text.len() };
            self.slips.push((at, slip(self.slice(at, end))));
            return end;
        }
        let Some(length) = rest.find("}}") else {
            self.slips.push((at, Slip::Unended));
            return self.next_line(at);
        };
        // `{{甲 {{乙}}`: the first was not ended.
        let inner = rest.get(2..length).unwrap_or_default();
        if inner.contains("{{") || inner.contains('\n') && inner.contains('<') {
            self.slips.push((at, Slip::Unended));
            let next = inner.find("{{").map(|next| at + 2 + next);
            return next.unwrap_or_else(|| self.next_line(at));
        }
        self.understand(at, inner);
        at + length + 2
    }

    fn next_line(&self, at: usize) -> usize {
        self.slice(at, self.text.len()).find('\n').map_or(self.text.len(), |length| at + length)
    }

    fn until(&mut self, at: usize, rest: &str, close: &str) -> Option<usize> {
        let end = rest.find(close).map(|length| at + length + close.len());
        if end.is_none() {
            self.slips.push((at, Slip::Unended));
        }
        end
    }

    fn understand(&mut self, at: usize, inner: &'t str) {
        let trimmed = inner.strip_prefix('~').unwrap_or(inner);
        let begin = at + 2 + (inner.len() - trimmed.len());
        let trimmed = trimmed.strip_suffix('~').unwrap_or(trimmed);
        let marks = [("#", Mark::Open), ("/", Mark::Close), (">", Mark::Partial), ("^", Mark::Inverse)];
        let head = trimmed.trim_start();
        let begin = begin + (trimmed.len() - head.len());
        let unsupported = ["#>", "#*", "*", "#^"].iter().any(|mark| head.starts_with(mark));
        if unsupported || head.starts_with('&') {
            let slip = if unsupported { Slip::Unsupported(head) } else { Slip::Unescaped(head) };
            self.slips.push((at, slip));
            return;
        }
        let (mark, body) = marks
            .iter()
            .find_map(|(sign, mark)| Some((*mark, head.strip_prefix(sign)?)))
            .unwrap_or((Mark::Value, head));
        let body_at = begin + (head.len() - body.len());
        let text = body.trim();
        let body_at = body_at + (body.len() - body.trim_start().len());
        let is_else = mark == Mark::Value && (text == "else" || text.starts_with("else "));
        let piece = match mark {
            Mark::Inverse if text.is_empty() => Piece::Mustache { at, mark: Mark::Else, body: "", body_at },
            _ if is_else => {
                let rest = text.strip_prefix("else").unwrap_or_default();
                let body = rest.trim_start();
                Piece::Mustache { at, mark: Mark::Else, body, body_at: body_at + text.len() - body.len() }
            }
            _ if text.is_empty() => {
                self.slips.push((at, Slip::Empty));
                return;
            }
            mark => Piece::Mustache { at, mark, body: text, body_at },
        };
        self.pieces.push(piece);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_have_their_places() {
        let (pieces, slips) = scan("甲{{#if 乙}}{{~丙~}}{{else}}丁{{/if}}{{!-- 戊 --}}{{> 己}}");
        assert_eq!(slips, []);
        let found: Vec<(usize, Mark, &str)> = pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Mustache { body_at, mark, body, .. } => Some((*body_at, *mark, *body)),
                Piece::Text { .. } => None,
            })
            .collect();
        let marks: Vec<Mark> = found.iter().map(|(_, mark, _)| *mark).collect();
        assert_eq!(marks, [Mark::Open, Mark::Value, Mark::Else, Mark::Close, Mark::Partial]);
        assert_eq!((found[0].0, found[0].2), (6, "if 乙"));
        assert_eq!((found[1].0, found[1].2), (17, "丙"));
    }

    #[test]
    fn slips_are_told_apart() {
        let slips = |text| scan(text).1;
        assert_eq!(slips("a{{b"), [(1, Slip::Unended)]);
        assert_eq!(slips("a{{b c {{d}}"), [(1, Slip::Unended)]);
        assert_eq!(slips("a}}"), [(1, Slip::Unbegun)]);
        assert_eq!(slips("{{{a}}}"), [(0, Slip::Unescaped("{{{a}}}"))]);
        assert_eq!(slips("{{#> a}}"), [(0, Slip::Unsupported("#> a"))]);
        assert_eq!(slips("{{}}"), [(0, Slip::Empty)]);
    }
}
