//! Markup: the text a template produced comes in, a tree of elements goes out.

use quick_xml::Reader;
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::borrow::Cow;

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
pub(super) enum Node<'m> {
    Element(Element<'m>),
    Text(Cow<'m, str>),
}

/// An element with its attributes and content, which are those of the markup itself wherever nothing is escaped.
#[derive(Debug, Default)]
pub(super) struct Element<'m> {
    pub(super) name: &'m str,
    pub(super) attributes: Vec<(&'m str, Cow<'m, str>)>,
    pub(super) children: Vec<Node<'m>>,
}

impl Element<'_> {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| &**value)
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    pub(super) fn wrong(&self, attribute: &str, expected: &str) -> Fault {
        Fault::Attribute {
            tag: self.name.to_owned(),
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
    escaped(value).into_owned()
}

/// As [`escape`]; most values stay as they are.
pub(super) fn escaped(value: &str) -> Cow<'_, str> {
    if is_plain(value) {
        return Cow::Borrowed(value);
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
    Cow::Owned(out)
}

/// Whether all characters surely stay as they are: C1 controls begin with C2, U+FFFE and U+FFFF with EF BF.
fn is_plain(value: &str) -> bool {
    let bytes = value.as_bytes();
    // All of it is looked at without a way out: most values are short and plain.
    let odd = bytes.iter().fold(0, |odd, byte| odd | ODD[usize::from(*byte)]);
    odd == 0 || (odd == ENDS_ODD && !bytes.windows(2).any(|pair| pair == [0xef, 0xbf]))
}

/// What a byte of a value may be: of a character that does not stay, or the second one of such a character.
static ODD: [u8; 256] = odd();

const IS_ODD: u8 = 1;
const ENDS_ODD: u8 = 2;

const fn odd() -> [u8; 256] {
    let mut odd = [0; 256];
    let mut byte = 0;
    while byte < b' ' as usize {
        odd[byte] = IS_ODD;
        byte += 1;
    }
    odd[b'&' as usize] = IS_ODD;
    odd[b'<' as usize] = IS_ODD;
    odd[b'>' as usize] = IS_ODD;
    odd[b'"' as usize] = IS_ODD;
    odd[0x7f] = IS_ODD;
    odd[0xc2] = IS_ODD;
    odd[0xbf] = ENDS_ODD;
    odd
}

/// Parses markup; the root must be `<document>`.
pub(super) fn parse(markup: &str) -> Result<Element<'_>, Fault> {
    // The reader drops a byte order mark without counting it.
    let markup = markup.trim_start_matches('\u{feff}');
    let mut reader = Reader::from_str(markup);
    let mut stack = vec![Element::default()];
    loop {
        let at = reader.buffer_position();
        let syntax = |source| Fault::Syntax { at, source };
        let event = reader.read_event().map_err(syntax)?;
        let written = || written(markup, at, reader.buffer_position());
        match event {
            Event::Start(_) if stack.len() > DEEPEST => return Err(Fault::Deep),
            Event::Start(start) => stack.push(element(&start, written()).map_err(syntax)?),
            Event::Empty(start) => {
                let element = element(&start, written()).map_err(syntax)?;
                push(&mut stack, Node::Element(element));
            }
            Event::End(_) => {
                if let Some(done) = stack.pop() {
                    push(&mut stack, Node::Element(done));
                }
            }
            Event::Text(text) => {
                debug_assert_eq!(written().as_bytes(), &*text);
                add_text(&mut stack, Cow::Borrowed(written()));
            }
            Event::GeneralRef(reference) => add_text(&mut stack, resolve(&reference).into()),
            Event::Eof => break,
            Event::CData(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    match stack.len() {
        1 => stack.pop().and_then(root).ok_or(Fault::NoRoot),
        _ => Err(Fault::Unclosed(stack.pop().map(|element| element.name.to_owned()).unwrap_or_default())),
    }
}

/// What the markup has between two places where the reader stood.
fn written(markup: &str, from: u64, to: u64) -> &str {
    let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
    markup.get(place(from)..place(to)).unwrap_or_default()
}

fn root(top: Element<'_>) -> Option<Element<'_>> {
    top.children.into_iter().find_map(|child| match child {
        Node::Element(element) if element.name == "document" => Some(element),
        _ => None,
    })
}

/// Tags inside one another; deeper ones no document has.
const DEEPEST: usize = 32;

fn push<'m>(stack: &mut [Element<'m>], node: Node<'m>) {
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

/// The element of a tag, of which `written` is all that the markup has.
fn element<'m>(start: &BytesStart<'_>, written: &'m str) -> Result<Element<'m>, quick_xml::Error> {
    let content = written.get(1..).and_then(|tag| tag.get(..start.len())).unwrap_or_default();
    debug_assert_eq!(content.as_bytes(), &**start);
    let name = content.get(..start.name().as_ref().len()).unwrap_or_default();
    let mut attributes: Vec<(&str, Cow<'_, str>)> = Vec::new();
    for attribute in Attributes::new(content, name.len()).with_checks(false) {
        let attribute = attribute?;
        let key = text_of(attribute.key.into_inner());
        if attributes.iter().any(|(known, _)| *known == key) {
            // Which the reader would tell of itself, were it not slow to look at each.
            Attributes::new(content, name.len()).try_for_each(|attribute| attribute.map(drop))?;
        }
        let value = match attribute.value {
            Cow::Borrowed(value) => unescape(text_of(value)),
            Cow::Owned(value) => unescape(&String::from_utf8_lossy(&value)).into_owned().into(),
        };
        attributes.push((key, value));
    }
    Ok(Element { name, attributes, children: Vec::new() })
}

/// The text that a part of a text is.
fn text_of(part: &[u8]) -> &str {
    std::str::from_utf8(part).unwrap_or_default()
}

fn unescape(raw: &str) -> Cow<'_, str> {
    quick_xml::escape::unescape(raw).unwrap_or(Cow::Borrowed(raw))
}

fn resolve(reference: &BytesRef<'_>) -> String {
    let name = String::from_utf8_lossy(reference);
    unescape(&format!("&{name};")).into_owned()
}

/// Text of the template: line feeds and the indentation after them are only how the template is written.
fn add_text<'m>(stack: &mut [Element<'m>], text: Cow<'m, str>) {
    let text = match text.contains('\n') {
        true if text.bytes().all(is_blank) => return,
        true => text.split('\n').map(|line| line.trim_matches([' ', '\r', '\t'])).collect(),
        false => text,
    };
    let Some(parent) = stack.last_mut().filter(|_| !text.is_empty()) else { return };
    match parent.children.last_mut() {
        Some(Node::Text(before)) => before.to_mut().push_str(&text),
        _ => parent.children.push(Node::Text(text)),
    }
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\r' | b'\t' | b'\n')
}
