//! Clashes: the meetings of a run come in; those that have one room, or one person, at the same time go out.

use super::held::{Held, Said};
use super::{Clash, plain};
use crate::date::Moment;
use crate::diag::{Code, Diagnostic, Location};

/// More names than a line holds.
const MOST_NAMES: usize = 5;

/// Words for places that hold any number of meetings.
const NO_ROOM: [&str; 5] = ["线上", "网络", "腾讯会议", "书面", "信函"];

/// What a branch venue is called that is a room; of a county's name alone nobody knows which of its rooms is meant.
const ROOM: [char; 6] = ['室', '厅', '堂', '馆', '楼', '房'];

/// Two meetings in one room; at the later of the two.
pub(super) fn rooms(all: &[&Held]) -> Vec<Clash> {
    let rooms: Vec<Vec<Room>> = all.iter().map(|held| rooms_of(held).collect()).collect();
    let said = |(one, other): (usize, usize)| {
        let (first, second) = (all[one], all[other]);
        let (known, room) = rooms[other]
            .iter()
            .find_map(|room| Some((rooms[one].iter().find(|known| known.plain == room.plain)?, room)))?;
        let message = format!(
            "「{}」在{}已有「{}」（{}），又要开「{}」（{}）",
            room.text.value,
            day(first),
            first.title.value,
            first.when(),
            second.title.value,
            second.when()
        );
        let found = Diagnostic::new(Code::RoomClash, room.text.at.clone(), message)
            .help("请改一个会议的时间或地点；地点确实不同的，请写到具体的房间")
            .related(format!("「{}」的{}", first.title.value, known.field), first.place(&known.text.at));
        Some(Clash { at: other, other: Some(one), found })
    };
    overlapping(all).into_iter().filter_map(said).collect()
}

/// A room of a meeting, and under which word its spec has it.
struct Room<'h> {
    field: &'static str,
    text: &'h Said,
    plain: String,
}

/// The rooms of a meeting: where it is held, and those that take part by video.
fn rooms_of(held: &Held) -> impl Iterator<Item = Room<'_>> {
    let is_branch = |text: &&Said| text.value.contains(ROOM) && !text.value.starts_with('各');
    let branches = held.branches.iter().filter(is_branch).map(|text| ("分会场", text));
    let all = std::iter::once(("地点", &held.venue)).chain(branches);
    let is_room = |text: &Said| !NO_ROOM.iter().any(|word| text.value.contains(word));
    all.filter(move |(_, text)| !text.is_empty() && is_room(text)).map(|(field, text)| Room {
        field,
        text,
        plain: plain(&text.value),
    })
}

/// Two meetings that want the same people; at the first of them in the later of the two.
pub(super) fn people(all: &[&Held]) -> Vec<Clash> {
    let key = |guest: &super::Guest| (plain(&guest.name.value), plain(&guest.unit));
    let keys: Vec<Vec<(String, String)>> =
        all.iter().map(|held| held.people.iter().map(key).collect()).collect();
    let said = |(one, other): (usize, usize)| {
        let (first, second) = (all[one], all[other]);
        let guests = second.people.iter().zip(&keys[other]);
        let both: Vec<&super::Guest> =
            guests.filter(|(_, key)| keys[one].contains(key)).map(|(guest, _)| guest).collect();
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
        Some(Clash { at: other, other: Some(one), found })
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
