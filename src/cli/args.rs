//! The arguments and their Chinese help.

use super::report::MessageFormat;
use super::unit::UnitArguments;
use crate::batch::Shard;
use crate::kind::{Kind, Kinds};
use crate::pipeline::{Date, Format, Month, Pipeline, read_day};
use clap::builder::styling::Styles;
use clap::{ArgAction, Args, Parser, Subcommand};
use std::path::PathBuf;

/// Headings are written here, for clap's own end in a half-width colon.
const TOP: &str =
    "{about-with-newline}\n用法：{usage}\n\n命令：\n{subcommands}\n\n选项：\n{options}{after-help}";
pub(super) const COMMAND: &str =
    "{about-with-newline}\n用法：{usage}\n\n参数：\n{positionals}\n\n选项：\n{options}{after-help}";
/// The last of the options, wherever they are declared.
const LAST: usize = 99;

const TOP_END: &str = "\
例：
  huiwu new 会议.xlsx       先建一份空白的会议文件，打开填写
  huiwu check 会议.xlsx     再看缺什么、错什么
  huiwu render 会议.xlsx    最后生成文书，放在 output 文件夹里
  huiwu archive output/2026-11-24-会议名称   会后编成归档包

退出码：0 没有错误，1 发现错误，2 没能运行。
各命令的详细说明：huiwu <命令> --help";

const NEW_END: &str = "\
工作簿（.xlsx）用 Excel、WPS 打开填写：必填的格子有颜色，该选的有下拉列表，列名上有说明。
文本（.yaml）用任何编辑器填写：每一项后面都有说明。已有的文件不覆盖，除非写 --force。

--from 续建：主办单位、地点、主持人、记录人、参会人员（清空到会情况）等照旧，「第几次」顺延一次，
时间、编号、文号等空着，旁边写着上次的；没有办结的任务带过来，写明编号和来源，办理情况由您更新，
督办台账就不会重复计数。

例：
  huiwu new 会议.xlsx
  huiwu new 会议.yaml --kind 座谈会
  huiwu new 十二月例会.xlsx --from 十一月例会.xlsx";

const CONVERT_END: &str = "\
两种形式的内容相同，生成的文书也相同；写完会读回来核对，有一点不同就不写出。
YAML 里的注释不是会议内容，转成 Excel 时不保留。会议文件有错误时不转换。
台账等一个文件里有几个会议的，目标写成文件夹，一个会议写一个文件。

例：
  huiwu convert 会议.xlsx 会议.yaml
  huiwu convert 会议.yaml 会议.xlsx
  huiwu convert 十一月台账.xlsx 十一月";

const SCHEMA_END: &str = "\
编辑器（如装了 YAML 扩展的 VS Code）用它提示项目名和可选的值。
不写文件名时显示在屏幕上；在 YAML 文件第一行写上
  # yaml-language-server: $schema=会议.schema.json
或用 huiwu new 会议.yaml --schema 会议.schema.json 新建，就会用上它。

例：
  huiwu schema 会议.schema.json";

const CHECK_END: &str = "\
文书：
  会前  plan 会议方案，approval 会议审批单，notice 会议通知，agenda 会议议程，roster 参会人员名单，
        place-cards 席卡，duties 会务分工及检查表
  会中  sign-in 会议签到表，record 会议记录，copy-register 发放清退登记表（涉密会议）
  会后  minutes 会议纪要，resolution 会议决议，supervision 督办通知单，circulation 审核分发单
  归档  archive-cover 归档封面，archive-catalogue 归档文件目录，archive-note 备考表
不写 --only 时，按会议文件里已经填写的内容决定。

例：
  huiwu check 会议.xlsx
  huiwu check 十一月文件夹 --only 会议通知";

const RENDER_END: &str = "\
文书：
  会前  plan 会议方案，approval 会议审批单，notice 会议通知，agenda 会议议程，roster 参会人员名单，
        place-cards 席卡，duties 会务分工及检查表
  会中  sign-in 会议签到表，record 会议记录，copy-register 发放清退登记表（涉密会议）
  会后  minutes 会议纪要，resolution 会议决议，supervision 督办通知单，circulation 审核分发单
  归档  archive-cover 归档封面，archive-catalogue 归档文件目录，archive-note 备考表
不写 --only 时，按会议文件里已经填写的内容决定；有错误的文书不生成，其余照常生成。

生成的文件在 <输出文件夹>/<日期>-<会议名称>/ 里，另有 清单.json 记明每个文件的来源和校验值。
没有变化的文件不重写；生成之后被人改过的文件不覆盖，除非写 --force。
草稿的文件名带「-草稿」，不替换正式稿；补齐后再生成时，没有改过的草稿自动删去。

例：
  huiwu render 会议.xlsx
  huiwu render 会议.xlsx --draft
  huiwu render 十一月文件夹 -o 文书 --only 会议通知,会议签到表 --format pdf";

const LEDGER_END: &str = "\
各次会议「任务」里的事项汇成一本督办台账：逾期的在前，其次推进中、未启动，最后办结；各按时限先后。
  状态按 --on 的日期算：写了办结日期（或状态写「办结」）的为办结；没有办结、时限在这一天之前的为逾期；
  其余按所写的状态，没有写的，有进展的为推进中，没有进展的为未启动。
  以前会议交办、后来会议汇报办理情况的，写明「来源」（那次会议的编号或名称），台账只计一次，以最后写的为准。
  --on 之后召开的会议不计入，并说明有几次、几项；涉密会议不计入。

文件写在 <输出文件夹>/督办台账-<日期>/ 里；-o 写成文件名（.xlsx .docx .pdf）的，只写这一个文件。

例：
  huiwu ledger 2026年会议 --on 2026-12-31
  huiwu ledger 2026年会议 --on 2026-12-31 -o 督办台账.xlsx";

const BATCH_END: &str = "\
会议文件、单位包、字体、程序都没有变化，生成的文件也没有人动过的会议，不再重做；有变化的会议重做，
内容相同的文件不重写。中途断电或被终止，再运行一次就接着做完。一个会议有错误，不影响别的会议。
屏幕上只说错误和总数；每个会议、每个文件的结果写在 --report 的工作簿里。

例：
  huiwu batch 十一月 --dry-run
  huiwu batch 十一月 -o 文书 --report 十一月报告.xlsx
  huiwu batch 十一月 -o 文书 --month 2026-11 --compare 十月
  huiwu batch 十一月 -o 文书 --print 会议通知,会议签到表 --duplex
分几台机器做（Slurm、Kubernetes 等的数组任务，k 从 1 起）：
  huiwu batch 十一月 -o 文书 --shard $k/4 --report 报告.xlsx
  huiwu batch 十一月 -o 文书 --merge --report 报告.xlsx --month 2026-11";

const FONTS_END: &str = "\
找字体的顺序：--fonts 的文件夹，系统里规定的字体，代替的字体。不许嵌入的字体不用。

例：
  huiwu fonts
  huiwu fonts 会议.xlsx --fonts 公文字体";

const RULES_END: &str = "\
例：
  huiwu rules
  huiwu rules late-minutes
  huiwu rules 归档";

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

/// Kinds in the order in which they were written.
#[derive(Clone, Debug)]
pub(super) struct InOrder(pub(super) Vec<Kind>);

/// The formats of one `--format`.
#[derive(Clone, Debug)]
pub(super) struct Formats(Vec<Format>);

/// The formats asked for, each once and in the order they are written; all when none is named.
pub(super) fn formats(asked: &[Formats]) -> Vec<Format> {
    chosen(asked, &Format::ALL)
}

/// The same for a document of many meetings.
pub(super) fn month_formats(asked: &[Formats]) -> Vec<Format> {
    chosen(asked, &Format::MONTH)
}

fn chosen(asked: &[Formats], from: &[Format]) -> Vec<Format> {
    let is_asked =
        |format: &Format| asked.is_empty() || asked.iter().any(|Formats(all)| all.contains(format));
    from.iter().copied().filter(is_asked).collect()
}

/// The documents asked for; `None` when none is named.
pub(super) fn kinds(asked: &[Kinds]) -> Option<Kinds> {
    asked.iter().copied().reduce(Kinds::union)
}

/// A value that cannot be used, and what can.
#[derive(Debug, thiserror::Error)]
#[error("不能写「{value}」，可以写：{choices}")]
pub(super) struct BadValue {
    value: String,
    choices: String,
}

/// Words of a list: any comma a Chinese keyboard gives parts them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '，', '、', ' ']).map(str::trim).filter(|word| !word.is_empty())
}

pub(super) fn read_kinds(text: &str) -> Result<Kinds, BadValue> {
    read_order(text).map(|InOrder(kinds)| kinds.into_iter().collect())
}

fn read_order(text: &str) -> Result<InOrder, BadValue> {
    let bad = |value: &str| {
        let all: Vec<String> =
            Kind::ALL.iter().map(|kind| format!("{}（{}）", kind.name(), kind.label())).collect();
        BadValue { value: value.to_owned(), choices: all.join("、") }
    };
    let kinds: Vec<Kind> =
        words(text).map(|word| word.parse::<Kind>().map_err(|_| bad(word))).collect::<Result<_, _>>()?;
    if kinds.is_empty() { Err(bad(text)) } else { Ok(InOrder(kinds)) }
}

fn read_meeting_kind(text: &str) -> Result<String, BadValue> {
    let kinds = Pipeline::meeting_kinds();
    let known = kinds.iter().find(|kind| **kind == text.trim()).map(|kind| (*kind).to_owned());
    known.ok_or_else(|| BadValue { value: text.to_owned(), choices: kinds.join("、") })
}

fn read_formats(text: &str) -> Result<Formats, BadValue> {
    read_some_formats(text, &Format::ALL)
}

fn read_month_formats(text: &str) -> Result<Formats, BadValue> {
    read_some_formats(text, &Format::MONTH)
}

fn read_some_formats(text: &str, known: &[Format]) -> Result<Formats, BadValue> {
    let choices: Vec<&str> = known.iter().map(|format| format.extension()).collect();
    let bad = |value: &str| BadValue { value: value.to_owned(), choices: choices.join("、") };
    let read = |word: &str| {
        let format = known.iter().copied().find(|format| word.eq_ignore_ascii_case(format.extension()));
        format.ok_or_else(|| bad(word))
    };
    let formats: Vec<Format> = words(text).map(read).collect::<Result<_, _>>()?;
    if formats.is_empty() { Err(bad(text)) } else { Ok(Formats(formats)) }
}

/// A day that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("不能写{0}")]
struct BadDay(String);

fn read_on(text: &str) -> Result<Date, BadDay> {
    read_day(text).map_err(BadDay)
}

fn read_month(text: &str) -> Result<Month, BadValue> {
    text.parse()
        .map_err(|()| BadValue { value: text.to_owned(), choices: "2026-11 这样的月份".to_owned() })
}

fn read_shard(text: &str) -> Result<Shard, BadValue> {
    let bad = || BadValue { value: text.to_owned(), choices: "1/4、2/4 这样的份号".to_owned() };
    let (number, of) = text.split_once('/').ok_or_else(bad)?;
    let read = |text: &str| text.trim().parse::<usize>().map_err(|_| bad());
    let shard = Shard { number: read(number)?, of: read(of)? };
    if (1..=shard.of).contains(&shard.number) { Ok(shard) } else { Err(bad()) }
}

pub(super) fn read_message_format(text: &str) -> Result<MessageFormat, BadValue> {
    match text {
        "text" => Ok(MessageFormat::Text),
        "json" => Ok(MessageFormat::Json),
        other => Err(BadValue { value: other.to_owned(), choices: "text、json".to_owned() }),
    }
}
