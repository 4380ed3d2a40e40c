//! Rules of counting: a meeting comes in, votes and numbers of people that do not add up go out.

use super::{Case, Rule, TELLING, fault};
use crate::check::leaf;
use crate::diag::{Code, Diagnostic};
use crate::meeting::{At, Presence, RecordedTopic, Role, Votes};
use crate::spec::Node;
use crate::spec::vocabulary::Shape;

pub(super) const RULES: &[Rule] = &[
    Rule { code: Code::AttendanceCount, broken: attendance_count },
    Rule { code: Code::VoteCount, broken: vote_count },
    Rule { code: Code::VoteNotCarried, broken: vote_not_carried },
    Rule { code: Code::VoteWithoutResult, broken: vote_without_result },
    Rule { code: Code::NoQuorum, broken: no_quorum },
];

/// Those who attend as 出席: the members, who of them came, who did not, and for how many of these somebody stood in.
struct Count {
    members: u32,
    present: u32,
    on_leave: u32,
    absent: u32,
    substitutes: u32,
}

/// `None` when it is not known of each who they are and whether they came.
fn count(meeting: &Case) -> Option<Count> {
    let people = meeting.spec.root.get("参会人员").map_or(&[][..], Node::items);
    let is_odd = |node: &Node, key: &str| {
        let entry = node.entry(key).filter(|entry| !entry.node.is_empty());
        entry.is_some_and(|entry| match (entry.field.shape, entry.node.text()) {
            (Shape::Choice(words), Some(text)) => leaf::choice(text, words).is_err(),
            _ => true,
        })
    };
    if people.iter().any(|one| is_odd(one, "身份") || is_odd(one, "状态")) {
        return None;
    }
    let mut count = Count { members: 0, present: 0, on_leave: 0, absent: 0, substitutes: 0 };
    for one in meeting.people.iter().filter(|one| one.role == Role::Member) {
        count.members += 1;
        match one.presence {
            Presence::Present | Presence::Late => count.present += 1,
            Presence::OnLeave => count.on_leave += 1,
            Presence::Absent => count.absent += 1,
        }
        let is_away = matches!(one.presence, Presence::OnLeave | Presence::Absent);
        count.substitutes += u32::from(is_away && one.substitute.name.is_some());
    }
    (count.members > 0).then_some(count)
}

fn attendance_count(meeting: &Case) -> Vec<Diagnostic> {
    let Some(Count { members, present, on_leave, absent, substitutes }) = count(meeting) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let help = "请与参会人员的「身份」「状态」核对：应到＝实到＋请假＋缺席，列席、旁听、特邀不计";
    if let Some(expected) = meeting.expected.as_ref().filter(|expected| expected.value != members) {
        let message = format!(
            "应到写的是{}人，而参会人员中出席的有{members}人（到会{present}、请假{on_leave}、缺席{absent}）",
            **expected
        );
        found.push(fault(Code::AttendanceCount, expected.at, message, help, TELLING));
    }
    let fits = present..=present + substitutes;
    if let Some(attended) = meeting.attended.as_ref().filter(|attended| !fits.contains(&attended.value)) {
        let message = format!("实到写的是{}人，而参会人员中到会的有{present}人", **attended);
        found.push(fault(Code::AttendanceCount, attended.at, message, help, TELLING));
    }
    found
}

fn voted<'m>(meeting: &'m Case) -> impl Iterator<Item = (&'m At<Votes>, &'m RecordedTopic)> {
    meeting.topics.iter().filter_map(|topic| Some((topic.votes.as_ref()?, topic)))
}

fn sum(votes: Votes) -> u32 {
    [votes.approve, votes.against, votes.abstain, votes.recuse].into_iter().fold(0, u32::saturating_add)
}

/// Votes are those of the members present; whoever stands in for one may vote or not.
fn vote_count(meeting: &Case) -> Vec<Diagnostic> {
    let Some(Count { present, substitutes, .. }) = count(meeting) else { return Vec::new() };
    voted(meeting)
        .filter(|(votes, _)| !(present..=present + substitutes).contains(&sum(votes.value)))
        .map(|(votes, _)| {
            let message = format!("表决合计{}票，而实到的出席人员是{present}人", sum(votes.value));
            let help = "同意、反对、弃权、回避合计应等于实到的出席人数（列席、旁听、特邀不参加表决），请核对票数和各人的「状态」";
            fault(Code::VoteCount, votes.at, message, help, TELLING)
        })
        .collect()
}

fn vote_not_carried(meeting: &Case) -> Vec<Diagnostic> {
    voted(meeting)
        .filter(|(votes, topic)| {
            let all = sum(votes.value).saturating_sub(votes.recuse);
            !topic.decisions.is_empty() && all > 0 && votes.approve.saturating_mul(2) <= all
        })
        .map(|(votes, _)| {
            let all = sum(votes.value).saturating_sub(votes.recuse);
            let message = format!("同意{}票，没有过参加表决{all}人的半数，却写了决定", votes.approve);
            let help = "请核对票数；没有通过的，请改写到「待解决」";
            fault(Code::VoteNotCarried, votes.at, message, help, TELLING)
        })
        .collect()
}

fn vote_without_result(meeting: &Case) -> Vec<Diagnostic> {
    voted(meeting)
        .filter(|(votes, topic)| {
            // With nothing resolved at all the element itself is missing, and said to be.
            let is_only_agreed =
                topic.decisions.is_empty() && topic.open.is_empty() && !topic.consensus.is_empty();
            is_only_agreed && votes.approve.saturating_mul(2) > sum(votes.value)
        })
        .map(|(votes, _)| {
            let message = format!("表决同意{}票，已过半数，却没有写决定", votes.approve);
            fault(Code::VoteWithoutResult, votes.at, message, "请在这个议题的「决定」写明通过了什么", TELLING)
        })
        .collect()
}

/// The meetings that may decide only when more than half of the members are there.
const DECIDING: [&str; 3] = ["党组会议", "办公会议", "全体会议"];

fn no_quorum(meeting: &Case) -> Vec<Diagnostic> {
    let Some(Count { members, present, .. }) = count(meeting) else { return Vec::new() };
    let decides = meeting.kind.as_deref().is_some_and(|kind| DECIDING.contains(&kind.as_str()));
    let first = meeting.topics.iter().find_map(|topic| topic.decisions.first());
    let Some(first) = first.filter(|_| decides && members > 1 && present * 2 <= members) else {
        return Vec::new();
    };
    let message = format!("应到{members}人，实到{present}人，没有过半数，却作了决定");
    let help = "这类会议须有过半数的人员到会才能作决定，请核对参会人员的「状态」";
    vec![fault(Code::NoQuorum, first.at, message, help, TELLING)]
}
