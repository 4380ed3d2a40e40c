//! Walks the whole spec by the shapes of the vocabulary: the tree comes in, every invalid value goes out, located.

use super::leaf::{self, Fault, TakesDay};
use super::year;
use crate::date::{
    Context, Date, Misread, Moment, Readout, Span, WrongWeekday, read_date, read_duration, read_moment,
    read_slot, read_span,
};
use crate::diag::{Code, Diagnostic};
use crate::kind::{Kind, Kinds};
use crate::spec::vocabulary::Shape;
use crate::spec::{Node, NodeId, Spec, Value};
use std::fmt;

/// The start and the end of the meeting, as far as they can be read, with their nodes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct When {
    pub(super) start: Option<(Moment, NodeId)>,
    pub(super) end: Option<(Moment, NodeId)>,
    /// How long it lasts in minutes, where that is written on the line of the time.
    pub(super) length: Option<(u32, NodeId)>,
    /// The year of the start, where it is not written and the rest of the spec implies it.
    pub(super) assumed_year: Option<i32>,
}

impl When {
    /// Reads 时间, be it a line or a map.
    pub(super) fn of(spec: &Spec) -> Self {
        let Some(time) = spec.root.get("时间") else { return Self::default() };
        let node = if time.text().is_some() { Some(time) } else { time.get("开始") };
        let Some((node, text)) = node.and_then(|node| Some((node, node.text()?))) else {
            return Self::with_end(time, Self::default());
        };
        let is_line = std::ptr::eq(node, time);
        let read = |context| {
            if is_line {
                return read_span(text, context).ok().map(|read| read.value);
            }
            let start = read_moment(text, context).ok()?.value;
            Some(Span { start, end: None, length: None })
        };
        let as_written = read(Context::NONE);
        let assumed_year = match as_written {
            Some(_) => None,
            None => year::implied(spec, |year| Some(read(Context::year(year))?.start)),
        };
        let span = as_written.or_else(|| read(Context::year(assumed_year?)));
        let when = Self {
            start: span.map(|span| (span.start, node.id)),
            end: span.and_then(|span| Some((span.end?, node.id))),
            length: span.and_then(|span| Some((span.length?, node.id))),
            assumed_year: assumed_year.filter(|_| span.is_some()),
        };
        if is_line { when } else { Self::with_end(time, when) }
    }

    /// Reads 结束 of the map.
    fn with_end(time: &Node, when: Self) -> Self {
        let context = leaf::context(when.start.map(|(start, _)| start), TakesDay::FromStart);
        let end =
            time.get("结束").and_then(|node| Some((read_moment(node.text()?, context).ok()?.value, node.id)));
        Self { end, ..when }
    }

    /// What the start, or the line of the time, may leave unsaid.
    pub(super) fn opening(&self) -> Context {
        self.assumed_year.map_or(Context::NONE, Context::year)
    }

    /// What a date or a moment under this key may leave unsaid.
    pub(super) fn context(&self, key: &str) -> Context {
        let takes_day = match key {
            "结束" | "报到" | "散会" => TakesDay::FromStart,
            _ => TakesDay::No,
        };
        match key {
            "开始" => self.opening(),
            _ => leaf::context(self.start.map(|(start, _)| start), takes_day),
        }
    }
}

/// Every value of the spec that is not what its key takes.
///
/// When 时间 is written but cannot be read, that is said once: what leans on it is judged as if it could.
pub(super) fn faults(spec: &Spec, when: When) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let is_written = spec.root.get("时间").is_some_and(|time| !time.is_empty());
    let year = if when.start.is_none() && is_written { Year::Assumed } else { Year::Known };
    for entry in spec.root.entries() {
        let mut walk = Walk { when, year, scope: users(entry.field.key), found: &mut found };
        let label = Label { above: None, key: entry.field.key, number: None };
        walk.node(&entry.node, &entry.field.shape, label);
    }
    found
}

/// The documents that are made from what stands under a top-level key.
pub(super) fn users(key: &str) -> Kinds {
    use Kind::{
        Agenda, Approval, ArchiveCatalogue, ArchiveCover, ArchiveNote, Circulation, CopyRegister, Duties,
        Minutes, Notice, PlaceCards, Plan, Record, Resolution, Roster, SignIn, Supervision,
        SupervisionLedger,
    };
    let kinds: &[Kind] = match key {
        "会议" | "时间" => &Kind::ALL,
        "地点" => &[Plan, Approval, Notice, Agenda, SignIn, Duties, Record, Minutes, Resolution],
        "组织" => &[Plan, Approval, Notice, SignIn, Minutes, Resolution, Supervision],
        "参会人员" => {
            &[Plan, Approval, Notice, Roster, SignIn, PlaceCards, Record, Minutes, Resolution, CopyRegister]
        }
        "参会范围" | "材料" => &[Plan, Approval, Notice],
        "议程" => &[Plan, Approval, Notice, Agenda],
        "分会场" => &[Plan, Notice],
        "预期成果" => &[Plan, Approval],
        "方案" => &[Plan, Approval, Duties],
        "审批" => &[Approval],
        "要求" | "通知" => &[Notice],
        "主持人" => &[Plan, Approval, Agenda, Record, Minutes, Resolution],
        "记录人" => &[Plan, Approval, Record, Minutes, Circulation],
        "审核人" => &[Minutes, Circulation],
        "记录" => &[Record, Minutes, Resolution, Supervision, Circulation, SupervisionLedger],
        "纪要" => &[Minutes, Supervision, Circulation],
        "任务" => &[Minutes, Supervision, SupervisionLedger],
        "归档" => &[ArchiveCover, ArchiveCatalogue, ArchiveNote],
        _ => &[],
    };
    kinds.iter().copied().collect()
}

/// Whether the year of a date without one is known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Year {
    Known,
    Assumed,
}

/// A day of a leap year, to judge by when the real one cannot be read.
const ASSUMED: (i32, u32, u32) = (2000, 1, 1);

/// What a value is called: `「参会人员」第2项的「姓名」`.
#[derive(Clone, Copy)]
struct Label<'a> {
    above: Option<&'a Label<'a>>,
    key: &'static str,
    number: Option<usize>,
}

impl fmt::Display for Label<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(above) = self.above {
            write!(f, "{above}的")?;
        }
        write!(f, "「{}」", self.key)?;
        self.number.map_or(Ok(()), |number| write!(f, "第{number}项"))
    }
}

struct Walk<'w> {
    when: When,
    year: Year,
    scope: Kinds,
    found: &'w mut Vec<Diagnostic>,
}

impl Walk<'_> {
    fn node(&mut self, node: &Node, shape: &Shape, label: Label) {
        match (&node.value, shape) {
            (Value::Text(text), Shape::List(inner)) if !text.is_empty() => self.node(node, inner, label),
            (Value::Text(text), _) if !text.is_empty() => self.text(node.id, text, shape, label),
            (Value::List(items), Shape::List(inner)) => {
                for (item, number) in items.iter().zip(1..) {
                    self.node(item, inner, Label { number: Some(number), ..label });
                }
            }
            (Value::Map(entries), _) => {
                for entry in entries {
                    let inner = Label { above: Some(&label), key: entry.field.key, number: None };
                    self.node(&entry.node, &entry.field.shape, inner);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, at: NodeId, text: &str, shape: &Shape, label: Label) {
        let fault = match shape {
            Shape::Text | Shape::List(_) => return,
            Shape::Map(..) if label.key != "时间" => return,
            Shape::Name => leaf::name(text).err(),
            Shape::Number if label.key == "年度" => leaf::year(text).err(),
            Shape::Number => leaf::number(text).err(),
            Shape::Flag => leaf::flag(text).err(),
            Shape::Choice(words) => leaf::choice(text, words).err(),
            Shape::Votes => leaf::votes(text).err(),
            Shape::Duration => read_duration(text).err().map(Fault::from),
            Shape::Time => return self.dated(at, label, |context| read_slot(text, context)),
            Shape::Date => return self.dated(at, label, |context| read_date(text, context)),
            Shape::Moment => return self.dated(at, label, |context| read_moment(text, context)),
            Shape::Map(..) => {
                let opening = self.when.opening();
                return self.dated(at, label, |_| read_span(text, opening));
            }
        };
        if let Some(fault) = fault {
            self.refuse(at, &fault, label);
        }
    }

    fn dated<T>(&mut self, at: NodeId, label: Label, read: impl Fn(Context) -> Result<Readout<T>, Misread>) {
        let (year, month, day) = ASSUMED;
        let assumed =
            Date::new(year, month, day).filter(|_| self.year == Year::Assumed && label.key != "开始");
        let found = read(self.when.context(label.key));
        let found = match (found, assumed.map(Context::day)) {
            // A weekday cannot be compared with an assumed year.
            (Err(_), Some(context)) => read(context).map(|found| Readout { wrong_weekday: None, ..found }),
            (found, _) => found,
        };
        match found {
            Err(misread) => self.refuse(at, &misread.into(), label),
            Ok(Readout { wrong_weekday: Some(wrong), .. }) => self.weekday(at, &wrong, label),
            Ok(_) => {}
        }
    }

    fn refuse(&mut self, at: NodeId, fault: &Fault, label: Label) {
        let message = format!("{label}写的是{}", fault.message);
        self.found.push(Diagnostic::new(fault.code, at, message).help(fault.help.as_str()).scope(self.scope));
    }

    fn weekday(&mut self, at: NodeId, wrong: &WrongWeekday, label: Label) {
        let WrongWeekday { written, date } = wrong;
        let message = format!("{label}写的是{written}，而{}是{}", date.official(), date.weekday());
        let help = format!("请核对：日期无误时把星期改为「{}」{}", date.weekday(), nearest(*date, written));
        self.found.push(Diagnostic::new(Code::WeekdayMismatch, at, message).help(help).scope(self.scope));
    }
}

/// The nearest day that has the weekday that was written.
fn nearest(date: Date, weekday: &str) -> String {
    let near = (1..=6).find_map(|days| date.plus_days(days).filter(|day| day.weekday() == weekday));
    near.map_or_else(String::new, |day| format!("，之后的{weekday}是{}", day.official()))
}
