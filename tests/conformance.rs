//! What other programs make of our files: the fixture meetings and samples come in; the Open XML SDK's verdict, LibreOffice's
//! pages and lines, Apache Preflight's findings, and the clauses of GB/T 9704-2012 through LibreOffice are held against our PDF.
//!
//! Run by `make conformance` (`cargo test --test conformance -- --ignored --nocapture`), which installs what it needs; the
//! validator is the program named by `HUIWU_OOXML_VALIDATOR`, Preflight the classes at `HUIWU_PREFLIGHT`.
//!
//! LibreOffice gets the very faces of our PDF under the official names (`tests/support/fonts.conf`) and the DOCX as it is.
//! Known causes of differences, none of them in our files: it sets `“ ” ‘ ’ — … ·` in the Latin face, where Word heeds the
//! hint and takes the Chinese one; it rounds to twips; it loses a hanging stop on a line that is full to the twip.

#![allow(clippy::print_stdout, reason = "the figures are what it is run for")]

#[path = "conformance/clauses.rs"]
mod clauses;
#[path = "conformance/lines.rs"]
mod lines;
#[path = "conformance/office.rs"]
mod office;
#[path = "conformance/preflight.rs"]
mod preflight;
mod support;

use huiwu::document::{Block, Document, Turn};
use office::{pair, pairs};
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use support::package::Package;
use support::paper::Paper;

#[test]
#[ignore = "needs the Open XML SDK validator"]
fn the_validator_finds_nothing() {
    let validator = std::env::var_os("HUIWU_OOXML_VALIDATOR")
        .expect("HUIWU_OOXML_VALIDATOR must name the Open XML SDK validator: run `make conformance`");
    for (name, pair) in pairs() {
        let output = Command::new(&validator).arg(&pair.docx).output().expect("the validator runs");
        let verdict = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && verdict.contains(r#""ok": true"#), "{name}: {verdict}");
    }
    println!("Open XML SDK：{} 个 DOCX，0 个错误", pairs().len());
}

#[test]
#[ignore = "needs LibreOffice"]
fn pages_are_as_many_and_lines_break_alike() {
    let (mut same, mut all, mut lost, mut pages) = (0, 0, 0, 0);
    for (name, pair) in pairs().iter().filter(|(_, pair)| pair.is_fixture) {
        let comparison = lines::compare(&pair.ours, &pair.office);
        let (ours, theirs) = (pair.ours.pages.len(), pair.office.pages.len());
        // LibreOffice 7.4 stands the characters of tbRlV upright, one a line, where Word turns them: 席卡 are compared by
        // page and by character (below) alone.
        if has_turned_cells(&pair.document) {
            println!("{name}：{ours} 页，{theirs} 页；文字竖转，不比较断行");
            assert_eq!(ours, theirs, "{name} has other pages through LibreOffice");
            continue;
        }
        println!("{name}：{ours} 页，{theirs} 页；{} 行中 {} 行相同", comparison.lines, comparison.same);
        for difference in &comparison.differences {
            println!("    {difference}");
        }
        assert_eq!(ours, theirs, "{name} has other pages through LibreOffice");
        (same, all, lost) = (same + comparison.same, all + comparison.lines, lost + comparison.lost);
        pages += ours;
    }
    println!("共 {pages} 页；{all} 行中 {same} 行在同一字处断开；LibreOffice 有 {lost} 处悬挂的标点没有画出");
    assert!(same * 100 >= all * 98, "{same} of {all} lines break at the same character");
}

fn has_turned_cells(document: &Document) -> bool {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    tables.flat_map(|table| &table.rows).flat_map(|row| &row.cells).any(|cell| cell.turn != Turn::None)
}

/// The DOCX has the document's text, and LibreOffice draws it: the same characters as our PDF, as often.
#[test]
#[ignore = "needs LibreOffice"]
fn the_text_is_the_same() {
    for (name, pair) in pairs() {
        // A letter's mark is in the header of its first page.
        let head = pair
            .document
            .letter
            .as_ref()
            .map_or(String::new(), |letter| letter.mark.text().into_owned() + "\n");
        let body = head + &Package::open(&pair.docx_bytes).body_text();
        assert_eq!(body, pair.document.text(), "{name}");
        let (ours, theirs) = (characters(&pair.ours), characters(&pair.office));
        let mut known = lines::compare(&pair.ours, &pair.office).lost;
        let all: BTreeSet<&char> = ours.keys().chain(theirs.keys()).collect();
        for c in all {
            let count = |of: &BTreeMap<char, usize>| of.get(c).copied().unwrap_or(0);
            let missing = count(&ours).saturating_sub(count(&theirs));
            let is_lost_stop = "、。，！：；？".contains(*c) && missing <= known;
            known -= if is_lost_stop { missing } else { 0 };
            assert!(
                count(&ours) == count(&theirs) || is_lost_stop,
                "{name}: {c} stands {} times in ours, {} times in LibreOffice's",
                count(&ours),
                count(&theirs)
            );
        }
    }
}

fn characters(paper: &Paper) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for glyph in paper.pages.iter().flat_map(support::paper::Page::all_glyphs) {
        for c in glyph.text.chars().filter(|c| !c.is_whitespace()) {
            *counts.entry(c).or_insert(0) += 1;
        }
    }
    counts
}

#[test]
#[ignore = "needs LibreOffice"]
fn clauses_are_kept_and_tabled() {
    let (table, broken) = clauses::table();
    println!("{table}");
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
#[ignore = "needs LibreOffice"]
fn a_page_holds_22_lines_of_28_characters() {
    let pair = pair("grid");
    for page in pair.office.pages.iter().take(2) {
        let lines = page.text_lines();
        assert_eq!(lines.len(), 22);
        assert!(lines.iter().all(|line| line.count() == 28));
    }
    assert_eq!(pair.office.pages.len(), 3);
}

#[test]
#[ignore = "needs LibreOffice"]
fn the_imprint_stands_at_the_foot_or_on_a_page_of_its_own() {
    for (name, pages) in [("foot-3", 1), ("foot-19", 1), ("foot-21", 2)] {
        let pair = pair(name);
        assert_eq!((pair.ours.pages.len(), pair.office.pages.len()), (pages, pages), "{name}");
        for paper in [&pair.ours, &pair.office] {
            let lines = paper.pages[pages - 1].text_lines();
            let imprint = &lines[lines.len() - 2..];
            assert!(
                imprint[0].text().starts_with("抄送：") && imprint[1].text().ends_with("日印发"),
                "{name}"
            );
        }
    }
    assert_eq!(pair("foot-21").office.pages[0].text_lines().len(), 21);
}

#[test]
#[ignore = "needs LibreOffice"]
fn numbers_are_left_out_where_the_document_wants_none() {
    for name in ["numbers-none", "numbers-not-first"] {
        let pair = pair(name);
        for paper in [&pair.ours, &pair.office] {
            assert!(paper.pages.iter().all(|page| page.number().is_none()), "{name}");
        }
    }
}

#[test]
#[ignore = "needs LibreOffice"]
fn a_table_that_fills_its_page_adds_none() {
    let pair = pair("full-table");
    assert_eq!((pair.ours.pages.len(), pair.office.pages.len()), (1, 1));
}
