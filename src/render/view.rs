//! The view: a meeting comes in, what templates may name goes out, under the vocabulary's Chinese names.
//!
//! Every name is always there, empty when nothing was given, so that strict mode catches only misspelt ones.

use super::object::object;
use super::people::{self, padded};
use super::{Produced, agenda, archive, follow, prepare};
use crate::date::{Date, Moment, Time, official_length};
use crate::meeting::{
    BranchVenue, Given, Material, Materials, Meeting, Person, RecordedTopic, Speech, Text, Texts,
};
use serde_json::Value;

/// What changes as documents are made.
pub(super) const ARCHIVE: &str = "归档";

/// The view of a meeting and of the documents made of it so far.
pub(super) fn of(meeting: &Meeting, produced: &[Produced]) -> Value {
    let start = meeting.start.as_ref().map(|start| start.value);
    object!({
        "会议": object!({
            "名称": text(&meeting.title),
            "编号": text(&meeting.id),
            "届次": text(&meeting.session),
            "类型": text(&meeting.kind),
            "主题": text(&meeting.subject),
            "重要": meeting.important.as_ref().is_some_and(|important| important.value),
            "密级标志": secrecy_mark(meeting),
            "涉密": matches!(text(&meeting.secrecy), "秘密" | "机密" | "绝密"),
            "紧急程度": text(&meeting.urgency),
            "份数": number(&meeting.copies),
            "份号": copy_number(text(&meeting.copy_number)),
        }),
        "时间": time(meeting),
        "地点": text(&meeting.venue),
        "分会场": meeting.branch_venues.iter().map(branch_venue).collect::<Vec<_>>(),
        "组织": object!({
            "主办单位": text(&meeting.host),
            "承办部门": text(&meeting.organiser),
            "协办单位": texts(&meeting.co_hosts),
            "联系人": person(&meeting.contact),
        }),
        "主持人": person(&meeting.chair),
        "记录人": person(&meeting.recorder),
        "审核人": person(&meeting.reviewer),
        "参会范围": texts(&meeting.scope),
        "参会人员": people::view(meeting),
        "议程": agenda::view(meeting, start),
        "预期成果": texts(&meeting.outcomes),
        "材料": materials(&meeting.materials),
        "要求": texts(&meeting.requirements),
        "通知": notice(meeting),
        "记录": object!({
            "议题": meeting.topics.iter().map(|topic| recorded_topic(topic, meeting)).collect::<Vec<_>>(),
            "散会": meeting.closed.as_ref().map(|moment| moment.to_string()),
            "散会时刻": meeting.closed.as_ref().and_then(|closed| closed.time).map(Time::official),
            "整理日期": date(&meeting.written),
            "审核日期": date(&meeting.reviewed),
            "表决议题": meeting.topics.iter().filter(|topic| topic.votes.is_some()).map(|topic| recorded_topic(topic, meeting)).collect::<Vec<_>>(),
        }),
        "方案": prepare::plan(meeting),
        "审批": prepare::approval(meeting),
        "督办": follow::supervision(meeting, minutes_date(meeting).as_deref()),
        "纪要": minutes(meeting),
        "任务": follow::tasks(meeting),
        ARCHIVE: archive::view(meeting, produced),
        "登记": register(meeting),
        "用语": meeting.house.phrases().map(|(name, text)| (name.to_owned(), text.into())).collect::<serde_json::Map<_, _>>(),
    })
}

pub(super) fn text(value: &Text) -> &str {
    value.as_ref().map_or("", |text| text.value.as_str())
}

pub(super) fn texts(values: &Texts) -> Vec<&str> {
    values.iter().map(|text| text.value.as_str()).collect()
}

pub(super) fn number(value: &Given<u32>) -> Option<u32> {
    value.as_ref().map(|number| number.value)
}

pub(super) fn date(value: &Given<Date>) -> Option<String> {
    value.as_ref().map(|date| date.value.to_string())
}

fn moment(value: &Given<Moment>) -> Option<String> {
    value.as_ref().map(|moment| moment.value.to_string())
}

/// `000001`: six digits (GB/T 9704-2012 7.2.1); what is not a number stays as it was typed.
fn copy_number(number: &str) -> String {
    let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    if is_number { format!("{number:0>6}") } else { number.to_owned() }
}

/// The rows on which copies are handed out: one for each copy, or for each person where there is no number of copies.
fn register(meeting: &Meeting) -> Vec<Value> {
    let first = text(&meeting.copy_number).parse::<usize>().unwrap_or(1);
    let copies =
        number(&meeting.copies).map(|copies| usize::try_from(copies).unwrap_or(MOST_ROWS).min(MOST_ROWS));
    let person = |at: usize| meeting.people.get(at).map(|one| &one.person);
    (0..copies.unwrap_or(meeting.people.len()))
        .map(|at| {
            object!({
                "序号": at + 1,
                "份号": copies.map_or_else(String::new, |_| copy_number(&(first + at).to_string())),
                "姓名栏": person(at).map_or_else(String::new, |person| padded(text(&person.name))),
                "单位": person(at).map_or("", |person| text(&person.unit)),
            })
        })
        .collect()
}

/// Rows of a register that are written out.
const MOST_ROWS: usize = 1_000;

/// `机密★10年`; nothing for 非密, the plain word for 内部 (GB/T 9704-2012 7.2.2).
pub(super) fn secrecy_mark(meeting: &Meeting) -> Option<String> {
    match text(&meeting.secrecy) {
        "" | "非密" => None,
        "内部" => Some("内部".to_owned()),
        level => match text(&meeting.secrecy_period) {
            "" => Some(level.to_owned()),
            period => Some(format!("{level}★{period}")),
        },
    }
}

fn time(meeting: &Meeting) -> Value {
    let start = meeting.start.as_ref().map(|start| start.value);
    let end = meeting.end.as_ref().map(|end| end.value);
    let registration = meeting.registration.as_ref().map(|moment| moment.value);
    object!({
        "开始": moment(&meeting.start),
        "结束": moment(&meeting.end),
        "报到": moment(&meeting.registration),
        "全文": start.map(|start| full_time(start, end, &meeting.length)),
        "会期": agenda::length_words(meeting, start, end),
        "半天": start.and_then(|start| start.time).map(crate::date::Time::half_day),
        // On the day of the meeting the time alone is enough.
        "报到全文": registration.map(|moment| match (moment.time, start) {
            (Some(time), Some(start)) if start.date == moment.date => time.official(),
            _ => moment.official(),
        }),
    })
}

/// The time, with how long it lasts where that is all that is known of the end.
fn full_time(start: Moment, end: Option<Moment>, length: &Given<u32>) -> String {
    let time = start.official_until(end);
    match (end, length) {
        (None, Some(length)) => format!("{time}，会期{}", official_length(length.value)),
        _ => time,
    }
}

fn person(person: &Person) -> Value {
    let (unit, post, name) = (text(&person.unit), text(&person.post), text(&person.name));
    object!({
        "姓名": name,
        "单位": unit,
        "职务": post,
        "电话": text(&person.phone),
        "全称": format!("{unit}{post}{name}"),
    })
}

fn branch_venue(venue: &BranchVenue) -> Value {
    object!({
        "名称": text(&venue.title),
        "调试": venue.rehearsal.as_ref().map(|rehearsal| rehearsal.value.official()),
    })
}

fn materials(materials: &Materials) -> Value {
    let each: Vec<Value> = match materials {
        Materials::Unsaid | Materials::None => Vec::new(),
        Materials::Some(materials) => materials.iter().map(material).collect(),
    };
    let titles: Vec<&str> = each.iter().filter_map(|each| each["名称"].as_str()).collect();
    object!({ "有": !each.is_empty(), "题名": titles.join("；"), "各件": each })
}

fn material(material: &Material) -> Value {
    let mut notes = Vec::new();
    notes.extend(material.provider.as_ref().map(|unit| format!("{}提供", unit.value)));
    notes.extend(material.copies.as_ref().map(|copies| format!("{}份", copies.value)));
    if material.in_advance.as_ref().is_some_and(|flag| flag.value) {
        notes.push("会前分发".to_owned());
    }
    object!({ "名称": text(&material.title), "说明": notes.join("，") })
}

fn notice(meeting: &Meeting) -> Value {
    let notice = &meeting.notice;
    let annexes = texts(&notice.annexes);
    let mut requirements = texts(&meeting.requirements);
    requirements.extend(notice.leave.as_ref().map(|leave| leave.value.as_str()));
    let is_upward = notice.upward.as_ref().is_some_and(|upward| upward.value);
    let organs = organs(meeting);
    object!({
        "标题": notice_title(&organs, text(&meeting.title)),
        "缘由": text(&notice.reason),
        "文号": text(&notice.number),
        "主送": texts(&notice.to),
        "抄送": texts(&notice.copy_to),
        "日期": date(&notice.date),
        "回执截止": moment(&notice.reply_by),
                "回执": reply_slip(&annexes),
        "附件": annexes,
        "请假办法": text(&notice.leave),
        "上行文": is_upward,
        "签发人": if is_upward { texts(&notice.issuers) } else { Vec::new() },
        "格式": if text(&notice.format) == "信函" { "letter" } else { "document" },
        "标志": marks(meeting, &organs),
        "发文机关": organs,
        "用印": notice.seal.as_ref().is_none_or(|seal| seal.value),
        "各项要求": requirements,
    })
}

/// The title of the notice of a meeting.
pub(super) fn notice_name(meeting: &Meeting) -> String {
    notice_title(&organs(meeting), text(&meeting.title))
}

/// The organs that issue the notice, the host first.
fn organs(meeting: &Meeting) -> Vec<&str> {
    let notice = &meeting.notice;
    let own = meeting.house.signature.as_deref().unwrap_or_else(|| text(&meeting.host));
    let host = notice.signed_by.as_ref().map_or(own, |organ| organ.value.as_str());
    let mut organs = vec![host];
    organs.extend(texts(&notice.jointly_with).into_iter().filter(|organ| *organ != host));
    organs
}

/// 发文机关标志: the unit's own, unless another organ's name is signed; then the organs that issue it.
fn marks<'m>(meeting: &'m Meeting, organs: &[&'m str]) -> Vec<&'m str> {
    let own = meeting.house.notice_mark.as_deref().filter(|_| meeting.notice.signed_by.is_none());
    let mut marks = organs.to_vec();
    if let (Some(own), Some(first)) = (own, marks.first_mut()) {
        *first = own;
    }
    marks
}

/// `某局关于召开某会的通知`; a meeting named after its host does not say the name twice. Two organs are both named,
/// of more the first: so the text still begins on the first page.
fn notice_title(organs: &[&str], title: &str) -> String {
    let host = organs.first().copied().unwrap_or_default();
    let meeting = title.strip_prefix(host).filter(|rest| !rest.is_empty()).unwrap_or(title);
    let issuing =
        if organs.len() > 2 { format!("{host}等{}部门", organs.len()) } else { organs.join("　") };
    format!("{issuing}关于召开{meeting}的通知")
}

/// The label of the annex that is the reply slip: 附件, or 附件2 where there are several.
fn reply_slip(annexes: &[&str]) -> Option<String> {
    let at = annexes.iter().position(|annex| annex.contains("回执"))?;
    Some(if annexes.len() == 1 { "附件".to_owned() } else { format!("附件{}", at + 1) })
}

fn recorded_topic(topic: &RecordedTopic, meeting: &Meeting) -> Value {
    let speaker = text(&topic.speaker);
    let known = meeting.people.iter().find(|attendee| text(&attendee.person.name) == speaker);
    let unit = known.map_or("", |attendee| text(&attendee.person.unit));
    object!({
        "题目": text(&topic.topic),
        "汇报人": speaker,
        // Clerks often write the sentence themselves, at the head of the views.
        "汇报": if opens_with_report(topic) { String::new() } else { format!("{unit}{speaker}") },
        "会议意见": texts(&topic.views),
        "不同意见": texts(&topic.dissent),
        "发言": topic.speeches.iter().map(speech).collect::<Vec<_>>(),
        "汇报单位姓名": format!("{unit}{speaker}"),
        "议决": !(topic.decisions.is_empty() && topic.consensus.is_empty() && topic.open.is_empty()),
        "决定": texts(&topic.decisions),
        "唯一决定": if let [only] = topic.decisions.as_slice() { only.value.as_str() } else { "" },
        "共识": texts(&topic.consensus),
        "待解决": texts(&topic.open),
        "表决": topic.votes.as_ref().map(|votes| {
            let counts = [("同意", votes.approve), ("反对", votes.against), ("弃权", votes.abstain)];
            let mut parts: Vec<String> =
                counts.iter().map(|(word, count)| format!("{word}{count}票")).collect();
            if votes.recuse > 0 {
                parts.push(format!("回避{}人", votes.recuse));
            }
            parts.join("，")
        }),
    })
}

fn speech(speech: &Speech) -> Value {
    object!({ "姓名": text(&speech.name), "要点": text(&speech.points) })
}

fn opens_with_report(topic: &RecordedTopic) -> bool {
    let first = topic.views.first().map_or("", |view| view.value.as_str());
    ["会议听取", "会议审议", "会议传达", "会议研究", "会议学习"].iter().any(|head| first.starts_with(head))
}

/// The day the minutes bear: that of printing, else of review, else of writing.
fn minutes_date(meeting: &Meeting) -> Option<String> {
    date(&meeting.minutes.date).or_else(|| date(&meeting.reviewed)).or_else(|| date(&meeting.written))
}

/// Who gets the minutes, a row each.
fn distribution(meeting: &Meeting) -> Value {
    let minutes = &meeting.minutes;
    let rows = [("分送", texts(&minutes.to)), ("抄送", texts(&minutes.copy_to))];
    let all = rows.iter().flat_map(|(way, units)| units.iter().map(move |unit| (way, unit)));
    all.zip(1..).map(|((way, unit), at)| object!({ "序号": at, "对象": *unit, "方式": *way })).collect()
}

fn minutes(meeting: &Meeting) -> Value {
    let minutes = &meeting.minutes;
    let title = text(&meeting.title);
    let numbers: Vec<&str> =
        [text(&minutes.issue), text(&minutes.number)].into_iter().filter(|part| !part.is_empty()).collect();
    let editor = if text(&meeting.organiser).is_empty() { &meeting.host } else { &meeting.organiser };
    object!({
        "标题": if title.ends_with("纪要") { title.to_owned() } else { format!("{title}纪要") },
        "标志": meeting.house.minutes_mark.clone().unwrap_or_else(|| format!("{}会议纪要", text(&meeting.host))),
        "文号": text(&minutes.number),
        "期号": text(&minutes.issue),
        "编号": numbers.join("　"),
        "编印单位": text(editor),
        "日期": minutes_date(meeting),
        "分发": distribution(meeting),
        "发送": texts(&minutes.to),
        "抄送": texts(&minutes.copy_to),
    })
}
