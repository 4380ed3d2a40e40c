//! Rules of facts in running text: a spec comes in, dates and times in its sentences that cannot be go out.

use super::signs::Signs;
use super::{Case, Rule, fault};
use crate::check::values::users;
use crate::date::Date;
use crate::diag::{Code, Diagnostic, NodeId};
use crate::kind::Kinds;
use crate::spec::vocabulary::Shape;
use crate::spec::{Node, Spec, Value};

pub(super) const RULES: &[Rule] = &[
    Rule { code: Code::WrongDateInText, broken: wrong_date },
    Rule { code: Code::WeekdayInText, broken: wrong_weekday },
    Rule { code: Code::WrongTimeInText, broken: wrong_time },
    Rule { code: Code::MixedTimeStyle, broken: mixed_time_style },
];

/// A text of the spec that is printed as it was typed.
pub(super) struct Written<'s> {
    /// What was typed.
    pub(super) text: &'s str,
    /// Where.
    pub(super) at: NodeId,
    /// Under which key.
    pub(super) key: &'static str,
    /// The documents it is for.
    pub(super) kinds: Kinds,
    /// What is in it.
    pub(super) signs: Signs,
}

/// Every free text, in reading order; ids, phones and the like are none.
pub(super) fn texts(spec: &Spec) -> Vec<Written<'_>> {
    let mut all = Vec::new();
    for entry in spec.root.entries() {
        let kinds = users(entry.field.key);
        gather(&entry.node, &entry.field.shape, entry.field.key, kinds, &mut all);
    }
    all
}

/// Keys whose texts are codes.
const CODES: [&str; 8] = ["编号", "电话", "份号", "保密期限", "全宗号", "代码", "盒号", "单位包"];

fn gather<'s>(node: &'s Node, shape: &Shape, key: &'static str, kinds: Kinds, all: &mut Vec<Written<'s>>) {
    match (&node.value, shape) {
        (Value::Text(text), Shape::Text) if !CODES.contains(&key) => {
            all.push(Written { text, at: node.id, key, kinds, signs: Signs::of(text) });
        }
        (Value::Text(_), Shape::List(inner)) => gather(node, inner, key, kinds, all),
        (Value::List(items), Shape::List(inner)) => {
            for item in items {
                gather(item, inner, key, kinds, all);
            }
        }
        (Value::Map(entries), _) => {
            for entry in entries {
                // A decision may say more of itself than its text: it is spoken of by its list.
                let inner =
                    if key == "决定" && entry.field.key == "事项" { key } else { entry.field.key };
                gather(&entry.node, &entry.field.shape, inner, kinds, all);
            }
        }
        _ => {}
    }
}

/// The texts that have these signs.
pub(super) fn with<'c>(case: &'c Case<'_>, signs: Signs) -> impl Iterator<Item = &'c Written<'c>> {
    case.texts.iter().filter(move |written| written.signs.has(signs))
}

impl Written<'_> {
    /// A diagnostic of this text.
    pub(super) fn fault(&self, code: Code, message: String, help: impl Into<String>) -> Diagnostic {
        fault(code, self.at, message, help, &[]).scope(self.kinds)
    }
}

/// `11月24日（星期二）` in a sentence.
pub(super) struct Day {
    year: Option<i32>,
    pub(super) month: u32,
    pub(super) number: u32,
    /// 日 to 六, as it was written behind the day.
    weekday: Option<char>,
    /// Whether 前 follows, perhaps after a time.
    pub(super) is_deadline: bool,
}

/// The digits that end a run of characters, and where they begin.
fn number_before(chars: &[char], end: usize) -> Option<(u32, usize)> {
    let count = chars.iter().take(end).rev().take_while(|c| c.is_ascii_digit()).count();
    let start = end.checked_sub(count)?;
    let digits: String = chars.get(start..end)?.iter().collect();
    Some((digits.parse().ok()?, start))
}

fn number_after(chars: &[char], start: usize) -> Option<(u32, usize)> {
    let digits: String = chars.iter().skip(start).take_while(|c| c.is_ascii_digit()).collect();
    Some((digits.parse().ok()?, start + digits.chars().count()))
}

/// Every day of a text that has a month.
pub(super) fn days(text: &str) -> Vec<Day> {
    if !text.contains('月') {
        return Vec::new();
    }
    let chars: Vec<char> = text.chars().collect();
    let months = chars.iter().enumerate().filter(|(_, c)| **c == '月').map(|(at, _)| at);
    months.filter_map(|at| day_at(&chars, at)).collect()
}

fn day_at(chars: &[char], at: usize) -> Option<Day> {
    let (month, start) = number_before(chars, at)?;
    let (number, end) = number_after(chars, at + 1)?;
    if chars.get(end) != Some(&'日') {
        return None;
    }
    let year = start.checked_sub(1).filter(|before| chars.get(*before) == Some(&'年'));
    let year =
        year.and_then(|before| number_before(chars, before)).and_then(|(year, _)| i32::try_from(year).ok());
    let after: String = chars.iter().skip(end + 1).take(16).collect();
    let named = after.trim_start_matches(['（', '(']);
    let weekday = ["星期", "周"].iter().find_map(|word| named.strip_prefix(word)?.chars().next());
    let weekday = weekday.filter(|c| "一二三四五六日天".contains(*c));
    let clock = after.trim_start_matches(|c: char| {
        c.is_ascii_digit() || "（）()星期周一二三四五六日天上下午中晚:：时分点半".contains(c)
    });
    Some(Day { year, month, number, weekday, is_deadline: clock.starts_with('前') })
}

/// A leap year, by which a day without a year is judged.
const LEAP: i32 = 2024;

fn wrong_date(meeting: &Case) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for written in with(meeting, Signs::MONTH) {
        for day in days(written.text) {
            if Date::new(day.year.unwrap_or(LEAP), day.month, day.number).is_some() {
                continue;
            }
            let year = day.year.map_or_else(String::new, |year| format!("{year}年"));
            let message = format!("「{}」里写的{year}{}月{}日不存在", written.key, day.month, day.number);
            found.push(written.fault(Code::WrongDateInText, message, "请核对这个日期"));
        }
    }
    found
}

/// The day that is meant: of the year written, else the nearest to the meeting.
fn meant(day: &Day, near: Date) -> Option<Date> {
    if let Some(year) = day.year {
        return Date::new(year, day.month, day.number);
    }
    let distance = |date: &Date| {
        let months =
            |date: Date| i64::from(date.year()) * 372 + i64::from(date.month()) * 31 + i64::from(date.day());
        months(*date).abs_diff(months(near))
    };
    let years = [near.year() - 1, near.year(), near.year() + 1];
    years.into_iter().filter_map(|year| Date::new(year, day.month, day.number)).min_by_key(distance)
}

fn wrong_weekday(meeting: &Case) -> Vec<Diagnostic> {
    let Some(start) = &meeting.start else { return Vec::new() };
    let mut found = Vec::new();
    for written in with(meeting, Signs::MONTH) {
        for day in days(written.text) {
            let (Some(weekday), Some(date)) = (day.weekday, meant(&day, start.date)) else { continue };
            let weekday = if weekday == '天' { '日' } else { weekday };
            if date.weekday().ends_with(weekday) {
                continue;
            }
            let message = format!(
                "「{}」里写的是星期{weekday}，而{}是{}",
                written.key,
                date.official(),
                date.weekday()
            );
            let help = format!("请核对：日期无误时把星期改为「{}」", date.weekday());
            found.push(written.fault(Code::WeekdayInText, message, help));
        }
    }
    found
}

/// A time of day in a sentence: the word before it, if any, the hour, and whether it is written with a colon or with 时.
struct Clock {
    half: Option<&'static str>,
    hour: u32,
    is_colon: bool,
}

const HALVES: [&str; 5] = ["上午", "下午", "晚上", "中午", "凌晨"];

fn clocks(text: &str) -> Vec<Clock> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    for (at, c) in chars.iter().enumerate() {
        let is_colon = matches!(c, ':' | '：' | '︰');
        // 1时30分, 9时前; no 小时, 时间, 时期.
        let is_hour =
            *c == '时' && !matches!(chars.get(at + 1), Some('间' | '期' | '候' | '长' | '限' | '段' | '代'));
        if !is_colon && !is_hour {
            continue;
        }
        let Some((hour, start)) = number_before(&chars, at).filter(|(hour, _)| *hour <= 24) else { continue };
        let minutes = number_after(&chars, at + 1);
        let is_time = if is_colon { minutes.is_some_and(|(_, end)| end == at + 3) } else { true };
        let before: String = chars.iter().take(start).collect();
        let half = HALVES.into_iter().find(|half| before.trim_end().ends_with(half));
        // 1:100 and 比分2:10 are no times unless a word says so.
        if is_time && !before.ends_with([':', '：', '.']) {
            found.push(Clock { half, hour, is_colon });
        }
    }
    found
}

fn wrong_time(meeting: &Case) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for written in with(meeting, Signs::CLOCK) {
        for Clock { half, hour, .. } in clocks(written.text) {
            let Some(half) = half.filter(|half| *half != "中午" && hour > 12) else { continue };
            let message = format!(
                "「{}」里写的「{half}{hour}时」，「{half}」与24小时制的{hour}时不能同时写",
                written.key
            );
            let help = if hour < 24 && half != "上午" && half != "凌晨" {
                format!("请写成「{half}{}时」或「{hour}时」这样，只用一种", hour - 12)
            } else {
                "请核对时间，只用一种写法".to_owned()
            };
            found.push(written.fault(Code::WrongTimeInText, message, help));
        }
    }
    found
}

fn mixed_time_style(meeting: &Case) -> Vec<Diagnostic> {
    let mixed = |written: &Written| {
        let clocks = clocks(written.text);
        let wrong = clocks.iter().any(|clock| clock.half.is_some() && clock.hour > 12);
        let halves = clocks.iter().any(|clock| clock.half.is_some());
        let whole = clocks.iter().any(|clock| clock.half.is_none() && clock.hour > 12);
        let colons = clocks.iter().any(|clock| clock.is_colon);
        let hours = clocks.iter().any(|clock| !clock.is_colon);
        let what = match (halves && whole, colons && hours) {
            _ if wrong => return None,
            (true, _) => "既用「上午」「下午」，又用24小时制",
            (_, true) => "既写「9:00」，又写「9时」",
            _ => return None,
        };
        let message = format!("「{}」的一段话里，时间{what}", written.key);
        Some(written.fault(Code::MixedTimeStyle, message, "同一份文书里时间只用一种写法，请改成一致"))
    };
    with(meeting, Signs::CLOCK).filter_map(mixed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_found_in_sentences() {
        let found = |text| {
            let told = |day: &Day| (day.year, day.month, day.number, day.weekday, day.is_deadline);
            days(text).iter().map(told).collect::<Vec<_>>()
        };
        assert_eq!(found("请于11月23日17:00前报送"), [(None, 11, 23, None, true)]);
        assert_eq!(found("2026年11月24日（星期三）上午"), [(Some(2026), 11, 24, Some('三'), false)]);
        assert_eq!(found("11月24日周二下午2:30前"), [(None, 11, 24, Some('二'), true)]);
        assert_eq!(found("每月、11月中旬、3个月"), []);
    }

    #[test]
    fn clocks_are_found_in_sentences() {
        let found = |text| clocks(text).iter().map(|it| (it.half, it.hour, it.is_colon)).collect::<Vec<_>>();
        assert_eq!(found("下午17:00前，9时30分"), [(Some("下午"), 17, true), (None, 9, false)]);
        assert_eq!(found("24小时值班，及时报告，比例1:100，1:3"), []);
    }
}
