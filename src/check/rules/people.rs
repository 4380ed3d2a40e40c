//! Rules of people: who is named twice, who is named and is not there.

use super::{Case, Rule};
use crate::check::people::{Found, Roll, names};
use crate::diag::{Code, Diagnostic, NodeId};
use crate::kind::{Kind, Kinds};
use crate::meeting::{Meeting, Person};

pub(super) const RULES: &[Rule] = &[
    Rule { code: Code::DuplicatePerson, broken: duplicate_person },
    Rule { code: Code::UnknownPerson, broken: unknown_person },
    Rule { code: Code::AmbiguousPerson, broken: ambiguous_person },
    Rule { code: Code::SamePersonInTwoRoles, broken: chair_is_recorder },
];

fn duplicate_person(meeting: &Case) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (number, one) in meeting.people.iter().enumerate() {
        let Some(name) = &one.person.name else { continue };
        let unit = one.person.unit.as_deref();
        let earlier = meeting.people.iter().take(number).find(|other| {
            other.person.name.as_deref() == Some(&name.value) && other.person.unit.as_deref() == unit
        });
        let Some(Person { name: Some(first), .. }) = earlier.map(|other| &other.person) else { continue };
        let of = unit.map_or_else(String::new, |unit| format!("{unit}的"));
        let message = format!("{of}「{}」在参会人员中写了两次", **name);
        let help = if unit.is_some() {
            "请删去其中一行；确是同名的两人，请在「单位」写明各自的科室"
        } else {
            "请删去其中一行；确是同名的两人，请写明各自的「单位」"
        };
        let scope = [Kind::Notice, Kind::SignIn, Kind::Minutes].into_iter().collect();
        found.push(
            Diagnostic::new(Code::DuplicatePerson, name.at, message)
                .help(help)
                .related("第一次写在此", first.at)
                .scope(scope),
        );
    }
    found
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

fn chair_is_recorder(meeting: &Case) -> Vec<Diagnostic> {
    let (chair, recorder) = (&meeting.chair, &meeting.recorder);
    let (Some(name), Some(other)) = (&chair.name, &recorder.name) else { return Vec::new() };
    let same_unit =
        chair.unit.is_none() || recorder.unit.is_none() || chair.unit.as_deref() == recorder.unit.as_deref();
    if name.value != other.value || !same_unit {
        return Vec::new();
    }
    let message = format!("主持人与记录人都是「{}」", **name);
    vec![
        Diagnostic::new(Code::SamePersonInTwoRoles, other.at, message)
            .help("主持人一般不兼任记录人，请核对「记录人」")
            .related("主持人写在此", name.at)
            .scope(Kinds::NONE.with(Kind::Minutes)),
    ]
}
