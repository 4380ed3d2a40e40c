//! Unit packs before any meeting is there: `fixtures/packs/<code>` holds faulty packs and what `huiwu unit check` says of them;
//! faults by the dozen are seeded into the built-in templates, and each is found at its line and column.
//!
//! `UPDATE=1 cargo test --test packs` renews the expected texts.

#[path = "packs/seeded.rs"]
mod seeded;
mod support;
#[path = "packs/verbs.rs"]
mod verbs;

use std::path::{Path, PathBuf};
use support::desk::Desk;

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/packs");
    let mut cases: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    cases.sort();
    cases
}

/// Codes: inheritance-fault, unknown-pack-file, style-fault, unknown-variable, unknown-helper, unknown-partial,
/// unknown-tag, unknown-style, unbalanced-template, element-not-printed, heavy-template, absent-font; unsafe-pack-file
/// is in packs/verbs.rs, for links are no files to keep. Of Word templates: broken-word-template, misplaced-block,
/// doubled-template.
#[test]
fn each_code_is_said_as_expected() {
    let mut stale = Vec::new();
    for case in cases() {
        let code = case.file_name().expect("a name").to_string_lossy().into_owned();
        // Copies of Word templates with comments are written beside them: not among the fixtures.
        let desk = Desk::new(&[]);
        for (path, bytes) in support::program::files(&case) {
            desk.put_bytes(&path.to_string_lossy(), &bytes);
        }
        let run = desk.run(&["unit", "check"]);
        assert!(run.out.contains(&format!("[{code}]")), "{code} is not said:\n{}{}", run.out, run.err);
        // Which face stands in depends on the machine.
        let said: String = run
            .out
            .lines()
            .map(|line| line.split_once("PDF 用的是").map_or(line, |(head, _)| head).to_owned() + "\n")
            .collect();
        stale.extend(support::compare(&case.join("expected.txt"), &said));
    }
    assert!(stale.is_empty(), "{}", stale.join("\n"));
}

/// Nothing else is said of a pack than what is wrong with it: the pack without its fault is sound.
#[test]
fn the_built_in_templates_are_sound_in_a_pack_of_their_own() {
    let desk = Desk::new(&[("templates/某局/unit.yaml", "名称: 某局\n")]);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/默认");
    for sub in ["", "partials"] {
        for entry in std::fs::read_dir(folder.join(sub)).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|extension| extension == "hbs") {
                let name = path.file_name().expect("a name").to_string_lossy().into_owned();
                let text = std::fs::read_to_string(&path).expect("a text");
                desk.put(&format!("templates/某局/{sub}/{name}"), &text);
            }
        }
    }
    desk.run(&["unit", "check"]).expect(0, &["检查了1个单位包：没有发现问题。"]);
}
