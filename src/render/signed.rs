//! The end of the text: `<signature>` comes in, 署名 and 成文日期 of one organ or several go out (GB/T 9704-2012 7.3.5).

use super::build::Builder;
use super::letterhead::cell;
use super::markup::{Element, Fault};
use super::signature::{Distances, Seal, distances};
use crate::document::{Block, Indent, Inline, Paragraph, Row, Table, VerticalAlign, nominal};
use crate::length::Length;

/// From seal to seal: 42 mm across, and never touching (7.3.5.1).
const SEAL: Length = Length::emu(44 * 36_000);

/// The most seals beside one another (7.3.5.1).
const SEALS: usize = 3;

impl Builder<'_> {
    /// 署名 and 成文日期, kept with the text before them so that they never stand alone on a page.
    pub(super) fn signature(&mut self, element: &Element<'_>) -> Result<(), Fault> {
        let seal = match element.attribute("seal") {
            Some("yes") => Seal::Pressed,
            None | Some("no") => Seal::None,
            Some(_) => return Err(element.wrong("seal", "yes、no")),
        };
        let date_style = self.named("成文日期")?;
        let look = self.sheet.paragraph(date_style);
        let width = |text: &str| nominal::width(text, look.size, look.tracking) - look.tracking;
        let date = element.attribute("date").unwrap_or_default().to_owned();
        let organs: Vec<(String, Length)> = self
            .parts(element)?
            .into_iter()
            .map(|organ| {
                let own = width(&organ);
                (organ, own)
            })
            .collect();
        let widest = organs.iter().map(|(_, own)| *own).max().unwrap_or(Length::ZERO);
        let advance = look.advance();
        let away = distances(widest, width(&date), advance, seal);
        // The seal and the date stand in one line of sight with the last organ.
        let date_centre = away.date + width(&date) / 2;
        self.keep_last();
        match seal {
            Seal::Pressed if organs.len() > 1 => self.sealed(&organs, widest + advance, date_centre)?,
            _ => self.stacked(&organs, widest, away, seal)?,
        }
        let indent = Some(Indent { right: away.date, ..Indent::default() });
        let date = vec![Inline::Text { text: date, style: None }];
        self.push(Paragraph { indent, ..Paragraph::new(date_style, date) });
        Ok(())
    }

    /// Organs below one another, their first characters too, 主办机关 first (7.3.5.2).
    fn stacked(
        &mut self,
        organs: &[(String, Length)],
        widest: Length,
        away: Distances,
        seal: Seal,
    ) -> Result<(), Fault> {
        let first = self.named(if seal == Seal::Pressed { "署名用印" } else { "署名" })?;
        let further = self.named("署名续")?;
        for (at, (organ, own)) in organs.iter().enumerate() {
            let indent = Some(Indent { right: away.organ + widest - *own, ..Indent::default() });
            let text = vec![Inline::Text { text: organ.clone(), style: None }];
            let style = if at == 0 { first } else { further };
            self.push(Paragraph { indent, ..Paragraph::new(style, text) });
        }
        Ok(())
    }

    /// Organs beside one another, so far apart that their seals do not touch; the last one stands over the date (7.3.5.1).
    fn sealed(
        &mut self,
        organs: &[(String, Length)],
        widest: Length,
        date_centre: Length,
    ) -> Result<(), Fault> {
        let (first, further) = (self.named("联合署名首")?, self.named("联合署名")?);
        let column = SEAL.max(widest).min(date_centre * 2);
        let right = date_centre - column / 2;
        let room = (self.width - right).to_emu() / column.to_emu().max(1);
        let across = usize::try_from(room).unwrap_or(1).clamp(1, SEALS).min(organs.len());
        let left = self.width - right - column * i64::try_from(across).unwrap_or(1);
        let mut columns = vec![left.max(Length::ZERO)];
        columns.extend(std::iter::repeat_n(column, across));
        columns.push(right);
        // The last row ends over the date; what is missing, is missing in front of it.
        let count = organs.len().div_ceil(across);
        let mut places: Vec<Option<&str>> = organs.iter().map(|(organ, _)| Some(organ.as_str())).collect();
        let missing = count * across - organs.len();
        places.splice((count - 1) * across..(count - 1) * across, std::iter::repeat_n(None, missing));
        let mut rows = Vec::new();
        for (at, names) in places.chunks(across).enumerate() {
            let style = if at == 0 { first } else { further };
            let text = |name: &str| vec![Inline::Text { text: name.to_owned(), style: None }];
            let named = |name: Option<&str>| {
                cell(vec![Paragraph::new(style, name.map(text).unwrap_or_default())], VerticalAlign::Top)
            };
            let blank = cell(vec![Paragraph::new(style, Vec::new())], VerticalAlign::Top);
            let mut cells = vec![blank.clone()];
            cells.extend(names.iter().copied().map(named));
            cells.push(blank);
            let above = self.sheet.paragraph(style).before;
            let height = if at + 1 < count { above + SEAL } else { Length::ZERO };
            rows.push(Row { height, cells });
        }
        let style = self.table_named("无线表格")?;
        self.blocks.push(Block::Table(Table { style, columns, header_rows: 0, rows }));
        Ok(())
    }
}
