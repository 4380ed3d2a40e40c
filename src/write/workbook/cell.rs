//! Cells: a text as typed comes in; the cell that reads back as the same text, and what Excel lets one enter, go out.

use super::Error;
use crate::spec::vocabulary::{Field, Shape};
use crate::spec::{Node, Value, lists};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format, Worksheet, XlsxError,
};

/// Excel's number format for values of this shape. What is no date or number is a text, so that `007` stays `007`.
pub(super) const fn number_format(shape: &Shape) -> &'static str {
    match shape {
        Shape::Date => "yyyy-mm-dd",
        Shape::Moment => "yyyy-mm-dd hh:mm",
        Shape::Time => "hh:mm",
        Shape::Number => "General",
        _ => "@",
    }
}

/// The text of a field's value in one cell.
pub(super) fn text(field: &Field, node: &Node) -> String {
    match &node.value {
        Value::Text(text) => text.clone(),
        Value::List(items) => {
            let texts: Vec<&str> =
                items.iter().filter_map(Node::text).filter(|text| !text.is_empty()).collect();
            lists::join(field, &texts)
        }
        Value::Map(_) | Value::Empty => String::new(),
    }
}

/// Writes a text: as a date, a time or a number where Excel shows and we read just these characters, else as it is.
pub(super) fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    shape: &Shape,
    text: &str,
    format: &Format,
) -> Result<(), Error> {
    match typed(shape, text) {
        _ if text.is_empty() => sheet.write_blank(row, column, format)?,
        Some(Typed::Moment(moment)) => sheet.write_datetime_with_format(row, column, &moment, format)?,
        Some(Typed::Number(number)) => sheet.write_number_with_format(row, column, number, format)?,
        None => sheet.write_string_with_format(row, column, text, format)?,
    };
    Ok(())
}

enum Typed {
    Moment(ExcelDateTime),
    Number(u32),
}

fn typed(shape: &Shape, text: &str) -> Option<Typed> {
    let like = |pattern: &str| {
        let fits = |(c, p): (char, char)| if p == '0' { c.is_ascii_digit() } else { c == p };
        text.len() == pattern.len() && text.chars().zip(pattern.chars()).all(fits)
    };
    let moment = || {
        // Before 2000 Excel's calendar has its own ways.
        let year: u32 = text.get(..4)?.parse().ok()?;
        let read = ExcelDateTime::parse_from_str(&text.replace(' ', "T")).ok()?;
        (2000..2100).contains(&year).then_some(Typed::Moment(read))
    };
    match shape {
        Shape::Date | Shape::Moment if like("0000-00-00") => moment(),
        Shape::Moment if like("0000-00-00 00:00") && !text.ends_with("00:00") => moment(),
        Shape::Time if like("00:00") && text != "00:00" => {
            ExcelDateTime::parse_from_str(text).ok().map(Typed::Moment)
        }
        Shape::Number => {
            let number: u32 = text.parse().ok()?;
            (number.to_string() == text && number < 1_000_000_000).then_some(Typed::Number(number))
        }
        _ => None,
    }
}

/// What Excel lets one enter: lists to choose from; where a date in words would be understood too, only a warning.
pub(super) fn validation(field: &Field) -> Result<Option<DataValidation>, XlsxError> {
    let title = field.key;
    let soft = |rule: DataValidation, how: &str| -> Result<DataValidation, XlsxError> {
        rule.set_error_style(DataValidationErrorStyle::Information)
            .set_error_title(title)?
            .set_error_message(format!("一般{how}。写成文字的，点「确定」即可。"))?
            .set_input_title(title)?
            .set_input_message(how)
    };
    let list = |words: &[&str]| -> Result<DataValidation, XlsxError> {
        DataValidation::new()
            .allow_list_strings(words)?
            .set_error_title(title)?
            .set_error_message(format!("请从下拉列表里选：{}", words.join("、")))?
            .set_input_title(title)?
            .set_input_message("点右边的箭头选一个")
    };
    let day = |year| ExcelDateTime::from_ymd(year, 1, 1);
    Ok(Some(match field.shape {
        Shape::Choice(words) => list(words)?,
        Shape::Flag => list(&["是", "否"])?,
        Shape::Date => {
            let rule = DataValidation::new().allow_date(DataValidationRule::Between(day(2000)?, day(2100)?));
            soft(rule, "写成 2026-11-24")?
        }
        Shape::Moment => {
            let rule = DataValidation::new().allow_date(DataValidationRule::Between(day(2000)?, day(2100)?));
            soft(rule, "写成 2026-11-24 9:00，日期和时间之间空一格")?
        }
        Shape::Time => {
            let (from, to) = (ExcelDateTime::from_hms(0, 0, 0)?, ExcelDateTime::from_hms(23, 59, 0)?);
            let rule = DataValidation::new().allow_time(DataValidationRule::Between(from, to));
            soft(rule, "写成 9:00")?
        }
        Shape::Number => {
            let rule = DataValidation::new().allow_whole_number(DataValidationRule::Between(0, 1_000_000));
            soft(rule, "写整数")?
        }
        _ => return Ok(None),
    }))
}
