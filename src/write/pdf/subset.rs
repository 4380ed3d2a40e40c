//! Subsetting: the glyphs of all pages come in, small fonts with consecutive glyph numbers go out.

use super::Error;
use crate::font::{Face, FaceId, Outlines, Session};
use crate::page::{Pages, Run};
use printpdf::{FontMetrics, FontType, ParsedFont, PdfFontMetricsStub};
use std::collections::{BTreeMap, HashMap};
use subsetter::GlyphRemapper;

/// A face cut down to the glyphs used.
pub(super) struct Font {
    pub(super) parsed: ParsedFont,
}

/// All fonts of a file, and where each glyph went.
pub(super) struct Subsets {
    pub(super) fonts: Vec<Font>,
    places: HashMap<(FaceId, u16, char), (usize, u16)>,
}

/// What one font of the file is to hold: glyph numbers, each with the one character it stands for.
struct Cut {
    face: FaceId,
    remapper: GlyphRemapper,
    meaning: BTreeMap<u16, char>,
}

impl Subsets {
    /// Collects the glyphs of all pages and cuts the faces down to them.
    ///
    /// A glyph that stands for two characters (U+2014 and U+2015 in many faces) goes into two fonts, since a PDF font
    /// gives each glyph one character only, and the text read back must be the text written.
    pub(super) fn collect(pages: &Pages, session: &Session<'_>) -> Result<Self, Error> {
        let mut cuts: Vec<Cut> = Vec::new();
        let mut places = HashMap::new();
        let runs = pages.pages.iter().flat_map(|page| &page.runs);
        for (run, glyph) in runs.flat_map(|run| run.glyphs.iter().map(move |glyph| (run, glyph))) {
            let key = (run.face, glyph.id, glyph.text);
            places.entry(key).or_insert_with(|| put(&mut cuts, run, glyph.id, glyph.text));
        }
        let fonts = cuts.iter().map(|cut| font(cut, session)).collect::<Result<_, _>>()?;
        Ok(Self { fonts, places })
    }

    /// The font of the file and the glyph number there.
    pub(super) fn place(&self, face: FaceId, glyph: u16, text: char) -> Option<(usize, u16)> {
        self.places.get(&(face, glyph, text)).copied()
    }
}

fn put(cuts: &mut Vec<Cut>, run: &Run, glyph: u16, text: char) -> (usize, u16) {
    let free =
        |cut: &Cut| cut.face == run.face && cut.meaning.get(&glyph).is_none_or(|meaning| *meaning == text);
    let at = cuts.iter().position(free).unwrap_or_else(|| {
        cuts.push(Cut { face: run.face, remapper: GlyphRemapper::new(), meaning: BTreeMap::new() });
        cuts.len() - 1
    });
    let cut = &mut cuts[at];
    cut.meaning.insert(glyph, text);
    (at, cut.remapper.remap(glyph))
}

fn font(cut: &Cut, session: &Session<'_>) -> Result<Font, Error> {
    let file = session.fonts().file(cut.face);
    let fault = |reason: String| Error::Subset { family: file.family.clone(), reason };
    let face = session.face(cut.face).ok_or_else(|| fault("文件无法解析".to_owned()))?;
    let data = file.data().map_err(|source| fault(source.to_string()))?;
    let bytes =
        subsetter::subset(data, file.index, &cut.remapper).map_err(|source| fault(source.to_string()))?;
    let name = format!("{}+{}", tag(cut), ascii(&file.postscript));
    Ok(Font { parsed: parsed(cut, face, bytes, name) })
}

/// The stub printpdf needs: the small font, its widths and its measures.
fn parsed(cut: &Cut, face: &Face<'_>, bytes: Vec<u8>, name: String) -> ParsedFont {
    let widths =
        cut.remapper.remapped_gids().zip(0u16..).map(|(old, new)| (new, face.advance(old))).collect();
    let bounds = face.bounds();
    let (ascent, descent) = face.ascent_descent();
    ParsedFont {
        original_bytes: bytes,
        font_index: 0,
        font_name: Some(name),
        codepoint_to_glyph: BTreeMap::new(),
        glyph_widths: widths,
        units_per_em: face.units_per_em(),
        font_metrics: FontMetrics { ascent, descent },
        font_type: match face.outlines() {
            Outlines::TrueType => FontType::TrueType,
            Outlines::Cff => FontType::OpenTypeCFF(()),
        },
        pdf_font_metrics: PdfFontMetricsStub {
            units_per_em: face.units_per_em(),
            x_min: bounds.x_min,
            y_min: bounds.y_min,
            x_max: bounds.x_max,
            y_max: bounds.y_max,
            caret_slope_rise: 1,
            caret_slope_run: 0,
            us_weight_class: face.weight(),
        },
    }
}

/// Six capital letters that follow from the glyphs (ISO 32000-1 9.6.4).
fn tag(cut: &Cut) -> String {
    // FNV-1a: stable on every machine, which the standard hasher does not promise.
    let hash = cut.meaning.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, (glyph, text)| {
        [u32::from(*glyph), u32::from(*text)]
            .iter()
            .fold(hash, |hash, part| (hash ^ u64::from(*part)).wrapping_mul(0x0100_0000_01b3))
    });
    (0..6).map(|at| char::from(b'A' + u8::try_from((hash >> (at * 8)) % 26).unwrap_or(0))).collect()
}

/// PDF names of fonts keep to ASCII without spaces and delimiters.
fn ascii(name: &str) -> String {
    let clean: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    if clean.is_empty() { "Font".to_owned() } else { clean }
}
