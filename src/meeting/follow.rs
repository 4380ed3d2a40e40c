//! Following tasks up: a meeting comes in, the numbers by which its tasks are known in every document go out.

use super::{Meeting, Task};

impl Task {
    /// Whether an earlier meeting gave it out and this one only reports on it.
    #[must_use]
    pub const fn is_carried(&self) -> bool {
        self.origin.is_some()
    }
}

impl Meeting {
    /// The number by which the task at this place is followed up: its 编号, else `HY-2026-045-01`, the meeting's 编号
    /// (without one, its day) with the task's place among those that the meeting itself gave out.
    ///
    /// `None` for a carried task without 编号, whose number is its first meeting's to give.
    #[must_use]
    pub fn task_number(&self, at: usize) -> Option<String> {
        let task = self.tasks.get(at)?;
        if let Some(number) = &task.number {
            return Some(number.value.clone());
        }
        if task.is_carried() {
            return None;
        }
        let place = 1 + self.tasks.iter().take(at).filter(|task| !task.is_carried()).count();
        let day = || self.start.as_ref().map(|start| start.date.compact());
        let stem = self.id.as_ref().map(|id| id.value.clone()).or_else(day);
        Some(stem.map_or_else(|| format!("{place:02}"), |stem| format!("{stem}-{place:02}")))
    }
}
