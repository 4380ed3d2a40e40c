//! Reading the time of day: a cursor comes in, the time and the half of the day it was said in go out.

use super::scan::{Number, Scan};
use super::{Refusal, TIME_HELP, Time};

/// A time of day as read.
#[derive(Clone, Copy)]
pub(super) struct Clock {
    pub(super) time: Time,
    half: Option<Half>,
}

/// The part of the day named beside a twelve-hour time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    Dawn,
    Forenoon,
    Noon,
    Afternoon,
    Evening,
}

const HALVES: [(&str, Half); 13] = [
    ("凌晨", Half::Dawn),
    ("清晨", Half::Forenoon),
    ("早晨", Half::Forenoon),
    ("早上", Half::Forenoon),
    ("上午", Half::Forenoon),
    ("中午", Half::Noon),
    ("下午", Half::Afternoon),
    ("傍晚", Half::Evening),
    ("晚上", Half::Evening),
    ("夜间", Half::Evening),
    ("晚", Half::Evening),
    ("am", Half::Forenoon),
    ("pm", Half::Afternoon),
];

impl Half {
    /// The hour on the twenty-four-hour clock; `None` when the two contradict each other.
    const fn hour(self, hour: u32) -> Option<u32> {
        match (self, hour) {
            (Self::Dawn, 0..=6)
            | (Self::Forenoon, 0..=12)
            | (Self::Noon, 11..=12)
            | (Self::Afternoon, 12) => Some(hour),
            (Self::Dawn, 12) => Some(0),
            (Self::Noon, 1..=2) | (Self::Afternoon, 1..=11) | (Self::Evening, 5..=11) => Some(hour + 12),
            _ => None,
        }
    }
}

/// The time at the cursor; `None`, and the cursor unmoved, if none stands there.
///
/// `start` is the start of the span this time ends: its half of the day holds when none is written here.
pub(super) fn read_clock(scan: &mut Scan, start: Option<Clock>) -> Result<Option<Clock>, Refusal> {
    let mut ahead = scan.clone();
    ahead.skip_spaces();
    let mut word = half_word(&mut ahead);
    ahead.skip_spaces();
    let Some(hour) = ahead.number() else {
        return word.map_or(Ok(None), |(word, _)| {
            let message = format!("只写了「{word}」，没有写几时几分");
            Err(Refusal::time(message, TIME_HELP))
        });
    };
    let Some(minute) = minutes(&mut ahead)? else {
        return word.map_or(Ok(None), |_| Err(Refusal::time("没有写几分", TIME_HELP)));
    };
    if word.is_none() {
        word = latin_half(&mut ahead);
    }
    let time = match word {
        Some((word, half)) => said_hour(word, half, hour, minute)?,
        None => plain_hour(start, hour, minute)?,
    };
    *scan = ahead;
    Ok(Some(Clock { time, half: word.map(|(_, half)| half) }))
}

fn half_word(scan: &mut Scan) -> Option<(&'static str, Half)> {
    HALVES.into_iter().find(|(word, _)| scan.take_any(&[*word]).is_some())
}

fn latin_half(scan: &mut Scan) -> Option<(&'static str, Half)> {
    let mut ahead = scan.clone();
    ahead.skip_spaces();
    let found = half_word(&mut ahead).filter(|(word, _)| word.is_ascii())?;
    *scan = ahead;
    Some(found)
}

/// The minutes behind an hour: `:00`, `:00:00`, `时`, `时50分`, `点半`; `None` if the number before was no hour.
fn minutes(scan: &mut Scan) -> Result<Option<u32>, Refusal> {
    scan.skip_spaces();
    if scan.take(':') {
        return colon_minutes(scan).map(Some);
    }
    if scan.take_any(&["时", "点钟", "点"]).is_none() {
        return Ok(None);
    }
    scan.take('整');
    if let Some((_, minute)) = [("半", 30), ("一刻", 15), ("三刻", 45)]
        .into_iter()
        .find(|(word, _)| scan.take_any(&[*word]).is_some())
    {
        return Ok(Some(minute));
    }
    let mut ahead = scan.clone();
    match ahead.number() {
        Some(minute) => {
            ahead.skip_spaces();
            ahead.take('分');
            *scan = ahead;
            minute_value(minute).map(Some)
        }
        None => Ok(Some(0)),
    }
}

fn colon_minutes(scan: &mut Scan) -> Result<u32, Refusal> {
    let Some(minute) = scan.number() else {
        return Err(Refusal::time("冒号之后没有写几分", TIME_HELP));
    };
    if minute.width != 2 {
        let help = "分钟请写两位，如「9:05」「9:50」";
        return Err(Refusal::time(format!("分钟写的是「{}」，应为两位数字", minute.value), help));
    }
    if scan.take(':') && scan.number() != Some(Number { value: 0, width: 2 }) {
        return Err(Refusal::time("时间只到分，不写秒", TIME_HELP));
    }
    scan.take('分');
    minute_value(minute)
}

fn minute_value(minute: Number) -> Result<u32, Refusal> {
    if minute.value < 60 {
        Ok(minute.value)
    } else {
        let message = format!("没有{}分，分钟应在0至59之间", minute.value);
        Err(Refusal::time(message, TIME_HELP))
    }
}

/// An hour with its half of the day written beside it.
fn said_hour(word: &str, half: Half, hour: Number, minute: u32) -> Result<Time, Refusal> {
    if let Some(time) = half.hour(hour.value).and_then(|hour| Time::new(hour, minute)) {
        return Ok(time);
    }
    let plain = plain_hour(None, hour, minute)?;
    let message = match hour.value {
        13.. => format!("「{word}」与24小时制的{}时不能同时写", hour.value),
        _ => format!("「{word}」没有{}时", hour.value),
    };
    Err(Refusal::time(
        message,
        format!("如是{}，请写成「{}」或「{plain}」", plain.official(), plain.official()),
    ))
}

/// An hour with nothing beside it: on the twenty-four-hour clock, unless the span's start named a half of the day.
fn plain_hour(start: Option<Clock>, hour: Number, minute: u32) -> Result<Time, Refusal> {
    let shared = start.and_then(|start| start.half).and_then(|half| half.hour(hour.value));
    Time::new(shared.unwrap_or(hour.value), minute).ok_or_else(|| match hour.value {
        24 => Refusal::time("一天没有24时", format!("请写成次日的「0:{minute:02}」")),
        _ => Refusal::time(format!("没有{}时，小时应在0至23之间", hour.value), TIME_HELP),
    })
}
