//! Fonts of a PDF: a font object comes in; its widths, meanings and embedded program go out.

use super::follow;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;
use std::sync::OnceLock;
use ttf_parser::{GlyphId, OutlineBuilder};

/// A font.
pub(crate) struct Font {
    /// `BaseFont`.
    pub(crate) name: String,
    /// `Type0`, `TrueType`, `Type1`.
    pub(crate) kind: String,
    /// The dictionary of the font, or of the descendant of a composite one.
    pub(crate) dictionary: Dictionary,
    /// The key under which the program is embedded, and the program, inflated.
    pub(crate) program: Option<(String, Vec<u8>)>,
    /// What each code stands for.
    pub(crate) meaning: BTreeMap<u16, String>,
    /// Whether there is a `ToUnicode`.
    pub(crate) has_meaning: bool,
    widths: BTreeMap<u16, f64>,
    default_width: f64,
    inks: OnceLock<BTreeMap<u16, (f64, f64)>>,
}

impl Font {
    pub(super) fn read(file: &Document, id: ObjectId) -> Self {
        let font = file.get_dictionary(id).expect("a font is a dictionary");
        let kind = name(font, b"Subtype");
        let dictionary = descendant(file, font).unwrap_or(font).clone();
        let descriptor = dictionary.get(b"FontDescriptor").map(|object| follow(file, object));
        let program = descriptor.and_then(Object::as_dict).ok().and_then(|entry| program(file, entry));
        let mapping = font.get(b"ToUnicode").ok().map(|object| stream(file, object));
        let (widths, default_width) =
            if kind == "Type0" { composite(file, &dictionary) } else { (simple(file, font), 0.0) };
        Self {
            name: name(font, b"BaseFont"),
            has_meaning: mapping.is_some(),
            meaning: mapping.map(|bytes| meaning(&bytes)).unwrap_or_default(),
            kind,
            dictionary,
            program,
            widths,
            default_width,
            inks: OnceLock::new(),
        }
    }

    /// Bytes to a code.
    pub(super) fn code_length(&self) -> usize {
        if self.kind == "Type0" { 2 } else { 1 }
    }

    /// The width of a code in thousandths of an em.
    pub(crate) fn width(&self, code: u16) -> f64 {
        self.widths.get(&code).copied().unwrap_or(self.default_width)
    }

    /// How far the ink of a glyph reaches below (negative) and above the baseline, in em, by the embedded outlines.
    pub(crate) fn ink(&self, glyph: u16) -> Option<(f64, f64)> {
        self.inks.get_or_init(|| self.outlines().unwrap_or_default()).get(&glyph).copied()
    }

    /// The extent of every glyph that has a meaning and an outline.
    fn outlines(&self) -> Option<BTreeMap<u16, (f64, f64)>> {
        let (key, program) = self.program.as_ref()?;
        let codes = self.meaning.keys().copied();
        if key == "FontFile2" {
            let face = ttf_parser::Face::parse(program, 0).ok()?;
            let units = f64::from(face.units_per_em());
            return Some(extents(codes, units, |glyph, extent| {
                face.outline_glyph(glyph, extent);
            }));
        }
        let table = ttf_parser::cff::Table::parse(program)?;
        // The font matrix of every face at hand.
        Some(extents(codes, 1000.0, |glyph, extent| {
            // An empty glyph is an error to ttf-parser, none to us.
            let _ = table.outline(glyph, extent);
        }))
    }

    /// The advance that the embedded program gives a glyph, in thousandths of an em.
    pub(crate) fn program_width(&self, glyph: u16) -> Option<f64> {
        let (key, program) = self.program.as_ref()?;
        if key == "FontFile2" {
            let face = ttf_parser::Face::parse(program, 0).ok()?;
            let advance = face.glyph_hor_advance(GlyphId(glyph))?;
            return Some(f64::from(advance) * 1000.0 / f64::from(face.units_per_em()));
        }
        super::cff::width(program, glyph)
    }
}

fn extents(
    codes: impl Iterator<Item = u16>,
    units: f64,
    outline: impl Fn(GlyphId, &mut Extent),
) -> BTreeMap<u16, (f64, f64)> {
    let extent = |code: u16| {
        let mut extent = Extent::default();
        outline(GlyphId(code), &mut extent);
        extent.0.map(|(low, high)| (code, (f64::from(low) / units, f64::from(high) / units)))
    };
    codes.filter_map(extent).collect()
}

fn name(dictionary: &Dictionary, key: &[u8]) -> String {
    let name = dictionary.get(key).and_then(Object::as_name).unwrap_or_default();
    String::from_utf8_lossy(name).into_owned()
}

fn descendant<'a>(file: &'a Document, font: &'a Dictionary) -> Option<&'a Dictionary> {
    let list = follow(file, font.get(b"DescendantFonts").ok()?).as_array().ok()?;
    follow(file, list.first()?).as_dict().ok()
}

fn program(file: &Document, descriptor: &Dictionary) -> Option<(String, Vec<u8>)> {
    ["FontFile", "FontFile2", "FontFile3"].into_iter().find_map(|key| {
        let object = descriptor.get(key.as_bytes()).ok()?;
        Some((key.to_owned(), stream(file, object)))
    })
}

fn stream(file: &Document, object: &Object) -> Vec<u8> {
    let stream = follow(file, object).as_stream().expect("a stream");
    if stream.dict.has(b"Filter") {
        stream.decompressed_content().expect("an inflated stream")
    } else {
        stream.content.clone()
    }
}

pub(super) fn number(object: &Object) -> f64 {
    match object {
        #[expect(clippy::cast_precision_loss, reason = "numbers on a page are small")]
        Object::Integer(value) => *value as f64,
        Object::Real(value) => f64::from(*value),
        _ => 0.0,
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "codes are 16 bits")]
fn code(object: &Object) -> u16 {
    number(object) as u16
}

/// `W` and `DW` (ISO 32000-1 9.7.4.3).
fn composite(file: &Document, font: &Dictionary) -> (BTreeMap<u16, f64>, f64) {
    let default = font.get(b"DW").map_or(1000.0, |width| number(follow(file, width)));
    let mut widths = BTreeMap::new();
    let list = font.get(b"W").and_then(|list| follow(file, list).as_array()).cloned().unwrap_or_default();
    let mut rest = list.as_slice();
    loop {
        match rest {
            [first, Object::Array(each), tail @ ..] => {
                widths.extend((code(first)..).zip(each.iter().map(number)));
                rest = tail;
            }
            [from, to, width, tail @ ..] => {
                widths.extend((code(from)..=code(to)).map(|code| (code, number(width))));
                rest = tail;
            }
            _ => return (widths, default),
        }
    }
}

fn simple(file: &Document, font: &Dictionary) -> BTreeMap<u16, f64> {
    let first = font.get(b"FirstChar").map_or(0, code);
    let list = font.get(b"Widths").and_then(|list| follow(file, list).as_array()).cloned();
    (first..).zip(list.unwrap_or_default().iter().map(number)).collect()
}

/// The `bfchar` and `bfrange` sections of a `CMap` (ISO 32000-1 9.10.3).
fn meaning(cmap: &[u8]) -> BTreeMap<u16, String> {
    let text = String::from_utf8_lossy(cmap);
    let mut meaning = BTreeMap::new();
    for section in text.split("beginbfchar").skip(1) {
        let codes = hexes(section.split("endbfchar").next().unwrap_or_default());
        for pair in codes.chunks_exact(2) {
            meaning.insert(value(&pair[0]), string(&pair[1]));
        }
    }
    for section in text.split("beginbfrange").skip(1) {
        for line in section.split("endbfrange").next().unwrap_or_default().lines() {
            let codes = hexes(line);
            let [first, last, rest @ ..] = codes.as_slice() else { continue };
            for (at, code) in (value(first)..=value(last)).enumerate() {
                let text = if line.contains('[') { string(&rest[at]) } else { successor(&rest[0], at) };
                meaning.insert(code, text);
            }
        }
    }
    meaning
}

/// The 16-bit parts of each `<…>`.
fn hexes(text: &str) -> Vec<Vec<u16>> {
    let codes = text.split('<').skip(1).filter_map(|rest| rest.split('>').next());
    codes
        .map(|digits| {
            let digits: Vec<char> = digits.chars().filter(char::is_ascii_hexdigit).collect();
            let part = |part: &[char]| u16::from_str_radix(&part.iter().collect::<String>(), 16);
            digits.chunks(4).map(|digits| part(digits).expect("hexadecimal digits")).collect()
        })
        .collect()
}

fn value(code: &[u16]) -> u16 {
    code.first().copied().unwrap_or_default()
}

fn string(code: &[u16]) -> String {
    String::from_utf16(code).expect("UTF-16")
}

fn successor(code: &[u16], by: usize) -> String {
    let mut code = code.to_vec();
    if let Some(last) = code.last_mut() {
        *last += u16::try_from(by).expect("a short range");
    }
    string(&code)
}

/// The lowest and highest point of an outline; control points of curves count, which is exact at extremes.
#[derive(Default)]
struct Extent(Option<(f32, f32)>);

impl Extent {
    fn add(&mut self, y: f32) {
        let (low, high) = self.0.unwrap_or((y, y));
        self.0 = Some((low.min(y), high.max(y)));
    }
}

impl OutlineBuilder for Extent {
    fn move_to(&mut self, _: f32, y: f32) {
        self.add(y);
    }
    fn line_to(&mut self, _: f32, y: f32) {
        self.add(y);
    }
    fn quad_to(&mut self, _: f32, _: f32, _: f32, y: f32) {
        self.add(y);
    }
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, y: f32) {
        self.add(y);
    }
    fn close(&mut self) {}
}
