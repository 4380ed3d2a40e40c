//! A session: characters come in, glyphs go out; faces are parsed once a session, characters looked up once a run.

use super::{Borrowed, Borrowing, Error, FaceId, FontFile, Fonts, Role};
use crate::length::Length;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use ttf_parser::{GlyphId, OutlineBuilder};

/// A parsed face.
pub struct Face<'a> {
    /// Without outlines, unless it takes the whole file to measure it.
    tables: ttf_parser::Face<'a>,
    outlines: Outlines,
}

/// A box around glyphs, in units of the face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Left.
    pub x_min: i16,
    /// Bottom.
    pub y_min: i16,
    /// Right.
    pub x_max: i16,
    /// Top.
    pub y_max: i16,
}

/// What a face's outlines are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outlines {
    /// `glyf`: quadratic curves.
    TrueType,
    /// `CFF `: cubic curves.
    Cff,
}

impl Face<'_> {
    /// Units to the em.
    #[must_use]
    pub fn units_per_em(&self) -> u16 {
        self.tables.units_per_em()
    }

    /// Ascent and descent, in units.
    #[must_use]
    pub fn ascent_descent(&self) -> (i16, i16) {
        (self.tables.ascender(), self.tables.descender())
    }

    /// The box around all glyphs.
    #[must_use]
    pub fn bounds(&self) -> Bounds {
        let bounds = self.tables.global_bounding_box();
        Bounds { x_min: bounds.x_min, y_min: bounds.y_min, x_max: bounds.x_max, y_max: bounds.y_max }
    }

    /// OS/2 `usWeightClass`.
    #[must_use]
    pub fn weight(&self) -> u16 {
        self.tables.weight().to_number()
    }

    /// The advance of a glyph, in units; 0 when there is no such glyph.
    #[must_use]
    pub fn advance(&self, glyph: u16) -> u16 {
        self.tables.glyph_hor_advance(GlyphId(glyph)).unwrap_or(0)
    }

    /// What its outlines are made of.
    #[must_use]
    pub const fn outlines(&self) -> Outlines {
        self.outlines
    }
}

/// A glyph of a face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// The face it comes from.
    pub face: FaceId,
    /// Its number there; never 0.
    pub id: u16,
    /// Its advance in units of the face.
    pub advance: u16,
    /// Units to the em.
    pub units_per_em: u16,
}

impl Glyph {
    /// The advance at a size.
    #[must_use]
    pub fn advance_at(self, size: Length) -> Length {
        Length::emu(size.to_emu() * i64::from(self.advance) / i64::from(self.units_per_em.max(1)))
    }
}

/// A thread's view of the run's faces.
pub struct Session<'a> {
    fonts: &'a Fonts,
    parsed: Vec<OnceCell<Option<Box<Face<'a>>>>>,
    borrowed: BTreeMap<FaceId, BTreeSet<char>>,
}

impl<'a> Session<'a> {
    pub(super) fn new(fonts: &'a Fonts) -> Self {
        let parsed = fonts.all().map(|_| OnceCell::new()).collect();
        Self { fonts, parsed, borrowed: BTreeMap::new() }
    }

    /// The run's faces.
    #[must_use]
    pub const fn fonts(&self) -> &'a Fonts {
        self.fonts
    }

    /// A face, parsed; `None` when the file cannot be read as a font.
    #[must_use]
    pub fn face(&self, id: FaceId) -> Option<&Face<'a>> {
        let cell = self.parsed.get(usize::from(id.0))?;
        cell.get_or_init(|| parse(self.fonts.file(id)).ok().flatten().map(Box::new)).as_deref()
    }

    /// The glyph of a character in a role: the role's own face, else the first face that draws it, else `None`.
    pub fn glyph(&mut self, role: Role, c: char) -> Option<Glyph> {
        let found = self.fonts.memo.get(role, c, || self.seek(role, c));
        if let Some(glyph) = found.filter(|glyph| glyph.face != self.fonts.role(role)) {
            self.borrowed.entry(glyph.face).or_default().insert(c);
        }
        found
    }

    /// The box around the ink of a character's glyph, in units of its face; `None` where there is no ink.
    #[must_use]
    pub fn ink(&self, role: Role, c: char, glyph: Glyph) -> Option<Bounds> {
        self.fonts.inks.get(role, c, || self.outline(glyph.face, glyph.id, ink)?)
    }

    /// What is found out from a glyph's outline: read alone where that can be done, else with the whole face.
    fn outline<T>(
        &self,
        id: FaceId,
        glyph: u16,
        find: impl Fn(&ttf_parser::Face<'_>, GlyphId) -> T,
    ) -> Option<T> {
        let file = self.fonts.file(id);
        let alone = file.measures().and_then(|known| known.outline((file.path(), file.index), glyph, &find));
        let whole = |data: &[u8]| {
            let face = ttf_parser::Face::parse(data, file.index).ok().filter(draws);
            face.map(|face| find(&face, GlyphId(glyph)))
        };
        alone.or_else(|| file.look_up(whole).flatten())
    }

    fn seek(&self, role: Role, c: char) -> Option<Glyph> {
        let own = self.fonts.role(role);
        let may_borrow = self.fonts.borrowing() == Borrowing::Allowed;
        let is_lender = |face: &FaceId| may_borrow && *face != own && self.fonts.file(*face).has(c);
        let rest = self.fonts.all().filter(is_lender);
        std::iter::once(own).chain(rest).find_map(|face| self.draws(face, c))
    }

    /// The characters asked for so far that another face than their role's draws, by that face.
    #[must_use]
    pub fn borrowed(&self) -> Vec<Borrowed> {
        let lent = self.borrowed.iter().map(|(face, characters)| {
            let family = self.fonts.file(*face).family.clone();
            Borrowed { family, characters: characters.clone() }
        });
        lent.collect()
    }

    fn draws(&self, id: FaceId, c: char) -> Option<Glyph> {
        let face = self.face(id)?;
        let glyph = face.tables.glyph_index(c).filter(|glyph| glyph.0 != 0)?;
        if !c.is_whitespace() && is_suspicious(c) && self.outline(id, glyph.0, has_outline) != Some(true) {
            return None;
        }
        Some(Glyph {
            face: id,
            id: glyph.0,
            advance: face.tables.glyph_hor_advance(glyph)?,
            units_per_em: face.tables.units_per_em(),
        })
    }
}

fn parse(file: &FontFile) -> Result<Option<Face<'_>>, Error> {
    if let Some((measures, tables)) = file.measures().and_then(|known| Some((known, known.face()?))) {
        let outlines = if measures.is_truetype { Outlines::TrueType } else { Outlines::Cff };
        return Ok(Some(Face { tables, outlines }));
    }
    let of = |tables: &ttf_parser::Face<'_>| match tables.tables().glyf {
        Some(_) => Outlines::TrueType,
        None => Outlines::Cff,
    };
    // What can be varied is measured by more tables than those.
    let tables = ttf_parser::Face::parse(file.data()?, file.index).ok().filter(draws);
    Ok(tables.map(|tables| Face { outlines: of(&tables), tables }))
}

/// Whether a face has outlines: a file that broke off may still have its names, and nothing it draws would be seen.
fn draws(face: &ttf_parser::Face<'_>) -> bool {
    let tables = face.tables();
    tables.glyf.is_some() || tables.cff.is_some() || tables.cff2.is_some()
}

/// Rare characters are where faces map to empty glyphs (AR PL `UKai` does so for 䶮).
const fn is_suspicious(c: char) -> bool {
    !matches!(c, '\u{20}'..='\u{7e}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fa5}' | '\u{ff00}'..='\u{ffef}')
}

fn ink(face: &ttf_parser::Face<'_>, glyph: GlyphId) -> Option<Bounds> {
    let ink = face.glyph_bounding_box(glyph)?;
    Some(Bounds { x_min: ink.x_min, y_min: ink.y_min, x_max: ink.x_max, y_max: ink.y_max })
}

fn has_outline(face: &ttf_parser::Face<'_>, glyph: GlyphId) -> bool {
    struct Seen(bool);
    impl OutlineBuilder for Seen {
        fn move_to(&mut self, _: f32, _: f32) {}
        fn line_to(&mut self, _: f32, _: f32) {
            self.0 = true;
        }
        fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {
            self.0 = true;
        }
        fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
            self.0 = true;
        }
        fn close(&mut self) {}
    }
    let mut seen = Seen(false);
    face.outline_glyph(glyph, &mut seen);
    seen.0
}
