//! Reading dates and times as people type them: a text comes in, the value and how it was understood go out.

use super::{Date, Moment, Time};

/// Why a text was not read; the message is Chinese and names what was found and what is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// One line.
    pub message: String,
    /// How to put it right.
    pub help: String,
}

/// A value read, and the weekday written beside it, if any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readout<T> {
    /// The value.
    pub value: T,
    /// The weekday as written, such as `星期二`, when it disagrees with the date.
    pub wrong_weekday: Option<String>,
}

fn misread(text: &str) -> Misread {
    Misread { message: format!("「{text}」无法识别"), help: String::new() }
}

/// A day. `year` is used when the text has none.
pub fn read_date(text: &str, year: Option<i32>) -> Result<Readout<Date>, Misread> {
    let _ = year;
    Err(misread(text))
}

/// A time of day.
pub fn read_time(text: &str) -> Result<Time, Misread> {
    Err(misread(text))
}

/// A day with or without a time of day.
pub fn read_moment(text: &str, year: Option<i32>) -> Result<Readout<Moment>, Misread> {
    let _ = year;
    Err(misread(text))
}

/// A start and perhaps an end, on one line.
pub fn read_span(text: &str) -> Result<Readout<(Moment, Option<Moment>)>, Misread> {
    Err(misread(text))
}

/// A length of time, in minutes.
pub fn read_duration(text: &str) -> Result<u32, Misread> {
    Err(misread(text))
}
