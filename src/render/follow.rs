//! Following decisions up: the tasks of a meeting come in, they and a 督办通知单 for each responsible unit go out.

use super::object::object;
use super::people::padded;
use super::view::{date, number, text, texts};
use crate::meeting::{Meeting, Task};
use serde_json::Value;

/// The view of 任务, each numbered as in the ledger of tasks; those that an earlier meeting gave out are counted apart.
pub(super) fn tasks(meeting: &Meeting) -> Vec<Value> {
    let mut counts = [0_usize; 2];
    let all = meeting.tasks.iter().enumerate();
    all.map(|(at, task)| {
        let count = &mut counts[usize::from(task.is_carried())];
        *count += 1;
        object!({
            "序号": *count,
            "编号": meeting.task_number(at),
            "结转": task.is_carried(),
            "来源": text(&task.origin),
            "事项": text(&task.task),
            "责任单位": text(&task.unit),
            "责任人": text(&task.owner),
            "责任人栏": padded(text(&task.owner)),
            "协办单位": texts(&task.co_units),
            "时限": date(&task.due),
            "议题": number(&task.topic),
            "进展": text(&task.progress),
            "状态": if text(&task.status).is_empty() { "未启动" } else { text(&task.status) },
            "办结日期": date(&task.done),
            "佐证": text(&task.evidence),
            "分管领导": text(&task.leader),
            "备注": text(&task.remark),
        })
    })
    .collect()
}

/// The view of 督办: one entry a responsible unit, in the order of the tasks.
pub(super) fn supervision(meeting: &Meeting, issued: Option<&str>) -> Value {
    let mut units: Vec<(&str, Vec<Value>)> = Vec::new();
    // What an earlier meeting gave out was notified then.
    for (place, task) in meeting.tasks.iter().enumerate().filter(|(_, task)| !task.is_carried()) {
        let unit = match text(&task.unit) {
            "" => text(&task.owner),
            unit => unit,
        };
        let at = units.iter().position(|(known, _)| *known == unit).unwrap_or_else(|| {
            units.push((unit, Vec::new()));
            units.len() - 1
        });
        let own = &mut units[at].1;
        own.push(order(meeting, (place, task), own.len() + 1));
    }
    let stem = match text(&meeting.id) {
        "" => String::new(),
        id => format!("{id}-"),
    };
    let slips: Vec<Value> = units
        .into_iter()
        .zip(1..)
        .map(|((unit, tasks), at)| {
            object!({ "首个": at == 1, "编号": format!("{stem}督{at:02}"), "责任单位": unit, "各项": tasks })
        })
        .collect();
    let carried = meeting.tasks.iter().filter(|task| task.is_carried()).count();
    object!({
        "日期": issued,
        "各单位": slips,
        "新任务": carried < meeting.tasks.len(),
        "结转任务": carried > 0,
    })
}

fn order(meeting: &Meeting, (place, task): (usize, &Task), at: usize) -> Value {
    object!({
        "序号": at,
        "编号": meeting.task_number(place),
        "事项": text(&task.task),
        "责任人栏": padded(text(&task.owner)),
        "协办单位": texts(&task.co_units),
        "时限": date(&task.due),
        "来源": source(task, meeting),
    })
}

/// `议题一`-like words would need the minutes at hand: the topic itself is said.
fn source(task: &Task, meeting: &Meeting) -> String {
    let at = number(&task.topic).and_then(|at| usize::try_from(at).ok()).and_then(|at| at.checked_sub(1));
    let topic = at.and_then(|at| meeting.topics.get(at)).map_or("", |topic| text(&topic.topic));
    topic.trim_end_matches('。').to_owned()
}
