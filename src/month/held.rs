//! One meeting as a run keeps it: a meeting comes in, its time, room, people and numbers with their places go out.

use crate::date::Moment;
use crate::diag::{Location, NodeId, Severities};
use crate::meeting::{Attendee, Meeting, Person, Presence, Text};
use std::sync::Arc;

/// A place that nothing but the file itself can tell again.
pub const LOST: Location = Location::Node(NodeId(u32::MAX));

/// Which places of a meeting are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those of its title, its rooms and its numbers.
    Few,
    /// Those of its people too.
    All,
}

/// A text and where it stands; empty where nothing was said.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// The text.
    pub value: String,
    /// Its place.
    pub at: Location,
}

/// Someone who is at a meeting, or is to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Guest {
    /// 姓名 and where it stands.
    pub name: Said,
    /// 单位.
    pub unit: String,
}

/// What is asked of a meeting when all of a run are looked at together.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// Its file, as the user named it.
    pub file: Arc<str>,
    /// The file's SHA-256, in hexadecimal: places are those of these bytes.
    pub digest: String,
    /// Which of the file's meetings it is, from 0.
    pub number: usize,
    /// What it is called beside others of its file.
    pub label: Option<Arc<str>>,
    /// How grave its unit takes what is found.
    pub severities: Severities,
    /// 名称.
    pub title: Said,
    /// 编号.
    pub id: Said,
    /// 类型.
    pub kind: String,
    /// 开始.
    pub start: Option<Moment>,
    /// 散会, else 结束.
    pub end: Option<Moment>,
    /// 会期, in minutes.
    pub length: Option<u32>,
    /// 地点.
    pub venue: Said,
    /// 分会场.
    pub branches: Vec<Said>,
    /// 主办单位.
    pub host: String,
    /// 承办部门.
    pub organiser: String,
    /// 主持人.
    pub chair: String,
    /// 通知的文号.
    pub notice: Said,
    /// 纪要的文号.
    pub minutes: Said,
    /// 纪要的期号.
    pub issue: Said,
    /// 起始件号, with the first and the last 档号 of what is filed, as far as they are known.
    pub filed: Option<(Said, String, String)>,
    /// Those who are there, each once.
    pub people: Vec<Guest>,
    /// 应到.
    pub expected: usize,
    /// 实到.
    pub attended: usize,
    /// 议题.
    pub topics: usize,
    /// 任务.
    pub tasks: usize,
    /// Whether it is 内部.
    pub is_internal: bool,
}

impl Said {
    /// The text of a value; at the file as a whole where there is none.
    #[must_use]
    pub fn of(text: &Text) -> Self {
        match text {
            Some(text) => Self { value: text.value.clone(), at: text.at.into() },
            None => Self { value: String::new(), at: Location::File },
        }
    }

    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.value.is_empty()
    }
}

impl Held {
    /// What is asked of a meeting; its places are nodes until they are found in the file.
    #[must_use]
    pub fn of(meeting: &Meeting, filed: Option<(String, String)>) -> Self {
        let text = |text: &Text| text.as_ref().map_or_else(String::new, |text| text.value.clone());
        let first_item = meeting.archive.first_item.as_ref();
        let filed = first_item.zip(filed).map(|(item, (first, last))| {
            (Said { value: item.value.to_string(), at: item.at.into() }, first, last)
        });
        let count = |given: &crate::meeting::Given<u32>, listed: usize| {
            given.as_ref().and_then(|given| usize::try_from(given.value).ok()).unwrap_or(listed)
        };
        let there = |one: &&Attendee| is_there(one) || !text(&one.substitute.name).is_empty();
        Self {
            file: Arc::from(""),
            digest: String::new(),
            number: 0,
            label: None,
            severities: Severities::default(),
            title: Said::of(&meeting.title),
            id: Said::of(&meeting.id),
            kind: text(&meeting.kind),
            start: meeting.start.as_ref().map(|start| start.value),
            end: meeting.closed.as_ref().or(meeting.end.as_ref()).map(|end| end.value),
            length: meeting.length.as_ref().map(|length| length.value),
            venue: Said::of(&meeting.venue),
            branches: meeting.branch_venues.iter().map(|branch| Said::of(&branch.title)).collect(),
            host: text(&meeting.host),
            organiser: text(&meeting.organiser),
            chair: text(&meeting.chair.name),
            notice: Said::of(&meeting.notice.number),
            minutes: Said::of(&meeting.minutes.number),
            issue: Said::of(&meeting.minutes.issue),
            filed,
            people: people(meeting),
            expected: count(&meeting.expected, meeting.people.len()),
            attended: count(&meeting.attended, meeting.people.iter().filter(there).count()),
            topics: if meeting.topics.is_empty() { meeting.agenda.len() } else { meeting.topics.len() },
            tasks: meeting.tasks.iter().filter(|task| !task.is_carried()).count(),
            is_internal: text(&meeting.secrecy) == "内部",
        }
    }

    /// Its places: those of all its texts, or but those of which it has few.
    pub fn places(&mut self, which: Which) -> impl Iterator<Item = &mut Location> {
        let filed = self.filed.iter_mut().map(|(said, _, _)| said);
        let people = self.people.iter_mut().map(|guest| &mut guest.name);
        let own = [
            &mut self.title,
            &mut self.id,
            &mut self.venue,
            &mut self.notice,
            &mut self.minutes,
            &mut self.issue,
        ];
        let few = own.into_iter().chain(filed).chain(&mut self.branches);
        few.chain(people.filter(move |_| which == Which::All)).map(|said| &mut said.at)
    }

    /// Whether a place of these is still to be found in the file.
    pub fn is_unfound(&mut self, which: Which) -> bool {
        self.places(which).any(|at| matches!(at, Location::Node(_)))
    }

    /// A place of it as another file's diagnostic names it.
    #[must_use]
    pub fn place(&self, at: &Location) -> Location {
        match at {
            Location::In(..) => at.clone(),
            at => Location::In(self.file.clone(), Box::new(at.clone())),
        }
    }

    /// How many minutes it takes: 会期 where one is given, from its start to its end on one day, and eight hours a day
    /// on several; nothing where that is not known.
    #[must_use]
    pub fn minutes(&self) -> Option<u64> {
        if let Some(length) = self.length {
            return Some(length.into());
        }
        let (start, end) = (self.start?, self.end?);
        if start.date == end.date {
            return start.minutes_until(end);
        }
        let days = (0..366).find(|days| start.date.plus_days(*days) == Some(end.date))?;
        Some((days + 1) * 8 * 60)
    }

    /// 时间, in short: `11月24日9:00—11:30`.
    #[must_use]
    pub fn when(&self) -> String {
        let Some(start) = self.start else { return String::new() };
        let day = format!("{}月{}日", start.date.month(), start.date.day());
        let time = |moment: Moment| {
            moment.time.map_or_else(String::new, |time| format!("{}:{:02}", time.hour(), time.minute()))
        };
        match self.end.filter(|end| end.time.is_some()) {
            Some(end) if end.date == start.date => format!("{day}{}—{}", time(start), time(end)),
            Some(end) => {
                format!("{day}{}—{}月{}日{}", time(start), end.date.month(), end.date.day(), time(end))
            }
            None => format!("{day}{}", time(start)),
        }
    }
}

fn is_there(one: &Attendee) -> bool {
    matches!(one.presence, Presence::Present | Presence::Late)
}

/// Those on the list who come, those who come for others, the chair and the recorder.
fn people(meeting: &Meeting) -> Vec<Guest> {
    let mut people: Vec<Guest> = Vec::new();
    let mut add = |person: &Person, unit: &Text| {
        let (name, unit) = (Said::of(&person.name), Said::of(unit).value);
        let is_known = people.iter().any(|known| known.name.value == name.value && known.unit == unit);
        // Without a unit there is no telling two people of one name apart.
        if !name.is_empty() && !unit.is_empty() && !is_known {
            people.push(Guest { name, unit });
        }
    };
    for one in &meeting.people {
        if is_there(one) {
            add(&one.person, &one.person.unit);
        } else {
            let unit = one.substitute.unit.as_ref().map_or(&one.person.unit, |_| &one.substitute.unit);
            add(&one.substitute, unit);
        }
    }
    add(&meeting.chair, &meeting.chair.unit);
    add(&meeting.recorder, &meeting.recorder.unit);
    people
}
