//! The clause table: all documents come in; for each clause of GB/T 9704-2012 what is asked, what our PDF measures and what
//! LibreOffice makes of the DOCX goes out as Markdown.

use super::office::pairs;
use crate::support::clauses::{Clause, View, clauses};
use std::fmt::Write as _;
use std::path::Path;

/// Writes `clauses.md`; gives its text and the clauses our PDF does not keep.
pub(crate) fn table() -> (String, Vec<String>) {
    // The ledger's tables leave its pages part empty: the page that lies on its side is measured on a full one.
    let is_measured = |name: &str, is_fixture: bool| {
        (is_fixture && name != "督办台账") || ["grid", "landscape"].contains(&name)
    };
    let measured_on = || pairs().iter().filter(|(name, pair)| is_measured(name, pair.is_fixture));
    let ours: Vec<View<'_>> =
        measured_on().map(|(_, pair)| View::new(&pair.document, &pair.ours, &pair.ours)).collect();
    let office: Vec<View<'_>> =
        measured_on().map(|(_, pair)| View::new(&pair.document, &pair.office, &pair.ours)).collect();
    let mut table = String::from(
        "| 条款 | 要素 | 标准 | PDF 实测 | DOCX 经 LibreOffice 实测 | 处数 | 是否在公差内 |\n|---|---|---|---|---|---|---|\n",
    );
    let mut broken = Vec::new();
    for clause in clauses() {
        let (ours, office) = (measured(clause, &ours), measured(clause, &office));
        let unit = clause.unit.label();
        let verdict = verdict(clause, &ours, &office);
        let _ = writeln!(
            table,
            "| {} | {} | {:.2} {unit} | {} | {} | {} | {verdict} |",
            clause.number,
            clause.element,
            clause.asked,
            range(&ours),
            range(&office),
            ours.len()
        );
        if ours.is_empty() || !keeps(clause, &ours) {
            broken.push(format!("{} {}: {}", clause.number, clause.element, range(&ours)));
        }
    }
    // `target/conformance`, where those who look for it expect it.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target folder");
    let folder = target.join("conformance");
    std::fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let path = folder.join("clauses.md");
    std::fs::write(&path, &table).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    (table, broken)
}

fn measured(clause: &Clause, views: &[View<'_>]) -> Vec<f64> {
    views.iter().flat_map(|view| (clause.measure)(view)).collect()
}

fn keeps(clause: &Clause, found: &[f64]) -> bool {
    found.iter().all(|value| (value - clause.asked).abs() <= clause.tolerance)
}

fn verdict(clause: &Clause, ours: &[f64], office: &[f64]) -> String {
    let tolerance = clause.tolerance;
    let mut verdict = match (keeps(clause, ours), keeps(clause, office)) {
        (true, true) => format!("是（±{tolerance}）"),
        (true, false) => format!("PDF 是（±{tolerance}），DOCX 经 LibreOffice 否"),
        (false, _) => format!("否（±{tolerance}）"),
    };
    if !clause.why.is_empty() {
        let _ = write!(verdict, "：{}", clause.why);
    }
    if !keeps(clause, office) && !clause.office.is_empty() {
        let _ = write!(verdict, "：{}", clause.office);
    }
    verdict
}

/// The least and the greatest, or the one value.
fn range(found: &[f64]) -> String {
    let least = found.iter().copied().fold(f64::MAX, f64::min);
    let most = found.iter().copied().fold(f64::MIN, f64::max);
    match found.len() {
        0 => "—".to_owned(),
        _ if most - least < 0.005 => format!("{least:.2}"),
        _ => format!("{least:.2} 至 {most:.2}"),
    }
}
