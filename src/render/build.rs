//! Building: a tree of markup comes in, a `Document` in the sheet's styles goes out.

use super::letterhead::Head;
use super::markup::{Element, Fault, Node, VALUE_BREAK};
use super::{ordinal, table, title};
use crate::document::{
    Block, Borders, Cell, CellKind, Document, Fill, Indent, Inline, Keep, Letter, Merge, Orientation,
    PageNumbers, Paragraph, ParagraphStyle, Row, Setup, Sheet, Start, StyleIndex, Table, Turn, VerticalAlign,
    nominal,
};
use crate::kind::Kind;
use crate::length::Length;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::sync::Arc;

/// Turns markup into a document.
pub(super) fn document(root: &Element<'_>, kind: Kind, sheet: &Arc<Sheet>) -> Result<Document, Fault> {
    let head = Head::of(root)?;
    let setup = Setup {
        orientation: orientation(root)?,
        page_numbers: page_numbers(root, head)?,
        ..Setup::default()
    };
    let mut builder = Builder::new(sheet, setup.orientation, head);
    for element in root.elements() {
        builder.block(element)?;
    }
    let title = root.attribute("title").unwrap_or(kind.label()).to_owned();
    Ok(Document {
        kind,
        title,
        sheet: Arc::clone(sheet),
        setup,
        letter: builder.letter,
        fill: builder.fill,
        blocks: builder.blocks,
        imprint: builder.imprint,
    })
}

fn orientation(root: &Element<'_>) -> Result<Orientation, Fault> {
    match root.attribute("orientation") {
        None | Some("portrait") => Ok(Orientation::Portrait),
        Some("landscape") => Ok(Orientation::Landscape),
        Some(_) => Err(root.wrong("orientation", "portrait、landscape")),
    }
}

fn page_numbers(root: &Element<'_>, head: Head) -> Result<PageNumbers, Fault> {
    match root.attribute("page-numbers") {
        None if head == Head::Letter => Ok(PageNumbers::OuterButFirst),
        None | Some("outer") => Ok(PageNumbers::Outer),
        Some("outer-but-first") => Ok(PageNumbers::OuterButFirst),
        Some("none") => Ok(PageNumbers::None),
        Some(_) => Err(root.wrong("page-numbers", "outer、outer-but-first、none")),
    }
}

pub(super) struct Builder<'a> {
    pub(super) sheet: &'a Sheet,
    /// The width of the text block.
    pub(super) width: Length,
    pub(super) blocks: Vec<Block>,
    imprint: Option<Table>,
    pub(super) head: Head,
    pub(super) letter: Option<Letter>,
    /// The marks of a letter, which wait for its number.
    pub(super) marks: Vec<Inline>,
    pub(super) fill: Option<Fill>,
    /// How many headings of each level there are under the one above.
    counts: [usize; 4],
    next_start: Start,
    /// The styles asked for so far: a document has few of the sheet's, and asks for them again and again.
    known: RefCell<FxHashMap<String, StyleIndex>>,
}

impl<'a> Builder<'a> {
    fn new(sheet: &'a Sheet, orientation: Orientation, head: Head) -> Self {
        Self {
            sheet,
            width: sheet.page.turned(orientation).measure(),
            blocks: Vec::new(),
            imprint: None,
            head,
            letter: None,
            marks: Vec::new(),
            fill: None,
            counts: [0; 4],
            next_start: Start::Flow,
            known: RefCell::default(),
        }
    }

    fn block(&mut self, element: &Element<'_>) -> Result<(), Fault> {
        match element.attribute("start") {
            None => {}
            Some("page") => self.next_start = Start::NewPage,
            Some(_) => return Err(element.wrong("start", "page")),
        }
        match element.name {
            "p" => self.paragraphs(element, "正文"),
            "marks" => self.marks(element),
            "organ" => self.organ(element),
            "number" => self.number(element),
            "title" => self.title(element),
            "salutation" => self.paragraphs(element, "主送机关"),
            "h1" => self.heading(element, 1),
            "h2" => self.heading(element, 2),
            "h3" => self.heading(element, 3),
            "h4" => self.heading(element, 4),
            "ol" => self.items(element),
            "li" => self.item(element),
            "text" => self.text(element),
            "list" => self.list(element),
            "attachments" => self.attachments(element),
            "signature" => self.signature(element),
            "note" => self.note(element),
            "annex" => self.annex(element),
            "table" => {
                let (table, filling) = table::build(self, element)?;
                self.fill = filling.map(|row| Fill { block: self.blocks.len(), row }).or(self.fill);
                self.blocks.push(Block::Table(table));
                Ok(())
            }
            "imprint" => self.make_imprint(element),
            _ => Err(Fault::UnknownTag(element.name.to_owned())),
        }
    }

    pub(super) fn push(&mut self, mut paragraph: Paragraph) {
        paragraph.start = std::mem::take(&mut self.next_start);
        self.blocks.push(Block::Paragraph(paragraph));
    }

    pub(super) fn style(&self, element: &Element<'_>, default: &str) -> Result<StyleIndex, Fault> {
        self.named(element.attribute("style").unwrap_or(default))
    }

    pub(super) fn named(&self, name: &str) -> Result<StyleIndex, Fault> {
        let mut known = self.known.borrow_mut();
        if let Some(index) = known.get(name) {
            return Ok(*index);
        }
        let index = self.sheet.paragraph_named(name).ok_or_else(|| Fault::UnknownStyle(name.to_owned()))?;
        known.insert(name.to_owned(), index);
        Ok(index)
    }

    pub(super) fn table_named(&self, name: &str) -> Result<StyleIndex, Fault> {
        self.sheet.table_named(name).ok_or_else(|| Fault::UnknownStyle(name.to_owned()))
    }

    /// One paragraph, or several where a value has line feeds.
    fn paragraphs(&mut self, element: &Element<'_>, default: &str) -> Result<(), Fault> {
        let style = self.style(element, default)?;
        let keep = match element.attribute("keep") {
            None => Keep::AsStyled,
            Some("next") => Keep::WithNext,
            Some(_) => return Err(element.wrong("keep", "next")),
        };
        for inlines in split(self.inlines(element)?) {
            self.push(Paragraph { keep, ..Paragraph::new(style, inlines) });
        }
        Ok(())
    }

    /// The last paragraph so far will stand on the page on which what follows begins.
    pub(super) fn keep_last(&mut self) {
        if let Some(Block::Paragraph(last)) = self.blocks.last_mut() {
            last.keep = Keep::WithNext;
        }
    }

    /// 标题: broken by sense, unless the writer broke it.
    fn title(&mut self, element: &Element<'_>) -> Result<(), Fault> {
        let style = self.style(element, "标题")?;
        let mut inlines = Vec::new();
        for forced in split(self.inlines(element)?) {
            if !inlines.is_empty() {
                inlines.push(Inline::Break);
            }
            inlines.extend(self.broken_by_sense(style, forced, self.width));
        }
        self.push(Paragraph::new(style, inlines));
        Ok(())
    }

    /// The text of the inlines, broken by sense into lines no wider than `room`.
    pub(super) fn broken_by_sense(
        &self,
        style: StyleIndex,
        inlines: Vec<Inline>,
        room: Length,
    ) -> Vec<Inline> {
        let advance = self.sheet.paragraph(style).advance();
        let whole = Paragraph::new(style, inlines);
        let text = whole.text();
        let mut broken = Vec::new();
        for line in text.split('\n').flat_map(|part| title::lines(part, advance, room)) {
            if !broken.is_empty() {
                broken.push(Inline::Break);
            }
            broken.push(Inline::Text { text: line, style: None });
        }
        broken
    }

    fn heading(&mut self, element: &Element<'_>, level: usize) -> Result<(), Fault> {
        let style = self.style(element, ["一级标题", "二级标题", "三级标题", "四级标题"][level - 1])?;
        let mark = self.count(level);
        let mut inlines = vec![Inline::Text { text: mark, style: None }];
        inlines.extend(self.inlines(element)?);
        self.push(Paragraph::new(style, inlines));
        Ok(())
    }

    /// The mark of the next heading of a level; the levels below begin anew.
    fn count(&mut self, level: usize) -> String {
        self.counts[level - 1] += 1;
        self.counts[level..].fill(0);
        ordinal::mark(level, self.counts[level - 1])
    }

    /// Paragraphs without numbers, or with those that were typed.
    fn text(&mut self, element: &Element<'_>) -> Result<(), Fault> {
        if self.sections(element)? {
            return Ok(());
        }
        element.elements().try_for_each(|item| self.paragraphs(item, "正文"))
    }

    /// Numbered paragraphs; a single one has no number, and typed numbers stay.
    fn items(&mut self, element: &Element<'_>) -> Result<(), Fault> {
        if self.sections(element)? {
            return Ok(());
        }
        let count = element.elements().count();
        for item in element.elements() {
            match item.name {
                "li" if count == 1 => self.paragraphs(item, "正文")?,
                "li" => self.item(item)?,
                _ => return Err(Fault::UnknownTag(item.name.to_owned())),
            }
        }
        Ok(())
    }

    /// A numbered paragraph of body text, （一）（二） under 一、.
    fn item(&mut self, element: &Element<'_>) -> Result<(), Fault> {
        let style = self.style(element, "正文")?;
        let level = match element.attribute("level") {
            None => 2,
            Some(level) => match level.parse() {
                Ok(level @ 1..=4) => level,
                _ => return Err(element.wrong("level", "1、2、3、4")),
            },
        };
        let mut inlines = vec![Inline::Text { text: self.count(level), style: None }];
        inlines.extend(self.inlines(element)?);
        for inlines in split(inlines) {
            self.push(Paragraph::new(style, inlines));
        }
        Ok(())
    }

    /// 出席：…… with lines hanging after the colon (10.3).
    fn list(&mut self, element: &Element<'_>) -> Result<(), Fault> {
        let is_first = element.attribute("first") == Some("yes");
        match element.attribute("keep") {
            None => {}
            // A last short line must not stand alone on the page of 版记.
            Some("previous") => self.keep_last(),
            Some(_) => return Err(element.wrong("keep", "previous")),
        }
        let style = self.style(element, if is_first { "人员名单首" } else { "人员名单" })?;
        let label = format!("{}：", element.attribute("label").unwrap_or_default());
        let bold = self.sheet.character_named("黑体字");
        let look = self.sheet.paragraph(style);
        let indent = hanging(look, look.advance() * 2, &label);
        let mut inlines = vec![Inline::Text { text: label, style: bold }];
        inlines.extend(self.inlines(element)?);
        self.push(Paragraph { indent: Some(indent), ..Paragraph::new(style, inlines) });
        Ok(())
    }

    /// 附件说明 (7.3.4): `附件：1. ……`, further ones under the first one's number.
    fn attachments(&mut self, element: &Element<'_>) -> Result<(), Fault> {
        let items: Vec<&Element<'_>> = element.elements().collect();
        // What follows hangs on the signature, which must not stand on a page without text.
        self.keep_last();
        for (at, item) in items.iter().enumerate() {
            let style = self.named(if at == 0 { "附件说明" } else { "附件说明续" })?;
            let look = self.sheet.paragraph(style);
            let head = "附件：";
            let number = if items.len() > 1 { format!("{}. ", at + 1) } else { String::new() };
            let left = look.advance() * 2;
            let (mark, indent) = if at == 0 {
                let mark = format!("{head}{number}");
                let indent = hanging(look, left, &mark);
                (mark, indent)
            } else {
                let indent = hanging(look, left + nominal::width(head, look.size, look.tracking), &number);
                (number, indent)
            };
            let mut inlines = vec![Inline::Text { text: mark, style: None }];
            inlines.extend(self.inlines(item)?);
            inlines.retain(|inline| !matches!(inline, Inline::Text { text, .. } if text.is_empty()));
            let keep = Keep::WithNext;
            self.push(Paragraph { indent: Some(indent), keep, ..Paragraph::new(style, inlines) });
        }
        Ok(())
    }

    /// 附注 (7.3.6), on the page of the date above it: alone on a page it would look forgotten.
    fn note(&mut self, element: &Element<'_>) -> Result<(), Fault> {
        self.keep_last();
        self.paragraphs(element, "附注")
    }

    /// An annex begins on a new page with its label (7.3.7).
    fn annex(&mut self, element: &Element<'_>) -> Result<(), Fault> {
        self.next_start = Start::NewPage;
        self.counts = [0; 4];
        let style = self.named("附件标号")?;
        let text = element.attribute("label").unwrap_or("附件").to_owned();
        self.push(Paragraph::new(style, vec![Inline::Text { text, style: None }]));
        Ok(())
    }

    /// 版记 (7.4): a row an entry, thick first and last lines, thin ones between. A letter's has neither lines nor 印发机关
    /// and 印发日期 (10.1).
    fn make_imprint(&mut self, element: &Element<'_>) -> Result<(), Fault> {
        let style = self.named("版记")?;
        let look = self.sheet.paragraph(style);
        let (borders, name) = match self.head {
            Head::Letter => (Borders::None, "版记无线"),
            Head::Document | Head::None => (Borders::Horizontal, "版记"),
        };
        let mut rows = Vec::new();
        for entry in element.elements() {
            if self.head == Head::Letter && entry.name == "issue" {
                continue;
            }
            let content = self.inlines(entry)?;
            let paragraph = match entry.name {
                "cc" => {
                    let label = format!("{}：", entry.attribute("label").unwrap_or("抄送"));
                    let indent = Indent { right: look.advance(), ..hanging(look, look.advance(), &label) };
                    let mut inlines = vec![Inline::Text { text: label, style: None }];
                    inlines.extend(content);
                    inlines.push(Inline::Text { text: "。".to_owned(), style: None });
                    Paragraph { indent: Some(indent), ..Paragraph::new(style, inlines) }
                }
                "issue" => {
                    let mut inlines = content;
                    let date = entry.attribute("date").unwrap_or_default();
                    inlines.push(Inline::Tab);
                    inlines.push(Inline::Text { text: format!("{date}印发"), style: None });
                    Paragraph::new(style, inlines)
                }
                _ => return Err(Fault::UnknownTag(entry.name.to_owned())),
            };
            let cell = Cell {
                kind: CellKind::Data,
                span: 1,
                merge: Merge::None,
                align: VerticalAlign::Middle,
                borders,
                turn: Turn::None,
                paragraphs: vec![paragraph],
            };
            rows.push(Row { height: Length::ZERO, cells: vec![cell] });
        }
        let style = self.table_named(name)?;
        // It takes the last lines of the text along rather than stand on a page alone.
        self.keep_last();
        self.imprint =
            (!rows.is_empty()).then(|| Table { style, columns: vec![self.width], header_rows: 0, rows });
        Ok(())
    }

    pub(super) fn inlines(&self, element: &Element<'_>) -> Result<Vec<Inline>, Fault> {
        let mut inlines = Vec::with_capacity(element.children.len());
        for child in &element.children {
            match child {
                Node::Text(text) => {
                    inlines.push(Inline::Text { text: text.as_ref().to_owned(), style: None });
                }
                Node::Element(child) => match child.name {
                    // Read by those who know them.
                    "part" | "issuer" => {}
                    "br" => inlines.push(Inline::Break),
                    "tab" => inlines.push(Inline::Tab),
                    "span" => {
                        let name = child.attribute("style").unwrap_or_default();
                        let style = self.sheet.character_named(name);
                        let style = style.ok_or_else(|| Fault::UnknownStyle(name.to_owned()))?;
                        for inline in self.inlines(child)? {
                            inlines.push(match inline {
                                Inline::Text { text, .. } => Inline::Text { text, style: Some(style) },
                                other => other,
                            });
                        }
                    }
                    _ => return Err(Fault::UnknownTag(child.name.to_owned())),
                },
            }
        }
        Ok(inlines)
    }
}

/// An indent whose first line begins at `left` with `label`, the other lines under what follows the label.
fn hanging(style: &ParagraphStyle, left: Length, label: &str) -> Indent {
    let width = nominal::width(label, style.size, style.tracking);
    Indent { left: left + width, right: Length::ZERO, first_line: -width }
}

/// Parts the content where a value has a line feed; empty parts are dropped, but one is always left.
pub(super) fn split(inlines: Vec<Inline>) -> impl Iterator<Item = Vec<Inline>> {
    let is_whole = |inline: &Inline| match inline {
        Inline::Text { text, .. } => !text.is_empty() && !has_break(text),
        Inline::Break | Inline::Tab => true,
    };
    // Nearly all are whole, and then nothing is made for them.
    let (whole, parts) =
        if inlines.iter().all(is_whole) { (Some(inlines), Vec::new()) } else { (None, parted(inlines)) };
    whole.into_iter().chain(parts)
}

/// Whether there is a line feed of a value; few texts have even its first byte.
fn has_break(text: &str) -> bool {
    let mut first = [0; 4];
    VALUE_BREAK.encode_utf8(&mut first);
    text.as_bytes().contains(&first[0]) && text.contains(VALUE_BREAK)
}

fn parted(inlines: Vec<Inline>) -> Vec<Vec<Inline>> {
    let mut parts: Vec<Vec<Inline>> = vec![Vec::new()];
    for inline in inlines {
        match inline {
            Inline::Text { text, style } => {
                for (at, piece) in text.split(VALUE_BREAK).enumerate() {
                    if at > 0 && parts.last().is_some_and(|part| !part.is_empty()) {
                        parts.push(Vec::new());
                    }
                    let piece = if at > 0 { piece.trim_start() } else { piece };
                    if let Some(part) = parts.last_mut().filter(|_| !piece.is_empty()) {
                        part.push(Inline::Text { text: piece.to_owned(), style });
                    }
                }
            }
            other => {
                if let Some(part) = parts.last_mut() {
                    part.push(other);
                }
            }
        }
    }
    if parts.len() > 1 && parts.last().is_some_and(Vec::is_empty) {
        parts.pop();
    }
    parts
}
