//! The ground of one spec: an office and a pack of it come in, what the spec is judged on and filled in with goes out.

use super::{Office, PackUsed};
use crate::check::Terms;
use crate::date::Calendar;
use crate::diag::{Diagnostic, Sources};
use crate::kind::Kinds;
use crate::load::locate;
use crate::spec::unit::{Layer, Unit};
use crate::spec::{Node, Spec, Value};

/// What one spec is judged on.
pub(in crate::pipeline) struct Ground<'o> {
    /// The number of its pack in the office.
    pub(in crate::pipeline) at: usize,
    pub(super) office: &'o Office,
    pub(in crate::pipeline) terms: Terms,
    /// That some documents are not made because their templates are wrong.
    pub(in crate::pipeline) fault: Option<Diagnostic>,
}

impl<'o> Ground<'o> {
    fn layers(&self) -> impl Iterator<Item = &'o Unit> {
        self.office.chain(self.at).filter_map(|known| known.unit.as_ref())
    }

    /// The pack, for the manifest.
    pub(in crate::pipeline) fn pack(&self) -> PackUsed {
        let known = &self.office.packs[self.at];
        PackUsed { name: known.name().to_owned(), sha256: known.sha256.clone() }
    }

    /// The documents a spec asks for, as far as the unit makes them.
    pub(in crate::pipeline) fn documents(&self, wanted: Kinds) -> Kinds {
        let made = self.layers().find_map(|unit| unit.documents);
        made.map_or(wanted, |made| wanted.intersection(made))
    }

    /// Puts the values of the packs under the spec's own.
    pub(in crate::pipeline) fn under(&self, spec: &mut Spec) {
        self.layers().for_each(|unit| unit.under(spec));
    }

    /// Puts the values of the unit in the place of the spec's own, as in the preview of a pack.
    pub(in crate::pipeline) fn over(&self, spec: &mut Spec) {
        let own =
            self.layers().filter(|unit| unit.layer != Layer(0)).filter_map(|unit| unit.defaults.as_ref());
        own.for_each(|node| clear(&mut spec.root, node));
        let house = &self.terms.house;
        for (pattern, keys) in [
            (&house.notice_number, ["通知", "文号"]),
            (&house.minutes_number, ["纪要", "文号"]),
            (&house.issue, ["纪要", "期号"]),
        ] {
            if pattern.is_some() {
                shorten(&mut spec.root, &keys);
            }
        }
        self.under(spec);
    }

    /// Locates everything: values of a pack in its file, the spec's own in the spec.
    pub(in crate::pipeline) fn locate(&self, spec: &Spec, bytes: &[u8], found: &mut [Diagnostic]) {
        self.locate_own(found);
        locate(spec, bytes, found);
    }

    /// Locates the values of a pack in its file.
    pub(in crate::pipeline) fn locate_own(&self, found: &mut [Diagnostic]) {
        self.layers().for_each(|unit| unit.locate(found));
    }

    /// The lines of the packs' files.
    pub(in crate::pipeline) fn sources(&self) -> Sources {
        let mut sources = Sources::default();
        self.office.chain(self.at).for_each(|known| known.quote_unit(&mut sources));
        sources
    }

    /// The calendar.
    pub(in crate::pipeline) fn calendar(&self) -> &Calendar {
        &self.terms.calendar
    }
}

/// Leaves of a number only its last digits, for the unit's pattern to write out.
fn shorten(node: &mut Node, keys: &[&str]) {
    match (&mut node.value, keys) {
        (Value::Map(entries), [key, rest @ ..]) => {
            entries
                .iter_mut()
                .filter(|entry| entry.field.key == *key)
                .for_each(|entry| shorten(&mut entry.node, rest));
        }
        (Value::Text(text), []) => {
            let digits = text.rsplit(|c: char| !c.is_ascii_digit()).find(|digits| !digits.is_empty());
            if let Some(digits) = digits.map(str::to_owned) {
                *text = digits;
            }
        }
        _ => {}
    }
}

/// Empties what another node has a value for.
fn clear(own: &mut Node, other: &Node) {
    match (&mut own.value, &other.value) {
        (Value::Map(entries), Value::Map(others)) => {
            for entry in entries {
                if let Some(other) = others.iter().find(|other| other.field.key == entry.field.key) {
                    clear(&mut entry.node, &other.node);
                }
            }
        }
        (value, other) if *other != Value::Empty => *value = Value::Empty,
        _ => {}
    }
}
