//! The command line: arguments come in, text or JSON lines and an exit code go out.
//!
//! The only room that prints, exits or looks at the terminal and the environment.

mod args;

mod fault;
mod fonts;
mod forms;
mod ledger;
mod month;
mod report;
mod rules;

use crate::batch::{self, Destination, Overwrite};
use crate::diag::Diagnostic;
use crate::font::Fonts;
use crate::pipeline::{Office, Pipeline, Request, Secrecy, Unready};
use args::{Arguments, CheckArguments, Command, RenderArguments};
use clap::{CommandFactory, Parser};
use indicatif::{ProgressBar, ProgressStyle};
use report::{MessageFormat, Printer};
use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Nothing is wrong.
    Clean,
    /// Errors were found; what could be done was done.
    Errors,
    /// The run could not begin.
    NotRun,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Clean => 0,
            Exit::Errors => 1,
            Exit::NotRun => 2,
        })
    }
}

/// Runs the program.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    // A fault of ours is reported by the batch, in Chinese and with the meeting's name.
    std::panic::set_hook(Box::new(|_| {}));
    let arguments = helped(arguments.collect());
    let command = arguments.get(1).and_then(|word| word.to_str());
    let command = command.filter(|word| Arguments::command().find_subcommand(word).is_some());
    let parsed = match Arguments::try_parse_from(&arguments) {
        Ok(parsed) => parsed,
        Err(error) => return fault::show(&error, command).into(),
    };
    match parsed.command {
        Command::Batch(arguments) => month::run(&arguments),
        Command::Check(arguments) => check(&arguments),
        Command::Render(arguments) => render(&arguments),
        Command::New(arguments) => forms::new(&arguments),
        Command::Ledger(arguments) => ledger::run(&arguments),
        Command::Convert(arguments) => forms::convert(&arguments),
        Command::Schema(arguments) => forms::schema(&arguments),
        Command::Fonts(arguments) => fonts::run(&arguments),
        Command::Rules(arguments) => rules::run(&arguments),
    }
    .into()
}

/// `help`, `help render` as `--help`, `render --help`: clap's own command of that name speaks English.
fn helped(mut arguments: Vec<OsString>) -> Vec<OsString> {
    if arguments.get(1).is_some_and(|first| first == "help") {
        arguments.remove(1);
        arguments.push("--help".into());
    }
    arguments
}

fn check(arguments: &CheckArguments) -> Exit {
    let format = arguments.message_format.unwrap_or_default();
    let mut printer = Printer::new(format);
    let Some(office) = office(arguments.unit.as_deref(), machine(arguments.classified), &mut printer) else {
        return Exit::NotRun;
    };
    let (specs, problems) = batch::collect(&arguments.paths);
    let progress = progress(specs.len(), format);
    let only = args::kinds(&arguments.only);
    let reports = batch::check(&office, &specs, only, &|| progress.inc(1));
    progress.finish_and_clear();
    printer.problems(&problems);
    printer.units(&office, &reports);
    for report in &reports {
        printer.checked(report);
    }
    printer.years(&reports);
    printer.readiness(&reports);
    printer.check_summary(&reports);
    printer.exit()
}

fn render(arguments: &RenderArguments) -> Exit {
    let format = arguments.message_format.unwrap_or_default();
    let mut printer = Printer::new(format);
    let Some(office) = office(arguments.unit.as_deref(), machine(arguments.classified), &mut printer) else {
        return Exit::NotRun;
    };
    let pipeline = match pipeline(&arguments.fonts, arguments.strict_fonts, office, &mut printer) {
        Ok(pipeline) => pipeline,
        Err(exit) => return exit,
    };
    let (specs, problems) = batch::collect(&arguments.paths);
    printer.problems(&problems);
    let unready = if arguments.draft { Unready::Drafted } else { Unready::Blocked };
    let formats = args::formats(&arguments.format);
    let request = Request { only: args::kinds(&arguments.only), formats, unready };
    let overwrite = if arguments.force { Overwrite::Edited } else { Overwrite::Never };
    let destination = Destination { folder: arguments.output.clone(), overwrite };
    let progress = progress(specs.len(), format);
    let reports = batch::render(&pipeline, &specs, &request, &destination, &|| progress.inc(1));
    progress.finish_and_clear();
    printer.units(pipeline.office(), &reports);
    for report in &reports {
        printer.rendered(report);
    }
    printer.years(&reports);
    printer.fonts(pipeline.fonts(), &reports);
    printer.borrowed(&reports);
    printer.render_summary(&reports);
    printer.exit()
}

/// The pipeline with the faces found.
fn pipeline(
    folders: &[PathBuf],
    is_strict: bool,
    office: Office,
    printer: &mut Printer,
) -> Result<Pipeline, Exit> {
    let fonts = Fonts::discover(folders).map_err(|error| printer.not_run(&error.to_string()))?;
    if is_strict && !fonts.substitutions().is_empty() {
        return Err(printer.not_run(&fonts::refusal(&fonts)));
    }
    let fonts = if is_strict { fonts.strict() } else { fonts };
    let pack = crate::pack::find(None).map_err(|error| printer.not_run(&error.to_string()))?;
    let mut faults: Vec<Diagnostic> = Vec::new();
    let pipeline = match Pipeline::new(&pack, fonts, &mut faults) {
        Ok(Some(pipeline)) => pipeline.at(office),
        Ok(None) => return Err(printer.not_run("单位包无法使用")),
        Err(error) => return Err(printer.not_run(&error.to_string())),
    };
    printer.problems(&faults);
    printer.broken(pipeline.fonts());
    Ok(pipeline)
}

/// What the user says of the machine.
const fn machine(classified: bool) -> Secrecy {
    if classified { Secrecy::Permitted } else { Secrecy::Refused }
}

/// The office with the packs in `templates` here and beside the program; nothing when the one asked for is no use.
fn office(asked: Option<&str>, secrecy: Secrecy, printer: &mut Printer) -> Option<Office> {
    let program = std::env::current_exe().ok();
    let beside = program.as_deref().and_then(Path::parent).map(Path::to_owned);
    let places: Vec<PathBuf> = std::iter::once(PathBuf::new()).chain(beside).collect();
    let office = match batch::units(asked, &places) {
        Ok(office) => office,
        Err(fault) => {
            printer.not_run(&fault.message);
            return None;
        }
    };
    let (faults, sources) = office.chosen().map(|name| office.faults(name)).unwrap_or_default();
    let is_sound = !faults.iter().any(Diagnostic::is_error);
    if !is_sound {
        printer.faults(&faults, &sources);
    }
    is_sound.then(|| office.with_secrecy(secrecy))
}

/// A bar on a terminal when the work is long; nothing otherwise.
fn progress(specs: usize, format: MessageFormat) -> ProgressBar {
    let is_shown = specs > 1 && format == MessageFormat::Text && std::io::stderr().is_terminal();
    if !is_shown {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(u64::try_from(specs).unwrap_or(u64::MAX));
    let style = ProgressStyle::with_template("{bar:32} {pos}/{len} 个会议 剩余 {eta}");
    style.map_or_else(|_| ProgressBar::hidden(), |style| bar.with_style(style))
}
