//! The stroke table: `strokes.txt` comes in once, when first asked for; the rank of a character goes out.

use std::sync::LazyLock;

/// The data: a line a stroke sequence, in order, each with the characters written so (its head says more).
const DATA: &str = include_str!("strokes.txt");

/// Characters and their ranks, by code point. Built at the first name that is sorted, so that nobody else pays.
static RANKS: LazyLock<Vec<(char, u32)>> = LazyLock::new(|| {
    let in_order = DATA.lines().filter(|line| !line.starts_with('#')).flat_map(characters);
    let mut ranks: Vec<(char, u32)> = in_order.zip(1..).collect();
    ranks.sort_unstable();
    ranks
});

/// The characters of a line, after its digits.
fn characters(line: &str) -> impl Iterator<Item = char> {
    line.trim_start_matches(|c: char| c.is_ascii_alphanumeric()).chars()
}

/// The place of a character among all, from 1; none when its strokes are not known.
pub(super) fn rank(letter: char) -> Option<u32> {
    let at = RANKS.binary_search_by_key(&letter, |(known, _)| *known).ok()?;
    RANKS.get(at).map(|(_, rank)| *rank)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// Each character's strokes, as the file has them.
    fn sequences() -> Vec<(String, String)> {
        let mut strokes = String::new();
        let mut all = Vec::new();
        for line in DATA.lines().filter(|line| !line.starts_with('#')) {
            let mut rest = line.chars();
            let shared = rest.next().and_then(|digit| digit.to_digit(36)).expect("a number") as usize;
            strokes.truncate(shared);
            strokes.extend(rest.take_while(char::is_ascii_digit));
            all.push((strokes.clone(), characters(line).collect()));
        }
        all
    }

    #[test]
    fn lines_are_in_the_order_of_strokes() {
        let all = sequences();
        for pair in all.windows(2) {
            let [(one, _), (other, _)] = pair else { continue };
            assert!((one.len(), one) < (other.len(), other), "{one} before {other}");
        }
        assert!(all.iter().all(|(strokes, written)| !written.is_empty()
            && !strokes.is_empty()
            && strokes.chars().all(|c| ('1'..='5').contains(&c))));
    }

    #[test]
    fn each_character_stands_once() {
        let all: Vec<char> =
            sequences().iter().flat_map(|(_, written)| written.chars().collect::<Vec<_>>()).collect();
        let mut unique = all.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), all.len());
        assert_eq!(all.len(), 21_015);
    }

    #[test]
    fn strokes_are_those_of_the_standard() {
        let all: BTreeMap<char, String> = sequences()
            .into_iter()
            .flat_map(|(strokes, written)| {
                written.chars().map(move |c| (c, strokes.clone())).collect::<Vec<_>>()
            })
            .collect();
        // Where writing habits differ: 万 153, 及 354, 火 4334, 忄 begins with its dots, 母 55414.
        let known = [
            ('万', "153"),
            ('及', "354"),
            ('火', "4334"),
            ('怀', "4421324"),
            ('母', "55414"),
            ('巨', "1515"),
            ('必', "45434"),
            ('凸', "21251"),
            ('凹', "25251"),
            ('肃', "51123234"),
            ('脊', "4134342511"),
            ('敝', "43252343134"),
            ('肖', "2432511"),
            ('鼎', "251115132125"),
            ('𬱖', "25121132534"),
        ];
        for (letter, strokes) in known {
            assert_eq!(all.get(&letter).map(String::as_str), Some(strokes), "{letter}");
        }
    }
}
