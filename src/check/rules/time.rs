//! Rules of time: what comes before what.

use super::{Case, Rule};
use crate::check::leaf::shortened;
use crate::date::Moment;
use crate::diag::{Code, Diagnostic};
use crate::kind::{Kind, Kinds};

pub(super) const RULES: &[Rule] = &[
    Rule { code: Code::EndBeforeStart, broken: end_before_start },
    Rule { code: Code::NoticeAfterMeeting, broken: notice_after_meeting },
    Rule { code: Code::DeadlineBeforeMeeting, broken: deadline_before_meeting },
    Rule { code: Code::LateMinutes, broken: late_minutes },
];

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

fn notice_after_meeting(meeting: &Case) -> Vec<Diagnostic> {
    let (Some(start), Some(date)) = (&meeting.start, &meeting.notice.date) else { return Vec::new() };
    if date.value <= start.date {
        return Vec::new();
    }
    let message = format!("通知的成文日期{}晚于会议日期{}", date.official(), start.date.official());
    vec![
        Diagnostic::new(Code::NoticeAfterMeeting, date.at, message)
            .help("请核对通知的「日期」和会议的「时间」")
            .related("会议时间在此", start.at)
            .scope(Kinds::NONE.with(Kind::Notice)),
    ]
}

fn deadline_before_meeting(meeting: &Case) -> Vec<Diagnostic> {
    let Some(start) = &meeting.start else { return Vec::new() };
    let dated = meeting.tasks.iter().filter_map(|task| Some((task, task.due.as_ref()?)));
    dated
        .filter(|(_, due)| due.value < start.date)
        .map(|(task, due)| {
            let name = task.task.as_ref().map_or_else(String::new, |name| format!("「{}」", shortened(name)));
            let (due_day, day) = (due.official(), start.date.official());
            let message = format!("任务{name}的完成时限{due_day}早于会议日期{day}");
            Diagnostic::new(Code::DeadlineBeforeMeeting, due.at, message)
                .help("请核对时限；跨年的时限请写上年份，如「2027-01-15」")
                .related("会议时间在此", start.at)
                .scope(Kinds::NONE.with(Kind::Minutes))
        })
        .collect()
}

fn late_minutes(meeting: &Case) -> Vec<Diagnostic> {
    let last = meeting.end.as_ref().or(meeting.start.as_ref()).map(|moment| moment.date);
    let calendar = &meeting.terms.calendar;
    let due = last.and_then(|last| calendar.next_working_day(last));
    let (Some(written), Some(due)) = (&meeting.written, due) else { return Vec::new() };
    if written.value <= due {
        return Vec::new();
    }
    let message = format!("纪要的整理日期{}晚于会后一个工作日（{}）", written.official(), due.official());
    let help = if calendar.knows(due.year()) {
        "会议纪要应在会后一个工作日内整理；工作日已计入法定节假日和调休"
    } else {
        "会议纪要应在会后一个工作日内整理；工作日按周一至周五计，遇法定节假日或调休的，可以不理会"
    };
    vec![
        Diagnostic::new(Code::LateMinutes, written.at, message)
            .help(help)
            .scope(Kinds::NONE.with(Kind::Minutes)),
    ]
}
