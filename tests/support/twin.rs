//! Twins: a loaded spec comes in, the workbook that a person would have filled in for the same meeting goes out.

use huiwu::spec::vocabulary::{Bare, Field, Shape, TOP};
use huiwu::spec::{Entry, Node, Spec, Value};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

/// Writes the spec as a form: merged titles, filled headers, wrapped texts, some dates as dates and some as texts.
/// The same spec gives the same bytes.
///
/// Not expressible, and therefore a panic: an item of several lines in a list that stands in one cell.
pub(crate) fn write_workbook(spec: &Spec) -> Vec<u8> {
    let mut writer = Writer::new();
    writer.write(&spec.root).expect("a workbook within Excel's limits");
    writer.workbook.save_to_buffer().expect("a workbook in memory")
}

/// The widths of a form's columns, in characters.
const FORM_WIDTHS: [f64; 2] = [18.0, 70.0];
const TABLE_WIDTH: f64 = 22.0;

struct Writer {
    workbook: Workbook,
    styles: Styles,
    /// Turns with each value that could be typed or be a text, so that both occur.
    turn: bool,
}

struct Styles {
    title: Format,
    header: Format,
    body: Format,
    date: Format,
    moment: Format,
    time: Format,
}

impl Styles {
    fn new() -> Self {
        let body = Format::new().set_text_wrap().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
        Self {
            title: Format::new().set_bold().set_font_size(16).set_align(FormatAlign::Center),
            header: Format::new()
                .set_bold()
                .set_background_color(Color::RGB(0x00D9_E2F3))
                .set_border(FormatBorder::Thin),
            date: body.clone().set_num_format("yyyy\"年\"m\"月\"d\"日\""),
            moment: body.clone().set_num_format("yyyy-mm-dd hh:mm"),
            time: body.clone().set_num_format("h:mm"),
            body,
        }
    }
}

impl Writer {
    fn new() -> Self {
        let mut workbook = Workbook::new();
        let created = ExcelDateTime::from_ymd(2026, 11, 1).expect("a date");
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
        Self { workbook, styles: Styles::new(), turn: false }
    }

    fn write(&mut self, root: &Node) -> Result<(), XlsxError> {
        let mut form = Vec::new();
        let mut tables = Vec::new();
        gather(root.entries(), &[], &mut form, &mut tables);
        self.write_form(&form)?;
        for (field, node) in tables {
            if field.key == "议题" { self.write_record(node)? } else { self.write_table(field, node)? }
        }
        Ok(())
    }

    /// A sheet with a merged title over as many columns as the widths have, and a header under a blank row.
    fn sheet(&mut self, name: &str, headers: &[&str]) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        let last = u16::try_from(headers.len()).expect("few columns") - 1;
        sheet.merge_range(0, 0, 0, last.max(1), &format!("{name}登记表"), &self.styles.title)?;
        for (column, header) in (0_u16..).zip(headers) {
            sheet.write_string_with_format(2, column, *header, &self.styles.header)?;
            sheet.set_column_width(column, if column == 0 { 8.0 } else { TABLE_WIDTH })?;
        }
        Ok(sheet)
    }

    fn write_form(&mut self, rows: &[(Vec<&'static Field>, &Node)]) -> Result<(), XlsxError> {
        let mut sheet = self.sheet("会议", &["项目", "内容"])?;
        for (column, width) in (0_u16..).zip(FORM_WIDTHS) {
            sheet.set_column_width(column, width)?;
        }
        let mut row = 3;
        for (path, node) in rows {
            let Some(field) = path.last() else { continue };
            let label = label(path);
            for text in cells(field, node) {
                sheet.write_string_with_format(row, 0, &label, &self.styles.body)?;
                self.write_value(&mut sheet, (row, 1), field, &text)?;
                row += 1;
            }
        }
        self.workbook.push_worksheet(sheet);
        Ok(())
    }

    fn write_table(&mut self, field: &'static Field, node: &Node) -> Result<(), XlsxError> {
        let used = columns(field, node);
        let names: Vec<String> = used.iter().map(|path| path.concat()).collect();
        let mut headers = vec!["序号"];
        headers.extend(names.iter().map(String::as_str));
        let mut sheet = self.sheet(field_sheet(field), &headers)?;
        for (row, item) in (3_u32..).zip(node.items()) {
            sheet.write_number_with_format(row, 0, row - 2, &self.styles.body)?;
            for (column, path) in (1_u16..).zip(&used) {
                let value = path.iter().try_fold(item, |node, key| node.get(key));
                let Some((value, field)) = value.zip(field_at(field, path)) else { continue };
                let [text] = cells(field, value).try_into().expect("one cell for a list in a table");
                self.write_value(&mut sheet, (row, column), field, &text)?;
            }
        }
        self.workbook.push_worksheet(sheet);
        Ok(())
    }

    fn write_record(&mut self, topics: &Node) -> Result<(), XlsxError> {
        let mut sheet =
            self.sheet("记录", &["议题", "类别", "姓名", "内容", "责任单位", "责任人", "协办单位", "时限"])?;
        sheet.set_column_width(0, TABLE_WIDTH)?;
        let mut row = 3;
        for topic in topics.items() {
            let title = topic.get("题目").and_then(Node::text).unwrap_or_default();
            let lines: Vec<Line> = topic.entries().iter().flat_map(record_lines).collect();
            let last = row + u32::try_from(lines.len().max(1)).expect("few rows") - 1;
            if last > row {
                sheet.merge_range(row, 0, last, 0, title, &self.styles.body)?;
            } else {
                sheet.write_string_with_format(row, 0, title, &self.styles.body)?;
            }
            for (offset, line) in (0_u32..).zip(&lines) {
                for (column, text) in (1_u16..).zip(line) {
                    if !text.is_empty() {
                        sheet.write_string_with_format(row + offset, column, text, &self.styles.body)?;
                    }
                }
            }
            row = last + 1;
        }
        self.workbook.push_worksheet(sheet);
        Ok(())
    }

    /// Writes a value as a person would: every other date, time or number typed, the rest as text.
    fn write_value(
        &mut self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        field: &Field,
        text: &str,
    ) -> Result<(), XlsxError> {
        let typed = typed(&field.shape, text);
        if typed.is_some() {
            self.turn = !self.turn;
        }
        match typed.filter(|_| self.turn) {
            Some(Typed::Date(date)) => {
                sheet.write_datetime_with_format(row, column, &date, &self.styles.date)?
            }
            Some(Typed::Moment(date)) => {
                sheet.write_datetime_with_format(row, column, &date, &self.styles.moment)?
            }
            Some(Typed::Time(time)) => {
                sheet.write_datetime_with_format(row, column, &time, &self.styles.time)?
            }
            Some(Typed::Number(number)) => {
                sheet.write_number_with_format(row, column, number, &self.styles.body)?
            }
            None if text.is_empty() => sheet.write_blank(row, column, &self.styles.body)?,
            None => sheet.write_string_with_format(row, column, text, &self.styles.body)?,
        };
        Ok(())
    }
}

enum Typed {
    Date(ExcelDateTime),
    Moment(ExcelDateTime),
    Time(ExcelDateTime),
    Number(u32),
}

/// The typed cell that Excel would make of the text and that reads back as the same text.
fn typed(shape: &Shape, text: &str) -> Option<Typed> {
    let like = |pattern: &str| {
        text.len() == pattern.len()
            && text
                .chars()
                .zip(pattern.chars())
                .all(|(c, p)| if p == '0' { c.is_ascii_digit() } else { c == p })
    };
    let parsed = || ExcelDateTime::parse_from_str(&text.replace(' ', "T")).ok();
    match shape {
        Shape::Date | Shape::Moment if like("0000-00-00") => parsed().map(Typed::Date),
        Shape::Moment if like("0000-00-00 00:00") && !text.ends_with("00:00") => parsed().map(Typed::Moment),
        Shape::Time if like("00:00") => parsed().map(Typed::Time),
        Shape::Number => {
            text.parse().ok().filter(|number: &u32| number.to_string() == text).map(Typed::Number)
        }
        _ => None,
    }
}

/// Divides the tree into rows of the form and tables with sheets of their own.
pub(crate) fn gather<'s>(
    entries: &'s [Entry],
    above: &[&'static Field],
    form: &mut Vec<(Vec<&'static Field>, &'s Node)>,
    tables: &mut Vec<(&'static Field, &'s Node)>,
) {
    for entry in entries {
        let mut path = above.to_vec();
        path.push(entry.field);
        let is_person = matches!(entry.field.shape, Shape::Map(_, Bare::First));
        match (&entry.field.shape, &entry.node.value) {
            (_, Value::Map(inner)) if is_person && above.len() + inner.len() > 0 => {
                gather_person(inner, &path, form);
            }
            (_, Value::Map(inner)) => gather(inner, &path, form, tables),
            (Shape::List(Shape::Map(..)), Value::List(items)) if !is_none(items) => {
                tables.push((entry.field, &entry.node));
            }
            (Shape::List(Shape::Map(_, Bare::Refused)), _) | (Shape::Map(_, Bare::Refused), Value::Empty) => {
            }
            _ => form.push((path, &entry.node)),
        }
    }
}

/// 会议, 主持人, 机构 …: the first field may stand under the map's own name.
fn gather_person<'s>(
    inner: &'s [Entry],
    path: &[&'static Field],
    form: &mut Vec<(Vec<&'static Field>, &'s Node)>,
) {
    for entry in inner {
        let mut whole = path.to_vec();
        let is_name = entry.field.key == "姓名";
        if !is_name {
            whole.push(entry.field);
        }
        form.push((whole, &entry.node));
    }
}

/// `材料: 无`, which a person writes into the form.
fn is_none(items: &[Node]) -> bool {
    matches!(items, [item] if matches!(item.entries(), [only] if only.node.text() == Some("无")))
}

/// The label of a path: its key where no other path has it, else with the name of its parent.
pub(crate) fn label(path: &[&'static Field]) -> String {
    let Some((field, above)) = path.split_last() else { return String::new() };
    match above.last() {
        Some(parent) if count(TOP, field.key) > 1 => format!("{}{}", parent.key, field.key),
        _ => field.key.to_owned(),
    }
}

fn count(fields: &[Field], key: &str) -> usize {
    let inside = |field: &Field| if let Shape::Map(inner, _) = field.shape { count(inner, key) } else { 0 };
    fields.iter().map(|field| usize::from(field.is_named(key)) + inside(field)).sum()
}

pub(crate) fn field_sheet(field: &Field) -> &'static str {
    if field.key == "文件" { "归档文件" } else { field.key }
}

/// The keys that any item has, in the order of the vocabulary; of a person the name stands under the key itself.
pub(crate) fn columns(field: &Field, node: &Node) -> Vec<Vec<&'static str>> {
    let Shape::List(Shape::Map(fields, _)) = field.shape else { return Vec::new() };
    let mut found = Vec::new();
    for field in *fields {
        let paths: Vec<Vec<&'static str>> = match field.shape {
            Shape::Map(parts, _) => parts.iter().map(|part| vec![field.key, part.key]).collect(),
            _ => vec![vec![field.key]],
        };
        let is_used = |path: &Vec<&'static str>| {
            node.items().iter().any(|item| path.iter().try_fold(item, |node, key| node.get(key)).is_some())
        };
        found.extend(paths.into_iter().filter(is_used));
    }
    found
}

/// The field at a path below the items of a list.
pub(crate) fn field_at(list: &Field, path: &[&str]) -> Option<&'static Field> {
    let Shape::List(Shape::Map(fields, _)) = list.shape else { return None };
    let mut found: Option<&'static Field> = None;
    for key in path {
        let fields = match found.map(|field| &field.shape) {
            Some(Shape::Map(parts, _)) => parts,
            _ => fields,
        };
        found = fields.iter().find(|field| field.key == *key);
    }
    found
}

/// The texts of the cells that say a value: one, or for some lists one for each item.
pub(crate) fn cells(field: &Field, node: &Node) -> Vec<String> {
    let Value::List(items) = &node.value else {
        // A person who is only named is a map of the name.
        let first = node.entries().first().and_then(|entry| entry.node.text());
        return vec![node.text().or(first).unwrap_or_default().to_owned()];
    };
    let texts: Vec<String> = items
        .iter()
        .map(|item| {
            item.text().or_else(|| item.entries().first()?.node.text()).unwrap_or_default().to_owned()
        })
        .collect();
    assert!(!texts.iter().any(|text| text.contains('\n')), "{}: {texts:?}", field.key);
    match texts.as_slice() {
        [only] if only.contains(['、', '；']) => vec![format!("{only}；").replace("；；", "；")],
        several if several.iter().any(|text| text.starts_with(|c: char| c.is_ascii_digit())) => texts,
        _ => vec![texts.join("\n")],
    }
}

/// Category, name, content, and of a decision who does it and by when.
pub(crate) type Line = Vec<String>;

/// The rows of the record for one entry of a topic.
pub(crate) fn record_lines(entry: &Entry) -> Vec<Line> {
    let category = entry.field.key.to_owned();
    let text = |node: &Node, key: &str| node.get(key).map(joined).unwrap_or_default();
    match (entry.field.key, &entry.node.value) {
        ("题目", _) | (_, Value::Empty) => Vec::new(),
        ("汇报人", _) => vec![vec!["汇报".to_owned(), joined(&entry.node)]],
        ("发言", _) => {
            let line = |item: &Node| vec![category.clone(), text(item, "姓名"), text(item, "要点")];
            entry.node.items().iter().map(line).collect()
        }
        ("决定", _) => {
            let line = |item: &Node| {
                let rest = ["事项", "责任单位", "责任人", "协办单位", "时限"].map(|key| text(item, key));
                [category.clone(), String::new()].into_iter().chain(rest).collect()
            };
            entry.node.items().iter().map(line).collect()
        }
        (_, Value::List(items)) => {
            let line = |item: &Node| vec![category.clone(), String::new(), joined(item)];
            items.iter().map(line).collect()
        }
        (_, Value::Map(votes)) => {
            let counts = votes.iter().map(|vote| format!("{}：{}", vote.field.key, joined(&vote.node)));
            vec![vec![category, String::new(), counts.collect::<Vec<_>>().join("，")]]
        }
        (_, Value::Text(value)) => vec![vec![category, String::new(), value.clone()]],
    }
}

/// The text of a node, or the texts of its items on lines.
fn joined(node: &Node) -> String {
    match &node.value {
        Value::List(items) => items.iter().filter_map(Node::text).collect::<Vec<_>>().join("\n"),
        _ => node.text().unwrap_or_default().to_owned(),
    }
}
