//! Dice and what is done with them: a sound text or file comes in, a mutilated one goes out, the same for the same seed.

/// A small generator of numbers (`SplitMix64`): the same seed gives the same numbers on any machine.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 below `most`.
    pub(crate) fn below(&mut self, most: usize) -> usize {
        let most = u64::try_from(most.max(1)).unwrap_or(1);
        usize::try_from(self.next() % most).unwrap_or(0)
    }

    pub(crate) fn word<'a>(&mut self, some: &[&'a str]) -> &'a str {
        some[self.below(some.len())]
    }

    pub(crate) fn pick<'a, T>(&mut self, some: &'a [T]) -> &'a T {
        &some[self.below(some.len())]
    }
}

/// A text with some of its lines and tokens moved, doubled, left out, or replaced by `tokens`.
pub(crate) fn text(dice: &mut Dice, base: &str, tokens: &[&str]) -> String {
    let mut text = base.to_owned();
    for _ in 0..=dice.below(6) {
        let at = place(dice, &text);
        match dice.below(9) {
            0 | 1 => text.insert_str(at, dice.word(tokens)),
            2 => {
                let end = place(dice, &text);
                let (from, to) = (at.min(end), at.max(end).min(at.min(end) + 200));
                let to = (from..=to).rev().find(|to| text.is_char_boundary(*to)).unwrap_or(from);
                text.replace_range(from..to, dice.word(tokens));
            }
            3 => text.truncate(at),
            4 => {
                let line = text.lines().nth(dice.below(text.lines().count())).unwrap_or_default().to_owned();
                text.insert_str(at, &format!("\n{line}\n"));
            }
            5 => {
                let times = *dice.pick(&[2, 20, 300, 5_000]);
                let token = dice.word(tokens).repeat(times);
                text.insert_str(at, &token);
            }
            6 => {
                let mut lines: Vec<&str> = text.lines().collect();
                let (one, other) = (dice.below(lines.len()), dice.below(lines.len()));
                if !lines.is_empty() {
                    lines.swap(one, other);
                }
                text = lines.join("\n");
            }
            7 => {
                let (old, new) = (dice.word(tokens), dice.word(tokens));
                text = text.replace(old, new);
            }
            _ => {
                let c =
                    char::from_u32(u32::try_from(dice.below(0x11_0000)).unwrap_or(0)).unwrap_or('\u{FFFD}');
                text.insert(at, c);
            }
        }
        if text.len() > 600_000 {
            break;
        }
    }
    text
}

/// A boundary of characters.
fn place(dice: &mut Dice, text: &str) -> usize {
    let at = dice.below(text.len() + 1);
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Bytes with some changed, left out or doubled.
pub(crate) fn bytes(dice: &mut Dice, base: &[u8]) -> Vec<u8> {
    let mut bytes = base.to_vec();
    for _ in 0..=dice.below(12) {
        let at = dice.below(bytes.len() + 1);
        match dice.below(6) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
            1 if at < bytes.len() => bytes[at] = *dice.pick(&[0, 1, 0x7F, 0x80, 0xFE, 0xFF]),
            2 => bytes.truncate(at.max(1)),
            3 => {
                let end = (at + dice.below(64)).min(bytes.len());
                bytes.drain(at..end);
            }
            4 => {
                let end = (at + dice.below(64)).min(bytes.len());
                let part = bytes[at..end].to_vec();
                bytes.splice(at..at, part);
            }
            _ => {
                let number = dice.next().to_le_bytes();
                for (to, from) in bytes.iter_mut().skip(at).zip(number.iter().take(*dice.pick(&[1, 2, 4, 8])))
                {
                    *to = *from;
                }
            }
        }
    }
    bytes
}
