//! The ledger of tasks (督办台账): each task that meetings gave out, once, with what became of it up to a day.
//!
//! [`gather`] makes it of meetings in any order. Nothing here knows specs, templates or workbooks.

mod find;
mod gather;
mod settle;

pub use gather::{Gathered, gather};

use crate::date::Date;

/// How far a task is on the day of the ledger, in the order in which a ledger lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// 逾期: not done, and its day is past.
    Overdue,
    /// 推进中.
    Underway,
    /// 未启动.
    NotStarted,
    /// 办结.
    Done,
}

impl State {
    /// All, in the order of the ledger.
    pub const ALL: [Self; 4] = [Self::Overdue, Self::Underway, Self::NotStarted, Self::Done];

    /// The Chinese word.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Overdue => "逾期",
            Self::Underway => "推进中",
            Self::NotStarted => "未启动",
            Self::Done => "办结",
        }
    }

    /// The stable English word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Underway => "underway",
            Self::NotStarted => "not-started",
            Self::Done => "done",
        }
    }
}

/// The meeting that gave a task out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// 会议.名称; what the task itself says where the meeting is not among those gathered.
    pub title: String,
    /// 会议.编号.
    pub id: String,
    /// The number of its minutes, where there is one.
    pub minutes: String,
    /// The topic, by its number from 1 and its title, as far as they are known.
    pub topic: (Option<u32>, String),
    /// Its day.
    pub day: Option<Date>,
}

/// One task with the last that is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// 编号; empty where nothing gives it one.
    pub number: String,
    /// 事项.
    pub task: String,
    /// Where it comes from.
    pub source: Source,
    /// 责任单位.
    pub unit: String,
    /// 协办单位.
    pub co_units: Vec<String>,
    /// 责任人.
    pub owner: String,
    /// 分管领导.
    pub leader: String,
    /// 时限.
    pub due: Option<Date>,
    /// The first 时限, where a later meeting moved it.
    pub moved_from: Option<Date>,
    /// 进展.
    pub progress: String,
    /// The state on the day of the ledger.
    pub state: State,
    /// 办结日期, of what is done.
    pub done: Option<Date>,
    /// 佐证.
    pub evidence: String,
    /// 备注.
    pub remark: String,
}

impl Item {
    /// Days past its 时限 on the day of the ledger; nothing unless it is 逾期 and the day is known.
    #[must_use]
    pub fn days_over(&self, on: Date) -> Option<u64> {
        let due = self.due.filter(|_| self.state == State::Overdue)?;
        (1..=366 * 100).find(|days| due.plus_days(*days).is_none_or(|day| day >= on))
    }

    /// Whether it was done by its 时限, as far as both days are known.
    #[must_use]
    pub fn was_on_time(&self) -> bool {
        self.state == State::Done && self.done.zip(self.due).is_some_and(|(done, due)| done <= due)
    }
}

/// How many tasks there are of each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// 逾期.
    pub overdue: usize,
    /// 推进中.
    pub underway: usize,
    /// 未启动.
    pub not_started: usize,
    /// 办结.
    pub done: usize,
    /// Of those done, how many by their 时限.
    pub on_time: usize,
}

impl Counts {
    /// Counts items.
    #[must_use]
    pub fn of<'i>(items: impl IntoIterator<Item = &'i Item>) -> Self {
        let mut counts = Self::default();
        for item in items {
            *counts.slot(item.state) += 1;
            counts.on_time += usize::from(item.was_on_time());
        }
        counts
    }

    const fn slot(&mut self, state: State) -> &mut usize {
        match state {
            State::Overdue => &mut self.overdue,
            State::Underway => &mut self.underway,
            State::NotStarted => &mut self.not_started,
            State::Done => &mut self.done,
        }
    }

    /// How many there are of a state.
    #[must_use]
    pub const fn get(mut self, state: State) -> usize {
        *self.slot(state)
    }

    /// All of them.
    #[must_use]
    pub const fn total(self) -> usize {
        self.overdue + self.underway + self.not_started + self.done
    }

    /// The share of a state in whole percent, rounded; 0 of nothing.
    #[must_use]
    pub const fn percent(self, state: State) -> usize {
        match self.total() {
            0 => 0,
            total => (self.get(state) * 200 + total) / (total * 2),
        }
    }
}

/// What of the meetings is not in the ledger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Meetings held after the day of the ledger that say something of tasks.
    pub later_meetings: usize,
    /// The tasks that these gave out.
    pub later_tasks: usize,
    /// Files or meetings that could not be read, or are classified.
    pub unread: usize,
}

/// The tasks of many meetings on a day: open ones first, each state in the order of 时限.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger {
    /// The day.
    pub on: Date,
    /// 主办单位, where all meetings have the same.
    pub host: Option<String>,
    /// Whether one of the meetings is 内部.
    pub is_internal: bool,
    /// How many meetings gave tasks out or reported on them.
    pub meetings: usize,
    /// The tasks.
    pub items: Vec<Item>,
    /// What is not in it.
    pub left_out: LeftOut,
}

impl Ledger {
    /// How many tasks there are of each state.
    #[must_use]
    pub fn counts(&self) -> Counts {
        Counts::of(&self.items)
    }

    /// The counts by 责任单位 as it is written, the most behind first.
    #[must_use]
    pub fn by_unit(&self) -> Vec<(String, Counts)> {
        let mut units: Vec<(String, Vec<&Item>)> = Vec::new();
        for item in &self.items {
            let unit = if item.unit.is_empty() { &item.owner } else { &item.unit };
            match units.iter_mut().find(|(known, _)| known == unit) {
                Some((_, items)) => items.push(item),
                None => units.push((unit.clone(), vec![item])),
            }
        }
        let mut counts: Vec<(String, Counts)> =
            units.into_iter().map(|(unit, items)| (unit, Counts::of(items))).collect();
        // The most behind first, then the most burdened; names decide what is left.
        counts.sort_by(|(a, one), (b, other)| {
            let rank = |counts: &Counts| (counts.overdue, counts.total());
            rank(other).cmp(&rank(one)).then_with(|| a.cmp(b))
        });
        counts
    }
}

#[cfg(test)]
mod tests;
