//! PDFs without a clock: a PDF that another program made comes in, the same without dates and chance identifiers goes out.

use lopdf::{Document, Object, StringFormat, dictionary};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The day of everything that is not dated (ISO 32000-1 7.9.4).
const DAY: &str = "D:19800101000000Z";
/// The same as XMP has it.
const XMP_DAY: &str = "1980-01-01T00:00:00Z";
/// The same as twelve bytes of a colour profile's head: six numbers (ICC.1:2010 4.2, 7.2.1).
const ICC_DAY: [u8; 12] = [0x07, 0xBC, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0];

/// The same PDF whenever it is made; `seed` stands for what it was made of. Nothing when it cannot be read.
#[must_use]
pub fn timeless(pdf: &[u8], seed: [u8; 16]) -> Option<Vec<u8>> {
    // The parser is not ours: whatever it makes of a file is a fault of the file.
    catch_unwind(AssertUnwindSafe(|| settled(pdf, seed))).ok().flatten()
}

fn settled(pdf: &[u8], seed: [u8; 16]) -> Option<Vec<u8>> {
    let mut document = Document::load_mem(pdf).ok()?;
    let info = document.trailer.get(b"Info").and_then(Object::as_reference).ok();
    for (id, object) in &mut document.objects {
        match object {
            Object::Dictionary(dictionary) if Some(*id) == info => {
                for key in [&b"CreationDate"[..], b"ModDate"] {
                    if dictionary.has(key) {
                        dictionary.set(key, Object::string_literal(DAY));
                    }
                }
            }
            Object::Stream(stream) if stream.dict.has_type(b"Metadata") => {
                let text = String::from_utf8_lossy(&stream.content).into_owned();
                stream.set_content(undated(&text).into_bytes());
            }
            Object::Stream(stream) if stream.dict.has(b"N") => {
                let profile = stream.decompressed_content().ok();
                let is_profile = |profile: &Vec<u8>| profile.get(36..40) == Some(&b"acsp"[..]);
                if let Some(mut profile) = profile.filter(is_profile) {
                    profile.get_mut(24..36)?.copy_from_slice(&ICC_DAY);
                    stream.set_plain_content(profile);
                    stream.compress().ok()?;
                }
            }
            _ => {}
        }
    }
    let id = Object::String(seed.to_vec(), StringFormat::Hexadecimal);
    let (root, size) =
        (document.trailer.get(b"Root").ok()?.clone(), document.trailer.get(b"Size").ok()?.clone());
    let mut trailer = dictionary! { "Size" => size, "Root" => root, "ID" => vec![id.clone(), id] };
    if let Some(info) = info {
        trailer.set("Info", info);
    }
    document.trailer = trailer;
    // The lengths that were objects of their own are said in their streams now.
    document.prune_objects();
    let mut out = Vec::new();
    document.save_to(&mut out).ok()?;
    Some(out)
}

/// An XMP packet with every date the same.
fn undated(text: &str) -> String {
    let mut out = text.to_owned();
    for key in ["xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"] {
        let (open, close) = (format!("<{key}>"), format!("</{key}>"));
        let found = out.find(&open).map(|at| at + open.len()).zip(out.find(&close));
        if let Some((from, to)) = found.filter(|(from, to)| from <= to) {
            out.replace_range(from..to, XMP_DAY);
        }
    }
    out
}
