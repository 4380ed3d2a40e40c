//! A part as a tree: its text comes in, its elements with the bytes they stand on go out.

use super::Refusal;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::ops::Range;

/// The most elements inside one another, and in one part.
const DEEPEST: usize = 200;
const MOST_NODES: usize = 400_000;

/// An element.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// With its prefix: `w:p`.
    pub(super) name: String,
    /// The bytes of its opening tag, or of the whole of an empty one.
    pub(super) open: Range<usize>,
    /// The bytes of its closing tag; nothing at the end of an empty one.
    pub(super) close: Range<usize>,
    /// The number of the element it stands in.
    pub(super) parent: Option<usize>,
    pub(super) children: Vec<usize>,
}

impl Node {
    /// All bytes of the element.
    pub(super) fn whole(&self) -> Range<usize> {
        self.open.start..self.close.end
    }

    /// The bytes between its tags.
    pub(super) fn inner(&self) -> Range<usize> {
        self.open.end..self.close.start
    }
}

/// A part.
#[derive(Clone, Debug)]
pub(super) struct Tree<'t> {
    pub(super) text: &'t str,
    nodes: Vec<Node>,
}

impl<'t> Tree<'t> {
    /// Reads a part.
    pub(super) fn read(text: &'t str) -> Result<Self, Refusal> {
        let damaged = || Refusal::Broken("打不开：文件里的 XML 损坏".to_owned());
        let start = text.len() - text.trim_start_matches('\u{feff}').len();
        let mut reader = Reader::from_str(text.get(start..).unwrap_or_default());
        let mut nodes: Vec<Node> = Vec::new();
        let mut stack: Vec<usize> = Vec::new();
        let at = |reader: &Reader<&[u8]>| usize::try_from(reader.buffer_position()).map(|at| at + start);
        loop {
            let begin = at(&reader).map_err(|_| damaged())?;
            let event = reader.read_event().map_err(|_| damaged())?;
            let end = at(&reader).map_err(|_| damaged())?;
            let name = match &event {
                Event::Start(tag) | Event::Empty(tag) => {
                    Some(String::from_utf8_lossy(tag.name().as_ref()).into_owned())
                }
                _ => None,
            };
            if let Some(name) = name {
                let parent = stack.last().copied();
                let number = nodes.len();
                if number >= MOST_NODES || stack.len() >= DEEPEST || parent.is_none() && number > 0 {
                    return Err(damaged());
                }
                nodes.push(Node { name, open: begin..end, close: end..end, parent, children: Vec::new() });
                if let Some(parent) = parent {
                    nodes[parent].children.push(number);
                }
                if matches!(event, Event::Start(_)) {
                    stack.push(number);
                }
                continue;
            }
            match event {
                Event::End(_) => {
                    let number = stack.pop().ok_or_else(damaged)?;
                    nodes[number].close = begin..end;
                }
                Event::DocType(_) => return Err(damaged()),
                Event::Eof => break,
                _ => {}
            }
        }
        if nodes.is_empty() || !stack.is_empty() {
            return Err(damaged());
        }
        Ok(Self { text, nodes })
    }

    /// Every element, in the order of their opening tags.
    pub(super) fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    pub(super) fn node(&self, at: usize) -> &Node {
        &self.nodes[at]
    }

    pub(super) fn name(&self, at: usize) -> &str {
        &self.nodes[at].name
    }

    /// The text of some bytes.
    pub(super) fn slice(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or_default()
    }

    /// The value of an attribute as it is written.
    pub(super) fn attribute(&self, node: &Node, name: &str) -> Option<&'t str> {
        let range = self.attribute_at(node, name)?;
        let (_, value) = self.slice(range).split_once('=')?;
        Some(value.trim().trim_matches(['"', '\'']))
    }

    /// The bytes of an attribute with the blank before it.
    pub(super) fn attribute_at(&self, node: &Node, name: &str) -> Option<Range<usize>> {
        let tag = self.slice(node.open.clone());
        let mut from = 0;
        while let Some(found) = tag.get(from..)?.find(name) {
            let at = from + found;
            let rest = tag.get(at + name.len()..)?;
            let is_whole = tag.get(..at)?.ends_with(|c: char| c.is_whitespace());
            let after = rest.trim_start();
            if is_whole && after.starts_with('=') {
                let value = after.get(1..)?.trim_start();
                let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
                let length = value.get(1..)?.find(quote)? + 2;
                let end = tag.len() - value.len() + length;
                return Some(node.open.start + at - 1..node.open.start + end);
            }
            from = at + name.len();
        }
        None
    }

    /// The elements that an element stands in, itself first.
    pub(super) fn up(&self, from: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(from), |at| self.nodes[*at].parent)
    }

    /// The nearest element of a name that an element stands in, itself too.
    pub(super) fn within(&self, from: usize, name: &str) -> Option<usize> {
        self.up(from).find(|at| self.name(*at) == name)
    }

    /// Every element below one, in the order of their opening tags.
    pub(super) fn below(&self, at: usize) -> impl Iterator<Item = usize> {
        let end = self.nodes[at].close.end;
        (at + 1..self.nodes.len()).take_while(move |next| self.nodes[*next].open.start < end)
    }
}
