//! The figures of a month: the meetings of a run and a month come in; its register, and how many, how long and with how
//! many people meetings were, against the month before, go out.

use super::Held;
use crate::date::Date;
use std::fmt;
use std::str::FromStr;

/// A month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u32,
}

impl Month {
    /// The month of a day.
    #[must_use]
    pub fn of(day: Date) -> Self {
        Self { year: day.year(), month: day.month() }
    }

    /// The one before it.
    #[must_use]
    pub const fn before(self) -> Self {
        match self.month {
            1 => Self { year: self.year - 1, month: 12 },
            month => Self { year: self.year, month: month - 1 },
        }
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> Option<Date> {
        (28..=31).rev().find_map(|day| Date::new(self.year, self.month, day))
    }

    /// `2026年11月`.
    #[must_use]
    pub fn official(self) -> String {
        format!("{}年{}月", self.year, self.month)
    }
}

impl fmt::Display for Month {
    /// `2026-11`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for Month {
    type Err = ();

    /// Reads `2026-11` and `2026年11月`.
    fn from_str(text: &str) -> Result<Self, ()> {
        let text = text.trim().trim_end_matches('月').replace('年', "-");
        let (year, month) = text.split_once('-').ok_or(())?;
        let month = Self { year: year.parse().map_err(drop)?, month: month.parse().map_err(drop)? };
        let is_month = (1..=12).contains(&month.month) && (1949..=2999).contains(&month.year);
        if is_month { Ok(month) } else { Err(()) }
    }
}

/// What of the meetings given is not in a month's papers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Held in another month.
    pub other_months: usize,
    /// Files or meetings that could not be read, have no date or are classified.
    pub unread: usize,
}

/// 会议台账: the meetings of a month in the order in which they were held.
#[derive(Clone, Debug, PartialEq)]
pub struct Register {
    /// The month.
    pub month: Month,
    /// 主办单位, where all have the same.
    pub host: Option<String>,
    /// Whether one of the meetings is 内部.
    pub is_internal: bool,
    /// The meetings.
    pub rows: Vec<Held>,
    /// What is not in it.
    pub left_out: LeftOut,
}

impl Register {
    /// The register of a month. `unread` says how many more could not be read.
    #[must_use]
    pub fn of(meetings: &[Held], month: Month, unread: usize) -> Self {
        let all: Vec<&Held> = super::once(meetings).into_iter().map(|at| &meetings[at]).collect();
        let is_of = |held: &&&Held| held.start.is_some_and(|start| Month::of(start.date) == month);
        let mut rows: Vec<Held> = all.iter().filter(is_of).map(|held| (**held).clone()).collect();
        rows.sort_by(|one, other| {
            (one.start, &one.id.value, &one.title.value).cmp(&(
                other.start,
                &other.id.value,
                &other.title.value,
            ))
        });
        let undated = all.iter().filter(|held| held.start.is_none()).count();
        let left_out = LeftOut { other_months: all.len() - rows.len() - undated, unread: unread + undated };
        let host = rows.first().map(|first| first.host.clone()).filter(|host| !host.is_empty());
        let host = host.filter(|host| rows.iter().all(|held| held.host == *host));
        Self { month, host, is_internal: rows.iter().any(|held| held.is_internal), rows, left_out }
    }
}

/// Sums over meetings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many meetings.
    pub meetings: u64,
    /// Their minutes, of those whose length is known.
    pub minutes: u64,
    /// How many of them have no known length.
    pub unknown: u64,
    /// Those who were there, a person as often as they were.
    pub people: u64,
    /// Minutes times people.
    pub person_minutes: u64,
    /// Meetings of more than two hours.
    pub long: u64,
}

/// What a meeting should not exceed, in minutes.
const LONG: u64 = 120;

impl Sum {
    /// Sums meetings up.
    pub fn over<'h>(meetings: impl IntoIterator<Item = &'h Held>) -> Self {
        let mut sum = Self::default();
        for held in meetings {
            let people = u64::try_from(held.attended).unwrap_or(0);
            sum.meetings += 1;
            sum.people += people;
            match held.minutes() {
                Some(minutes) => {
                    sum.minutes += minutes;
                    sum.person_minutes += minutes * people;
                    sum.long += u64::from(minutes > LONG);
                }
                None => sum.unknown += 1,
            }
        }
        sum
    }

    /// Minutes a meeting, of those whose length is known.
    #[must_use]
    pub const fn average(self) -> Option<u64> {
        match self.meetings - self.unknown {
            0 => None,
            known => Some((self.minutes + known / 2) / known),
        }
    }
}

/// The sums of one type of meeting or of one organiser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they have in common.
    pub name: String,
    /// This month.
    pub now: Sum,
    /// The month before, when it is known.
    pub before: Option<Sum>,
}

/// 会议统计表.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// The month.
    pub month: Month,
    /// 主办单位, where all have the same.
    pub host: Option<String>,
    /// All meetings.
    pub all: Group,
    /// By 类型, the most hours of people first.
    pub by_kind: Vec<Group>,
    /// By 承办部门, or 主办单位 where none is written, likewise.
    pub by_organiser: Vec<Group>,
    /// The meetings that took the most hours of people.
    pub longest: Vec<Held>,
    /// What is not in it.
    pub left_out: LeftOut,
}

/// How many of the meetings that took most are named.
const NAMED: usize = 5;

impl Figures {
    /// The figures of a register against those of the month before, when there is any.
    #[must_use]
    pub fn of(now: &Register, before: Option<&Register>) -> Self {
        let old = before.map(|before| before.rows.as_slice());
        let group = |name: &str, is_it: &dyn Fn(&Held) -> bool| Group {
            name: name.to_owned(),
            now: Sum::over(now.rows.iter().filter(|held| is_it(held))),
            before: old.map(|rows| Sum::over(rows.iter().filter(|held| is_it(held)))),
        };
        let by = |of: &dyn Fn(&Held) -> String| {
            let mut names: Vec<String> = now.rows.iter().chain(old.unwrap_or_default()).map(of).collect();
            names.sort();
            names.dedup();
            let mut groups: Vec<Group> =
                names.iter().map(|name| group(name, &|held| of(held) == *name)).collect();
            groups.sort_by_key(|group| std::cmp::Reverse((group.now.person_minutes, group.now.meetings)));
            groups
        };
        let said = |text: &str| if text.is_empty() { "（未写明）".to_owned() } else { text.to_owned() };
        let organiser =
            |held: &Held| said(if held.organiser.is_empty() { &held.host } else { &held.organiser });
        let weight = |held: &Held| held.minutes().unwrap_or(0) * u64::try_from(held.attended).unwrap_or(0);
        let mut longest = now.rows.clone();
        longest.sort_by_key(|held| std::cmp::Reverse(weight(held)));
        longest.retain(|held| weight(held) > 0);
        longest.truncate(NAMED);
        Self {
            month: now.month,
            host: now.host.clone(),
            all: group("合计", &|_| true),
            by_kind: by(&|held| said(&held.kind)),
            by_organiser: by(&organiser),
            longest,
            left_out: now.left_out,
        }
    }
}
