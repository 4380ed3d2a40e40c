//! The sheet 填写说明: nothing comes in, a page that tells how to fill the form in goes out.

use super::Error;
use super::form_sheet::height;
use super::style::{self, Paper, Styles};
use rust_xlsxwriter::Worksheet;

/// The name by which the loader knows that it is for people only.
const NAME: &str = "填写说明";

const STEPS: &[(&str, &str)] = &[
    (
        "这是什么",
        "一个工作簿写一次会议。填好后由 huiwu 检查并生成整套会议文书；同一个时间、地点、姓名只填一次。",
    ),
    (
        "先填哪里",
        "先填「会议」表的「内容」列，再按需要填「参会人员」「议程」「材料」等表。会前只填会前的；「记录」「任务」「归档文件」会后再填。",
    ),
    (
        "颜色",
        "浅黄色的格子：会前文书的必填项。浅绿色的格子：会后文书（纪要、归档封面）的必填项。白色的格子可以不填。「必填」列写明了哪种文书需要它。",
    ),
    (
        "例行",
        "各表里序号写着「例」的灰色斜体行是例子，不会被读取。请从它下面的空行填起，例行可以留着，也可以删去；要在例行上改，请把「例」改成序号。",
    ),
    ("日期时间", "写成 2026-11-24、2026-11-24 9:00、9:00；写成“2026年11月24日（星期二）上午9:00”也认得。"),
    (
        "一项有几条",
        "主送机关、会议要求等可以写几条的，在一格里一条一行（按 Alt+Enter 换行）。一条里自己还要换行的，先写一行「——」，再在每两条之间隔一行「——」。",
    ),
    ("选择", "会议类型、身份、状态、是否等，点格子右边的箭头选。"),
    ("没有材料", "会议没有材料的，在「材料」表的「名称」列写「无」。"),
    (
        "记录",
        "「记录」表一行写一件事：议题只在它的第一行写；类别选汇报、发言、会议意见、决定等；发言写明姓名。",
    ),
    ("增减", "表不够长就接着往下填。可以增加自己的说明列（表头写「备注」或「说明」），不要改动表名和表头。"),
    ("检查", "命令：huiwu check 这个文件.xlsx　提示里的「会议 › B7」就是「会议」表的 B7 格。"),
    ("生成", "命令：huiwu render 这个文件.xlsx　文书写到 output 文件夹；有错误的文书不生成，其余照常生成。"),
];

pub(super) fn sheet(styles: &Styles) -> Result<Worksheet, Error> {
    let mut sheet = style::sheet(NAME, Paper::Portrait, 0)?;
    sheet.set_column_width(0, 14)?;
    sheet.set_column_width(1, 84)?;
    sheet.set_row_height(0, 34)?;
    sheet.write_string_with_format(0, 0, "会议登记表　填写说明", &styles.title)?;
    for (row, (key, text)) in (2_u32..).zip(STEPS) {
        sheet.set_row_height(row, height(text, 80) * 17.0 + 9.0)?;
        sheet.write_string_with_format(row, 0, *key, &styles.key)?;
        sheet.write_string_with_format(row, 1, *text, &styles.text)?;
    }
    Ok(sheet)
}
