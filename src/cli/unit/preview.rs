//! `huiwu unit preview`: the name of a pack comes in, a PDF with all its documents goes out, again whenever the pack is saved.

use super::super::args;
use super::super::report::{self, MessageFormat, Printer};
use super::super::{Exit, pipeline};
use super::args::PreviewArguments;
use crate::batch::{self, Overwrite};
use crate::diag::{Diagnostic, Sources};
use crate::font::Borrowing;
use crate::kind::Kind;
use crate::pipeline::{Preview, Printed, Unconverted};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How often the files of a pack are read anew; a pack is a few small files, so that needs no help of the system.
const EVERY: Duration = Duration::from_millis(300);

/// Prints a pack, once or whenever it changes.
pub(super) fn run(arguments: &PreviewArguments) -> Exit {
    let (exit, mut before) = print(arguments);
    if !arguments.watch || exit == Exit::NotRun && before.is_none() {
        return exit;
    }
    report::line("正在等待：单位包里的文件一保存就重新印；按 Ctrl+C 结束。");
    loop {
        std::thread::sleep(EVERY);
        let now = state(arguments);
        if now.is_some() && now != before {
            let (_, printed) = print(arguments);
            before = printed.or(now);
        }
    }
}

/// Everything the pack consists of, as one text to be compared.
fn state(arguments: &PreviewArguments) -> Option<String> {
    super::office(arguments.unit.as_deref()).ok().map(|office| office.fingerprint())
}

fn print(arguments: &PreviewArguments) -> (Exit, Option<String>) {
    let mut printer = Printer::new(MessageFormat::Text);
    let office = match super::office(arguments.unit.as_deref()) {
        Ok(office) => office,
        Err(fault) => return (printer.not_run(&fault.message), None),
    };
    let state = office.fingerprint();
    let name = office.chosen().unwrap_or(super::BUILT_IN).to_owned();
    let (faults, sources) = office.faults(&name);
    super::shown_faults(&mut printer, &faults, &sources);
    let pipeline = match pipeline(office, &arguments.fonts, Borrowing::Allowed) {
        Ok(pipeline) => pipeline,
        Err(why) => return (printer.not_run(&why), Some(state)),
    };
    let Preview { pdf, documents, words, diagnostics } = pipeline.preview(args::kinds(&arguments.only));
    let errors: Vec<Diagnostic> = diagnostics.into_iter().filter(Diagnostic::is_error).collect();
    printer.faults(&errors, Sources::NONE);
    let folder = PathBuf::from(&name);
    let stem = folder.file_name().map_or_else(|| name.clone(), |stem| stem.to_string_lossy().into_owned());
    let file = arguments.output.clone().unwrap_or_else(|| super::file_for(&stem));
    let is_empty = words.is_empty();
    for (kind, docx, printed) in words {
        if let Err(fault) = put_word(&file, kind, &docx, printed) {
            return (printer.not_run(&fault.message), Some(state));
        }
    }
    let Some(pdf) = pdf else {
        let exit = if is_empty { printer.not_run("没有印出任何文书") } else { printer.exit() };
        return (exit, Some(state));
    };
    if let Err(fault) = batch::save(&file, &pdf, Overwrite::Edited) {
        return (printer.not_run(&fault.message), Some(state));
    }
    let list: Vec<String> = documents.iter().map(|(kind, page)| format!("{kind} 第{page}页起")).collect();
    report::line(&format!("写出了「{}」：{}。", file.display(), list.join("，")));
    (printer.exit(), Some(state))
}

/// A document with a Word template is a file of its own beside the others, and a PDF where LibreOffice makes one.
fn put_word(
    file: &Path,
    kind: Kind,
    docx: &[u8],
    printed: Result<Printed, Unconverted>,
) -> Result<(), Diagnostic> {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let beside = |extension: &str| file.with_file_name(format!("{stem}-{kind}.{extension}"));
    let path = beside("docx");
    batch::save(&path, docx, Overwrite::Edited)?;
    match printed {
        Ok(pdf) => {
            batch::save(&beside("pdf"), &pdf.bytes, Overwrite::Edited)?;
            let pages = pdf.pages;
            report::line(&format!(
                "写出了「{}」和它的 PDF（{pages}页，由 LibreOffice 转换）。",
                path.display()
            ));
        }
        Err(why) => {
            report::line(&format!("写出了「{}」；没有做成 PDF：{why}。", path.display()));
        }
    }
    Ok(())
}
