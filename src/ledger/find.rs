//! Finding what a carried task is: what it says of itself comes in, the item that an earlier meeting gave out goes out.
//!
//! A carried task names the meeting it comes from (来源: its 编号 or 名称) and is known there by its 编号, else by its 事项.
//! A meeting that only reported on a task may be named as well.

use crate::meeting::{Meeting, Task};

/// What an item is known by.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// 编号; empty where nothing gives it one.
    pub(super) number: String,
    /// 事项, as it is compared.
    pub(super) task: String,
    /// 责任单位, as it is compared.
    pub(super) unit: String,
    /// The numbers and titles of the meetings that gave it out or reported on it.
    pub(super) homes: Vec<String>,
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// This one.
    One(usize),
    /// Several; the last of them.
    Several(usize),
    /// No such task.
    None,
}

/// The item that a task carried from `origin` is.
pub(super) fn find(items: &[Known], origin: &str, task: &Task) -> Found {
    let at_home: Vec<usize> =
        (0..items.len()).filter(|at| items[*at].homes.iter().any(|home| home == origin)).collect();
    let of = |is_it: &dyn Fn(&Known) -> bool, among: &[usize]| -> Vec<usize> {
        among.iter().copied().filter(|at| is_it(&items[*at])).collect()
    };
    if let Some(number) = &task.number {
        let number = plain(&number.value);
        if let [.., last] = of(&|item| plain(&item.number) == number, &at_home).as_slice() {
            return Found::One(*last);
        }
    }
    let words = comparable(&task.task);
    let same = of(&|item| !words.is_empty() && item.task == words, &at_home);
    let unit = comparable(&task.unit);
    let same_unit = of(&|item| item.unit == unit, &same);
    match (same.as_slice(), same_unit.as_slice()) {
        ([], _) => Found::None,
        ([one], _) | (_, [one]) => Found::One(*one),
        (_, [.., last]) | ([.., last], _) => Found::Several(*last),
    }
}

/// What a meeting goes by: its number and its title.
pub(super) fn homes(meeting: &Meeting) -> Vec<String> {
    let names = [&meeting.id, &meeting.title].into_iter().flatten();
    names.map(|name| plain(&name.value)).filter(|name| !name.is_empty()).collect()
}

/// A given text as it is compared.
pub(super) fn comparable(text: &crate::meeting::Text) -> String {
    text.as_ref().map_or_else(String::new, |text| plain(&text.value))
}

/// A text without what people add to a name or leave out: spaces, marks around it, a stop at its end.
pub(super) fn plain(text: &str) -> String {
    const AROUND: [char; 8] = ['《', '》', '「', '」', '“', '”', '。', '；'];
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    bare.trim_matches(AROUND).to_owned()
}
