//! The ledger of tasks: the meetings of a run come in, one by one and in any order; one ledger in its formats goes out.

use super::case::Case;
use super::{Finished, Format, Maker, Office, Outcome, Pipeline, Stage};
use crate::check::check_on;
use crate::date::{Context, Date, read_date};
use crate::diag::{Code, Diagnostic, Location, Severities};
use crate::document::Properties;
use crate::font::Borrowed;
use crate::kind::{Kind, Kinds};
use crate::layout::{fit, layout};
use crate::ledger::{Gathered, Ledger, gather};
use crate::load::{File, locate};
use crate::meeting::Meeting;
use crate::spec::Spec;
use crate::write::{pdf, workbook};
use std::sync::Arc;

/// What one meeting says of tasks, kept until all meetings are read.
#[derive(Clone, Debug)]
pub struct Followed {
    meeting: Meeting,
    spec: Spec,
    file: Arc<File>,
    severities: Severities,
}

/// What is asked of a ledger.
#[derive(Clone, Debug)]
pub struct LedgerRequest {
    /// The day it is of.
    pub on: Date,
    /// Its formats.
    pub formats: Vec<Format>,
    /// How many files or meetings could not be read, or are classified.
    pub unread: usize,
}

/// A ledger in its formats.
#[derive(Clone, Debug)]
pub struct LedgerMade {
    /// What it holds.
    pub ledger: Ledger,
    /// The documents.
    pub finished: Vec<Finished>,
    /// What does not fit together, each with the place of its meeting among those given; located.
    pub found: Vec<(usize, Diagnostic)>,
    /// What is wrong with the ledger itself.
    pub diagnostics: Vec<Diagnostic>,
    /// The characters that in the PDF come from another face than their role's.
    pub borrowed: Vec<Borrowed>,
}

/// The day that a text says, of which nothing may be left unsaid.
///
/// # Errors
/// When it is none; the message names what was found and what is expected.
pub fn read_day(text: &str) -> Result<Date, String> {
    read_date(text, Context::NONE)
        .map(|read| read.value)
        .map_err(|misread| format!("{}，{}", misread.message, misread.help))
}

const KINDS: Kinds = Kinds::NONE.with(Kind::SupervisionLedger);

impl Pipeline {
    /// Reads what a meeting says of tasks; a classified one is not read on.
    #[must_use]
    pub fn follow(office: &Office, job: super::Job) -> Outcome {
        let super::Job { file, meeting, shared, .. } = job;
        let mut outcome = Outcome { asked: KINDS, ..Outcome::default() };
        if let Some(case) = Case::open(office, (&file, meeting), Some(KINDS), &mut outcome) {
            let mut found = Vec::new();
            if outcome.level.is_some() {
                let message = "涉密会议的任务不计入督办台账";
                let help = "涉密事项请在涉密设备上另行督办";
                outcome.diagnostics.push(
                    Diagnostic::new(Code::SecrecyRefused, Location::File, message).help(help).scope(KINDS),
                );
            } else if let Some(meeting) = check_on(&case.spec, KINDS, &case.ground.terms).unload(&mut found) {
                // What a meeting without tasks lacks is none of a ledger's business.
                if !meeting.tasks.is_empty() {
                    case.close(found, &file.bytes, &mut outcome);
                }
                let severities = case.ground.terms.severities.clone();
                let followed = Followed { meeting, spec: case.spec, file: Arc::clone(&file), severities };
                outcome.followed = Some(Box::new(followed));
            }
        }
        outcome.settled(&file, &shared)
    }

    /// Makes the ledger of what was read.
    #[must_use]
    pub fn ledger(&self, followed: &[Followed], request: &LedgerRequest) -> LedgerMade {
        let meetings: Vec<Meeting> = followed.iter().map(|one| one.meeting.clone()).collect();
        let Gathered { mut ledger, diagnostics } = gather(&meetings, request.on);
        ledger.left_out.unread = request.unread;
        let found =
            diagnostics.into_iter().filter_map(|(at, found)| located(at, followed.get(at)?, found)).collect();
        let mut made =
            LedgerMade { ledger, finished: Vec::new(), found, diagnostics: Vec::new(), borrowed: Vec::new() };
        if let Err(fault) = self.write_ledger(&mut made, request) {
            let message = format!("督办台账写不出来：{fault}");
            made.diagnostics.push(Diagnostic::new(Code::InternalError, Location::File, message).scope(KINDS));
        }
        made
    }

    fn write_ledger(&self, made: &mut LedgerMade, request: &LedgerRequest) -> Result<(), String> {
        let wants = |format| request.formats.contains(&format);
        let finished = |format, pages, bytes| Finished {
            maker: Maker::Own,
            kind: Kind::SupervisionLedger,
            format,
            stage: Stage::Final,
            copy: None,
            pages,
            bytes,
        };
        if wants(Format::Docx) || wants(Format::Pdf) {
            let chosen = self.office.chosen().and_then(|name| self.office.number(name));
            let press = self.press(chosen.unwrap_or_default()).map_err(|fault| fault.message)?;
            let Some(document) = press.renderer.ledger(&made.ledger).unload(&mut made.diagnostics) else {
                return Ok(());
            };
            let mut session = self.fonts_of(self.office.chosen()).session();
            let document = fit(document, &mut session);
            let properties = Properties {
                title: Some(document.title.clone()),
                author: made.ledger.host.clone(),
                ..Properties::default()
            };
            let pages = layout(&document, &mut session).unload(&mut made.diagnostics);
            let count = pages.as_ref().map(|pages| pages.pages.len());
            if wants(Format::Docx) {
                let bytes = press.kit.write(&document, &properties).map_err(|fault| fault.to_string())?;
                made.finished.push(finished(Format::Docx, count, bytes));
            }
            if let Some(pages) = pages.filter(|_| wants(Format::Pdf)) {
                let bytes = pdf::write(&pages, &session, &properties).map_err(|fault| fault.to_string())?;
                made.finished.push(finished(Format::Pdf, count, bytes));
            }
            made.borrowed = session.borrowed();
        }
        if wants(Format::Xlsx) {
            let bytes = workbook::ledger(&made.ledger).map_err(|fault| fault.to_string())?;
            made.finished.push(finished(Format::Xlsx, None, bytes));
        }
        if made.diagnostics.iter().any(Diagnostic::is_error) {
            made.finished.retain(|done| done.format == Format::Xlsx);
        }
        Ok(())
    }
}

/// The problem at its place in the meeting's file, as grave as the meeting's unit has it.
fn located(at: usize, followed: &Followed, found: Diagnostic) -> Option<(usize, Diagnostic)> {
    let mut found = vec![found.scope(KINDS)];
    locate(&followed.spec, &followed.file.bytes, &mut found);
    followed.severities.apply(&mut found);
    found.pop().map(|found| (at, found))
}

impl Followed {
    /// The file that the meeting stands in.
    #[must_use]
    pub fn file(&self) -> &File {
        &self.file
    }
}
