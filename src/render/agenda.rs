//! The programme: 议程 and the hours of a meeting come in, their view goes out.

use super::object::object;
use super::view::{text, texts};
use crate::date::{Moment, official_length};
use crate::meeting::{AgendaItem, Meeting};
use serde_json::Value;

/// The agenda, each item with the time it lasts from and to.
pub(super) fn view(meeting: &Meeting, start: Option<Moment>) -> Value {
    let items = meeting.agenda.iter().enumerate();
    items.map(|(at, item)| agenda_item((at, item), start)).collect()
}

/// `9:00—9:40`, on the 24-hour clock as timetables have it.
fn hours(item: &AgendaItem) -> String {
    let Some(from) = item.time.as_ref().map(|time| time.value) else { return String::new() };
    let start = format!("{}:{:02}", from.hour(), from.minute());
    let end = item.minutes.as_ref().map(|minutes| from.hour() * 60 + from.minute() + minutes.value);
    match end.filter(|end| *end < 24 * 60) {
        Some(end) => format!("{start}—{}:{:02}", end / 60, end % 60),
        None => start,
    }
}

/// `11月25日`, of an item that is not on the first day.
fn other_day(item: &AgendaItem, start: Option<Moment>) -> Option<String> {
    let day = item.day.as_ref()?.value;
    (start.is_none_or(|start| start.date != day)).then(|| format!("{}月{}日", day.month(), day.day()))
}

/// `09:00`, with the day before it when that is not the first day of the meeting.
fn agenda_time(item: &AgendaItem, start: Option<Moment>) -> Option<String> {
    let time = item.time.as_ref()?.value;
    match (&item.day, start) {
        (Some(day), Some(start)) if day.value == start.date => Some(time.to_string()),
        (Some(day), _) => Some(format!("{}月{}日{time}", day.value.month(), day.value.day())),
        (None, _) => Some(time.to_string()),
    }
}

fn agenda_item((at, item): (usize, &AgendaItem), start: Option<Moment>) -> Value {
    let mut parts = Vec::new();
    let (unit, speaker) = (text(&item.speaker_unit), text(&item.speaker));
    if !unit.is_empty() || !speaker.is_empty() {
        parts.push(format!("{unit}{speaker}汇报"));
    }
    parts.extend(item.minutes.as_ref().map(|minutes| format!("{}分钟", minutes.value)));
    object!({
        "议题": text(&item.topic),
        "时间": agenda_time(item, start),
        "汇报人": speaker,
        "汇报单位": unit,
        "汇报": parts.join("，"),
        "序号": at + 1,
        "列席": texts(&item.observers),
        "时长": item.minutes.as_ref().map(|minutes| format!("{}分钟", minutes.value)),
        "日": other_day(item, start),
        "起止": hours(item),
    })
}

/// How long the meeting lasts, in words: as written, else from its start to its end.
pub(super) fn length_words(meeting: &Meeting, start: Option<Moment>, end: Option<Moment>) -> Option<String> {
    if let Some(length) = &meeting.length {
        return Some(official_length(length.value));
    }
    let (start, end) = (start?, end?);
    if start.date != end.date {
        return (1..30)
            .find(|days| start.date.plus_days(*days) == Some(end.date))
            .map(|days| format!("{}天", days + 1));
    }
    let minutes = |time: crate::date::Time| time.hour() * 60 + time.minute();
    let lasting = minutes(end.time?).checked_sub(minutes(start.time?)).filter(|lasting| *lasting > 0)?;
    Some(match (lasting / 60, lasting % 60) {
        (0, minutes) => format!("{minutes}分钟"),
        (hours, 0) => format!("{hours}小时"),
        (hours, minutes) => format!("{hours}小时{minutes}分钟"),
    })
}
