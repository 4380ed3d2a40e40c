//! Specs as files: a blank form asked for, or a spec in one form, comes in; the bytes of a spec file go out.

use crate::check::{self, elements};
use crate::diag::{Code, Diagnostic, Location, NodeId, Sources};
use crate::form::{Hints, Level, Need, Needs};
use crate::load::{File, load, load_all};
use crate::spec::vocabulary::{Field, MEETING, TOP};
use crate::spec::{Entry, Node, Origin, Spec, Value};
use crate::write::{schema, workbook, yaml};

/// How a spec is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpecFormat {
    /// A text.
    Yaml,
    /// A workbook filled in as a form.
    Workbook,
}

impl SpecFormat {
    /// The format that a file's extension names.
    #[must_use]
    pub fn of(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "yaml" | "yml" => Some(Self::Yaml),
            "xlsx" => Some(Self::Workbook),
            _ => None,
        }
    }
}

/// A blank spec for a meeting of this kind; `schema` is where an editor finds the JSON Schema.
///
/// # Errors
/// When the workbook cannot be written.
pub fn blank(format: SpecFormat, kind: &str, schema: Option<&str>) -> Result<Vec<u8>, workbook::Error> {
    match format {
        SpecFormat::Yaml => Ok(yaml::blank(&needs(), kind, schema).into_bytes()),
        SpecFormat::Workbook => workbook::write(&started(kind), &needs(), &Hints::default()),
    }
}

/// The JSON Schema of a spec.
#[must_use]
pub fn json_schema() -> String {
    schema::schema()
}

/// What became of a spec that was to be written in another form.
#[derive(Debug, Default)]
pub struct Converted {
    /// What each meeting is called and the bytes of its new file; nothing at all where one could not be read without
    /// faults or not be written.
    pub files: Vec<(String, Vec<u8>)>,
    /// Every problem of reading and writing.
    pub diagnostics: Vec<Diagnostic>,
    /// The lines and rows that the problems point to.
    pub sources: Sources,
}

/// Writes every meeting of `name` in another form. What was written is read again and held against what was read first: a
/// conversion loses nothing, or it fails.
#[must_use]
pub fn convert(name: &str, bytes: &[u8], to: SpecFormat) -> Converted {
    let mut converted = Converted::default();
    let loaded = load_all(name, bytes);
    converted.diagnostics.extend(loaded.diagnostics);
    let mut specs = Vec::new();
    for meeting in loaded.meetings {
        specs.extend(meeting.unload(&mut converted.diagnostics));
    }
    if let Some(source) = File::new(name.to_owned(), bytes.to_vec()).source(&converted.diagnostics) {
        converted.sources.add(name, source);
    }
    if converted.diagnostics.iter().any(Diagnostic::is_error) {
        return converted;
    }
    for spec in &specs {
        match written(spec, to) {
            Ok(bytes) => converted.files.push((title(spec), bytes)),
            Err(mut fault) => {
                fault.file = Some(name.into());
                fault.meeting.clone_from(&spec.label);
                converted.diagnostics.push(fault);
            }
        }
    }
    if converted.files.len() < specs.len() {
        converted.files.clear();
    }
    converted
}

fn title(spec: &Spec) -> String {
    let title = spec.root.get("会议").and_then(|meeting| meeting.get("名称")).and_then(Node::text);
    title.unwrap_or("会议").to_owned()
}

/// A loaded spec in this form.
fn written(spec: &Spec, to: SpecFormat) -> Result<Vec<u8>, Diagnostic> {
    let bytes = match to {
        SpecFormat::Yaml => yaml::spec(spec).into_bytes(),
        SpecFormat::Workbook => {
            workbook::write(spec, &needs(), &Hints::default()).map_err(|error| unwritten(&error))?
        }
    };
    read_back(spec, bytes, to)
}

/// Why a workbook could not be made.
pub(super) fn unwritten(error: &workbook::Error) -> Diagnostic {
    let code = match error {
        workbook::Error::TooLong | workbook::Error::TooMany(_) => Code::TooLarge,
        workbook::Error::Xlsx(_) => Code::InternalError,
    };
    Diagnostic::new(code, Location::File, error.to_string())
        .help("请把太长的内容写成附件或分成几项；YAML 文件没有这个限制")
}

/// The bytes, once they are read again and say what the spec says.
pub(super) fn read_back(spec: &Spec, bytes: Vec<u8>, to: SpecFormat) -> Result<Vec<u8>, Diagnostic> {
    let again = load(if to == SpecFormat::Yaml { "again.yaml" } else { "again.xlsx" }, &bytes);
    let place = again.value.as_ref().map(|again| again.root.differs_at(&spec.root));
    if place == Some(None) {
        return Ok(bytes);
    }
    let reason = again.diagnostics.into_iter().find(Diagnostic::is_error).map(|reason| reason.message);
    let place = place.flatten().filter(|place| !place.is_empty()).map(|place| format!("「{place}」"));
    let why = reason.or(place).map_or_else(String::new, |why| format!("：{why}"));
    let message = format!("转换后读回来的内容与原来的不一样，没有写出{why}");
    Err(Diagnostic::new(Code::InternalError, Location::File, message).help("请把这个文件交给开发者"))
}

/// What the documents need, for the marks of the forms.
pub(super) fn needs() -> Needs {
    let level = |need| match need {
        check::Need::Required => Level::Required,
        check::Need::Recommended => Level::Recommended,
    };
    elements().iter().map(|element| Need::new(element.kind, element.path, level(element.need))).collect()
}

/// A spec that says of a meeting only its kind.
fn started(kind: &str) -> Spec {
    let mut next = 0;
    let mut node = |value| {
        next += 1;
        Node { id: NodeId(next), value }
    };
    let mut root = node(Value::Text(kind.to_owned()));
    for (fields, key) in [(MEETING, "类型"), (TOP, "会议")] {
        let field: Option<&'static Field> = fields.iter().find(|field| field.key == key);
        let entries = field.map(|field| Entry { field, key: root.id, node: root.clone() });
        root = node(Value::Map(entries.into_iter().collect()));
    }
    Spec { name: "".into(), origin: Origin::Yaml, number: 0, label: None, root }
}
