//! Weaving: a part with its tags and where they take effect comes in, the same part as one text template goes out.
//!
//! Only the bytes of tags, and of the runs they are spread over, are another; the rest is copied.

use super::blocks::Block;
use super::lift::{Act, Acts, Lifted, lift};
use super::story::{Paragraph, Story};
use super::tag::Role;
use super::tree::Tree;
use super::{PICTURE, Part};
use std::ops::Range;

/// The part of a name.
pub(super) fn part(name: &str, tree: &Tree<'_>, story: Story) -> Part {
    let lifted = lift(tree, &story);
    let (template, faults) = match lifted {
        None => (None, Vec::new()),
        Some(Lifted { acts: Err(faults), .. }) => (None, faults),
        Some(Lifted { blocks, acts: Ok(acts) }) => {
            (Some(woven(tree, &story.paragraphs, &blocks, &acts)), Vec::new())
        }
    };
    Part { name: name.to_owned(), passages: story.passages, template, faults }
}

/// Some bytes of a part and what stands there instead.
struct Edit {
    at: Range<usize>,
    /// Of edits at one place: what comes after an element, what comes before the next, what replaces it.
    order: u8,
    text: String,
}

fn woven(tree: &Tree<'_>, paragraphs: &[Paragraph], blocks: &[Block], acts: &Acts) -> String {
    let mut edits = Vec::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        words(tree, (at, paragraph), acts, &mut edits);
        if is_left_over(tree, (at, paragraph), acts) {
            edits.push(Edit { at: tree.node(paragraph.node).whole(), order: 2, text: String::new() });
        }
    }
    for (spot, act) in acts {
        let text = paragraphs[spot.0].tags[spot.1].text.clone();
        match act {
            Act::Before(node) => {
                let at = tree.node(*node).open.start;
                edits.push(Edit { at: at..at, order: 1, text });
            }
            Act::After(node) => {
                let at = tree.node(*node).close.end;
                edits.push(Edit { at: at..at, order: 0, text });
            }
            Act::At(node) => {
                let whole = tree.node(*node).whole();
                let known = edits.iter_mut().find(|edit| edit.order == 3 && edit.at == whole);
                match known {
                    Some(edit) => edit.text.push_str(&text),
                    None => edits.push(Edit { at: whole, order: 3, text }),
                }
            }
            Act::Stay | Act::Split => {}
        }
    }
    for block in blocks.iter().filter(|block| block.name == "each") {
        let place = |spot| place(tree, paragraphs, acts, spot);
        unique(tree, place(block.open)..place(block.close), &mut edits);
    }
    for (at, node) in tree.nodes().iter().enumerate() {
        if matches!(tree.name(at), "w:commentRangeStart" | "w:commentRangeEnd" | "w:commentReference") {
            edits.push(Edit { at: node.whole(), order: 2, text: String::new() });
        }
    }
    applied(tree.text, edits)
}

/// Puts the tags of a paragraph into the runs where they begin.
fn words(tree: &Tree<'_>, (number, paragraph): (usize, &Paragraph), acts: &Acts, edits: &mut Vec<Edit>) {
    for piece in &paragraph.pieces {
        let touches = |at: &Range<usize>| at.start < piece.at.end && at.end > piece.at.start;
        if !paragraph.tags.iter().any(|tag| touches(&tag.at)) {
            continue;
        }
        let node = tree.node(piece.node);
        let mut text = String::new();
        let mut from = piece.at.start;
        let plain =
            |from: usize, to: usize| literal(paragraph.text.get(from..to.max(from)).unwrap_or_default());
        for (own, tag) in paragraph.tags.iter().enumerate().filter(|(_, tag)| touches(&tag.at)) {
            text.push_str(&plain(from, tag.at.start));
            from = tag.at.end.min(piece.at.end);
            if !piece.at.contains(&tag.at.start) {
                continue;
            }
            match (&tag.role, acts.get(&(number, own))) {
                (Role::Silent, _) | (_, Some(Act::Before(_) | Act::After(_) | Act::At(_))) => {}
                (Role::Literal, _) => text.push_str(&literal(tag.text.get(1..).unwrap_or_default())),
                (_, Some(Act::Split)) => text.push_str(&parted(tree, piece.node, &tag.text)),
                (_, Some(Act::Stay) | None) => text.push_str(&tag.text),
            }
        }
        text.push_str(&plain(from, piece.at.end));
        edits.push(Edit { at: node.inner(), order: 2, text });
        if tree.attribute(node, "xml:space").is_none() {
            let end = node.open.end - 1;
            edits.push(Edit { at: end..end, order: 1, text: r#" xml:space="preserve""#.to_owned() });
        }
    }
}

/// The end of a run, a tag, and the beginning of the same run again.
fn parted(tree: &Tree<'_>, text: usize, tag: &str) -> String {
    let run = tree.within(text, "w:r").unwrap_or(text);
    let look = tree.node(run).children.iter().find(|at| tree.name(**at) == "w:rPr");
    let look = look.map_or("", |at| tree.slice(tree.node(*at).whole()));
    let open = tree.slice(tree.node(run).open.clone());
    format!(r#"</w:t></w:r>{tag}{open}{look}<w:t xml:space="preserve">"#)
}

/// Words as XML has them; braces that are no tag are none for the template either.
fn literal(text: &str) -> String {
    quick_xml::escape::partial_escape(text).replace("{{", "{&#123;")
}

/// A paragraph of a cell that holds nothing but tags that took the row with them, beside others of the cell.
fn is_left_over(tree: &Tree<'_>, (number, paragraph): (usize, &Paragraph), acts: &Acts) -> bool {
    let Some(cell) = tree.node(paragraph.node).parent.filter(|at| tree.name(*at) == "w:tc") else {
        return false;
    };
    let is_last = tree.node(cell).children.last() == Some(&paragraph.node);
    let is_out = |own: usize| match acts.get(&(number, own)) {
        Some(Act::Before(node) | Act::After(node)) => tree.name(*node) == "w:tr",
        _ => paragraph.tags[own].role == Role::Silent,
    };
    let mut rest = String::new();
    let mut from = 0;
    for tag in &paragraph.tags {
        rest.push_str(paragraph.text.get(from..tag.at.start).unwrap_or_default());
        from = tag.at.end;
    }
    rest.push_str(paragraph.text.get(from..).unwrap_or_default());
    !paragraph.tags.is_empty()
        && !is_last
        && !paragraph.has_more
        && rest.trim().is_empty()
        && (0..paragraph.tags.len()).all(is_out)
}

/// The byte of the part where a tag takes effect.
fn place(tree: &Tree<'_>, paragraphs: &[Paragraph], acts: &Acts, spot: (usize, usize)) -> usize {
    match acts.get(&spot) {
        Some(Act::Before(node) | Act::At(node)) => tree.node(*node).open.start,
        Some(Act::After(node)) => tree.node(*node).close.end,
        _ => {
            let paragraph = &paragraphs[spot.0];
            let piece = paragraph.piece_of(&paragraph.tags[spot.1]);
            piece.map_or(0, |at| tree.node(at).open.start)
        }
    }
}

/// What may be in a document only once is taken out of what is repeated, or numbered anew (ECMA-376 17.13.6, 20.4.2.5).
fn unique(tree: &Tree<'_>, span: Range<usize>, edits: &mut Vec<Edit>) {
    for (at, node) in tree.nodes().iter().enumerate().filter(|(_, node)| span.contains(&node.open.start)) {
        match tree.name(at) {
            "w:bookmarkStart" | "w:bookmarkEnd" => {
                edits.push(Edit { at: node.whole(), order: 2, text: String::new() });
            }
            "w:p" | "w:tr" => {
                let names = ["w14:paraId", "w14:textId"];
                let found = names.iter().filter_map(|name| tree.attribute_at(node, name));
                edits.extend(found.map(|at| Edit { at, order: 2, text: String::new() }));
            }
            "wp:docPr" => {
                let text = format!(" id=\"{{{{{PICTURE}}}}}\"");
                edits.extend(tree.attribute_at(node, "id").map(|at| Edit { at, order: 2, text }));
            }
            _ => {}
        }
    }
}

/// A text with its edits; of edits inside another the outer one is made.
fn applied(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.at.start, edit.order.min(2), std::cmp::Reverse(edit.at.end)));
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut from = 0;
    for edit in &edits {
        if edit.at.start < from {
            continue;
        }
        // Braces in what is no text are no tags.
        out.push_str(&text.get(from..edit.at.start).unwrap_or_default().replace("{{", "{&#123;"));
        out.push_str(&edit.text);
        from = edit.at.end;
    }
    out.push_str(&text.get(from..).unwrap_or_default().replace("{{", "{&#123;"));
    out
}
