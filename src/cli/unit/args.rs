//! The arguments of `huiwu unit` and their Chinese help.

use super::super::args::{COMMAND, read_kinds, read_message_format};
use super::super::report::MessageFormat;
use crate::kind::Kinds;
use clap::{Args, Subcommand};
use std::path::PathBuf;

const GROUP: &str =
    "{about-with-newline}\n用法：{usage}\n\n命令：\n{subcommands}\n\n选项：\n{options}{after-help}";

const END: &str = "\
例：
  huiwu unit new 青岚县应急管理局       新建单位包，放在 templates 文件夹里
  huiwu unit check 青岚县应急管理局     看写错了没有
  huiwu unit preview 青岚县应急管理局   看印出来的样子";

const NEW_END: &str = "\
新建的单位包不用改就能用；里面的 unit.yaml 每一行都有说明，改哪一行哪一行生效。

例：
  huiwu unit new 青岚县应急管理局
  huiwu unit new 青岚县应急管理局办公室 --inherit 青岚县应急管理局";

const SHOW_END: &str = "\
例：
  huiwu unit show 青岚县应急管理局
  huiwu unit show --names        模板里可以写的所有名称";

const CHECK_END: &str = "\
不写单位包时，检查 templates 里的每一个。不需要会议文件。
Word 模板有错误的，另写一份带批注的副本，批注写明错在哪里、怎样改；模板本身不动。

例：
  huiwu unit check
  huiwu unit check 青岚县应急管理局";

const PREVIEW_END: &str = "\
用自带的示例会议，把单位包的每一种文书依次印在一个 PDF 里；单位自己的内容用 unit.yaml 里的。
加 --watch 后一直运行，单位包里的文件一保存就重新印一遍，按 Ctrl+C 结束。

例：
  huiwu unit preview 青岚县应急管理局
  huiwu unit preview 青岚县应急管理局 --only 会议通知 --watch";

#[derive(Debug, Args)]
#[command(
    help_template = GROUP,
    override_usage = "huiwu unit <命令> [选项]",
    after_help = END,
    disable_help_subcommand = true,
    arg_required_else_help = true
)]
pub(in crate::cli) struct UnitArguments {
    #[command(subcommand)]
    pub(super) command: UnitCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum UnitCommand {
    /// 新建一个单位包
    New(NewArguments),
    /// 列出有哪些单位包
    List(ListArguments),
    /// 列出一个单位包有什么、继承了什么、哪些与国家标准不同
    Show(ShowArguments),
    /// 检查单位包的模板、样式和内容
    Check(CheckArguments),
    /// 把单位包的每一种文书印成一个 PDF 来看
    Preview(PreviewArguments),
}

#[derive(Debug, Args)]
#[command(help_template = COMMAND, override_usage = "huiwu unit new [选项] <名称>", after_help = NEW_END)]
pub(super) struct NewArguments {
    /// 单位名称，也是文件夹的名称
    #[arg(required = true, value_name = "名称")]
    pub(super) name: String,
    /// 以哪个单位包为底，不写即为 默认
    #[arg(long, value_name = "单位包", default_value = "默认", hide_default_value = true)]
    pub(super) inherit: String,
    /// 放在哪个文件夹里，不写即为 templates
    #[arg(long, value_name = "文件夹", default_value = "templates", hide_default_value = true)]
    pub(super) folder: PathBuf,
}

#[derive(Debug, Args)]
#[command(help_template = COMMAND, override_usage = "huiwu unit list")]
pub(super) struct ListArguments {}

#[derive(Debug, Args)]
#[command(help_template = COMMAND, override_usage = "huiwu unit show [选项] [单位包]", after_help = SHOW_END)]
pub(super) struct ShowArguments {
    /// 单位包的名称，或含有 unit.yaml 的文件夹；不写即为 默认
    #[arg(value_name = "单位包")]
    pub(super) unit: Option<String>,
    /// 只列出模板里可以写的名称
    #[arg(long)]
    pub(super) names: bool,
}

#[derive(Debug, Args)]
#[command(help_template = COMMAND, override_usage = "huiwu unit check [选项] [单位包]...", after_help = CHECK_END)]
pub(super) struct CheckArguments {
    /// 单位包的名称，或含有 unit.yaml 的文件夹；不写就检查每一个
    #[arg(value_name = "单位包")]
    pub(super) units: Vec<String>,
    /// 带批注的 Word 模板写到哪个文件夹；不写即为单位包里的 检查 文件夹
    #[arg(short, long, value_name = "文件夹")]
    pub(super) output: Option<PathBuf>,
    /// 优先使用这个文件夹里的字体，可写多次
    #[arg(long, value_name = "文件夹")]
    pub(super) fonts: Vec<PathBuf>,
    /// 提示的形式：text 给人看，json 每行一个对象，给程序用；不写即为 text
    #[arg(long, value_name = "形式", value_parser = read_message_format)]
    pub(super) message_format: Option<MessageFormat>,
}

#[derive(Debug, Args)]
#[command(
    help_template = COMMAND,
    override_usage = "huiwu unit preview [选项] [单位包]",
    after_help = PREVIEW_END
)]
pub(super) struct PreviewArguments {
    /// 单位包的名称，或含有 unit.yaml 的文件夹；不写即为 默认
    #[arg(value_name = "单位包")]
    pub(super) unit: Option<String>,
    /// 要写的 PDF 文件，不写即为 预览-<单位包>.pdf
    #[arg(short, long, value_name = "文件")]
    pub(super) output: Option<PathBuf>,
    /// 只印这些文书，用逗号隔开，英文名、中文名都可以
    #[arg(long, value_name = "文书", value_parser = read_kinds)]
    pub(super) only: Vec<Kinds>,
    /// 优先使用这个文件夹里的字体，可写多次
    #[arg(long, value_name = "文件夹")]
    pub(super) fonts: Vec<PathBuf>,
    /// 一直运行，单位包里的文件一保存就重新印
    #[arg(long)]
    pub(super) watch: bool,
}
