//! Jobs: the bytes of a file come in; one job for each of its meetings goes out.

use super::secret;
use crate::check::level;
use crate::diag::{Diagnostic, Reported};
use crate::load::{File, Loaded, load, load_all};
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
    is_quiet: bool,
}

impl Job {
    /// Every meeting of a file, and what concerns the file as a whole and blocks them all.
    #[must_use]
    pub fn all(name: &str, bytes: Vec<u8>) -> (Vec<Self>, Arc<Vec<Diagnostic>>) {
        let mut loaded = load_all(name, &bytes);
        let is_quiet = silence(&mut loaded);
        let file = Arc::new(File::new(name.to_owned(), bytes));
        let shared = Arc::new(loaded.diagnostics);
        let of = loaded.meetings.len();
        let job = |(number, meeting)| Self {
            file: Arc::clone(&file),
            number: (number, of),
            meeting,
            shared: Arc::clone(&shared),
            is_quiet,
        };
        (loaded.meetings.into_iter().enumerate().map(job).collect(), shared)
    }

    /// The meeting of a file that should hold one.
    pub(super) fn only(name: &str, bytes: &[u8]) -> Self {
        let meeting = load(name, bytes);
        let file = Arc::new(File::new(name.to_owned(), bytes.to_vec()));
        Self { file, number: (0, 1), meeting, shared: Arc::default(), is_quiet: false }
    }

    /// 会议.编号, as written.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.said("编号")
    }

    /// 会议.名称, as written.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.said("名称")
    }

    fn said(&self, key: &str) -> Option<&str> {
        self.meeting.value.as_ref()?.root.get("会议")?.get(key)?.text()
    }

    /// Whether a meeting of the file is classified, so that nothing of what they share is quoted.
    #[must_use]
    pub const fn is_quiet(&self) -> bool {
        self.is_quiet
    }

    /// What the meeting is called beside others of its file; `None` when it is alone.
    #[must_use]
    pub fn label(&self) -> Option<Arc<str>> {
        self.meeting.value.as_ref().and_then(|spec| spec.label.clone())
    }
}

/// Takes names out of what is said of classified meetings; whether there are any.
fn silence(loaded: &mut Loaded) -> bool {
    let mut is_quiet = false;
    for (meeting, number) in loaded.meetings.iter_mut().zip(1..) {
        let Some(spec) = meeting.value.as_mut().filter(|spec| level(spec).is_some()) else { continue };
        is_quiet = true;
        if spec.label.is_some() {
            spec.label = Some(format!("第{number}个会议").into());
        }
        for diagnostic in &mut meeting.diagnostics {
            diagnostic.meeting.clone_from(&spec.label);
        }
    }
    if is_quiet {
        secret::redact(&mut loaded.diagnostics);
    }
    is_quiet
}
