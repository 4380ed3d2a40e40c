//! The working-day calendar: the days off and the make-up working days of known years come in, which day is worked goes out.

use super::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What an announced day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// 放假: off, whatever weekday it is.
    Off,
    /// 上班: worked although it is a Saturday or a Sunday.
    Working,
}

/// Which days are worked. Of a year that it does not know only the weekends are off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    years: BTreeSet<i32>,
    days: BTreeMap<Date, DayKind>,
}

impl Calendar {
    /// Takes the arrangement of a year as known.
    pub fn know(&mut self, year: i32) {
        self.years.insert(year);
    }

    /// Sets what a day is, whatever was said of it before.
    pub fn set(&mut self, day: Date, kind: DayKind) {
        self.days.insert(day, kind);
    }

    /// This calendar with another's years and days on top of its own.
    #[must_use]
    pub fn with(mut self, over: &Self) -> Self {
        self.years.extend(&over.years);
        self.days.extend(&over.days);
        self
    }

    /// Whether the arrangement of the year is known.
    #[must_use]
    pub fn knows(&self, year: i32) -> bool {
        self.years.contains(&year)
    }

    /// Whether the day is worked.
    #[must_use]
    pub fn is_working(&self, day: Date) -> bool {
        match self.days.get(&day) {
            Some(kind) => *kind == DayKind::Working,
            None => !day.is_weekend(),
        }
    }

    /// The first working day after a day; `None` beyond the year 9999.
    #[must_use]
    pub fn next_working_day(&self, day: Date) -> Option<Date> {
        (1..=MOST_OFF).map_while(|days| day.plus_days(days)).find(|day| self.is_working(*day))
    }

    /// The working days from a day up to another, the first not counted, the last counted; 0 when it is not later.
    #[must_use]
    pub fn working_days(&self, from: Date, to: Date) -> usize {
        let days = (1..=MOST_COUNTED).map_while(|days| from.plus_days(days)).take_while(|day| *day <= to);
        days.filter(|day| self.is_working(*day)).count()
    }
}

/// No break is longer; without working days the calendar is wrong.
const MOST_OFF: u64 = 60;

/// More days than anyone counts.
const MOST_COUNTED: u64 = 3_660;

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> Date {
        Date::new(2026, month, day).expect("a day")
    }

    #[test]
    fn an_unknown_year_has_only_weekends() {
        let calendar = Calendar::default();
        assert!(!calendar.knows(2026));
        assert!(calendar.is_working(day(10, 1)));
        assert!(!calendar.is_working(day(10, 10)));
        assert_eq!(calendar.next_working_day(day(10, 9)), Some(day(10, 12)));
        assert_eq!(calendar.working_days(day(10, 9), day(10, 12)), 1);
        assert_eq!(calendar.working_days(day(10, 12), day(10, 9)), 0);
        assert_eq!(calendar.next_working_day(Date::new(9999, 12, 31).expect("a day")), None);
    }

    #[test]
    fn what_is_announced_counts_and_the_later_word_wins() {
        let mut calendar = Calendar::default();
        calendar.know(2026);
        (1..=7).for_each(|number| calendar.set(day(10, number), DayKind::Off));
        calendar.set(day(10, 10), DayKind::Working);
        assert_eq!(calendar.next_working_day(day(9, 30)), Some(day(10, 8)));
        assert_eq!(calendar.next_working_day(day(10, 9)), Some(day(10, 10)));
        let mut own = Calendar::default();
        own.set(day(10, 8), DayKind::Off);
        let both = calendar.with(&own);
        assert!(both.knows(2026));
        assert_eq!(both.next_working_day(day(9, 30)), Some(day(10, 9)));
    }

    #[test]
    fn a_calendar_without_working_days_ends() {
        let mut calendar = Calendar::default();
        let all = (0..400).filter_map(|days| day(1, 1).plus_days(days));
        all.for_each(|day| calendar.set(day, DayKind::Off));
        assert_eq!(calendar.next_working_day(day(1, 1)), None);
    }
}
