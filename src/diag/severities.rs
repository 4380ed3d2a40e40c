//! What a unit makes of the codes: a setting for some of them comes in, diagnostics of that gravity go out, without those switched off.

use super::{Code, Diagnostic, Severity};
use std::collections::BTreeMap;

/// What becomes of the diagnostics of one code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// They are not said.
    Off,
    /// They are of this gravity.
    As(Severity),
}

/// The settings of a unit; a code without one keeps its default severity.
///
/// Nothing is refused here: what a unit may not lower is [`Code::is_fixed`], and for the reader of its pack to refuse.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Severities(BTreeMap<Code, Setting>);

impl Severities {
    /// With this setting for a code, whatever it had before.
    #[must_use]
    pub fn with(mut self, code: Code, setting: Setting) -> Self {
        self.0.insert(code, setting);
        self
    }

    /// The setting of a code, if it has one.
    #[must_use]
    pub fn of(&self, code: Code) -> Option<Setting> {
        self.0.get(&code).copied()
    }

    /// Every code that has a setting, in the order of the table of codes.
    pub fn iter(&self) -> impl Iterator<Item = (Code, Setting)> {
        self.0.iter().map(|(code, setting)| (*code, *setting))
    }

    /// Leaves out what is switched off and changes the gravity of the rest; nothing else of them changes.
    pub fn apply(&self, found: &mut Vec<Diagnostic>) {
        found.retain(|diagnostic| self.of(diagnostic.code) != Some(Setting::Off));
        for diagnostic in found {
            if let Some(Setting::As(severity)) = self.of(diagnostic.code) {
                diagnostic.severity = severity;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Location;

    #[test]
    fn a_setting_changes_its_own_code_only() {
        let one = |code| Diagnostic::new(code, Location::File, "…");
        let severities = Severities::default()
            .with(Code::LateMinutes, Setting::As(Severity::Error))
            .with(Code::UnknownPerson, Setting::Off);
        let mut found = vec![one(Code::LateMinutes), one(Code::UnknownPerson), one(Code::InvalidDate)];
        severities.apply(&mut found);
        let left: Vec<_> = found.iter().map(|it| (it.code, it.severity)).collect();
        assert_eq!(left, [(Code::LateMinutes, Severity::Error), (Code::InvalidDate, Severity::Error)]);
        assert_eq!(severities.iter().count(), 2);
    }
}
