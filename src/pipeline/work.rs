//! The making of one meeting's documents: what is valid of it comes in, the bytes of each document asked for go out.

use super::convert::{Converter, Unconverted, unmade};
use super::press::Press;
use super::{Finished, Format, Maker, Request, Stage, Unready, secret};
use crate::check::drafted;
use crate::diag::{Code, Diagnostic, Location};
use crate::document::Properties;
use crate::font::Session;
use crate::kind::{Kind, Kinds};
use crate::layout::{Fitted, fitted};
use crate::meeting::Meeting;
use crate::page::Pages;
use crate::render::{Produced, View};
use crate::spec::Spec;
use crate::write::{docx, pdf};

/// How much care a meeting's documents want.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Care {
    /// No more than others.
    Open,
    /// Copies are numbered, and nothing is said outside of the documents.
    Classified,
}

/// One meeting's documents in the making.
pub(super) struct Work<'a> {
    pub(super) care: Care,
    pub(super) press: &'a Press,
    pub(super) meeting: &'a Meeting,
    pub(super) request: &'a Request,
    pub(super) asked: Kinds,
    pub(super) counted: Kinds,
    pub(super) blocked: Kinds,
    /// Those of which not even a draft can be made.
    pub(super) refused: Kinds,
    pub(super) spec: &'a Spec,
    pub(super) converter: Option<&'a dyn Converter>,
}

impl Work<'_> {
    pub(super) fn run(
        &self,
        session: &mut Session<'_>,
        finished: &mut Vec<Finished>,
        found: &mut Vec<Diagnostic>,
    ) {
        let mut produced = Vec::new();
        let mut left_out = Vec::new();
        let mut unpaged = Vec::new();
        let mut view = self.press.renderer.view(self.meeting);
        for kind in self.asked.union(self.counted).iter() {
            if self.blocked.contains(kind) {
                // A draft is not filed: the archive's papers do not count it.
                left_out.push(kind);
                if self.is_drafted(kind) {
                    finished.extend(self.draft(kind, &produced, session, found));
                }
                continue;
            }
            match self.make_copies((kind, &mut view), &produced, session, found) {
                Some(mut made) => {
                    match made.pages {
                        Some(pages) => produced.push(Produced { kind, pages }),
                        None => unpaged.push(kind),
                    }
                    if self.asked.contains(kind) {
                        finished.append(&mut made.files);
                    }
                }
                None => left_out.push(kind),
            }
        }
        self.say_left_out(&left_out, "被拦下的", found);
        self.say_left_out(&unpaged, "用 Word 模板、没有 PDF 可数的", found);
    }

    /// The files of one of the archive's papers over these documents.
    pub(super) fn paper(
        &self,
        kind: Kind,
        produced: &[Produced],
        session: &mut Session<'_>,
        found: &mut Vec<Diagnostic>,
    ) -> Vec<Finished> {
        let mut view = self.press.renderer.view(self.meeting);
        self.make_copies((kind, &mut view), produced, session, found).map_or_else(Vec::new, |made| made.files)
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
        let meeting = drafted(self.spec, kind, &self.meeting.house);
        let renderer = &self.press.renderer;
        if renderer.is_word(kind) {
            let mut view = renderer.view(&meeting);
            let made = self.fill(&mut view, (kind, None, Stage::Draft), produced, found);
            return made.map_or_else(Vec::new, |made| made.files);
        }
        let drawn = renderer.render(&mut renderer.view(&meeting), kind, produced);
        let Some(mut document) = drawn.unload(found) else { return Vec::new() };
        document.setup.stage = Stage::Draft;
        let made = self.make(&fitted(document, session), session, found);
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
        (kind, view): (Kind, &mut View<'_>),
        produced: &[Produced],
        session: &mut Session<'_>,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Made> {
        if self.care == Care::Open {
            return self.make_one(view, (kind, None), produced, session, found);
        }
        let copies = secret::copies(self.meeting, kind);
        let mut all: Option<Made> = None;
        for copy in &copies {
            let meeting = secret::numbered(self.meeting, *copy);
            let number = (copies.len() > 1).then_some(*copy);
            // What is said of the first copy is not said again of the others.
            let mut again = Vec::new();
            let said = if all.is_none() { &mut *found } else { &mut again };
            let mut view = self.press.renderer.view(&meeting);
            let made = self.make_one(&mut view, (kind, number), produced, session, said)?;
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
        view: &mut View<'_>,
        (kind, copy): (Kind, Option<u32>),
        produced: &[Produced],
        session: &mut Session<'_>,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Made> {
        if self.press.renderer.is_word(kind) {
            return self.fill(view, (kind, copy, Stage::Final), produced, found);
        }
        let document = self.press.renderer.render(view, kind, produced).unload(found)?;
        let made = self.make(&fitted(document, session), session, found);
        let mut made = made.map_err(|fault| found.push(fault)).ok()?;
        for file in made.files.iter_mut().filter(|file| file.format == Format::Pdf) {
            file.copy = copy;
        }
        Some(made)
    }

    /// Fills a Word template, and has a PDF made of it where one is wanted or its pages are counted.
    fn fill(
        &self,
        view: &mut View<'_>,
        (kind, copy, stage): (Kind, Option<u32>, Stage),
        produced: &[Produced],
        found: &mut Vec<Diagnostic>,
    ) -> Option<Made> {
        if let Some(fault) = self.press.renderer.unmarked(kind).filter(|_| self.care == Care::Classified) {
            found.push(fault);
            return None;
        }
        let core = docx::core(&self.properties(view.title(kind)));
        let bytes = self.press.renderer.fill(view, (kind, stage), produced, &core).unload(found)?;
        let wants = |format| self.asked.contains(kind) && self.request.formats.contains(&format);
        let (has_docx, has_pdf) = (wants(Format::Docx), wants(Format::Pdf));
        let pdf = (has_pdf || self.counted.contains(kind))
            .then(|| self.converter.map_or(Err(Unconverted::Absent), |converter| converter.convert(&bytes)));
        let pdf = pdf.and_then(|pdf| {
            let said = |why: &Unconverted| found.extend(has_pdf.then(|| unmade(kind, why, has_docx)));
            pdf.inspect_err(said).ok()
        });
        let pages = pdf.as_ref().map(|pdf| pdf.pages);
        let file = |format, maker, copy, bytes| Finished { kind, format, stage, copy, pages, maker, bytes };
        let mut files = Vec::new();
        if has_docx {
            files.push(file(Format::Docx, Maker::Word, None, bytes));
        }
        if let Some(pdf) = pdf.filter(|_| has_pdf) {
            files.push(file(Format::Pdf, Maker::LibreOffice, copy, pdf.bytes));
        }
        Some(Made { pages, files })
    }

    /// What the files say about themselves.
    fn properties(&self, title: Option<String>) -> Properties {
        let author = self.meeting.host.as_ref().map(|host| host.value.clone());
        match self.care {
            Care::Open => Properties { title, author, ..Properties::default() },
            Care::Classified => secret::nothing_said(),
        }
    }

    /// Lays a document out where its pages matter, and writes the formats asked for.
    fn make(
        &self,
        fitted: &Fitted,
        session: &mut Session<'_>,
        found: &mut Vec<Diagnostic>,
    ) -> Result<Made, Diagnostic> {
        let document = &fitted.document;
        let properties = self.properties(Some(document.title.clone()));
        let maker = Maker::Own;
        let is_asked = self.asked.contains(document.kind);
        let wants = |format| is_asked && self.request.formats.contains(&format);
        // Laid out for a DOCX alone too: what is wrong with its characters or its 版记 is wrong in both.
        let (pages, count) = if wants(Format::Pdf) {
            let pages = fitted.pages(session).unload(found);
            // Bookmarks repeat the headings outside of the pages.
            let pages = pages.map(|pages| match self.care {
                Care::Open => pages,
                Care::Classified => Pages { headings: Vec::new(), ..pages },
            });
            let count = pages.as_ref().map(|pages| pages.pages.len());
            (pages, count)
        } else {
            (None, fitted.count(session).unload(found))
        };
        let (kind, stage) = (document.kind, document.setup.stage);
        let internal = |fault: String| {
            Diagnostic::new(Code::InternalError, Location::File, format!("{kind}写不出来：{fault}"))
                .scope(Kinds::NONE.with(kind))
        };
        let mut files = Vec::new();
        if wants(Format::Docx) {
            let bytes =
                self.press.kit.write(document, &properties).map_err(|fault| internal(fault.to_string()))?;
            let format = Format::Docx;
            files.push(Finished { kind, format, stage, copy: None, pages: count, maker, bytes });
        }
        if let Some(pages) = pages {
            let bytes =
                pdf::write(&pages, session, &properties).map_err(|fault| internal(fault.to_string()))?;
            let format = Format::Pdf;
            files.push(Finished { kind, format, stage, copy: None, pages: count, maker, bytes });
        }
        Ok(Made { pages: count, files })
    }

    /// 件数 and 页数 of the archive's papers must not pass in silence over a document that was not made.
    fn say_left_out(&self, left_out: &[Kind], which: &str, found: &mut Vec<Diagnostic>) {
        let names =
            |kinds: &mut dyn Iterator<Item = Kind>| kinds.map(Kind::label).collect::<Vec<_>>().join("、");
        let missing = names(&mut left_out.iter().copied().filter(|kind| self.counted.contains(*kind)));
        let made = Kinds::archive().intersection(self.asked).iter().filter(|kind| !left_out.contains(kind));
        let papers: Kinds = made.collect();
        if !missing.is_empty() && !papers.is_empty() {
            let message = format!("{}的件数、页数未计入{which}{missing}", names(&mut papers.iter()));
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
