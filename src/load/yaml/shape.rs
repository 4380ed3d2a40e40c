//! Shaping: the raw tree comes in, the tree in the vocabulary's own words goes out, with what did not fit.

use super::broken::colon_trouble;
use super::raw::{Raw, RawKey, RawValue};
use crate::diag::{Code, Diagnostic, Location};
use crate::load::{MOST_FAULTS, unsaid, words};
use crate::spec::vocabulary::{Bare, Field, Shape, VOTES};
use crate::spec::{Entry, Node, NodeId, Value, lists};

/// Shapes the whole spec; no tree when nothing at all is in it.
pub(super) fn shape(raw: Raw, fields: &'static [Field]) -> (Option<Node>, Vec<Diagnostic>) {
    let mut shaper = Shaper { diagnostics: Vec::new(), unsaid: 0 };
    let id = raw.id;
    let entries = match raw.value {
        RawValue::Map(entries) => shaper.entries(entries, fields, "最外层"),
        RawValue::Empty => Vec::new(),
        RawValue::Text(text) => return (None, vec![formless(id, "一段文字", colon_trouble(&text, fields))]),
        RawValue::List(_) => return (None, vec![formless(id, "一组内容", None)]),
    };
    let root = Node { id, value: Value::Map(entries) };
    shaper.conclude();
    if root.is_empty() && shaper.diagnostics.is_empty() {
        let empty = Diagnostic::new(Code::EmptySpec, Location::File, "文件里没有填写任何会议内容")
            .help("至少应写明会议的名称、时间、地点，如「会议: {名称: 某某会议}」");
        return (None, vec![empty]);
    }
    (Some(root), shaper.diagnostics)
}

fn formless(id: NodeId, found: &str, trouble: Option<String>) -> Diagnostic {
    let message = format!("文件内容应为一条条「项目: 内容」，这里却是{found}");
    let help =
        trouble.unwrap_or_else(|| "第一行可写「会议:」，下一行缩进两格写「名称: 某某会议」".to_owned());
    Diagnostic::new(Code::WrongShape, id, message).help(help)
}

struct Shaper {
    diagnostics: Vec<Diagnostic>,
    unsaid: usize,
}

impl Shaper {
    fn fault(&mut self, diagnostic: impl FnOnce() -> Diagnostic) {
        if self.diagnostics.len() < MOST_FAULTS {
            self.diagnostics.push(diagnostic());
        } else {
            self.unsaid += 1;
        }
    }

    fn conclude(&mut self) {
        if self.unsaid > 0 {
            self.diagnostics.push(unsaid(self.unsaid));
        }
    }

    fn entries(&mut self, raw: Vec<(RawKey, Raw)>, fields: &'static [Field], owner: &str) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::with_capacity(raw.len());
        for (key, value) in raw {
            if key.text.starts_with(['\u{3000}', '\u{A0}']) {
                self.fault(|| wide_margin(&key));
                continue;
            }
            let Some(field) = words::named(fields, &key.text) else {
                self.fault(|| unknown(&key, fields, owner));
                continue;
            };
            if let Some(first) = entries.iter().find(|entry| entry.field.key == field.key) {
                self.fault(|| duplicate(&key, field, first));
                continue;
            }
            let node = self.value(value, field, &field.shape);
            entries.push(Entry { field, key: key.id, node });
        }
        entries
    }

    /// A value of `field` where `shape` is expected (the field's own, or that of its items).
    fn value(&mut self, raw: Raw, field: &'static Field, shape: &'static Shape) -> Node {
        let id = raw.id;
        let value = match (shape, raw.value) {
            (_, RawValue::Empty) => Value::Empty,
            (Shape::Map(fields, _), RawValue::Map(entries)) => {
                Value::Map(self.entries(entries, fields, field.key))
            }
            (Shape::Votes, RawValue::Map(entries)) => Value::Map(self.entries(entries, VOTES, field.key)),
            (Shape::Map(..), RawValue::Text(text)) => self.bare_text((id, text), field, shape),
            (Shape::List(inner), RawValue::List(items)) => {
                let items = items.into_iter().filter(|item| !matches!(item.value, RawValue::Empty));
                Value::List(items.map(|item| self.value(item, field, inner)).collect())
            }
            (Shape::List(inner), RawValue::Text(text)) => {
                let items = if refuses_text(inner) { vec![text] } else { lists::split(field, &text) };
                let item = |text| Raw { id, value: RawValue::Text(text) };
                Value::List(items.into_iter().map(|text| self.value(item(text), field, inner)).collect())
            }
            (Shape::List(inner), single @ RawValue::Map(_)) => {
                Value::List(vec![self.value(Raw { id, value: single }, field, inner)])
            }
            (Shape::Votes, RawValue::Text(text)) => votes(id, text),
            (_, RawValue::Text(text)) => Value::Text(text),
            (_, RawValue::List(_)) => self.wrong(id, "一组内容", (field, shape)),
            (_, RawValue::Map(_)) => self.wrong(id, "「项目: 内容」", (field, shape)),
        };
        Node { id, value }
    }

    fn bare_text(
        &mut self,
        (id, text): (NodeId, String),
        field: &'static Field,
        shape: &'static Shape,
    ) -> Value {
        let Shape::Map(fields, bare) = shape else { return Value::Empty };
        if let Some(help) = colon_trouble(&text, fields) {
            let message = format!("「{}」下面应为「项目: 内容」，这里却读成了一段文字", field.key);
            self.fault(|| Diagnostic::new(Code::WrongShape, id, message).help(help));
            return Value::Empty;
        }
        match (bare, fields.first()) {
            (Bare::Kept, _) => Value::Text(text),
            (Bare::First, Some(first)) => {
                let node = Node { id, value: Value::Text(text) };
                Value::Map(vec![Entry { field: first, key: id, node }])
            }
            _ => self.wrong(id, "一段文字", (field, shape)),
        }
    }

    fn wrong(&mut self, id: NodeId, found: &str, (field, shape): (&'static Field, &Shape)) -> Value {
        let is_item = matches!(field.shape, Shape::List(_)) && !matches!(shape, Shape::List(_));
        let which = if is_item { "的每一项" } else { "" };
        let message = format!("「{}」{which}应写{}，这里却是{found}", field.key, expected(shape));
        let help = format!("例如：{}", example(field, shape, found));
        self.fault(|| Diagnostic::new(Code::WrongShape, id, message).help(help));
        Value::Empty
    }
}

/// As the workbook reads it: with colons as a map, in any other wording as a text.
fn votes(id: NodeId, text: String) -> Value {
    let Some(counts) = crate::load::votes::counts(&text) else { return Value::Text(text) };
    let entry = |(field, count)| Entry { field, key: id, node: Node { id, value: Value::Text(count) } };
    Value::Map(counts.into_iter().map(entry).collect())
}

fn refuses_text(shape: &Shape) -> bool {
    matches!(shape, Shape::Map(_, Bare::Refused))
}

fn expected(shape: &Shape) -> &'static str {
    match shape {
        Shape::Map(_, Bare::Refused) => "成「项目: 内容」",
        Shape::Map(..) => "一段文字或「项目: 内容」",
        Shape::List(_) => "一组内容",
        Shape::Votes => "同意、反对、弃权的票数",
        _ => "一段文字",
    }
}

/// A line that shows how the field is written.
fn example(field: &Field, shape: &Shape, found: &str) -> String {
    let map = |fields: &[Field]| {
        let entries: Vec<_> = fields.iter().take(2).map(|field| format!("{}: ……", field.key)).collect();
        format!("{{{}}}", entries.join(", "))
    };
    match (&field.shape, shape) {
        (Shape::List(Shape::Map(fields, _)), _) => format!("{}: [{}]", field.key, map(fields)),
        (_, Shape::Map(fields, _)) => format!("{}: {}", field.key, map(fields)),
        (Shape::List(_), _) if found.contains(':') => {
            format!("{}: [\"甲: 乙\"]（文字里有冒号加空格时要加引号）", field.key)
        }
        (Shape::List(_), _) => format!("{}: [甲, 乙]", field.key),
        (Shape::Votes, _) => format!("{}: {{同意: 9, 反对: 0, 弃权: 1}}", field.key),
        _ if found.contains(':') => format!("{}: \"甲: 乙\"（文字里有冒号加空格时要加引号）", field.key),
        _ => format!("{}: ……（{}）", field.key, field.about),
    }
}

fn unknown(key: &RawKey, fields: &'static [Field], owner: &str) -> Diagnostic {
    let typed = words::clean(&key.text);
    let shown = shortened(&typed);
    let at = |message: String| Diagnostic::new(Code::UnknownKey, key.id, message);
    if typed.is_empty() {
        return at(format!("「{owner}」里有一处没有写项目名"))
            .help("冒号前面应写项目名，如「名称: 某某会议」");
    }
    if let Some(help) = colon_trouble(&typed, fields) {
        return at(format!("「{shown}」里的冒号没有起作用，整段被当成了一个项目名")).help(help);
    }
    let place = if owner == "最外层" { owner.to_owned() } else { format!("「{owner}」之下") };
    at(format!("{place}没有「{shown}」这个项目")).help(words::hint(fields, &typed))
}

fn wide_margin(key: &RawKey) -> Diagnostic {
    let message = format!("「{}」前面用了全角空格缩进", shortened(&words::clean(&key.text)));
    Diagnostic::new(Code::WrongShape, key.id, message)
        .help("缩进只能用半角空格，每层两格；请切换到半角后重新输入")
}

/// The first characters of a text, for a message.
fn shortened(text: &str) -> String {
    let mut chars = text.chars().map(|c| if c == '\n' { ' ' } else { c });
    let head: String = chars.by_ref().take(20).collect();
    if chars.next().is_some() { format!("{head}…") } else { head }
}

fn duplicate(key: &RawKey, field: &Field, first: &Entry) -> Diagnostic {
    let typed = words::clean(&key.text);
    let message = if typed == field.key {
        format!("「{}」写了两次", field.key)
    } else {
        format!("「{typed}」就是「{}」，写了两次", field.key)
    };
    Diagnostic::new(Code::DuplicateKey, key.id, message)
        .related("第一次写在这里", first.key)
        .help("只留一处；有多项内容时写成列表")
}
