//! Single values: the text that was typed comes in, the value or what is wrong with it goes out.

use crate::date::{Context, Misread, Part};
use crate::diag::Code;
use crate::spec::vocabulary::SECRECY_LEVELS;
use std::borrow::Cow;

/// Why a text is not a value: what was found and expected, beginning with the text in 「」, and how to write it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fault {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) help: String,
}

impl Fault {
    fn new(code: Code, text: &str, what: &str, help: impl Into<String>) -> Self {
        Self { code, message: format!("「{}」：{what}", shortened(text)), help: help.into() }
    }
}

impl From<Misread> for Fault {
    fn from(misread: Misread) -> Self {
        let code = match misread.part {
            Part::Day => Code::InvalidDate,
            Part::Time => Code::InvalidTime,
        };
        Self { code, message: misread.message, help: misread.help }
    }
}

/// The text, cut to what one line bears.
pub(super) fn shortened(text: &str) -> String {
    const MOST: usize = 30;
    match text.char_indices().nth(MOST) {
        Some(_) => text.chars().take(MOST - 1).chain(['…']).collect(),
        None => text.to_owned(),
    }
}

/// A name without inner spaces; those between Latin letters stay.
pub(super) fn name(text: &str) -> Result<String, Fault> {
    let name = joined(text);
    let Some(bad) = name.chars().find(|c| !is_fit_for_names(*c)) else { return Ok(name) };
    let code = u32::from(bad);
    let (what, help) = match bad {
        '(' | ')' | '（' | '）' | '[' | ']' | '【' | '】' | '〔' | '〕' | '{' | '}' => (
            format!("姓名中有「{bad}」（U+{code:04X}）"),
            "姓名只写名字本身，说明写到「备注」；描述字形的请换成这个字本身",
        ),
        '\u{FFFD}' => ("姓名中有乱码（U+FFFD）".to_owned(), "请重新输入这个字"),
        _ if is_private(bad) => (
            format!("姓名中有自造字（U+{code:04X}），换一台计算机就显示不出来"),
            "请换成国家标准（GB 18030）收录的字，可用输入法的部件、笔画或Unicode方式输入",
        ),
        _ if bad.is_control() => (format!("姓名中有不可见的字符（U+{code:04X}）"), "请重新输入姓名"),
        _ => (format!("姓名中有「{bad}」（U+{code:04X}），可能是没有显示出来的生僻字"), "请补上这个字"),
    };
    Err(Fault::new(Code::InvalidName, text, &what, help))
}

/// The text without spaces, but for those between two Latin letters.
fn joined(text: &str) -> String {
    if !text.contains(|c: char| c.is_whitespace() || is_invisible(c)) {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().filter(|c| !is_invisible(*c)).collect();
    let latin = |at: Option<usize>| {
        at.and_then(|at| chars.get(at)).is_some_and(|c| c.is_ascii_alphabetic() || *c == '.')
    };
    let kept = |at: usize| latin(at.checked_sub(1)) && latin(Some(at + 1));
    let mut name = String::new();
    for (at, c) in chars.iter().enumerate() {
        match c {
            c if !c.is_whitespace() => name.push(*c),
            _ if kept(at) => name.push(' '),
            _ => {}
        }
    }
    name
}

const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{FEFF}')
}

fn is_fit_for_names(c: char) -> bool {
    let placeholder = matches!(c, '?' | '？' | '□' | '■' | '▢' | '◻' | '*' | '＊' | '×' | '\u{FFFD}');
    let bracket = matches!(c, '(' | ')' | '（' | '）' | '[' | ']' | '【' | '】' | '〔' | '〕' | '{' | '}');
    !(placeholder || bracket || c.is_control() || is_private(c))
}

/// The private-use areas of the BMP and of planes 15 and 16.
fn is_private(c: char) -> bool {
    matches!(u32::from(c), 0xE000..=0xF8FF | 0xF_0000..=0x10_FFFF)
}

/// Digits, letters and signs in their narrow form, without spaces.
fn narrow(text: &str) -> Cow<'_, str> {
    if !text.contains(|c: char| c.is_whitespace() || narrowed(c) != c) {
        return Cow::Borrowed(text);
    }
    text.chars().filter(|c| !c.is_whitespace()).map(narrowed).collect()
}

fn narrowed(c: char) -> char {
    match u32::from(c) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// The largest number that is believed.
const MOST: u32 = 1_000_000;

/// A whole number from 0, in digits narrow or wide, perhaps with 第 before and a measure word behind it.
pub(super) fn number(text: &str) -> Result<u32, Fault> {
    let fault = |what: &str| Fault::new(Code::InvalidNumber, text, what, "请写成整数，如「20」");
    let narrowed = narrow(text);
    let bare = narrowed.strip_prefix('第').unwrap_or(&narrowed);
    let bare = bare.trim_end_matches(['份', '页', '人', '票', '件', '年', '名', '张', '个', '号', '项']);
    let bare = bare.strip_suffix(".0").unwrap_or(bare);
    if bare.is_empty() || !bare.chars().all(|c| c.is_ascii_digit()) {
        return Err(fault("不是整数"));
    }
    bare.parse().ok().filter(|number| *number <= MOST).ok_or_else(|| fault("数字太大"))
}

/// A year of four digits.
pub(super) fn year(text: &str) -> Result<u32, Fault> {
    number(text)?; // the same message for what is no number at all
    number(text).ok().filter(|year| (1900..=2999).contains(year)).ok_or_else(|| {
        Fault::new(Code::InvalidNumber, text, "不是四位数的年份", "请写成四位年份，如「2026」")
    })
}

/// 是 or 否 and what stands for them.
pub(super) fn flag(text: &str) -> Result<bool, Fault> {
    match narrow(text).to_lowercase().as_str() {
        "是" | "有" | "对" | "true" | "yes" | "y" | "1" | "√" | "✓" | "✔" | "☑" => Ok(true),
        "否" | "无" | "不" | "没有" | "false" | "no" | "n" | "0" | "×" | "✗" | "✘" | "x" | "☐" => {
            Ok(false)
        }
        _ => Err(Fault::new(Code::InvalidChoice, text, "只能写是或否", "请写「是」或「否」")),
    }
}

/// What people write for a word of a choice.
const ALIASES: [(&str, &str); 22] = [
    ("按姓氏笔画", "姓氏笔画"),
    ("按姓氏笔画为序", "姓氏笔画"),
    ("姓氏笔划", "姓氏笔画"),
    ("按姓氏笔划", "姓氏笔画"),
    ("按给定顺序", "给定顺序"),
    ("因公缺席", "缺席"),
    ("未到", "缺席"),
    ("未到会", "缺席"),
    ("已到", "到会"),
    ("已到会", "到会"),
    ("参会", "出席"),
    ("参加", "出席"),
    ("特邀嘉宾", "特邀"),
    ("不涉密", "非密"),
    ("公开", "非密"),
    ("无", "非密"),
    ("定期30年", "30年"),
    ("三十年", "30年"),
    ("30", "30年"),
    ("定期10年", "10年"),
    ("十年", "10年"),
    ("10", "10年"),
];

/// One of the words of a choice.
pub(super) fn choice(text: &str, words: &'static [&'static str]) -> Result<&'static str, Fault> {
    let typed = narrow(text);
    let alias = ALIASES.iter().find(|(alias, _)| *alias == typed).map(|(_, word)| *word);
    let wanted = |word: &&&str| **word == typed || Some(**word) == alias;
    if let Some(word) = words.iter().find(wanted) {
        return Ok(word);
    }
    if words == SECRECY_LEVELS
        && let Some(level) = classified(text)
    {
        return Ok(level);
    }
    let nearest = words.iter().find(|word| typed.contains(**word) || shares_most(&typed, word));
    let listed = words.join("、");
    let help =
        nearest.map_or_else(|| format!("请从{listed}中选写一个"), |word| format!("您是不是想写「{word}」？"));
    Err(Fault::new(Code::InvalidChoice, text, &format!("只能写{listed}之一"), help))
}

fn shares_most(typed: &str, word: &str) -> bool {
    // 15年 is no misspelling of 10年.
    !word.contains(|c: char| c.is_ascii_digit()) && strsim::normalized_damerau_levenshtein(typed, word) >= 0.5
}

/// The level of state secrecy that a text names, however it is dressed: `机密★1年`, `机 密`.
pub(super) fn classified(text: &str) -> Option<&'static str> {
    let typed = narrow(text);
    let negated = ["非", "不"].iter().any(|word| typed.starts_with(word));
    SECRECY_LEVELS.iter().skip(2).rev().find(|level| !negated && typed.contains(**level)).copied()
}

/// A vote: its words and their numbers, in any order.
pub(super) fn votes(text: &str) -> Result<[Option<u32>; 4], Fault> {
    let fault = |what: String| Fault::new(Code::InvalidNumber, text, &what, "请写成「同意9，反对0，弃权1」");
    let mut votes = [None; 4];
    for part in narrow(text).split([',', '、', ';', '。', '/']).filter(|part| !part.is_empty()) {
        let words = [["同意", "赞成"], ["反对", "不同意"], ["弃权", "弃权"], ["回避", "回避"]];
        // 不同意 contains 同意: the later words are tried first.
        let found = words.iter().enumerate().rev().find_map(|(at, words)| {
            words.iter().rev().find(|word| part.contains(**word)).map(|word| (at, *word))
        });
        let Some((at, word)) = found else {
            return Err(fault(format!("看不出「{part}」是同意、反对、弃权还是回避")));
        };
        let rest = part.replacen(word, "", 1).replace([':', '票', '人', '的'], "");
        let number = number(&rest).map_err(|_| fault(format!("「{part}」没有写明票数")))?;
        if let Some(vote) = votes.get_mut(at)
            && vote.replace(number).is_some()
        {
            return Err(fault(format!("「{word}」写了两次")));
        }
    }
    Ok(votes)
}

/// The context of a moment: where a day is understood, or only a year.
pub(super) fn context(start: Option<crate::date::Moment>, takes_day: TakesDay) -> Context {
    match (start, takes_day) {
        (Some(start), TakesDay::FromStart) => Context::day(start.date),
        (Some(start), TakesDay::No) => Context::year(start.date.year()),
        (None, _) => Context::NONE,
    }
}

/// Whether a time without a day is on the day of the meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TakesDay {
    /// It is: 结束, 报到, 散会.
    FromStart,
    /// It has no day.
    No,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_inner_spaces() {
        for (typed, read) in [
            ("徐 炎", "徐炎"),
            ("张　静", "张静"),
            ("买买提·艾力", "买买提·艾力"),
            ("童𬱖", "童𬱖"),
            ("葛\u{E0101}城", "葛\u{E0101}城"),
            ("John Smith", "John Smith"),
            ("\u{FEFF}李\u{A0}明", "李明"),
        ] {
            assert_eq!(name(typed).as_deref(), Ok(read));
        }
    }

    #[test]
    fn names_that_cannot_be_set_are_refused() {
        let why = |text| name(text).expect_err("a fault").message;
        assert_eq!(why("刘\u{F0A9}"), "「刘\u{F0A9}」：姓名中有自造字（U+F0A9），换一台计算机就显示不出来");
        assert!(why("刘\u{F0000}").contains("U+F0000"));
        assert!(why("刘\u{10FFFD}").contains("U+10FFFD"));
        assert_eq!(why("刘?"), "「刘?」：姓名中有「?」（U+003F），可能是没有显示出来的生僻字");
        assert_eq!(why("刘□"), "「刘□」：姓名中有「□」（U+25A1），可能是没有显示出来的生僻字");
        assert_eq!(why("刘\u{FFFD}"), "「刘\u{FFFD}」：姓名中有乱码（U+FFFD）");
        assert_eq!(why("徐（莹加王旁）"), "「徐（莹加王旁）」：姓名中有「（」（U+FF08）");
    }

    #[test]
    fn numbers_flags_choices() {
        for (typed, read) in [("20", 20), ("２０", 20), ("20份", 20), ("6.0", 6), ("第2项", 2), (" 2 0 ", 20)]
        {
            assert_eq!(number(typed), Ok(read), "{typed}");
        }
        for typed in ["", "二十", "1.5", "-3", "99999999999", "1e3", "份"] {
            assert!(number(typed).is_err(), "{typed}");
        }
        assert_eq!(year("2026年"), Ok(2026));
        assert!(year("26").is_err());
        assert_eq!((flag("√"), flag("无"), flag("TRUE")), (Ok(true), Ok(false), Ok(true)));
        assert!(flag("也许").is_err());
        assert_eq!(choice("10 年", &["永久", "30年", "10年"]), Ok("10年"));
        let fault = choice("专题会", crate::spec::vocabulary::MEETING_KINDS).expect_err("a fault");
        assert_eq!(fault.help, "您是不是想写「专题会议」？");
    }

    #[test]
    fn secrecy_is_seen_however_it_is_written() {
        let read = |text| choice(text, SECRECY_LEVELS);
        assert_eq!(read("机密★1年"), Ok("机密"));
        assert_eq!(read("绝 密"), Ok("绝密"));
        assert_eq!(read("不涉密"), Ok("非密"));
        assert_eq!(read("非秘密").ok(), None);
    }

    #[test]
    fn votes_in_words() {
        assert_eq!(votes("同意9，反对0，弃权1"), Ok([Some(9), Some(0), Some(1), None]));
        assert_eq!(votes("9票同意、1票弃权"), Ok([Some(9), None, Some(1), None]));
        assert_eq!(votes("赞成：９票；不同意：1票；回避1人"), Ok([Some(9), Some(1), None, Some(1)]));
        for text in ["一致同意", "9:0:1", "同意9，同意1", "同意很多"] {
            assert!(votes(text).is_err(), "{text}");
        }
    }
}
