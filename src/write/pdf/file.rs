//! The file: finished objects come in, the bytes go out, small objects packed in deflated object streams (ISO 32000-1 7.5.7,
//! 7.5.8; ISO 19005-2 allows them).

use super::Error;
use libdeflater::{CompressionLvl, Compressor};
use lopdf::{Document, Object, SaveOptions, Stream};
use std::cell::RefCell;
use std::fmt::Write as _;

/// The level at which lopdf deflates the object streams.
const LEVEL: u32 = 6;

thread_local! {
    /// libdeflate at its first level takes half as long as zlib at its sixth, and files grow by a thirtieth; what is outlines
    /// of glyphs, most of a file, shrinks by a third at any level.
    static DEFLATER: RefCell<Compressor> = RefCell::new(Compressor::new(CompressionLvl::fastest()));
}

/// Deflates a stream, unless it gains nothing.
pub(super) fn deflate(stream: &mut Stream) {
    let deflated = DEFLATER.with_borrow_mut(|deflater| {
        let mut deflated = vec![0; deflater.zlib_compress_bound(stream.content.len())];
        // There is always room; if there were not, the stream would stay as it is.
        let length = deflater.zlib_compress(&stream.content, &mut deflated).ok()?;
        deflated.truncate(length);
        deflated.shrink_to_fit();
        Some(deflated)
    });
    if let Some(deflated) = deflated.filter(|deflated| deflated.len() < stream.content.len()) {
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(deflated);
    }
}

/// How many objects lie in one stream: a reader that wants one inflates them all.
const PACKED: usize = 200;

/// Writes the objects out.
pub(super) fn save(file: &mut Document) -> Result<Vec<u8>, Error> {
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(PACKED)
        .compression_level(LEVEL)
        .build();
    let mut bytes = Vec::new();
    file.save_with_options(&mut bytes, options)?;
    deflate_index(file, &mut bytes).ok_or_else(|| Error::Doubt("交叉引用流不在文件末尾".to_owned()))?;
    Ok(bytes)
}

/// lopdf leaves the cross-reference stream, which ends the file, as it is: seven bytes an object. This writes it anew,
/// deflated; what stands before it stays, so that every place in it stays right.
fn deflate_index(file: &Document, bytes: &mut Vec<u8>) -> Option<()> {
    let trailer = &file.trailer;
    let integer = |key: &[u8]| trailer.get(key).and_then(Object::as_i64).ok();
    let tail = bytes.windows(9).rposition(|window| window == b"startxref")?;
    let start: usize =
        std::str::from_utf8(bytes.get(tail + 9..)?).ok()?.split_whitespace().next()?.parse().ok()?;
    let old = bytes.get(start..)?;
    let begin = old.windows(7).position(|window| window == b"stream\n")? + 7;
    let length = usize::try_from(integer(b"Length")?).ok()?;
    let mut stream = Stream::new(lopdf::Dictionary::new(), old.get(begin..begin + length)?.to_vec());
    deflate(&mut stream);
    let filter = if stream.dict.has(b"Filter") { "/Filter/FlateDecode" } else { "" };
    let reference = |key: &[u8]| trailer.get(key).and_then(Object::as_reference).ok();
    let ((root, _), (info, _)) = (reference(b"Root")?, reference(b"Info")?);
    let index = trailer.get(b"Index").and_then(Object::as_array).ok()?;
    let index: Vec<String> = index.iter().filter_map(|part| Some(part.as_i64().ok()?.to_string())).collect();
    let id = trailer.get(b"ID").and_then(Object::as_array).ok()?;
    let id: Vec<String> = id.iter().filter_map(|part| Some(hex(part.as_str().ok()?))).collect();
    bytes.truncate(start);
    let head = format!(
        "{} 0 obj\n<</Type/XRef/Size {}/Root {root} 0 R/Info {info} 0 R/ID[{}]/Index[{}]/W[1 4 2]{filter}/Length {}>>stream\n",
        file.max_id,
        integer(b"Size")?,
        id.concat(),
        index.join(" "),
        stream.content.len(),
    );
    bytes.extend_from_slice(head.as_bytes());
    bytes.extend_from_slice(&stream.content);
    bytes.extend_from_slice(format!("\nendstream\nendobj\nstartxref\n{start}\n%%EOF").as_bytes());
    Some(())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::from("<"), |mut out, byte| {
        let _ = write!(out, "{byte:02X}");
        out
    }) + ">"
}
