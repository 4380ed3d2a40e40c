//! The archive's figures: a meeting and the documents made of it come in, 件数, 页数 and 起止日期 go out.

use super::Produced;
use super::view::{secrecy_mark, text};
use crate::date::Date;
use crate::kind::Kind;
use crate::meeting::Meeting;
use serde_json::{Value, json};

/// The view of 归档.
///
/// Each document made here is one 件, and so is each file listed; a declaration that there is none is not (DA/T 22-2015).
pub(super) fn view(meeting: &Meeting, produced: &[Produced]) -> Value {
    let archive = &meeting.archive;
    let is_item = |made: &&Produced| !matches!(made.kind, Kind::Circulation | Kind::ArchiveCover);
    let ours: Vec<&Produced> = produced.iter().filter(is_item).collect();
    let files: Vec<_> = archive.files.iter().filter(|file| file.none.is_none()).collect();
    let items = ours.len() + files.len();
    let listed: usize = files
        .iter()
        .filter_map(|file| file.pages.as_ref())
        .filter_map(|pages| usize::try_from(pages.value).ok())
        .sum();
    let pages = ours.iter().map(|made| made.pages).sum::<usize>() + listed;
    let days = ours
        .iter()
        .filter_map(|made| date(meeting, made.kind))
        .chain(files.iter().filter_map(|file| file.date.as_ref().map(|date| date.value)));
    let days: Vec<Date> = days.collect();
    let first = archive.first_item.as_ref().map(|first| usize::try_from(first.value).unwrap_or(0));
    let last = first.map(|first| (first + items).saturating_sub(1));
    let title = match text(&archive.title) {
        "" => format!("{}材料", text(&meeting.title)),
        title => title.to_owned(),
    };
    json!({
        "全宗号": text(&archive.fonds),
        "全宗名称": text(&archive.fonds_name),
        "年度": archive.year.as_ref().map(|year| year.value),
        "保管期限": text(&archive.retention),
        "机构": text(&archive.office),
        "题名": title,
        "起止日期": span(days.iter().min(), days.iter().max()),
        "件数": items,
        "页数": pages,
        "密级": highest(meeting),
        "密级标志": match highest(meeting) {
            "非密" => None,
            level if level == text(&meeting.secrecy) => secrecy_mark(meeting),
            level => Some(level.to_owned()),
        },
        "档号": numbers(meeting, first, last),
        "件号": match (first, last) {
            (Some(first), Some(last)) if items > 1 => format!("{first}—{last}"),
            (Some(first), _) => first.to_string(),
            _ => String::new(),
        },
        "盒号": text(&archive.box_number),
        "整理人": text(&archive.filed_by),
        "检查人": text(&archive.checked_by),
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
fn date(meeting: &Meeting, kind: Kind) -> Option<Date> {
    match kind {
        Kind::Notice => meeting.notice.date.as_ref().map(|date| date.value),
        Kind::SignIn => meeting.start.as_ref().map(|start| start.date),
        Kind::Minutes => meeting.minutes.date.as_ref().or(meeting.written.as_ref()).map(|date| date.value),
        Kind::Circulation | Kind::ArchiveCover | Kind::SupervisionLedger => None,
    }
}

fn span(first: Option<&Date>, last: Option<&Date>) -> String {
    match (first, last) {
        (Some(first), Some(last)) if first == last => first.official(),
        (Some(first), Some(last)) => format!("{}至{}", first.official(), last.official()),
        _ => String::new(),
    }
}

/// `X043-WS·2026-Y-BGS-0012` to the last item's number (DA/T 13-2022, DA/T 22-2015); nothing when a part is missing.
fn numbers(meeting: &Meeting, first: Option<usize>, last: Option<usize>) -> String {
    let archive = &meeting.archive;
    let term = match text(&archive.retention) {
        "永久" => "Y",
        "30年" => "D30",
        "10年" => "D10",
        _ => return String::new(),
    };
    let (fonds, office) = (text(&archive.fonds), text(&archive.office_code));
    let (Some(year), Some(first), Some(last)) = (&archive.year, first, last) else { return String::new() };
    if fonds.is_empty() || office.is_empty() {
        return String::new();
    }
    let stem = format!("{fonds}-WS·{}-{term}-{office}-", year.value);
    if last > first { format!("{stem}{first:04}至{last:04}") } else { format!("{stem}{first:04}") }
}
