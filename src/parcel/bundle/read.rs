//! Zips of any making: bytes come in; the entries and all that no zip of ours has go out.
//!
//! Each byte is accounted for: what lies before, between or after the entries is said.

use super::UTF8;
use flate2::Crc;
use flate2::read::DeflateDecoder;
use std::io::Read as _;

/// What a zip holds.
pub(super) struct Shell {
    pub(super) entries: Vec<Stored>,
    /// What is wrong with the zip as a whole.
    pub(super) faults: Vec<String>,
}

/// An entry.
pub(super) struct Stored {
    pub(super) path: String,
    /// `None` when its data cannot be read.
    pub(super) bytes: Option<Vec<u8>>,
    pub(super) is_link: bool,
    pub(super) faults: Vec<String>,
}

/// An entry that unpacks to more is built to harm.
const MOST_UNPACKED: u64 = 1 << 30;
const END: &[u8] = b"PK\x05\x06";
const END_LENGTH: usize = 22;
const LOCAL_LENGTH: usize = 30;
const CENTRAL_LENGTH: usize = 46;

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    let number = bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)?;
    usize::try_from(number).ok()
}

/// The entries of a zip; `None` when it has no directory.
pub(super) fn shell(bytes: &[u8]) -> Option<Shell> {
    let end = bytes.windows(END.len()).rposition(|window| window == END)?;
    let (count, length, start) = (short(bytes, end + 10)?, long(bytes, end + 12)?, long(bytes, end + 16)?);
    let mut faults = Vec::new();
    let after = bytes.len().saturating_sub(end + END_LENGTH);
    if after > 0 {
        faults.push(format!("zip 的末尾多了{after}字节，是注释或附加的数据"));
    }
    // Data put before the zip shifts everything by its length.
    let base = end.checked_sub(length)?.checked_sub(start)?;
    if base > 0 {
        faults.push(format!("zip 的前面多了{base}字节"));
    }
    let mut entries = Vec::new();
    let mut at = base + start;
    // Where the next entry must begin.
    let mut next = base;
    for _ in 0..count {
        let (entry, after, end_of_data) = entry(bytes, at, (base, next))?;
        entries.push(entry);
        (at, next) = (after, end_of_data);
    }
    if at != end || next != base + start {
        faults.push("zip 里藏着目录没有列出的数据".to_owned());
    }
    Some(Shell { entries, faults })
}

/// The entry of a directory's row, the place after the row and the place after its data.
fn entry(bytes: &[u8], at: usize, (base, next): (usize, usize)) -> Option<(Stored, usize, usize)> {
    let row = bytes.get(at..)?;
    if !row.starts_with(b"PK\x01\x02") {
        return None;
    }
    let (flags, method) = (short(row, 8)?, short(row, 10)?);
    let (crc, packed, size) = (long(row, 16)?, long(row, 20)?, long(row, 24)?);
    let lengths = [short(row, 28)?, short(row, 30)?, short(row, 32)?].map(usize::from);
    let [name_length, extra, comment] = lengths;
    let name = row.get(CENTRAL_LENGTH..CENTRAL_LENGTH + name_length)?;
    let local = base.checked_add(long(row, 42)?)?;
    let after = at + CENTRAL_LENGTH + name_length + extra + comment;
    let head = bytes.get(local..).filter(|head| head.starts_with(b"PK\x03\x04"))?;
    let (local_name, local_extra) = (usize::from(short(head, 26)?), usize::from(short(head, 28)?));
    let data = local.checked_add(LOCAL_LENGTH + local_name + local_extra)?;
    let end = data.checked_add(packed)?;
    let mut faults = Vec::new();
    let mut say = |is_so: bool, fault: &str| {
        if is_so {
            faults.push(fault.to_owned());
        }
    };
    say(local != next, "前面藏着目录没有列出的数据");
    say(head.get(LOCAL_LENGTH..LOCAL_LENGTH + local_name) != Some(name), "在 zip 里有两个不同的名字");
    say(extra + comment + local_extra > 0, "带有附加的数据，被别的软件重新打包过");
    say(flags & 1 != 0, "加了密");
    let is_utf8 = std::str::from_utf8(name).is_ok();
    say(!is_utf8 || (!name.is_ascii() && flags & UTF8 == 0), "的文件名不是 UTF-8 编码");
    let raw = bytes.get(data..end)?;
    let unpacked = content(raw, method).filter(|bytes| bytes.len() == size);
    if let Some(bytes) = &unpacked {
        let mut sum = Crc::new();
        sum.update(bytes);
        say(usize::try_from(sum.sum()).ok() != Some(crc), "与 zip 里的校验和不符，数据损坏或被改过");
    }
    // The upper half of the attributes is the mode of Unix: a link has type 0120000.
    let is_link = short(row, 40)? & 0o170_000 == 0o120_000;
    let path = String::from_utf8_lossy(name).into_owned();
    let path_is_safe = super::super::is_safe(path.trim_end_matches('/'));
    say(!path_is_safe, "的路径想写到包的外面去");
    Some((Stored { path, bytes: unpacked, is_link, faults }, after, end))
}

/// The bytes of an entry: stored or deflated.
fn content(raw: &[u8], method: u16) -> Option<Vec<u8>> {
    match method {
        0 => Some(raw.to_vec()),
        8 => {
            let mut out = Vec::new();
            let read = DeflateDecoder::new(raw).take(MOST_UNPACKED).read_to_end(&mut out).ok()?;
            (u64::try_from(read).ok()? < MOST_UNPACKED).then_some(out)
        }
        _ => None,
    }
}
