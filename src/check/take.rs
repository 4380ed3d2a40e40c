//! A map of the spec tree from which values are taken by key: `None` when a value is not there or not valid.

use super::leaf;
use super::values::When;
use crate::date::{Date, Moment, Time, read_date, read_duration, read_moment, read_slot};
use crate::meeting::{At, Given, Text, Texts};
use crate::spec::vocabulary::Shape;
use crate::spec::{Node, NodeId, Value};

/// When an agenda item is dealt with, as far as it is written in one place.
#[derive(Default)]
pub(super) struct AgendaTime {
    pub(super) day: Given<Date>,
    pub(super) start: Given<Time>,
    pub(super) minutes: Given<u32>,
}

/// A map and the time of the meeting, by which dates are understood.
#[derive(Clone, Copy)]
pub(super) struct Take<'s> {
    map: &'s Node,
    when: When,
}

impl<'s> Take<'s> {
    pub(super) const fn new(map: &'s Node, when: When) -> Self {
        Self { map, when }
    }

    pub(super) const fn at(&self) -> NodeId {
        self.map.id
    }

    pub(super) const fn when(&self) -> When {
        self.when
    }

    pub(super) fn node(&self, key: &str) -> Option<&'s Node> {
        self.map.get(key)
    }

    /// The map under a key.
    pub(super) fn under(&self, key: &str) -> Option<Self> {
        self.node(key).map(|map| Self { map, ..*self })
    }

    /// The maps of the list under a key, blank ones left out.
    pub(super) fn list(&self, key: &str) -> impl Iterator<Item = Self> {
        let items = self.node(key).map_or(&[][..], Node::items);
        items.iter().filter(|item| !item.is_empty()).map(|map| Self { map, ..*self })
    }

    pub(super) fn text(&self, key: &str) -> Text {
        self.node(key).and_then(text)
    }

    pub(super) fn texts(&self, key: &str) -> Texts {
        match self.node(key) {
            Some(Node { value: Value::List(items), .. }) => items.iter().filter_map(text).collect(),
            Some(one) => text(one).into_iter().collect(),
            None => Vec::new(),
        }
    }

    pub(super) fn names(&self, key: &str) -> Texts {
        let name = |text: At<String>| Some(At { value: leaf::name(&text.value).ok()?, at: text.at });
        self.texts(key).into_iter().filter_map(name).collect()
    }

    pub(super) fn name(&self, key: &str) -> Text {
        self.value(key, |text| leaf::name(text).ok())
    }

    pub(super) fn number(&self, key: &str) -> Given<u32> {
        self.value(key, |text| leaf::number(text).ok())
    }

    pub(super) fn year(&self, key: &str) -> Given<u32> {
        self.value(key, |text| leaf::year(text).ok())
    }

    pub(super) fn flag(&self, key: &str) -> Given<bool> {
        self.value(key, |text| leaf::flag(text).ok())
    }

    pub(super) fn choice(&self, key: &str) -> Text {
        let Shape::Choice(words) = self.map.entry(key)?.field.shape else { return None };
        self.value(key, |text| leaf::choice(text, words).ok().map(str::to_owned))
    }

    pub(super) fn date(&self, key: &str) -> Given<Date> {
        self.value(key, |text| read_date(text, self.when.context(key)).ok().map(|read| read.value))
    }

    pub(super) fn moment(&self, key: &str) -> Given<Moment> {
        self.value(key, |text| read_moment(text, self.when.context(key)).ok().map(|read| read.value))
    }

    pub(super) fn agenda_time(&self, key: &str) -> AgendaTime {
        let slot =
            self.value(key, |text| read_slot(text, self.when.context(key)).ok().map(|read| read.value));
        let part = |value: Option<u32>, at| value.map(|value| At { value, at });
        slot.map_or_else(AgendaTime::default, |At { value: slot, at }| AgendaTime {
            day: slot.day.map(|value| At { value, at }),
            start: Some(At { value: slot.start, at }),
            minutes: part(slot.minutes(), at),
        })
    }

    pub(super) fn duration(&self, key: &str) -> Given<u32> {
        self.value(key, |text| read_duration(text).ok())
    }

    fn value<T>(&self, key: &str, read: impl Fn(&str) -> Option<T>) -> Given<T> {
        let node = self.node(key)?;
        let text = node.text().filter(|text| !text.is_empty())?;
        Some(At { value: read(text)?, at: node.id })
    }
}

fn text(node: &Node) -> Text {
    let text = node.text().filter(|text| !text.is_empty())?;
    Some(At { value: text.to_owned(), at: node.id })
}
