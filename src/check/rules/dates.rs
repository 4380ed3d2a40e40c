//! Rules of the dates around a meeting: a meeting comes in, papers dated before or after what they speak of go out.

use super::time::is_after;
use super::{CALLING, Case, FOLLOWING, Rule, TELLING, fault};
use crate::check::leaf::shortened;
use crate::date::Date;
use crate::diag::{Code, Diagnostic};
use crate::kind::{Kind, Kinds};
use crate::meeting::Given;

pub(super) const RULES: &[Rule] = &[
    Rule { code: Code::NoticeAfterMeeting, broken: notice_after_meeting },
    Rule { code: Code::ShortNotice, broken: short_notice },
    Rule { code: Code::DistantDate, broken: distant_date },
    Rule { code: Code::ReplyAfterMeeting, broken: reply_after_meeting },
    Rule { code: Code::ReplyBeforeNotice, broken: reply_before_notice },
    Rule { code: Code::DeadlineBeforeMeeting, broken: deadline_before_meeting },
    Rule { code: Code::RecordBeforeMeeting, broken: record_before_meeting },
    Rule { code: Code::LateMinutes, broken: late_minutes },
    Rule { code: Code::ReviewBeforeWriting, broken: review_before_writing },
    Rule { code: Code::MinutesBeforeReview, broken: minutes_before_review },
];

fn notice_after_meeting(meeting: &Case) -> Vec<Diagnostic> {
    let (Some(start), Some(date)) = (&meeting.start, &meeting.notice.date) else { return Vec::new() };
    if date.value <= start.date {
        return Vec::new();
    }
    let message = format!("通知的成文日期{}晚于会议日期{}", date.official(), start.date.official());
    let help = "请核对通知的「日期」和会议的「时间」";
    vec![fault(Code::NoticeAfterMeeting, date.at, message, help, CALLING).related("会议时间在此", start.at)]
}

/// A notice wants two working days before its meeting; an urgent one says that it is.
fn short_notice(meeting: &Case) -> Vec<Diagnostic> {
    let (Some(start), Some(date)) = (&meeting.start, &meeting.notice.date) else { return Vec::new() };
    let is_short = date.value <= start.date
        && meeting.terms.calendar.working_days(date.value, start.date) < 2
        && meeting.urgency.is_none();
    if !is_short {
        return Vec::new();
    }
    let message =
        format!("通知的成文日期{}距会议日期{}不足两个工作日", date.official(), start.date.official());
    let help = "请尽早发通知，给参会单位留出准备时间；确属紧急的，请写明「紧急程度」";
    vec![fault(Code::ShortNotice, date.at, message, help, CALLING).related("会议时间在此", start.at)]
}

/// Days before the meeting in which a notice is written.
const NOTICE_WITHIN: u64 = 183;
/// Days after the meeting in which its tasks end.
const TASKS_WITHIN: u64 = 3 * 366;

fn distant_date(meeting: &Case) -> Vec<Diagnostic> {
    let Some(start) = &meeting.start else { return Vec::new() };
    let day = start.date.official();
    let help = "年份可能写错了，请核对；确实无误的，可以不理会";
    let mut found = Vec::new();
    if let Some(date) = &meeting.notice.date
        && date.value.plus_days(NOTICE_WITHIN).is_some_and(|latest| latest < start.date)
    {
        let message = format!("通知的成文日期{}比会议日期{day}早半年以上", date.official());
        found.push(fault(Code::DistantDate, date.at, message, help, CALLING));
    }
    let dues = meeting.tasks.iter().filter_map(|task| task.due.as_ref());
    for due in dues.filter(|due| start.date.plus_days(TASKS_WITHIN).is_some_and(|latest| latest < due.value))
    {
        let message = format!("任务的完成时限{}比会议日期{day}晚三年以上", due.official());
        found.push(fault(Code::DistantDate, due.at, message, help, TELLING));
    }
    found
}

fn reply_after_meeting(meeting: &Case) -> Vec<Diagnostic> {
    let (Some(start), Some(reply)) = (&meeting.start, &meeting.notice.reply_by) else { return Vec::new() };
    if !is_after(reply.value, start.value) {
        return Vec::new();
    }
    let message = format!("回执截止时间{}晚于会议开始时间{}", **reply, **start);
    let help = "回执应在会前收齐，请核对「回执截止」";
    vec![fault(Code::ReplyAfterMeeting, reply.at, message, help, CALLING).related("会议时间在此", start.at)]
}

fn reply_before_notice(meeting: &Case) -> Vec<Diagnostic> {
    let (Some(date), Some(reply)) = (&meeting.notice.date, &meeting.notice.reply_by) else {
        return Vec::new();
    };
    // A notice dated after its meeting is said to be: its date says nothing of the reply.
    if reply.date >= date.value || meeting.start.as_ref().is_some_and(|start| start.date < date.value) {
        return Vec::new();
    }
    let message = format!("回执截止时间{}早于通知的成文日期{}", **reply, date.official());
    let help = "通知发出时回执已经截止，请核对「回执截止」和通知的「日期」";
    vec![fault(Code::ReplyBeforeNotice, reply.at, message, help, CALLING).related("成文日期在此", date.at)]
}

fn deadline_before_meeting(meeting: &Case) -> Vec<Diagnostic> {
    let Some(start) = &meeting.start else { return Vec::new() };
    // What an earlier meeting gave out may well be due by now.
    let own = meeting.tasks.iter().filter(|task| !task.is_carried());
    let dated = own.filter_map(|task| Some((task, task.due.as_ref()?)));
    dated
        .filter(|(_, due)| due.value < start.date)
        .map(|(task, due)| {
            let name = task.task.as_ref().map_or_else(String::new, |name| format!("「{}」", shortened(name)));
            let (due_day, day) = (due.official(), start.date.official());
            let message = format!("任务{name}的完成时限{due_day}早于会议日期{day}");
            let help = "请核对时限；跨年的时限请写上年份，如「2027-01-15」";
            fault(Code::DeadlineBeforeMeeting, due.at, message, help, FOLLOWING)
                .related("会议时间在此", start.at)
        })
        .collect()
}

fn record_before_meeting(meeting: &Case) -> Vec<Diagnostic> {
    let Some(start) = &meeting.start else { return Vec::new() };
    let dates: [(&str, &Given<Date>); 3] = [
        ("纪要的整理日期", &meeting.written),
        ("纪要的审核日期", &meeting.reviewed),
        ("纪要的印发日期", &meeting.minutes.date),
    ];
    let given = dates.into_iter().filter_map(|(name, date)| Some((name, date.as_ref()?)));
    given
        .filter(|(_, date)| date.value < start.date)
        .map(|(name, date)| {
            let message = format!("{name}{}早于会议日期{}", date.official(), start.date.official());
            let help = "纪要在会后整理、审核、印发，请核对日期";
            fault(Code::RecordBeforeMeeting, date.at, message, help, TELLING)
                .related("会议时间在此", start.at)
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

fn review_before_writing(meeting: &Case) -> Vec<Diagnostic> {
    let (Some(written), Some(reviewed)) = (&meeting.written, &meeting.reviewed) else { return Vec::new() };
    if reviewed.value >= written.value {
        return Vec::new();
    }
    let message = format!("纪要的审核日期{}早于整理日期{}", reviewed.official(), written.official());
    let help = "先整理、后审核，请核对两个日期";
    vec![
        fault(Code::ReviewBeforeWriting, reviewed.at, message, help, TELLING)
            .related("整理日期在此", written.at),
    ]
}

fn minutes_before_review(meeting: &Case) -> Vec<Diagnostic> {
    let ready = meeting.reviewed.as_ref().or(meeting.written.as_ref());
    let (Some(ready), Some(issued)) = (ready, &meeting.minutes.date) else { return Vec::new() };
    let is_before_meeting = meeting.start.as_ref().is_some_and(|start| issued.value < start.date);
    if issued.value >= ready.value || is_before_meeting {
        return Vec::new();
    }
    let what = if meeting.reviewed.is_some() { "审核" } else { "整理" };
    let message = format!("纪要的印发日期{}早于{what}日期{}", issued.official(), ready.official());
    let help = "先整理、审核，后印发，请核对日期";
    vec![
        fault(Code::MinutesBeforeReview, issued.at, message, help, TELLING)
            .related(format!("{what}日期在此"), ready.at),
    ]
}
