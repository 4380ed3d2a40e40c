//! Who is meant by a name: a person as written in a role comes in, with what 参会人员 says of them it goes out.

use crate::meeting::{Attendee, Person};

/// 参会人员 as something to look names up in.
#[derive(Clone, Copy)]
pub(super) struct Roll<'p>(&'p [Attendee]);

/// What looking up a name gave.
pub(super) enum Found<'p> {
    /// Nobody of that name, or not of that unit.
    Nobody,
    /// One person.
    One(&'p Attendee),
    /// Several of that name, and no unit to tell them apart.
    Several,
}

impl<'p> Roll<'p> {
    pub(super) const fn new(people: &'p [Attendee]) -> Self {
        Self(people)
    }

    /// Everyone of that name.
    pub(super) fn named(self, name: &str) -> impl Iterator<Item = &'p Attendee> {
        self.0.iter().filter(move |one| one.person.name.as_deref().is_some_and(|known| known == name))
    }

    /// The one of that name and, if given, unit.
    pub(super) fn find(self, name: &str, unit: Option<&str>) -> Found<'p> {
        let mut fitting = self.named(name).filter(|one| {
            unit.is_none_or(|unit| one.person.unit.as_deref().is_none_or(|known| known == unit))
        });
        match (fitting.next(), fitting.next()) {
            (None, _) => Found::Nobody,
            (Some(one), None) => Found::One(one),
            (Some(one), Some(_)) if unit.is_some() => Found::One(one), // a duplicate, reported as such
            (Some(_), Some(_)) => Found::Several,
        }
    }

    /// The person with unit, post and phone from 参会人员 where they are not written.
    pub(super) fn complete(self, mut person: Person) -> Person {
        let unit = person.unit.as_deref().map(String::as_str);
        let Some(name) = &person.name else { return person };
        if let Found::One(Attendee { person: known, .. }) = self.find(name, unit) {
            person.unit = person.unit.take().or_else(|| known.unit.clone());
            person.post = person.post.take().or_else(|| known.post.clone());
            person.phone = person.phone.take().or_else(|| known.phone.clone());
        }
        person
    }
}

/// The names in a text that may hold several: `王海涛、赵磊`.
pub(super) fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(['、', '，', ',', '；', ';', '/']).filter(|name| !name.is_empty())
}
