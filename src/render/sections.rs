//! Headings that a clerk typed: paragraphs of a list with （一）, 1. or （1） before them come in, headings of the levels two to
//! four and the text under them go out (GB/T 9704-2012 7.3.3).

use super::build::{Builder, split};
use super::markup::{Element, Fault};
use crate::document::{Inline, Paragraph};

/// The styles of the levels.
const STYLES: [&str; 3] = ["二级标题", "三级标题", "四级标题"];

/// A longer line is a sentence, not a heading.
const LONGEST: usize = 40;

impl Builder<'_> {
    /// The paragraphs of a list; those that were typed with a mark and have others under them are headings.
    ///
    /// Gives false, and makes nothing, where none has a mark.
    pub(super) fn sections(&mut self, element: &Element<'_>) -> Result<bool, Fault> {
        let mut parts = Vec::new();
        for item in element.elements() {
            parts.extend(split(self.inlines(item)?));
        }
        let texts: Vec<String> = parts.iter().map(|part| text(part)).collect();
        let levels: Vec<Option<usize>> = texts.iter().map(|text| level(text)).collect();
        if levels.iter().all(Option::is_none) {
            return Ok(false);
        }
        for (at, part) in parts.into_iter().enumerate() {
            let next = levels.get(at + 1).copied();
            let heads = |own: usize| next.is_some_and(|next| next.is_none_or(|next| next > own));
            let words = texts[at].trim_end_matches('。');
            let is_short = words.chars().count() <= LONGEST && !words.contains(['。', '；', '：']);
            let paragraph = match levels[at].filter(|own| is_short && heads(*own)) {
                Some(own) => {
                    let heading = vec![Inline::Text { text: words.to_owned(), style: None }];
                    Paragraph::new(self.named(STYLES[own - 2])?, heading)
                }
                None => Paragraph::new(self.named("正文")?, part),
            };
            self.push(paragraph);
        }
        Ok(true)
    }
}

fn text(inlines: &[Inline]) -> String {
    let texts = inlines.iter().filter_map(|inline| match inline {
        Inline::Text { text, .. } => Some(text.as_str()),
        Inline::Break | Inline::Tab => None,
    });
    texts.collect()
}

/// The level whose mark a text begins with: 2 for （一）, 3 for 1., 4 for （1）.
fn level(text: &str) -> Option<usize> {
    let inner = text.strip_prefix(['（', '(']).and_then(|rest| Some(rest.split_once(['）', ')'])?.0));
    let is_number =
        |text: &str| !text.is_empty() && text.len() < 3 && text.bytes().all(|b| b.is_ascii_digit());
    let is_hanzi = |text: &str| !text.is_empty() && text.chars().all(|c| "一二三四五六七八九十".contains(c));
    if let Some(inner) = inner {
        return if is_hanzi(inner) { Some(2) } else { is_number(inner).then_some(4) };
    }
    let (number, rest) = text.split_once(['.', '．'])?;
    (is_number(number) && !rest.starts_with(|c: char| c.is_ascii_digit())).then_some(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_have_levels() {
        let all = ["（一）压实责任", "1.明确分工", "（1）县级", "2．检查", "1.5倍", "（讨论稿）", "请准时"];
        let found: Vec<Option<usize>> = all.into_iter().map(level).collect();
        assert_eq!(found, [Some(2), Some(3), Some(4), Some(3), None, None, None]);
    }
}
