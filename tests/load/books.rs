//! Spreadsheets of other kinds: .xls and .ods as LibreOffice saved them, .xlsm, and what is refused.

use super::support::sheets::{form, rows, sheet, workbook};
use super::support::tree::{outline, said};
use super::{sound, told};
use huiwu::load::load;
use std::path::Path;

fn kept(path: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(path);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// `fixtures/books` holds the workbook of this meeting, saved by LibreOffice in other formats.
#[test]
fn old_and_open_workbooks_hold_the_same_meeting() {
    let yaml = sound("spec.yaml", &kept("meetings/安全生产推进会/spec.yaml"));
    for kind in ["xls", "ods"] {
        let twin = sound(&format!("会议.{kind}"), &kept(&format!("books/安全生产推进会.{kind}")));
        assert_eq!(outline(&twin.root), outline(&yaml.root), "{kind}");
    }
}

#[test]
fn a_workbook_with_macros_is_a_workbook() {
    let bytes = workbook(&[form(&[["会议名称", "某会"]])]);
    for name in ["会议.xlsm", "会议.xls"] {
        assert_eq!(outline(&sound(name, &bytes).root), "会议.名称 = \"某会\"\n", "{name}");
    }
}

#[test]
fn other_spreadsheets_are_refused_with_advice() {
    let help = |name: &str| load(name, b"").diagnostics.remove(0).help.expect("help");
    assert!(help("会议.et").contains("WPS") && help("会议.csv").contains("另存为"));
    assert_eq!(
        told("会议.xls", b"<html><table></table></html>"),
        ["broken-workbook error - 文件的扩展名是 .xls，内容却是网页或 XML 文件"]
    );
    let mut locked = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    locked.extend([0; 600]);
    assert_eq!(told("会议.xls", &locked), ["broken-workbook error - 工作簿不完整或已损坏，无法读取"]);
    assert_eq!(
        told("会议.ods", &workbook(&[form(&[["会议名称", "某会"]])])),
        ["broken-workbook error - 文件的扩展名是 .ods，内容却是别的文件"]
    );
}

#[test]
fn hidden_rows_are_read_and_said() {
    let people = rows(1, &[&["姓名", "单位"], &["甲", "乙"], &["丙", "丁"]])
        .replace("<row r=\"3\">", "<row r=\"3\" hidden=\"1\">");
    let bytes = workbook(&[
        form(&[["会议名称", "某会"]]),
        ("参会人员", "", format!("<sheetData>{people}</sheetData>")),
    ]);
    let loaded = load("会议.xlsx", &bytes);
    assert_eq!(
        said(&loaded.diagnostics),
        ["unknown-sheet warning 参会人员!A3 「参会人员」表的第3行是隐藏的或被筛选掉了，照样读取"]
    );
    assert!(outline(&loaded.value.expect("a spec").root).contains("参会人员[1].姓名 = \"丙\""));
}

#[test]
fn a_formula_that_was_never_worked_out_is_said() {
    let xml = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>会议名称</t></is></c><c r=\"B1\"><f>A9&amp;A8</f></c></row>\
               <row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>会议地点</t></is></c><c r=\"B2\" t=\"inlineStr\"><is><t>三楼</t></is></c></row></sheetData>";
    assert_eq!(
        told("会议.xlsx", &workbook(&[("会议", "", xml.to_owned())])),
        ["wrong-shape error 会议!B1 这一格的公式还没有算出结果，没有内容可读"]
    );
}

/// Readings above the characters and changes of format within a text are no part of it.
#[test]
fn phonetic_and_rich_runs_leave_the_text_alone() {
    let cell = |at: &str, inner: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is>{inner}</is></c>");
    let rich = "<r><t xml:space=\"preserve\">安全 </t></r><r><rPr><b/></rPr><t>生产会</t></r>";
    let ruby = "<t>童鑫</t><rPh sb=\"0\" eb=\"2\"><t>とうきん</t></rPh><phoneticPr fontId=\"1\"/>";
    let xml = format!(
        "<sheetData><row r=\"1\">{}{}</row><row r=\"2\">{}{}</row></sheetData>",
        cell("A1", "<t>会议名称</t>"),
        cell("B1", rich),
        cell("A2", "<t>主持人</t>"),
        cell("B2", ruby)
    );
    let said = outline(&sound("会议.xlsx", &workbook(&[("会议", "", xml)])).root);
    assert_eq!(said, "主持人.姓名 = \"童鑫\"\n会议.名称 = \"安全 生产会\"\n");
}

#[test]
fn hidden_sheets_are_passed_over_and_said() {
    let bytes = workbook(&[
        form(&[["会议名称", "某会"]]),
        ("参会人员", "state=\"veryHidden\"", sheet(&[&["姓名"], &["甲"]])),
    ]);
    assert_eq!(told("会议.xlsx", &bytes), ["unknown-sheet note 参会人员 「参会人员」表是隐藏的，没有读取"]);
}
