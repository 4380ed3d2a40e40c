//! Rules of the meeting's own time: a meeting comes in, times that do not follow one another or that nobody meets at go out.

use super::{CALLING, Case, Rule, TELLING, fault};
use crate::check::values::When;
use crate::date::Moment;
use crate::diag::{Code, Diagnostic};
use crate::kind::Kind;

pub(super) const RULES: &[Rule] = &[
    Rule { code: Code::AssumedYear, broken: assumed_year },
    Rule { code: Code::EndBeforeStart, broken: end_before_start },
    Rule { code: Code::RegistrationAfterStart, broken: registration_after_start },
    Rule { code: Code::RehearsalAfterStart, broken: rehearsal_after_start },
    Rule { code: Code::ClosingBeforeStart, broken: closing_before_start },
    Rule { code: Code::OddHour, broken: odd_hour },
    Rule { code: Code::MeetingOnDayOff, broken: meeting_on_day_off },
];

fn assumed_year(meeting: &Case) -> Vec<Diagnostic> {
    let assumed = When::of(meeting.spec).assumed_year;
    let Some((year, start)) = assumed.zip(meeting.start.as_ref()) else { return Vec::new() };
    let message = format!("会议时间没有写年份，按{year}年理解，即{}", start.date.official());
    let help = "年份取自会议名称、通知日期或归档年度；不对的，请在会议时间里写上四位年份";
    vec![fault(Code::AssumedYear, start.at, message, help, &Kind::ALL)]
}

fn end_before_start(meeting: &Case) -> Vec<Diagnostic> {
    let (Some(start), Some(end)) = (&meeting.start, &meeting.end) else { return Vec::new() };
    if !is_not_after(end.value, start.value) {
        return Vec::new();
    }
    let message = format!("结束时间{}不晚于开始时间{}", **end, **start);
    let found = Diagnostic::new(Code::EndBeforeStart, end.at, message)
        .help("请核对开始和结束的日期、时间；下午的时间请写成「14:30」或「下午2:30」");
    // On one line both have the same place.
    vec![if start.at == end.at { found } else { found.related("开始时间在此", start.at) }]
}

/// Whether `end` is surely not after `start`: days without a time may be the same.
fn is_not_after(end: Moment, start: Moment) -> bool {
    match (end.time, start.time) {
        (Some(to), Some(from)) => (end.date, to) <= (start.date, from),
        _ => end.date < start.date,
    }
}

/// Whether `one` is surely after `other`.
pub(super) fn is_after(one: Moment, other: Moment) -> bool {
    match (one.time, other.time) {
        (Some(later), Some(earlier)) => (one.date, later) > (other.date, earlier),
        _ => one.date > other.date,
    }
}

fn registration_after_start(meeting: &Case) -> Vec<Diagnostic> {
    let (Some(start), Some(registration)) = (&meeting.start, &meeting.registration) else {
        return Vec::new();
    };
    if !is_after(registration.value, start.value) {
        return Vec::new();
    }
    let message = format!("报到时间{}晚于会议开始时间{}", **registration, **start);
    let help = "报到应在会议开始之前，请核对「报到」和「开始」";
    vec![
        fault(Code::RegistrationAfterStart, registration.at, message, help, CALLING)
            .related("开始时间在此", start.at),
    ]
}

fn rehearsal_after_start(meeting: &Case) -> Vec<Diagnostic> {
    let Some(start) = &meeting.start else { return Vec::new() };
    let rehearsals = meeting.branch_venues.iter().filter_map(|venue| venue.rehearsal.as_ref());
    rehearsals
        .filter(|rehearsal| is_not_after(start.value, rehearsal.value))
        .map(|rehearsal| {
            let message = format!("分会场的调试时间{}不早于会议开始时间{}", **rehearsal, **start);
            let help = "调试应在会议开始之前，请核对「调试时间」";
            fault(Code::RehearsalAfterStart, rehearsal.at, message, help, CALLING)
                .related("开始时间在此", start.at)
        })
        .collect()
}

fn closing_before_start(meeting: &Case) -> Vec<Diagnostic> {
    let (Some(start), Some(closed)) = (&meeting.start, &meeting.closed) else { return Vec::new() };
    if !is_not_after(closed.value, start.value) {
        return Vec::new();
    }
    let message = format!("散会时间{}不晚于会议开始时间{}", **closed, **start);
    let help = "请核对「散会」；下午的时间请写成「16:30」或「下午4:30」";
    vec![fault(Code::ClosingBeforeStart, closed.at, message, help, TELLING).related("开始时间在此", start.at)]
}

/// Meetings begin between these hours; 2:30 is 14:30 with 下午 forgotten.
const HOURS: std::ops::Range<u32> = 7..21;

fn odd_hour(meeting: &Case) -> Vec<Diagnostic> {
    let Some(start) = &meeting.start else { return Vec::new() };
    let Some(time) = start.time.filter(|time| !HOURS.contains(&time.hour())) else { return Vec::new() };
    let message = format!("会议开始时间是{time}，不在一般的开会时间之内");
    let help = match time.hour() {
        hour @ 1..7 => {
            format!("请核对；如是下午，请写成「{}:{:02}」或「下午{time}」", hour + 12, time.minute())
        }
        _ => "请核对；确在这时开会的，可以不理会".to_owned(),
    };
    vec![fault(Code::OddHour, start.at, message, help, &Kind::ALL)]
}

fn meeting_on_day_off(meeting: &Case) -> Vec<Diagnostic> {
    let Some(start) = &meeting.start else { return Vec::new() };
    if meeting.terms.calendar.is_working(start.date) {
        return Vec::new();
    }
    let message = format!("会议日期{}是{}，不是工作日", start.date.official(), start.date.weekday());
    let help = "请核对日期；确在休息日开会的，可以不理会";
    vec![fault(Code::MeetingOnDayOff, start.at, message, help, CALLING)]
}
