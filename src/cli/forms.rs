//! `huiwu new`, `huiwu convert` and `huiwu schema`: file names come in, blank or converted spec files go out.

use super::Exit;
use super::args::{ConvertArguments, NewArguments, SchemaArguments};
use super::report::{self, MessageFormat, Printer};
use crate::batch::{self, Overwrite};
use crate::pipeline::{self, SpecFormat};
use std::path::Path;

/// Writes a blank form.
pub(super) fn new(arguments: &NewArguments) -> Exit {
    let printer = Printer::new(MessageFormat::Text);
    let Some(format) = format_of(&arguments.file) else { return printer.not_run(&unknown(&arguments.file)) };
    let schema = arguments.schema.as_deref().map(Path::to_string_lossy);
    if let Some(from) = &arguments.from {
        return seed(arguments, from, (format, schema.as_deref()), printer);
    }
    let kind = arguments.kind.as_deref().unwrap_or("专题会议");
    let bytes = match pipeline::blank(format, kind, schema.as_deref()) {
        Ok(bytes) => bytes,
        Err(error) => return printer.not_run(&error.to_string()),
    };
    if let Err(fault) = batch::save(&arguments.file, &bytes, overwrite(arguments.force)) {
        return printer.not_run(&sentence(&fault));
    }
    let file = arguments.file.display();
    report::line(&format!(
        "写出了「{file}」。填好以后：huiwu check {file} 看缺什么、错什么，huiwu render {file} 生成文书。"
    ));
    Exit::Clean
}

/// Writes the form of the meeting after another one.
fn seed(
    arguments: &NewArguments,
    from: &Path,
    (format, schema): (SpecFormat, Option<&str>),
    mut printer: Printer,
) -> Exit {
    let (report, bytes, carried) = batch::seed(from, format, arguments.kind.as_deref(), schema);
    printer.checked(&report);
    let Some(bytes) = bytes else { return printer.exit() };
    if let Err(fault) = batch::save(&arguments.file, &bytes, overwrite(arguments.force)) {
        return printer.not_run(&sentence(&fault));
    }
    let (file, from) = (arguments.file.display(), from.display());
    report::line(&format!(
        "写出了「{file}」，由「{from}」续建，带来没有办结的任务{carried}项。请填上时间等空着的项目，再用 huiwu check {file} 检查。"
    ));
    Exit::Clean
}

/// Writes the meetings of a file in the other form: one to a file, several to a folder.
pub(super) fn convert(arguments: &ConvertArguments) -> Exit {
    let mut printer = Printer::new(arguments.message_format.unwrap_or_default());
    let (from, to) = (&arguments.from, &arguments.to);
    let Some(source) = format_of(from) else { return printer.not_run(&unknown(from)) };
    let (other, extension) = match source {
        SpecFormat::Yaml => (SpecFormat::Workbook, "xlsx"),
        SpecFormat::Workbook => (SpecFormat::Yaml, "yaml"),
    };
    let to_folder = to.extension().is_none() || to.is_dir();
    if !to_folder {
        match format_of(to) {
            None => return printer.not_run(&unknown(to)),
            Some(target) if target == source => {
                return printer.not_run("两个文件是同一种形式，不用转换：一个应为 .xlsx，另一个应为 .yaml");
            }
            Some(_) => {}
        }
    }
    let (report, files) = batch::convert(from, other);
    printer.checked(&report);
    if files.is_empty() {
        return printer.exit();
    }
    if files.len() > 1 && !to_folder {
        let count = files.len();
        return printer.not_run(&format!(
            "「{}」里有{count}个会议，一个文件只放一个：请把目标写成文件夹，例如：huiwu convert {} 会议文件",
            from.display(),
            from.display()
        ));
    }
    let titles: Vec<String> = files.iter().map(|(title, _)| title.clone()).collect();
    let names = batch::names(&titles, extension);
    let paths = names.iter().map(|name| if to_folder { to.join(name) } else { to.clone() });
    for (path, (_, bytes)) in paths.zip(&files) {
        if let Err(fault) = batch::save(&path, bytes, overwrite(arguments.force)) {
            return printer.not_run(&sentence(&fault));
        }
        printer.converted(&report.spec, &path);
    }
    if report.has_comments && source == SpecFormat::Yaml {
        printer.comments_dropped(&report.spec);
    }
    printer.exit()
}

/// Writes the JSON Schema, to a file or to the standard output.
pub(super) fn schema(arguments: &SchemaArguments) -> Exit {
    let schema = pipeline::json_schema();
    let Some(file) = &arguments.file else {
        report::line(schema.trim_end());
        return Exit::Clean;
    };
    match batch::save(file, schema.as_bytes(), overwrite(arguments.force)) {
        Ok(()) => {
            report::line(&format!("写出了「{}」。", file.display()));
            Exit::Clean
        }
        Err(fault) => Printer::new(MessageFormat::Text).not_run(&sentence(&fault)),
    }
}

const fn overwrite(force: bool) -> Overwrite {
    if force { Overwrite::Edited } else { Overwrite::Never }
}

fn format_of(path: &Path) -> Option<SpecFormat> {
    SpecFormat::of(path.extension()?.to_str()?)
}

fn unknown(path: &Path) -> String {
    format!("「{}」的扩展名应为 .xlsx（Excel 工作簿）或 .yaml、.yml（文本）。", path.display())
}

fn sentence(fault: &crate::diag::Diagnostic) -> String {
    let help = fault.help.as_deref().unwrap_or_default();
    format!("{}。{help}。", fault.message)
}
