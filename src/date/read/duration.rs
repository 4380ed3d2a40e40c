//! Reading lengths of time: `20分钟`, `1小时30分钟`, `半天` come in, minutes go out.

use super::scan::Scan;
use super::{Misread, Refusal};

const HELP: &str = "请写成「20分钟」「1小时30分钟」或「半天」";

/// A working day, which is what 天 means in 会期.
const DAY: u32 = 8 * 60;

/// The longest that is believed: 31 working days.
const MOST: u32 = 31 * DAY;

/// A length of time, in minutes; a bare number is minutes, 一天 is eight hours, `1:30` is an hour and a half.
pub fn read_duration(text: &str) -> Result<u32, Misread> {
    let refuse = |message: &str| Err(Refusal::time(message, HELP).of(text));
    let Some(minutes) = sum(&mut Scan::new(text)) else { return refuse("不是时长") };
    match minutes {
        0 => refuse("时长不能是零"),
        minutes if minutes > MOST => refuse("时长太长"),
        minutes => Ok(minutes),
    }
}

fn sum(scan: &mut Scan) -> Option<u32> {
    scan.take_any(&["约", "共"]);
    let mut total: u32 = 0;
    let mut parts = 0;
    while !scan.is_done() {
        scan.skip_spaces();
        total = total.checked_add(part(scan, parts == 0)?)?;
        parts += 1;
    }
    (parts > 0).then_some(total)
}

/// One number with its unit. A number without a unit must be all there is.
fn part(scan: &mut Scan, is_first: bool) -> Option<u32> {
    if scan.take('半') {
        return unit(scan).map(|unit| unit / 2);
    }
    let number = scan.number()?.value;
    if scan.take(':') {
        let minutes = scan.number().filter(|minutes| minutes.width == 2 && minutes.value < 60)?;
        return (is_first && scan.is_done())
            .then_some(())
            .and_then(|()| number.checked_mul(60)?.checked_add(minutes.value));
    }
    let tenths = if scan.take('.') { scan.number().filter(|part| part.width == 1)?.value } else { 0 };
    scan.skip_spaces();
    if scan.is_done() && is_first && tenths == 0 {
        return Some(number);
    }
    let half_before = scan.take_any(&["个半", "半"]).is_some();
    let unit = unit(scan)?;
    let half_behind = scan.take('半');
    let halves = u32::from(half_before || half_behind) * unit / 2;
    number.checked_mul(unit)?.checked_add(tenths * unit / 10)?.checked_add(halves)
}

/// The units, each before those it begins with.
const UNITS: [(&str, u32); 13] = [
    ("分钟", 1),
    ("分", 1),
    ("mins", 1),
    ("min", 1),
    ("个小时", 60),
    ("小时", 60),
    ("个钟头", 60),
    ("时", 60),
    ("h", 60),
    ("刻钟", 15),
    ("个工作日", DAY),
    ("天", DAY),
    ("日", DAY),
];

fn unit(scan: &mut Scan) -> Option<u32> {
    scan.skip_spaces();
    UNITS.into_iter().find(|(word, _)| scan.take_any(&[*word]).is_some()).map(|(_, unit)| unit)
}
