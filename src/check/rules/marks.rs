//! Rules of the marks of secrecy (保密法, GB/T 9704-2012 7.2.1–7.2.2): a meeting comes in, marks that are missing or may not be go out.

use super::prose::{Written, with};
use super::signs::Signs;
use super::{CALLING, Case, FILING, NAMING, Rule, fault};
use crate::check::leaf::classified;
use crate::diag::{Code, Diagnostic};
use crate::kind::Kind;
use crate::spec::vocabulary::SECRECY_LEVELS;

pub(super) const RULES: &[Rule] = &[
    Rule { code: Code::SecrecyPeriodMissing, broken: period_missing },
    Rule { code: Code::InvalidSecrecyPeriod, broken: invalid_period },
    Rule { code: Code::SecrecyPeriodTooLong, broken: period_too_long },
    Rule { code: Code::PeriodWithoutClass, broken: period_without_class },
    Rule { code: Code::CopyNumberMissing, broken: copy_number_missing },
    Rule { code: Code::InvalidCopyNumber, broken: invalid_copy_number },
    Rule { code: Code::SecrecyMeasuresMissing, broken: measures_missing },
    Rule { code: Code::SubstituteAtClassified, broken: substitute_at_classified },
    Rule { code: Code::ClassAboveMeeting, broken: class_above_meeting },
    Rule { code: Code::ClassifiedMark, broken: classified_mark },
    Rule { code: Code::MisusedStar, broken: misused_star },
    Rule { code: Code::RestrictedWords, broken: restricted_words },
];

/// The level of the meeting if it is a state secret.
fn level<'m>(meeting: &'m Case) -> Option<&'m crate::meeting::At<String>> {
    meeting.secrecy.as_ref().filter(|level| classified(level).is_some())
}

fn period_missing(meeting: &Case) -> Vec<Diagnostic> {
    let Some(level) = level(meeting).filter(|_| meeting.secrecy_period.is_none()) else { return Vec::new() };
    let most = most(level).map_or_else(String::new, |years| format!("，最长{years}年"));
    let message = format!("密级是「{}」，没有写保密期限", **level);
    let help = format!("请写「保密期限」，如「1年」「6个月」{most}");
    vec![fault(Code::SecrecyPeriodMissing, level.at, message, help, &Kind::ALL)]
}

/// The longest period of each level, in years, unless ruled otherwise (保守国家秘密法).
fn most(level: &str) -> Option<u32> {
    match level {
        "秘密" => Some(10),
        "机密" => Some(20),
        "绝密" => Some(30),
        _ => None,
    }
}

/// A period as it is marked.
#[derive(Debug, PartialEq, Eq)]
enum Period {
    Years(u32),
    Months(u32),
    /// 长期, until a day or until something happens.
    Other,
}

fn period(text: &str) -> Option<Period> {
    let number = |unit: &str| {
        let digits = text.strip_suffix(unit)?;
        digits.parse::<u32>().ok().filter(|number| *number > 0 && !digits.starts_with(['0', '+']))
    };
    if let Some(years) = number("年") {
        return Some(if years < 1000 { Period::Years(years) } else { Period::Other });
    }
    if let Some(months) = number("个月") {
        return Some(Period::Months(months));
    }
    let is_until = ["长期", "解密", "公开", "公布", "前", "后", "日"]
        .iter()
        .any(|word| text.ends_with(word) || text.contains(word));
    is_until.then_some(Period::Other)
}

fn invalid_period(meeting: &Case) -> Vec<Diagnostic> {
    let Some(text) = meeting.secrecy_period.as_ref().filter(|_| level(meeting).is_some()) else {
        return Vec::new();
    };
    if period(text).is_some() {
        return Vec::new();
    }
    let message = format!("保密期限写的是「{}」，不是规定的写法", **text);
    let help = "用阿拉伯数字写成「10年」，不满一年的写成「6个月」，也可以写解密时间";
    vec![fault(Code::InvalidSecrecyPeriod, text.at, message, help, &Kind::ALL)]
}

fn period_too_long(meeting: &Case) -> Vec<Diagnostic> {
    let (Some(level), Some(text)) = (level(meeting), &meeting.secrecy_period) else { return Vec::new() };
    let Some(most) = most(level) else { return Vec::new() };
    let is_long = match period(text) {
        Some(Period::Years(years)) => years > most,
        Some(Period::Months(months)) => months > most * 12,
        _ => false,
    };
    if !is_long {
        return Vec::new();
    }
    let message = format!("保密期限{}超过了{}级的最长期限{most}年", **text, **level);
    let help = "绝密不超过30年，机密不超过20年，秘密不超过10年，请由定密责任人核定";
    vec![fault(Code::SecrecyPeriodTooLong, text.at, message, help, &Kind::ALL)]
}

fn period_without_class(meeting: &Case) -> Vec<Diagnostic> {
    let Some(period) = meeting.secrecy_period.as_ref().filter(|_| level(meeting).is_none()) else {
        return Vec::new();
    };
    let written = meeting.secrecy.as_ref().map_or("没有写密级", |level| {
        if level.value == "内部" { "密级是「内部」" } else { "密级是「非密」" }
    });
    let message = format!("{written}，却写了保密期限「{}」", **period);
    let help = "只有国家秘密（秘密、机密、绝密）才有保密期限，请删去「保密期限」或核对「密级」";
    vec![fault(Code::PeriodWithoutClass, period.at, message, help, &Kind::ALL)]
}

fn copy_number_missing(meeting: &Case) -> Vec<Diagnostic> {
    let Some(level) = level(meeting).filter(|_| meeting.copy_number.is_none() && meeting.copies.is_none())
    else {
        return Vec::new();
    };
    let message = format!("密级是「{}」，没有写份号，也没有写份数", **level);
    let help = "涉密公文应当标注份号，请写「份号」，或写「份数」以便逐份编号";
    vec![fault(Code::CopyNumberMissing, level.at, message, help, &Kind::ALL)]
}

fn invalid_copy_number(meeting: &Case) -> Vec<Diagnostic> {
    let Some(number) = &meeting.copy_number else { return Vec::new() };
    let is_right = (1..=6).contains(&number.chars().count()) && number.chars().all(|c| c.is_ascii_digit());
    if is_right && number.chars().any(|c| c != '0') {
        return Vec::new();
    }
    let message = format!("份号写的是「{}」，应是1至6位数字", **number);
    let help = "请只写阿拉伯数字，如「3」，印出时补足六位（000003）";
    vec![fault(Code::InvalidCopyNumber, number.at, message, help, &Kind::ALL)]
}

fn substitute_at_classified(meeting: &Case) -> Vec<Diagnostic> {
    let Some(level) = level(meeting) else { return Vec::new() };
    let substitutes = meeting.people.iter().filter_map(|one| one.substitute.name.as_ref());
    substitutes
        .map(|substitute| {
            let message = format!("会议的密级是「{}」，不得由他人代会", **level);
            let help = "涉密会议的参会人员须经批准，请删去「代会人」，或另行报批参会人员";
            fault(Code::SubstituteAtClassified, substitute.at, message, help, NAMING)
        })
        .collect()
}

/// A classified meeting has a plan of how it is kept (保守国家秘密法).
fn measures_missing(meeting: &Case) -> Vec<Diagnostic> {
    let Some(level) = level(meeting).filter(|_| meeting.plan.secrecy_measures.is_empty()) else {
        return Vec::new();
    };
    let message = format!("密级是「{}」，方案里没有写保密措施", **level);
    let help = "涉密会议应有保密方案，请在「方案」里写「保密措施」，如「会场不带手机」";
    vec![fault(Code::SecrecyMeasuresMissing, level.at, message, help, &Kind::ALL)]
}

fn rank(level: &str) -> usize {
    SECRECY_LEVELS.iter().position(|known| *known == level).unwrap_or_default()
}

/// What is filed together has the highest level of its parts.
fn class_above_meeting(meeting: &Case) -> Vec<Diagnostic> {
    let Some(own) = level(meeting) else { return Vec::new() };
    let levels = meeting.archive.files.iter().filter_map(|file| file.secrecy.as_ref());
    levels
        .filter(|level| rank(level) > rank(own))
        .map(|level| {
            let message = format!("归档文件的密级是「{}」，高于会议的「{}」", **level, **own);
            let help = "汇集在一起的，按其中最高的密级标注，请核对「密级」";
            fault(Code::ClassAboveMeeting, level.at, message, help, FILING).related("会议的密级在此", own.at)
        })
        .collect()
}

const STARS: [char; 3] = ['★', '☆', '*'];

/// The words before each star of a text.
fn starred(text: &str) -> impl Iterator<Item = &str> {
    text.char_indices().filter(|(_, c)| STARS.contains(c)).map(|(at, _)| text.split_at(at).0.trim_end())
}

fn classified_mark(meeting: &Case) -> Vec<Diagnostic> {
    if level(meeting).is_some() {
        return Vec::new();
    }
    let marked = |written: &Written| {
        let level = starred(written.text)
            .find_map(|before| ["绝密", "机密", "秘密"].into_iter().find(|level| before.ends_with(level)))?;
        let message = format!("「{}」里有密级标志「{level}★」，而会议的密级不是{level}", written.key);
        let help = "涉密内容不得写入非涉密文件：请核对「密级」，确属涉密的，按本单位保密规定办理";
        Some(fault(Code::ClassifiedMark, written.at, message, help, &Kind::ALL))
    };
    with(meeting, Signs::STAR).filter_map(marked).collect()
}

fn misused_star(meeting: &Case) -> Vec<Diagnostic> {
    let marked = |written: &Written| {
        let word = starred(written.text).find_map(|before| {
            ["内部", "非密", "工作秘密", "商业秘密", "内部资料"]
                .into_iter()
                .find(|word| before.ends_with(word))
        })?;
        let message = format!("「{}」里写了「{word}★」，{word}不是国家秘密，不标★", written.key);
        Some(fault(Code::MisusedStar, written.at, message, "请删去★和后面的期限，只写文字", &Kind::ALL))
    };
    with(meeting, Signs::STAR).filter(|written| written.key != "密级").filter_map(marked).collect()
}

/// What is said of papers that are not for everybody.
const RESTRICTED: [&str; 14] = [
    "不得外泄",
    "不得外传",
    "严禁外泄",
    "严禁外传",
    "不得泄露",
    "严禁泄露",
    "内部资料",
    "内部文件",
    "内部掌握",
    "内部使用",
    "注意保密",
    "严格保密",
    "不予公开",
    "不得公开",
];

fn restricted_words(meeting: &Case) -> Vec<Diagnostic> {
    if meeting.secrecy.as_ref().is_some_and(|level| level.value != "非密") {
        return Vec::new();
    }
    let restricted = |written: &Written| {
        let word = RESTRICTED.iter().find(|word| written.text.contains(**word))?;
        let message = format!("「{}」里写着「{word}」，而会议的密级是非密", written.key);
        let help = "请核对：属内部事项的，「密级」写「内部」；可以公开的，删去这句话";
        Some(fault(Code::RestrictedWords, written.at, message, help, CALLING).scope(written.kinds))
    };
    with(meeting, Signs::RESTRICTED).filter_map(restricted).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_as_they_are_marked() {
        assert_eq!(period("10年"), Some(Period::Years(10)));
        assert_eq!(period("6个月"), Some(Period::Months(6)));
        for text in ["长期", "2027年1月1日", "公布前", "2030年"] {
            assert_eq!(period(text), Some(Period::Other), "{text}");
        }
        for text in ["10", "十年", "010年", "若干年", "0年"] {
            assert_eq!(period(text), None, "{text}");
        }
    }
}
