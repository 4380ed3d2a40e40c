//! The sheet 记录: 记录.议题 comes in, a row for each thing said or decided goes out.

use super::form_sheet::height;
use super::style::{self, Paper, Styles, Wish};
use super::table_sheet::{EXAMPLE, HEADER, SPARE, head};
use super::{Error, MOST_ROWS};
use crate::spec::vocabulary::{RECORDED_TOPIC, Shape};
use crate::spec::{Entry, Node, Value, examples};
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Worksheet};
use std::collections::BTreeSet;

/// The columns after 序号: what their notes say, and their widths.
const COLUMNS: [(&str, &str, f64); 4] = [
    ("＊议题", "与议程一致的题目。\n只在一个议题的第一行写，下面的行空着就是同一个议题。", 40.0),
    (
        "＊类别",
        "这一行是什么：汇报、发言、会议意见、决定、共识、待解决、表决……\n每个议题至少有一行「决定」「共识」或「待解决」。",
        13.0,
    ),
    ("姓名", "汇报人、发言人的姓名；其他类别不写。", 12.0),
    ("内容", "发言写要点；会议意见、决定各写一段、一条，一行一条。\n表决写：同意9，反对0，弃权1。", 78.0),
];
const TOPIC_NUMBER: &str = "议题号";

/// What the rows of an example say: a category, or the paths below 记录.议题 whose examples stand there.
fn example_rows() -> [[&'static str; 4]; 4] {
    let own = |key: &str| examples::at(&format!("记录.议题.{key}"));
    [
        [own("题目"), "汇报", own("汇报人"), ""],
        ["", "发言", own("发言.姓名"), own("发言.要点")],
        ["", "会议意见", "", own("会议意见")],
        ["", "决定", "", own("决定")],
    ]
}

/// One row: the topic on its first row only.
struct Line {
    topic: usize,
    cells: [String; 4],
}

pub(super) fn sheet(root: &Node, styles: &Styles) -> Result<Worksheet, Error> {
    let mut sheet = style::sheet("记录", Paper::Landscape, HEADER)?;
    head(&mut sheet, "记录", &["一行写一件事：谁的发言、哪条会议意见、哪项决定"], styles)?;
    for (column, (name, note, width)) in (1_u16..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(HEADER, column, name, &styles.header)?;
        sheet.insert_note(HEADER, column, &style::note(note))?;
    }
    let topics: Vec<&Node> = topics(root);
    let numbered = need_numbers(&topics);
    if numbered {
        sheet.write_string_with_format(HEADER, 5, TOPIC_NUMBER, &styles.header)?;
        sheet.insert_note(HEADER, 5, &style::note("题目相同或没有题目的议题，靠这个号区分。"))?;
    }
    let lines: Vec<Line> =
        topics.iter().enumerate().flat_map(|(at, topic)| topic_lines(at + 1, topic)).collect();
    let mut row = HEADER + 1;
    if lines.is_empty() {
        for cells in example_rows() {
            sheet.write_string_with_format(row, 0, EXAMPLE, &styles.example_counter)?;
            for (column, text) in (1_u16..).zip(cells) {
                sheet.write_string_with_format(row, column, text, &styles.example)?;
            }
            row += 1;
        }
    }
    let last = row.saturating_add(u32::try_from(lines.len()).unwrap_or(u32::MAX)).saturating_add(2 * SPARE);
    if last >= MOST_ROWS {
        return Err(Error::TooMany("记录"));
    }
    let formats = [Wish::Later, Wish::Later, Wish::None, Wish::None].map(|wish| styles.cell(wish, "@"));
    for (number, at) in (1_u32..).zip(row..last) {
        sheet.write_number_with_format(at, 0, number, &styles.counter)?;
        let line = usize::try_from(number - 1).ok().and_then(|index| lines.get(index));
        for ((column, format), index) in (1_u16..).zip(&formats).zip(0_usize..) {
            let text = line.and_then(|line| line.cells.get(index)).map_or("", String::as_str);
            if text.is_empty() {
                sheet.write_blank(at, column, format)?;
            } else {
                sheet.write_string_with_format(at, column, text, format)?;
            }
        }
        if let Some(line) = line {
            let topic = u32::try_from(line.topic).unwrap_or(u32::MAX);
            if numbered {
                sheet.write_number_with_format(at, 5, topic, &styles.counter)?;
            }
            let [topic, _, _, content] = &line.cells;
            let lines = height(topic, 38).max(height(content, 76));
            sheet.set_row_height(at, (lines * 16.0 + 6.0).min(400.0))?;
        }
    }
    sheet.add_data_validation(row, 2, row + 500, 2, &categories()?)?;
    Ok(sheet)
}

fn topics(root: &Node) -> Vec<&Node> {
    let list = root.get("记录").and_then(|record| record.get("议题"));
    list.map_or(&[][..], Node::items).iter().filter(|topic| !topic.is_empty()).collect()
}

fn title(topic: &Node) -> &str {
    topic.get("题目").and_then(Node::text).unwrap_or_default()
}

/// Topics are told apart by their titles, unless two have the same or one has none.
fn need_numbers(topics: &[&Node]) -> bool {
    let mut seen = BTreeSet::new();
    topics.iter().any(|topic| title(topic).is_empty() || !seen.insert(title(topic)))
}

fn topic_lines(number: usize, topic: &Node) -> Vec<Line> {
    let mut rows: Vec<[String; 3]> = topic.entries().iter().flat_map(entry_rows).collect();
    if rows.is_empty() {
        rows.push(Default::default());
    }
    let first = |at: usize| if at == 0 { title(topic).to_owned() } else { String::new() };
    let line = |(at, [category, name, content]): (usize, [String; 3])| Line {
        topic: number,
        cells: [first(at), category, name, content],
    };
    rows.into_iter().enumerate().map(line).collect()
}

/// Category, name and content of the rows of one entry.
fn entry_rows(entry: &Entry) -> Vec<[String; 3]> {
    let key = entry.field.key;
    let plain = |text: &str| [key.to_owned(), String::new(), text.to_owned()];
    let part = |node: &Node, key: &str| node.get(key).and_then(Node::text).unwrap_or_default().to_owned();
    match (key, &entry.node.value) {
        ("题目", _) | (_, Value::Empty) => Vec::new(),
        ("汇报人", _) if entry.node.is_empty() => Vec::new(),
        ("汇报人", _) => {
            vec![["汇报".to_owned(), entry.node.text().unwrap_or_default().to_owned(), String::new()]]
        }
        ("发言", _) => {
            let said = entry.node.items().iter().filter(|item| !item.is_empty());
            said.map(|item| [key.to_owned(), part(item, "姓名"), part(item, "要点")]).collect()
        }
        (_, Value::List(items)) => {
            items.iter().filter_map(Node::text).filter(|text| !text.is_empty()).map(plain).collect()
        }
        (_, Value::Map(votes)) => vote_rows(votes),
        (_, Value::Text(text)) => vec![plain(text)],
    }
}

/// `同意：9，反对：0` on one row; a count that is no number has a row of its own.
fn vote_rows(votes: &[Entry]) -> Vec<[String; 3]> {
    let counts = || {
        votes
            .iter()
            .filter_map(|vote| Some((vote.field.key, vote.node.text()?)))
            .filter(|(_, text)| !text.is_empty())
    };
    let are_numbers = counts().all(|(_, text)| text.chars().all(|c| c.is_ascii_digit()));
    let row = |category: String, content: String| [category, String::new(), content];
    if are_numbers {
        let all: Vec<String> = counts().map(|(key, text)| format!("{key}：{text}")).collect();
        return if all.is_empty() { Vec::new() } else { vec![row("表决".to_owned(), all.join("，"))] };
    }
    counts().map(|(key, text)| row(format!("表决{key}"), text.to_owned())).collect()
}

/// What 类别 may be.
fn categories() -> Result<DataValidation, rust_xlsxwriter::XlsxError> {
    let skipped = |key: &str| ["题目", "汇报人"].contains(&key);
    let fields =
        RECORDED_TOPIC.iter().filter(|field| !skipped(field.key) && !matches!(field.shape, Shape::Map(..)));
    let words: Vec<&str> = ["汇报"].into_iter().chain(fields.map(|field| field.key)).collect();
    DataValidation::new()
        .allow_list_strings(&words)?
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_error_title("类别")?
        .set_error_message(format!("请从下拉列表里选：{}", words.join("、")))?
        .set_input_title("类别")?
        .set_input_message("点右边的箭头选一个")
}
