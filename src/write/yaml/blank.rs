//! The form: the vocabulary, what documents need and perhaps some values come in, a YAML text with every field explained goes out.
//!
//! It is valid as it stands. Required keys stand there without a value; whatever else there is stands behind `# `, with
//! an example, and counts as soon as that is deleted. Explanations that are no YAML stand behind `##`.

use super::scalar::scalar;
use super::write_value;
use crate::form::{self, Hints, Needs, Stage, name_of};
use crate::spec::Node;
use crate::spec::vocabulary::{Bare, Field, Shape, TOP, VOTES};
use std::fmt::Write as _;

/// The column, in half-width characters, at which the explanations begin.
const NOTES_AT: usize = 44;

/// Writes the blank spec of a meeting of this kind; `schema` is where an editor finds the JSON Schema.
#[must_use]
pub fn blank(needs: &Needs, kind: &str, schema: Option<&str>) -> String {
    form(Writer { needs, hints: &Hints::default(), kind, root: None, out: String::new() }, schema)
}

/// Writes a spec that is still to be filled in: what it holds stands in its place, everything else as in a blank one.
#[must_use]
pub fn begun(root: &Node, needs: &Needs, hints: &Hints, schema: Option<&str>) -> String {
    form(Writer { needs, hints, kind: "", root: Some(root), out: String::new() }, schema)
}

fn form(mut writer: Writer<'_>, schema: Option<&str>) -> String {
    if let Some(schema) = schema {
        let _ = writeln!(writer.out, "# yaml-language-server: $schema={schema}");
    }
    for line in writer.hints.head.iter().flat_map(|head| head.lines()) {
        let _ = writeln!(writer.out, "## {line}");
    }
    writer.out.push_str(HEAD);
    let mut stage = None;
    for field in TOP {
        let now = Stage::of(&[field]);
        if stage != Some(now) {
            stage = Some(now);
            let _ = writeln!(writer.out, "\n##==== {} ====", now.label());
        }
        writer.out.push('\n');
        writer.entry(&[field], Place { depth: 0, dead: None });
    }
    writer.out
}

const HEAD: &str = "\
## 会议文件：一次会议的内容写在这一个文件里，用 huiwu check 检查，用 huiwu render 生成文书。
##
## 怎么填
##   冒号后面空着的是文书必须写明的，请填上；没开会以前，「会中」「会后」的可以先不填。
##   行首有「# 」的是可以不填的，要填时删去这一行的「# 」（井号和一个空格），把例子改成自己的内容。
##   右边「# 」之后是说明，可以留着，也可以删去。缩进用半角空格，每层两格；冒号用半角，后面空一格。
##   写了「必填：会议通知」的，缺了它就生成不了会议通知；「宜填」的缺了只提醒。
";

/// Where a line stands: how deep, and from which depth on it is commented out.
#[derive(Clone, Copy)]
struct Place {
    depth: usize,
    dead: Option<usize>,
}

impl Place {
    fn deeper(self) -> Self {
        Self { depth: self.depth + 1, ..self }
    }

    fn commented(self) -> Self {
        Self { dead: self.dead.or(Some(self.depth)), ..self }
    }
}

struct Writer<'a> {
    needs: &'a Needs,
    hints: &'a Hints,
    /// 会议.类型 of a blank spec.
    kind: &'a str,
    /// The values that are there already.
    root: Option<&'a Node>,
    out: String,
}

impl<'a> Writer<'a> {
    fn entry(&mut self, path: &[&'static Field], place: Place) {
        let Some(field) = path.last() else { return };
        let name = name_of(path);
        let is_given = name == "会议.类型" && !self.kind.is_empty();
        let held = self.held(path);
        let is_live = place.dead.is_none() && (self.needs.is_required(&name) || is_given || held.is_some());
        let place = if is_live { place } else { place.commented() };
        let mark = self.needs.mark(&name);
        let hint = self.hints.get(&name).to_owned();
        if let Some(held) = held.filter(|held| held.entries().is_empty()) {
            self.value(held, field, place, &notes(&[&mark, &hint]));
            return;
        }
        match &field.shape {
            Shape::Map(fields, bare) => {
                let one_line = matches!(bare, Bare::Kept).then_some(ONE_LINE);
                self.line(
                    place,
                    "",
                    &format!("{}:", field.key),
                    &notes(&[&mark, about(field), one_line.unwrap_or(""), &hint]),
                );
                self.entries(fields, path, place.deeper());
            }
            Shape::Votes => {
                self.line(place, "", &format!("{}:", field.key), &notes(&[&mark, about(field), &hint]));
                self.entries(VOTES, path, place.deeper());
            }
            Shape::List(Shape::Map(fields, _)) => {
                self.line(place, "", &format!("{}:", field.key), &notes(&[&mark, about(field), &hint]));
                self.items(fields, path, place.deeper().commented());
            }
            Shape::List(inner) => {
                let each = if field.about.contains("各写") { "" } else { "每项一行" };
                let note = notes(&[&mark, about(field), each, &hint]);
                self.line(place, "", &format!("{}:", field.key), &note);
                let item = scalar(form::example(path), inner, place.depth + 1);
                self.line(place.deeper().commented(), "- ", &item, "");
            }
            shape => {
                let example =
                    scalar(if is_given { self.kind } else { form::example(path) }, shape, place.depth);
                let shown = if is_live && !is_given { String::new() } else { format!(" {example}") };
                let says_such = field.about.contains("如：");
                let such = if is_live && !is_given && !says_such {
                    format!("例：{example}")
                } else {
                    String::new()
                };
                let note = notes(&[&mark, about(field), &choices(shape, about(field)), &such, &hint]);
                self.line(place, "", &format!("{}:{shown}", field.key), &note);
            }
        }
    }

    /// What is there already at a path below maps only.
    fn held(&self, path: &[&'static Field]) -> Option<&'a Node> {
        let node = path.iter().try_fold(self.root?, |node, field| node.get(field.key))?;
        Some(node).filter(|node| !node.is_empty())
    }

    fn entries(&mut self, fields: &'static [Field], above: &[&'static Field], place: Place) {
        for field in fields {
            let path: Vec<&'static Field> = above.iter().copied().chain([field]).collect();
            self.entry(&path, place);
        }
    }

    /// One item with every key; a declaration that there is none is an item of its own.
    fn items(&mut self, fields: &'static [Field], above: &[&'static Field], place: Place) {
        let (none, others): (Vec<_>, Vec<_>) = fields.iter().partition(|field| field.key == "无");
        for group in [others, none] {
            for (at, field) in group.into_iter().enumerate() {
                let path: Vec<&'static Field> = above.iter().copied().chain([field]).collect();
                let start = self.out.len();
                self.entry(&path, place.deeper());
                if at == 0 {
                    self.dash(start, place);
                }
            }
        }
    }

    /// A key with its value, the explanation on the line of the key.
    fn value(&mut self, held: &Node, field: &Field, place: Place, note: &str) {
        let mut written = String::new();
        write_value(&mut written, held, &field.shape, place.depth);
        let (first, rest) = written.split_once('\n').unwrap_or((&written, ""));
        // Behind the mark of a block text nothing may stand but a comment, which is what stands there.
        self.line(place, "", &format!("{}:{first}", field.key), note);
        self.out.push_str(rest);
    }

    /// Puts the dash before the first key of an item, which was written two columns further right.
    fn dash(&mut self, start: usize, place: Place) {
        let margin = "  ".repeat(place.dead.unwrap_or_default());
        let inner = "  ".repeat(place.depth - place.dead.unwrap_or_default());
        let (key, item) = (format!("{margin}# {inner}  "), format!("{margin}# {inner}- "));
        let written = self.out.split_off(start);
        self.out.push_str(&written.replacen(&key, &item, 1));
    }

    /// One line with its explanation, at the same column wherever the line is short enough.
    fn line(&mut self, place: Place, dash: &str, text: &str, note: &str) {
        let (margin, hash) = match place.dead {
            None => ("  ".repeat(place.depth), String::new()),
            Some(dead) => ("  ".repeat(dead), format!("# {}", "  ".repeat(place.depth - dead))),
        };
        let line = format!("{margin}{hash}{dash}{text}");
        self.out.push_str(&line);
        if !note.is_empty() {
            let width: usize = line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
            (0..NOTES_AT.saturating_sub(width).max(2)).for_each(|_| self.out.push(' '));
            self.out.push_str("# ");
            self.out.push_str(note);
        }
        self.out.push('\n');
    }
}

const ONE_LINE: &str = "也可以写成一行，如：时间: 2026年11月24日上午9:00至11:30";

fn notes(parts: &[&str]) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("；")
}

/// What the vocabulary says of a field, if that is more than its name.
fn about(field: &Field) -> &'static str {
    if field.about == field.key { "" } else { field.about }
}

/// What may be written, where the explanation does not say it.
fn choices(shape: &Shape, about: &str) -> String {
    match shape {
        Shape::Choice(words) if !words.iter().all(|word| about.contains(word)) => {
            format!("可写{}", words.join("、"))
        }
        Shape::Flag => "写「是」或「否」".to_owned(),
        _ => String::new(),
    }
}
