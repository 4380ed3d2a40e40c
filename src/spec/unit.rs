//! A unit's pack as far as it concerns specs: what unit.yaml says comes in, specs with the unit's values under their own go out.

use super::vocabulary::{Bare, Field, MEETING_KINDS, Shape, TOP, field};
use super::{Entry, Node, NodeId, Spec, Value};
use crate::date::Calendar;
use crate::diag::{Code, Diagnostic, Location, Severities};
use crate::house::{House, PHRASES};
use crate::kind::Kinds;
use std::sync::Arc;

/// What a unit.yaml says; its nodes are numbered apart from those of a spec.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// The pack's name.
    pub name: String,
    /// The file, as the user is told of it.
    pub file: Arc<str>,
    /// The pack it builds on, and where it says so.
    pub inherits: Option<(String, Location)>,
    /// Values for every spec, in the vocabulary of specs.
    pub defaults: Option<Node>,
    /// Values for the specs of one kind of meeting; they go before those for every spec.
    pub by_kind: Vec<(&'static str, Node)>,
    /// The documents that are made by default, as far as a spec asks for them; `None` means all.
    pub documents: Option<Kinds>,
    /// Marks, patterns of numbers and set phrases.
    pub house: House,
    /// The gravity of codes.
    pub severities: Severities,
    /// The days off and worked that it adds.
    pub calendar: Calendar,
    /// A folder of faces, relative to the pack's, and where it says so.
    pub fonts: Option<(String, Location)>,
    /// Which of the packs below one another it is; see [`Layer::node`].
    pub layer: Layer,
    /// The place of each node, by its number within the layer.
    pub places: Vec<Location>,
}

/// The number of a pack among those that lie under a spec, from 0, the lowest, to 14.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layer(pub u32);

/// Bits of a node's number that are the number within its file.
const BITS: u32 = 28;

impl Layer {
    /// The number of a node of this layer that no node of a spec or of another layer has.
    #[must_use]
    pub const fn node(self, NodeId(number): NodeId) -> NodeId {
        NodeId(((self.0 + 1) << BITS) | (number & ((1 << BITS) - 1)))
    }

    /// The number within the layer, if the node is one of its own.
    const fn own(self, NodeId(number): NodeId) -> Option<u32> {
        if number >> BITS == self.0 + 1 { Some(number & ((1 << BITS) - 1)) } else { None }
    }
}

/// Whether a node is one of a unit.yaml, and not one of a spec.
#[must_use]
pub const fn is_of_a_unit(NodeId(number): NodeId) -> bool {
    number >> BITS != 0
}

/// The vocabulary of unit.yaml.
pub const UNIT: &[Field] = &[
    field("名称", "name", &["单位名称"], Shape::Text, "单位包的名称"),
    field("说明", "about", &[], Shape::Text, "一句话说明"),
    field("继承", "inherits", &[], Shape::Text, "以哪个单位包为底，不写即为默认"),
    field(
        "默认值",
        "defaults",
        &["缺省值"],
        Shape::Map(TOP, Bare::Refused),
        "会议文件没有写时用的内容，项目与会议文件相同",
    ),
    field(
        "按会议类型",
        "by-kind",
        &["按类型"],
        Shape::Map(BY_KIND, Bare::Refused),
        "某一类型的会议没有写时用的内容",
    ),
    field(
        "标志",
        "marks",
        &["发文机关标志"],
        Shape::Map(MARKS, Bare::First),
        "红头上的机关名称；不写即为主办单位",
    ),
    field("署名", "signed-by", &["落款"], Shape::Text, "通知的署名；不写即为主办单位"),
    field(
        "文号",
        "numbers",
        &["文号样式"],
        Shape::Map(NUMBERS, Bare::Refused),
        "文号的样子；写了以后，会议文件里的文号只写数字",
    ),
    field(
        "用语",
        "phrases",
        &["固定用语"],
        Shape::Map(WORDING, Bare::Refused),
        "模板里的固定用语；不要的写「无」",
    ),
    field("文书", "documents", &["默认文书"], Shape::List(&Shape::Text), "通常要生成的文书"),
    field(
        "规则",
        "rules",
        &["检查规则"],
        Shape::Map(RULES, Bare::Refused),
        "各项检查的轻重：错误、警告、提示、关",
    ),
    field(
        "日历",
        "calendar",
        &["工作日历"],
        Shape::List(&Shape::Map(YEAR, Bare::Refused)),
        "放假和调休上班的日期",
    ),
    field("字体", "fonts", &["字体文件夹"], Shape::Text, "存放字体的文件夹"),
];

/// 标志.
pub const MARKS: &[Field] = &[
    field("通知", "notice", &["会议通知", "文件"], Shape::Text, "如：云澜市应急管理局；「文件」二字自动加"),
    field("纪要", "minutes", &["会议纪要"], Shape::Text, "如：云澜市应急管理局专题会议纪要"),
];

/// 文号.
pub const NUMBERS: &[Field] = &[
    field("通知", "notice", &["会议通知"], Shape::Text, "如：云应急办〔{年}〕{号}号"),
    field("纪要", "minutes", &["会议纪要"], Shape::Text, "如：〔{年}〕{号}号"),
    field("期号", "issue", &["纪要期号"], Shape::Text, "如：第{号}期"),
];

/// One year of 日历.
pub const YEAR: &[Field] = &[
    field("年度", "year", &["年份", "年"], Shape::Number, "如：2026"),
    field("依据", "source", &["来源"], Shape::Text, "公布安排的文件"),
    field("放假", "off", &["休息"], Shape::List(&Shape::Text), "如：10月1日至10月7日"),
    field(
        "上班",
        "working",
        &["调休上班", "补班"],
        Shape::List(&Shape::Text),
        "调休上班的周末，如：10月10日",
    ),
];

/// The words for the gravity of a rule.
pub const GRAVITIES: &[&str] = &["错误", "警告", "提示", "关"];

const BY_KIND: &[Field] = &by_kind();
const RULES: &[Field] = &rules();
const WORDING: &[Field] = &wording();

const fn wording() -> [Field; PHRASES.len()] {
    let mut fields = [const { field("", "", &[], Shape::Text, "") }; PHRASES.len()];
    let mut at = 0;
    while at < PHRASES.len() {
        fields[at].key = PHRASES[at].name;
        fields[at].english = PHRASES[at].name;
        fields[at].about = PHRASES[at].about;
        at += 1;
    }
    fields
}

const fn by_kind() -> [Field; MEETING_KINDS.len()] {
    let mut fields = [const { field("", "", &[], Shape::Map(TOP, Bare::Refused), "") }; MEETING_KINDS.len()];
    let mut at = 0;
    while at < MEETING_KINDS.len() {
        fields[at].key = MEETING_KINDS[at];
        fields[at].english = MEETING_KINDS[at];
        fields[at].about = MEETING_KINDS[at];
        at += 1;
    }
    fields
}

const fn rules() -> [Field; Code::ALL.len()] {
    let mut fields = [const { field("", "", &[], Shape::Choice(GRAVITIES), "") }; Code::ALL.len()];
    let mut at = 0;
    while at < Code::ALL.len() {
        fields[at].key = Code::ALL[at].name();
        fields[at].english = Code::ALL[at].name();
        fields[at].about = Code::ALL[at].about();
        at += 1;
    }
    fields
}

impl Unit {
    /// Puts the unit's values under the spec's own: what the spec says stays, what it leaves out or blank is filled in.
    ///
    /// A list is the spec's or the unit's as a whole; an explicit `[]` is a list. A person or an office of another name
    /// takes nothing over.
    pub fn under(&self, spec: &mut Spec) {
        let kind = spec.root.get("会议").and_then(|it| it.get("类型")).and_then(Node::text);
        let of_kind = kind.and_then(|kind| self.by_kind.iter().find(|(known, _)| *known == kind));
        for layer in of_kind.map(|(_, node)| node).into_iter().chain(&self.defaults) {
            fill_map(&mut spec.root, layer);
        }
    }

    /// Replaces the unit's nodes in diagnostics by their places in unit.yaml.
    pub fn locate(&self, diagnostics: &mut [Diagnostic]) {
        let settle = |location: &mut Location| {
            let Location::Node(node) = *location else { return false };
            let Some(number) = self.layer.own(node) else { return false };
            let place = usize::try_from(number).ok().and_then(|at| self.places.get(at));
            let place = place.cloned().unwrap_or(Location::File);
            *location = Location::In(Arc::clone(&self.file), Box::new(place));
            true
        };
        for diagnostic in diagnostics {
            if settle(&mut diagnostic.location) {
                diagnostic.related.push(("用到它的会议文件".to_owned(), Location::File));
            }
            diagnostic.related.iter_mut().for_each(|(_, location)| {
                settle(location);
            });
        }
    }
}

fn fill_map(own: &mut Node, under: &Node) {
    let Value::Map(below) = &under.value else { return };
    let Value::Map(entries) = &mut own.value else { return };
    for entry in below.iter().filter(|entry| !entry.node.is_empty()) {
        match entries.iter_mut().find(|known| known.field.key == entry.field.key) {
            None => entries.push(entry.clone()),
            Some(known) => fill(known, entry),
        }
    }
}

fn fill(own: &mut Entry, under: &Entry) {
    match (&own.node.value, &under.node.value) {
        (Value::Empty, _) => own.node = under.node.clone(),
        (Value::Map(_), Value::Map(_)) if is_same_thing(own, under) => fill_map(&mut own.node, &under.node),
        _ => {}
    }
}

/// A thing known by its first field is the same unless both name it and the names differ.
fn is_same_thing(own: &Entry, under: &Entry) -> bool {
    let Shape::Map(fields, Bare::First) = own.field.shape else { return true };
    let Some(first) = fields.first() else { return true };
    let name = |entry: &Entry| entry.node.get(first.key).and_then(Node::text).map(str::to_owned);
    match (name(own), name(under)) {
        (Some(own), Some(under)) => own == under,
        _ => true,
    }
}
