//! Places: a node of the spec tree comes in, the line and column or the sheet and cell that the user sees goes out.

use std::fmt;
use std::sync::Arc;

/// A node of a spec tree, numbered in reading order; the loader turns it into a place the user can find.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// A cell of a workbook, both numbers from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// Row, the first is 0.
    pub row: u32,
    /// Column, `A` is 0.
    pub column: u32,
}

impl fmt::Display for Cell {
    /// As Excel names it: `C7`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letters = Vec::new();
        let mut rest = u64::from(self.column) + 1;
        while rest > 0 {
            rest -= 1;
            letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
            rest /= 26;
        }
        for letter in letters.iter().rev() {
            write!(f, "{letter}")?;
        }
        write!(f, "{}", u64::from(self.row) + 1)
    }
}

/// Where a problem is, inside its file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    /// The file as a whole.
    File,
    /// A node that is not yet resolved.
    Node(NodeId),
    /// A line and a column of text, both from 1, columns in characters.
    Text {
        /// Line, from 1.
        line: u32,
        /// Column in characters, from 1.
        column: u32,
    },
    /// A sheet as a whole.
    Sheet(String),
    /// A cell of a sheet.
    Cell(String, Cell),
    /// A paragraph of a Word file.
    Passage {
        /// Where it is, in the user's words: `正文第3段`, `表1第2行第1格`, `页脚`.
        place: Arc<str>,
        /// Its text.
        text: Arc<str>,
        /// The character of it, from 0.
        at: u32,
    },
    /// A place in another file than the diagnostic's own.
    In(Arc<str>, Box<Location>),
}

impl From<NodeId> for Location {
    fn from(node: NodeId) -> Self {
        Self::Node(node)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_excel_names_them() {
        let name = |row, column| Cell { row, column }.to_string();
        assert_eq!(name(6, 2), "C7");
        assert_eq!(name(0, 25), "Z1");
        assert_eq!(name(0, 26), "AA1");
        assert_eq!(name(1_048_575, 16_383), "XFD1048576");
    }
}
