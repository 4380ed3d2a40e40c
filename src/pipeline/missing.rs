//! Characters that no face draws: what layout missed comes in, the places in the spec where they were typed go out.

use crate::diag::{Code, Diagnostic};
use crate::font::{Borrowing, Role, Session};
use crate::kind::Kinds;
use crate::spec::{Node, Spec, Value};

/// Puts the places of the spec in place of what layout could only say of a document.
///
/// A character of the templates themselves has no place in the spec: it stays as layout said it.
pub(super) fn locate(spec: &Spec, session: &mut Session<'_>, found: &mut Vec<Diagnostic>) {
    let is_miss = |diagnostic: &Diagnostic| diagnostic.code == Code::MissingGlyph;
    let scope = found
        .iter()
        .filter(|diagnostic| is_miss(diagnostic))
        .fold(Kinds::NONE, |kinds, diagnostic| kinds.union(diagnostic.scope));
    if scope.is_empty() {
        return;
    }
    let places = find(spec, session);
    if places.is_empty() {
        return;
    }
    found.retain(|diagnostic| !is_miss(diagnostic));
    found.extend(places.into_iter().map(|place| place.scope(scope)));
}

/// Every character of a spec that no face draws, where it was typed.
pub(super) fn find(spec: &Spec, session: &mut Session<'_>) -> Vec<Diagnostic> {
    let mut places = Vec::new();
    walk(&spec.root, "", session, &mut places);
    places
}

fn walk(node: &Node, label: &str, session: &mut Session<'_>, places: &mut Vec<Diagnostic>) {
    match &node.value {
        Value::Empty => {}
        Value::List(items) => items.iter().for_each(|item| walk(item, label, session, places)),
        Value::Map(entries) => {
            for entry in entries {
                walk(&entry.node, entry.field.key, session, places);
            }
        }
        Value::Text(text) => {
            let mut told = Vec::new();
            for c in text.chars().filter(|c| !c.is_control()) {
                let is_drawn = [Role::FangSong, Role::Latin].map(|role| session.glyph(role, c).is_some());
                if !told.contains(&c) && is_drawn == [false; 2] {
                    told.push(c);
                    let borrowing = session.fonts().borrowing();
                    places.push(undrawable(node, (label, text), c, borrowing));
                }
            }
        }
    }
}

fn undrawable(node: &Node, (label, text): (&str, &str), c: char, borrowing: Borrowing) -> Diagnostic {
    let (whose, help) = match borrowing {
        Borrowing::Allowed => (
            "现有字体都没有",
            "请核对这个字有没有写错；没有写错的，请安装含有这个字的字体，或用 --fonts 指定字体文件夹",
        ),
        Borrowing::Refused => (
            "规定的字体没有",
            "请核对这个字有没有写错；没有写错的，请换用含有这个字的规定字体，或不写 --strict-fonts，用别的字体补这个字",
        ),
    };
    let shown: String = text.chars().take(24).collect();
    let message =
        format!("「{label}」写的是「{shown}」，其中「{c}」（U+{:04X}）{whose}，印不出来", u32::from(c));
    Diagnostic::new(Code::MissingGlyph, node.id, message).help(help)
}
