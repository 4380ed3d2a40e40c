//! 排序: the people of a meeting come in as given, and go out in the order in which its lists have them.

use crate::meeting::{Attendee, Meeting, Order};
use crate::stroke;
use std::borrow::Cow;

/// What a list in the order of strokes says of itself, in brackets.
const BY_STROKES: &str = "按姓氏笔画为序";

/// The people in the order of the lists: all of them, whatever their unit, rank or capacity.
pub(super) fn people(meeting: &Meeting) -> Cow<'_, [Attendee]> {
    match meeting.order {
        Order::Given => Cow::Borrowed(&meeting.people),
        Order::Strokes => {
            let mut people = meeting.people.clone();
            stroke::sort_by_name(&mut people, name);
            Cow::Owned(people)
        }
    }
}

/// The people, who are in the order of the lists, for a list by units: the units stay in the given order, which is that of rank; within each, the order
/// of the lists.
pub(super) fn within_units<'m>(meeting: &'m Meeting, people: &'m [Attendee]) -> Vec<&'m Attendee> {
    let unit = |one: &'m Attendee| one.person.unit.as_ref().map(|unit| unit.value.as_str());
    let mut given: Vec<Option<&str>> = Vec::new();
    for one in &meeting.people {
        if !given.contains(&unit(one)) {
            given.push(unit(one));
        }
    }
    let mut people: Vec<&Attendee> = people.iter().collect();
    people.sort_by_cached_key(|one| given.iter().position(|known| *known == unit(one)));
    people
}

/// `按姓氏笔画为序`; nothing for the given order.
pub(super) fn note(meeting: &Meeting) -> &'static str {
    match meeting.order {
        Order::Given => "",
        Order::Strokes => BY_STROKES,
    }
}

/// The note for a list by units; nothing where no unit sends two.
pub(super) fn note_within_units(meeting: &Meeting) -> String {
    let units: Vec<_> = meeting.people.iter().map(|one| one.person.unit.as_deref()).collect();
    let has_two = units.iter().enumerate().any(|(at, unit)| units[..at].contains(unit));
    if has_two && meeting.order == Order::Strokes {
        format!("各单位内{BY_STROKES}")
    } else {
        String::new()
    }
}

/// A list of names with the note before it, where there is more than one name to be in order.
pub(super) fn noted(meeting: &Meeting, list: Option<String>) -> Option<String> {
    let list = list?;
    let is_noted = meeting.order == Order::Strokes && list.contains(['、', '；']);
    Some(if is_noted { format!("（{BY_STROKES}）{list}") } else { list })
}

fn name(one: &Attendee) -> &str {
    one.person.name.as_ref().map_or("", |name| name.value.as_str())
}
