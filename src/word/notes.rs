//! Notes: a Word template and what was found in it come in, a copy that says so in Word's own comments goes out.

use super::story::Story;
use super::tree::Tree;
use super::{Package, Refusal};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Something to be said of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The name of the part.
    pub part: String,
    /// The number of the paragraph among the passages of the part.
    pub passage: usize,
    /// What is to be said, a paragraph each.
    pub words: Vec<String>,
}

const PART: &str = "word/comments.xml";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#;
/// Who says it.
const AUTHOR: &str = "会务检查";

/// A copy of a template with notes; what is said of a header, a footer or a text box, where Word knows no comments,
/// stands at the first paragraph, or at the one that holds the box.
///
/// # Errors
/// When the template's main part cannot be read.
pub fn annotated(package: &Package, notes: &[Note]) -> Result<Vec<u8>, Refusal> {
    let main = package.main();
    let text = package.text(main).unwrap_or_default();
    let tree = Tree::read(text)?;
    let story = Story::of(&tree, main);
    let known = package.text(PART).filter(|known| known.contains("</w:comments>"));
    let first = known.map_or(0, highest);
    let mut comments = String::new();
    let mut marks: BTreeMap<usize, (String, String)> = BTreeMap::new();
    for (note, number) in notes.iter().zip(first..) {
        let own =
            if note.part == main { story.paragraphs.get(note.passage) } else { story.paragraphs.first() };
        let Some(own) = own.or_else(|| story.paragraphs.first()) else { continue };
        // The outermost paragraph: a text box is inside of another.
        let paragraph = tree.up(own.node).filter(|at| tree.name(*at) == "w:p").last().unwrap_or(own.node);
        comments.push_str(&comment(number, &note.words));
        let (before, after) = marks.entry(paragraph).or_default();
        // Writing to a string cannot fail.
        let _ = write!(before, r#"<w:commentRangeStart w:id="{number}"/>"#);
        let _ = write!(
            after,
            r#"<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>"#
        );
    }
    let mut parts: BTreeMap<String, String> = [(main.to_owned(), marked(&tree, &marks))].into();
    if let Some(known) = known {
        let text = known.replacen("</w:comments>", &format!("{comments}</w:comments>"), 1);
        parts.insert(PART.to_owned(), text);
    } else {
        parts.insert(PART.to_owned(), format!("{HEAD}{comments}</w:comments>"));
        let (folder, file) = main.rsplit_once('/').unwrap_or(("word", main));
        parts.extend(package.with_part(PART, TYPE, &format!("{folder}/_rels/{file}.rels"), RELATION)?);
    }
    package.copy(parts)
}

/// The number after the highest of the comments that are there.
fn highest(comments: &str) -> usize {
    let Ok(tree) = Tree::read(comments) else { return 0 };
    let number = |node| tree.attribute(node, "w:id").and_then(|id| id.parse::<usize>().ok());
    tree.nodes().iter().filter_map(number).max().map_or(0, |most| most + 1)
}

fn comment(number: usize, words: &[String]) -> String {
    let paragraph = |text: &String| {
        let text = quick_xml::escape::partial_escape(text.as_str());
        format!(r#"<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#)
    };
    let words: String = words.iter().map(paragraph).collect();
    format!(r#"<w:comment w:id="{number}" w:author="{AUTHOR}" w:initials="会务">{words}</w:comment>"#)
}

fn marked(tree: &Tree<'_>, marks: &BTreeMap<usize, (String, String)>) -> String {
    let mut out = String::with_capacity(tree.text.len() + 1_024);
    let mut from = 0;
    let mut places: Vec<(usize, usize, String)> = Vec::new();
    for (at, (before, after)) in marks {
        let node = tree.node(*at);
        // An empty element has no inside: `<w:p/>` becomes a pair.
        if node.close.is_empty() {
            let open = tree.slice(node.open.clone()).trim_end_matches("/>").to_owned();
            places.push((node.open.start, node.open.end, format!("{open}>{before}{after}</w:p>")));
            continue;
        }
        let look = node.children.first().filter(|first| tree.name(**first) == "w:pPr");
        let start = look.map_or(node.open.end, |look| tree.node(*look).close.end);
        places.push((start, start, before.clone()));
        places.push((node.close.start, node.close.start, after.clone()));
    }
    places.sort();
    for (start, end, text) in places {
        out.push_str(tree.slice(from..start));
        out.push_str(&text);
        from = end;
    }
    out.push_str(tree.slice(from..tree.text.len()));
    out
}
