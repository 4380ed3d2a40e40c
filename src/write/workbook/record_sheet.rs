//! The sheet 记录: 记录.议题 comes in, a row for each thing said or decided goes out.

use super::form_sheet::height;
use super::style::{self, Paper, Styles, Wish};
use super::table_sheet::{EXAMPLE, HEADER, SPARE, head};
use super::{Error, MOST_ROWS, cell};
use crate::spec::vocabulary::{DECISION, RECORDED_TOPIC, Shape};
use crate::spec::{Entry, Node, Value, examples};
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Format, Worksheet};
use std::collections::BTreeSet;

/// The columns after 序号: what their notes say, and their widths.
const COLUMNS: [(&str, &str, f64); 8] = [
    ("＊议题", "与议程一致的题目。\n只在一个议题的第一行写，下面的行空着就是同一个议题。", 40.0),
    (
        "＊类别",
        "这一行是什么：汇报、发言、会议意见、决定、共识、待解决、表决……\n每个议题至少有一行「决定」「共识」或「待解决」。",
        13.0,
    ),
    ("姓名", "汇报人、发言人的姓名；其他类别不写。", 12.0),
    ("内容", "发言写要点；会议意见、决定各写一段、一条，一行一条。\n表决写：同意9，反对0，弃权1。", 60.0),
    ("责任单位", "「决定」由谁落实；写在这里，不必在「任务」表里再写一遍。", 18.0),
    ("责任人", "「决定」的责任人。", 11.0),
    ("协办单位", "「决定」的协办单位；几个写在一格里时，一个一行。", 18.0),
    ("时限", "「决定」的完成时限，写成 2026-12-04。", 13.0),
];
/// The keys of a decision that stand in the last columns.
const DOERS: [&str; 4] = ["责任单位", "责任人", "协办单位", "时限"];
/// The column of the topics' numbers.
const NUMBER: u16 = 9;
const TOPIC_NUMBER: &str = "议题号";

/// The texts of a row after its number: 议题 on the first row of a topic only, then as [`COLUMNS`].
type Cells = [String; 8];

/// What the rows of an example say: a category, or the examples of paths below 记录.议题.
fn example_rows() -> Vec<Cells> {
    let own = |key: &str| examples::at(&format!("记录.议题.{key}")).to_owned();
    let row = |topic: &str, category: &str, name: String, content: String| -> Cells {
        [
            topic.to_owned(),
            category.to_owned(),
            name,
            content,
            String::new(),
            String::new(),
            String::new(),
            String::new(),
        ]
    };
    let mut rows = vec![
        row(&own("题目"), "汇报", own("汇报人"), String::new()),
        row("", "发言", own("发言.姓名"), own("发言.要点")),
        row("", "会议意见", String::new(), own("会议意见")),
        row("", "决定", String::new(), own("决定.事项")),
    ];
    if let Some([.., unit, owner, _, due]) = rows.last_mut() {
        (*unit, *owner, *due) = (own("决定.责任单位"), own("决定.责任人"), own("决定.时限"));
    }
    rows
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
        sheet.write_string_with_format(HEADER, NUMBER, TOPIC_NUMBER, &styles.header)?;
        sheet.insert_note(HEADER, NUMBER, &style::note("题目相同或没有题目的议题，靠这个号区分。"))?;
    }
    let lines: Vec<(u32, Cells)> =
        (1..).zip(&topics).flat_map(|(at, topic)| topic_lines(at, topic)).collect();
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
    let end = row.saturating_add(u32::try_from(lines.len()).unwrap_or(u32::MAX)).saturating_add(2 * SPARE);
    if end >= MOST_ROWS {
        return Err(Error::TooMany("记录"));
    }
    let format = |column: usize| {
        let wish = if column < 2 { Wish::Later } else { Wish::None };
        styles.cell(wish, if column == 7 { "yyyy-mm-dd" } else { "@" })
    };
    let formats: Vec<Format> = (0..8).map(format).collect();
    let blank = Cells::default();
    for (number, at) in (1_u32..).zip(row..end) {
        sheet.write_number_with_format(at, 0, number, &styles.counter)?;
        let line = usize::try_from(number - 1).ok().and_then(|index| lines.get(index));
        let cells = line.map_or(&blank, |(_, cells)| cells);
        for ((column, text), format) in (1_u16..).zip(cells).zip(&formats) {
            let shape = if column == 8 { Shape::Date } else { Shape::Text };
            cell::write(&mut sheet, (at, column), &shape, text, format)?;
        }
        if let Some((topic, [title, _, _, content, unit, _, others, _])) = line {
            if numbered {
                sheet.write_number_with_format(at, NUMBER, *topic, &styles.counter)?;
            }
            let lines =
                height(title, 38).max(height(content, 58)).max(height(unit, 16)).max(height(others, 16));
            sheet.set_row_height(at, (lines * 16.0 + 6.0).min(400.0))?;
        }
    }
    sheet.add_data_validation(row, 2, row + 500, 2, &categories()?)?;
    let due = DECISION.iter().find(|field| field.key == "时限");
    if let Some(validation) = due.map(cell::validation).transpose()?.flatten() {
        sheet.add_data_validation(row, 8, row + 500, 8, &validation)?;
    }
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

fn topic_lines(number: u32, topic: &Node) -> Vec<(u32, Cells)> {
    let mut rows: Vec<Cells> = topic.entries().iter().flat_map(entry_rows).collect();
    if rows.is_empty() {
        rows.push(Cells::default());
    }
    if let Some([first, ..]) = rows.first_mut() {
        title(topic).clone_into(first);
    }
    rows.into_iter().map(|cells| (number, cells)).collect()
}

/// The rows of one entry, without the topic.
fn entry_rows(entry: &Entry) -> Vec<Cells> {
    let key = entry.field.key;
    let items = || entry.node.items().iter().filter(|item| !item.is_empty());
    match (key, &entry.node.value) {
        _ if entry.node.is_empty() => Vec::new(),
        ("题目", _) => Vec::new(),
        ("汇报人", _) => vec![cells("汇报", entry.node.text().unwrap_or_default(), "")],
        ("发言", _) => items().map(|item| cells(key, part(item, "姓名"), part(item, "要点"))).collect(),
        ("决定", _) => items().map(decision).collect(),
        (_, Value::List(_)) => items().filter_map(Node::text).map(|text| cells(key, "", text)).collect(),
        (_, Value::Map(votes)) => vote_rows(votes),
        (_, Value::Text(text)) => vec![cells(key, "", text)],
        (_, Value::Empty) => Vec::new(),
    }
}

fn cells(category: &str, name: &str, content: &str) -> Cells {
    let [category, name, content] = [category, name, content].map(str::to_owned);
    [String::new(), category, name, content, String::new(), String::new(), String::new(), String::new()]
}

fn part<'n>(node: &'n Node, key: &str) -> &'n str {
    node.get(key).and_then(Node::text).unwrap_or_default()
}

/// What was decided, who does it and by when.
fn decision(item: &Node) -> Cells {
    let mut row = cells("决定", "", part(item, "事项"));
    for (cell, key) in row.iter_mut().skip(4).zip(DOERS) {
        if let Some(entry) = item.entry(key) {
            *cell = cell::text(entry.field, &entry.node);
        }
    }
    row
}

/// `同意：9，反对：0` on one row; a count that is no number has a row of its own.
fn vote_rows(votes: &[Entry]) -> Vec<Cells> {
    let counts: Vec<(&str, &str)> = votes
        .iter()
        .filter_map(|vote| Some((vote.field.key, vote.node.text()?)))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    if counts.iter().all(|(_, text)| text.chars().all(|c| c.is_ascii_digit())) {
        let all: Vec<String> = counts.iter().map(|(key, text)| format!("{key}：{text}")).collect();
        return vec![cells("表决", "", &all.join("，"))];
    }
    counts.into_iter().map(|(key, text)| cells(&format!("表决{key}"), "", text)).collect()
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
