//! Slices: a text and the entries at its top come in; the places of some nodes, sought only in the entries that hold
//! them, go out.

use super::harvest::{Place, harvest_some};
use crate::load::words;
use crate::spec::vocabulary::TOP;
use crate::spec::{Entry, Node, Value};
use std::collections::{BTreeMap, BTreeSet};

/// An entry at the top of a text, which can be read by itself.
struct Slice<'t> {
    text: &'t str,
    /// The number of its key.
    first: usize,
    /// The lines before it.
    lines: u32,
}

/// The places of the nodes of these numbers; `None` where the text cannot surely be parted.
pub(super) fn places(
    text: &str,
    entries: &[Entry],
    wanted: &BTreeSet<usize>,
) -> Option<BTreeMap<usize, Place>> {
    let slices = slices(text, entries)?;
    let mut places = BTreeMap::new();
    let ends = slices.iter().skip(1).map(|next| next.first).chain([usize::MAX]);
    for ((slice, entry), end) in slices.iter().zip(entries).zip(ends) {
        let held: BTreeSet<usize> = wanted.range(slice.first..end).copied().collect();
        let mut rest = held.iter().copied().peekable();
        if rest.next_if_eq(&slice.first).is_some() {
            // A key stands at the margin.
            places.insert(slice.first, (slice.lines + 1, 1));
        }
        if rest.peek().is_none() {
            continue;
        }
        match items(slice, &entry.node) {
            Some(list) => list.seek(&held, &mut places)?,
            None => slice.seek(rest, &mut places)?,
        }
    }
    if wanted.contains(&0) {
        // The root begins where its first key does, which stands at the margin.
        places.insert(0, (slices.first()?.lines + 1, 1));
    }
    Some(places)
}

impl Slice<'_> {
    /// Reads it for the places of the nodes of these numbers.
    fn seek(&self, wanted: impl Iterator<Item = usize>, places: &mut BTreeMap<usize, Place>) -> Option<()> {
        // In a slice the root has number 0, what comes first in it 1.
        let wanted: BTreeSet<usize> = wanted.map(|number| number - self.first + 1).collect();
        let found = harvest_some(self.text, wanted.clone()).found;
        for number in wanted {
            let (line, column) = found.get(number)?.place;
            places.insert(number + self.first - 1, (line + self.lines, column));
        }
        Some(())
    }
}

/// An entry that is a list of one item after the other, which can be read by themselves.
struct List<'t> {
    /// The number of the list, and where its first dash stands.
    own: (usize, Place),
    /// The text from the first dash on, its bytes and lines before each item, and the item's number.
    text: &'t str,
    items: Vec<(usize, u32, usize)>,
}

impl List<'_> {
    /// Reads the items that hold nodes of these numbers, neighbours together.
    fn seek(&self, wanted: &BTreeSet<usize>, places: &mut BTreeMap<usize, Place>) -> Option<()> {
        let (own, place @ (first_line, _)) = self.own;
        if wanted.contains(&own) {
            places.insert(own, place);
        }
        let ends = self.items.iter().skip(1).copied().chain([(self.text.len(), 0, usize::MAX)]);
        let mut run: Option<Slice<'_>> = None;
        let mut end_of_run = (0, 0);
        for (&(at, lines, first), (end, _, next)) in self.items.iter().zip(ends) {
            let is_wanted = wanted.range(first..next).next().is_some();
            if !is_wanted {
                if let Some(run) = run.take() {
                    self.read(&run, end_of_run, wanted, places)?;
                }
                continue;
            }
            let text = self.text.get(at..)?;
            run.get_or_insert(Slice { text, first, lines: first_line - 1 + lines });
            end_of_run = (end, next);
        }
        match run {
            Some(run) => self.read(&run, end_of_run, wanted, places),
            None => Some(()),
        }
    }

    /// Reads a run of items up to a byte of the list's text and a number.
    fn read(
        &self,
        run: &Slice<'_>,
        (end, next): (usize, usize),
        wanted: &BTreeSet<usize>,
        places: &mut BTreeMap<usize, Place>,
    ) -> Option<()> {
        let length = (run.text.len() + end).checked_sub(self.text.len())?;
        let run = Slice { text: run.text.get(..length)?, ..*run };
        run.seek(wanted.range(run.first..next).copied(), places)
    }
}

/// The items of an entry that is a block of them: below its key as many lines begin with a dash in one column as there
/// are items, and no line of an item can begin with one there.
fn items<'t>(slice: &Slice<'t>, node: &Node) -> Option<List<'t>> {
    let Value::List(nodes) = &node.value else { return None };
    let number = |node: &Node| usize::try_from(node.id.0).ok();
    let mut dashes = Vec::with_capacity(nodes.len());
    let mut margin = None;
    let mut at = 0;
    for (line, lines) in slice.text.split_inclusive('\n').zip(0_u32..) {
        if lines == 0 {
            line.split_once(':').filter(|(_, value)| value.trim().is_empty())?;
        } else if is_item(line) {
            let indent = line.len() - line.trim_start_matches(' ').len();
            if *margin.get_or_insert(indent) == indent {
                dashes.push((at, lines));
            }
        }
        at += line.len();
    }
    let &(start, first_line) = dashes.first()?;
    let column = u32::try_from(margin?).ok()? + 1;
    if dashes.len() != nodes.len() {
        return None;
    }
    let mut items = Vec::with_capacity(nodes.len());
    for ((at, lines), node) in dashes.into_iter().zip(nodes) {
        items.push((at - start, lines - first_line, number(node)?));
    }
    // Parts of one text have one number.
    let is_rising = items.windows(2).all(|pair| pair[0].2 < pair[1].2);
    let own = (number(node)?, (slice.lines + first_line + 1, column));
    is_rising.then_some(List { own, text: slice.text.get(start..)?, items })
}

fn is_item(line: &str) -> bool {
    line.trim_start_matches(' ').strip_prefix('-').is_some_and(|rest| rest.starts_with([' ', '\n']))
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

    #[test]
    fn items_are_parted_only_where_each_has_its_dash() {
        let list = |text: &str| {
            let (root, _) = interpret(text);
            let root = root.expect("a spec");
            let slices = slices(text, root.entries()).expect("slices");
            items(&slices[0], &root.entries()[0].node).map(|list| list.items.len())
        };
        assert_eq!(list("要求:\n  - 一\n  - 二\n"), Some(2));
        assert_eq!(list("要求:\n  - 一、二\n"), None);
        assert_eq!(list("要求: [一, 二]\n"), None);
        assert_eq!(list("要求:\n  - \"一\n  - 二\"\n"), None);
    }
}
