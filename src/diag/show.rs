//! Showing diagnostics: as text for people, as JSON lines for machines. Nothing is printed here.

use super::{Cell, Code, Diagnostic, Location, Severity};
use serde::Serialize;
use std::fmt::Write;
use unicode_width::UnicodeWidthChar;

/// Whether the text carries terminal colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// Plain text.
    #[default]
    Off,
    /// ANSI escapes (ECMA-48 SGR).
    On,
}

/// How diagnostics of one file are shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'t> {
    /// Colours.
    pub colour: Colour,
    /// The text of the file, whose lines are quoted; `None` for workbooks.
    pub source: Option<&'t str>,
}

/// The diagnostics as a person reads them: place, message, the line in question, how to put it right.
#[must_use]
pub fn text(diagnostics: &[Diagnostic], options: Options) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        one(&mut out, diagnostic, options);
    }
    out
}

/// `3个错误，2个提醒`; `没有发现问题` when there is nothing.
#[must_use]
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let count = |severity| diagnostics.iter().filter(|it| it.severity == severity).count();
    let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| (count(severity), severity.label()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, label)| format!("{count}个{label}"))
        .collect();
    if parts.is_empty() { "没有发现问题".to_owned() } else { parts.join("，") }
}

/// One diagnostic as one line of JSON, without the line end.
///
/// Keys: `code severity message file`, then `line column` or `sheet cell`, `help`, `related`; what is not known is left out.
#[must_use]
pub fn json(diagnostic: &Diagnostic) -> String {
    let object = Object {
        code: diagnostic.code.name(),
        severity: diagnostic.severity.name(),
        message: &diagnostic.message,
        file: diagnostic.file.as_deref(),
        place: Place::of(&diagnostic.location),
        help: diagnostic.help.as_deref(),
        related: diagnostic
            .related
            .iter()
            .map(|(message, location)| Related { message, place: Place::of(location) })
            .collect(),
    };
    // Strings and numbers only: serialising them cannot fail.
    serde_json::to_string(&object).unwrap_or_default()
}

/// `会议.yaml:14:9`, `会议.xlsx › 参会人员 › C7`; nothing when neither file nor place is known.
#[must_use]
pub fn place(file: Option<&str>, location: &Location) -> String {
    let within = match location {
        Location::File | Location::Node(_) => String::new(),
        Location::Text { line, column } => {
            return format!("{}:{line}:{column}", file.unwrap_or_default())
                .trim_start_matches(':')
                .to_owned();
        }
        Location::Sheet(sheet) => sheet.clone(),
        Location::Cell(sheet, cell) => format!("{sheet} › {cell}"),
    };
    let parts = [file.unwrap_or_default(), &within];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" › ")
}

#[derive(Serialize)]
struct Object<'d> {
    code: &'static str,
    severity: &'static str,
    message: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'d str>,
    #[serde(flatten)]
    place: Place<'d>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'d str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'d>>,
}

#[derive(Serialize)]
struct Related<'d> {
    message: &'d str,
    #[serde(flatten)]
    place: Place<'d>,
}

#[derive(Default, Serialize)]
struct Place<'d> {
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<String>,
}

impl<'d> Place<'d> {
    fn of(location: &'d Location) -> Self {
        match location {
            Location::File | Location::Node(_) => Self::default(),
            Location::Text { line, column } => {
                Self { line: Some(*line), column: Some(*column), ..Self::default() }
            }
            Location::Sheet(sheet) => Self { sheet: Some(sheet), ..Self::default() },
            Location::Cell(sheet, cell) => {
                Self { sheet: Some(sheet), cell: Some(Cell::to_string(cell)), ..Self::default() }
            }
        }
    }
}

const RED: &str = "1;31";
const YELLOW: &str = "1;33";
const CYAN: &str = "1;36";
const BOLD: &str = "1";
const DIM: &str = "2";

fn one(out: &mut String, diagnostic: &Diagnostic, options: Options) {
    let paint = |style: &str, text: &str| match options.colour {
        Colour::On => format!("\u{1B}[{style}m{text}\u{1B}[0m"),
        Colour::Off => text.to_owned(),
    };
    let style = match diagnostic.severity {
        Severity::Error => RED,
        Severity::Warning => YELLOW,
        Severity::Note => CYAN,
    };
    let file = diagnostic.file.as_deref();
    let head = format!("{}[{}]", diagnostic.severity.label(), diagnostic.code.name());
    let message = paint(BOLD, &visible(&diagnostic.message));
    let at = visible(&place(file, &diagnostic.location));
    let parts = [paint(style, &head), at, message];
    line(out, &parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "));
    if let Some(quote) = options.source.and_then(|source| quote(source, diagnostic)) {
        line(out, &format!("{} {}", paint(DIM, &quote.margin), quote.text));
        line(out, &format!("{} {}", paint(DIM, &quote.blank), paint(style, &quote.caret)));
    }
    for (label, location) in &diagnostic.related {
        line(out, &format!("  另见：{} {}", visible(&place(file, location)), visible(label)));
    }
    if let Some(help) = &diagnostic.help {
        line(out, &format!("  {}{}", paint(CYAN, "修改："), visible(help)));
    }
}

fn line(out: &mut String, text: &str) {
    let _ = writeln!(out, "{}", text.trim_end());
}

/// A text on one line that cannot steer a terminal: control characters are shown as their pictures (U+2400…).
fn visible(text: &str) -> String {
    text.chars().map(picture).collect()
}

fn picture(c: char) -> char {
    match u32::from(c) {
        9 => ' ',
        code @ 0..0x20 => char::from_u32(0x2400 + code).unwrap_or(' '),
        0x7F => '␡',
        0x80..0xA0 | 0x200E | 0x200F | 0x202A..=0x202E | 0x2066..=0x2069 => '\u{FFFD}',
        _ => c,
    }
}

/// A line of the source and a caret under the column.
struct Quote {
    margin: String,
    text: String,
    blank: String,
    caret: String,
}

/// Columns of a terminal that a quoted line may take.
const WIDEST: usize = 96;

fn quote(source: &str, diagnostic: &Diagnostic) -> Option<Quote> {
    let Location::Text { line, column } = &diagnostic.location else { return None };
    if diagnostic.code == Code::SecrecyRefused {
        return None; // nothing of a classified text is repeated
    }
    let (index, column) =
        (usize::try_from(*line).ok()?.checked_sub(1)?, usize::try_from(*column).ok()?.checked_sub(1)?);
    let typed: Vec<char> = source.lines().nth(index)?.chars().map(picture).collect();
    let typed = typed.strip_prefix(&['\u{FEFF}'][..]).unwrap_or(&typed);
    let column = column.min(typed.len());
    let before = columns(typed.iter().take(column));
    let (text, shift) = if columns(typed) <= WIDEST || before < WIDEST / 2 {
        (cut(typed), before)
    } else {
        (format!("…{}", cut(typed.get(column..).unwrap_or_default())), 1)
    };
    let number = line.to_string();
    Some(Quote {
        margin: format!("{number:>5} │"),
        text,
        blank: format!("{:>5} │", ""),
        caret: format!("{}^", " ".repeat(shift)),
    })
}

/// As much of a line as fits.
fn cut(typed: &[char]) -> String {
    let mut text = String::new();
    let mut wide = 0;
    for c in typed {
        wide += columns([c]);
        if wide > WIDEST {
            text.push('…');
            break;
        }
        text.push(*c);
    }
    text
}

/// The width on a terminal: a Chinese character takes two columns.
fn columns<'c>(chars: impl IntoIterator<Item = &'c char>) -> usize {
    chars.into_iter().map(|c| c.width().unwrap_or(0)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let shown = text(&[one], Options { source: Some(source), ..Options::default() });
        let expected = "\
错误[invalid-date] 会议.yaml:3:20 「日期」写的是「2026-02-30」：2026年2月只有28天
    3 │ 通知: {主送: [各县], 日期: 2026-02-30}
      │                            ^
  另见：会议.yaml:2:3 会议时间在此
  修改：请核对日期
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
            Options { source: Some(&source), ..Options::default() },
        );
        let lines: Vec<&str> = shown.lines().collect();
        assert!(lines[1].starts_with("    1 │ …坏, 很长的要求，") && lines[1].ends_with('…'), "{shown}");
        assert_eq!(lines[2], "      │  ^");
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
        let shown = text(&[one.clone()], Options { colour: Colour::On, source: None });
        assert!(
            shown.starts_with(
                "\u{1B}[1;31m错误[invalid-date]\u{1B}[0m 会议.yaml \u{1B}[1m有␛[31m红\u{1B}[0m\n"
            )
        );
        assert!(!text(&[one], Options::default()).contains('\u{1B}'));
    }

    #[test]
    fn the_summary_counts_by_gravity() {
        let (error, warning) = (at(Location::File), at(Location::File).severity(Severity::Warning));
        assert_eq!(summary(&[error.clone(), warning, error]), "2个错误，1个提醒");
        assert_eq!(summary(&[]), "没有发现问题");
    }

    #[test]
    fn a_place_beyond_the_source_does_no_harm() {
        for (line, column) in [(0, 0), (1, 99), (9, 1), (u32::MAX, u32::MAX)] {
            let shown = text(
                &[at(Location::Text { line, column })],
                Options { source: Some("甲\n"), ..Options::default() },
            );
            assert!(shown.contains("修改"));
        }
    }
}
