//! Dates and times: what people type comes in, days and moments and their official Chinese forms go out (chrono's only home).

mod calendar;
mod read;

pub use calendar::{Calendar, DayKind};
pub use read::{
    Context, Misread, Part, Readout, Slot, Span, WrongWeekday, read_date, read_duration, read_moment,
    read_slot, read_span, read_time,
};

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Timelike, Weekday};
use std::fmt;

/// A calendar day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

/// A time of day, to the minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(NaiveTime);

/// A day and a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// The time of day; `None` when only the day was given.
    pub time: Option<Time>,
}

impl Date {
    /// A day that exists, else `None`.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        (1900..=9999).contains(&year).then(|| NaiveDate::from_ymd_opt(year, month, day).map(Self)).flatten()
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, from 1.
    #[must_use]
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// `2026年11月24日`: Arabic digits, full year, no zero padding (GB/T 9704-2012 7.3.5).
    #[must_use]
    pub fn official(self) -> String {
        format!("{}年{}月{}日", self.year(), self.month(), self.day())
    }

    /// `20261124`, as catalogues have it (DA/T 22-2015).
    #[must_use]
    pub fn compact(self) -> String {
        format!("{:04}{:02}{:02}", self.year(), self.month(), self.day())
    }

    /// `星期二`.
    #[must_use]
    pub fn weekday(self) -> &'static str {
        match self.0.weekday() {
            Weekday::Mon => "星期一",
            Weekday::Tue => "星期二",
            Weekday::Wed => "星期三",
            Weekday::Thu => "星期四",
            Weekday::Fri => "星期五",
            Weekday::Sat => "星期六",
            Weekday::Sun => "星期日",
        }
    }

    /// The day so many days later; `None` beyond the year 9999.
    #[must_use]
    pub fn plus_days(self, days: u64) -> Option<Self> {
        self.0.checked_add_days(Days::new(days)).filter(|day| day.year() <= 9999).map(Self)
    }

    /// Whether it is a Saturday or a Sunday.
    #[must_use]
    pub fn is_weekend(self) -> bool {
        self.0.weekday().num_days_from_monday() >= 5
    }

    /// The day of an Excel serial number, of the 1900 epoch or of the 1904 one.
    #[must_use]
    pub fn from_serial(serial: i64, epoch: Epoch) -> Option<Self> {
        let (base, offset) = match epoch {
            Epoch::Y1904 => (NaiveDate::from_ymd_opt(1904, 1, 1)?, serial),
            // Excel counts a 29 February 1900 that never was.
            Epoch::Y1900 if serial >= 60 => (NaiveDate::from_ymd_opt(1899, 12, 30)?, serial),
            Epoch::Y1900 => (NaiveDate::from_ymd_opt(1899, 12, 31)?, serial),
        };
        base.checked_add_days(Days::new(u64::try_from(offset).ok()?)).map(Self)
    }
}

/// `半天`, `一天半`, `90分钟`: a length in minutes, a day having eight hours, as notices say it.
#[must_use]
pub fn official_length(minutes: u32) -> String {
    const DAYS: [&str; 11] = ["", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十"];
    let half_days = minutes / 240;
    let days = usize::try_from(half_days / 2).ok().and_then(|days| DAYS.get(days));
    match (days, minutes % 240, half_days % 2) {
        (Some(&""), 0, 1) => "半天".to_owned(),
        (Some(days), 0, 1) => format!("{days}天半"),
        (Some(days), 0, 0) if minutes > 0 => format!("{days}天"),
        _ if minutes.is_multiple_of(60) => format!("{}小时", minutes / 60),
        _ => format!("{minutes}分钟"),
    }
}

/// The day from which a workbook counts its serial numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Epoch {
    /// 1 is 1 January 1900.
    Y1900,
    /// 0 is 1 January 1904.
    Y1904,
}

impl fmt::Display for Date {
    /// `2026-11-24`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl Time {
    /// A time of day that exists, else `None`.
    #[must_use]
    pub fn new(hour: u32, minute: u32) -> Option<Self> {
        NaiveTime::from_hms_opt(hour, minute, 0).map(Self)
    }

    /// The hour, 0 to 23.
    #[must_use]
    pub fn hour(self) -> u32 {
        self.0.hour()
    }

    /// The minute, 0 to 59.
    #[must_use]
    pub fn minute(self) -> u32 {
        self.0.minute()
    }

    /// 上午, 下午 or 晚上 (from 18:00).
    #[must_use]
    pub fn half_day(self) -> &'static str {
        match self.hour() {
            0..12 => "上午",
            12..18 => "下午",
            _ => "晚上",
        }
    }

    /// `9:00`, on the twelve-hour clock.
    #[must_use]
    pub fn twelve(self) -> String {
        let hour = if self.hour() > 12 { self.hour() - 12 } else { self.hour() };
        format!("{hour}:{:02}", self.minute())
    }

    /// `上午9:00`.
    #[must_use]
    pub fn official(self) -> String {
        format!("{}{}", self.half_day(), self.twelve())
    }
}

impl fmt::Display for Time {
    /// `09:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour(), self.minute())
    }
}

impl Moment {
    /// `2026年11月24日（星期二）上午9:00`.
    #[must_use]
    pub fn official(self) -> String {
        let day = format!("{}（{}）", self.date.official(), self.date.weekday());
        self.time.map_or_else(|| day.clone(), |time| format!("{day}{}", time.official()))
    }

    /// The minutes from this moment to a later one; nothing when a time of day is not known or the other is earlier.
    #[must_use]
    pub fn minutes_until(self, end: Self) -> Option<u64> {
        let at = |moment: Self| Some(moment.date.0.and_time(moment.time?.0));
        u64::try_from((at(end)? - at(self)?).num_minutes()).ok()
    }

    /// From this moment to another: `2026年11月24日（星期二）上午9:00至11:30`, the part that is shared said once.
    #[must_use]
    pub fn official_until(self, end: Option<Self>) -> String {
        let start = self.official();
        let Some(end) = end else { return start };
        if end.date != self.date {
            return format!("{start}至{}", end.official());
        }
        match (self.time, end.time) {
            (Some(from), Some(to)) if from.half_day() == to.half_day() => format!("{start}至{}", to.twelve()),
            (Some(_), Some(to)) => format!("{start}至{}", to.official()),
            _ => start,
        }
    }
}

impl fmt::Display for Moment {
    /// `2026-11-24 09:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.time {
            Some(time) => write!(f, "{} {time}", self.date),
            None => write!(f, "{}", self.date),
        }
    }
}
