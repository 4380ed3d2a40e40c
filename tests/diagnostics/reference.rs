//! The rule reference: the table of codes comes in; the page in the repository and what `huiwu rules` says are held against it.

use crate::support::compare;
use crate::support::program::huiwu;
use huiwu::diag::{Code, reference};
use std::path::Path;

/// `UPDATE=1` renews the page.
#[test]
fn the_page_is_what_the_table_says() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/invalid/README.md");
    let stale = compare(&page, &reference::page());
    assert_eq!(stale, None);
}

#[test]
fn every_code_has_its_entry() {
    let page = reference::page();
    for code in Code::ALL {
        let heading = format!("\n### {}\n", code.name());
        assert_eq!(page.matches(&heading).count(), 1, "{heading}");
        for text in [code.about(), code.fix()] {
            assert!(page.contains(text), "{}: {text}", code.name());
        }
    }
}

#[test]
fn the_program_explains_every_code() {
    let desk = tempfile::tempdir().expect("a folder");
    let run = huiwu(desk.path(), &["rules"]);
    run.expect(0, &[]);
    for code in Code::ALL {
        assert!(run.out.lines().any(|line| line.contains(code.name())), "{}", code.name());
    }
    let one = huiwu(desk.path(), &["rules", "late-minutes"]);
    one.expect(
        0,
        &[
            "警告[late-minutes]",
            Code::LateMinutes.about(),
            Code::LateMinutes.example(),
            Code::LateMinutes.fix(),
        ],
    );
    let json = huiwu(desk.path(), &["rules", "--message-format", "json"]).json();
    assert_eq!(json.len(), Code::ALL.len());
    let named = json.iter().find(|line| line["code"] == "late-minutes").expect("late-minutes");
    assert_eq!((named["severity"].as_str(), named["fixed"].as_bool()), (Some("warning"), Some(false)));
    // A misspelt name is answered with the nearest.
    huiwu(desk.path(), &["rules", "late-minuts"]).expect(2, &["没有「late-minuts」这条规则", "late-minutes"]);
    huiwu(desk.path(), &["rules", "会议纪要"]).expect(0, &["late-minutes"]);
}
