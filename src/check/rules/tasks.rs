//! Rules of tasks: a meeting comes in, tasks that refer to nothing, to nobody or twice, and decisions nobody carries out go out.

use super::{Case, Rule, TELLING, fault};
use crate::check::leaf::shortened;
use crate::diag::{Code, Diagnostic};
use crate::meeting::{At, RecordedTopic, Text};

pub(super) const RULES: &[Rule] = &[
    Rule { code: Code::UnknownTopic, broken: unknown_topic },
    Rule { code: Code::UnitNotAtMeeting, broken: unit_not_at_meeting },
    Rule { code: Code::CoUnitIsLead, broken: co_unit_is_lead },
    Rule { code: Code::DuplicateTask, broken: duplicate_task },
    Rule { code: Code::DecisionWithoutTask, broken: decision_without_task },
];

fn unknown_topic(meeting: &Case) -> Vec<Diagnostic> {
    let (count, list) = match (meeting.topics.len(), meeting.agenda.len()) {
        (0, count) => (count, "议程"),
        (count, _) => (count, "会议记录"),
    };
    let indices = meeting.tasks.iter().filter_map(|task| task.topic.as_ref());
    indices
        .filter(|index| !(1..=count).contains(&usize::try_from(index.value).unwrap_or(usize::MAX)))
        .map(|index| {
            let message = format!("任务来自第{}个议题，而{list}中有{count}个议题", **index);
            let help = "「议题」写议题的序号，从1起；不属于哪个议题的，可以不写";
            fault(Code::UnknownTopic, index.at, message, help, TELLING)
        })
        .collect()
}

/// Everything the meeting says of units; a unit in none of it is a stranger.
fn known_units<'m>(meeting: &'m Case) -> Vec<&'m str> {
    let singles = [&meeting.host, &meeting.organiser]
        .into_iter()
        .chain(meeting.people.iter().map(|one| &one.person.unit));
    let agenda = meeting.agenda.iter().map(|item| &item.speaker_unit);
    let singles = singles.chain(agenda).filter_map(Option::as_ref);
    let notice = &meeting.notice;
    let lists = [
        &meeting.co_hosts,
        &meeting.scope,
        &notice.to,
        &notice.copy_to,
        &notice.jointly_with,
        &meeting.minutes.to,
        &meeting.minutes.copy_to,
    ];
    singles.chain(lists.into_iter().flatten()).map(|unit| unit.value.as_str()).collect()
}

/// 科, 处 and the like of the host's own house need not be named elsewhere.
fn is_internal(unit: &str) -> bool {
    unit.ends_with(['科', '处', '股', '室', '组'])
}

/// What stands for many: 各县（区）, 有关单位.
fn is_collective(unit: &str) -> bool {
    ["各", "有关", "相关", "其他"].iter().any(|word| unit.contains(word))
}

fn is_known(unit: &str, known: &[&str]) -> bool {
    // 市财政局 and 云澜市财政局 are one: the longer holds the shorter.
    known.iter().any(|other| other.contains(unit) || unit.contains(*other))
}

fn unit_not_at_meeting(meeting: &Case) -> Vec<Diagnostic> {
    let known = known_units(meeting);
    // Without a list of people nobody can be said not to have been there.
    if meeting.people.is_empty() || meeting.people.iter().any(|one| one.person.unit.is_none()) {
        return Vec::new();
    }
    let own = meeting.tasks.iter().filter(|task| !task.is_carried());
    let units = own.filter_map(|task| task.unit.as_ref());
    units
        .filter(|unit| {
            !unit
                .split(['、', '，', '；'])
                .all(|one| is_known(one, &known) || is_internal(one) || is_collective(one))
        })
        .map(|unit| {
            let message = format!("责任单位「{}」没有参加会议，也不在发文范围之内", shortened(unit));
            let help =
                "请核对单位名称，与参会人员的「单位」写法一致；确由会外单位承办的，请写入纪要的「发送」";
            fault(Code::UnitNotAtMeeting, unit.at, message, help, TELLING)
        })
        .collect()
}

fn co_unit_is_lead(meeting: &Case) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for task in &meeting.tasks {
        let Some(lead) = &task.unit else { continue };
        for unit in task.co_units.iter().filter(|unit| unit.value == lead.value) {
            let message = format!("「{}」既是责任单位，又是协办单位", **unit);
            found.push(
                fault(Code::CoUnitIsLead, unit.at, message, "请从「协办单位」中删去", TELLING)
                    .related("责任单位在此", lead.at),
            );
        }
    }
    found
}

fn duplicate_task(meeting: &Case) -> Vec<Diagnostic> {
    let same = |one: &Text, other: &Text| one.as_deref() == other.as_deref();
    let mut found = Vec::new();
    for (at, task) in meeting.tasks.iter().enumerate().filter(|(_, task)| !task.is_carried()) {
        let Some(name) = &task.task else { continue };
        let first = meeting
            .tasks
            .iter()
            .take(at)
            .filter(|other| !other.is_carried())
            .find(|other| same(&other.task, &task.task) && same(&other.unit, &task.unit));
        let Some(first) = first.and_then(|first| first.task.as_ref()) else { continue };
        let message = format!("任务「{}」写了两次", shortened(name));
        found.push(
            fault(Code::DuplicateTask, name.at, message, "请删去重复的一项", TELLING)
                .related("第一次写在此", first.at),
        );
    }
    found
}

/// Decisions that are done when they are made.
const DONE: [&str; 7] = ["原则同意", "同意", "通过", "审议通过", "批准", "不同意", "否决"];

/// Whether a decision itself says who acts and by when.
fn is_assigned(decision: &str) -> bool {
    let who = decision.contains('由') || ["负责", "牵头", "承办"].iter().any(|word| decision.contains(word));
    let when = decision.contains(['前', '内', '底']) || decision.contains('日') || decision.contains("自");
    who && when
}

fn decision_without_task(meeting: &Case) -> Vec<Diagnostic> {
    let known = 1..=u32::try_from(meeting.topics.len()).unwrap_or(u32::MAX);
    let is_taken_up = |number: usize| {
        meeting.tasks.iter().filter(|task| !task.is_carried()).any(|task| match task.topic.as_deref() {
            Some(topic) if known.contains(topic) => {
                usize::try_from(*topic).is_ok_and(|topic| topic == number)
            }
            _ => true, // it may come from any topic
        })
    };
    let topics = meeting.topics.iter().zip(1..).filter(|(_, number)| !is_taken_up(*number));
    let open = |(topic, _): (&RecordedTopic, usize)| {
        let decision: &At<String> = topic
            .decisions
            .iter()
            .find(|decision| !DONE.iter().any(|word| decision.starts_with(word)) && !is_assigned(decision))?;
        let message = format!("决定「{}」没有写明由谁办、何时办完，也没有对应的任务", shortened(decision));
        let help = "请在「任务」里加一项，写明责任单位、完成时限和「议题」序号；不需要落实的，可以不理会";
        Some(fault(Code::DecisionWithoutTask, decision.at, message, help, TELLING))
    };
    topics.filter_map(open).collect()
}
