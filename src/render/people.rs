//! Lists of people: attendees come in, `单位 姓名、姓名；……` and padded names go out.

use super::object::object;
use super::view::text;
use super::{order, seats};
use crate::meeting::{Attendee, Meeting, Person, Presence, Role, Text};
use serde_json::Value;

/// The view of 参会人员, in the order of the lists.
pub(super) fn view(meeting: &Meeting) -> Value {
    let people = &order::people(meeting);
    let all: Vec<Value> = people.iter().enumerate().map(attendee).collect();
    let came = |person: &&Attendee| matches!(person.presence, Presence::Present | Presence::Late);
    let members = || people.iter().filter(|person| person.role == Role::Member);
    object!({
        "应到": all.len(),
        "实到": people.iter().filter(came).count(),
        "表决应到": members().count(),
        "表决实到": members().filter(came).count(),
        "席卡": seated(people),
        "座次": seats::view(meeting),
        "名单": all.clone(),
        "全部": all,
        "单位": units(people),
        "按单位": by_unit(&order::within_units(meeting, people)),
        "排序说明": order::note(meeting),
        "单位内排序说明": order::note_within_units(meeting),
        "身份统计": roles(people),
        "出席名单": order::noted(meeting, line(people, List::Present)),
        "列席名单": order::noted(meeting, line(people, List::Observers)),
        "请假名单": line(people, List::OnLeave),
        "缺席名单": line(people, List::Absent),
    })
}

fn attendee((at, attendee): (usize, &Attendee)) -> Value {
    object!({
        "序号": at + 1,
        "姓名": text(&attendee.person.name),
        "姓名栏": padded(text(&attendee.person.name)),
        "单位": text(&attendee.person.unit),
        "职务": text(&attendee.person.post),
        "电话": text(&attendee.person.phone),
        "身份": role_name(attendee.role),
        "备注": text(&attendee.remark),
    })
}

const ROLES: [(Role, &str); 4] =
    [(Role::Member, "出席"), (Role::Observer, "列席"), (Role::Auditor, "旁听"), (Role::Guest, "特邀")];

fn role_name(role: Role) -> &'static str {
    ROLES.iter().find(|(known, _)| *known == role).map_or("", |(_, name)| name)
}

/// `出席9人、列席3人`.
fn roles(people: &[Attendee]) -> String {
    let counts = ROLES.iter().filter_map(|(role, name)| {
        let count = people.iter().filter(|person| person.role == *role).count();
        (count > 0).then(|| format!("{name}{count}人"))
    });
    counts.collect::<Vec<_>>().join("、")
}

/// The cards: of those who are expected to sit at the table; who is on leave is stood for by the substitute.
fn seated(people: &[Attendee]) -> Value {
    at_table(people)
        .map(|name| object!({ "姓名": name, "姓名栏": padded(name), "样式": card_style(name) }))
        .collect()
}

/// The names of those who sit at the table.
pub(super) fn at_table(people: &[Attendee]) -> impl Iterator<Item = &str> {
    people.iter().filter_map(|person| match person.presence {
        Presence::Present | Presence::Late => Some(text(&person.person.name)),
        Presence::OnLeave | Presence::Absent => {
            person.substitute.name.as_ref().map(|name| name.value.as_str())
        }
    })
}

/// The largest letters in which a name fits on one line of its card, 150 mm long.
fn card_style(name: &str) -> &'static str {
    match padded(name).chars().count() {
        0..=3 => "席卡大",
        4 => "席卡中",
        5..=7 => "席卡小",
        _ => "席卡细",
    }
}

/// Each unit once, in the given order.
fn units(people: &[Attendee]) -> String {
    let mut known: Vec<&str> = Vec::new();
    for unit in people.iter().map(|person| text(&person.person.unit)) {
        if !unit.is_empty() && !known.contains(&unit) {
            known.push(unit);
        }
    }
    known.join("、")
}

/// The attendees a list is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum List {
    /// 出席 who came.
    Present,
    /// 列席 (and 旁听, 特邀) who came.
    Observers,
    /// 请假.
    OnLeave,
    /// 缺席.
    Absent,
}

impl List {
    fn has(self, person: &Attendee) -> bool {
        let came = matches!(person.presence, Presence::Present | Presence::Late);
        match self {
            Self::Present => came && person.role == Role::Member,
            Self::Observers => came && person.role != Role::Member,
            Self::OnLeave => person.presence == Presence::OnLeave,
            Self::Absent => person.presence == Presence::Absent,
        }
    }
}

/// `市应急管理局　张三、李四；办公室　王五`, in the given order; `None` when nobody is on the list.
fn line(people: &[Attendee], list: List) -> Option<String> {
    let mut groups: Vec<(&str, Vec<String>)> = Vec::new();
    for person in people.iter().filter(|person| list.has(person)) {
        let unit = person.person.unit.as_ref().map_or("", |unit| unit.value.as_str());
        let name = entry(person, list);
        match groups.last_mut().filter(|(known, _)| *known == unit) {
            Some((_, names)) => names.push(name),
            None => groups.push((unit, vec![name])),
        }
    }
    let parts: Vec<String> = groups
        .iter()
        .map(|(unit, names)| {
            let names = names.join("、");
            if unit.is_empty() { names } else { format!("{unit}\u{3000}{names}") }
        })
        .collect();
    (!parts.is_empty()).then(|| parts.join("；"))
}

/// A name, with the reason of an absence and who came instead.
fn entry(person: &Attendee, list: List) -> String {
    let name = person.person.name.as_ref().map_or("", |name| name.value.as_str());
    let mut notes = Vec::new();
    if matches!(list, List::OnLeave | List::Absent) {
        notes.extend(person.reason.as_ref().map(|reason| reason.value.clone()));
        notes.extend(substitute(&person.substitute));
    }
    if notes.is_empty() { name.to_owned() } else { format!("{name}（{}）", notes.join("，")) }
}

/// `由某局副局长刘洋代会`, as far as it is known.
fn substitute(person: &Person) -> Option<String> {
    let name = person.name.as_ref()?;
    let part = |text: &Text| text.as_ref().map_or("", |text| text.value.as_str()).to_owned();
    Some(format!("由{}{}{}代会", part(&person.unit), part(&person.post), name.value))
}

/// `张　三`: in lists a two-character Han name is as wide as one of three.
pub(super) fn padded(name: &str) -> String {
    let mut chars = name.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some(first), Some(second), None) if !first.is_ascii() && !second.is_ascii() => {
            format!("{first}\u{3000}{second}")
        }
        _ => name.to_owned(),
    }
}

/// Units and the names of their people, for a notice without 参会范围.
fn by_unit(people: &[&Attendee]) -> Value {
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for person in people {
        let (unit, name) = (text(&person.person.unit), text(&person.person.name));
        match groups.iter_mut().find(|(known, _)| *known == unit) {
            Some((_, names)) => names.push(name),
            None => groups.push((unit, vec![name])),
        }
    }
    groups.into_iter().map(|(unit, names)| object!({ "单位": unit, "姓名": names })).collect()
}
