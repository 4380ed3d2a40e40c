//! The archive's figures: a meeting and the documents made of it come in, 目录, 件数, 页数 and 起止日期 go out.

mod items;

pub use items::{Filed, Origin};

use super::Produced;
use super::object::object;
use super::view::{date, secrecy_mark, text};
use crate::date::Date;
use crate::meeting::Meeting;
use items::first;
use serde_json::Value;

/// What is filed of a meeting: one list, from which cover, catalogue, note and package are made.
#[derive(Clone, Debug, PartialEq)]
pub struct Filing {
    /// The 件, in the order they are filed.
    pub items: Vec<Filed>,
    /// 按件 or 按卷.
    pub arrangement: Arrangement,
    /// 题名 of the whole.
    pub title: String,
    /// 起止日期.
    pub span: String,
    /// The highest 密级 among them.
    pub secrecy: String,
    /// The first and last 档号, or that of the volume; empty when a part is not known.
    pub reference: String,
}

/// 整理方式: how the documents of a meeting are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// 按件, DA/T 22-2015.
    Items,
    /// 按卷, GB/T 9705-2008.
    Volume,
}

impl Arrangement {
    /// The word of the vocabulary.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Items => "按件",
            Self::Volume => "按卷",
        }
    }
}

impl Filing {
    /// What is filed of a meeting and of the documents made of it.
    #[must_use]
    pub fn of(meeting: &Meeting, produced: &[Produced]) -> Self {
        let items = items::items(meeting, produced);
        let is_volume = text(&meeting.archive.arrangement) == "按卷";
        let arrangement = if is_volume { Arrangement::Volume } else { Arrangement::Items };
        let days = || items.iter().filter_map(|item| item.date);
        let (first, last) = (days().min(), days().max());
        let title = match text(&meeting.archive.title) {
            "" => format!("{}材料", text(&meeting.title)),
            title => title.to_owned(),
        };
        Self {
            title,
            span: match arrangement {
                Arrangement::Items => span(first, last, Date::official),
                Arrangement::Volume => span(first, last, month),
            },
            secrecy: highest(meeting).to_owned(),
            reference: match arrangement {
                Arrangement::Items => numbers(&items),
                Arrangement::Volume => volume(meeting),
            },
            arrangement,
            items,
        }
    }

    /// 页数 of all.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.items.iter().map(|item| item.pages).sum()
    }
}

/// The view of 归档.
pub(super) fn view(meeting: &Meeting, produced: &[Produced]) -> Value {
    let archive = &meeting.archive;
    let filing = Filing::of(meeting, produced);
    let first = first(meeting);
    let last = first.map(|first| (first + filing.items.len()).saturating_sub(1));
    object!({
        "按卷": filing.arrangement == Arrangement::Volume,
        "类目名称": text(&archive.class),
        "目录号": text(&archive.inventory),
        "案卷号": text(&archive.volume),
        "全宗号": text(&archive.fonds),
        "全宗名称": text(&archive.fonds_name),
        "年度": archive.year.as_ref().map(|year| year.value),
        "保管期限": text(&archive.retention),
        "机构": text(&archive.office),
        "题名": filing.title.as_str(),
        "起止日期": filing.span.as_str(),
        "件数": filing.items.len(),
        "页数": filing.pages(),
        "密级": filing.secrecy.as_str(),
        "密级标志": match filing.secrecy.as_str() {
            "非密" => None,
            level if level == text(&meeting.secrecy) => secrecy_mark(meeting),
            level => Some(level.to_owned()),
        },
        "档号": filing.reference.as_str(),
        "件号": match (first, last) {
            (Some(first), Some(last)) if filing.items.len() > 1 => format!("{first}—{last}"),
            (Some(first), _) => first.to_string(),
            _ => String::new(),
        },
        "盒号": text(&archive.box_number),
        "整理人": text(&archive.filed_by),
        "整理日期": date(&archive.filed_on),
        "检查人": text(&archive.checked_by),
        "检查日期": date(&archive.checked_on),
        "情况": situation(meeting, &filing),
        "目录": catalogue(&filing.items),
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

fn span(first: Option<Date>, last: Option<Date>, show: impl Fn(Date) -> String) -> String {
    match (first.map(&show), last.map(&show)) {
        (Some(first), Some(last)) if first == last => first,
        (Some(first), Some(last)) => format!("{first}至{last}"),
        _ => String::new(),
    }
}

/// `2026年11月`: a volume's cover has years and months (GB/T 9705-2008).
fn month(date: Date) -> String {
    format!("{}年{}月", date.year(), date.month())
}

/// The first item's number to the last one's; nothing when a part is missing.
fn numbers(items: &[Filed]) -> String {
    let number = |item: Option<&Filed>| item.and_then(|item| item.reference.clone());
    let (Some(first), Some(last)) = (number(items.first()), number(items.last())) else {
        return String::new();
    };
    if first == last {
        return first;
    }
    format!("{first}至{}", last.rsplit('-').next().unwrap_or_default())
}

/// `X043-5-18`: 全宗号, 目录号 and 案卷号 (DA/T 13-2022); nothing when a part is missing.
fn volume(meeting: &Meeting) -> String {
    let archive = &meeting.archive;
    let parts = [text(&archive.fonds), text(&archive.inventory), text(&archive.volume)];
    if parts.contains(&"") { String::new() } else { parts.join("-") }
}

/// The rows of 归档文件目录 and 卷内文件目录: no 文号 or 密级 leaves its cell empty, dates have eight digits (DA/T 22-2015).
///
/// 页号 is the number of the first page; the last document has its first and last (GB/T 9705-2008).
fn catalogue(items: &[Filed]) -> Value {
    let rows = items.iter().map(|item| {
        let is_last = item.place == items.len() && item.pages > 1;
        let page = item.from_page;
        object!({
            "序号": item.place,
            "档号": item.reference.as_deref(),
            "文号": item.number.as_str(),
            "责任者": item.author.as_str(),
            "题名": item.title.as_str(),
            "成文日期": item.date.map(Date::compact),
            "密级": if item.secrecy == "非密" { "" } else { item.secrecy.as_str() },
            "页数": item.pages,
            "页号": if is_last { format!("{page}—{}", page + item.pages - 1) } else { page.to_string() },
            "备注": item.remark.as_str(),
        })
    });
    rows.collect()
}

/// 情况说明: as written, else what is there and what is declared not to be; and the digest of the filed files, where
/// they are packed.
fn situation(meeting: &Meeting, filing: &Filing) -> Vec<String> {
    let archive = &meeting.archive;
    let (items, pages) = (filing.items.len(), filing.pages());
    let mut lines: Vec<String> = match &archive.note {
        Some(note) => note.value.lines().map(str::to_owned).collect(),
        None => vec![match filing.arrangement {
            Arrangement::Items => {
                format!("本次会议归档文件共{items}件{pages}页，按件整理，排列有序，目录与实物相符。")
            }
            Arrangement::Volume => {
                format!("本卷文件共{items}件{pages}页，页号连续，排列有序，卷内目录与实物相符。")
            }
        }],
    };
    if archive.note.is_none() {
        lines.extend(archive.files.iter().filter_map(|file| {
            let reason = file.none.as_ref()?.value.trim_end_matches('。');
            let what = if file.category.is_some() { text(&file.category) } else { text(&file.title) };
            Some(format!("无{what}：{reason}。"))
        }));
    }
    if let Some(digest) = &archive.digest {
        // In groups, as people copy it.
        let digits: Vec<char> = digest.chars().collect();
        let groups: Vec<String> = digits.chunks(8).map(|group| group.iter().collect()).collect();
        lines.push("电子文件校验值（SHA-256）：".to_owned());
        lines.push(groups.join(" "));
    }
    lines
}
