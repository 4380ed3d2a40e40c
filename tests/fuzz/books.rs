//! Workbooks: their bytes, the members of their packages, and the XML in these.

use super::mutate::{self, Dice};
use super::support;
use std::io::{Cursor, Read, Write};
use zip::read::ZipArchive;
use zip::write::{SimpleFileOptions, ZipWriter};

const TOKENS: &[&str] = &[
    "<row r=\"1\">",
    "<row>",
    "</row>",
    "<c r=\"XFD1048576\"><v>1</v></c>",
    "<c r=\"A1\" t=\"s\"><v>99999999</v></c>",
    "<c r=\"A1\" t=\"s\"><v>-1</v></c>",
    "<c t=\"inlineStr\"><is><t>会议</t></is></c>",
    "<f>A1</f>",
    "<f t=\"shared\" si=\"9\"/>",
    "<v>1e308</v>",
    "<v>NaN</v>",
    "<v/>",
    "r=\"A0\"",
    "r=\"A4294967296\"",
    "r=\"ZZZZZZ9\"",
    "r=\"\"",
    "t=\"d\"",
    "t=\"e\"",
    "t=\"b\"",
    "s=\"65535\"",
    "s=\"-1\"",
    "count=\"4294967295\"",
    "uniqueCount=\"4294967295\"",
    "<mergeCell ref=\"A1:XFD1048576\"/>",
    "<mergeCell ref=\"B9:A1\"/>",
    "<dimension ref=\"A1:XFD1048576\"/>",
    "hidden=\"1\"",
    "<rPh sb=\"0\" eb=\"1\"><t>kai</t></rPh>",
    "<si><t>某</t></si>",
    "<si>",
    "</si>",
    "<t>",
    "</t>",
    "<r>",
    "</sheetData>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&amp;",
    "&#0;",
    "&#x110000;",
    "&x;",
    "<!DOCTYPE a [<!ENTITY b \"c\">]>",
    "<?xml version=\"1.0\" encoding=\"GBK\"?>",
    "\"",
    "'",
    "<",
    ">",
    "/",
    "date1904=\"1\"",
    "state=\"veryHidden\"",
    "Target=\"../../x\"",
    "r:id=\"rId9\"",
    "numFmtId=\"22\"",
    "formatCode=\"y\"",
    "会议编号",
    "会议名称",
    "参会人员",
    "项目",
    "内容",
    "46350",
    "0.375",
    "\u{0}",
    "\u{FFFF}",
];

/// A file: its name, its bytes, and its members where it is a package.
type Base = (String, Vec<u8>, Vec<(String, Vec<u8>)>);

/// The members of a package, in their order.
fn members(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a package");
    (0..archive.len())
        .map(|index| {
            let mut member = archive.by_index(index).expect("a member");
            let mut content = Vec::new();
            member.read_to_end(&mut content).expect("its content");
            (member.name().to_owned(), content)
        })
        .collect()
}

fn package(members: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        // A name may be there twice only in a forged package; the writer refuses it.
        if zip.start_file(name.as_str(), SimpleFileOptions::default()).is_ok() {
            zip.write_all(content).expect("in memory");
        }
    }
    zip.finish().expect("in memory").into_inner()
}

fn mutilated(dice: &mut Dice, base: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut parts = base.to_vec();
    for _ in 0..=dice.below(2) {
        let at = dice.below(parts.len());
        match dice.below(12) {
            0 => drop(parts.remove(at)),
            1 => {
                let other = dice.below(parts.len());
                let content = parts[other].1.clone();
                parts[at].1 = content;
            }
            2 => {
                let name = dice.word(&["xl/workbook.xml", "xl/sharedStrings.xml", "x.xml", ""]);
                name.clone_into(&mut parts[at].0);
            }
            3 => repeat(dice, &mut parts[at].1),
            4 => parts[at].1 = mutate::bytes(dice, &parts[at].1.clone()),
            _ => {
                let text = String::from_utf8_lossy(&parts[at].1).into_owned();
                parts[at].1 = mutate::text(dice, &text, TOKENS).into_bytes();
            }
        }
        if parts.is_empty() {
            break;
        }
    }
    package(&parts)
}

/// A stretch of the part a great many times over: rows without end, strings without end.
fn repeat(dice: &mut Dice, part: &mut Vec<u8>) {
    let text = String::from_utf8_lossy(part).into_owned();
    let stretches = ["<row", "<si", "<c ", "<xf", "<sheet ", "<mergeCell ", "<Relationship "];
    let stretch = dice.word(&stretches);
    let Some((before, rest)) = text.split_once(stretch) else { return };
    let length = rest.find(stretch).or_else(|| rest.find('>').map(|at| at + 1)).unwrap_or(rest.len());
    let piece = format!("{stretch}{}", rest.get(..length).unwrap_or_default());
    let most = 6_000_000 / piece.len();
    let times = [100, 5_000, 200_000, 1_100_000][dice.below(4)].min(most);
    *part = format!("{before}{}{stretch}{rest}", piece.repeat(times)).into_bytes();
}

/// A file of fixtures/meetings or of fixtures/books, with its name.
fn bases() -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for folder in support::folders("meetings") {
        found.push(("会议.xlsx".to_owned(), std::fs::read(folder.join("spec.xlsx")).expect("a workbook")));
    }
    let books = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/books");
    for path in support::entries(&books) {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        // As often as all the others together.
        for _ in 0..4 {
            found.push((name.clone(), std::fs::read(&path).expect("a workbook")));
        }
    }
    let specs: Vec<_> = support::meetings()
        .into_iter()
        .zip(1..)
        .filter_map(|((_, text), number)| {
            let text = if text.contains("\n  编号:") {
                text
            } else {
                text.replacen("\n会议:\n", &format!("\n会议:\n  编号: HY-{number}\n"), 1)
            };
            huiwu::load::load("a.yaml", text.as_bytes()).value
        })
        .take(3)
        .collect();
    found.push(("台账.xlsx".to_owned(), support::ledger::write_ledger(&specs.iter().collect::<Vec<_>>())));
    found
}

#[test]
fn workbook_loader() {
    let bases: Vec<Base> = bases()
        .into_iter()
        .map(|(name, bytes)| {
            let parts = if bytes.starts_with(b"PK") { members(&bytes) } else { Vec::new() };
            (name, bytes, parts)
        })
        .collect();
    super::run("workbook", 40, |dice| {
        let (name, bytes, parts) = dice.pick(&bases);
        let bytes = if parts.is_empty() || dice.below(5) == 0 {
            mutate::bytes(dice, bytes)
        } else {
            mutilated(dice, parts)
        };
        super::load_and_locate(name, &bytes);
        bytes
    });
}
