//! Widths: characters come in, the columns they take on a terminal go out, and texts cut or padded to columns.

use unicode_width::UnicodeWidthChar;

/// A text on one line that cannot steer a terminal: control characters are shown as their pictures (U+2400…).
pub(super) fn visible(text: &str) -> String {
    text.chars().map(picture).collect()
}

/// A character that cannot steer a terminal.
pub(super) fn picture(c: char) -> char {
    match u32::from(c) {
        9 => ' ',
        code @ 0..0x20 => char::from_u32(0x2400 + code).unwrap_or(' '),
        0x7F => '␡',
        0x80..0xA0 | 0x200E | 0x200F | 0x202A..=0x202E | 0x2066..=0x2069 => '\u{FFFD}',
        _ => c,
    }
}

/// The columns that characters take on a terminal: a Chinese character takes two.
pub(super) fn columns<'c>(chars: impl IntoIterator<Item = &'c char>) -> usize {
    chars.into_iter().map(|c| c.width().unwrap_or(0)).sum()
}

/// As much of a text as fits in so many columns, with `…` where it is cut.
pub(super) fn cut(typed: &[char], widest: usize) -> String {
    let mut text = String::new();
    let mut wide = 0;
    for c in typed {
        wide += columns([c]);
        if wide > widest {
            text.push('…');
            break;
        }
        text.push(*c);
    }
    text
}

/// The text with spaces behind it up to so many columns.
pub(super) fn padded(text: &str, wide: usize) -> String {
    let own = columns(&text.chars().collect::<Vec<_>>());
    format!("{text}{}", " ".repeat(wide.saturating_sub(own)))
}
