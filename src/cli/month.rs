//! `huiwu batch`: folders of specs come in, a month's documents, a plan or a report of the whole goes out.

use super::args::{self, BatchArguments, InOrder};
use super::report::{MessageFormat, Printer, line, written_text};
use super::{Exit, equipped, machine, progress};
use crate::batch::{
    self, Across, Destination, Ears, Found, Line, Manner, MonthRequest, Overwrite, Plan, Printable, Report,
    Row, Shard, State, Tally,
};
use crate::font::Borrowing;
use crate::pipeline::{Begin, Format, Held, Month, Pipeline, Request, Unready};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The whole run.
pub(super) fn run(arguments: &BatchArguments) -> Exit {
    let format = arguments.message_format.unwrap_or_default();
    let mut printer = Printer::new(format);
    if arguments.merge && arguments.paths.is_empty() {
        return merge(arguments, &mut printer);
    }
    if arguments.paths.is_empty() {
        return printer.not_run("请写明存放会议文件的文件夹，如 huiwu batch 十一月");
    }
    let strictness = if arguments.strict_fonts { Borrowing::Refused } else { Borrowing::Allowed };
    let (unit, secrecy) = (arguments.unit.as_deref(), machine(arguments.classified));
    let Some(pipeline) = equipped((unit, secrecy), (&arguments.fonts, strictness), &mut printer) else {
        return Exit::NotRun;
    };
    let (specs, problems) = batch::collect(&arguments.paths);
    printer.problems(&problems);
    let request = Request {
        only: args::kinds(&arguments.only),
        formats: args::formats(&arguments.format),
        unready: Unready::Blocked,
    };
    let overwrite = if arguments.force { Overwrite::Edited } else { Overwrite::Never };
    let destination = Destination { folder: arguments.output.clone(), overwrite };
    let is_part = arguments.shard.is_some();
    if is_part && (arguments.month.is_some() || arguments.print.is_some()) {
        return printer.not_run(
            "月末文书、打印文件要由全部会议汇成：各份都做完后，合并时写 --month、--print，如 huiwu batch 十一月 --merge --report 报告.xlsx --month 2026-11 --print 会议通知",
        );
    }
    let part = arguments.shard.unwrap_or(Shard { number: 1, of: 1 }).part(&specs);
    let run = Run { pipeline: &pipeline, request: &request, destination: &destination, format };
    if arguments.dry_run {
        run.plan(&part, &mut printer);
        return printer.exit();
    }
    let across = if arguments.shard.is_some() { Across::Left } else { Across::Kept };
    let mut parts = Vec::new();
    let mut print: Vec<Printable> = Vec::new();
    let (mut tally, held) = if arguments.merge {
        let Some((tally, paths)) = merged(arguments.report.as_deref(), &mut printer) else {
            return Exit::NotRun;
        };
        parts = paths;
        print = printables(&tally, arguments);
        (tally, batch::held(pipeline.office(), &specs))
    } else {
        let manner = Manner { jobs: arguments.jobs, across };
        let kinds = arguments.print.as_ref().map_or(&[][..], |InOrder(kinds)| kinds);
        let keep = &mut |report: &Report| print.extend(batch::printables(report, kinds));
        let Some(made) = run.make(&part, manner, keep, &mut printer) else { return Exit::NotRun };
        made
    };
    let (held, found) = batch::across(pipeline.office(), held);
    tally.across = found.iter().map(Found::of).collect();
    printer.across(&found, arguments.report.as_deref());
    bind(&print, arguments, &mut printer);
    if let Some(month) = arguments.month {
        tally.papers = run.papers(month, (&specs, &held), arguments, &mut printer);
    }
    // The report of a month is large, and so are the faces, which it does not need.
    drop((pipeline, held, found, print));
    if let Some(report) = &arguments.report {
        let saved = match arguments.shard {
            Some(shard) => tally.save_part(report, shard),
            None => tally.save(report),
        };
        match saved {
            Ok(()) => batch::discard(&parts),
            Err(fault) => printer.problems(&[fault]),
        }
    }
    summary(&tally, format);
    if across == Across::Left && format == MessageFormat::Text {
        line(
            "这是其中一份，会议之间的冲突和编号没有查：各份都做完后，合并时写上全部会议文件，如 huiwu batch 十一月 --merge --report 报告.xlsx。",
        );
    }
    if arguments.merge && tally.has_errors() { Exit::Errors } else { printer.exit() }
}

struct Run<'r> {
    pipeline: &'r Pipeline,
    request: &'r Request,
    destination: &'r Destination,
    format: MessageFormat,
}

impl Run<'_> {
    /// Says what would be done, and what would be blocked.
    fn plan(&self, specs: &[(usize, PathBuf)], printer: &mut Printer) {
        let plans = batch::plan(self.pipeline, specs, self.request, self.destination);
        let todo: Vec<&(usize, PathBuf)> = specs
            .iter()
            .zip(&plans)
            .filter(|(_, plan)| **plan != Plan::Unchanged)
            .map(|(spec, _)| spec)
            .collect();
        let paths: Vec<PathBuf> = todo.iter().map(|(_, path)| path.clone()).collect();
        let progress = progress(paths.len(), self.format);
        let reports = batch::check(self.pipeline.office(), &paths, self.request.only, &|| progress.inc(1));
        progress.finish_and_clear();
        let faulty: BTreeSet<&str> =
            reports.iter().filter(|report| report.has_errors()).map(|report| report.spec.as_str()).collect();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for ((_, spec), plan) in specs.iter().zip(&plans) {
            let spec = spec.to_string_lossy();
            let blocked = faulty.contains(spec.as_ref());
            let label = if blocked { BLOCKED } else { plan.label() };
            *counts.entry(label).or_default() += 1;
            match self.format {
                MessageFormat::Json => {
                    line(&json!({ "file": spec, "plan": plan.name(), "blocked": blocked }).to_string());
                }
                MessageFormat::Text if label == Plan::Unchanged.label() => {}
                MessageFormat::Text => line(&format!("{label}　{spec}")),
            }
        }
        for report in &reports {
            printer.errors(report);
        }
        if self.format == MessageFormat::Text {
            let labels = Plan::ALL.map(Plan::label).into_iter().chain([BLOCKED]);
            let count = |label: &str| counts.get(label).copied().unwrap_or_default();
            let parts: Vec<String> = labels.map(|label| format!("{label}{}个", count(label))).collect();
            line(&format!("共{}份会议文件：{}。没有写任何文件。", specs.len(), parts.join("，")));
        }
    }

    /// Makes what is to be made; the rows of what became of it, and what is kept of the meetings.
    fn make(
        &self,
        specs: &[(usize, PathBuf)],
        manner: Manner,
        keep: &mut (dyn FnMut(&Report) + Send),
        printer: &mut Printer,
    ) -> Option<(Tally, Vec<Held>)> {
        let progress = progress(specs.len(), self.format);
        let mut tally = Tally::new();
        let mut held = Vec::new();
        let mut tell = |place: usize, plan: Plan, mut report: Report| {
            held.append(&mut report.held);
            keep(&report);
            progress.suspend(|| printer.errors(&report));
            tally.meetings.push(Row::of(place, plan, &report));
        };
        let ears = Ears { report: &mut tell, done: &|| progress.inc(1) };
        let ran = batch::month(self.pipeline, specs, self.request, self.destination, (manner, ears));
        progress.finish_and_clear();
        if let Err(fault) = ran {
            printer.not_run(&fault.message);
            return None;
        }
        Some((tally, held))
    }

    /// Makes the papers of a month; their lines for the report.
    fn papers(
        &self,
        month: Month,
        (specs, held): (&[PathBuf], &[Held]),
        arguments: &BatchArguments,
        printer: &mut Printer,
    ) -> Vec<Line> {
        let before = (!arguments.compare.is_empty()).then(|| {
            let (specs, problems) = batch::collect(&arguments.compare);
            printer.problems(&problems);
            batch::held(self.pipeline.office(), &specs)
        });
        let mut formats = self.request.formats.clone();
        formats.push(Format::Xlsx);
        let unread = specs.len().saturating_sub(held.len());
        let request = MonthRequest { month, formats, unread, before };
        let papers = batch::papers(self.pipeline, (specs, held), &request, self.destination);
        printer.problems(&papers.diagnostics);
        match self.format {
            MessageFormat::Json => papers.written.iter().for_each(|written| {
                line(
                    &json!({
                        "kind": written.kind.name(), "format": written.format.extension(),
                        "path": written.path.to_string_lossy(), "sha256": written.sha256,
                        "pages": written.pages,
                        "state": if written.state == State::New { "written" } else { "unchanged" },
                    })
                    .to_string(),
                );
            }),
            MessageFormat::Text => {
                if let Some(folder) = &papers.folder {
                    line(&format!("{}（{}的{}个会议）", folder.display(), month.official(), papers.meetings));
                    papers.written.iter().for_each(|written| line(&written_text(written)));
                }
            }
        }
        papers.written.iter().map(Line::of).collect()
    }
}

/// What is said of a spec that has errors, whatever else is to be done with it.
const BLOCKED: &str = "有错误";

/// The reports of all shards as one, and where they were.
fn merged(report: Option<&Path>, printer: &mut Printer) -> Option<(Tally, Vec<PathBuf>)> {
    let Some(report) = report else {
        printer.not_run(
            "合并分片的报告，请用 --report 写明总报告，如 huiwu batch 十一月 --merge --report 报告.xlsx",
        );
        return None;
    };
    Tally::merge(report).map_err(|fault| printer.problems(&[fault])).ok()
}

/// Puts the reports of all shards into one, without looking at their meetings together.
fn merge(arguments: &BatchArguments, printer: &mut Printer) -> Exit {
    let report = arguments.report.as_deref();
    let Some(((tally, parts), report)) = merged(report, printer).zip(report) else { return Exit::NotRun };
    if let Err(fault) = tally.save(report) {
        printer.problems(&[fault]);
        return Exit::NotRun;
    }
    batch::discard(&parts);
    bind(&printables(&tally, arguments), arguments, printer);
    summary(&tally, printer.format());
    if tally.has_errors() { Exit::Errors } else { printer.exit() }
}

/// What is to be printed of what all shards made.
fn printables(tally: &Tally, arguments: &BatchArguments) -> Vec<Printable> {
    let kinds = arguments.print.as_ref().map_or(&[][..], |InOrder(kinds)| kinds);
    batch::printables_of(&tally.meetings, &arguments.output, kinds)
}

/// Binds what is to be printed into one file, where that is asked for.
fn bind(print: &[Printable], arguments: &BatchArguments, printer: &mut Printer) {
    if arguments.print.is_none() {
        return;
    }
    let begin = if arguments.duplex { Begin::OnFrontSide } else { Begin::Anywhere };
    let bound = batch::print(print, begin, &arguments.output);
    printer.problems(&bound.diagnostics);
    let files: Vec<String> = bound.files.iter().map(|path| path.to_string_lossy().into_owned()).collect();
    match printer.format() {
        MessageFormat::Json => {
            line(&json!({ "print": files, "documents": bound.documents, "pages": bound.pages }).to_string());
        }
        MessageFormat::Text if files.is_empty() => {
            line("没有可以打印的 PDF：要印的文书没有生成，或 --format 里没有 pdf。");
        }
        MessageFormat::Text => {
            line(&format!("{}　{}份文书，共{}页", files.join("、"), bound.documents, bound.pages));
        }
    }
}

fn summary(tally: &Tally, format: MessageFormat) {
    let rows = &tally.meetings;
    let files: usize = rows.iter().map(|row| row.files.len()).sum();
    let written: usize = rows.iter().map(Row::written).sum();
    let blocked: usize = rows.iter().map(|row| row.blocked.len()).sum();
    let errors: usize = rows.iter().map(|row| row.errors).sum();
    let warnings: usize = rows.iter().map(|row| row.warnings).sum();
    let skipped = rows.iter().filter(|row| row.plan == Plan::Unchanged.name()).count();
    if format == MessageFormat::Json {
        return line(
            &json!({
                "summary": "batch", "meetings": rows.len(), "written": written, "unchanged": files - written,
                "blocked": blocked, "errors": errors, "warnings": warnings,
            })
            .to_string(),
        );
    }
    let mut parts = vec![format!("写出{written}个文件")];
    if files > written {
        parts.push(format!("{}个没有变化", files - written));
    }
    if skipped > 0 {
        parts.push(format!("{skipped}个会议没有变化、没有重做"));
    }
    if blocked > 0 {
        parts.push(format!("{blocked}种文书没有生成"));
    }
    let made = |maker: &str| {
        let lines = rows.iter().flat_map(|row| &row.files);
        lines.filter(|line| line.maker.as_deref() == Some(maker)).count()
    };
    let (word, office) = (made("word-template"), made("libreoffice"));
    if word > 0 {
        parts.push(format!("{word}个按单位的 Word 模板"));
    }
    if office > 0 {
        parts.push(format!("{office}个 PDF 由 LibreOffice 转换"));
    }
    let unprinted: usize = rows.iter().map(|row| row.unprinted).sum();
    if unprinted > 0 {
        parts.push(format!("{unprinted}种文书没有做成 PDF"));
    }
    if errors + warnings > 0 {
        parts.push(format!("{errors}个错误，{warnings}个警告"));
    }
    line(&format!("共{}个会议：{}。", rows.len(), parts.join("，")));
}
