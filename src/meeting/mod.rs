//! One meeting, read: only valid values, each with the node it came from so that a rule can point at it.
//!
//! What was not given, or given wrongly (and said so), is `None`. Nothing here knows YAML, Excel or templates.

mod follow;
mod gap;
mod settle;

pub use gap::{Gap, is_stand_in, stand_in};

use crate::date::{Date, Moment, Time};
use crate::diag::NodeId;
use crate::house::House;
use std::ops::Deref;

/// A value and the node it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub at: NodeId,
}

impl<T> Deref for At<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// A value that may not be given.
pub type Given<T> = Option<At<T>>;
/// A text that may not be given.
pub type Text = Given<String>;
/// Texts in the given order.
pub type Texts = Vec<At<String>>;

/// A person named in a role.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    /// 姓名, without inner spaces.
    pub name: Text,
    /// 单位, taken from 参会人员 when not written here.
    pub unit: Text,
    /// 职务, likewise.
    pub post: Text,
    /// 电话, likewise.
    pub phone: Text,
}

/// 身份: in what capacity a person attends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// 出席.
    #[default]
    Member,
    /// 列席.
    Observer,
    /// 旁听.
    Auditor,
    /// 特邀.
    Guest,
}

/// 状态: whether a person came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Presence {
    /// 到会.
    #[default]
    Present,
    /// 迟到.
    Late,
    /// 请假.
    OnLeave,
    /// 缺席.
    Absent,
}

/// 排序: the order of 参会人员 in the lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As given: by rank.
    #[default]
    Given,
    /// 姓氏笔画.
    Strokes,
}

/// One of 参会人员.
#[derive(Clone, Debug, PartialEq)]
pub struct Attendee {
    /// The node of the whole entry.
    pub at: NodeId,
    /// Name, unit, post, phone.
    pub person: Person,
    /// 身份.
    pub role: Role,
    /// 状态.
    pub presence: Presence,
    /// 事由.
    pub reason: Text,
    /// 代会人.
    pub substitute: Person,
    /// 备注.
    pub remark: Text,
}

/// One item of 议程.
#[derive(Clone, Debug, PartialEq)]
pub struct AgendaItem {
    /// The node of the whole entry.
    pub at: NodeId,
    /// 议题.
    pub topic: Text,
    /// The day of 时间, where one is written.
    pub day: Given<Date>,
    /// 时间.
    pub time: Given<Time>,
    /// 时长, in minutes.
    pub minutes: Given<u32>,
    /// 汇报人.
    pub speaker: Text,
    /// 汇报单位.
    pub speaker_unit: Text,
    /// 列席.
    pub observers: Texts,
}

/// One of 分会场.
#[derive(Clone, Debug, PartialEq)]
pub struct BranchVenue {
    /// The node of the whole entry.
    pub at: NodeId,
    /// 名称.
    pub title: Text,
    /// 调试时间.
    pub rehearsal: Given<Moment>,
}

/// One of 材料.
#[derive(Clone, Debug, PartialEq)]
pub struct Material {
    /// 名称.
    pub title: Text,
    /// 份数.
    pub copies: Given<u32>,
    /// 页数.
    pub pages: Given<u32>,
    /// 提供单位.
    pub provider: Text,
    /// 会前分发.
    pub in_advance: Given<bool>,
}

/// 材料 as a whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Materials {
    /// Nothing was said.
    #[default]
    Unsaid,
    /// 无, said explicitly.
    None,
    /// These.
    Some(Vec<Material>),
}

/// 通知.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notice {
    /// 缘由.
    pub reason: Text,
    /// 文号.
    pub number: Text,
    /// 主送.
    pub to: Texts,
    /// 抄送.
    pub copy_to: Texts,
    /// 成文日期.
    pub date: Given<Date>,
    /// 回执截止.
    pub reply_by: Given<Moment>,
    /// 附件.
    pub annexes: Texts,
    /// 请假办法.
    pub leave: Text,
    /// 署名: the organ that issues it, where that is not 主办单位.
    pub signed_by: Text,
    /// 签发人.
    pub issuers: Texts,
    /// 上行文.
    pub upward: Given<bool>,
    /// 联合发文: the organs that issue it with 主办单位.
    pub jointly_with: Texts,
    /// 格式; `None` means 文件.
    pub format: Text,
    /// 用印.
    pub seal: Given<bool>,
}

/// One of 方案.分工: who prepares what.
#[derive(Clone, Debug, PartialEq)]
pub struct Duty {
    /// The node of the whole entry.
    pub at: NodeId,
    /// 事项.
    pub task: Text,
    /// 组别.
    pub group: Text,
    /// 责任部门.
    pub unit: Text,
    /// 责任人.
    pub owner: Text,
    /// 完成时限.
    pub due: Given<Moment>,
}

/// 方案.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// 依据.
    pub basis: Text,
    /// 经费.
    pub budget: Text,
    /// 分工.
    pub duties: Vec<Duty>,
    /// 会场: what the room needs.
    pub venue_items: Texts,
    /// 保密措施.
    pub secrecy_measures: Texts,
    /// 日期: of the plan itself.
    pub date: Given<Date>,
    /// 座次.
    pub seating: Seating,
    /// 主席台人数: how many of the list the seats are drawn for.
    pub on_platform: Given<u32>,
}

/// 座次: where people sit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Seating {
    /// Nothing is said of it: the cards are in the order of the list.
    #[default]
    AsListed,
    /// 左为上: the first in the middle, the second on the first's left hand, the third on the right, and so on.
    LeftFirst,
}

/// One of 审批: a step and what was said there.
#[derive(Clone, Debug, PartialEq)]
pub struct Approval {
    /// The node of the whole entry.
    pub at: NodeId,
    /// 环节.
    pub step: Text,
    /// 意见.
    pub opinion: Text,
    /// 姓名.
    pub name: Text,
    /// 日期.
    pub date: Given<Date>,
}

/// A vote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Votes {
    /// 同意.
    pub approve: u32,
    /// 反对.
    pub against: u32,
    /// 弃权.
    pub abstain: u32,
    /// 回避.
    pub recuse: u32,
}

/// What one person said.
#[derive(Clone, Debug, PartialEq)]
pub struct Speech {
    /// 姓名.
    pub name: Text,
    /// 要点.
    pub points: Text,
}

/// One topic of 记录.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordedTopic {
    /// The node of the whole entry.
    pub at: NodeId,
    /// 题目.
    pub topic: Text,
    /// 汇报人.
    pub speaker: Text,
    /// 发言.
    pub speeches: Vec<Speech>,
    /// 会议意见.
    pub views: Texts,
    /// 不同意见.
    pub dissent: Texts,
    /// 决定.
    pub decisions: Texts,
    /// 共识.
    pub consensus: Texts,
    /// 待解决.
    pub open: Texts,
    /// 表决.
    pub votes: Given<Votes>,
}

/// 纪要.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Minutes {
    /// 文号.
    pub number: Text,
    /// 期号.
    pub issue: Text,
    /// 日期.
    pub date: Given<Date>,
    /// 发送.
    pub to: Texts,
    /// 抄送.
    pub copy_to: Texts,
}

/// One of 任务.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// The node of the whole entry.
    pub at: NodeId,
    /// 事项.
    pub task: Text,
    /// 责任单位.
    pub unit: Text,
    /// 责任人.
    pub owner: Text,
    /// 协办单位.
    pub co_units: Texts,
    /// 时限.
    pub due: Given<Date>,
    /// 议题, from 1.
    pub topic: Given<u32>,
    /// 进展.
    pub progress: Text,
    /// 状态.
    pub status: Text,
    /// 办结日期.
    pub done: Given<Date>,
    /// 佐证.
    pub evidence: Text,
    /// 分管领导.
    pub leader: Text,
    /// 编号.
    pub number: Text,
    /// 来源: the earlier meeting that gave it out, by its number or title; this one only reports on it.
    pub origin: Text,
    /// 备注.
    pub remark: Text,
}

/// One of 归档.文件.
#[derive(Clone, Debug, PartialEq)]
pub struct ArchivedFile {
    /// The node of the whole entry.
    pub at: NodeId,
    /// 题名.
    pub title: Text,
    /// 责任者.
    pub author: Text,
    /// 文号.
    pub number: Text,
    /// 日期.
    pub date: Given<Date>,
    /// 页数.
    pub pages: Given<u32>,
    /// 密级.
    pub secrecy: Text,
    /// 类别.
    pub category: Text,
    /// The reason why there is none: such an entry is a declaration, not a file.
    pub none: Text,
    /// 路径: its files, as written.
    pub paths: Texts,
    /// 载体; `None` means 电子.
    pub medium: Text,
    /// 备注.
    pub remark: Text,
}

/// 归档.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Archive {
    /// 全宗号.
    pub fonds: Text,
    /// 全宗名称.
    pub fonds_name: Text,
    /// 年度.
    pub year: Given<u32>,
    /// 保管期限.
    pub retention: Text,
    /// 机构.名称.
    pub office: Text,
    /// 机构.代码.
    pub office_code: Text,
    /// 题名.
    pub title: Text,
    /// 起始件号.
    pub first_item: Given<u32>,
    /// 盒号.
    pub box_number: Text,
    /// 整理方式; `None` means 按件.
    pub arrangement: Text,
    /// 类目名称, of a volume.
    pub class: Text,
    /// 目录号, of a volume.
    pub inventory: Text,
    /// 案卷号.
    pub volume: Text,
    /// 整理人.
    pub filed_by: Text,
    /// 检查人.
    pub checked_by: Text,
    /// 整理日期.
    pub filed_on: Given<Date>,
    /// 检查日期.
    pub checked_on: Given<Date>,
    /// 情况说明.
    pub note: Text,
    /// 文件.
    pub files: Vec<ArchivedFile>,
    /// SHA-256 over the filed files, in hexadecimal; known only while a package is made.
    pub digest: Option<String>,
}

/// One meeting.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meeting {
    /// 会议.名称.
    pub title: Text,
    /// 会议.编号.
    pub id: Text,
    /// 会议.届次.
    pub session: Text,
    /// 会议.类型.
    pub kind: Text,
    /// 会议.主题.
    pub subject: Text,
    /// 会议.重要.
    pub important: Given<bool>,
    /// 会议.密级; `None` means 非密.
    pub secrecy: Text,
    /// 会议.保密期限.
    pub secrecy_period: Text,
    /// 会议.份数.
    pub copies: Given<u32>,
    /// 会议.份号.
    pub copy_number: Text,
    /// 会议.紧急程度.
    pub urgency: Text,
    /// 时间.开始.
    pub start: Given<Moment>,
    /// 时间.结束.
    pub end: Given<Moment>,
    /// 时间.会期, in minutes; a day has eight hours.
    pub length: Given<u32>,
    /// 时间.报到.
    pub registration: Given<Moment>,
    /// 地点.
    pub venue: Text,
    /// 分会场.
    pub branch_venues: Vec<BranchVenue>,
    /// 组织.主办单位.
    pub host: Text,
    /// 组织.承办部门.
    pub organiser: Text,
    /// 组织.协办单位.
    pub co_hosts: Texts,
    /// 组织.联系人.
    pub contact: Person,
    /// 主持人.
    pub chair: Person,
    /// 记录人.
    pub recorder: Person,
    /// 审核人.
    pub reviewer: Person,
    /// 参会范围.
    pub scope: Texts,
    /// 参会人员.
    pub people: Vec<Attendee>,
    /// 排序.
    pub order: Order,
    /// 议程.
    pub agenda: Vec<AgendaItem>,
    /// 预期成果.
    pub outcomes: Texts,
    /// 材料.
    pub materials: Materials,
    /// 要求.
    pub requirements: Texts,
    /// 通知.
    pub notice: Notice,
    /// 方案.
    pub plan: Plan,
    /// 审批, in the order of the steps.
    pub approvals: Vec<Approval>,
    /// 记录.议题.
    pub topics: Vec<RecordedTopic>,
    /// 记录.应到.
    pub expected: Given<u32>,
    /// 记录.实到.
    pub attended: Given<u32>,
    /// 记录.散会.
    pub closed: Given<Moment>,
    /// 记录.整理日期.
    pub written: Given<Date>,
    /// 记录.审核日期.
    pub reviewed: Given<Date>,
    /// 纪要.
    pub minutes: Minutes,
    /// 任务.
    pub tasks: Vec<Task>,
    /// 归档.
    pub archive: Archive,
    /// What a draft lacks; none of a meeting that was read as it stands.
    pub gaps: Vec<Gap>,
    /// What the unit says once for all its meetings.
    pub house: House,
}
