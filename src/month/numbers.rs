//! Numbers across a run: 会议编号, 文号, 期号 and 档号 of all meetings come in; those used twice or left out go out.

use super::held::{Held, Said};
use super::{Clash, plain};
use crate::diag::{Code, Diagnostic, Location, Severity};
use std::collections::BTreeMap;

/// What kind of number, in the user's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Id,
    Notice,
    Minutes,
    Issue,
}

impl Sort {
    const ALL: [Self; 4] = [Self::Id, Self::Notice, Self::Minutes, Self::Issue];

    const fn label(self) -> &'static str {
        match self {
            Self::Id => "会议编号",
            Self::Notice => "会议通知的文号",
            Self::Minutes => "会议纪要的文号",
            Self::Issue => "会议纪要的期号",
        }
    }

    const fn of(self, held: &Held) -> &Said {
        match self {
            Self::Id => &held.id,
            Self::Notice => &held.notice,
            Self::Minutes => &held.minutes,
            Self::Issue => &held.issue,
        }
    }

    /// Within what a number is one of its kind: an 期号, or a 文号 without 机关代字, within the meetings of a host and type.
    fn series(self, held: &Held) -> String {
        let own = plain(&self.of(held).value);
        let is_whole = self == Self::Id || !own.starts_with(['〔', '[', '(', '第']) && self != Self::Issue;
        match (is_whole, self) {
            (true, Self::Id) => "编号".to_owned(),
            (true, _) => "文号".to_owned(),
            (false, _) => format!("{} {} {}", self.label(), plain(&held.host), plain(&held.kind)),
        }
    }
}

/// A number that two meetings have; at the later of the two.
pub(super) fn shared(all: &[&Held]) -> Vec<Clash> {
    let mut found = Vec::new();
    let mut known: BTreeMap<(String, String), (usize, Sort)> = BTreeMap::new();
    for (at, held) in all.iter().enumerate() {
        for sort in Sort::ALL {
            let said = sort.of(held);
            if said.is_empty() {
                continue;
            }
            let key = (sort.series(held), plain(&said.value));
            let (first, of) = *known.entry(key).or_insert((at, sort));
            // What one meeting's own numbers have in common is told with that meeting.
            if first != at {
                let other = all[first];
                let message = format!(
                    "{}「{}」已经是「{}」的{}",
                    sort.label(),
                    said.value,
                    other.title.value,
                    of.label()
                );
                let place = other.place(&of.of(other).at);
                found.push(Clash { at, other: Some(first), found: twice(&said.at, message, (other, place)) });
            }
        }
    }
    found.extend(references(all, Reference::Shared));
    found
}

fn twice(at: &Location, message: String, (other, place): (&Held, Location)) -> Diagnostic {
    Diagnostic::new(Code::SharedNumber, at.clone(), message)
        .help("请核对登记簿，改掉用错的一个")
        .related(format!("「{}」", other.title.value), place)
}

/// Numbers that are skipped between two meetings; at the one after the gap.
pub(super) fn gaps(all: &[&Held]) -> Vec<Clash> {
    let mut series: BTreeMap<(Sort, String, String, String), BTreeMap<u64, usize>> = BTreeMap::new();
    for (at, held) in all.iter().enumerate() {
        for sort in Sort::ALL {
            if let Some((before, number, after)) = split(&plain(&sort.of(held).value)) {
                let key = (sort, sort.series(held), before, after);
                series.entry(key).or_default().entry(number).or_insert(at);
            }
        }
    }
    let mut found = Vec::new();
    for ((sort, _, _, _), members) in &series {
        let pairs = members.iter().zip(members.iter().skip(1));
        for ((number, at), (next, other)) in pairs.filter(|((number, _), (next, _))| **next > **number + 1) {
            let (held, first) = (all[*other], all[*at]);
            let (said, of) = (sort.of(held), sort.of(first));
            let missing = match next - number - 1 {
                1 => format!("缺{}", number + 1),
                count => format!("缺{}至{}，共{count}个", number + 1, next - 1),
            };
            let message = format!("{}「{}」前面一个是「{}」，{missing}", sort.label(), said.value, of.value);
            let mut one = gap(&said.at, message, (first, first.place(&of.at)));
            // A 文号 is shared with what the unit issues besides meetings.
            if *sort == Sort::Notice {
                one = one.severity(Severity::Note);
            }
            found.push(Clash { at: *other, other: Some(*at), found: one });
        }
    }
    found.extend(references(all, Reference::Left));
    found
}

fn gap(at: &Location, message: String, (other, place): (&Held, Location)) -> Diagnostic {
    Diagnostic::new(Code::NumberGap, at.clone(), message)
        .help("请核对登记簿：漏编的补上，作废的在登记簿上注明；会议文件没有放进来的，请补上")
        .related(format!("「{}」", other.title.value), place)
}

/// Meetings without 会议编号 where most have one.
pub(super) fn missing(all: &[&Held]) -> Vec<Clash> {
    let with = all.iter().filter(|held| !held.id.is_empty()).count();
    let without = all.len() - with;
    if with < 2 || with <= without {
        return Vec::new();
    }
    let absent = all.iter().enumerate().filter(|(_, held)| held.id.is_empty());
    let said = |(at, held): (usize, &&Held)| {
        let message = format!("「{}」没有会议编号，这次的其他会议有{with}个写了", held.title.value);
        let found = Diagnostic::new(Code::MeetingNumberMissing, held.title.at.clone(), message);
        Clash { at, other: None, found: found.help("请在「会议」里补写「编号」") }
    };
    absent.map(said).collect()
}

/// `HY-2026-045` as `HY-2026-`, 45 and nothing.
fn split(text: &str) -> Option<(String, u64, String)> {
    let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (head, after) = text.split_at_checked(end)?;
    let before = head.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = head.get(before.len()..)?.parse().ok()?;
    Some((before.to_owned(), number, after.to_owned()))
}

/// What is looked for among 档号.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reference {
    Shared,
    Left,
}

/// 档号 of two meetings that overlap, or leave some out between them.
fn references(all: &[&Held], what: Reference) -> Vec<Clash> {
    let mut series: BTreeMap<String, Vec<(u64, u64, usize)>> = BTreeMap::new();
    for (at, held) in all.iter().enumerate() {
        let Some((_, first, last)) = &held.filed else { continue };
        let (Some((stem, from, _)), Some((_, to, _))) = (split(first), split(last)) else { continue };
        series.entry(stem).or_default().push((from, to, at));
    }
    let mut found = Vec::new();
    for (stem, mut ranges) in series {
        ranges.sort_unstable();
        for (one, next) in ranges.iter().zip(ranges.iter().skip(1)) {
            let (held, other) = (all[next.2], all[one.2]);
            let Some((said, first, _)) = &held.filed else { continue };
            let place = || {
                (other, other.place(other.filed.as_ref().map_or(&Location::File, |(said, _, _)| &said.at)))
            };
            let span = |from: u64, to: u64| {
                let rest = if from == to { String::new() } else { format!("至{to:04}") };
                format!("{stem}{from:04}{rest}")
            };
            if what == Reference::Shared && next.0 <= one.1 {
                let message =
                    format!("档号「{}」已经是「{}」的", span(next.0, next.1.min(one.1)), other.title.value);
                let found_here = twice(&said.at, message, place());
                found.push(Clash { at: next.2, other: Some(one.2), found: found_here });
            }
            if what == Reference::Left && next.0 > one.1 + 1 {
                let missing = span(one.1 + 1, next.0 - 1);
                let message =
                    format!("档号从「{first}」起，前面一个会议到「{}」，缺{missing}", span(one.1, one.1));
                let found_here = gap(&said.at, message, place());
                found.push(Clash { at: next.2, other: Some(one.2), found: found_here });
            }
        }
    }
    found
}
