//! A workbook made by `huiwu new` and filled in cell by cell, as a person would, gives the documents of the YAML.

use crate::support::{self, sheets};
use crate::{converted, loaded, made, the_pipeline};
use huiwu::form::{self, Table};
use huiwu::load::load;
use huiwu::pipeline::{self, SpecFormat};
use huiwu::spec::{Entry, Node, Value, lists};
use std::collections::BTreeMap;

/// What stands in the cells of a sheet, and what is to be written into them.
struct Sheet {
    part: String,
    texts: BTreeMap<(u32, u32), String>,
    filled: BTreeMap<(u32, u32), String>,
}

/// A workbook opened to be filled in.
struct Book {
    parts: Vec<(String, Vec<u8>)>,
    sheets: BTreeMap<String, Sheet>,
}

impl Book {
    fn open(bytes: &[u8]) -> Self {
        let parts = sheets::open(bytes);
        let text = |name: &str| {
            let part = parts.iter().find(|(part, _)| part == name);
            String::from_utf8(part.unwrap_or_else(|| panic!("no {name}")).1.clone()).expect("UTF-8")
        };
        let strings = text("xl/sharedStrings.xml");
        let strings = roxmltree::Document::parse(&strings).expect("XML");
        let shared: Vec<String> = strings
            .root_element()
            .children()
            .filter(|node| node.has_tag_name((MAIN, "si")))
            .map(|item| {
                item.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect()
            })
            .collect();
        let workbook = text("xl/workbook.xml");
        let workbook = roxmltree::Document::parse(&workbook).expect("XML");
        let names = workbook.descendants().filter(|node| node.has_tag_name((MAIN, "sheet")));
        let sheets = (1..).zip(names).map(|(number, sheet)| {
            let part = format!("xl/worksheets/sheet{number}.xml");
            let xml = text(&part);
            let texts = cells(&xml, &shared);
            (
                sheet.attribute("name").expect("a name").to_owned(),
                Sheet { part, texts, filled: BTreeMap::new() },
            )
        });
        let sheets = sheets.collect();
        Self { parts, sheets }
    }

    fn sheet(&mut self, name: &str) -> &mut Sheet {
        self.sheets.get_mut(name).unwrap_or_else(|| panic!("no sheet {name}"))
    }

    fn save(mut self) -> Vec<u8> {
        for sheet in self.sheets.values() {
            let (_, bytes) = self.parts.iter_mut().find(|(name, _)| *name == sheet.part).expect("a part");
            let xml = String::from_utf8(bytes.clone()).expect("UTF-8");
            *bytes = sheet.filled.iter().fold(xml, |xml, (at, text)| with_cell(&xml, *at, text)).into_bytes();
        }
        sheets::pack(&self.parts)
    }
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// The texts of a sheet's cells by row and column, both from 0.
fn cells(xml: &str, shared: &[String]) -> BTreeMap<(u32, u32), String> {
    let document = roxmltree::Document::parse(xml).expect("XML");
    let cells = document.descendants().filter(|node| node.has_tag_name((MAIN, "c")));
    let text = |cell: roxmltree::Node<'_, '_>| {
        let value = cell.descendants().find(|node| node.has_tag_name((MAIN, "v")))?.text()?.to_owned();
        let index = || value.parse::<usize>().expect("an index");
        Some(if cell.attribute("t") == Some("s") { shared[index()].clone() } else { value })
    };
    cells.filter_map(|cell| Some((place(cell.attribute("r")?), text(cell)?))).collect()
}

/// `C7` as row 6 and column 2.
fn place(reference: &str) -> (u32, u32) {
    let (letters, row) = reference.split_at(reference.find(|c: char| c.is_ascii_digit()).expect("a row"));
    let column = letters.bytes().fold(0, |column, byte| column * 26 + u32::from(byte - b'A') + 1);
    (row.parse::<u32>().expect("a row") - 1, column - 1)
}

/// The sheet with a text in one of its blank cells, or in a new cell below them.
fn with_cell(xml: &str, (row, column): (u32, u32), text: &str) -> String {
    let letter = char::from(b'A' + u8::try_from(column).expect("few columns"));
    let name = format!("{letter}{}", row + 1);
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let body = format!("t=\"inlineStr\"><is><t xml:space=\"preserve\">{escaped}</t></is></c>");
    let blank = format!("<c r=\"{name}\" s=\"");
    if let Some((before, after)) = xml.split_once(&blank) {
        let (style, rest) = after.split_once('"').expect("a style");
        let rest = rest.strip_prefix("/>").unwrap_or_else(|| panic!("{name} is not blank"));
        return format!("{before}{blank}{style}\" {body}{rest}");
    }
    let open = format!("<row r=\"{}\"", row + 1);
    let cell = format!("<c r=\"{name}\" {body}");
    if let Some((before, after)) = xml.split_once(&open) {
        let (row, rest) = after.split_once("</row>").expect("a row with cells");
        return format!("{before}{open}{row}{cell}</row>{rest}");
    }
    xml.replacen("</sheetData>", &format!("{open}>{cell}</row></sheetData>"), 1)
}

impl Sheet {
    /// Where a text stands, stars aside.
    fn find(&self, text: &str) -> (u32, u32) {
        let found = self.texts.iter().find(|(_, known)| known.trim_start_matches('＊') == text);
        *found.unwrap_or_else(|| panic!("no cell 「{text}」")).0
    }

    /// The first row below the header that is to be filled in: that numbered 1.
    fn first_row(&self) -> u32 {
        let header = self.find("序号").0;
        let one =
            self.texts.iter().find(|((row, column), text)| *row > header && *column == 0 && *text == "1");
        one.expect("a row numbered 1").0.0
    }

    fn fill(&mut self, at: (u32, u32), text: &str) {
        if !text.is_empty() {
            self.filled.insert(at, text.to_owned());
        }
    }
}

fn typed(entry: &Entry) -> String {
    match &entry.node.value {
        Value::List(items) => {
            let texts: Vec<&str> = items.iter().filter_map(Node::text).collect();
            lists::join(entry.field, &texts)
        }
        _ => entry.node.text().unwrap_or_default().to_owned(),
    }
}

fn fill_lines(book: &mut Book, root: &Node) {
    let sheet = book.sheet("会议");
    if let Some(line) = root.get("时间").and_then(Node::text) {
        let (row, _) = sheet.find("会议时间");
        sheet.fill((row, 1), line);
    }
    for path in form::lines() {
        let (last, above) = path.split_last().expect("a path");
        let parent = above.iter().try_fold(root, |node, field| node.get(field.key));
        let Some(entry) = parent.and_then(|parent| parent.entry(last.key)) else { continue };
        // What the form already says need not be typed again.
        let (row, _) = sheet.find(&form::label(&path));
        if !sheet.texts.contains_key(&(row, 1)) {
            sheet.fill((row, 1), &typed(entry));
        }
    }
}

fn fill_table(book: &mut Book, table: &Table, root: &Node) {
    let Some(list) = table.path.iter().try_fold(root, |node, field| node.get(field.key)) else { return };
    let sheet = book.sheet(table.sheet());
    let first = sheet.first_row();
    for (row, item) in (first..).zip(list.items()) {
        for column in table.columns() {
            let (field, above) = column.below.split_last().expect("a field");
            let parent = above.iter().try_fold(item, |node, field| node.get(field.key));
            let Some(entry) = parent.and_then(|parent| parent.entry(field.key)) else { continue };
            let (_, at) = sheet.find(&column.header);
            sheet.fill((row, at), &typed(entry));
        }
    }
}

fn fill_record(book: &mut Book, root: &Node) {
    let Some(topics) = root.get("记录").and_then(|record| record.get("议题")) else { return };
    let sheet = book.sheet("记录");
    let mut row = sheet.first_row();
    let columns = ["议题", "类别", "姓名", "内容", "责任单位", "责任人", "协办单位", "时限"]
        .map(|header| sheet.find(header).1);
    for topic in topics.items() {
        sheet.fill((row, columns[0]), topic.get("题目").and_then(Node::text).unwrap_or_default());
        for entry in topic.entries().iter().filter(|entry| entry.field.key != "题目") {
            for cells in said(entry) {
                for (column, text) in columns[1..].iter().zip(cells) {
                    sheet.fill((row, *column), &text);
                }
                row += 1;
            }
        }
    }
}

fn said(entry: &Entry) -> Vec<Vec<String>> {
    let part = |node: &Node, key: &str| node.entry(key).map(typed).unwrap_or_default();
    let key = || entry.field.key.to_owned();
    let plain = |text: &str| vec![key(), String::new(), text.to_owned()];
    let items = entry.node.items().iter();
    match (entry.field.key, &entry.node.value) {
        ("汇报人", _) => vec![vec!["汇报".to_owned(), entry.node.text().unwrap_or_default().to_owned()]],
        ("发言", _) => items.map(|item| vec![key(), part(item, "姓名"), part(item, "要点")]).collect(),
        ("决定", _) => {
            let doers = ["责任单位", "责任人", "协办单位", "时限"];
            let row = |item| [plain(&part(item, "事项")), doers.map(|key| part(item, key)).to_vec()].concat();
            items.map(row).collect()
        }
        (_, Value::Map(votes)) => {
            let all: Vec<_> = votes.iter().map(|vote| format!("{}{}", vote.field.key, typed(vote))).collect();
            vec![plain(&all.join("，"))]
        }
        (_, Value::Text(text)) => vec![plain(text)],
        _ => items.filter_map(Node::text).map(plain).collect(),
    }
}

#[test]
fn a_blank_workbook_filled_in_gives_the_documents_of_the_yaml() {
    let pipeline = the_pipeline();
    for (path, text) in support::meetings() {
        let spec = loaded("spec.yaml", text.as_bytes());
        let kind = spec.root.get("会议").and_then(|it| it.get("类型")).and_then(Node::text).unwrap_or("其他");
        let mut book = Book::open(&pipeline::blank(SpecFormat::Workbook, kind, None).expect("a form"));
        fill_lines(&mut book, &spec.root);
        for table in form::tables() {
            fill_table(&mut book, &table, &spec.root);
        }
        fill_record(&mut book, &spec.root);
        let filled = book.save();
        let said = load("filled.xlsx", &filled).diagnostics;
        assert!(said.is_empty(), "{}: {said:#?}", path.display());
        let same = made(&pipeline, "spec.yaml", text.as_bytes()) == made(&pipeline, "filled.xlsx", &filled);
        assert!(same, "{}: other documents", path.display());
    }
}

/// The example rows of a form are nobody's data; a row written over one counts as soon as it has a number.
#[test]
fn example_rows_are_passed_over() {
    let mut book = Book::open(&pipeline::blank(SpecFormat::Workbook, "专题会议", None).expect("a form"));
    let people = book.sheet("参会人员");
    let (row, _) = people.find("例");
    let example = people.texts.get(&(row, 1)).expect("an example").clone();
    assert!(!example.is_empty());
    let silent = load("会议.xlsx", &converted("会议.yaml", "会议: 某会".as_bytes(), SpecFormat::Workbook));
    assert!(silent.diagnostics.is_empty(), "{:#?}", silent.diagnostics);
    assert!(silent.value.expect("a spec").root.get("参会人员").is_none_or(Node::is_empty));

    let overwritten = String::from_utf8(
        book.parts.iter().find(|(name, _)| name == "xl/sharedStrings.xml").expect("texts").1.clone(),
    );
    let overwritten = overwritten.expect("UTF-8").replace(&format!(">{example}<"), ">张建国<");
    book.parts.iter_mut().filter(|(name, _)| name == "xl/sharedStrings.xml").for_each(|(_, bytes)| {
        *bytes = overwritten.clone().into_bytes();
    });
    let said = load("会议.xlsx", &book.save()).diagnostics;
    assert!(!said.is_empty() && said.iter().all(|said| said.message.contains("序号写着「例」")), "{said:#?}");
}

/// What helps the person who fills the form in is really there.
#[test]
fn a_form_helps_to_fill_it_in() {
    let book = Book::open(&pipeline::blank(SpecFormat::Workbook, "专题会议", None).expect("a form"));
    let names: Vec<&str> = [
        "填写说明",
        "会议",
        "分会场",
        "参会人员",
        "议程",
        "材料",
        "分工",
        "审批",
        "记录",
        "任务",
        "归档文件",
    ]
    .to_vec();
    let order: Vec<String> = (1..=names.len())
        .map(|number| {
            let part = format!("xl/worksheets/sheet{number}.xml");
            book.sheets.iter().find(|(_, sheet)| sheet.part == part).expect("a sheet").0.clone()
        })
        .collect();
    assert_eq!(order, names);
    let xml = |name: &str| {
        let part = &book.sheets[name].part;
        let (_, bytes) = book.parts.iter().find(|(known, _)| known == part).expect("a part");
        String::from_utf8(bytes.clone()).expect("UTF-8")
    };
    for name in &names[1..] {
        let xml = xml(name);
        for piece in ["state=\"frozen\"", "paperSize=\"9\"", "fitToPage=\"1\"", "legacyDrawing"] {
            assert!(xml.contains(piece), "「{name}」 has no {piece}");
        }
    }
    let form = xml("会议");
    assert!(
        form.contains("&quot;党组会议,办公会议") || form.contains("\"党组会议,办公会议"),
        "no list of kinds"
    );
    assert!(form.contains("是,否") && form.contains("type=\"date\"") && form.contains("type=\"whole\""));
    assert!(xml("参会人员").contains("到会,请假,缺席,迟到") && xml("议程").contains("type=\"time\""));
    assert!(xml("记录").contains("汇报,发言,会议意见"));
    let comments = book.parts.iter().filter(|(name, _)| name.starts_with("xl/comments")).count();
    assert_eq!(comments, names.len() - 1, "each sheet but the first has notes");
    let texts = &book.sheets["会议"].texts;
    let marked = texts.values().filter(|text| text.starts_with("必填")).count();
    assert!(marked >= 20, "only {marked} cells are marked as required");
}
