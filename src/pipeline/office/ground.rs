//! The ground of one spec: an office and a pack of it come in, what the spec is judged on and filled in with goes out.

use super::{Office, PackUsed};
use crate::check::Terms;
use crate::date::Calendar;
use crate::diag::{Diagnostic, Sources};
use crate::kind::Kinds;
use crate::load::locate;
use crate::spec::Spec;
use crate::spec::unit::Unit;

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

    /// Locates everything: values of a pack in its file, the spec's own in the spec.
    pub(in crate::pipeline) fn locate(&self, spec: &Spec, bytes: &[u8], found: &mut [Diagnostic]) {
        self.layers().for_each(|unit| unit.locate(found));
        locate(spec, bytes, found);
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
