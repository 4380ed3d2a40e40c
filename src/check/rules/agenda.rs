//! Rules of the agenda: a meeting comes in, agenda times that do not fit and topics that do not match the record go out.

use super::{CALLING, Case, Rule, TELLING, fault};
use crate::check::leaf::shortened;
use crate::date::Time;
use crate::diag::{Code, Diagnostic};
use crate::meeting::{AgendaItem, At, Text};

pub(super) const RULES: &[Rule] = &[
    Rule { code: Code::AgendaTooLong, broken: agenda_too_long },
    Rule { code: Code::AgendaOutsideMeeting, broken: agenda_outside_meeting },
    Rule { code: Code::AgendaOverlap, broken: agenda_overlap },
    Rule { code: Code::AgendaOutOfOrder, broken: agenda_out_of_order },
    Rule { code: Code::DuplicateTopic, broken: duplicate_topic },
    Rule { code: Code::TopicOffAgenda, broken: topic_off_agenda },
    Rule { code: Code::AgendaItemUnrecorded, broken: agenda_item_unrecorded },
];

fn minutes(time: Time) -> u32 {
    time.hour() * 60 + time.minute()
}

/// Start and end of a meeting of one day, in minutes.
fn hours(meeting: &Case) -> Option<(u32, u32)> {
    let (start, end) = (meeting.start.as_ref()?, meeting.end.as_ref()?);
    let (from, to) = (minutes(start.time?), minutes(end.time?));
    let elsewhen = |item: &AgendaItem| item.day.as_ref().is_some_and(|day| day.value != start.date);
    let is_one_day = start.date == end.date && !meeting.agenda.iter().any(elsewhen);
    (is_one_day && from < to).then_some((from, to))
}

fn agenda_too_long(meeting: &Case) -> Vec<Diagnostic> {
    let Some((from, to)) = hours(meeting) else { return Vec::new() };
    let long = meeting.agenda.iter().filter_map(|item| item.minutes.as_deref());
    let whole = long.fold(0_u32, |sum, minutes| sum.saturating_add(*minutes));
    if whole <= to - from {
        return Vec::new();
    }
    let Some(last) = meeting.agenda.iter().rev().find_map(|item| item.minutes.as_ref()) else {
        return Vec::new();
    };
    let message = format!("各项议程合计{whole}分钟，而会议只有{}分钟", to - from);
    let help = "请压缩各项的「时长」，或推迟会议的「结束」时间";
    vec![fault(Code::AgendaTooLong, last.at, message, help, CALLING)]
}

fn agenda_outside_meeting(meeting: &Case) -> Vec<Diagnostic> {
    let Some((start, to)) = hours(meeting) else { return Vec::new() };
    let registration = meeting.registration.as_ref().and_then(|moment| moment.time).map(minutes);
    let from = registration.map_or(start, |registration| registration.min(start));
    let times = meeting.agenda.iter().filter_map(|item| item.time.as_ref());
    times
        .filter(|time| !(from..to).contains(&minutes(time.value)))
        .map(|time| {
            let (which, limit) = if minutes(time.value) < from {
                ("早于会议开始", from)
            } else {
                ("不早于会议结束", to)
            };
            let message = format!("议程中有一项在{}，{which}的{}:{:02}", **time, limit / 60, limit % 60);
            let help = "请核对这一项的「时间」和会议的起止时间";
            fault(Code::AgendaOutsideMeeting, time.at, message, help, CALLING)
        })
        .collect()
}

fn agenda_overlap(meeting: &Case) -> Vec<Diagnostic> {
    let pairs = meeting.agenda.iter().zip(meeting.agenda.iter().skip(1));
    pairs
        .filter_map(|(one, next)| {
            let (from, long, then) = (one.time.as_ref()?, one.minutes.as_ref()?, next.time.as_ref()?);
            let same_day = one.day.as_deref() == next.day.as_deref() || next.day.is_none();
            let end = minutes(from.value).saturating_add(long.value);
            if !same_day || end <= minutes(then.value) || then.value < from.value {
                return None;
            }
            let message = format!("上一项议程到{}:{:02}才结束，这一项{}就开始", end / 60, end % 60, **then);
            let help = "请核对上一项的「时长」和这一项的「时间」";
            Some(fault(Code::AgendaOverlap, then.at, message, help, CALLING).related("上一项在此", from.at))
        })
        .collect()
}

fn agenda_out_of_order(meeting: &Case) -> Vec<Diagnostic> {
    // An agenda of several days begins anew each morning.
    let is_one_day =
        meeting.end.as_ref().zip(meeting.start.as_ref()).is_none_or(|(end, start)| end.date == start.date);
    let is_one_day = is_one_day && meeting.agenda.iter().all(|item| item.day.is_none());
    let times: Vec<&At<Time>> = meeting.agenda.iter().filter_map(|item| item.time.as_ref()).collect();
    let pairs = times.iter().zip(times.iter().skip(1));
    pairs
        .filter(|(one, next)| is_one_day && next.value < one.value)
        .map(|(one, next)| {
            let message = format!("这一项议程在{}，却排在{}那一项之后", ***next, ***one);
            let help = "请按时间先后排列议程，或核对「时间」；下午的时间请写成「14:30」";
            fault(Code::AgendaOutOfOrder, next.at, message, help, CALLING).related("前一项在此", one.at)
        })
        .collect()
}

/// What several items of one agenda may be.
const REPEATED: [&str; 6] = ["休息", "茶歇", "午餐", "晚餐", "讨论", "午休"];

fn duplicate_topic(meeting: &Case) -> Vec<Diagnostic> {
    let agenda: Vec<&Text> = meeting.agenda.iter().map(|item| &item.topic).collect();
    let record: Vec<&Text> = meeting.topics.iter().map(|item| &item.topic).collect();
    let twice = |topics: &[&Text], list: &str, kinds| {
        let mut found = Vec::new();
        for (at, topic) in topics.iter().enumerate() {
            let Some(topic) = topic else { continue };
            let first = topics
                .iter()
                .take(at)
                .find_map(|other| other.as_ref().filter(|other| other.value == topic.value));
            let Some(first) = first.filter(|_| !REPEATED.iter().any(|word| topic.contains(word))) else {
                continue;
            };
            let message = format!("「{}」在{list}中写了两次", shortened(topic));
            let help = "请删去重复的一项，或改成各自的题目";
            found.push(
                fault(Code::DuplicateTopic, topic.at, message, help, kinds).related("第一次写在此", first.at),
            );
        }
        found
    };
    let mut found = twice(&agenda, "议程", CALLING);
    found.extend(twice(&record, "会议记录", TELLING));
    found
}

/// Whether two topics are the same but for signs, or one is a part of the other.
fn is_same(one: &str, other: &str) -> bool {
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (one, other) = (bare(one), bare(other));
    one.contains(&other) || other.contains(&one)
}

fn topic_off_agenda(meeting: &Case) -> Vec<Diagnostic> {
    if meeting.agenda.is_empty() || meeting.agenda.iter().any(|item| item.topic.is_none()) {
        return Vec::new();
    }
    let planned = |topic: &str| {
        meeting.agenda.iter().filter_map(|item| item.topic.as_ref()).any(|item| is_same(item, topic))
    };
    let topics = meeting.topics.iter().filter_map(|topic| topic.topic.as_ref());
    topics
        .filter(|topic| !planned(topic))
        .map(|topic| {
            let message = format!("记录中的「{}」不在会议议程之中", shortened(topic));
            let help = "请与议程的「议题」核对用字；确是临时增加的议题，可以不理会";
            fault(Code::TopicOffAgenda, topic.at, message, help, TELLING)
        })
        .collect()
}

/// What is on an agenda and leaves no record.
const UNRECORDED: [&str; 12] =
    ["休息", "茶歇", "餐", "合影", "报到", "签到", "午休", "参观", "通报", "传达", "学习", "致辞"];

fn agenda_item_unrecorded(meeting: &Case) -> Vec<Diagnostic> {
    if meeting.topics.is_empty() || meeting.topics.iter().any(|topic| topic.topic.is_none()) {
        return Vec::new();
    }
    let recorded = |item: &str| {
        meeting.topics.iter().filter_map(|topic| topic.topic.as_ref()).any(|topic| is_same(topic, item))
    };
    let items = meeting.agenda.iter().filter_map(|item| item.topic.as_ref());
    items
        .filter(|item| !recorded(item) && !UNRECORDED.iter().any(|word| item.contains(word)))
        .map(|item| {
            let message = format!("议程中的「{}」在会议记录里没有", shortened(item));
            let help = "请补写这个议题的记录；题目不一致的，请改成一致；没有议的，可以不理会";
            fault(Code::AgendaItemUnrecorded, item.at, message, help, TELLING)
        })
        .collect()
}
