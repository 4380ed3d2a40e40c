//! Columns of the markup: `14mm * 2* 3fit 2fit` comes in, the widths of a table's columns go out.

use crate::document::{Cell, Row, Sheet, nominal};
use crate::length::Length;

/// How wide a column is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    /// So wide.
    Fixed(Length),
    /// So many shares of what the fixed ones leave.
    Share(u16),
    /// So many shares, of which other such columns get or give what they need lest cells take a second line.
    Fit(u16),
}

/// The columns of a table.
pub(super) struct Columns {
    said: Vec<Said>,
    pub(super) widths: Vec<Length>,
}

impl Columns {
    /// Reads what a table says of its columns; `None` where it is not understood or they do not fit into `width`.
    pub(super) fn read(text: &str, width: Length) -> Option<Self> {
        let said: Vec<Said> = text.split_whitespace().map(said).collect::<Option<_>>()?;
        let fixed: Length = said.iter().map(|said| said.fixed()).sum();
        let shares: i64 = said.iter().map(|said| said.shares()).sum();
        let rest = width - fixed;
        if said.is_empty() || said.len() > 64 || rest < Length::ZERO || (shares > 0 && rest <= Length::ZERO) {
            return None;
        }
        let widths = said.iter().map(|said| said.fixed() + rest * said.shares() / shares.max(1));
        Some(Self { widths: widths.collect(), said })
    }

    /// Shares out what the fitting columns have together as their cells need it.
    pub(super) fn fit(&mut self, rows: &[Row], sheet: &Sheet, padding: Length) {
        let fitting: Vec<usize> =
            (0..self.said.len()).filter(|at| matches!(self.said[*at], Said::Fit(_))).collect();
        if fitting.len() < 2 {
            return;
        }
        let mut needs: Vec<Vec<Need>> =
            rows.iter().map(|row| fitting.iter().map(|at| need(row, *at, sheet)).collect()).collect();
        // Where every cell has room in any case, nothing hangs on the widths; many rows are alike.
        let mut narrowest = Column::new(NARROWEST - padding - SPARE);
        needs.retain(|row| row.iter().any(|need| need.lines(&mut narrowest).0 > 1));
        let needs = counted(needs);
        let mut widths: Vec<Length> = fitting.iter().map(|at| self.widths[*at]).collect();
        for first in 0..widths.len() {
            for second in first + 1..widths.len() {
                share_out(&mut widths, (first, second), &needs, padding + SPARE);
            }
        }
        for (at, width) in fitting.iter().zip(widths) {
            self.widths[*at] = width;
        }
    }
}

impl Said {
    const fn fixed(self) -> Length {
        match self {
            Self::Fixed(length) => length,
            Self::Share(_) | Self::Fit(_) => Length::ZERO,
        }
    }

    fn shares(self) -> i64 {
        match self {
            Self::Fixed(_) => 0,
            Self::Share(count) | Self::Fit(count) => i64::from(count),
        }
    }
}

fn said(part: &str) -> Option<Said> {
    let count = |text: &str| if text.is_empty() { Some(1) } else { text.parse().ok() };
    match (part.strip_suffix('*'), part.strip_suffix("fit")) {
        (Some(shares), _) => count(shares).map(Said::Share),
        (_, Some(shares)) => count(shares).map(Said::Fit),
        (None, None) => part.parse().ok().map(Said::Fixed),
    }
}

/// What a cell needs: the width of its text on one line, and of one of its characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Need {
    whole: Length,
    one: Length,
}

impl Need {
    /// How many lines it takes in a column, and whether the last one would hold a single character.
    fn lines(self, column: &mut Column) -> (i64, bool) {
        if self.whole <= column.width || self.one <= Length::ZERO {
            return (1, false);
        }
        let line = column.line(self.one);
        let full = self.whole.to_emu() / line.to_emu();
        let rest = self.whole - line * full;
        (full + i64::from(rest > Length::ZERO), rest > Length::ZERO && rest <= self.one)
    }
}

/// A column of which it is tried how well it does.
struct Column {
    width: Length,
    /// The width of the character asked for last, and how much of a line such characters fill.
    known: (Length, Length),
}

impl Column {
    const fn new(width: Length) -> Self {
        Self { width, known: (Length::ZERO, Length::ZERO) }
    }

    /// How much of a line characters of this width fill; nearly all cells of a column have the same.
    fn line(&mut self, one: Length) -> Length {
        if self.known.0 != one {
            self.known = (one, one * (self.width.to_emu() / one.to_emu()).max(1));
        }
        self.known.1
    }
}

fn need(row: &Row, column: usize, sheet: &Sheet) -> Need {
    let mut at = 0;
    let starts_here = |cell: &&Cell| {
        let is_here = at == column && cell.span == 1;
        at += cell.span;
        is_here
    };
    let cell = row.cells.iter().find(starts_here);
    let paragraphs = cell.into_iter().flat_map(|cell| &cell.paragraphs);
    let needs = paragraphs.map(|paragraph| {
        let style = sheet.paragraph(paragraph.style);
        let whole = nominal::width(&paragraph.text(), style.size, style.tracking);
        Need { whole, one: style.advance() }
    });
    needs.max_by_key(|need| need.whole).unwrap_or_default()
}

/// Rows that are alike as one, each with how many there are.
fn counted(mut rows: Vec<Vec<Need>>) -> Vec<(Vec<Need>, i64)> {
    rows.sort_unstable();
    let mut counted: Vec<(Vec<Need>, i64)> = Vec::new();
    for row in rows {
        match counted.last_mut() {
            Some((known, count)) if *known == row => *count += 1,
            _ => counted.push((row, 1)),
        }
    }
    counted
}

/// The steps in which widths are tried.
const STEP: Length = Length::emu(18_000);

/// What a column has beyond its text, for faces a little wider and programs that round.
const SPARE: Length = Length::twips(40);

/// No column is made narrower.
const NARROWEST: Length = Length::emu(18 * 36_000);

/// Shares out what two columns have together, as near as can be to what they have, so that the table is lowest.
fn share_out(
    widths: &mut [Length],
    (first, second): (usize, usize),
    needs: &[(Vec<Need>, i64)],
    padding: Length,
) {
    let both = widths[first] + widths[second];
    let count = (both - NARROWEST * 2).to_emu() / STEP.to_emu();
    let mut best: Option<(i64, i64, i64)> = None;
    for step in 0..=count {
        let left = NARROWEST + STEP * step;
        let (mut a_column, mut b_column) = (Column::new(left - padding), Column::new(both - left - padding));
        let cost = needs
            .iter()
            .map(|(row, count)| {
                let (a, a_lonely) = row[first].lines(&mut a_column);
                let (b, b_lonely) = row[second].lines(&mut b_column);
                count * (a.max(b) * 8 + i64::from(a_lonely) + i64::from(b_lonely))
            })
            .sum::<i64>();
        match &mut best {
            Some((least, _, to)) if *least == cost && *to + 1 == step => *to = step,
            Some((least, ..)) if *least <= cost => {}
            _ => best = Some((cost, step, step)),
        }
    }
    if let Some((_, from, to)) = best {
        let wanted = (widths[first] - NARROWEST).to_emu() / STEP.to_emu();
        widths[first] = NARROWEST + STEP * wanted.clamp(from, to);
        widths[second] = both - widths[first];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_fill_what_fixed_columns_leave() {
        let columns = Columns::read("10mm * 2*", Length::mm(100.0)).expect("columns");
        assert_eq!(columns.widths, [10.0, 30.0, 60.0].map(Length::mm));
        assert!(Columns::read("60mm 50mm", Length::mm(100.0)).is_none());
        assert!(Columns::read("breit", Length::mm(100.0)).is_none());
    }

    #[test]
    fn two_columns_are_shared_out_by_need() {
        let one = Length::pt(12.0);
        let row = |a: i64, b: i64| vec![Need { whole: one * a, one }, Need { whole: one * b, one }];
        let mut widths = vec![Length::mm(36.0); 2];
        share_out(&mut widths, (0, 1), &counted(vec![row(9, 6), row(5, 3)]), Length::ZERO);
        assert!(widths[0] >= one * 9 && widths[1] >= one * 6, "{widths:?}");
        assert_eq!(widths[0] + widths[1], Length::mm(72.0));
    }
}
