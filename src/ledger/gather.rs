//! Gathering: meetings in any order come in, each task once and what does not fit together go out.

use super::find::{Found, Known, comparable, find, homes, plain};
use super::settle::{Report, settle};
use super::{Item, Ledger, LeftOut, Source};
use crate::date::Date;
use crate::diag::{Code, Diagnostic, NodeId};
use crate::meeting::{Meeting, Task, Text};
use std::collections::BTreeMap;

/// A ledger and what was noticed on the way to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Gathered {
    /// The ledger.
    pub ledger: Ledger,
    /// Every problem, with the place of its meeting among those given.
    pub diagnostics: Vec<(usize, Diagnostic)>,
}

/// An item under way: where it comes from, and all that meetings said of it, in their order.
struct Strand<'m> {
    source: Source,
    reports: Vec<Report<'m>>,
}

/// The ledger of these meetings on a day.
///
/// A task with 来源 is the one that the meeting named there gave out; it is counted once, with the last that is said of
/// it. Meetings after the day are left out, and a second spec of one meeting is.
#[must_use]
pub fn gather(meetings: &[Meeting], on: Date) -> Gathered {
    let mut gathering = Gathering { meetings, known: Vec::new(), strands: Vec::new(), found: Vec::new() };
    let order = gathering.in_order();
    let is_later = |at: &usize| meetings[*at].start.as_ref().is_some_and(|start| start.date > on);
    let (later, held): (Vec<usize>, Vec<usize>) = order.into_iter().partition(is_later);
    for at in &held {
        gathering.take(*at);
    }
    let own = |at: &usize| meetings[*at].tasks.iter().filter(|task| !task.is_carried()).count();
    let with_tasks = |all: &[usize]| all.iter().filter(|at| !meetings[**at].tasks.is_empty()).count();
    let left_out =
        LeftOut { later_meetings: with_tasks(&later), later_tasks: later.iter().map(own).sum(), unread: 0 };
    gathering.say_double_numbers();
    let mut items: Vec<Item> = Vec::new();
    for (known, strand) in gathering.known.iter().zip(&gathering.strands) {
        let item = settle(&known.number, &strand.source, &strand.reports, on);
        items.push(item.item);
        gathering.found.extend(item.found);
    }
    items.sort_by(|a, b| key(a).cmp(&key(b)));
    let hosts = held.iter().filter(|at| !meetings[**at].tasks.is_empty());
    let ledger = Ledger {
        on,
        host: only(hosts.map(|at| comparable(&meetings[*at].host))),
        is_internal: held.iter().any(|at| comparable(&meetings[*at].secrecy) == "内部"),
        meetings: with_tasks(&held),
        items,
        left_out,
    };
    let mut diagnostics = gathering.found;
    diagnostics.sort_by_key(|(at, found)| (*at, place(found)));
    Gathered { ledger, diagnostics }
}

/// Open items first, each state by 时限 (what has none last), then by number.
fn key(item: &Item) -> (super::State, bool, Option<Date>, Option<Date>, &str, &str) {
    (item.state, item.due.is_none(), item.due, item.source.day, &item.number, &item.task)
}

fn place(found: &Diagnostic) -> Option<NodeId> {
    match found.location {
        crate::diag::Location::Node(node) => Some(node),
        _ => None,
    }
}

/// The one value of all, if there is but one.
fn only(mut values: impl Iterator<Item = String>) -> Option<String> {
    let first = values.next().filter(|first| !first.is_empty())?;
    values.all(|other| other == first).then_some(first)
}

struct Gathering<'m> {
    meetings: &'m [Meeting],
    /// What each strand is known by.
    known: Vec<Known>,
    strands: Vec<Strand<'m>>,
    found: Vec<(usize, Diagnostic)>,
}

impl<'m> Gathering<'m> {
    /// The meetings by their days, numbers and titles; of several specs of one meeting only the first.
    fn in_order(&mut self) -> Vec<usize> {
        let meetings = self.meetings;
        let day = |at: usize| meetings[at].start.as_ref().map(|start| start.value);
        // Of two specs of one meeting the one with a number stands: others name it by that.
        let name = |at: usize| {
            let id = comparable(&meetings[at].id);
            (id.is_empty(), id, comparable(&meetings[at].title))
        };
        let mut order: Vec<usize> = (0..meetings.len()).collect();
        order.sort_by_key(|at| (day(*at).is_none(), day(*at), name(*at), *at));
        let mut seen: BTreeMap<(Date, String), usize> = BTreeMap::new();
        order.retain(|at| {
            let Some(day) = day(*at).map(|day| day.date) else { return true };
            let title = name(*at).2;
            // A meeting without tasks adds nothing that could be counted twice.
            if title.is_empty() || meetings[*at].tasks.is_empty() {
                return true;
            }
            let first = *seen.entry((day, title)).or_insert(*at);
            if first != *at {
                self.found.push((*at, same_meeting(&meetings[*at])));
            }
            first == *at
        });
        order
    }

    /// Takes over what one meeting says of tasks.
    fn take(&mut self, at: usize) {
        let meeting = &self.meetings[at];
        for (place, task) in meeting.tasks.iter().enumerate() {
            let report = Report { meeting: at, day: meeting.start.as_ref().map(|start| start.date), task };
            match &task.origin {
                None => self.begin(meeting, place, report, source(meeting, task)),
                Some(origin) => self.carry(meeting, place, report, &origin.value),
            }
        }
    }

    fn begin(&mut self, meeting: &Meeting, place: usize, report: Report<'m>, source: Source) {
        let task = report.task;
        let mut homes = homes(meeting);
        homes.extend(task.origin.as_ref().map(|origin| plain(&origin.value)));
        let known = Known {
            number: meeting.task_number(place).unwrap_or_default(),
            task: comparable(&task.task),
            unit: comparable(&task.unit),
            homes,
        };
        self.known.push(known);
        self.strands.push(Strand { source, reports: vec![report] });
    }

    fn carry(&mut self, meeting: &Meeting, place: usize, report: Report<'m>, origin: &str) {
        let (at, named) = (report.meeting, plain(origin));
        let strand = match find(&self.known, &named, report.task) {
            Found::One(strand) => Some(strand),
            Found::Several(strand) => {
                self.say(report, several(origin));
                Some(strand)
            }
            Found::None => None,
        };
        let strand = strand.and_then(|at| Some((self.known.get_mut(at)?, self.strands.get_mut(at)?)));
        if let Some((known, strand)) = strand {
            known.homes.extend(homes(meeting));
            strand.reports.push(report);
            return;
        }
        let namesake = |other: &Meeting| homes(other).contains(&named);
        let is_here = self.meetings.iter().any(namesake);
        if is_here {
            let is_earlier = self
                .meetings
                .iter()
                .enumerate()
                .any(|(other, of)| other != at && namesake(of) && day(of) <= day(meeting));
            self.say(report, unmatched(origin, is_earlier));
        }
        let source = Source { title: origin.to_owned(), ..Source::default() };
        self.begin(meeting, place, report, source);
    }

    fn say(&mut self, report: Report<'_>, (message, help): (String, &str)) {
        let node = report.task.origin.as_ref().map_or(report.task.at, |origin| origin.at);
        self.found.push((report.meeting, Diagnostic::new(Code::OriginMismatch, node, message).help(help)));
    }

    /// Two tasks that go by one number are two all the same.
    fn say_double_numbers(&mut self) {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for (known, strand) in self.known.iter().zip(&self.strands) {
            let number = plain(&known.number);
            let Some(first) = strand.reports.first().filter(|_| !number.is_empty()) else { continue };
            match seen.get(&number) {
                None => drop(seen.insert(number, &known.task)),
                Some(other) => {
                    let node = first.task.number.as_ref().map_or(first.task.at, |number| number.at);
                    let message = format!(
                        "编号「{number}」已经是「{}」的，又是「{}」的",
                        short(other),
                        short(&known.task)
                    );
                    let help = "各项任务的编号不能相同；确是同一项的，请写明「来源」，就只计一次";
                    self.found.push((
                        first.meeting,
                        Diagnostic::new(Code::DuplicateTaskNumber, node, message).help(help),
                    ));
                }
            }
        }
    }
}

fn day(meeting: &Meeting) -> Option<Date> {
    meeting.start.as_ref().map(|start| start.date)
}

fn same_meeting(meeting: &Meeting) -> Diagnostic {
    let node = meeting.title.as_ref().map_or(NodeId(0), |title| title.at);
    let message = format!("「{}」另有一份会议文件，这一份的任务没有计入", text(&meeting.title));
    Diagnostic::new(Code::SameMeetingTwice, node, message)
        .help("同一个会议只留一份（YAML 或 Excel）；若是两个会议，请让名称有所区别")
}

fn several(origin: &str) -> (String, &'static str) {
    let message = format!("来源「{origin}」有几项同样的任务，按最近的一项理解");
    (message, "请在「来源」写会议编号，或写上那一项的「编号」")
}

fn unmatched(origin: &str, is_earlier: bool) -> (String, &'static str) {
    if is_earlier {
        let message = format!("来源「{origin}」里没有这项任务，按另一项计入");
        (message, "请核对「编号」或「事项」，与来源会议里的一致；不是上次会议的任务，请删去「来源」")
    } else {
        let message = format!("来源「{origin}」不是在这次会议之前召开的，按另一项计入");
        (message, "「来源」写交办这项任务的会议；本次会议新交办的，请删去「来源」")
    }
}

fn source(meeting: &Meeting, task: &Task) -> Source {
    let topic = task.topic.as_ref().map(|topic| topic.value);
    let titled = topic
        .and_then(|topic| usize::try_from(topic).ok()?.checked_sub(1))
        .and_then(|at| Some(text(&meeting.topics.get(at)?.topic)));
    Source {
        title: text(&meeting.title),
        id: text(&meeting.id),
        minutes: text(&meeting.minutes.number),
        topic: (topic, titled.unwrap_or_default()),
        day: day(meeting),
    }
}

fn text(text: &Text) -> String {
    text.as_ref().map_or_else(String::new, |text| text.value.clone())
}

/// So much of a task as tells it from others.
fn short(text: &str) -> String {
    const MOST: usize = 16;
    let cut: String = text.chars().take(MOST).collect();
    if text.chars().count() > MOST { format!("{cut}……") } else { cut }
}
