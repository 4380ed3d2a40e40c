//! The sRGB colour profile of the output intent, built from its defining numbers (IEC 61966-2-1, ICC.1:2001-04).

/// Colorants and white point in the D50 connection space, as s15Fixed16 numbers.
const WHITE: [u32; 3] = [0xf6d6, 0x1_0000, 0xd32d];
const RED: [u32; 3] = [0x6fa2, 0x38f5, 0x0390];
const GREEN: [u32; 3] = [0x6299, 0xb785, 0x18da];
const BLUE: [u32; 3] = [0x24a0, 0x0f84, 0xb6cf];

/// An ICC version 2 matrix profile for displays.
pub(super) fn srgb() -> Vec<u8> {
    let curve = curve();
    let tags: [([u8; 4], Vec<u8>); 7] = [
        (*b"cprt", text(*b"text", "No copyright, use freely")),
        (*b"desc", description("sRGB IEC61966-2.1")),
        (*b"wtpt", xyz(WHITE)),
        (*b"rXYZ", xyz(RED)),
        (*b"gXYZ", xyz(GREEN)),
        (*b"bXYZ", xyz(BLUE)),
        (*b"rTRC", curve),
    ];
    // The three channels share one curve.
    let shared = [*b"gTRC", *b"bTRC"];
    let count = tags.len() + shared.len();
    let mut table = Vec::new();
    let mut data = Vec::new();
    let start = 128 + 4 + 12 * count;
    let mut last = (0, 0);
    for (name, content) in &tags {
        last = (start + data.len(), content.len());
        entry(&mut table, *name, last);
        data.extend_from_slice(content);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    for name in shared {
        entry(&mut table, name, last);
    }
    let mut profile = header(start + data.len());
    profile.extend_from_slice(&number(count));
    profile.extend_from_slice(&table);
    profile.extend_from_slice(&data);
    profile
}

fn entry(table: &mut Vec<u8>, name: [u8; 4], (offset, size): (usize, usize)) {
    table.extend_from_slice(&name);
    table.extend_from_slice(&number(offset));
    table.extend_from_slice(&number(size));
}

fn header(size: usize) -> Vec<u8> {
    let mut header = Vec::with_capacity(128);
    header.extend_from_slice(&number(size));
    header.extend_from_slice(&[0; 4]);
    header.extend_from_slice(&[2, 0x10, 0, 0]);
    header.extend_from_slice(b"mntrRGB XYZ ");
    // A fixed date: the profile is the same in every file.
    for part in [2026u16, 1, 1, 0, 0, 0] {
        header.extend_from_slice(&part.to_be_bytes());
    }
    header.extend_from_slice(b"acsp");
    header.resize(68, 0);
    for part in WHITE {
        header.extend_from_slice(&part.to_be_bytes());
    }
    header.resize(128, 0);
    header
}

fn xyz(values: [u32; 3]) -> Vec<u8> {
    let mut out = b"XYZ \0\0\0\0".to_vec();
    for value in values {
        out.extend_from_slice(&value.to_be_bytes());
    }
    out
}

fn text(kind: [u8; 4], text: &str) -> Vec<u8> {
    let mut out = kind.to_vec();
    out.extend_from_slice(&[0; 4]);
    out.extend_from_slice(text.as_bytes());
    out.push(0);
    out
}

fn description(name: &str) -> Vec<u8> {
    let mut out = b"desc\0\0\0\0".to_vec();
    out.extend_from_slice(&number(name.len() + 1));
    out.extend_from_slice(name.as_bytes());
    out.push(0);
    // No Unicode and no Macintosh name.
    out.resize(out.len() + 4 + 4 + 2 + 1 + 67, 0);
    out
}

/// The sRGB transfer curve at 1,024 points.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the curve runs from 0 to 1, scaled to 16 bits"
)]
fn curve() -> Vec<u8> {
    let mut out = b"curv\0\0\0\0".to_vec();
    out.extend_from_slice(&number(1024));
    for at in 0..1024 {
        let value = f64::from(at) / 1023.0;
        let linear = if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) };
        out.extend_from_slice(&((linear * 65_535.0).round() as u16).to_be_bytes());
    }
    out
}

fn number(value: usize) -> [u8; 4] {
    u32::try_from(value).unwrap_or(u32::MAX).to_be_bytes()
}
