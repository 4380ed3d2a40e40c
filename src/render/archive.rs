//! The archive's figures: a meeting and the documents made of it come in, 目录, 件数, 页数 and 起止日期 go out.

use super::Produced;
use super::view::{date, secrecy_mark, text};
use crate::date::Date;
use crate::kind::Kind;
use crate::meeting::{ArchivedFile, Meeting};
use serde_json::{Value, json};

/// One 件 of the archive (DA/T 22-2015).
struct Item {
    /// Its place among the materials of a meeting.
    rank: usize,
    title: String,
    author: String,
    number: String,
    date: Option<Date>,
    secrecy: String,
    pages: usize,
    remark: String,
}

/// The materials of a meeting in the order they are filed, each with the words of 类别 by which it is known.
const ORDER: [&[&str]; 10] = [
    &["通知"],
    &["方案", "审批"],
    &["议程", "日程"],
    &["名单", "签到"],
    &["材料", "报告", "讲话"],
    &["记录"],
    &["纪要"],
    &["决议"],
    &["督办", "分发"],
    &["声像", "照片", "录音", "录像"],
];

/// The view of 归档.
///
/// Each document made here is one 件, and so is each file listed; a declaration that there is none is not (DA/T 22-2015).
/// A listed file of the same 类别 as a document made here stands in its place: it is the signed original.
pub(super) fn view(meeting: &Meeting, produced: &[Produced]) -> Value {
    let archive = &meeting.archive;
    let items = items(meeting, produced);
    let pages: usize = items.iter().map(|item| item.pages).sum();
    let days = || items.iter().filter_map(|item| item.date);
    let first = archive.first_item.as_ref().map(|first| usize::try_from(first.value).unwrap_or(0));
    let last = first.map(|first| (first + items.len()).saturating_sub(1));
    let title = match text(&archive.title) {
        "" => format!("{}材料", text(&meeting.title)),
        title => title.to_owned(),
    };
    let stem = stem(meeting);
    json!({
        "全宗号": text(&archive.fonds),
        "全宗名称": text(&archive.fonds_name),
        "年度": archive.year.as_ref().map(|year| year.value),
        "保管期限": text(&archive.retention),
        "机构": text(&archive.office),
        "题名": title,
        "起止日期": span(days().min(), days().max()),
        "件数": items.len(),
        "页数": pages,
        "密级": highest(meeting),
        "密级标志": match highest(meeting) {
            "非密" => None,
            level if level == text(&meeting.secrecy) => secrecy_mark(meeting),
            level => Some(level.to_owned()),
        },
        "档号": numbers(stem.as_deref(), first, last),
        "件号": match (first, last) {
            (Some(first), Some(last)) if items.len() > 1 => format!("{first}—{last}"),
            (Some(first), _) => first.to_string(),
            _ => String::new(),
        },
        "盒号": text(&archive.box_number),
        "整理人": text(&archive.filed_by),
        "整理日期": date(&archive.filed_on),
        "检查人": text(&archive.checked_by),
        "检查日期": date(&archive.checked_on),
        "情况": situation(meeting, items.len(), pages),
        "目录": catalogue(&items, stem.as_deref(), first),
    })
}

/// Every 件, in the order they are filed.
fn items(meeting: &Meeting, produced: &[Produced]) -> Vec<Item> {
    let files = || meeting.archive.files.iter().filter(|file| file.none.is_none());
    let replaced = |kind: Kind| files().any(|file| stands_for(file, kind));
    let ours = produced.iter().filter(|made| !replaced(made.kind));
    let mut items: Vec<Item> = ours.filter_map(|made| own(meeting, *made)).collect();
    items.extend(files().map(listed));
    items.sort_by_key(|item| item.rank);
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

fn listed(file: &ArchivedFile) -> Item {
    let category = if text(&file.category).is_empty() { "材料" } else { text(&file.category) };
    Item {
        rank: rank(category),
        title: text(&file.title).to_owned(),
        author: text(&file.author).to_owned(),
        number: text(&file.number).to_owned(),
        date: file.date.as_ref().map(|date| date.value),
        secrecy: text(&file.secrecy).to_owned(),
        pages: file.pages.as_ref().and_then(|pages| usize::try_from(pages.value).ok()).unwrap_or(0),
        remark: text(&file.remark).to_owned(),
    }
}

/// A document made here as a 件; `None` for those that are not filed: they help, but say nothing of the meeting.
fn own(meeting: &Meeting, made: Produced) -> Option<Item> {
    let host = text(&meeting.host);
    let title = text(&meeting.title);
    let (title, number) = match made.kind {
        Kind::Notice => (super::view::notice_name(meeting), text(&meeting.notice.number)),
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
        | Kind::CopyRegister => return None,
    };
    Some(Item {
        rank: rank(made.kind.label()),
        title,
        author: host.to_owned(),
        number: number.to_owned(),
        date: day(meeting, made.kind),
        secrecy: if text(&meeting.secrecy) == "非密" { "" } else { text(&meeting.secrecy) }.to_owned(),
        pages: made.pages,
        remark: String::new(),
    })
}

/// The level of a collection is that of what is highest in it.
fn highest(meeting: &Meeting) -> &str {
    let levels =
        std::iter::once(&meeting.secrecy).chain(meeting.archive.files.iter().map(|file| &file.secrecy));
    let rank =
        |level: &&str| ["非密", "内部", "秘密", "机密", "绝密"].iter().position(|known| known == level);
    levels.map(text).filter(|level| !level.is_empty()).max_by_key(rank).unwrap_or("非密")
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

fn span(first: Option<Date>, last: Option<Date>) -> String {
    match (first, last) {
        (Some(first), Some(last)) if first == last => first.official(),
        (Some(first), Some(last)) => format!("{}至{}", first.official(), last.official()),
        _ => String::new(),
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

/// The first item's number to the last one's.
fn numbers(stem: Option<&str>, first: Option<usize>, last: Option<usize>) -> String {
    let (Some(stem), Some(first), Some(last)) = (stem, first, last) else { return String::new() };
    if last > first { format!("{stem}{first:04}至{last:04}") } else { format!("{stem}{first:04}") }
}

/// The rows of 归档文件目录: no 文号 or 密级 leaves its cell empty, dates have eight digits (DA/T 22-2015).
fn catalogue(items: &[Item], stem: Option<&str>, first: Option<usize>) -> Value {
    let rows = items.iter().enumerate().map(|(at, item)| {
        let number = stem.zip(first).map(|(stem, first)| format!("{stem}{:04}", first + at));
        json!({
            "序号": at + 1,
            "档号": number,
            "文号": item.number,
            "责任者": item.author,
            "题名": item.title,
            "成文日期": item.date.map(Date::compact),
            "密级": if item.secrecy == "非密" { "" } else { item.secrecy.as_str() },
            "页数": item.pages,
            "备注": item.remark,
        })
    });
    rows.collect()
}

/// 盒内文件情况说明: as written, else what is there and what is declared not to be.
fn situation(meeting: &Meeting, items: usize, pages: usize) -> Vec<String> {
    let archive = &meeting.archive;
    if let Some(note) = &archive.note {
        return note.value.lines().map(str::to_owned).collect();
    }
    let mut lines =
        vec![format!("本次会议归档文件共{items}件{pages}页，按件整理，排列有序，目录与实物相符。")];
    lines.extend(archive.files.iter().filter_map(|file| {
        let reason = file.none.as_ref()?.value.trim_end_matches('。');
        let what = if file.category.is_some() { text(&file.category) } else { text(&file.title) };
        Some(format!("无{what}：{reason}。"))
    }));
    lines
}
