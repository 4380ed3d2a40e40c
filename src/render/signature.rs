//! The signature block: organ and date come in, their distances from the right edge go out (GB/T 9704-2012 7.3.5).

use crate::length::Length;

/// Whether a seal is pressed on the block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seal {
    /// 7.3.5.1: the date four characters in, the organ centred above it.
    Pressed,
    /// 7.3.5.2: the organ two characters in, the date beginning two characters further right.
    None,
}

/// Distances from the right edge of the text block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Distances {
    pub(super) organ: Length,
    pub(super) date: Length,
}

/// The distances for texts of these widths, where one character is `advance` wide.
pub(super) fn distances(organ: Length, date: Length, advance: Length, seal: Seal) -> Distances {
    match seal {
        Seal::Pressed => {
            let in_line = advance * 4;
            // An organ much wider than the date would leave the page: then it ends at the edge.
            Distances { organ: (in_line + (date - organ) / 2).max(Length::ZERO), date: in_line }
        }
        Seal::None if date >= organ => Distances { organ: date + advance * 4 - organ, date: advance * 2 },
        Seal::None => Distances { organ: advance * 2, date: organ - date },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_seal_the_date_begins_two_characters_right_of_the_organ() {
        let one = Length::pt(15.75);
        for (organ, date) in [(one * 4, one * 7), (one * 7, one * 7), (one * 12, one * 7)] {
            let found = distances(organ, date, one, Seal::None);
            let organ_starts = Length::ZERO - found.organ - organ;
            let date_starts = Length::ZERO - found.date - date;
            assert_eq!(date_starts - organ_starts, one * 2);
            assert_eq!(if date >= organ { found.date } else { found.organ }, one * 2);
        }
    }

    #[test]
    fn with_a_seal_both_are_centred_on_one_line() {
        let one = Length::pt(15.75);
        let found = distances(one * 9, one * 7, one, Seal::Pressed);
        assert_eq!(found.date + one * 7 / 2, found.organ + one * 9 / 2);
        assert_eq!(found.date, one * 4);
    }
}
