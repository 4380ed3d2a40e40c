//! Passages: the paragraphs of a Word template as the one who checks them sees them.

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where it is, as the user would say: `正文第3段`, `表1第2行第1格`, `页脚`.
    pub place: String,
    /// Its text in one line, its runs joined.
    pub text: String,
    /// Whether it is the copy of a text box for old programs: what is wrong in it is said of the text box.
    pub is_copy: bool,
}
