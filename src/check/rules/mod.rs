//! The rules beyond "is it there": a meeting comes in, what does not fit together goes out.
//!
//! To add a rule: write a function in the file of its theme and a row in that file's `RULES`.

mod numbers;
mod people;
mod secrecy;
mod tasks;
mod time;

pub(super) use secrecy::refusal;

use crate::diag::{Code, Diagnostic};
use crate::meeting::Meeting;

/// A rule: the code it reports and the function that finds where it is broken.
struct Rule {
    code: Code,
    broken: fn(&Meeting) -> Vec<Diagnostic>,
}

const THEMES: [&[Rule]; 5] = [time::RULES, people::RULES, numbers::RULES, tasks::RULES, secrecy::RULES];

/// Everything that breaks a rule.
pub(super) fn broken(meeting: &Meeting) -> Vec<Diagnostic> {
    let rules = THEMES.into_iter().flatten();
    rules
        .flat_map(|rule| {
            let found = (rule.broken)(meeting);
            debug_assert!(
                found.iter().all(|it| it.code == rule.code),
                "{} reports another code",
                rule.code.name()
            );
            found
        })
        .collect()
}
