//! The style sheet: every measure, face and colour of a unit's documents, resolved.

use super::Orientation;
use crate::font::Role;
use crate::length::{Length, Measure};

/// An index into one of the sheet's lists of styles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StyleIndex(pub u16);

/// Colours of ink.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ink {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

impl Ink {
    /// Black.
    pub const BLACK: Self = Self { red: 0, green: 0, blue: 0 };
}

/// The page (GB/T 9704-2012 5.2): paper, text block and grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Paper width, upright.
    pub width: Length,
    /// Paper height, upright.
    pub height: Length,
    /// 天头: from the top edge to the text block.
    pub top: Length,
    /// From the text block to the bottom edge.
    pub bottom: Length,
    /// 订口: from the left edge to the text block.
    pub left: Length,
    /// From the text block to the right edge.
    pub right: Length,
    /// The pitch of lines of body text.
    pub pitch: Length,
    /// From the foot of the text block to the middle of the page number's dashes.
    pub number_drop: Length,
}

impl Page {
    /// The page as it lies. Turned, the head of the text lies at the binding, as on a right-hand page: the foot of the
    /// upright page becomes the left edge (GB/T 9704-2012 8).
    #[must_use]
    pub const fn turned(self, orientation: Orientation) -> Self {
        match orientation {
            Orientation::Portrait => self,
            Orientation::Landscape => Self {
                width: self.height,
                height: self.width,
                top: self.left,
                right: self.top,
                bottom: self.right,
                left: self.bottom,
                ..self
            },
        }
    }

    /// The width of the text block.
    #[must_use]
    pub fn measure(self) -> Length {
        self.width - self.left - self.right
    }

    /// From the lower edge of the paper to the lower edge of a letter's second rule (GB/T 9704-2012 10.1).
    pub const LETTER_FOOT: Length = Length::emu(20 * 36_000);

    /// From the upper edge of the paper to where the head of a letter's first page begins.
    #[must_use]
    pub fn letter_head(self) -> Length {
        self.top / 2
    }

    /// From the foot of the text block to the baseline of a page number of this size: its dashes, a third of an em
    /// above the baseline, stand `number_drop` below the foot (GB/T 9704-2012 7.5).
    #[must_use]
    pub fn number_baseline(self, size: Length) -> Length {
        self.number_drop + size.scale(0.32)
    }
}

/// The official family names, as the DOCX names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faces {
    /// Role and family, in the order of `Role::ALL`.
    pub names: [String; Role::COUNT],
}

impl Faces {
    /// The family name of a role.
    #[must_use]
    pub fn name(&self, role: Role) -> &str {
        &self.names[role as usize]
    }
}

/// How the lines of a paragraph fill the measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Align {
    /// Both edges straight, the last line left.
    #[default]
    Justify,
    /// Left.
    Left,
    /// Centred.
    Center,
    /// Right.
    Right,
    /// Every line, the last one too, spread over the measure.
    Distribute,
}

/// How a border is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Line {
    /// One line.
    #[default]
    Single,
    /// A thick line above a thin one (信函 first rule).
    ThickThin,
    /// A thin line above a thick one (信函 second rule).
    ThinThick,
}

/// A line above or below a paragraph, as wide as the text block less the paragraph's indents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Border {
    /// How it is drawn.
    pub line: Line,
    /// Its thickness; of a double line that of both lines and the white between, which is 0.75 pt, like the thin line.
    pub width: Length,
    /// Its colour.
    pub ink: Ink,
    /// White space between the line and the paragraph's lines of text.
    pub gap: Length,
}

/// A paragraph style.
#[derive(Clone, Debug, PartialEq)]
pub struct ParagraphStyle {
    /// Its Chinese name, as Word's style list shows it.
    pub name: String,
    /// The face of Han characters.
    pub role: Role,
    /// The face of Latin letters and digits: `Role::Latin`, or the role of the Han characters where a unit wants it so.
    pub latin: Role,
    /// Size of the type.
    pub size: Length,
    /// Tracking: added after each character; negative draws them together.
    pub tracking: Length,
    /// Colour.
    pub ink: Ink,
    /// Exact pitch of the lines.
    pub pitch: Length,
    /// Indent of the first line, in the style's own characters or fixed; negative makes it hang.
    pub first_line: Measure,
    /// Indent from the left.
    pub left: Measure,
    /// Indent from the right.
    pub right: Measure,
    /// White space above; dropped at the top of a page reached by overflow.
    pub before: Length,
    /// White space below.
    pub after: Length,
    /// How lines fill the measure.
    pub align: Align,
    /// Stays on the page of the next paragraph.
    pub keep_with_next: bool,
    /// All its lines stay on one page.
    pub keep_lines: bool,
    /// Outline level: 0 for the title, 1 to 4 for headings.
    pub outline: Option<u8>,
    /// A line above.
    pub border_above: Option<Border>,
    /// A line below.
    pub border_below: Option<Border>,
}

impl ParagraphStyle {
    /// The advance of one Han character: size plus tracking.
    #[must_use]
    pub fn advance(&self) -> Length {
        self.size + self.tracking
    }
}

/// A character style: what differs from the paragraph's.
#[derive(Clone, Debug, PartialEq)]
pub struct CharacterStyle {
    /// Its Chinese name.
    pub name: String,
    /// The face of Han characters, if it differs.
    pub role: Option<Role>,
    /// The size, if it differs.
    pub size: Option<Length>,
    /// The colour, if it differs.
    pub ink: Option<Ink>,
}

/// A table style.
#[derive(Clone, Debug, PartialEq)]
pub struct TableStyle {
    /// Its Chinese name.
    pub name: String,
    /// Thickness of the frame.
    pub outer: Length,
    /// Thickness of the lines inside.
    pub inner: Length,
    /// White space left and right in a cell.
    pub padding_x: Length,
    /// White space above and below in a cell.
    pub padding_y: Length,
}

/// A unit's style sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The page.
    pub page: Page,
    /// Official family names.
    pub faces: Faces,
    /// Paragraph styles; the first is 正文.
    pub paragraphs: Vec<ParagraphStyle>,
    /// Character styles.
    pub characters: Vec<CharacterStyle>,
    /// Table styles; the first is the default.
    pub tables: Vec<TableStyle>,
    /// The paragraph style of the page number.
    pub page_number: StyleIndex,
}

impl Sheet {
    /// The paragraph style behind an index.
    #[must_use]
    pub fn paragraph(&self, index: StyleIndex) -> &ParagraphStyle {
        &self.paragraphs[usize::from(index.0)]
    }

    /// The character style behind an index.
    #[must_use]
    pub fn character(&self, index: StyleIndex) -> &CharacterStyle {
        &self.characters[usize::from(index.0)]
    }

    /// The table style behind an index.
    #[must_use]
    pub fn table(&self, index: StyleIndex) -> &TableStyle {
        &self.tables[usize::from(index.0)]
    }

    /// The paragraph style of a name.
    #[must_use]
    pub fn paragraph_named(&self, name: &str) -> Option<StyleIndex> {
        position(self.paragraphs.iter().position(|style| style.name == name))
    }

    /// The character style of a name.
    #[must_use]
    pub fn character_named(&self, name: &str) -> Option<StyleIndex> {
        position(self.characters.iter().position(|style| style.name == name))
    }

    /// The table style of a name.
    #[must_use]
    pub fn table_named(&self, name: &str) -> Option<StyleIndex> {
        position(self.tables.iter().position(|style| style.name == name))
    }
}

fn position(index: Option<usize>) -> Option<StyleIndex> {
    index.and_then(|index| u16::try_from(index).ok()).map(StyleIndex)
}
