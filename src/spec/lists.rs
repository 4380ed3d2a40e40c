//! Lists in one text: what was typed into one cell, or on one line, comes in; its items go out, and back again.

use super::text::clean;
use super::vocabulary::Field;

/// The lists whose items are organs, people or things: they may also be divided by 「；」 or 「、」.
const ENUMERATIONS: &[&str] =
    &["主送", "抄送", "发送", "协办单位", "附件", "列席", "会场", "参会人员", "分会场", "签发人", "联合发文"];

const OPENING: &str = "（(【《〈「『“‘〔[｛{";
const CLOSING: &str = "）)】》〉」』”’〕]｝}";

/// The items of `text`, which was written as one for the list `field`.
///
/// A text that opens with a line of dashes (`——`) is divided at such lines only, so that an item may have several lines
/// of its own. Else the strongest divider that occurs decides: line feeds, then (for organs and the like) 「；」, then 「、」, the last
/// two only outside of brackets. Numbers before the items are dropped when they run 1, 2, 3 …
#[must_use]
pub fn split(field: &Field, text: &str) -> Vec<String> {
    if let Some(items) = ruled(text) {
        return items;
    }
    let mut items = pieces(text.lines());
    if items.len() < 2 && ENUMERATIONS.contains(&field.key) {
        for divider in ['；', ';', '、'] {
            let parts = outside_brackets(text, divider);
            if parts.len() > 1 {
                items = pieces(parts.into_iter());
                break;
            }
        }
    }
    without_numbers(items)
}

/// The text that [`split`] divides into these items again: one a line where that will do.
///
/// Items are cleaned texts that are not blank.
#[must_use]
pub fn join(field: &Field, items: &[&str]) -> String {
    let lines = items.join("\n");
    let closed = format!("{lines}；");
    let rules = (2..).map(|count| RULE.to_string().repeat(count));
    let rule = rules.into_iter().find(|rule| items.iter().all(|item| item.lines().all(|line| line != rule)));
    let parted = items.iter().map(|item| format!("{}\n{item}", rule.as_deref().unwrap_or_default()));
    let is_same = |text: &String| split(field, text).iter().map(String::as_str).eq(items.iter().copied());
    [lines, closed].into_iter().find(is_same).unwrap_or_else(|| parted.collect::<Vec<_>>().join("\n"))
}

/// What a dividing line is made of, two at least.
const RULE: char = '—';

fn ruled(text: &str) -> Option<Vec<String>> {
    let rule = text.lines().next()?;
    let is_rule = rule.chars().count() >= 2 && rule.chars().all(|c| c == RULE);
    if !is_rule {
        return None;
    }
    let mut items: Vec<Vec<&str>> = Vec::new();
    for line in text.lines() {
        match items.last_mut() {
            Some(item) if line != rule => item.push(line),
            _ => items.push(Vec::new()),
        }
    }
    let texts: Vec<String> = items.iter().map(|lines| lines.join("\n")).collect();
    Some(pieces(texts.iter().map(String::as_str)))
}

fn pieces<'a>(parts: impl Iterator<Item = &'a str>) -> Vec<String> {
    parts.map(clean).filter(|part| !part.is_empty()).collect()
}

/// The parts between dividers that stand outside of brackets; the whole text when its brackets do not balance.
fn outside_brackets(text: &str, divider: char) -> Vec<&str> {
    let mut depth = 0_i32;
    let mut balanced = true;
    let parts = text
        .split(|c: char| {
            if OPENING.contains(c) {
                depth += 1;
            } else if CLOSING.contains(c) {
                depth -= 1;
                balanced &= depth >= 0;
            }
            c == divider && depth == 0
        })
        .collect();
    if balanced && depth == 0 { parts } else { vec![text] }
}

/// Drops `1.` `（1）` `一、` and the like when every item has one and they count up from one.
fn without_numbers(items: Vec<String>) -> Vec<String> {
    if items.len() < 2 {
        return items;
    }
    let bare: Option<Vec<String>> = items
        .iter()
        .enumerate()
        .map(|(index, item)| {
            let (number, rest) = leading_number(item)?;
            (number == index + 1 && !rest.is_empty()).then(|| rest.to_owned())
        })
        .collect();
    bare.unwrap_or(items)
}

fn leading_number(item: &str) -> Option<(usize, &str)> {
    if let Some(circled) = item.chars().next().filter(|c| ('①'..='⑳').contains(c)) {
        let number = usize::try_from(u32::from(circled) - u32::from('①')).ok()? + 1;
        return Some((number, item.strip_prefix(circled)?.trim_start()));
    }
    let opened = item.strip_prefix(['（', '(']);
    let body = opened.unwrap_or(item);
    let end = body.find(|c: char| !c.is_ascii_digit() && !"一二三四五六七八九十".contains(c))?;
    let (digits, rest) = body.split_at_checked(end)?;
    let mark = rest.chars().next()?;
    let closes = if opened.is_some() { "）)".contains(mark) } else { "、.．)）".contains(mark) };
    let rest = rest.strip_prefix(mark)?;
    // `9.30` is a number, not the ninth item.
    let decimal = mark == '.' && rest.starts_with(|c: char| c.is_ascii_digit());
    (closes && !decimal).then_some(())?;
    Some((read_number(digits)?, rest.trim_start()))
}

fn read_number(digits: &str) -> Option<usize> {
    const UNITS: &str = "一二三四五六七八九";
    if let Ok(number) = digits.parse() {
        return Some(number);
    }
    let unit = |text: &str| {
        let mut chars = text.chars();
        let index = UNITS.chars().position(|c| Some(c) == chars.clone().next())?;
        chars.next();
        chars.next().is_none().then_some(index + 1)
    };
    match digits.split_once('十') {
        None => unit(digits),
        Some((tens, units)) => {
            let tens = if tens.is_empty() { 1 } else { unit(tens)? };
            let units = if units.is_empty() { 0 } else { unit(units)? };
            Some(tens * 10 + units)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::vocabulary::{NOTICE, TOP};

    fn items(key: &str, text: &str) -> Vec<String> {
        let field = NOTICE.iter().chain(TOP).find(|field| field.key == key).expect("a field");
        split(field, text)
    }

    #[test]
    fn organs_are_divided_outside_of_brackets_only() {
        assert_eq!(items("主送", "各县（市、区）应急管理局"), ["各县（市、区）应急管理局"]);
        assert_eq!(
            items("主送", "各县（市、区）应急管理局、市公安局"),
            ["各县（市、区）应急管理局", "市公安局"]
        );
        assert_eq!(items("主送", "市委、市政府办公室；市公安局；"), ["市委、市政府办公室", "市公安局"]);
        assert_eq!(items("主送", "市委、市政府\n市公安局\n"), ["市委、市政府", "市公安局"]);
        assert_eq!(items("主送", "市委、市政府；"), ["市委、市政府"]);
        assert_eq!(items("主送", "各县（市、区应急管理局、市公安局"), ["各县（市、区应急管理局、市公安局"]);
        assert_eq!(items("附件", "《甲、乙》、回执"), ["《甲、乙》", "回执"]);
    }

    #[test]
    fn any_items_come_back() {
        for (key, all) in [
            ("主送", &["市委、市政府"][..]),
            ("主送", &["各县（市、区）应急管理局"]),
            ("要求", &["第一段\n第二段", "又一项"]),
            ("要求", &["1.甲", "2.乙"]),
            ("要求", &["——", "————\n甲"]),
            ("附件", &["甲；乙"]),
            ("附件", &["甲（乙、丙", "丁"]),
        ] {
            let field = NOTICE.iter().chain(TOP).find(|field| field.key == key).expect("a field");
            assert_eq!(items(key, &join(field, all)), all, "{all:?}");
        }
        let field = NOTICE.iter().find(|field| field.key == "主送").expect("a field");
        assert_eq!(join(field, &["市委、市政府"]), "市委、市政府；");
        assert_eq!(join(field, &["市公安局", "市财政局"]), "市公安局\n市财政局");
        assert_eq!(items("要求", "——\n第一段\n第二段\n——\n又一项"), ["第一段\n第二段", "又一项"]);
    }

    #[test]
    fn sentences_are_divided_at_line_feeds_only() {
        assert_eq!(items("要求", "请准时参会、不得缺席；请着正装"), ["请准时参会、不得缺席；请着正装"]);
        assert_eq!(items("要求", "请准时参会\n\n 请着正装　"), ["请准时参会", "请着正装"]);
    }

    #[test]
    fn numbers_are_dropped_when_they_count_up() {
        assert_eq!(items("要求", "1.甲\n2.乙"), ["甲", "乙"]);
        assert_eq!(items("要求", "（一）甲\n（二）乙"), ["甲", "乙"]);
        assert_eq!(items("要求", "① 甲\n② 乙"), ["甲", "乙"]);
        assert_eq!(items("要求", "1.甲\n乙"), ["1.甲", "乙"]);
        assert_eq!(items("要求", "9.30到会\n10.30散会"), ["9.30到会", "10.30散会"]);
        assert_eq!(items("要求", "1、甲"), ["1、甲"]);
        assert_eq!(read_number("二十一"), Some(21));
    }
}
