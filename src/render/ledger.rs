//! The view of the ledger of tasks: a ledger comes in, what its template may name goes out.

use super::people::padded;
use crate::date::Date;
use crate::ledger::{Counts, Item, Ledger, State};
use serde_json::{Value, json};

/// The view: 台账 with its groups (by state) and its counts (by 责任单位).
pub(super) fn view(ledger: &Ledger) -> Value {
    let counts = ledger.counts();
    let numbered: Vec<(usize, &Item)> = (1..).zip(&ledger.items).collect();
    let groups: Vec<Value> = State::ALL
        .into_iter()
        .map(|state| (state, numbered.iter().filter(|(_, item)| item.state == state).collect::<Vec<_>>()))
        .filter(|(_, items)| !items.is_empty())
        .map(|(state, items)| {
            let items: Vec<Value> = items.into_iter().map(|(at, it)| item(*at, it, ledger.on)).collect();
            json!({ "状态": state.label(), "件数": items.len(), "各项": items })
        })
        .collect();
    let units = ledger.by_unit();
    let units: Vec<Value> = (1..).zip(&units).map(|(at, (name, counts))| unit(at, name, *counts)).collect();
    json!({
        "台账": {
            "日期": ledger.on.to_string(),
            "单位": ledger.host,
            "密级标志": ledger.is_internal.then_some("内部"),
            "会议数": ledger.meetings,
            "总数": counts.total(),
            "统计": summary(counts),
            "未计入": left_out(ledger),
            "各组": groups,
            "各单位": units,
            "合计": unit(units.len() + 1, "合计", counts),
        },
    })
}

/// `共22项：办结6项（27%），推进中……`, and how many of those done were done in time.
fn summary(counts: Counts) -> String {
    let part = |state: State| {
        let count = counts.get(state);
        let in_time = match (state, counts.on_time) {
            (State::Done, on_time) if on_time > 0 => format!("，其中按期{on_time}项"),
            _ => String::new(),
        };
        format!("{}{count}项（{}%{in_time}）", state.label(), counts.percent(state))
    };
    let order = [State::Done, State::Underway, State::NotStarted, State::Overdue];
    let parts: Vec<String> = order.into_iter().map(part).collect();
    format!("共{}项：{}", counts.total(), parts.join("，"))
}

/// What a reader of the paper must know is not in it.
fn left_out(ledger: &Ledger) -> Option<String> {
    let left = ledger.left_out;
    let mut parts = Vec::new();
    if left.later_meetings > 0 {
        parts.push(format!("台账日期之后的{}次会议（新交办{}项）", left.later_meetings, left.later_tasks));
    }
    if left.unread > 0 {
        parts.push(format!("读不出来或不能计入的会议文件{}份", left.unread));
    }
    (!parts.is_empty()).then(|| parts.join("；"))
}

fn item(at: usize, item: &Item, on: Date) -> Value {
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    json!({
        "序号": at,
        "编号": item.number,
        "事项": item.task,
        "来源": {
            "名称": item.source.title,
            "编号": item.source.id,
            "纪要": item.source.minutes,
            "议题": item.source.topic.0,
            "题目": item.source.topic.1,
            "日期": day(item.source.day),
        },
        "责任单位": item.unit,
        "协办单位": item.co_units,
        "责任人": item.owner,
        "责任人栏": padded(&item.owner),
        "分管领导": item.leader,
        "时限": day(item.due),
        "原时限": day(item.moved_from),
        "进展": item.progress,
        "状态": item.state.label(),
        "逾期天数": item.days_over(on),
        "办结日期": day(item.done),
        "佐证": item.evidence,
        "备注": item.remark,
        "办理": handling(item),
    })
}

/// What became of it, a line for each thing that is known.
fn handling(item: &Item) -> String {
    let mut lines = vec![item.progress.trim_end_matches(['。', '；']).to_owned()];
    lines.extend(item.done.map(|done| format!("{done}办结")));
    let notes = [("佐证", &item.evidence), ("备注", &item.remark), ("分管领导", &item.leader)];
    lines.extend(
        notes.iter().filter(|(_, text)| !text.is_empty()).map(|(key, text)| format!("{key}：{text}")),
    );
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

fn unit(at: usize, name: &str, counts: Counts) -> Value {
    json!({
        "序号": at,
        "单位": name,
        "总数": counts.total(),
        "办结": counts.done,
        "推进中": counts.underway,
        "未启动": counts.not_started,
        "逾期": counts.overdue,
        "办结率": format!("{}%", counts.percent(State::Done)),
    })
}
