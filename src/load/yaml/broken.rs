//! Broken YAML: the parser's complaint comes in, the likely cause in plain Chinese goes out.

use super::harvest::Place;
use crate::diag::{Code, Diagnostic, Location};
use crate::load::words;
use crate::spec::vocabulary::Field;
use serde::Deserialize;
use serde::de::IgnoredAny;

/// What the parser's words mean, the first that match; the cause, then the help.
const CAUSES: &[(&str, &str, &str)] = &[
    (
        "while scanning a quoted scalar",
        "这里的引号没有闭合",
        "引号要成对，并用半角的 \" 或 '；引号里又有同样的引号时，外面换用另一种",
    ),
    (
        "unknown escape character",
        "双引号里的反斜杠「\\」被当成了转义符",
        "请改用单引号 ' 括起这段文字，或把 \\ 写成 \\\\",
    ),
    (
        "character escape code",
        "双引号里「\\u」后面的编码不是一个字",
        "请直接输入这个字；反斜杠本是文字时，请改用单引号 ' 括起这段文字",
    ),
    (
        "hexdecimal",
        "双引号里的反斜杠「\\」后面缺少编码",
        "请直接输入这个字；反斜杠本是文字时，请改用单引号 ' 括起这段文字",
    ),
    ("expected ',' or '}'", "花括号 { } 里的写法有误，或没有闭合", FLOW_HELP),
    ("expected ',' or ']'", "方括号 [ ] 里的写法有误，或没有闭合", FLOW_HELP),
    ("while parsing a flow", "括号 [ ] 或 { } 里的写法有误，或没有闭合", FLOW_HELP),
    (
        "mapping values are not allowed",
        "这里多了一个「冒号加空格」，或缩进与上一行不一致",
        "文字里本来就有冒号加空格时，请用双引号把整段文字括起来；否则请检查本行与上一行的缩进",
    ),
    (
        "could not find expected ':'",
        "这一行不是「项目: 内容」的写法",
        "每行应写成「项目: 内容」，冒号用半角，冒号后空一格；多行文字的后续各行要比项目名多缩进两格",
    ),
    ("expected '-' indicator", "这一行与上面的列表没有对齐", "同一列表的各项都以「- 」开头，并且左边对齐"),
    (
        "block sequence entries are not allowed",
        "「- 」不能与项目名写在同一行",
        "列表请从下一行开始写，每项以「- 」开头",
    ),
    (
        "expected key",
        "这一行的缩进与上面没有对齐，或上一行的内容后面多了东西",
        "同一层的各项左边要对齐；缩进只用半角空格，每层两格",
    ),
    ("block mapping", "这一行的缩进与上面没有对齐", "同一层的各项左边要对齐；缩进只用半角空格，每层两格"),
    ("unknown anchor", "以「*」开头的内容被当成了引用", "以 * 开头的文字请用双引号括起来"),
    ("while scanning an a", "以「&」或「*」开头的内容有特殊含义", "以 & 或 * 开头的文字请用双引号括起来"),
    (
        "while scanning a block scalar",
        "「|」或「>」后面的写法有误",
        "多行文字请在「项目: |」后换行，下面各行多缩进两格；以 > 或 | 开头的文字请用双引号括起来",
    ),
    (
        "expected <document start>",
        "这一行与上面的内容接不上",
        "整个文件应是一条条「项目: 内容」，最外层的项目名都顶格写；请检查上面的缩进和括号",
    ),
    ("recursion limit", "内容嵌套的层数太多", "请检查这里的缩进和括号"),
];

const FLOW_HELP: &str = "各项之间用半角逗号「,」加空格隔开，「项目: 内容」用半角冒号加空格，最后用半角括号闭合；文字里有逗号、括号时请加双引号";

/// The place the parser names in its error, for the error as a whole the file.
pub(super) fn location(error: &serde_yaml::Error) -> Location {
    error.location().map_or(Location::File, |place| text_place((place.line(), place.column())))
}

fn text_place((line, column): (usize, usize)) -> Location {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Location::Text { line: number(line), column: number(column) }
}

/// An anchor, alias or tag, which a spec does not use.
pub(super) fn foreign(mark: char, (line, column): Place) -> Diagnostic {
    let name = match mark {
        '&' => "锚点",
        '*' => "引用",
        _ => "标签",
    };
    let message = format!("这里的「{mark}」是 YAML 的{name}写法，会议文件里不使用");
    Diagnostic::new(Code::BrokenYaml, Location::Text { line, column }, message)
        .help(format!("请把内容直接写出来；如果「{mark}」本是文字，请用双引号把整段文字括起来"))
}

/// Explains why the text is no YAML.
pub(super) fn explain(text: &str, error: &serde_yaml::Error) -> Diagnostic {
    let complaint = error.to_string();
    if complaint.contains("more than one document") {
        return several_documents(text);
    }
    located(text, error)
}

/// The parser also speaks of a second document when the rest of the text does not go on from the first part.
fn several_documents(text: &str) -> Diagnostic {
    let second = serde_yaml::Deserializer::from_str(text).nth(1).map(IgnoredAny::deserialize);
    if let Some(Err(error)) = second
        && error.to_string().contains("<document start>")
    {
        return located(text, &error);
    }
    let place = second_document(text).map_or(Location::File, |line| text_place((line, 1)));
    let message = "文件里有不止一份 YAML 文档（由「---」隔开）";
    Diagnostic::new(Code::BrokenYaml, place, message)
        .help("一个文件只写一次会议；请把每次会议分别存成一个文件")
}

fn located(text: &str, error: &serde_yaml::Error) -> Diagnostic {
    let complaint = error.to_string();
    let place = culprit(&complaint, error);
    let line = place.map_or("", |(line, _)| text.lines().nth(line - 1).unwrap_or_default());
    let location = place.map_or(Location::File, text_place);
    match on_the_line(line, &complaint) {
        Some((message, help)) => Diagnostic::new(Code::BrokenYaml, location, message).help(help),
        None => told(&complaint, location),
    }
}

/// Where the trouble began: for an unfinished key, quote or bracket that is where it started, not where the parser
/// gave up.
fn culprit(complaint: &str, error: &serde_yaml::Error) -> Option<(usize, usize)> {
    let gave_up = error.location().map(|place| (place.line(), place.column()));
    let began = [
        "a simple key at line ",
        "a quoted scalar at line ",
        "a flow mapping at line ",
        "a flow sequence at line ",
    ]
    .iter()
    .find_map(|context| complaint.split_once(context))
    .and_then(|(_, tail)| {
        let (line, column) = tail.split_once(" column ")?;
        let digits = column.find(|c: char| !c.is_ascii_digit()).unwrap_or(column.len());
        Some((line.parse().ok()?, column.get(..digits)?.parse().ok()?))
    });
    let same_line = began.zip(gave_up).is_some_and(|(began, gave_up)| began.0 == gave_up.0);
    if same_line { gave_up } else { began.or(gave_up) }
}

fn told(complaint: &str, location: Location) -> Diagnostic {
    let cause = CAUSES.iter().find(|(words, ..)| complaint.contains(words));
    let (message, help) = cause.map_or(
        ("这里不符合 YAML 的写法", "请检查本行和上一行的缩进、冒号和引号；有特殊符号的文字请用双引号括起来"),
        |(_, message, help)| (message, help),
    );
    Diagnostic::new(Code::BrokenYaml, location, message).help(help)
}

/// Causes that the line itself shows.
fn on_the_line(line: &str, complaint: &str) -> Option<(String, String)> {
    let margin: String = line.chars().take_while(|c| c.is_whitespace()).collect();
    if margin.contains('\t') {
        return Some(said("这一行用制表符（Tab）缩进", "缩进只能用半角空格，每层两格；请把 Tab 换成空格"));
    }
    if margin.contains(['\u{3000}', '\u{A0}']) {
        return Some(said("这一行用全角空格缩进", "缩进只能用半角空格，每层两格；请切换到半角后重新输入"));
    }
    let body = line.trim_start().trim_start_matches("- ");
    if complaint.contains("cannot start any token") {
        let mark = ['@', '`', '%', '\t'].into_iter().find(|mark| body.contains(*mark))?;
        if mark == '\t' {
            return Some(said("这一行里用了制表符（Tab）", "请把 Tab 换成半角空格"));
        }
        return Some(said(
            &format!("文字不能直接以「{mark}」开头"),
            "请用双引号把整段文字括起来，如「项目: \"……\"」",
        ));
    }
    if complaint.contains("':'") || complaint.contains("mapping values") {
        let (key, _) = body.split_once(['：', ':'])?;
        // What stands so near the margin before a full-width colon was meant as a key.
        let meant = words::is_known(key) || (key.chars().count() <= 8 && body.contains('：'));
        let help = meant.then(|| colon_help(body, key)).flatten()?;
        return Some((format!("「{}」后面的冒号没有起作用", key.trim()), help));
    }
    if complaint.contains("flow") && body.contains(['，', '：', '｝', '］']) {
        return Some(said("括号 { } 或 [ ] 里用了全角的标点", FLOW_HELP));
    }
    None
}

fn said(message: &str, help: &str) -> (String, String) {
    (message.to_owned(), help.to_owned())
}

/// If `text` begins with a key of `fields` and a colon that YAML does not see, how to put it right.
pub(super) fn colon_trouble(text: &str, fields: &'static [Field]) -> Option<String> {
    let (key, _) = text.split_once(['：', ':'])?;
    let key = key.trim_start_matches("- ").trim_start_matches(['{', '｛', '[']);
    (words::named(fields, key).is_some()).then(|| colon_help(text, key)).flatten()
}

fn colon_help(text: &str, key: &str) -> Option<String> {
    let colon = text.chars().find(|c| "：:".contains(*c))?;
    let after = text.split_once(colon)?.1;
    let key = key.trim();
    match colon {
        '：' => Some(format!("冒号是全角的「：」，请改成半角冒号加空格，如「{key}: ……」")),
        _ if !after.is_empty() && !after.starts_with([' ', '\r', '\n']) => {
            Some(format!("半角冒号后面缺少空格，请写成「{key}: ……」"))
        }
        _ => None,
    }
}

/// The line, from 1, on which the second document begins.
fn second_document(text: &str) -> Option<usize> {
    let mut begun = false;
    for (index, line) in text.lines().enumerate() {
        let marks = line.starts_with("---");
        if marks && begun {
            return Some(index + 1);
        }
        begun |= marks || !(line.trim().is_empty() || line.starts_with(['#', '%']));
    }
    None
}
