//! Fonts: a PDF comes in; its fonts are embedded, cut to what is used, and say what each glyph means and how wide it is.

use super::{all, made};
use crate::support::paper::{Font, Page, Paper};
use std::collections::BTreeSet;

#[test]
fn fonts_are_embedded_subsets_that_say_what_they_mean() {
    for (made, paper) in all() {
        let name = made.name();
        assert!(!paper.fonts.is_empty(), "{name}");
        for font in &paper.fonts {
            let is_tagged = font.name.split_once('+').is_some_and(|(tag, name)| {
                tag.len() == 6 && tag.chars().all(|c| c.is_ascii_uppercase()) && !name.is_empty()
            });
            assert!(is_tagged, "{name}: {} has no tag of a subset", font.name);
            assert!(font.has_meaning, "{name}: {} has no ToUnicode", font.name);
            assert_eq!(font.kind, "Type0", "{name}: {}", font.name);
            let (key, program) = font.program.as_ref().unwrap_or_else(|| panic!("{name}: {}", font.name));
            assert!(program.len() < 400_000, "{name}: {} is not cut down", font.name);
            let descendant = name_of(font, b"Subtype");
            match key.as_str() {
                "FontFile2" => {
                    assert_eq!(descendant, "CIDFontType2", "{name}: {}", font.name);
                    // ISO 19005-2 6.2.11.3.2 asks for it in so many words.
                    assert_eq!(name_of(font, b"CIDToGIDMap"), "Identity", "{name}: {}", font.name);
                }
                "FontFile3" => assert_eq!(descendant, "CIDFontType0", "{name}: {}", font.name),
                other => panic!("{name}: {} is embedded as {other}", font.name),
            }
        }
    }
}

fn name_of(font: &Font, key: &[u8]) -> String {
    let value = font.dictionary.get(key).and_then(lopdf::Object::as_name).unwrap_or_default();
    String::from_utf8_lossy(value).into_owned()
}

#[test]
fn every_glyph_shown_is_a_character_and_drawn() {
    for (made, paper) in all() {
        let name = made.name();
        for glyph in paper.pages.iter().flat_map(Page::all_glyphs) {
            let font = &paper.fonts[glyph.font];
            assert_ne!(glyph.code, 0, "{name}: .notdef of {}", font.name);
            assert_eq!(glyph.text.chars().count(), 1, "{name}: {:?} of {}", glyph.text, font.name);
            assert!(!glyph.text.contains('\u{fffd}'), "{name}: {}", font.name);
            let is_drawn = font.ink(glyph.code).is_some();
            assert!(is_drawn || glyph.is_blank(), "{name}: {} of {} is empty", glyph.text, font.name);
        }
    }
}

/// ISO 19005-2 6.2.11.5: the widths of the PDF font and of the program in it agree within 1/1000 em.
#[test]
fn widths_are_those_of_the_embedded_program() {
    for (made, paper) in all() {
        let name = made.name();
        let glyphs = paper.pages.iter().flat_map(Page::all_glyphs);
        let shown: BTreeSet<(usize, u16)> = glyphs.map(|glyph| (glyph.font, glyph.code)).collect();
        for (at, code) in shown {
            let font = &paper.fonts[at];
            let inside = font.program_width(code).unwrap_or_else(|| panic!("{name}: {} {code}", font.name));
            let outside = font.width(code);
            assert!((inside - outside).abs() <= 1.0, "{name}: {} {code}: {inside} and {outside}", font.name);
        }
    }
}

#[test]
fn a_font_of_the_file_holds_only_what_is_shown() {
    let document = super::document(&[("正文", "会议通知2026")]);
    let paper = Paper::open(&made::pdf(&document));
    for font in &paper.fonts {
        let shown = paper
            .pages
            .iter()
            .flat_map(Page::all_glyphs)
            .filter(|glyph| std::ptr::eq(&raw const paper.fonts[glyph.font], &raw const *font));
        let codes: BTreeSet<u16> = shown.map(|glyph| glyph.code).collect();
        let known: BTreeSet<u16> = font.meaning.keys().copied().collect();
        assert_eq!(codes, known, "{}", font.name);
    }
}
