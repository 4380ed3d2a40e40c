//! Filing a meeting: its spec, the documents made of it and the files it lists come in; the list of what is filed and the
//! archive's papers go out.

use super::case::Case;
use super::complete::incomplete;
use super::work::{Care, Work};
use super::{Format, Job, Outcome, Pipeline, Request, Unready};
use crate::check::check_on;
use crate::diag::{Code, Diagnostic, NodeId};
use crate::kind::{Kind, Kinds};
use crate::load::File;
use crate::meeting::{At, Meeting};
use crate::render::{self, Produced};
use crate::spec::vocabulary::{ARCHIVED_FILE, Field};
use crate::spec::{Entry, Node, Spec, Value};
use std::sync::Arc;

/// A file that a spec lists and that is to be supplied.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Where it is listed.
    pub at: NodeId,
    /// 题名.
    pub title: String,
    /// 路径, each with its place.
    pub paths: Vec<(String, NodeId)>,
    /// 页数, as it was typed.
    pub pages: Option<(usize, NodeId)>,
    /// Whether 载体 says that it is not electronic.
    pub is_physical: bool,
}

/// What was supplied for a listed file.
#[derive(Clone, Debug, Default)]
pub struct Supply {
    /// Its pages, where they could be counted.
    pub pages: Option<usize>,
    /// What is wrong with it.
    pub problems: Vec<Diagnostic>,
}

/// A meeting that is filed.
pub struct Filing<'p> {
    pipeline: &'p Pipeline,
    case: Case<'p>,
    meeting: Meeting,
    made: Vec<Produced>,
    file: Arc<File>,
    shared: Arc<Vec<Diagnostic>>,
    found: Vec<Diagnostic>,
    outcome: Outcome,
}

impl Pipeline {
    /// Files a meeting; `made` are the documents that were made of it, `supply` looks at the files it lists.
    ///
    /// # Errors
    /// When the spec cannot be read or must not be processed: everything that is wrong with it.
    pub fn filing(
        &self,
        job: Job,
        made: Vec<Produced>,
        supply: &mut dyn FnMut(&Wanted) -> Supply,
    ) -> Result<Filing<'_>, Box<Outcome>> {
        let Job { file, meeting, shared, .. } = job;
        let papers = Kinds::archive();
        let mut outcome = Outcome { asked: papers, ..Outcome::default() };
        let Some(mut case) = Case::open(&self.office, (&file, meeting), Some(papers), &mut outcome) else {
            return Err(Box::new(outcome.settled(&file, &shared)));
        };
        let mut found = Vec::new();
        let listed = check_on(&case.spec, papers, &case.ground.terms).value;
        // A classified meeting on an ordinary machine is refused before a file of it is touched.
        if outcome.level.is_none() || case.is_kept_in() {
            for wanted in listed.iter().flat_map(wanted) {
                let supplied = supply(&wanted);
                found.extend(supplied.problems);
                if let Some(pages) = supplied.pages {
                    count(&mut case.spec, wanted.at, pages);
                }
            }
        }
        let Some(meeting) = check_on(&case.spec, papers, &case.ground.terms).unload(&mut found) else {
            case.close(found, &file.bytes, &mut outcome);
            return Err(Box::new(outcome.settled(&file, &shared)));
        };
        if outcome.level.is_some() && !case.is_kept_in() {
            case.close(found, &file.bytes, &mut outcome);
            return Err(Box::new(outcome.settled(&file, &shared)));
        }
        // What the spec alone lacks may have been made; what is filed is judged here.
        found.retain(|diagnostic| diagnostic.code != Code::CategoryMissing);
        found.extend(incomplete(&meeting, &made));
        Ok(Filing { pipeline: self, case, meeting, made, file, shared, found, outcome })
    }
}

impl Filing<'_> {
    /// What is filed.
    #[must_use]
    pub fn list(&self) -> render::Filing {
        render::Filing::of(&self.meeting, &self.made)
    }

    /// What is declared not to be: 类别 and why.
    #[must_use]
    pub fn absent(&self) -> Vec<(String, String)> {
        let said =
            |text: &Option<At<String>>| text.as_ref().map_or_else(String::new, |text| text.value.clone());
        let files = self.meeting.archive.files.iter().filter(|file| file.none.is_some());
        files.map(|file| (said(&file.category), said(&file.none))).collect()
    }

    /// What the whole is filed under, as the spec and its unit say.
    #[must_use]
    pub const fn archive(&self) -> &crate::meeting::Archive {
        &self.meeting.archive
    }

    /// Whether nothing of the meeting may be said outside of its documents.
    #[must_use]
    pub fn is_classified(&self) -> bool {
        self.outcome.level.is_some()
    }

    /// Makes cover, catalogue and note; `digest` is that of the filed files, which the note prints.
    #[must_use]
    pub fn papers(self, digest: Option<String>, formats: Vec<Format>) -> Outcome {
        let Self { pipeline, case, mut meeting, made, file, shared, mut found, mut outcome } = self;
        meeting.archive.digest = digest;
        let asked = Kinds::archive();
        let request = Request { only: Some(asked), formats, unready: Unready::Blocked };
        let blocked = super::blocked(&found).union(super::blocked(&outcome.diagnostics));
        let care = if case.is_kept_in() { Care::Classified } else { Care::Open };
        let (counted, refused) = (Kinds::NONE, blocked);
        let (meeting, request) = (&meeting, &request);
        let press = pipeline.press(case.ground.at).unwrap_or_else(|fault| {
            found.push(fault);
            &pipeline.press
        });
        let spec = &case.spec;
        let work = Work {
            care,
            press,
            meeting,
            request,
            asked,
            counted,
            blocked,
            refused,
            spec,
            converter: pipeline.converter.as_deref(),
        };
        let fonts = pipeline.fonts_of(outcome.pack_name.as_deref());
        let mut session = fonts.session();
        for kind in asked.iter().filter(|kind: &Kind| !blocked.contains(*kind)) {
            outcome.finished.extend(work.paper(kind, &made, &mut session, &mut found));
        }
        outcome.borrowed = session.borrowed();
        case.close(found, &file.bytes, &mut outcome);
        outcome.settled(&file, &shared)
    }
}

/// The files a meeting lists, declarations that there is none left out.
fn wanted(meeting: &Meeting) -> Vec<Wanted> {
    let files = meeting.archive.files.iter().filter(|file| file.none.is_none());
    let one = |file: &crate::meeting::ArchivedFile| Wanted {
        at: file.at,
        title: file.title.as_ref().map_or_else(String::new, |title| title.value.clone()),
        paths: file.paths.iter().map(|path| (path.value.clone(), path.at)).collect(),
        pages: file.pages.as_ref().and_then(|pages| Some((usize::try_from(pages.value).ok()?, pages.at))),
        is_physical: file.medium.as_ref().is_some_and(|medium| medium.value != "电子"),
    };
    files.map(one).collect()
}

/// Puts the pages that were counted in the place of those that were typed.
fn count(spec: &mut Spec, at: NodeId, pages: usize) {
    let field: Option<&'static Field> = ARCHIVED_FILE.iter().find(|field| field.key == "页数");
    let (Some(item), Some(field)) = (item(&mut spec.root, at), field) else { return };
    let Value::Map(entries) = &mut item.value else { return };
    let text = Value::Text(pages.to_string());
    match entries.iter_mut().find(|entry| entry.field.key == field.key) {
        Some(entry) => entry.node.value = text,
        None => entries.push(Entry { field, key: at, node: Node { id: at, value: text } }),
    }
}

fn item(root: &mut Node, at: NodeId) -> Option<&mut Node> {
    let files = below(below(root, "归档")?, "文件")?;
    let Value::List(items) = &mut files.value else { return None };
    items.iter_mut().find(|item| item.id == at)
}

fn below<'n>(node: &'n mut Node, key: &str) -> Option<&'n mut Node> {
    let Value::Map(entries) = &mut node.value else { return None };
    entries.iter_mut().find(|entry| entry.field.key == key).map(|entry| &mut entry.node)
}
