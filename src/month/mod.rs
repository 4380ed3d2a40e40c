//! The meetings of a run as one: what each says of its time, room, people and numbers comes in; what clashes, which
//! numbers are used twice or left out, and the figures of a month go out.
//!
//! Nothing here knows specs, templates or workbooks; a meeting is kept as the little that is asked of it.

mod clash;
mod figures;
mod held;
mod numbers;

pub use figures::{Figures, Group, LeftOut, Month, Register, Sum};
pub use held::{Guest, Held, LOST, Said, Which};

use crate::diag::{Diagnostic, Location};
use std::collections::BTreeSet;

/// Everything that does not go together among these meetings, each with both places; the gravest first, then in the order
/// of the meetings.
#[must_use]
pub fn across(meetings: &[Held]) -> Vec<Diagnostic> {
    let (all, found) = clashes(meetings);
    let said = |Clash { at, found, .. }: Clash| {
        let held = &meetings[all[at]];
        let mut one = vec![found];
        one[0].file = Some(held.file.clone());
        one[0].meeting.clone_from(&held.label);
        held.severities.apply(&mut one);
        one.pop()
    };
    found.into_iter().filter_map(said).collect()
}

/// Which of the meetings have a place that is said by [`across`] and still to be found in their files.
#[must_use]
pub fn unfound(meetings: &[Held]) -> BTreeSet<usize> {
    let (all, found) = clashes(meetings);
    let mut unfound = BTreeSet::new();
    for Clash { at, other, found } in found {
        if matches!(found.location, Location::Node(_)) {
            unfound.insert(all[at]);
        }
        let is_node = |at: &Location| matches!(at, Location::In(_, at) if matches!(**at, Location::Node(_)));
        if found.related.iter().any(|(_, at)| is_node(at)) {
            unfound.extend(other.map(|other| all[other]));
        }
    }
    unfound
}

/// Two meetings that do not go together, by their numbers: what is said of the one, and the other.
struct Clash {
    at: usize,
    other: Option<usize>,
    found: Diagnostic,
}

/// What does not go together, and the numbers of the meetings that were looked at.
fn clashes(meetings: &[Held]) -> (Vec<usize>, Vec<Clash>) {
    let numbers = once(meetings);
    let all: Vec<&Held> = numbers.iter().map(|at| &meetings[*at]).collect();
    let mut found = clash::rooms(&all);
    found.extend(clash::people(&all));
    found.extend(numbers::shared(&all));
    found.extend(numbers::gaps(&all));
    found.extend(numbers::missing(&all));
    // What matters most first: of a merely possible gap last.
    found.sort_by_key(|one| (std::cmp::Reverse(one.found.severity), one.at));
    (numbers, found)
}

/// Each meeting once, by its number: a second spec of the same meeting clashes with nothing.
fn once(meetings: &[Held]) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    let mut is_first = |held: &Held| {
        let day = held.start.map(|start| start.date);
        day.is_none() || held.title.value.is_empty() || seen.insert((day, plain(&held.title.value)))
    };
    (0..meetings.len()).filter(|at| is_first(&meetings[*at])).collect()
}

/// A text without the spaces and marks that people put in or leave out.
fn plain(text: &str) -> String {
    let fold = |c: char| match c {
        '（' => '(',
        '）' => ')',
        '－' | '—' | '–' => '-',
        '〇' => '0',
        '\u{ff10}'..='\u{ff19}' => char::from_u32(u32::from(c) - 0xff10 + 0x30).unwrap_or(c),
        c => c,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(fold).collect()
}

#[cfg(test)]
mod tests;
