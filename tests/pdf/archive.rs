//! What archives ask for: a PDF comes in; its marks, colours, identifiers and outline are those of PDF/A-2b
//! (ISO 19005-2), and two programs that read it draw the same.

use super::{all, made, said, saved};
use crate::support::paper::Paper;
use lopdf::{Dictionary, Object};
use std::ffi::OsStr;
use std::path::Path;

#[test]
fn qpdf_finds_nothing() {
    for (made, _) in all() {
        let name = made.name();
        let path = saved(&name, &made.pdf);
        let (is_fine, out, faults) = said("qpdf", "qpdf", &[OsStr::new("--check"), path.as_os_str()]);
        let out = String::from_utf8_lossy(&out);
        assert!(is_fine && faults.is_empty(), "{name}: {out}{faults}");
        assert!(out.contains("No syntax or stream encoding errors found"), "{name}: {out}");
    }
}

fn text(object: &Object) -> String {
    let bytes = object.as_str().expect("a string");
    match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(wide) => {
            let units: Vec<u16> = wide.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).expect("UTF-16")
        }
        None => String::from_utf8(bytes.to_vec()).expect("ASCII"),
    }
}

fn entry<'a>(paper: &'a Paper, dictionary: &'a Dictionary, key: &str) -> &'a Object {
    paper.follow(dictionary.get(key.as_bytes()).unwrap_or_else(|_| panic!("no {key}")))
}

#[test]
fn the_marks_of_pdf_a_2b_are_there() {
    for (made, paper) in all() {
        let name = made.name();
        let document = &made.document;
        assert!(made.pdf.starts_with(b"%PDF-1.7\n%"), "{name}");
        assert!(
            made.pdf[10..14].iter().all(|byte| *byte > 127),
            "{name}: four bytes above 127 are asked for"
        );
        let catalog = paper.catalog();
        assert_eq!(text(entry(paper, catalog, "Lang")), "zh-CN", "{name}");
        let metadata = entry(paper, catalog, "Metadata").as_stream().expect("a stream");
        assert!(!metadata.dict.has(b"Filter"), "{name}: metadata are to be readable");
        let xmp = String::from_utf8(metadata.content.clone()).expect("UTF-8");
        let xml = xmp.trim_start_matches(|c| c != '\n');
        let xml = roxmltree::Document::parse(xml.trim_end_matches("<?xpacket end=\"w\"?>")).expect("XML");
        let said = |tag: &str| {
            let node = xml.descendants().find(|node| node.tag_name().name() == tag)?;
            let texts = node.descendants().filter(roxmltree::Node::is_text).filter_map(|node| node.text());
            Some(texts.collect::<String>().trim().to_owned())
        };
        assert_eq!((said("part"), said("conformance")), (Some("2".into()), Some("B".into())), "{name}");
        // What Info says too, XMP says alike (6.6.3); nothing says when or on which machine.
        let info = entry(paper, &paper.file.trailer, "Info").as_dict().expect("a dictionary");
        let told = |key: &str| info.get(key.as_bytes()).ok().map(text);
        assert_eq!(told("Title").as_deref(), Some(document.title.as_str()), "{name}");
        assert_eq!(said("title"), told("Title"), "{name}");
        assert_eq!(said("creator"), told("Author"), "{name}");
        assert_eq!(said("CreatorTool"), told("Creator"), "{name}");
        assert_eq!(said("Producer"), told("Producer"), "{name}");
        for key in ["CreationDate", "ModDate", "Keywords", "Subject", "Trapped", "GTS_PDFXVersion"] {
            assert_eq!(told(key), None, "{name}: {key}");
        }
        assert!(!xmp.contains("Date>"), "{name}: {xmp}");
        nothing_forbidden(&name, paper);
    }
}

/// ISO 19005-2 6.1.3, 6.2, 6.5 and 6.6: neither encryption nor scripts, actions, pictures, transparency, other files.
fn nothing_forbidden(name: &str, paper: &Paper) {
    assert!(!paper.file.trailer.has(b"Encrypt"), "{name}");
    for (id, object) in &paper.file.objects {
        let dictionary = match object {
            Object::Dictionary(dictionary) => dictionary,
            Object::Stream(stream) => &stream.dict,
            _ => continue,
        };
        for key in
            ["JS", "JavaScript", "AA", "OpenAction", "A", "EmbeddedFiles", "SMask", "BM", "CA", "ca", "F"]
        {
            // The attributes of an element of the structure have the key of actions.
            let is_attributes = key == "A" && dictionary.has(b"S") && dictionary.has(b"P");
            assert!(!dictionary.has(key.as_bytes()) || is_attributes, "{name}: {id:?} has {key}");
        }
        let filters = dictionary.get(b"Filter").ok().map(|filter| format!("{filter:?}")).unwrap_or_default();
        assert!(!filters.contains("LZW") && !filters.contains("Crypt"), "{name}: {filters}");
    }
    for page in paper.page_ids() {
        let page = paper.file.get_dictionary(page).expect("a page");
        assert!(!page.has(b"Annots") && !page.has(b"Group"), "{name}");
    }
}

#[test]
fn the_output_intent_has_a_sound_srgb_profile() {
    let (made, paper) = all().next().expect("a document");
    let intents = entry(paper, paper.catalog(), "OutputIntents").as_array().expect("an array");
    assert_eq!(intents.len(), 1, "{}", made.name());
    let intent = paper.follow(&intents[0]).as_dict().expect("a dictionary");
    assert_eq!(entry(paper, intent, "S").as_name().ok(), Some(b"GTS_PDFA1".as_slice()));
    assert_eq!(text(entry(paper, intent, "OutputConditionIdentifier")), "sRGB IEC61966-2.1");
    let stream = entry(paper, intent, "DestOutputProfile").as_stream().expect("a stream");
    assert_eq!(stream.dict.get(b"N").and_then(Object::as_i64).ok(), Some(3));
    profile(&stream.decompressed_content().expect("an inflated profile"));
}

/// ICC.1:2001-04: the header, and tags that lie inside, aligned, of the types they must be.
fn profile(icc: &[u8]) {
    let number = |at: usize| {
        usize::try_from(u32::from_be_bytes([icc[at], icc[at + 1], icc[at + 2], icc[at + 3]]))
            .expect("32 bits")
    };
    assert_eq!(number(0), icc.len());
    assert_eq!(icc[8], 2);
    assert_eq!(&icc[12..24], b"mntrRGB XYZ ");
    assert_eq!(&icc[36..40], b"acsp");
    let mut tags = Vec::new();
    for at in 0..number(128) {
        let entry = 132 + 12 * at;
        let (offset, size) = (number(entry + 4), number(entry + 8));
        assert!(offset % 4 == 0 && offset >= 132 + 12 * number(128) && offset + size <= icc.len());
        tags.push((&icc[entry..entry + 4], &icc[offset..offset + 4]));
    }
    let expected: [(&[u8], &[u8]); 9] = [
        (b"cprt", b"text"),
        (b"desc", b"desc"),
        (b"wtpt", b"XYZ "),
        (b"rXYZ", b"XYZ "),
        (b"gXYZ", b"XYZ "),
        (b"bXYZ", b"XYZ "),
        (b"rTRC", b"curv"),
        (b"gTRC", b"curv"),
        (b"bTRC", b"curv"),
    ];
    assert_eq!(tags, expected);
    // The colorants add up to the white point: grey is grey.
    let xyz = |tag: usize, part: usize| {
        let offset = number(132 + 12 * tag + 4) + 8 + 4 * part;
        i32::from_be_bytes([icc[offset], icc[offset + 1], icc[offset + 2], icc[offset + 3]])
    };
    for part in 0..3 {
        let sum = xyz(3, part) + xyz(4, part) + xyz(5, part);
        assert!((sum - xyz(2, part)).abs() <= 16, "{sum} is not the white of {}", xyz(2, part));
    }
}

#[test]
fn identifiers_follow_from_the_content() {
    let document = super::document(&[("标题", "会议纪要"), ("正文", "一次会议。")]);
    let other = super::document(&[("标题", "会议纪要"), ("正文", "另一次会议。")]);
    let (one, again, two) = (made::pdf(&document), made::pdf(&document), made::pdf(&other));
    assert!(one == again, "two runs differ");
    let id = |bytes: &[u8]| Paper::open(bytes).file.trailer.get(b"ID").expect("an ID").clone();
    assert_ne!(id(&one), id(&two));
    assert!(id(&one).as_array().is_ok_and(|parts| parts.len() == 2 && parts[0] == parts[1]));
}

#[test]
fn title_and_headings_make_the_outline_and_pages_are_labelled() {
    for (made, paper) in all() {
        let name = made.name();
        let document = &made.document;
        let expected: Vec<String> = crate::support::made::paragraphs(document)
            .into_iter()
            .filter(|paragraph| document.sheet.paragraph(paragraph.style).outline.is_some())
            .map(|paragraph| paragraph.text().replace(['\n', '\t'], ""))
            .collect();
        let mut found = Vec::new();
        if let Ok(outlines) = paper.catalog().get(b"Outlines") {
            walk(paper, paper.follow(outlines).as_dict().expect("a dictionary"), &mut found);
        }
        assert_eq!(found, expected, "{name}");
        let labels = entry(paper, paper.catalog(), "PageLabels").as_dict().expect("a dictionary");
        assert!(format!("{labels:?}").contains("/D"), "{name}: {labels:?}");
        let preferences = entry(paper, paper.catalog(), "ViewerPreferences").as_dict().expect("a dictionary");
        assert_eq!(preferences.get(b"DisplayDocTitle").and_then(Object::as_bool).ok(), Some(true), "{name}");
    }
}

fn walk(paper: &Paper, node: &Dictionary, found: &mut Vec<String>) {
    let mut next = node.get(b"First").ok();
    while let Some(entry) = next {
        let entry = paper.follow(entry).as_dict().expect("a dictionary");
        found.push(text(entry.get(b"Title").expect("a title")));
        walk(paper, entry, found);
        next = entry.get(b"Next").ok();
    }
}

/// Poppler and `MuPDF` draw the same pages: no square of 5 mm is darker by a tenth in one than in the other, which is less
/// than a glyph; thin lines fall on dots in different ways.
#[test]
#[ignore = "slow, and MuPDF is not everywhere: run by `make conformance`"]
fn two_programs_draw_the_same() {
    for (made, paper) in all() {
        let name = made.name();
        let path = saved(&name, &made.pdf);
        for page in 1..=paper.pages.len() {
            let number = page.to_string();
            let stem = path.with_file_name(format!("{name}-{page}"));
            let drawn = stem.with_extension("pgm");
            let poppler = ["-r", "100", "-gray", "-singlefile", "-f", &number].map(OsStr::new);
            let poppler = [poppler.as_slice(), &[path.as_os_str(), stem.as_os_str()]].concat();
            assert!(said("pdftoppm", "poppler-utils", &poppler).0, "{name}");
            let one = Grey::read(&drawn);
            let mupdf = ["draw", "-q", "-r", "100", "-F", "pgm", "-o"].map(OsStr::new);
            let mupdf =
                [mupdf.as_slice(), &[drawn.as_os_str(), path.as_os_str(), OsStr::new(&number)]].concat();
            assert!(said("mutool", "mupdf-tools", &mupdf).0, "{name}");
            let most = one.difference(&Grey::read(&drawn));
            assert!(most < 0.1, "{name} page {page}: a square differs by {most:.2}");
        }
    }
}

/// A drawn page: how dark each square of 20 dots is, from 0 to 1.
struct Grey {
    squares: Vec<Vec<f64>>,
}

impl Grey {
    /// Reads a PGM of the binary kind.
    fn read(path: &Path) -> Self {
        let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut words = bytes.split(u8::is_ascii_whitespace).skip(1);
        let mut number = || -> usize {
            let word = words.next().expect("a number");
            String::from_utf8_lossy(word).parse().expect("a number")
        };
        let (width, height) = (number(), number());
        let dots = &bytes[bytes.len() - width * height..];
        let mut squares = vec![vec![0.0; width / 20 + 1]; height / 20 + 1];
        for (at, dot) in dots.iter().enumerate() {
            squares[at / width / 20][at % width / 20] += f64::from(255 - dot) / 255.0 / 400.0;
        }
        Self { squares }
    }

    /// The greatest difference of two squares.
    fn difference(&self, other: &Self) -> f64 {
        let pairs = self.squares.iter().flatten().zip(other.squares.iter().flatten());
        pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
    }
}
