//! Pages: a PDF comes in; where its glyphs and lines stand is held against GB/T 9704-2012, clause by clause.

use super::{all, full_pages, made};
use crate::support::clauses::{BOTTOM, View, clauses};
use crate::support::paper::{Glyph, Lie, MM, Paper, Room};
use huiwu::document::PageNumbers;
use huiwu::kind::Kind;

/// Every clause, measured in every document that has the element.
#[test]
fn clauses_are_kept() {
    let grid = full_pages();
    let paper = Paper::open(&made::pdf(&grid));
    let mut views: Vec<(String, View<'_>)> =
        all().map(|(made, paper)| (made.name(), View::new(&made.document, paper, paper))).collect();
    let single = made::one_issuer();
    let single_paper = Paper::open(&single.pdf);
    views.push((single.name(), View::new(&single.document, &single_paper, &single_paper)));
    let lying = made::lying();
    let lying_paper = Paper::open(&made::pdf(&lying));
    views.push(("landscape".to_owned(), View::new(&lying, &lying_paper, &lying_paper)));
    views.push(("grid".to_owned(), View::new(&grid, &paper, &paper)));
    let mut faults = Vec::new();
    for clause in clauses() {
        let mut seen = 0;
        for (name, view) in &views {
            let found = (clause.measure)(view);
            seen += found.len();
            let (number, element, unit) = (clause.number, clause.element, clause.unit.label());
            faults.extend(found.iter().filter(|value| (*value - clause.asked).abs() > clause.tolerance).map(
                |value| {
                    format!(
                        "{number} {element}: asked {:.2}, found {value:.2} {unit} in {name}",
                        clause.asked
                    )
                },
            ));
        }
        if seen == 0 {
            faults.push(format!("{} {}: no document has it", clause.number, clause.element));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_full_page_is_22_lines_of_28_characters() {
    let paper = Paper::open(&made::pdf(&full_pages()));
    for page in &paper.pages[..2] {
        let lines = page.text_lines();
        assert_eq!(lines.len(), 22);
        assert!(lines.iter().all(|line| line.count() == 28));
        assert!(lines[21].baseline + 0.2 * 28.95 <= BOTTOM, "the last line leaves the block");
        for pair in lines.windows(2) {
            assert!((pair[1].baseline - pair[0].baseline - 28.95).abs() < 0.005, "the pitch changes");
        }
    }
}

/// Nothing leaves the text block but the page number: neither the cell of a glyph, but for a stop at a line's end, whose
/// right half is empty, nor any ink.
#[test]
fn every_glyph_stands_in_the_text_block() {
    for (made, paper) in all() {
        let name = made.name();
        for (at, page) in paper.pages.iter().enumerate() {
            // A letter's mark stands above the text block (10.1).
            let head = usize::from(made.document.letter.is_some() && at == 0);
            let lines = page.text_lines();
            let upright = lines.iter().skip(head).flat_map(|line| &line.glyphs);
            let numbers = made.document.setup.page_numbers != PageNumbers::None;
            let turned = page.turned.iter().filter(|_| !numbers);
            for glyph in upright.chain(turned).filter(|glyph| !glyph.is_blank()) {
                let ink = paper.fonts[glyph.font].ink(glyph.code).expect("ink");
                let mut room = glyph.room(ink, page.height);
                if glyph.lie == Lie::Upright && "、。，．！：；？".contains(glyph.text.as_str()) {
                    room.right = glyph.x + glyph.advance / 2.0;
                }
                let fits = page.block().holds(&room, 0.3 * MM, 0.0);
                assert!(fits, "{name} page {}: {} stands at {room:?} pt", at + 1, glyph.text);
            }
        }
    }
}

/// No glyph is drawn over another, but where signs are drawn together: —— and ……, and the empty halves of punctuation.
#[test]
fn glyphs_do_not_collide() {
    for (made, paper) in all() {
        let name = made.name();
        for (at, page) in paper.pages.iter().enumerate() {
            for line in page.lines() {
                for pair in line.glyphs.windows(2) {
                    let over = pair[0].right() - pair[1].x;
                    let is_letter = |glyph: &Glyph| glyph.text.chars().all(char::is_alphanumeric);
                    if is_letter(&pair[0]) && is_letter(&pair[1]) {
                        let place = format!("{name} page {}: {}{}", at + 1, pair[0].text, pair[1].text);
                        assert!(over <= 1.0, "{place} overlap by {over:.2} pt in {}", line.text());
                    }
                }
            }
        }
    }
}

/// Tables stay inside the block too, but for the half of their outer lines.
#[test]
fn every_line_stands_in_the_text_block() {
    for (made, paper) in all() {
        let name = made.name();
        for (block, bar) in
            paper.pages.iter().flat_map(|page| page.bars.iter().map(|bar| (page.block(), bar)))
        {
            let room = Room { left: bar.x, right: bar.right(), top: bar.y, bottom: bar.bottom() };
            let fits = block.holds(&room, 0.3 * MM, 0.01);
            let is_letters = made.document.letter.is_some() && bar.ink != [0; 3];
            assert!(fits || is_letters, "{name}: {bar:?}");
        }
    }
}

#[test]
fn pages_are_a4_upright_or_on_their_side_as_the_kind_asks() {
    for (made, paper) in all() {
        let name = made.name();
        let lies = matches!(made.kind, Kind::PlaceCards | Kind::ArchiveCatalogue);
        let (width, height) = if lies { (297.0, 210.0) } else { (210.0, 297.0) };
        for page in &paper.pages {
            let is_a4 = (page.width / MM - width).abs() < 0.01 && (page.height / MM - height).abs() < 0.01;
            assert!(is_a4, "{name}");
        }
    }
}
