//! What a series of meetings keeps: the tree of one meeting comes in, the tree of the next with words on what is left to fill in goes out.

use super::super::seed::empty;
use crate::form::Hints;
use crate::spec::vocabulary::{AGENDA_ITEM, Field, Shape, TASK, TOP};
use crate::spec::{Entry, Node, NodeId, Spec, Value};

/// An open task: what was written of it, and by what the ledger knows it.
pub(super) struct Carried {
    pub(super) node: Node,
    /// 时限 in full, for a year that was left unsaid is not that of the next meeting.
    pub(super) due: Option<String>,
    pub(super) number: Option<String>,
    pub(super) origin: String,
}

/// What is taken over whole.
const KEPT: [&str; 23] = [
    "会议.类型",
    "会议.重要",
    "会议.密级",
    "会议.份数",
    "地点",
    "组织",
    "主持人",
    "记录人",
    "审核人",
    "参会范围",
    "排序",
    "通知.署名",
    "通知.主送",
    "通知.抄送",
    "通知.附件",
    "通知.签发人",
    "通知.上行文",
    "通知.联合发文",
    "通知.格式",
    "通知.用印",
    "方案.会场",
    "方案.保密措施",
    "单位包",
];

/// Lists of which one key of each item belongs to the one meeting.
const CLEARED: [(&str, &[&str]); 3] =
    [("参会人员", &["状态", "事由", "代会人"]), ("分会场", &["调试时间"]), ("方案.分工", &["完成时限"])];

/// What is kept as far as it says no day and no hour.
const UNDATED: [&str; 2] = ["要求", "通知.请假办法"];

/// What it was last time stands beside what is to be filled in.
const RECALLED: [&str; 27] = [
    "会议.编号",
    "会议.主题",
    "时间",
    "时间.开始",
    "时间.结束",
    "时间.报到",
    "时间.会期",
    "通知.缘由",
    "通知.文号",
    "通知.日期",
    "通知.回执截止",
    "方案.依据",
    "方案.经费",
    "纪要.文号",
    "纪要.期号",
    "纪要.发送",
    "纪要.抄送",
    "归档.全宗号",
    "归档.全宗名称",
    "归档.保管期限",
    "归档.机构.名称",
    "归档.机构.代码",
    "归档.起始件号",
    "归档.盒号",
    "归档.整理人",
    "归档.检查人",
    "归档.年度",
];

/// The longest that is repeated beside an element.
const MOST_RECALLED: usize = 40;

/// The tree of the next meeting, and the words beside what is left to fill in.
pub(super) fn next(spec: &Spec, carried: Vec<Carried>, kind: Option<&str>) -> (Node, Hints) {
    let mut next = Next { old: &spec.root, root: map(), hints: Hints::default() };
    next.hints.head = Some(head(spec, carried.len()));
    next.names();
    for path in KEPT {
        next.keep(path, Clone::clone);
    }
    for (path, keys) in CLEARED {
        next.keep(path, |node| cleared(node, keys));
    }
    for path in UNDATED {
        next.keep(path, undated);
    }
    if let Some(kind) = kind {
        next.set("会议.类型", text(kind));
    }
    for path in RECALLED {
        next.recall(path);
    }
    next.issue();
    next.carry(carried);
    (next.root, next.hints)
}

fn head(spec: &Spec, carried: usize) -> String {
    let old = value(&spec.root, "会议.名称").and_then(Node::text).unwrap_or("上一次会议");
    format!(
        "由「{old}」续建：单位、地点、人员等照旧，时间、编号等待填，旁边写着上次的。\n带来上次没有办结的任务{carried}项，请更新办理情况。"
    )
}

/// The words beside the people of a spec that was seeded.
const OF_PEOPLE: &str = "照上次的名单，到会情况已清空，请核对";
const OF_TASKS: &str =
    "下面是以前没有办结的：请更新进展、状态，办结的写办结日期；本次新交办的另加一项，不写来源";
const OF_AGENDA: &str = "上次有没有办结的任务，第一项先听取落实情况；请补上本次的议题";

struct Next<'s> {
    old: &'s Node,
    root: Node,
    hints: Hints,
}

impl Next<'_> {
    /// 名称 and 届次, one further where that is plain.
    fn names(&mut self) {
        let old = |path| value(self.old, path).and_then(Node::text).map(str::to_owned);
        let (title, session) = (old("会议.名称"), old("会议.届次"));
        if let Some(session) = &session {
            match one_further(session) {
                Some(next) => {
                    self.hints.put("会议.届次", &format!("上次：{session}；跨年另起的请改"));
                    self.set("会议.届次", text(&next));
                }
                None => self.hints.put("会议.届次", &format!("上次：{session}")),
            }
        }
        if let Some(title) = &title {
            let next = one_further(title);
            let how =
                if next.is_some() { "" } else { "；名称照旧，有年份、季度、月份的请改" };
            self.hints.put("会议.名称", &format!("上次：{title}{how}"));
            self.set("会议.名称", text(next.as_deref().unwrap_or(title)));
        }
    }

    fn keep(&mut self, path: &str, how: impl Fn(&Node) -> Node) {
        let kept = value(self.old, path).map(how).filter(|node| !node.is_empty());
        if path == "参会人员" && kept.is_some() {
            self.hints.put(path, OF_PEOPLE);
        }
        if let Some(kept) = kept {
            self.set(path, kept);
        }
    }

    fn recall(&mut self, path: &str) {
        let Some(old) = value(self.old, path) else { return };
        let words = match &old.value {
            Value::Text(text) => text.clone(),
            Value::List(items) => items.iter().filter_map(Node::text).collect::<Vec<_>>().join("、"),
            // A map of its own, such as 机构 as a bare name.
            Value::Map(_) | Value::Empty => return,
        };
        if words.is_empty() {
            return;
        }
        let cut: String = words.chars().take(MOST_RECALLED).collect();
        let more = if words.chars().count() > MOST_RECALLED { "……" } else { "" };
        self.hints.put(path, &format!("上次：{cut}{more}"));
    }

    /// The issue after the last one is told, not written: a spec that holds 纪要 asks for minutes.
    fn issue(&mut self) {
        let issue = value(self.old, "纪要.期号").and_then(Node::text);
        if let Some(next) = issue.and_then(one_further) {
            self.hints.put("纪要.期号", &format!("这次应为：{next}"));
        }
    }

    fn carry(&mut self, carried: Vec<Carried>) {
        if carried.is_empty() {
            return;
        }
        let topic = text("通报以往会议议定事项落实情况");
        let item = entries(AGENDA_ITEM, vec![("议题", topic)]);
        self.set("议程", list(vec![item]));
        self.hints.put("议程", OF_AGENDA);
        let tasks = carried.into_iter().map(task).collect();
        self.set("任务", list(tasks));
        self.hints.put("任务", OF_TASKS);
    }

    fn set(&mut self, path: &str, node: Node) {
        put(&mut self.root, TOP, path, node);
    }
}

/// What is still said of an open task; its topic was one of the meeting that gave it out.
fn task(carried: Carried) -> Node {
    const KEYS: [&str; 10] =
        ["事项", "责任单位", "责任人", "协办单位", "时限", "进展", "状态", "佐证", "分管领导", "备注"];
    let Carried { node, due, number, origin } = carried;
    let kept = |key| Some((key, node.get(key).filter(|node| !node.is_empty())?.clone()));
    let mut all: Vec<(&str, Node)> = KEYS.into_iter().filter_map(kept).collect();
    if let Some(((_, node), due)) = all.iter_mut().find(|(key, _)| *key == "时限").zip(due) {
        *node = text(&due);
    }
    all.extend(number.map(|number| ("编号", text(&number))));
    all.push(("来源", text(&origin)));
    entries(TASK, all)
}

/// A list without some keys of its items. What is remarked of someone who did not come is of that day too.
fn cleared(node: &Node, keys: &[&str]) -> Node {
    let item = |item: &Node| {
        let was_away = keys.contains(&"状态") && ["事由", "代会人"].iter().any(|key| item.get(key).is_some());
        let is_kept =
            |entry: &&Entry| !(keys.contains(&entry.field.key) || was_away && entry.field.key == "备注");
        match &item.value {
            Value::Map(entries) => {
                let entries = entries.iter().filter(is_kept).cloned().collect();
                Node { id: item.id, value: Value::Map(entries) }
            }
            _ => item.clone(),
        }
    };
    match &node.value {
        Value::List(items) => Node { id: node.id, value: Value::List(items.iter().map(item).collect()) },
        _ => node.clone(),
    }
}

/// Texts without those that have a digit in them: a day or an hour of last time would mislead.
fn undated(node: &Node) -> Node {
    let says_none = |node: &&Node| node.text().is_some_and(|text| !text.contains(|c: char| c.is_numeric()));
    match &node.value {
        Value::List(items) => list(items.iter().filter(says_none).cloned().collect()),
        Value::Text(_) if says_none(&node) => node.clone(),
        _ => empty(),
    }
}

/// The node of a number, wherever it is.
pub(super) fn find(node: &Node, id: NodeId) -> Option<&Node> {
    if node.id == id {
        return Some(node);
    }
    let below = node.items().iter().chain(node.entries().iter().map(|entry| &entry.node));
    below.into_iter().find_map(|below| find(below, id))
}

fn value<'n>(root: &'n Node, path: &str) -> Option<&'n Node> {
    path.split('.').try_fold(root, |node, key| node.get(key)).filter(|node| !node.is_empty())
}

fn text(text: &str) -> Node {
    Node { id: NodeId(0), value: Value::Text(text.to_owned()) }
}

fn list(items: Vec<Node>) -> Node {
    Node { id: NodeId(0), value: Value::List(items) }
}

fn map() -> Node {
    Node { id: NodeId(0), value: Value::Map(Vec::new()) }
}

/// A map of these keys of a table.
fn entries(fields: &'static [Field], nodes: Vec<(&str, Node)>) -> Node {
    let mut root = map();
    for (key, node) in nodes {
        put(&mut root, fields, key, node);
    }
    root
}

/// Puts a node at a path of maps.
fn put(root: &mut Node, fields: &'static [Field], path: &str, node: Node) {
    let (key, rest) = path.split_once('.').map_or((path, None), |(key, rest)| (key, Some(rest)));
    let Some(field) = fields.iter().find(|field| field.key == key) else { return };
    let Value::Map(entries) = &mut root.value else { return };
    let at = entries.iter().position(|entry| entry.field.key == key).unwrap_or_else(|| {
        entries.push(Entry { field, key: NodeId(0), node: map() });
        entries.len() - 1
    });
    match (rest, field.shape) {
        (Some(rest), Shape::Map(inner, _)) => put(&mut entries[at].node, inner, rest, node),
        _ => entries[at].node = node,
    }
}

/// `第20次` → `第21次`, also within a title, where there is one such number and it is below a hundred.
fn one_further(text: &str) -> Option<String> {
    let mut found = text.match_indices('第').filter_map(|(at, _)| numbered(text, at));
    let (number, span) = found.next()?;
    if found.next().is_some() {
        return None;
    }
    let next = number.plus_one()?;
    Some([text.get(..span.start)?, &next, text.get(span.end..)?].concat())
}

enum Number {
    Arabic(u32),
    Hanzi(u32),
}

impl Number {
    fn plus_one(&self) -> Option<String> {
        match self {
            Self::Arabic(number) => Some((number + 1).to_string()),
            Self::Hanzi(number) => hanzi(number + 1),
        }
    }
}

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// The number behind the 第 at this place, when 次, 届 or 期 stands behind it.
fn numbered(text: &str, at: usize) -> Option<(Number, std::ops::Range<usize>)> {
    let start = at + '第'.len_utf8();
    let rest = text.get(start..)?;
    let length = rest.find(['次', '届', '期'])?;
    let words = rest.get(..length)?;
    let arabic = words.parse::<u32>().ok().filter(|_| !words.starts_with(['+', '0'])).map(Number::Arabic);
    let number = arabic
        .or_else(|| (1..99).find(|number| hanzi(*number).as_deref() == Some(words)).map(Number::Hanzi))?;
    Some((number, start..start + length))
}

/// `二十一`; nothing from a hundred on.
fn hanzi(number: u32) -> Option<String> {
    let digit = |at: u32| DIGITS.get(usize::try_from(at).ok()?);
    let (tens, ones) = (number / 10, number % 10);
    let mut out = String::new();
    match tens {
        0 => {}
        1 => out.push('十'),
        2..10 => out.extend([*digit(tens)?, '十']),
        _ => return None,
    }
    if ones > 0 {
        out.push(*digit(ones)?);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_one_further_where_that_is_plain() {
        for (text, next) in [
            ("第20次", Some("第21次")),
            ("2026年第9次局长办公会", Some("2026年第10次局长办公会")),
            ("第九次党组会议", Some("第十次党组会议")),
            ("第十九次会议", Some("第二十次会议")),
            ("第12期", Some("第13期")),
            ("第五届委员会第三次全体会议", None),
            ("2026年第四季度推进会", None),
            ("安全生产推进会", None),
            ("第次", None),
        ] {
            assert_eq!(one_further(text).as_deref(), next, "{text}");
        }
    }
}
