//! Text: the bytes of a YAML file come in, the text without its byte order mark or the reason why there is none goes out.

use crate::diag::{Code, Diagnostic, Location};
use crate::load::Fault;

/// More than any meeting needs; the parser keeps about 150 bytes for each two of a hostile text.
const MOST_BYTES: usize = 512 << 10;
/// More brackets open at once than any text has; the parser's time grows with their square.
const MOST_OPEN: usize = 1_000;

/// The text of a file, if it is UTF-8 of a decent size without control characters.
pub(super) fn decode(bytes: &[u8]) -> Result<&str, Fault> {
    if bytes.len() > MOST_BYTES {
        let message = format!("文件有 {} KB，超过了 {} KB 的上限", bytes.len() / 1024, MOST_BYTES / 1024);
        return Err(too_large(&message, "一个文件只写一次会议；请检查是否误把别的内容存进了这个文件"));
    }
    let Ok(text) = simdutf8::basic::from_utf8(bytes) else {
        let valid = std::str::from_utf8(bytes).err().map_or(0, |error| error.valid_up_to());
        return Err(Fault::from(not_utf8(bytes, valid)));
    };
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let first = || text.char_indices().find(|(_, c)| is_control(*c));
    if let Some((index, c)) = may_have_controls(text).then(first).flatten() {
        return Err(Fault::from(control(bytes, text.get(..index).unwrap_or_default(), c)));
    }
    if most_open(text) > MOST_OPEN {
        let help = "会议内容最多只有几层；请检查是否有大量没有闭合的 [ 或 {";
        return Err(too_large("括号嵌套的层数太多，无法读取", help));
    }
    Ok(text)
}

/// The text of a file whose bytes were decoded before.
pub(super) fn again(bytes: &[u8]) -> Option<&str> {
    let text = simdutf8::basic::from_utf8(bytes).ok()?;
    Some(text.strip_prefix('\u{FEFF}').unwrap_or(text))
}

/// Whether a byte may be of such a character: C1 controls begin with C2, U+FEFF and what follows U+FFBF with EF and BB or
/// BF.
fn may_have_controls(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_odd = |byte: u8| matches!(byte, 0..=8 | 0xb | 0xc | 0xe..=0x1f | 0x7f | 0xc2);
    let is_rare = |pair: (u8, u8)| matches!(pair, (0xef, 0xbb | 0xbf));
    let pairs = |(firsts, seconds): (&[u8], &[u8])| {
        count(firsts.iter().copied().zip(seconds.iter().copied()), is_rare)
    };
    let seconds = bytes.get(1..).unwrap_or_default();
    bytes.chunks(PIECE).any(|piece| count(piece.iter().copied(), is_odd) > 0)
        || bytes.chunks(PIECE).zip(seconds.chunks(PIECE)).any(|both| pairs(both) > 0)
}

/// Bytes that are counted at once. They are counted, not sought: with no way out before the end, and the count in a byte,
/// the compiler takes many of them at a time.
const PIECE: usize = 255;

fn count<T>(piece: impl Iterator<Item = T>, is_one: impl Fn(T) -> bool) -> u8 {
    piece.fold(0_u8, |count, one| count.wrapping_add(u8::from(is_one(one))))
}

fn too_large(message: &str, help: &str) -> Fault {
    Fault::from(Diagnostic::new(Code::TooLarge, Location::File, message).help(help))
}

/// The character classes that YAML 1.1 refuses (5.1).
const fn is_control(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{84}' | '\u{86}'..='\u{9F}')
        || matches!(c, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

fn control(bytes: &[u8], before: &str, c: char) -> Diagnostic {
    if c == '\0' {
        return not_text(bytes, "文件里有空字符（NUL），不是文本文件");
    }
    let (line, column) = end_of(before);
    let message = format!("这里有看不见的控制字符（U+{:04X}），无法读取", u32::from(c));
    Diagnostic::new(Code::BrokenYaml, Location::Text { line, column }, message)
        .help("请删去这个字符，或把这一行重新输入一遍")
}

/// The line and column after `before`, as an editor counts them.
pub(super) fn end_of(before: &str) -> (u32, u32) {
    let line = before.matches('\n').count() + before.replace("\r\n", "").matches('\r').count();
    let tail = before.rsplit(['\n', '\r']).next().unwrap_or_default();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).saturating_add(1);
    (count(line), count(tail.chars().count()))
}

fn not_utf8(bytes: &[u8], valid: usize) -> Diagnostic {
    let rest = bytes.get(valid..).unwrap_or_default();
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) || bytes.contains(&0) {
        return not_text(bytes, "文件不是 UTF-8 编码的文本");
    }
    if looks_like_gbk(rest) {
        return Diagnostic::new(Code::NotText, Location::File, "文件像是 GBK（ANSI）编码的，应为 UTF-8 编码")
            .help("请用记事本打开，选「另存为」，编码选「UTF-8」，再保存");
    }
    not_text(bytes, "文件不是 UTF-8 编码的文本")
}

fn not_text(bytes: &[u8], otherwise: &str) -> Diagnostic {
    let diagnostic = |message: &str| Diagnostic::new(Code::NotText, Location::File, message);
    if bytes.starts_with(b"PK\x03\x04") {
        return diagnostic("文件其实是 Excel 工作簿或其他压缩文件，不是 YAML 文本")
            .help("如果是会议工作簿，请把文件的扩展名改为 .xlsx");
    }
    if looks_like_utf16(bytes) {
        return diagnostic("文件像是 UTF-16（Unicode）编码的，应为 UTF-8 编码")
            .help("请用记事本打开，选「另存为」，编码选「UTF-8」，再保存");
    }
    diagnostic(otherwise).help("请确认选对了文件；YAML 文件应为 UTF-8 编码的纯文本")
}

fn looks_like_utf16(bytes: &[u8]) -> bool {
    let marked = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    let zeros = |offset: usize| bytes.iter().skip(offset).step_by(2).take(200).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // ASCII in UTF-16 has its zeros all on one side.
    marked || (even.min(odd) == 0 && even.max(odd) > 1)
}

/// Whether bytes beyond ASCII come in pairs as in GBK.
fn looks_like_gbk(bytes: &[u8]) -> bool {
    let mut pairs = 0_u32;
    let mut rest = bytes.iter().take(4_000);
    while let Some(lead) = rest.next() {
        if *lead < 0x80 {
            continue;
        }
        match rest.next() {
            Some(0x40..=0x7E | 0x80..=0xFE) if (0x81..=0xFE).contains(lead) => pairs += 1,
            None => break,
            Some(_) => return false,
        }
    }
    pairs > 0
}

/// How many brackets are open at once at most, quotes aside; or how many there are, if that is no more than may be.
fn most_open(text: &str) -> usize {
    let is_open = |byte: u8| matches!(byte, b'[' | b'{');
    let pieces = text.as_bytes().chunks(PIECE);
    let brackets: usize = pieces.map(|piece| usize::from(count(piece.iter().copied(), is_open))).sum();
    if brackets <= MOST_OPEN {
        return brackets;
    }
    let mut open = 0_usize;
    let mut most = 0;
    for byte in text.bytes() {
        match byte {
            b'[' | b'{' => {
                open += 1;
                most = most.max(open);
            }
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_count_any_line_end() {
        assert_eq!(end_of(""), (1, 1));
        assert_eq!(end_of("名称: 𬱖"), (1, 6));
        assert_eq!(end_of("a\r\nb\rc\nd"), (4, 2));
    }
}
