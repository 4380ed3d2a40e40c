//! Checking: a located spec tree comes in, a `Meeting` of valid values and every problem of the spec go out.
//!
//! It neither reads files nor decides what is written: an error's scope says which documents it blocks, and the
//! pipeline acts on it. All problems are reported at once, in reading order, and none twice.

mod draft;
mod elements;
mod leaf;
mod path;
mod people;
mod presence;
mod read;
mod remedy;
mod rules;
mod secrecy;
mod take;
mod values;
mod wanted;
mod year;

#[cfg(test)]
mod tests;

pub use draft::drafted;
pub use elements::{Element, Need, elements};
pub use secrecy::{level, seems_classified};
pub use wanted::wanted;

use crate::date::Calendar;
use crate::diag::{Diagnostic, Location, NodeId, Reported, Severities};
use crate::house::House;
use crate::kind::Kinds;
use crate::meeting::Meeting;
use crate::spec::Spec;
use std::sync::Arc;
use values::When;

/// What a unit says of how its specs are checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Terms {
    /// The gravity of each code.
    pub severities: Severities,
    /// Whether classified matter may be processed on this machine.
    pub secrecy: Secrecy,
    /// Which days are worked.
    pub calendar: Arc<Calendar>,
    /// Marks, patterns of numbers and set phrases.
    pub house: Arc<House>,
}

/// Whether classified matter may be processed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Secrecy {
    /// A classified spec is refused.
    #[default]
    Refused,
    /// The user said that the machine may process it: it is checked as any other.
    Permitted,
}

/// Checks a spec for these documents, on the terms of a unit that says nothing.
#[must_use]
pub fn check(spec: &Spec, kinds: Kinds) -> Reported<Meeting> {
    check_on(spec, kinds, &Terms::default())
}

/// Checks a spec for these documents.
///
/// The meeting is given even with errors, without the values that are invalid. A classified spec is refused with
/// nothing else said of it, for a message would repeat what it holds.
#[must_use]
pub fn check_on(spec: &Spec, kinds: Kinds, terms: &Terms) -> Reported<Meeting> {
    let when = When::of(spec);
    let mut meeting = read::meeting(spec, when);
    meeting.settle_in(terms.house.as_ref().clone());
    let refusal = rules::refusal(spec).filter(|_| terms.secrecy == Secrecy::Refused);
    let mut found = match refusal {
        Some(refusal) => vec![refusal],
        None => problems(spec, &meeting, kinds, terms),
    };
    terms.severities.apply(&mut found);
    for diagnostic in &mut found {
        diagnostic.file.get_or_insert_with(|| spec.name.clone());
    }
    found.sort_by_key(|diagnostic| (place(diagnostic), diagnostic.code));
    found.dedup();
    Reported::new(meeting, found)
}

/// Reads a meeting without judging it: what is invalid is left out.
#[must_use]
pub fn read(spec: &Spec) -> Meeting {
    read::meeting(spec, When::of(spec))
}

fn problems(spec: &Spec, meeting: &Meeting, kinds: Kinds, terms: &Terms) -> Vec<Diagnostic> {
    let mut found = values::faults(spec, When::of(spec));
    found.extend(presence::missing(spec, kinds));
    found.extend(rules::broken(spec, meeting, terms));
    found
}

/// Reading order: what concerns the whole file first, then node by node.
fn place(diagnostic: &Diagnostic) -> Option<NodeId> {
    match diagnostic.location {
        Location::Node(node) => Some(node),
        _ => None,
    }
}
