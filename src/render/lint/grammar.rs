//! The markup a template may produce: a tag comes in, where it may stand and what it may say go out.

/// What an attribute may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    /// Any text.
    Text,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A paragraph style.
    Paragraph,
    /// A character style.
    Character,
    /// A table style.
    Table,
    /// A length.
    Length,
    /// A whole number.
    Number,
    /// The widths of columns.
    Columns,
    /// How often a row is repeated.
    Repeat,
}

/// A tag.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) name: &'static str,
    /// The tags it may stand in.
    pub(super) inside: &'static [&'static str],
    pub(super) attributes: &'static [(&'static str, Takes)],
    /// Whether text may stand in it.
    pub(super) holds: Holds,
}

/// What a tag holds beside other tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// Text and values.
    Text,
    /// Tags only: text in it would not be printed.
    Tags,
}

use Holds::{Tags, Text as Words};
use Takes::{Character, Choice, Columns, Length, Number, Paragraph, Repeat, Table, Text};

const BLOCK: &[&str] = &["document"];
const INLINE: &[&str] = &[
    "p",
    "title",
    "salutation",
    "h1",
    "h2",
    "h3",
    "h4",
    "li",
    "list",
    "item",
    "note",
    "td",
    "th",
    "cc",
    "issue",
    "number",
    "organ",
    "part",
    "issuer",
    "span",
    "signature",
];
const START: (&str, Takes) = ("start", Choice(&["page"]));
const STYLE: (&str, Takes) = ("style", Paragraph);
const KEEP: (&str, Takes) = ("keep", Choice(&["next"]));
const CELL: &[(&str, Takes)] = &[
    STYLE,
    ("align", Choice(&["left", "center"])),
    ("span", Number),
    ("merge", Choice(&["top", "continued"])),
    ("valign", Choice(&["top", "middle", "bottom"])),
    ("borders", Choice(&["all", "none", "bottom"])),
    ("turn", Choice(&["up", "down"])),
    ("break", Choice(&["sense"])),
];

const fn tag(
    name: &'static str,
    inside: &'static [&'static str],
    attributes: &'static [(&'static str, Takes)],
    holds: Holds,
) -> Tag {
    Tag { name, inside, attributes, holds }
}

/// Every tag there is.
pub(super) const TAGS: &[Tag] = &[
    tag(
        "document",
        &[],
        &[
            ("title", Text),
            ("format", Choice(&["document", "letter"])),
            ("orientation", Choice(&["portrait", "landscape"])),
            ("page-numbers", Choice(&["outer", "outer-but-first", "none"])),
        ],
        Tags,
    ),
    tag(
        "marks",
        BLOCK,
        &[("number", Text), ("secrecy", Text), ("urgency", Text), ("gap", Choice(&["line"])), START],
        Tags,
    ),
    tag("organ", BLOCK, &[("suffix", Text), START], Words),
    tag("part", &["organ", "signature"], &[], Words),
    tag("number", BLOCK, &[START], Words),
    tag("issuer", &["number"], &[], Words),
    tag("title", BLOCK, &[STYLE, START], Words),
    tag("salutation", BLOCK, &[STYLE, KEEP, START], Words),
    tag("p", &["document", "text", "td", "th"], &[STYLE, KEEP, START], Words),
    tag("h1", BLOCK, &[STYLE, START], Words),
    tag("h2", BLOCK, &[STYLE, START], Words),
    tag("h3", BLOCK, &[STYLE, START], Words),
    tag("h4", BLOCK, &[STYLE, START], Words),
    tag("ol", BLOCK, &[START], Tags),
    tag("li", &["document", "ol"], &[STYLE, KEEP, ("level", Choice(&["1", "2", "3", "4"])), START], Words),
    tag("text", BLOCK, &[START], Tags),
    tag(
        "list",
        BLOCK,
        &[STYLE, ("label", Text), ("first", Choice(&["yes", "no"])), ("keep", Choice(&["previous"])), START],
        Words,
    ),
    tag("attachments", BLOCK, &[START], Tags),
    tag("item", &["attachments"], &[], Words),
    tag("signature", BLOCK, &[("date", Text), ("seal", Choice(&["yes", "no"])), START], Words),
    tag("note", BLOCK, &[STYLE, KEEP, START], Words),
    tag("annex", BLOCK, &[("label", Text), START], Tags),
    tag("table", BLOCK, &[("columns", Columns), ("header", Number), ("style", Table), START], Tags),
    tag("tr", &["table"], &[("height", Length), ("repeat", Repeat)], Tags),
    tag("td", &["tr"], CELL, Words),
    tag("th", &["tr"], CELL, Words),
    tag("imprint", BLOCK, &[START], Tags),
    tag("cc", &["imprint"], &[("label", Text)], Words),
    tag("issue", &["imprint"], &[("date", Text)], Words),
    tag("br", INLINE, &[], Tags),
    tag("tab", INLINE, &[], Tags),
    tag("span", INLINE, &[("style", Character)], Words),
];

/// The tag of a name.
pub(super) fn known(name: &str) -> Option<&'static Tag> {
    TAGS.iter().find(|tag| tag.name == name)
}
