//! Drafts: the view of a meeting with gaps comes in, with `【待补：…】` where a value is missing it goes out.

use crate::meeting::{Gap, stand_in};
use serde_json::Value;

/// What more is printed of a value than itself, by its place in a spec; `*` is any item.
const ALSO: [(&str, &[&str]); 9] = [
    ("/时间/开始", &["/时间/全文"]),
    ("/归档/起始件号", &["/归档/件号", "/归档/档号", "/归档/目录/*/档号"]),
    ("/归档/文件/*/日期", &["/归档/目录/*/成文日期"]),
    ("/归档/文件/*/页数", &["/归档/目录/*/页数"]),
    ("/任务/*/时限", &["/督办/各单位/*/各项/*/时限"]),
    ("/记录/议题/*/决定/*/时限", &["/任务/*/时限", "/督办/各单位/*/各项/*/时限"]),
    ("/方案/分工/*/完成时限", &["/方案/分工/*/完成日期"]),
    ("/记录/散会", &["/记录/散会时刻"]),
    ("/纪要/日期", &["/督办/日期"]),
];

/// What is reckoned from a value and false without it, as far as it is known.
const RECKONED: [(&str, &str); 2] =
    [("/归档/文件/*/日期", "/归档/起止日期"), ("/归档/文件/*/页数", "/归档/页数")];

/// Puts the words for the gaps where the view has nothing.
pub(super) fn fill(view: &mut Value, gaps: &[Gap]) {
    for Gap { place, label } in gaps {
        let words = stand_in(label);
        put(view, &keys(place), &words);
        for (_, false_now) in RECKONED.iter().filter(|(wanted, _)| is_at(place, wanted)) {
            if let Some(value) = view.pointer_mut(false_now) {
                *value = words.as_str().into();
            }
        }
        let more = ALSO.iter().filter(|(wanted, _)| is_at(place, wanted)).flat_map(|(_, places)| *places);
        more.for_each(|place| put(view, &keys(place), &words));
    }
}

fn keys(place: &str) -> Vec<&str> {
    place.split('/').skip(1).collect()
}

fn is_at(place: &str, wanted: &str) -> bool {
    let (place, wanted) = (keys(place), keys(wanted));
    place.len() == wanted.len() && place.iter().zip(&wanted).all(|(key, known)| *known == "*" || key == known)
}

fn put(value: &mut Value, keys: &[&str], words: &str) {
    let Some((key, rest)) = keys.split_first() else {
        // A number of pages that is not known counts as none.
        if value.is_null() || value == "" || *value == 0 {
            *value = words.into();
        }
        return;
    };
    match value {
        Value::Array(items) if *key == "*" => items.iter_mut().for_each(|item| put(item, rest, words)),
        Value::Array(items) => {
            let item = key.parse::<usize>().ok().and_then(|at| items.get_mut(at));
            if let Some(item) = item {
                put(item, rest, words);
            }
        }
        Value::Object(map) => {
            if let Some(value) = map.get_mut(*key) {
                put(value, rest, words);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_is_blank_is_filled() {
        let gap = |place: &str, label: &str| Gap { place: place.to_owned(), label: label.to_owned() };
        let mut view = json!({
            "时间": { "开始": null, "全文": null, "报到": null },
            "任务": [{ "时限": "2026-12-01" }, { "时限": null }],
            "归档": { "起止日期": "", "目录": [{ "成文日期": "20261124" }, { "成文日期": null }] },
        });
        let gaps = [
            gap("/时间/开始", "会议时间"),
            gap("/任务/1/时限", "完成时限"),
            gap("/归档/文件/0/日期", "日期"),
            gap("/没有/这个", "什么"),
        ];
        fill(&mut view, &gaps);
        let expected = json!({
            "时间": { "开始": "【待补：会议时间】", "全文": "【待补：会议时间】", "报到": null },
            "任务": [{ "时限": "2026-12-01" }, { "时限": "【待补：完成时限】" }],
            "归档": { "起止日期": "【待补：日期】", "目录": [{ "成文日期": "20261124" }, { "成文日期": "【待补：日期】" }] },
        });
        assert_eq!(view, expected);
    }
}
