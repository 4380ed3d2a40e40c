//! Reading dates and times as people type them: a text comes in, the value and how it was understood go out.
//!
//! Nothing is guessed: what is ambiguous or contradicts itself is refused with the way to write it.

mod clock;
mod day;
mod duration;
mod scan;
mod slot;

pub use duration::read_duration;
pub use slot::{Slot, read_slot};

use super::{Date, Moment, Time};
use clock::{Clock, read_clock};
use day::{Day, Nearby, day, read_day};
use scan::Scan;

/// What a refused text was about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The day.
    Day,
    /// The time of day, or a length of time.
    Time,
}

/// Why a text was not read; the message is Chinese and names what was found and what is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// Whether the day or the time is at fault.
    pub part: Part,
    /// One line, beginning with the text in 「」.
    pub message: String,
    /// How to put it right.
    pub help: String,
}

/// A weekday that is not the date's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongWeekday {
    /// As written, in the long form: `星期三`.
    pub written: String,
    /// The date it stands beside.
    pub date: Date,
}

/// A value read, and what beside it disagrees with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readout<T> {
    /// The value.
    pub value: T,
    /// The weekday written beside a date, when it is another than the date's.
    pub wrong_weekday: Option<WrongWeekday>,
}

/// When something is and how long it lasts, as one line says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The start.
    pub start: Moment,
    /// The end.
    pub end: Option<Moment>,
    /// `（会期半天）`, in minutes; a day has eight hours.
    pub length: Option<u32>,
}

/// What a text may leave unsaid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The year of a date written without one.
    pub year: Option<i32>,
    /// The day of a time written without one.
    pub day: Option<Date>,
}

impl Context {
    /// Nothing is understood by itself.
    pub const NONE: Self = Self { year: None, day: None };

    /// Dates without a year are of this year.
    #[must_use]
    pub const fn year(year: i32) -> Self {
        Self { year: Some(year), day: None }
    }

    /// Times without a day are on this day, dates without a year in its year.
    #[must_use]
    pub fn day(day: Date) -> Self {
        Self { year: Some(day.year()), day: Some(day) }
    }
}

/// Why a part of a text is refused: the message without the text, and the help.
#[derive(Debug)]
struct Refusal {
    part: Part,
    message: String,
    help: String,
}

impl Refusal {
    fn day(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { part: Part::Day, message: message.into(), help: help.into() }
    }

    fn time(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { part: Part::Time, message: message.into(), help: help.into() }
    }

    fn of(self, text: &str) -> Misread {
        Misread {
            part: self.part,
            message: format!("「{}」：{}", text.trim(), self.message),
            help: self.help,
        }
    }
}

const DAY_HELP: &str = "请写成「2026-11-24」或「2026年11月24日」";
const TIME_HELP: &str = "请写成「09:00」或「上午9:00」";
const MOMENT_HELP: &str = "请写成「2026-11-24 09:00」或「2026年11月24日上午9:00」";
const SPAN_HELP: &str = "请写成「2026年11月24日上午9:00至11:30」";

/// Words that may stand behind a date or a time and change nothing.
const TAILS: [&str; 8] = ["之前", "以前", "以后", "开始", "前", "起", "止", "整"];

/// A day, such as `2026-11-24`, `20261124`, `11月24日`, `二〇二六年十一月二十四日`, with or without its weekday.
pub fn read_date(text: &str, context: Context) -> Result<Readout<Date>, Misread> {
    let mut scan = Scan::new(text);
    let read = read_day(&mut scan, Nearby::of(context)).and_then(|found| {
        let found = found.ok_or_else(|| Refusal::day("不是日期", DAY_HELP))?;
        finish(&mut scan, |rest| Refusal::day(format!("日期之后的「{rest}」无法识别"), DAY_HELP))?;
        Ok(found)
    });
    read.map(Day::into_readout).map_err(|refusal| refusal.of(text))
}

/// A time of day, such as `09:00`, `上午9:00`, `下午3时`, `2时50分`.
pub fn read_time(text: &str) -> Result<Time, Misread> {
    let mut scan = Scan::new(text);
    let read = read_clock(&mut scan, None).and_then(|found| {
        let found = found.ok_or_else(|| Refusal::time("不是时间", TIME_HELP))?;
        finish(&mut scan, |rest| Refusal::time(format!("时间之后的「{rest}」无法识别"), TIME_HELP))?;
        Ok(found.time)
    });
    read.map_err(|refusal| refusal.of(text))
}

/// A day with or without a time of day; with a day in the context, also a time of day alone.
pub fn read_moment(text: &str, context: Context) -> Result<Readout<Moment>, Misread> {
    let mut scan = Scan::new(text);
    let read = moment(&mut scan, context).and_then(|point| {
        finish(&mut scan, |rest| after(point.moment, rest))?;
        Ok(point)
    });
    read.map(|point| Readout { value: point.moment, wrong_weekday: point.wrong_weekday })
        .map_err(|refusal| refusal.of(text))
}

/// A start and perhaps an end, on one line: `2026年11月24日上午9:00至11:30`.
///
/// The end takes the day, and the half of the day, from the start when it has none of its own. Behind it may stand how long
/// it lasts: `（会期半天）`.
pub fn read_span(text: &str, context: Context) -> Result<Readout<Span>, Misread> {
    let mut scan = Scan::new(text);
    span(&mut scan, context).map_err(|refusal| refusal.of(text))
}

/// A moment with what the end of a span needs to know of it.
struct Point {
    moment: Moment,
    clock: Option<Clock>,
    wrong_weekday: Option<WrongWeekday>,
}

fn moment(scan: &mut Scan, context: Context) -> Result<Point, Refusal> {
    let found = read_day(scan, Nearby::of(context))?;
    if found.is_some() {
        scan.skip_joint();
    }
    let clock = read_clock(scan, None)?;
    let date = match (&found, clock) {
        (Some(found), _) => found.date,
        (None, Some(_)) => context.day.ok_or_else(|| Refusal::day("没有写是哪一天", MOMENT_HELP))?,
        (None, None) => return Err(Refusal::day("不是日期和时间", MOMENT_HELP)),
    };
    let moment = Moment { date, time: clock.map(|clock| clock.time) };
    Ok(Point { moment, clock, wrong_weekday: found.and_then(|found| found.wrong_weekday) })
}

fn span(scan: &mut Scan, context: Context) -> Result<Readout<Span>, Refusal> {
    let start = moment(scan, context)?;
    if !scan.take_range() {
        let length = length_behind(scan);
        finish(scan, |rest| after(start.moment, rest))?;
        let value = Span { start: start.moment, end: None, length };
        return Ok(Readout { value, wrong_weekday: start.wrong_weekday });
    }
    let end = span_end(scan, &start)?;
    let length = length_behind(scan);
    finish(scan, |rest| Refusal::time(format!("结束时间之后的「{rest}」无法识别"), SPAN_HELP))?;
    Ok(Readout {
        value: Span { start: start.moment, end: Some(end.moment), length },
        wrong_weekday: start.wrong_weekday.or(end.wrong_weekday),
    })
}

/// `（会期半天）` or `，会期一天` at the very end of a line; what is not understood stays to be refused.
fn length_behind(scan: &mut Scan) -> Option<u32> {
    let rest = scan.rest();
    let bracketed = rest.strip_prefix(['（', '(']).and_then(|rest| rest.strip_suffix(['）', ')']));
    let words = bracketed.or_else(|| rest.strip_prefix(['，', ','])).unwrap_or(&rest).trim();
    let words = words.strip_prefix("会期")?.trim_start_matches(['：', ':', '为', ' ']);
    let length = read_duration(words).ok()?;
    scan.skip_all();
    Some(length)
}

fn span_end(scan: &mut Scan, start: &Point) -> Result<Point, Refusal> {
    let first = start.moment.date;
    let relative = if scan.take_any(&["次日", "翌日", "第二天"]).is_some() {
        let next = first.plus_days(1).ok_or_else(|| Refusal::day("没有次日", SPAN_HELP))?;
        Some(next)
    } else {
        scan.take_any(&["当日", "当天", "同日"]).map(|_| first)
    };
    let found = match relative {
        Some(date) => Some(Day { date, wrong_weekday: None }),
        None => read_day(scan, Nearby::after(first))?.or_else(|| bare_day(scan, start)),
    };
    if found.is_some() {
        scan.skip_joint();
    }
    let same_day = found.as_ref().is_none_or(|found| found.date == first);
    let clock = read_clock(scan, start.clock.filter(|_| same_day))?;
    if found.is_none() && clock.is_none() {
        return Err(Refusal::time("结束时间无法识别", SPAN_HELP));
    }
    let date = found.as_ref().map_or(first, |found| found.date);
    let moment = Moment { date, time: clock.map(|clock| clock.time) };
    Ok(Point { moment, clock, wrong_weekday: found.and_then(|found| found.wrong_weekday) })
}

/// `26` at the very end of `2026.11.24-26`.
fn bare_day(scan: &mut Scan, start: &Point) -> Option<Day> {
    let first = start.moment.date;
    let mut ahead = scan.clone();
    let number = ahead.number().filter(|_| start.clock.is_none() && ahead.is_done())?;
    let date = day(first.year(), first.month(), number.value).ok()?;
    *scan = ahead;
    Some(Day { date, wrong_weekday: None })
}

fn finish(scan: &mut Scan, refuse: impl FnOnce(&str) -> Refusal) -> Result<(), Refusal> {
    scan.skip_spaces();
    scan.take_any(&TAILS);
    scan.skip_spaces();
    if scan.is_done() { Ok(()) } else { Err(refuse(&scan.rest())) }
}

fn after(read: Moment, rest: &str) -> Refusal {
    match read.time {
        Some(_) => Refusal::time(format!("时间之后的「{rest}」无法识别"), MOMENT_HELP),
        None => Refusal::time(format!("日期之后的「{rest}」不是时间"), MOMENT_HELP),
    }
}

#[cfg(test)]
mod forms;
#[cfg(test)]
mod tests;
