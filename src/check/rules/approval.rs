//! Rules of approval: a meeting comes in, a notice that goes out without or before its approval goes out.

use super::{CALLING, Case, Rule, fault};
use crate::diag::{Code, Diagnostic};

pub(super) const RULES: &[Rule] = &[
    Rule { code: Code::ImportantUnapproved, broken: important_unapproved },
    Rule { code: Code::ApprovalRefused, broken: approval_refused },
    Rule { code: Code::ApprovalAfterNotice, broken: approval_after_notice },
    Rule { code: Code::ApprovalOutOfOrder, broken: approval_out_of_order },
];

fn important_unapproved(meeting: &Case) -> Vec<Diagnostic> {
    let Some(important) = meeting.important.as_ref().filter(|important| important.value) else {
        return Vec::new();
    };
    if meeting.approvals.iter().any(|step| step.opinion.is_some()) {
        return Vec::new();
    }
    let help = "重要会议经领导审批后才能发通知，请在「审批」写明环节、意见、姓名、日期";
    vec![fault(Code::ImportantUnapproved, important.at, "重要会议没有领导的审批意见", help, CALLING)]
}

const REFUSALS: [&str; 6] = ["不同意", "不予同意", "退回", "缓办", "暂缓", "不召开"];

fn approval_refused(meeting: &Case) -> Vec<Diagnostic> {
    let mut opinions = meeting.approvals.iter().filter_map(|step| step.opinion.as_ref());
    // What a later step agrees to is agreed to.
    let Some(last) =
        opinions.next_back().filter(|opinion| REFUSALS.iter().any(|word| opinion.contains(word)))
    else {
        return Vec::new();
    };
    let message = format!("最后的审批意见是「{}」，会议没有获得同意", crate::check::leaf::shortened(last));
    vec![fault(Code::ApprovalRefused, last.at, message, "未经同意的会议不能发通知，请核对「审批」", CALLING)]
}

fn approval_after_notice(meeting: &Case) -> Vec<Diagnostic> {
    let Some(notice) = &meeting.notice.date else { return Vec::new() };
    let dates = meeting.approvals.iter().filter_map(|step| step.date.as_ref());
    let Some(late) = dates.filter(|date| date.value > notice.value).max_by_key(|date| date.value) else {
        return Vec::new();
    };
    let message = format!("审批日期{}晚于通知的成文日期{}", late.official(), notice.official());
    let help = "先审批，后发通知，请核对两个日期";
    vec![
        fault(Code::ApprovalAfterNotice, late.at, message, help, CALLING)
            .related("通知的成文日期在此", notice.at),
    ]
}

fn approval_out_of_order(meeting: &Case) -> Vec<Diagnostic> {
    let dates: Vec<_> = meeting.approvals.iter().filter_map(|step| step.date.as_ref()).collect();
    let pairs = dates.iter().zip(dates.iter().skip(1));
    pairs
        .filter(|(one, next)| next.value < one.value)
        .map(|(one, next)| {
            let message = format!("这一环节的审批日期{}早于上一环节的{}", next.official(), one.official());
            let help = "请按审批的先后排列，并核对日期";
            fault(Code::ApprovalOutOfOrder, next.at, message, help, CALLING).related("上一环节在此", one.at)
        })
        .collect()
}
