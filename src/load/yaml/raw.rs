//! The raw tree: a YAML text comes in; its keys and values as typed, numbered in reading order, go out.

use crate::diag::NodeId;
use crate::load::words::clean;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// More nodes than any meeting has.
const MOST_NODES: u32 = 200_000;
/// More levels than the vocabulary has, by far.
pub(super) const MOST_LEVELS: usize = 64;

/// A value as it was typed.
#[derive(Debug)]
pub(super) struct Raw {
    pub(super) id: NodeId,
    pub(super) value: RawValue,
}

/// What was typed.
#[derive(Debug)]
pub(super) enum RawValue {
    Empty,
    Text(String),
    List(Vec<Raw>),
    Map(Vec<(RawKey, Raw)>),
}

/// A key as it was typed.
#[derive(Debug)]
pub(super) struct RawKey {
    pub(super) id: NodeId,
    pub(super) text: String,
}

/// Why reading was given up, other than for faulty YAML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Excess {
    /// Too many nodes.
    Nodes,
    /// Too many levels.
    Levels,
    /// A key that is a map or a list.
    Key,
}

/// What was read, or why not, and whether some texts are not as typed.
pub(super) struct Reading {
    pub(super) raw: Result<Raw, (serde_yaml::Error, Option<Excess>)>,
    /// Numbers such as `1.10` and words such as `True` have lost their typed form.
    pub(super) reworded: bool,
}

/// Reads the whole text in one pass.
pub(super) fn read(text: &str) -> Reading {
    // Where no number is written with a sign or a base, whole numbers are as typed.
    let signed = text.split('+').skip(1).any(|after| after.starts_with(|c: char| c.is_ascii_digit()));
    let odd_integers = signed || ["0x", "0o", "0b"].iter().any(|mark| text.contains(mark));
    let mut state = State { next: 0, excess: None, odd_integers, reworded: false };
    let raw = Value { state: &mut state, level: 0 }.deserialize(serde_yaml::Deserializer::from_str(text));
    Reading { raw: raw.map_err(|error| (error, state.excess)), reworded: state.reworded }
}

struct State {
    next: u32,
    excess: Option<Excess>,
    odd_integers: bool,
    reworded: bool,
}

impl State {
    fn number(&mut self) -> NodeId {
        self.next += 1;
        NodeId(self.next - 1)
    }

    fn give_up<E: Error>(&mut self, excess: Excess) -> E {
        self.excess.get_or_insert(excess);
        E::custom("")
    }
}

struct Value<'a> {
    state: &'a mut State,
    level: usize,
}

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = Raw;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        let id = self.state.number();
        let value = deserializer.deserialize_any(self)?;
        Ok(Raw { id, value })
    }
}

impl Value<'_> {
    fn number(self, number: &impl ToString, reworded: bool) -> RawValue {
        self.state.reworded |= reworded;
        RawValue::Text(number.to_string())
    }

    fn check<E: Error>(&mut self) -> Result<(), E> {
        if self.level >= MOST_LEVELS {
            return Err(self.state.give_up(Excess::Levels));
        }
        if self.state.next >= MOST_NODES {
            return Err(self.state.give_up(Excess::Nodes));
        }
        Ok(())
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = RawValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<RawValue, E> {
        Ok(RawValue::Empty)
    }

    fn visit_none<E>(self) -> Result<RawValue, E> {
        Ok(RawValue::Empty)
    }

    fn visit_bool<E>(self, value: bool) -> Result<RawValue, E> {
        Ok(self.number(&value, true))
    }

    fn visit_u64<E>(self, value: u64) -> Result<RawValue, E> {
        let odd = self.state.odd_integers;
        Ok(self.number(&value, odd))
    }

    fn visit_i64<E>(self, value: i64) -> Result<RawValue, E> {
        // Only `-0` comes here without being negative.
        let odd = self.state.odd_integers || value >= 0;
        Ok(self.number(&value, odd))
    }

    fn visit_u128<E>(self, value: u128) -> Result<RawValue, E> {
        Ok(self.number(&value, true))
    }

    fn visit_i128<E>(self, value: i128) -> Result<RawValue, E> {
        Ok(self.number(&value, true))
    }

    fn visit_f64<E>(self, value: f64) -> Result<RawValue, E> {
        Ok(self.number(&value, true))
    }

    fn visit_str<E>(self, text: &str) -> Result<RawValue, E> {
        Ok(text_value(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<RawValue, A::Error> {
        self.check()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(Value { state: self.state, level: self.level + 1 })? {
            list.push(item);
            self.check()?;
        }
        Ok(RawValue::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut entries: A) -> Result<RawValue, A::Error> {
        self.check()?;
        let mut map = Vec::new();
        while let Some(key) = entries.next_key_seed(Key { state: self.state })? {
            let value = entries.next_value_seed(Value { state: self.state, level: self.level + 1 })?;
            map.push((key, value));
            self.check()?;
        }
        Ok(RawValue::Map(map))
    }
}

/// A text, or nothing when it is blank.
pub(super) fn text_value(text: &str) -> RawValue {
    let text = clean(text);
    if text.is_empty() { RawValue::Empty } else { RawValue::Text(text) }
}

struct Key<'a> {
    state: &'a mut State,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = RawKey;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<RawKey, D::Error> {
        let id = self.state.number();
        Ok(RawKey { id, text: deserializer.deserialize_any(self)? })
    }
}

impl<'de> Visitor<'de> for Key<'_> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_unit<E>(self) -> Result<String, E> {
        Ok(String::new())
    }

    fn visit_bool<E>(self, value: bool) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_u64<E>(self, value: u64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_i64<E>(self, value: i64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_f64<E>(self, value: f64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_str<E>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<String, A::Error> {
        Err(self.state.give_up(Excess::Key))
    }

    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<String, A::Error> {
        Err(self.state.give_up(Excess::Key))
    }
}
