//! `huiwu batch`: folders of specs come in, a month's documents, a plan or a report of the whole goes out.

use super::args::{self, BatchArguments};
use super::report::{MessageFormat, Printer, line};
use super::{Exit, machine, office, pipeline, progress};
use crate::batch::{self, Destination, Ears, Overwrite, Plan, Report, Row, Shard, Tally};
use crate::font::Borrowing;
use crate::pipeline::{Pipeline, Request, Unready};
use serde_json::json;
use std::path::{Path, PathBuf};

/// The whole run.
pub(super) fn run(arguments: &BatchArguments) -> Exit {
    let format = arguments.message_format.unwrap_or_default();
    let mut printer = Printer::new(format);
    if arguments.merge {
        return merge(arguments.report.as_deref(), &mut printer);
    }
    if arguments.paths.is_empty() {
        return printer.not_run("请写明存放会议文件的文件夹，如 huiwu batch 十一月");
    }
    let Some(office) = office(arguments.unit.as_deref(), machine(arguments.classified), &mut printer) else {
        return Exit::NotRun;
    };
    let strictness = if arguments.strict_fonts { Borrowing::Refused } else { Borrowing::Allowed };
    let pipeline = match pipeline(office, &arguments.fonts, strictness) {
        Ok(pipeline) => pipeline,
        Err(why) => return printer.not_run(&why),
    };
    pipeline.all_fonts().for_each(|fonts| printer.broken(fonts));
    let (specs, problems) = batch::collect(&arguments.paths);
    printer.problems(&problems);
    let request = Request {
        only: args::kinds(&arguments.only),
        formats: args::formats(&arguments.format),
        unready: Unready::Blocked,
    };
    let overwrite = if arguments.force { Overwrite::Edited } else { Overwrite::Never };
    let destination = Destination { folder: arguments.output.clone(), overwrite };
    let specs = arguments.shard.unwrap_or(Shard { number: 1, of: 1 }).part(&specs);
    let run = Run { pipeline: &pipeline, request: &request, destination: &destination, format };
    if arguments.dry_run {
        run.plan(&specs, &mut printer);
        return printer.exit();
    }
    let Some(tally) = run.make(&specs, arguments.jobs, &mut printer) else { return Exit::NotRun };
    if let Some(report) = &arguments.report {
        let saved = match arguments.shard {
            Some(shard) => tally.save_part(report, shard),
            None => tally.save(report),
        };
        if let Err(fault) = saved {
            printer.problems(&[fault]);
        }
    }
    summary(&tally, format);
    printer.exit()
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
        for ((_, spec), plan) in specs.iter().zip(&plans) {
            let spec = spec.to_string_lossy();
            let blocked = reports.iter().filter(|report| report.spec == spec).any(Report::has_errors);
            match self.format {
                MessageFormat::Json => {
                    line(&json!({ "file": spec, "plan": plan.name(), "blocked": blocked }).to_string());
                }
                MessageFormat::Text if *plan == Plan::Unchanged && !blocked => {}
                MessageFormat::Text => {
                    line(&format!("{}{}　{spec}", plan.label(), if blocked { "，有错误" } else { "" }));
                }
            }
        }
        for report in &reports {
            printer.errors(report);
        }
        if self.format == MessageFormat::Text {
            let count = |wanted| plans.iter().filter(|plan| **plan == wanted).count();
            let parts = [Plan::New, Plan::Changed, Plan::Touched, Plan::Unchanged]
                .map(|plan| format!("{}{}个", plan.label(), count(plan)));
            let blocked = reports.iter().filter(|report| report.has_errors()).count();
            line(&format!(
                "共{}份会议文件：{}；有错误的{blocked}个会议。没有写任何文件。",
                specs.len(),
                parts.join("，")
            ));
        }
    }

    /// Makes what is to be made; the rows of what became of it.
    fn make(&self, specs: &[(usize, PathBuf)], jobs: Option<usize>, printer: &mut Printer) -> Option<Tally> {
        let progress = progress(specs.len(), self.format);
        let mut tally = Tally::new();
        let mut tell = |place: usize, plan: Plan, report: Report| {
            progress.suspend(|| printer.errors(&report));
            tally.meetings.push(Row::of(place, plan, &report));
        };
        let ears = Ears { report: &mut tell, done: &|| progress.inc(1) };
        let ran = batch::month(self.pipeline, specs, self.request, self.destination, (jobs, ears));
        progress.finish_and_clear();
        if let Err(fault) = ran {
            printer.not_run(&fault.message);
            return None;
        }
        Some(tally)
    }
}

/// Puts the reports of all shards into one.
fn merge(report: Option<&Path>, printer: &mut Printer) -> Exit {
    let Some(report) = report else {
        return printer
            .not_run("合并分片的报告，请用 --report 写明总报告，如 huiwu batch --merge --report 报告.xlsx");
    };
    let merged = Tally::merge(report).and_then(|(tally, parts)| tally.save(report).map(|()| (tally, parts)));
    match merged {
        Ok((tally, parts)) => {
            batch::discard(&parts);
            let has_errors = tally.meetings.iter().any(|row| row.errors > 0);
            summary(&tally, printer.format());
            if has_errors { Exit::Errors } else { Exit::Clean }
        }
        Err(fault) => {
            printer.problems(&[fault]);
            Exit::NotRun
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
