//! `huiwu rules`: a code, a word or nothing comes in, the table of rules or what one of them means goes out.

use super::Exit;
use super::args::RulesArguments;
use super::report::{self, MessageFormat, Printer};
use crate::diag::{Code, reference};
use serde_json::json;

/// Lists the rules, or explains those that are asked for.
pub(super) fn run(arguments: &RulesArguments) -> Exit {
    let format = arguments.message_format.unwrap_or_default();
    let mut codes = Vec::new();
    for word in &arguments.words {
        let found = reference::find(word);
        if found.is_empty() {
            return Printer::new(format).not_run(&unknown(word));
        }
        codes.extend(found);
    }
    match format {
        MessageFormat::Json => {
            let shown = if arguments.words.is_empty() { Code::ALL } else { &codes };
            for code in shown {
                report::line(&as_json(*code));
            }
        }
        MessageFormat::Text if codes.is_empty() => list(),
        MessageFormat::Text => {
            for code in codes {
                report::line(reference::explanation(code).trim_end());
            }
        }
    }
    Exit::Clean
}

fn unknown(word: &str) -> String {
    let hint = reference::nearest(word).map_or_else(
        || "用 huiwu rules 列出所有规则".to_owned(),
        |code| format!("您是不是想写「{}」？", code.name()),
    );
    format!("没有「{word}」这条规则；{hint}")
}

fn list() {
    let mut theme = "";
    for code in Code::ALL {
        if code.theme() != theme {
            theme = code.theme();
            report::line(theme);
        }
        report::line(&format!("  {}", reference::line(*code)));
    }
    report::line(&format!("共{}条；huiwu rules <代码> 解释一条。", Code::ALL.len()));
}

fn as_json(code: Code) -> String {
    json!({
        "code": code.name(),
        "severity": code.severity().name(),
        "theme": code.theme(),
        "about": code.about(),
        "example": code.example(),
        "fix": code.fix(),
        "fixed": code.is_fixed(),
    })
    .to_string()
}
