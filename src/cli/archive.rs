//! `huiwu archive`: a meeting's folder or a package comes in, a package or what is wrong with one goes out.

use super::Exit;
use super::args::{COMMAND, read_message_format};
use super::report::{MessageFormat, Printer, line};
use crate::batch::{self, Verified};
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

const END: &str = "";

#[derive(Debug, Args)]
#[command(help_template = COMMAND, override_usage = "huiwu archive [选项] <路径>", after_help = END)]
pub(super) struct ArchiveArguments {
    /// 会议的输出文件夹（里面有 清单.json）；加 --verify 时是归档包的文件夹或 .zip
    #[arg(required = true, value_name = "路径")]
    pub(super) path: PathBuf,
    /// 只校验归档包，不改动任何文件
    #[arg(long)]
    pub(super) verify: bool,
    /// 校验时核对当初抄下的校验值，写前16位也可以
    #[arg(long, value_name = "校验值", requires = "verify")]
    pub(super) expect: Option<String>,
    /// 提示的形式：text 给人看，json 每行一个对象，给程序用；不写即为 text
    #[arg(long, value_name = "形式", value_parser = read_message_format)]
    pub(super) message_format: Option<MessageFormat>,
}

/// Makes a package, or looks at one.
pub(super) fn run(arguments: &ArchiveArguments) -> Exit {
    let format = arguments.message_format.unwrap_or_default();
    let mut printer = Printer::new(format);
    verify(arguments, format, &mut printer)
}

fn verify(arguments: &ArchiveArguments, format: MessageFormat, printer: &mut Printer) -> Exit {
    let verified = match batch::verify(&arguments.path, arguments.expect.as_deref()) {
        Ok(verified) => verified,
        Err(reason) => return printer.not_run(&reason),
    };
    printer.problems(&verified.problems);
    match format {
        MessageFormat::Text => say(&verified),
        MessageFormat::Json => line(&verified_json(&verified)),
    }
    printer.exit()
}

fn say(verified: &Verified) {
    let Verified { files, totals, .. } = verified;
    let path = verified.path.display();
    let found = match verified.problems.len() {
        0 => "与写出时的清单完全相符".to_owned(),
        count => format!("发现{count}处问题，请与另存的一份核对"),
    };
    line(&format!("校验了「{path}」：{}件{}页，{files}个文件，{found}。", totals.items, totals.pages));
    if let Some(sums) = &verified.sums {
        line(&format!("  包校验值　{}", sums.whole));
        line(&format!("  文件校验值　{}", sums.items));
    }
    match verified.anchored {
        Some(answer) => line(&format!("{answer}。")),
        None if verified.problems.is_empty() => line(
            "清单和文件一起被改过的，包自己看不出来：请用 --expect 核对归档时抄下的校验值（备考表、登记簿上的）。",
        ),
        None => {}
    }
}

fn verified_json(verified: &Verified) -> String {
    json!({
        "summary": "verify",
        "path": verified.path.to_string_lossy(),
        "items": verified.totals.items,
        "pages": verified.totals.pages,
        "files": verified.files,
        "errors": verified.problems.len(),
        "package_sha256": verified.sums.as_ref().map(|sums| &sums.whole),
        "items_sha256": verified.sums.as_ref().map(|sums| &sums.items),
        "anchored": verified.anchored.is_some(),
    })
    .to_string()
}
