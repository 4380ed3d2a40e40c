//! Titles: a long title comes in, its lines go out, broken by sense and shaped as the standard asks (7.3.1: 梯形 or 菱形).

use crate::document::nominal;
use crate::length::Length;
use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

/// Breaks a title into the fewest lines that fit; the lines together are the title.
pub(super) fn lines(title: &str, size: Length, measure: Length) -> Vec<String> {
    let whole = nominal::width(title, size, Length::ZERO);
    // Digits of the title's own face may be a little wider than the nominal ones.
    let measure = measure - size / 3;
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

/// The least pieces a title may be cut into: words and the syllables that lean on them, never inside 《》 “” （）.
fn pieces(title: &str) -> Vec<&str> {
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let ends: Vec<usize> = segmenter.segment_str(title).skip(1).collect();
    let word = |at: usize| {
        let start = at.checked_sub(1).map_or(0, |before| ends[before]);
        title.get(start..ends[at]).unwrap_or_default()
    };
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, end) in ends.iter().enumerate() {
        let is_last = at + 1 == ends.len();
        if is_last || !(is_nested(title, *end) || leans(word(at), word(at + 1))) {
            pieces.extend(title.get(start..*end));
            start = *end;
        }
    }
    pieces
}

fn is_nested(title: &str, end: usize) -> bool {
    let before = title.get(..end).unwrap_or_default();
    before.chars().fold(0i32, |depth, c| match c {
        '《' | '“' | '（' => depth + 1,
        '》' | '”' | '）' => depth - 1,
        _ => depth,
    }) > 0
}

/// Words that may begin a line though they are a single character.
const OPENERS: &str = "和与及暨对在";

/// Single characters that close what stands before them.
const CLOSERS: &str = "省市县区局委办厅院会处科乡镇村族队组年月日次届期的";

/// Words after which the name of what is met about begins: 关于召开|云澜市…….
const HEADS: [&str; 8] = ["关于", "召开", "举办", "举行", "印发", "转发", "做好", "开好"];

/// Whether a word and the next one are felt as one: 云|澜|市, 2026|年, 第四|季度, 推进|会的, 的|通知.
fn leans(word: &str, next: &str) -> bool {
    let single = |word: &str| word.chars().count() == 1 && word.chars().all(is_han);
    let first = next.chars().next().unwrap_or(' ');
    let last = word.chars().last().unwrap_or(' ');
    let begins_name = HEADS.iter().any(|head| word.ends_with(head)) && !CLOSERS.contains(first);
    (single(next) && !OPENERS.contains(next) && !begins_name)
        || (single(word) && !OPENERS.contains(word) && !CLOSERS.contains(word))
        || (CLOSERS.contains(first) && next.ends_with('的'))
        || "》”）〕、，".contains(first)
        || "《“（〔第的".contains(last)
        || word.starts_with('第')
        || (last.is_ascii_alphanumeric() && first.is_ascii_alphanumeric())
}

fn is_han(c: char) -> bool {
    !c.is_ascii() && c.is_alphabetic()
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

/// A trapezium is wanted, not a square: lines may differ from the ideal by a third before it costs anything.
fn unevenness(width: Length, ideal: Length) -> i64 {
    let off = (width - ideal).to_emu().abs() * 100 / ideal.to_emu().max(1);
    let over = (off - 33).max(0);
    over * over * 4 + off
}

/// How much sense a cut between two pieces breaks.
fn harshness(title: &Search<'_>, at: usize) -> i64 {
    let before = title.pieces[..at].concat();
    let after = title.pieces[at];
    let ends = |tails: &[&str]| tails.iter().any(|tail| before.ends_with(tail));
    if after.starts_with("关于") || ends(&["召开", "印发", "暨"]) {
        return 0;
    }
    if ends(&["关于", "和", "与", "及", "在", "对"]) {
        return 2500;
    }
    if after.starts_with('第') {
        return 1200;
    }
    if ends(&["年", "月", "季度", "届", "次", "局", "委", "政府", "办公室", "领导小组", "委员会"])
    {
        return 150;
    }
    if after.chars().next().is_some_and(|c| OPENERS.contains(c)) || ends(&["会", "工作", "建设"]) {
        return 300;
    }
    900
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
        let lines = broken("云澜市民政局关于召开云澜市老年助餐服务征询座谈会的通知");
        assert_eq!(lines, ["云澜市民政局关于召开", "云澜市老年助餐服务征询座谈会的通知"]);
        let lines = broken("2026年第四季度安全生产工作推进会参会回执");
        assert_eq!(lines, ["2026年第四季度", "安全生产工作推进会参会回执"]);
        let lines = broken("云澜市城市更新工作领导小组2026年第二次全体会议纪要");
        assert_eq!(lines, ["云澜市城市更新工作领导小组", "2026年第二次全体会议纪要"]);
        let lines =
            broken("云澜市民族宗教事务局关于召开石榴坪维吾尔族回族乡“5G+AI”数字乡村建设调研座谈会的通知");
        assert_eq!(
            lines,
            ["云澜市民族宗教事务局关于召开", "石榴坪维吾尔族回族乡“5G+AI”", "数字乡村建设调研座谈会的通知"]
        );
    }
}
