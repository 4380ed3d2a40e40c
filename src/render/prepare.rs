//! What is prepared before the meeting: 方案, 审批 and 会务分工 of a meeting come in, their view goes out.

use super::object::object;
use super::people::padded;
use super::view::{date, text, texts};
use crate::date::Time;
use crate::meeting::{Approval, Duty, Meeting};
use serde_json::Value;

/// The steps a form of approval has at least; a leader's signature is needed on paper where the spec has none.
///
/// Each with the word by which a step of the spec is known to be it.
const STEPS: [(&str, &str); 4] =
    [("承办", "承办部门"), ("财务", "财务部门"), ("分管", "分管负责人"), ("主要", "主要负责人")];

/// The view of 方案.
pub(super) fn plan(meeting: &Meeting) -> Value {
    let plan = &meeting.plan;
    object!({
        "标题": format!("{}方案", text(&meeting.title)),
        "依据": text(&plan.basis),
        "开头": opening(text(&plan.basis)),
        "经费": text(&plan.budget),
        "分工": plan.duties.iter().enumerate().map(duty).collect::<Vec<_>>(),
        "会场": texts(&plan.venue_items),
        "会场各项": numbered(&texts(&plan.venue_items)),
        "保密措施": texts(&plan.secrecy_measures),
        "保密各项": numbered(&texts(&plan.secrecy_measures)),
        "日期": date(&plan.date),
    })
}

/// `根据……，`: a basis that is already a phrase of this kind stays as it is.
fn opening(basis: &str) -> String {
    let basis = basis.trim_end_matches(['。', '，', '；']);
    match basis {
        "" => String::new(),
        _ if ["根据", "按照", "依据", "为"].iter().any(|word| basis.starts_with(word)) => {
            format!("{basis}，")
        }
        _ => format!("根据{basis}，"),
    }
}

fn numbered(items: &[&str]) -> Value {
    items.iter().zip(1..).map(|(item, at)| object!({ "序号": at, "项目": *item })).collect()
}

fn duty((at, duty): (usize, &Duty)) -> Value {
    let due = duty.due.as_ref().map(|due| due.value);
    object!({
        "序号": at + 1,
        "组别": text(&duty.group),
        "事项": text(&duty.task),
        "责任部门": text(&duty.unit),
        "责任人": text(&duty.owner),
        "责任人栏": padded(text(&duty.owner)),
        "完成日期": due.map(|due| format!("{}月{}日", due.date.month(), due.date.day())),
        "完成时间": due.and_then(|due| due.time).map(Time::official),
    })
}

/// The view of 审批: the steps of the spec in their order, and blank the usual ones it does not have.
pub(super) fn approval(meeting: &Meeting) -> Value {
    let given: Vec<Value> = meeting.approvals.iter().map(step).collect();
    let is_given = |word: &str| meeting.approvals.iter().any(|approval| text(&approval.step).contains(word));
    let mut steps = given;
    for (own, (_, name)) in STEPS.iter().enumerate().filter(|(_, (word, _))| !is_given(word)) {
        let at = steps.iter().position(|other| rank(other) > own).unwrap_or(steps.len());
        steps.insert(at, object!({ "环节": *name, "意见": "", "姓名": "", "日期": Value::Null }));
    }
    object!({ "各环节": steps })
}

/// The place of a step among the usual ones; a step of the unit's own comes before the last word.
fn rank(step: &Value) -> usize {
    let name = step["环节"].as_str().unwrap_or_default();
    STEPS.iter().position(|(word, _)| name.contains(word)).unwrap_or(STEPS.len() - 2)
}

fn step(approval: &Approval) -> Value {
    object!({
        "环节": text(&approval.step).trim_end_matches("意见"),
        "意见": text(&approval.opinion),
        "姓名": text(&approval.name),
        "日期": date(&approval.date),
    })
}
