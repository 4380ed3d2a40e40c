//! `huiwu new`, `huiwu convert` and `huiwu schema`: file names come in, blank or converted spec files go out.

use super::Exit;
use super::args::{ConvertArguments, NewArguments, SchemaArguments};
use super::report::{self, MessageFormat, Printer};
use crate::batch::{self, Overwrite};
use crate::pipeline::{self, SpecFormat};
use serde_json::json;
use std::path::Path;

/// Writes a blank form.
pub(super) fn new(arguments: &NewArguments) -> Exit {
    let printer = Printer::new(MessageFormat::Text);
    let Some(format) = format_of(&arguments.file) else { return printer.not_run(&unknown(&arguments.file)) };
    let schema = arguments.schema.as_deref().map(Path::to_string_lossy);
    let bytes = match pipeline::blank(format, &arguments.kind, schema.as_deref()) {
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

/// Writes a spec in another form.
pub(super) fn convert(arguments: &ConvertArguments) -> Exit {
    let message_format = arguments.message_format.unwrap_or_default();
    let mut printer = Printer::new(message_format);
    let (from, to) = (&arguments.from, &arguments.to);
    let (Some(source), Some(target)) = (format_of(from), format_of(to)) else {
        let odd = if format_of(from).is_none() { from } else { to };
        return printer.not_run(&unknown(odd));
    };
    if source == target {
        return printer.not_run("两个文件是同一种形式，不用转换：一个应为 .xlsx，另一个应为 .yaml");
    }
    let (report, converted) = batch::convert(from, target);
    printer.checked(&report);
    let Some(bytes) = converted else { return printer.exit() };
    if let Err(fault) = batch::save(to, &bytes, overwrite(arguments.force)) {
        return printer.not_run(&sentence(&fault));
    }
    let drops_comments = source == SpecFormat::Yaml && report.has_comments;
    match message_format {
        MessageFormat::Json => report::line(
            &json!({ "file": report.spec, "path": to.to_string_lossy(), "comments-dropped": drops_comments })
                .to_string(),
        ),
        MessageFormat::Text => {
            report::line(&format!("写出了「{}」，内容与「{}」相同。", to.display(), from.display()));
            if drops_comments {
                report::line("说明：YAML 里 # 之后的注释不是会议内容，没有写进工作簿。");
            }
        }
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
