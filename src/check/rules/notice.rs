//! Rules of the notice as a paper: a meeting comes in, recipients, issuers, annexes and copies that do not fit go out.

use super::{CALLING, Case, Rule, fault};
use crate::check::leaf::shortened;
use crate::diag::{Code, Diagnostic};
use crate::meeting::{At, Material, Materials, Text};

pub(super) const RULES: &[Rule] = &[
    Rule { code: Code::TitleWithPaper, broken: title_with_paper },
    Rule { code: Code::RecipientTwice, broken: recipient_twice },
    Rule { code: Code::SelfAddressed, broken: self_addressed },
    Rule { code: Code::JointHostTwice, broken: joint_host_twice },
    Rule { code: Code::UpwardWithoutIssuer, broken: upward_without_issuer },
    Rule { code: Code::UpwardToSeveral, broken: upward_to_several },
    Rule { code: Code::MissingAnnex, broken: missing_annex },
    Rule { code: Code::ReplyDateMismatch, broken: reply_date_mismatch },
    Rule { code: Code::TooFewCopies, broken: too_few_copies },
];

/// Names of papers that are put behind the meeting's own by the templates.
const PAPERS: [&str; 5] = ["的通知", "会议纪要", "签到表", "会议通知", "会议记录"];

fn title_with_paper(meeting: &Case) -> Vec<Diagnostic> {
    let Some(title) = &meeting.title else { return Vec::new() };
    let paper = PAPERS.iter().find(|paper| title.ends_with(**paper));
    let what = match paper {
        Some(paper) => format!("以「{paper}」结尾"),
        None if title.starts_with("关于召开") => "以「关于召开」开头".to_owned(),
        None => return Vec::new(),
    };
    let message = format!("会议名称{what}，标题会写成「关于召开……的通知的通知」这样");
    let help = "「名称」只写会议本身的名称，如「第四季度安全生产工作推进会」";
    vec![fault(Code::TitleWithPaper, title.at, message, help, &crate::kind::Kind::ALL)]
}

fn recipient_twice(meeting: &Case) -> Vec<Diagnostic> {
    let to = meeting.notice.to.iter().map(|one| (one, "主送"));
    let copies = meeting.notice.copy_to.iter().map(|one| (one, "抄送"));
    let all: Vec<(&At<String>, &str)> = to.chain(copies).collect();
    let mut found = Vec::new();
    for (at, (unit, list)) in all.iter().enumerate() {
        let Some((first, first_list)) = all.iter().take(at).find(|(other, _)| other.value == unit.value)
        else {
            continue;
        };
        let message = if list == first_list {
            format!("{list}中「{}」写了两次", unit.value)
        } else {
            format!("「{}」已经主送，又写在抄送里", unit.value)
        };
        let help = "一件公文对一个单位只发一次，请删去一处";
        found.push(
            fault(Code::RecipientTwice, unit.at, message, help, CALLING).related("第一次写在此", first.at),
        );
    }
    found
}

fn self_addressed(meeting: &Case) -> Vec<Diagnostic> {
    let Some(host) = &meeting.host else { return Vec::new() };
    let own = meeting.notice.to.iter().filter(|unit| unit.value == host.value);
    own.map(|unit| {
        let message = format!("通知由「{}」发出，又主送「{}」自己", **host, **unit);
        fault(Code::SelfAddressed, unit.at, message, "请从「主送」中删去发文机关自己", CALLING)
    })
    .collect()
}

fn joint_host_twice(meeting: &Case) -> Vec<Diagnostic> {
    let Some(host) = &meeting.host else { return Vec::new() };
    let again = meeting.notice.jointly_with.iter().filter(|organ| organ.value == host.value);
    again
        .map(|organ| {
            let message = format!("「联合发文」中又写了主办单位「{}」，发文机关标志会印两次", **organ);
            let help = "「联合发文」只写其他机关，主办单位自动排在最前";
            fault(Code::JointHostTwice, organ.at, message, help, CALLING)
        })
        .collect()
}

/// An upward document names who signed it (GB/T 9704-2012 7.2.6).
fn upward_without_issuer(meeting: &Case) -> Vec<Diagnostic> {
    let notice = &meeting.notice;
    let Some(upward) = notice.upward.as_ref().filter(|upward| upward.value && notice.issuers.is_empty())
    else {
        return Vec::new();
    };
    let help = "上行文应当标注签发人，请在「通知」里写「签发人」";
    vec![fault(Code::UpwardWithoutIssuer, upward.at, "上行文没有写签发人", help, CALLING)]
}

fn upward_to_several(meeting: &Case) -> Vec<Diagnostic> {
    let notice = &meeting.notice;
    let is_upward = notice.upward.as_ref().is_some_and(|upward| upward.value);
    let Some(second) = notice.to.get(1).filter(|_| is_upward) else { return Vec::new() };
    let message = format!("上行文主送了{}个机关，原则上只主送一个上级机关", notice.to.len());
    vec![fault(
        Code::UpwardToSeveral,
        second.at,
        message,
        "需要同时送其他上级机关的，请写到「抄送」",
        CALLING,
    )]
}

/// The texts of a notice that may speak of its annexes.
fn texts<'m>(meeting: &'m Case) -> impl Iterator<Item = &'m At<String>> {
    let single = |text: &'m Text| text.as_ref();
    let notice = &meeting.notice;
    single(&notice.reason)
        .into_iter()
        .chain(&meeting.scope)
        .chain(&meeting.requirements)
        .chain(single(&notice.leave))
}

fn missing_annex(meeting: &Case) -> Vec<Diagnostic> {
    let annexes = &meeting.notice.annexes;
    let help = "请在「通知」的「附件」里列出，附回执的写「参会回执」；没有附件的，请改正文字";
    let has_reply = annexes.iter().any(|annex| annex.contains("回执"));
    let mut found: Vec<Diagnostic> = texts(meeting)
        .filter_map(|text| {
            let what = absent_annex(text, annexes.len(), has_reply)?;
            let message = format!("「{}」提到{what}，「附件」中却没有", shortened(text));
            Some(fault(Code::MissingAnnex, text.at, message, help, CALLING))
        })
        .collect();
    if let Some(reply) = meeting.notice.reply_by.as_ref().filter(|_| !has_reply && found.is_empty()) {
        let message = "写了回执截止时间，「附件」中却没有回执";
        found.push(fault(Code::MissingAnnex, reply.at, message, help, CALLING));
    }
    found
}

/// What a text refers to and the notice does not have.
fn absent_annex(text: &str, count: usize, has_reply: bool) -> Option<String> {
    for (_, rest) in text.match_indices("附件").map(|(at, _)| text.split_at(at)) {
        let digits: String = rest.chars().skip(2).take_while(char::is_ascii_digit).collect();
        match digits.parse::<usize>() {
            Ok(number) if number > count => return Some(format!("附件{number}")),
            Err(_) if count == 0 => return Some("附件".to_owned()),
            _ => {}
        }
    }
    if count == 0 && (text.contains("附后") || text.contains("见附表")) {
        return Some("附后的材料".to_owned());
    }
    (text.contains("回执") && !has_reply).then(|| "回执".to_owned())
}

/// A sentence about the 回执 with a day other than 回执截止.
fn reply_date_mismatch(meeting: &Case) -> Vec<Diagnostic> {
    let Some(reply) = &meeting.notice.reply_by else { return Vec::new() };
    let lines = meeting.requirements.iter().chain(&meeting.notice.leave);
    lines
        .filter_map(|text| {
            let sentence = text.split(['。', '；']).find(|sentence| sentence.contains("回执"))?;
            let day = super::prose::days(sentence).into_iter().find(|day| day.is_deadline)?;
            if (day.month, day.number) == (reply.date.month(), reply.date.day()) {
                return None;
            }
            let message =
                format!("文中要求{}月{}日前报送回执，而回执截止是{}", day.month, day.number, **reply);
            let help = "请核对两处的日期，改成一致";
            Some(
                fault(Code::ReplyDateMismatch, text.at, message, help, CALLING)
                    .related("回执截止在此", reply.at),
            )
        })
        .collect()
}

fn too_few_copies(meeting: &Case) -> Vec<Diagnostic> {
    let Materials::Some(materials) = &meeting.materials else { return Vec::new() };
    let people = meeting.people.len();
    let few = |material: &&Material| {
        let copies = material.copies.as_deref().and_then(|copies| usize::try_from(*copies).ok());
        copies.is_some_and(|copies| copies > 0 && copies < people)
    };
    materials
        .iter()
        .filter(few)
        .filter_map(|material| {
            let copies = material.copies.as_ref()?;
            let message = format!("材料只备{}份，而参会人员有{people}人", **copies);
            let help = "请核对「份数」；不必人手一份的，可以不理会";
            Some(fault(Code::TooFewCopies, copies.at, message, help, CALLING))
        })
        .collect()
}
