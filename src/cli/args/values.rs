//! The values of options: what was typed comes in; kinds, formats, days and shards, or what could be typed instead, go out.

use crate::batch::Shard;
use crate::cli::report::MessageFormat;
use crate::kind::{Kind, Kinds};
use crate::pipeline::{Date, Format, Month, Pipeline, read_day};

/// Kinds in the order in which they were written.
#[derive(Clone, Debug)]
pub(in crate::cli) struct InOrder(pub(in crate::cli) Vec<Kind>);

/// The formats of one `--format`.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Formats(Vec<Format>);

/// The formats asked for, each once and in the order they are written; all when none is named.
pub(in crate::cli) fn formats(asked: &[Formats]) -> Vec<Format> {
    chosen(asked, &Format::ALL)
}

/// The same for a document of many meetings.
pub(in crate::cli) fn month_formats(asked: &[Formats]) -> Vec<Format> {
    chosen(asked, &Format::MONTH)
}

fn chosen(asked: &[Formats], from: &[Format]) -> Vec<Format> {
    let is_asked =
        |format: &Format| asked.is_empty() || asked.iter().any(|Formats(all)| all.contains(format));
    from.iter().copied().filter(is_asked).collect()
}

/// The documents asked for; `None` when none is named.
pub(in crate::cli) fn kinds(asked: &[Kinds]) -> Option<Kinds> {
    asked.iter().copied().reduce(Kinds::union)
}

/// A value that cannot be used, and what can.
#[derive(Debug, thiserror::Error)]
#[error("不能写「{value}」，可以写：{choices}")]
pub(in crate::cli) struct BadValue {
    value: String,
    choices: String,
}

/// Words of a list: any comma a Chinese keyboard gives parts them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '，', '、', ' ']).map(str::trim).filter(|word| !word.is_empty())
}

pub(in crate::cli) fn read_kinds(text: &str) -> Result<Kinds, BadValue> {
    read_order(text).map(|InOrder(kinds)| kinds.into_iter().collect())
}

pub(super) fn read_order(text: &str) -> Result<InOrder, BadValue> {
    let bad = |value: &str| {
        let all: Vec<String> =
            Kind::ALL.iter().map(|kind| format!("{}（{}）", kind.name(), kind.label())).collect();
        BadValue { value: value.to_owned(), choices: all.join("、") }
    };
    let kinds: Vec<Kind> =
        words(text).map(|word| word.parse::<Kind>().map_err(|_| bad(word))).collect::<Result<_, _>>()?;
    if kinds.is_empty() { Err(bad(text)) } else { Ok(InOrder(kinds)) }
}

pub(super) fn read_meeting_kind(text: &str) -> Result<String, BadValue> {
    let kinds = Pipeline::meeting_kinds();
    let known = kinds.iter().find(|kind| **kind == text.trim()).map(|kind| (*kind).to_owned());
    known.ok_or_else(|| BadValue { value: text.to_owned(), choices: kinds.join("、") })
}

pub(super) fn read_formats(text: &str) -> Result<Formats, BadValue> {
    read_some_formats(text, &Format::ALL)
}

pub(super) fn read_month_formats(text: &str) -> Result<Formats, BadValue> {
    read_some_formats(text, &Format::MONTH)
}

pub(super) fn read_some_formats(text: &str, known: &[Format]) -> Result<Formats, BadValue> {
    let choices: Vec<&str> = known.iter().map(|format| format.extension()).collect();
    let bad = |value: &str| BadValue { value: value.to_owned(), choices: choices.join("、") };
    let read = |word: &str| {
        let format = known.iter().copied().find(|format| word.eq_ignore_ascii_case(format.extension()));
        format.ok_or_else(|| bad(word))
    };
    let formats: Vec<Format> = words(text).map(read).collect::<Result<_, _>>()?;
    if formats.is_empty() { Err(bad(text)) } else { Ok(Formats(formats)) }
}

/// A day that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("不能写{0}")]
pub(super) struct BadDay(String);

pub(super) fn read_on(text: &str) -> Result<Date, BadDay> {
    read_day(text).map_err(BadDay)
}

pub(super) fn read_month(text: &str) -> Result<Month, BadValue> {
    text.parse()
        .map_err(|()| BadValue { value: text.to_owned(), choices: "2026-11 这样的月份".to_owned() })
}

pub(super) fn read_shard(text: &str) -> Result<Shard, BadValue> {
    let bad = || BadValue { value: text.to_owned(), choices: "1/4、2/4 这样的份号".to_owned() };
    let (number, of) = text.split_once('/').ok_or_else(bad)?;
    let read = |text: &str| text.trim().parse::<usize>().map_err(|_| bad());
    let shard = Shard { number: read(number)?, of: read(of)? };
    if (1..=shard.of).contains(&shard.number) { Ok(shard) } else { Err(bad()) }
}

pub(in crate::cli) fn read_message_format(text: &str) -> Result<MessageFormat, BadValue> {
    match text {
        "text" => Ok(MessageFormat::Text),
        "json" => Ok(MessageFormat::Json),
        other => Err(BadValue { value: other.to_owned(), choices: "text、json".to_owned() }),
    }
}
