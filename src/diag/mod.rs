//! What is wrong and where: verbs put `Diagnostic`s in, the command line shows them as text or JSON.
//!
//! A diagnostic never stops anything by itself: the pipeline decides from its severity and its scope what is not written.

mod code;
mod location;
pub mod reference;
mod reported;
mod severities;
pub mod show;
mod source;

pub use code::Code;
pub use location::{Cell, Location, NodeId};
pub use reported::Reported;
pub use severities::{Setting, Severities};
pub use source::{Source, Sources};

use crate::kind::Kinds;
use std::sync::Arc;

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Note,
    /// Should be put right; the document is made all the same.
    Warning,
    /// Blocks the documents of its scope.
    Error,
}

impl Severity {
    /// The stable English name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The Chinese name on the terminal.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Note => "提示",
            Self::Warning => "警告",
            Self::Error => "错误",
        }
    }
}

/// One problem: what was found, what is expected, where, and how to put it right.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// The stable code.
    pub code: Code,
    /// Its gravity, by default the code's.
    pub severity: Severity,
    /// One line that stands alone: what was found and what is expected.
    pub message: String,
    /// The file it is about, as the user named it.
    pub file: Option<Arc<str>>,
    /// The meeting it is about, where its file holds several.
    pub meeting: Option<Arc<str>>,
    /// The place in the file.
    pub location: Location,
    /// Other places that belong to the problem, each with a short label.
    pub related: Vec<(String, Location)>,
    /// How to put it right.
    pub help: Option<String>,
    /// The documents an error blocks.
    pub scope: Kinds,
}

impl Diagnostic {
    /// A diagnostic of the code's default severity that concerns every document.
    pub fn new(code: Code, location: impl Into<Location>, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            file: None,
            meeting: None,
            location: location.into(),
            related: Vec::new(),
            help: None,
            scope: Kinds::all(),
        }
    }

    /// Adds how to put it right.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds another place that belongs to the problem.
    #[must_use]
    pub fn related(mut self, label: impl Into<String>, location: impl Into<Location>) -> Self {
        self.related.push((label.into(), location.into()));
        self
    }

    /// Narrows the documents it concerns.
    #[must_use]
    pub const fn scope(mut self, kinds: Kinds) -> Self {
        self.scope = kinds;
        self
    }

    /// Changes the severity.
    #[must_use]
    pub const fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Whether it blocks documents.
    #[must_use]
    pub const fn is_error(&self) -> bool {
        matches!(self.severity, Severity::Error)
    }
}
