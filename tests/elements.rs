//! Every required element, taken out of a complete meeting as a real YAML file and as a real workbook: it is missed by
//! name and in the right place, it blocks the documents that require it and no others, and hides no other fault.

mod support;

use huiwu::check::{Element, Need, elements};
use huiwu::diag::{Cell, Code, Diagnostic, Location};
use huiwu::font::Fonts;
use huiwu::kind::{Kind, Kinds};
use huiwu::load::load;
use huiwu::pack;
use huiwu::pipeline::{Format, Outcome, Pipeline, Request, Unready};
use serde_yaml::Value;
use support::element::{entry_mut, take_out};
use support::twin::write_workbook;

/// The meeting of which nothing is missing.
const COMPLETE: &str = "安全生产推进会";

/// The items of a list that are looked at: all, those without a key, those with one.
#[derive(Clone, Copy)]
enum Condition {
    None,
    Without(&'static str),
    With(&'static str),
}

impl Condition {
    fn of(text: &'static str) -> Self {
        match text.strip_prefix('!') {
            Some(key) => Self::Without(key),
            None if text.is_empty() => Self::None,
            None => Self::With(text),
        }
    }

    fn holds(self, item: &Value) -> bool {
        match self {
            Self::None => true,
            Self::Without(key) => item.get(key).is_none(),
            Self::With(key) => item.get(key).is_some(),
        }
    }
}

/// A path such as `归档.文件[!无].页数`, read here anew: the code under test is not asked.
struct Path {
    list: Option<(Vec<&'static str>, Condition)>,
    ways: Vec<Vec<&'static str>>,
}

impl Path {
    fn of(element: &Element) -> Self {
        let keys = |way: &'static str| way.split('.').collect::<Vec<_>>();
        let (list, rest) = match element.path.split_once('[') {
            None => (None, element.path),
            Some((head, tail)) => {
                let (condition, rest) = tail.split_once("].").expect("`].` after `[`");
                (Some((keys(head), Condition::of(condition))), rest)
            }
        };
        Self { list, ways: rest.split('|').map(keys).collect() }
    }

    /// The item of the list that the element is taken from: the first that it is looked for in.
    fn item(&self, root: &Value) -> Option<usize> {
        let (keys, condition) = self.list.as_ref()?;
        let items = at(root, keys)?.as_sequence()?;
        items.iter().position(|item| condition.holds(item))
    }

    /// Makes the item the first of its list: on the sheet 记录 a topic has several rows, and what has no title belongs to
    /// the topic above.
    fn put_first(&self, root: &mut Value) {
        let (Some((keys, _)), Some(item)) = (&self.list, self.item(root)) else { return };
        let list = at_mut(root, keys).and_then(Value::as_sequence_mut).expect("a list");
        list.swap(0, item);
    }

    /// Whether the meeting lacks it.
    fn is_lacking(&self, root: &Value) -> bool {
        let lacks = |node: &Value| self.ways.iter().all(|way| at(node, way).is_none());
        let Some((keys, condition)) = &self.list else { return lacks(root) };
        let items = at(root, keys).and_then(Value::as_sequence);
        items.into_iter().flatten().any(|item| condition.holds(item) && lacks(item))
    }

    /// Takes it out; whether it was there.
    fn take_out(&self, root: &mut Value) -> bool {
        let item = self.item(root);
        let node = match (&self.list, item) {
            (Some((keys, _)), Some(item)) => at_mut(root, keys).and_then(|list| list.get_mut(item)),
            (Some(_), None) => None,
            (None, _) => Some(root),
        };
        let Some(node) = node else { return false };
        self.ways.iter().filter(|way| remove(node, way)).count() > 0
    }
}

fn at<'v>(node: &'v Value, keys: &[&str]) -> Option<&'v Value> {
    keys.iter().try_fold(node, |node, key| node.get(key))
}

fn at_mut<'v>(node: &'v mut Value, keys: &[&str]) -> Option<&'v mut Value> {
    keys.iter().try_fold(node, |node, key| node.get_mut(key))
}

fn remove(node: &mut Value, way: &[&str]) -> bool {
    let (last, above) = way.split_last().expect("a key");
    let map = at_mut(node, above).and_then(Value::as_mapping_mut);
    map.is_some_and(|map| map.shift_remove(*last).is_some())
}

fn required() -> impl Iterator<Item = &'static Element> {
    // Those of a ledger are no part of a meeting's package: tests/diagnostics.rs takes each of them out.
    let is_packaged = |element: &&Element| Kind::ALL.contains(&element.kind);
    elements().iter().filter(|element| element.need == Need::Required).filter(is_packaged)
}

fn complete() -> String {
    let (_, text) = support::meetings()
        .into_iter()
        .find(|(path, _)| path.to_string_lossy().contains(COMPLETE))
        .expect("the complete meeting");
    text
}

/// A file with the element taken out, and what must be said of it.
struct Case {
    label: String,
    element: &'static Element,
    name: &'static str,
    whole: Vec<u8>,
    planted: Vec<u8>,
    place: Location,
    blocked: Kinds,
}

fn yaml_case(element: &'static Element, text: &str) -> Case {
    let label = format!("{}「{}」（{}）in YAML", element.kind, element.label, element.path);
    let path = Path::of(element);
    let mut root: Value = serde_yaml::from_str(text).expect("a fixture");
    let item = path.item(&root);
    assert!(path.take_out(&mut root), "{label}: {COMPLETE} does not have it");
    let whole = serde_yaml::to_string(&root).expect("a text");
    root["会议"]["类型"] = Value::from("火星会议");
    let planted = serde_yaml::to_string(&root).expect("a text");
    let lacking = required().filter(|other| Path::of(other).is_lacking(&root));
    let blocked = lacking.map(|other| other.kind).collect();
    let place = line_of(&whole, &path, item);
    let place = place.map_or(Location::File, |(line, column)| Location::Text { line, column });
    Case { label, element, name: "spec.yaml", whole: whole.into(), planted: planted.into(), place, blocked }
}

/// Where the deepest part of the path that is still there stands: line and column, counted in the text itself.
fn line_of(text: &str, path: &Path, item: Option<usize>) -> Option<(u32, u32)> {
    let mut cursor = Cursor { text, line: 0, indent: 0, found: None };
    if let (Some((keys, _)), Some(item)) = (&path.list, item) {
        assert!(keys.iter().all(|key| cursor.enter(key)), "{keys:?}");
        cursor.item(item);
    } else {
        let way = path.ways.first().expect("a way");
        let _ = way.iter().take_while(|key| cursor.enter(key)).count();
    }
    cursor.found
}

/// Walks a block-style text by its indents.
struct Cursor<'t> {
    text: &'t str,
    /// The first line that may belong to what was entered.
    line: usize,
    indent: usize,
    found: Option<(u32, u32)>,
}

impl Cursor<'_> {
    /// Enters the map under a key of the map stood in, if it has it.
    fn enter(&mut self, key: &str) -> bool {
        let margin = " ".repeat(self.indent);
        for (number, line) in self.text.lines().enumerate().skip(self.line) {
            let plain = line.replacen("- ", "  ", usize::from(line.trim_start().starts_with("- ")));
            let Some(rest) = plain.strip_prefix(&margin) else { return false };
            if rest.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')) {
                self.found = Some(place(number, self.indent));
                (self.line, self.indent) = (number + 1, self.indent + 2);
                return true;
            }
        }
        false
    }

    /// Goes to an item of the list entered last, whose dashes stand under its key.
    fn item(&mut self, wanted: usize) {
        let dash = format!("{}- ", " ".repeat(self.indent - 2));
        let mut dashes =
            self.text.lines().enumerate().skip(self.line).filter(|(_, line)| line.starts_with(&dash));
        let (number, _) = dashes.nth(wanted).expect("the item");
        self.found = Some(place(number, self.indent));
    }
}

fn place(line: usize, column: usize) -> (u32, u32) {
    let from_one = |n: usize| u32::try_from(n + 1).expect("a small text");
    (from_one(line), from_one(column))
}

fn workbook_case(element: &'static Element, text: &str) -> Case {
    let label = format!("{}「{}」（{}）in Excel", element.kind, element.label, element.path);
    let path = Path::of(element);
    let mut root: Value = serde_yaml::from_str(text).expect("a fixture");
    path.put_first(&mut root);
    let text = serde_yaml::to_string(&root).expect("a text");
    let item = path.item(&root);
    assert!(path.take_out(&mut root), "{label}: {COMPLETE} does not have it");
    let lacking = required().filter(|other| Path::of(other).is_lacking(&root));
    let blocked = lacking.map(|other| other.kind).collect();
    let mut spec = load("spec.yaml", text.as_bytes()).value.expect("a spec");
    assert!(take_out(&mut spec, element.path).is_some(), "{label}");
    let whole = write_workbook(&spec);
    let planted = entry_mut(&mut spec.root, &["会议", "类型"]).expect("会议.类型");
    planted.node.value = huiwu::spec::Value::Text("火星会议".to_owned());
    let planted = write_workbook(&spec);
    let place = match (&path.list, item) {
        // A title, a blank row and the header stand above the first item.
        (Some((keys, _)), Some(item)) => {
            let row = 3 + u32::try_from(item).expect("few items");
            Location::Cell(sheet(keys).to_owned(), Cell { row, column: 0 })
        }
        _ => Location::Sheet("会议".to_owned()),
    };
    Case { label, element, name: "spec.xlsx", whole, planted, place, blocked }
}

fn sheet<'k>(keys: &[&'k str]) -> &'k str {
    match keys {
        ["记录", "议题"] => "记录",
        ["归档", "文件"] => "归档文件",
        ["方案", "分工"] => "分工",
        [key] => key,
        _ => panic!("no sheet for {keys:?}"),
    }
}

/// Everything that is not as it must be.
fn faults(case: &Case, pipeline: &Pipeline) -> Vec<String> {
    let request =
        Request { only: Some(Kinds::all()), formats: vec![Format::Docx], unready: Unready::Blocked };
    let outcome = pipeline.run(case.name, &case.whole, &request);
    let mut faults = missed(case, &outcome);
    let made: Kinds = outcome.finished.iter().map(|done| done.kind).collect();
    let blocked: Kinds = outcome.blocked.iter().copied().collect();
    if blocked != case.blocked {
        faults.push(format!("blocks {} instead of {}", names(blocked), names(case.blocked)));
    }
    let others = Kinds::all().iter().filter(|kind| !case.blocked.contains(*kind)).collect();
    if made != others {
        faults.push(format!("{} made instead of {}", names(made), names(others)));
    }
    let planted = Pipeline::check(case.name, &case.planted, Some(Kinds::all())).diagnostics;
    let told = |code| planted.iter().filter(|found| found.code == code).count();
    if told(Code::InvalidChoice) != 1 || told(Code::MissingElement) == 0 {
        faults.push(format!("with a second fault: {planted:#?}"));
    }
    faults.into_iter().map(|fault| format!("{}: {fault}", case.label)).collect()
}

/// What is wrong with how the element is missed.
fn missed(case: &Case, outcome: &Outcome) -> Vec<String> {
    let all: Vec<&Diagnostic> =
        outcome.diagnostics.iter().filter(|found| found.code == Code::MissingElement).collect();
    let named: Vec<&&Diagnostic> = all
        .iter()
        .filter(|found| found.scope.contains(case.element.kind) && names_it(&found.message, case.element))
        .collect();
    let [one] = named.as_slice() else {
        return vec![format!("is named {} times in {all:#?}", named.len())];
    };
    let mut faults = Vec::new();
    if !is_there(&one.location, &case.place) {
        faults.push(format!("is missed at {:?} instead of {:?}", one.location, case.place));
    }
    if one.file.as_deref() != Some(case.name) || one.help.is_none() || !one.is_error() {
        faults.push(format!("{one:#?}"));
    }
    faults
}

/// `参会人员或参会范围` may be called by one of its names where another document insists on that.
fn names_it(message: &str, element: &Element) -> bool {
    let says = |name: &str| message.contains(&format!("「{name}」"));
    says(element.label) || element.label.split('或').any(says)
}

/// In a workbook the row counts, and for the form the sheet.
fn is_there(found: &Location, wanted: &Location) -> bool {
    match (found, wanted) {
        (Location::Cell(sheet, cell), Location::Cell(wanted, at)) => sheet == wanted && cell.row == at.row,
        (Location::Cell(sheet, _), Location::Sheet(wanted)) => sheet == wanted,
        _ => found == wanted,
    }
}

fn names(kinds: Kinds) -> String {
    kinds.iter().map(Kind::label).collect::<Vec<_>>().join("、")
}

fn pipeline() -> Pipeline {
    let pack = pack::builtin().expect("the built-in pack");
    let fonts = Fonts::discover(&[]).expect("Chinese fonts");
    Pipeline::new(&pack, fonts, &mut Vec::new()).expect("shared parts").expect("sound templates")
}

fn run(make: fn(&'static Element, &str) -> Case) {
    let text = complete();
    let pipeline = pipeline();
    let mut faulty = Vec::new();
    let mut count = 0;
    for element in required() {
        faulty.extend(faults(&make(element, &text), &pipeline));
        count += 1;
    }
    assert!(faulty.is_empty(), "\n{}", faulty.join("\n"));
    assert!(count >= 40, "only {count} elements");
}

#[test]
fn each_required_element_is_missed_in_yaml() {
    run(yaml_case);
}

#[test]
fn each_required_element_is_missed_in_a_workbook() {
    run(workbook_case);
}

#[test]
fn all_documents_are_made_of_the_complete_meeting() {
    let request =
        Request { only: Some(Kinds::all()), formats: vec![Format::Docx], unready: Unready::Blocked };
    let outcome = pipeline().run("spec.yaml", complete().as_bytes(), &request);
    assert_eq!(outcome.finished.len(), Kind::ALL.len());
    assert!(outcome.diagnostics.is_empty(), "{:#?}", outcome.diagnostics);
}
