//! Widths inside a bare CFF font program: its bytes come in, a glyph's advance goes out (Adobe Technical Notes 5176, 5177).

/// The advance of a glyph in units of the font, which are thousandths of an em in every face at hand.
pub(super) fn width(program: &[u8], glyph: u16) -> Option<f64> {
    let names = usize::from(*program.get(2)?);
    let (_, tops) = index(program, names)?;
    let (top, strings) = index(program, tops)?;
    let (_, subroutines) = index(program, strings)?;
    let (global, _) = index(program, subroutines)?;
    let top = dict(top.first()?);
    let (glyphs, _) = index(program, offset(&top, 17, 0)?)?;
    let private = match offset(&top, 1236, 0) {
        Some(fonts) => {
            let (fonts, _) = index(program, fonts)?;
            let at = select(program, offset(&top, 1237, 0)?, glyph)?;
            dict(fonts.get(at)?)
        }
        None => top,
    };
    let (size, start) = (offset(&private, 18, 0)?, offset(&private, 18, 1)?);
    let private = dict(program.get(start..start + size)?);
    let local = match offset(&private, 19, 0) {
        Some(at) => index(program, start + at)?.0,
        None => Vec::new(),
    };
    let operand = |key| find(&private, key).and_then(|values| values.first().copied()).unwrap_or(0.0);
    let mut charstring = Charstring { local, global, stack: Vec::new(), width: Width::Unknown };
    charstring.run(glyphs.get(usize::from(glyph))?, 0);
    match charstring.width {
        Width::Unknown => None,
        Width::Default => Some(operand(20)),
        Width::Nominal(extra) => Some(operand(21) + extra),
    }
}

type Dict = Vec<(u16, Vec<f64>)>;

/// The items of an INDEX, and where it ends.
fn index(data: &[u8], at: usize) -> Option<(Vec<&[u8]>, usize)> {
    let count = usize::from(u16::from_be_bytes([*data.get(at)?, *data.get(at + 1)?]));
    if count == 0 {
        return Some((Vec::new(), at + 2));
    }
    let size = usize::from(*data.get(at + 2)?);
    let base = at + 2 + (count + 1) * size;
    let offset = |item: usize| {
        let start = at + 3 + item * size;
        let bytes = data.get(start..start + size)?;
        Some(bytes.iter().fold(0usize, |value, byte| value << 8 | usize::from(*byte)))
    };
    let items = (0..count).map(|item| data.get(base + offset(item)?..base + offset(item + 1)?));
    Some((items.collect::<Option<_>>()?, base + offset(count)?))
}

/// A DICT; operators of two bytes are 1200 and the second.
fn dict(data: &[u8]) -> Dict {
    let mut entries = Vec::new();
    let mut operands = Vec::new();
    let mut rest = data;
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        match *first {
            12 => {
                let second = rest.first().copied().unwrap_or_default();
                rest = rest.get(1..).unwrap_or_default();
                entries.push((1200 + u16::from(second), std::mem::take(&mut operands)));
            }
            operator @ 0..=21 => entries.push((u16::from(operator), std::mem::take(&mut operands))),
            29 => {
                let bytes = [0, 1, 2, 3].map(|at| rest.get(at).copied().unwrap_or_default());
                operands.push(f64::from(i32::from_be_bytes(bytes)));
                rest = rest.get(4..).unwrap_or_default();
            }
            30 => {
                let end = rest.iter().position(|byte| byte & 15 == 15).map_or(rest.len(), |at| at + 1);
                // No width here is a broken number.
                operands.push(0.0);
                rest = &rest[end..];
            }
            byte => operands.push(integer(byte, &mut rest)),
        }
    }
    entries
}

/// The integers that DICTs and charstrings write alike.
fn integer(first: u8, rest: &mut &[u8]) -> f64 {
    let mut next = || {
        let byte = rest.first().copied().unwrap_or_default();
        *rest = rest.get(1..).unwrap_or_default();
        byte
    };
    match first {
        28 => f64::from(i16::from_be_bytes([next(), next()])),
        32..=246 => f64::from(first) - 139.0,
        247..=250 => (f64::from(first) - 247.0) * 256.0 + f64::from(next()) + 108.0,
        251..=254 => -(f64::from(first) - 251.0) * 256.0 - f64::from(next()) - 108.0,
        _ => 0.0,
    }
}

fn find(dict: &Dict, key: u16) -> Option<&[f64]> {
    dict.iter().find(|(known, _)| *known == key).map(|(_, values)| values.as_slice())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "offsets in a small file")]
fn offset(dict: &Dict, key: u16, at: usize) -> Option<usize> {
    find(dict, key).and_then(|values| values.get(at)).map(|value| *value as usize)
}

/// `FDSelect`: which font of the array a glyph belongs to.
fn select(data: &[u8], at: usize, glyph: u16) -> Option<usize> {
    let short = |at: usize| Some(u16::from_be_bytes([*data.get(at)?, *data.get(at + 1)?]));
    if *data.get(at)? == 0 {
        return data.get(at + 1 + usize::from(glyph)).copied().map(usize::from);
    }
    let ranges = usize::from(short(at + 1)?);
    let range = (0..ranges).rev().find(|range| short(at + 3 + range * 3).is_some_and(|first| first <= glyph));
    data.get(at + 5 + range? * 3).copied().map(usize::from)
}

/// A Type 2 charstring, run until its width is known.
struct Charstring<'a> {
    local: Vec<&'a [u8]>,
    global: Vec<&'a [u8]>,
    stack: Vec<f64>,
    width: Width,
}

/// What a charstring says of its width.
#[derive(Clone, Copy)]
enum Width {
    /// Nothing yet.
    Unknown,
    /// `defaultWidthX` holds.
    Default,
    /// So much is added to `nominalWidthX`.
    Nominal(f64),
}

#[derive(Clone, Copy)]
enum Subroutines {
    Local,
    Global,
}

impl<'a> Charstring<'a> {
    fn run(&mut self, code: &[u8], depth: u8) {
        let mut rest = code;
        while let Some((first, tail)) = rest.split_first() {
            rest = tail;
            if !matches!(self.width, Width::Unknown) || depth > 10 {
                return;
            }
            match *first {
                // The first operator that clears the stack tells by the number of its operands.
                1 | 3 | 18 | 19 | 20 | 23 => self.end(self.stack.len() % 2 == 1),
                21 => self.end(self.stack.len() > 2),
                4 | 22 => self.end(self.stack.len() > 1),
                14 => self.end(self.stack.len() == 1 || self.stack.len() == 5),
                operator @ (10 | 29) => {
                    let list = if operator == 10 { Subroutines::Local } else { Subroutines::Global };
                    let code = self.subroutine(list);
                    self.run(code.unwrap_or_default(), depth + 1);
                }
                11 => return,
                255 => {
                    let bytes = [0, 1, 2, 3].map(|at| rest.get(at).copied().unwrap_or_default());
                    self.stack.push(f64::from(i32::from_be_bytes(bytes)) / 65536.0);
                    rest = rest.get(4..).unwrap_or_default();
                }
                byte => self.stack.push(integer(byte, &mut rest)),
            }
        }
    }

    fn end(&mut self, has_width: bool) {
        let first = self.stack.first().copied().filter(|_| has_width);
        self.width = first.map_or(Width::Default, Width::Nominal);
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "numbers of subroutines")]
    fn subroutine(&mut self, list: Subroutines) -> Option<&'a [u8]> {
        let number = self.stack.pop()?;
        let list = match list {
            Subroutines::Local => &self.local,
            Subroutines::Global => &self.global,
        };
        let bias = match list.len() {
            0..1240 => 107.0,
            1240..33900 => 1131.0,
            _ => 32768.0,
        };
        list.get((number + bias) as usize).copied()
    }
}
