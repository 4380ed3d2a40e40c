//! Lengths for Word: a length comes in, a number in the unit and the range of its attribute goes out.

use crate::document::Sheet;
use crate::length::Length;

/// The farthest a position or an indent may go: 22 inches (ECMA-376 17.18.81).
const FARTHEST: i64 = 31_680;

/// Twips, signed.
pub(super) fn twips(length: Length) -> i32 {
    i32::try_from(length.to_twips().clamp(-FARTHEST, FARTHEST)).unwrap_or_default()
}

/// Twips, never negative.
pub(super) fn size(length: Length) -> u32 {
    u32::try_from(length.to_twips().clamp(0, FARTHEST)).unwrap_or_default()
}

/// Twips, never negative, as docx-rs takes widths.
pub(super) fn width(length: Length) -> usize {
    usize::try_from(size(length)).unwrap_or_default()
}

/// Half-points of a type size, at least one.
pub(super) fn half_points(length: Length) -> usize {
    usize::try_from(length.to_half_points().clamp(1, 3_276)).unwrap_or(1)
}

/// Eighths of a point of a line's thickness; Word draws from 2 to 96.
pub(super) fn eighths(length: Length) -> usize {
    usize::try_from(length.to_eighth_points().clamp(2, 96)).unwrap_or(2)
}

/// Whole points of the white between a line and the text; Word allows 31.
pub(super) fn points(length: Length) -> usize {
    let twips = length.to_twips().clamp(0, 31 * 20);
    usize::try_from((twips + 10) / 20).unwrap_or_default()
}

/// The width of a text block that is turned or not.
pub(super) fn measure(sheet: &Sheet, orientation: crate::document::Orientation) -> Length {
    sheet.page.turned(orientation).measure()
}
