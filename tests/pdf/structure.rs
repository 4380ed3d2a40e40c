//! Tags: a PDF comes in; its structure tree, read with the content it marks, is the document: all its text in its order, its
//! headings, its tables, and nothing that is of the page only (ISO 32000-1 14.7 and 14.8).

use super::{all_and_made, said, saved};
use crate::support::made;
use crate::support::paper::{Mark, Paper};
use crate::support::sample;
use huiwu::document::{Block, Borders, Cell, CellKind, Document, Merge, Row, Table};
use huiwu::length::Length;
use lopdf::{Dictionary, Object, ObjectId};
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;

/// An element of the tree.
struct Node {
    id: ObjectId,
    tag: String,
    scope: Option<String>,
    columns: i64,
    rows: i64,
    kids: Vec<Kid>,
}

enum Kid {
    Node(Node),
    /// The page, from 0, and the number there.
    Content(usize, i64),
}

/// A document with its tree and the text of each piece of marked content.
struct Read<'a> {
    name: &'a str,
    document: &'a Document,
    paper: &'a Paper,
    texts: BTreeMap<(usize, i64), String>,
    tree: Node,
}

fn each() -> impl Iterator<Item = Read<'static>> {
    all_and_made().iter().map(|(name, document, _, paper)| Read {
        name,
        document,
        paper,
        texts: texts(paper),
        tree: tree(paper),
    })
}

fn texts(paper: &Paper) -> BTreeMap<(usize, i64), String> {
    let mut texts: BTreeMap<(usize, i64), String> = BTreeMap::new();
    for (at, page) in paper.pages.iter().enumerate() {
        for glyph in page.all_glyphs() {
            if let Mark::Content(_, number) = glyph.mark {
                texts.entry((at, number)).or_default().push_str(&glyph.text);
            }
        }
    }
    texts
}

fn root(paper: &Paper) -> &Dictionary {
    let root = paper.catalog().get(b"StructTreeRoot").expect("a structure tree");
    paper.follow(root).as_dict().expect("a dictionary")
}

fn tree(paper: &Paper) -> Node {
    let root = root(paper);
    let id = root.get(b"K").and_then(Object::as_reference).expect("one element holds all");
    let above = paper.catalog().get(b"StructTreeRoot").and_then(Object::as_reference).expect("an object");
    node(paper, id, above)
}

fn node(paper: &Paper, id: ObjectId, parent: ObjectId) -> Node {
    let element = paper.file.get_dictionary(id).expect("an element");
    assert_eq!(
        element.get(b"P").and_then(Object::as_reference).ok(),
        Some(parent),
        "{id:?} has another parent"
    );
    let name = |dictionary: &Dictionary, key: &[u8]| {
        dictionary
            .get(key)
            .and_then(Object::as_name)
            .ok()
            .map(|name| String::from_utf8_lossy(name).into_owned())
    };
    let attributes = element.get(b"A").ok().map(|entry| paper.follow(entry).as_dict().expect("a dictionary"));
    let number = |key: &[u8]| attributes.and_then(|entry| entry.get(key).ok()?.as_i64().ok()).unwrap_or(1);
    let kids = match element.get(b"K").ok() {
        None => &[][..],
        Some(Object::Array(kids)) => kids.as_slice(),
        Some(kid) => std::slice::from_ref(kid),
    };
    Node {
        id,
        tag: name(element, b"S").expect("a structure type"),
        scope: attributes.and_then(|attributes| name(attributes, b"Scope")),
        columns: number(b"ColSpan"),
        rows: number(b"RowSpan"),
        kids: kids.iter().map(|object| kid(paper, object, element, id)).collect(),
    }
}

fn kid(paper: &Paper, object: &Object, element: &Dictionary, id: ObjectId) -> Kid {
    let page = |dictionary: &Dictionary| {
        let page = dictionary.get(b"Pg").and_then(Object::as_reference).expect("the page of marked content");
        paper.page_ids().iter().position(|id| *id == page).expect("a page of the file")
    };
    match object {
        Object::Reference(kid) => Kid::Node(node(paper, *kid, id)),
        Object::Integer(number) => Kid::Content(page(element), *number),
        Object::Dictionary(reference) => {
            assert_eq!(reference.get(b"Type").and_then(Object::as_name).ok(), Some(b"MCR".as_slice()));
            Kid::Content(page(reference), reference.get(b"MCID").and_then(Object::as_i64).expect("a number"))
        }
        other => panic!("{other:?} in an element"),
    }
}

impl Node {
    /// The element and all below it, in the order of the tree.
    fn all(&self) -> Vec<&Self> {
        let below = self.nodes().flat_map(Self::all);
        std::iter::once(self).chain(below).collect()
    }

    fn nodes(&self) -> impl Iterator<Item = &Self> {
        self.kids.iter().filter_map(|kid| match kid {
            Kid::Node(node) => Some(node),
            Kid::Content(..) => None,
        })
    }

    fn contents(&self) -> impl Iterator<Item = (usize, i64)> {
        self.kids.iter().filter_map(|kid| match kid {
            Kid::Content(page, number) => Some((*page, *number)),
            Kid::Node(_) => None,
        })
    }
}

impl Read<'_> {
    /// The text of an element, in the order of the tree.
    fn text(&self, node: &Node) -> String {
        let parts = node.kids.iter().map(|kid| match kid {
            Kid::Node(node) => self.text(node),
            Kid::Content(page, number) => {
                let found = self.texts.get(&(*page, *number));
                found.unwrap_or_else(|| panic!("{}: no content {number} on page {page}", self.name)).clone()
            }
        });
        parts.collect()
    }

    fn of(&self, tags: &[&str]) -> Vec<&Node> {
        self.tree.all().into_iter().filter(|node| tags.contains(&node.tag.as_str())).collect()
    }
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Tables with what tables can have: spans, merges, a row no page can hold, many pages, rows that are blank.
pub(super) fn tables() -> Document {
    let wide = Cell { span: 2, ..sample::cell("合并两列") };
    let top = Cell { merge: Merge::Top, ..sample::cell("合并三行") };
    let next = || Cell { merge: Merge::Continued, paragraphs: Vec::new(), ..sample::cell("") };
    let named = Cell { kind: CellKind::Header, ..sample::cell("行首") };
    let bare = |text| Cell { borders: Borders::None, ..sample::cell(text) };
    let mut two = sample::cell("第一段");
    two.paragraphs.push(sample::paragraph(sample::CELL, "第二段"));
    let row = |cells| Row { height: Length::mm(10.0), cells };
    let long = sample::cell(&"很长的一格".repeat(400));
    let blank = || row(vec![sample::cell(""), sample::cell(""), sample::cell("")]);
    let mut rows = vec![
        row(vec![sample::cell("甲"), sample::cell("乙"), sample::cell("丙")]),
        row(vec![wide, sample::cell("一")]),
        row(vec![top, sample::cell("二"), two]),
        row(vec![next(), sample::cell("四"), sample::cell("")]),
        row(vec![next(), sample::cell("五"), sample::cell("六")]),
        row(vec![named, long, sample::cell("七")]),
        blank(),
    ];
    rows.extend(
        (0..60).map(|at| row(vec![sample::cell(&at.to_string()), sample::cell("八"), sample::cell("")])),
    );
    rows.extend([blank(), blank()]);
    let columns = vec![Length::mm(52.0); 3];
    let style = sample::listed(0).style;
    let lined = Table { style, columns: columns.clone(), header_rows: 1, rows };
    let rows = vec![row(vec![bare("左"), bare("中"), bare("右")])];
    let unlined = Table { style, columns, header_rows: 0, rows };
    sample::document(vec![
        Block::Table(lined),
        sample::block(sample::FLUSH, "两表之间"),
        Block::Table(unlined),
        sample::block(sample::FLUSH, "末段"),
    ])
}

#[test]
fn the_tree_reads_as_the_documents_text() {
    for read in each() {
        assert_eq!(read.tree.tag, "Document", "{}", read.name);
        assert_eq!(plain(&read.text(&read.tree)), plain(&read.document.text()), "{}", read.name);
    }
}

/// Each glyph is marked, once; each mark is in the tree, once; the parent tree leads back to its element.
#[test]
fn every_glyph_is_in_the_tree_or_an_artifact() {
    for Read { name, paper, tree, texts, .. } in each() {
        let mut owners: BTreeMap<(usize, i64), ObjectId> = BTreeMap::new();
        for node in tree.all() {
            for content in node.contents() {
                assert_eq!(owners.insert(content, node.id), None, "{name}: {content:?} is in the tree twice");
            }
        }
        let marked: BTreeSet<(usize, i64)> = owners.keys().copied().collect();
        assert_eq!(
            marked,
            texts.keys().copied().collect(),
            "{name}: what is marked is not what is in the tree"
        );
        for (at, page) in paper.pages.iter().enumerate() {
            for glyph in page.all_glyphs() {
                assert_ne!(glyph.mark, Mark::None, "{name} page {}: {} is not marked", at + 1, glyph.text);
            }
            for bar in &page.bars {
                assert_eq!(bar.mark, Mark::Artifact("Layout".to_owned()), "{name} page {}: {bar:?}", at + 1);
            }
            let numbers: Vec<i64> = page.marks.iter().map(number).collect();
            let expected: Vec<i64> = (0..).take(numbers.len()).collect();
            assert_eq!(numbers, expected, "{name} page {}: numbers that are not one each", at + 1);
            let parents = parents(paper, at);
            let owners: Vec<ObjectId> = numbers.iter().map(|number| owners[&(at, *number)]).collect();
            assert_eq!(parents, owners, "{name} page {}: the parent tree leads elsewhere", at + 1);
        }
    }
}

fn number(mark: &Mark) -> i64 {
    match mark {
        Mark::Content(_, number) => *number,
        _ => panic!("{mark:?} has no number"),
    }
}

/// What the parent tree has for a page's `StructParents`.
fn parents(paper: &Paper, page: usize) -> Vec<ObjectId> {
    let page = paper.file.get_dictionary(paper.page_ids()[page]).expect("a page");
    assert_eq!(page.get(b"Tabs").and_then(Object::as_name).ok(), Some(b"S".as_slice()));
    let Ok(key) = page.get(b"StructParents").and_then(Object::as_i64) else { return Vec::new() };
    let tree =
        paper.follow(root(paper).get(b"ParentTree").expect("a parent tree")).as_dict().expect("a dictionary");
    let numbers = paper.follow(tree.get(b"Nums").expect("numbers")).as_array().expect("an array");
    let next = root(paper).get(b"ParentTreeNextKey").and_then(Object::as_i64).expect("the next key");
    assert!(key < next, "{key} is not below the next key {next}");
    let pair = numbers.chunks(2).find(|pair| pair[0].as_i64().ok() == Some(key)).expect("the page's entry");
    let owners = paper.follow(&pair[1]).as_array().expect("an array");
    owners.iter().map(|owner| owner.as_reference().expect("an element")).collect()
}

/// Page numbers and header rows that come again, and nothing else, are not of the text.
#[test]
fn artifacts_are_page_numbers_and_repeated_header_rows() {
    let mut repeated = 0;
    for Read { name, document, paper, .. } in each() {
        let headers: Vec<String> = data_tables(document).map(header_text).collect();
        for (at, page) in paper.pages.iter().enumerate() {
            let artifacts = page.glyphs.iter().filter(|glyph| matches!(glyph.mark, Mark::Artifact(_)));
            let mut text = String::new();
            for glyph in artifacts {
                assert_eq!(glyph.mark, Mark::Artifact("Pagination".to_owned()), "{name}: {}", glyph.text);
                text.push_str(&glyph.text);
            }
            let text = plain(&text);
            let rest = text.strip_suffix(&format!("—{}—", at + 1)).unwrap_or(&text);
            assert!(
                rest.is_empty() || headers.iter().any(|header| header == rest),
                "{name}: “{rest}” is left out"
            );
            repeated += usize::from(!rest.is_empty());
        }
    }
    assert!(repeated > 4, "only {repeated} pages have a header row once more");
}

fn data_tables(document: &Document) -> impl Iterator<Item = &Table> {
    let has_lines = |table: &&Table| {
        let mut cells = table.rows.iter().flat_map(|row| &row.cells);
        table.header_rows > 0 || cells.any(|cell| cell.borders != Borders::None)
    };
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    tables.filter(has_lines)
}

fn cell_text(cell: &Cell) -> String {
    cell.paragraphs.iter().map(|paragraph| plain(&paragraph.text())).collect()
}

fn header_text(table: &Table) -> String {
    table.rows.iter().take(table.header_rows).flat_map(|row| &row.cells).map(cell_text).collect()
}

/// What is expected of a cell: tag, scope, columns, rows, text.
type Expected = (&'static str, Option<&'static str>, i64, i64, String);

/// A table, on however many pages, is one table with all the document's rows but the blank ones.
#[test]
fn tables_have_their_rows_headers_and_spans() {
    let mut spans = 0;
    for read in each() {
        let name = read.name;
        let found: Vec<Vec<Vec<Expected>>> =
            read.of(&["Table"]).into_iter().map(|node| shown(&read, node)).collect();
        let tables = data_tables(read.document).map(expected);
        let expected: Vec<Vec<Vec<Expected>>> = tables.filter(|rows| !rows.is_empty()).collect();
        assert_eq!(found, expected, "{name}");
        let cells = found.iter().flatten().flatten();
        spans += cells.filter(|(_, _, columns, rows, _)| *columns > 1 || *rows > 1).count();
        // Each row of a grid is as wide as every other, merged cells counted in each of their rows.
        for rows in &found {
            let mut widths = vec![0; rows.len()];
            for (at, row) in rows.iter().enumerate() {
                for (_, _, columns, deep, _) in row {
                    let below = usize::try_from(*deep).expect("a span");
                    widths[at..at + below].iter_mut().for_each(|width| *width += columns);
                }
            }
            assert!(widths.iter().all(|width| *width == widths[0]), "{name}: rows of {widths:?} columns");
        }
    }
    assert!(spans > 3, "only {spans} cells span others");
}

fn shown(read: &Read<'_>, table: &Node) -> Vec<Vec<Expected>> {
    let cell = |node: &Node| {
        let tag = if node.tag == "TH" { "TH" } else { "TD" };
        assert_eq!(node.tag, tag, "{}: {} in a row", read.name, node.tag);
        let scope = node.scope.as_deref().map(|scope| if scope == "Row" { "Row" } else { "Column" });
        (tag, scope, node.columns, node.rows, plain(&read.text(node)))
    };
    let row = |node: &Node| {
        assert_eq!(node.tag, "TR", "{}: {} in a table", read.name, node.tag);
        node.nodes().map(cell).collect()
    };
    table.nodes().map(row).collect()
}

fn expected(table: &Table) -> Vec<Vec<Expected>> {
    let starts: Vec<Vec<usize>> = table.rows.iter().map(columns).collect();
    let deep = |at: usize, column: usize| {
        let goes_on = |row: &usize| {
            let mut cells = table.rows[*row].cells.iter().zip(&starts[*row]);
            cells.any(|(cell, start)| *start == column && cell.merge == Merge::Continued)
        };
        1 + i64::try_from((at + 1..table.rows.len()).take_while(goes_on).count()).expect("few rows")
    };
    let row = |at: usize| {
        let cells = table.rows[at].cells.iter().zip(&starts[at]);
        let begun = cells.filter(|(cell, _)| cell.merge != Merge::Continued);
        begun
            .map(|(cell, column)| {
                let (tag, scope) = match cell.kind {
                    _ if at < table.header_rows => ("TH", Some("Column")),
                    CellKind::Header => ("TH", Some("Row")),
                    CellKind::Data => ("TD", None),
                };
                let rows = if cell.merge == Merge::Top { deep(at, *column) } else { 1 };
                (tag, scope, i64::try_from(cell.span).expect("few columns"), rows, cell_text(cell))
            })
            .collect::<Vec<Expected>>()
    };
    let is_blank =
        |row: &Row| row.cells.iter().all(|cell| cell.merge == Merge::None && cell_text(cell).is_empty());
    (0..table.rows.len()).filter(|at| !is_blank(&table.rows[*at])).map(row).collect()
}

fn columns(row: &Row) -> Vec<usize> {
    let mut next = 0;
    let start = |cell: &Cell| {
        next += cell.span;
        next - cell.span
    };
    row.cells.iter().map(start).collect()
}

/// Titles and headings have the level of their style; every type is one of PDF 1.7 or mapped to one.
#[test]
fn headings_have_their_levels() {
    let mut seen = BTreeSet::new();
    for read in each() {
        let name = read.name;
        let sheet = &read.document.sheet;
        let expected: Vec<(String, String)> = made::paragraphs(read.document)
            .into_iter()
            .filter_map(|paragraph| {
                let tag = match sheet.paragraph(paragraph.style).outline? {
                    0 => "Title".to_owned(),
                    level => format!("H{level}"),
                };
                Some((tag, plain(&paragraph.text())))
            })
            .collect();
        let heads = read.of(&["Title", "H1", "H2", "H3", "H4"]);
        let found: Vec<(String, String)> =
            heads.into_iter().map(|node| (node.tag.clone(), plain(&read.text(node)))).collect();
        assert_eq!(found, expected, "{name}");
        seen.extend(found.into_iter().map(|(tag, _)| tag));
        let roles = root(read.paper).get(b"RoleMap").and_then(Object::as_dict).expect("a role map");
        for node in read.tree.all() {
            let is_known = ["Document", "H1", "H2", "H3", "H4", "P", "Table", "TR", "TH", "TD"]
                .contains(&node.tag.as_str());
            let mapped = roles.get(node.tag.as_bytes()).and_then(Object::as_name).ok();
            assert!(is_known || mapped == Some(b"H1".as_slice()), "{name}: {}", node.tag);
        }
    }
    assert!(seen.is_superset(&["Title", "H1", "H2"].map(str::to_owned).into()), "{seen:?}");
}

#[test]
fn a_paragraph_over_pages_is_one_element() {
    let read = each().find(|read| read.name == "full-pages").expect("the document of full pages");
    let paragraphs = read.of(&["P"]);
    let pages: Vec<usize> =
        paragraphs.iter().flat_map(|node| node.contents()).map(|(page, _)| page).collect();
    assert_eq!((paragraphs.len(), pages), (1, vec![0, 1, 2]));
}

#[test]
fn the_file_says_that_it_is_tagged() {
    for Read { name, paper, .. } in each() {
        let info = paper
            .follow(paper.catalog().get(b"MarkInfo").expect("MarkInfo"))
            .as_dict()
            .expect("a dictionary");
        assert_eq!(info.get(b"Marked").and_then(Object::as_bool).ok(), Some(true), "{name}");
        assert_eq!(
            root(paper).get(b"Type").and_then(Object::as_name).ok(),
            Some(b"StructTreeRoot".as_slice())
        );
    }
}

/// Poppler reads the tree of each file without a complaint.
#[test]
fn poppler_reads_the_tree() {
    for (name, _, pdf, _) in all_and_made() {
        assert!(pdfinfo(name, pdf, "-struct").starts_with("Document\n"), "{name}");
    }
}

/// Poppler finds the document's text in the tree.
#[test]
#[ignore = "slow: Poppler reads a page anew for each element; run by `make conformance`"]
fn poppler_finds_the_text_in_the_tree() {
    for (name, document, pdf, _) in all_and_made() {
        let out = pdfinfo(name, pdf, "-struct-text");
        let texts = out.lines().filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix('"'));
        assert_eq!(plain(&texts.collect::<String>()), plain(&document.text()), "{name}");
    }
}

fn pdfinfo(name: &str, pdf: &[u8], mode: &str) -> String {
    let path = saved(&format!("{name}{mode}"), pdf);
    let (is_fine, out, faults) = said("pdfinfo", "poppler-utils", &[OsStr::new(mode), path.as_os_str()]);
    assert!(is_fine && faults.is_empty(), "{name}: {faults}");
    String::from_utf8(out).expect("UTF-8")
}
