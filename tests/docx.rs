//! The DOCX writer: sample documents come in; package, schema order, texts and bytes are checked.

#[path = "support/package.rs"]
mod package;
#[path = "support/sample.rs"]
mod sample;

use huiwu::document::{Block, Document, Inline, PageNumbers, Paragraph, Properties};
use huiwu::write::docx::{Kit, write};
use package::Package;
use std::sync::Arc;
use std::thread;

fn properties() -> Properties {
    Properties {
        title: Some("关于“推进会”的通知 <1> & 2\u{1}".to_owned()),
        author: Some("东海市应急管理局".to_owned()),
        ..Properties::default()
    }
}

fn samples() -> Vec<(&'static str, Document)> {
    vec![
        ("everything", sample::everything()),
        ("landscape", sample::landscape(PageNumbers::None)),
        ("letter", sample::landscape(PageNumbers::OuterButFirst)),
        ("empty", sample::document(Vec::new())),
    ]
}

#[test]
fn parts_are_there_deflated_and_timeless() {
    for (name, document) in samples() {
        let package = Package::open(&write(&document, &properties()).unwrap());
        let names: Vec<_> = package.entries.iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names.first(), Some(&"[Content_Types].xml"), "{name}");
        for entry in &package.entries {
            assert!(entry.deflated, "{name}: {} is not deflated", entry.name);
            assert_eq!(entry.time, "1980-01-01 00:00:00", "{name}: {}", entry.name);
        }
        package.relationships_lead_somewhere();
    }
}

#[test]
fn children_stand_in_schema_order() {
    for (name, document) in samples() {
        let package = Package::open(&write(&document, &properties()).unwrap());
        for part in package.xml_parts() {
            package::assert_schema_order(name, part, package.text(part));
        }
    }
}

#[test]
fn text_is_the_documents_text() {
    for (name, document) in samples() {
        let package = Package::open(&write(&document, &properties()).unwrap());
        assert_eq!(package.body_text(), document.text(), "{name}");
    }
}

#[test]
fn properties_are_the_callers_and_nothing_else() {
    let package = Package::open(&write(&sample::everything(), &properties()).unwrap());
    let core = package.text("docProps/core.xml");
    assert!(core.contains("<dc:title>关于“推进会”的通知 &lt;1&gt; &amp; 2</dc:title>"), "{core}");
    assert!(core.contains("<dc:creator>东海市应急管理局</dc:creator>"));
    assert!(!core.contains("dcterms:created"));
    assert!(package.text("docProps/app.xml").contains("<Application>huiwu</Application>"));
    let bare = Package::open(&write(&sample::everything(), &Properties::default()).unwrap());
    assert!(!bare.text("docProps/core.xml").contains("dc:title"));
}

#[test]
fn control_and_illegal_characters_do_not_get_through() {
    let bad = "甲\u{0}\u{1}\u{b}\u{1f}\u{7f}\u{85}\u{fffe}\u{ffff}\u{2028}\n\r\t乙";
    let document = sample::document(vec![sample::block(sample::BODY, bad)]);
    let package = Package::open(&write(&document, &Properties::default()).unwrap());
    assert_eq!(package.body_text(), "甲乙\n");
}

#[test]
fn same_bytes_on_any_thread_in_any_order() {
    let (one, two) = (sample::everything(), sample::landscape(PageNumbers::Outer));
    let expected = (write(&one, &properties()).unwrap(), write(&two, &properties()).unwrap());
    let kit = Kit::new(Arc::clone(&one.sheet)).unwrap();
    thread::scope(|scope| {
        for order in 0..4 {
            let (kit, one, two, expected) = (&kit, &one, &two, &expected);
            scope.spawn(move || {
                for round in 0..3 {
                    if (order + round) % 2 == 0 {
                        assert_eq!(kit.write(one, &properties()).unwrap(), expected.0);
                    }
                    assert_eq!(kit.write(two, &properties()).unwrap(), expected.1);
                    assert_eq!(kit.write(one, &properties()).unwrap(), expected.0);
                }
            });
        }
    });
}

#[test]
fn a_kit_of_another_sheet_writes_the_documents_own() {
    let document = sample::everything();
    let mut other = sample::sheet();
    other.page.top = huiwu::length::Length::mm(20.0);
    let kit = Kit::new(Arc::new(other)).unwrap();
    assert_eq!(kit.write(&document, &properties()).unwrap(), write(&document, &properties()).unwrap());
}

#[test]
fn chinese_punctuation_has_the_hint_and_accented_latin_has_not() {
    let words = "他说“好”·Café—完";
    let document = sample::document(vec![sample::block(sample::BODY, words)]);
    let package = Package::open(&write(&document, &properties()).unwrap());
    let xml = roxmltree::Document::parse(package.text("word/document.xml")).unwrap();
    for run in xml.descendants().filter(|node| node.has_tag_name((package::W, "r"))) {
        let words: String = run.descendants().filter_map(|node| node.text()).collect();
        let hinted = run.descendants().any(|node| node.attribute((package::W, "hint")) == Some("eastAsia"));
        assert_eq!(hinted, !words.contains('é'), "{words}");
    }
}

#[test]
fn formatting_lies_in_styles() {
    let package = Package::open(&write(&sample::everything(), &properties()).unwrap());
    let body = package.text("word/document.xml");
    for direct in [
        "<w:sz ",
        "<w:color ",
        "<w:spacing ",
        "<w:b/>",
        "<w:kinsoku",
        "w14:paraId",
        "rsid",
        "<w:rFonts w:ascii",
    ] {
        assert!(!body.contains(direct), "{direct} in the body");
    }
    let styles = package.text("word/styles.xml");
    assert!(
        styles
            .contains(r#"<w:style w:default="1" w:type="paragraph" w:styleId="P0"><w:name w:val="Normal"/>"#)
    );
    assert!(styles.contains(r#"<w:ind w:left="0" w:right="0" w:firstLine="630" w:firstLineChars="200""#));
    assert!(styles.contains(r#"w:line="579" w:lineRule="exact""#));
    assert!(!styles.contains(r#"w:styleId="Normal""#));
}

#[test]
fn tables_never_touch_and_never_end_the_body() {
    let table = || Block::Table(sample::listed(1));
    let document = sample::document(vec![table(), table()]);
    let package = Package::open(&write(&document, &properties()).unwrap());
    let xml = roxmltree::Document::parse(package.text("word/document.xml")).unwrap();
    let body = xml.descendants().find(|node| node.has_tag_name((package::W, "body"))).unwrap();
    let names: Vec<_> = body.children().map(|node| node.tag_name().name()).collect();
    assert_eq!(names, ["tbl", "p", "tbl", "p", "sectPr"]);
}

#[test]
fn nonsense_tables_are_written_without_a_panic() {
    let mut table = sample::listed(1);
    table.columns.truncate(1);
    table.header_rows = 99;
    table.rows[0].cells[0].span = 1_000;
    table.rows[0].cells[1].paragraphs.clear();
    table.rows[1].cells.clear();
    let tabbed = Paragraph::new(sample::CELL, vec![Inline::Tab, Inline::Tab]);
    table.rows[0].cells[2].paragraphs = vec![tabbed];
    let document = sample::document(vec![Block::Table(table)]);
    Package::open(&write(&document, &properties()).unwrap()).relationships_lead_somewhere();
}
