//! Word templates cut up and put together anew: whatever a .docx holds, its check, its copy with comments and its documents come
//! to an end.

use super::mutate::Dice;
use super::{meeting, run};
use huiwu::document::Stage;
use huiwu::kind::{Kind, Kinds};
use huiwu::pack::{Files, WordFile, builtin_files, layered};
use huiwu::pipeline::Office;
use huiwu::render::Renderer;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const GIVEN: [(&str, Kind, &[u8]); 2] = [
    ("notice.docx", Kind::Notice, include_bytes!("../word/notice.docx")),
    ("record.docx", Kind::Record, include_bytes!("../word/record.docx")),
];

const BITS: &[&str] = &[
    "{{#each @root.参会人员.全部}}",
    "{{/each}}",
    "{{#if 地点}}",
    "{{/if}}",
    "{{else}}",
    "{{地点}}",
    "{{",
    "}}",
    "{",
    "“",
    "\\",
    "｛｛",
    "{{!-- ",
    "</w:t></w:r><w:r><w:t>",
    "</w:t></w:r></w:p><w:p><w:r><w:t>",
    "</w:p></w:tc></w:tr><w:tr><w:tc><w:p>",
    "<w:p/>",
    "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
    "<w:txbxContent><w:p><w:r><w:t>{{地点}}</w:t></w:r></w:p></w:txbxContent>",
    "<w:bookmarkStart w:id=\"1\"/>",
    "<wp:docPr id=\"1\"/>",
    "<w:sectPr/>",
    "&amp;",
    "&#x7B;&#x7B;",
    "<![CDATA[{{地点}}]]>",
    "<!-- {{ -->",
    "<w:del><w:r><w:t>{{</w:t></w:r></w:del>",
];

fn unpacked(docx: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(docx)).expect("a package");
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("a sound part");
        parts.insert(part.name().to_owned(), bytes);
    }
    parts
}

fn packed(parts: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), options).expect("a part");
        writer.write_all(bytes).expect("a part");
    }
    writer.finish().expect("a package").into_inner()
}

/// Cuts the body up, most often at the edges of tags and elements.
fn cut(dice: &mut Dice, text: &mut String) {
    let body = text.find("<w:body>").unwrap_or_default();
    let marks = ['<', '>', '{', '}'];
    let edges: Vec<usize> = text.match_indices(marks).map(|(at, _)| at).filter(|at| *at > body).collect();
    let at = if edges.is_empty() { body } else { *dice.pick(&edges) };
    let after = edges.iter().copied().find(|edge| *edge > at + dice.below(60)).unwrap_or(at);
    match dice.below(4) {
        0 => text.replace_range(at..after, ""),
        1 => {
            let again = text.get(at..after).unwrap_or_default().to_owned();
            text.insert_str(at, &again);
        }
        _ => text.insert_str(at, dice.word(BITS)),
    }
}

#[test]
fn word_templates_come_to_an_end() {
    let meeting = meeting(include_str!("../../templates/示例会议.yaml"));
    let given: Vec<_> = GIVEN.iter().map(|(name, kind, docx)| (*name, *kind, unpacked(docx))).collect();
    run("word templates", 60, |dice| {
        let (name, kind, sound) = dice.pick(&given);
        let mut parts = sound.clone();
        let inner: Vec<String> = parts.keys().filter(|name| name.contains(".xml")).cloned().collect();
        let part =
            if dice.below(4) == 0 { dice.pick(&inner).clone() } else { "word/document.xml".to_owned() };
        let mut text = String::from_utf8(parts[&part].clone()).expect("UTF-8");
        for _ in 0..=dice.below(5) {
            cut(dice, &mut text);
        }
        parts.insert(part, text.into_bytes());
        let is_xml = |parts: &BTreeMap<String, Vec<u8>>| {
            let body = std::str::from_utf8(&parts["word/document.xml"]).expect("UTF-8");
            roxmltree::Document::parse(body).is_ok()
        };
        let was_xml = is_xml(&parts);
        let mut docx = packed(&parts);
        // Now and then the package itself is damaged.
        if dice.below(10) == 0 {
            let at = dice.below(docx.len());
            docx[at] = docx[at].wrapping_add(1);
        }
        let files = Files {
            name: "某局".to_owned(),
            shown: "某局".to_owned(),
            unit: "名称: 某局\n".into(),
            texts: Vec::new(),
            words: vec![WordFile { path: (*name).to_owned(), bytes: docx.as_slice().into() }],
            problems: Vec::new(),
        };
        let pack = layered(&[&files, &builtin_files()]).value.expect("a pack");
        let mut office = Office::default();
        office.add(vec![files]);
        let faults = office.faults("某局").0;
        drop(office.annotated("某局"));
        let is_refused = faults
            .iter()
            .any(|it| it.is_error() && it.scope.intersection(Kinds::NONE.with(*kind)) != Kinds::NONE);
        if !is_refused && let Some(renderer) = Renderer::new(&pack).value {
            let mut view = renderer.view(&meeting);
            let filled = renderer.fill(&mut view, (*kind, Stage::Final), &[], "<core/>");
            // What passes the check is filled, and is XML where the template was.
            let said: Vec<&str> = filled.diagnostics.iter().map(|it| it.message.as_str()).collect();
            let bytes = filled.value.unwrap_or_else(|| panic!("{said:?}"));
            assert!(!was_xml || is_xml(&unpacked(&bytes)), "no XML any more");
        }
        docx
    });
}
