//! The built-in pack 默认: nothing comes in, its files go out as if they had been read from a folder.

use super::files::{BUILT_IN, Files, Text};

macro_rules! built_in {
    ($($path:literal),* $(,)?) => {
        [$(($path, include_str!(concat!("../../templates/默认/", $path)))),*]
    };
}

/// The files of the built-in pack.
#[must_use]
pub fn files() -> Files {
    let texts = built_in![
        "style.yaml",
        "plan.hbs",
        "approval.hbs",
        "notice.hbs",
        "agenda.hbs",
        "roster.hbs",
        "sign-in.hbs",
        "place-cards.hbs",
        "duties.hbs",
        "record.hbs",
        "minutes.hbs",
        "resolution.hbs",
        "supervision.hbs",
        "circulation.hbs",
        "copy-register.hbs",
        "archive-cover.hbs",
        "archive-catalogue.hbs",
        "archive-note.hbs",
        "supervision-ledger.hbs",
        "register.hbs",
        "statistics.hbs",
        "partials/密级标志.hbs",
    ];
    Files {
        name: "默认".to_owned(),
        shown: format!("默认{BUILT_IN}"),
        unit: include_str!("../../templates/默认/unit.yaml").into(),
        texts: texts.map(|(path, text)| Text { path: path.to_owned(), text: text.to_owned() }).into(),
        words: Vec::new(),
        problems: Vec::new(),
    }
}

/// The days off and worked that the State Council's office announced, as a unit.yaml.
#[must_use]
pub const fn calendar() -> (&'static str, &'static str) {
    ("默认/calendar.yaml（内置）", include_str!("../../templates/默认/calendar.yaml"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// A template that is in the folder is in the program.
    #[test]
    fn every_file_of_the_folder_is_built_in() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/默认");
        let files = files();
        for (below, prefix) in [(folder.clone(), ""), (folder.join("partials"), "partials/")] {
            for entry in std::fs::read_dir(below).expect("a folder") {
                let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
                if [".hbs"].iter().any(|end| name.ends_with(end)) {
                    assert!(files.text(&format!("{prefix}{name}")).is_some(), "{prefix}{name}");
                }
            }
        }
    }
}
