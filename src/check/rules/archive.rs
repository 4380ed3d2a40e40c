//! Rules of the archive (DA/T 22-2015): a meeting comes in, what an archivist would send back goes out.

use super::{CALLING, Case, FILING, Rule, fault};
use crate::check::leaf::shortened;
use crate::diag::{Code, Diagnostic};
use crate::meeting::{ArchivedFile, Materials};

pub(super) const RULES: &[Rule] = &[
    Rule { code: Code::RetentionTooShort, broken: retention_too_short },
    Rule { code: Code::InvalidFonds, broken: invalid_fonds },
    Rule { code: Code::InvalidOfficeCode, broken: invalid_office_code },
    Rule { code: Code::ArchiveYear, broken: archive_year },
    Rule { code: Code::ZeroCount, broken: zero_count },
    Rule { code: Code::DuplicateFile, broken: duplicate_file },
    Rule { code: Code::DeclaredNoneButPresent, broken: declared_none_but_present },
    Rule { code: Code::CategoryMissing, broken: category_missing },
    Rule { code: Code::FilerIsChecker, broken: filer_is_checker },
];

/// The meetings whose papers are kept for good (国家档案局令第8号).
const KEPT: [&str; 2] = ["党组会议", "办公会议"];

fn retention_too_short(meeting: &Case) -> Vec<Diagnostic> {
    let Some(retention) = meeting.archive.retention.as_ref().filter(|retention| retention.value != "永久")
    else {
        return Vec::new();
    };
    let Some(kind) = meeting.kind.as_deref().filter(|kind| KEPT.contains(&kind.as_str())) else {
        return Vec::new();
    };
    let message = format!("{kind}的材料保管期限写的是「{}」，应是「永久」", **retention);
    let help = "党组（党委）会议、行政办公会议的纪要和记录永久保管，请把「保管期限」改为「永久」";
    vec![fault(Code::RetentionTooShort, retention.at, message, help, FILING)]
}

/// Four digits, or a letter and three digits (DA/T 13-2022).
fn invalid_fonds(meeting: &Case) -> Vec<Diagnostic> {
    let Some(fonds) = &meeting.archive.fonds else { return Vec::new() };
    let mut chars = fonds.chars();
    let first = chars.next().is_some_and(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    if first && fonds.chars().count() == 4 && chars.all(|c| c.is_ascii_digit()) {
        return Vec::new();
    }
    let message = format!("全宗号写的是「{}」，应是4位代码", **fonds);
    let help = "全宗号是4位数字，或1个大写字母加3位数字，如「X043」，以档案馆给定的为准";
    vec![fault(Code::InvalidFonds, fonds.at, message, help, FILING)]
}

fn invalid_office_code(meeting: &Case) -> Vec<Diagnostic> {
    let Some(code) = &meeting.archive.office_code else { return Vec::new() };
    if code.chars().count() == 3 && code.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit()) {
        return Vec::new();
    }
    let message = format!("机构（问题）代码写的是「{}」，应是3位代码", **code);
    let help = "机构（问题）代码是3位大写字母或数字，如办公室写「BGS」";
    vec![fault(Code::InvalidOfficeCode, code.at, message, help, FILING)]
}

fn archive_year(meeting: &Case) -> Vec<Diagnostic> {
    let (Some(year), Some(start)) = (&meeting.archive.year, &meeting.start) else { return Vec::new() };
    let held = u32::try_from(start.date.year()).unwrap_or_default();
    // What was written up in the new year may be filed there.
    let written = meeting.minutes.date.as_ref().and_then(|date| u32::try_from(date.year()).ok());
    if year.value == held || Some(year.value) == written {
        return Vec::new();
    }
    let message = format!("归档年度写的是{}，而会议在{held}年召开", **year);
    vec![fault(Code::ArchiveYear, year.at, message, "归档年度是文件形成的年度，请核对「年度」", FILING)]
}

fn zero_count(meeting: &Case) -> Vec<Diagnostic> {
    let files = meeting.archive.files.iter().map(|file| (&file.pages, "归档文件的页数", FILING));
    let materials: &[_] = if let Materials::Some(materials) = &meeting.materials { materials } else { &[] };
    let copies = materials.iter().map(|material| (&material.copies, "材料的份数", CALLING));
    let pages = materials.iter().map(|material| (&material.pages, "材料的页数", CALLING));
    let first = [(&meeting.archive.first_item, "起始件号", FILING)].into_iter();
    files
        .chain(copies)
        .chain(pages)
        .chain(first)
        .filter_map(|(count, what, kinds)| {
            Some((count.as_ref().filter(|count| count.value == 0)?, what, kinds))
        })
        .map(|(count, what, kinds)| {
            fault(
                Code::ZeroCount,
                count.at,
                format!("{what}写的是0"),
                "至少是1，请核对；还不知道的，先不写",
                kinds,
            )
        })
        .collect()
}

fn duplicate_file(meeting: &Case) -> Vec<Diagnostic> {
    let files = &meeting.archive.files;
    let mut found = Vec::new();
    for (at, file) in files.iter().enumerate() {
        let Some(title) = &file.title else { continue };
        let same = |other: &&ArchivedFile| {
            other.title.as_deref() == Some(&title.value) && other.date.as_deref() == file.date.as_deref()
        };
        let Some(first) = files.iter().take(at).find(same).and_then(|first| first.title.as_ref()) else {
            continue;
        };
        let message = format!("归档文件「{}」写了两次", shortened(title));
        let help = "请删去重复的一件；确是两件的，请在「题名」上区别开";
        found.push(
            fault(Code::DuplicateFile, title.at, message, help, FILING).related("第一次写在此", first.at),
        );
    }
    found
}

/// The categories a file names: `会议议程、参会人员名单`.
fn categories(file: &ArchivedFile) -> impl Iterator<Item = &str> {
    let named = file.category.iter().flat_map(|category| category.split(['、', '，', '；', '/']));
    named.map(str::trim).filter(|word| !word.is_empty())
}

fn declared_none_but_present(meeting: &Case) -> Vec<Diagnostic> {
    let files = &meeting.archive.files;
    let mut found = Vec::new();
    for declared in files.iter().filter(|file| file.none.is_some()) {
        let Some(category) = &declared.category else { continue };
        let has = |file: &&ArchivedFile| {
            file.none.is_none() && categories(file).any(|word| word == category.as_str())
        };
        let Some(present) = files.iter().find(has) else { continue };
        let message = format!("「{}」声明为无，归档文件中却有这一类", **category);
        let help = "请删去声明，或核对那一件的「类别」";
        found.push(
            fault(Code::DeclaredNoneButPresent, category.at, message, help, FILING)
                .related("这一类的文件在此", present.at),
        );
    }
    found
}

/// What belongs to the papers of a meeting, each by the words it goes by; 通知 and 纪要 are made here.
const CATEGORIES: [(&str, &[&str]); 6] = [
    ("会议方案", &["方案"]),
    ("会议议程", &["议程", "日程"]),
    ("参会人员名单", &["名单", "签到"]),
    ("会议材料", &["材料", "讲话", "报告"]),
    ("会议决议", &["决议"]),
    ("声像资料", &["声像", "照片", "录音", "录像"]),
];

fn category_missing(meeting: &Case) -> Vec<Diagnostic> {
    let files = &meeting.archive.files;
    // A file without a category may be of any.
    let is_sorted = files.iter().all(|file| file.category.is_some());
    let Some(first) = files.first().filter(|_| is_sorted) else { return Vec::new() };
    let named: Vec<&str> = files.iter().flat_map(categories).collect();
    let is_there = |words: &[&str]| named.iter().any(|name| words.iter().any(|word| name.contains(word)));
    let is_none = matches!(meeting.materials, Materials::None);
    let missing: Vec<&str> = CATEGORIES
        .iter()
        .filter(|(name, words)| !(is_there(words) || is_none && *name == "会议材料"))
        .map(|(name, _)| *name)
        .collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let message = format!("归档文件中没有{}", missing.join("、"));
    let help = "请补上这些材料；确实没有的，各加一项，「类别」写名称，「无」写原因，如「未录音录像」";
    vec![fault(Code::CategoryMissing, first.at, message, help, FILING)]
}

fn filer_is_checker(meeting: &Case) -> Vec<Diagnostic> {
    let (Some(filer), Some(checker)) = (&meeting.archive.filed_by, &meeting.archive.checked_by) else {
        return Vec::new();
    };
    if filer.value != checker.value {
        return Vec::new();
    }
    let message = format!("整理人与检查人都是「{}」", **checker);
    let help = "整理的人不宜检查自己整理的，请核对「检查人」";
    vec![fault(Code::FilerIsChecker, checker.at, message, help, FILING).related("整理人写在此", filer.at)]
}
