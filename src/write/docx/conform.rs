//! Conforming a part: what docx-rs built comes in, the same with its children in schema order and patched goes out.
//!
//! One pass: tags are copied as they stand, a `Patch` may rewrite or drop them and add children; when an element of
//! known order ends, the pieces it holds are put in that order.

use super::{Error, order};
use quick_xml::Reader;
use quick_xml::events::Event;

/// What becomes of an element.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Keep,
    Drop,
}

/// A start tag as docx-rs wrote it.
#[derive(Clone, Copy)]
pub(super) struct Tag<'a> {
    /// The name of the element it stands in; empty at the root.
    pub(super) parent: &'a str,
    /// Its name.
    pub(super) name: &'a str,
    /// Its attributes, each with a space before it.
    pub(super) attributes: &'a str,
}

/// What is put right in a part.
pub(super) trait Patch {
    /// An element opens: writes its attributes, each with a space before it.
    fn open(&mut self, tag: Tag<'_>, attributes: &mut String) -> Verdict {
        attributes.push_str(tag.attributes);
        Verdict::Keep
    }

    /// An element closes: adds children that docx-rs cannot write.
    fn close(&mut self, _parent: &str, _name: &str, _add: &mut Children<'_>) {}
}

/// An open element.
struct Frame<'a> {
    name: &'a str,
    order: Option<&'static [&'static str]>,
    /// Where its tag begins in the output.
    head: usize,
    /// Where its content begins in the output.
    body: usize,
    /// How many pieces of elements around it come before its own.
    pieces: usize,
}

/// A child of an element of known order.
#[derive(Clone, Copy)]
struct Piece {
    rank: usize,
    start: usize,
}

/// The children of an element that is about to close.
pub(super) struct Children<'o> {
    out: &'o mut String,
    pieces: &'o mut Vec<Piece>,
    order: Option<&'static [&'static str]>,
}

impl Children<'_> {
    /// Adds an empty element of this name and these attributes.
    pub(super) fn add(&mut self, name: &str, attributes: &str) {
        if let Some(order) = self.order {
            self.pieces.push(Piece { rank: rank(order, name), start: self.out.len() });
        }
        self.out.push('<');
        self.out.push_str(name);
        if !attributes.is_empty() {
            self.out.push(' ');
            self.out.push_str(attributes);
        }
        self.out.push_str("/>");
    }
}

/// Conforms a part.
pub(super) fn conform(part: &[u8], patch: &mut dyn Patch) -> Result<String, Error> {
    let xml = std::str::from_utf8(part)?;
    let mut reader = Reader::from_str(xml);
    let mut pass = Pass::new(xml.len());
    let mut at = 0;
    loop {
        let event = reader.read_event()?;
        let end = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let raw = xml.get(at..end).unwrap_or_default();
        at = end;
        match event {
            Event::Start(_) => pass.open(raw, patch),
            Event::Empty(_) => {
                pass.open(raw, patch);
                pass.close(patch);
            }
            Event::End(_) => pass.close(patch),
            Event::Eof => return Ok(pass.out),
            _ if pass.dropped == 0 => pass.out.push_str(raw),
            _ => {}
        }
    }
}

/// The pass over one part.
struct Pass<'a> {
    out: String,
    scratch: String,
    frames: Vec<Frame<'a>>,
    pieces: Vec<Piece>,
    /// How many dropped elements are open.
    dropped: usize,
}

impl<'a> Pass<'a> {
    fn new(length: usize) -> Self {
        Self {
            out: String::with_capacity(length),
            scratch: String::new(),
            frames: Vec::with_capacity(16),
            pieces: Vec::with_capacity(64),
            dropped: 0,
        }
    }

    fn open(&mut self, raw: &'a str, patch: &mut dyn Patch) {
        if self.dropped > 0 {
            self.dropped += 1;
            return;
        }
        let (name, attributes) = split(raw);
        let (parent, parent_order) = self.frames.last().map_or(("", None), |frame| (frame.name, frame.order));
        let head = self.out.len();
        self.out.push('<');
        self.out.push_str(name);
        if patch.open(Tag { parent, name, attributes }, &mut self.out) == Verdict::Drop {
            self.out.truncate(head);
            self.dropped = 1;
            return;
        }
        self.out.push('>');
        if let Some(order) = parent_order {
            self.pieces.push(Piece { rank: rank(order, name), start: head });
        }
        let (body, pieces) = (self.out.len(), self.pieces.len());
        self.frames.push(Frame { name, order: order::children(name), head, body, pieces });
    }

    fn close(&mut self, patch: &mut dyn Patch) {
        if self.dropped > 0 {
            self.dropped -= 1;
            return;
        }
        let Some(frame) = self.frames.pop() else { return };
        let parent = self.frames.last();
        let (parent_name, in_order) = parent.map_or(("", false), |frame| (frame.name, frame.order.is_some()));
        let mut children = Children { out: &mut self.out, pieces: &mut self.pieces, order: frame.order };
        patch.close(parent_name, frame.name, &mut children);
        self.sort(&frame);
        self.pieces.truncate(frame.pieces);
        if self.out.len() > frame.body {
            self.out.push_str("</");
            self.out.push_str(frame.name);
            self.out.push('>');
        } else if order::is_idle_when_empty(frame.name) {
            self.out.truncate(frame.head);
            if in_order {
                self.pieces.pop();
            }
        } else {
            self.out.pop();
            self.out.push_str("/>");
        }
    }

    /// Puts the children of a frame into the order of its schema.
    fn sort(&mut self, frame: &Frame<'_>) {
        let Some(pieces) = self.pieces.get(frame.pieces..) else { return };
        if pieces.is_sorted_by_key(|piece| piece.rank) {
            return;
        }
        let ends = pieces.iter().skip(1).map(|piece| piece.start).chain([self.out.len()]);
        let mut ranges: Vec<_> =
            pieces.iter().zip(ends).map(|(piece, end)| (piece.rank, piece.start..end)).collect();
        ranges.sort_by_key(|(rank, _)| *rank);
        self.scratch.clear();
        for (_, range) in ranges {
            self.scratch.push_str(self.out.get(range).unwrap_or_default());
        }
        self.out.truncate(frame.body);
        self.out.push_str(&self.scratch);
    }
}

/// The place of a name in a sequence; unknown names come last.
fn rank(order: &[&str], name: &str) -> usize {
    order.iter().position(|known| *known == name).unwrap_or(order.len())
}

/// The name of a raw tag and its attributes.
fn split(raw: &str) -> (&str, &str) {
    let inner = raw.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/').trim_end();
    inner.find(' ').map_or((inner, ""), |at| inner.split_at(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Plain;
    impl Patch for Plain {}

    #[test]
    fn children_are_sorted_and_idle_elements_dropped() {
        let part = br#"<w:p><w:pPr><w:rPr /><w:jc w:val="both" /><w:pStyle w:val="a>b" /></w:pPr><w:r><w:rPr /><w:t>x</w:t></w:r></w:p>"#;
        assert_eq!(
            conform(part, &mut Plain).expect("well-formed"),
            r#"<w:p><w:pPr><w:pStyle w:val="a>b"/><w:jc w:val="both"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>"#
        );
    }

    #[test]
    fn dropped_elements_go_with_their_content_and_added_ones_find_their_place() {
        struct Cut;
        impl Patch for Cut {
            fn open(&mut self, tag: Tag<'_>, attributes: &mut String) -> Verdict {
                attributes.push_str(tag.attributes);
                if tag.name == "w:ind" { Verdict::Drop } else { Verdict::Keep }
            }
            fn close(&mut self, _: &str, name: &str, add: &mut Children<'_>) {
                if name == "w:pPr" {
                    add.add("w:keepNext", "");
                }
            }
        }
        let part = b"<w:pPr><w:jc/><w:ind><w:x>1</w:x></w:ind></w:pPr>";
        assert_eq!(conform(part, &mut Cut).expect("well-formed"), "<w:pPr><w:keepNext/><w:jc/></w:pPr>");
    }

    #[test]
    fn broken_parts_are_refused() {
        assert!(conform(b"<w:p></w:q>", &mut Plain).is_err());
        assert!(conform(&[0xff], &mut Plain).is_err());
    }
}
