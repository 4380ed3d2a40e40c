//! Text: characters come in, what XML and Word can take of them goes out, split where Word needs a hint for the face.

use crate::document::script::{Script, needs_hint, scripts};

/// Pieces of a text, each with whether it stands under the `eastAsia` hint (ECMA-376 17.3.2.26).
pub(super) fn pieces(text: &str, mut each: impl FnMut(&str, Hint)) {
    let (mut start, mut hint) = (0, None);
    for ((at, _), (c, script)) in text.char_indices().zip(scripts(text)) {
        let next = Hint::wanted_by(c, script);
        if next.is_some() && hint.is_some() && next != hint {
            each(text.get(start..at).unwrap_or_default(), hint.unwrap_or_default());
            (start, hint) = (at, None);
        }
        hint = next.or(hint);
    }
    each(text.get(start..).unwrap_or_default(), hint.unwrap_or_default());
}

/// Which face a run takes for signs that both Latin and Chinese text use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Hint {
    /// The Latin one, as Word would without being told.
    #[default]
    None,
    /// The Han one.
    EastAsia,
}

impl Hint {
    /// Only letters like é must not, only signs like “ must stand under the hint.
    fn wanted_by(c: char, script: Script) -> Option<Self> {
        match script {
            Script::Han if needs_hint(c) => Some(Self::EastAsia),
            Script::Latin if !c.is_ascii() => Some(Self::None),
            _ => None,
        }
    }
}

/// Whether a character may stand in a document: XML 1.0 `Char` without the controls and the separators of lines.
fn is_writable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
}

/// A text for docx-rs, which escapes it.
pub(super) fn clean(text: &str) -> String {
    text.chars().filter(|c| is_writable(*c)).collect()
}

/// A text for an attribute or an element.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}

/// Writes a text for an attribute or an element.
pub(super) fn escape(text: &str, out: &mut String) {
    for c in text.chars().filter(|c| is_writable(*c)) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<(String, Hint)> {
        let mut out = Vec::new();
        pieces(text, |piece, hint| out.push((piece.to_owned(), hint)));
        out
    }

    #[test]
    fn only_the_clash_of_signs_and_letters_splits_a_text() {
        assert_eq!(split("共3册"), [("共3册".to_owned(), Hint::None)]);
        assert_eq!(split("他说“好”"), [("他说“好”".to_owned(), Hint::EastAsia)]);
        assert_eq!(
            split("“Café”"),
            [
                ("“Caf".to_owned(), Hint::EastAsia),
                ("é".to_owned(), Hint::None),
                ("”".to_owned(), Hint::EastAsia)
            ]
        );
    }

    #[test]
    fn what_xml_forbids_does_not_get_through() {
        assert_eq!(escaped("a<\u{0}\u{1f}\u{85}\u{fffe}\n>&\""), "a&lt;&gt;&amp;&quot;");
    }
}
