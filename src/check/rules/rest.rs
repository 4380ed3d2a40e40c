//! Rules of rest days: deadlines that fall on a day off go out.

use super::{Case, Rule};
use crate::check::leaf::shortened;
use crate::date::Date;
use crate::diag::{Code, Diagnostic, NodeId};
use crate::kind::{Kind, Kinds};

pub(super) const RULES: &[Rule] = &[Rule { code: Code::DeadlineOnRestDay, broken: deadline_on_rest_day }];

fn deadline_on_rest_day(case: &Case) -> Vec<Diagnostic> {
    let tasks = case.tasks.iter().filter(|task| !task.is_carried()).filter_map(|task| {
        let due = task.due.as_ref()?;
        let name = task.task.as_ref().map_or_else(String::new, |name| format!("「{}」", shortened(name)));
        Some((format!("任务{name}的完成时限"), due.value, due.at, Kind::Minutes))
    });
    let reply = case.notice.reply_by.iter();
    let reply = reply.map(|by| ("回执截止".to_owned(), by.value.date, by.at, Kind::Notice));
    tasks.chain(reply).filter_map(|(what, day, at, kind)| rests(case, &what, (day, at), kind)).collect()
}

fn rests(case: &Case, what: &str, (day, at): (Date, NodeId), kind: Kind) -> Option<Diagnostic> {
    let calendar = &case.terms.calendar;
    if calendar.is_working(day) {
        return None;
    }
    let why = if day.is_weekend() { day.weekday() } else { "放假的日子" };
    let next = calendar.next_working_day(day);
    let next = next.map_or_else(String::new, |next| format!("，之后的第一个工作日是{}", next.official()));
    let message = format!("{what}{}是{why}", day.official());
    Some(
        Diagnostic::new(Code::DeadlineOnRestDay, at, message)
            .help(format!("请改到工作日{next}；确要在休息日办的，可以不理会"))
            .scope(Kinds::NONE.with(kind)),
    )
}
