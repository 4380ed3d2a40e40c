//! The vocabulary of what is known before a meeting: from 会议 down to 审批.

use super::common::{NAME, NAME_LIST, PERSON_SHAPE, PHONE, POST, TEXT_LIST, UNIT};
use super::{Bare, Field, Shape, field};

/// 会议.
pub const MEETING: &[Field] = &[
    field(
        "名称",
        "title",
        &["会议名称", "会议标题"],
        Shape::Text,
        "会议全称，如：2026年第四季度安全生产工作推进会",
    ),
    field("编号", "id", &["会议编号", "会议号"], Shape::Text, "本单位内不重复的编号"),
    field("届次", "session", &["会次", "会议届次"], Shape::Text, "如：第20次"),
    field("类型", "kind", &["会议类型", "会议类别", "类别"], Shape::Choice(MEETING_KINDS), "会议类型"),
    field("主题", "subject", &["会议主题"], Shape::Text, "会议主题，一句话"),
    field(
        "重要",
        "important",
        &["重要会议", "是否重要", "是否重要会议"],
        Shape::Flag,
        "重要会议须先经领导审批",
    ),
    field("密级", "secrecy", &["会议密级", "涉密等级"], Shape::Choice(SECRECY_LEVELS), "不写即为非密"),
    field("保密期限", "secrecy-period", &["保密期"], Shape::Text, "如：10年"),
    field("份数", "copies", &["印制份数", "印数"], Shape::Number, "印制份数"),
    field("份号", "copy-number", &[], Shape::Text, "印在首页左上角的份号，不足六位的前面补0"),
    field(
        "紧急程度",
        "urgency",
        &["缓急程度", "缓急", "紧急级别"],
        Shape::Choice(&["特急", "加急", "平急"]),
        "特急、加急或不写",
    ),
];

/// The kinds of meeting.
pub const MEETING_KINDS: &[&str] =
    &["党组会议", "办公会议", "全体会议", "工作会议", "专题会议", "联席会议", "座谈会", "培训会", "其他"];

/// The levels of secrecy, rising.
pub const SECRECY_LEVELS: &[&str] = &["非密", "内部", "秘密", "机密", "绝密"];

/// 时间.
pub const TIME: &[Field] = &[
    field(
        "开始",
        "start",
        &["开始时间", "会议开始时间", "起始时间", "起始"],
        Shape::Moment,
        "如：2026-11-24 09:00",
    ),
    field("结束", "end", &["结束时间", "会议结束时间"], Shape::Moment, "如：2026-11-24 11:30"),
    field("报到", "registration", &["报到时间", "签到时间"], Shape::Moment, "如：2026-11-24 08:40"),
    field(
        "会期",
        "length",
        &["会议时长", "会期天数"],
        Shape::Duration,
        "如：半天、一天半；写了结束时间的不必写",
    ),
];

/// 分会场.
pub const BRANCH_VENUE: &[Field] = &[
    field("名称", "title", &["地点", "会场", "分会场名称"], Shape::Text, "分会场"),
    field("调试时间", "rehearsal", &["调试", "视频调试时间"], Shape::Moment, "视频调试时间"),
];

/// 组织.
pub const ORGANISATION: &[Field] = &[
    field(
        "主办单位",
        "host",
        &["主办", "发文机关", "主办机关", "主办部门", "召集单位"],
        Shape::Text,
        "主办单位，也是通知的署名",
    ),
    field("承办部门", "organiser", &["承办单位", "承办", "承办处室", "承办科室"], Shape::Text, "承办部门"),
    field("协办单位", "co-hosts", &["协办", "协办部门"], TEXT_LIST, "协办单位"),
    field("联系人", "contact", &["会务联系人", "会议联系人"], PERSON_SHAPE, "联系人及电话"),
];

/// 参会人员.
pub const ATTENDEE: &[Field] = &[
    NAME,
    UNIT,
    POST,
    PHONE,
    field(
        "身份",
        "role",
        &["参会身份", "参会类别", "人员类别"],
        Shape::Choice(&["出席", "列席", "旁听", "特邀"]),
        "不写即为出席",
    ),
    field(
        "状态",
        "status",
        &["到会情况", "参会状态", "出席情况", "参会情况", "签到情况"],
        Shape::Choice(&["到会", "请假", "缺席", "迟到"]),
        "会后填写；不写即为到会",
    ),
    field(
        "事由",
        "reason",
        &["原因", "请假事由", "缺席原因", "请假原因", "未到原因", "缺席事由"],
        Shape::Text,
        "请假、缺席的事由",
    ),
    field(
        "代会人",
        "substitute",
        &["代会", "代参会人", "替会人", "代替人"],
        PERSON_SHAPE,
        "代为参会的人；要写单位、职务时写成 {姓名, 单位, 职务}",
    ),
    field("备注", "remark", &["说明"], Shape::Text, "备注"),
];

/// 排序: the given order, which is that of rank, or that of the strokes of the names.
pub const ORDERS: &[&str] = &["给定顺序", "姓氏笔画"];

/// 议程.
pub const AGENDA_ITEM: &[Field] = &[
    field("议题", "topic", &["内容", "事项", "题目", "议程", "议程内容", "议题名称"], Shape::Text, "议题"),
    field(
        "时间",
        "time",
        &["开始时间", "起始时间", "起止时间"],
        Shape::Time,
        "开始时间，如：09:00；不在会议首日的写上日期，如：11月25日 09:00",
    ),
    field("时长", "duration", &["用时", "时长(分钟)", "时长（分钟）"], Shape::Duration, "如：20分钟"),
    field("汇报人", "speaker", &["主讲人", "发言人", "汇报人员"], Shape::Name, "汇报人"),
    field("汇报单位", "speaker-unit", &["汇报部门", "主讲单位"], Shape::Text, "汇报单位"),
    field("列席", "observers", &["列席单位", "列席人员"], TEXT_LIST, "该议题的列席单位或人员"),
];

/// 材料.
pub const MATERIAL: &[Field] = &[
    field("名称", "title", &["材料名称", "题名", "材料", "文件名称"], Shape::Text, "材料名称"),
    field("份数", "copies", &["数量", "印制份数"], Shape::Number, "份数"),
    field("页数", "pages", &[], Shape::Number, "页数"),
    field(
        "提供单位",
        "provider",
        &["责任单位", "提供部门", "责任部门", "材料提供单位"],
        Shape::Text,
        "由谁提供",
    ),
    field("会前分发", "in-advance", &["是否会前分发", "会前发放"], Shape::Flag, "是否会前分发"),
    field("无", "none", &[], Shape::Text, "没有材料时写明原因"),
];

/// 通知.
pub const NOTICE: &[Field] = &[
    field(
        "缘由",
        "reason",
        &["通知缘由", "事由", "会议缘由", "开会缘由"],
        Shape::Text,
        "开会的缘由、依据，写在通知开头",
    ),
    field("文号", "number", &["发文字号", "通知文号"], Shape::Text, "如：应急办〔2026〕45号"),
    field("主送", "to", &["主送机关", "主送单位"], TEXT_LIST, "主送机关"),
    field("抄送", "copy-to", &["通知抄送", "抄送机关", "抄送单位"], TEXT_LIST, "抄送机关"),
    field("日期", "date", &["成文日期", "通知日期", "通知成文日期"], Shape::Date, "成文日期"),
    field(
        "回执截止",
        "reply-by",
        &["回执截止时间", "报名截止", "回执截止日期", "回执时间", "报名截止时间"],
        Shape::Moment,
        "参会回执报送的最后时间",
    ),
    field("附件", "annexes", &["通知附件"], TEXT_LIST, "附件名称；写「参会回执」即附回执"),
    field("请假办法", "leave", &["请假", "请假要求", "请假方式"], Shape::Text, "如何请假"),
    field(
        "署名",
        "signed-by",
        &["署名单位", "落款", "落款单位", "发文单位"],
        Shape::Text,
        "以别的机关名义发文时写；不写即为主办单位",
    ),
    field("签发人", "issuer", &[], NAME_LIST, "签发人；只印在上行文上"),
    field("上行文", "upward", &["是否上行文"], Shape::Flag, "主送上级机关的写「是」：标注签发人"),
    field(
        "联合发文",
        "jointly-with",
        &["联合行文", "联合发文机关", "联合发文单位"],
        TEXT_LIST,
        "与主办单位联合发文的其他机关，按顺序写；主办单位排在最前",
    ),
    field("格式", "format", &["公文格式"], Shape::Choice(FORMATS), "文件或信函；不写即为文件"),
    field("用印", "seal", &["盖章"], Shape::Flag, "是否加盖印章；不写即为是"),
];

/// The formats of a notice: 文件 (GB/T 9704-2012 7), 信函 (10.1).
pub const FORMATS: &[&str] = &["文件", "信函"];

/// 分工.
pub const DUTY: &[Field] = &[
    field("事项", "task", &["工作内容", "任务", "分工事项", "工作事项"], Shape::Text, "工作内容"),
    field("组别", "group", &["小组", "工作组"], Shape::Text, "如：材料组"),
    field("责任部门", "unit", &["责任单位", "承办部门"], Shape::Text, "责任部门"),
    field("责任人", "owner", &["负责人"], Shape::Name, "责任人"),
    field("完成时限", "due", &["时限", "完成时间", "完成期限"], Shape::Moment, "完成时限"),
];

/// 方案.
pub const PLAN: &[Field] = &[
    field("依据", "basis", &["方案依据", "会议依据"], Shape::Text, "开会的依据"),
    field("经费", "budget", &["会议经费", "经费预算", "会议经费预算"], Shape::Text, "经费预算及来源"),
    field("分工", "duties", &["会务分工"], Shape::List(&Shape::Map(DUTY, Bare::Refused)), "会务分工"),
    field("会场", "venue-items", &["会场布置", "会场安排"], TEXT_LIST, "会场布置各项"),
    field("保密措施", "secrecy-measures", &["保密要求"], TEXT_LIST, "涉密会议的保密措施"),
    field("日期", "date", &["方案日期"], Shape::Date, "方案的成文日期"),
];

/// 审批.
pub const APPROVAL: &[Field] = &[
    field("环节", "step", &["审批环节", "审批层级", "审签环节"], Shape::Text, "如：主要负责人"),
    field("意见", "opinion", &["审批意见", "签批意见", "审签意见"], Shape::Text, "如：同意"),
    field("姓名", "name", &["审批人", "签批人", "签字人", "人员"], Shape::Name, "签署意见的人"),
    field("日期", "date", &["审批日期", "签批日期", "审批时间"], Shape::Date, "审批日期"),
];
