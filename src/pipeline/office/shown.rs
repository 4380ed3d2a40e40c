//! A pack as it is shown: an office and a name come in, what the pack gives, what it inherits and what departs from the standard go out.

use super::{Adjusted, Office};
use crate::diag::{Code, Diagnostic, Location};
use crate::font::{Fonts, Role};
use crate::house::{House, PHRASES};
use crate::kind::Kind;
use crate::pack::{Deviation, Files, Part, deviations, layered};
use crate::render::lint;
use crate::spec::{Node, Value};

/// A pack, laid open.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Its name.
    pub name: String,
    /// The packs it consists of, its own first: their names and folders.
    pub layers: Vec<(String, String)>,
    /// Its files, its own and those it inherits.
    pub files: Vec<Layered>,
    /// The values under a spec, with where they come from.
    pub values: Vec<Layered>,
    /// The checks it adjusts.
    pub adjusted: Vec<Adjusted>,
    /// What departs from GB/T 9704.
    pub deviations: Vec<Deviation>,
}

/// Something a pack gives, and by which of its layers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layered {
    /// What it is: a file, or a name of the spec.
    pub what: String,
    /// Its value; nothing for a file.
    pub value: String,
    /// The layer it comes from.
    pub from: String,
    /// The layer below whose own is not used.
    pub over: Option<String>,
}

/// A pack in a list: name, folder, what it builds on, and what it says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// Its folder.
    pub folder: String,
    /// The packs it builds on, the nearest first.
    pub below: Vec<String>,
    /// How many errors it has.
    pub errors: usize,
}

impl Office {
    /// All packs, the built-in one first.
    #[must_use]
    pub fn listed(&self) -> Vec<Listed> {
        (0..self.packs.len())
            .map(|at| Listed {
                name: self.packs[at].name().to_owned(),
                folder: self.packs[at].files.shown.clone(),
                below: self.chain(at).skip(1).map(|known| known.files.name.clone()).collect(),
                errors: self.faults_at(at).iter().filter(|fault| fault.is_error()).count(),
            })
            .collect()
    }

    /// A pack laid open; nothing for one that is not known.
    #[must_use]
    pub fn shown(&self, name: &str) -> Option<Shown> {
        let at = self.find(name)?;
        let layers: Vec<(String, String)> =
            self.chain(at).map(|known| (known.files.name.clone(), known.files.shown.clone())).collect();
        let pack = &self.made(at).0;
        let standard = super::super::sample::builtin();
        let mut departs = deviations(&pack.sheet, &standard.sheet);
        for template in pack.templates.iter().filter(|template| template.pack != super::BUILT_IN) {
            if let Some(given) = standard.templates.iter().find(|given| given.name == template.name) {
                let kind = template.name.parse::<Kind>().map_or("", Kind::label);
                let names = super::super::sample::names();
                let own = lint::tags(template, pack, names);
                departs.extend(left_out(kind, &own, &lint::tags(given, standard, names)));
                departs.extend(dressed(kind, &template.text, &given.text));
            }
        }
        departs.extend(pack.words.iter().map(|word| Deviation {
            what: format!("{}的 Word 模板", word.kind),
            found: "版式照 Word 文件，没有与标准逐项核对".to_owned(),
            standard: "按国家标准的版式".to_owned(),
            clause: None,
        }));
        Some(Shown {
            name: self.packs[at].name().to_owned(),
            layers,
            files: self.files(at),
            values: self.values(at),
            adjusted: self.adjusted(name),
            deviations: departs,
        })
    }

    fn files(&self, at: usize) -> Vec<Layered> {
        let mut paths: Vec<(Part, String)> = Vec::new();
        let chain: Vec<&Files> = self.chain(at).map(|known| &known.files).collect();
        let texts = chain.iter().flat_map(|files| files.texts.iter().map(|text| &text.path));
        let words = chain.iter().flat_map(|files| files.words.iter().map(|word| &word.path));
        for path in texts.chain(words) {
            let part = Part::at(path);
            paths.extend(part.map(|part| (part, path.clone())));
        }
        paths.sort();
        paths.dedup();
        let give = |path: &str| {
            let mut givers = chain.iter().filter(|files| files.has(path));
            let from = givers.next().map(|files| files.name.clone()).unwrap_or_default();
            (from, givers.next().map(|files| files.name.clone()))
        };
        paths
            .into_iter()
            .map(|(part, path)| {
                let (from, over) = give(&path);
                let value = match part {
                    Part::Template(kind) => kind.label().to_owned(),
                    Part::Word(kind) => format!("{kind}（Word 模板）"),
                    Part::Style => "样式".to_owned(),
                    Part::Unit | Part::Partial(_) => "部件".to_owned(),
                };
                Layered { what: path, value, from, over }
            })
            .collect()
    }

    /// The values for every spec, and those for specs of one kind of meeting.
    fn values(&self, at: usize) -> Vec<Layered> {
        let mut found: Vec<Layered> = Vec::new();
        for known in self.chain(at) {
            let Some(unit) = &known.unit else { continue };
            let of_kind = unit.by_kind.iter().map(|(kind, node)| (format!("（{kind}）"), node));
            let all = unit.defaults.iter().map(|node| (String::new(), node)).chain(of_kind);
            let mut leaves: Vec<(String, String)> = facts(&unit.house);
            all.for_each(|(head, node)| flatten(&head, node, &mut leaves));
            for (what, value) in leaves {
                match found.iter_mut().find(|one| one.what == what) {
                    Some(above) => {
                        above.over.get_or_insert_with(|| known.files.name.clone());
                    }
                    None => found.push(Layered { what, value, from: known.files.name.clone(), over: None }),
                }
            }
        }
        found
    }

    /// The families that a pack's style.yaml names for roles, where they are others than the standard's.
    #[must_use]
    pub fn named_faces(&self, name: &str) -> Vec<(Role, String)> {
        let Some(at) = self.find(name) else { return Vec::new() };
        // Most packs have no style sheet, and need none read.
        let own: Vec<&Files> = self.chain(at).map(|known| &known.files).collect();
        if !own.iter().any(|files| files.name != super::BUILT_IN && files.text("style.yaml").is_some()) {
            return Vec::new();
        }
        let standard = &super::super::sample::builtin().sheet.faces;
        let Some(pack) = layered(&own).value else { return Vec::new() };
        let name = |role: Role| pack.sheet.faces.name(role);
        let differs = Role::ALL.into_iter().filter(|role| name(*role) != standard.name(*role));
        differs.map(|role| (role, name(role).to_owned())).collect()
    }

    /// The families that a pack's style.yaml names and that none of the faces is, found with [`Self::named_faces`].
    #[must_use]
    pub fn absent_fonts(&self, name: &str, fonts: &Fonts) -> Vec<Diagnostic> {
        let Some(at) = self.find(name) else { return Vec::new() };
        let own = &self.made(at).0.sheet;
        let file = self.chain(at).find(|known| known.files.text("style.yaml").is_some());
        let is_absent = |role: &Role| fonts.substitutions().iter().any(|absent| absent.role == *role);
        let absent = self.named_faces(name).into_iter().map(|(role, _)| role).filter(is_absent);
        let say = |role: Role| {
            let stand_in = &fonts.file(fonts.role(role)).family;
            let family = own.faces.name(role);
            let message = format!(
                "style.yaml 把{}指定为「{family}」，本机没有这种字体，PDF 用的是「{stand_in}」",
                role.label()
            );
            let mut fault = Diagnostic::new(Code::AbsentFont, Location::File, message)
                .help("请安装这个字体，或放进单位包的字体文件夹；DOCX 写的仍是指定的字体名");
            fault.file = file.map(|known| known.files.shown("style.yaml").into());
            fault
        };
        absent.map(say).collect()
    }
}

/// What the unit says once for all its meetings, under the names of unit.yaml.
fn facts(house: &House) -> Vec<(String, String)> {
    let named = [
        ("标志.通知", &house.notice_mark),
        ("标志.纪要", &house.minutes_mark),
        ("署名", &house.signature),
        ("文号.通知", &house.notice_number),
        ("文号.纪要", &house.minutes_number),
        ("文号.期号", &house.issue),
    ];
    let named = named.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value.clone()?)));
    let phrase = |(at, text): &(usize, String)| {
        let text = if text.is_empty() { "无" } else { text };
        (format!("用语.{}", PHRASES[*at].name), text.to_owned())
    };
    named.chain(house.phrases.iter().map(phrase)).collect()
}

fn flatten(path: &str, node: &Node, found: &mut Vec<(String, String)>) {
    match &node.value {
        Value::Map(entries) => {
            for entry in entries {
                let key = entry.field.key;
                let is_head = path.is_empty() || path.ends_with('）');
                let path = if is_head { format!("{path}{key}") } else { format!("{path}.{key}") };
                flatten(&path, &entry.node, found);
            }
        }
        Value::List(items) => {
            let texts: Vec<String> = items
                .iter()
                .map(|item| {
                    let mut inner = Vec::new();
                    flatten("", item, &mut inner);
                    inner.into_iter().map(|(_, value)| value).collect::<Vec<_>>().join(" ")
                })
                .collect();
            found.push((path.to_owned(), texts.join("、")));
        }
        Value::Text(text) => found.push((path.to_owned(), text.clone())),
        Value::Empty => {}
    }
}

/// The elements of an official document and their clauses, by the tag that prints them.
const ELEMENTS: &[(&str, &str, &str)] = &[
    ("marks", "份号、密级和紧急程度", "7.2.1—7.2.3"),
    ("organ", "发文机关标志", "7.2.4"),
    ("number", "发文字号", "7.2.5"),
    ("title", "标题", "7.3.1"),
    ("salutation", "主送机关", "7.3.2"),
    ("attachments", "附件说明", "7.3.4"),
    ("signature", "署名和成文日期", "7.3.5"),
    ("note", "附注", "7.3.6"),
    ("annex", "附件", "7.3.7"),
    ("imprint", "版记", "7.4"),
    ("list", "出席人员名单", "10.3"),
];

fn left_out(kind: &str, own: &[&str], given: &[&str]) -> Vec<Deviation> {
    let is_left_out = |tag: &str| given.contains(&tag) && !own.contains(&tag);
    let say = |(tag, label, clause): &(&str, &str, &'static str)| Deviation {
        what: format!("{kind}模板 › {label}"),
        found: format!("没有 <{tag}>"),
        standard: "应有".to_owned(),
        clause: Some(clause),
    };
    ELEMENTS.iter().filter(|(tag, ..)| is_left_out(tag)).map(say).collect()
}

/// What the first tag of a template says of the whole document.
fn dressed(kind: &str, own: &str, given: &str) -> Vec<Deviation> {
    let says = |text: &str, name: &str| {
        let head = text.split_once("<document").and_then(|(_, rest)| rest.split_once('>'));
        let value = head.and_then(|(head, _)| head.split_once(&format!("{name}=\"")));
        value.and_then(|(_, rest)| rest.split_once('"')).map(|(value, _)| value.to_owned())
    };
    let attributes = [("page-numbers", "页码", "7.5"), ("orientation", "纸张方向", "8")];
    let differs = |(name, label, clause): &(&str, &str, &'static str)| {
        let (found, standard) = (says(own, name), says(given, name));
        (found != standard).then(|| Deviation {
            what: format!("{kind}模板 › {label}"),
            found: found.unwrap_or_else(|| "没有写".to_owned()),
            standard: standard.unwrap_or_else(|| "没有写".to_owned()),
            clause: Some(clause),
        })
    };
    attributes.iter().filter_map(differs).collect()
}
