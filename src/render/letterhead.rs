//! The head of the first page: `<marks>`, `<organ>` and `<number>` come in, the blocks of a 文件 or 信函 go out.
//!
//! GB/T 9704-2012 7.2 and 10.1. 命令 with their 签发人签名章 (10.2, 7.3.5.3) are no paperwork of meetings and are not here.

use super::build::Builder;
use super::markup::{Element, Fault};
use super::people::padded;
use crate::document::{
    Block, Borders, Cell, CellKind, Indent, Inline, Letter, Merge, Paragraph, Row, StyleIndex, Table, Turn,
    VerticalAlign, nominal,
};
use crate::length::Length;

/// What the head of the first page is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// None: tables, covers.
    None,
    /// 文件 and 纪要 (7.2, 10.3).
    Document,
    /// 信函 (10.1).
    Letter,
}

impl Head {
    pub(super) fn of(root: &Element<'_>) -> Result<Self, Fault> {
        let has_organ = root.elements().any(|element| element.name == "organ");
        match root.attribute("format") {
            Some("letter") => Ok(Self::Letter),
            None | Some("document") if has_organ => Ok(Self::Document),
            None | Some("document") => Ok(Self::None),
            Some(_) => Err(root.wrong("format", "document、letter")),
        }
    }
}

/// Lines kept for 份号, 密级 and 紧急程度.
const MARK_LINES: usize = 3;

/// The sizes of 发文机关标志, rising.
const SIZES: [&str; 3] = ["小", "中", "大"];

/// 签发人 on a line (7.2.6).
const ISSUERS_ON_A_LINE: usize = 2;

/// What the columns of names have beyond the nominal width, so that faces a little wider do not break them.
const SPARE: Length = Length::twips(40);

/// How high several organs may stand at most, for the text must begin on the first page (7.3.3).
const HIGHEST: Length = Length::emu(55 * 36_000);

impl Builder<'_> {
    /// 份号, 密级和保密期限, 紧急程度 (7.2.1 to 7.2.3). A letter's stand beside its number.
    pub(super) fn marks(&mut self, element: &Element<'_>) -> Result<(), Fault> {
        let given = |name| element.attribute(name).filter(|text| !text.is_empty()).map(str::to_owned);
        let (number, secrecy, urgency) = (given("number"), given("secrecy"), given("urgency"));
        if self.head == Head::Letter {
            let bold = self.sheet.character_named("黑体字");
            self.marks.extend(number.map(|text| Inline::Text { text, style: None }));
            self.marks.extend([secrecy, urgency].into_iter().flatten().map(|text| bolded(text, bold)));
            return Ok(());
        }
        let (plain, bold) = (self.named("份号")?, self.named("密级")?);
        match number {
            Some(number) => self.push(line(plain, &number)),
            // 密级 stands on the second line.
            None if secrecy.is_some() && self.head == Head::Document => {
                self.push(Paragraph::new(plain, Vec::new()));
            }
            None => {}
        }
        for mark in [secrecy, urgency].into_iter().flatten() {
            self.push(line(bold, &mark));
        }
        // A table's title stands clear of the marks.
        if element.attribute("gap") == Some("line") && !self.blocks.is_empty() {
            self.push(Paragraph::new(plain, Vec::new()));
        }
        Ok(())
    }

    /// 发文机关标志 of one organ or several.
    pub(super) fn organ(&mut self, element: &Element<'_>) -> Result<(), Fault> {
        let suffix = element.attribute("suffix").unwrap_or_default();
        let organs = self.parts(element)?;
        match (self.head, organs.as_slice()) {
            // 联合行文时，使用主办机关标志 (10.1).
            (Head::Letter, [first, ..]) => {
                let style = self.largest("信函标志", |look| {
                    nominal::width(first, look.size, look.tracking) <= self.width
                })?;
                let foot = Paragraph::new(self.named("信函下线")?, Vec::new());
                self.letter = Some(Letter { mark: line(style, first), foot });
                Ok(())
            }
            (_, [] | [_]) => {
                let text = organs.concat() + suffix;
                let style = self.largest("发文机关标志", |look| {
                    nominal::width(&text, look.size, look.tracking) <= self.width
                })?;
                self.fill_marks()?;
                self.push(line(style, &text));
                Ok(())
            }
            (_, organs) => self.joint_organs(organs, suffix),
        }
    }

    /// The contents of the `<part>`s, or the whole content where there is none.
    pub(super) fn parts(&self, element: &Element<'_>) -> Result<Vec<String>, Fault> {
        let text = |element: &Element<'_>| {
            Ok(Paragraph::new(StyleIndex(0), self.inlines(element)?).text().replace('\n', ""))
        };
        let parts: Vec<String> =
            element.elements().filter(|part| part.name == "part").map(text).collect::<Result<_, _>>()?;
        if parts.is_empty() { Ok(vec![text(element)?]) } else { Ok(parts) }
    }

    /// The largest of a style's three sizes that fits, or the smallest.
    fn largest(
        &self,
        stem: &str,
        fits: impl Fn(&crate::document::ParagraphStyle) -> bool,
    ) -> Result<StyleIndex, Fault> {
        let mut found = self.named(&format!("{stem}{}", SIZES[0]))?;
        for size in &SIZES[1..] {
            let larger = self.named(&format!("{stem}{size}"))?;
            if fits(self.sheet.paragraph(larger)) {
                found = larger;
            }
        }
        Ok(found)
    }

    /// Organs below one another, spread to one width, 主办机关 first; 「文件」 to their right in the middle (7.2.4).
    fn joint_organs(&mut self, organs: &[String], suffix: &str) -> Result<(), Fault> {
        let count = i64::try_from(organs.len()).unwrap_or(i64::MAX);
        let widest = |look: &crate::document::ParagraphStyle| {
            let width = |organ: &String| nominal::width(organ, look.size, look.tracking);
            organs.iter().map(width).max().unwrap_or(Length::ZERO) + SPARE
        };
        let beside = |look: &crate::document::ParagraphStyle| {
            let gap = look.size / 2;
            let width = nominal::width(suffix, look.size, look.tracking);
            if suffix.is_empty() { Length::ZERO } else { gap + width + SPARE }
        };
        let style = self.largest("联合标志", |look| {
            let height = (look.before + look.pitch) * count;
            widest(look) + beside(look) <= self.width && height <= HIGHEST
        })?;
        let look = self.sheet.paragraph(style);
        let right = beside(look);
        let left = widest(look).min(self.width - right);
        let beside_style = self.named(&look.name.replace("联合标志", "联合文件"))?;
        let mut rows = Vec::new();
        for (at, organ) in organs.iter().enumerate() {
            let mut cells = vec![cell(vec![line(style, organ)], VerticalAlign::Middle)];
            if !suffix.is_empty() {
                let merge = if at == 0 { Merge::Top } else { Merge::Continued };
                cells.push(Cell { merge, ..cell(vec![line(beside_style, suffix)], VerticalAlign::Middle) });
            }
            rows.push(Row { height: Length::ZERO, cells });
        }
        let columns = if suffix.is_empty() { vec![left] } else { vec![left, right] };
        self.fill_marks()?;
        let style = self.table_named("无线表格")?;
        self.blocks.push(Block::Table(Table { style, columns, header_rows: 0, rows }));
        Ok(())
    }

    /// The three lines of 份号, 密级 and 紧急程度 above the letterhead: those not used stay empty, so that the letterhead
    /// stands where it must whatever marks there are.
    fn fill_marks(&mut self) -> Result<(), Fault> {
        let style = self.named("密级")?;
        for _ in self.blocks.len()..MARK_LINES {
            self.push(Paragraph::new(style, Vec::new()));
        }
        Ok(())
    }

    /// 发文字号 (7.2.5), with the 签发人 of an upward document (7.2.6), and the red rule below (7.2.7).
    pub(super) fn number(&mut self, element: &Element<'_>) -> Result<(), Fault> {
        let mut number = self.inlines(element)?;
        number.retain(|inline| !matches!(inline, Inline::Text { text, .. } if text.is_empty()));
        let mut issuers = Vec::new();
        for issuer in element.elements().filter(|issuer| issuer.name == "issuer") {
            let name = Paragraph::new(StyleIndex(0), self.inlines(issuer)?);
            issuers.push(padded(name.text().trim()));
        }
        if self.head == Head::Letter {
            return self.letter_number(number);
        }
        if issuers.is_empty() {
            let style = self.named("发文字号")?;
            self.push(Paragraph::new(style, number));
            return Ok(());
        }
        let gap = Paragraph::new(self.named("版头间隔")?, Vec::new());
        self.push(gap);
        self.issued(number, &issuers)?;
        let rule = Paragraph::new(self.named("版头分隔线")?, Vec::new());
        self.push(rule);
        Ok(())
    }

    /// 发文字号 on the line of the last 签发人; two names a line, the lines' first names below one another.
    fn issued(&mut self, number: Vec<Inline>, issuers: &[String]) -> Result<(), Fault> {
        const LABEL: &str = "签发人：";
        let style = self.named("签发人")?;
        let look = self.sheet.paragraph(style);
        let width = |text: &str| nominal::width(text, look.size, look.tracking);
        let kai = self.sheet.character_named("楷体字");
        let lines: Vec<String> =
            issuers.chunks(ISSUERS_ON_A_LINE).map(|names| names.join("\u{3000}")).collect();
        let widest = lines.iter().map(|names| width(names)).max().unwrap_or(Length::ZERO);
        let label = width(LABEL);
        let right = (label + widest + look.advance()).min(self.width / 3 * 2);
        let mut paragraphs = Vec::new();
        for (at, names) in lines.into_iter().enumerate() {
            let names = Inline::Text { text: names, style: kai };
            paragraphs.push(if at == 0 {
                let label = Inline::Text { text: LABEL.to_owned(), style: None };
                Paragraph::new(style, vec![label, names])
            } else {
                let indent = Some(Indent { left: label, ..Indent::default() });
                Paragraph { indent, ..Paragraph::new(style, vec![names]) }
            });
        }
        let number = Paragraph::new(self.named("上行文字号")?, number);
        let cells = vec![cell(vec![number], VerticalAlign::Bottom), cell(paragraphs, VerticalAlign::Bottom)];
        let style = self.table_named("无线表格")?;
        let columns = vec![self.width - right, right];
        let rows = vec![Row { height: Length::ZERO, cells }];
        self.blocks.push(Block::Table(Table { style, columns, header_rows: 0, rows }));
        Ok(())
    }

    /// The number at the right edge below the first rule, the marks at the left from the same line down (10.1).
    fn letter_number(&mut self, number: Vec<Inline>) -> Result<(), Fault> {
        let (first, further) = (self.named("信函标注首")?, self.named("信函标注")?);
        let mut marks = std::mem::take(&mut self.marks).into_iter();
        let mut inlines: Vec<Inline> = marks.next().into_iter().collect();
        inlines.push(Inline::Tab);
        inlines.extend(number);
        self.push(Paragraph::new(first, inlines));
        for mark in marks {
            self.push(Paragraph::new(further, vec![mark]));
        }
        Ok(())
    }
}

fn line(style: StyleIndex, text: &str) -> Paragraph {
    Paragraph::new(style, vec![Inline::Text { text: text.to_owned(), style: None }])
}

fn bolded(text: String, style: Option<StyleIndex>) -> Inline {
    Inline::Text { text, style }
}

/// A cell without lines.
pub(super) fn cell(paragraphs: Vec<Paragraph>, align: VerticalAlign) -> Cell {
    Cell {
        kind: CellKind::Data,
        span: 1,
        merge: Merge::None,
        align,
        borders: Borders::None,
        turn: Turn::None,
        paragraphs,
    }
}
