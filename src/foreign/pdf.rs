//! PDFs of others: bytes come in; their pages, counted one by one, and the level of PDF/A they claim go out.

use super::Fault;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};
use std::collections::BTreeSet;
use std::panic::catch_unwind;

/// A stream of objects that unpacks to more is built to harm.
const MOST_UNPACKED: usize = 64 * 1024 * 1024;
/// More pages than this are no meeting's paper.
const MOST_PAGES: usize = 100_000;
/// Where `%PDF-` must begin (ISO 32000-1 Annex H.3.4.1: readers look at the first 1024 bytes).
const HEAD: usize = 1024;

/// The pages and the claim.
pub(super) fn look(bytes: &[u8]) -> Result<(usize, Option<String>), Fault> {
    let head = bytes.get(..HEAD.min(bytes.len())).unwrap_or_default();
    if !head.windows(5).any(|window| window == b"%PDF-") {
        return Err(Fault::Mismatched);
    }
    // The parser is not ours: whatever a hostile file makes of it is a fault of the file.
    catch_unwind(|| opened(bytes)).unwrap_or(Err(Fault::Damaged))
}

fn opened(bytes: &[u8]) -> Result<(usize, Option<String>), Fault> {
    let options = LoadOptions::with_max_decompressed_size(MOST_UNPACKED);
    let document = match Document::load_mem_with_options(bytes, options) {
        Ok(document) => document,
        Err(lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_)) => return Err(Fault::Encrypted),
        // A file that asks for a password may fail in many ways; that it asks is what matters.
        Err(_) if has_encryption(bytes) => return Err(Fault::Encrypted),
        Err(_) => return Err(Fault::Damaged),
    };
    if document.is_encrypted() || document.was_encrypted() {
        return Err(Fault::Encrypted);
    }
    Ok((pages(&document)?, claim(&document)))
}

fn has_encryption(bytes: &[u8]) -> bool {
    bytes.windows(8).any(|window| window == b"/Encrypt")
}

/// Counts the leaves of the page tree; one that goes round in circles, or says another number, is refused.
fn pages(document: &Document) -> Result<usize, Fault> {
    let root = document.catalog().and_then(|catalog| catalog.get(b"Pages")).and_then(Object::as_reference);
    let root = root.map_err(|_| Fault::Damaged)?;
    let mut seen = BTreeSet::new();
    let mut rest = vec![root];
    let mut found = 0;
    while let Some(id) = rest.pop() {
        if !seen.insert(id) || found > MOST_PAGES {
            return Err(Fault::Damaged);
        }
        let node = document.get_dictionary(id).map_err(|_| Fault::Damaged)?;
        match kids(document, node) {
            Some(kids) => rest.extend(kids?),
            None => found += 1,
        }
    }
    let top = document.get_dictionary(root).map_err(|_| Fault::Damaged)?;
    let said = top.get_deref(b"Count", document).and_then(Object::as_i64).map_err(|_| Fault::Damaged)?;
    if usize::try_from(said).ok() != Some(found) {
        return Err(Fault::Contradictory { found, said });
    }
    if found == 0 { Err(Fault::NoPages) } else { Ok(found) }
}

/// The nodes below a node; `None` for a page.
fn kids(document: &Document, node: &Dictionary) -> Option<Result<Vec<ObjectId>, Fault>> {
    if node.has_type(b"Page") {
        return None;
    }
    let kids = node.get_deref(b"Kids", document).and_then(Object::as_array).ok();
    if kids.is_none() && !node.has_type(b"Pages") {
        return None; // a page that does not say so
    }
    let references = kids.into_iter().flatten().map(Object::as_reference);
    Some(references.collect::<Result<_, _>>().map_err(|_| Fault::Damaged))
}

/// What the XMP packet says (ISO 19005-1 6.7.11): `<pdfaid:part>2</pdfaid:part>` or `pdfaid:part="2"`.
fn claim(document: &Document) -> Option<String> {
    let catalog = document.catalog().ok()?;
    let metadata = catalog.get_deref(b"Metadata", document).and_then(Object::as_stream).ok()?;
    let unpacked = metadata.decompressed_content_with_limit(MOST_UNPACKED).ok();
    let text = String::from_utf8_lossy(unpacked.as_deref().unwrap_or(&metadata.content)).into_owned();
    let part = said(&text, "pdfaid:part")?;
    let conformance = said(&text, "pdfaid:conformance").unwrap_or_default().to_lowercase();
    Some(format!("PDF/A-{part}{conformance}"))
}

/// The value of a property, one or two letters or digits.
fn said(text: &str, property: &str) -> Option<String> {
    let (_, rest) = text.split_once(property)?;
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\'' | '>'));
    let value: String = rest.chars().take_while(char::is_ascii_alphanumeric).take(2).collect();
    (!value.is_empty()).then_some(value)
}
