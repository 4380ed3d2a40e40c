//! Hints: what is known of a meeting's elements without being their values comes in; a form shows it beside them.

use std::collections::BTreeMap;

/// Words beside elements, by their names such as `会议.编号`: `上次：HY-2026-045`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// What the form says of itself, above everything else.
    pub head: Option<String>,
    words: BTreeMap<String, String>,
}

impl Hints {
    /// Puts words beside an element, behind those that are there; line feeds become marks, for a comment has one line.
    pub fn put(&mut self, name: &str, words: &str) {
        let words: Vec<&str> = words.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let own = self.words.entry(name.to_owned()).or_default();
        if !own.is_empty() && !words.is_empty() {
            own.push('；');
        }
        own.push_str(&words.join(" / "));
    }

    /// The words beside an element; nothing of most.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.words.get(name).map_or("", String::as_str)
    }
}
