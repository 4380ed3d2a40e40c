//! A cursor over typed text: characters come in with their look-alikes made equal, words and numbers go out.

/// A place in a text; cloning it is looking ahead.
#[derive(Clone)]
pub(super) struct Scan<'t> {
    rest: std::str::Chars<'t>,
}

/// A number and how it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Its value.
    pub(super) value: u32,
    /// How many digits, or Chinese numerals, it was written with.
    pub(super) width: usize,
}

/// The look-alikes of a character made one: full-width digits and colons, dashes, brackets, spaces.
fn plain(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFF10 + 0x30).unwrap_or(c),
        '：' | '︰' | '∶' | '﹕' => ':',
        '／' => '/',
        '．' => '.',
        '－' | '–' | '—' | '―' | '‐' | '‑' | '−' => '-',
        '～' | '〜' | '∼' => '~',
        '（' => '(',
        '）' => ')',
        '，' => ',',
        _ if c.is_whitespace() => ' ',
        _ => c.to_ascii_lowercase(),
    }
}

impl<'t> Scan<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { rest: text.trim().chars() }
    }

    /// What is still to be read, as typed.
    pub(super) fn rest(&self) -> String {
        self.rest.as_str().trim().to_owned()
    }

    pub(super) fn is_done(&self) -> bool {
        self.rest.as_str().trim().is_empty()
    }

    /// Takes everything that is left.
    pub(super) fn skip_all(&mut self) {
        self.rest = "".chars();
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest.clone().next().map(plain)
    }

    pub(super) fn skip_spaces(&mut self) {
        while self.peek() == Some(' ') {
            self.rest.next();
        }
    }

    /// Skips what may stand between a date and a time: spaces, a comma, the `T` of ISO 8601.
    pub(super) fn skip_joint(&mut self) {
        while matches!(self.peek(), Some(' ' | ',' | 't')) {
            self.rest.next();
        }
    }

    /// Takes the character if it is next.
    pub(super) fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.rest.next();
        }
        found
    }

    /// Takes the first of these words that is next.
    pub(super) fn take_any(&mut self, words: &[&'static str]) -> Option<&'static str> {
        words.iter().copied().find(|word| self.take_word(word))
    }

    fn take_word(&mut self, word: &str) -> bool {
        let mut ahead = self.clone();
        let found = word.chars().all(|c| ahead.take(c));
        if found {
            *self = ahead;
        }
        found
    }

    /// Takes `至`, `到`, a dash or a tilde, with the spaces around it.
    pub(super) fn take_range(&mut self) -> bool {
        let mut ahead = self.clone();
        ahead.skip_spaces();
        let mut found = false;
        while matches!(ahead.peek(), Some('至' | '到' | '-' | '~')) {
            ahead.rest.next();
            found = true;
        }
        if found {
            ahead.skip_spaces();
            *self = ahead;
        }
        found
    }

    /// Takes a number in Arabic digits or in Chinese numerals below a hundred (or digit by digit, as in years).
    pub(super) fn number(&mut self) -> Option<Number> {
        let mut ahead = self.clone();
        ahead.skip_spaces();
        let number = ahead.arabic().or_else(|| ahead.chinese())?;
        *self = ahead;
        Some(number)
    }

    fn arabic(&mut self) -> Option<Number> {
        let (mut value, mut width) = (Some(0_u32), 0);
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            value = value.and_then(|value| value.checked_mul(10)?.checked_add(digit));
            width += 1;
            self.rest.next();
        }
        Some(Number { value: value.filter(|_| width > 0)?, width })
    }

    fn chinese(&mut self) -> Option<Number> {
        let numerals: Vec<u32> = self.run(|c| numeral(c).is_some()).chars().filter_map(numeral).collect();
        Some(Number { value: numeral_value(&numerals)?, width: numerals.len() })
    }

    fn run(&mut self, wanted: impl Fn(char) -> bool) -> String {
        let mut run = String::new();
        while let Some(c) = self.peek().filter(|c| wanted(*c)) {
            run.push(c);
            self.rest.next();
        }
        run
    }
}

/// The value of a Chinese numeral; 十 is 10.
pub(super) fn numeral(c: char) -> Option<u32> {
    match c {
        '〇' | '零' => Some(0),
        '两' => Some(2),
        '十' => Some(10),
        _ => "一二三四五六七八九".chars().zip(1..).find(|(known, _)| *known == c).map(|(_, value)| value),
    }
}

fn numeral_value(numerals: &[u32]) -> Option<u32> {
    match numerals {
        [] => None,
        [10] => Some(10),
        [10, ones] if *ones < 10 => Some(10 + ones),
        [tens, 10] if (1..10).contains(tens) => Some(tens * 10),
        [tens, 10, ones] if (1..10).contains(tens) && *ones < 10 => Some(tens * 10 + ones),
        _ if numerals.len() > 8 || numerals.contains(&10) => None,
        _ => Some(numerals.iter().fold(0, |value, digit| value * 10 + digit)),
    }
}
