//! Slices: a text and the entries at its top come in; the places of some nodes, sought only in the entries that hold
//! them, go out.

use super::harvest::{Place, harvest_some};
use crate::load::words;
use crate::spec::Entry;
use crate::spec::vocabulary::TOP;
use std::collections::{BTreeMap, BTreeSet};

/// An entry at the top of a text, which can be read by itself.
struct Slice<'t> {
    text: &'t str,
    /// The number of its key.
    first: usize,
    /// The lines before it.
    lines: u32,
}

/// The number that a slice's key has in it.
const KEY: usize = 1;

/// The places of the nodes of these numbers; `None` where the text cannot surely be parted.
pub(super) fn places(
    text: &str,
    entries: &[Entry],
    wanted: &BTreeSet<usize>,
) -> Option<BTreeMap<usize, Place>> {
    let slices = slices(text, entries)?;
    let mut places = BTreeMap::new();
    let ends = slices.iter().skip(1).map(|next| next.first).chain([usize::MAX]);
    for (slice, end) in slices.iter().zip(ends) {
        // In a slice the root has number 0.
        let held: BTreeSet<usize> =
            wanted.range(slice.first..end).map(|number| number - slice.first + KEY).collect();
        if held.contains(&KEY) {
            // It stands at the margin.
            places.insert(slice.first, (slice.lines + 1, 1));
        }
        if held.last().is_none_or(|last| *last <= KEY) {
            continue;
        }
        let found = harvest_some(slice.text, held.clone()).found;
        for number in held.into_iter().filter(|number| *number != KEY) {
            let (line, column) = found.get(number)?.place;
            places.insert(number + slice.first - KEY, (line + slice.lines, column));
        }
    }
    if wanted.contains(&0) {
        // The root begins where its first key does, which stands at the margin.
        places.insert(0, (slices.first()?.lines + 1, 1));
    }
    Some(places)
}

/// The keys of a map that begins at the margin all stand there; if no more lines begin there than the map has entries,
/// these lines are its keys.
fn slices<'t>(text: &'t str, entries: &[Entry]) -> Option<Vec<Slice<'t>>> {
    // The parser also breaks lines at these.
    if text.contains(['\r', '\u{85}', '\u{2028}', '\u{2029}']) {
        return None;
    }
    let mut starts = Vec::with_capacity(entries.len());
    let mut at = 0;
    for (line, lines) in text.split_inclusive('\n').zip(0..) {
        if !line.starts_with([' ', '\n', '#', '-', '%', '\t']) && !line.starts_with("...") {
            starts.push((at, lines));
        }
        at += line.len();
    }
    if starts.len() != entries.len() {
        return None;
    }
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    let mut slices = Vec::with_capacity(entries.len());
    for (((at, lines), end), entry) in starts.iter().zip(ends).zip(entries) {
        let text = text.get(*at..end)?;
        let (key, _) = text.split_once(':')?;
        let named = words::named(TOP, key.trim().trim_matches(['"', '\'']))?;
        if named.key != entry.field.key {
            return None;
        }
        slices.push(Slice { text, first: usize::try_from(entry.key.0).ok()?, lines: *lines });
    }
    Some(slices)
}

#[cfg(test)]
mod tests {
    use super::super::harvest::harvest;
    use super::super::interpret;
    use super::*;

    /// Every node of a text, sought alone and with all others, stands where reading the text as a whole finds it.
    #[test]
    fn places_are_those_of_the_whole_text() {
        for text in [
            "会议: {名称: 例会}\n材料:\n  - 一件\n  - {名称: 二件, 份数: 2}\n  - 名称: 三件\n    份数: 3\n地点: 会议室\n",
            "要求:\n- 准时\n- |\n  两行\n  - 不是项目\n- \"三\n  - 也不是\"\n会议:\n  名称: 例会\n",
            "议程:\n  # 说明\n\n  -\n    议题: 甲\n    列席:\n      - 某局\n      - 某委\n  - 议题: 乙\n",
            "参会范围: 甲、乙、丙\n要求: [一, 二]\n预期成果:\n  - 一、二\n  - 三\n",
        ] {
            let (root, _) = interpret(text);
            let root = root.expect("a spec");
            let whole = harvest(text).found;
            let all: BTreeSet<usize> = (0..whole.len()).collect();
            let together = places(text, root.entries(), &all).expect("parted");
            for number in all {
                let alone = places(text, root.entries(), &BTreeSet::from([number])).expect("parted");
                assert_eq!(alone[&number], whole[number].place, "{number} of {text}");
                assert_eq!(together[&number], whole[number].place, "{number} of {text}");
            }
        }
    }
}
