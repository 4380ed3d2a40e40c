//! The one vocabulary: every key of a spec, its English alias, synonyms, shape and meaning, and where Excel has it.
//!
//! YAML keys, sheet names, headers, diagnostics, the JSON Schema and the blank forms all come from these tables.

/// What kind of value a key takes; the texts are judged later, by `check`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// Free text.
    Text,
    /// A person's name: inner spaces are dropped.
    Name,
    /// A whole number.
    Number,
    /// A day.
    Date,
    /// A day and a time of day.
    Moment,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// 是 or 否.
    Flag,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// The numbers of a vote: 同意 反对 弃权 回避.
    Votes,
    /// A map; a bare text stands for its first field where `Bare` says so.
    Map(&'static [Field], Bare),
    /// A list; a single item may be written without the list.
    List(&'static Shape),
}

/// What a bare text means where a map is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bare {
    /// It is a fault.
    Refused,
    /// It is the first field's value.
    First,
    /// It stays a text for `check` to read (时间 as one line).
    Kept,
}

/// One key of the vocabulary.
#[derive(Debug, PartialEq)]
pub struct Field {
    /// The canonical Chinese key.
    pub key: &'static str,
    /// The English alias.
    pub english: &'static str,
    /// Further words for it in YAML keys and Excel headers.
    pub synonyms: &'static [&'static str],
    /// Its value.
    pub shape: Shape,
    /// What it means, for forms and help.
    pub about: &'static str,
}

const fn field(
    key: &'static str,
    english: &'static str,
    synonyms: &'static [&'static str],
    shape: Shape,
    about: &'static str,
) -> Field {
    Field { key, english, synonyms, shape, about }
}

impl Field {
    /// Whether `word` names this field: canonical, English or a synonym.
    #[must_use]
    pub fn is_named(&self, word: &str) -> bool {
        self.key == word || self.english == word || self.synonyms.contains(&word)
    }
}

const TEXT_LIST: Shape = Shape::List(&Shape::Text);
const NAME_LIST: Shape = Shape::List(&Shape::Name);
const NAME: Field = field("姓名", "name", &["人员", "名字"], Shape::Name, "姓名，两字之间不必加空格");
const UNIT: Field =
    field("单位", "unit", &["所在单位", "工作单位", "部门"], Shape::Text, "单位全称或规范化简称");
const POST: Field = field("职务", "post", &["职称", "职务职称", "职务/职称"], Shape::Text, "职务");
const PHONE: Field =
    field("电话", "phone", &["联系电话", "联系方式", "手机", "手机号", "手机号码"], Shape::Text, "电话号码");

/// A person where only name, unit and post matter.
pub const PERSON: &[Field] = &[NAME, UNIT, POST, PHONE];

const PERSON_SHAPE: Shape = Shape::Map(PERSON, Bare::First);

/// 会议.
pub const MEETING: &[Field] = &[
    field("名称", "title", &["会议名称"], Shape::Text, "会议全称，如：2026年第四季度安全生产工作推进会"),
    field("编号", "id", &["会议编号"], Shape::Text, "本单位内不重复的编号"),
    field("届次", "session", &["会次"], Shape::Text, "如：第20次"),
    field("类型", "kind", &["会议类型", "会议类别", "类别"], Shape::Choice(MEETING_KINDS), "会议类型"),
    field("主题", "subject", &["会议主题"], Shape::Text, "会议主题，一句话"),
    field("重要", "important", &["重要会议"], Shape::Flag, "重要会议须先经领导审批"),
    field("密级", "secrecy", &[], Shape::Choice(SECRECY_LEVELS), "不写即为非密"),
    field("保密期限", "secrecy-period", &[], Shape::Text, "如：10年"),
    field("份数", "copies", &["印制份数"], Shape::Number, "印制份数"),
    field("份号", "copy-number", &[], Shape::Text, "印在首页左上角的份号，不足六位的前面补0"),
    field("紧急程度", "urgency", &[], Shape::Choice(&["特急", "加急", "平急"]), "特急、加急或不写"),
];

/// The kinds of meeting.
pub const MEETING_KINDS: &[&str] =
    &["党组会议", "办公会议", "全体会议", "工作会议", "专题会议", "联席会议", "座谈会", "培训会", "其他"];

/// The levels of secrecy, rising.
pub const SECRECY_LEVELS: &[&str] = &["非密", "内部", "秘密", "机密", "绝密"];

/// 时间.
pub const TIME: &[Field] = &[
    field("开始", "start", &["开始时间", "会议开始时间"], Shape::Moment, "如：2026-11-24 09:00"),
    field("结束", "end", &["结束时间", "会议结束时间"], Shape::Moment, "如：2026-11-24 11:30"),
    field("报到", "registration", &["报到时间", "签到时间"], Shape::Moment, "如：2026-11-24 08:40"),
];

/// 分会场.
pub const BRANCH_VENUE: &[Field] = &[
    field("名称", "title", &["地点"], Shape::Text, "分会场"),
    field("调试时间", "rehearsal", &[], Shape::Moment, "视频调试时间"),
];

/// 组织.
pub const ORGANISATION: &[Field] = &[
    field("主办单位", "host", &["主办", "发文机关"], Shape::Text, "主办单位，也是通知的署名"),
    field("承办部门", "organiser", &["承办单位", "承办"], Shape::Text, "承办部门"),
    field("协办单位", "co-hosts", &["协办"], TEXT_LIST, "协办单位"),
    field("联系人", "contact", &["会务联系人"], PERSON_SHAPE, "联系人及电话"),
];

/// 参会人员.
pub const ATTENDEE: &[Field] = &[
    NAME,
    UNIT,
    POST,
    PHONE,
    field("身份", "role", &["参会身份"], Shape::Choice(&["出席", "列席", "旁听", "特邀"]), "不写即为出席"),
    field(
        "状态",
        "status",
        &["到会情况", "参会状态"],
        Shape::Choice(&["到会", "请假", "缺席", "迟到"]),
        "会后填写；不写即为到会",
    ),
    field("事由", "reason", &["原因", "请假事由", "缺席原因"], Shape::Text, "请假、缺席的事由"),
    field("代会人", "substitute", &["代会", "代参会人"], Shape::Name, "代为参会的人"),
    field("备注", "remark", &["说明"], Shape::Text, "备注"),
];

/// 议程.
pub const AGENDA_ITEM: &[Field] = &[
    field("议题", "topic", &["内容", "事项", "题目", "议程"], Shape::Text, "议题"),
    field("时间", "time", &["开始时间", "起始时间"], Shape::Time, "开始时间，如：09:00"),
    field("时长", "duration", &["用时", "时长(分钟)", "时长（分钟）"], Shape::Duration, "如：20分钟"),
    field("汇报人", "speaker", &["主讲人", "发言人"], Shape::Name, "汇报人"),
    field("汇报单位", "speaker-unit", &["汇报部门"], Shape::Text, "汇报单位"),
    field("列席", "observers", &["列席单位"], TEXT_LIST, "该议题的列席单位或人员"),
];

/// 材料.
pub const MATERIAL: &[Field] = &[
    field("名称", "title", &["材料名称", "题名"], Shape::Text, "材料名称"),
    field("份数", "copies", &[], Shape::Number, "份数"),
    field("页数", "pages", &[], Shape::Number, "页数"),
    field("提供单位", "provider", &["责任单位", "提供部门"], Shape::Text, "由谁提供"),
    field("会前分发", "in-advance", &["是否会前分发"], Shape::Flag, "是否会前分发"),
    field("无", "none", &[], Shape::Text, "没有材料时写明原因"),
];

/// 通知.
pub const NOTICE: &[Field] = &[
    field("缘由", "reason", &["通知缘由", "事由"], Shape::Text, "开会的缘由、依据，写在通知开头"),
    field("文号", "number", &["发文字号", "通知文号"], Shape::Text, "如：应急办〔2026〕45号"),
    field("主送", "to", &["主送机关", "主送单位"], TEXT_LIST, "主送机关"),
    field("抄送", "copy-to", &["通知抄送", "抄送机关"], TEXT_LIST, "抄送机关"),
    field("日期", "date", &["成文日期", "通知日期", "通知成文日期"], Shape::Date, "成文日期"),
    field("回执截止", "reply-by", &["回执截止时间", "报名截止"], Shape::Moment, "参会回执报送的最后时间"),
    field("附件", "annexes", &["通知附件"], TEXT_LIST, "附件名称；写「参会回执」即附回执"),
    field("请假办法", "leave", &["请假"], Shape::Text, "如何请假"),
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
    field("事项", "task", &["工作内容", "任务"], Shape::Text, "工作内容"),
    field("组别", "group", &["小组"], Shape::Text, "如：材料组"),
    field("责任部门", "unit", &["责任单位"], Shape::Text, "责任部门"),
    field("责任人", "owner", &["负责人"], Shape::Name, "责任人"),
    field("完成时限", "due", &["时限", "完成时间"], Shape::Moment, "完成时限"),
];

/// 方案.
pub const PLAN: &[Field] = &[
    field("依据", "basis", &["方案依据"], Shape::Text, "开会的依据"),
    field("经费", "budget", &["会议经费"], Shape::Text, "经费预算及来源"),
    field("分工", "duties", &["会务分工"], Shape::List(&Shape::Map(DUTY, Bare::Refused)), "会务分工"),
    field("会场", "venue-items", &["会场布置"], TEXT_LIST, "会场布置各项"),
    field("保密措施", "secrecy-measures", &[], TEXT_LIST, "涉密会议的保密措施"),
    field("日期", "date", &["方案日期"], Shape::Date, "方案的成文日期"),
];

/// 审批.
pub const APPROVAL: &[Field] = &[
    field("环节", "step", &["审批环节"], Shape::Text, "如：主要负责人"),
    field("意见", "opinion", &["审批意见"], Shape::Text, "如：同意"),
    NAME,
    field("日期", "date", &["审批日期"], Shape::Date, "审批日期"),
];

/// 发言.
pub const SPEECH: &[Field] = &[NAME, field("要点", "points", &["发言要点", "内容"], Shape::Text, "发言要点")];

/// 记录.议题.
pub const RECORDED_TOPIC: &[Field] = &[
    field("题目", "topic", &["议题", "名称"], Shape::Text, "与议程一致的题目"),
    field("汇报人", "speaker", &["主讲人"], Shape::Name, "汇报人"),
    field(
        "发言",
        "speeches",
        &["发言要点"],
        Shape::List(&Shape::Map(SPEECH, Bare::Refused)),
        "逐人的发言要点",
    ),
    field("会议意见", "views", &["意见"], TEXT_LIST, "会议认为、指出、强调……各写一段"),
    field("不同意见", "dissent", &[], TEXT_LIST, "不同意见"),
    field("决定", "decisions", &["议定事项", "会议决定"], TEXT_LIST, "决定的事项，各写一条"),
    field("共识", "consensus", &["达成共识"], TEXT_LIST, "达成的共识"),
    field("待解决", "open", &["待解决问题", "待议事项"], TEXT_LIST, "待解决的问题"),
    field("表决", "votes", &["表决情况"], Shape::Votes, "如：同意9，反对0，弃权1"),
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
    field("散会", "closed", &["散会时间"], Shape::Moment, "散会时间"),
    field("整理日期", "written", &["纪要整理日期"], Shape::Date, "纪要整理完成的日期"),
    field("审核日期", "reviewed", &["纪要审核日期"], Shape::Date, "审核人审核的日期"),
];

/// 纪要.
pub const MINUTES: &[Field] = &[
    field("文号", "number", &["纪要文号"], Shape::Text, "如：〔2026〕12号"),
    field("期号", "issue", &["纪要期号"], Shape::Text, "如：第12期"),
    field("日期", "date", &["纪要日期", "纪要印发日期", "印发日期"], Shape::Date, "印发日期"),
    field("发送", "to", &["纪要发送", "分送", "发"], TEXT_LIST, "发送范围"),
    field("抄送", "copy-to", &["纪要抄送"], TEXT_LIST, "抄送范围"),
];

/// 任务.
pub const TASK: &[Field] = &[
    field("事项", "task", &["任务", "工作事项", "任务事项"], Shape::Text, "要办的事"),
    field("责任单位", "unit", &["责任部门", "牵头单位"], Shape::Text, "责任单位"),
    field("责任人", "owner", &["负责人"], Shape::Name, "责任人"),
    field("协办单位", "co-units", &["配合单位", "协办"], TEXT_LIST, "协办单位"),
    field("时限", "due", &["完成时限", "完成时间", "完成期限"], Shape::Date, "完成时限"),
    field("议题", "topic", &["来源议题", "议题序号"], Shape::Number, "来自第几个议题"),
    field("进展", "progress", &["进展情况"], Shape::Text, "进展"),
    field("状态", "status", &["办理状态"], Shape::Choice(&["未启动", "推进中", "办结", "逾期"]), "办理状态"),
];

/// 归档.文件.
pub const ARCHIVED_FILE: &[Field] = &[
    field("题名", "title", &["文件题名", "名称"], Shape::Text, "文件题名"),
    field("责任者", "author", &["作者"], Shape::Text, "责任者"),
    field("文号", "number", &["发文字号"], Shape::Text, "文号"),
    field("日期", "date", &["成文日期"], Shape::Date, "日期"),
    field("页数", "pages", &[], Shape::Number, "页数"),
    field("密级", "secrecy", &[], Shape::Choice(SECRECY_LEVELS), "密级"),
    field("类别", "category", &["材料类别"], Shape::Text, "如：声像资料"),
    field("无", "none", &["无此项的原因", "缺少原因"], Shape::Text, "没有此类材料时写明原因"),
    field("备注", "remark", &[], Shape::Text, "备注"),
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
    field("保管期限", "retention", &[], Shape::Choice(&["永久", "30年", "10年"]), "永久、30年或10年"),
    field("机构", "office", &["机构（问题）", "机构(问题)"], Shape::Map(OFFICE, Bare::First), "机构（问题）"),
    field("题名", "title", &["案卷题名", "归档题名"], Shape::Text, "不写即为「会议名称＋材料」"),
    field("起始件号", "first-item", &["件号"], Shape::Number, "第一件的件号"),
    field("盒号", "box", &[], Shape::Text, "盒号"),
    field("整理人", "filed-by", &["立卷人", "归档整理人"], Shape::Name, "整理（立卷）人"),
    field("整理日期", "filed-on", &["归档日期", "立卷日期"], Shape::Date, "整理（立卷）日期"),
    field("检查人", "checked-by", &[], Shape::Name, "检查人"),
    field("检查日期", "checked-on", &[], Shape::Date, "检查日期"),
    field("情况说明", "note", &["盒内文件情况说明", "备考"], Shape::Text, "盒内文件的情况，写入备考表；不写即按实际件数、页数生成"),
    field(
        "文件",
        "files",
        &["归档文件"],
        Shape::List(&Shape::Map(ARCHIVED_FILE, Bare::First)),
        "本程序生成之外的归档文件",
    ),
];

/// The top level of a spec.
pub const TOP: &[Field] = &[
    field("会议", "meeting", &["会议信息", "会议基本情况"], Shape::Map(MEETING, Bare::First), "会议"),
    field("时间", "time", &["会议时间"], Shape::Map(TIME, Bare::Kept), "会议时间"),
    field("地点", "venue", &["会议地点", "会场"], Shape::Text, "会议地点，写到楼号、房号"),
    field("分会场", "branch-venues", &[], Shape::List(&Shape::Map(BRANCH_VENUE, Bare::First)), "分会场"),
    field(
        "组织",
        "organisation",
        &["会议组织"],
        Shape::Map(ORGANISATION, Bare::Refused),
        "主办、承办和联系人",
    ),
    field("主持人", "chair", &["主持"], PERSON_SHAPE, "主持人"),
    field("记录人", "recorder", &["记录员"], PERSON_SHAPE, "记录人"),
    field("审核人", "reviewer", &["审核"], PERSON_SHAPE, "纪要的审核人"),
    field("参会范围", "scope", &["参加范围", "参会对象", "参会单位"], TEXT_LIST, "参会单位和人员的范围"),
    field(
        "参会人员",
        "people",
        &["参加人员", "参会人员名单", "参会名单", "出席人员", "名单"],
        Shape::List(&Shape::Map(ATTENDEE, Bare::First)),
        "参会人员，按给定的顺序",
    ),
    field(
        "议程",
        "agenda",
        &["会议议程", "日程"],
        Shape::List(&Shape::Map(AGENDA_ITEM, Bare::First)),
        "议程",
    ),
    field("预期成果", "outcomes", &[], TEXT_LIST, "预期成果"),
    field(
        "材料",
        "materials",
        &["会议材料"],
        Shape::List(&Shape::Map(MATERIAL, Bare::First)),
        "会议材料；没有时写「无」",
    ),
    field("要求", "requirements", &["会议要求", "有关要求"], TEXT_LIST, "对参会人员的要求"),
    field("通知", "notice", &["会议通知"], Shape::Map(NOTICE, Bare::Refused), "通知"),
    field("方案", "plan", &["会议方案"], Shape::Map(PLAN, Bare::Refused), "方案"),
    field("审批", "approval", &["会议审批"], Shape::List(&Shape::Map(APPROVAL, Bare::Refused)), "审批"),
    field("记录", "record", &["会议记录"], Shape::Map(RECORD, Bare::Refused), "会议记录"),
    field("纪要", "minutes", &["会议纪要"], Shape::Map(MINUTES, Bare::Refused), "纪要"),
    field(
        "任务",
        "tasks",
        &["任务清单", "议定事项"],
        Shape::List(&Shape::Map(TASK, Bare::Refused)),
        "谁在什么时候办什么",
    ),
    field("归档", "archive", &[], Shape::Map(ARCHIVE, Bare::Refused), "归档"),
    field("单位包", "pack", &["模板包"], Shape::Text, "使用哪个单位包；命令行的 --unit 优先"),
];
