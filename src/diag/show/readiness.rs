//! Readiness: what each document of each meeting waits for comes in, a table for people or JSON lines for machines goes out.

use super::super::{Code, Diagnostic};
use super::width::{columns, padded, visible};
use crate::kind::{Kind, Kinds};
use serde::Serialize;
use std::fmt::Write;

/// Whether a document can be made, and what keeps it from being made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readiness {
    /// The spec's file.
    pub file: String,
    /// The document.
    pub kind: Kind,
    /// The codes of the errors that block it, each with how often; none for a document that is ready.
    pub codes: Vec<(Code, usize)>,
}

impl Readiness {
    /// How ready the documents asked for of a spec are, by its diagnostics.
    #[must_use]
    pub fn of(file: &str, asked: Kinds, diagnostics: &[Diagnostic]) -> Vec<Self> {
        let errors = |kind: Kind| {
            diagnostics.iter().filter(move |found| found.is_error() && found.scope.contains(kind))
        };
        let counted = |kind: Kind| {
            let mut codes: Vec<(Code, usize)> = Vec::new();
            for found in errors(kind) {
                match codes.iter_mut().find(|(code, _)| *code == found.code) {
                    Some((_, count)) => *count += 1,
                    None => codes.push((found.code, 1)),
                }
            }
            codes
        };
        asked.iter().map(|kind| Self { file: file.to_owned(), kind, codes: counted(kind) }).collect()
    }

    /// Whether nothing blocks it.
    #[must_use]
    pub const fn is_ready(&self) -> bool {
        self.codes.is_empty()
    }

    /// `missing-element×2、invalid-date`.
    #[must_use]
    pub fn reasons(&self) -> String {
        let parts = self.codes.iter().map(|(code, count)| match count {
            1 => code.name().to_owned(),
            count => format!("{}×{count}", code.name()),
        });
        parts.collect::<Vec<_>>().join("、")
    }

    /// One line of JSON: `file kind status` (`ready` or `blocked`) and `codes`.
    #[must_use]
    pub fn json(&self) -> String {
        let object = Object {
            file: &self.file,
            kind: self.kind.name(),
            status: if self.is_ready() { "ready" } else { "blocked" },
            codes: self.codes.iter().map(|(code, _)| code.name()).collect(),
        };
        // Strings only: serialising them cannot fail.
        serde_json::to_string(&object).unwrap_or_default()
    }
}

#[derive(Serialize)]
struct Object<'r> {
    file: &'r str,
    kind: &'static str,
    status: &'static str,
    codes: Vec<&'static str>,
}

/// Meetings up to which each document has its line; of more, only those that wait for something are listed.
const FEW: usize = 8;

/// The table, with a line for each document; empty without documents.
#[must_use]
pub fn table(all: &[Readiness]) -> String {
    let mut meetings: Vec<&[Readiness]> = all.chunk_by(|a, b| a.file == b.file).collect();
    let count = meetings.len();
    let is_ready = |meeting: &&[Readiness]| meeting.iter().all(Readiness::is_ready);
    let ready = meetings.iter().filter(|meeting| is_ready(meeting)).count();
    if count > FEW {
        meetings.retain(|meeting| !is_ready(meeting));
    }
    let width = |text: &str| columns(&text.chars().collect::<Vec<_>>());
    let widest = all.iter().map(|one| width(one.kind.label())).max().unwrap_or(0);
    let mut out = String::new();
    for meeting in meetings {
        let Some(first) = meeting.first() else { continue };
        let _ = writeln!(out, "{}", visible(&first.file));
        for one in meeting {
            let label = padded(one.kind.label(), widest);
            let state =
                if one.is_ready() { "可生成".to_owned() } else { format!("被拦下  {}", one.reasons()) };
            let _ = writeln!(out, "  {label}  {state}");
        }
    }
    if count > FEW && ready > 0 {
        let _ = writeln!(out, "其余{ready}个会议的文书都可生成。");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Location;

    fn error(code: Code, kinds: &[Kind]) -> Diagnostic {
        Diagnostic::new(code, Location::File, "坏").scope(kinds.iter().copied().collect())
    }

    #[test]
    fn each_document_is_ready_or_blocked_by_codes() {
        let found = [
            error(Code::MissingElement, &[Kind::Minutes]),
            error(Code::InvalidDate, &[Kind::Minutes]),
            error(Code::MissingElement, &[Kind::Minutes]),
            error(Code::RecommendedElement, &[Kind::Notice]),
        ];
        let asked = [Kind::Notice, Kind::SignIn, Kind::Minutes].into_iter().collect();
        let all = Readiness::of("会议.yaml", asked, &found);
        let expected = "\
会议.yaml
  会议通知    可生成
  会议签到表  可生成
  会议纪要    被拦下  missing-element×2、invalid-date
";
        assert_eq!(table(&all), expected);
        assert_eq!(
            all[2].json(),
            r#"{"file":"会议.yaml","kind":"minutes","status":"blocked","codes":["missing-element","invalid-date"]}"#
        );
        assert_eq!(all[0].json(), r#"{"file":"会议.yaml","kind":"notice","status":"ready","codes":[]}"#);
    }

    #[test]
    fn of_many_meetings_only_those_that_wait_are_listed() {
        let asked = Kinds::NONE.with(Kind::Notice);
        let of = |at: usize| {
            let found = error(Code::MissingElement, &[Kind::Notice]);
            Readiness::of(
                &format!("{at}.yaml"),
                asked,
                if at == 7 { std::slice::from_ref(&found) } else { &[] },
            )
        };
        let all: Vec<Readiness> = (0..20).flat_map(of).collect();
        assert_eq!(
            table(&all),
            "7.yaml\n  会议通知  被拦下  missing-element\n其余19个会议的文书都可生成。\n"
        );
        assert_eq!(table(&[]), "");
    }
}
