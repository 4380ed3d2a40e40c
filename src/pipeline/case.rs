//! A spec on its unit's ground: what was loaded comes in, what is asked of it and every problem on that ground go out.

use super::Outcome;
use super::month::{carried, settle};
use super::office::{Ground, Office};
use crate::check::{Secrecy, level, seems_classified, wanted};
use crate::diag::{Diagnostic, Location, Reported};
use crate::kind::Kinds;
use crate::load::{File, locate};
use crate::meeting::Meeting;
use crate::month::Which;
use crate::spec::Spec;
use std::collections::BTreeSet;

/// A spec on the ground it is judged on.
pub(super) struct Case<'o> {
    pub(super) ground: Ground<'o>,
    /// With the values of the unit under its own.
    pub(super) spec: Spec,
    /// The documents that are asked for.
    pub(super) asked: Kinds,
    /// The documents that the spec holds something for.
    pub(super) holds: Kinds,
}

impl<'o> Case<'o> {
    /// Puts a spec on its ground; what is wrong goes to the outcome.
    pub(super) fn open(
        office: &'o Office,
        (file, meeting): (&File, Reported<Spec>),
        only: Option<Kinds>,
        outcome: &mut Outcome,
    ) -> Option<Self> {
        let Some(mut spec) = meeting.unload(&mut outcome.diagnostics) else {
            // What cannot be read is not repeated either when it speaks of secrecy.
            outcome.level = seems_classified(&String::from_utf8_lossy(&file.bytes)).then_some("涉密");
            return None;
        };
        outcome.level = level(&spec);
        // By what the spec itself holds: a unit's values are no reason to make a document.
        let holds = wanted(&spec);
        outcome.pack_name = Some(office.name_for(&spec).to_owned());
        let ground = match office.ground(&spec) {
            Ok(ground) => ground,
            Err(fault) => {
                let mut fault = [fault];
                locate(&spec, &file.bytes, &mut fault);
                outcome.asked = only.unwrap_or(holds);
                outcome.diagnostics.extend(fault);
                return None;
            }
        };
        let asked = only.unwrap_or_else(|| ground.documents(holds));
        ground.under(&mut spec);
        if let Some(fault) = &ground.fault {
            let mut fault = [fault.clone().scope(fault.scope.intersection(asked))];
            if !fault[0].scope.is_empty() {
                locate(&spec, &file.bytes, &mut fault);
                outcome.diagnostics.extend(fault);
            }
        }
        outcome.asked = asked;
        outcome.pack = Some(ground.pack());
        Some(Self { ground, spec, asked, holds })
    }

    /// Whether it is classified matter on a machine that may process it.
    pub(super) fn is_kept_in(&self) -> bool {
        self.ground.terms.secrecy == Secrecy::Permitted && level(&self.spec).is_some()
    }

    /// Locates what was found and judges it as the unit does.
    pub(super) fn close(&self, mut found: Vec<Diagnostic>, bytes: &[u8], outcome: &mut Outcome) {
        found.retain(|diagnostic| !diagnostic.scope.intersection(self.asked).is_empty());
        // One reading of the text finds both what is said now and what the other meetings of the run may have said of it.
        let mut held = outcome.held.take();
        if found.iter().any(|one| matches!(one.location, Location::Node(_))) {
            found.extend(held.iter_mut().flat_map(|held| carried(held, Which::Few)));
        }
        self.ground.locate(&self.spec, bytes, &mut found);
        let (places, mut found): (Vec<Diagnostic>, Vec<Diagnostic>) =
            found.into_iter().partition(|one| one.scope.is_empty());
        if let Some(held) = &mut held {
            settle(held, places);
        }
        outcome.held = held;
        for diagnostic in &mut found {
            diagnostic.file.get_or_insert_with(|| self.spec.name.clone());
        }
        outcome.diagnostics.extend(found);
        self.ground.terms.severities.apply(&mut outcome.diagnostics);
        outcome.sources.extend(self.ground.sources());
    }
}

/// The years in which working days were counted without their days off being known.
pub(super) fn unknown_years(meeting: &Meeting, ground: &Ground) -> BTreeSet<i32> {
    let due = meeting.tasks.iter().filter_map(|task| task.due.as_ref()).map(|due| due.value);
    let written = meeting.written.iter().map(|written| written.value);
    let notice = meeting.notice.date.iter().map(|date| date.value);
    let start = meeting.start.iter().map(|start| start.value.date);
    let years = due.chain(written).chain(notice).chain(start).map(crate::date::Date::year);
    years.filter(|year| !ground.calendar().knows(*year)).collect()
}
