//! What archives ask for: a finished PDF comes in, PDF/A-2b goes out (ISO 19005-2; DA/T 47-2009).

use super::file;
use super::icc;
use crate::document::Properties;
use crate::page::Pages;
use lopdf::{Dictionary, Document, Object, Stream, StringFormat};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::sync::OnceLock;

/// Adds XMP, output intent, language, page labels and identifiers, takes out what printpdf put of the clock, and deflates.
pub(super) fn finish(file: &mut Document, pages: &Pages, properties: &Properties) {
    "1.7".clone_into(&mut file.version);
    let metadata = file.add_object(metadata(properties));
    let intent = output_intent(file);
    let labels = page_labels();
    if let Ok(catalog) = file.catalog_mut() {
        catalog.set("Metadata", metadata);
        catalog.set("OutputIntents", vec![intent]);
        catalog.set("Lang", text_literal("zh-CN"));
        catalog.set("PageLabels", labels);
        catalog.set("PageMode", "UseNone");
        let mut preferences = Dictionary::new();
        preferences.set("DisplayDocTitle", true);
        catalog.set("ViewerPreferences", preferences);
    }
    let is_outlined = !pages.headings.is_empty();
    if let Ok(catalog) = file.catalog_mut()
        && is_outlined
    {
        catalog.set("PageMode", "UseOutlines");
    }
    for page in file.get_pages().into_values().collect::<Vec<_>>() {
        if let Ok(page) = file.get_dictionary_mut(page) {
            page.remove(b"Annots");
        }
    }
    let info = file.add_object(info(properties));
    if let Ok(old) = file.trailer.get(b"Info").and_then(Object::as_reference) {
        file.objects.remove(&old);
    }
    file.trailer.set("Info", info);
    compress(file);
    let id = identifier(file);
    file.trailer.set("ID", vec![id.clone(), id]);
}

/// Deflates every stream that is not yet, but for the metadata, which archives want readable.
fn compress(file: &mut Document) {
    for object in file.objects.values_mut() {
        if let Object::Stream(stream) = object
            && stream.dict.get(b"Type").and_then(Object::as_name).ok() != Some(b"Metadata".as_slice())
            && !stream.dict.has(b"Filter")
        {
            file::deflate(stream);
        }
    }
}

fn metadata(properties: &Properties) -> Stream {
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", "Metadata");
    dictionary.set("Subtype", "XML");
    Stream::new(dictionary, xmp(properties).into_bytes()).with_compression(false)
}

/// The XMP packet, in step with `Info` as ISO 19005-2 6.6.3 asks.
fn xmp(properties: &Properties) -> String {
    let mut out = String::from(concat!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n",
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n",
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n",
        "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" ",
        "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" ",
        "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n",
        "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>\n",
        "<dc:format>application/pdf</dc:format>\n",
        "<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>\n",
    ));
    if let Some(title) = &properties.title {
        let title = escape(title);
        let _ = writeln!(
            out,
            "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>"
        );
    }
    if let Some(author) = &properties.author {
        let author = escape(author);
        let _ = writeln!(out, "<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>");
    }
    let _ = writeln!(out, "<xmp:CreatorTool>{TOOL}</xmp:CreatorTool>\n<pdf:Producer>{TOOL}</pdf:Producer>");
    out.push_str("</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>");
    out
}

const TOOL: &str = "huiwu";

fn info(properties: &Properties) -> Dictionary {
    let mut info = Dictionary::new();
    if let Some(title) = &properties.title {
        info.set("Title", text(title));
    }
    if let Some(author) = &properties.author {
        info.set("Author", text(author));
    }
    info.set("Creator", text_literal(TOOL));
    info.set("Producer", text_literal(TOOL));
    info
}

fn output_intent(file: &mut Document) -> Object {
    let profile = file.add_object(profile().clone());
    let mut intent = Dictionary::new();
    intent.set("Type", "OutputIntent");
    intent.set("S", "GTS_PDFA1");
    intent.set("OutputConditionIdentifier", text_literal("sRGB IEC61966-2.1"));
    intent.set("Info", text_literal("sRGB IEC61966-2.1"));
    intent.set("DestOutputProfile", profile);
    Object::Dictionary(intent)
}

/// The colour profile, the same in every file: made and deflated once.
fn profile() -> &'static Stream {
    static PROFILE: OnceLock<Stream> = OnceLock::new();
    PROFILE.get_or_init(|| {
        let mut dictionary = Dictionary::new();
        dictionary.set("N", 3);
        let mut profile = Stream::new(dictionary, icc::srgb());
        file::deflate(&mut profile);
        profile
    })
}

/// Pages are called 1, 2, 3, as printed.
fn page_labels() -> Dictionary {
    let mut decimal = Dictionary::new();
    decimal.set("S", "D");
    let mut labels = Dictionary::new();
    labels.set("Nums", vec![Object::Integer(0), Object::Dictionary(decimal)]);
    labels
}

/// An identifier that follows from the content alone: the pages, the fonts and what is said of the document.
pub(super) fn identifier(file: &Document) -> Object {
    let mut hash = Sha256::new();
    for stream in file.objects.values().filter_map(|object| object.as_stream().ok()) {
        hash.update(&stream.content);
    }
    let digest: Vec<u8> = hash.finalize().iter().take(16).copied().collect();
    Object::String(digest, StringFormat::Hexadecimal)
}

/// A text string: UTF-16 big-endian with its mark (ISO 32000-1 7.9.2.2).
pub(super) fn text(text: &str) -> Object {
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

fn text_literal(text: &str) -> Object {
    Object::string_literal(text)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
