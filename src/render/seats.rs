//! 座次: a meeting comes in, the rows of its seats as they are seen from the hall go out.

use super::object::object;
use super::people::{at_table, padded};
use crate::meeting::{Meeting, Seating};
use serde_json::Value;

/// The most seats of a row: as many columns of 20 mm as a page on its side holds.
const ROW: usize = 11;

/// The view of 座次: nothing unless 左为上 is asked for. Rank is that of the list as given, whatever order names are
/// printed in elsewhere.
pub(super) fn view(meeting: &Meeting) -> Value {
    if meeting.plan.seating != Seating::LeftFirst {
        return Value::Null;
    }
    let most = meeting.plan.on_platform.as_ref().and_then(|most| usize::try_from(most.value).ok());
    let names: Vec<&str> = at_table(&meeting.people).take(most.unwrap_or(usize::MAX)).collect();
    let rows = names.chunks(ROW).enumerate().map(|(row, names)| {
        let seats = left_first(names.len()).into_iter().map(|at| {
            object!({ "名次": row * ROW + at + 1, "姓名栏": padded(names[at]) })
        });
        object!({ "第几排": row + 1, "列宽": vec!["20mm"; names.len()].join(" "), "席位": seats.collect::<Vec<_>>() })
    });
    object!({ "各排": rows.collect::<Vec<_>>(), "一排": names.len() <= ROW })
}

/// Who sits where, from the left to the right of someone who looks at them: the left hand of those who sit is on the right.
fn left_first(count: usize) -> Vec<usize> {
    let on_their_right = (0..count).step_by(2).rev();
    on_their_right.chain((1..count).step_by(2)).collect()
}

#[cfg(test)]
mod tests {
    use super::left_first;

    /// The first in the middle of an odd row; of an even one the second shares it, on the first's left hand.
    #[test]
    fn the_second_sits_on_the_left_hand_of_the_first() {
        for (count, seen) in [
            (1, &[1][..]),
            (2, &[1, 2]),
            (3, &[3, 1, 2]),
            (4, &[3, 1, 2, 4]),
            (5, &[5, 3, 1, 2, 4]),
            (6, &[5, 3, 1, 2, 4, 6]),
        ] {
            let ranks: Vec<usize> = left_first(count).into_iter().map(|at| at + 1).collect();
            assert_eq!(ranks, seen);
        }
    }
}
