//! Reading the day: a cursor comes in, the date and the weekday beside it go out.

use super::scan::{Number, Scan, numeral};
use super::{Context, DAY_HELP, Date, Readout, Refusal, WrongWeekday};

/// A day as read.
pub(super) struct Day {
    pub(super) date: Date,
    pub(super) wrong_weekday: Option<WrongWeekday>,
}

impl Day {
    pub(super) fn into_readout(self) -> Readout<Date> {
        Readout { value: self.date, wrong_weekday: self.wrong_weekday }
    }
}

/// The year and the month that a date may leave unsaid.
#[derive(Clone, Copy)]
pub(super) struct Nearby {
    year: Option<i32>,
    month: Option<u32>,
}

impl Nearby {
    pub(super) fn of(context: Context) -> Self {
        Self { year: context.year.or(context.day.map(Date::year)), month: None }
    }

    /// For the end of a span that starts on this day.
    pub(super) fn after(start: Date) -> Self {
        Self { year: Some(start.year()), month: Some(start.month()) }
    }
}

/// The date at the cursor with its weekday; `None`, and the cursor unmoved, if no date stands there.
pub(super) fn read_day(scan: &mut Scan, nearby: Nearby) -> Result<Option<Day>, Refusal> {
    look_alikes(scan)?;
    let mut ahead = scan.clone();
    let Some(date) = date(&mut ahead, nearby)? else { return Ok(None) };
    let written = weekday(&mut ahead);
    *scan = ahead;
    let wrong_weekday = written
        .filter(|written| *written != date.weekday())
        .map(|written| WrongWeekday { written: written.to_owned(), date });
    Ok(Some(Day { date, wrong_weekday }))
}

fn date(scan: &mut Scan, nearby: Nearby) -> Result<Option<Date>, Refusal> {
    let Some(first) = scan.number() else { return Ok(None) };
    scan.skip_spaces();
    match scan.peek() {
        _ if first.width == 8 => {
            let year = year(Number { value: first.value / 10_000, width: 4 })?;
            day(year, first.value / 100 % 100, first.value % 100).map(Some)
        }
        Some('年') => chinese(scan, first).map(Some),
        Some('月') => {
            let year = nearby
                .year
                .ok_or_else(|| Refusal::day("没有写年份", "请写上四位年份，如「2026年11月24日」"))?;
            month_and_day(scan, year, first).map(Some)
        }
        Some('日' | '号') => match (nearby.year, nearby.month) {
            (Some(year), Some(month)) => {
                scan.take_any(&["日", "号"]);
                day(year, month, first.value).map(Some)
            }
            _ => Err(Refusal::day("没有写年份和月份", DAY_HELP)),
        },
        Some(mark @ ('-' | '/' | '.')) => separated(scan, first, mark),
        _ => Ok(None),
    }
}

/// `2026年11月24日`, the cursor on 年.
fn chinese(scan: &mut Scan, first: Number) -> Result<Date, Refusal> {
    let year = year(first)?;
    scan.take('年');
    let month = scan.number();
    scan.skip_spaces();
    match month {
        Some(month) if scan.peek() == Some('月') => month_and_day(scan, year, month),
        _ => Err(Refusal::day("年份之后没有写几月几日", DAY_HELP)),
    }
}

/// `11月24日`, the cursor on 月.
fn month_and_day(scan: &mut Scan, year: i32, month: Number) -> Result<Date, Refusal> {
    scan.take('月');
    let Some(number) = scan.number() else {
        return Err(Refusal::day("月份之后没有写几日", DAY_HELP));
    };
    scan.skip_spaces();
    scan.take_any(&["日", "号"]);
    day(year, month.value, number.value)
}

/// `2026-11-24`, `2026/11/24` or `2026.11.24`, the cursor on the first mark.
///
/// `None` for `9-11`, `9.30` and the like, which are no dates.
fn separated(scan: &mut Scan, first: Number, mark: char) -> Result<Option<Date>, Refusal> {
    let mut next = || if scan.take(mark) { scan.number() } else { None };
    match (next(), next()) {
        (Some(month), Some(number)) => {
            let year = year(first)?;
            day(year, month.value, number.value).map(Some)
        }
        (Some(_), None) if first.width == 4 => Err(Refusal::day("没有写几日", DAY_HELP)),
        (Some(_), None) if mark == '/' => Err(Refusal::day("没有写年份", "请写上四位年份，如「2026-11-24」")),
        _ => Ok(None),
    }
}

fn year(number: Number) -> Result<i32, Refusal> {
    match i32::try_from(number.value) {
        Ok(year) if number.width == 4 && year >= 1900 => Ok(year),
        Ok(year) if number.width == 4 => {
            Err(Refusal::day(format!("{year}年太早，年份应在1900年之后"), DAY_HELP))
        }
        _ => Err(Refusal::day("年份要写全四位数字", DAY_HELP)),
    }
}

/// The day of that number, or why there is none.
pub(super) fn day(year: i32, month: u32, day: u32) -> Result<Date, Refusal> {
    if !(1..=12).contains(&month) {
        return Err(Refusal::day(format!("没有{month}月，月份应在1至12之间"), DAY_HELP));
    }
    Date::new(year, month, day).ok_or_else(|| {
        let last = (28..=31).rev().find(|last| Date::new(year, month, *last).is_some()).unwrap_or(28);
        Refusal::day(
            format!("{year}年{month}月只有{last}天，没有{day}日"),
            format!("请核对日期，{year}年{month}月的日期应在1日至{last}日之间"),
        )
    })
}

const WEEKDAYS: [&str; 7] = ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"];

/// The weekday at the cursor in its long form, bracketed or not: `（星期二）`, `周二`.
fn weekday(scan: &mut Scan) -> Option<&'static str> {
    let mut ahead = scan.clone();
    ahead.skip_spaces();
    let bracketed = ahead.take('(');
    ahead.skip_spaces();
    ahead.take_any(&["星期", "周", "礼拜"])?;
    let sign = ahead.peek()?;
    ahead.take(sign);
    ahead.skip_spaces();
    if bracketed && !ahead.take(')') {
        return None;
    }
    let sign = if sign == '天' { '日' } else { sign };
    let found = WEEKDAYS.into_iter().find(|weekday| weekday.ends_with(sign))?;
    *scan = ahead;
    Some(found)
}

/// What stands for 〇 by mistake.
const ZEROS: [char; 9] = ['O', 'o', 'Ｏ', 'ｏ', '○', '◯', '⚪', '●', '零'];

/// Refuses a year in which a letter, a circle or 零 stands for 〇, or in which two kinds of digit are mixed; the help says
/// which year that would be.
fn look_alikes(scan: &Scan) -> Result<(), Refusal> {
    let rest = scan.rest();
    let Some((year, _)) = rest.split_once('年') else { return Ok(()) };
    if year.chars().count() > 6 {
        return Ok(());
    }
    // 零 is right in 二十零分, not in a year that is written digit by digit.
    let wrong = year.chars().find(|c| ZEROS.contains(c) && (*c != '零' || year.chars().count() == 4));
    if let Some(c) = wrong {
        let message = match c {
            '零' => "年份中的「零」应为「〇」".to_owned(),
            'O' | 'o' | 'Ｏ' | 'ｏ' => {
                format!("年份中的「{c}」（U+{:04X}）是字母，不是数字", u32::from(c))
            }
            _ => format!("年份中的「{c}」（U+{:04X}）是圆圈，不是数字", u32::from(c)),
        };
        return Err(Refusal::day(message, meant(year)));
    }
    let arabic = year.chars().any(|c| c.is_ascii_digit());
    if arabic && year.chars().any(|c| numeral(c).is_some()) {
        return Err(Refusal::day("年份中汉字和阿拉伯数字混用", meant(year)));
    }
    Ok(())
}

/// `如是2008年，请写成「2008年」或「二〇〇八年」`, if the year can be made out.
fn meant(year: &str) -> String {
    const NUMERALS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let digit = |c: char| match c {
        c if ZEROS.contains(&c) => Some(0),
        c => c.to_digit(10).or_else(|| numeral(c)).filter(|digit| *digit < 10),
    };
    let digits: Option<Vec<u32>> = year.chars().filter(|c| !c.is_whitespace()).map(digit).collect();
    let Some(digits) = digits.filter(|digits| digits.len() == 4) else { return DAY_HELP.to_owned() };
    let arabic: String = digits.iter().map(u32::to_string).collect();
    let han: String = digits.iter().filter_map(|digit| NUMERALS.get(usize::try_from(*digit).ok()?)).collect();
    format!("如是{arabic}年，请写成「{arabic}年」或「{han}年」（其中是「〇」，U+3007）")
}
