//! The pipeline: the bytes of one spec come in, the bytes of its documents and every problem go out.
//!
//! The only room that knows the whole flow. It neither reads nor writes files, prints, or looks at the clock.

mod forms;
mod job;
mod missing;
mod office;

pub use crate::load::File;
pub use forms::{Converted, SpecFormat, blank, convert, json_schema};
pub use job::Job;
pub use office::{Adjusted, Office, PackUsed};

use crate::check::{check_on, wanted};
use crate::diag::{Code, Diagnostic, Location, Reported, Sources};
use crate::document::{Document, Properties};
use crate::font::{Fonts, Session};
use crate::kind::{Kind, Kinds};
use crate::layout::{fit, layout};
use crate::load::locate;
use crate::meeting::Meeting;
use crate::pack::Pack;
use crate::render::{Produced, Renderer};
use crate::spec::Spec;
use crate::write::{docx, pdf};
use office::Ground;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A format of a finished document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Office Open XML, to edit and circulate.
    Docx,
    /// PDF/A, to print, sign and file.
    Pdf,
}

impl Format {
    /// Both, in the order they are written.
    pub const ALL: [Self; 2] = [Self::Docx, Self::Pdf];

    /// The extension of its files, also its name on the command line.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Pdf => "pdf",
        }
    }
}

/// What is asked of every spec of a run.
#[derive(Clone, Debug)]
pub struct Request {
    /// The documents; `None` means what each spec asks for by what it holds.
    pub only: Option<Kinds>,
    /// The formats.
    pub formats: Vec<Format>,
}

/// A document that is ready to be written to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// Its kind.
    pub kind: Kind,
    /// Its format.
    pub format: Format,
    /// Its pages, where it was laid out.
    pub pages: Option<usize>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What became of a spec.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// `2026-11-24-会议名称`; `None` when the spec has no readable date or title.
    pub name: Option<String>,
    /// The documents that were asked for.
    pub asked: Kinds,
    /// The documents.
    pub finished: Vec<Finished>,
    /// The documents that were asked for but are blocked.
    pub blocked: Vec<Kind>,
    /// Every problem, located.
    pub diagnostics: Vec<Diagnostic>,
    /// The lines and rows that the problems point to.
    pub sources: Sources,
    /// The unit pack that was asked for, usable or not.
    pub pack_name: Option<String>,
    /// The unit pack that was used.
    pub pack: Option<PackUsed>,
    /// Years of the meeting whose days off are not known.
    pub unknown_years: BTreeSet<i32>,
}

impl Outcome {
    /// Settles what is blocked and what is quoted.
    ///
    /// `shared` is what the whole file suffers from: it blocks this meeting too, but is told with another.
    fn settled(mut self, file: &File, shared: &[Diagnostic]) -> Self {
        let all = blocked(&self.diagnostics).union(blocked(shared));
        self.blocked = all.intersection(self.asked).iter().collect();
        self.finished.retain(|done| !self.blocked.contains(&done.kind));
        if let Some(source) = file.source(&self.diagnostics) {
            self.sources.add(&file.name, source);
        }
        self
    }
}

/// Everything that is prepared once for a run and shared by its threads.
pub struct Pipeline {
    renderer: Renderer,
    kit: docx::Kit,
    fonts: Fonts,
    office: Office,
}

impl Pipeline {
    /// Prepares a pack and the faces; faults of the pack's templates go to `diagnostics`.
    ///
    /// # Errors
    /// When the parts that all DOCX files share cannot be made.
    pub fn new(
        pack: &Pack,
        fonts: Fonts,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<Option<Self>, docx::Error> {
        let kit = docx::Kit::new(Arc::clone(&pack.sheet))?;
        let renderer = Renderer::new(pack).unload(diagnostics);
        Ok(renderer.map(|renderer| Self { renderer, kit, fonts, office: Office::default() }))
    }

    /// The same for another office than one with the built-in pack only.
    #[must_use]
    pub fn at(self, office: Office) -> Self {
        Self { office, ..self }
    }

    /// The office.
    #[must_use]
    pub const fn office(&self) -> &Office {
        &self.office
    }

    /// The kinds of meeting there are.
    #[must_use]
    pub const fn meeting_kinds() -> &'static [&'static str] {
        crate::spec::vocabulary::MEETING_KINDS
    }

    /// The faces of the run.
    #[must_use]
    pub const fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// Makes the documents of a file that should hold one meeting.
    #[must_use]
    pub fn run(&self, name: &str, bytes: &[u8], request: &Request) -> Outcome {
        self.make(Job::only(name, bytes), request)
    }

    /// Makes the documents of one meeting.
    #[must_use]
    pub fn make(&self, job: Job, request: &Request) -> Outcome {
        let Job { file, meeting, shared, .. } = job;
        let mut outcome = Outcome { asked: request.only.unwrap_or(Kinds::NONE), ..Outcome::default() };
        let Some(case) = Case::open(&self.office, (&file, meeting), request.only, &mut outcome) else {
            return outcome.settled(&file, &shared);
        };
        let Case { ground, spec, asked, .. } = &case;
        let asked = *asked;
        // The archive's papers count the pages of the other documents, whether they are written this time or not.
        let counts = !Kinds::archive().intersection(asked).is_empty();
        let counted = if counts { case.holds.filed() } else { Kinds::NONE };
        let mut found = Vec::new();
        let meeting = check_on(spec, asked.union(counted), &ground.terms).unload(&mut found);
        if let Some(meeting) = meeting {
            outcome.name = folder_name(&meeting);
            outcome.unknown_years = unknown_years(&meeting, ground);
            let blocked = blocked(&outcome.diagnostics).union(blocked(&found)).union(blocked(&shared));
            let work = Work { pipeline: self, meeting: &meeting, request, asked, counted, blocked };
            let mut session = self.fonts.session();
            work.run(&mut session, &mut outcome.finished, &mut found);
            missing::locate(spec, &mut session, &mut found);
        }
        case.close(found, &file.bytes, &mut outcome);
        outcome.settled(&file, &shared)
    }

    /// The characters of one meeting that no face draws.
    #[must_use]
    pub fn undrawable(job: Job, fonts: &Fonts) -> Outcome {
        let Job { file, meeting, shared, .. } = job;
        let mut outcome = Outcome::default();
        if let Some(spec) = meeting.unload(&mut outcome.diagnostics) {
            let mut found = missing::find(&spec, &mut fonts.session());
            locate(&spec, &file.bytes, &mut found);
            outcome.diagnostics.extend(found);
        }
        outcome.settled(&file, &shared)
    }

    /// Every problem of a file that should hold one meeting, without making its documents, in an office with the
    /// built-in pack.
    #[must_use]
    pub fn check(name: &str, bytes: &[u8], only: Option<Kinds>) -> Outcome {
        Self::check_at(&Office::default(), name, bytes, only)
    }

    /// Every problem of a file that should hold one meeting, without making its documents.
    #[must_use]
    pub fn check_at(office: &Office, name: &str, bytes: &[u8], only: Option<Kinds>) -> Outcome {
        Self::look(office, Job::only(name, bytes), only)
    }

    /// Every problem of one meeting, without making its documents.
    #[must_use]
    pub fn look(office: &Office, job: Job, only: Option<Kinds>) -> Outcome {
        let Job { file, meeting, shared, .. } = job;
        let mut outcome = Outcome { asked: only.unwrap_or(Kinds::NONE), ..Outcome::default() };
        if let Some(case) = Case::open(office, (&file, meeting), only, &mut outcome) {
            let mut found = Vec::new();
            if let Some(meeting) = check_on(&case.spec, case.asked, &case.ground.terms).unload(&mut found) {
                outcome.unknown_years = unknown_years(&meeting, &case.ground);
            }
            case.close(found, &file.bytes, &mut outcome);
        }
        outcome.settled(&file, &shared)
    }
}

/// A spec on the ground it is judged on.
struct Case<'o> {
    ground: Ground<'o>,
    /// With the values of the unit under its own.
    spec: Spec,
    /// The documents that are asked for.
    asked: Kinds,
    /// The documents that the spec holds something for.
    holds: Kinds,
}

impl<'o> Case<'o> {
    /// Puts a spec on its ground; what is wrong goes to the outcome.
    fn open(
        office: &'o Office,
        (file, meeting): (&File, Reported<Spec>),
        only: Option<Kinds>,
        outcome: &mut Outcome,
    ) -> Option<Self> {
        let mut spec = meeting.unload(&mut outcome.diagnostics)?;
        // By what the spec itself holds: a unit's values are no reason to make a document.
        let holds = wanted(&spec);
        outcome.pack_name = Some(office.name_for(&spec).to_owned());
        let ground = match office.ground(&spec) {
            Ok(ground) => ground,
            Err(fault) => {
                let mut fault = [fault];
                locate(&spec, &file.bytes, &mut fault);
                outcome.asked = only.unwrap_or(holds);
                outcome.diagnostics.extend(fault);
                return None;
            }
        };
        let asked = only.unwrap_or_else(|| ground.documents(holds));
        ground.under(&mut spec);
        outcome.asked = asked;
        outcome.pack = Some(ground.pack());
        Some(Self { ground, spec, asked, holds })
    }

    /// Locates what was found and judges it as the unit does.
    fn close(&self, mut found: Vec<Diagnostic>, bytes: &[u8], outcome: &mut Outcome) {
        found.retain(|diagnostic| !diagnostic.scope.intersection(self.asked).is_empty());
        self.ground.locate(&self.spec, bytes, &mut found);
        for diagnostic in &mut found {
            diagnostic.file.get_or_insert_with(|| self.spec.name.clone());
        }
        outcome.diagnostics.extend(found);
        self.ground.terms.severities.apply(&mut outcome.diagnostics);
        outcome.sources.extend(self.ground.sources());
    }
}

/// The years in which working days were counted without their days off being known.
fn unknown_years(meeting: &Meeting, ground: &Ground) -> BTreeSet<i32> {
    let due = meeting.tasks.iter().filter_map(|task| task.due.as_ref()).map(|due| due.value);
    let written = meeting.written.iter().map(|written| written.value);
    let notice = meeting.notice.date.iter().map(|date| date.value);
    let start = meeting.start.iter().map(|start| start.value.date);
    let years = due.chain(written).chain(notice).chain(start).map(crate::date::Date::year);
    years.filter(|year| !ground.calendar().knows(*year)).collect()
}

fn blocked(diagnostics: &[Diagnostic]) -> Kinds {
    diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.is_error())
        .fold(Kinds::NONE, |kinds, diagnostic| kinds.union(diagnostic.scope))
}

fn folder_name(meeting: &Meeting) -> Option<String> {
    Some(format!("{}-{}", meeting.start.as_ref()?.date, meeting.title.as_ref()?.value))
}

/// The making of one meeting's documents.
struct Work<'a> {
    pipeline: &'a Pipeline,
    meeting: &'a Meeting,
    request: &'a Request,
    asked: Kinds,
    counted: Kinds,
    blocked: Kinds,
}

impl Work<'_> {
    fn run(&self, session: &mut Session<'_>, finished: &mut Vec<Finished>, found: &mut Vec<Diagnostic>) {
        let mut produced = Vec::new();
        let mut left_out = Vec::new();
        for kind in self.asked.union(self.counted).iter() {
            if self.blocked.contains(kind) {
                left_out.push(kind);
                continue;
            }
            let rendered = self.pipeline.renderer.render(self.meeting, kind, &produced);
            let Some(document) = rendered.unload(found) else {
                left_out.push(kind);
                continue;
            };
            match self.make(&fit(document, session), session, found) {
                Ok(mut made) => {
                    let pages = made.pages;
                    produced.extend(pages.map(|pages| Produced { kind, pages }));
                    if self.asked.contains(kind) {
                        finished.append(&mut made.files);
                    }
                }
                Err(fault) => {
                    found.push(fault);
                    left_out.push(kind);
                }
            }
        }
        self.say_left_out(&left_out, found);
    }

    /// Lays a document out where its pages matter, and writes the formats asked for.
    fn make(
        &self,
        document: &Document,
        session: &mut Session<'_>,
        found: &mut Vec<Diagnostic>,
    ) -> Result<Made, Diagnostic> {
        let author = self.meeting.host.as_ref().map(|host| host.value.clone());
        let properties = Properties { title: Some(document.title.clone()), author, ..Properties::default() };
        let is_asked = self.asked.contains(document.kind);
        let wants = |format| is_asked && self.request.formats.contains(&format);
        // Laid out for a DOCX alone too: what is wrong with its characters or its 版记 is wrong in both.
        let pages = layout(document, session).unload(found);
        let count = pages.as_ref().map(|pages| pages.pages.len());
        let kind = document.kind;
        let internal = |fault: String| {
            Diagnostic::new(Code::InternalError, Location::File, format!("{kind}写不出来：{fault}"))
                .scope(Kinds::NONE.with(kind))
        };
        let mut files = Vec::new();
        if wants(Format::Docx) {
            let bytes = self
                .pipeline
                .kit
                .write(document, &properties)
                .map_err(|fault| internal(fault.to_string()))?;
            files.push(Finished { kind, format: Format::Docx, pages: count, bytes });
        }
        if let Some(pages) = pages.filter(|_| wants(Format::Pdf)) {
            let bytes =
                pdf::write(&pages, session, &properties).map_err(|fault| internal(fault.to_string()))?;
            files.push(Finished { kind, format: Format::Pdf, pages: count, bytes });
        }
        Ok(Made { pages: count, files })
    }

    /// 件数 and 页数 of the archive's papers must not pass in silence over a document that was not made.
    fn say_left_out(&self, left_out: &[Kind], found: &mut Vec<Diagnostic>) {
        let names =
            |kinds: &mut dyn Iterator<Item = Kind>| kinds.map(Kind::label).collect::<Vec<_>>().join("、");
        let missing = names(&mut left_out.iter().copied().filter(|kind| self.counted.contains(*kind)));
        let made = Kinds::archive().intersection(self.asked).iter().filter(|kind| !left_out.contains(kind));
        let papers: Kinds = made.collect();
        if !missing.is_empty() && !papers.is_empty() {
            let message = format!("{}的件数、页数未计入被拦下的{missing}", names(&mut papers.iter()));
            found.push(
                Diagnostic::new(Code::IncompleteArchive, Location::File, message)
                    .help("请改正上面的问题后重新生成")
                    .scope(papers),
            );
        }
    }
}

/// The files of one document.
struct Made {
    pages: Option<usize>,
    files: Vec<Finished>,
}
