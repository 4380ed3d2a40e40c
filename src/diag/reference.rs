//! The rule reference: the table of codes comes in, its page, its list and one code's explanation go out as text.

use super::{Code, Severity};
use std::fmt::Write;

/// The page of the reference, in Markdown.
#[must_use]
pub fn page() -> String {
    let mut out = String::from(
        "# 检查规则\n\n\
         huiwu 检查会议文件时能说出的每一条，按类排列。这一页由程序里的规则表生成，`huiwu rules` 列出的是同一张表，\
         `huiwu rules <代码>` 解释其中一条。\n\n\
         - **错误**拦下有关的文书，**提醒**不拦，**说明**只是告知。\n\
         - 每条规则的完整例子在本目录的同名文件夹里：`spec.yaml`、`spec.xlsx` 是有毛病的会议文件，`expected.txt`、\
         `expected.xlsx.txt` 是程序的原话；没有文件夹的，要有字体、磁盘等条件才会出现。\n",
    );
    let counted = [Severity::Error, Severity::Warning, Severity::Note].map(|severity| {
        let count = Code::ALL.iter().filter(|code| code.severity() == severity).count();
        format!("{}{count}条", severity.label())
    });
    let _ = writeln!(out, "- 共{}条：{}。", Code::ALL.len(), counted.join("，"));
    let mut theme = "";
    for code in Code::ALL {
        if code.theme() != theme {
            theme = code.theme();
            let _ = write!(out, "\n## {theme}\n");
        }
        let _ = write!(out, "\n### {}\n\n", code.name());
        let _ = writeln!(out, "**{}**{}　{}\n", code.severity().label(), fixed(*code), code.about());
        let _ = writeln!(out, "- 例：{}", code.example());
        let _ = writeln!(out, "- 改法：{}", code.fix());
    }
    out
}

/// Why a unit may not change it, if it may not.
fn fixed(code: Code) -> &'static str {
    if code.is_fixed() { "（单位不能调低）" } else { "" }
}

/// One line of the list: `提醒  late-minutes  …`.
#[must_use]
pub fn line(code: Code) -> String {
    format!("{}　{:<26}{}", code.severity().label(), code.name(), code.about())
}

/// One code explained, over several lines.
#[must_use]
pub fn explanation(code: Code) -> String {
    let mut out = format!("{}[{}] {}\n", code.severity().label(), code.name(), code.about());
    let _ = writeln!(out, "  类别：{}", code.theme());
    let _ = writeln!(out, "  例：{}", code.example());
    let _ = writeln!(out, "  改法：{}", code.fix());
    let effect = match code.severity() {
        Severity::Error => "有关的文书不生成，其余照常",
        Severity::Warning => "文书照常生成",
        Severity::Note => "只是告知",
    };
    let _ = writeln!(out, "  后果：{effect}{}", fixed(code));
    out
}

/// The codes whose name, theme or description holds the word.
#[must_use]
pub fn find(word: &str) -> Vec<Code> {
    let holds =
        |code: &&Code| [code.name(), code.theme(), code.about()].iter().any(|text| text.contains(word));
    match Code::named(word) {
        Some(code) => vec![code],
        None => Code::ALL.iter().filter(holds).copied().collect(),
    }
}

/// The code whose name is most like a misspelt one.
#[must_use]
pub fn nearest(word: &str) -> Option<Code> {
    let likeness = |code: &Code| strsim::normalized_damerau_levenshtein(word, code.name());
    let best = Code::ALL.iter().copied().max_by(|one, other| likeness(one).total_cmp(&likeness(other)))?;
    (likeness(&best) >= 0.6).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_found_by_name_theme_and_words() {
        assert_eq!(find("late-minutes"), [Code::LateMinutes]);
        assert!(find("归档").contains(&Code::InvalidFonds));
        assert!(find("一个工作日").contains(&Code::LateMinutes));
        assert_eq!(find("火星"), []);
        assert_eq!(nearest("late-minute"), Some(Code::LateMinutes));
        assert_eq!(nearest("zzzz"), None);
    }

    #[test]
    fn each_code_stands_under_one_heading_only() {
        let mut themes: Vec<&str> = Code::ALL.iter().map(|code| code.theme()).collect();
        themes.dedup();
        let count = themes.len();
        themes.sort_unstable();
        themes.dedup();
        assert_eq!(themes.len(), count);
    }
}
