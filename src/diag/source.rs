//! Sources: the texts and sheet rows that diagnostics point into come in, the lines to be quoted go out.

use super::{Diagnostic, Location};
use std::collections::BTreeMap;

/// What one file holds, as far as it is quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A text file.
    Text(String),
    /// Rows of a workbook by sheet and row (from 0); the cells of a row from column A on, blank ones too.
    Rows(BTreeMap<(String, u32), Vec<String>>),
}

/// The sources of a run's diagnostics, by the name of the file as diagnostics have it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources(BTreeMap<String, Source>);

impl Sources {
    /// No sources: nothing is quoted.
    pub const NONE: &'static Self = &Self(BTreeMap::new());

    /// One text file.
    #[must_use]
    pub fn text(file: &str, text: impl Into<String>) -> Self {
        let mut sources = Self::default();
        sources.add(file, Source::Text(text.into()));
        sources
    }

    /// Adds a file; one that is known stays as it is.
    pub fn add(&mut self, file: &str, source: Source) {
        self.0.entry(file.to_owned()).or_insert(source);
    }

    /// Takes over the sources of another set.
    pub fn extend(&mut self, other: Self) {
        for (file, source) in other.0 {
            self.0.entry(file).or_insert(source);
        }
    }

    /// A file's source.
    #[must_use]
    pub fn get(&self, file: &str) -> Option<&Source> {
        self.0.get(file)
    }
}

impl Diagnostic {
    /// The file and the place to be quoted: a place in another file comes with that file's name.
    #[must_use]
    pub fn spot(&self) -> (Option<&str>, &Location) {
        self.location.spot(self.file.as_deref())
    }
}

impl Location {
    /// The file a place is in, `file` unless the place names another, and the place in it.
    #[must_use]
    pub fn spot<'l>(&'l self, file: Option<&'l str>) -> (Option<&'l str>, &'l Self) {
        match self {
            Self::In(file, place) => place.spot(Some(file)),
            place => (file, place),
        }
    }
}
