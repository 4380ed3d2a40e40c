//! Layout: a `Document` and faces come in, `Pages` of placed glyphs go out.
//!
//! It breaks lines and pages the way Word and LibreOffice break the DOCX of the same document, so that both print alike.
//! It knows nothing of PDF, templates or files.

mod draft;
mod fit;
mod flow;
mod furniture;
mod letter;
mod linebreak;
mod paragraph;
mod room;
mod shape;
mod structure;
mod table;

pub use fit::{Fitted, fit, fitted};

use crate::diag::{Code, Diagnostic, Location, Reported};
use crate::document::{Block, Document, Orientation, Page as Geometry, Sheet};
use crate::font::{Borrowing, Session};
use crate::kind::Kinds;
use crate::length::Length;
use crate::page::{Pages, Run, Stroke};
use linebreak::Hanging;
use paragraph::{Broken, Measure};
use shape::{Purpose, Setter};
use table::{Grid, Room};

/// Where the text block lies on the page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    pub(crate) paper_width: Length,
    pub(crate) paper_height: Length,
    pub(crate) left: Length,
    pub(crate) top: Length,
    pub(crate) width: Length,
    pub(crate) height: Length,
    /// How much lower the text begins on the first page: below a letter's head.
    pub(crate) first_drop: Length,
}

impl Frame {
    pub(crate) fn new(page: &Geometry, orientation: Orientation) -> Self {
        let page = page.turned(orientation);
        Self {
            paper_width: page.width,
            paper_height: page.height,
            left: page.left,
            top: page.top,
            width: page.measure(),
            height: page.height - page.top - page.bottom,
            first_drop: Length::ZERO,
        }
    }

    /// How much lower than the text block's upper edge the text of a page begins.
    fn drop_on(&self, page: usize) -> Length {
        if page == 0 { self.first_drop } else { Length::ZERO }
    }

    /// The column of its text.
    const fn measure(&self) -> Measure {
        Measure { width: self.width, hanging: Hanging::Allowed }
    }

    /// Where its tables are set.
    const fn room(&self) -> Room {
        Room { width: self.width, height: self.height }
    }

    fn bottom(&self) -> Length {
        self.top + self.height
    }
}

/// A piece of the flow that is never split: a line of text or a row of a table; places from its own top left corner.
#[derive(Clone, Debug, Default)]
pub(crate) struct Item {
    /// White space above, dropped at the top of a page reached by overflow.
    pub(crate) before: Length,
    pub(crate) height: Length,
    /// White space below; the larger of it and the next item's `before` counts, and none at the foot of a page.
    pub(crate) after: Length,
    pub(crate) runs: Vec<Run>,
    pub(crate) strokes: Vec<Stroke>,
    /// What closes it above where a page begins with it, and below where one ends with it.
    pub(crate) head: Vec<Stroke>,
    pub(crate) foot: Vec<Stroke>,
    /// Level and text, where an outline entry starts.
    pub(crate) heading: Option<(u8, String)>,
    pub(crate) joint: Joint,
    /// The repeated header rows of the table it belongs to.
    pub(crate) headers: Option<usize>,
}

/// How an item hangs together with the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Joint {
    /// A page may end between them.
    #[default]
    Open,
    /// A page may end between them where it can nowhere else: lines of a paragraph that stays with the next one, which
    /// LibreOffice does not part.
    Within,
    /// A page should not end between them.
    Closed,
    /// A cell reaches over both: a page ends between them only when there is no other place.
    Tied,
    /// A page must end between them.
    NewPage,
}

/// Lays a document out.
///
/// Characters that no face draws are reported, each once, and block the document; so does a 版记 higher than a page.
pub fn layout(document: &Document, session: &mut Session<'_>) -> Reported<Pages> {
    laid_out((document, &[]), session)
}

/// Lays a document out; `known` is what is known of its blocks already.
fn laid_out((document, known): Partly<'_>, session: &mut Session<'_>) -> Reported<Pages> {
    let mut setter = Setter::new(&document.sheet, session, Purpose::Pages);
    let Standing { frame, letter, flow, imprint, overfull } = stand((document, known), &mut setter);
    let mut pages = flow.into_pages(&frame, imprint);
    if let Some(letter) = letter {
        letter.put_on(&mut pages, &frame);
    }
    pages.structure = structure::of(document);
    furniture::number(&mut pages, document, &frame, &mut setter);
    draft::mark(&mut pages, document, &frame, &mut setter);
    let misses = setter.misses;
    let borrowing = session.fonts().borrowing();
    let missing = misses.into_iter().map(|miss| missing_glyph(&miss, document, borrowing));
    Reported::new(pages, missing.chain(overfull).collect())
}

/// How many pages a document has, and what is said of it when it is laid out.
fn counted((document, known): Partly<'_>, session: &mut Session<'_>) -> Reported<usize> {
    let mut setter = Setter::new(&document.sheet, session, Purpose::Measures);
    let Standing { frame, flow, imprint, overfull, .. } = stand((document, known), &mut setter);
    let count = flow.count(&frame, &imprint);
    let misses = setter.misses;
    let borrowing = session.fonts().borrowing();
    let missing = misses.into_iter().map(|miss| missing_glyph(&miss, document, borrowing));
    Reported::new(count, missing.chain(overfull).collect())
}

/// A document, and what is known of its blocks already.
type Partly<'a> = (&'a Document, &'a [Option<Known>]);

/// What is known of a block before it is laid out.
#[derive(Debug)]
enum Known {
    /// A paragraph's lines.
    Lines(Broken),
    /// A table's cells, for its measures only.
    Cells(Grid),
}

/// A document that is set, but not on pages yet.
struct Standing {
    frame: Frame,
    letter: Option<letter::Set>,
    flow: flow::Flow,
    imprint: Vec<Item>,
    overfull: Option<Diagnostic>,
}

fn stand((document, known): Partly<'_>, setter: &mut Setter<'_, '_>) -> Standing {
    let mut frame = Frame::new(&document.sheet.page, document.setup.orientation);
    let letter = document.letter.as_ref().map(|letter| letter::set(letter, &mut frame, setter));
    let blocks = document.blocks.iter().enumerate().map(|(at, block)| {
        let known = known.get(at).and_then(Option::as_ref);
        (laid(block, known, &frame, setter), keeps_next(block, &document.sheet))
    });
    let flow = flowing(blocks);
    let mut imprint = imprint(document, &frame, setter);
    let overfull = (imprint_height(&imprint) > frame.height).then(|| overfull_imprint(document));
    if overfull.is_some() {
        imprint.clear();
    }
    Standing { frame, letter, flow, imprint, overfull }
}

/// A block that is set.
#[derive(Clone)]
enum Laid {
    Lines(Vec<Item>),
    Rows(flow::Rows),
}

fn laid(block: &Block, known: Option<&Known>, frame: &Frame, setter: &mut Setter<'_, '_>) -> Laid {
    match (block, known) {
        (Block::Paragraph(paragraph), Some(Known::Lines(broken))) => {
            Laid::Lines(paragraph::set_lines(paragraph, broken, frame.measure(), setter))
        }
        (Block::Paragraph(paragraph), _) => Laid::Lines(paragraph::items(paragraph, frame.measure(), setter)),
        (Block::Table(table), Some(Known::Cells(grid))) if setter.purpose == Purpose::Measures => {
            Laid::Rows(table::rows(table, grid, frame.room(), setter.sheet, setter.purpose))
        }
        (Block::Table(table), _) => Laid::Rows(table::items(table, frame.room(), setter)),
    }
}

/// Blocks that are set, as they hang together: each with whether what follows must begin on the page on which it ends.
fn flowing(blocks: impl Iterator<Item = (Laid, bool)>) -> flow::Flow {
    let mut flow = flow::Flow::default();
    for (laid, keeps_next) in blocks {
        match laid {
            Laid::Lines(lines) => flow.push(lines),
            Laid::Rows(rows) => flow.push_table(rows),
        }
        if keeps_next {
            flow.glue();
        }
    }
    flow
}

fn keeps_next(block: &Block, sheet: &Sheet) -> bool {
    match block {
        Block::Paragraph(paragraph) => paragraph::keeps_next(paragraph, sheet),
        Block::Table(table) => table::ends_kept(table, sheet),
    }
}

/// The rows of 版记.
fn imprint(document: &Document, frame: &Frame, setter: &mut Setter<'_, '_>) -> Vec<Item> {
    document.imprint.as_ref().map_or_else(Vec::new, |table| {
        table::items(table, frame.room(), setter).items.into_iter().flatten().collect()
    })
}

fn imprint_height(imprint: &[Item]) -> Length {
    imprint.iter().map(|item| item.before + item.height).sum()
}

/// Word and LibreOffice cut such a 版记 off at the page's edge, so that no layout of it would be the DOCX's.
fn overfull_imprint(document: &Document) -> Diagnostic {
    let message = format!("{}的版记（抄送、印发机关等）太长，一页放不下", document.kind.label());
    Diagnostic::new(Code::OverfullImprint, Location::File, message)
        .help("请精简抄送单位，例如用统称代替逐个列名")
        .scope(Kinds::NONE.with(document.kind))
}

fn missing_glyph((c, around): &(char, String), document: &Document, borrowing: Borrowing) -> Diagnostic {
    let (whose, help) = match borrowing {
        Borrowing::Allowed => (
            "现有字体都没有",
            "请安装含有这个字的字体，或用 --fonts 指定字体文件夹；也请核对这个字有没有写错",
        ),
        Borrowing::Refused => (
            "规定的字体没有",
            "请换用含有这个字的规定字体（如 GB 18030 字库的），也请核对这个字有没有写错；不写 --strict-fonts 就用别的字体补这个字",
        ),
    };
    let message =
        format!("{}里的「{c}」（U+{:04X}）{whose}，出现在「{around}」", document.kind.label(), u32::from(*c));
    Diagnostic::new(Code::MissingGlyph, Location::File, message)
        .help(help)
        .scope(Kinds::NONE.with(document.kind))
}
