//! Signs: a text comes in, which of the characters that rules look for are in it goes out.
//!
//! Nearly all texts have none of them: gone through once, they need not be searched by each rule.

/// Groups of characters that a text has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs(u16);

impl Signs {
    /// What a blank to be filled in begins with.
    pub(super) const BLANK: Self = Self(1);
    /// 年.
    pub(super) const YEAR: Self = Self(1 << 1);
    /// 月.
    pub(super) const MONTH: Self = Self(1 << 2);
    /// 时 and colons.
    pub(super) const CLOCK: Self = Self(1 << 3);
    /// Half-width punctuation.
    pub(super) const HALF: Self = Self(1 << 4);
    /// Brackets and quotation marks.
    pub(super) const BRACKET: Self = Self(1 << 5);
    /// ★ and what is typed for it.
    pub(super) const STAR: Self = Self(1 << 6);
    /// What words of papers that are not for everybody begin with.
    pub(super) const RESTRICTED: Self = Self(1 << 7);
    /// What words of the first person begin with.
    pub(super) const FIRST_PERSON: Self = Self(1 << 8);
    /// Characters of no standard.
    pub(super) const UNUSABLE: Self = Self(1 << 9);
    /// Two Chinese stops in a row.
    pub(super) const DOUBLED: Self = Self(1 << 10);

    /// Those of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut all = Self::default();
        let mut after_stop = false;
        for c in text.chars() {
            if !may_be(c) {
                after_stop = false;
                continue;
            }
            all = all.and(Self::of_char(c));
            let is_stop = matches!(c, '，' | '。' | '、' | '；' | '：');
            if is_stop && after_stop {
                all = all.and(Self::DOUBLED);
            }
            after_stop = is_stop;
        }
        all
    }

    const fn of_char(c: char) -> Self {
        match c {
            '年' => Self::YEAR,
            '月' => Self::MONTH,
            '时' | '：' | '︰' => Self::CLOCK,
            ':' => Self::CLOCK.and(Self::HALF),
            ',' | ';' | '?' | '!' => Self::HALF,
            '(' | ')' => Self::HALF.and(Self::BRACKET),
            '《' | '》' | '“' | '”' | '）' | '〔' | '〕' | '】' | '「' | '」' => Self::BRACKET,
            '（' | '【' => Self::BRACKET.and(Self::BLANK),
            '×' | 'X' | 'x' | '某' | '＿' | '_' | '待' | 'T' | '…' => Self::BLANK,
            '★' | '☆' | '*' => Self::STAR,
            '不' | '严' | '内' | '注' => Self::RESTRICTED,
            '我' | '咱' | '本' => Self::FIRST_PERSON,
            '\u{e000}'..='\u{f8ff}' | '\u{fffd}' | '\u{f0000}'..='\u{10ffff}' => Self::UNUSABLE,
            _ => Self(0),
        }
    }

    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether these are among them.
    pub(super) const fn has(self, signs: Self) -> bool {
        self.0 & signs.0 == signs.0
    }
}

/// Whether a character may be a sign or a stop: most are told from all of them by the last byte of their number.
fn may_be(c: char) -> bool {
    c >= FULL_WIDTH || LAST_BYTES[usize::from(last_byte(c))]
}

/// From here on stand the private characters and the full-width forms, of which many are signs.
const FULL_WIDTH: char = '\u{e000}';

/// The signs and stops before these.
const NARROW: [char; 40] = [
    '年', '月', '时', ':', ',', ';', '?', '!', '(', ')', '《', '》', '“', '”', '〔', '〕', '】', '「', '」',
    '【', '×', 'X', 'x', '某', '_', '待', 'T', '…', '★', '☆', '*', '不', '严', '内', '注', '我', '咱', '本',
    '。', '、',
];

static LAST_BYTES: [bool; 256] = {
    let mut bytes = [false; 256];
    let mut at = 0;
    while at < NARROW.len() {
        bytes[last_byte(NARROW[at]) as usize] = true;
        at += 1;
    }
    bytes
};

const fn last_byte(c: char) -> u8 {
    (c as u32).to_le_bytes()[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sign_is_passed_over() {
        for c in '\0'..=char::MAX {
            let is_stop = matches!(c, '，' | '。' | '、' | '；' | '：');
            assert!(may_be(c) || !is_stop && Signs::of_char(c) == Signs::default(), "{c:?}");
        }
    }

    #[test]
    fn signs_are_seen() {
        assert_eq!(Signs::of("听取汇报"), Signs::default());
        assert!(
            Signs::of("请于11月23日9:00（周一）前").has(Signs::MONTH.and(Signs::CLOCK).and(Signs::BRACKET))
        );
        assert!(Signs::of("好，，好").has(Signs::DOUBLED));
        assert!(!Signs::of("好，好，").has(Signs::DOUBLED));
    }
}
