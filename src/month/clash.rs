//! Clashes: the meetings of a run come in; those that have one room, or one person, at the same time go out.

use super::held::Held;
use super::plain;
use crate::date::Moment;
use crate::diag::{Code, Diagnostic, Location};

/// More names than a line holds.
const MOST_NAMES: usize = 5;

/// Words for places that hold any number of meetings.
const NO_ROOM: [&str; 5] = ["线上", "网络", "腾讯会议", "书面", "信函"];

/// Two meetings in one room; at the later of the two.
pub(super) fn rooms(all: &[&Held]) -> Vec<(usize, Diagnostic)> {
    let room = |held: &Held| {
        let is_room = !NO_ROOM.iter().any(|word| held.venue.value.contains(word));
        Some(plain(&held.venue.value)).filter(|room| is_room && !room.is_empty())
    };
    let same = |one: &Held, other: &Held| room(one).is_some_and(|own| room(other) == Some(own));
    let said = |(one, other): (usize, usize)| {
        let (first, second) = (all[one], all[other]);
        let message = format!(
            "「{}」在{}已有「{}」（{}），又要开「{}」（{}）",
            second.venue.value,
            day(first),
            first.title.value,
            first.when(),
            second.title.value,
            second.when()
        );
        let found = Diagnostic::new(Code::RoomClash, second.venue.at.clone(), message)
            .help("请改一个会议的时间或地点；地点确实不同的，请写到具体的房间")
            .related(format!("「{}」的地点", first.title.value), first.place(&first.venue.at));
        (other, found)
    };
    overlapping(all).into_iter().filter(|(one, other)| same(all[*one], all[*other])).map(said).collect()
}

/// Two meetings that want the same people; at the first of them in the later of the two.
pub(super) fn people(all: &[&Held]) -> Vec<(usize, Diagnostic)> {
    let said = |(one, other): (usize, usize)| {
        let (first, second) = (all[one], all[other]);
        let twice = |guest: &&super::Guest| {
            let is_same = |known: &&super::Guest| {
                plain(&known.name.value) == plain(&guest.name.value)
                    && plain(&known.unit) == plain(&guest.unit)
            };
            first.people.iter().any(|known| is_same(&known))
        };
        let both: Vec<&super::Guest> = second.people.iter().filter(twice).collect();
        let lead = both.first()?;
        let names: Vec<String> = both
            .iter()
            .take(MOST_NAMES)
            .map(|guest| format!("{}（{}）", guest.name.value, guest.unit))
            .collect();
        let rest = if both.len() > MOST_NAMES { format!("等{}人", both.len()) } else { String::new() };
        let message = format!(
            "{}{rest}同时要参加「{}」（{}）和「{}」（{}）",
            names.join("、"),
            first.title.value,
            first.when(),
            second.title.value,
            second.when()
        );
        let known = first.people.iter().find(|known| plain(&known.name.value) == plain(&lead.name.value));
        let at = known.map_or(&Location::File, |known| &known.name.at);
        let found = Diagnostic::new(Code::PersonClash, lead.name.at.clone(), message)
            .help("请改一个会议的时间，或在其中一个会议里写明请假、代会人")
            .related(format!("「{}」的名单", first.title.value), first.place(at));
        Some((other, found))
    };
    overlapping(all).into_iter().filter_map(said).collect()
}

fn day(held: &Held) -> String {
    held.start.map_or_else(String::new, |start| start.date.official())
}

/// Every two meetings that are held at the same time, the earlier first.
fn overlapping(all: &[&Held]) -> Vec<(usize, usize)> {
    let span = |held: &Held| {
        let start = held.start.filter(|start| start.time.is_some())?;
        let end = held.end.filter(|end| end.time.is_some() && *end > start);
        Some((start, end))
    };
    let mut spans: Vec<(Moment, Option<Moment>, usize)> = all
        .iter()
        .enumerate()
        .filter_map(|(at, held)| span(held).map(|(start, end)| (start, end, at)))
        .collect();
    spans.sort_by_key(|(start, _, at)| (*start, *at));
    let mut pairs = Vec::new();
    for (place, (start, end, at)) in spans.iter().enumerate() {
        for (next, _, other) in &spans[place + 1..] {
            // Of a meeting without an end nothing but its start is known.
            if end.map_or(next > start, |end| *next >= end) {
                break;
            }
            pairs.push((*at, *other));
        }
    }
    pairs
}
