//! The long texts of the help: nothing comes in; what stands before and behind the options goes out.

/// Headings are written here, for clap's own end in a half-width colon.
pub(super) const TOP: &str =
    "{about-with-newline}\n用法：{usage}\n\n命令：\n{subcommands}\n\n选项：\n{options}{after-help}";
pub(in crate::cli) const COMMAND: &str =
    "{about-with-newline}\n用法：{usage}\n\n参数：\n{positionals}\n\n选项：\n{options}{after-help}";
/// The last of the options, wherever they are declared.
pub(super) const LAST: usize = 99;

pub(super) const TOP_END: &str = "\
例：
  huiwu new 会议.xlsx       先建一份空白的会议文件，打开填写
  huiwu check 会议.xlsx     再看缺什么、错什么
  huiwu render 会议.xlsx    最后生成文书，放在 output 文件夹里
  huiwu archive output/2026-11-24-会议名称   会后编成归档包

退出码：0 没有错误，1 发现错误，2 没能运行。
各命令的详细说明：huiwu <命令> --help";

pub(super) const NEW_END: &str = "\
工作簿（.xlsx）用 Excel、WPS 打开填写：必填的格子有颜色，该选的有下拉列表，列名上有说明。
文本（.yaml）用任何编辑器填写：每一项后面都有说明。已有的文件不覆盖，除非写 --force。

--from 续建：主办单位、地点、主持人、记录人、参会人员（清空到会情况）等照旧，「第几次」顺延一次，
时间、编号、文号等空着，旁边写着上次的；没有办结的任务带过来，写明编号和来源，办理情况由您更新，
督办台账就不会重复计数。

例：
  huiwu new 会议.xlsx
  huiwu new 会议.yaml --kind 座谈会
  huiwu new 十二月例会.xlsx --from 十一月例会.xlsx";

pub(super) const CONVERT_END: &str = "\
两种形式的内容相同，生成的文书也相同；写完会读回来核对，有一点不同就不写出。
YAML 里的注释不是会议内容，转成 Excel 时不保留。会议文件有错误时不转换。
台账等一个文件里有几个会议的，目标写成文件夹，一个会议写一个文件。

例：
  huiwu convert 会议.xlsx 会议.yaml
  huiwu convert 会议.yaml 会议.xlsx
  huiwu convert 十一月台账.xlsx 十一月";

pub(super) const SCHEMA_END: &str = "\
编辑器（如装了 YAML 扩展的 VS Code）用它提示项目名和可选的值。
不写文件名时显示在屏幕上；在 YAML 文件第一行写上
  # yaml-language-server: $schema=会议.schema.json
或用 huiwu new 会议.yaml --schema 会议.schema.json 新建，就会用上它。

例：
  huiwu schema 会议.schema.json";

pub(super) const CHECK_END: &str = "\
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

pub(super) const RENDER_END: &str = "\
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

pub(super) const LEDGER_END: &str = "\
各次会议「任务」里的事项汇成一本督办台账：逾期的在前，其次推进中、未启动，最后办结；各按时限先后。
  状态按 --on 的日期算：写了办结日期（或状态写「办结」）的为办结；没有办结、时限在这一天之前的为逾期；
  其余按所写的状态，没有写的，有进展的为推进中，没有进展的为未启动。
  以前会议交办、后来会议汇报办理情况的，写明「来源」（那次会议的编号或名称），台账只计一次，以最后写的为准。
  --on 之后召开的会议不计入，并说明有几次、几项；涉密会议不计入。

文件写在 <输出文件夹>/督办台账-<日期>/ 里；-o 写成文件名（.xlsx .docx .pdf）的，只写这一个文件。

例：
  huiwu ledger 2026年会议 --on 2026-12-31
  huiwu ledger 2026年会议 --on 2026-12-31 -o 督办台账.xlsx";

pub(super) const BATCH_END: &str = "\
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

pub(super) const FONTS_END: &str = "\
找字体的顺序：--fonts 的文件夹，系统里规定的字体，代替的字体。不许嵌入的字体不用。

例：
  huiwu fonts
  huiwu fonts 会议.xlsx --fonts 公文字体";

pub(super) const RULES_END: &str = "\
例：
  huiwu rules
  huiwu rules late-minutes
  huiwu rules 归档";
