//! Jobs: the bytes of a file come in; one job for each of its meetings goes out.

use crate::diag::{Diagnostic, Reported};
use crate::load::{File, load, load_all};
use crate::spec::Spec;
use std::sync::Arc;

/// One meeting to be worked on, with the file it stands in.
#[derive(Clone, Debug)]
pub struct Job {
    /// The file.
    pub file: Arc<File>,
    /// Which of the file's meetings, from 0, and of how many.
    pub number: (usize, usize),
    pub(super) meeting: Reported<Spec>,
    pub(super) shared: Arc<Vec<Diagnostic>>,
}

impl Job {
    /// Every meeting of a file, and what concerns the file as a whole and blocks them all.
    #[must_use]
    pub fn all(name: &str, bytes: Vec<u8>) -> (Vec<Self>, Arc<Vec<Diagnostic>>) {
        let loaded = load_all(name, &bytes);
        let file = Arc::new(File::new(name.to_owned(), bytes));
        let shared = Arc::new(loaded.diagnostics);
        let of = loaded.meetings.len();
        let job = |(number, meeting)| Self {
            file: Arc::clone(&file),
            number: (number, of),
            meeting,
            shared: Arc::clone(&shared),
        };
        (loaded.meetings.into_iter().enumerate().map(job).collect(), shared)
    }

    /// The meeting of a file that should hold one.
    pub(super) fn only(name: &str, bytes: &[u8]) -> Self {
        let meeting = load(name, bytes);
        let file = Arc::new(File::new(name.to_owned(), bytes.to_vec()));
        Self { file, number: (0, 1), meeting, shared: Arc::default() }
    }

    /// What the meeting is called beside others of its file; `None` when it is alone.
    #[must_use]
    pub fn label(&self) -> Option<Arc<str>> {
        self.meeting.value.as_ref().and_then(|spec| spec.label.clone())
    }
}
