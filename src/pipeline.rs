//! The pipeline: the bytes of one spec come in, the bytes of its documents and every problem go out.
//!
//! The only room that knows the whole flow. It neither reads nor writes files, prints, or looks at the clock.

mod forms;
mod job;
mod missing;
mod office;
mod secret;

pub use crate::check::Secrecy;
pub use crate::document::Stage;
pub use crate::load::File;
pub use forms::{Converted, SpecFormat, blank, convert, json_schema};
pub use job::Job;
pub use office::{Adjusted, Office, PackUsed};

use crate::check::{check_on, drafted, level, seems_classified, wanted};
use crate::diag::{Code, Diagnostic, Location, Reported, Sources};
use crate::document::{Document, Properties};
use crate::font::{Borrowed, Fonts, Session};
use crate::kind::{Kind, Kinds};
use crate::layout::{fit, layout};
use crate::load::locate;
use crate::meeting::Meeting;
use crate::pack::Pack;
use crate::page::Pages;
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

/// What becomes of a document that lacks something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unready {
    /// It is not made.
    #[default]
    Blocked,
    /// It is made as a draft.
    Drafted,
}

/// What is asked of every spec of a run.
#[derive(Clone, Debug)]
pub struct Request {
    /// The documents; `None` means what each spec asks for by what it holds.
    pub only: Option<Kinds>,
    /// The formats.
    pub formats: Vec<Format>,
    /// What becomes of documents that lack something.
    pub unready: Unready,
}

/// A document that is ready to be written to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// Its kind.
    pub kind: Kind,
    /// Its format.
    pub format: Format,
    /// Whether it may go out.
    pub stage: Stage,
    /// The number of the copy, where copies are numbered one by one.
    pub copy: Option<u32>,
    /// Its pages, where it was laid out.
    pub pages: Option<usize>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What became of a spec.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// `2026-11-24-会议名称`, `涉密会议-2026-11-24` for classified matter; `None` without a readable date or title.
    pub name: Option<String>,
    /// 会议.编号.
    pub number: Option<String>,
    /// The level of state secrecy: nothing of such a spec is repeated outside of its documents.
    pub level: Option<&'static str>,
    /// The documents that were asked for.
    pub asked: Kinds,
    /// The documents.
    pub finished: Vec<Finished>,
    /// The documents that were asked for and are not made, not even as drafts.
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
    /// The characters that in the PDFs come from another face than their role's.
    pub borrowed: Vec<Borrowed>,
}

impl Outcome {
    /// Settles what is blocked and what is quoted.
    ///
    /// `shared` is what the whole file suffers from: it blocks this meeting too, but is told with another.
    fn settled(mut self, file: &File, shared: &[Diagnostic]) -> Self {
        let all = blocked(&self.diagnostics).union(blocked(shared));
        let refused = undraftable(&self.diagnostics).union(undraftable(shared));
        self.finished.retain(|done| match done.stage {
            Stage::Final => !all.contains(done.kind),
            Stage::Draft => !refused.contains(done.kind),
        });
        let drafts = self.finished.iter().filter(|done| done.stage == Stage::Draft);
        let drafts: Kinds = drafts.map(|done| done.kind).collect();
        self.blocked = all.intersection(self.asked).iter().filter(|kind| !drafts.contains(*kind)).collect();
        if self.level.is_some() {
            secret::redact(&mut self.diagnostics);
            self.sources = Sources::default();
        } else if let Some(source) = file.source(&self.diagnostics) {
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
        // The archive's cover counts the pages of the other documents, whether they are written this time or not.
        let counted = if asked.contains(Kind::ArchiveCover) { case.holds } else { Kinds::NONE };
        let mut undated = None;
        let mut found = Vec::new();
        let meeting = check_on(spec, asked.union(counted), &ground.terms).unload(&mut found);
        if let Some(meeting) = meeting {
            if case.is_kept_in() {
                found.extend(secret::said_of_copies(&meeting));
            }
            outcome.name = if case.is_kept_in() { neutral_name(&meeting) } else { folder_name(&meeting) };
            let title = meeting.title.as_ref().filter(|_| !case.is_kept_in());
            undated = title.map(|title| format!("未定日期-{}", title.value));
            outcome.number = meeting.id.as_ref().map(|id| id.value.clone());
            outcome.unknown_years = unknown_years(&meeting, ground);
            let each = || [&outcome.diagnostics[..], &found[..], &shared[..]].into_iter();
            let all = |of: fn(&[Diagnostic]) -> Kinds| each().map(of).fold(Kinds::NONE, Kinds::union);
            let (blocked, refused) = (all(blocked), all(undraftable));
            let work = Work {
                care: if case.is_kept_in() { Care::Classified } else { Care::Open },
                pipeline: self,
                meeting: &meeting,
                request,
                asked,
                counted,
                blocked,
                refused,
                spec,
            };
            let mut session = self.fonts.session();
            work.run(&mut session, &mut outcome.finished, &mut found);
            outcome.borrowed = session.borrowed();
            missing::locate(spec, &mut session, &mut found);
        }
        case.close(found, &file.bytes, &mut outcome);
        let mut outcome = outcome.settled(&file, &shared);
        if outcome.finished.iter().any(|done| done.stage == Stage::Draft) {
            outcome.name = outcome.name.or(undated);
        }
        outcome
    }

    /// The characters of one meeting that no face draws.
    #[must_use]
    pub fn undrawable(job: Job, fonts: &Fonts) -> Outcome {
        let Job { file, meeting, shared, .. } = job;
        let mut outcome = Outcome::default();
        if let Some(spec) = meeting.unload(&mut outcome.diagnostics) {
            outcome.level = level(&spec);
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
        let Some(mut spec) = meeting.unload(&mut outcome.diagnostics) else {
            // What cannot be read is not repeated either when it speaks of secrecy.
            outcome.level = seems_classified(&String::from_utf8_lossy(&file.bytes)).then_some("涉密");
            return None;
        };
        outcome.level = level(&spec);
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

    /// Whether it is classified matter on a machine that may process it.
    fn is_kept_in(&self) -> bool {
        self.ground.terms.secrecy == Secrecy::Permitted && level(&self.spec).is_some()
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

/// The documents of which not even a draft can be made: something is wrong that is no gap of the spec.
fn undraftable(diagnostics: &[Diagnostic]) -> Kinds {
    let is_no_gap = |found: &&Diagnostic| found.code.is_fixed() || found.code == Code::MissingGlyph;
    let faults = diagnostics.iter().filter(|found| found.is_error()).filter(is_no_gap);
    faults.fold(Kinds::NONE, |kinds, found| kinds.union(found.scope))
}

fn folder_name(meeting: &Meeting) -> Option<String> {
    Some(format!("{}-{}", meeting.start.as_ref()?.date, meeting.title.as_ref()?.value))
}

/// `涉密会议-2026-11-24`: neither a folder nor a file is named after what it holds.
fn neutral_name(meeting: &Meeting) -> Option<String> {
    Some(format!("涉密会议-{}", meeting.start.as_ref()?.date))
}

/// How much care a meeting's documents want.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Care {
    /// No more than others.
    Open,
    /// Copies are numbered, and nothing is said outside of the documents.
    Classified,
}

/// The making of one meeting's documents.
struct Work<'a> {
    care: Care,
    pipeline: &'a Pipeline,
    meeting: &'a Meeting,
    request: &'a Request,
    asked: Kinds,
    counted: Kinds,
    blocked: Kinds,
    /// Those of which not even a draft can be made.
    refused: Kinds,
    spec: &'a Spec,
}

impl Work<'_> {
    fn run(&self, session: &mut Session<'_>, finished: &mut Vec<Finished>, found: &mut Vec<Diagnostic>) {
        let mut produced = Vec::new();
        let mut left_out = Vec::new();
        for kind in self.asked.union(self.counted).iter() {
            if self.blocked.contains(kind) {
                // A draft is not filed: the archive's papers do not count it.
                left_out.push(kind);
                if self.is_drafted(kind) {
                    finished.extend(self.draft(kind, &produced, session, found));
                }
                continue;
            }
            match self.make_copies(kind, &produced, session, found) {
                Some(mut made) => {
                    produced.extend(made.pages.map(|pages| Produced { kind, pages }));
                    if self.asked.contains(kind) {
                        finished.append(&mut made.files);
                    }
                }
                None => left_out.push(kind),
            }
        }
        self.say_left_out(&left_out, found);
    }

    fn is_drafted(&self, kind: Kind) -> bool {
        self.request.unready == Unready::Drafted && self.asked.contains(kind) && !self.refused.contains(kind)
    }

    fn draft(
        &self,
        kind: Kind,
        produced: &[Produced],
        session: &mut Session<'_>,
        found: &mut Vec<Diagnostic>,
    ) -> Vec<Finished> {
        let meeting = drafted(self.spec, kind);
        let rendered = self.pipeline.renderer.render(&meeting, kind, produced);
        let Some(mut document) = rendered.unload(found) else { return Vec::new() };
        document.setup.stage = Stage::Draft;
        let made = self.make(&fit(document, session), session, found);
        made.map_or_else(
            |fault| {
                found.push(fault);
                Vec::new()
            },
            |made| made.files,
        )
    }

    /// Makes a document, each numbered copy of it in a PDF of its own; nothing when a fault keeps it from being made.
    fn make_copies(
        &self,
        kind: Kind,
        produced: &[Produced],
        session: &mut Session<'_>,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Made> {
        if self.care == Care::Open {
            return self.make_one(self.meeting, (kind, None), produced, session, found);
        }
        let copies = secret::copies(self.meeting, kind);
        let mut all: Option<Made> = None;
        for copy in &copies {
            let meeting = secret::numbered(self.meeting, *copy);
            let number = (copies.len() > 1).then_some(*copy);
            // What is said of the first copy is not said again of the others.
            let mut again = Vec::new();
            let said = if all.is_none() { &mut *found } else { &mut again };
            let made = self.make_one(&meeting, (kind, number), produced, session, said)?;
            match &mut all {
                None => all = Some(made),
                Some(all) => {
                    all.files.extend(made.files.into_iter().filter(|file| file.format == Format::Pdf));
                }
            }
        }
        all
    }

    fn make_one(
        &self,
        meeting: &Meeting,
        (kind, copy): (Kind, Option<u32>),
        produced: &[Produced],
        session: &mut Session<'_>,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Made> {
        let document = self.pipeline.renderer.render(meeting, kind, produced).unload(found)?;
        let made = self.make(&fit(document, session), session, found);
        let mut made = made.map_err(|fault| found.push(fault)).ok()?;
        for file in made.files.iter_mut().filter(|file| file.format == Format::Pdf) {
            file.copy = copy;
        }
        Some(made)
    }

    /// Lays a document out where its pages matter, and writes the formats asked for.
    fn make(
        &self,
        document: &Document,
        session: &mut Session<'_>,
        found: &mut Vec<Diagnostic>,
    ) -> Result<Made, Diagnostic> {
        let author = self.meeting.host.as_ref().map(|host| host.value.clone());
        let properties = match self.care {
            Care::Open => Properties { title: Some(document.title.clone()), author, ..Properties::default() },
            Care::Classified => secret::nothing_said(),
        };
        let is_asked = self.asked.contains(document.kind);
        let wants = |format| is_asked && self.request.formats.contains(&format);
        // Laid out for a DOCX alone too: what is wrong with its characters or its 版记 is wrong in both.
        let pages = layout(document, session).unload(found);
        // Bookmarks repeat the headings outside of the pages.
        let pages = pages.map(|pages| match self.care {
            Care::Open => pages,
            Care::Classified => Pages { headings: Vec::new(), ..pages },
        });
        let count = pages.as_ref().map(|pages| pages.pages.len());
        let (kind, stage) = (document.kind, document.setup.stage);
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
            files.push(Finished { kind, format: Format::Docx, stage, copy: None, pages: count, bytes });
        }
        if let Some(pages) = pages.filter(|_| wants(Format::Pdf)) {
            let bytes =
                pdf::write(&pages, session, &properties).map_err(|fault| internal(fault.to_string()))?;
            files.push(Finished { kind, format: Format::Pdf, stage, copy: None, pages: count, bytes });
        }
        Ok(Made { pages: count, files })
    }

    /// The cover's 件数 and 页数 must not pass in silence over a document that was not made.
    fn say_left_out(&self, left_out: &[Kind], found: &mut Vec<Diagnostic>) {
        let missing: Vec<&str> = left_out
            .iter()
            .filter(|kind| self.counted.contains(**kind) && **kind != Kind::ArchiveCover)
            .map(|kind| kind.label())
            .collect();
        let cover_is_made =
            self.asked.contains(Kind::ArchiveCover) && !left_out.contains(&Kind::ArchiveCover);
        if !missing.is_empty() && cover_is_made {
            let message = format!("归档封面的件数、页数未计入被拦下的{}", missing.join("、"));
            found.push(
                Diagnostic::new(Code::IncompleteArchive, Location::File, message)
                    .help("请改正上面的问题后重新生成归档封面")
                    .scope(Kinds::NONE.with(Kind::ArchiveCover)),
            );
        }
    }
}

/// The files of one document.
struct Made {
    pages: Option<usize>,
    files: Vec<Finished>,
}
