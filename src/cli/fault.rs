//! Faults of the arguments: clap's error comes in, a Chinese sentence and an exit code go out.

use super::Exit;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::error::Error as _;
use std::io::Write;
use std::path::Path;

/// Says what is wrong with the arguments of `command`, or shows the help that was asked for.
pub(super) fn show(error: &clap::Error, command: Option<&str>) -> Exit {
    // A closed pipe is no reason to complain.
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = write!(std::io::stdout(), "{}", error.render());
            Exit::Clean
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = write!(std::io::stderr(), "{}", error.render());
            Exit::NotRun
        }
        _ => {
            let command = command.map_or_else(String::new, |command| format!("{command} "));
            let end = format!("用 huiwu {command}--help 查看用法。");
            let _ = writeln!(std::io::stderr(), "{}\n{end}", sentence(error, command.trim_end()));
            Exit::NotRun
        }
    }
}

fn sentence(error: &clap::Error, command: &str) -> String {
    let argument = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => {
            format!("没有「{argument}」这个选项{}", suggestion(error, ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidSubcommand => unknown_command(error),
        ErrorKind::MissingSubcommand => "没有写要做什么：new 新建，check 检查，render 生成文书。".to_owned(),
        ErrorKind::MissingRequiredArgument if command == "new" => {
            "没有写要新建的文件，例如：huiwu new 会议.xlsx".to_owned()
        }
        ErrorKind::MissingRequiredArgument if command == "convert" => {
            "要写两个文件：来源和目标，例如：huiwu convert 会议.xlsx 会议.yaml".to_owned()
        }
        ErrorKind::MissingRequiredArgument if command == "archive" => {
            "没有写会议的输出文件夹，例如：huiwu archive output/2026-11-24-会议名称".to_owned()
        }
        ErrorKind::MissingRequiredArgument if argument.contains("--on") => {
            "没有写台账的日期：是否逾期按哪一天算，例如：--on 2026-12-31".to_owned()
        }
        ErrorKind::MissingRequiredArgument => {
            format!("没有写会议文件或文件夹，例如：huiwu {command} 会议.xlsx")
        }
        ErrorKind::InvalidValue => format!("「{argument}」后面没有写值。"),
        ErrorKind::ValueValidation => {
            let reason = error.source().map_or_else(String::new, ToString::to_string);
            format!("「{argument}」{reason}。")
        }
        ErrorKind::TooManyValues => format!("「{argument}」后面不用写值，「{value}」多余。"),
        ErrorKind::ArgumentConflict => format!("「{argument}」写了不止一次。"),
        ErrorKind::InvalidUtf8 => "命令里有无法识别的字符。".to_owned(),
        // Whatever clap may add is not repeated: its texts are English.
        _ => "命令写得不对。".to_owned(),
    }
}

/// A file where a command belongs is the likeliest slip of all.
fn unknown_command(error: &clap::Error) -> String {
    let found = context(error, ContextKind::InvalidSubcommand);
    if Path::new(&found).exists() || Path::new(&found).extension().is_some() {
        return format!("「{found}」前面要写命令，例如：huiwu render {found}");
    }
    format!("没有「{found}」这个命令{}", suggestion(error, ContextKind::SuggestedSubcommand))
}

fn suggestion(error: &clap::Error, kind: ContextKind) -> String {
    match closest(error, kind) {
        none if none.is_empty() => "。".to_owned(),
        suggestion => format!("，您是不是想写「{suggestion}」？"),
    }
}

/// What was probably meant: of several, those that begin as what was typed does.
fn closest(error: &clap::Error, kind: ContextKind) -> String {
    let Some(ContextValue::Strings(all)) = error.get(kind) else { return context(error, kind) };
    let typed = context(error, ContextKind::InvalidSubcommand);
    let begins = |word: &&String| word.chars().next() == typed.chars().next();
    let likely: Vec<&str> = all.iter().filter(begins).map(String::as_str).collect();
    if likely.is_empty() { context(error, kind) } else { likely.join("、") }
}

fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}
