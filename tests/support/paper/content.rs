//! Content streams: a page's operators come in, its glyphs and bars go out (ISO 32000-1 8 and 9).

use super::font::number;
use super::{Bar, Font, Glyph, Lie, Mark, Page, inherited};
use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, ObjectId};
use std::collections::BTreeMap;

type Matrix = [f64; 6];

const UNIT: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// What `q` keeps and `Q` brings back.
#[derive(Clone)]
struct State {
    matrix: Matrix,
    fill: [u8; 3],
    stroke: [u8; 3],
    weight: f64,
    font: Option<usize>,
    size: f64,
    tracking: f64,
    word: f64,
    scale: f64,
    leading: f64,
    rise: f64,
}

struct Reader<'a> {
    fonts: &'a [Font],
    names: &'a BTreeMap<Vec<u8>, usize>,
    state: State,
    kept: Vec<State>,
    text: Matrix,
    line: Matrix,
    path: Vec<Vec<(f64, f64)>>,
    marks: Vec<Mark>,
    page: Page,
}

pub(super) fn read(file: &Document, id: ObjectId, fonts: &[Font], names: &BTreeMap<Vec<u8>, usize>) -> Page {
    let bytes = file.get_page_content(id);
    let content = Content::decode(&bytes).expect("operators");
    let media = inherited(file, id, b"MediaBox").expect("a page has a size");
    let media: Vec<f64> = media.as_array().expect("four numbers").iter().map(number).collect();
    let state = State {
        matrix: UNIT,
        fill: [0; 3],
        stroke: [0; 3],
        weight: 1.0,
        font: None,
        size: 0.0,
        tracking: 0.0,
        word: 0.0,
        scale: 1.0,
        leading: 0.0,
        rise: 0.0,
    };
    let page = Page { width: media[2] - media[0], height: media[3] - media[1], ..Page::default() };
    let mut reader = Reader {
        fonts,
        names,
        state,
        kept: Vec::new(),
        text: UNIT,
        line: UNIT,
        path: Vec::new(),
        marks: Vec::new(),
        page,
    };
    for operation in &content.operations {
        reader.marking(operation);
        reader.graphics(operation);
        reader.writing(operation);
    }
    assert!(reader.marks.is_empty(), "marked content that does not end on its page");
    reader.page
}

impl Reader<'_> {
    fn marking(&mut self, operation: &Operation) {
        match operation.operator.as_str() {
            "BDC" | "BMC" => {
                let mark = mark(&operation.operands);
                self.page.marks.extend(matches!(mark, Mark::Content(..)).then(|| mark.clone()));
                self.marks.push(mark);
            }
            "EMC" => {
                self.marks.pop().expect("marked content begins before it ends");
            }
            _ => {}
        }
    }

    /// The innermost marked content that says something.
    fn mark(&self) -> Mark {
        self.marks.iter().rev().find(|mark| **mark != Mark::None).cloned().unwrap_or_default()
    }

    fn graphics(&mut self, operation: &Operation) {
        let n: Vec<f64> = operation.operands.iter().map(number).collect();
        match operation.operator.as_str() {
            "q" => self.kept.push(self.state.clone()),
            "Q" => self.state = self.kept.pop().expect("as many q as Q"),
            "cm" => self.state.matrix = times(six(&n), self.state.matrix),
            "w" => self.state.weight = n[0],
            "rg" => self.state.fill = ink(&n),
            "RG" => self.state.stroke = ink(&n),
            "g" => self.state.fill = ink(&[n[0]; 3]),
            "G" => self.state.stroke = ink(&[n[0]; 3]),
            "m" => self.path.push(vec![(n[0], n[1])]),
            "l" => {
                if let Some(part) = self.path.last_mut() {
                    part.push((n[0], n[1]));
                }
            }
            "re" => {
                let (x, y) = (n[0] + n[2], n[1] + n[3]);
                self.path.push(vec![(n[0], n[1]), (x, n[1]), (x, y), (n[0], y)]);
            }
            "f" | "f*" | "F" => {
                let ink = self.state.fill;
                self.paint(0.0, ink);
            }
            "S" | "s" => {
                let (weight, ink) = (self.state.weight, self.state.stroke);
                self.paint(weight, ink);
            }
            "n" => self.path.clear(),
            "sc" | "scn" | "SC" | "SCN" | "k" | "K" => panic!("a colour that is not device RGB or grey"),
            "Do" | "sh" | "BI" => panic!("a picture on a page of text"),
            _ => {}
        }
    }

    /// Notes each part of the path as the box around it.
    fn paint(&mut self, weight: f64, ink: [u8; 3]) {
        for part in std::mem::take(&mut self.path) {
            let points: Vec<(f64, f64)> =
                part.iter().map(|(x, y)| apply(self.state.matrix, *x, *y)).collect();
            let least = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).fold(f64::MAX, f64::min);
            let most = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).fold(f64::MIN, f64::max);
            let (left, right) = (least(|point| point.0), most(|point| point.0));
            let (low, high) = (least(|point| point.1), most(|point| point.1));
            // A lying stroke is thickened upright, a standing one sideways: butt ends.
            let (wide, tall) = if high - low > right - left { (weight, 0.0) } else { (0.0, weight) };
            self.page.bars.push(Bar {
                x: left - wide / 2.0,
                y: self.page.height - high - tall / 2.0,
                width: right - left + wide,
                height: high - low + tall,
                ink,
                mark: self.mark(),
            });
        }
    }

    fn writing(&mut self, operation: &Operation) {
        let n: Vec<f64> = operation.operands.iter().map(number).collect();
        match operation.operator.as_str() {
            "BT" => (self.text, self.line) = (UNIT, UNIT),
            "Tf" => {
                let name = operation.operands[0].as_name().expect("a font's name");
                self.state.font = Some(*self.names.get(name).expect("a font of the page"));
                self.state.size = n[1];
            }
            "Tc" => self.state.tracking = n[0],
            "Tw" => self.state.word = n[0],
            "Tz" => self.state.scale = n[0] / 100.0,
            "TL" => self.state.leading = n[0],
            "Ts" => self.state.rise = n[0],
            "Tr" => assert!(
                [Object::Integer(0), Object::Integer(2)].contains(&operation.operands[0]),
                "text that is not filled"
            ),
            "Td" => self.next_line(n[0], n[1]),
            "TD" => {
                self.state.leading = -n[1];
                self.next_line(n[0], n[1]);
            }
            "T*" => self.next_line(0.0, -self.state.leading),
            "Tm" => (self.text, self.line) = (six(&n), six(&n)),
            "Tj" => self.show(&operation.operands[0]),
            "TJ" => {
                for item in operation.operands[0].as_array().expect("an array") {
                    match item {
                        Object::String(..) => self.show(item),
                        offset => self.advance(-number(offset) / 1000.0 * self.state.size),
                    }
                }
            }
            "'" | "\"" => panic!("operators no writer at hand uses"),
            _ => {}
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = times([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.text = self.line;
    }

    fn advance(&mut self, by: f64) {
        self.text = times([1.0, 0.0, 0.0, 1.0, by * self.state.scale, 0.0], self.text);
    }

    fn show(&mut self, string: &Object) {
        let bytes = string.as_str().expect("a string");
        let at = self.state.font.expect("a font is chosen");
        let font = &self.fonts[at];
        for code in bytes.chunks(font.code_length()) {
            let code = code.iter().fold(0u16, |code, byte| code << 8 | u16::from(*byte));
            let whole = times(self.text, self.state.matrix);
            let (x, y) = apply(whole, 0.0, self.state.rise);
            let width = font.width(code) / 1000.0 * self.state.size;
            // Turned clockwise, along the line is down the page; turned the other way, up.
            let lie = match (whole[0].abs() < 1e-6, whole[1] < 0.0) {
                (false, _) => Lie::Upright,
                (true, true) => Lie::Down,
                (true, false) => Lie::Up,
            };
            let (along, across, scale) = match lie {
                Lie::Upright => (x, self.page.height - y, [whole[0], whole[3]]),
                Lie::Down => (self.page.height - y, x, [-whole[1], whole[2]]),
                Lie::Up => (y, x, [whole[1], -whole[2]]),
            };
            let glyph = Glyph {
                text: font.meaning.get(&code).cloned().unwrap_or_default(),
                code,
                font: at,
                size: self.state.size * scale[1],
                x: along,
                baseline: across,
                advance: width * self.state.scale * scale[0],
                ink: self.state.fill,
                lie,
                mark: self.mark(),
            };
            match lie {
                Lie::Upright => self.page.glyphs.push(glyph),
                Lie::Down | Lie::Up => self.page.turned.push(glyph),
            }
            let word = if font.code_length() == 1 && code == 32 { self.state.word } else { 0.0 };
            self.advance(width + self.state.tracking + word);
        }
    }
}

fn mark(operands: &[Object]) -> Mark {
    let name = |object: &Object| String::from_utf8_lossy(object.as_name().unwrap_or_default()).into_owned();
    let tag = operands.first().map(name).unwrap_or_default();
    let properties = operands.get(1).and_then(|properties| properties.as_dict().ok());
    let entry = |key: &str| properties.and_then(|properties| properties.get(key.as_bytes()).ok());
    match entry("MCID").and_then(|number| number.as_i64().ok()) {
        Some(number) => Mark::Content(tag, number),
        None if tag == "Artifact" => Mark::Artifact(entry("Type").map(name).unwrap_or_default()),
        None => Mark::None,
    }
}

fn six(n: &[f64]) -> Matrix {
    n.try_into().expect("six numbers")
}

fn times(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

fn apply(matrix: Matrix, x: f64, y: f64) -> (f64, f64) {
    (matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5])
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "shades from 0 to 1")]
fn ink(shades: &[f64]) -> [u8; 3] {
    [shades[0], shades[1], shades[2]].map(|shade| (shade * 255.0).round() as u8)
}
