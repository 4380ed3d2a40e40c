//! Lengths: texts such as `三号`, `28.95pt`, `37mm`, `2字` come in; exact integers of EMU go out.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};
use std::str::FromStr;

/// A length in English Metric Units: 1 mm = 36,000, 1 pt = 12,700, 1 twip = 635, a half-point = 6,350.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length(i64);

const PER_MM: f64 = 36_000.0;
const PER_PT: f64 = 12_700.0;
const PER_TWIP: i64 = 635;

impl Length {
    /// No length at all.
    pub const ZERO: Self = Self(0);

    /// A length of so many EMU.
    #[must_use]
    pub const fn emu(emu: i64) -> Self {
        Self(emu)
    }

    /// A length in millimetres, rounded to a whole EMU.
    #[must_use]
    pub fn mm(mm: f64) -> Self {
        Self(round(mm * PER_MM))
    }

    /// A length in points (1/72 inch), rounded to a whole EMU.
    #[must_use]
    pub fn pt(pt: f64) -> Self {
        Self(round(pt * PER_PT))
    }

    /// A length in twips (1/20 pt).
    #[must_use]
    pub const fn twips(twips: i64) -> Self {
        Self(twips * PER_TWIP)
    }

    /// The whole number of EMU.
    #[must_use]
    pub const fn to_emu(self) -> i64 {
        self.0
    }

    /// Millimetres.
    #[must_use]
    pub fn to_mm(self) -> f64 {
        as_f64(self.0) / PER_MM
    }

    /// Points.
    #[must_use]
    pub fn to_pt(self) -> f64 {
        as_f64(self.0) / PER_PT
    }

    /// Twips, rounded half away from zero (`ECMA-376 ST_TwipsMeasure`).
    #[must_use]
    pub const fn to_twips(self) -> i64 {
        div_round(self.0, PER_TWIP)
    }

    /// Half-points, rounded half away from zero (`ECMA-376 ST_HpsMeasure`).
    #[must_use]
    pub const fn to_half_points(self) -> i64 {
        div_round(self.0, 6_350)
    }

    /// Eighths of a point, rounded half away from zero (`ECMA-376 ST_EighthPointMeasure`).
    #[must_use]
    pub const fn to_eighth_points(self) -> i64 {
        div_round(self.0 * 8, 12_700)
    }

    /// This length times a ratio, rounded to a whole EMU.
    #[must_use]
    pub fn scale(self, ratio: f64) -> Self {
        Self(round(as_f64(self.0) * ratio))
    }

    /// The larger of two lengths.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        Ord::max(self, other)
    }

    /// The smaller of two lengths.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        Ord::min(self, other)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "page lengths in EMU are far below 2^53")]
fn round(value: f64) -> i64 {
    value.round() as i64
}

#[expect(clippy::cast_precision_loss, reason = "page lengths in EMU are far below 2^53")]
fn as_f64(value: i64) -> f64 {
    value as f64
}

const fn div_round(value: i64, by: i64) -> i64 {
    let half = by / 2;
    if value < 0 { (value - half) / by } else { (value + half) / by }
}

impl Add for Length {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Length {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Length {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Mul<i64> for Length {
    type Output = Self;
    fn mul(self, by: i64) -> Self {
        Self(self.0 * by)
    }
}

impl Div<i64> for Length {
    type Output = Self;
    fn div(self, by: i64) -> Self {
        Self(self.0 / by)
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl SubAssign for Length {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
        lengths.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2} mm", self.to_mm())
    }
}

/// A measure as a style writes it: a fixed length, or so many characters of the style's own size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// A fixed length.
    Fixed(Length),
    /// Hundredths of a character (`字`), the unit of `w:firstLineChars`.
    HundredthChars(i32),
}

impl Measure {
    /// Nothing.
    pub const ZERO: Self = Self::Fixed(Length::ZERO);

    /// The length when one character is `advance` wide (size plus tracking).
    #[must_use]
    pub fn resolve(self, advance: Length) -> Length {
        match self {
            Self::Fixed(length) => length,
            Self::HundredthChars(chars) => Length(div_round(advance.0 * i64::from(chars), 100)),
        }
    }
}

/// What was written is not a length.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("「{0}」不是长度，应写成 三号、16pt、37mm、2.6cm、28磅 或 2字 的样子")]
pub struct NotALength(String);

/// Chinese size names and their points as Word and WPS use them.
const SIZES: [(&str, f64); 16] = [
    ("初号", 42.0),
    ("小初", 36.0),
    ("一号", 26.0),
    ("小一", 24.0),
    ("二号", 22.0),
    ("小二", 18.0),
    ("三号", 16.0),
    ("小三", 15.0),
    ("四号", 14.0),
    ("小四", 12.0),
    ("五号", 10.5),
    ("小五", 9.0),
    ("六号", 7.5),
    ("小六", 6.5),
    ("七号", 5.5),
    ("八号", 5.0),
];

impl FromStr for Length {
    type Err = NotALength;

    fn from_str(text: &str) -> Result<Self, NotALength> {
        let text = text.trim();
        if let Some((_, pt)) = SIZES.iter().find(|(name, _)| *name == text) {
            return Ok(Self::pt(*pt));
        }
        let wrong = || NotALength(text.to_owned());
        let (number, unit) = split(text).ok_or_else(wrong)?;
        match unit {
            "mm" | "毫米" => Ok(Self::mm(number)),
            "cm" | "厘米" => Ok(Self::mm(number * 10.0)),
            "pt" | "磅" => Ok(Self::pt(number)),
            "" if number == 0.0 => Ok(Self::ZERO),
            _ => Err(wrong()),
        }
    }
}

impl FromStr for Measure {
    type Err = NotALength;

    fn from_str(text: &str) -> Result<Self, NotALength> {
        match split(text.trim()) {
            #[expect(clippy::cast_possible_truncation, reason = "split() bounds the number")]
            Some((number, "字")) => Ok(Self::HundredthChars((number * 100.0).round() as i32)),
            _ => text.parse().map(Self::Fixed),
        }
    }
}

/// A finite number of sensible size, and the unit behind it.
fn split(text: &str) -> Option<(f64, &str)> {
    let end = text
        .char_indices()
        .find(|(_, c)| !c.is_ascii_digit() && !matches!(c, '.' | '-'))
        .map_or(text.len(), |(at, _)| at);
    let (number, unit) = text.split_at(end);
    let number: f64 = number.parse().ok()?;
    (number.abs() <= 10_000.0).then_some((number, unit.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_whole_in_emu() {
        assert_eq!("37mm".parse(), Ok(Length::emu(1_332_000)));
        assert_eq!("三号".parse(), Ok(Length::pt(16.0)));
        assert_eq!("28.95pt".parse::<Length>().map(Length::to_twips), Ok(579));
        assert_eq!("2.6 cm".parse(), Ok(Length::mm(26.0)));
        assert_eq!("0".parse(), Ok(Length::ZERO));
        assert_eq!(Length::mm(0.35).to_eighth_points(), 8);
        assert_eq!(Length::pt(22.0).to_half_points(), 44);
    }

    #[test]
    fn characters_follow_the_advance() {
        let two: Measure = "2字".parse().expect("a measure");
        assert_eq!(two, Measure::HundredthChars(200));
        assert_eq!(two.resolve(Length::pt(15.75)), Length::pt(31.5));
        assert_eq!("-0.5字".parse(), Ok(Measure::HundredthChars(-50)));
    }

    #[test]
    fn nonsense_is_refused() {
        for text in ["", "mm", "三", "1e9mm", "NaNpt", "37", "3 字 4", "--3mm"] {
            assert!(text.parse::<Length>().is_err(), "{text}");
        }
    }
}
