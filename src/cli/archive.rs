//! `huiwu archive`: a meeting's folder or a package comes in, a package or what is wrong with one goes out.

use super::args::{COMMAND, read_message_format};
use super::report::{MessageFormat, Printer, line};
use super::{Exit, equipped, machine};
use crate::batch::{self, Archived, Asked, Companions, Overwrite, Shape, State, Totals, Verified};
use crate::font::Borrowing;
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;

const END: &str = "\
归档包里有：归档封面、归档文件目录、备考表，「文件」文件夹里按目录次序排列的各件，和 归档清单.json（每个文件的校验值）。
各件是这个会议生成的 PDF，和会议文件「归档」的「文件」里列的材料。材料按「路径」取，从会议文件所在的文件夹写起；
没有写路径的，在 --materials 的文件夹里找与「题名」同名的文件。页数数的是 PDF 的实际页数。
材料不齐、文件被改过、找不到、加了密的，一样一样指出来，什么也不写。

包写好后显示两个校验值，请抄进登记簿：清单和文件一起被改过的，只有用 --expect 核对它才能发现。
备考表上印的是文件校验值，管各件；包校验值管整个包。

例：
  huiwu archive output/2026-11-24-会议名称
  huiwu archive output/2026-11-24-会议名称 --materials 材料 --zip
  huiwu archive --verify 归档.zip --expect 3f0c9a51d2e84b76";

#[derive(Debug, Args)]
#[command(help_template = COMMAND, override_usage = "huiwu archive [选项] <路径>", after_help = END)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
pub(super) struct ArchiveArguments {
    /// 会议的输出文件夹（里面有 清单.json）；加 --verify 时是归档包的文件夹或 .zip
    #[arg(required = true, value_name = "路径")]
    pub(super) path: PathBuf,
    /// 生成这些文书的会议文件；不写就在输出文件夹附近找
    #[arg(long, value_name = "会议文件", conflicts_with = "verify")]
    pub(super) spec: Option<PathBuf>,
    /// 存放材料的文件夹
    #[arg(long, value_name = "文件夹", conflicts_with = "verify")]
    pub(super) materials: Option<PathBuf>,
    /// 归档包写到哪里；不写即为会议的输出文件夹里的 归档 或 归档.zip
    #[arg(short, long, value_name = "路径", conflicts_with = "verify")]
    pub(super) output: Option<PathBuf>,
    /// 写成一个 zip 文件
    #[arg(long, conflicts_with = "verify")]
    pub(super) zip: bool,
    /// 同时放入 DOCX
    #[arg(long, conflicts_with = "verify")]
    pub(super) docx: bool,
    /// 单位包：templates 里的名称，或含有 unit.yaml 的文件夹；优先于会议文件里写的
    #[arg(long, value_name = "单位包", conflicts_with = "verify")]
    pub(super) unit: Option<String>,
    /// 优先使用这个文件夹里的字体，可写多次
    #[arg(long, value_name = "文件夹", conflicts_with = "verify")]
    pub(super) fonts: Vec<PathBuf>,
    /// 覆盖已有的归档包
    #[arg(long, conflicts_with = "verify")]
    pub(super) force: bool,
    /// 本机为涉密设备，可以处理涉密内容；不写则遇到涉密会议就停下
    #[arg(long, conflicts_with = "verify")]
    pub(super) classified: bool,
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
    if arguments.verify {
        return verify(arguments, format, &mut printer);
    }
    let unit = (arguments.unit.as_deref(), machine(arguments.classified));
    let Some(pipeline) = equipped(unit, (&arguments.fonts, Borrowing::Allowed), &mut printer) else {
        return Exit::NotRun;
    };
    let asked = Asked {
        folder: arguments.path.clone(),
        spec: arguments.spec.clone(),
        materials: arguments.materials.clone(),
        output: arguments.output.clone(),
        shape: if arguments.zip { Shape::Zip } else { Shape::Folder },
        companions: if arguments.docx { Companions::Docx } else { Companions::None },
        overwrite: if arguments.force { Overwrite::Edited } else { Overwrite::Never },
    };
    let archived = match batch::archive(&pipeline, &asked) {
        Ok(archived) => archived,
        Err(reason) => return printer.not_run(&reason),
    };
    printer.archived(pipeline.office(), &archived);
    match format {
        MessageFormat::Text => say_archived(&archived),
        MessageFormat::Json => archived_json(&archived).iter().for_each(|object| line(&object.to_string())),
    }
    printer.exit()
}

fn say_archived(archived: &Archived) {
    let Some((path, state)) = &archived.package else {
        let errors = archived.diagnostics.iter().filter(|found| found.is_error()).count();
        line(&format!("没有写出归档包：{errors}个错误，改正后再运行。"));
        return;
    };
    line(&path.display().to_string());
    for item in &archived.listed {
        let number = if item.reference.is_empty() { item.place.to_string() } else { item.reference.clone() };
        line(&format!("  {number}　{}　{}页", item.title, item.pages));
    }
    let Totals { items, pages } = archived.totals;
    let state = if *state == State::Unchanged { "没有变化" } else { "写出" };
    line(&format!("归档包{state}：{items}件{pages}页，{}个文件。", archived.files));
    if let Some(sums) = &archived.sums {
        line(&format!("  包校验值　　{}", sums.whole));
        line(&format!("  文件校验值　{}（印在备考表上）", sums.items));
        line("请把包校验值抄进登记簿，以后用 huiwu archive --verify --expect 核对。");
    }
}

fn archived_json(archived: &Archived) -> Vec<Value> {
    let items = archived.listed.iter().map(|item| {
        let files: Vec<&str> = item.files.iter().map(|file| file.path.as_str()).collect();
        json!({ "item": item.place, "reference": item.reference, "pages": item.pages, "files": files })
    });
    let (path, state) = archived.package.as_ref().map_or((None, None), |(path, state)| {
        let state = if *state == State::New { "written" } else { "unchanged" };
        (Some(path.to_string_lossy().into_owned()), Some(state))
    });
    let errors = archived.diagnostics.iter().filter(|found| found.is_error()).count();
    let summary = json!({
        "summary": "archive",
        "path": path,
        "state": state,
        "items": archived.totals.items,
        "pages": archived.totals.pages,
        "files": archived.files,
        "errors": errors,
        "package_sha256": archived.sums.as_ref().map(|sums| &sums.whole),
        "items_sha256": archived.sums.as_ref().map(|sums| &sums.items),
    });
    items.chain([summary]).collect()
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
        line(&format!("  包校验值　　{}", sums.whole));
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
