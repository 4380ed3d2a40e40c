//! Texts: what was typed comes in, what of it counts goes out.

/// Trims a text of white space (full-width too) and of control characters, takes out what cannot be seen, and makes
/// its line feeds uniform.
#[must_use]
pub fn clean(text: &str) -> String {
    let trimmed = text.trim_matches(|c: char| c.is_whitespace() || c.is_control() || is_invisible(c));
    if !trimmed.chars().any(|c| c == '\r' || is_invisible(c)) {
        return trimmed.to_owned();
    }
    let seen: String = trimmed.chars().filter(|c| !is_invisible(*c) || is_joiner(*c)).collect();
    if seen.contains('\r') { seen.replace("\r\n", "\n").replace('\r', "\n") } else { seen }
}

/// Marks without a shape that come along with copied text; those of direction could make a line read otherwise than
/// it is stored.
#[must_use]
pub const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{FEFF}')
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
}

/// Within a word some scripts need these.
const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}
