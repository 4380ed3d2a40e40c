//! A value with the diagnostics met on the way to it.

use super::Diagnostic;

/// A value, if one could be had, and everything that was noticed while making it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reported<T> {
    /// The value; `None` when nothing useful could be made.
    pub value: Option<T>,
    /// All problems, in the order of the source.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Reported<T> {
    /// A value and its diagnostics.
    pub const fn new(value: T, diagnostics: Vec<Diagnostic>) -> Self {
        Self { value: Some(value), diagnostics }
    }

    /// No value, and why.
    #[must_use]
    pub const fn failed(diagnostics: Vec<Diagnostic>) -> Self {
        Self { value: None, diagnostics }
    }

    /// Moves the diagnostics into `sink` and gives the value.
    pub fn unload(self, sink: &mut Vec<Diagnostic>) -> Option<T> {
        sink.extend(self.diagnostics);
        self.value
    }
}
