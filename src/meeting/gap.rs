//! Gaps: what a draft lacks comes in, the words that stand in its place go out.

/// A value that a draft lacks and that no text can take the place of: a day, a number, a word of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Where a spec has it, items counted from 0 and blank ones passed over: `/任务/2/时限`.
    pub place: String,
    /// What users call it.
    pub label: String,
}

const OPENING: &str = "【待补：";

/// What is printed in the place of a value: `【待补：会议地点】`.
#[must_use]
pub fn stand_in(label: &str) -> String {
    format!("{OPENING}{label}】")
}

/// Whether a text stands in the place of a value.
#[must_use]
pub fn is_stand_in(text: &str) -> bool {
    text.starts_with(OPENING)
}
