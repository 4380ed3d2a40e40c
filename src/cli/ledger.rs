//! `huiwu ledger`: folders of specs and a day come in, the ledger of tasks goes out, with its counts on the terminal.

use super::args::{self, LedgerArguments};
use super::report::Printer;
use super::{Exit, equipped, machine, progress};
use crate::batch::{self, Destination, Overwrite};
use crate::font::Borrowing;
use crate::pipeline::{Finished, Format, LedgerRequest};
use std::path::Path;

/// Makes the ledger.
pub(super) fn run(arguments: &LedgerArguments) -> Exit {
    let format = arguments.message_format.unwrap_or_default();
    let mut printer = Printer::new(format);
    let unit = (arguments.unit.as_deref(), machine(false));
    let Some(pipeline) = equipped(unit, (&arguments.fonts, Borrowing::Allowed), &mut printer) else {
        return Exit::NotRun;
    };
    let overwrite = if arguments.force { Overwrite::Edited } else { Overwrite::Never };
    let one = match one_file(&arguments.output) {
        Some(Ok(format)) => Some(format),
        Some(Err(reason)) => return printer.not_run(&reason),
        None => None,
    };
    let formats = one.map_or_else(|| args::month_formats(&arguments.format), |one| vec![one]);
    let (specs, problems) = batch::collect(&arguments.paths);
    printer.problems(&problems);
    let request = LedgerRequest { on: arguments.on, formats, unread: 0 };
    let destination = Destination { folder: arguments.output.clone(), overwrite };
    let bar = progress(specs.len(), format);
    let destination = one.is_none().then_some(&destination);
    let report = batch::ledger(&pipeline, &specs, &request, destination, &|| bar.inc(1));
    bar.finish_and_clear();
    printer.units(pipeline.office(), &report.reports);
    for one in &report.reports {
        printer.checked(one);
    }
    printer.problems(&report.diagnostics);
    let saved = match one {
        Some(_) => match save(&report.finished, &arguments.output, overwrite) {
            Ok(saved) => saved,
            Err(reason) => return printer.not_run(&reason),
        },
        None => Vec::new(),
    };
    if request.formats.contains(&Format::Pdf) {
        printer.substituted(pipeline.fonts());
    }
    printer.ledger(&report, &saved);
    printer.exit()
}

/// The format of a destination that is a file; nothing of a folder.
fn one_file(output: &Path) -> Option<Result<Format, String>> {
    let extension = output.extension()?.to_str()?;
    if output.is_dir() {
        return None;
    }
    let known = Format::MONTH.into_iter().find(|format| extension.eq_ignore_ascii_case(format.extension()));
    Some(known.ok_or_else(|| {
        format!("「{}」的扩展名应为 .xlsx、.docx 或 .pdf；要写到文件夹里的，不要带扩展名。", output.display())
    }))
}

fn save(finished: &[Finished], path: &Path, overwrite: Overwrite) -> Result<Vec<String>, String> {
    let Some(done) = finished.first() else { return Ok(Vec::new()) };
    batch::save(path, &done.bytes, overwrite).map_err(|fault| {
        let help = fault.help.unwrap_or_default();
        format!("{}。{help}。", fault.message)
    })?;
    Ok(vec![path.display().to_string()])
}
