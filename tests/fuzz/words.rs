//! Keys, headers and sheet names: those of the vocabulary in other dress, and words that nobody knows.

use super::mutate::{self, Dice};
use super::support::sheets::{form, sheet, workbook};
use huiwu::load::load_all;
use huiwu::spec::vocabulary::{Field, Shape, TOP};

/// Every name of every field, with the path of keys above it.
fn names(
    fields: &'static [Field],
    above: &[&'static str],
    found: &mut Vec<(Vec<&'static str>, &'static str, &'static str)>,
) {
    for field in fields {
        for name in [field.key, field.english].into_iter().chain(field.synonyms.iter().copied()) {
            found.push((above.to_vec(), name, field.key));
        }
        if let Shape::Map(inner, _) | Shape::List(&Shape::Map(inner, _)) = field.shape {
            let mut path = above.to_vec();
            path.push(field.key);
            names(inner, &path, found);
        }
    }
}

/// The same word as people type it: wide, spaced, starred, in capitals.
fn dressed(dice: &mut Dice, word: &str) -> String {
    let mut out = String::new();
    for c in word.chars() {
        let wide = char::from_u32(u32::from(c) + 0xFEE0).filter(|_| c.is_ascii_graphic());
        match dice.below(5) {
            0 => out.extend(wide.or(Some(c))),
            1 => out.extend([c, ' ']),
            2 => out.extend([c, '\u{3000}']),
            3 => out.extend(c.to_uppercase()),
            _ => out.push(c),
        }
    }
    out + dice.word(&["", "＊", "（必填）", " ", "\u{200B}"])
}

#[test]
fn vocabulary_look_up() {
    let mut all = Vec::new();
    names(TOP, &[], &mut all);
    let tokens: Vec<&str> = all.iter().map(|(_, name, _)| *name).collect();
    super::run("vocabulary", 120, |dice| {
        let (above, name, key) = dice.pick(&all).clone();
        let word = dressed(dice, name);
        let mut text = String::new();
        for (depth, above) in above.iter().enumerate() {
            text.extend(["  ".repeat(depth).as_str(), above, ":\n"]);
        }
        text.extend(["  ".repeat(above.len()).as_str(), "\"", &word, "\": 甲\n"]);
        let loaded = load_all("会议.yaml", text.as_bytes());
        let unknown =
            loaded.meetings[0].diagnostics.iter().find(|one| one.code == huiwu::diag::Code::UnknownKey);
        assert_eq!(unknown, None, "{word} is {key}");
        // Nobody knows these; they are answered all the same.
        let odd = mutate::text(dice, &word, &tokens);
        let odd: String =
            odd.chars().filter(|c| !c.is_control() && !"<>&\"\\".contains(*c)).take(4_000).collect();
        super::load_and_locate("会议.yaml", format!("会议: {{\"{odd}\": 甲}}\n\"{odd}\": 乙\n").as_bytes());
        let sheets = [
            form(&[["会议名称", "甲"], [&odd, "乙"]]),
            ("参会人员", "", sheet(&[&["姓名", "单位", &odd], &["甲", "乙", "丙"]])),
            ("记录", "", sheet(&[&["议题", "类别", "内容"], &["甲", &odd, "丙"]])),
        ];
        super::load_and_locate("会议.xlsx", &workbook(&sheets));
        text.into_bytes()
    });
}
