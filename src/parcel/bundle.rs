//! The package as one zip: files come in, its bytes go out, and back.
//!
//! Entries are stored, in the given order, all of one fixed time and without anything else (PKWARE APPNOTE 4.3): the
//! same files always give the same bytes, and a zip that is not exactly so has been through other hands.

mod read;

use super::File;
use super::verify::{Tampering, tampering};
use super::weighed::{Found, What, weigh};
use flate2::Crc;
use read::Shell;

/// Names are UTF-8 (APPNOTE 4.4.4, bit 11).
const UTF8: u16 = 0x0800;
/// 1 January 1980, the first day that zip knows.
const DAY: u16 = 0x0021;
/// Version 2.0: folders in paths.
const VERSION: u16 = 20;

/// A zip of these files; `None` when they are more than a plain zip holds (4 GB, 65,535 files).
#[must_use]
pub fn pack(files: &[File]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for file in files {
        let offset = u32::try_from(out.len()).ok()?;
        let common = common(file)?;
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(file.path.as_bytes());
        out.extend(&file.bytes);
        directory.extend(b"PK\x01\x02");
        directory.extend(VERSION.to_le_bytes());
        directory.extend(&common);
        // No comment, disk 0, no attributes.
        directory.extend([0; 2 + 2 + 2 + 4]);
        directory.extend(offset.to_le_bytes());
        directory.extend(file.path.as_bytes());
    }
    let (start, length) = (u32::try_from(out.len()).ok()?, u32::try_from(directory.len()).ok()?);
    let count = u16::try_from(files.len()).ok().filter(|count| *count < u16::MAX)?;
    out.extend(directory);
    out.extend(b"PK\x05\x06");
    out.extend([0; 4]);
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(length.to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0; 2]);
    u32::try_from(out.len()).ok()?;
    Some(out)
}

/// The fields that the local header and the directory share, from the version needed to the length of the extra field.
fn common(file: &File) -> Option<Vec<u8>> {
    let mut crc = Crc::new();
    crc.update(&file.bytes);
    let size = u32::try_from(file.bytes.len()).ok()?;
    let name = u16::try_from(file.path.len()).ok()?;
    let mut out = Vec::with_capacity(26);
    for short in [VERSION, UTF8, 0, 0, DAY] {
        out.extend(short.to_le_bytes());
    }
    for long in [crc.sum(), size, size] {
        out.extend(long.to_le_bytes());
    }
    out.extend(name.to_le_bytes());
    out.extend([0; 2]);
    Some(out)
}

/// What stands in a zip, and what about the zip itself is not as it was made; `Err` when it is no zip at all.
///
/// # Errors
/// When there is no directory of entries.
pub fn unpack(bytes: &[u8]) -> Result<(Vec<Found>, Vec<Tampering>), Tampering> {
    let whole = |message: String| tampering("", message);
    let Some(Shell { entries, faults }) = read::shell(bytes) else {
        return Err(whole("这不是完整的 zip 文件，可能只传了一半，或被截断".to_owned()));
    };
    let mut traces: Vec<Tampering> = faults.into_iter().map(whole).collect();
    let mut found: Vec<Found> = Vec::new();
    for entry in &entries {
        traces.extend(
            entry.faults.iter().map(|fault| tampering(&entry.path, format!("「{}」{fault}", entry.path))),
        );
        let what = if entry.is_link {
            What::Link
        } else if entry.path.ends_with('/') {
            What::Folder
        } else {
            match &entry.bytes {
                Some(bytes) => What::File(weigh(&entry.path, bytes)),
                None => What::Unreadable("压缩的数据损坏".to_owned()),
            }
        };
        let path = entry.path.trim_end_matches('/').to_owned();
        if found.iter().any(|one| one.path == path) {
            traces.push(tampering(&path, format!("「{path}」在 zip 里有两份，不同的软件会打开不同的一份")));
        } else {
            found.push(Found { path, what });
        }
    }
    if traces.is_empty() {
        let file = |entry: &read::Stored| File {
            path: entry.path.clone(),
            bytes: entry.bytes.clone().unwrap_or_default(),
        };
        let files: Vec<File> = entries.iter().map(file).collect();
        if pack(&files).as_deref() != Some(bytes) {
            let message = "zip 不是写出时的样子：被别的软件重新压缩过，或改过日期、属性";
            traces.push(whole(message.to_owned()));
        }
    }
    Ok((found, traces))
}
