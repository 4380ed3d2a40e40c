//! Ledgers: loaded specs come in, the one workbook with a row for each of these meetings goes out.

use super::twin::{cells, columns, field_at, field_sheet, gather, label, record_lines};
use huiwu::spec::vocabulary::Field;
use huiwu::spec::{Node, Spec};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::collections::BTreeMap;

/// Writes the specs as a ledger: the sheet 会议 with a merged title and a row for each, the other sheets with a column
/// 会议编号 whose equal cells are merged. Each spec must have a number of its own.
pub(crate) fn write_ledger(specs: &[&Spec]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2026, 11, 1).expect("a date");
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    write(&mut workbook, specs).expect("a workbook within Excel's limits");
    workbook.save_to_buffer().expect("a workbook in memory")
}

/// A sheet under way: headers in the order in which they came up, and rows of texts by header.
#[derive(Default)]
struct Table {
    headers: Vec<String>,
    rows: Vec<BTreeMap<usize, String>>,
}

impl Table {
    fn put(&mut self, row: &mut BTreeMap<usize, String>, header: &str, text: String) {
        let known = self.headers.iter().position(|known| known == header);
        let column = known.unwrap_or_else(|| {
            self.headers.push(header.to_owned());
            self.headers.len() - 1
        });
        row.insert(column, text);
    }
}

fn write(workbook: &mut Workbook, specs: &[&Spec]) -> Result<(), XlsxError> {
    let mut meetings = Table::default();
    let mut tables: Vec<(&'static str, Table)> = Vec::new();
    for spec in specs {
        let id = spec.root.get("会议").and_then(|node| node.get("编号")?.text()).expect("a number");
        let (mut form, mut lists) = (Vec::new(), Vec::new());
        gather(spec.root.entries(), &[], &mut form, &mut lists);
        let mut row = BTreeMap::new();
        for (path, node) in form {
            let field = path.last().expect("a field");
            meetings.put(&mut row, &label(&path), cells(field, node).join("\n"));
        }
        meetings.rows.push(row);
        for (field, node) in lists {
            let name = if field.key == "议题" { "记录" } else { field_sheet(field) };
            let known = tables.iter().position(|(known, _)| *known == name);
            let at = known.unwrap_or_else(|| {
                tables.push((name, Table { headers: vec!["会议编号".to_owned()], rows: Vec::new() }));
                tables.len() - 1
            });
            add(&mut tables[at].1, id, field, node);
        }
    }
    workbook.push_worksheet(sheet("会议", &meetings)?);
    for (name, table) in &tables {
        workbook.push_worksheet(sheet(name, table)?);
    }
    Ok(())
}

fn add(table: &mut Table, id: &str, field: &'static Field, node: &Node) {
    const RECORD: [&str; 7] = ["类别", "姓名", "内容", "责任单位", "责任人", "协办单位", "时限"];
    for item in node.items() {
        let mut lines = Vec::new();
        if field.key == "议题" {
            let title = item.get("题目").and_then(Node::text).unwrap_or_default();
            for line in item.entries().iter().flat_map(record_lines) {
                let mut row = vec![("议题".to_owned(), title.to_owned())];
                row.extend(RECORD.iter().map(|header| (*header).to_owned()).zip(line));
                lines.push(row);
            }
        } else {
            let mut row = Vec::new();
            for path in columns(field, node) {
                let value = path.iter().try_fold(item, |node, key| node.get(key));
                if let Some((value, field)) = value.zip(field_at(field, &path)) {
                    row.push((path.concat(), cells(field, value).join("\n")));
                }
            }
            lines.push(row);
        }
        for line in lines {
            let mut row = BTreeMap::from([(0, id.to_owned())]);
            for (header, text) in line {
                table.put(&mut row, &header, text);
            }
            table.rows.push(row);
        }
    }
}

/// Title, header, rows; runs of the same number in the first column are merged, as people merge them.
fn sheet(name: &str, table: &Table) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    let last = u16::try_from(table.headers.len()).expect("few columns").max(2) - 1;
    sheet.set_name(name)?.merge_range(0, 0, 0, last, &format!("{name}台账"), &Format::new().set_bold())?;
    for (column, header) in (0_u16..).zip(&table.headers) {
        sheet.write_string(1, column, header)?;
    }
    let is_owned = table.headers.first().is_some_and(|header| header == "会议编号");
    let mut first = 0;
    for (at, row) in table.rows.iter().enumerate() {
        let number = u32::try_from(at).expect("few rows") + 2;
        for (column, text) in
            row.iter().filter(|(column, text)| !(text.is_empty() || is_owned && **column == 0))
        {
            sheet.write_string(number, u16::try_from(*column).expect("few columns"), text)?;
        }
        let next = table.rows.get(at + 1).and_then(|next| next.get(&0));
        if is_owned && next != row.get(&0) {
            let (top, id) = (u32::try_from(first).expect("few rows") + 2, &row[&0]);
            if top == number {
                sheet.write_string(number, 0, id)?;
            } else {
                sheet.merge_range(top, 0, number, 0, id, &Format::new())?;
            }
            first = at + 1;
        }
    }
    Ok(sheet)
}
