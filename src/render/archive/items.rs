//! The filed documents: a meeting and the documents made of it come in; its 件, in the order they are filed, go out.

use crate::date::Date;
use crate::diag::NodeId;
use crate::kind::Kind;
use crate::meeting::{ArchivedFile, Meeting};
use crate::render::Produced;
use crate::render::view::text;

/// Where a filed document comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is made here.
    Made(Kind),
    /// It is listed under 归档.文件, at this node.
    Listed(NodeId),
}

/// One 件 of the archive (DA/T 22-2015).
#[derive(Clone, Debug, PartialEq)]
pub struct Filed {
    /// Where it comes from.
    pub origin: Origin,
    /// Its place, from 1.
    pub place: usize,
    /// 档号, where its parts are known.
    pub reference: Option<String>,
    /// The number of its first page in a volume, from 1.
    pub from_page: usize,
    /// Its place among the materials of a meeting.
    rank: usize,
    /// 题名.
    pub title: String,
    /// 责任者.
    pub author: String,
    /// 文号.
    pub number: String,
    /// 日期.
    pub date: Option<Date>,
    /// 密级.
    pub secrecy: String,
    /// 页数.
    pub pages: usize,
    /// 载体, where it is not electronic.
    pub medium: String,
    /// 备注.
    pub remark: String,
}

/// The materials of a meeting in the order they are filed, each with the words of 类别 by which it is known.
const ORDER: [&[&str]; 10] = [
    &["通知"],
    &["方案", "审批", "请示", "批复"],
    &["议程", "日程"],
    &["名单", "签到"],
    &["材料", "报告", "讲话"],
    &["记录"],
    &["纪要"],
    &["决议"],
    &["督办", "分发"],
    &["声像", "照片", "录音", "录像"],
];

/// Every 件, in the order they are filed.
///
/// Each document made here is one 件, and so is each file listed; a declaration that there is none is not (DA/T 22-2015).
/// A listed file of the same 类别 as a document made here stands in its place: it is the signed original.
pub(super) fn items(meeting: &Meeting, produced: &[Produced]) -> Vec<Filed> {
    let files = || meeting.archive.files.iter().filter(|file| file.none.is_none());
    let replaced = |kind: Kind| files().any(|file| stands_for(file, kind));
    let ours = produced.iter().filter(|made| !replaced(made.kind));
    let mut items: Vec<Filed> = ours.filter_map(|made| own(meeting, *made)).collect();
    items.extend(files().map(listed));
    items.sort_by_key(|item| item.rank);
    let (stem, first) = (stem(meeting), first(meeting));
    let mut page = 1;
    for (at, item) in items.iter_mut().enumerate() {
        item.place = at + 1;
        item.reference = stem.as_deref().zip(first).map(|(stem, first)| format!("{stem}{:04}", first + at));
        item.from_page = page;
        page += item.pages;
    }
    items
}

/// Whether a listed file is the original of a document that is made here too.
fn stands_for(file: &ArchivedFile, kind: Kind) -> bool {
    let category = text(&file.category);
    !category.is_empty() && (category == kind.label() || format!("会议{category}") == kind.label())
}

/// The place of a category; the later words are the narrower ones (督办通知单 is no 通知).
fn rank(category: &str) -> usize {
    let found = ORDER.iter().rposition(|words| words.iter().any(|word| category.contains(word)));
    found.unwrap_or(ORDER.len())
}

fn listed(file: &ArchivedFile) -> Filed {
    let category = if text(&file.category).is_empty() { "材料" } else { text(&file.category) };
    Filed {
        origin: Origin::Listed(file.at),
        place: 0,
        reference: None,
        from_page: 0,
        rank: rank(category),
        title: text(&file.title).to_owned(),
        author: text(&file.author).to_owned(),
        number: text(&file.number).to_owned(),
        date: file.date.as_ref().map(|date| date.value),
        secrecy: text(&file.secrecy).to_owned(),
        pages: file.pages.as_ref().and_then(|pages| usize::try_from(pages.value).ok()).unwrap_or(0),
        medium: text(&file.medium).trim_start_matches("电子").to_owned(),
        remark: remark(file),
    }
}

/// A document made here as a 件; `None` for those that are not filed: they help, but say nothing of the meeting.
fn own(meeting: &Meeting, made: Produced) -> Option<Filed> {
    let host = text(&meeting.host);
    let title = text(&meeting.title);
    let (title, number) = match made.kind {
        Kind::Notice => (crate::render::view::notice_name(meeting), text(&meeting.notice.number)),
        Kind::Minutes => (format!("{}纪要", title.trim_end_matches("纪要")), text(&meeting.minutes.number)),
        Kind::Plan => (format!("{title}方案"), ""),
        Kind::Approval => (format!("{title}审批单"), ""),
        Kind::Agenda => (format!("{title}议程"), ""),
        Kind::Roster => (format!("{title}参会人员名单"), ""),
        Kind::SignIn => (format!("{title}签到表"), ""),
        Kind::Record => (format!("{title}记录"), ""),
        Kind::Resolution => (format!("{title}决议"), ""),
        Kind::Supervision => (format!("{title}督办通知单"), ""),
        Kind::Circulation => (format!("{title}纪要审核分发单"), ""),
        Kind::PlaceCards
        | Kind::Duties
        | Kind::ArchiveCover
        | Kind::ArchiveCatalogue
        | Kind::ArchiveNote
        | Kind::CopyRegister
        | Kind::SupervisionLedger
        | Kind::MeetingRegister
        | Kind::Statistics => return None,
    };
    Some(Filed {
        origin: Origin::Made(made.kind),
        place: 0,
        reference: None,
        from_page: 0,
        rank: rank(made.kind.label()),
        title,
        author: host.to_owned(),
        number: number.to_owned(),
        date: day(meeting, made.kind),
        secrecy: if text(&meeting.secrecy) == "非密" { "" } else { text(&meeting.secrecy) }.to_owned(),
        pages: made.pages,
        medium: String::new(),
        remark: String::new(),
    })
}

/// The date a document of ours bears.
fn day(meeting: &Meeting, kind: Kind) -> Option<Date> {
    let held = || meeting.start.as_ref().map(|start| start.date);
    let approved =
        || meeting.approvals.iter().filter_map(|step| step.date.as_ref()).map(|date| date.value).max();
    let noticed = || meeting.notice.date.as_ref().map(|date| date.value);
    let minuted = || {
        let minutes = &meeting.minutes.date;
        minutes.as_ref().or(meeting.reviewed.as_ref()).or(meeting.written.as_ref()).map(|date| date.value)
    };
    match kind {
        Kind::Plan => meeting.plan.date.as_ref().map(|date| date.value).or_else(approved).or_else(noticed),
        Kind::Approval => approved().or_else(noticed),
        Kind::Notice => noticed(),
        Kind::Agenda => noticed().or_else(held),
        Kind::Minutes | Kind::Supervision | Kind::Circulation => minuted(),
        _ => held(),
    }
}

/// `X043-WS·2026-Y-BGS-`, to which the 件号 is put (DA/T 13-2022, DA/T 22-2015); `None` when a part is missing.
fn stem(meeting: &Meeting) -> Option<String> {
    let archive = &meeting.archive;
    let term = match text(&archive.retention) {
        "永久" => "Y",
        "30年" => "D30",
        "10年" => "D10",
        _ => return None,
    };
    let (fonds, office) = (text(&archive.fonds), text(&archive.office_code));
    let year = archive.year.as_ref()?;
    (!fonds.is_empty() && !office.is_empty()).then(|| format!("{fonds}-WS·{}-{term}-{office}-", year.value))
}

/// 备注; what is not electronic says so.
fn remark(file: &ArchivedFile) -> String {
    let medium = text(&file.medium);
    match (medium, text(&file.remark)) {
        ("" | "电子", remark) => remark.to_owned(),
        (medium, "") => medium.to_owned(),
        (medium, remark) if remark.contains(medium) => remark.to_owned(),
        (medium, remark) => format!("{medium}，{remark}"),
    }
}

/// The number of the first 件.
pub(super) fn first(meeting: &Meeting) -> Option<usize> {
    meeting.archive.first_item.as_ref().map(|first| usize::try_from(first.value).unwrap_or(0))
}
