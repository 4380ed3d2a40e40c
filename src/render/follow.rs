//! Following decisions up: the tasks of a meeting come in, a 督办通知单 for each responsible unit goes out.

use super::people::padded;
use super::view::{date, number, text, texts};
use crate::meeting::{Meeting, Task};
use serde_json::{Value, json};

/// The view of 督办: one entry a responsible unit, in the order of the tasks.
pub(super) fn supervision(meeting: &Meeting, issued: Option<&str>) -> Value {
    let mut units: Vec<(&str, Vec<Value>)> = Vec::new();
    for task in &meeting.tasks {
        let unit = match text(&task.unit) {
            "" => text(&task.owner),
            unit => unit,
        };
        let at = units.iter().position(|(known, _)| *known == unit).unwrap_or_else(|| {
            units.push((unit, Vec::new()));
            units.len() - 1
        });
        let own = &mut units[at].1;
        own.push(order(task, own.len() + 1, meeting));
    }
    let stem = match text(&meeting.id) {
        "" => String::new(),
        id => format!("{id}-"),
    };
    let slips: Vec<Value> = units
        .into_iter()
        .zip(1..)
        .map(|((unit, tasks), at)| {
            json!({ "首个": at == 1, "编号": format!("{stem}督{at:02}"), "责任单位": unit, "各项": tasks })
        })
        .collect();
    json!({ "日期": issued, "各单位": slips })
}

fn order(task: &Task, at: usize, meeting: &Meeting) -> Value {
    json!({
        "序号": at,
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
