//! Faults of the arguments: clap's error comes in, a Chinese sentence and an exit code go out.

use super::Exit;
use crate::kind::Kind;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::io::Write;

/// Says what is wrong with the arguments, or shows the help that was asked for.
pub(super) fn show(error: &clap::Error) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // A closed pipe is no reason to complain.
            let _ = write!(std::io::stdout(), "{}", error.render());
            Exit::Clean
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = write!(std::io::stderr(), "{}", error.render());
            Exit::NotRun
        }
        _ => {
            let _ = writeln!(std::io::stderr(), "{}\n用 huiwu --help 查看用法。", sentence(error));
            Exit::NotRun
        }
    }
}

fn sentence(error: &clap::Error) -> String {
    let argument = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => match context(error, ContextKind::SuggestedArg) {
            suggestion if suggestion.is_empty() => format!("没有「{argument}」这个选项。"),
            suggestion => format!("没有「{argument}」这个选项，您是不是想写「{suggestion}」？"),
        },
        ErrorKind::InvalidSubcommand => {
            format!("没有「{}」这个命令。", context(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => "没有写要做什么（命令）。".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}。"),
        ErrorKind::InvalidValue if value.is_empty() => format!("「{argument}」后面没有写值。"),
        ErrorKind::InvalidValue => {
            format!("「{argument}」不能是「{value}」，可以是：{}。", context(error, ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => {
            let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
            format!("「{argument}」不能是「{value}」，可以是：{}。", kinds.join("、"))
        }
        ErrorKind::ArgumentConflict => format!("「{argument}」写了不止一次，或与别的选项冲突。"),
        _ => format!("命令写得不对：{}", error.kind()),
    }
}

fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}
