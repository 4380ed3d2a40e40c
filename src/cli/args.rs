//! The arguments and their Chinese help.

mod texts;
mod values;

pub(super) use texts::COMMAND;
pub(super) use values::{InOrder, formats, kinds, month_formats, read_kinds, read_message_format};

use super::report::MessageFormat;
use super::unit::UnitArguments;
use crate::batch::Shard;
use crate::kind::Kinds;
use crate::pipeline::{Date, Month};
use clap::builder::styling::Styles;
use clap::{ArgAction, Args, Parser, Subcommand};
use std::path::PathBuf;
use texts::{
    BATCH_END, CHECK_END, CONVERT_END, FONTS_END, LAST, LEDGER_END, NEW_END, RENDER_END, RULES_END,
    SCHEMA_END, TOP, TOP_END,
};
use values::{
    Formats, read_formats, read_meeting_kind, read_month, read_month_formats, read_on, read_order, read_shard,
};

#[derive(Debug, Parser)]
#[command(
    name = "huiwu",
    version,
    about = "会务：一份会议文件（YAML 或 Excel），检查齐全，生成整套会议文书（DOCX 和 PDF）",
    help_template = TOP,
    override_usage = "huiwu <命令> [选项] <路径>...",
    styles = Styles::plain(),
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true,
    arg_required_else_help = true,
    after_help = TOP_END
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    /// 显示说明
    #[arg(short, long, action = ArgAction::Help, global = true, display_order = LAST)]
    help: Option<bool>,
    /// 显示版本
    #[arg(short = 'V', long, action = ArgAction::Version, display_order = LAST)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 新建一份空白的会议文件，每一项都有说明
    New(NewArguments),
    /// 只检查，不生成文书
    Check(CheckArguments),
    /// 检查并生成文书
    Render(RenderArguments),
    /// 把各次会议的任务汇成督办台账
    Ledger(LedgerArguments),
    /// 月末把许多会议一次做完：只做新增和有变化的
    Batch(BatchArguments),
    /// 把会议文件从 Excel 转成 YAML，或从 YAML 转成 Excel
    Convert(ConvertArguments),
    /// 写出会议文件的 JSON Schema，供编辑器提示和检查
    Schema(SchemaArguments),
    /// 把一个会议的文书和材料编成归档包，或校验归档包
    Archive(super::archive::ArchiveArguments),
    /// 列出各种字体由哪个文件充当，会议文件里哪些字印不出来
    Fonts(FontsArguments),
    /// 列出检查的规则，或解释其中一条
    Rules(RulesArguments),
    /// 单位包：新建、列出、检查、预览
    Unit(UnitArguments),
}

#[derive(Debug, Args)]
#[command(help_template = COMMAND, override_usage = "huiwu new [选项] <文件>", after_help = NEW_END)]
pub(super) struct NewArguments {
    /// 要写的文件，扩展名为 .xlsx、.yaml 或 .yml
    #[arg(required = true, value_name = "文件")]
    pub(super) file: PathBuf,
    /// 会议类型，不写即为 专题会议；有 --from 的，不写即照旧
    #[arg(long, value_name = "类型", value_parser = read_meeting_kind)]
    pub(super) kind: Option<String>,
    /// 由这次会议续建下一次的：单位、地点、人员照旧，带上没有办结的任务
    #[arg(long, value_name = "会议文件")]
    pub(super) from: Option<PathBuf>,
    /// 在 YAML 文件第一行写明 JSON Schema 的位置，供编辑器使用
    #[arg(long, value_name = "文件")]
    pub(super) schema: Option<PathBuf>,
    /// 覆盖已有的文件
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, Args)]
#[command(help_template = COMMAND, override_usage = "huiwu convert [选项] <来源> <目标>", after_help = CONVERT_END)]
pub(super) struct ConvertArguments {
    /// 会议文件（.xlsx .yaml .yml）
    #[arg(required = true, value_name = "来源")]
    pub(super) from: PathBuf,
    /// 要写的文件或文件夹
    #[arg(required = true, value_name = "目标")]
    pub(super) to: PathBuf,
    /// 覆盖已有的文件
    #[arg(long)]
    pub(super) force: bool,
    /// 提示的形式：text 给人看，json 每行一个对象，给程序用；不写即为 text
    #[arg(long, value_name = "形式", value_parser = read_message_format)]
    pub(super) message_format: Option<MessageFormat>,
}

#[derive(Debug, Args)]
#[command(help_template = COMMAND, override_usage = "huiwu schema [选项] [文件]", after_help = SCHEMA_END)]
pub(super) struct SchemaArguments {
    /// 要写的文件；不写就显示在屏幕上
    #[arg(value_name = "文件")]
    pub(super) file: Option<PathBuf>,
    /// 覆盖已有的文件
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, Args)]
#[command(help_template = COMMAND, override_usage = "huiwu check [选项] <路径>...", after_help = CHECK_END)]
pub(super) struct CheckArguments {
    /// 会议文件（.yaml .yml .xlsx）或存放它们的文件夹
    #[arg(required = true, value_name = "路径")]
    pub(super) paths: Vec<PathBuf>,
    /// 单位包：templates 里的名称，或含有 unit.yaml 的文件夹；优先于会议文件里写的
    #[arg(long, value_name = "单位包")]
    pub(super) unit: Option<String>,
    /// 只检查这些文书，用逗号隔开，英文名、中文名都可以
    #[arg(long, value_name = "文书", value_parser = read_kinds)]
    pub(super) only: Vec<Kinds>,
    /// 本机为涉密设备，可以处理涉密内容；不写则遇到涉密会议就停下
    #[arg(long)]
    pub(super) classified: bool,
    /// 提示的形式：text 给人看，json 每行一个对象，给程序用；不写即为 text
    #[arg(long, value_name = "形式", value_parser = read_message_format)]
    pub(super) message_format: Option<MessageFormat>,
}

#[derive(Debug, Args)]
#[command(help_template = COMMAND, override_usage = "huiwu render [选项] <路径>...", after_help = RENDER_END)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
pub(super) struct RenderArguments {
    /// 会议文件（.yaml .yml .xlsx）或存放它们的文件夹
    #[arg(required = true, value_name = "路径")]
    pub(super) paths: Vec<PathBuf>,
    /// 输出文件夹，不写即为 output
    #[arg(short, long, value_name = "文件夹", default_value = "output", hide_default_value = true)]
    pub(super) output: PathBuf,
    /// 单位包：templates 里的名称，或含有 unit.yaml 的文件夹；优先于会议文件里写的
    #[arg(long, value_name = "单位包")]
    pub(super) unit: Option<String>,
    /// 只生成这些文书，用逗号隔开，英文名、中文名都可以
    #[arg(long, value_name = "文书", value_parser = read_kinds)]
    pub(super) only: Vec<Kinds>,
    /// 只生成这些格式，用逗号隔开：docx pdf，不写即为两种都要
    #[arg(long, value_name = "格式", value_parser = read_formats)]
    pub(super) format: Vec<Formats>,
    /// 优先使用这个文件夹里的字体，可写多次
    #[arg(long, value_name = "文件夹")]
    pub(super) fonts: Vec<PathBuf>,
    /// 规定的字体不齐就不生成；规定的字体里没有的字，也不用别的字体补
    #[arg(long)]
    pub(super) strict_fonts: bool,
    /// 有错误的文书也先出草稿：缺的地方印【待补：……】，每页上边印「草稿」
    #[arg(long)]
    pub(super) draft: bool,
    /// 覆盖生成之后被人改过的文件
    #[arg(long)]
    pub(super) force: bool,
    /// 本机为涉密设备，可以处理涉密内容；不写则遇到涉密会议就停下
    #[arg(long)]
    pub(super) classified: bool,
    /// 提示的形式：text 给人看，json 每行一个对象，给程序用；不写即为 text
    #[arg(long, value_name = "形式", value_parser = read_message_format)]
    pub(super) message_format: Option<MessageFormat>,
}

#[derive(Debug, Args)]
#[command(help_template = COMMAND, override_usage = "huiwu ledger [选项] --on <日期> <路径>...", after_help = LEDGER_END)]
pub(super) struct LedgerArguments {
    /// 会议文件（.yaml .yml .xlsx）或存放它们的文件夹
    #[arg(required = true, value_name = "路径")]
    pub(super) paths: Vec<PathBuf>,
    /// 台账的日期，如 2026-12-31：是否逾期按这一天算
    #[arg(long, required = true, value_name = "日期", value_parser = read_on)]
    pub(super) on: Date,
    /// 输出文件夹，不写即为 output；也可以写一个文件名，如 督办台账.xlsx
    #[arg(short, long, value_name = "文件夹", default_value = "output", hide_default_value = true)]
    pub(super) output: PathBuf,
    /// 单位包：templates 里的名称，或含有 unit.yaml 的文件夹；优先于会议文件里写的
    #[arg(long, value_name = "单位包")]
    pub(super) unit: Option<String>,
    /// 只生成这些格式，用逗号隔开：docx pdf xlsx，不写即为三种都要
    #[arg(long, value_name = "格式", value_parser = read_month_formats)]
    pub(super) format: Vec<Formats>,
    /// 优先使用这个文件夹里的字体，可写多次
    #[arg(long, value_name = "文件夹")]
    pub(super) fonts: Vec<PathBuf>,
    /// 覆盖生成之后被人改过的文件
    #[arg(long)]
    pub(super) force: bool,
    /// 提示的形式：text 给人看，json 每行一个对象，给程序用；不写即为 text
    #[arg(long, value_name = "形式", value_parser = read_message_format)]
    pub(super) message_format: Option<MessageFormat>,
}

#[derive(Debug, Args)]
#[command(help_template = COMMAND, override_usage = "huiwu batch [选项] <文件夹>...", after_help = BATCH_END)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
pub(super) struct BatchArguments {
    /// 存放会议文件的文件夹，或会议文件
    #[arg(value_name = "文件夹")]
    pub(super) paths: Vec<PathBuf>,
    /// 输出文件夹，不写即为 output
    #[arg(short, long, value_name = "文件夹", default_value = "output", hide_default_value = true)]
    pub(super) output: PathBuf,
    /// 单位包：templates 里的名称，或含有 unit.yaml 的文件夹；优先于会议文件里写的
    #[arg(long, value_name = "单位包")]
    pub(super) unit: Option<String>,
    /// 只生成这些文书，用逗号隔开，英文名、中文名都可以
    #[arg(long, value_name = "文书", value_parser = read_kinds)]
    pub(super) only: Vec<Kinds>,
    /// 只生成这些格式，用逗号隔开：docx pdf，不写即为两种都要
    #[arg(long, value_name = "格式", value_parser = read_formats)]
    pub(super) format: Vec<Formats>,
    /// 优先使用这个文件夹里的字体，可写多次
    #[arg(long, value_name = "文件夹")]
    pub(super) fonts: Vec<PathBuf>,
    /// 规定的字体不齐就不生成；规定的字体里没有的字，也不用别的字体补
    #[arg(long)]
    pub(super) strict_fonts: bool,
    /// 同时处理几个会议，不写即为处理器的核数
    #[arg(long, value_name = "个数")]
    pub(super) jobs: Option<usize>,
    /// 只做 n 份中的第 k 份，供几台机器分工；各台的 n 相同
    #[arg(long, value_name = "k/n", value_parser = read_shard)]
    pub(super) shard: Option<Shard>,
    /// 只说要做什么、哪些有错误，不写文件
    #[arg(long)]
    pub(super) dry_run: bool,
    /// 把每个会议、每个文件的结果写成这个工作簿，旁边另有同名的 .json
    #[arg(long, value_name = "报告.xlsx")]
    pub(super) report: Option<PathBuf>,
    /// 另做这个月的会议台账、会议统计表、督办台账，如 2026-11；其他月份的会议不计入
    #[arg(long, value_name = "月份", value_parser = read_month)]
    pub(super) month: Option<Month>,
    /// 上月的会议文件或文件夹，只供统计表对比，不生成文书；可写多次
    #[arg(long, value_name = "路径")]
    pub(super) compare: Vec<PathBuf>,
    /// 把这几种文书的 PDF 编成一个「打印.pdf」，附「打印清单.xlsx」；用逗号隔开，先写的先印
    #[arg(long, value_name = "文书", value_parser = read_order)]
    pub(super) print: Option<InOrder>,
    /// 供双面打印：单数页的文书后面补一张空白页
    #[arg(long, requires = "print")]
    pub(super) duplex: bool,
    /// 不生成文书，把各份的报告合成 --report 所写的一份
    #[arg(long)]
    pub(super) merge: bool,
    /// 覆盖生成之后被人改过的文件
    #[arg(long)]
    pub(super) force: bool,
    /// 本机为涉密设备，可以处理涉密内容；不写则遇到涉密会议就停下
    #[arg(long)]
    pub(super) classified: bool,
    /// 提示的形式：text 给人看，json 每行一个对象，给程序用；不写即为 text
    #[arg(long, value_name = "形式", value_parser = read_message_format)]
    pub(super) message_format: Option<MessageFormat>,
}

#[derive(Debug, Args)]
#[command(help_template = COMMAND, override_usage = "huiwu fonts [选项] [路径]...", after_help = FONTS_END)]
pub(super) struct FontsArguments {
    /// 会议文件（.yaml .yml .xlsx）或存放它们的文件夹；不写就只列字体
    #[arg(value_name = "路径")]
    pub(super) paths: Vec<PathBuf>,
    /// 优先使用这个文件夹里的字体，可写多次
    #[arg(long, value_name = "文件夹")]
    pub(super) fonts: Vec<PathBuf>,
    /// 提示的形式：text 给人看，json 每行一个对象，给程序用；不写即为 text
    #[arg(long, value_name = "形式", value_parser = read_message_format)]
    pub(super) message_format: Option<MessageFormat>,
}

#[derive(Debug, Args)]
#[command(help_template = COMMAND, override_usage = "huiwu rules [选项] [代码]...", after_help = RULES_END)]
pub(super) struct RulesArguments {
    /// 规则的代码，如 late-minutes，或其中的字词，如 归档；不写就列出所有规则
    #[arg(value_name = "代码")]
    pub(super) words: Vec<String>,
    /// 输出的形式：text 给人看，json 每行一个对象，给程序用；不写即为 text
    #[arg(long, value_name = "形式", value_parser = read_message_format)]
    pub(super) message_format: Option<MessageFormat>,
}
