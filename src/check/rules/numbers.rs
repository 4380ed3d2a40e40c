//! Rules of document numbers (GB/T 9704-2012 7.2.5): a meeting comes in, numbers unlike `应急办〔2026〕45号` go out.

use super::{CALLING, Case, Rule, TELLING, fault};
use crate::date::Date;
use crate::diag::{Code, Diagnostic};
use crate::kind::{Kind, Kinds};
use crate::meeting::{Given, Text};

pub(super) const RULES: &[Rule] = &[
    Rule { code: Code::InvalidDocumentNumber, broken: invalid_document_number },
    Rule { code: Code::NumberWithoutSign, broken: number_without_sign },
    Rule { code: Code::DocumentNumberYear, broken: document_number_year },
    Rule { code: Code::NumberReused, broken: number_reused },
    Rule { code: Code::InvalidIssueNumber, broken: invalid_issue_number },
];

fn number_without_sign(meeting: &Case) -> Vec<Diagnostic> {
    let Some(number) = meeting.notice.number.as_ref().filter(|number| number.starts_with(OPENING)) else {
        return Vec::new();
    };
    let message = format!("会议通知的文号「{}」没有机关代字", **number);
    let help = "请在年份前写上机关代字，如「云应急办〔2026〕45号」";
    vec![fault(Code::NumberWithoutSign, number.at, message, help, CALLING)]
}

fn document_number_year(meeting: &Case) -> Vec<Diagnostic> {
    let papers = [
        (&meeting.notice.number, &meeting.notice.date, "通知", CALLING),
        (&meeting.minutes.number, &meeting.minutes.date, "纪要", TELLING),
    ];
    let differs = |(number, date, paper, kinds): (&Text, &Given<Date>, &str, &[Kind])| {
        let (number, date) = (number.as_ref()?, date.as_ref()?);
        let year: i32 = parts(number)?.year.parse().ok().filter(|year| (1000..10000).contains(year))?;
        if year == date.year() {
            return None;
        }
        let message = format!("{paper}的文号「{}」是{year}年的，而日期是{}", **number, date.official());
        let help = "文号的年份应是成文的年份，请核对文号和日期";
        Some(fault(Code::DocumentNumberYear, number.at, message, help, kinds).related("日期在此", date.at))
    };
    papers.into_iter().filter_map(differs).collect()
}

fn number_reused(meeting: &Case) -> Vec<Diagnostic> {
    let (Some(notice), Some(minutes)) = (&meeting.notice.number, &meeting.minutes.number) else {
        return Vec::new();
    };
    if notice.value != minutes.value {
        return Vec::new();
    }
    let message = format!("会议纪要的文号「{}」与会议通知的相同", **minutes);
    let help = "一件公文一个文号，请核对两个文号";
    vec![fault(Code::NumberReused, minutes.at, message, help, TELLING).related("通知的文号在此", notice.at)]
}

fn invalid_issue_number(meeting: &Case) -> Vec<Diagnostic> {
    let Some(issue) = &meeting.minutes.issue else { return Vec::new() };
    let digits = issue.strip_prefix('第').and_then(|rest| rest.strip_suffix('期'));
    let is_right = digits.is_some_and(|digits| {
        !digits.is_empty() && !digits.starts_with('0') && digits.chars().all(|c| c.is_ascii_digit())
    });
    if is_right {
        return Vec::new();
    }
    let number: String = issue.chars().filter(char::is_ascii_digit).collect();
    let number = number.trim_start_matches('0');
    let example = if number.is_empty() { "12" } else { number };
    let message = format!("纪要的期号写的是「{}」，应是「第几期」的样子", **issue);
    let help = format!("请写成「第{example}期」，用阿拉伯数字，不编虚位");
    vec![fault(Code::InvalidIssueNumber, issue.at, message, help, TELLING)]
}

fn invalid_document_number(meeting: &Case) -> Vec<Diagnostic> {
    let check = |number: &Text, kind| {
        let number = number.as_ref()?;
        let faults = faults(number);
        if faults.is_empty() {
            return None;
        }
        let message = format!("{kind}的文号「{}」不合规范：{}", **number, faults.join("，"));
        let help = corrected(number).map_or_else(
            || "请写成「机关代字〔年份〕序号号」，如「应急办〔2026〕45号」".to_owned(),
            |number| format!("请写成「{number}」"),
        );
        let scope = Kinds::NONE.with(kind);
        Some(Diagnostic::new(Code::InvalidDocumentNumber, number.at, message).help(help).scope(scope))
    };
    let notice = check(&meeting.notice.number, Kind::Notice);
    notice.into_iter().chain(check(&meeting.minutes.number, Kind::Minutes)).collect()
}

const OPENING: [char; 7] = ['〔', '[', '［', '(', '（', '【', '{'];
const CLOSING: [char; 7] = ['〕', ']', '］', ')', '）', '】', '}'];

/// The parts of a number, the brackets as they are.
struct Parts<'n> {
    sign: &'n str,
    open: char,
    year: &'n str,
    close: char,
    serial: &'n str,
}

fn parts(number: &str) -> Option<Parts<'_>> {
    let (sign, rest) = number.split_once(OPENING)?;
    let open = number.chars().nth(sign.chars().count())?;
    let (year, serial) = rest.split_once(CLOSING)?;
    let close = rest.chars().nth(year.chars().count())?;
    Some(Parts { sign, open, year, close, serial })
}

/// What is wrong with a number, each in a few words; nothing if it is right.
fn faults(number: &str) -> Vec<&'static str> {
    let Some(Parts { sign, open, year, close, serial }) = parts(number) else {
        return vec!["年份应放在六角括号「〔〕」里"];
    };
    let mut faults = Vec::new();
    let mut note = |wrong: bool, what| {
        if wrong {
            faults.push(what);
        }
    };
    let digits = serial.trim_start_matches('第').trim_end_matches('号');
    let is_number = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    note(number.contains(char::is_whitespace), "中间不应有空格");
    note((open, close) != ('〔', '〕'), "年份应放在六角括号「〔〕」里");
    note(!is_number(year) || year.len() != 4, "年份应写全四位阿拉伯数字");
    note(serial.starts_with('第') || sign.ends_with('第'), "序号前不加「第」");
    note(!is_number(digits), "序号应是阿拉伯数字");
    note(is_number(digits) && digits.starts_with('0'), "序号不编虚位（1不写作01）");
    note(!serial.ends_with('号'), "序号后应有「号」");
    faults
}

/// The number as it should be, when what is meant is beyond doubt.
fn corrected(number: &str) -> Option<String> {
    let narrow: String = number
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '０'..='９' => char::from_u32(u32::from(c) - 0xFF10 + 0x30).unwrap_or(c),
            _ => c,
        })
        .collect();
    let Parts { sign, year, serial, .. } = parts(&narrow)?;
    let digits = serial.trim_start_matches('第').trim_end_matches('号').trim_start_matches('0');
    let number = format!("{}〔{year}〕{digits}号", sign.trim_end_matches('第'));
    faults(&number).is_empty().then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn right_numbers() {
        for number in ["应急办〔2026〕45号", "〔2026〕12号", "市府办发〔2026〕1号"] {
            assert!(faults(number).is_empty(), "{number}");
        }
    }

    #[test]
    fn wrong_numbers_are_explained_and_corrected() {
        for (number, fault, right) in [
            ("应急办[2026]45号", "年份应放在六角括号「〔〕」里", Some("应急办〔2026〕45号")),
            ("应急办（2026）45号", "年份应放在六角括号「〔〕」里", Some("应急办〔2026〕45号")),
            ("应急办〔2026〕第45号", "序号前不加「第」", Some("应急办〔2026〕45号")),
            ("应急办〔2026〕045号", "序号不编虚位（1不写作01）", Some("应急办〔2026〕45号")),
            ("应急办〔26〕45号", "年份应写全四位阿拉伯数字", None),
            ("应急办〔２０２６〕45号", "年份应写全四位阿拉伯数字", Some("应急办〔2026〕45号")),
            ("应急办〔2026〕45", "序号后应有「号」", Some("应急办〔2026〕45号")),
            ("应急办 〔2026〕 45号", "中间不应有空格", Some("应急办〔2026〕45号")),
            ("应急办〔2026〕  号", "中间不应有空格", None),
            ("应急办2026年45号", "年份应放在六角括号「〔〕」里", None),
            ("〔", "年份应放在六角括号「〔〕」里", None),
        ] {
            assert_eq!(faults(number).first(), Some(&fault), "{number}");
            assert_eq!(corrected(number).as_deref(), right, "{number}");
        }
    }
}
