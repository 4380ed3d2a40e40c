//! The vocabulary of templates: views of meetings come in, what may be named where goes out.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What stands under a name of the view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A text, a number, yes or no.
    Word,
    /// Names below it.
    Map(BTreeMap<String, Self>),
    /// Items of one shape.
    List(Box<Self>),
    /// Whatever a helper gives.
    Any,
}

impl Shape {
    fn of(value: &Value) -> Self {
        match value {
            Value::Object(map) => {
                Self::Map(map.iter().map(|(key, value)| (key.clone(), Self::of(value))).collect())
            }
            Value::Array(items) => {
                let shapes = items.iter().map(Self::of);
                Self::List(Box::new(shapes.reduce(Self::joined).unwrap_or(Self::Any)))
            }
            _ => Self::Word,
        }
    }

    /// What either may be.
    fn joined(self, other: Self) -> Self {
        match (self, other) {
            (Self::Map(mut some), Self::Map(others)) => {
                for (key, shape) in others {
                    let known = some.remove(&key);
                    some.insert(key, known.map_or(shape.clone(), |known| known.joined(shape)));
                }
                Self::Map(some)
            }
            (Self::List(one), Self::List(other)) => Self::List(Box::new(one.joined(*other))),
            (Self::Any, shape) | (shape, _) => shape,
        }
    }
}

/// Everything that templates may name.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    view: Value,
    pub(super) root: Shape,
}

impl Vocabulary {
    /// The vocabulary of a view in which nothing is empty.
    pub(in crate::render) fn new(view: Value) -> Self {
        Self { root: Shape::of(&view), view }
    }

    /// The vocabulary of a view that is not known.
    pub(super) const fn unknown_names() -> Self {
        Self { root: Shape::Any, view: Value::Null }
    }

    /// With what is only there in another view.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self { root: self.root.joined(other.root), view: self.view }
    }

    /// The names that stand for something else than in another view: `时间.全文`, `议程[].议题`.
    #[must_use]
    pub fn changes(&self, other: &Self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        compare("", &self.view, &other.view, &mut found);
        found
    }

    /// Lists of the view without an item, whose names cannot be known.
    #[must_use]
    pub fn unknown(&self) -> Vec<String> {
        let mut found = Vec::new();
        unknown("", &self.root, &mut found);
        found
    }

    /// Every name, in the order of the alphabet: `会议.名称`, `议程[].议题`.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let mut found = Vec::new();
        names("", &self.root, &mut found);
        found
    }
}

pub(super) fn below(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

fn compare(path: &str, one: &Value, other: &Value, found: &mut BTreeSet<String>) {
    match (one, other) {
        (Value::Object(some), Value::Object(others)) => {
            for (key, value) in some {
                compare(&below(path, key), value, others.get(key).unwrap_or(&Value::Null), found);
            }
        }
        (Value::Object(some), _) => {
            some.iter().for_each(|(key, value)| compare(&below(path, key), value, &Value::Null, found));
        }
        (Value::Array(items), other) => {
            let others = other.as_array().map_or(&[][..], Vec::as_slice);
            let path = format!("{path}[]");
            for (at, item) in items.iter().enumerate() {
                compare(&path, item, others.get(at).unwrap_or(&Value::Null), found);
            }
        }
        (one, other) if one != other => {
            found.insert(path.to_owned());
        }
        _ => {}
    }
}

fn unknown(path: &str, shape: &Shape, found: &mut Vec<String>) {
    match shape {
        Shape::Map(map) => map.iter().for_each(|(key, shape)| unknown(&below(path, key), shape, found)),
        Shape::List(item) => unknown(&format!("{path}[]"), item, found),
        Shape::Any => found.push(path.to_owned()),
        Shape::Word => {}
    }
}

fn names(path: &str, shape: &Shape, found: &mut Vec<String>) {
    match shape {
        Shape::Map(map) => map.iter().for_each(|(key, shape)| names(&below(path, key), shape, found)),
        Shape::List(item) => names(&format!("{path}[]"), item, found),
        Shape::Word | Shape::Any => found.push(path.to_owned()),
    }
}
