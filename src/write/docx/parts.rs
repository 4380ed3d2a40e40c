//! The small parts docx-rs has no say in: faces, properties, relationships, content types.

use super::Form;
use super::section::{DRAFT, EVEN, FIRST, HEAD, ODD};
use super::text::escaped;
use crate::date::Moment;
use crate::document::{Properties, Sheet, Stage};
use crate::font::Role;

/// How every part begins.
pub(super) const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// `[Content_Types].xml`.
pub(super) fn content_types(form: Form, stage: Stage) -> String {
    let head = [("header1", "header")];
    let draft = [("header2", "header")];
    let word = [
        ("document", "document.main"),
        ("styles", "styles"),
        ("settings", "settings"),
        ("fontTable", "fontTable"),
        ("footer1", "footer"),
        ("footer2", "footer"),
        ("footer3", "footer"),
    ];
    let overrides = word
        .iter()
        .chain(head.iter().filter(|_| form == Form::Letter))
        .chain(draft.iter().filter(|_| stage == Stage::Draft))
        .map(|(part, kind)| {
            format!(r#"<Override PartName="/word/{part}.xml" ContentType="{WORD}.{kind}+xml"/>"#)
        })
        .collect::<Vec<_>>()
        .concat();
    format!(
        concat!(
            r#"{}<Types xmlns="{}/content-types">"#,
            r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
            r#"<Default Extension="xml" ContentType="application/xml"/>{}"#,
            r#"<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>"#,
            r#"<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>"#,
            r#"</Types>"#
        ),
        DECLARATION, PACKAGE, overrides
    )
}

/// `_rels/.rels`.
pub(super) fn package_relationships() -> String {
    relationships(&[
        ("rId1", format!("{OFFICE}/officeDocument"), "word/document.xml"),
        ("rId2", format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml"),
        ("rId3", format!("{OFFICE}/extended-properties"), "docProps/app.xml"),
    ])
}

/// `word/_rels/document.xml.rels`; the footers are there for every document, its section says which it uses.
pub(super) fn document_relationships(form: Form, stage: Stage) -> String {
    let mut list = vec![
        ("rIdStyles", format!("{OFFICE}/styles"), "styles.xml"),
        ("rIdSettings", format!("{OFFICE}/settings"), "settings.xml"),
        ("rIdFonts", format!("{OFFICE}/fontTable"), "fontTable.xml"),
        (ODD, format!("{OFFICE}/footer"), "footer1.xml"),
        (EVEN, format!("{OFFICE}/footer"), "footer2.xml"),
        (FIRST, format!("{OFFICE}/footer"), "footer3.xml"),
    ];
    if form == Form::Letter {
        list.push((HEAD, format!("{OFFICE}/header"), "header1.xml"));
    }
    if stage == Stage::Draft {
        list.push((DRAFT, format!("{OFFICE}/header"), "header2.xml"));
    }
    relationships(&list)
}

fn relationships(list: &[(&str, String, &str)]) -> String {
    let items = list
        .iter()
        .map(|(id, kind, target)| format!(r#"<Relationship Id="{id}" Type="{kind}" Target="{target}"/>"#))
        .collect::<Vec<_>>()
        .concat();
    format!(r#"{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{items}</Relationships>"#)
}

/// `word/fontTable.xml`: the official faces, each with the family that stands in for it where it is not installed.
pub(super) fn font_table(sheet: &Sheet) -> String {
    let mut seen: Vec<&str> = Vec::new();
    let mut fonts = String::new();
    for role in Role::ALL {
        let name = sheet.faces.name(role);
        if seen.contains(&name) {
            continue;
        }
        seen.push(name);
        fonts.push_str(&font(name, role));
    }
    format!("{DECLARATION}<w:fonts{}>{fonts}</w:fonts>", super::NAMESPACES)
}

fn font(name: &str, role: Role) -> String {
    let (stand_in, charset, family) = match role {
        Role::FangSong => ("仿宋", "86", "modern"),
        Role::XiaoBiaoSong => ("方正小标宋_GBK", "86", "auto"),
        Role::HeiTi => ("SimHei", "86", "modern"),
        Role::KaiTi => ("楷体", "86", "modern"),
        Role::SongTi => ("SimSun", "86", "auto"),
        Role::Latin => ("", "00", "roman"),
    };
    let other = if stand_in.is_empty() || stand_in == name {
        String::new()
    } else {
        format!(r#"<w:altName w:val="{stand_in}"/>"#)
    };
    format!(
        r#"<w:font w:name="{}">{other}<w:charset w:val="{charset}"/><w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>"#,
        escaped(name)
    )
}

/// `docProps/app.xml`.
pub(super) fn app() -> String {
    format!(
        r#"{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>huiwu</Application></Properties>"#
    )
}

/// `docProps/core.xml`: only what the caller gave.
#[must_use]
pub fn core(properties: &Properties) -> String {
    let mut items = String::new();
    let texts = [
        ("dc:title", &properties.title),
        ("dc:subject", &properties.subject),
        ("dc:creator", &properties.author),
        ("cp:keywords", &properties.keywords),
    ];
    for (name, text) in texts {
        if let Some(text) = text {
            items.extend(["<", name, ">", &escaped(text), "</", name, ">"]);
        }
    }
    if let Some(created) = properties.created {
        let moment = w3cdtf(created);
        for name in ["dcterms:created", "dcterms:modified"] {
            items.extend(["<", name, r#" xsi:type="dcterms:W3CDTF">"#, &moment, "</", name, ">"]);
        }
    }
    format!(
        concat!(
            r#"{}<cp:coreProperties xmlns:cp="{}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" "#,
            r#"xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{}"#,
            r#"</cp:coreProperties>"#
        ),
        DECLARATION, PACKAGE, items
    )
}

/// A moment as it stands: the house's moments carry no zone, and Word wants one.
fn w3cdtf(moment: Moment) -> String {
    let (hour, minute) = moment.time.map_or((0, 0), |time| (time.hour(), time.minute()));
    format!("{}T{hour:02}:{minute:02}:00Z", moment.date)
}
