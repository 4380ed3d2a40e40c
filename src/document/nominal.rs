//! Nominal widths: a text comes in, its width goes out, as the official faces draw it (Han one em, Latin as Times New Roman).
//!
//! For arithmetic that must come out alike in the DOCX and the PDF: hanging labels, signature blocks, titles.

use super::script::{AUTO_SPACE, Script, is_auto_spaced, scripts};
use crate::length::Length;

/// Advance widths of U+0020..U+007E in thousandths of an em, as the Times faces have them.
const TIMES: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, // space to /
    500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, // 0 to ?
    921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, // @ to O
    556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, // P to _
    333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, // ` to o
    500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541, // p to ~
];

/// The width of one character at a size, without tracking.
fn char_width(c: char, script: Script, size: Length) -> Length {
    if script == Script::Han {
        return size;
    }
    if c == '·' {
        return size / 4;
    }
    let index = usize::try_from(u32::from(c).saturating_sub(0x20)).unwrap_or(usize::MAX);
    let thousandths = TIMES.get(index).copied().unwrap_or(500);
    Length::emu(size.to_emu() * i64::from(thousandths) / 1000)
}

/// The white space between a Han character and a Latin one: LibreOffice drops the tracking of the character before it.
#[must_use]
pub fn auto_space(size: Length, tracking: Length) -> Length {
    size / AUTO_SPACE - tracking
}

/// The width of a text set in a size and tracking, with the white space between Han and Latin, and the tracking after
/// the last character included.
#[must_use]
pub fn width(text: &str, size: Length, tracking: Length) -> Length {
    let (mut width, mut before) = (Length::ZERO, None);
    for (c, script) in scripts(text) {
        if before.replace(c).is_some_and(|before| is_auto_spaced(before, c)) {
            width += auto_space(size, tracking);
        }
        width += char_width(c, script, size) + tracking;
    }
    width
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_as_wide_as_its_characters() {
        let size = Length::pt(16.0);
        assert_eq!(width("2026年11月24日", size, Length::ZERO), Length::pt(16.0 * 7.0 + 5.0 * 3.2));
        assert_eq!(width("附件：1. ", size, Length::pt(-0.25)), Length::pt(16.0 * 4.0 - 6.0 * 0.25));
    }
}
