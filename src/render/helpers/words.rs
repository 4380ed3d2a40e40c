//! Helpers for words and days: values of the view come in, the words of official Chinese go out.

use super::Given;
use crate::date::{Context, Date, read_date, read_moment};
use crate::meeting::is_stand_in;
use crate::render::people;
use serde_json::Value;

type Words = Result<String, String>;

/// A day put into words; nothing from nothing, and a gap of a draft stays as it is.
fn day(given: &Given<'_>, words: impl FnOnce(Date) -> String) -> Words {
    let text = given.text(0)?;
    if text.is_empty() || is_stand_in(&text) {
        return Ok(text);
    }
    let day = text.split(' ').next().unwrap_or(&text);
    read_date(day, Context::default()).map(|read| words(read.value)).map_err(|fault| fault.message)
}

/// `2026年11月24日` from a day or a moment.
pub(super) fn date(given: &Given<'_>) -> Words {
    day(given, Date::official)
}

/// `2026-11-24`, as tables have it (GB/T 15835-2011).
pub(super) fn short_date(given: &Given<'_>) -> Words {
    given.text(0)
}

/// `11月24日`.
pub(super) fn month_day(given: &Given<'_>) -> Words {
    day(given, |day| format!("{}月{}日", day.month(), day.day()))
}

/// `星期二`.
pub(super) fn weekday(given: &Given<'_>) -> Words {
    day(given, |day| day.weekday().to_owned())
}

/// `二〇二六年十一月二十四日` (GB/T 15835-2011 4.2).
pub(super) fn hanzi_date(given: &Given<'_>) -> Words {
    let small = |number: u32| crate::render::ordinal::hanzi(usize::try_from(number).unwrap_or(0));
    day(given, |day| {
        let year: String = day.year().to_string().chars().map(digit).collect();
        format!("{year}年{}月{}日", small(day.month()), small(day.day()))
    })
}

fn digit(c: char) -> char {
    let at = c.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
    at.and_then(|at| "〇一二三四五六七八九".chars().nth(at)).unwrap_or(c)
}

/// `2026年11月20日下午5:00`.
pub(super) fn moment(given: &Given<'_>) -> Words {
    let text = given.text(0)?;
    if text.is_empty() || is_stand_in(&text) {
        return Ok(text);
    }
    let read = read_moment(&text, Context::default()).map_err(|fault| fault.message)?.value;
    let time = read.time.map(crate::date::Time::official).unwrap_or_default();
    Ok(format!("{}{time}", read.date.official()))
}

/// `甲、乙、丙`.
pub(super) fn enumerate(given: &Given<'_>) -> Words {
    Ok(given.texts(0)?.join("、"))
}

/// `甲、乙、丙`, or with commas where an item has a 、 of its own.
pub(super) fn list(given: &Given<'_>) -> Words {
    let texts = given.texts(0)?;
    let outer = if texts.iter().any(|text| text.contains(['、', '，'])) { "，" } else { "、" };
    Ok(texts.join(outer))
}

/// `甲；乙；丙`, without the stops the items may end with.
pub(super) fn clauses(given: &Given<'_>) -> Words {
    let texts = given.texts(0)?;
    Ok(texts.iter().map(|text| text.trim_end_matches(STOPS)).collect::<Vec<_>>().join("；"))
}

const STOPS: [char; 6] = ['。', '；', '，', '、', '.', ';'];

/// The text without a stop at its end, so that the template can put its own.
pub(super) fn without_stop(given: &Given<'_>) -> Words {
    Ok(given.text(0)?.trim_end_matches(STOPS).to_owned())
}

/// `徐　炎`: names of two characters as wide as those of three.
pub(super) fn padded(given: &Given<'_>) -> Words {
    Ok(people::padded(&given.text(0)?))
}

/// The value with what goes before and behind it; nothing at all where there is none.
pub(super) fn if_given(given: &Given<'_>) -> Words {
    let words = enumerate(given)?;
    if words.is_empty() {
        return Ok(words);
    }
    Ok(format!("{}{words}{}", super::text(given.named("前"))?, super::text(given.named("后"))?))
}

/// The value, or the other where there is none.
pub(super) fn or_else(given: &Given<'_>) -> Words {
    let words = enumerate(given)?;
    if words.is_empty() { given.text(1) } else { Ok(words) }
}

/// `是` where there is anything, nothing where there is nothing.
#[expect(clippy::unnecessary_wraps, reason = "helpers have one shape")]
pub(super) fn is_given(given: &Given<'_>) -> Words {
    let is_nothing = match given.value(0) {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(map) => map.is_empty(),
        Value::Bool(true) | Value::Number(_) => false,
    };
    Ok(if is_nothing { String::new() } else { "是".to_owned() })
}
