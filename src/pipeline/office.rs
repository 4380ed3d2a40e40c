//! The office a run works for: the unit packs and the machine come in, what each spec is judged on and filled in with goes out.

use crate::check::{Secrecy, Terms};
use crate::date::Calendar;
use crate::diag::{Code, Diagnostic, Location, Setting, Severity, Source, Sources};
use crate::kind::Kinds;
use crate::load::{locate, unit};
use crate::spec::unit::{Layer, Unit};
use crate::spec::{Node, Spec};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::sync::Arc;

/// The unit packs that are known and whether the machine may process classified matter.
#[derive(Clone, Debug)]
pub struct Office {
    packs: Vec<Known>,
    chosen: Option<String>,
    secrecy: Secrecy,
}

/// A pack as it was read.
#[derive(Clone, Debug)]
struct Known {
    /// The name of its folder.
    folder: String,
    file: Arc<str>,
    unit: Option<Unit>,
    terms: Terms,
    text: String,
    sha256: String,
    diagnostics: Vec<Diagnostic>,
}

/// The pack a spec was made with, for the manifest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PackUsed {
    /// Its name.
    pub name: String,
    /// SHA-256 of its unit.yaml, in hexadecimal.
    pub sha256: String,
}

/// A check that a unit made graver or lighter, or switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Adjusted {
    /// The check.
    pub code: Code,
    /// What the unit made of it.
    pub setting: Setting,
}

/// What one spec is judged on.
pub(super) struct Ground<'o> {
    known: &'o Known,
    layers: Vec<&'o Unit>,
    pub(super) terms: Terms,
}

const BUILT_IN: &str = "默认";

impl Default for Office {
    /// With the built-in pack on an ordinary machine.
    fn default() -> Self {
        let files: [(&str, &str); 2] = [
            ("默认/unit.yaml（内置）", include_str!("../../templates/默认/unit.yaml")),
            ("默认/calendar.yaml（内置）", include_str!("../../templates/默认/calendar.yaml")),
        ];
        let read = |(file, text): (&str, &str)| Known::read(BUILT_IN, file, text.as_bytes(), Layer(0));
        let [mut own, dates] = files.map(read);
        let years = dates.unit.map(|unit| unit.calendar).unwrap_or_default();
        own.terms.calendar = Arc::new(years.with(&own.terms.calendar));
        own.diagnostics.extend(dates.diagnostics);
        Self { packs: vec![own], chosen: None, secrecy: Secrecy::Refused }
    }
}

impl Office {
    /// On a machine that may process classified matter, or not.
    #[must_use]
    pub const fn with_secrecy(mut self, secrecy: Secrecy) -> Self {
        self.secrecy = secrecy;
        self
    }

    /// Adds a pack by the name of its folder; one that is known already stays.
    pub fn add(&mut self, folder: &str, file: &str, bytes: &[u8]) {
        if self.find(folder).is_some() {
            return;
        }
        let mut known = Known::read(folder, file, bytes, Layer(1));
        let announced = self.packs.first().map(|own| own.terms.calendar.as_ref().clone());
        known.terms.calendar = Arc::new(announced.unwrap_or_default().with(&known.terms.calendar));
        self.packs.push(known);
    }

    /// Has every spec made with this pack, whatever it says itself.
    pub fn choose(&mut self, name: &str) {
        self.chosen = Some(name.to_owned());
    }

    /// The pack chosen for every spec.
    #[must_use]
    pub fn chosen(&self) -> Option<&str> {
        self.chosen.as_deref()
    }

    /// What is wrong in a pack that is used, with the lines to quote; nothing for a pack that is not known.
    #[must_use]
    pub fn faults(&self, name: &str) -> (Vec<Diagnostic>, Sources) {
        let Some(known) = self.find(name) else { return (Vec::new(), Sources::default()) };
        (known.diagnostics.clone(), known.sources())
    }

    /// What tells this office from others: its packs and what is chosen.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let packs: Vec<String> =
            self.packs.iter().map(|known| format!("{} {}", known.folder, known.sha256)).collect();
        format!("{:?} {:?} {}", self.chosen, self.secrecy, packs.join(" "))
    }

    /// Whether a pack goes by this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The names of the packs.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        self.packs.iter().map(Known::name).collect()
    }

    /// The checks that a pack adjusts, in the order of the table of codes.
    #[must_use]
    pub fn adjusted(&self, name: &str) -> Vec<Adjusted> {
        let settings = self.find(name).into_iter().flat_map(|known| known.terms.severities.iter());
        let changes = settings.filter(|(code, setting)| *setting != Setting::As(code.severity()));
        changes.map(|(code, setting)| Adjusted { code, setting }).collect()
    }

    /// A pack by the name of its folder or the name it gives itself.
    fn find(&self, name: &str) -> Option<&Known> {
        let by_folder = self.packs.iter().find(|known| known.folder == name);
        by_folder.or_else(|| self.packs.iter().find(|known| known.name() == name))
    }

    /// The name of the pack for a spec: the one chosen for the run, the one it names, or the built-in one.
    pub(super) fn name_for<'s>(&'s self, spec: &'s Spec) -> &'s str {
        let named = spec.root.get("单位包").and_then(Node::text).filter(|name| !name.is_empty());
        self.chosen.as_deref().or(named).unwrap_or(BUILT_IN)
    }

    /// What a spec is judged on, by the pack chosen for the run or the one it names.
    pub(super) fn ground(&self, spec: &Spec) -> Result<Ground<'_>, Diagnostic> {
        let name = self.name_for(spec);
        let node = spec.root.get("单位包").filter(|node| !node.is_empty() && self.chosen.is_none());
        let place = node.map_or(Location::File, |node| node.id.into());
        let Some(known) = self.find(name) else {
            let names = self.names().join("、");
            let help = format!("现有的单位包：{names}；也可以用 --unit 指明单位包的文件夹");
            return Err(Diagnostic::new(Code::UnknownUnit, place, format!("没有单位包「{name}」")).help(help));
        };
        if known.diagnostics.iter().any(Diagnostic::is_error) {
            let message = format!("单位包「{}」有错误，没有生成文书", known.name());
            let help = format!("请先改正 {}", known.file);
            return Err(Diagnostic::new(Code::UnusableUnit, place, message).help(help));
        }
        let below = self.packs.first().filter(|own| own.folder != known.folder);
        let layers = known.unit.iter().chain(below.and_then(|own| own.unit.as_ref())).collect();
        let terms = Terms { secrecy: self.secrecy, ..known.terms.clone() };
        Ok(Ground { known, layers, terms })
    }
}

impl Known {
    fn read(folder: &str, file: &str, bytes: &[u8], layer: Layer) -> Self {
        let read = unit(file, folder, bytes, layer);
        let (severities, calendar) = match &read.value {
            Some(unit) => (unit.severities.clone(), unit.calendar.clone()),
            None => Default::default(),
        };
        let sha256 = Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut out, byte| {
            let _ = write!(out, "{byte:02x}");
            out
        });
        Self {
            folder: folder.to_owned(),
            file: file.into(),
            unit: read.value,
            terms: Terms { severities, calendar: Arc::new(calendar), ..Terms::default() },
            text: String::from_utf8_lossy(bytes).into_owned(),
            sha256,
            diagnostics: read.diagnostics,
        }
    }

    fn name(&self) -> &str {
        self.unit.as_ref().map_or(&self.folder, |unit| &unit.name)
    }

    fn sources(&self) -> Sources {
        let mut sources = Sources::default();
        sources.add(&self.file, Source::Text(self.text.clone()));
        sources
    }
}

impl Ground<'_> {
    /// The pack, for the manifest.
    pub(super) fn pack(&self) -> PackUsed {
        PackUsed { name: self.known.name().to_owned(), sha256: self.known.sha256.clone() }
    }

    /// The documents a spec asks for, as far as the unit makes them.
    pub(super) fn documents(&self, wanted: Kinds) -> Kinds {
        let made = self.layers.iter().find_map(|unit| unit.documents);
        made.map_or(wanted, |made| wanted.intersection(made))
    }

    /// Puts the values of the packs under the spec's own.
    pub(super) fn under(&self, spec: &mut Spec) {
        self.layers.iter().for_each(|unit| unit.under(spec));
    }

    /// Locates everything: values of a pack in its file, the spec's own in the spec.
    pub(super) fn locate(&self, spec: &Spec, bytes: &[u8], found: &mut [Diagnostic]) {
        self.layers.iter().for_each(|unit| unit.locate(found));
        locate(spec, bytes, found);
    }

    /// The lines of the packs' files.
    pub(super) fn sources(&self) -> Sources {
        self.known.sources()
    }

    /// The calendar.
    pub(super) fn calendar(&self) -> &Calendar {
        &self.terms.calendar
    }
}

impl Adjusted {
    /// Whether the unit made it lighter or switched it off.
    #[must_use]
    pub fn is_lowered(self) -> bool {
        match self.setting {
            Setting::Off => true,
            Setting::As(severity) => severity < self.code.severity(),
        }
    }

    /// The word for the setting, as unit.yaml has it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self.setting {
            Setting::Off => "关",
            Setting::As(severity) => severity.label(),
        }
    }

    /// The stable English word for the setting.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self.setting {
            Setting::Off => "off",
            Setting::As(Severity::Note) => "note",
            Setting::As(Severity::Warning) => "warning",
            Setting::As(Severity::Error) => "error",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Date;

    #[test]
    fn the_built_in_pack_is_sound() {
        let office = Office::default();
        assert_eq!(office.names(), [BUILT_IN]);
        assert_eq!(office.faults(BUILT_IN).0, []);
        assert_eq!(office.adjusted(BUILT_IN), []);
    }

    /// The days that were announced, around the long breaks of two years.
    #[test]
    fn announced_breaks_and_make_up_days() {
        let office = Office::default();
        let calendar = &office.packs[0].terms.calendar;
        let day = |year, month, day| Date::new(year, month, day).expect("a day");
        for year in [2024, 2025, 2026] {
            assert!(calendar.knows(year));
        }
        assert!(!calendar.knows(2023) && !calendar.knows(2027));
        let after =
            |from: Date, next: Date| assert_eq!(calendar.next_working_day(from), Some(next), "{from}");
        // 国庆节: 2025 with 中秋节, 1 to 8 October, worked on 28 September and 11 October; 2026 on 20 September and 10 October.
        after(day(2025, 9, 27), day(2025, 9, 28));
        after(day(2025, 9, 30), day(2025, 10, 9));
        after(day(2025, 10, 10), day(2025, 10, 11));
        after(day(2025, 10, 11), day(2025, 10, 13));
        after(day(2026, 9, 19), day(2026, 9, 20));
        after(day(2026, 9, 24), day(2026, 9, 28));
        after(day(2026, 9, 30), day(2026, 10, 8));
        after(day(2026, 10, 9), day(2026, 10, 10));
        // 春节: 28 January to 4 February 2025, worked on 26 January and 8 February; 15 to 23 February 2026, worked on the 14th and 28th.
        after(day(2025, 1, 25), day(2025, 1, 26));
        after(day(2025, 1, 27), day(2025, 2, 5));
        after(day(2025, 2, 7), day(2025, 2, 8));
        after(day(2026, 2, 13), day(2026, 2, 14));
        after(day(2026, 2, 14), day(2026, 2, 24));
        after(day(2026, 2, 27), day(2026, 2, 28));
        after(day(2024, 2, 9), day(2024, 2, 18));
        // An ordinary weekend, and a year nothing is known of.
        after(day(2026, 11, 20), day(2026, 11, 23));
        after(day(2027, 9, 30), day(2027, 10, 1));
        // Statutory days off that fall on weekdays: 11 of 2024, 13 from 2025 on.
        for (year, statutory) in [(2024, 11), (2025, 13), (2026, 13)] {
            let worked = calendar.working_days(day(year - 1, 12, 31), day(year, 12, 31));
            let days =
                (0..366).filter_map(|days| day(year, 1, 1).plus_days(days)).filter(|day| day.year() == year);
            let weekdays = days.filter(|day| !day.is_weekend()).count();
            assert_eq!(weekdays - worked, statutory, "{year}");
        }
    }
}
