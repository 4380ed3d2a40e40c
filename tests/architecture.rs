//! The walls of the house: every `use crate::…` and every external crate is held against the table of doors.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A room and the rooms it may import. Verbs never import verbs; nouns never import verbs.
const DOORS: &[(&str, &[&str])] = &[
    // On the side.
    ("length", &[]),
    ("kind", &[]),
    // What a unit says once: read by load, carried by the meeting.
    ("house", &[]),
    ("date", &[]),
    ("diag", &["kind"]),
    ("font", &["length"]),
    ("stroke", &[]),
    ("foreign", &[]),
    // A unit's own Word files, taken apart and put together: no template language, no paths.
    ("word", &[]),
    // Counts the pages of what it verifies.
    ("parcel", &["foreign"]),
    // Nouns.
    // kind: a unit says which documents it makes.
    ("spec", &["diag", "length", "date", "kind", "house"]),
    ("meeting", &["diag", "length", "date", "house"]),
    // The tasks of many meetings as one: gathered where they are kept, for both forms of it.
    ("ledger", &["meeting", "diag", "date"]),
    // The meetings of a run as one: what clashes, and a month's figures.
    ("month", &["meeting", "diag", "date"]),
    ("document", &["diag", "length", "date", "kind", "font"]),
    ("page", &["diag", "length", "font", "document"]),
    // What a blank spec shows of the vocabulary.
    ("form", &["spec", "kind"]),
    // Verbs.
    ("load", &["spec", "diag", "length", "date", "kind", "house"]),
    ("check", &["spec", "meeting", "pack", "stroke", "diag", "length", "date", "kind", "house"]),
    (
        "render",
        &[
            "meeting", "ledger", "month", "document", "pack", "word", "stroke", "diag", "length", "date",
            "kind",
        ],
    ),
    ("layout", &["document", "page", "font", "diag", "length", "kind"]),
    ("write::docx", &["document", "date", "diag", "length", "kind", "font"]),
    ("write::pdf", &["document", "page", "font", "diag", "length", "kind"]),
    ("write::yaml", &["spec", "form"]),
    ("write::workbook", &["spec", "form", "ledger", "month", "kind", "date"]),
    ("write::schema", &["spec", "form"]),
    // Above.
    ("pack", &["document", "diag", "length", "font", "kind"]),
    (
        "pipeline",
        &[
            "load", "check", "render", "layout", "write", "form", "pack", "spec", "meeting", "ledger",
            // word: copies of Word templates with comments.
            "month", "document", "page", "diag", "kind", "font", "length", "date", "parcel", "word", "house",
        ],
    ),
    ("batch", &["pipeline", "pack", "diag", "kind", "font", "foreign", "parcel"]),
    ("cli", &["batch", "pipeline", "pack", "diag", "kind", "font"]),
];

/// A library and the only rooms it lives in. What is not named may be used anywhere.
const HOMES: &[(&str, &[&str])] = &[
    ("serde_yaml", &["load", "pack"]),
    ("calamine", &["load"]),
    ("cfb", &["load"]),
    ("rust_xlsxwriter", &["write::workbook"]),
    ("handlebars", &["render"]),
    ("docx_rs", &["write::docx"]),
    ("zip", &["load", "word"]),
    ("printpdf", &["write::pdf"]),
    ("lopdf", &["write::pdf", "foreign"]),
    ("libdeflater", &["write::docx", "write::pdf"]),
    ("subsetter", &["write::pdf"]),
    ("ttf_parser", &["font"]),
    ("fontdb", &["font"]),
    ("chrono", &["date"]),
    ("rayon", &["batch"]),
    ("walkdir", &["batch"]),
    ("tempfile", &["batch"]),
    ("clap", &["cli"]),
    ("indicatif", &["cli"]),
    ("icu_segmenter", &["layout", "render"]),
    ("simdutf8", &["load"]),
    ("quick_xml", &["render", "write::docx", "load", "word"]),
];

/// What only some rooms may do.
const DEEDS: &[(&str, &[&str])] = &[
    ("std::fs", &["batch", "cli", "font"]),
    ("std::env", &["cli"]),
    // batch: LibreOffice makes the PDFs of Word templates.
    ("std::process", &["cli", "batch"]),
    ("SystemTime", &[]),
    ("Utc::now", &[]),
    ("Local::now", &[]),
    ("HashMap::new().iter", &[]),
];

struct Source {
    path: PathBuf,
    room: String,
    code: String,
}

fn sources() -> Vec<Source> {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    let mut folders = vec![base.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let room = room_of(path.strip_prefix(&base).expect("below the sources"));
                let code = std::fs::read_to_string(&path).expect("UTF-8");
                sources.push(Source { path, room, code });
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(sources.len() > 50, "the sources were not found");
    sources
}

/// `write/pdf/content.rs` is in `write::pdf`, `date/read.rs` in `date`.
fn room_of(path: &Path) -> String {
    let parts: Vec<String> = path.iter().map(|part| part.to_string_lossy().replace(".rs", "")).collect();
    match parts.as_slice() {
        [write, second, ..] if write == "write" && second != "mod" => format!("write::{second}"),
        [first, ..] => first.clone(),
        [] => String::new(),
    }
}

/// Lines of code with their numbers, up to the unit tests, without comments.
fn lines(source: &Source) -> impl Iterator<Item = (usize, &str)> {
    source
        .code
        .lines()
        .enumerate()
        .take_while(|(_, line)| !line.starts_with("#[cfg(test)]"))
        .map(|(at, line)| (at + 1, line.split("//").next().unwrap_or("")))
}

#[test]
fn rooms_import_only_through_their_doors() {
    let doors: BTreeMap<&str, &[&str]> = DOORS.iter().copied().collect();
    let mut faults = Vec::new();
    for source in sources() {
        if matches!(source.room.as_str(), "lib" | "main" | "write") {
            continue;
        }
        let Some(allowed) = doors.get(source.room.as_str()) else {
            faults.push(format!(
                "{}: the room {} has no row in the table",
                source.path.display(),
                source.room
            ));
            continue;
        };
        let own = source.room.split("::").next().unwrap();
        for (number, line) in lines(&source) {
            for imported in line.split("crate::").skip(1) {
                let names: Vec<&str> = imported.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
                let first = names[0];
                let is_own = first == own && (own != "write" || imported.starts_with(source.room.as_str()));
                if !first.is_empty() && !is_own && !allowed.contains(&first) {
                    faults.push(format!(
                        "{}:{number}: {} imports {first}",
                        source.path.display(),
                        source.room
                    ));
                }
            }
        }
    }
    assert!(faults.is_empty(), "wrong doors:\n{}", faults.join("\n"));
}

#[test]
fn libraries_stay_at_home() {
    let mut faults = Vec::new();
    for source in sources() {
        for (number, line) in lines(&source) {
            for (library, homes) in HOMES {
                let uses =
                    line.contains(&format!("{library}::")) || line.contains(&format!("use {library};"));
                if uses && !homes.contains(&source.room.as_str()) {
                    faults.push(format!("{}:{number}: {library} outside its home", source.path.display()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "libraries away from home:\n{}", faults.join("\n"));
}

#[test]
fn only_the_upper_rooms_touch_the_world() {
    let mut faults = Vec::new();
    for source in sources().into_iter().filter(|source| source.room != "main") {
        for (number, line) in lines(&source) {
            for (deed, rooms) in DEEDS {
                if line.contains(deed) && !rooms.contains(&source.room.as_str()) {
                    faults.push(format!("{}:{number}: {deed} in {}", source.path.display(), source.room));
                }
            }
        }
    }
    assert!(faults.is_empty(), "deeds in the wrong room:\n{}", faults.join("\n"));
}

#[test]
fn files_are_small_and_say_what_they_do() {
    for source in sources() {
        let count = source.code.lines().count();
        assert!(count <= 600, "{} has {count} lines", source.path.display());
        assert!(source.code.starts_with("//! "), "{} does not open with a sentence", source.path.display());
    }
}
