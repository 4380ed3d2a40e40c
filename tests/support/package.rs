//! Reading a DOCX back: bytes come in, its entries, its texts and faults in the order of its elements go out.

#![allow(clippy::unwrap_used, reason = "a test may stop at a broken file")]

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// The namespace of `w:`.
pub(crate) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// One entry of the archive.
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) deflated: bool,
    pub(crate) time: String,
}

/// A DOCX taken apart.
pub(crate) struct Package {
    pub(crate) entries: Vec<Entry>,
    parts: BTreeMap<String, String>,
}

impl Package {
    /// Opens a DOCX.
    pub(crate) fn open(bytes: &[u8]) -> Self {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let (mut entries, mut parts) = (Vec::new(), BTreeMap::new());
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).unwrap();
            entries.push(Entry {
                name: file.name().to_owned(),
                deflated: file.compression() == zip::CompressionMethod::Deflated,
                time: file.last_modified().unwrap().to_string(),
            });
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            parts.insert(file.name().to_owned(), text);
        }
        assert_eq!(entries.len(), parts.len(), "an entry is there twice");
        Self { entries, parts }
    }

    /// The text of a part.
    pub(crate) fn text(&self, part: &str) -> &str {
        self.parts.get(part).unwrap_or_else(|| panic!("no {part}"))
    }

    /// The names of the parts.
    pub(crate) fn xml_parts(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    /// Every relationship has its part, every part its content type.
    pub(crate) fn relationships_lead_somewhere(&self) {
        let types = self.text("[Content_Types].xml");
        for (name, base) in [("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")] {
            let xml = roxmltree::Document::parse(self.text(name)).unwrap();
            for relationship in xml.root_element().children() {
                let target = format!("{base}{}", relationship.attribute("Target").unwrap());
                assert!(self.parts.contains_key(&target), "{name} leads to {target}, which is not there");
                assert!(types.contains(&format!("\"/{target}\"")), "{target} has no content type");
            }
        }
        let body = self.text("word/document.xml");
        let relationships = self.text("word/_rels/document.xml.rels");
        for id in body.split("r:id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(relationships.contains(&format!("Id=\"{id}\"")), "{id} leads nowhere");
        }
    }

    /// The text of the body as `Document::text` has it.
    pub(crate) fn body_text(&self) -> String {
        let xml = roxmltree::Document::parse(self.text("word/document.xml")).unwrap();
        let mut out = String::new();
        for paragraph in xml.descendants().filter(|node| node.has_tag_name((W, "p"))) {
            let style = paragraph.descendants().find(|node| node.has_tag_name((W, "pStyle"))).unwrap();
            let continued =
                paragraph.parent().filter(|cell| cell.has_tag_name((W, "tc"))).is_some_and(|cell| {
                    cell.descendants().any(|node| {
                        node.has_tag_name((W, "vMerge")) && node.attribute((W, "val")) == Some("continue")
                    })
                });
            if style.attribute((W, "val")) == Some("Stop") || continued {
                continue;
            }
            for node in paragraph.descendants() {
                match node.tag_name().name() {
                    "t" => out.push_str(node.text().unwrap_or_default()),
                    "br" => out.push('\n'),
                    "tab" if node.parent().is_some_and(|parent| parent.has_tag_name((W, "r"))) => {
                        out.push('\t');
                    }
                    _ => {}
                }
            }
            out.push('\n');
        }
        out
    }
}

/// The children the writer uses, in the order ECMA-376 wants them, written down apart from the writer's own table.
const ORDERS: &[(&str, &str)] = &[
    (
        "pPr",
        "pStyle keepNext keepLines pageBreakBefore widowControl pBdr tabs kinsoku overflowPunct topLinePunct \
         autoSpaceDE autoSpaceDN snapToGrid spacing ind jc outlineLvl",
    ),
    ("rPr", "rStyle rFonts color spacing sz szCs lang"),
    ("pBdr", "top bottom"),
    ("tblPr", "tblStyle tblpPr tblW jc tblInd tblBorders tblLayout tblCellMar tblLook"),
    ("tblBorders", "top left bottom right insideH insideV"),
    ("tcBorders", "top left bottom right"),
    ("tblCellMar", "top left bottom right"),
    ("tbl", "tblPr tblGrid tr"),
    ("tr", "trPr tc"),
    ("trPr", "cantSplit trHeight tblHeader"),
    ("tc", "tcPr p"),
    ("tcPr", "tcW gridSpan vMerge tcBorders tcMar vAlign"),
    ("tcMar", "top bottom"),
    ("sectPr", "footerReference pgSz pgMar pgNumType cols titlePg"),
    ("style", "name qFormat pPr rPr tblPr"),
    ("styles", "docDefaults style"),
    ("docDefaults", "rPrDefault pPrDefault"),
    (
        "settings",
        "zoom defaultTabStop evenAndOddHeaders characterSpacingControl noLineBreaksAfter noLineBreaksBefore compat \
         themeFontLang",
    ),
    ("font", "altName charset family pitch"),
];

/// Fails when an element of a part has a child that is unknown here or out of order, or an empty value.
pub(crate) fn assert_schema_order(document: &str, part: &str, xml: &str) {
    let xml = roxmltree::Document::parse(xml).unwrap_or_else(|error| panic!("{document}: {part}: {error}"));
    for node in xml.descendants().filter(roxmltree::Node::is_element) {
        if node.tag_name().namespace() != Some(W) {
            continue;
        }
        let name = node.tag_name().name();
        let Some((_, order)) = ORDERS.iter().find(|(known, _)| *known == name) else { continue };
        let order: Vec<_> = order.split_whitespace().collect();
        let ranks: Vec<_> = node
            .children()
            .filter(roxmltree::Node::is_element)
            .map(|child| {
                let child = child.tag_name().name();
                order
                    .iter()
                    .position(|known| *known == child)
                    .unwrap_or_else(|| panic!("{document}: {part}: {child} does not belong in {name}"))
            })
            .collect();
        assert!(ranks.is_sorted(), "{document}: {part}: {name} out of order: {ranks:?}");
    }
}
