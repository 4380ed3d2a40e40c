//! The command line: arguments come in, text or JSON lines and an exit code go out.
//!
//! The only room that prints, exits or looks at the terminal and the environment.

mod archive;
mod args;

mod fault;
mod fonts;
mod forms;
mod ledger;
mod month;
mod report;
mod rules;
mod unit;

use crate::batch::{self, Destination, LibreOffice, Overwrite, Report};
use crate::font::{Borrowing, Fonts, Role};
use crate::kind::Kinds;
use crate::pipeline::{Converter, Held, Office, Pipeline, Request, Secrecy, Unready};
use args::{Arguments, CheckArguments, Command, RenderArguments};
use clap::{CommandFactory, Parser};
use indicatif::{ProgressBar, ProgressState, ProgressStyle};
use report::{MessageFormat, Printer};
use std::ffi::OsString;
use std::fmt::Write;
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
        Command::Archive(arguments) => archive::run(&arguments),
        Command::Fonts(arguments) => fonts::run(&arguments),
        Command::Rules(arguments) => rules::run(&arguments),
        Command::Unit(arguments) => unit::run(&arguments),
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
    let held: Vec<Held> = reports.iter().flat_map(|report| report.held.iter().cloned()).collect();
    printer.across(&batch::across(&office, held).1, None);
    printer.years(&reports);
    printer.readiness(&reports);
    printer.check_summary(&reports);
    printer.exit()
}

fn render(arguments: &RenderArguments) -> Exit {
    let format = arguments.message_format.unwrap_or_default();
    let mut printer = Printer::new(format);
    let strictness = if arguments.strict_fonts { Borrowing::Refused } else { Borrowing::Allowed };
    let (unit, secrecy) = (arguments.unit.as_deref(), machine(arguments.classified));
    let Some(pipeline) = equipped((unit, secrecy), (&arguments.fonts, strictness), &mut printer) else {
        return Exit::NotRun;
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
    for fonts in pipeline.all_fonts() {
        let uses = |report: &&Report| std::ptr::eq(pipeline.fonts_of(report.pack_name.as_deref()), fonts);
        printer.fonts(fonts, reports.iter().filter(uses));
    }
    printer.borrowed(&reports);
    printer.render_summary(&reports);
    printer.exit()
}

/// The office of a unit and what makes its documents; nothing where either cannot be used, which is said.
fn equipped(
    (unit, secrecy): (Option<&str>, Secrecy),
    (folders, strictness): (&[PathBuf], Borrowing),
    printer: &mut Printer,
) -> Option<Pipeline> {
    let office = office(unit, secrecy, printer)?;
    match pipeline(office, folders, strictness) {
        Ok(pipeline) => {
            pipeline.all_fonts().for_each(|fonts| printer.broken(fonts));
            Some(pipeline)
        }
        Err(why) => {
            printer.not_run(&why);
            None
        }
    }
}

/// What makes the documents of an office, with the faces that its packs bring along.
fn pipeline(office: Office, folders: &[PathBuf], strictness: Borrowing) -> Result<Pipeline, String> {
    let discover = |folders: &[PathBuf], named: &[(Role, String)]| {
        let fonts = Fonts::preferring(named, folders).map_err(|error| error.to_string())?;
        if strictness == Borrowing::Allowed {
            return Ok(fonts);
        }
        if fonts.substitutions().is_empty() { Ok(fonts.strict()) } else { Err(fonts::refusal(&fonts)) }
    };
    let names: Vec<String> = match office.chosen() {
        Some(chosen) => vec![chosen.to_owned()],
        None => office.names().into_iter().map(str::to_owned).collect(),
    };
    let mut own = Vec::new();
    for name in names {
        let (beside, faces) = (office.font_folders(&name), office.named_faces(&name));
        if !beside.is_empty() || !faces.is_empty() {
            own.push((name, discover(&[folders.to_vec(), beside].concat(), &faces)?));
        }
    }
    // A chosen pack with faces of its own leaves nothing to others.
    let fonts = match own.as_slice() {
        [(_, _)] if office.chosen().is_some() => own.remove(0).1,
        _ => discover(folders, &[])?,
    };
    let pack = crate::pack::builtin().map_err(|error| error.to_string())?;
    let pipeline = Pipeline::new(&pack, fonts, &mut Vec::new()).map_err(|error| error.to_string())?;
    let pipeline = pipeline.ok_or("内置的单位包无法使用")?.at(office).with_converter(converter());
    Ok(own.into_iter().fold(pipeline, |pipeline, (name, fonts)| pipeline.with_fonts(&name, fonts)))
}

/// LibreOffice, where it is installed: it makes the PDFs of documents with Word templates.
fn converter() -> Option<Box<dyn Converter>> {
    let named = |folder: PathBuf| ["soffice", "soffice.exe", "libreoffice"].map(|name| folder.join(name));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let usual = [
        "C:/Program Files/LibreOffice/program",
        "C:/Program Files (x86)/LibreOffice/program",
        "/Applications/LibreOffice.app/Contents/MacOS",
        "/usr/lib/libreoffice/program",
        "/opt/libreoffice/program",
    ];
    let folders = std::env::split_paths(&path).chain(usual.map(PathBuf::from));
    // What the user sets goes before; nothing between the quotes means that none is to be used.
    if let Some(own) = std::env::var_os("HUIWU_LIBREOFFICE") {
        return (!own.is_empty()).then(|| Box::new(LibreOffice::at(own.into())) as Box<dyn Converter>);
    }
    let program =
        folders.filter(|folder| folder.is_absolute()).flat_map(named).find(|path| path.is_file())?;
    Some(Box::new(LibreOffice::at(program)))
}

/// What the user says of the machine.
const fn machine(classified: bool) -> Secrecy {
    if classified { Secrecy::Permitted } else { Secrecy::Refused }
}

/// The office with the packs in `templates` here and beside the program; nothing when the one asked for is no use.
fn office(asked: Option<&str>, secrecy: Secrecy, printer: &mut Printer) -> Option<Office> {
    let office = match batch::units(asked, &places()) {
        Ok(office) => office,
        Err(fault) => {
            printer.not_run(&fault.message);
            return None;
        }
    };
    let (faults, sources) = office.chosen().map(|name| office.faults(name)).unwrap_or_default();
    // What is wrong in the template of one document does not keep the others from being made.
    let is_sound = !faults.iter().any(|fault| fault.is_error() && fault.scope == Kinds::all());
    if !is_sound {
        printer.faults(&faults, &sources);
    }
    is_sound.then(|| office.with_secrecy(secrecy))
}

/// Where a folder `templates` may be: here, and beside the program.
fn places() -> Vec<PathBuf> {
    let program = std::env::current_exe().ok();
    let beside = program.as_deref().and_then(Path::parent).map(Path::to_owned);
    std::iter::once(PathBuf::new()).chain(beside).collect()
}

/// A bar on a terminal when the work is long; nothing otherwise.
fn progress(specs: usize, format: MessageFormat) -> ProgressBar {
    let is_shown = specs > 1 && format == MessageFormat::Text && std::io::stderr().is_terminal();
    if !is_shown {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(u64::try_from(specs).unwrap_or(u64::MAX));
    let style = ProgressStyle::with_template("{bar:32} {pos}/{len} 个会议 {rate} {left}").map(|style| {
        style
            .with_key("rate", |state: &ProgressState, out: &mut dyn Write| {
                let _ = write!(out, "每秒{:.1}个", state.per_sec());
            })
            .with_key("left", |state: &ProgressState, out: &mut dyn Write| {
                let seconds = state.eta().as_secs();
                let _ = match seconds {
                    0..60 => write!(out, "还要{seconds}秒"),
                    _ => write!(out, "还要{}分{}秒", seconds / 60, seconds % 60),
                };
            })
    });
    style.map_or_else(|_| ProgressBar::hidden(), |style| bar.with_style(style))
}
