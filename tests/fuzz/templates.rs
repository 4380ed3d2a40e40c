//! Templates cut up and put together anew: whatever a pack holds, its check and its documents come to an end.

use super::mutate::Dice;
use super::{meeting, run};
use huiwu::diag::Diagnostic;
use huiwu::kind::{Kind, Kinds};
use huiwu::pack::{Files, Text, builtin_files, layered};
use huiwu::pipeline::Office;
use huiwu::render::Renderer;

const BITS: &[&str] = &[
    "{{#each @root.参会人员.全部}}",
    "{{/each}}",
    "{{#if 地点}}",
    "{{/if}}",
    "{{else}}",
    "{{> 密级标志}}",
    "{{> 甲}}",
    "<p>",
    "</p>",
    "<table columns=\"fit fit\">",
    "</table>",
    "<tr repeat=\"200\">",
    "<td span=\"99999999999999\">",
    "<span style=\"黑体字\">",
    "{{",
    "}}",
    "{{{",
    "((",
    "\"",
    "{{大写金额 \"999999999999999\"}}",
    "{{层号 99999999 1}}",
    "{{组档号 1 2 3 4 5}}",
    "columns=\"1mm 1mm\"",
    "header=\"999999\"",
    "when=\"\"",
    "{{../../../..}}",
    "{{@root}}",
    "&",
    "<!--",
];

fn cut(dice: &mut Dice, text: &mut Vec<char>) {
    let at = dice.below(text.len() + 1);
    let end = (at + dice.below(40)).min(text.len());
    match dice.below(3) {
        0 => drop(text.drain(at..end)),
        1 => {
            let again: Vec<char> = text[at..end].to_vec();
            text.splice(at..at, again);
        }
        _ => {
            let bit = BITS[dice.below(BITS.len())];
            text.splice(at..at, bit.chars());
        }
    }
}

#[test]
fn templates_come_to_an_end() {
    let (given, meeting) =
        (builtin_files(), meeting(include_str!("../../fixtures/meetings/安全生产推进会/spec.yaml")));
    run("templates", 150, |dice| {
        let kind = Kind::ALL[dice.below(Kind::ALL.len())];
        let path = format!("{}.hbs", kind.name());
        let mut text: Vec<char> = given.text(&path).expect("a template").chars().collect();
        for _ in 0..=dice.below(5) {
            cut(dice, &mut text);
        }
        let text: String = text.into_iter().collect();
        let own = |path: &str, text: &str| Text { path: path.to_owned(), text: text.to_owned() };
        let texts = vec![own(&path, &text), own("partials/甲.hbs", "<p>{{地点}}</p>")];
        let unit = "名称: 某局\n".into();
        let files = Files {
            name: "某局".to_owned(),
            shown: "某局".to_owned(),
            unit,
            texts,
            words: Vec::new(),
            problems: Vec::new(),
        };
        let pack = layered(&[&files, &given]).value.expect("a pack");
        let mut office = Office::default();
        office.add(vec![files]);
        let faults = office.faults("某局").0;
        // What the check refuses is not printed; what it lets pass comes to an end.
        let is_refused = faults.iter().any(|it: &Diagnostic| {
            it.is_error() && it.scope.intersection(Kinds::NONE.with(kind)) != Kinds::NONE
        });
        if !is_refused && let Some(renderer) = Renderer::new(&pack).value {
            drop(renderer.render(&mut renderer.view(&meeting), kind, &[]));
        }
        text.into_bytes()
    });
}
