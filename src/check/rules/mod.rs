//! The rules beyond "is it there": a meeting comes in, what does not fit together goes out.
//!
//! To add a rule: write a function in the file of its theme and a row in that file's `RULES`.

mod agenda;
mod approval;
mod archive;
mod attendance;
mod dates;
mod marks;
mod notice;
mod numbers;
mod people;
mod progress;
mod prose;
mod rest;
mod secrecy;
mod signs;
mod tasks;
mod time;
mod votes;
mod wording;

pub(super) use secrecy::refusal;

use super::Terms;
use crate::diag::{Code, Diagnostic, Location, Setting};
use crate::kind::Kind;
use crate::meeting::Meeting;
use crate::spec::Spec;
use prose::Written;
use std::ops::Deref;

/// A rule: the code it reports and the function that finds where it is broken.
struct Rule {
    code: Code,
    broken: fn(&Case) -> Vec<Diagnostic>,
}

/// What a rule looks at: a meeting, the text it was read from, and the terms it is judged on.
struct Case<'c> {
    spec: &'c Spec,
    /// Its free texts, gathered once for all rules of wording.
    texts: Vec<Written<'c>>,
    meeting: &'c Meeting,
    terms: &'c Terms,
}

impl Deref for Case<'_> {
    type Target = Meeting;
    fn deref(&self) -> &Meeting {
        self.meeting
    }
}

const THEMES: [&[Rule]; 17] = [
    time::RULES,
    dates::RULES,
    rest::RULES,
    agenda::RULES,
    people::RULES,
    attendance::RULES,
    votes::RULES,
    numbers::RULES,
    notice::RULES,
    approval::RULES,
    tasks::RULES,
    progress::RULES,
    secrecy::RULES,
    marks::RULES,
    archive::RULES,
    prose::RULES,
    wording::RULES,
];

/// The documents that call people to the meeting.
const CALLING: &[Kind] = &[Kind::Notice];
/// The documents that say who is there.
const NAMING: &[Kind] = &[Kind::Notice, Kind::SignIn, Kind::Minutes];
/// The documents that say what became of the meeting.
const TELLING: &[Kind] = &[Kind::Minutes];
/// The documents that say who does what by when.
const FOLLOWING: &[Kind] = &[Kind::Minutes, Kind::Supervision, Kind::SupervisionLedger];
/// The documents of the archive.
const FILING: &[Kind] = &[Kind::ArchiveCover];

/// A diagnostic of these documents.
fn fault(
    code: Code,
    at: impl Into<Location>,
    message: impl Into<String>,
    help: impl Into<String>,
    kinds: &[Kind],
) -> Diagnostic {
    Diagnostic::new(code, at, message).help(help).scope(kinds.iter().copied().collect())
}

/// Everything that breaks a rule; rules that are switched off are not even asked.
pub(super) fn broken(spec: &Spec, meeting: &Meeting, terms: &Terms) -> Vec<Diagnostic> {
    let case = Case { spec, texts: prose::texts(spec), meeting, terms };
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
