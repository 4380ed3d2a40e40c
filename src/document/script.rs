//! Which face a character takes, and where lines must not break: one answer for the DOCX and for the PDF.

use unicode_normalization::char::is_combining_mark;

/// The two kinds of face of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// The face of Latin letters and digits.
    Latin,
    /// The face of Han characters and of all punctuation of Chinese text.
    Han,
}

/// The script of a character. “”‘’—…·×÷°§± are Chinese punctuation and signs here, never Latin.
#[must_use]
pub const fn script(c: char) -> Script {
    match c {
        // Latin letters, Greek and Cyrillic ones, and what stands with them in units: μg/m³.
        '\u{20}'..='\u{7e}'
        | '\u{b2}'
        | '\u{b3}'
        | '\u{b5}'
        | '\u{b9}'
        | '\u{c0}'..='\u{d6}'
        | '\u{d8}'..='\u{f6}'
        | '\u{f8}'..='\u{24f}'
        | '\u{370}'..='\u{52f}' => Script::Latin,
        _ => Script::Han,
    }
}

/// The characters of a text, each with its script there: a `·` between Latin letters or digits is theirs (档号, DA/T 13).
pub fn scripts(text: &str) -> impl Iterator<Item = (char, Script)> + '_ {
    let mut before = None;
    let mut rest = text.chars();
    std::iter::from_fn(move || {
        let c = rest.next()?;
        let before = before.replace(c);
        if is_ideograph(c) {
            return Some((c, Script::Han));
        }
        let is_alone = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let latin_dot = c == '·' && is_alone(before) && is_alone(rest.clone().next());
        Some((c, if latin_dot { Script::Latin } else { script(c) }))
    })
}

/// Whether Word needs the `eastAsia` hint to take the character from the Han face.
#[must_use]
pub const fn needs_hint(c: char) -> bool {
    matches!(script(c), Script::Han) && (c as u32) < 0x2e80
}

/// Characters that never begin a line (避头).
pub const NO_START: &str =
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠";

/// Characters that never end a line (避尾).
pub const NO_END: &str = "$([{£¥‘“〈《「『【〔〖〝﹙﹛﹝＄（［｛￡￥";

/// Stops that may stand at a line's end beyond the measure: Word and LibreOffice hang them, the PDF sets them half as wide.
pub const HANGING: &str = "、。，．！：；？!,.:;?";

/// Whether a character is one of the common ideographs, which belong to none of the lists here: nearly all of a text.
#[must_use]
pub const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fa5}')
}

/// The lists that a character is in: asked for every character of a text, several times.
static LISTS: [u8; BLOCKS * 256] = listed();

const STARTS_NOT: u8 = 1;
const ENDS_NOT: u8 = 2;
const HANGS: u8 = 4;

/// How many blocks of 256 characters hold all of the lists.
const BLOCKS: usize = 8;

/// Where a character stands in the table; `None` where no list has one of its block.
const fn place(c: u32) -> Option<usize> {
    let block = match c >> 8 {
        0x00 => 0,
        0x02 => 1,
        0x20 => 2,
        0x21 => 3,
        0x22 => 4,
        0x30 => 5,
        0xfe => 6,
        0xff => 7,
        _ => return None,
    };
    Some((block << 8) | (c & 0xff) as usize)
}

const fn listed() -> [u8; BLOCKS * 256] {
    let lists = mark([0; BLOCKS * 256], NO_START, STARTS_NOT);
    let lists = mark(lists, NO_END, ENDS_NOT);
    mark(lists, HANGING, HANGS)
}

/// Marks the characters of a list, of one to three bytes each in UTF-8.
const fn mark(mut lists: [u8; BLOCKS * 256], list: &str, flag: u8) -> [u8; BLOCKS * 256] {
    let (bytes, mut at) = (list.as_bytes(), 0);
    while at < bytes.len() {
        let (length, first) = match bytes[at] {
            byte @ 0..=0x7f => (1, byte),
            byte @ 0xc0..=0xdf => (2, byte & 0x1f),
            byte => (3, byte & 0x0f),
        };
        let (mut number, mut rest) = (first as u32, 1);
        while rest < length {
            number = (number << 6) | (bytes[at + rest] & 0x3f) as u32;
            rest += 1;
        }
        if let Some(place) = place(number) {
            lists[place] |= flag;
        }
        at += length;
    }
    lists
}

fn is_listed(c: char, flag: u8) -> bool {
    place(u32::from(c)).is_some_and(|place| LISTS[place] & flag != 0)
}

/// Whether a character is in [`NO_START`].
#[must_use]
pub fn begins_no_line(c: char) -> bool {
    is_listed(c, STARTS_NOT)
}

/// Whether a character is in [`NO_END`].
#[must_use]
pub fn ends_no_line(c: char) -> bool {
    is_listed(c, ENDS_NOT)
}

/// Whether a character is in [`HANGING`].
#[must_use]
pub fn may_hang(c: char) -> bool {
    is_listed(c, HANGS)
}

/// Whether two characters of the same sign (—— ……) stand as one and are never parted.
#[must_use]
pub const fn is_inseparable(a: char, b: char) -> bool {
    matches!((a, b), ('—', '—') | ('…', '…') | ('―', '―'))
}

/// Whether a character is drawn on the one before it, from which it is never parted: accents, variation selectors.
#[must_use]
pub fn is_mark(c: char) -> bool {
    c >= '\u{300}' && !is_ideograph(c) && (c == '\u{200d}' || is_combining_mark(c))
}

/// The white space between a Han character and a Latin letter or digit is the type size divided by this.
///
/// Word and LibreOffice put it there unless told otherwise, and LibreOffice 7 cannot be told otherwise.
pub const AUTO_SPACE: i64 = 5;

/// Whether two neighbours are a Han character and a Latin letter or digit, in either order.
#[must_use]
pub fn is_auto_spaced(a: char, b: char) -> bool {
    let is_word = |c: char| is_ideograph(c) || c.is_alphanumeric();
    // Mostly two ideographs.
    !(is_ideograph(a) && is_ideograph(b)) && script(a) != script(b) && is_word(a) && is_word(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_holds_the_lists() {
        for c in '\0'..=char::MAX {
            assert_eq!(begins_no_line(c), NO_START.contains(c), "{c:?}");
            assert_eq!(ends_no_line(c), NO_END.contains(c), "{c:?}");
            assert_eq!(may_hang(c), HANGING.contains(c), "{c:?}");
        }
    }
}
