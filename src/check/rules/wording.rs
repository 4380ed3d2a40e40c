//! Rules of wording (GB/T 15834-2011, GB/T 15835-2011): a spec comes in, texts that a proof-reader would mark go out.

use super::prose::{Written, with};
use super::signs::Signs;
use super::{Case, Rule};
use crate::check::leaf::shortened;
use crate::diag::{Code, Diagnostic};

pub(super) const RULES: &[Rule] = &[
    Rule { code: Code::UnusableCharacter, broken: |case| those(case, Signs::UNUSABLE, unusable_character) },
    Rule { code: Code::Placeholder, broken: |case| each(case, placeholder) },
    Rule { code: Code::HanziZero, broken: |case| those(case, Signs::YEAR, hanzi_zero) },
    Rule { code: Code::TypedNumber, broken: |case| each(case, typed_number) },
    Rule { code: Code::HeadingNumber, broken: |case| each(case, heading_number) },
    Rule { code: Code::HalfWidthPunctuation, broken: |case| those(case, Signs::HALF, half_width) },
    Rule { code: Code::DoubledPunctuation, broken: |case| those(case, Signs::DOUBLED, doubled) },
    Rule { code: Code::UnbalancedBrackets, broken: |case| those(case, Signs::BRACKET, unbalanced) },
    Rule { code: Code::TrailingPunctuation, broken: |case| each(case, trailing) },
    Rule { code: Code::FirstPerson, broken: |case| those(case, Signs::FIRST_PERSON, first_person) },
];

fn each(case: &Case, rule: fn(&Written) -> Option<Diagnostic>) -> Vec<Diagnostic> {
    case.texts.iter().filter_map(rule).collect()
}

fn those(case: &Case, signs: Signs, rule: fn(&Written) -> Option<Diagnostic>) -> Vec<Diagnostic> {
    with(case, signs).filter_map(rule).collect()
}

fn unusable_character(written: &Written) -> Option<Diagnostic> {
    let is_private = |c: char| matches!(u32::from(c), 0xE000..=0xF8FF | 0xF_0000..=0x10_FFFF);
    let bad = written.text.chars().find(|c| is_private(*c) || *c == '\u{FFFD}')?;
    let what = if bad == '\u{FFFD}' { "乱码" } else { "自造字" };
    let message =
        format!("「{}」里有{what}（U+{:04X}），换一台计算机就显示不出来", written.key, u32::from(bad));
    Some(written.fault(Code::UnusableCharacter, message, "请删去后重新输入这个字"))
}

/// What is written where something is still to be written.
const BLANKS: [&str; 12] =
    ["××", "XX", "xx", "某某", "＿＿", "__", "【待", "待补", "待填", "（此处", "TODO", "……年……月"];

fn placeholder(written: &Written) -> Option<Diagnostic> {
    let text = written.text;
    let whole = ["待定", "未定", "另行通知", "同上"].into_iter().find(|word| text == *word);
    let part = || {
        let is_left = |blank: &&str| text.match_indices(blank).any(|(at, _)| stands_alone(text, at, blank));
        BLANKS.into_iter().find(is_left)
    };
    let blank = whole.or_else(|| written.signs.has(Signs::BLANK).then(part).flatten())?;
    let message = format!("「{}」里还留着「{blank}」", written.key);
    Some(written.fault(Code::Placeholder, message, "请换成实际的内容；还定不下来的，先不要发出"))
}

/// Whether Latin letters are no part of a longer word: `XXL` is a size.
fn stands_alone(text: &str, at: usize, blank: &str) -> bool {
    if !blank.is_ascii() || blank == "__" {
        return true;
    }
    let (before, rest) = text.split_at(at);
    let after = rest.trim_start_matches(['X', 'x']);
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    blank == "TODO" || !(is_word(before.chars().next_back()) || is_word(after.chars().next()))
}

/// `二○二六年`: the zero of a year in Chinese digits is 〇 (U+3007).
fn hanzi_zero(written: &Written) -> Option<Diagnostic> {
    let chars: Vec<char> = written.text.chars().collect();
    let years = chars.windows(5).filter(|run| run.last() == Some(&'年'));
    let wrong = |run: &&[char]| {
        let digits = run.iter().take(4);
        let hanzi = digits.clone().filter(|c| "一二三四五六七八九〇".contains(**c)).count();
        let zeros = digits.filter(|c| "○OoＯ0零◯".contains(**c)).count();
        hanzi >= 2 && zeros >= 1 && hanzi + zeros == 4
    };
    let run: String = years.filter(wrong).map(|run| run.iter().collect()).next()?;
    let right: String = run.chars().map(|c| if "○OoＯ0零◯".contains(c) { '〇' } else { c }).collect();
    let message = format!("「{}」里写的「{run}」，其中的零不是「〇」（U+3007）", written.key);
    Some(written.fault(Code::HanziZero, message, format!("请写成「{right}」，或用阿拉伯数字")))
}

/// Keys whose items are always numbered by the templates; in other lists a typed number stays as it is.
const NUMBERED: [&str; 3] = ["附件", "议题", "题目"];

/// The number a text begins with: `1、`, `一、`, `（1）`, `第一，` are told apart by their signs.
fn number_at_start(text: &str) -> Option<(&str, char)> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || "一二三四五六七八九十".contains(c)))?;
    let (number, rest) = text.split_at(end);
    let sign = rest.chars().next()?;
    let next = rest.chars().nth(1);
    let is_number = !number.is_empty() && number.chars().count() <= 3;
    // 1.5公里 and 3、5年级 are no headings.
    let is_heading = "、.．。".contains(sign) && next.is_some_and(|c| !c.is_ascii_digit());
    (is_number && is_heading).then_some((number, sign))
}

/// The same in brackets: `（一）、`.
fn bracketed_at_start(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix(['（', '('])?;
    let (number, after) = rest.split_once(['）', ')'])?;
    let is_number = !number.is_empty()
        && number.chars().count() <= 3
        && number.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    is_number.then_some((number, after))
}

fn typed_number(written: &Written) -> Option<Diagnostic> {
    if !NUMBERED.contains(&written.key) {
        return None;
    }
    let typed = match (number_at_start(written.text), bracketed_at_start(written.text)) {
        (Some((number, sign)), _) => format!("{number}{sign}"),
        (_, Some((number, _))) => format!("（{number}）"),
        _ => return None,
    };
    let message = format!("「{}」自带序号「{typed}」，文书里会出现两个序号", shortened(written.text));
    Some(written.fault(Code::TypedNumber, message, "序号由程序编排，请删去开头的序号"))
}

/// Numbers of the levels: 一、 （一） 1. （1） (GB/T 9704-2012 7.3.3).
fn heading_number(written: &Written) -> Option<Diagnostic> {
    if NUMBERED.contains(&written.key) {
        return None;
    }
    let (typed, right) = match (number_at_start(written.text), bracketed_at_start(written.text)) {
        (Some((number, '、')), _) if number.starts_with(|c: char| c.is_ascii_digit()) => {
            (format!("{number}、"), format!("{number}."))
        }
        (Some((number, sign)), _) if sign != '、' && !number.starts_with(|c: char| c.is_ascii_digit()) => {
            (format!("{number}{sign}"), format!("{number}、"))
        }
        (_, Some((number, after))) if after.starts_with(['、', '.', '，']) => {
            let sign = after.chars().next()?;
            (format!("（{number}）{sign}"), format!("（{number}）"))
        }
        _ => return None,
    };
    let message = format!("「{}」里的序号「{typed}」不合规范", written.key);
    Some(written.fault(
        Code::HeadingNumber,
        message,
        format!("请写成「{right}」：各层依次用「一、」「（一）」「1.」「（1）」"),
    ))
}

fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x9FFF | 0x2_0000..=0x3_FFFF) || "，。、；：？！“”《》（）".contains(c)
}

fn half_width(written: &Written) -> Option<Diagnostic> {
    let chars: Vec<char> = written.text.chars().collect();
    let neighbour = |at: Option<usize>| at.and_then(|at| chars.get(at)).copied();
    let wrong = |(at, c): (usize, &char)| {
        let before = neighbour(at.checked_sub(1)).is_some_and(is_han);
        let after = neighbour(Some(at + 1)).is_some_and(is_han);
        let is_last = at + 1 == chars.len();
        let right = match c {
            ',' if before && (after || is_last) => '，',
            ';' if before && (after || is_last) => '；',
            ':' if before && after => '：',
            '?' if before && (after || is_last) => '？',
            '!' if before && (after || is_last) => '！',
            '(' if before && after => '（',
            ')' if before && (after || is_last) => '）',
            _ => return None,
        };
        Some((*c, right))
    };
    let (typed, right) = chars.iter().enumerate().find_map(wrong)?;
    let message = format!("「{}」的中文里用了半角标点「{typed}」", written.key);
    Some(written.fault(Code::HalfWidthPunctuation, message, format!("请改成全角的「{right}」")))
}

const DOUBLED: [&str; 12] =
    ["，，", "。。", "、、", "；；", "：：", "，。", "。，", "、，", "，、", "；。", "。；", "、。"];

fn doubled(written: &Written) -> Option<Diagnostic> {
    let signs = DOUBLED.iter().find(|signs| written.text.contains(**signs))?;
    let message = format!("「{}」里有连用的标点「{signs}」", written.key);
    Some(written.fault(Code::DoubledPunctuation, message, "请只留一个标点"))
}

const PAIRS: [(char, char); 6] =
    [('《', '》'), ('“', '”'), ('（', '）'), ('〔', '〕'), ('【', '】'), ('「', '」')];

fn unbalanced(written: &Written) -> Option<Diagnostic> {
    let mut open: Vec<char> = Vec::new();
    let mut before = ' ';
    let mut lonely = None;
    for c in written.text.chars().map(|c| {
        if c == '(' {
            '（'
        } else if c == ')' {
            '）'
        } else {
            c
        }
    }) {
        if PAIRS.iter().any(|(left, _)| *left == c) {
            open.push(c);
        } else if let Some((left, _)) = PAIRS.iter().find(|(_, right)| *right == c) {
            match open.iter().rposition(|waiting| waiting == left) {
                Some(at) => drop(open.remove(at)),
                // `1）` is a number of a list.
                None if c == '）' && before.is_ascii_digit() => {}
                None => lonely = lonely.or(Some(c)),
            }
        }
        before = c;
    }
    let lonely = lonely.or(open.first().copied())?;
    let other = PAIRS.iter().find_map(|(left, right)| match lonely {
        one if one == *left => Some(*right),
        one if one == *right => Some(*left),
        _ => None,
    })?;
    let message = format!("「{}」里的「{lonely}」没有配对的「{other}」", written.key);
    Some(written.fault(Code::UnbalancedBrackets, message, "请补上另一半，或删去这一个"))
}

/// Keys whose texts stand alone or are joined by the templates: no sign ends them (附件: GB/T 9704-2012 7.3.4).
const BARE: [&str; 10] =
    ["名称", "地点", "主送", "抄送", "附件", "主办单位", "承办部门", "单位", "发送", "联合发文"];

fn trailing(written: &Written) -> Option<Diagnostic> {
    let sign = written.text.chars().next_back().filter(|c| "，。、；：,;:".contains(*c))?;
    if !BARE.contains(&written.key) {
        return None;
    }
    let message = format!("「{}」的末尾有标点「{sign}」", written.key);
    Some(written.fault(Code::TrailingPunctuation, message, "标点由程序加，请删去末尾的标点"))
}

/// What the minutes say in the third person.
const OFFICIAL: [&str; 4] = ["会议意见", "决定", "共识", "待解决"];
/// What follows 我 when it is the speaker.
const SELF: &str = "认觉建同希想说讲将会要也就再的来去";

fn first_person(written: &Written) -> Option<Diagnostic> {
    if !OFFICIAL.contains(&written.key) {
        return None;
    }
    // What is quoted is somebody else's.
    let own: String = written.text.split('“').map(|part| part.rsplit('”').next().unwrap_or(part)).collect();
    let word = ["我们", "咱们", "本人"].into_iter().find(|word| own.contains(word)).map(str::to_owned);
    let alone = || {
        let chars: Vec<char> = own.chars().collect();
        let at = chars
            .windows(2)
            .position(|pair| pair.first() == Some(&'我') && pair.get(1).is_some_and(|c| SELF.contains(*c)))?;
        let is_reflexive = at.checked_sub(1).and_then(|at| chars.get(at)) == Some(&'自');
        (!is_reflexive).then(|| "我".to_owned())
    };
    let word = word.or_else(alone)?;
    let message = format!("纪要的「{}」里用了第一人称「{word}」", written.key);
    Some(written.fault(Code::FirstPerson, message, "纪要用第三人称，如「会议认为」「会议要求」"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::NodeId;
    use crate::kind::Kinds;

    fn says(rule: fn(&Written) -> Option<Diagnostic>, key: &'static str, text: &str) -> bool {
        rule(&Written { text, at: NodeId(1), key, kinds: Kinds::all(), signs: Signs::of(text) }).is_some()
    }

    #[test]
    fn good_texts_are_left_alone() {
        let rules = RULES.len();
        assert_eq!(rules, 10);
        for (rule, key, text) in [
            (placeholder as fn(&Written) -> Option<Diagnostic>, "要求", "请着XXL号工作服"),
            (hanzi_zero, "缘由", "二〇二六年和二百零六年"),
            (typed_number, "议题", "1.5公里内公交换乘"),
            (typed_number, "要求", "一、提高认识"),
            (heading_number, "要求", "一是提高认识，二是狠抓落实"),
            (heading_number, "会议意见", "（一）提高认识"),
            (heading_number, "会议意见", "1.提高认识"),
            (half_width, "要求", "请于9:00前报送nyj@example.com"),
            (half_width, "要求", "按照ISO 9001（2015版）办理"),
            (unbalanced, "要求", "《办法》第1）项、“一网通办”（试行）"),
            (trailing, "要求", "请准时参会。"),
            (first_person, "决定", "我市自我评估符合“我会办”的要求"),
        ] {
            assert!(!says(rule, key, text), "{text}");
        }
    }

    #[test]
    fn bad_texts_are_marked() {
        for (rule, key, text) in [
            (placeholder as fn(&Written) -> Option<Diagnostic>, "地点", "XX会议室"),
            (placeholder, "地点", "待定"),
            (hanzi_zero, "缘由", "二零二六年工作要点"),
            (typed_number, "题目", "一、通报情况"),
            (typed_number, "附件", "（1）参会回执"),
            (heading_number, "要求", "1、请准时"),
            (heading_number, "会议意见", "1、提高认识"),
            (heading_number, "会议意见", "（一）、提高认识"),
            (heading_number, "会议意见", "一.提高认识"),
            (half_width, "要求", "请准时,不得缺席"),
            (half_width, "主送", "各县(市、区)应急局"),
            (unbalanced, "要求", "落实《办法的要求"),
            (first_person, "决定", "我建议尽快办理"),
        ] {
            assert!(says(rule, key, text), "{text}");
        }
    }
}
