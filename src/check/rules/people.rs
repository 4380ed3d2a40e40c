//! Rules of people: a meeting comes in, who is named twice, or is named and not there, goes out.

use super::{Case, NAMING, Rule, TELLING, fault};
use crate::check::people::{Found, Roll, names};
use crate::diag::{Code, Diagnostic, NodeId};
use crate::kind::{Kind, Kinds};
use crate::meeting::{At, Attendee, Meeting, Person, Presence};

pub(super) const RULES: &[Rule] = &[
    Rule { code: Code::DuplicatePerson, broken: duplicate_person },
    Rule { code: Code::ContradictoryAttendance, broken: contradictory_attendance },
    Rule { code: Code::PersonInTwoUnits, broken: person_in_two_units },
    Rule { code: Code::UnknownPerson, broken: unknown_person },
    Rule { code: Code::AmbiguousPerson, broken: ambiguous_person },
    Rule { code: Code::SamePersonInTwoRoles, broken: chair_is_recorder },
    Rule { code: Code::ReviewerIsRecorder, broken: reviewer_is_recorder },
];

/// An entry of 参会人员 and an earlier one of the same name.
struct Pair<'m> {
    first: &'m Attendee,
    second: &'m Attendee,
    name: &'m At<String>,
}

/// Each entry with the first earlier one of its name that `alike` holds of.
fn pairs<'m>(
    meeting: &'m Case,
    alike: impl Fn(&Attendee, &Attendee) -> bool + 'm,
) -> impl Iterator<Item = Pair<'m>> {
    let people = &meeting.people;
    people.iter().enumerate().filter_map(move |(at, second)| {
        let name = second.person.name.as_ref()?;
        let same =
            |other: &&Attendee| other.person.name.as_deref() == Some(&name.value) && alike(other, second);
        let first = people.iter().take(at).find(same)?;
        Some(Pair { first, second, name })
    })
}

impl Pair<'_> {
    /// Said of the second, with the place of the first.
    fn said(&self, code: Code, message: String, help: &str) -> Diagnostic {
        let first = self.first.person.name.as_ref().map_or(self.first.at, |name| name.at);
        fault(code, self.name.at, message, help, NAMING).related("第一次写在此", first)
    }
}

fn unit(one: &Attendee) -> Option<&str> {
    one.person.unit.as_deref().map(String::as_str)
}

/// `市消防救援支队的`.
fn of_unit(one: &Attendee) -> String {
    unit(one).map_or_else(String::new, |unit| format!("{unit}的"))
}

fn is_contradictory(one: &Attendee, other: &Attendee) -> bool {
    let came = |it: &Attendee| matches!(it.presence, Presence::Present | Presence::Late);
    came(one) != came(other)
}

fn duplicate_person(meeting: &Case) -> Vec<Diagnostic> {
    let alike = |one: &Attendee, other: &Attendee| unit(one) == unit(other) && !is_contradictory(one, other);
    let said = |pair: Pair| {
        let message = format!("{}「{}」在参会人员中写了两次", of_unit(pair.second), **pair.name);
        let help = if unit(pair.second).is_some() {
            "请删去其中一行；确是同名的两人，请在「单位」写明各自的科室"
        } else {
            "请删去其中一行；确是同名的两人，请写明各自的「单位」"
        };
        pair.said(Code::DuplicatePerson, message, help)
    };
    pairs(meeting, alike).map(said).collect()
}

fn contradictory_attendance(meeting: &Case) -> Vec<Diagnostic> {
    let alike = |one: &Attendee, other: &Attendee| unit(one) == unit(other) && is_contradictory(one, other);
    let said = |pair: Pair| {
        let message = format!("{}「{}」写了两次，一处到会，一处没有到会", of_unit(pair.second), **pair.name);
        pair.said(Code::ContradictoryAttendance, message, "请核对此人是否到会，只留一行")
    };
    pairs(meeting, alike).map(said).collect()
}

/// One name under two units is one person when the phone is the same or one unit's name is in the other's.
fn person_in_two_units(meeting: &Case) -> Vec<Diagnostic> {
    let alike = |one: &Attendee, other: &Attendee| {
        let (Some(first), Some(second)) = (unit(one), unit(other)) else { return false };
        let same_phone =
            one.person.phone.as_deref().is_some_and(|phone| other.person.phone.as_deref() == Some(phone));
        first != second && (same_phone || first.contains(second) || second.contains(first))
    };
    let said = |pair: Pair| {
        let (first, second) = (unit(pair.first).unwrap_or_default(), unit(pair.second).unwrap_or_default());
        let message = format!("「{}」先写在「{first}」，又写在「{second}」，像是同一个人", **pair.name);
        let help = "请核对单位，同一个人只留一行；确是同名的两人，可以不理会";
        pair.said(Code::PersonInTwoUnits, message, help)
    };
    pairs(meeting, alike).map(said).collect()
}

/// A name, where it stands and as what.
struct Mention<'m> {
    name: &'m str,
    at: NodeId,
    role: &'static str,
    kinds: Kinds,
}

/// The names that should be among 参会人员.
///
/// A recorder whose unit is written, and a speaker whose unit is, may come from outside; the chair may not.
fn mentions(meeting: &Meeting) -> Vec<Mention<'_>> {
    let minutes = Kinds::NONE.with(Kind::Minutes);
    let agenda = meeting.agenda.iter().filter(|item| item.speaker_unit.is_none());
    let agenda =
        agenda.filter_map(|item| Some((item.speaker.as_ref()?, "汇报人", Kinds::NONE.with(Kind::Notice))));
    let topics = meeting.topics.iter();
    let topics = topics.filter_map(|topic| Some((topic.speaker.as_ref()?, "汇报人", minutes)));
    let speeches = meeting.topics.iter().flat_map(|topic| &topic.speeches);
    let speeches = speeches.filter_map(|speech| Some((speech.name.as_ref()?, "发言人", minutes)));
    let chair = meeting.chair.name.as_ref().map(|name| (name, "主持人", minutes));
    let recorder = meeting.recorder.name.as_ref().filter(|_| meeting.recorder.unit.is_none());
    let recorder = recorder.map(|name| (name, "记录人", minutes));
    chair
        .into_iter()
        .chain(recorder)
        .chain(agenda)
        .chain(topics)
        .chain(speeches)
        .flat_map(|(text, role, kinds)| {
            names(text).map(move |name| Mention { name, at: text.at, role, kinds })
        })
        .collect()
}

fn unknown_person(meeting: &Case) -> Vec<Diagnostic> {
    let roll = Roll::new(&meeting.people);
    // Where a name is missing or damaged, nobody can be said not to be there.
    if meeting.people.iter().any(|one| one.person.name.is_none()) || meeting.people.is_empty() {
        return Vec::new();
    }
    let is_known = |name: &str| {
        roll.named(name).next().is_some()
            || meeting.people.iter().any(|one| {
                one.substitute.name.as_deref().is_some_and(|substitute| substitute == name)
                    || one.person.unit.as_deref().is_some_and(|unit| unit == name)
            })
    };
    let mut unknown: Vec<(Mention, Vec<Mention>)> = Vec::new();
    for mention in mentions(meeting).into_iter().filter(|mention| !is_known(mention.name)) {
        match unknown.iter_mut().find(|(first, _)| first.name == mention.name) {
            Some((_, more)) => more.push(mention),
            None => unknown.push((mention, Vec::new())),
        }
    }
    unknown.iter().map(|(first, more)| stranger(first, more)).collect()
}

fn stranger(first: &Mention, more: &[Mention]) -> Diagnostic {
    let kinds = more.iter().fold(first.kinds, |kinds, mention| kinds.union(mention.kinds));
    let message = format!("{}「{}」不在参会人员之中", first.role, first.name);
    let found = Diagnostic::new(Code::UnknownPerson, first.at, message)
        .help("请核对姓名用字；确实到会的，请补入「参会人员」")
        .scope(kinds);
    more.iter()
        .fold(found, |found, mention| found.related(format!("又作为{}写在此", mention.role), mention.at))
}

fn ambiguous_person(meeting: &Case) -> Vec<Diagnostic> {
    let roll = Roll::new(&meeting.people);
    let roles = [(&meeting.chair, "主持人"), (&meeting.recorder, "记录人"), (&meeting.reviewer, "审核人")];
    let mut found = Vec::new();
    for (person, role) in roles {
        let Some(name) = &person.name else { continue };
        let unit = person.unit.as_deref().map(String::as_str);
        if !matches!(roll.find(name, unit), Found::Several) {
            continue;
        }
        let message = format!("参会人员中有不止一个「{}」，不知道{role}是哪一个", **name);
        let help = format!("写明单位，如「{role}: {{姓名: {}, 单位: …}}」", **name);
        let scope = Kinds::NONE.with(Kind::Minutes);
        let mut one = Diagnostic::new(Code::AmbiguousPerson, name.at, message).help(help).scope(scope);
        for namesake in roll.named(name) {
            one = one
                .related("同名的人在此", namesake.person.name.as_ref().map_or(namesake.at, |name| name.at));
        }
        found.push(one);
    }
    found
}

/// The name two roles share, if they are surely one person.
fn shared<'m>(one: &Person, other: &'m Person) -> Option<&'m At<String>> {
    let (name, second) = (one.name.as_ref()?, other.name.as_ref()?);
    let same_unit =
        one.unit.is_none() || other.unit.is_none() || one.unit.as_deref() == other.unit.as_deref();
    (name.value == second.value && same_unit).then_some(second)
}

fn chair_is_recorder(meeting: &Case) -> Vec<Diagnostic> {
    let Some(name) = shared(&meeting.chair, &meeting.recorder) else { return Vec::new() };
    let found =
        Diagnostic::new(Code::SamePersonInTwoRoles, name.at, format!("主持人与记录人都是「{}」", **name))
            .help("主持人一般不兼任记录人，请核对「记录人」")
            .scope(Kinds::NONE.with(Kind::Minutes));
    let chair = meeting.chair.name.as_ref().map(|chair| chair.at);
    vec![chair.into_iter().fold(found, |found, at| found.related("主持人写在此", at))]
}

fn reviewer_is_recorder(meeting: &Case) -> Vec<Diagnostic> {
    let Some(name) = shared(&meeting.recorder, &meeting.reviewer) else { return Vec::new() };
    let message = format!("记录人与审核人都是「{}」", **name);
    let found = fault(
        Code::ReviewerIsRecorder,
        name.at,
        message,
        "自己记录的不宜自己审核，请核对「审核人」",
        TELLING,
    );
    let recorder = meeting.recorder.name.as_ref().map(|recorder| recorder.at);
    vec![recorder.into_iter().fold(found, |found, at| found.related("记录人写在此", at))]
}
