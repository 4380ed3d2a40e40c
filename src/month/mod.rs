//! The meetings of a run as one: what each says of its time, room, people and numbers comes in; what clashes, which
//! numbers are used twice or left out, and the figures of a month go out.
//!
//! Nothing here knows specs, templates or workbooks; a meeting is kept as the little that is asked of it.

mod clash;
mod figures;
mod held;
mod numbers;

pub use figures::{Figures, Group, LeftOut, Month, Register, Sum};
pub use held::{Guest, Held, Said};

use crate::diag::Diagnostic;
use std::collections::BTreeSet;

/// Everything that does not go together among these meetings, each with both places; the gravest first, then in the order
/// of the meetings.
#[must_use]
pub fn across(meetings: &[Held]) -> Vec<Diagnostic> {
    let all = once(meetings);
    let mut found = clash::rooms(&all);
    found.extend(clash::people(&all));
    found.extend(numbers::shared(&all));
    found.extend(numbers::gaps(&all));
    found.extend(numbers::missing(&all));
    // What matters most first: of a merely possible gap last.
    found.sort_by_key(|(at, one)| (std::cmp::Reverse(one.severity), *at));
    let said = |(at, mut one): (usize, Diagnostic)| {
        let held = &all[at];
        one.file = Some(held.file.clone());
        one.meeting.clone_from(&held.label);
        let mut one = vec![one];
        held.severities.apply(&mut one);
        one.pop()
    };
    found.into_iter().filter_map(said).collect()
}

/// Each meeting once: a second spec of the same meeting clashes with nothing.
fn once(meetings: &[Held]) -> Vec<&Held> {
    let mut seen = BTreeSet::new();
    let is_first = |held: &&Held| {
        let day = held.start.map(|start| start.date);
        day.is_none() || held.title.value.is_empty() || seen.insert((day, plain(&held.title.value)))
    };
    meetings.iter().filter(is_first).collect()
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
