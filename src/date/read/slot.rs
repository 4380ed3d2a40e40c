//! Reading the time of an agenda item: a text comes in, the day if one is written, the start and perhaps the end go out.

use super::clock::read_clock;
use super::day::{Nearby, read_day};
use super::scan::Scan;
use super::{Context, Date, Misread, Readout, Refusal, TIME_HELP, Time, finish};

/// When an agenda item is dealt with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The day, where one is written: else it is the first day of the meeting.
    pub day: Option<Date>,
    /// The start.
    pub start: Time,
    /// The end, on the same day.
    pub end: Option<Time>,
}

impl Slot {
    /// How long it takes, in minutes; `None` without an end, or when the end is not later than the start.
    #[must_use]
    pub fn minutes(self) -> Option<u32> {
        let of = |time: Time| time.hour() * 60 + time.minute();
        of(self.end?).checked_sub(of(self.start)).filter(|minutes| *minutes > 0)
    }
}

/// A time of day, such as `09:00`, `上午9:00－9:40`, `11月25日 14:30`.
pub fn read_slot(text: &str, context: Context) -> Result<Readout<Slot>, Misread> {
    let mut scan = Scan::new(text);
    slot(&mut scan, context).map_err(|refusal| refusal.of(text))
}

fn slot(scan: &mut Scan, context: Context) -> Result<Readout<Slot>, Refusal> {
    let day = read_day(scan, Nearby::of(context))?;
    if day.is_some() {
        scan.skip_joint();
    }
    let start = read_clock(scan, None)?.ok_or_else(|| match day {
        Some(_) => Refusal::time("只写了日期，没有写几时几分", TIME_HELP),
        None => Refusal::time("不是时间", TIME_HELP),
    })?;
    let end = if scan.take_range() {
        let end = read_clock(scan, Some(start))?;
        Some(end.ok_or_else(|| Refusal::time("结束时间无法识别", SLOT_HELP))?)
    } else {
        None
    };
    finish(scan, |rest| Refusal::time(format!("时间之后的「{rest}」无法识别"), TIME_HELP))?;
    let value =
        Slot { day: day.as_ref().map(|day| day.date), start: start.time, end: end.map(|end| end.time) };
    Ok(Readout { value, wrong_weekday: day.and_then(|day| day.wrong_weekday) })
}

const SLOT_HELP: &str = "请写成「09:00」或「09:00－09:40」";
