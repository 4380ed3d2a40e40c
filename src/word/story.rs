//! A story: a part's tree comes in, its paragraphs with their texts joined over runs go out.

use super::passage::Passage;
use super::place;
use super::tag::{Tag, tags};
use super::tree::Tree;
use std::ops::Range;

/// A piece of a paragraph's text.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// The number of its `w:t`.
    pub(super) node: usize,
    /// Its bytes in the paragraph's text.
    pub(super) at: Range<usize>,
}

/// A paragraph.
#[derive(Clone, Debug)]
pub(super) struct Paragraph {
    /// The number of its `w:p`.
    pub(super) node: usize,
    pub(super) text: String,
    pub(super) pieces: Vec<Piece>,
    pub(super) tags: Vec<Tag>,
    /// Whether more than words is in it: a picture, a break, a field, the end of a section.
    pub(super) has_more: bool,
}

impl Paragraph {
    /// The `w:t` in which a tag begins.
    pub(super) fn piece_of(&self, tag: &Tag) -> Option<usize> {
        let piece = self.pieces.iter().find(|piece| piece.at.contains(&tag.at.start))?;
        Some(piece.node)
    }

    /// The number of characters before a byte.
    pub(super) fn characters(&self, byte: usize) -> usize {
        self.text.get(..byte).map_or(0, |before| before.chars().count())
    }
}

/// The paragraphs of a part, in the order of their opening tags.
#[derive(Clone, Debug)]
pub(super) struct Story {
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) passages: Vec<Passage>,
}

impl Story {
    pub(super) fn of(tree: &Tree<'_>, part: &str) -> Self {
        let nodes: Vec<usize> = (0..tree.nodes().len()).filter(|at| tree.name(*at) == "w:p").collect();
        let paragraphs: Vec<Paragraph> = nodes.iter().map(|at| paragraph(tree, *at)).collect();
        let places = place::places(tree, part, &nodes);
        let passages = paragraphs
            .iter()
            .zip(places)
            .map(|(paragraph, place)| Passage {
                place,
                text: understood(paragraph),
                is_copy: place::is_copy(tree, paragraph.node),
            })
            .collect();
        Self { paragraphs, passages }
    }

    /// Whether any text of it may hold a tag.
    pub(super) fn has_tags(&self) -> bool {
        self.paragraphs
            .iter()
            .any(|paragraph| ["{{", "}}", "｛｛"].iter().any(|mark| paragraph.text.contains(mark)))
    }
}

fn paragraph(tree: &Tree<'_>, node: usize) -> Paragraph {
    let mut found =
        Paragraph { node, text: String::new(), pieces: Vec::new(), tags: Vec::new(), has_more: false };
    gather(tree, node, &mut found);
    found.tags = tags(&found.text);
    found
}

fn gather(tree: &Tree<'_>, at: usize, found: &mut Paragraph) {
    for child in &tree.node(at).children {
        match tree.name(*child) {
            // What was deleted or moved away under revision is not there any more.
            "w:p" | "w:del" | "w:moveFrom" | "w:rPr" => {}
            "w:pPr" => found.has_more |= tree.below(*child).any(|at| tree.name(at) == "w:sectPr"),
            "w:t" => {
                let inner = tree.slice(tree.node(*child).inner());
                // A CDATA section is not what Word writes; it is left as it is.
                if let Some(text) = quick_xml::escape::unescape(inner).ok().filter(|_| !inner.contains('<')) {
                    let from = found.text.len();
                    found.text.push_str(&text);
                    found.pieces.push(Piece { node: *child, at: from..found.text.len() });
                }
            }
            "w:tab" | "w:cr" if tree.name(at) == "w:r" => found.text.push(' '),
            "w:br" => {
                found.text.push(' ');
                found.has_more |= tree.attribute(tree.node(*child), "w:type").is_some();
            }
            "w:noBreakHyphen" => found.text.push('-'),
            name => {
                let is_plain = matches!(
                    name,
                    "w:lastRenderedPageBreak" | "w:softHyphen" | "w:commentReference" | "w:annotationRef"
                );
                found.has_more |= tree.name(at) == "w:r" && !is_plain || name.starts_with("m:");
                gather(tree, *child, found);
            }
        }
    }
}

/// The text in one line, with its tags as they are understood.
fn understood(paragraph: &Paragraph) -> String {
    let mut out = String::with_capacity(paragraph.text.len());
    let mut from = 0;
    for tag in &paragraph.tags {
        out.push_str(paragraph.text.get(from..tag.at.start).unwrap_or_default());
        out.push_str(&tag.text);
        from = tag.at.end;
    }
    out.push_str(paragraph.text.get(from..).unwrap_or_default());
    out.replace(['\n', '\r'], " ")
}
