//! The views of a month's papers: its register and its figures come in, what their templates may name goes out.

use super::people::padded;
use crate::month::{Figures, Group, Held, LeftOut, Register, Sum};
use serde_json::{Value, json};

/// The view of 会议台账.
pub(super) fn register(register: &Register) -> Value {
    let sum = Sum::over(&register.rows);
    let rows: Vec<Value> = (1..).zip(&register.rows).map(|(at, held)| row(at, held)).collect();
    json!({
        "台账": {
            "月份": register.month.official(),
            "单位": register.host,
            "密级标志": register.is_internal.then_some("内部"),
            "会议数": sum.meetings,
            "统计": summary(sum),
            "未计入": left_out(register.left_out),
            "各项": rows,
        },
    })
}

/// The view of 会议统计表.
pub(super) fn figures(figures: &Figures) -> Value {
    let groups = |all: &[Group]| -> Vec<Value> { (1..).zip(all).map(|(at, one)| group(at, one)).collect() };
    let longest: Vec<Value> = (1..).zip(&figures.longest).map(|(at, held)| row(at, held)).collect();
    json!({
        "统计表": {
            "月份": figures.month.official(),
            "上月": figures.all.before.map(|_| figures.month.before().official()),
            "单位": figures.host,
            "统计": summary(figures.all.now),
            "对比": against(&figures.all),
            "未计入": left_out(figures.left_out),
            "按类型": groups(&figures.by_kind),
            "按承办": groups(&figures.by_organiser),
            "合计": group(0, &figures.all),
            "用时最多": longest,
        },
    })
}

/// `150` as `2.5`, in hours.
fn hours(minutes: u64) -> String {
    let tenths = (minutes + 3) / 6;
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{}.{rest}", tenths / 10),
    }
}

/// `共20次会议，累计42.5小时，812人次，合1730人时`.
fn summary(sum: Sum) -> String {
    let all = format!(
        "共{}次会议，累计{}小时，{}人次，合{}人时",
        sum.meetings,
        hours(sum.minutes),
        sum.people,
        hours(sum.person_minutes)
    );
    let average = sum.average().map(|average| format!("，平均每次{average}分钟，超过2小时的{}次", sum.long));
    let unknown = (sum.unknown > 0).then(|| format!("（{}次没有写结束时间，不计时长）", sum.unknown));
    [Some(all), average, unknown].into_iter().flatten().collect()
}

/// `比上月多2次，少3.5小时，多10人时`.
fn against(group: &Group) -> Option<String> {
    let before = group.before?;
    let part = |now: u64, before: u64, show: &dyn Fn(u64) -> String, unit: &str| match now.cmp(&before) {
        std::cmp::Ordering::Equal => format!("{unit}数相同"),
        std::cmp::Ordering::Greater => format!("增加{}{unit}", show(now - before)),
        std::cmp::Ordering::Less => format!("减少{}{unit}", show(before - now)),
    };
    let count = |count: u64| count.to_string();
    let now = group.now;
    Some(
        [
            part(now.meetings, before.meetings, &count, "次"),
            part(now.minutes, before.minutes, &hours, "小时"),
            part(now.person_minutes, before.person_minutes, &hours, "人时"),
        ]
        .join("，"),
    )
}

fn left_out(left: LeftOut) -> Option<String> {
    let mut parts = Vec::new();
    if left.other_months > 0 {
        parts.push(format!("其他月份的会议{}次", left.other_months));
    }
    if left.unread > 0 {
        parts.push(format!("读不出来、没有时间或涉密的会议{}次", left.unread));
    }
    (!parts.is_empty()).then(|| parts.join("；"))
}

fn row(at: usize, held: &Held) -> Value {
    let when = held.when();
    let (day, time) = when
        .split_once('日')
        .map_or((when.clone(), String::new()), |(day, time)| (format!("{day}日"), time.to_owned()));
    json!({
        "序号": at,
        "编号": held.id.value,
        "名称": held.title.value,
        "类型": held.kind,
        "召开日": day,
        "起止": time,
        "地点": held.venue.value,
        "主办单位": held.host,
        "承办部门": held.organiser,
        "主持人栏": padded(&held.chair),
        "应到": held.expected,
        "实到": held.attended,
        "时长": held.minutes().map(hours),
        "人时": held.minutes().map(|minutes| hours(minutes * u64::try_from(held.attended).unwrap_or(0))),
        "议题数": held.topics,
        "任务数": held.tasks,
        "纪要文号": if held.minutes.is_empty() { &held.issue.value } else { &held.minutes.value },
    })
}

fn group(at: usize, group: &Group) -> Value {
    let difference = |of: &dyn Fn(Sum) -> u64, show: &dyn Fn(u64) -> String| {
        group.before.map(|before| {
            let (now, before) = (of(group.now), of(before));
            match now.cmp(&before) {
                std::cmp::Ordering::Equal => "0".to_owned(),
                std::cmp::Ordering::Greater => format!("+{}", show(now - before)),
                std::cmp::Ordering::Less => format!("−{}", show(before - now)),
            }
        })
    };
    let count = |count: u64| count.to_string();
    json!({
        "序号": at,
        "名称": group.name,
        "次数": group.now.meetings,
        "小时": hours(group.now.minutes),
        "人次": group.now.people,
        "人时": hours(group.now.person_minutes),
        "平均": group.now.average().map(|minutes| minutes.to_string()),
        "超时": group.now.long,
        "上月次数": group.before.map(|sum| sum.meetings),
        "次数增减": difference(&|sum| sum.meetings, &count),
        "上月小时": group.before.map(|sum| hours(sum.minutes)),
        "小时增减": difference(&|sum| sum.minutes, &hours),
        "上月人时": group.before.map(|sum| hours(sum.person_minutes)),
        "人时增减": difference(&|sum| sum.person_minutes, &hours),
    })
}
