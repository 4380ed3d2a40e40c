//! `huiwu unit show`: the name of a pack comes in, what it gives, inherits and does otherwise than the standard goes out.

use super::super::Exit;
use super::super::report::{self, MessageFormat, Printer};
use super::args::ShowArguments;
use crate::pack::Deviation;
use crate::pipeline::{Layered, Office, Shown};

/// Shows a pack.
pub(super) fn run(arguments: &ShowArguments) -> Exit {
    let mut printer = Printer::new(MessageFormat::Text);
    if arguments.names {
        for name in Office::template_names() {
            report::line(&name);
        }
        return Exit::Clean;
    }
    let office = match super::office(arguments.unit.as_deref()) {
        Ok(office) => office,
        Err(fault) => return printer.not_run(&fault.message),
    };
    let name = office.chosen().unwrap_or(super::BUILT_IN).to_owned();
    let (faults, sources) = office.faults(&name);
    let is_wrong = super::shown_faults(&mut printer, &faults, &sources);
    if let Some(shown) = office.shown(&name) {
        say(&shown);
    }
    if is_wrong { Exit::Errors } else { Exit::Clean }
}

fn say(shown: &Shown) {
    report::line(&format!("单位包「{}」", shown.name));
    let chain: Vec<String> =
        shown.layers.iter().map(|(name, folder)| format!("{name}（{folder}）")).collect();
    report::line(&format!("由上到下：{}", chain.join(" → ")));
    let own = shown.layers.first().map_or("", |(name, _)| name.as_str());
    heading("文件");
    for file in &shown.files {
        report::line(&format!("  {}　{}　{}", file.what, file.value, origin(file, own)));
    }
    heading("内容（会议文件没有写时用）");
    for value in &shown.values {
        report::line(&format!("  {}: {}　{}", value.what, value.value, origin(value, own)));
    }
    if shown.values.is_empty() {
        report::line("  没有");
    }
    if !shown.adjusted.is_empty() {
        heading("检查的轻重");
        for one in &shown.adjusted {
            let label = one.code.severity().label();
            report::line(&format!("  {} {}（原为{label}）", one.code.name(), one.word()));
        }
    }
    let (clauses, others): (Vec<&Deviation>, Vec<&Deviation>) =
        shown.deviations.iter().partition(|one| one.clause.is_some());
    heading("与 GB/T 9704—2012 不同的地方");
    for one in &clauses {
        let clause = one.clause.unwrap_or_default();
        report::line(&format!("  {}：{}，标准为{}　（{clause}）", one.what, one.found, one.standard));
    }
    if clauses.is_empty() {
        report::line("  没有");
    }
    if !others.is_empty() {
        heading("标准没有规定、与默认不同的样式");
        for one in others {
            report::line(&format!("  {}：{}，默认为{}", one.what, one.found, one.standard));
        }
    }
}

fn heading(text: &str) {
    report::line(&format!("\n{text}"));
}

fn origin(one: &Layered, own: &str) -> String {
    match (&one.over, one.from == own) {
        // Style sheets are merged key by key.
        (Some(over), _) if one.what == "style.yaml" => format!("「{}」叠在「{over}」的上面", one.from),
        (Some(over), true) => format!("本包，代替「{over}」的"),
        (None, true) => "本包".to_owned(),
        (Some(over), false) => format!("继承「{}」，代替「{over}」的", one.from),
        (None, false) => format!("继承「{}」", one.from),
    }
}
