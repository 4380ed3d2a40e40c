//! Rules of tasks: what they refer to.

use super::{Case, Rule};
use crate::diag::{Code, Diagnostic};
use crate::kind::{Kind, Kinds};

pub(super) const RULES: &[Rule] = &[Rule { code: Code::UnknownTopic, broken: unknown_topic }];

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
            Diagnostic::new(Code::UnknownTopic, index.at, message)
                .help("「议题」写议题的序号，从1起；不属于哪个议题的，可以不写")
                .scope(Kinds::NONE.with(Kind::Minutes))
        })
        .collect()
}
