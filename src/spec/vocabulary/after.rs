//! The vocabulary of what comes after a meeting: 记录, 纪要, 任务 and 归档.

use super::common::TEXT_LIST;
use super::{Bare, Field, SECRECY_LEVELS, Shape, field};

/// 发言.
pub const SPEECH: &[Field] = &[
    field("姓名", "name", &["发言人", "人员", "名字"], Shape::Name, "发言人"),
    field("要点", "points", &["发言要点", "内容", "发言内容"], Shape::Text, "发言要点"),
];

/// 决定: what was decided, and who does it by when, so that it need not be said again under 任务.
pub const DECISION: &[Field] = &[
    field("事项", "task", &["内容", "决定", "决定事项"], Shape::Text, "决定的事项"),
    field("责任单位", "unit", &["责任部门", "牵头单位", "承办单位"], Shape::Text, "责任单位"),
    field("责任人", "owner", &["负责人"], Shape::Name, "责任人"),
    field("协办单位", "co-units", &["配合单位", "协办", "协办部门"], TEXT_LIST, "协办单位"),
    field("时限", "due", &["完成时限", "完成时间", "完成期限", "截止日期"], Shape::Date, "完成时限"),
];

/// 记录.议题.
pub const RECORDED_TOPIC: &[Field] = &[
    field("题目", "topic", &["议题", "名称", "议题名称"], Shape::Text, "与议程一致的题目"),
    field("汇报人", "speaker", &["主讲人"], Shape::Name, "汇报人"),
    field(
        "发言",
        "speeches",
        &["发言要点"],
        Shape::List(&Shape::Map(SPEECH, Bare::Refused)),
        "逐人的发言要点",
    ),
    field("会议意见", "views", &["意见"], TEXT_LIST, "会议认为、指出、强调……各写一段"),
    field("不同意见", "dissent", &["保留意见", "异议"], TEXT_LIST, "不同意见"),
    field(
        "决定",
        "decisions",
        &["议定事项", "会议决定", "决议", "决定事项"],
        Shape::List(&Shape::Map(DECISION, Bare::First)),
        "决定的事项，各写一条；写上责任单位、责任人、时限的，不必在「任务」里再写一遍",
    ),
    field("共识", "consensus", &["达成共识", "形成共识"], TEXT_LIST, "达成的共识"),
    field(
        "待解决",
        "open",
        &["待解决问题", "待议事项", "待解决事项", "遗留问题", "待研究事项"],
        TEXT_LIST,
        "待解决的问题",
    ),
    field("表决", "votes", &["表决情况", "表决结果"], Shape::Votes, "如：同意9，反对0，弃权1"),
];

/// 表决.
pub const VOTES: &[Field] = &[
    field("同意", "for", &["赞成"], Shape::Number, "同意票数"),
    field("反对", "against", &[], Shape::Number, "反对票数"),
    field("弃权", "abstain", &[], Shape::Number, "弃权票数"),
    field("回避", "recuse", &[], Shape::Number, "回避人数"),
];

/// 记录.
pub const RECORD: &[Field] = &[
    field("议题", "topics", &[], Shape::List(&Shape::Map(RECORDED_TOPIC, Bare::Refused)), "逐个议题的记录"),
    field("应到", "expected", &["应到人数"], Shape::Number, "应到人数，列席、旁听、特邀不计"),
    field("实到", "attended", &["实到人数"], Shape::Number, "实到人数，列席、旁听、特邀不计"),
    field("散会", "closed", &["散会时间"], Shape::Moment, "散会时间"),
    field(
        "整理日期",
        "written",
        &["纪要整理日期", "记录整理日期", "整理时间"],
        Shape::Date,
        "纪要整理完成的日期",
    ),
    field("审核日期", "reviewed", &["纪要审核日期", "审核时间"], Shape::Date, "审核人审核的日期"),
];

/// 纪要.
pub const MINUTES: &[Field] = &[
    field("文号", "number", &["纪要文号"], Shape::Text, "如：〔2026〕12号"),
    field("期号", "issue", &["纪要期号", "期数"], Shape::Text, "如：第12期"),
    field("日期", "date", &["纪要日期", "纪要印发日期", "印发日期"], Shape::Date, "印发日期"),
    field("发送", "to", &["纪要发送", "分送", "发", "分发", "发送范围", "印发范围"], TEXT_LIST, "发送范围"),
    field("抄送", "copy-to", &["纪要抄送"], TEXT_LIST, "抄送范围"),
];

/// 任务.
pub const TASK: &[Field] = &[
    field("事项", "task", &["任务", "工作事项", "任务事项", "督办事项", "落实事项"], Shape::Text, "要办的事"),
    field("责任单位", "unit", &["责任部门", "牵头单位", "承办单位", "承办部门"], Shape::Text, "责任单位"),
    field("责任人", "owner", &["负责人"], Shape::Name, "责任人"),
    field("协办单位", "co-units", &["配合单位", "协办", "协办部门"], TEXT_LIST, "协办单位"),
    field(
        "时限",
        "due",
        &["完成时限", "完成时间", "完成期限", "办结时限", "截止日期", "截止时间"],
        Shape::Date,
        "完成时限",
    ),
    field("议题", "topic", &["来源议题", "议题序号"], Shape::Number, "来自第几个议题"),
    field("进展", "progress", &["进展情况", "办理情况", "落实情况"], Shape::Text, "进展"),
    field(
        "状态",
        "status",
        &["办理状态", "办理进度"],
        Shape::Choice(&["未启动", "推进中", "办结", "逾期"]),
        "写到哪一步；逾期由督办台账按时限算出，不用写",
    ),
    field("办结日期", "done", &["办结时间", "销号日期", "完成日期"], Shape::Date, "办结的日期"),
    field("佐证", "evidence", &["佐证材料", "办结依据"], Shape::Text, "证明办结的文件、材料"),
    field("分管领导", "leader", &["包抓领导", "牵头领导"], Shape::Name, "分管领导"),
    field(
        "编号",
        "number",
        &["督办编号", "任务编号"],
        Shape::Text,
        "督办编号；不写即为「会议编号-序号」，如：HY-2026-045-01",
    ),
    field(
        "来源",
        "origin",
        &["来源会议", "交办会议"],
        Shape::Text,
        "以前的会议交办、这次汇报办理情况的，写那次会议的编号或名称；督办台账只计一次",
    ),
    field("备注", "remark", &["说明"], Shape::Text, "备注"),
];

/// 归档.文件.
pub const ARCHIVED_FILE: &[Field] = &[
    field("题名", "title", &["文件题名", "名称", "文件名", "文件名称"], Shape::Text, "文件题名"),
    field("责任者", "author", &["作者"], Shape::Text, "责任者"),
    field("文号", "number", &["发文字号"], Shape::Text, "文号"),
    field("日期", "date", &["成文日期"], Shape::Date, "日期"),
    field("页数", "pages", &[], Shape::Number, "页数"),
    field("密级", "secrecy", &[], Shape::Choice(SECRECY_LEVELS), "密级"),
    field("类别", "category", &["材料类别"], Shape::Text, "如：声像资料"),
    field("无", "none", &["无此项的原因", "缺少原因"], Shape::Text, "没有此类材料时写明原因"),
    field(
        "路径",
        "path",
        &["文件路径", "电子文件", "文件位置"],
        TEXT_LIST,
        "归档用的文件，从会议文件所在的文件夹写起；一件有几个文件的各写一条",
    ),
    field(
        "载体",
        "medium",
        &["载体形式"],
        Shape::Choice(&["电子", "纸质", "光盘", "实物"]),
        "没有电子文件的写「纸质」等",
    ),
    field("备注", "remark", &["说明"], Shape::Text, "备注"),
];

/// 机构.
pub const OFFICE: &[Field] = &[
    field("名称", "title", &["机构名称", "机构（问题）", "机构(问题)", "机构"], Shape::Text, "机构或问题"),
    field("代码", "code", &["机构代码"], Shape::Text, "机构（问题）代码，如：BGS"),
];

/// 归档.
pub const ARCHIVE: &[Field] = &[
    field("全宗号", "fonds", &[], Shape::Text, "全宗号，如：X043"),
    field("全宗名称", "fonds-name", &[], Shape::Text, "全宗名称"),
    field("年度", "year", &["归档年度"], Shape::Number, "归档年度"),
    field(
        "保管期限",
        "retention",
        &["保存期限", "保管年限"],
        Shape::Choice(&["永久", "30年", "10年"]),
        "永久、30年或10年",
    ),
    field("机构", "office", &["机构（问题）", "机构(问题)"], Shape::Map(OFFICE, Bare::First), "机构（问题）"),
    field("题名", "title", &["案卷题名", "归档题名"], Shape::Text, "不写即为「会议名称＋材料」"),
    field("起始件号", "first-item", &["件号"], Shape::Number, "第一件的件号"),
    field(
        "整理方式",
        "arrangement",
        &["立卷方式"],
        Shape::Choice(&["按件", "按卷"]),
        "按件（DA/T 22）或按卷（GB/T 9705）；不写即为按件",
    ),
    field("类目名称", "class", &["类目"], Shape::Text, "按卷时写：案卷所属的类目"),
    field("目录号", "inventory", &["案卷目录号"], Shape::Text, "按卷时写：案卷目录的号"),
    field("案卷号", "volume", &["卷号"], Shape::Text, "按卷时写：案卷的号"),
    field("盒号", "box", &["档案盒号"], Shape::Text, "盒号"),
    field("整理人", "filed-by", &["立卷人", "归档整理人", "档案整理人"], Shape::Name, "整理（立卷）人"),
    field("整理日期", "filed-on", &["归档日期", "立卷日期"], Shape::Date, "整理（立卷）日期"),
    field("检查人", "checked-by", &[], Shape::Name, "检查人"),
    field("检查日期", "checked-on", &[], Shape::Date, "检查日期"),
    field(
        "情况说明",
        "note",
        &["盒内文件情况说明", "备考"],
        Shape::Text,
        "盒内文件的情况，写入备考表；不写即按实际件数、页数写",
    ),
    field(
        "文件",
        "files",
        &["归档文件"],
        Shape::List(&Shape::Map(ARCHIVED_FILE, Bare::First)),
        "本程序生成之外的归档文件",
    ),
];
