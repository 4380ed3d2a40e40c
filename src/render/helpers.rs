//! Helpers of the templates: values of the view come in, the words of official Chinese go out. All are pure.

use crate::date::{Context as Unsaid, read_date, read_moment};
use crate::meeting::is_stand_in;
use handlebars::{Context, Handlebars, Helper, HelperResult, Output, RenderContext, RenderErrorReason};
use serde_json::Value;

/// A value to its words, or what is wrong with the value.
type Function = fn(&Value) -> Result<String, String>;

/// Registers every helper.
pub(super) fn register(templates: &mut Handlebars<'_>) {
    let helpers: [(&'static str, Function); 7] = [
        ("日期", date),
        ("短日期", short_date),
        ("时刻", moment),
        ("顿号", enumerate),
        ("并列", list),
        ("分句", clauses),
        ("去句末", without_stop),
    ];
    for (name, function) in helpers {
        let helper = move |helper: &Helper<'_>,
                           templates: &Handlebars<'_>,
                           _: &Context,
                           _: &mut RenderContext<'_, '_>,
                           out: &mut dyn Output|
              -> HelperResult {
            let value = helper.param(0).ok_or(RenderErrorReason::ParamNotFoundForIndex(name, 0))?;
            if value.is_value_missing() && value.relative_path().is_some() {
                let path = value.relative_path().cloned();
                return Err(RenderErrorReason::MissingVariable(path).into());
            }
            let text = function(value.value())
                .map_err(|fault| RenderErrorReason::Other(format!("助手「{name}」：{fault}")))?;
            out.write(&templates.get_escape_fn()(&text))?;
            Ok(())
        };
        templates.register_helper(name, Box::new(helper));
    }
}

/// `2026年11月24日` from a day or a moment; nothing from nothing.
fn date(value: &Value) -> Result<String, String> {
    match text(value)? {
        "" => Ok(String::new()),
        gap if is_stand_in(gap) => Ok(gap.to_owned()),
        day => {
            let day = day.split(' ').next().unwrap_or(day);
            read_date(day, Unsaid::default()).map(|read| read.value.official()).map_err(|fault| fault.message)
        }
    }
}

/// `2026-11-24`, as tables have it (GB/T 15835-2011).
fn short_date(value: &Value) -> Result<String, String> {
    text(value).map(str::to_owned)
}

/// `11月20日下午5:00`-like, with the year: `2026年11月20日下午5:00`.
fn moment(value: &Value) -> Result<String, String> {
    match text(value)? {
        "" => Ok(String::new()),
        gap if is_stand_in(gap) => Ok(gap.to_owned()),
        moment => read_moment(moment, Unsaid::default())
            .map(|read| {
                let time = read.value.time.map(crate::date::Time::official).unwrap_or_default();
                format!("{}{time}", read.value.date.official())
            })
            .map_err(|fault| fault.message),
    }
}

/// `甲、乙、丙`.
fn enumerate(value: &Value) -> Result<String, String> {
    Ok(texts(value)?.join("、"))
}

/// `甲、乙、丙`, or with commas where an item has a 、 of its own.
fn list(value: &Value) -> Result<String, String> {
    let texts = texts(value)?;
    let outer = if texts.iter().any(|text| text.contains(['、', '，'])) { "，" } else { "、" };
    Ok(texts.join(outer))
}

/// `甲；乙；丙`, without the stops the items may end with.
fn clauses(value: &Value) -> Result<String, String> {
    Ok(texts(value)?.into_iter().map(|text| text.trim_end_matches(STOPS)).collect::<Vec<_>>().join("；"))
}

const STOPS: [char; 6] = ['。', '；', '，', '、', '.', ';'];

/// The text without a stop at its end, so that the template can put its own.
fn without_stop(value: &Value) -> Result<String, String> {
    Ok(text(value)?.trim_end_matches(STOPS).to_owned())
}

fn text(value: &Value) -> Result<&str, String> {
    match value {
        Value::String(text) => Ok(text),
        Value::Null => Ok(""),
        other => Err(format!("应给一项文字，给的是 {other}")),
    }
}

fn texts(value: &Value) -> Result<Vec<&str>, String> {
    match value {
        Value::Array(items) => items.iter().map(text).collect(),
        single => text(single).map(|text| vec![text]),
    }
}
