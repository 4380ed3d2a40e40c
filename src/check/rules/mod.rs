//! The rules beyond "is it there": a meeting comes in, what does not fit together goes out.
//!
//! To add a rule: write a function in the file of its theme and a row in that file's `RULES`.

mod numbers;
mod people;
mod rest;
mod secrecy;
mod tasks;
mod time;

pub(super) use secrecy::refusal;

use super::Terms;
use crate::diag::{Code, Diagnostic, Setting};
use crate::meeting::Meeting;
use std::ops::Deref;

/// A rule: the code it reports and the function that finds where it is broken.
struct Rule {
    code: Code,
    broken: fn(&Case) -> Vec<Diagnostic>,
}

/// What a rule looks at: a meeting, the text it was read from, and the terms it is judged on.
struct Case<'c> {
    meeting: &'c Meeting,
    terms: &'c Terms,
}

impl Deref for Case<'_> {
    type Target = Meeting;
    fn deref(&self) -> &Meeting {
        self.meeting
    }
}

const THEMES: [&[Rule]; 6] =
    [time::RULES, rest::RULES, people::RULES, numbers::RULES, tasks::RULES, secrecy::RULES];

/// Everything that breaks a rule; rules that are switched off are not even asked.
pub(super) fn broken(meeting: &Meeting, terms: &Terms) -> Vec<Diagnostic> {
    let case = Case { meeting, terms };
    let rules = THEMES.into_iter().flatten();
    rules
        .filter(|rule| terms.severities.of(rule.code) != Some(Setting::Off))
        .flat_map(|rule| {
            let found = (rule.broken)(&case);
            debug_assert!(
                found.iter().all(|it| it.code == rule.code),
                "{} reports another code",
                rule.code.name()
            );
            found
        })
        .collect()
}
