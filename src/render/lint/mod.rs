//! The check of templates: a pack and the vocabulary come in, everything that is wrong in its templates goes out, located.
//!
//! No meeting is needed: what a template says of a meeting that nobody has written yet is looked at all the same. The
//! checks are stricter than handlebars: what would be printed wrongly, or silently not at all, is refused.

mod expression;
mod grammar;
mod names;
mod scan;
mod shape;
mod tags;
mod tree;
mod weight;
mod word;

pub use shape::Vocabulary;
pub use word::{Found, word};

use crate::diag::{Code, Diagnostic, Location};
use crate::kind::{Kind, Kinds};
use crate::pack::{Pack, Template};
use names::Partials;
use scan::Slip;
use std::collections::{BTreeMap, BTreeSet};
use tree::{Node, Unpaired, tree};
use weight::Heavy;

/// An element that a document must print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The document.
    pub kind: Kind,
    /// What users call it.
    pub label: &'static str,
    /// The names of the view it is printed by; any one is enough.
    pub names: Vec<String>,
}

/// More faults in one template than anyone reads.
const MOST_FAULTS: usize = 100;

/// Everything that is wrong in the templates of a pack, in the order of its files and of their lines.
#[must_use]
pub fn lint(pack: &Pack, vocabulary: &Vocabulary, wanted: &[Wanted]) -> Vec<Diagnostic> {
    let read = |template| Read::new(template);
    let partials: Vec<Read<'_>> = pack.partials.iter().map(read).collect();
    let templates: Vec<Read<'_>> = pack.templates.iter().map(read).collect();
    let by_name: Partials<'_> =
        partials.iter().map(|read| (read.template.name.as_str(), read.nodes.as_slice())).collect();
    let mut said: BTreeMap<&str, Vec<Said>> = BTreeMap::new();
    let mut users: BTreeMap<String, Kinds> = BTreeMap::new();
    let mut found = Vec::new();
    for read in &templates {
        let kind = read.template.name.parse::<Kind>().ok();
        // What is made of many meetings has names of its own.
        let own_names = Vocabulary::unknown_names();
        let names = names::walk(&read.nodes, if kind.is_some() { vocabulary } else { &own_names }, &by_name)
            .untangled(&read.unpaired);
        for partial in &names.partials {
            let kinds = users.entry(partial.clone()).or_insert(Kinds::NONE);
            *kinds = kind.map_or(*kinds, |kind| kinds.with(kind));
        }
        let of_month = || Kind::MONTH.into_iter().find(|kind| kind.name() == read.template.name);
        let scope = kind.or_else(of_month).map_or(Kinds::NONE, |kind| Kinds::NONE.with(kind));
        let mut own = read.said(pack, &by_name, None);
        for (partial, at, wrong) in names.wrong.iter().cloned() {
            let said_of = said.entry(partial_name(partial.as_deref(), &partials)).or_default();
            let one = Said::name(at, wrong);
            match partial {
                None => own.push(one),
                Some(_) if !said_of.contains(&one) => said_of.push(one),
                Some(_) => {}
            }
        }
        // What is missing is only told of a template that can be read.
        if let Some(kind) = kind.filter(|_| own.is_empty()) {
            own.extend(not_printed(kind, wanted, &names.printed));
        }
        found.extend(read.located(own, scope));
    }
    for read in &partials {
        let name = read.template.name.as_str();
        let scope = users.get(name).copied().unwrap_or(Kinds::NONE);
        let mut own = read.said(pack, &by_name, Some(name));
        own.extend(said.remove(name).unwrap_or_default());
        found.extend(read.located(own, scope));
    }
    found
}

/// The names a template prints, by the kind of its document: what the built-in templates print is what is wanted.
#[must_use]
pub fn printed(pack: &Pack, vocabulary: &Vocabulary) -> Vec<(Kind, Vec<String>)> {
    let partials: Vec<Read<'_>> = pack.partials.iter().map(Read::new).collect();
    let by_name: Partials<'_> =
        partials.iter().map(|read| (read.template.name.as_str(), read.nodes.as_slice())).collect();
    let of = |template: &Template| {
        let read = Read::new(template);
        let names = names::walk(&read.nodes, vocabulary, &by_name);
        Some((template.name.parse::<Kind>().ok()?, names.printed.into_iter().collect()))
    };
    pack.templates.iter().filter_map(of).collect()
}

/// The tags that a template and its partials use.
#[must_use]
pub fn tags(template: &Template, pack: &Pack, vocabulary: &Vocabulary) -> Vec<&'static str> {
    let partials: Vec<Read<'_>> = pack.partials.iter().map(Read::new).collect();
    let by_name: Partials<'_> =
        partials.iter().map(|read| (read.template.name.as_str(), read.nodes.as_slice())).collect();
    let nodes = tree(&template.text).0;
    let used = names::walk(&nodes, vocabulary, &by_name).partials;
    let mut tags = tags::walk(&nodes, &pack.sheet, false).tags;
    for (name, nodes) in by_name {
        if used.contains(name) {
            tags.extend(tags::walk(nodes, &pack.sheet, true).tags);
        }
    }
    tags.sort_unstable();
    tags.dedup();
    tags
}

fn partial_name<'p>(name: Option<&str>, partials: &'p [Read<'_>]) -> &'p str {
    let known = partials.iter().find(|read| Some(read.template.name.as_str()) == name);
    known.map_or("", |read| read.template.name.as_str())
}

fn not_printed(kind: Kind, wanted: &[Wanted], printed: &BTreeSet<String>) -> Vec<Said> {
    let missing = wanted
        .iter()
        .filter(|wanted| wanted.kind == kind && !wanted.names.iter().any(|name| printed.contains(name)));
    let say = |wanted: &Wanted| {
        let name = wanted.names.first().map_or("", String::as_str);
        let help = format!("请在模板里印出它，如 {}", names::printing(name));
        Said {
            at: 0,
            code: Code::ElementNotPrinted,
            message: format!("{kind}的模板没有印出必备要素「{}」", wanted.label),
            help,
        }
    };
    missing.map(say).collect()
}

/// A fault before it is located.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Said {
    at: usize,
    code: Code,
    message: String,
    help: String,
}

/// A template and its tree.
struct Read<'t> {
    template: &'t Template,
    nodes: Vec<Node<'t>>,
    unpaired: Vec<(usize, Unpaired<'t>)>,
}

impl<'t> Read<'t> {
    fn new(template: &'t Template) -> Self {
        let (nodes, unpaired) = tree(&template.text);
        Self { template, nodes, unpaired }
    }

    /// What is wrong with the template itself; `own` is its name if it is a partial.
    fn said(&self, pack: &Pack, partials: &Partials<'_>, own: Option<&str>) -> Vec<Said> {
        let line = |at: usize| format!("第{}行", place(&self.template.text, at).0);
        let mut all: Vec<Said> =
            self.unpaired.iter().map(|(at, fault)| unpaired(*at, fault, &line)).collect();
        all.extend(weight::look(own, &self.nodes, partials).into_iter().map(heavy));
        // Tags of a template whose blocks do not stand in pairs cannot be told.
        if all.is_empty() {
            let markup = tags::walk(&self.nodes, &pack.sheet, own.is_some());
            all.extend(markup.wrong.into_iter().map(|(at, wrong)| Said::tag(at, wrong)));
        }
        // The last judge is the one that will print it.
        if all.is_empty() && handlebars::Template::compile(&self.template.text).is_err() {
            all.push(Said {
                at: 0,
                code: Code::UnbalancedTemplate,
                message: "模板里有不认识的 {{…}} 写法".to_owned(),
                help: "请对照默认单位包的模板改写".to_owned(),
            });
        }
        all
    }

    fn located(&self, mut said: Vec<Said>, scope: Kinds) -> Vec<Diagnostic> {
        said.sort_by_key(|said| said.at);
        said.dedup();
        let rest = said.len().saturating_sub(MOST_FAULTS);
        said.truncate(MOST_FAULTS);
        let mut all: Vec<Diagnostic> = said
            .into_iter()
            .map(|said| {
                let (line, column) = place(&self.template.text, said.at);
                let is_whole = said.code == Code::ElementNotPrinted;
                let location = if is_whole { Location::File } else { Location::Text { line, column } };
                self.diagnostic(said.code, location, said.message).help(said.help).scope(scope)
            })
            .collect();
        if rest > 0 {
            let message = format!("错误太多，还有 {rest} 处没有列出");
            all.push(self.diagnostic(Code::UnbalancedTemplate, Location::File, message).scope(scope));
        }
        all
    }

    fn diagnostic(&self, code: Code, location: Location, message: String) -> Diagnostic {
        let mut diagnostic = Diagnostic::new(code, location, message);
        diagnostic.file = Some(self.template.file.clone());
        diagnostic
    }
}

/// What does not stand in pairs, in words; `place` says where a byte of the template is.
fn unpaired(at: usize, unpaired: &Unpaired<'_>, place: &dyn Fn(usize) -> String) -> Said {
    let (message, help) = match unpaired {
        Unpaired::Slip(slip) => return slipped(at, slip),
        Unpaired::Misread(why) => ((*why).to_owned(), "应写成 {{名称}} 或 {{助手 名称}}".to_owned()),
        Unpaired::Open(name) => (format!("{{{{#{name}}}}} 没有结束"), format!("请在后面写 {{{{/{name}}}}}")),
        Unpaired::Close(name) => {
            (format!("{{{{/{name}}}}} 前面没有 {{{{#{name}}}}}"), "请删去它，或补上前面的一半".to_owned())
        }
        Unpaired::Crossed { found, open, at } => (
            format!("{{{{/{found}}}}} 对不上{}的 {{{{#{open}}}}}", place(*at)),
            format!("这里应先写 {{{{/{open}}}}}"),
        ),
        Unpaired::Else => ("{{else}} 不在 {{#if}} 一类里面，或者重复了".to_owned(), "请删去它".to_owned()),
        Unpaired::Deep => {
            let message = "{{#…}} 套得太深，后面的没有再看".to_owned();
            return Said { at, code: Code::HeavyTemplate, message, help: "请减少层数".to_owned() };
        }
    };
    Said { at, code: Code::UnbalancedTemplate, message, help }
}

fn slipped(at: usize, slip: &Slip<'_>) -> Said {
    let (message, help) = match slip {
        Slip::Unended => ("{{ 没有写 }}".to_owned(), "请补上 }}".to_owned()),
        Slip::Unbegun => ("}} 前面没有 {{".to_owned(), "请补上 {{，或删去多余的 }}".to_owned()),
        Slip::FullWidth => ("写成了全角的 ｛｛".to_owned(), "请用英文的 {{ 和 }}".to_owned()),
        Slip::Unescaped(text) => {
            (format!("{text} 会让内容里的 < 和 & 打乱文书"), "请用两个花括号：{{…}}".to_owned())
        }
        Slip::Unsupported(text) => {
            (format!("不支持 {text} 的写法"), "共用的部分请放进 partials 文件夹，写 {{> 名称}}".to_owned())
        }
        Slip::Empty => ("{{}} 里面没有写名称".to_owned(), "请写名称，或删去它".to_owned()),
    };
    Said { at, code: Code::UnbalancedTemplate, message, help }
}

fn heavy((at, heavy): (usize, Heavy)) -> Said {
    let (message, help) = match heavy {
        Heavy::Circle(round) => {
            (format!("部件互相引用成了圈：{}", round.join(" → ")), "请去掉其中一处 {{> …}}".to_owned())
        }
        Heavy::Deep => ("部件一层套一层，太深".to_owned(), "请减少层数".to_owned()),
        Heavy::Large(parts) => {
            (format!("模板连同部件共{parts}个部分，太大"), "请减少重复引用的部件".to_owned())
        }
    };
    Said { at, code: Code::HeavyTemplate, message, help }
}

impl Said {
    fn name(at: usize, wrong: names::Wrong) -> Self {
        let (code, message, help) = match wrong {
            names::Wrong::OneBrace { found } => {
                let message = format!("{{{found}}} 只写了一层花括号，会照原样印出来");
                (Code::UnbalancedTemplate, message, format!("请写成 {{{{{found}}}}}"))
            }
            names::Wrong::Variable { found, help } | names::Wrong::Outer { found, help } => {
                (Code::UnknownVariable, format!("没有「{found}」这一项"), help)
            }
            names::Wrong::Helper { found, help } => {
                (Code::UnknownHelper, format!("没有「{found}」这样的助手，或用法不对"), help)
            }
            names::Wrong::Partial { found, help } => {
                (Code::UnknownPartial, format!("没有「{found}」这个部件"), help)
            }
            names::Wrong::Misused { message, help } => (Code::UnknownVariable, message, help),
        };
        Self { at, code, message, help }
    }

    fn tag(at: usize, wrong: tags::Wrong) -> Self {
        let (code, message, help) = match wrong {
            tags::Wrong::Tag { message, help } => (Code::UnknownTag, message, help),
            tags::Wrong::Style { message, help } => (Code::UnknownStyle, message, help),
            tags::Wrong::Unpaired { message, help } => (Code::UnbalancedTemplate, message, help),
        };
        Self { at, code, message, help }
    }
}

/// The line and the column, both from 1, columns in characters, of a place in a text.
fn place(text: &str, at: usize) -> (u32, u32) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    (number(line), number(column))
}
