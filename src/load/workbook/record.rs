//! The record: the 记录 sheet, one row for each thing said or decided, comes in; 记录.议题 goes into the tree.

use super::cells::Sheet;
use super::table::{Row, Table};
use super::tree::Tree;
use crate::date::Epoch;
use crate::diag::{Code, Diagnostic, Location, Severity};
use crate::load::words;
use crate::spec::vocabulary::{DECISION, Field, RECORD, RECORDED_TOPIC, SPEECH, Shape, TOP, VOTES};
use crate::spec::{Entry, Node, Value};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Topic,
    Category,
    Name,
    Content,
    /// Tells topics apart that have the same title or none.
    Number,
    /// Who does what was decided, and by when; its place among [`DOERS`].
    Doer(usize),
}

/// The columns, their header first, then other words for it.
const COLUMNS: &[(Column, &[&str])] = &[
    (Column::Topic, &["议题", "题目", "议题名称"]),
    (Column::Category, &["类别", "类型", "记录类别"]),
    (Column::Name, &["姓名", "发言人", "汇报人", "人员"]),
    (Column::Content, &["内容", "要点", "发言要点", "记录内容"]),
    (Column::Number, &["议题号", "议题序号"]),
    (Column::Doer(0), &["责任单位", "责任部门", "牵头单位", "承办单位"]),
    (Column::Doer(1), &["责任人", "负责人"]),
    (Column::Doer(2), &["协办单位", "配合单位", "协办部门"]),
    (Column::Doer(3), &["时限", "完成时限", "完成时间", "完成期限", "截止日期"]),
];

/// The keys of a decision that say who does it and by when.
const DOERS: [&str; 4] = ["责任单位", "责任人", "协办单位", "时限"];

/// Reads the sheet.
pub(super) fn read(sheet: &Sheet, epoch: Epoch, tree: &mut Tree) {
    let Some((record, topics)) = path() else { return };
    let known = |word: &str| {
        let named =
            |names: &[&str]| names.iter().any(|name| words::fold(name).eq(words::folded(word).chars()));
        COLUMNS.iter().find(|(_, names)| named(names)).map(|(column, _)| *column)
    };
    if sheet.rows.is_empty() {
        let blank = tree.node(sheet.place(), Value::Empty);
        return tree.put(&[record, topics], &sheet.place(), blank);
    }
    let Some(table) = Table::of(sheet, known) else {
        let message = format!("「{}」表没有找到表头", sheet.name);
        return tree.fault(Code::UnknownHeader, sheet.place(), message, "表头请写：议题、类别、姓名、内容");
    };
    let name = |column| COLUMNS.iter().find(|(known, _)| *known == column).map_or("", |(_, names)| names[0]);
    let hint = |_: &str| {
        "「记录」表的列名为：议题、类别、姓名、内容；决定可另写责任单位、责任人、协办单位、时限".to_owned()
    };
    let columns = table.columns(hint, name, tree);
    let list = tree.number(sheet.place());
    let mut record_so_far = Topics { items: Vec::new(), current: 0 };
    for row in table.rows(&columns, "记录.议题", tree) {
        record_so_far.add(&Row { sheet, epoch, number: row }, &columns, tree);
    }
    let items = record_so_far.items.into_iter().map(|topic| topic.node).collect();
    tree.put(&[record, topics], &sheet.place(), Node { id: list, value: Value::List(items) });
}

fn path() -> Option<(&'static Field, &'static Field)> {
    let find = |fields: &'static [Field], key: &str| fields.iter().find(|field| field.key == key);
    find(TOP, "记录").zip(find(RECORD, "议题"))
}

fn topic_field(key: &str) -> Option<&'static Field> {
    RECORDED_TOPIC.iter().find(|field| field.key == key)
}

struct Topic {
    title: Option<String>,
    number: Option<String>,
    node: Node,
}

struct Topics {
    items: Vec<Topic>,
    current: usize,
}

/// A text of a row and where it stands.
type Written = Option<(String, Location)>;

impl Topics {
    fn add(&mut self, row: &Row<'_>, columns: &[(u32, Column)], tree: &mut Tree) {
        let mut text = |wanted: Column| -> Written {
            let (column, _) = columns.iter().find(|(_, column)| *column == wanted)?;
            row.text(*column, RECORDED_TOPIC.first()?, tree)
        };
        let (topic, category) = (text(Column::Topic), text(Column::Category));
        let (name, content) = (text(Column::Name), text(Column::Content));
        let number = text(Column::Number).map(|(number, _)| number);
        let doers = doers(row, columns, tree);
        let place = row.place();
        self.turn_to(topic, number, &place, tree);
        let Some((category, at)) = category else {
            if let Some((_, at)) = name.or(content) {
                tree.fault(Code::UnknownHeader, at, "这一行没有写类别".to_owned(), &categories());
            }
            return;
        };
        if let Some((_, _, at)) = doers.first()
            && words::named(RECORDED_TOPIC, &category).is_none_or(|field| field.key != "决定")
        {
            let message = "责任单位、责任人、协办单位、时限只写在「决定」的行里，这里没有读取".to_owned();
            tree.fault(Code::UnknownHeader, at.clone(), message, "要落实的事项请把类别写成「决定」");
        }
        let is_report = words::folded(&category).starts_with("汇报");
        let field =
            if is_report { topic_field("汇报人") } else { words::named(RECORDED_TOPIC, &category) };
        match field {
            Some(field) if field.key == "汇报人" => self.report(field, name, content, tree),
            Some(field) if field.key == "发言" => {
                let speech = speech(&place, name, content, tree);
                self.put(field, speech, tree);
            }
            Some(field) if field.key == "决定" => self.decision(field, (name, content), doers, tree),
            Some(field) if field.key != "题目" => self.entry(field, name, content, tree),
            None if let Some((votes, vote)) = vote(&category) => {
                self.count(votes, vote, name.or(content), tree);
            }
            _ => tree.fault(Code::UnknownHeader, at, format!("不认识的类别「{category}」"), &categories()),
        }
    }

    /// A topic said again is the same topic; a blank one is the one above.
    fn turn_to(&mut self, topic: Written, number: Option<String>, place: &Location, tree: &mut Tree) {
        let title = topic.as_ref().map(|(title, _)| title.clone());
        if title.is_none() && number.is_none() && !self.items.is_empty() {
            return;
        }
        let is_same = |known: &Topic| {
            if number.is_some() { known.number == number } else { known.title == title }
        };
        if let Some(index) = self.items.iter().position(is_same) {
            self.current = index;
            return;
        }
        let id = tree.number(place.clone());
        let entries = topic.zip(topic_field("题目")).map(|((title, at), field)| {
            let node = tree.node(at.clone(), Value::Text(title));
            tree.entry(field, at, node)
        });
        let node = Node { id, value: Value::Map(entries.into_iter().collect()) };
        self.items.push(Topic { title, number, node });
        self.current = self.items.len() - 1;
    }

    fn report(&mut self, field: &'static Field, name: Written, content: Written, tree: &mut Tree) {
        if let (Some(_), Some((_, at))) = (&name, &content) {
            let message = "「汇报」一行只读取姓名，内容没有读取".to_owned();
            let note = Diagnostic::new(Code::UnknownHeader, at.clone(), message).severity(Severity::Warning);
            tree.diagnostics.push(note.help("汇报的要点请另起一行，类别写「发言」"));
        }
        let Some((name, at)) = name.or(content) else { return };
        let node = tree.value(field, &field.shape, &name, &at);
        self.merge(field, &at, node, tree);
    }

    /// A decision, with who does it and by when.
    fn decision(
        &mut self,
        field: &'static Field,
        (name, content): (Written, Written),
        doers: Vec<Doer>,
        tree: &mut Tree,
    ) {
        let Shape::List(inner) = &field.shape else { return };
        let mut item = if let Some((text, at)) = said_by(name, content) {
            tree.value(field, inner, &text, &at)
        } else {
            let Some((_, _, at)) = doers.first() else { return };
            let message = "这一行没有写决定的内容".to_owned();
            tree.fault(Code::UnknownHeader, at.clone(), message, "请在「内容」一列写明决定了什么");
            tree.node(at.clone(), Value::Map(Vec::new()))
        };
        if let Value::Map(entries) = &mut item.value {
            for (field, text, at) in doers {
                let node = tree.value(field, &field.shape, &text, &at);
                entries.push(tree.entry(field, at, node));
            }
        }
        self.put(field, item, tree);
    }

    /// A view, a vote: the content is one item, however many lines it has.
    fn entry(&mut self, field: &'static Field, name: Written, content: Written, tree: &mut Tree) {
        let Some((text, at)) = said_by(name, content) else { return };
        if let Shape::List(inner) = &field.shape {
            let item = tree.value(field, inner, &text, &at);
            self.put(field, item, tree);
        } else {
            let node = tree.value(field, &field.shape, &text, &at);
            self.merge(field, &at, node, tree);
        }
    }

    /// One count of a vote: 「表决同意」 with whatever is written for it.
    fn count(&mut self, votes: &'static Field, vote: &'static Field, written: Written, tree: &mut Tree) {
        let Some((text, at)) = written else { return };
        let node = tree.node(at.clone(), Value::Text(text));
        let entry = tree.entry(vote, at.clone(), node);
        let map = tree.node(at.clone(), Value::Map(vec![entry]));
        self.merge(votes, &at, map, tree);
    }

    /// Adds an item to a list of the current topic.
    fn put(&mut self, field: &'static Field, item: Node, tree: &mut Tree) {
        let place = tree.place(item.id);
        let list = tree.node(place.clone(), Value::List(vec![item]));
        self.merge(field, &place, list, tree);
    }

    fn merge(&mut self, field: &'static Field, key: &Location, node: Node, tree: &mut Tree) {
        if let Some(Topic { node: Node { value: Value::Map(entries), .. }, .. }) =
            self.items.get_mut(self.current)
        {
            tree.merge(entries, field, key, node);
        }
    }
}

/// `张三：应当缓办`, where a name is written beside the content.
fn said_by(name: Written, content: Written) -> Written {
    match (name, content) {
        (Some((name, _)), Some((content, at))) => Some((format!("{name}：{content}"), at)),
        (only, None) | (None, only) => only,
    }
}

/// A key of a decision, what is written for it, and where.
type Doer = (&'static Field, String, Location);

fn doers(row: &Row<'_>, columns: &[(u32, Column)], tree: &mut Tree) -> Vec<Doer> {
    let mut found = Vec::new();
    for (column, what) in columns {
        let Column::Doer(number) = what else { continue };
        let key = DOERS.get(*number).copied().unwrap_or_default();
        let Some(field) = DECISION.iter().find(|field| field.key == key) else { continue };
        found.extend(row.text(*column, field, tree).map(|(text, at)| (field, text, at)));
    }
    found
}

fn speech(place: &Location, name: Written, content: Written, tree: &mut Tree) -> Node {
    let id = tree.number(place.clone());
    let mut entries: Vec<Entry> = Vec::new();
    for (field, written) in SPEECH.iter().zip([name, content]) {
        if let Some((text, at)) = written {
            let node = tree.node(at.clone(), Value::Text(text));
            entries.push(tree.entry(field, at, node));
        }
    }
    Node { id, value: Value::Map(entries) }
}

/// 表决 and one of its counts.
fn vote(category: &str) -> Option<(&'static Field, &'static Field)> {
    let votes = topic_field("表决")?;
    let word = words::folded(category);
    Some((votes, words::named(VOTES, word.strip_prefix("表决")?)?))
}

fn categories() -> String {
    let fields = RECORDED_TOPIC.iter().filter(|field| !["题目", "汇报人"].contains(&field.key));
    let keys: Vec<_> = fields.map(|field| field.key).collect();
    format!("类别可写：汇报、{}", keys.join("、"))
}
