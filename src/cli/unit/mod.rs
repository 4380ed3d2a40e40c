//! `huiwu unit`: names of unit packs come in, new packs, what packs hold, what is wrong with them and how they look go out.

mod args;
mod preview;
mod show;
mod words;

pub(super) use args::UnitArguments;

use super::Exit;
use super::report::{self, MessageFormat, Printer};
use crate::batch::{self, Overwrite};
use crate::diag::{Diagnostic, Sources};
use crate::font::Fonts;
use crate::pack::blank;
use crate::pipeline::{Listed, Office};
use args::{CheckArguments, NewArguments, UnitCommand};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Runs one of the commands.
pub(super) fn run(arguments: &UnitArguments) -> Exit {
    match &arguments.command {
        UnitCommand::New(arguments) => new(arguments),
        UnitCommand::List(_) => list(),
        UnitCommand::Show(arguments) => show::run(arguments),
        UnitCommand::Check(arguments) => check(arguments),
        UnitCommand::Preview(arguments) => preview::run(arguments),
    }
}

/// The office with the pack asked for.
fn office(asked: Option<&str>) -> Result<Office, Diagnostic> {
    batch::units(asked.filter(|name| *name != BUILT_IN), &super::places())
}

const BUILT_IN: &str = "默认";

/// Writes the files of a new pack.
fn new(arguments: &NewArguments) -> Exit {
    let printer = Printer::new(MessageFormat::Text);
    let name = arguments.name.trim();
    let is_name =
        batch::names(&[name.to_owned()], "yaml") == [format!("{name}.yaml")] && !name.starts_with('.');
    if !is_name || name == BUILT_IN {
        let why = if name == BUILT_IN {
            "「默认」是内置的单位包"
        } else {
            "它要用作文件夹的名称"
        };
        return printer.not_run(&format!("单位包不能叫「{name}」：{why}，请换一个名称"));
    }
    let office = match office(None) {
        Ok(office) => office,
        Err(fault) => return printer.not_run(&fault.message),
    };
    let inherit = arguments.inherit.as_str();
    if !office.has(inherit) {
        let known = office.names().join("、");
        return printer.not_run(&format!("没有单位包「{inherit}」可以继承，现有：{known}"));
    }
    let folder = arguments.folder.join(name);
    if folder.exists() {
        return printer.not_run(&format!("已有「{}」，没有改动它；请换一个名称", folder.display()));
    }
    for text in blank(name, inherit) {
        if let Err(fault) = batch::save(&folder.join(&text.path), text.text.as_bytes(), Overwrite::Never) {
            return printer.not_run(&fault.message);
        }
    }
    let file = folder.join("unit.yaml");
    report::line(&format!("新建了单位包「{name}」，放在 {}。", folder.display()));
    report::line(&format!("下一步：用编辑器打开 {}，填上联系人、主送机关等，保存。", file.display()));
    report::line(&format!("再试：huiwu unit check {name}，huiwu unit preview {name}"));
    report::line(&format!("使用：huiwu render 会议.xlsx --unit {name}"));
    Exit::Clean
}

fn list() -> Exit {
    let office = match office(None) {
        Ok(office) => office,
        Err(fault) => return Printer::new(MessageFormat::Text).not_run(&fault.message),
    };
    for Listed { name, folder, below, errors } in office.listed() {
        let below =
            if below.is_empty() { String::new() } else { format!("　继承：{}", below.join(" ← ")) };
        let wrong = if errors > 0 { format!("　有{errors}个错误") } else { String::new() };
        report::line(&format!("{name}　{folder}{below}{wrong}"));
    }
    Exit::Clean
}

/// Says everything that is wrong with packs.
fn check(arguments: &CheckArguments) -> Exit {
    let mut printer = Printer::new(arguments.message_format.unwrap_or_default());
    let all = match office(None) {
        Ok(office) => office,
        Err(fault) => return printer.not_run(&fault.message),
    };
    let mut asked: Vec<String> = arguments.units.clone();
    if asked.is_empty() {
        let own = all.listed().into_iter().map(|listed| listed.name).filter(|name| name != BUILT_IN);
        asked = own.collect();
    }
    if asked.is_empty() {
        return printer.not_run("templates 文件夹里没有单位包；新建一个：huiwu unit new <单位名称>");
    }
    let mut said: Vec<Diagnostic> = Vec::new();
    let mut written = BTreeSet::new();
    for name in &asked {
        let office = match office(Some(name)) {
            Ok(office) => office,
            Err(fault) => return printer.not_run(&fault.message),
        };
        let name = office.chosen().unwrap_or(BUILT_IN).to_owned();
        let (mut faults, sources) = office.faults(&name);
        let folders: Vec<PathBuf> =
            arguments.fonts.iter().cloned().chain(office.font_folders(&name)).collect();
        if let Ok(fonts) = Fonts::preferring(&office.named_faces(&name), &folders) {
            faults.extend(office.absent_fonts(&name, &fonts));
        }
        // What two packs inherit is said once.
        faults.retain(|fault| !said.contains(fault));
        printer.faults(&faults, &sources);
        said.extend(faults);
        for copy in office.annotated(&name) {
            words::put(&mut printer, arguments.output.as_deref(), &copy, &mut written);
        }
    }
    printer.units_summary(asked.len());
    printer.exit()
}

/// The same sentence whatever was wrong with a pack.
fn shown_faults(printer: &mut Printer, faults: &[Diagnostic], sources: &Sources) -> bool {
    printer.faults(faults, sources);
    faults.iter().any(Diagnostic::is_error)
}

/// A file beside the folder that the user is in.
fn file_for(name: &str) -> PathBuf {
    Path::new(&format!("预览-{name}.pdf")).to_owned()
}
