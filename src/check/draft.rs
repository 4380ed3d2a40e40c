//! Drafts: a spec with gaps comes in, a `Meeting` with `【待补：…】` in their places goes out.
//!
//! A gap is a required element that is missing or a value that cannot be read. Texts are put into a copy of the tree
//! before it is read; where a text is no value (a day, a number, a choice) the place is noted in the meeting.

use super::elements::{Element, Need, elements};
use super::leaf;
use super::path::Path;
use super::read;
use super::values::When;
use crate::date::{read_date, read_duration, read_moment, read_slot, read_span};
use crate::house::House;
use crate::kind::Kind;
use crate::meeting::{Gap, Meeting, stand_in};
use crate::spec::vocabulary::{Bare, Field, Shape, TOP};
use crate::spec::{Entry, Node, NodeId, Spec, Value};

/// The meeting as a draft of this document says it, in a unit's house style.
#[must_use]
pub fn drafted(spec: &Spec, kind: Kind, house: &House) -> Meeting {
    let when = When::of(spec);
    let mut draft = spec.clone();
    let mut filling = Filling { at: spec.root.id, when, gaps: Vec::new() };
    if let Value::Map(entries) = &mut draft.root.value {
        filling.unreadable_under(entries, "");
    }
    let is_required = |element: &&Element| element.kind == kind && element.need == Need::Required;
    for element in elements().iter().filter(is_required) {
        filling.missing(&mut draft, element);
    }
    let mut meeting = read::meeting(&draft, when);
    meeting.settle_in(house.clone());
    meeting.gaps = filling.gaps;
    meeting
}

/// A value, and the key it is written under.
struct Spot {
    place: String,
    field: &'static Field,
}

struct Filling {
    /// The number of every node that is put in.
    at: NodeId,
    when: When,
    gaps: Vec<Gap>,
}

impl Filling {
    /// Puts a text in the place of names that are none, and notes the other values that cannot be read.
    fn unreadable(&mut self, node: &mut Node, shape: &Shape, spot: &Spot) {
        match (&mut node.value, shape) {
            (Value::Text(text), Shape::List(inner)) if !text.is_empty() => self.unreadable(node, inner, spot),
            (Value::Text(text), _) if text.is_empty() || reads(text, shape, spot.field.key, self.when) => {}
            (Value::Text(text), Shape::Name) => *text = stand_in(spot.field.key),
            (Value::Text(_), _) => self.note(&spot.place, spot.field),
            (Value::List(items), Shape::List(inner)) => {
                for (at, item) in items.iter_mut().filter(|item| !item.is_empty()).enumerate() {
                    let place = format!("{}/{at}", spot.place);
                    self.unreadable(item, inner, &Spot { place, field: spot.field });
                }
            }
            (Value::Map(entries), _) => self.unreadable_under(entries, &spot.place),
            _ => {}
        }
    }

    fn unreadable_under(&mut self, entries: &mut [Entry], above: &str) {
        for Entry { field, node, .. } in entries {
            let place = format!("{above}/{}", field.key);
            self.unreadable(node, &field.shape, &Spot { place, field });
        }
    }

    fn note(&mut self, place: &str, field: &Field) {
        // 时间 on one line.
        let is_line = matches!(field.shape, Shape::Map(_, Bare::Kept));
        let place = if is_line { format!("{place}/开始") } else { place.to_owned() };
        let label = label_of(&place).unwrap_or(field.key).to_owned();
        self.gaps.push(Gap { place, label });
    }

    fn missing(&mut self, draft: &mut Spec, element: &Element) {
        let path = Path::parse(element.path);
        let Some(list) = &path.list else {
            if !path.gaps(draft).is_empty() {
                let way = fittest(TOP, &path.ways);
                self.fill(&mut draft.root, TOP, way, element.label, "");
            }
            return;
        };
        let lacking = path.lacking_items(draft);
        let Some((node, shape)) = node_at(&mut draft.root, TOP, &list.keys) else { return };
        let (Value::List(items), Shape::List(Shape::Map(fields, _))) = (&mut node.value, shape) else {
            return;
        };
        let above = format!("/{}", list.keys.join("/"));
        let way = fittest(fields, &path.ways);
        let mut said = 0;
        for (at, item) in items.iter_mut().enumerate() {
            if lacking.contains(&at) {
                self.fill(item, fields, way, element.label, &format!("{above}/{said}"));
            }
            said += usize::from(!item.is_empty());
        }
    }

    /// Puts the label in the place that the keys lead to, with the maps in between.
    fn fill(&mut self, node: &mut Node, fields: &'static [Field], way: &[&str], label: &str, above: &str) {
        let Some((key, rest)) = way.split_first() else { return };
        let Some(field) = fields.iter().find(|field| field.key == *key) else { return };
        let place = format!("{above}/{key}");
        if rest.is_empty() && !takes_text(&field.shape) {
            if !self.gaps.iter().any(|gap| gap.place == place) {
                self.gaps.push(Gap { place, label: label.to_owned() });
            }
            return;
        }
        let inside = match field.shape {
            Shape::Map(inner, _) if !rest.is_empty() => Some(inner),
            _ => None,
        };
        let mut entries = self.entries(node, fields);
        let known = entries.iter().position(|entry| entry.field.key == field.key);
        let mut entry = match known {
            Some(at) => entries.remove(at),
            None => self.entry(field, Value::Empty),
        };
        match inside {
            Some(inner) => self.fill(&mut entry.node, inner, rest, label, &place),
            None => entry.node.value = self.blank(&field.shape, label),
        }
        entries.insert(known.unwrap_or(entries.len()), entry);
        node.value = Value::Map(entries);
    }

    /// The entries taken out of a map, or of what is written in the place of one: a bare text is the first field's value.
    fn entries(&self, node: &mut Node, fields: &'static [Field]) -> Vec<Entry> {
        match (std::mem::replace(&mut node.value, Value::Empty), fields.first()) {
            (Value::Map(entries), _) => entries,
            (text @ Value::Text(_), Some(first)) => vec![self.entry(first, text)],
            _ => Vec::new(),
        }
    }

    const fn entry(&self, field: &'static Field, value: Value) -> Entry {
        Entry { field, key: self.at, node: Node { id: self.at, value } }
    }

    /// A value of this shape that says nothing but the label.
    fn blank(&self, shape: &Shape, label: &str) -> Value {
        let node = |value| Node { id: self.at, value };
        match shape {
            Shape::List(inner) => Value::List(vec![node(self.blank(inner, label))]),
            Shape::Map([first, ..], _) => {
                Value::Map(vec![self.entry(first, self.blank(&first.shape, label))])
            }
            _ => Value::Text(stand_in(label)),
        }
    }
}

/// The node that the keys lead to, with its shape.
fn node_at<'n>(
    node: &'n mut Node,
    fields: &'static [Field],
    keys: &[&str],
) -> Option<(&'n mut Node, &'static Shape)> {
    let (key, rest) = keys.split_first()?;
    let field = fields.iter().find(|field| field.key == *key)?;
    let Value::Map(entries) = &mut node.value else { return None };
    let entry = entries.iter_mut().find(|entry| entry.field.key == *key)?;
    match field.shape {
        Shape::Map(inner, _) if !rest.is_empty() => node_at(&mut entry.node, inner, rest),
        _ => rest.is_empty().then_some((&mut entry.node, &field.shape)),
    }
}

/// Whether a text may stand in the place of such a value.
fn takes_text(shape: &Shape) -> bool {
    match shape {
        Shape::Text | Shape::Name => true,
        Shape::List(inner) => takes_text(inner),
        Shape::Map(fields, _) => fields.first().is_some_and(|first| takes_text(&first.shape)),
        _ => false,
    }
}

/// Of several ways the first that need not be a name: a name alone would be printed without its unit.
fn fittest<'w>(fields: &'static [Field], ways: &'w [Vec<&'static str>]) -> &'w [&'static str] {
    let is_fit = |way: &&Vec<&'static str>| {
        let field = way.first().and_then(|key| fields.iter().find(|field| field.key == *key));
        !matches!(
            field.map(|field| &field.shape),
            Some(Shape::List(Shape::Map([Field { shape: Shape::Name, .. }, ..], _)))
        )
    };
    ways.iter().find(is_fit).or(ways.first()).map_or(&[], Vec::as_slice)
}

/// What the element at a place is called, where there is one.
fn label_of(place: &str) -> Option<&'static str> {
    let keys: Vec<&str> = place.split('/').skip(1).filter(|key| key.parse::<usize>().is_err()).collect();
    let is_it = |element: &&Element| {
        let path = Path::parse(element.path);
        let list = path.list.iter().flat_map(|list| list.keys.iter().copied());
        path.ways.iter().any(|way| list.clone().chain(way.iter().copied()).eq(keys.iter().copied()))
    };
    elements().iter().find(is_it).map(|element| element.label)
}

/// Whether a text is a value of this shape.
fn reads(text: &str, shape: &Shape, key: &str, when: When) -> bool {
    match shape {
        Shape::Map(_, Bare::Kept) => read_span(text, when.opening()).is_ok(),
        Shape::Text | Shape::List(_) | Shape::Map(..) => true,
        Shape::Name => leaf::name(text).is_ok(),
        Shape::Number if key == "年度" => leaf::year(text).is_ok(),
        Shape::Number => leaf::number(text).is_ok(),
        Shape::Flag => leaf::flag(text).is_ok(),
        Shape::Choice(words) => leaf::choice(text, words).is_ok(),
        Shape::Votes => leaf::votes(text).is_ok(),
        Shape::Duration => read_duration(text).is_ok(),
        Shape::Time => read_slot(text, when.context(key)).is_ok(),
        Shape::Date => read_date(text, when.context(key)).is_ok(),
        Shape::Moment => read_moment(text, when.context(key)).is_ok(),
    }
}
