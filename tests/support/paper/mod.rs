//! Reading a PDF back: the bytes of ours or of another program's come in; every glyph and every bar in its place, and the
//! fonts, go out. Nothing here knows the writer: what is measured is what is in the file.

#![allow(dead_code, reason = "each test file uses a part of it")]

mod cff;
mod content;
mod font;

pub(crate) use font::Font;

use lopdf::{Document, Object, ObjectId};
use std::collections::BTreeMap;

/// A millimetre in points.
pub(crate) const MM: f64 = 72.0 / 25.4;

/// A PDF taken apart; all places in points from the top left corner of the page.
pub(crate) struct Paper {
    pub(crate) file: Document,
    pub(crate) fonts: Vec<Font>,
    pub(crate) pages: Vec<Page>,
}

/// What is drawn on a page.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) glyphs: Vec<Glyph>,
    pub(crate) bars: Vec<Bar>,
    /// Glyphs that run down the page, `x` from its top, or up it, `x` from its foot; `baseline` from its left edge.
    pub(crate) turned: Vec<Glyph>,
    /// Each piece of marked content that has a number, as it begins.
    pub(crate) marks: Vec<Mark>,
}

/// A glyph in its place.
#[derive(Clone, Debug)]
pub(crate) struct Glyph {
    /// The characters it stands for, as `ToUnicode` has them.
    pub(crate) text: String,
    /// The code by which it is shown: in our files also the number of the glyph in its font.
    pub(crate) code: u16,
    /// An index into the fonts.
    pub(crate) font: usize,
    pub(crate) size: f64,
    pub(crate) x: f64,
    pub(crate) baseline: f64,
    /// Its advance by the widths of the PDF font, without character spacing.
    pub(crate) advance: f64,
    pub(crate) ink: [u8; 3],
    pub(crate) lie: Lie,
    pub(crate) mark: Mark,
}

/// Which way a glyph's line runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lie {
    /// Left to right.
    Upright,
    /// Down the page, the characters' heads to the right.
    Down,
    /// Up the page, the characters' heads to the left.
    Up,
}

/// The marked content that something is drawn in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Mark {
    /// In none.
    #[default]
    None,
    /// An artifact of this type.
    Artifact(String),
    /// Content with this tag and number.
    Content(String, i64),
}

impl Glyph {
    /// Where it ends.
    pub(crate) fn right(&self) -> f64 {
        self.x + self.advance
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }

    /// The box around its cell and its ink on a page of this height, from the left edge and the top: where its ink
    /// reaches so far below and above its baseline, in em.
    pub(crate) fn room(&self, (low, high): (f64, f64), height: f64) -> Room {
        let (start, end) = (self.x, self.right());
        let (near, far) = (self.baseline + low * self.size, self.baseline + high * self.size);
        match self.lie {
            Lie::Upright => Room {
                left: start,
                right: end,
                top: self.baseline - high * self.size,
                bottom: self.baseline - low * self.size,
            },
            Lie::Down => Room { left: near, right: far, top: start, bottom: end },
            Lie::Up => Room {
                left: self.baseline - high * self.size,
                right: self.baseline - low * self.size,
                top: height - end,
                bottom: height - start,
            },
        }
    }
}

/// A part of a page, in points from its top left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Room {
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
}

impl Room {
    /// Whether another stands in it, but for so much at its sides.
    pub(crate) fn holds(&self, other: &Self, sides: f64, ends: f64) -> bool {
        other.left >= self.left - sides
            && other.right <= self.right + sides
            && other.top >= self.top - ends
            && other.bottom <= self.bottom + ends
    }
}

/// A filled rectangle or a straight stroke.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bar {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) ink: [u8; 3],
    pub(crate) mark: Mark,
}

impl Bar {
    pub(crate) fn right(&self) -> f64 {
        self.x + self.width
    }

    pub(crate) fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// Whether it is a line that lies.
    pub(crate) fn is_rule(&self) -> bool {
        self.height < 6.0 && self.width > 6.0 * self.height
    }
}

/// Glyphs on one baseline, left to right.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) baseline: f64,
    pub(crate) glyphs: Vec<Glyph>,
}

impl Line {
    /// Its characters without white space.
    pub(crate) fn text(&self) -> String {
        let chars = self.glyphs.iter().flat_map(|glyph| glyph.text.chars());
        chars.filter(|c| !c.is_whitespace()).collect()
    }

    pub(crate) fn left(&self) -> f64 {
        self.glyphs.first().map_or(0.0, |glyph| glyph.x)
    }

    pub(crate) fn right(&self) -> f64 {
        self.glyphs.iter().map(Glyph::right).fold(0.0, f64::max)
    }

    /// The characters that are drawn.
    pub(crate) fn count(&self) -> usize {
        self.text().chars().count()
    }
}

impl Paper {
    /// Takes a PDF apart.
    pub(crate) fn open(bytes: &[u8]) -> Self {
        let file = Document::load_mem(bytes).expect("a PDF");
        let mut paper = Self { file, fonts: Vec::new(), pages: Vec::new() };
        let mut known = BTreeMap::new();
        for id in paper.page_ids() {
            let fonts = paper.page_fonts(id, &mut known);
            let page = content::read(&paper.file, id, &paper.fonts, &fonts);
            paper.pages.push(page);
        }
        paper
    }

    /// The pages' objects, in order.
    pub(crate) fn page_ids(&self) -> Vec<ObjectId> {
        self.file.get_pages().into_values().collect()
    }

    /// The names of a page's fonts and where they lie in the list of all.
    fn page_fonts(
        &mut self,
        page: ObjectId,
        known: &mut BTreeMap<ObjectId, usize>,
    ) -> BTreeMap<Vec<u8>, usize> {
        let resources = inherited(&self.file, page, b"Resources");
        let Some(resources) = resources.as_ref().and_then(|object| object.as_dict().ok()) else {
            return BTreeMap::new();
        };
        let Some(fonts) = resources.get(b"Font").ok().map(|fonts| follow(&self.file, fonts).clone()) else {
            return BTreeMap::new();
        };
        let mut named = BTreeMap::new();
        for (name, reference) in fonts.as_dict().expect("a dictionary of fonts") {
            let id = reference.as_reference().expect("a font is an object of its own");
            let at = *known.entry(id).or_insert_with(|| {
                self.fonts.push(Font::read(&self.file, id));
                self.fonts.len() - 1
            });
            named.insert(name.clone(), at);
        }
        named
    }

    /// The catalog.
    pub(crate) fn catalog(&self) -> &lopdf::Dictionary {
        self.file.catalog().expect("a catalog")
    }

    /// What an object leads to.
    pub(crate) fn follow<'a>(&'a self, object: &'a Object) -> &'a Object {
        follow(&self.file, object)
    }

    /// How far the ink of a glyph reaches above its baseline, in points.
    pub(crate) fn ink_top(&self, glyph: &Glyph) -> f64 {
        let (_, top) = self.fonts[glyph.font].ink(glyph.code).unwrap_or((0.0, 0.0));
        top * glyph.size
    }
}

impl Page {
    /// Every glyph, whichever way it runs.
    pub(crate) fn all_glyphs(&self) -> impl Iterator<Item = &Glyph> {
        self.glyphs.iter().chain(&self.turned)
    }

    /// Where text may stand: the block of an upright page, or, on a page on its side, the block turned with it (5.2.1, 8).
    pub(crate) fn block(&self) -> Room {
        let [left, top, right, bottom] =
            if self.width > self.height { [35.0, 28.0, 260.0, 184.0] } else { [28.0, 37.0, 184.0, 262.0] };
        Room { left: left * MM, right: right * MM, top: top * MM, bottom: bottom * MM }
    }

    /// The lines of the page, top to bottom; what stands on one baseline is one line, whatever column it is in.
    pub(crate) fn lines(&self) -> Vec<Line> {
        let mut glyphs: Vec<&Glyph> = self.glyphs.iter().filter(|glyph| !glyph.text.is_empty()).collect();
        glyphs.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
        let mut lines: Vec<Line> = Vec::new();
        for glyph in glyphs {
            match lines.last_mut().filter(|line| glyph.baseline - line.baseline < 1.0) {
                Some(line) => line.glyphs.push(glyph.clone()),
                None => lines.push(Line { baseline: glyph.baseline, glyphs: vec![glyph.clone()] }),
            }
        }
        for line in &mut lines {
            line.glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
        }
        lines.retain(|line| line.count() > 0);
        lines
    }

    /// The lines without the page number.
    pub(crate) fn text_lines(&self) -> Vec<Line> {
        self.lines().into_iter().filter(|line| !is_number(line)).collect()
    }

    /// The page number's line.
    pub(crate) fn number(&self) -> Option<Line> {
        self.lines().into_iter().find(is_number)
    }

    /// The first line that reads so.
    pub(crate) fn line(&self, has: impl Fn(&str) -> bool) -> Option<Line> {
        self.lines().into_iter().find(|line| has(&line.text()))
    }

    /// The lying lines, top to bottom; pieces that lie side by side are one.
    pub(crate) fn rules(&self) -> Vec<Bar> {
        let mut bars: Vec<Bar> = self.bars.iter().filter(|bar| bar.is_rule()).cloned().collect();
        bars.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
        let mut rules: Vec<Bar> = Vec::new();
        for bar in bars {
            let touches = |rule: &&mut Bar| {
                (rule.y - bar.y).abs() < 0.2
                    && (rule.height - bar.height).abs() < 0.2
                    && bar.x <= rule.right() + 1.5
                    && rule.ink == bar.ink
            };
            match rules.iter_mut().rev().find(touches) {
                Some(rule) => rule.width = rule.width.max(bar.right() - rule.x),
                None => rules.push(bar),
            }
        }
        rules
    }
}

/// `—1—` and nothing else, below the text block.
fn is_number(line: &Line) -> bool {
    let text = line.text();
    let digits = text.strip_prefix('—').and_then(|text| text.strip_suffix('—'));
    digits.is_some_and(|digits| !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()))
}

fn follow<'a>(file: &'a Document, object: &'a Object) -> &'a Object {
    match object {
        Object::Reference(id) => file.get_object(*id).expect("a reference leads somewhere"),
        other => other,
    }
}

/// A page's own entry or the one of the nodes above it.
fn inherited(file: &Document, page: ObjectId, key: &[u8]) -> Option<Object> {
    let mut node = file.get_dictionary(page).ok()?;
    loop {
        if let Ok(value) = node.get(key) {
            return Some(follow(file, value).clone());
        }
        node =
            node.get(b"Parent").and_then(Object::as_reference).and_then(|id| file.get_dictionary(id)).ok()?;
    }
}
