//! The package: named parts come in, a zip archive goes out, its entries deflated and all of one fixed time.

use super::Error;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// An archive of these parts.
pub(super) fn archive<'p>(parts: impl IntoIterator<Item = (&'p str, &'p str)>) -> Result<Vec<u8>, Error> {
    finish(ZipWriter::new(Cursor::new(Vec::new())), parts)
}

/// A copy of an archive with more parts in it; what it has is neither inflated nor deflated again.
pub(super) fn extended<'p>(
    archive: &[u8],
    parts: impl IntoIterator<Item = (&'p str, &'p str)>,
) -> Result<Vec<u8>, Error> {
    finish(ZipWriter::new_append(Cursor::new(archive.to_vec()))?, parts)
}

fn finish<'p>(
    mut writer: ZipWriter<Cursor<Vec<u8>>>,
    parts: impl IntoIterator<Item = (&'p str, &'p str)>,
) -> Result<Vec<u8>, Error> {
    for (name, part) in parts {
        writer.start_file(name, options())?;
        writer.write_all(part.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}

/// Level 6: one above 9 would mean zopfli, a thousand times slower. The default time is 1 January 1980.
fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::default())
}
