//! The package: the bytes of an .xlsx file come in, a small package that cannot deceive its reader goes out.
//!
//! Every part that will be read is unpacked here once, under a cap, and stored again without compression: what the
//! file declares about its sizes is never believed, and pictures, macros and the like are left behind.

use crate::diag::{Code, Diagnostic, Location};
use crate::load::Fault;
use std::io::{Cursor, Read, Write};
use zip::read::ZipArchive;
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, result::ZipError};

/// Unpacked size of all parts together.
const MOST_BYTES: u64 = 32 << 20;
/// Size of the file itself.
const MOST_PACKED: usize = 32 << 20;
/// Parts in the package.
const MOST_PARTS: usize = 4_096;
/// Tags in the styles and in the shared strings, each of which costs the reader many times its length.
const MOST_TAGS: &[(&str, usize)] = &[("styles.xml", 400_000), ("sharedstrings.xml", 2_000_000)];

/// Unpacks what a workbook's reader needs into a plain package.
pub(super) fn unpack(bytes: &[u8], extension: &str) -> Result<Vec<u8>, Fault> {
    if bytes.len() > MOST_PACKED {
        return Err(too_large(&format!(
            "文件有 {} MB，超过了 {} MB 的上限",
            bytes.len() >> 20,
            MOST_PACKED >> 20
        )));
    }
    if !bytes.starts_with(b"PK") {
        return Err(not_a_package(bytes, extension));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| truncated())?;
    if archive.len() > MOST_PARTS {
        return Err(too_large(&format!("文件里有 {} 个部件，超过了 {MOST_PARTS} 个的上限", archive.len())));
    }
    check_kind(&archive, extension)?;
    let mut plain = ZipWriter::new(Cursor::new(Vec::new()));
    let mut left = MOST_BYTES;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| unreadable(&error))?;
        let name = part.name().to_owned();
        if !is_needed(&name) {
            continue;
        }
        let mut content = Vec::new();
        // One byte beyond the cap tells that there is more, whatever size is declared.
        part.take(left + 1).read_to_end(&mut content).map_err(|_| truncated())?;
        left = u64::try_from(content.len())
            .ok()
            .and_then(|length| left.checked_sub(length))
            .ok_or_else(|| too_large(&format!("工作簿解压后超过了 {} MB 的上限", MOST_BYTES >> 20)))?;
        check_tags(&name, &content)?;
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        plain
            .start_file(name, options)
            .and_then(|()| Ok(plain.write_all(&content)?))
            .map_err(|error| unreadable(&error))?;
    }
    Ok(plain.finish().map_err(|error| unreadable(&error))?.into_inner())
}

/// The parts from which values, number formats and sheet names are read.
fn is_needed(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let ends = |suffix| name.ends_with(suffix);
    let skipped = ["/drawings/", "/theme/", "/charts/", "/externallinks/", "/pivottables/", "/comments"];
    (ends(".xml") || ends(".rels")) && !skipped.iter().any(|part| name.contains(part))
}

fn check_tags(name: &str, content: &[u8]) -> Result<(), Fault> {
    let name = name.to_ascii_lowercase();
    let most = MOST_TAGS.iter().find(|(part, _)| name.ends_with(part)).map_or(usize::MAX, |(_, most)| *most);
    // The tag after the last one allowed.
    let beyond = content.iter().enumerate().filter(|(_, byte)| **byte == b'<').nth(most);
    if beyond.is_some() {
        Err(too_large("工作簿里的格式或文字的数量超出了允许的范围"))
    } else {
        Ok(())
    }
}

/// Other files that are zip packages too.
fn check_kind<R: Read + std::io::Seek>(archive: &ZipArchive<R>, extension: &str) -> Result<(), Fault> {
    let has = |wanted: &str| archive.file_names().any(|name| name.eq_ignore_ascii_case(wanted));
    let found = if has("xl/workbook.bin") {
        "二进制工作簿（.xlsb）"
    } else if has("word/document.xml") {
        "Word 文档"
    } else if has("ppt/presentation.xml") {
        "演示文稿"
    } else if has("content.xml") {
        "OpenDocument 文件（.ods）"
    } else if has("_rels/.rels") {
        return Ok(());
    } else {
        "普通的压缩文件"
    };
    Err(pretender(found, extension))
}

fn not_a_package(bytes: &[u8], extension: &str) -> Fault {
    let head = bytes.get(..bytes.len().min(2_048)).unwrap_or_default();
    let start =
        String::from_utf8_lossy(head).trim_start_matches(['\u{FEFF}', ' ', '\r', '\n', '\t']).to_lowercase();
    if bytes.is_empty() {
        return broken("文件是空的（0 字节）", "请重新保存或重新复制这个文件");
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        // An encrypted workbook is wrapped in the old container, with this stream inside ([MS-OFFCRYPTO] 1.3.2).
        let stream: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        if bytes.windows(stream.len()).any(|window| window == stream) {
            return broken("工作簿设有打开密码，无法读取", "请在 Excel 或 WPS 中取消打开密码，保存后再试");
        }
        return pretender("旧版 Excel 文件（.xls）", extension);
    }
    if start.starts_with('<') {
        return pretender("网页或 XML 文件", extension);
    }
    if std::str::from_utf8(bytes).is_ok() && !bytes.contains(&0) {
        return pretender("文本文件", extension);
    }
    pretender("别的文件", extension)
}

fn pretender(found: &str, extension: &str) -> Fault {
    broken(
        &format!("文件的扩展名是 .{extension}，内容却是{found}"),
        "请在 Excel 或 WPS 中打开它，选「另存为」，保存类型选「Excel 工作簿（*.xlsx）」",
    )
}

/// One member of a package, under the cap.
pub(super) fn member(bytes: &[u8], name: &str) -> Result<Vec<u8>, Fault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| truncated())?;
    let part = archive.by_name(name).map_err(|error| match error {
        ZipError::FileNotFound => pretender("别的文件", "ods"),
        error => unreadable(&error),
    })?;
    let mut content = Vec::new();
    part.take(MOST_BYTES + 1).read_to_end(&mut content).map_err(|_| truncated())?;
    if u64::try_from(content.len()).is_ok_and(|length| length > MOST_BYTES) {
        return Err(too_large(&format!("工作簿解压后超过了 {} MB 的上限", MOST_BYTES >> 20)));
    }
    Ok(content)
}

pub(super) fn broken(message: &str, help: &str) -> Fault {
    Fault::from(Diagnostic::new(Code::BrokenWorkbook, Location::File, message).help(help))
}

fn truncated() -> Fault {
    broken(
        "工作簿不完整或已损坏，无法解压",
        "文件可能没有下载完或复制完；请重新取得，或在 Excel 中打开修复后另存",
    )
}

fn unreadable(error: &ZipError) -> Fault {
    match error {
        ZipError::UnsupportedArchive(_) | ZipError::InvalidPassword => {
            broken("工作簿用了不支持的压缩或加密方式", "请在 Excel 或 WPS 中打开后另存为普通的 .xlsx")
        }
        _ => truncated(),
    }
}

pub(super) fn too_large(message: &str) -> Fault {
    let help =
        "一次会议的工作簿通常不到 1 MB；请检查表格里是否有多余的行、列或格式，可把内容复制到新的工作簿";
    Fault::from(Diagnostic::new(Code::TooLarge, Location::File, message).help(help))
}
