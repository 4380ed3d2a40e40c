//! Lines: our PDF and LibreOffice's come in, where their lines break differently goes out.

use crate::support::paper::{Line, Paper};

/// The lines of two PDFs side by side.
#[derive(Default)]
pub(crate) struct Comparison {
    /// Lines that are the same in both, on the same page.
    pub(crate) same: usize,
    /// The lines of the one that has more.
    pub(crate) lines: usize,
    /// What only ours has, and what only LibreOffice's has.
    pub(crate) differences: Vec<String>,
    /// Stops that LibreOffice loses.
    pub(crate) lost: usize,
}

/// Stops that hang at the end of a line.
const STOPS: [char; 7] = ['、', '。', '，', '！', '：', '；', '？'];

/// Compares line by line, page numbers included.
///
/// A line is the characters on one baseline without white space, whatever columns they stand in. LibreOffice does not draw
/// a stop that hangs after a line without a twip to spare for each gap: such a line counts as the same, and is counted.
pub(crate) fn compare(ours: &Paper, office: &Paper) -> Comparison {
    let (ours, theirs) = (lines(ours), lines(office));
    let (rows, columns) = (ours.len(), theirs.len());
    let mut longest = vec![vec![0usize; columns + 1]; rows + 1];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            longest[row][column] = if is_same(&ours[row], &theirs[column]) {
                longest[row + 1][column + 1] + 1
            } else {
                longest[row + 1][column].max(longest[row][column + 1])
            };
        }
    }
    let mut comparison =
        Comparison { same: longest[0][0], lines: rows.max(columns), ..Comparison::default() };
    let (mut row, mut column) = (0, 0);
    while row < rows || column < columns {
        if row < rows && column < columns && is_same(&ours[row], &theirs[column]) {
            comparison.lost += usize::from(ours[row] != theirs[column]);
            (row, column) = (row + 1, column + 1);
        } else if column == columns || (row < rows && longest[row + 1][column] >= longest[row][column + 1]) {
            comparison.differences.push(format!("− {}: {}", ours[row].0, ours[row].1));
            row += 1;
        } else {
            comparison.differences.push(format!("+ {}: {}", theirs[column].0, theirs[column].1));
            column += 1;
        }
    }
    comparison
}

type Placed = (usize, String);

fn lines(paper: &Paper) -> Vec<Placed> {
    let pages = paper.pages.iter().enumerate();
    pages
        .flat_map(|(at, page)| page.lines().into_iter().map(move |line: Line| (at + 1, line.text())))
        .collect()
}

fn is_same(ours: &Placed, theirs: &Placed) -> bool {
    ours.0 == theirs.0 && (ours.1 == theirs.1 || ours.1.strip_suffix(STOPS) == Some(theirs.1.as_str()))
}
