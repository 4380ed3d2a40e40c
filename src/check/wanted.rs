//! The documents of a meeting: a spec comes in, the kinds that it asks for by what it holds go out.

use super::level;
use crate::kind::{Kind, Kinds};
use crate::spec::{Node, Spec};

/// What is written for a 会议方案; 保密措施 is asked of every classified meeting, planned in writing or not.
const PLANNED: [&str; 4] = ["方案.依据", "方案.经费", "方案.分工", "方案.会场"];

/// The documents that a spec asks for by what it holds.
///
/// 会议通知 when 通知 is there or the meeting has not been recorded yet; every other document with the part of the spec
/// that is written for it alone: filled in before the meeting, a spec needs nothing from 记录 down.
#[must_use]
pub fn wanted(spec: &Spec) -> Kinds {
    let holds = |path: &str| under(spec, path).is_some();
    let asked = |kind: &Kind| match kind {
        Kind::Plan => PLANNED.iter().any(|path| holds(path)),
        Kind::Approval => holds("审批"),
        Kind::Notice => holds("通知") || !holds("记录"),
        Kind::Agenda => holds("议程"),
        Kind::Roster => has_posts(spec),
        Kind::SignIn => holds("参会人员"),
        Kind::PlaceCards => has_cards(spec) && holds("参会人员"),
        Kind::Duties => holds("方案.分工"),
        Kind::Record => list(spec, "记录.议题").iter().any(|topic| says(topic, "发言")),
        Kind::Minutes => holds("记录") || holds("纪要"),
        Kind::Resolution => {
            let has_voted = |topic: &Node| says(topic, "表决") && says(topic, "决定");
            list(spec, "记录.议题").iter().any(has_voted)
        }
        Kind::Supervision => {
            // Those of an earlier meeting were notified then.
            let own = || list(spec, "任务").iter().filter(|task| !says(task, "来源"));
            ["责任单位", "责任人"].iter().all(|key| own().any(|task| says(task, key)))
        }
        Kind::Circulation => holds("纪要.发送") || holds("纪要.抄送"),
        Kind::ArchiveCover => holds("归档"),
        Kind::ArchiveCatalogue => holds("归档.起始件号") && holds("归档.机构.代码"),
        Kind::ArchiveNote => holds("归档.整理日期") || holds("归档.情况说明"),
        Kind::SupervisionLedger | Kind::MeetingRegister | Kind::Statistics => false,
        Kind::CopyRegister => level(spec).is_some() && (holds("参会人员") || holds("会议.份数")),
    };
    Kind::ALL.into_iter().filter(asked).collect()
}

/// A list of names and units is enough for 会议签到表 and does not ask for 参会人员名单, which needs posts: those of most
/// people make it wanted, so that one forgotten is said.
fn has_posts(spec: &Spec) -> bool {
    let people = list(spec, "参会人员");
    let posts = people.iter().filter(|person| says(person, "职务")).count();
    posts > 0 && 2 * posts >= people.len()
}

fn has_cards(spec: &Spec) -> bool {
    list(spec, "方案.会场").iter().filter_map(Node::text).any(|item| item.contains("席卡"))
}

fn says(node: &Node, key: &str) -> bool {
    node.get(key).is_some_and(|node| !node.is_empty())
}

fn under<'a>(spec: &'a Spec, path: &str) -> Option<&'a Node> {
    let found = path.split('.').try_fold(&spec.root, |node, key| node.get(key));
    found.filter(|node| !node.is_empty())
}

fn list<'a>(spec: &'a Spec, path: &str) -> &'a [Node] {
    under(spec, path).map_or(&[], Node::items)
}
