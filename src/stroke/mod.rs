//! 姓氏笔画: names come in, the order in which a list 「按姓氏笔画为序」 has them goes out.
//!
//! It is a table and a rule, without I/O; it neither guesses a stroke nor falls back on pinyin or code points:
//! a name with a character it does not know has no key, and whoever sorts has to say so.
//!
//! The order: the first characters are compared, then the second, and so on. Of two characters the one with fewer
//! strokes comes first; then stroke by stroke, 横 before 竖, 撇, 点 and 折; the same strokes in the order of
//! 《通用规范汉字表》 (`strokes.txt` says from what). A given name of one character counts its first place as empty:
//! 王晓 stands before 王一鸣. 间隔号 and spaces do not count, so 阿依古丽·买买提 stands among 阿.

mod table;

use std::cmp::Ordering;

/// Where a name stands: keys compare as their names do in a list by strokes.
///
/// One number a character, its rank in the table, and 0 for the empty place of a given name of one character.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(Vec<u32>);

/// The surnames of two characters whose given name may be one character; others are read as one character.
const COMPOUND: &[&str] = &[
    "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛", "尉迟",
    "公羊", "赫连", "澹台", "皇甫", "宗政", "濮阳", "公冶", "太叔", "申屠", "公孙", "慕容", "仲孙", "钟离",
    "长孙", "宇文", "司徒", "鲜于", "司空", "闾丘", "亓官", "司寇", "颛孙", "端沐", "巫马", "公西", "漆雕",
    "乐正", "壤驷", "公良", "拓跋", "夹谷", "宰父", "谷梁", "段干", "百里", "东郭", "南门", "呼延", "羊舌",
    "微生", "梁丘", "左丘", "东门", "西门", "令狐", "第五", "轩辕", "歐陽", "司馬", "諸葛", "東方",
];

/// The key of a name, or `None` when one of its characters has no strokes in the table (Latin letters, digits, a
/// character too rare, a private code point) or there is none.
#[must_use]
pub fn sort_key(name: &str) -> Option<Key> {
    let ranks = letters(name).map(table::rank).collect::<Option<Vec<u32>>>()?;
    let surname = surname_length(name, ranks.len());
    let mut key = ranks;
    if key.len() == surname + 1 && !is_dotted(name) {
        key.insert(surname, 0);
    }
    (!key.is_empty()).then_some(Key(key))
}

/// The first character of a name that has no strokes in the table.
#[must_use]
pub fn unknown(name: &str) -> Option<char> {
    letters(name).find(|letter| table::rank(*letter).is_none())
}

/// Compares two names; those without a key are equal to each other and come after all others.
#[must_use]
pub fn compare(one: &str, other: &str) -> Ordering {
    match (sort_key(one), sort_key(other)) {
        (Some(one), Some(other)) => one.cmp(&other),
        (one, other) => other.is_some().cmp(&one.is_some()),
    }
}

/// Sorts by the names of things; namesakes, and things whose name has no key at the end, stay in the given order.
pub fn sort_by_name<T>(things: &mut [T], name: impl Fn(&T) -> &str) {
    things.sort_by_cached_key(|thing| {
        let key = sort_key(name(thing));
        (key.is_none(), key)
    });
}

/// The characters that count: no spaces, no 间隔号, no variation selectors.
fn letters(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|letter| {
        let is_selector = matches!(letter, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}');
        !letter.is_whitespace() && !is_selector && !is_dot(*letter)
    })
}

/// 间隔号, as it is typed.
const fn is_dot(letter: char) -> bool {
    matches!(letter, '·' | '•' | '・' | '‧' | '∙' | '⋅' | '．')
}

/// Of a name with 间隔号 nobody can say which part is the given name.
fn is_dotted(name: &str) -> bool {
    name.chars().any(is_dot)
}

fn surname_length(name: &str, letters_in_name: usize) -> usize {
    let start: String = letters(name).take(2).collect();
    if letters_in_name > 2 && COMPOUND.contains(&start.as_str()) { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each list is in the right order already, and no two of it stand equal.
    fn in_order(names: &[&str]) {
        for pair in names.windows(2) {
            assert_eq!(compare(pair[0], pair[1]), Ordering::Less, "{} before {}", pair[0], pair[1]);
        }
    }

    #[test]
    fn fewer_strokes_come_first() {
        in_order(&[
            "丁宁", "马腾", "王宁", "石磊", "刘宁", "李宁", "周宁", "赵宁", "钱宁", "曹宁", "韩宁", "詹宁",
        ]);
    }

    #[test]
    fn the_same_number_goes_stroke_by_stroke() {
        // 三画 于 112, 万 153, 上 211, 千 312, 门 425, 卫 521.
        in_order(&["于安", "万安", "上安", "千安", "门安", "卫安"]);
        // 提 is 横 and 捺 is 点: 江 441121 before 池 441525, 次 413534 before 江.
        in_order(&["次仁", "江仁", "池仁"]);
    }

    #[test]
    fn the_same_strokes_go_by_the_published_table() {
        in_order(&["土一", "士一"]);
        in_order(&["田一", "由一"]);
        in_order(&["甲一", "申一"]);
        in_order(&["仉一", "仇一"]);
        in_order(&["佘一", "余一"]);
    }

    #[test]
    fn a_given_name_of_one_character_comes_first() {
        in_order(&["田", "田富", "田大利", "田富利", "田富强"]);
        in_order(&["欧明", "欧小明", "欧阳修", "欧阳文忠", "洪少东"]);
    }

    #[test]
    fn later_characters_decide_where_the_first_agree() {
        in_order(&["王一丁", "王一鸣", "王丁一", "王大鸣"]);
    }

    #[test]
    fn the_dot_and_spaces_do_not_count() {
        assert_eq!(sort_key("王　晓"), sort_key("王晓"));
        assert_eq!(sort_key("葛\u{E0100}洪"), sort_key("葛洪"));
        in_order(&["阿迪力·买买提", "阿依古丽·买买提", "陈晨", "林宁"]);
    }

    #[test]
    fn what_is_not_known_comes_last_as_given() {
        assert_eq!(sort_key("Smith"), None);
        assert_eq!(sort_key(""), None);
        assert_eq!(sort_key("王\u{E000}"), None);
        assert_eq!(unknown("李Tom"), Some('T'));
        assert_eq!(unknown("童𬱖"), None);
        let mut names = vec!["Tom", "鑫一", "A某", "丁一", "某2"];
        sort_by_name(&mut names, |name| name);
        assert_eq!(names, ["丁一", "鑫一", "Tom", "A某", "某2"]);
    }

    #[test]
    fn namesakes_keep_their_order() {
        let mut people = vec![("王宁", 2), ("丁宁", 1), ("王宁", 1)];
        sort_by_name(&mut people, |person| person.0);
        assert_eq!(people, [("丁宁", 1), ("王宁", 2), ("王宁", 1)]);
    }
}
