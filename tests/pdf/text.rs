//! Text: a PDF comes in, what pdftotext reads in it is the document's text.

use super::{all, said, saved};
use std::ffi::OsStr;

/// What is left out on both sides before texts are compared, and nothing more:
/// - white space: a PDF has no line feeds, paragraphs or tabs, and pdftotext guesses spaces from distances (it puts one
///   between Han and Latin), so that white space read back says nothing about white space written;
/// - the page number `— n —` that is the last line of each page: it is not of the document but of its pages;
/// - the repeated header rows of tables on further pages, which the document has once.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The pages as pdftotext reads them, without their numbers.
fn pages(name: &str, bytes: &[u8], mode: &[&str]) -> Vec<String> {
    let path = saved(name, bytes);
    let mut arguments: Vec<&OsStr> = mode.iter().map(OsStr::new).collect();
    arguments.extend([OsStr::new("-enc"), OsStr::new("UTF-8"), path.as_os_str(), OsStr::new("-")]);
    let (is_fine, out, faults) = said("pdftotext", "poppler-utils", &arguments);
    assert!(is_fine && faults.is_empty(), "{name}: {faults}");
    let text = String::from_utf8(out).expect("UTF-8");
    let pages = text.trim_end_matches('\u{c}').split('\u{c}').enumerate();
    pages
        .map(|(at, page)| {
            let text = plain(page);
            let number = format!("—{}—", at + 1);
            text.strip_suffix(&number).map_or(text.clone(), str::to_owned)
        })
        .collect()
}

/// In the order of the content stream, which is the order of reading.
#[test]
fn pdftotext_reads_the_documents_text() {
    for (made, _) in all() {
        let name = made.name();
        let document = &made.document;
        let mut expected = plain(&document.text());
        let mut read = String::new();
        for (at, page) in pages(&name, &made.pdf, &["-raw"]).into_iter().enumerate() {
            let rest = expected.strip_prefix(&read).unwrap_or_default();
            // A page that does not go on where the last one ended may begin with header rows once more.
            let header = headers(document).into_iter().find(|header| {
                at > 0 && page.starts_with(header.as_str()) && !rest.starts_with(header.as_str())
            });
            read.push_str(page.strip_prefix(&header.unwrap_or_default()).unwrap_or_default());
        }
        // pdftotext writes the compatibility form of nothing; what differs is ours.
        if read != expected {
            let same = read.chars().zip(expected.chars()).take_while(|(a, b)| a == b).count();
            let part = |text: &str| text.chars().skip(same.saturating_sub(8)).take(30).collect::<String>();
            expected = part(&expected);
            panic!("{name}: after {same} characters “{}” was read, “{expected}” was written", part(&read));
        }
    }
}

/// The header rows that tables repeat.
fn headers(document: &huiwu::document::Document) -> Vec<String> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        huiwu::document::Block::Table(table) if table.header_rows > 0 => Some(table),
        _ => None,
    });
    tables
        .map(|table| {
            let rows = table.rows.iter().take(table.header_rows);
            let cells = rows.flat_map(|row| &row.cells).flat_map(|cell| &cell.paragraphs);
            cells.map(|paragraph| plain(&paragraph.text())).collect()
        })
        .collect()
}

/// In the order pdftotext makes up from the places: running text reads the same.
#[test]
fn running_text_reads_the_same_by_place() {
    let text = "为贯彻落实全市安全生产工作会议精神，经研究，定于2026年11月24日上午9:00召开推进会。“十五五”——《规划》……";
    let document = super::document(&[("正文", text), ("一级标题", "一、会议时间"), ("正文", text)]);
    let bytes = super::made::pdf(&document);
    assert_eq!(pages("running", &bytes, &[]).concat(), plain(&document.text()));
}

/// Rare characters, doubles of one glyph, signs.
#[test]
fn every_character_comes_back() {
    let text = "𬭛𬱖𬍛𫖯𬸚䶮㛃㬎鿏—―一⼀丨“”‘’……·×÷±°§℃‰①②ⅠⅣ㎡μg/m³Café《》〔2026〕";
    let document = super::document(&[("正文", text)]);
    let bytes = super::made::pdf(&document);
    assert_eq!(pages("rare", &bytes, &["-raw"]).concat(), plain(text));
}
