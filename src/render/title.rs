//! Titles: a long title comes in, its lines go out, broken by sense and shaped as the standard asks (7.3.1: 梯形 or 菱形).

use crate::document::nominal;
use crate::length::Length;
use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

/// Breaks a title into the fewest lines that fit; the lines together are the title.
pub(super) fn lines(title: &str, size: Length, measure: Length) -> Vec<String> {
    let whole = nominal::width(title, size, Length::ZERO);
    if whole <= measure {
        return vec![title.to_owned()];
    }
    let pieces = pieces(title);
    let widths: Vec<Length> = pieces.iter().map(|piece| nominal::width(piece, size, Length::ZERO)).collect();
    let fewest = usize::try_from(whole.to_emu() / measure.to_emu().max(1) + 1).unwrap_or(1);
    (fewest..=pieces.len())
        .find_map(|count| best(&pieces, &widths, count, measure))
        .unwrap_or_else(|| vec![title.to_owned()])
}

/// The least pieces a title may be cut into: words, never cut inside 《》 “” （）.
fn pieces(title: &str) -> Vec<&str> {
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut depth = 0i32;
    let mut breaks = segmenter.segment_str(title).skip(1).peekable();
    while let Some(end) = breaks.next() {
        let Some(word) = title.get(start..end) else { continue };
        let last_word = word.chars().last().unwrap_or(' ');
        depth = title.get(..end).map_or(0, nesting);
        let next = title.get(end..).and_then(|rest| rest.chars().next());
        let open =
            depth > 0 || "《“（〔".contains(last_word) || next.is_some_and(|c| "》”）〕、，的".contains(c));
        if !open || breaks.peek().is_none() {
            pieces.push(word);
            start = end;
        }
    }
    debug_assert!(depth <= 0 || start == title.len());
    pieces
}

fn nesting(text: &str) -> i32 {
    text.chars().fold(0, |depth, c| match c {
        '《' | '“' | '（' => depth + 1,
        '》' | '”' | '）' => depth - 1,
        _ => depth,
    })
}

/// The best way to put the pieces on so many lines, if each line fits.
fn best(pieces: &[&str], widths: &[Length], count: usize, measure: Length) -> Option<Vec<String>> {
    let total: Length = widths.iter().copied().sum();
    let ideal = total / i64::try_from(count).unwrap_or(1);
    let mut cuts = Vec::new();
    let mut found: Option<(i64, Vec<usize>)> = None;
    search(&Search { pieces, widths, measure, ideal }, 0, count, &mut cuts, 0, &mut found);
    let (_, cuts) = found?;
    let mut lines = Vec::new();
    let mut start = 0;
    for cut in cuts {
        lines.push(pieces[start..cut].concat());
        start = cut;
    }
    Some(lines)
}

struct Search<'a> {
    pieces: &'a [&'a str],
    widths: &'a [Length],
    measure: Length,
    ideal: Length,
}

/// Tries every cut within a few words of the ideal one; titles are short, so this is cheap.
fn search(
    title: &Search<'_>,
    start: usize,
    lines_left: usize,
    cuts: &mut Vec<usize>,
    cost: i64,
    found: &mut Option<(i64, Vec<usize>)>,
) {
    if found.as_ref().is_some_and(|(least, _)| *least <= cost) {
        return;
    }
    let mut width = Length::ZERO;
    for end in start + 1..=title.pieces.len() {
        width += title.widths[end - 1];
        if width > title.measure {
            return;
        }
        let is_last = end == title.pieces.len();
        if (lines_left == 1) != is_last {
            continue;
        }
        cuts.push(end);
        let cost = cost + unevenness(width, title.ideal) + if is_last { 0 } else { harshness(title, end) };
        if is_last {
            if found.as_ref().is_none_or(|(least, _)| cost < *least) {
                *found = Some((cost, cuts.clone()));
            }
        } else {
            search(title, end, lines_left - 1, cuts, cost, found);
        }
        cuts.pop();
    }
}

/// Far from equal lines cost more than proportionally; in tenths of a percent of the ideal, squared.
fn unevenness(width: Length, ideal: Length) -> i64 {
    let off = (width - ideal).to_emu().abs() * 100 / ideal.to_emu().max(1);
    off * off
}

/// How much sense a cut between two pieces breaks.
fn harshness(title: &Search<'_>, at: usize) -> i64 {
    let before = title.pieces[at - 1];
    let after = title.pieces[at];
    let is_single = |piece: &str| piece.chars().count() == 1;
    let mut cost = 0;
    // A line begins well with 关于, after the organ's name; and ends well after a verb phrase's 的.
    if after.starts_with("关于") {
        cost -= 900;
    }
    if before.ends_with('的') {
        cost -= 200;
    }
    if ["关于", "召开", "印发", "和", "与", "及", "在", "对", "第"].contains(&before) {
        cost += 1500;
    }
    if ["和", "与", "及", "暨"].contains(&after) {
        cost += 300;
    }
    if ["会", "通知", "纪要", "签到表", "的"].iter().any(|tail| after.starts_with(tail)) {
        cost += 900;
    }
    // Between a number and its unit, or inside a name of several short words.
    if before.chars().last().is_some_and(|c| c.is_ascii_digit()) {
        cost += 3000;
    }
    if is_single(before) || is_single(after) {
        cost += 250;
    }
    cost
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(title: &str) -> Vec<String> {
        lines(title, Length::pt(22.0), Length::mm(156.0))
    }

    #[test]
    fn lines_fit_and_make_up_the_title() {
        for title in [
            "云澜市应急管理局关于召开2026年第四季度安全生产工作推进会的通知",
            "会议纪要",
            "青岚县农业农村局青岚县乡村振兴局关于召开全县高标准农田建设暨秋冬农田水利基本建设现场推进会的预备通知",
        ] {
            let lines = broken(title);
            assert_eq!(lines.concat(), title);
            for line in &lines {
                assert!(nominal::width(line, Length::pt(22.0), Length::ZERO) <= Length::mm(156.0), "{line}");
                assert!(line.chars().count() > 3, "{lines:?}");
            }
        }
    }

    #[test]
    fn a_notice_breaks_where_its_sense_does() {
        let lines = broken("云澜市应急管理局关于召开2026年第四季度安全生产工作推进会的通知");
        assert_eq!(lines, ["云澜市应急管理局关于召开", "2026年第四季度安全生产工作推进会的通知"]);
    }
}
