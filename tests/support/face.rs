//! Faces made here: a name and the characters it has come in, the bytes of a small TrueType font go out.

/// A face to be made.
pub(crate) struct Made<'a> {
    pub(crate) family: &'a str,
    /// The characters it draws, as ranges, all with the same square.
    pub(crate) drawn: &'a [(char, char)],
    /// The characters it says it has and leaves white.
    pub(crate) empty: &'a [char],
}

/// What official documents of these tests are written with: ASCII, signs and common Han characters.
pub(crate) const COMMON: &[(char, char)] = &[
    (' ', '~'),
    ('\u{a0}', '\u{24f}'),
    ('\u{2010}', '\u{2100}'),
    ('\u{2103}', '\u{22ff}'),
    ('\u{2500}', '\u{26ff}'),
    ('\u{3000}', '\u{303f}'),
    ('\u{4e00}', '\u{9fa5}'),
    ('\u{ff00}', '\u{ffef}'),
];

const SQUARE: u16 = 1;
const WHITE: u16 = 2;
const EM: u16 = 1000;

impl Made<'_> {
    /// The font file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let square = square();
        let end = u32::try_from(square.len()).expect("small");
        let tables: [(&[u8; 4], Vec<u8>); 10] = [
            (b"OS/2", os2()),
            (b"cmap", self.cmap()),
            (b"glyf", square.clone()),
            (b"head", head()),
            (b"hhea", hhea()),
            (b"hmtx", [EM, 0, EM, 0, EM, 0].iter().flat_map(|value| value.to_be_bytes()).collect()),
            // Only the square has an outline.
            (b"loca", [0, 0, end, end].iter().flat_map(|at: &u32| at.to_be_bytes()).collect()),
            (b"maxp", [0, 1, 0, 0, 0, 3].iter().copied().chain(std::iter::repeat_n(0, 26)).collect()),
            (b"name", self.name()),
            (b"post", [0, 3].iter().copied().chain(std::iter::repeat_n(0, 30)).collect()),
        ];
        assemble(&tables)
    }

    /// Format 13: many characters, one glyph.
    fn cmap(&self) -> Vec<u8> {
        let drawn = self.drawn.iter().map(|(first, last)| (*first, *last, SQUARE));
        let empty = self.empty.iter().map(|c| (*c, *c, WHITE));
        let mut groups: Vec<_> = drawn.chain(empty).collect();
        groups.sort_unstable();
        let count = u32::try_from(groups.len()).expect("few");
        let mut out = Vec::new();
        push16(&mut out, &[0, 1, 3, 10]);
        push32(&mut out, &[12]);
        push16(&mut out, &[13, 0]);
        push32(&mut out, &[16 + count * 12, 0, count]);
        for (first, last, glyph) in groups {
            push32(&mut out, &[u32::from(first), u32::from(last), u32::from(glyph)]);
        }
        out
    }

    fn name(&self) -> Vec<u8> {
        let texts: Vec<(u16, Vec<u8>)> = [(1, self.family), (4, self.family), (6, self.family)]
            .map(|(id, text)| (id, text.encode_utf16().flat_map(u16::to_be_bytes).collect()))
            .to_vec();
        let count = u16::try_from(texts.len()).expect("few");
        let mut out = Vec::new();
        push16(&mut out, &[0, count, 6 + count * 12]);
        let mut storage: Vec<u8> = Vec::new();
        for (id, text) in texts {
            let (length, offset) =
                (text.len().try_into().expect("short"), storage.len().try_into().expect("short"));
            push16(&mut out, &[3, 1, 0x409, id, length, offset]);
            storage.extend(text);
        }
        out.extend(storage);
        out
    }
}

/// A square of 800 units.
fn square() -> Vec<u8> {
    let mut out = Vec::new();
    push16(&mut out, &[1, 100, 0, 900, 800, 3, 0]);
    out.extend([1, 1, 1, 1]);
    // Steps from corner to corner, as signed words.
    let (xs, ys) = ([100_i16, 0, 800, 0], [0_i16, 800, 0, -800]);
    xs.iter().chain(&ys).for_each(|step| out.extend(step.to_be_bytes()));
    out.resize(out.len().next_multiple_of(4), 0);
    out
}

fn head() -> Vec<u8> {
    let mut out = Vec::new();
    push32(&mut out, &[0x0001_0000, 0x0001_0000, 0, 0x5f0f_3cf5]);
    push16(&mut out, &[0, EM]);
    push32(&mut out, &[0, 0, 0, 0]);
    push16(&mut out, &[100, 0, 900, 800, 0, 8, 2, 1, 0]);
    out
}

fn hhea() -> Vec<u8> {
    let mut out = Vec::new();
    push32(&mut out, &[0x0001_0000]);
    push16(&mut out, &[880, 0xff88, 0, EM, 0, 0, EM, 1, 0, 0, 0, 0, 0, 0, 0, 3]);
    out
}

/// Weight 400, width 5; nothing else is asked.
fn os2() -> Vec<u8> {
    let mut out = Vec::new();
    push16(&mut out, &[0, EM, 400, 5]);
    out.resize(78, 0);
    out
}

fn push16(out: &mut Vec<u8>, values: &[u16]) {
    out.extend(values.iter().flat_map(|value| value.to_be_bytes()));
}

fn push32(out: &mut Vec<u8>, values: &[u32]) {
    out.extend(values.iter().flat_map(|value| value.to_be_bytes()));
}

fn assemble(tables: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let count = u16::try_from(tables.len()).expect("few");
    let mut out = Vec::new();
    push32(&mut out, &[0x0001_0000]);
    push16(&mut out, &[count, 0, 0, 0]);
    let mut offset = 12 + u32::from(count) * 16;
    for (tag, data) in tables {
        let length = u32::try_from(data.len()).expect("small");
        out.extend(*tag);
        push32(&mut out, &[0, offset, length]);
        offset += length.next_multiple_of(4);
    }
    for (_, data) in tables {
        out.extend(data);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    out
}
