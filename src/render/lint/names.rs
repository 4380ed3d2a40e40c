//! Names: the tree of a template comes in, every name that no meeting has, and what the template prints, go out.

use super::expression::{Call, Param, Word};
use super::shape::{Shape, Vocabulary, below};
use super::tree::{Node, Unpaired};
use crate::render::helpers;
use std::collections::{BTreeMap, BTreeSet};

/// What is wrong with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// No such name; what it may have been.
    Variable { found: String, help: String },
    /// A name of a scope further out, written as one of this scope.
    Outer { found: String, help: String },
    /// `{名称}`: one brace where two are meant.
    OneBrace { found: String },
    /// No such helper, or not given what it needs.
    Helper { found: String, help: String },
    /// No such partial.
    Partial { found: String, help: String },
    /// A list where a text is wanted, or the other way round.
    Misused { message: String, help: String },
}

/// The partials of a pack, by name.
pub(super) type Partials<'t> = BTreeMap<&'t str, &'t [Node<'t>]>;

/// What was found in a template and the partials it includes.
#[derive(Default)]
pub(super) struct Names {
    /// By partial (nothing for the template itself) and place.
    pub(super) wrong: Vec<(Option<String>, usize, Wrong)>,
    /// The names of the view that are printed.
    pub(super) printed: BTreeSet<String>,
    /// The partials that are included.
    pub(super) partials: BTreeSet<String>,
}

impl Names {
    /// Without what only seems wrong behind a block that is not ended: names meant for outside of it.
    pub(super) fn untangled(mut self, faults: &[(usize, Unpaired<'_>)]) -> Self {
        let begun = |(at, fault): &(usize, Unpaired<'_>)| match fault {
            Unpaired::Open("each" | "with") => Some(*at),
            Unpaired::Crossed { open: "each" | "with", at, .. } => Some(*at),
            _ => None,
        };
        if let Some(first) = faults.iter().filter_map(begun).min() {
            let is_meant_outside = |own: &Option<String>, at: usize, wrong: &Wrong| {
                own.is_none() && at > first && matches!(wrong, Wrong::Outer { .. })
            };
            self.wrong.retain(|(own, at, wrong)| !is_meant_outside(own, *at, wrong));
        }
        self
    }
}

/// Walks a template.
pub(super) fn walk(nodes: &[Node<'_>], vocabulary: &Vocabulary, partials: &Partials<'_>) -> Names {
    let root = Place { path: String::new(), shape: vocabulary.root.clone() };
    let mut walker = Walker {
        root: root.clone(),
        scopes: vec![Scope { place: root, is_each: false, params: Vec::new() }],
        partials,
        inside: Vec::new(),
        found: Names::default(),
    };
    walker.nodes(nodes);
    walker.found
}

/// A place in the view.
#[derive(Clone, Debug)]
struct Place {
    path: String,
    shape: Shape,
}

struct Scope {
    place: Place,
    is_each: bool,
    params: Vec<(String, Place)>,
}

struct Walker<'p> {
    root: Place,
    scopes: Vec<Scope>,
    partials: &'p Partials<'p>,
    inside: Vec<String>,
    found: Names,
}

/// What a value is wanted for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Print,
    Texts,
    Test,
    Each,
}

impl Walker<'_> {
    fn say(&mut self, at: usize, wrong: Wrong) {
        let fault = (self.inside.last().cloned(), at, wrong);
        if !self.found.wrong.contains(&fault) {
            self.found.wrong.push(fault);
        }
    }

    fn nodes(&mut self, nodes: &[Node<'_>]) {
        let mut before = "";
        for node in nodes {
            let is_asked = before.ends_with("when=\"");
            before = if let Node::Text { text, .. } = node { text } else { "" };
            match node {
                Node::Text { at, text } => self.one_brace(*at, text),
                Node::Value { call, .. } if is_asked => self.value(call, Use::Test),
                Node::Value { call, .. } => self.value(call, Use::Print),
                Node::Block { call, body, other, .. } => self.block(call, body, other),
                Node::Partial { call, .. } => self.partial(call),
            }
        }
    }

    /// Says of `{名称}` that it would be printed as it stands; other words in one brace may be meant so.
    fn one_brace(&mut self, at: usize, text: &str) {
        for (open, _) in text.match_indices('{') {
            let rest = text.get(open + 1..).unwrap_or_default();
            let Some(inner) = rest.find(['}', '{', '\n']).filter(|end| rest[*end..].starts_with('}')) else {
                continue;
            };
            let name = rest[..inner].trim();
            let is_one = !text[..open].ends_with('{') && !rest[inner + 1..].starts_with('}');
            let head = name.trim_start_matches("../").split('.').next().unwrap_or_default();
            let is_known =
                |scope: &Scope| matches!(&scope.place.shape, Shape::Map(map) if map.contains_key(head));
            if is_one && !head.is_empty() && self.scopes.iter().any(is_known) {
                self.say(at + open, Wrong::OneBrace { found: name.to_owned() });
            }
        }
    }

    fn value(&mut self, call: &Call<'_>, wanted: Use) {
        let name = call.name;
        if let Some(helper) = helpers::known(name.text) {
            return self.helper(call, helper);
        }
        if call.params.is_empty() && call.hash.is_empty() {
            if let Some(place) = self.resolve(name) {
                self.used(name, &place, wanted);
            }
            return;
        }
        if helpers::BLOCKS.contains(&name.text) {
            let help = format!("请写成 {{{{#{0} …}}}}……{{{{/{0}}}}}", name.text);
            return self.say(name.at, Wrong::Helper { found: name.text.to_owned(), help });
        }
        let all: Vec<&str> = helpers::names();
        self.say(name.at, Wrong::Helper { found: name.text.to_owned(), help: suggest(name.text, &all) });
        call.params.iter().for_each(|param| self.param(param, Use::Texts));
    }

    fn helper(&mut self, call: &Call<'_>, helper: helpers::Usage) {
        let count = call.params.len();
        if !(helper.least..=helper.most).contains(&count) {
            let own = call.params.is_empty().then(|| self.here(call.name.text)).flatten();
            let help = match own {
                Some(_) => format!("要印这一项，请写成 {{{{this.{}}}}}", call.name.text),
                None => format!("应写成 {}", helper.example),
            };
            self.say(call.name.at, Wrong::Helper { found: call.name.text.to_owned(), help });
        }
        for (key, value) in &call.hash {
            if !helper.hash.contains(&key.text) {
                let help = format!("应写成 {}", helper.example);
                self.say(key.at, Wrong::Helper { found: format!("{} {}=", call.name.text, key.text), help });
            }
            self.param(value, Use::Texts);
        }
        let wanted = match helper.takes {
            helpers::Takes::Text => Use::Print,
            helpers::Takes::Texts => Use::Texts,
            helpers::Takes::Anything => Use::Test,
        };
        for (at, param) in call.params.iter().enumerate() {
            self.param(param, if at == 0 || wanted != Use::Texts { wanted } else { Use::Print });
        }
    }

    fn param(&mut self, param: &Param<'_>, wanted: Use) {
        match param {
            Param::Literal(_) => {}
            Param::Path(word) => {
                if let Some(place) = self.resolve(*word) {
                    self.used(*word, &place, wanted);
                }
            }
            Param::Call(call) => self.value(call, wanted),
        }
    }

    /// Notes what is printed, and says what cannot be.
    fn used(&mut self, word: Word<'_>, place: &Place, wanted: Use) {
        if matches!(wanted, Use::Print | Use::Texts) {
            self.found.printed.insert(place.path.clone());
            if let (Use::Texts, Shape::List(_)) = (wanted, &place.shape) {
                self.found.printed.insert(format!("{}[]", place.path));
            }
        }
        let is_of_words = |shape: &Shape| matches!(shape, Shape::Word | Shape::Any);
        let wrong = match (&place.shape, wanted) {
            (Shape::Map(map), Use::Print | Use::Texts) => {
                let names: Vec<&str> = map.keys().map(String::as_str).collect();
                Some((
                    "是一组内容，不能整个印出来".to_owned(),
                    format!("请写明其中哪一项：{}", names.join("、")),
                ))
            }
            (Shape::List(item), Use::Texts) if is_of_words(item) => None,
            (Shape::List(item), Use::Print | Use::Texts) => {
                Some(("是几项内容，不能直接印".to_owned(), each(word.text, item)))
            }
            (Shape::Word | Shape::Map(_), Use::Each) => Some((
                "只有一项内容，不能用 {{#each}} 逐项印".to_owned(),
                format!("请写成 {{{{#if {0}}}}}……{{{{/if}}}}", word.text),
            )),
            _ => None,
        };
        if let Some((message, help)) = wrong {
            self.say(word.at, Wrong::Misused { message: format!("「{}」{message}", word.text), help });
        }
    }

    fn block(&mut self, call: &Call<'_>, body: &[Node<'_>], other: &[Node<'_>]) {
        let name = call.name.text;
        if !helpers::BLOCKS.contains(&name) {
            // `{{#议程}}` of other dialects is not understood.
            let help = match self.here(name) {
                Some(_) => format!("请写成 {{{{#if {name}}}}} 或 {{{{#each {name}}}}}"),
                None => suggest(name, helpers::BLOCKS),
            };
            self.say(call.name.at, Wrong::Helper { found: format!("#{name}"), help });
            call.params.iter().for_each(|param| self.param(param, Use::Test));
            // What it was meant to do with its names is not known.
            let any = Place { path: "?".to_owned(), shape: Shape::Any };
            self.scopes.push(Scope { place: any, is_each: true, params: Vec::new() });
            self.nodes(body);
            self.nodes(other);
            self.scopes.pop();
            return;
        }
        let [param] = call.params.as_slice() else {
            let help = format!("应写成 {{{{#{name} 名称}}}}");
            self.say(call.name.at, Wrong::Helper { found: format!("#{name}"), help });
            self.nodes(body);
            return self.nodes(other);
        };
        if matches!(name, "if" | "unless") {
            self.param(param, Use::Test);
            self.nodes(body);
            return self.nodes(other);
        }
        let place = self.subject(param, if name == "each" { Use::Each } else { Use::Test });
        let is_each = name == "each";
        let item = place.map(|place| match place.shape {
            Shape::List(item) if is_each => Place { path: format!("{}[]", place.path), shape: *item },
            shape => Place { path: place.path, shape: if is_each { Shape::Any } else { shape } },
        });
        // After a name that is not there nothing below it is said again.
        let item = item.unwrap_or(Place { path: "?".to_owned(), shape: Shape::Any });
        let word = Place { path: "@".to_owned(), shape: Shape::Word };
        let params = call.block_params.iter().zip([item.clone(), word]);
        let params = params.map(|(name, place)| (name.text.to_owned(), place)).collect();
        self.scopes.push(Scope { place: item, is_each, params });
        self.nodes(body);
        self.scopes.pop();
        self.nodes(other);
    }

    fn subject(&mut self, param: &Param<'_>, wanted: Use) -> Option<Place> {
        match param {
            Param::Path(word) => {
                let place = self.resolve(*word)?;
                self.used(*word, &place, wanted);
                Some(place)
            }
            Param::Literal(_) => None,
            Param::Call(call) => {
                self.value(call, Use::Test);
                None
            }
        }
    }

    fn partial(&mut self, call: &Call<'_>) {
        let name = call.name.text.trim_matches(['"', '\'']);
        let Some((known, nodes)) = self.partials.get_key_value(name) else {
            let all: Vec<&str> = self.partials.keys().copied().collect();
            let help = suggest(name, &all);
            return self.say(call.name.at, Wrong::Partial { found: name.to_owned(), help });
        };
        self.found.partials.insert((*known).to_owned());
        let own = call.params.first().map(|param| self.subject(param, Use::Test));
        let any = Place { path: "?".to_owned(), shape: Shape::Any };
        let mut place = match own {
            None => self.scopes.last().map_or_else(|| any.clone(), |scope| scope.place.clone()),
            Some(place) => place.unwrap_or(any),
        };
        for (key, value) in &call.hash {
            self.param(value, Use::Test);
            if let Shape::Map(map) = &mut place.shape {
                map.insert(key.text.to_owned(), Shape::Any);
            }
        }
        // A circle is said elsewhere.
        if self.inside.iter().any(|inside| inside == known) || self.inside.len() >= 8 {
            return;
        }
        self.inside.push((*known).to_owned());
        self.scopes.push(Scope { place, is_each: false, params: Vec::new() });
        self.nodes(nodes);
        self.scopes.pop();
        self.inside.pop();
    }

    /// A name of the innermost scope.
    fn here(&self, name: &str) -> Option<Place> {
        let place = &self.scopes.last()?.place;
        match &place.shape {
            Shape::Map(map) => {
                map.get(name).map(|shape| Place { path: below(&place.path, name), shape: shape.clone() })
            }
            _ => None,
        }
    }

    /// The place of a name; says so where there is none.
    fn resolve(&mut self, word: Word<'_>) -> Option<Place> {
        let mut rest = word.text;
        let mut up = 0;
        while let Some(outer) = rest.strip_prefix("../") {
            rest = outer;
            up += 1;
        }
        let Some(index) = self.scopes.len().checked_sub(up + 1) else {
            let help = "外面没有这么多层，请减少 ../".to_owned();
            self.say(word.at, Wrong::Variable { found: word.text.to_owned(), help });
            return None;
        };
        let scope = &self.scopes[index];
        if let Some(local) = rest.strip_prefix('@') {
            let (head, tail) = local.split_once(['.', '/']).unwrap_or((local, ""));
            return match head {
                "root" if tail.is_empty() => Some(self.root.clone()),
                "root" => {
                    let root = self.root.clone();
                    self.descend(root, tail, word)
                }
                "index" | "first" | "last" if scope.is_each && tail.is_empty() => {
                    Some(Place { path: format!("@{head}"), shape: Shape::Word })
                }
                _ => {
                    let all = ["@root", "@index", "@first", "@last"];
                    let help = if all.contains(&format!("@{head}").as_str()) {
                        "只能写在 {{#each}} 里面".to_owned()
                    } else {
                        suggest(&format!("@{head}"), &all)
                    };
                    self.say(word.at, Wrong::Variable { found: word.text.to_owned(), help });
                    None
                }
            };
        }
        if matches!(rest, "this" | "." | "") {
            return Some(scope.place.clone());
        }
        let rest = rest.strip_prefix("this.").or_else(|| rest.strip_prefix("this/")).unwrap_or(rest);
        let rest = rest.strip_prefix("./").unwrap_or(rest);
        let head = rest.split(['.', '/']).next().unwrap_or_default();
        let params = self.scopes.iter().rev().flat_map(|scope| &scope.params);
        if let Some((_, place)) = params.into_iter().find(|(name, _)| name == head) {
            let (place, tail) = (place.clone(), rest.get(head.len() + 1..).unwrap_or_default());
            return if tail.is_empty() { Some(place) } else { self.descend(place, tail, word) };
        }
        let place = scope.place.clone();
        self.descend(place, rest, word)
    }

    fn descend(&mut self, mut place: Place, path: &str, word: Word<'_>) -> Option<Place> {
        for key in path.split(['.', '/']) {
            let key = key.trim_start_matches('[').trim_end_matches(']');
            let next = match &place.shape {
                Shape::Any => return Some(Place { path: "?".to_owned(), shape: Shape::Any }),
                Shape::Map(map) => map.get(key).cloned(),
                Shape::List(item) if key.parse::<usize>().is_ok() => Some(item.as_ref().clone()),
                Shape::List(_) | Shape::Word => None,
            };
            let Some(shape) = next else {
                let found = word.text.to_owned();
                let wrong = match self.outer(key, word) {
                    Some(help) => Wrong::Outer { found, help },
                    None => Wrong::Variable { found, help: self.hint(&place, key) },
                };
                self.say(word.at, wrong);
                return None;
            };
            let path = if matches!(place.shape, Shape::List(_)) {
                format!("{}[]", place.path)
            } else {
                below(&place.path, key)
            };
            place = Place { path, shape };
        }
        Some(place)
    }

    /// How a name is written that is one of a scope further out.
    fn outer(&self, key: &str, word: Word<'_>) -> Option<String> {
        let mut outer = self.scopes.iter().rev().enumerate().skip(1);
        let above =
            outer.find(|(_, scope)| matches!(&scope.place.shape, Shape::Map(map) if map.contains_key(key)));
        above.map(|(up, _)| format!("这一项在外面一层，请写成 {{{{{}{}}}}}", "../".repeat(up), word.text))
    }

    /// What a name that is not there may have been.
    fn hint(&self, place: &Place, key: &str) -> String {
        let all: Vec<&str> = match &place.shape {
            Shape::Map(map) => map.keys().map(String::as_str).collect(),
            Shape::List(_) => return "这是几项内容，请用 {{#each}} 逐项印".to_owned(),
            _ if self.scopes.len() > 1 => return "这里的每一项就是文字，请写成 {{this}}".to_owned(),
            _ => return "它下面没有再分项".to_owned(),
        };
        suggest(key, &all)
    }
}

/// How the items of a list are printed.
fn each(list: &str, item: &Shape) -> String {
    match item {
        Shape::Map(map) => {
            let first = map.keys().next().map_or("名称", String::as_str);
            let name =
                ["名称", "姓名", "事项", "题目", "议题"].into_iter().find(|name| map.contains_key(*name));
            let name = name.unwrap_or(first);
            format!("请写成 {{{{#each {list}}}}}{{{{{name}}}}}……{{{{/each}}}}，逐项印")
        }
        _ => format!("请写成 {{{{顿号 {list}}}}}，或 {{{{#each {list}}}}}{{{{this}}}}……{{{{/each}}}}"),
    }
}

/// How a name of the view is printed: `{{地点}}`, `{{#each 材料.各件}}{{名称}}{{/each}}`, `{{顿号 参会范围}}`.
pub(super) fn printing(path: &str) -> String {
    match path.split_once("[]") {
        None => format!("{{{{{path}}}}}"),
        Some((list, "")) => format!("{{{{顿号 {list}}}}}"),
        Some((list, rest)) => {
            let inner = printing(rest.trim_start_matches('.'));
            format!("{{{{#each {list}}}}}{inner}{{{{/each}}}}")
        }
    }
}

/// The nearest of the known words, or all of them.
pub(super) fn suggest(found: &str, known: &[&str]) -> String {
    let alike = |word: &&&str| {
        // Thousandths, for an order among equals.
        #[expect(clippy::cast_possible_truncation, reason = "between 0 and 1000")]
        let likeness = (strsim::normalized_damerau_levenshtein(word, found) * 1000.0) as i32;
        let holds = found.chars().count() > 1 && (word.contains(found) || found.contains(**word));
        likeness.max(if holds { 600 } else { 0 })
    };
    match known.iter().max_by_key(alike).filter(|word| alike(word) >= 400) {
        Some(near) => format!("您是不是想写「{near}」？"),
        None if known.is_empty() => "这里没有可用的名称".to_owned(),
        None => format!("可以写：{}", known.join("、")),
    }
}
