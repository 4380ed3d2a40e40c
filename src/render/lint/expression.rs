//! Expressions: what stands between `{{` and `}}` comes in, its words with their places go out.

/// A word and where it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word<'t> {
    pub(super) at: usize,
    pub(super) text: &'t str,
}

/// What a helper is given.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Param<'t> {
    /// A name of the view: `会议.名称`, `../序号`, `@index`.
    Path(Word<'t>),
    /// A text, a number, true or false.
    Literal(Word<'t>),
    /// `(助手 值)`.
    Call(Call<'t>),
}

/// A name with what it is given.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Call<'t> {
    pub(super) name: Word<'t>,
    pub(super) params: Vec<Param<'t>>,
    pub(super) hash: Vec<(Word<'t>, Param<'t>)>,
    /// `as |甲 乙|`.
    pub(super) block_params: Vec<Word<'t>>,
}

/// Where an expression cannot be understood, and why.
pub(super) type Misread = (usize, &'static str);

/// The most brackets inside one another.
const DEEPEST: usize = 6;

/// Reads an expression that begins at `at` of its template.
pub(super) fn read(body: &str, at: usize) -> Result<Call<'_>, Misread> {
    let mut words = Words { tokens: tokens(body, at)?, next: 0, depth: 0 };
    let call = words.call(at)?;
    match words.peek() {
        None => Ok(call),
        Some(rest) => Err((rest.at, "多了一个右括号")),
    }
}

fn tokens(body: &str, at: usize) -> Result<Vec<Word<'_>>, Misread> {
    let mut tokens = Vec::new();
    let mut chars = body.char_indices().peekable();
    while let Some((begin, c)) = chars.next() {
        let mut end = begin + c.len_utf8();
        match c {
            c if c.is_whitespace() => continue,
            '(' | ')' | '|' | '=' => {}
            '"' | '\'' => {
                let closing = chars.by_ref().find(|(_, other)| *other == c);
                let Some((close, _)) = closing else { return Err((at + begin, "引号没有配对")) };
                end = close + 1;
            }
            '“' | '”' | '‘' | '’' | '（' | '）' => {
                return Err((at + begin, "用了中文的引号或括号，请改用英文的"));
            }
            _ => {
                let mut is_bracketed = c == '[';
                while let Some((_, next)) = chars.peek() {
                    if !is_bracketed && (next.is_whitespace() || "()|=\"'".contains(*next)) {
                        break;
                    }
                    is_bracketed = (is_bracketed || *next == '[') && *next != ']';
                    end += next.len_utf8();
                    chars.next();
                }
            }
        }
        tokens.push(Word { at: at + begin, text: body.get(begin..end).unwrap_or_default() });
    }
    Ok(tokens)
}

struct Words<'t> {
    tokens: Vec<Word<'t>>,
    next: usize,
    depth: usize,
}

impl<'t> Words<'t> {
    fn peek(&self) -> Option<Word<'t>> {
        self.tokens.get(self.next).copied()
    }

    fn peek_after(&self) -> Option<&'t str> {
        self.tokens.get(self.next + 1).map(|word| word.text)
    }

    fn take(&mut self) -> Option<Word<'t>> {
        let word = self.peek();
        self.next += 1;
        word
    }

    fn call(&mut self, at: usize) -> Result<Call<'t>, Misread> {
        let name = self.take().ok_or((at, "没有写名称"))?;
        if "()|=".contains(name.text) {
            return Err((name.at, "这里应写名称"));
        }
        let mut call = Call { name, params: Vec::new(), hash: Vec::new(), block_params: Vec::new() };
        while let Some(word) = self.peek().filter(|word| word.text != ")") {
            if word.text == "as" && self.peek_after() == Some("|") {
                self.next += 2;
                call.block_params = self.block_params(word.at)?;
            } else if self.peek_after() == Some("=") {
                self.next += 2;
                let value = self.param(word.at)?;
                call.hash.push((word, value));
            } else {
                let param = self.param(word.at)?;
                call.params.push(param);
            }
        }
        Ok(call)
    }

    fn block_params(&mut self, at: usize) -> Result<Vec<Word<'t>>, Misread> {
        let mut names = Vec::new();
        loop {
            match self.take() {
                Some(word) if word.text == "|" => return Ok(names),
                Some(word) => names.push(word),
                None => return Err((at, "「as |」后面没有写完")),
            }
        }
    }

    fn param(&mut self, at: usize) -> Result<Param<'t>, Misread> {
        let word = self.take().ok_or((at, "「=」后面没有写值"))?;
        if word.text == "(" {
            self.depth += 1;
            if self.depth > DEEPEST {
                return Err((word.at, "括号套得太深"));
            }
            let call = self.call(word.at)?;
            self.depth -= 1;
            return match self.take() {
                Some(close) if close.text == ")" => Ok(Param::Call(call)),
                _ => Err((word.at, "括号没有配对")),
            };
        }
        if "|=".contains(word.text) {
            return Err((word.at, "这里应写名称或值"));
        }
        let is_literal = word.text.starts_with(['"', '\''])
            || word.text.parse::<f64>().is_ok()
            || matches!(word.text, "true" | "false" | "null");
        Ok(if is_literal { Param::Literal(word) } else { Param::Path(word) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_places() {
        let call = read("补齐 (顿号 甲.乙) 宽=3 as |丙|", 10).expect("a call");
        assert_eq!(call.name, Word { at: 10, text: "补齐" });
        let Param::Call(inner) = &call.params[0] else { panic!("{call:?}") };
        assert_eq!(inner.params, [Param::Path(Word { at: 25, text: "甲.乙" })]);
        assert_eq!((call.hash[0].0.text, call.block_params[0].text), ("宽", "丙"));
    }

    #[test]
    fn what_is_not_understood_has_its_place() {
        for (text, at) in [("日期 (甲", 7), ("日期 “甲”", 7), ("日期 甲)", 10), ("日期 \"甲", 7)]
        {
            assert_eq!(read(text, 0).expect_err(text).0, at, "{text}");
        }
        assert!(read(&"(".repeat(10_000), 0).is_err());
        assert!(read(&format!("a {}", "(a ".repeat(10_000)), 0).is_err());
    }
}
