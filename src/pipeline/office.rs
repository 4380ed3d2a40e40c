//! The office a run works for: the unit packs and the machine come in, what each spec is judged on and filled in with goes out.

mod chain;
mod ground;
mod known;
mod shown;
mod words;

pub(super) use ground::Ground;
pub use shown::{Layered, Listed, Shown};
pub use words::Annotated;

use crate::check::{Secrecy, Terms};
use crate::diag::{Code, Diagnostic, Location, Setting, Severities, Severity, Sources};
use crate::kind::Kinds;
use crate::pack::{self, Files, Pack};
use crate::spec::unit::Layer;
use crate::spec::{Node, Spec};
use known::Known;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The unit packs that are known and whether the machine may process classified matter.
#[derive(Clone, Debug)]
pub struct Office {
    /// The built-in pack first.
    packs: Vec<Known>,
    chosen: Option<String>,
    secrecy: Secrecy,
}

/// The pack a spec was made with, for the manifest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PackUsed {
    /// Its name.
    pub name: String,
    /// SHA-256 of its unit.yaml, in hexadecimal; of the names and texts of all its files and of those it builds on,
    /// the built-in ones aside, where there are more.
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

const BUILT_IN: &str = "默认";

impl Default for Office {
    /// With the built-in pack on an ordinary machine.
    fn default() -> Self {
        let mut own = Known::read(pack::builtin_files(), Layer(0));
        let (file, text) = pack::builtin_calendar();
        let dates = crate::load::unit(file, BUILT_IN, text.as_bytes(), Layer(0));
        let years = dates.value.map(|unit| unit.calendar).unwrap_or_default();
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

    /// Adds packs by the names of their folders, and settles what builds on what; one that is known already stays.
    pub fn add(&mut self, all: Vec<Files>) {
        for files in all {
            if self.packs.iter().all(|known| known.files.name != files.name) {
                self.packs.push(Known::read(files, Layer(1)));
            }
        }
        self.settle();
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

    /// What is wrong in a pack that is used and in those it builds on, with the lines to quote; nothing for a pack
    /// that is not known.
    #[must_use]
    pub fn faults(&self, name: &str) -> (Vec<Diagnostic>, Sources) {
        let Some(at) = self.find(name) else { return (Vec::new(), Sources::default()) };
        let faults = self.faults_at(at);
        let sources = if faults.is_empty() { Sources::default() } else { self.sources(at) };
        (faults, sources)
    }

    fn faults_at(&self, at: usize) -> Vec<Diagnostic> {
        let mut faults: Vec<Diagnostic> =
            self.chain(at).flat_map(|known| known.diagnostics.iter().cloned()).collect();
        faults.extend(self.made(at).1.iter().cloned());
        self.packs[at].terms.severities.apply(&mut faults);
        faults
    }

    /// The templates and styles of a pack with those it builds on, and what is wrong in them.
    pub(super) fn made(&self, at: usize) -> &(Pack, Vec<Diagnostic>) {
        self.packs[at].made.get_or_init(|| {
            let chain: Vec<&Files> = self.chain(at).map(|known| &known.files).collect();
            let mut found = Vec::new();
            let pack = pack::layered(&chain).unload(&mut found);
            let pack = pack.unwrap_or_else(|| Pack {
                name: String::new(),
                sheet: Arc::clone(&super::sample::sheet()),
                templates: Vec::new(),
                words: Vec::new(),
                partials: Vec::new(),
            });
            // The built-in templates are looked over by a test; without a file of its own a pack prints with them.
            if chain.iter().any(|files| files.name != BUILT_IN && !files.is_plain()) {
                found.extend(super::sample::lint(&pack));
            }
            (pack, found)
        })
    }

    /// The number of a pack, for those who keep something for each.
    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.find(name)
    }

    /// How many packs there are.
    pub(super) fn count(&self) -> usize {
        self.packs.len()
    }

    /// Everything that templates may name, in the order of the alphabet.
    #[must_use]
    pub fn template_names() -> Vec<String> {
        super::sample::names().names()
    }

    /// What tells the chosen pack, or the built-in one, from others: see `fingerprint_of`.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        self.chain_fingerprint(self.chosen().and_then(|name| self.find(name)).unwrap_or_default())
    }

    /// What tells a pack from others: a hash of the names and contents of all its files and of those it builds on, the
    /// built-in ones included; nothing for a pack that is not known.
    #[must_use]
    pub fn fingerprint_of(&self, name: &str) -> Option<String> {
        self.find(name).map(|at| self.chain_fingerprint(at))
    }

    /// Whether the machine may process classified matter.
    #[must_use]
    pub const fn secrecy(&self) -> Secrecy {
        self.secrecy
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
        let known = self.find(name).map(|at| &self.packs[at]);
        let settings = known.into_iter().flat_map(|known| known.terms.severities.iter());
        let changes = settings.filter(|(code, setting)| *setting != Setting::As(code.severity()));
        changes.map(|(code, setting)| Adjusted { code, setting }).collect()
    }

    /// What a pack makes of the checks; nothing of its own where it is not known.
    #[must_use]
    pub fn severities(&self, name: &str) -> Severities {
        self.find(name).map_or_else(Severities::default, |at| self.packs[at].terms.severities.clone())
    }

    /// The folders of faces that a pack names, its own first, then those of the packs it builds on.
    #[must_use]
    pub fn font_folders(&self, name: &str) -> Vec<PathBuf> {
        let Some(at) = self.find(name) else { return Vec::new() };
        self.chain(at).filter_map(Known::font_folder).collect()
    }

    /// Says of every folder of faces that is not there that it is absent, and names it no more.
    pub fn look_for_fonts(&mut self, is_there: &dyn Fn(&Path) -> bool) {
        for known in &mut self.packs {
            known.look_for_fonts(is_there);
        }
    }

    /// Whether a pack is known, and which: by the name of its folder or the name it gives itself.
    fn find(&self, name: &str) -> Option<usize> {
        let by_folder = self.packs.iter().position(|known| known.files.name == name);
        by_folder.or_else(|| self.packs.iter().position(|known| known.name() == name))
    }

    fn sources(&self, at: usize) -> Sources {
        let mut sources = Sources::default();
        self.chain(at).for_each(|known| known.quote(&mut sources));
        sources
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
        let Some(at) = self.find(name) else {
            let names = self.names().join("、");
            let help = format!("现有的单位包：{names}；也可以用 --unit 指明单位包的文件夹");
            return Err(Diagnostic::new(Code::UnknownUnit, place, format!("没有单位包「{name}」")).help(help));
        };
        let known = &self.packs[at];
        let faults = self.faults_at(at);
        let mut errors = faults.iter().filter(|fault| fault.is_error());
        let file = |fault: &Diagnostic| fault.file.as_deref().unwrap_or(&known.files.shown).to_owned();
        if let Some(fault) = errors.clone().find(|fault| fault.scope == Kinds::all()) {
            let message = format!("单位包「{}」有错误，没有生成文书", known.name());
            let help = format!("请先改正 {}", file(fault));
            return Err(Diagnostic::new(Code::UnusableUnit, place, message).help(help));
        }
        let scope = errors.clone().fold(Kinds::NONE, |kinds, fault| kinds.union(fault.scope));
        let fault = errors.next().map(|fault| {
            let message = format!("单位包「{}」的模板有错误，用它的文书没有生成", known.name());
            Diagnostic::new(Code::UnusableUnit, place, message)
                .help(format!("请先改正 {}", file(fault)))
                .scope(scope)
        });
        let terms = Terms { secrecy: self.secrecy, ..known.terms.clone() };
        Ok(Ground { at, office: self, terms, fault })
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
