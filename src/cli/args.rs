//! The arguments and their Chinese help.

use super::report::MessageFormat;
use crate::kind::Kind;
use crate::pipeline::Format;
use clap::builder::styling::Styles;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

#[derive(Debug, Parser)]
#[command(
    name = "huiwu",
    version,
    about = "会务：一份会议说明（YAML 或 Excel），检查齐全，生成整套会议文书（DOCX 和 PDF）",
    help_template = TEMPLATE,
    styles = Styles::plain(),
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true,
    subcommand_value_name = "命令",
    subcommand_help_heading = "命令",
    after_help = "\n退出码：0 没有错误，1 发现错误，2 没能运行。\n各命令的说明：huiwu <命令> --help"
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    /// 显示说明
    #[arg(short, long, action = ArgAction::Help, global = true, help_heading = "选项")]
    help: Option<bool>,
    /// 显示版本
    #[arg(short = 'V', long, action = ArgAction::Version, help_heading = "选项")]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 只检查，不生成文书
    Check(CheckArguments),
    /// 检查并生成文书
    Render(RenderArguments),
}

#[derive(Debug, Args)]
#[command(help_template = TEMPLATE)]
pub(super) struct CheckArguments {
    /// 会议文件（.yaml .yml .xlsx）或存放它们的文件夹
    #[arg(required = true, value_name = "路径", help_heading = "参数")]
    pub(super) paths: Vec<PathBuf>,
    /// 只检查这些文书，用逗号隔开：notice sign-in minutes archive-cover，也可写中文名
    #[arg(long, value_name = "文书", value_delimiter = ',', help_heading = "选项")]
    pub(super) only: Vec<Kind>,
    /// 提示的形式：text 给人看，json 每行一个对象，给程序用
    #[arg(
        long,
        value_name = "形式",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "选项"
    )]
    pub(super) message_format: MessageChoice,
}

#[derive(Debug, Args)]
#[command(help_template = TEMPLATE)]
pub(super) struct RenderArguments {
    /// 会议文件（.yaml .yml .xlsx）或存放它们的文件夹
    #[arg(required = true, value_name = "路径", help_heading = "参数")]
    pub(super) paths: Vec<PathBuf>,
    /// 输出文件夹，不写即为 output
    #[arg(
        short,
        long,
        value_name = "文件夹",
        default_value = "output",
        hide_default_value = true,
        help_heading = "选项"
    )]
    pub(super) output: PathBuf,
    /// 单位包，不写即为 默认
    #[arg(long, value_name = "单位包", help_heading = "选项")]
    pub(super) unit: Option<String>,
    /// 只生成这些文书，用逗号隔开：notice sign-in minutes archive-cover，也可写中文名
    #[arg(long, value_name = "文书", value_delimiter = ',', help_heading = "选项")]
    pub(super) only: Vec<Kind>,
    /// 只生成这些格式，用逗号隔开：docx pdf，不写即为两种都要
    #[arg(
        long,
        value_name = "格式",
        value_delimiter = ',',
        default_value = "docx,pdf",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "选项"
    )]
    pub(super) format: Vec<FormatChoice>,
    /// 优先使用这个文件夹里的字体，可写多次
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(super) fonts: Vec<PathBuf>,
    /// 覆盖生成之后被人改过的文件
    #[arg(long, help_heading = "选项")]
    pub(super) force: bool,
    /// 提示的形式：text 给人看，json 每行一个对象，给程序用
    #[arg(
        long,
        value_name = "形式",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "选项"
    )]
    pub(super) message_format: MessageChoice,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum MessageChoice {
    Text,
    Json,
}

impl From<MessageChoice> for MessageFormat {
    fn from(choice: MessageChoice) -> Self {
        match choice {
            MessageChoice::Text => Self::Text,
            MessageChoice::Json => Self::Json,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum FormatChoice {
    Docx,
    Pdf,
}

impl From<FormatChoice> for Format {
    fn from(choice: FormatChoice) -> Self {
        match choice {
            FormatChoice::Docx => Self::Docx,
            FormatChoice::Pdf => Self::Pdf,
        }
    }
}
