//! Word templates: the bytes of a .docx with `{{…}}` in its text come in, one text template for each of its parts goes out,
//! and back again with the parts that were filled in.
//!
//! Nothing here knows what stands between the braces: that is for those who render and check. A part is never written
//! anew; it is its own bytes with tags moved and lifted, so that everything that is no tag stays as the unit made it.

mod blocks;
mod lift;
mod mend;
mod notes;
mod package;
mod passage;
mod place;
mod story;
mod tag;
mod tree;
mod weave;

pub use mend::mend;
pub use notes::{Note, annotated};
pub use package::{Package, Refusal};
pub use passage::Passage;

/// Stands for a picture's number in a loop, where the number of the template must not be said twice.
pub const PICTURE: &str = "图形号";

/// What a value's line feed becomes inside a run (ECMA-376 17.3.3.1).
pub const BREAK: &str = r#"</w:t><w:br/><w:t xml:space="preserve">"#;

/// A part of a Word template that holds tags.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its name in the package: `word/document.xml`.
    pub name: String,
    /// Its paragraphs, in reading order.
    pub passages: Vec<Passage>,
    /// The part as a template; nothing when its blocks cannot be lifted.
    pub template: Option<String>,
    /// Blocks that do not stand where they can be lifted from.
    pub faults: Vec<Fault>,
}

/// A tag that stands where it cannot do what it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The number of the paragraph among the passages of its part.
    pub passage: usize,
    /// The character of the paragraph.
    pub at: usize,
    /// What is wrong.
    pub message: String,
    /// How to put it right.
    pub help: String,
}

/// The parts of a template that hold tags; the main document always.
///
/// # Errors
/// When a part is not what Word writes.
pub fn parts(package: &Package) -> Result<Vec<Part>, Refusal> {
    let mut found = Vec::new();
    for (name, text) in package.texts() {
        let tree = tree::Tree::read(text)?;
        let story = story::Story::of(&tree, name);
        if name == package.main() || story.has_tags() {
            found.push(weave::part(name, &tree, story));
        }
    }
    Ok(found)
}
