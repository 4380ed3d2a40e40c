//! 姓氏笔画 against published orders: surnames whose order was taken from two national tables, not from our data.

mod support;

use huiwu::stroke::{compare, sort_by_name, sort_key};
use std::cmp::Ordering;
use std::path::Path;
use support::output;
use support::package::Package;
use support::program::{self, huiwu};

/// Surnames in the published order, each with its number in 《通用规范汉字表》.
fn published(file: &str) -> Vec<(String, u32)> {
    let text = support::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stroke").join(file));
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let (surname, number) = line.split_once(' ').expect("a surname and a number");
            (surname.to_owned(), number.parse().expect("a number"))
        })
        .collect()
}

fn names(surnames: &[(String, u32)]) -> Vec<&str> {
    surnames.iter().map(|(surname, _)| surname.as_str()).collect()
}

/// Whatever the order they come in, the published one goes out.
fn sorts_as_published(file: &str, count: usize) {
    let published = published(file);
    let expected = names(&published);
    assert_eq!(expected.len(), count);
    let mut by_code_point = expected.clone();
    by_code_point.sort_unstable();
    assert_ne!(by_code_point, expected);
    let backwards: Vec<&str> = expected.iter().rev().copied().collect();
    for mut shuffled in [by_code_point, backwards] {
        sort_by_name(&mut shuffled, |surname| surname);
        assert_eq!(shuffled, expected, "{file}");
    }
}

#[test]
fn three_hundred_common_surnames() {
    sorts_as_published("common.txt", 300);
}

#[test]
fn rare_surnames() {
    sorts_as_published("rare.txt", 56);
    let outside =
        published("rare.txt").iter().filter(|(name, _)| name.chars().any(|c| c > '\u{FFFF}')).count();
    assert!(outside >= 2, "{outside} outside the BMP");
}

/// The second table: within each of its levels the numbers rise as the names are sorted.
#[test]
fn the_table_of_2013_says_the_same() {
    for file in ["common.txt", "rare.txt"] {
        let mut surnames = published(file);
        surnames.reverse();
        sort_by_name(&mut surnames, |(name, _)| name);
        for level in [1..=3500, 3501..=6500, 6501..=8105] {
            let numbers: Vec<u32> =
                surnames.iter().map(|(_, number)| *number).filter(|number| level.contains(number)).collect();
            assert!(numbers.is_sorted(), "{file}: {numbers:?}");
        }
    }
}

/// In lists people have given names; the surname still decides.
#[test]
fn given_names_do_not_move_a_surname() {
    let surnames = published("common.txt");
    let people: Vec<String> = names(&surnames)
        .iter()
        .zip(["鑫", "一鸣", "晓", "燚", "建国"].iter().cycle())
        .map(|(surname, given)| format!("{surname}{given}"))
        .collect();
    for pair in people.windows(2) {
        let (one, other) = (&pair[0], &pair[1]);
        // 欧 and 欧阳 begin with the same character, and there the second one decides.
        if one.chars().next() != other.chars().next() {
            assert_eq!(compare(one, other), Ordering::Less, "{one} before {other}");
        }
    }
}

/// Each character of the table of 2013 that the design texts name as hard has its strokes.
#[test]
fn names_with_rare_characters_have_a_key() {
    for name in
        ["刘䶮", "龚䶮", "童𬱖", "梁𬍛", "屾", "𤩽", "張學友", "陳志強", "歐陽脩", "王喆", "李堃", "谢勰"]
    {
        assert!(sort_key(name).is_some(), "{name}");
    }
    assert_eq!(sort_key("徐㼆"), None, "㼆 stands in no table that agrees with another");
}

/// The lists of the fixture meeting, written by the real program from YAML and from Excel.
#[test]
fn the_program_sorts_its_lists() {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/meetings/青年干部座谈会");
    let mut manifests = Vec::new();
    for spec in ["spec.yaml", "spec.xlsx"] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = case.join(spec);
        huiwu(folder.path(), &["render", "-o", "out", &path.to_string_lossy()]).expect(0, &["个会议：写出"]);
        let sheet = text(folder.path(), "会议签到表.docx");
        assert!(sheet.contains("（按姓氏笔画为序）"), "{spec}: {sheet}");
        assert_eq!(in_text(&sheet), SIGN_IN, "{spec}");
        let minutes = text(folder.path(), "会议纪要.docx");
        let present =
            minutes.split("出席：").nth(1).and_then(|rest| rest.split("请假：").next()).expect("出席");
        assert!(present.starts_with("（按姓氏笔画为序）"), "{spec}: {present}");
        assert_eq!(in_text(present), PRESENT, "{spec}");
        manifests.push(output::manifest(folder.path())["documents"].clone());
    }
    assert!(manifests[0].as_array().is_some_and(|written| written.len() >= 3), "{}", manifests[0]);
    assert_eq!(manifests[0], manifests[1], "YAML and Excel give the same bytes");
}

/// 《云澜市优秀青年干部座谈会》 by hand: 2 丁 卜, 4 王, 5 申 before 田 (25112 before 25121), 6 刘, 7 佘 before 余, 阿,
/// 8 欧, 12 童.
const SIGN_IN: [&str; 13] = [
    "丁若溪",
    "卜言",
    "王晓",
    "王一鸣",
    "申屠宁",
    "田富",
    "田大利",
    "刘䶮",
    "佘青禾",
    "余静姝",
    "阿依古丽·买买提",
    "欧阳岚",
    "童𬱖",
];

/// Who came as a member: without 丁 and 卜, who observe, and 刘, who is on leave.
const PRESENT: [&str; 10] =
    ["王晓", "王一鸣", "申屠宁", "田富", "田大利", "佘青禾", "余静姝", "阿依古丽·买买提", "欧阳岚", "童𬱖"];

/// The names of the fixture that a text holds, in the order in which it has them.
fn in_text(text: &str) -> Vec<&'static str> {
    let mut found: Vec<(usize, &str)> =
        SIGN_IN.iter().filter_map(|name| Some((text.find(name)?, *name))).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, name)| name).collect()
}

/// The words of the written DOCX whose name ends so, without the space inside a name of two characters.
fn text(folder: &Path, end: &str) -> String {
    let written = program::files(folder);
    let (_, bytes) = written
        .iter()
        .find(|(path, _)| support::name(path).ends_with(end))
        .unwrap_or_else(|| panic!("no {end} in {:?}", written.keys()));
    Package::open(bytes).body_text().replace('\u{3000}', "")
}
