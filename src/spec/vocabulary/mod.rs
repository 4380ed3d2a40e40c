//! The one vocabulary: every key of a spec, its English alias, synonyms, shape and meaning, and where Excel has it.
//!
//! YAML keys, sheet names, headers, diagnostics, the JSON Schema and the blank forms all come from these tables.

mod after;
mod before;
mod common;

pub use after::*;
pub use before::*;
pub use common::PERSON;
use common::{PERSON_SHAPE, TEXT_LIST};

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
    /// A time of day, on the first day of the meeting unless a day is written; perhaps with an end.
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

pub(super) const fn field(
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

/// The top level of a spec.
pub const TOP: &[Field] = &[
    field(
        "会议",
        "meeting",
        &["会议信息", "会议基本情况", "会议台账", "会议登记表", "会议一览表", "会议清单"],
        Shape::Map(MEETING, Bare::First),
        "会议",
    ),
    field(
        "时间",
        "time",
        &["会议时间", "召开时间", "开会时间", "会议日期"],
        Shape::Map(TIME, Bare::Kept),
        "会议时间",
    ),
    field(
        "地点",
        "venue",
        &["会议地点", "会场", "开会地点", "召开地点", "会议室"],
        Shape::Text,
        "会议地点，写到楼号、房号",
    ),
    field(
        "分会场",
        "branch-venues",
        &["视频分会场"],
        Shape::List(&Shape::Map(BRANCH_VENUE, Bare::First)),
        "分会场",
    ),
    field(
        "组织",
        "organisation",
        &["会议组织"],
        Shape::Map(ORGANISATION, Bare::Refused),
        "主办、承办和联系人",
    ),
    field("主持人", "chair", &["主持", "会议主持人"], PERSON_SHAPE, "主持人"),
    field("记录人", "recorder", &["记录员", "会议记录人", "记录人员"], PERSON_SHAPE, "记录人"),
    field("审核人", "reviewer", &["审核", "纪要审核人"], PERSON_SHAPE, "纪要的审核人"),
    field(
        "参会范围",
        "scope",
        &["参加范围", "参会对象", "参会单位", "参会范围和对象", "与会范围"],
        TEXT_LIST,
        "参会单位和人员的范围",
    ),
    field(
        "参会人员",
        "people",
        &[
            "参加人员",
            "参会人员名单",
            "参会名单",
            "出席人员",
            "名单",
            "与会人员",
            "参会人员表",
            "人员名单",
            "参加会议人员",
        ],
        Shape::List(&Shape::Map(ATTENDEE, Bare::First)),
        "参会人员，按给定的顺序",
    ),
    field(
        "排序",
        "order",
        &["人员排序", "名单排序", "排序方式", "参会人员排序", "人员顺序"],
        Shape::Choice(ORDERS),
        "参会人员在名单上的顺序；不写即按给定的顺序",
    ),
    field(
        "议程",
        "agenda",
        &["会议议程", "日程", "会议日程", "议程安排"],
        Shape::List(&Shape::Map(AGENDA_ITEM, Bare::First)),
        "议程",
    ),
    field("预期成果", "outcomes", &["会议成果", "预期目标"], TEXT_LIST, "预期成果"),
    field(
        "材料",
        "materials",
        &["会议材料", "材料清单", "会议材料清单"],
        Shape::List(&Shape::Map(MATERIAL, Bare::First)),
        "会议材料；没有时写「无」",
    ),
    field(
        "要求",
        "requirements",
        &["会议要求", "有关要求", "参会要求", "注意事项"],
        TEXT_LIST,
        "对参会人员的要求",
    ),
    field("通知", "notice", &["会议通知"], Shape::Map(NOTICE, Bare::Refused), "通知"),
    field("方案", "plan", &["会议方案"], Shape::Map(PLAN, Bare::Refused), "方案"),
    field(
        "审批",
        "approval",
        &["会议审批", "审批单", "会议审批单"],
        Shape::List(&Shape::Map(APPROVAL, Bare::Refused)),
        "审批",
    ),
    field("记录", "record", &["会议记录"], Shape::Map(RECORD, Bare::Refused), "会议记录"),
    field("纪要", "minutes", &["会议纪要"], Shape::Map(MINUTES, Bare::Refused), "纪要"),
    field(
        "任务",
        "tasks",
        &["任务清单", "议定事项", "督办事项", "任务分解", "督办任务", "落实事项"],
        Shape::List(&Shape::Map(TASK, Bare::Refused)),
        "谁在什么时候办什么",
    ),
    field("归档", "archive", &["会议归档", "归档信息"], Shape::Map(ARCHIVE, Bare::Refused), "归档"),
    field("单位包", "pack", &["模板包"], Shape::Text, "使用哪个单位包；命令行的 --unit 优先"),
];
