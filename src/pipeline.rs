//! The pipeline: the bytes of one spec come in, the bytes of its documents and every problem go out.
//!
//! The only room that knows the whole flow. It neither reads nor writes files, prints, or looks at the clock.

mod case;
mod complete;
mod convert;
mod filing;
mod forms;
mod job;
mod ledger;
mod missing;
mod month;
mod office;
mod press;
mod preview;
mod register;
mod sample;
mod secret;
mod seed;
mod work;

pub use crate::check::Secrecy;
pub use crate::date::{Context, Date, Moment, read_moment};
pub use crate::document::Stage;
pub use crate::ledger::{Counts, Item, Ledger, State};
pub use crate::load::File;
pub use crate::month::{
    Figures, Guest, Held, LOST, Month, Register as MeetingRegister, Said, Which, across, unfound,
};
pub use crate::render::{Origin, Produced};
pub use crate::write::pdf::{Begin, Binding};
pub use crate::write::workbook::{Cell, Table, table_book};
pub use convert::{Converter, Printed, Unconverted};
pub use filing::{Filing, Supply, Wanted};
pub use forms::{Converted, SpecFormat, blank, convert, json_schema};
pub use job::Job;
pub use ledger::{Followed, LedgerMade, LedgerRequest, read_day};
pub use month::MonthMade;
pub use office::{Adjusted, Annotated, Layered, Listed, Office, PackUsed, Shown};
pub use preview::Preview;
pub use register::{Naming, Register};
pub use seed::{Seeded, seed};

use crate::check::{check_on, level};
use crate::diag::{Code, Diagnostic, Sources};
use crate::font::{Borrowed, Fonts};
use crate::kind::{Kind, Kinds};
use crate::load::locate;
use crate::meeting::Meeting;
use crate::pack::Pack;
use crate::write::docx;
use case::{Case, unknown_years};
use press::Press;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;
use work::{Care, Work};

/// A format of a finished document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Office Open XML, to edit and circulate.
    Docx,
    /// PDF/A, to print, sign and file.
    Pdf,
    /// A workbook, to sort, filter and reckon with; of documents of many meetings only.
    Xlsx,
}

impl Format {
    /// Those of a meeting's documents, in the order they are written.
    pub const ALL: [Self; 2] = [Self::Docx, Self::Pdf];
    /// Those of the documents of many meetings.
    pub const MONTH: [Self; 3] = [Self::Docx, Self::Pdf, Self::Xlsx];

    /// The extension of its files, also its name on the command line.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
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
    /// Who laid it out.
    pub maker: Maker,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Who laid a document out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Maker {
    /// This program, from a template of its markup.
    #[default]
    Own,
    /// The unit, in a Word template that was filled in.
    Word,
    /// LibreOffice, from such a Word file.
    LibreOffice,
}

impl Maker {
    /// The stable English name; nothing of this program.
    #[must_use]
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Own => None,
            Self::Word => Some("word-template"),
            Self::LibreOffice => Some("libreoffice"),
        }
    }

    /// Who goes by a name; this program without one.
    #[must_use]
    pub fn named(name: Option<&str>) -> Self {
        [Self::Word, Self::LibreOffice].into_iter().find(|maker| maker.name() == name).unwrap_or_default()
    }
}

/// What became of a spec.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// `2026-11-24-会议名称`, `涉密会议-2026-11-24` for classified matter; `None` without a readable date or title.
    pub name: Option<String>,
    /// 会议.编号.
    pub number: Option<String>,
    /// The file of the other meeting whose folder it is, for which nothing was made of this one.
    pub others: Option<String>,
    /// The level of state secrecy: nothing of such a spec is repeated outside of its documents.
    pub level: Option<&'static str>,
    /// The documents that were asked for.
    pub asked: Kinds,
    /// The documents.
    pub finished: Vec<Finished>,
    /// The documents that were asked for and are not made, not even as drafts.
    pub blocked: Vec<Kind>,
    /// The documents that were asked for as PDFs and have none.
    pub unprinted: Kinds,
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
    /// What it says of tasks, where it was read for a ledger.
    pub followed: Option<Box<Followed>>,
    /// What is kept of it to be held against the other meetings of a run.
    pub held: Option<Box<Held>>,
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
    /// With the built-in pack's templates, or those it was given instead.
    press: Press,
    fonts: Fonts,
    office: Office,
    /// With the templates of the office's packs, by their numbers, made when they are first used.
    presses: Vec<OnceLock<Result<Press, Box<Diagnostic>>>>,
    /// The faces of packs that bring their own, by the numbers of the packs.
    own_fonts: BTreeMap<usize, Fonts>,
    /// Who makes PDFs of documents with Word templates.
    converter: Option<Box<dyn Converter>>,
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
        let press = Press::new(pack)?.unload(diagnostics);
        let (presses, own_fonts) = (Vec::new(), BTreeMap::new());
        Ok(press.map(|press| Self {
            press,
            fonts,
            office: Office::default(),
            presses,
            own_fonts,
            converter: None,
        }))
    }

    /// The same for another office than one with the built-in pack only.
    #[must_use]
    pub fn at(self, office: Office) -> Self {
        let presses = (0..office.count()).map(|_| OnceLock::new()).collect();
        Self { office, presses, ..self }
    }

    /// The same with someone who makes PDFs of documents with Word templates.
    #[must_use]
    pub fn with_converter(self, converter: Option<Box<dyn Converter>>) -> Self {
        Self { converter, ..self }
    }

    /// The same with the faces that a pack brings along before the others, for the meetings of that pack.
    #[must_use]
    pub fn with_fonts(mut self, pack: &str, fonts: Fonts) -> Self {
        self.own_fonts.extend(self.office.number(pack).map(|at| (at, fonts)));
        self
    }

    /// The faces for the meetings of a pack, by the name that the pack was asked for.
    #[must_use]
    pub fn fonts_of(&self, pack: Option<&str>) -> &Fonts {
        let own = pack.and_then(|pack| self.own_fonts.get(&self.office.number(pack)?));
        own.unwrap_or(&self.fonts)
    }

    /// All faces of the run: those of most meetings first, then those of packs that bring their own.
    pub fn all_fonts(&self) -> impl Iterator<Item = &Fonts> {
        std::iter::once(&self.fonts).chain(self.own_fonts.values())
    }

    /// What makes the documents of a pack.
    fn press(&self, at: usize) -> Result<&Press, Diagnostic> {
        match self.presses.get(at).filter(|_| at > 0) {
            None => Ok(&self.press),
            Some(cell) => {
                let press = cell.get_or_init(|| Press::ready(&self.office.made(at).0));
                press.as_ref().map_err(|fault| fault.as_ref().clone())
            }
        }
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
        self.make_unless(job, request, &|_, _| None)
    }

    /// The same, but nothing is made where the folder is known to be another meeting's: `whose` is asked for that one's
    /// file, by the folder's name and 会议.编号.
    #[must_use]
    pub fn make_unless(
        &self,
        job: Job,
        request: &Request,
        whose: &dyn Fn(&str, Option<&str>) -> Option<String>,
    ) -> Outcome {
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
            let press = self.press(ground.at).unwrap_or_else(|fault| {
                found.push(fault);
                &self.press
            });
            let fonts = self.fonts_of(outcome.pack_name.as_deref());
            let makes_some = asked.iter().any(|kind| !blocked.contains(kind));
            let open = outcome.name.as_deref().filter(|_| makes_some && !case.is_kept_in());
            outcome.others = open.and_then(|name| whose(name, outcome.number.as_deref()));
            let work = Work {
                care: if case.is_kept_in() { Care::Classified } else { Care::Open },
                press,
                meeting: &meeting,
                request,
                asked,
                counted,
                blocked,
                refused,
                spec,
                converter: self.converter.as_deref(),
            };
            outcome.held = month::held(&case, &meeting);
            let mut session = fonts.session();
            if outcome.others.is_none() {
                work.run(&mut session, &mut outcome.finished, &mut found);
            }
            outcome.unprinted = unprinted(&found);
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
                outcome.held = month::held(&case, &meeting);
            }
            case.close(found, &file.bytes, &mut outcome);
        }
        outcome.settled(&file, &shared)
    }
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

/// The documents of which it was said that they have no PDF.
fn unprinted(diagnostics: &[Diagnostic]) -> Kinds {
    let said = diagnostics.iter().filter(|found| found.code == Code::UnmadePdf);
    said.fold(Kinds::NONE, |kinds, found| kinds.union(found.scope))
}

fn folder_name(meeting: &Meeting) -> Option<String> {
    Some(format!("{}-{}", meeting.start.as_ref()?.date, meeting.title.as_ref()?.value))
}

/// `涉密会议-2026-11-24`: neither a folder nor a file is named after what it holds.
fn neutral_name(meeting: &Meeting) -> Option<String> {
    Some(format!("涉密会议-{}", meeting.start.as_ref()?.date))
}
