//! The harvest: a YAML text comes in; the place and the typed text of every node, or of some, by their numbers, go out.
//!
//! The parser tells the place of a node only in an error about it. Asking for an enum makes it look at the next node
//! and fail without passing it (or, for a scalar, after handing over its text), so that one pass finds every place.
//! This needs a text without aliases: an anchor or a tag is reported where it stands, and ends the harvest.

use super::raw::MOST_LEVELS;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use std::collections::BTreeSet;
use std::fmt;
use std::str::Chars;

/// A place as the parser counts: line and column from 1, in characters.
pub(super) type Place = (u32, u32);

/// One node's place and, for a scalar, its text as typed.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) place: Place,
    pub(super) text: Option<String>,
}

/// Everything found, in the order of the numbers the raw tree has.
#[derive(Debug, Default)]
pub(super) struct Harvest {
    pub(super) found: Vec<Found>,
    /// The first anchor (`&`), alias (`*`) or tag (`!`), after which nothing was read.
    pub(super) foreign: Option<(char, Place)>,
}

/// Goes through the text. On faulty YAML, what was found before the fault is given.
pub(super) fn harvest(text: &str) -> Harvest {
    gather(text, Wanted::All)
}

/// Goes through a text that has no anchors, aliases or tags, for the nodes of these numbers only: the others are passed
/// over, which is twice as fast, and found at no place.
pub(super) fn harvest_some(text: &str, mut wanted: BTreeSet<usize>) -> Harvest {
    wanted.insert(1);
    gather(text, Wanted::Some(wanted))
}

fn gather(text: &str, wanted: Wanted) -> Harvest {
    let mut state = State {
        wanted,
        found: vec![Found { place: (1, 1), text: None }],
        foreign: None,
        cursor: Cursor { rest: text.chars(), place: (1, 1) },
    };
    // A fault is told by the first reading; here it only ends the harvest.
    let _ = Inside { state: &mut state, level: 0 }.deserialize(serde_yaml::Deserializer::from_str(text));
    // The root has no place of its own: it begins where its first child does.
    if let [root, child, ..] = state.found.as_mut_slice() {
        root.place = child.place;
    }
    Harvest { found: state.found, foreign: state.foreign }
}

/// The nodes whose places are asked for, by their numbers.
enum Wanted {
    All,
    Some(BTreeSet<usize>),
}

/// What is done with the next node.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// Its place is asked for.
    Note,
    /// It is passed over.
    Pass,
}

struct State<'t> {
    wanted: Wanted,
    found: Vec<Found>,
    foreign: Option<(char, Place)>,
    cursor: Cursor<'t>,
}

/// What the parser sees next.
enum Next {
    End,
    Scalar,
    Collection,
}

impl State<'_> {
    /// What is done with the node that comes next; after the last one that is wanted the harvest ends.
    fn turn<E: Error>(&self) -> Result<Turn, E> {
        let next = self.found.len();
        match &self.wanted {
            Wanted::Some(wanted) if wanted.contains(&next) => Ok(Turn::Note),
            Wanted::Some(wanted) if wanted.last().is_some_and(|last| next <= *last) => Ok(Turn::Pass),
            Wanted::Some(_) => Err(E::custom("")),
            Wanted::All => Ok(Turn::Note),
        }
    }

    /// Notes what a probe told in its error and in its slot.
    fn note<E: Error>(&mut self, error: &E, slot: Slot) -> Result<Next, E> {
        if slot.tagged {
            // The parser gives no place for a tag: it is the next exclamation mark.
            let place = self.cursor.find('!');
            return Err(self.end('!', place));
        }
        let place = place_of(&error.to_string()).ok_or_else(|| E::custom(""))?;
        // An alias leads back to its anchor, which stands before everything seen since.
        match self.cursor.advance(place) {
            None => return Err(self.end('*', self.cursor.place)),
            Some(mark @ ('&' | '!' | '*')) => return Err(self.end(mark, place)),
            Some(_) => {}
        }
        let next = if slot.text.is_some() { Next::Scalar } else { Next::Collection };
        self.found.push(Found { place, text: slot.text });
        Ok(next)
    }

    fn end<E: Error>(&mut self, mark: char, place: Place) -> E {
        self.foreign.get_or_insert((mark, place));
        E::custom("")
    }
}

/// Reads `… at line 3 column 5` at the end of the parser's own messages; no such ending means the very beginning.
fn place_of(message: &str) -> Option<Place> {
    let Some((_, tail)) = message.rsplit_once("at line ") else { return Some((1, 1)) };
    let (line, column) = tail.split_once(" column ")?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

/// Walks forward through the text, counting as the parser does.
struct Cursor<'t> {
    rest: Chars<'t>,
    place: Place,
}

impl Cursor<'_> {
    /// The character at `place` (a line feed at the end of the text); `None` when it lies behind.
    fn advance(&mut self, place: Place) -> Option<char> {
        if place < self.place {
            return None;
        }
        while self.place < place {
            let Some(c) = self.rest.next() else { break };
            self.place = after(self.place, c, self.rest.clone().next());
        }
        Some(self.rest.clone().next().unwrap_or('\n'))
    }

    /// Where the next `mark` stands.
    fn find(&mut self, mark: char) -> Place {
        while let Some(c) = self.rest.clone().next().filter(|c| *c != mark) {
            self.rest.next();
            self.place = after(self.place, c, self.rest.clone().next());
        }
        self.place
    }
}

/// The place after the character `c`, by YAML's own line breaks.
pub(super) fn after((line, column): Place, c: char, next: Option<char>) -> Place {
    match c {
        '\r' if next == Some('\n') => (line, column),
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => (line + 1, 1),
        _ => (line, column + 1),
    }
}

/// What a probe was handed besides its error.
#[derive(Default)]
struct Slot {
    text: Option<String>,
    tagged: bool,
}

struct Probe<'a>(&'a mut Slot);

impl<'de> DeserializeSeed<'de> for Probe<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_enum("", &[], self)
    }
}

impl<'de> Visitor<'de> for Probe<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a probe")
    }

    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        access.variant_seed(Typed(self.0))?;
        Err(A::Error::custom(""))
    }
}

/// Takes the text of a scalar; the name of a tag comes by another door.
struct Typed<'a>(&'a mut Slot);

impl<'de> DeserializeSeed<'de> for Typed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de> Visitor<'de> for Typed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a scalar")
    }

    fn visit_none<E>(self) -> Result<(), E> {
        self.0.text = Some(String::new());
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(Text(self.0))
    }

    fn visit_str<E>(self, _tag: &str) -> Result<(), E> {
        self.0.tagged = true;
        Ok(())
    }
}

struct Text<'a>(&'a mut Slot);

impl Visitor<'_> for Text<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.0.text = Some(text.to_owned());
        Ok(())
    }
}

/// Goes through a collection whose own place is already noted.
struct Inside<'a, 't> {
    state: &'a mut State<'t>,
    level: usize,
}

impl<'t> Inside<'_, 't> {
    fn deeper(&mut self) -> Inside<'_, 't> {
        Inside { state: self.state, level: self.level + 1 }
    }
}

impl<'de> DeserializeSeed<'de> for Inside<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.level > MOST_LEVELS {
            return Err(D::Error::custom(""));
        }
        deserializer.deserialize_any(self)
    }
}

/// Passes over a node, and goes through it where it is a collection.
struct Pass<'a, 't>(Inside<'a, 't>);

impl<'de> DeserializeSeed<'de> for Pass<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.state.found.push(Found { place: NOWHERE, text: None });
        if self.0.level > MOST_LEVELS {
            return Err(D::Error::custom(""));
        }
        deserializer.deserialize_any(self)
    }
}

/// The place of a node that was passed over.
const NOWHERE: Place = (0, 0);

impl<'de> Visitor<'de> for Pass<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a node")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u128<E>(self, _: u128) -> Result<(), E> {
        Ok(())
    }

    fn visit_i128<E>(self, _: i128) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<(), A::Error> {
        self.0.visit_seq(items)
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<(), A::Error> {
        self.0.visit_map(entries)
    }
}

impl<'de> Visitor<'de> for Inside<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list or a map")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        loop {
            if self.state.turn()? == Turn::Pass {
                match items.next_element_seed(Pass(self.deeper()))? {
                    Some(()) => continue,
                    None => return Ok(()),
                }
            }
            let mut slot = Slot::default();
            let next = match items.next_element_seed(Probe(&mut slot)) {
                Ok(_) => Next::End,
                Err(error) => self.state.note(&error, slot)?,
            };
            match next {
                Next::End => return Ok(()),
                Next::Scalar => {}
                Next::Collection => {
                    items.next_element_seed(self.deeper())?;
                }
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut entries: A) -> Result<(), A::Error> {
        loop {
            if self.state.turn()? == Turn::Pass {
                if entries.next_key_seed(Pass(self.deeper()))?.is_none() {
                    return Ok(());
                }
            } else {
                let mut slot = Slot::default();
                let next = match entries.next_key_seed(Probe(&mut slot)) {
                    Ok(_) => Next::End,
                    Err(error) => self.state.note(&error, slot)?,
                };
                match next {
                    Next::End => return Ok(()),
                    Next::Scalar => {}
                    // Such a key is refused by the first reading.
                    Next::Collection => {
                        entries.next_key::<IgnoredAny>()?;
                    }
                }
            }
            if self.state.turn()? == Turn::Pass {
                entries.next_value_seed(Pass(self.deeper()))?;
                continue;
            }
            let mut slot = Slot::default();
            if let Err(error) = entries.next_value_seed(Probe(&mut slot))
                && let Next::Collection = self.state.note(&error, slot)?
            {
                entries.next_value_seed(self.deeper())?;
            }
        }
    }
}
