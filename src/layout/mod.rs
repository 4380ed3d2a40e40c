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
use crate::document::{Block, Document, Orientation, Page as Geometry};
use crate::font::{Borrowing, Session};
use crate::kind::Kinds;
use crate::length::Length;
use crate::page::{Pages, Run, Stroke};
use linebreak::Hanging;
use paragraph::{Broken, Measure};
use shape::{Purpose, Setter};
use table::Room;

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
    laid_out((document, &[]), session, Purpose::Pages)
}

/// Lays a document out; `known` are those of its paragraphs that are broken into lines already, by their blocks.
fn laid_out(
    (document, known): (&Document, &[Option<Broken>]),
    session: &mut Session<'_>,
    purpose: Purpose,
) -> Reported<Pages> {
    let mut frame = Frame::new(&document.sheet.page, document.setup.orientation);
    let mut setter = Setter::new(&document.sheet, session, purpose);
    let letter = document.letter.as_ref().map(|letter| letter::set(letter, &mut frame, &mut setter));
    let flow = flow(document, known, &frame, &mut setter);
    let mut imprint = imprint(document, &frame, &mut setter);
    let overfull = (imprint_height(&imprint) > frame.height).then(|| overfull_imprint(document));
    if overfull.is_some() {
        imprint.clear();
    }
    let mut pages = flow.into_pages(&frame, imprint);
    if let Some(letter) = letter {
        letter.put_on(&mut pages, &frame);
    }
    if purpose == Purpose::Pages {
        pages.structure = structure::of(document);
        furniture::number(&mut pages, document, &frame, &mut setter);
        draft::mark(&mut pages, document, &frame, &mut setter);
    }
    let misses = setter.misses;
    let borrowing = session.fonts().borrowing();
    let missing = misses.into_iter().map(|miss| missing_glyph(&miss, document, borrowing));
    Reported::new(pages, missing.chain(overfull).collect())
}

/// What flows, in order.
fn flow(
    document: &Document,
    known: &[Option<Broken>],
    frame: &Frame,
    setter: &mut Setter<'_, '_>,
) -> flow::Flow {
    let known = |at: usize| known.get(at).and_then(Option::as_ref);
    let blocks = document.blocks.iter().enumerate();
    let laid = blocks.map(|(at, block)| laid(block, known(at), frame, setter)).collect();
    flowing(document, laid)
}

/// A block that is set.
#[derive(Clone)]
enum Laid {
    Lines(Vec<Item>),
    Rows(flow::Rows),
}

fn laid(block: &Block, known: Option<&Broken>, frame: &Frame, setter: &mut Setter<'_, '_>) -> Laid {
    match block {
        Block::Paragraph(paragraph) => {
            let measure = Measure { width: frame.width, hanging: Hanging::Allowed };
            Laid::Lines(match known {
                Some(broken) => paragraph::set_lines(paragraph, broken, measure, setter),
                None => paragraph::items(paragraph, measure, setter),
            })
        }
        Block::Table(table) => {
            let room = Room { width: frame.width, height: frame.height };
            Laid::Rows(table::items(table, room, setter))
        }
    }
}

/// A document's blocks, set, as they hang together.
fn flowing(document: &Document, laid: Vec<Laid>) -> flow::Flow {
    let mut flow = flow::Flow::default();
    for (block, laid) in document.blocks.iter().zip(laid) {
        match laid {
            Laid::Lines(lines) => flow.push(lines),
            Laid::Rows(rows) => flow.push_table(rows),
        }
        let keeps_next = match block {
            Block::Paragraph(paragraph) => paragraph::keeps_next(paragraph, &document.sheet),
            Block::Table(table) => {
                table.rows.last().is_some_and(|row| table::keeps_next(row, &document.sheet))
            }
        };
        if keeps_next {
            flow.glue();
        }
    }
    flow
}

/// The rows of 版记.
fn imprint(document: &Document, frame: &Frame, setter: &mut Setter<'_, '_>) -> Vec<Item> {
    let room = Room { width: frame.width, height: frame.height };
    document.imprint.as_ref().map_or_else(Vec::new, |table| {
        table::items(table, room, setter).items.into_iter().flatten().collect()
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
