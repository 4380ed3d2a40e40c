//! The tree that grows: paths with values come in, in the order of the workbook; nodes with their places go out.

use crate::diag::{Code, Diagnostic, Location, NodeId};
use crate::spec::vocabulary::{Bare, Field, Shape};
use crate::spec::{Entry, Node, Value};

/// A tree under way, the places of its nodes, and what did not fit.
pub(super) struct Tree {
    pub(super) root: Node,
    pub(super) places: Vec<Location>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Tree {
    pub(super) fn new() -> Self {
        let root = Node { id: NodeId(0), value: Value::Map(Vec::new()) };
        Self { root, places: vec![Location::File], diagnostics: Vec::new() }
    }

    /// Gives the meeting as a whole its place: what is not there at all is missed on this sheet.
    pub(super) fn stand_on(&mut self, form: Location) {
        if let Some(root) = self.places.first_mut() {
            *root = form;
        }
    }

    /// A new number for something at this place.
    pub(super) fn number(&mut self, place: Location) -> NodeId {
        let number = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
        self.places.push(place);
        NodeId(number)
    }

    pub(super) fn node(&mut self, place: Location, value: Value) -> Node {
        Node { id: self.number(place), value }
    }

    pub(super) fn entry(&mut self, field: &'static Field, key: Location, node: Node) -> Entry {
        Entry { field, key: self.number(key), node }
    }

    pub(super) fn fault(&mut self, code: Code, place: Location, message: String, help: &str) {
        self.diagnostics.push(Diagnostic::new(code, place, message).help(help));
    }

    pub(super) fn place(&self, id: NodeId) -> Location {
        let place = usize::try_from(id.0).ok().and_then(|index| self.places.get(index));
        place.cloned().unwrap_or(Location::File)
    }

    /// Whether everything above the end of `path` is a map or not there yet.
    pub(super) fn has_room_for(&self, path: &[&'static Field]) -> bool {
        let mut node = Some(&self.root);
        let above = path.split_last().map_or(&[][..], |(_, above)| above);
        above.iter().all(|field| {
            node = node.and_then(|node| node.get(field.key));
            node.is_none_or(|node| matches!(node.value, Value::Map(_) | Value::Empty))
        })
    }

    /// Puts `node` at `path`, under a label at `key`. Maps on the way are made at `sheet`; lists are added to.
    pub(super) fn put(&mut self, path: &[&'static Field], key: &Location, node: Node) {
        let Some((field, above)) = path.split_last() else { return };
        let sheet = match key {
            Location::Cell(sheet, _) | Location::Sheet(sheet) => Location::Sheet(sheet.clone()),
            _ => Location::File,
        };
        // The root leaves the tree while it is worked on, so that places can be added.
        let mut root = std::mem::replace(&mut self.root, Node { id: NodeId(0), value: Value::Empty });
        let is_said_above = |above: &[&Field]| {
            let map = above.iter().try_fold(&root, |node, field| node.get(field.key));
            map.is_some_and(|map| map.text().is_some())
        };
        // 时间 may be written on one line, and the lines for its parts left blank.
        if node.is_empty() && is_said_above(above) {
            self.root = root;
            return;
        }
        if let Some(entries) = self.map_at(&mut root, above, (key, &sheet)) {
            self.merge(entries, field, key, node);
        }
        self.root = root;
    }

    /// The entries of the map at `path` below `node`, made where it is missing.
    fn map_at<'n>(
        &mut self,
        node: &'n mut Node,
        path: &[&'static Field],
        (key, sheet): (&Location, &Location),
    ) -> Option<&'n mut Vec<Entry>> {
        if matches!(node.value, Value::Empty) {
            node.value = Value::Map(Vec::new());
        }
        let place = self.place(node.id);
        let Value::Map(entries) = &mut node.value else {
            self.clash(key, &place);
            return None;
        };
        let Some((field, below)) = path.split_first() else { return Some(entries) };
        let index = entries.iter().position(|entry| entry.field.key == field.key).unwrap_or_else(|| {
            let map = self.node(sheet.clone(), Value::Map(Vec::new()));
            entries.push(self.entry(field, sheet.clone(), map));
            entries.len() - 1
        });
        let entry = entries.get_mut(index)?;
        self.map_at(&mut entry.node, below, (key, sheet))
    }

    pub(super) fn merge(
        &mut self,
        entries: &mut Vec<Entry>,
        field: &'static Field,
        key: &Location,
        node: Node,
    ) {
        let Some(known) = entries.iter_mut().find(|entry| entry.field.key == field.key) else {
            let entry = self.entry(field, key.clone(), node);
            entries.push(entry);
            return;
        };
        match (&mut known.node.value, node.value) {
            (_, Value::Empty) => {}
            (Value::Empty, value) => {
                known.key = self.number(key.clone());
                known.node = Node { id: node.id, value };
            }
            (Value::List(items), Value::List(more)) => items.extend(more),
            (Value::Map(entries), Value::Map(more)) => {
                for entry in more {
                    let place = self.place(entry.key);
                    self.merge(entries, entry.field, &place, entry.node);
                }
            }
            (Value::Map(_), Value::Text(_)) | (Value::Text(_), Value::Map(_)) => {
                let place = self.place(known.key);
                self.clash(key, &place);
            }
            _ => {
                let place = self.place(known.key);
                let message = format!("「{}」写了两次", field.key);
                self.diagnostics.push(
                    Diagnostic::new(Code::DuplicateKey, key.clone(), message)
                        .related("第一次写在这里", place)
                        .help("只留一处"),
                );
            }
        }
    }

    fn clash(&mut self, key: &Location, first: &Location) {
        let message = "这一项与前面写的是同一内容，两处的写法合不到一起".to_owned();
        self.diagnostics.push(
            Diagnostic::new(Code::DuplicateKey, key.clone(), message)
                .related("前面写在这里", first.clone())
                .help("只留一处，或者全部分开写（如「开始时间」「结束时间」）"),
        );
    }

    /// The node for a text of a cell at `place`, where `field` has `shape`.
    pub(super) fn value(
        &mut self,
        field: &'static Field,
        shape: &'static Shape,
        text: &str,
        place: &Location,
    ) -> Node {
        if text.is_empty() {
            return self.node(place.clone(), Value::Empty);
        }
        let id = self.number(place.clone());
        let value = match shape {
            Shape::List(Shape::Map(_, Bare::Refused)) | Shape::Map(_, Bare::Refused) => {
                let example = format!("「{}」不能写在一格里", field.key);
                let help = match shape {
                    Shape::List(_) => format!("请写在「{}」表里，一行一项", field.key),
                    _ => format!("请分项写，每项一行，项目名前加上「{}」", field.key),
                };
                self.fault(Code::WrongShape, place.clone(), example, &help);
                Value::Empty
            }
            Shape::List(inner) => {
                let items = crate::spec::lists::split(field, text);
                Value::List(items.iter().map(|item| self.value(field, inner, item, place)).collect())
            }
            Shape::Map(fields, Bare::First) => {
                let node = self.node(place.clone(), Value::Text(text.to_owned()));
                let first = fields.first().map(|first| self.entry(first, place.clone(), node));
                Value::Map(first.into_iter().collect())
            }
            Shape::Votes => self.votes(text, place),
            _ => Value::Text(text.to_owned()),
        };
        Node { id, value }
    }

    /// `同意：9，反对：0` as a map; any other wording stays a text.
    fn votes(&mut self, text: &str, place: &Location) -> Value {
        let Some(counts) = crate::load::votes::counts(text) else { return Value::Text(text.to_owned()) };
        let entry = |(field, count)| {
            let node = self.node(place.clone(), Value::Text(count));
            self.entry(field, place.clone(), node)
        };
        Value::Map(counts.into_iter().map(entry).collect())
    }
}
