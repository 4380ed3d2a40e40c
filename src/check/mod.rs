//! Checking: a located spec tree comes in, a `Meeting` of valid values and every problem of the spec go out.
//!
//! It neither reads files nor decides what is written: an error's scope says which documents it blocks, and the
//! pipeline acts on it. All problems are reported at once, in reading order, and none twice.

mod draft;
mod elements;
mod leaf;
mod path;
mod people;
mod presence;
mod read;
mod remedy;
mod rules;
mod secrecy;
mod take;
mod values;

#[cfg(test)]
mod tests;

pub use draft::drafted;
pub use elements::{Element, Need, elements};
pub use secrecy::{level, seems_classified};

use crate::date::Calendar;
use crate::diag::{Diagnostic, Location, NodeId, Reported, Severities};
use crate::kind::{Kind, Kinds};
use crate::meeting::Meeting;
use crate::spec::{Node, Spec};
use std::sync::Arc;
use values::When;

/// What a unit says of how its specs are checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Terms {
    /// The gravity of each code.
    pub severities: Severities,
    /// Whether classified matter may be processed on this machine.
    pub secrecy: Secrecy,
    /// Which days are worked.
    pub calendar: Arc<Calendar>,
}

/// Whether classified matter may be processed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Secrecy {
    /// A classified spec is refused.
    #[default]
    Refused,
    /// The user said that the machine may process it: it is checked as any other.
    Permitted,
}

/// Checks a spec for these documents, on the terms of a unit that says nothing.
#[must_use]
pub fn check(spec: &Spec, kinds: Kinds) -> Reported<Meeting> {
    check_on(spec, kinds, &Terms::default())
}

/// Checks a spec for these documents.
///
/// The meeting is given even with errors, without the values that are invalid. A classified spec is refused with
/// nothing else said of it, for a message would repeat what it holds.
#[must_use]
pub fn check_on(spec: &Spec, kinds: Kinds, terms: &Terms) -> Reported<Meeting> {
    let when = When::of(spec);
    let meeting = read::meeting(spec, when);
    let refusal = rules::refusal(spec).filter(|_| terms.secrecy == Secrecy::Refused);
    let mut found = match refusal {
        Some(refusal) => vec![refusal],
        None => problems(spec, &meeting, kinds, terms),
    };
    terms.severities.apply(&mut found);
    for diagnostic in &mut found {
        diagnostic.file.get_or_insert_with(|| spec.name.clone());
    }
    found.sort_by_key(|diagnostic| (place(diagnostic), diagnostic.code));
    found.dedup();
    Reported::new(meeting, found)
}

fn problems(spec: &Spec, meeting: &Meeting, kinds: Kinds, terms: &Terms) -> Vec<Diagnostic> {
    let mut found = values::faults(spec, When::of(spec));
    found.extend(presence::missing(spec, kinds));
    found.extend(rules::broken(spec, meeting, terms));
    found
}

/// What is written for a 会议方案; 保密措施 is asked of every classified meeting, planned in writing or not.
const PLANNED: [&str; 4] = ["方案.依据", "方案.经费", "方案.分工", "方案.会场"];

/// The documents that a spec asks for by what it holds.
///
/// 会议通知 when 通知 is there or the meeting has not been recorded yet; every other document with the part of the spec
/// that is written for it alone: filled in before the meeting, a spec needs nothing from 记录 down, and a list of names
/// and units that is enough for 会议签到表 does not ask for 参会人员名单, which needs posts: those of most people make it
/// wanted, so that one forgotten is said.
#[must_use]
pub fn wanted(spec: &Spec) -> Kinds {
    let filled = |node: &&Node| !Node::is_empty(node);
    let under = |path: &str| path.split('.').try_fold(&spec.root, |node, key| node.get(key)).filter(filled);
    let holds = |path: &str| under(path).is_some();
    let any = |list: &str, key: &str| {
        let items = under(list).map_or(&[][..], Node::items);
        items.iter().any(|item| item.get(key).filter(filled).is_some())
    };
    let most = |list: &str, key: &str| {
        let items = under(list).map_or(&[][..], Node::items);
        let has = items.iter().filter(|item| item.get(key).filter(filled).is_some()).count();
        has > 0 && 2 * has >= items.len()
    };
    let has_cards = || {
        let items = under("方案.会场").map_or(&[][..], Node::items);
        items.iter().filter_map(Node::text).any(|item| item.contains("席卡"))
    };
    let has_voted = || {
        let topics = under("记录.议题").map_or(&[][..], Node::items);
        let says = |topic: &Node, key| topic.get(key).filter(filled).is_some();
        topics.iter().any(|topic| says(topic, "表决") && says(topic, "决定"))
    };
    let asked = |kind: &Kind| match kind {
        Kind::Plan => PLANNED.iter().any(|path| holds(path)),
        Kind::Approval => holds("审批"),
        Kind::Notice => holds("通知") || !holds("记录"),
        Kind::Agenda => holds("议程"),
        Kind::Roster => most("参会人员", "职务"),
        Kind::SignIn => holds("参会人员"),
        Kind::PlaceCards => has_cards() && holds("参会人员"),
        Kind::Duties => holds("方案.分工"),
        Kind::Record => any("记录.议题", "发言"),
        Kind::Minutes => holds("记录") || holds("纪要"),
        Kind::Resolution => has_voted(),
        Kind::Supervision => any("任务", "责任单位") && any("任务", "责任人"),
        Kind::Circulation => holds("纪要.发送") || holds("纪要.抄送"),
        Kind::ArchiveCover => holds("归档"),
        Kind::ArchiveCatalogue => holds("归档.起始件号") && holds("归档.机构.代码"),
        Kind::ArchiveNote => holds("归档.整理日期") || holds("归档.情况说明"),
        Kind::CopyRegister => level(spec).is_some() && (holds("参会人员") || holds("会议.份数")),
    };
    Kind::ALL.into_iter().filter(asked).collect()
}

/// Reading order: what concerns the whole file first, then node by node.
fn place(diagnostic: &Diagnostic) -> Option<NodeId> {
    match diagnostic.location {
        Location::Node(node) => Some(node),
        _ => None,
    }
}
