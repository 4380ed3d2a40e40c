//! `huiwu fonts`: folders and specs come in, the faces of the roles and the characters none of them draws go out.

use super::args::FontsArguments;
use super::report::{MessageFormat, Printer};
use super::{Exit, report};
use crate::batch;
use crate::font::{Fonts, Outlines, Role};
use serde_json::json;

/// Lists the faces, and what of the specs they cannot draw.
pub(super) fn run(arguments: &FontsArguments) -> Exit {
    let format = arguments.message_format.unwrap_or_default();
    let mut printer = Printer::new(format);
    let fonts = match Fonts::discover(&arguments.fonts) {
        Ok(fonts) => fonts,
        Err(error) => return printer.not_run(&error.to_string()),
    };
    printer.broken(&fonts);
    for role in Role::ALL {
        report::line(&match format {
            MessageFormat::Text => text(&fonts, role),
            MessageFormat::Json => json(&fonts, role),
        });
    }
    let (specs, problems) = batch::collect(&arguments.paths);
    printer.problems(&problems);
    let reports = batch::undrawable(&specs, &fonts);
    for report in &reports {
        printer.checked(report);
    }
    if !specs.is_empty() {
        printer.check_summary(&reports);
    }
    printer.exit()
}

/// Why a run that insists on the official faces does not begin.
pub(super) fn refusal(fonts: &Fonts) -> String {
    let missing: Vec<&str> = fonts.substitutions().iter().map(|missing| missing.role.label()).collect();
    format!(
        "规定的字体不齐，缺少：{}。请安装这些字体，或用 --fonts 指定存放它们的文件夹；不写 --strict-fonts 就用代替的字体",
        missing.join("、")
    )
}

fn is_substitute(fonts: &Fonts, role: Role) -> bool {
    fonts.substitutions().iter().any(|substitution| substitution.role == role)
}

fn outlines(fonts: &Fonts, role: Role) -> &'static str {
    match fonts.session().face(fonts.role(role)).map(crate::font::Face::outlines) {
        Some(Outlines::TrueType) => "TrueType",
        Some(Outlines::Cff) => "CFF",
        None => "读不出来",
    }
}

fn text(fonts: &Fonts, role: Role) -> String {
    let file = fonts.file(fonts.role(role));
    let state = if is_substitute(fonts, role) { "代替" } else { "规定" };
    let label = role.label();
    let padding = "　".repeat(3usize.saturating_sub(label.chars().count()));
    format!(
        "{label}{padding}　{state}　{}　{}　{}　{}",
        file.family,
        outlines(fonts, role),
        file.licence().label(),
        file.path().display()
    )
}

fn json(fonts: &Fonts, role: Role) -> String {
    let file = fonts.file(fonts.role(role));
    json!({
        "role": role.label(),
        "family": file.family,
        "postscript": file.postscript,
        "path": file.path().to_string_lossy(),
        "index": file.index,
        "outlines": outlines(fonts, role),
        "licence": file.licence().name(),
        "substitute": is_substitute(fonts, role),
    })
    .to_string()
}
