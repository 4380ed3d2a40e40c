//! Showing diagnostics: as text for people, as JSON lines for machines. Nothing is printed here.

mod json;
mod quote;
mod readiness;
mod width;

pub use json::json;
pub use readiness::{Readiness, Status, table};

use super::{Code, Diagnostic, Location, Severity, Sources};
use quote::Quote;
use std::fmt::Write;
use width::visible;

/// Whether the text carries terminal colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// Plain text.
    #[default]
    Off,
    /// ANSI escapes (ECMA-48 SGR).
    On,
}

/// How diagnostics are shown.
#[derive(Clone, Copy, Debug)]
pub struct Options<'s> {
    /// Colours.
    pub colour: Colour,
    /// The files whose lines and rows are quoted.
    pub sources: &'s Sources,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self { colour: Colour::Off, sources: Sources::NONE }
    }
}

/// The diagnostics as a person reads them: what is wrong, where, the line or row in question, how to put it right.
#[must_use]
pub fn text(diagnostics: &[Diagnostic], options: Options) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        one(&mut out, diagnostic, options);
    }
    out
}

/// `3个错误、2个警告`; `没有发现问题` when there is nothing.
#[must_use]
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let count = |severity| diagnostics.iter().filter(|it| it.severity == severity).count();
    let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| (count(severity), severity.label()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, label)| format!("{count}个{label}"))
        .collect();
    if parts.is_empty() { "没有发现问题".to_owned() } else { parts.join("、") }
}

/// `会议.yaml:14:9`, `会议.xlsx › 参会人员 › C7`; nothing when neither file nor place is known.
#[must_use]
pub fn place(file: Option<&str>, location: &Location) -> String {
    let (file, location) = location.spot(file);
    let within = match location {
        Location::File | Location::Node(_) | Location::In(..) => String::new(),
        Location::Text { line, column } => {
            return format!("{}:{line}:{column}", file.unwrap_or_default())
                .trim_start_matches(':')
                .to_owned();
        }
        Location::Sheet(sheet) => sheet.clone(),
        Location::Cell(sheet, cell) => format!("{sheet} › {cell}"),
        Location::Passage { place, .. } => place.to_string(),
    };
    let parts = [file.unwrap_or_default(), &within];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" › ")
}

const RED: &str = "1;31";
const YELLOW: &str = "1;33";
const CYAN: &str = "1;36";
const BLUE: &str = "34";
const BOLD: &str = "1";

/// Columns of the line numbers of a quote.
const MARGIN: usize = 4;

fn one(out: &mut String, diagnostic: &Diagnostic, options: Options) {
    let paint = |style: &str, text: &str| match options.colour {
        Colour::On if !text.is_empty() => format!("\u{1B}[{style}m{text}\u{1B}[0m"),
        _ => text.to_owned(),
    };
    let style = match diagnostic.severity {
        Severity::Error => RED,
        Severity::Warning => YELLOW,
        Severity::Note => CYAN,
    };
    let head = format!("{}[{}]", diagnostic.severity.label(), diagnostic.code.name());
    let message = paint(BOLD, &visible(&diagnostic.message));
    line(out, &format!("{}：{message}", paint(style, &head)));
    let file = diagnostic.file.as_deref();
    let at = visible(&place(file, &diagnostic.location));
    let blank = " ".repeat(MARGIN);
    if !at.is_empty() {
        let meeting = diagnostic.meeting.as_deref().map(|name| format!("（{}）", visible(name)));
        let meeting = meeting.unwrap_or_default();
        line(out, &format!("{}{} {at}{meeting}", " ".repeat(MARGIN - 1), paint(BLUE, "-->")));
    }
    if let Some(Quote { number, text, before, marked }) = quoted(diagnostic, options.sources) {
        let bar = paint(BLUE, "|");
        let number = number.map_or_else(String::new, |number| number.to_string());
        line(out, &format!("{} {bar} {text}", paint(BLUE, &format!("{number:>MARGIN$}"))));
        let mark = paint(style, &"^".repeat(marked));
        line(out, &format!("{blank} {bar} {}{mark}", " ".repeat(before)));
    }
    let equals = paint(BLUE, "=");
    if let Some(help) = &diagnostic.help {
        line(out, &format!("{blank} {equals} {}{}", paint(CYAN, "修改："), visible(help)));
    }
    for (label, location) in &diagnostic.related {
        let at = visible(&place(file, location));
        line(out, &format!("{blank} {equals} {}{at} {}", paint(CYAN, "另见："), visible(label)));
    }
    line(out, "");
}

fn quoted(diagnostic: &Diagnostic, sources: &Sources) -> Option<Quote> {
    // Nothing of a classified text is repeated.
    let (file, location) = diagnostic.spot();
    if let Location::Passage { text, at, .. } = location {
        return quote::of_passage(text, *at);
    }
    let source = sources.get(file?).filter(|_| diagnostic.code != Code::SecrecyRefused)?;
    quote::quote(source, location)
}

fn line(out: &mut String, text: &str) {
    let _ = writeln!(out, "{}", text.trim_end());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Cell, Source};

    fn at(location: Location) -> Diagnostic {
        let mut one =
            Diagnostic::new(Code::InvalidDate, location, "「日期」写的是「2026-02-30」：2026年2月只有28天")
                .help("请核对日期");
        one.file = Some("会议.yaml".into());
        one
    }

    #[test]
    fn the_line_is_quoted_with_a_caret_under_it() {
        let source = "会议:\n  名称: 推进会\n通知: {主送: [各县], 日期: 2026-02-30}\n";
        let one = at(Location::Text { line: 3, column: 20 })
            .related("会议时间在此", Location::Text { line: 2, column: 3 });
        let shown =
            text(&[one], Options { sources: &Sources::text("会议.yaml", source), ..Options::default() });
        let expected = "\
错误[invalid-date]：「日期」写的是「2026-02-30」：2026年2月只有28天
   --> 会议.yaml:3:20
   3 | 通知: {主送: [各县], 日期: 2026-02-30}
     |                            ^^^^^^^^^^
     = 修改：请核对日期
     = 另见：会议.yaml:2:3 会议时间在此

";
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_long_line_is_cut_around_the_column() {
        let source = format!("要求: [{}日期: 坏, {}]", "很长的要求，".repeat(20), "很长的要求，".repeat(20));
        let column =
            u32::try_from(source.chars().position(|c| c == '坏').expect("there")).expect("small") + 1;
        let shown = text(
            &[at(Location::Text { line: 1, column })],
            Options { sources: &Sources::text("会议.yaml", source.as_str()), ..Options::default() },
        );
        let lines: Vec<&str> = shown.lines().collect();
        assert!(lines[2].starts_with("   1 | …坏, 很长的要求，") && lines[2].ends_with('…'), "{shown}");
        assert_eq!(lines[3], "     |  ^^");
    }

    #[test]
    fn places_are_named_as_the_user_knows_them() {
        let name = |location| place(Some("会议.xlsx"), &location);
        assert_eq!(name(Location::File), "会议.xlsx");
        assert_eq!(name(Location::Sheet("会议".to_owned())), "会议.xlsx › 会议");
        assert_eq!(
            name(Location::Cell("参会人员".to_owned(), Cell { row: 6, column: 2 })),
            "会议.xlsx › 参会人员 › C7"
        );
        assert_eq!(place(Some("会议.yaml"), &Location::Text { line: 14, column: 9 }), "会议.yaml:14:9");
        assert_eq!(place(None, &Location::Text { line: 14, column: 9 }), "14:9");
    }

    #[test]
    fn json_has_stable_keys_in_a_stable_order() {
        let one = at(Location::Text { line: 3, column: 21 }).related("另一处", Location::File);
        assert_eq!(
            json(&one),
            "{\"code\":\"invalid-date\",\"severity\":\"error\",\"message\":\"「日期」写的是「2026-02-30」：2026年2月只有28天\",\
             \"file\":\"会议.yaml\",\"line\":3,\"column\":21,\"help\":\"请核对日期\",\"related\":[{\"message\":\"另一处\"}]}"
        );
        let mut cell = at(Location::Cell("参会人员".to_owned(), Cell { row: 6, column: 2 }));
        cell.help = None;
        assert!(json(&cell).ends_with("\"sheet\":\"参会人员\",\"cell\":\"C7\"}"));
    }

    #[test]
    fn colour_and_control_characters() {
        let mut one = at(Location::File);
        one.message = "有\u{1B}[31m红".to_owned();
        let shown = text(&[one.clone()], Options { colour: Colour::On, ..Options::default() });
        assert!(
            shown.starts_with(
                "\u{1B}[1;31m错误[invalid-date]\u{1B}[0m：\u{1B}[1m有␛[31m红\u{1B}[0m\n   \u{1B}[34m-->\u{1B}[0m 会议.yaml\n"
            )
        );
        assert!(!text(&[one], Options::default()).contains('\u{1B}'));
    }

    #[test]
    fn the_summary_counts_by_gravity() {
        let (error, warning) = (at(Location::File), at(Location::File).severity(Severity::Warning));
        assert_eq!(summary(&[error.clone(), warning, error]), "2个错误、1个警告");
        assert_eq!(summary(&[]), "没有发现问题");
    }

    #[test]
    fn a_place_beyond_the_source_does_no_harm() {
        for (line, column) in [(0, 0), (1, 99), (9, 1), (u32::MAX, u32::MAX)] {
            let shown = text(
                &[at(Location::Text { line, column })],
                Options { sources: &Sources::text("会议.yaml", "甲\n"), ..Options::default() },
            );
            assert!(shown.contains("修改"));
        }
    }

    #[test]
    fn the_row_of_a_sheet_is_quoted_with_its_cell_marked() {
        let cells = ["2", "张三", "", "办公室"].map(str::to_owned).to_vec();
        let mut sources = Sources::default();
        let rows = [(("参会人员".to_owned(), 6), cells)].into();
        sources.add("会议.xlsx", Source::Rows(rows));
        let shown = |column| {
            let mut one = at(Location::Cell("参会人员".to_owned(), Cell { row: 6, column }));
            one.file = Some("会议.xlsx".into());
            text(&[one], Options { sources: &sources, ..Options::default() })
        };
        let lines = |column| shown(column).lines().skip(1).take(3).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(
            lines(1),
            ["   --> 会议.xlsx › 参会人员 › B7", "   7 | 2 | 张三 |  | 办公室", "     |     ^^^^"]
        );
        // A blank cell, one beyond the row, and one that is not known at all.
        assert_eq!(lines(2)[1..], ["   7 | 2 | 张三 |    | 办公室", "     |            ^^"]);
        assert_eq!(lines(4)[1..], ["   7 | 2 | 张三 |  | 办公室 |", "     |                        ^^"]);
        let elsewhere = at(Location::Cell("参会人员".to_owned(), Cell { row: 7, column: 1 }));
        assert!(!text(&[elsewhere], Options { sources: &sources, ..Options::default() }).contains('^'));
    }

    #[test]
    fn a_long_row_is_cut_around_its_cell() {
        let cells: Vec<String> = (0..30).map(|at| format!("第{at}栏内容，写得很长很长很长很长")).collect();
        let mut sources = Sources::default();
        sources.add("会议.xlsx", Source::Rows([(("会议".to_owned(), 0), cells)].into()));
        let mut one = at(Location::Cell("会议".to_owned(), Cell { row: 0, column: 20 }));
        one.file = Some("会议.xlsx".into());
        let shown = text(&[one], Options { sources: &sources, ..Options::default() });
        let lines: Vec<Vec<char>> = shown.lines().map(|line| line.chars().collect()).collect();
        assert!(width::columns(&lines[2]) <= 110, "{shown}");
        let text: String = lines[2].iter().collect();
        assert!(text.contains("第20栏") && text.starts_with("   1 | …"), "{shown}");
        // The mark begins where the cell does.
        let before = lines[3].iter().position(|c| *c == '^').expect("a mark");
        let mut wide = 0;
        let start: Vec<char> = lines[2]
            .iter()
            .copied()
            .take_while(|c| {
                let is_before = wide < before;
                wide += width::columns([c]);
                is_before
            })
            .collect();
        let rest: String = lines[2][start.len()..].iter().collect();
        assert!(rest.starts_with("第20栏"), "{rest}");
    }

    #[test]
    fn a_place_in_another_file_is_named_and_quoted_there() {
        let mut one =
            at(Location::In("单位/unit.yaml".into(), Box::new(Location::Text { line: 2, column: 6 })));
        one = one.related("用它的会议", Location::File);
        let sources = Sources::text("单位/unit.yaml", "默认值:\n  地点: 某处 # 备注\n");
        let shown = text(&[one.clone()], Options { sources: &sources, ..Options::default() });
        assert!(shown.contains("   --> 单位/unit.yaml:2:6\n   2 |   地点: 某处 # 备注\n"), "{shown}");
        assert!(shown.contains("另见：会议.yaml 用它的会议"), "{shown}");
        let said = json(&one);
        assert!(said.contains(r#""file":"单位/unit.yaml","spec":"会议.yaml","line":2,"column":6"#), "{said}");
    }
}
