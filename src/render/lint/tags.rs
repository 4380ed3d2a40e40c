//! Tags: the tree of a template comes in, every tag, attribute and style that the markup does not know goes out.

use super::grammar::{Holds, TAGS, Tag, Takes, known};
use super::names::suggest;
use super::tree::Node;
use crate::document::Sheet;
use crate::length::Length;
use crate::render::columns::Columns;

/// What is wrong with the markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// A tag, an attribute or its value.
    Tag { message: String, help: String },
    /// A style that the sheet does not have.
    Style { message: String, help: String },
    /// Tags that do not stand in pairs.
    Unpaired { message: String, help: String },
}

/// What was found in the markup.
#[derive(Default)]
pub(super) struct Markup {
    pub(super) wrong: Vec<(usize, Wrong)>,
    /// The tags that are used.
    pub(super) tags: Vec<&'static str>,
}

/// Walks a template; a partial stands wherever it is included, so that its own outermost tags may be any.
pub(super) fn walk(nodes: &[Node<'_>], sheet: &Sheet, is_partial: bool) -> Markup {
    let mut walker = Walker {
        sheet,
        stack: Vec::new(),
        state: State::Text,
        is_partial,
        rows: Vec::new(),
        found: Markup::default(),
    };
    walker.nodes(nodes);
    walker.end();
    walker.found
}

/// Tags deeper inside one another are not kept in mind: no document has them.
const DEEPEST: usize = 40;

/// Where in the markup the walker is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum State {
    Text,
    /// Inside a tag, with what was read of it.
    Tag(Reading),
    Comment,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Reading {
    at: usize,
    name: String,
    is_named: bool,
    is_closing: bool,
    is_empty: bool,
    attributes: Vec<Attribute>,
    /// The quote of the value that is being read.
    quote: Option<char>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Attribute {
    at: usize,
    name: String,
    value: String,
    value_at: usize,
    /// Whether a part of the value comes from the meeting.
    is_made: bool,
    has_value: bool,
}

struct Open {
    at: usize,
    name: String,
    tag: Option<&'static Tag>,
}

/// A row whose cells are counted.
struct Row {
    at: usize,
    columns: Option<usize>,
    cells: usize,
    is_fixed: bool,
}

struct Walker<'s> {
    sheet: &'s Sheet,
    stack: Vec<Open>,
    state: State,
    is_partial: bool,
    /// The columns of the table around, and the row that is being read.
    rows: Vec<Row>,
    found: Markup,
}

impl Walker<'_> {
    fn wrong(&mut self, at: usize, message: String, help: impl Into<String>) {
        self.found.wrong.push((at, Wrong::Tag { message, help: help.into() }));
    }

    fn unpaired(&mut self, at: usize, message: String, help: impl Into<String>) {
        self.found.wrong.push((at, Wrong::Unpaired { message, help: help.into() }));
    }

    fn nodes(&mut self, nodes: &[Node<'_>]) {
        for node in nodes {
            match node {
                Node::Text { at, text } => self.text(*at, text),
                Node::Value { at, .. } => self.value(*at),
                Node::Partial { .. } => self.rows.iter_mut().for_each(|row| row.is_fixed = false),
                Node::Block { at, body, other, .. } => {
                    self.rows.iter_mut().for_each(|row| row.is_fixed = false);
                    let before = (self.stack.len(), self.state.clone());
                    for branch in [body, other] {
                        self.branch(*at, branch, &before);
                    }
                }
            }
        }
    }

    /// A branch must leave the markup as it found it: another branch, or none, may stand in its place.
    fn branch(&mut self, at: usize, nodes: &[Node<'_>], (depth, state): &(usize, State)) {
        self.nodes(nodes);
        let is_same = match (state, &self.state) {
            (State::Tag(one), State::Tag(other)) => one.at == other.at && one.quote == other.quote,
            (one, other) => one == other,
        };
        while self.stack.len() > *depth {
            if let Some(open) = self.stack.pop() {
                let message = format!("标签 <{}> 在这一段 {{{{#…}}}} 里开始，没有在里面结束", open.name);
                self.unpaired(
                    open.at,
                    message,
                    format!("请在 {{{{/…}}}} 或 {{{{else}}}} 之前写 </{}>", open.name),
                );
            }
        }
        if !is_same {
            let message = "这一段 {{#…}} 里的标签没有写完".to_owned();
            self.unpaired(at, message, "请把一个标签完整地写在里面，或整个写在外面");
            self.state = state.clone();
        } else if let (State::Tag(_), State::Tag(reading)) = (state, &mut self.state) {
            // What the branch wrote into a value is not always there.
            if let Some(attribute) = reading.attributes.last_mut().filter(|_| reading.quote.is_some()) {
                attribute.is_made = true;
            }
        }
    }

    fn value(&mut self, at: usize) {
        match &mut self.state {
            State::Text => self.printed(at, "{{…}} 的内容"),
            State::Tag(reading) => {
                if let Some(attribute) = reading.attributes.last_mut().filter(|_| reading.quote.is_some()) {
                    attribute.is_made = true;
                } else {
                    self.wrong(at, "标签里的 {{…}} 要写在引号里面".to_owned(), "如：style=\"{{…}}\"");
                }
            }
            State::Comment => {}
        }
    }

    /// Text where only tags stand would not be printed, which nobody would notice.
    fn printed(&mut self, at: usize, what: &str) {
        let holder = self.stack.last();
        let is_lost = match holder {
            None => !self.is_partial,
            Some(open) => open.tag.is_some_and(|tag| tag.holds == Holds::Tags),
        };
        if is_lost {
            let name =
                holder.map_or_else(|| "<document> 外面".to_owned(), |open| format!("<{}> 里面", open.name));
            let message = format!("{what}直接写在 {name}，不会印出来");
            self.wrong(at, message, "请写在 <p>…</p> 一类的标签里");
        }
    }

    fn text(&mut self, at: usize, text: &str) {
        let mut said = false;
        for (offset, c) in text.char_indices() {
            let here = at + offset;
            match &mut self.state {
                State::Text if c == '<' => {
                    if text.get(offset..).is_some_and(|rest| rest.starts_with("<!--")) {
                        self.state = State::Comment;
                    } else {
                        self.state = State::Tag(Reading { at: here, ..Reading::default() });
                    }
                    said = false;
                }
                State::Text => {
                    if !c.is_whitespace() && !said {
                        said = true;
                        self.printed(here, "文字");
                    }
                    if c == '&' && !is_reference(text.get(offset..).unwrap_or_default()) {
                        self.wrong(here, "「&」不能直接写".to_owned(), "请写成 &amp;");
                    }
                }
                State::Comment => {
                    if c == '>' && text.get(..offset).is_some_and(|before| before.ends_with("--")) {
                        self.state = State::Text;
                    }
                }
                State::Tag(reading) => {
                    if c == '<' {
                        let (at, name) = (reading.at, reading.name.clone());
                        *reading = Reading { at: here, ..Reading::default() };
                        self.unpaired(at, format!("标签 <{name} 没有写 >"), "请补上 >");
                    } else if reading.take(here, c) {
                        let State::Tag(done) = std::mem::replace(&mut self.state, State::Text) else {
                            continue;
                        };
                        self.tag(done);
                    }
                }
            }
        }
    }

    fn tag(&mut self, reading: Reading) {
        let tag = known(&reading.name);
        if reading.is_closing {
            return self.close(&reading);
        }
        match tag {
            None => {
                let all: Vec<&str> = TAGS.iter().map(|tag| tag.name).collect();
                let help = suggest(&reading.name, &all);
                self.wrong(reading.at, format!("不认识标签 <{}>", reading.name), help);
            }
            Some(tag) => {
                self.found.tags.push(tag.name);
                self.stands(&reading, tag);
                self.attributes(&reading, tag);
                self.count(&reading, tag);
            }
        }
        if !reading.is_empty && self.stack.len() < DEEPEST {
            self.stack.push(Open { at: reading.at, name: reading.name, tag });
        }
    }

    fn stands(&mut self, reading: &Reading, tag: &'static Tag) {
        let message = match self.stack.last() {
            None if self.is_partial || tag.name == "document" => return,
            None => format!("标签 <{}> 写在了 <document> 外面", tag.name),
            Some(open) if open.tag.is_none() || tag.inside.contains(&open.name.as_str()) => return,
            Some(open) => format!("标签 <{}> 不能写在 <{}> 里面", tag.name, open.name),
        };
        let places: Vec<String> = tag.inside.iter().map(|name| format!("<{name}>")).collect();
        let help = if places.is_empty() {
            "整个模板只有一个 <document>".to_owned()
        } else {
            format!("它只能写在 {} 里面", places.join("、"))
        };
        self.unpaired(reading.at, message, help);
    }

    /// Counts the cells of rows that are always the same.
    fn count(&mut self, reading: &Reading, tag: &Tag) {
        let number = |name: &str| {
            let given = reading.attributes.iter().find(|attribute| attribute.name == name)?;
            if given.is_made { None } else { given.value.parse::<usize>().ok() }
        };
        match tag.name {
            "table" => {
                let columns = reading.attributes.iter().find(|attribute| attribute.name == "columns");
                let columns = columns
                    .filter(|given| !given.is_made)
                    .map(|given| given.value.split_whitespace().count());
                self.rows.push(Row { at: reading.at, columns, cells: 0, is_fixed: false });
            }
            "tr" => {
                if let Some(row) = self.rows.last_mut() {
                    (row.at, row.cells, row.is_fixed) = (reading.at, 0, true);
                }
            }
            "td" | "th" => {
                if let Some(row) = self.rows.last_mut() {
                    row.cells += number("span").unwrap_or(1);
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, reading: &Reading) {
        let name = &reading.name;
        let is_open = self.stack.iter().any(|open| open.name == *name);
        if !is_open {
            let open = self.stack.last().map(|open| open.name.clone());
            let help = match &open {
                Some(open) => format!("这里应是 </{open}>"),
                None => "请删去它，或补上开始标签".to_owned(),
            };
            self.unpaired(reading.at, format!("结束标签 </{name}> 前面没有对应的 <{name}>"), help);
            // A misspelt end is most likely that of the innermost tag.
            if open.is_some_and(|open| suggest(name, &[&open]).contains(&open)) && known(name).is_none() {
                self.stack.pop();
            }
            return;
        }
        while let Some(open) = self.stack.pop() {
            if open.name == *name {
                break;
            }
            let message = format!("标签 <{}> 没有写结束标签，就遇到了 </{name}>", open.name);
            self.unpaired(open.at, message, format!("请在 </{name}> 之前写 </{}>", open.name));
        }
        match name.as_str() {
            "table" => drop(self.rows.pop()),
            "tr" => self.row_ends(),
            _ => {}
        }
    }

    fn row_ends(&mut self) {
        let Some(row) = self.rows.last_mut().filter(|row| row.is_fixed) else { return };
        row.is_fixed = false;
        let (at, cells) = (row.at, row.cells);
        if let Some(columns) = row.columns.filter(|columns| *columns != cells) {
            let message = format!("表格有{columns}列，这一行却占了{cells}列");
            self.wrong(at, message, "请增减单元格，或改 span、columns");
        }
    }

    fn attributes(&mut self, reading: &Reading, tag: &Tag) {
        for attribute in &reading.attributes {
            let name = attribute.name.as_str();
            if name == "when" {
                continue;
            }
            let Some((_, takes)) = tag.attributes.iter().find(|(known, _)| *known == name) else {
                let all: Vec<&str> = tag.attributes.iter().map(|(name, _)| *name).chain(["when"]).collect();
                let message = format!("标签 <{}> 没有属性「{name}」", tag.name);
                self.wrong(attribute.at, message, suggest(name, &all));
                continue;
            };
            if !attribute.has_value {
                let message = format!("属性「{name}」没有写值");
                self.wrong(attribute.at, message, format!("应写成 {name}=\"…\""));
            } else if !attribute.is_made {
                self.takes(attribute, tag, *takes);
            }
        }
        if tag.name == "table" && reading.attributes.iter().all(|attribute| attribute.name != "columns") {
            self.wrong(
                reading.at,
                "表格没有写 columns".to_owned(),
                "请写各列的宽度，如 columns=\"14mm * 30mm\"",
            );
        }
    }

    fn takes(&mut self, attribute: &Attribute, tag: &Tag, takes: Takes) {
        let (value, at) = (attribute.value.as_str(), attribute.value_at);
        let page = self.sheet.page;
        let expected = match takes {
            Takes::Text => None,
            Takes::Choice(words) => (!words.contains(&value)).then(|| words.join("、")),
            Takes::Length => value.parse::<Length>().is_err().then(|| "长度，如 11mm".to_owned()),
            Takes::Number => value.parse::<u16>().is_err().then(|| "数字".to_owned()),
            Takes::Repeat => {
                let is_repeat = value == "fill" || value.parse::<u16>().is_ok_and(|times| times <= 200);
                (!is_repeat).then(|| "0 到 200 的行数，或 fill".to_owned())
            }
            // How wide the page lies is the document's affair: the wider way is allowed here.
            Takes::Columns => Columns::read(value, page.measure().max(page.height - page.top - page.bottom))
                .is_none()
                .then(|| "各列的宽度，如 14mm * fit 30mm，合计不超过版心宽".to_owned()),
            Takes::Paragraph => {
                return self.style(value, at, "段落", self.sheet.paragraphs.iter().map(|one| &one.name));
            }
            Takes::Character => {
                return self.style(value, at, "文字", self.sheet.characters.iter().map(|one| &one.name));
            }
            Takes::Table => {
                return self.style(value, at, "表格", self.sheet.tables.iter().map(|one| &one.name));
            }
        };
        if let Some(expected) = expected {
            let message = format!("标签 <{}> 的 {}=\"{value}\" 不对", tag.name, attribute.name);
            self.wrong(at, message, format!("应为：{expected}"));
        }
    }

    fn style<'n>(&mut self, value: &str, at: usize, section: &str, all: impl Iterator<Item = &'n String>) {
        let all: Vec<&str> = all.map(String::as_str).collect();
        if !all.contains(&value) {
            let message = format!("样式表的「{section}」里没有「{value}」这个样式");
            self.found.wrong.push((at, Wrong::Style { message, help: suggest(value, &all) }));
        }
    }

    fn end(&mut self) {
        if let State::Tag(reading) = std::mem::replace(&mut self.state, State::Text) {
            self.unpaired(reading.at, format!("标签 <{} 没有写完", reading.name), "请补上 > 和引号");
        }
        while let Some(open) = self.stack.pop() {
            let message = format!("标签 <{}> 没有写结束标签", open.name);
            self.unpaired(open.at, message, format!("请写 </{}>", open.name));
        }
    }
}

/// Whether `&` begins a character reference.
fn is_reference(text: &str) -> bool {
    ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#"].iter().any(|known| text.starts_with(known))
}

impl Reading {
    /// Takes a character of a tag; whether the tag is whole.
    fn take(&mut self, at: usize, c: char) -> bool {
        if let Some(quote) = self.quote {
            let Some(attribute) = self.attributes.last_mut() else { return false };
            if c == quote {
                self.quote = None;
                attribute.has_value = true;
            } else {
                if attribute.value.is_empty() && !attribute.is_made {
                    attribute.value_at = at;
                }
                attribute.value.push(c);
            }
            return false;
        }
        match c {
            '>' => return true,
            '/' if self.name.is_empty() => self.is_closing = true,
            '/' => self.is_empty = true,
            '"' | '\'' => {
                self.quote = Some(c);
                if let Some(attribute) = self.attributes.last_mut() {
                    attribute.value_at = at + 1;
                }
            }
            c if c.is_whitespace() => self.is_named = true,
            '=' => {}
            c if !self.is_named => self.name.push(c),
            c => match self
                .attributes
                .last_mut()
                .filter(|last| !last.has_value && last.at + last.name.len() == at)
            {
                Some(attribute) => attribute.name.push(c),
                None => {
                    self.attributes.push(Attribute { at, name: c.to_string(), ..Attribute::default() });
                }
            },
        }
        false
    }
}
