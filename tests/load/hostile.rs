//! Files that mean no good: each gives exactly one clear error, soon.

use super::support::forged::{bomb, zip};
use super::support::sheets::{form, parts, workbook};
use super::told;
use std::fmt::Write;
use std::time::{Duration, Instant};

/// Two seconds as it is built for use; the parser without optimisation takes several times as long.
const SOON: Duration = Duration::from_secs(if cfg!(debug_assertions) { 12 } else { 2 });

/// One error, in Chinese, soon.
fn one_error(name: &str, bytes: &[u8], expected: &str) {
    let start = Instant::now();
    let said = told(name, bytes);
    assert!(start.elapsed() < SOON, "{expected}: {:?}", start.elapsed());
    assert_eq!(said, [expected]);
}

#[test]
fn what_is_not_text_is_no_yaml() {
    let gbk = b"\xBB\xE1\xD2\xE9: {\xC3\xFB\xB3\xC6: \xC4\xB3\xBB\xE1}\n";
    one_error("a.yaml", gbk, "not-text error - 文件像是 GBK（ANSI）编码的，应为 UTF-8 编码");
    for text in ["\u{FEFF}会议: 某会", "meeting: x\n"] {
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        one_error("a.yaml", &utf16, "not-text error - 文件像是 UTF-16（Unicode）编码的，应为 UTF-8 编码");
    }
    one_error(
        "a.yaml",
        b"\xFF\xD8\xFF\xE0\x00\x10JFIF\x01\xAA",
        "not-text error - 文件不是 UTF-8 编码的文本",
    );
    one_error("a.yaml", "会议: 某\0会".as_bytes(), "not-text error - 文件里有空字符（NUL），不是文本文件");
    one_error("a.yaml", &[0; 4096], "not-text error - 文件里有空字符（NUL），不是文本文件");
    let package = workbook(&[form(&[["会议名称", "某会"]])]);
    one_error("a.yaml", &package, "not-text error - 文件其实是 Excel 工作簿或其他压缩文件，不是 YAML 文本");
}

#[test]
fn nothing_is_an_empty_spec() {
    for text in ["", "\u{FEFF}", "# 只有说明\n", "---\n", "会议:\n  名称:\n地点: ~\n", "{}"] {
        one_error("a.yaml", text.as_bytes(), "empty-spec error - 文件里没有填写任何会议内容");
    }
    one_error(
        "a.yaml",
        "某某会议通知".as_bytes(),
        "wrong-shape error 1:1 文件内容应为一条条「项目: 内容」，这里却是一段文字",
    );
}

#[test]
fn large_and_deep_texts_are_refused() {
    let long = "某".repeat(10 << 20);
    one_error("a.yaml", long.as_bytes(), "too-large error - 文件有 30720 KB，超过了 512 KB 的上限");
    let flow = format!("会议: {}", "[".repeat(200_000));
    one_error("a.yaml", flow.as_bytes(), "too-large error - 括号嵌套的层数太多，无法读取");
    let maps = "会议: ".to_owned() + &"{名称: ".repeat(80) + &"}".repeat(80);
    one_error("a.yaml", maps.as_bytes(), "too-large error 1:320 内容嵌套超过了 64 层");
    let block = "- ".repeat(200_000);
    one_error("a.yaml", block.as_bytes(), "too-large error 1:129 内容嵌套超过了 64 层");
    let many = format!("要求: [{}]", "甲,".repeat(100_000).replace('甲', "a").repeat(2));
    one_error("a.yaml", many.as_bytes(), "too-large error 1:5 内容的项数超过了 20 万项的上限");
}

#[test]
fn repetition_is_refused_where_it_begins() {
    let mut bomb = "甲: &甲 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (before, name) in ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"]
        .iter()
        .zip(["乙", "丙", "丁", "戊", "己", "庚", "辛", "壬"])
    {
        let uses = vec![format!("*{before}"); 9].join(", ");
        writeln!(bomb, "{name}: &{name} [{uses}]").expect("a text");
    }
    one_error(
        "a.yaml",
        bomb.replace(['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬'], "a").as_bytes(),
        "broken-yaml error 1:4 这里的「&」是 YAML 的锚点写法，会议文件里不使用",
    );
    one_error(
        "a.yaml",
        "会议: &a {名称: *a}".as_bytes(),
        "broken-yaml error 1:5 这里的「&」是 YAML 的锚点写法，会议文件里不使用",
    );
}

#[test]
fn faults_without_number_are_counted() {
    let text: String = (0..20_000).fold(String::new(), |text, n| text + &format!("甲{n}: 乙\n"));
    let start = Instant::now();
    let said = told("a.yaml", text.as_bytes());
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    assert_eq!(said.len(), 201);
    assert_eq!(said[0], "too-large error - 错误太多，还有 19800 处没有列出");
    let rows: Vec<[&str; 2]> = vec![["甲", "乙"]; 1_000];
    let said = told("a.xlsx", &workbook(&[form(&rows)]));
    assert_eq!((said.len(), said[0].as_str()), (201, "too-large error - 错误太多，还有 800 处没有列出"));
}

#[test]
fn absurd_references_do_not_panic() {
    for reference in ["AAAAAAAAAAAA1", "A99999999999999", "A0", "1", "", "某1"] {
        let xml = format!(
            "<dimension ref=\"B9:A1\"/><sheetData><row r=\"1\"><c r=\"{reference}\"><v>1</v></c></row></sheetData>"
        );
        let said = told("a.xlsx", &workbook(&[("会议", "", xml)]));
        assert_eq!(said.len(), 1, "{reference}: {said:?}");
    }
}

#[test]
fn other_files_are_no_workbook() {
    let pretender = |found: &str| format!("broken-workbook error - 文件的扩展名是 .xlsx，内容却是{found}");
    one_error("a.xlsx", b"", "broken-workbook error - 文件是空的（0 字节）");
    one_error("a.xlsx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on", &pretender("旧版 Excel 文件（.xls）"));
    let mut locked = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    one_error("a.xlsx", &locked, "broken-workbook error - 工作簿设有打开密码，无法读取");
    one_error("a.xlsx", b"<html><table></table></html>", &pretender("网页或 XML 文件"));
    one_error("a.xlsx", "会议: 某会".as_bytes(), &pretender("文本文件"));
    one_error("a.xlsx", b"\x89PNG\r\n\x1a\n\0\0", &pretender("别的文件"));
    one_error("a.xlsx", &zip(&[("word/document.xml", b"<w/>".to_vec())]), &pretender("Word 文档"));
    one_error("a.xlsx", &zip(&[("甲.txt", b"x".to_vec())]), &pretender("普通的压缩文件"));
    let whole = workbook(&[form(&[["会议名称", "某会"]])]);
    for part in [10, whole.len() / 2, whole.len() - 5] {
        one_error("a.xlsx", &whole[..part], "broken-workbook error - 工作簿不完整或已损坏，无法解压");
    }
    let bad = [("会议", "", "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></row>".to_owned())];
    let said = told("a.xlsx", &workbook(&bad));
    assert_eq!(said, ["broken-workbook error 会议 工作簿的内容不符合 .xlsx 的格式，无法读取"]);
}

#[test]
fn a_far_cell_allocates_nothing() {
    let far = "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
               <row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>";
    let bytes = workbook(&[("会议", "", far.to_owned())]);
    assert!(bytes.len() < 3_000);
    one_error(
        "a.xlsx",
        &bytes,
        "too-large error 会议!XFD1048576 这一格超出了可读的范围（前 20000 行、前 500 列）",
    );
    // A blank cell that only carries a format does no harm.
    let blank = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>会议名称</t></is></c>\
                 <c r=\"B1\" t=\"inlineStr\"><is><t>某会</t></is></c></row>\
                 <row r=\"1048576\"><c r=\"XFD1048576\" s=\"1\"/></row></sheetData>";
    assert!(told("a.xlsx", &workbook(&[("会议", "", blank.to_owned())])).is_empty());
}

#[test]
fn zip_bombs_are_not_unpacked_whatever_they_declare() {
    for declared in [1 << 30, 1_000] {
        let bytes = bomb("xl/worksheets/sheet1.xml", declared);
        assert!(bytes.len() < 2 << 20, "{}", bytes.len());
        one_error("a.xlsx", &bytes, "too-large error - 工作簿解压后超过了 32 MB 的上限");
    }
    // A bomb in a part that nobody reads does no harm.
    assert!(told("a.xlsx", &bomb("xl/media/image1.png", 1 << 30)).is_empty());
}

#[test]
fn a_text_shared_by_many_cells_is_counted() {
    let cells: String = (1..=9_000).fold(String::new(), |text, row| {
        text + &format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>")
    });
    let mut package: Vec<(String, Vec<u8>)> = parts("", &[("会议", "", format!("<sheetData>{cells}</sheetData>"))])
        .into_iter()
        .map(|(name, text)| (name, text.replace("</Relationships>", "<Relationship Id=\"rId7\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>").into_bytes()))
        .collect();
    let text = "某".repeat(10_000);
    package.push(("xl/sharedStrings.xml".to_owned(), format!("<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>{text}</t></si></sst>").into_bytes()));
    let package: Vec<(&str, Vec<u8>)> =
        package.iter().map(|(name, data)| (name.as_str(), data.clone())).collect();
    one_error("a.xlsx", &zip(&package), "too-large error 会议 表格里的内容太多，超出了允许的范围");
}
