//! Markup: the text a template produced comes in, a tree of elements goes out.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// What is wrong in the markup of a template.
#[derive(Debug, thiserror::Error)]
pub(super) enum Fault {
    #[error("标记写法有误（第 {at} 字节处）：{source}")]
    Syntax { at: u64, source: quick_xml::Error },
    #[error("标签 <{0}> 没有写结束标签")]
    Unclosed(String),
    #[error("标签套得太深")]
    Deep,
    #[error("应以 <document> 开头")]
    NoRoot,
    #[error("不认识标签 <{0}>")]
    UnknownTag(String),
    #[error("标签 <{tag}> 的 {attribute}=\"{value}\" 不对，应为：{expected}")]
    Attribute { tag: String, attribute: String, value: String, expected: String },
    #[error("样式表里没有「{0}」这个样式")]
    UnknownStyle(String),
    #[error("表格有 {columns} 列，第 {row} 行却占了 {cells} 列")]
    Ragged { columns: usize, row: usize, cells: usize },
}

/// A node of the tree.
#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

/// An element with its attributes and content.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    pub(super) fn wrong(&self, attribute: &str, expected: &str) -> Fault {
        Fault::Attribute {
            tag: self.name.clone(),
            attribute: attribute.to_owned(),
            value: self.attribute(attribute).unwrap_or_default().to_owned(),
            expected: expected.to_owned(),
        }
    }
}

/// Stands for a line feed inside a value, so that it is told from the line feeds of the template's own text.
pub(super) const VALUE_BREAK: char = '\u{2028}';

/// Escapes a value for the markup; characters that XML does not know are dropped.
pub(super) fn escape(value: &str) -> String {
    if is_plain(value) {
        return value.to_owned();
    }
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push(VALUE_BREAK),
            '\t' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

/// Whether all characters surely stay as they are: C1 controls begin with C2, U+FFFE and U+FFFF with EF BF.
fn is_plain(value: &str) -> bool {
    let mut before = 0;
    value.bytes().all(|byte| {
        let is_end = std::mem::replace(&mut before, byte) == 0xef && byte == 0xbf;
        byte >= b' ' && !is_end && !matches!(byte, b'&' | b'<' | b'>' | b'"' | 0x7f | 0xc2)
    })
}

/// Parses markup; the root must be `<document>`.
pub(super) fn parse(markup: &str) -> Result<Element, Fault> {
    let mut reader = Reader::from_str(markup);
    let mut stack = vec![Element::default()];
    loop {
        let at = reader.buffer_position();
        let syntax = |source| Fault::Syntax { at, source };
        match reader.read_event().map_err(syntax)? {
            Event::Start(start) if stack.len() <= DEEPEST => stack.push(element(&start).map_err(syntax)?),
            Event::Start(_) => return Err(Fault::Deep),
            Event::Empty(start) => {
                let element = element(&start).map_err(syntax)?;
                push(&mut stack, Node::Element(element));
            }
            Event::End(_) => {
                if let Some(done) = stack.pop() {
                    push(&mut stack, Node::Element(done));
                }
            }
            Event::Text(text) => add_text(&mut stack, &text.decode().map_err(|error| syntax(error.into()))?),
            Event::GeneralRef(reference) => add_text(&mut stack, &resolve(&reference)),
            Event::Eof => break,
            Event::CData(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    match stack.len() {
        1 => stack.pop().and_then(root).ok_or(Fault::NoRoot),
        _ => Err(Fault::Unclosed(stack.pop().map(|element| element.name).unwrap_or_default())),
    }
}

fn root(top: Element) -> Option<Element> {
    top.children.into_iter().find_map(|child| match child {
        Node::Element(element) if element.name == "document" => Some(element),
        _ => None,
    })
}

/// Tags inside one another; deeper ones no document has.
const DEEPEST: usize = 32;

fn push(stack: &mut [Element], node: Node) {
    // What is only wanted when there is something to say vanishes without a trace.
    if let Node::Element(element) = &node
        && element.attribute("when").is_some_and(|said| said.trim().is_empty())
    {
        return;
    }
    if let Some(parent) = stack.last_mut() {
        parent.children.push(node);
    }
}

fn element(start: &BytesStart<'_>) -> Result<Element, quick_xml::Error> {
    let name = String::from_utf8_lossy(start.name().as_ref()).into_owned();
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute?;
        let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
        attributes.push((key, unescape(&String::from_utf8_lossy(&attribute.value))));
    }
    Ok(Element { name, attributes, children: Vec::new() })
}

fn unescape(raw: &str) -> String {
    quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), std::borrow::Cow::into_owned)
}

fn resolve(reference: &BytesRef<'_>) -> String {
    let name = String::from_utf8_lossy(reference).into_owned();
    unescape(&format!("&{name};"))
}

/// Text of the template: line feeds and the indentation after them are only how the template is written.
fn add_text(stack: &mut [Element], text: &str) {
    if text.bytes().all(|byte| matches!(byte, b' ' | b'\r' | b'\t' | b'\n')) && text.contains('\n') {
        return;
    }
    let text: String = if text.contains('\n') {
        text.split('\n').map(|line| line.trim_matches([' ', '\r', '\t'])).collect()
    } else {
        text.to_owned()
    };
    let Some(parent) = stack.last_mut().filter(|_| !text.is_empty()) else { return };
    match parent.children.last_mut() {
        Some(Node::Text(before)) => before.push_str(&text),
        _ => parent.children.push(Node::Text(text)),
    }
}
