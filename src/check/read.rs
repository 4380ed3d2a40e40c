//! The spec tree as a `Meeting`: nodes come in, valid values with their nodes go out; what is invalid is left out in silence.
//!
//! What is left out here is reported by `values`, which walks the same tree with the same leaves.

use super::leaf;
use super::people::Roll;
use super::take::Take;
use super::values::When;
use crate::meeting::{
    AgendaItem, Approval, Archive, ArchivedFile, Attendee, BranchVenue, Duty, Material, Materials, Meeting,
    Minutes, Notice, Order, Person, Plan, Presence, RecordedTopic, Role, Seating, Speech, Task,
};
use crate::meeting::{At, Given, Votes};
use crate::spec::{Node, Spec, Value};

/// Everything of the spec that is valid.
pub(super) fn meeting(spec: &Spec, when: When) -> Meeting {
    let top = Take::new(&spec.root, when);
    let people: Vec<Attendee> = top.list("参会人员").map(attendee).collect();
    let person = |key| Roll::new(&people).complete(top.under(key).map(person).unwrap_or_default());
    let (chair, recorder, reviewer) = (person("主持人"), person("记录人"), person("审核人"));
    let mut meeting = Meeting {
        venue: top.text("地点"),
        scope: top.texts("参会范围"),
        people,
        order: order(&top),
        agenda: top.list("议程").map(agenda_item).collect(),
        branch_venues: top.list("分会场").map(branch_venue).collect(),
        outcomes: top.texts("预期成果"),
        materials: materials(&top),
        requirements: top.texts("要求"),
        notice: top.under("通知").map(notice).unwrap_or_default(),
        plan: top.under("方案").map(plan).unwrap_or_default(),
        approvals: top.list("审批").map(approval).collect(),
        minutes: top.under("纪要").map(minutes).unwrap_or_default(),
        tasks: top.list("任务").map(task).collect(),
        archive: top.under("归档").map(archive).unwrap_or_default(),
        chair,
        recorder,
        reviewer,
        ..Meeting::default()
    };
    basics(&top, &mut meeting);
    record(&top, &mut meeting);
    meeting
}

fn basics(top: &Take, meeting: &mut Meeting) {
    if let Some(it) = top.under("会议") {
        meeting.title = it.text("名称");
        meeting.id = it.text("编号");
        meeting.session = it.text("届次");
        meeting.kind = it.choice("类型");
        meeting.subject = it.text("主题");
        meeting.important = it.flag("重要");
        meeting.secrecy = it.choice("密级");
        meeting.secrecy_period = it.text("保密期限");
        meeting.copies = it.number("份数");
        meeting.copy_number = it.text("份号");
        meeting.urgency = it.choice("紧急程度");
    }
    let When { start, end, length, .. } = top.when();
    meeting.start = start.map(|(value, at)| At { value, at });
    meeting.end = end.map(|(value, at)| At { value, at });
    let on_the_line = length.map(|(value, at)| At { value, at });
    meeting.length = top.under("时间").and_then(|it| it.duration("会期")).or(on_the_line);
    meeting.registration = top.under("时间").and_then(|it| it.moment("报到"));
    if let Some(it) = top.under("组织") {
        meeting.host = it.text("主办单位");
        meeting.organiser = it.text("承办部门");
        meeting.co_hosts = it.texts("协办单位");
        meeting.contact = it.under("联系人").map(person).unwrap_or_default();
    }
}

fn record(top: &Take, meeting: &mut Meeting) {
    if let Some(it) = top.under("记录") {
        meeting.topics = it.list("议题").map(recorded_topic).collect();
        meeting.expected = it.number("应到");
        meeting.attended = it.number("实到");
        let decided = it.list("议题").zip(1..).flat_map(|(topic, number)| decided(&topic, number));
        meeting.tasks.extend(decided);
        meeting.closed = it.moment("散会");
        meeting.written = it.date("整理日期");
        meeting.reviewed = it.date("审核日期");
    }
}

fn person(it: Take) -> Person {
    Person {
        name: it.name("姓名"), unit: it.text("单位"), post: it.text("职务"), phone: it.text("电话")
    }
}

fn order(top: &Take) -> Order {
    match top.choice("排序").as_deref().map(String::as_str) {
        Some("姓氏笔画") => Order::Strokes,
        _ => Order::Given,
    }
}

fn attendee(it: Take) -> Attendee {
    let role = match it.choice("身份").as_deref().map(String::as_str) {
        Some("列席") => Role::Observer,
        Some("旁听") => Role::Auditor,
        Some("特邀") => Role::Guest,
        _ => Role::Member,
    };
    let presence = match it.choice("状态").as_deref().map(String::as_str) {
        Some("迟到") => Presence::Late,
        Some("请假") => Presence::OnLeave,
        Some("缺席") => Presence::Absent,
        _ => Presence::Present,
    };
    Attendee {
        at: it.at(),
        role,
        presence,
        reason: it.text("事由"),
        substitute: it.under("代会人").map(person).unwrap_or_default(),
        remark: it.text("备注"),
        person: person(it),
    }
}

fn branch_venue(it: Take) -> BranchVenue {
    BranchVenue { at: it.at(), title: it.text("名称"), rehearsal: it.moment("调试时间") }
}

fn agenda_item(it: Take) -> AgendaItem {
    let time = it.agenda_time("时间");
    AgendaItem {
        at: it.at(),
        topic: it.text("议题"),
        day: time.day,
        time: time.start,
        minutes: it.duration("时长").or(time.minutes),
        speaker: it.name("汇报人"),
        speaker_unit: it.text("汇报单位"),
        observers: it.texts("列席"),
    }
}

fn materials(top: &Take) -> Materials {
    let items: Vec<Take> = top.list("材料").collect();
    let says_none = |it: &Take| {
        it.text("无").is_some()
            || it.text("名称").is_some_and(|title| matches!(title.as_str(), "无" | "没有"))
    };
    match items.as_slice() {
        [] => Materials::Unsaid,
        [one] if says_none(one) => Materials::None,
        _ => Materials::Some(items.iter().filter(|it| !says_none(it)).map(material).collect()),
    }
}

fn material(it: &Take) -> Material {
    Material {
        title: it.text("名称"),
        copies: it.number("份数"),
        pages: it.number("页数"),
        provider: it.text("提供单位"),
        in_advance: it.flag("会前分发"),
    }
}

fn notice(it: Take) -> Notice {
    Notice {
        reason: it.text("缘由"),
        number: it.text("文号"),
        to: it.texts("主送"),
        copy_to: it.texts("抄送"),
        date: it.date("日期"),
        reply_by: it.moment("回执截止"),
        annexes: it.texts("附件"),
        leave: it.text("请假办法"),
        signed_by: it.text("署名"),
        issuers: it.names("签发人"),
        upward: it.flag("上行文"),
        jointly_with: it.texts("联合发文"),
        format: it.choice("格式"),
        seal: it.flag("用印"),
    }
}

fn plan(it: Take) -> Plan {
    Plan {
        basis: it.text("依据"),
        budget: it.text("经费"),
        duties: it.list("分工").map(duty).collect(),
        venue_items: it.texts("会场"),
        secrecy_measures: it.texts("保密措施"),
        date: it.date("日期"),
        seating: match it.choice("座次").as_deref().map(String::as_str) {
            Some("左为上") => Seating::LeftFirst,
            _ => Seating::AsListed,
        },
        on_platform: it.number("主席台人数"),
    }
}

fn duty(it: Take) -> Duty {
    Duty {
        at: it.at(),
        task: it.text("事项"),
        group: it.text("组别"),
        unit: it.text("责任部门"),
        owner: it.name("责任人"),
        due: it.moment("完成时限"),
    }
}

fn approval(it: Take) -> Approval {
    Approval {
        at: it.at(),
        step: it.text("环节"),
        opinion: it.text("意见"),
        name: it.name("姓名"),
        date: it.date("日期"),
    }
}

fn recorded_topic(it: Take) -> RecordedTopic {
    RecordedTopic {
        at: it.at(),
        topic: it.text("题目"),
        speaker: it.name("汇报人"),
        speeches: it
            .list("发言")
            .map(|it| Speech { name: it.name("姓名"), points: it.text("要点") })
            .collect(),
        views: it.texts("会议意见"),
        dissent: it.texts("不同意见"),
        decisions: it.list("决定").filter_map(|it| it.text("事项")).collect(),
        consensus: it.texts("共识"),
        open: it.texts("待解决"),
        votes: it.node("表决").and_then(|node| votes(node, it.when())),
    }
}

fn votes(node: &Node, when: When) -> Given<Votes> {
    let counts = match &node.value {
        Value::Text(text) => leaf::votes(text).ok()?,
        Value::Map(_) => {
            let it = Take::new(node, when);
            let words = ["同意", "反对", "弃权", "回避"];
            // A vote of which one number cannot be read has no sum.
            if words.iter().any(|key| it.text(key).is_some() && it.number(key).is_none()) {
                return None;
            }
            words.map(|key| it.number(key).map(|count| count.value))
        }
        _ => return None,
    };
    if counts.iter().all(Option::is_none) {
        return None;
    }
    let [approve, against, abstain, recuse] = counts.map(Option::unwrap_or_default);
    Some(At { value: Votes { approve, against, abstain, recuse }, at: node.id })
}

fn minutes(it: Take) -> Minutes {
    Minutes {
        number: it.text("文号"),
        issue: it.text("期号"),
        date: it.date("日期"),
        to: it.texts("发送"),
        copy_to: it.texts("抄送"),
    }
}

fn task(it: Take) -> Task {
    Task {
        at: it.at(),
        task: it.text("事项"),
        unit: it.text("责任单位"),
        owner: it.name("责任人"),
        co_units: it.texts("协办单位"),
        due: it.date("时限"),
        topic: it.number("议题"),
        progress: it.text("进展"),
        status: it.choice("状态"),
        done: it.date("办结日期"),
        evidence: it.text("佐证"),
        leader: it.name("分管领导"),
        number: it.text("编号"),
        origin: it.text("来源"),
        remark: it.text("备注"),
    }
}

/// The decisions of a topic that say who does it or by when are tasks, and need not be written as such again.
fn decided(topic: &Take, number: u32) -> Vec<Task> {
    let is_task = |it: &Take| ["责任单位", "责任人", "时限"].iter().any(|key| it.node(key).is_some());
    topic
        .list("决定")
        .filter(is_task)
        .map(|it| Task { topic: Some(At { value: number, at: it.at() }), ..task(it) })
        .collect()
}

fn archive(it: Take) -> Archive {
    let office = it.under("机构");
    Archive {
        fonds: it.text("全宗号"),
        fonds_name: it.text("全宗名称"),
        year: it.year("年度"),
        retention: it.choice("保管期限"),
        office: office.as_ref().and_then(|office| office.text("名称")),
        office_code: office.as_ref().and_then(|office| office.text("代码")),
        title: it.text("题名"),
        first_item: it.number("起始件号"),
        box_number: it.text("盒号"),
        arrangement: it.choice("整理方式"),
        class: it.text("类目名称"),
        inventory: it.text("目录号"),
        volume: it.text("案卷号"),
        filed_by: it.name("整理人"),
        checked_by: it.name("检查人"),
        filed_on: it.date("整理日期"),
        checked_on: it.date("检查日期"),
        note: it.text("情况说明"),
        files: it.list("文件").map(archived_file).collect(),
        digest: None,
    }
}

fn archived_file(it: Take) -> ArchivedFile {
    ArchivedFile {
        at: it.at(),
        title: it.text("题名"),
        author: it.text("责任者"),
        number: it.text("文号"),
        date: it.date("日期"),
        pages: it.number("页数"),
        secrecy: it.choice("密级"),
        category: it.text("类别"),
        none: it.text("无"),
        paths: it.texts("路径"),
        medium: it.choice("载体"),
        remark: it.text("备注"),
    }
}
