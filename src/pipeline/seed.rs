//! Seeding: the spec of a meeting that was held comes in; the spec of the next one, with its open tasks, goes out.
//!
//! What a series of meetings keeps is taken over as it was typed: who calls, where, who comes. What belongs to the one
//! meeting (days, numbers, topics, the record) is left to be filled in, with what it was beside it.

mod keep;

use super::SpecFormat;
use super::forms::{needs, read_back, unwritten};
use crate::check::{check, level};
use crate::diag::{Code, Diagnostic, Location, Sources};
use crate::kind::Kinds;
use crate::load::{File, load};
use crate::meeting::{Meeting, Task};
use crate::spec::{Node, Spec};
use crate::write::{workbook, yaml};
use keep::{Carried, next};

/// A seeded spec, or why there is none.
#[derive(Debug, Default)]
pub struct Seeded {
    /// The bytes of the new file.
    pub bytes: Option<Vec<u8>>,
    /// How many open tasks it carries on.
    pub carried: usize,
    /// Every problem of reading and writing.
    pub diagnostics: Vec<Diagnostic>,
    /// The lines and rows that the problems point to.
    pub sources: Sources,
}

/// The spec of the meeting after that of `name`; `kind` is its 会议.类型 where that is another one.
#[must_use]
pub fn seed(name: &str, bytes: &[u8], to: SpecFormat, kind: Option<&str>, schema: Option<&str>) -> Seeded {
    let mut seeded = Seeded::default();
    let spec = load(name, bytes).unload(&mut seeded.diagnostics);
    let is_secret = spec.as_ref().is_some_and(|spec| level(spec).is_some());
    if let Some(source) =
        File::new(name.to_owned(), bytes.to_vec()).source(&seeded.diagnostics).filter(|_| !is_secret)
    {
        seeded.sources.add(name, source);
    }
    let Some(spec) = spec.filter(|_| !seeded.diagnostics.iter().any(Diagnostic::is_error)) else {
        return seeded;
    };
    match following(&spec, to, kind, schema) {
        Ok((bytes, carried)) => (seeded.bytes, seeded.carried) = (Some(bytes), carried),
        Err(mut fault) => {
            fault.file = Some(name.into());
            seeded.diagnostics.push(fault);
        }
    }
    seeded
}

fn following(
    spec: &Spec,
    to: SpecFormat,
    kind: Option<&str>,
    schema: Option<&str>,
) -> Result<(Vec<u8>, usize), Diagnostic> {
    if level(spec).is_some() {
        let message = "涉密会议的内容不带到下一次的会议文件里";
        return Err(Diagnostic::new(Code::SecrecyRefused, Location::File, message)
            .help("请在涉密设备上用 huiwu new 新建空白的会议文件"));
    }
    let meeting = check(spec, Kinds::NONE).value.unwrap_or_default();
    let carried = open_tasks(spec, &meeting)?;
    let count = carried.len();
    let (root, hints) = next(spec, carried, kind);
    let seeded = Spec { label: None, number: 0, root, ..spec.clone() };
    let bytes = match to {
        SpecFormat::Yaml => yaml::begun(&seeded.root, &needs(), &hints, schema).into_bytes(),
        SpecFormat::Workbook => {
            workbook::write(&seeded, &needs(), &hints).map_err(|error| unwritten(&error))?
        }
    };
    Ok((read_back(&seeded, bytes, to)?, count))
}

/// The tasks that are not done, each with the number and the meeting by which the ledger knows it again.
fn open_tasks(spec: &Spec, meeting: &Meeting) -> Result<Vec<Carried>, Diagnostic> {
    let is_open =
        |task: &Task| task.done.is_none() && task.status.as_ref().is_none_or(|status| status.value != "办结");
    let named = meeting.id.as_ref().or(meeting.title.as_ref()).map(|name| name.value.clone());
    let open = meeting.tasks.iter().enumerate().filter(|(_, task)| is_open(task));
    open.map(|(at, task)| {
        let origin = task.origin.as_ref().map(|origin| origin.value.clone()).or_else(|| named.clone());
        let origin = origin.ok_or_else(nameless)?;
        let node = keep::find(&spec.root, task.at).cloned();
        let due = task.due.as_ref().map(|due| due.value.to_string());
        Ok(Carried { node: node.unwrap_or_else(empty), due, number: meeting.task_number(at), origin })
    })
    .collect()
}

fn nameless() -> Diagnostic {
    let message = "会议没有名称，也没有编号，没有办结的任务说不出来源";
    Diagnostic::new(Code::MissingElement, Location::File, message).help("请在原来的会议文件里写上会议名称")
}

fn empty() -> Node {
    Node { id: crate::diag::NodeId(0), value: crate::spec::Value::Empty }
}
