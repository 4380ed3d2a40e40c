//! Zip files that mean no good: parts, or a claim of their size, come in; bytes that no honest program writes go out.

use super::sheets::{form, parts, sheet};
use flate2::{Compress, Compression, Crc, FlushCompress};

/// A sound workbook with one more part, or one replaced, that unpacks to 1 GB of zeros.
pub(crate) fn bomb(part: &str, declared: u32) -> Vec<u8> {
    let sound = parts("", &[form(&[["会议名称", "某会"]]), ("材料", "", sheet(&[]))]);
    let mut entries: Vec<Entry> = sound
        .into_iter()
        .filter(|(name, _)| name != part)
        .map(|(name, text)| Entry::stored(&name, text.into_bytes()))
        .collect();
    entries.push(Entry { name: part.to_owned(), method: 8, declared, crc: 0, data: zeros() });
    assemble(&entries)
}

/// 1 GB of zeros, deflated: one megabyte's blocks, repeated.
fn zeros() -> Vec<u8> {
    let mut compress = Compress::new(Compression::best(), false);
    let mut block = Vec::with_capacity(1 << 16);
    compress.compress_vec(&vec![0; 1 << 20], &mut block, FlushCompress::Full).expect("a block");
    let mut stream = block.repeat(1 << 10);
    // The last block: final, fixed codes, empty (RFC 1951 3.2.3).
    stream.extend([0x03, 0x00]);
    stream
}

/// A zip file of these parts, stored.
pub(crate) fn zip(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let entries: Vec<Entry> = parts.iter().map(|(name, data)| Entry::stored(name, data.clone())).collect();
    assemble(&entries)
}

/// An entry of a zip file, of which nothing need be true.
struct Entry {
    name: String,
    method: u16,
    declared: u32,
    crc: u32,
    data: Vec<u8>,
}

impl Entry {
    fn stored(name: &str, data: Vec<u8>) -> Self {
        let mut crc = Crc::new();
        crc.update(&data);
        let declared = u32::try_from(data.len()).expect("a small part");
        Self { name: name.to_owned(), method: 0, declared, crc: crc.sum(), data }
    }

    /// The fields that the local header and the directory share, from the version needed on.
    fn common(&self) -> Vec<u8> {
        let size = u32::try_from(self.data.len()).expect("a small part");
        let name = u16::try_from(self.name.len()).expect("a short name");
        let mut bytes = Vec::new();
        for short in [20, 0x0800, self.method, 0, 0x21] {
            bytes.extend(short.to_le_bytes());
        }
        for long in [self.crc, size, self.declared] {
            bytes.extend(long.to_le_bytes());
        }
        for short in [name, 0] {
            bytes.extend(short.to_le_bytes());
        }
        bytes
    }
}

/// The zip file of these entries (APPNOTE 4.3).
fn assemble(entries: &[Entry]) -> Vec<u8> {
    let long = |n: usize| u32::try_from(n).expect("a small file").to_le_bytes();
    let count = u16::try_from(entries.len()).expect("few entries").to_le_bytes();
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for entry in entries {
        directory.extend(*b"PK\x01\x02\x14\x00");
        directory.extend(entry.common());
        directory.extend([0; 10]);
        directory.extend(long(bytes.len()));
        directory.extend(entry.name.as_bytes());
        bytes.extend(*b"PK\x03\x04");
        bytes.extend(entry.common());
        bytes.extend(entry.name.as_bytes());
        bytes.extend(&entry.data);
    }
    let start = bytes.len();
    bytes.extend(&directory);
    bytes.extend(*b"PK\x05\x06\0\0\0\0");
    bytes.extend(count);
    bytes.extend(count);
    bytes.extend(long(directory.len()));
    bytes.extend(long(start));
    bytes.extend([0, 0]);
    bytes
}
