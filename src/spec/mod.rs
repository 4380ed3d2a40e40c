//! The located tree: a spec as it was written, in the vocabulary's canonical names, each node numbered so that it can be found again.
//!
//! No value is judged here: a date is still the text that was typed. `load` makes a `Spec`, `check` reads it.

pub mod examples;
pub mod lists;
pub mod text;
pub mod unit;
pub mod vocabulary;

pub use crate::diag::NodeId;
use crate::diag::{Cell, Location};
use std::sync::Arc;
use vocabulary::Field;

/// Where the nodes of a spec come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A YAML text: node numbers are counted by the parser, in document order, keys included.
    Yaml,
    /// A workbook: the place of each node, by its number.
    Workbook(Vec<Location>),
}

/// One meeting as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
    /// The file's name as the user gave it.
    pub name: Arc<str>,
    /// Where its nodes come from.
    pub origin: Origin,
    /// Which meeting of its file it is, from 0.
    pub number: usize,
    /// What diagnostics call it where its file holds several meetings: `HY-2026-045 某会`.
    pub label: Option<Arc<str>>,
    /// The top map.
    pub root: Node,
}

/// A value and its number.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The number by which the loader finds its place.
    pub id: NodeId,
    /// What is there.
    pub value: Value,
}

/// What a node holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing was written.
    Empty,
    /// A text, trimmed; numbers and dates are texts too.
    Text(String),
    /// Items in the given order.
    List(Vec<Node>),
    /// Entries in the given order, each key at most once.
    Map(Vec<Entry>),
}

/// One entry of a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The vocabulary's field, whatever synonym was written.
    pub field: &'static Field,
    /// The number of the key as written.
    pub key: NodeId,
    /// The value.
    pub node: Node,
}

impl Node {
    /// The value under `key`, if it is a map that holds one (an empty value counts as held).
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entry(key).map(|entry| &entry.node)
    }

    /// The entry under the canonical `key`.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|entry| entry.field.key == key),
            _ => None,
        }
    }

    /// The items if it is a list, else none.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The entries if it is a map, else none.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The text, if it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether both trees say the same: the order of a map's entries, what is empty and where it was written aside.
    #[must_use]
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        self.differs_at(other).is_none()
    }

    /// The keys that lead to the first place where the trees do not say the same, such as `参会人员.姓名`.
    #[must_use]
    pub fn differs_at(&self, other: &Self) -> Option<String> {
        let held =
            |node: &Self| -> Vec<Self> { node.items().iter().filter(|it| !it.is_empty()).cloned().collect() };
        let is_same = match (&self.value, &other.value) {
            _ if self.is_empty() || other.is_empty() => self.is_empty() && other.is_empty(),
            (Value::Text(some), Value::Text(others)) => some == others,
            (Value::List(_), Value::List(_)) => {
                let (some, others) = (held(self), held(other));
                let inside = some.iter().zip(&others).find_map(|(one, other)| one.differs_at(other));
                return inside.or_else(|| (some.len() != others.len()).then(String::new));
            }
            (Value::Map(some), Value::Map(others)) => {
                let nothing = Self { id: self.id, value: Value::Empty };
                return some.iter().chain(others).find_map(|entry| {
                    let key = entry.field.key;
                    let (one, other) =
                        (self.get(key).unwrap_or(&nothing), other.get(key).unwrap_or(&nothing));
                    let below = one.differs_at(other)?;
                    Some(if below.is_empty() { key.to_owned() } else { format!("{key}.{below}") })
                });
            }
            _ => false,
        };
        (!is_same).then(String::new)
    }

    /// Whether nothing at all is given below this node.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match &self.value {
            Value::Empty => true,
            Value::Text(text) => text.is_empty(),
            Value::List(items) => items.iter().all(Self::is_empty),
            Value::Map(entries) => entries.iter().all(|entry| entry.node.is_empty()),
        }
    }
}

impl Spec {
    /// The place of a node in a workbook; `None` for YAML, whose places only the parser knows.
    #[must_use]
    pub fn workbook_place(&self, node: NodeId) -> Option<Location> {
        match &self.origin {
            Origin::Yaml => None,
            Origin::Workbook(places) => places.get(usize::try_from(node.0).ok()?).cloned(),
        }
    }
}

/// A place of a workbook cell.
#[must_use]
pub fn cell_place(sheet: &str, row: u32, column: u32) -> Location {
    Location::Cell(sheet.to_owned(), Cell { row, column })
}
