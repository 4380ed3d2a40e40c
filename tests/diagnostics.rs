//! What is said of faulty specs: each code has its folder in `fixtures/invalid` with a spec, in YAML and as a workbook,
//! and the exact text.
//!
//! `UPDATE=1 cargo test --test diagnostics` renews the workbooks and the expected texts.

#[path = "diagnostics/elsewhere.rs"]
mod elsewhere;
#[path = "diagnostics/reference.rs"]
mod reference;
mod support;
#[path = "diagnostics/twelve.rs"]
mod twelve;

use huiwu::check::{Element, Need, check, elements, wanted};
use huiwu::diag::{Code, Diagnostic, Location, Setting, Severities};
use huiwu::kind::{Kind, Kinds};
use huiwu::load::{load, locate};
use huiwu::spec::{Spec, Value};
use std::path::Path;
use support::element;
use support::faulty::{self, ELSEWHERE, Faulty, YAML_ONLY};

/// The workbooks stand as they are made from the YAML; `UPDATE` writes them.
#[test]
fn each_code_is_said_as_expected() {
    let all = faulty::all();
    let mut stale = Vec::new();
    for (path, bytes) in faulty::made_anew() {
        if std::fs::read(&path).unwrap_or_default() != bytes {
            stale.push(format!("{} is not what is made of spec.yaml", path.display()));
        }
    }
    for one in all {
        stale.extend(support::compare(&one.expected(), &one.text()));
    }
    assert!(stale.is_empty(), "{}", stale.join("\n"));
}

#[test]
fn each_folder_says_its_own_code_and_no_other() {
    for one in faulty::all() {
        let said = one.said(&Severities::default());
        let codes: Vec<&str> = said.iter().map(|it| it.code.name()).collect();
        assert!(!codes.is_empty(), "{} says nothing", one.path.display());
        let is_own = |code: &&str| *code == one.code.name() || is_consequence(&one, code);
        assert!(codes.iter().all(is_own), "{}: {codes:?}", one.path.display());
    }
}

/// Without the sheet 会议 nothing that stands in it is there either.
fn is_consequence(one: &Faulty, code: &str) -> bool {
    let elements = [Code::MissingElement.name(), Code::RecommendedElement.name()];
    one.code == Code::MissingSheet && elements.contains(&code)
}

/// Any one code switched off: what is said of its own folder changes, of all other folders nothing does.
#[test]
fn each_rule_stands_for_itself() {
    // A workbook is the same meeting; where there is only one, it is tried.
    let mut all = faulty::all();
    all.retain(|one| one.name == "spec.yaml" || !one.path.with_file_name("spec.yaml").exists());
    let whole: Vec<Vec<Diagnostic>> = all.iter().map(|one| one.said(&Severities::default())).collect();
    let ablate = |code: &Code| {
        let without = Severities::default().with(*code, Setting::Off);
        for (one, before) in all.iter().zip(&whole) {
            let now = one.said(&without);
            let (off, path) = (code.name(), one.path.display());
            if is_consequence(one, off) {
                assert!(now.iter().any(|it| it.code == one.code), "{off} takes {path} with it");
            } else if one.code == *code {
                let is_silent = now.iter().all(|it| is_consequence(one, it.code.name()));
                assert!(is_silent, "{off} is switched off, and {path} still says {now:#?}");
            } else {
                assert!(&now == before, "{off} is switched off, and {path} changes: {now:#?}");
            }
        }
    };
    let (some, others) = Code::ALL.split_at(Code::ALL.len() / 2);
    std::thread::scope(|scope| {
        scope.spawn(|| some.iter().for_each(ablate));
        others.iter().for_each(ablate);
    });
}

#[test]
fn each_code_has_its_folder_or_a_test_of_another_room() {
    let folders: Vec<String> =
        support::folders("invalid").iter().map(|folder| support::name(folder)).collect();
    for code in Code::ALL {
        let name = code.name();
        let is_here = folders.iter().any(|folder| folder == name);
        let elsewhere = ELSEWHERE.iter().find(|(other, _)| other == code);
        assert_ne!(is_here, elsewhere.is_some(), "fixtures/invalid/{name}");
        if let Some((_, file)) = elsewhere {
            let text = support::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(file));
            let is_named = text.contains(name) || text.contains(&format!("Code::{code:?}"));
            assert!(is_named, "{file} does not speak of {name}");
        }
    }
    for folder in folders {
        assert!(Code::named(&folder).is_some(), "{folder} is no code");
    }
    assert!(Code::ALL.len() - ELSEWHERE.len() >= 45);
}

#[test]
fn every_folder_is_whole() {
    for folder in support::folders("invalid") {
        let code = Code::named(&support::name(&folder)).expect("a code");
        let mut names: Vec<String> =
            support::entries(&folder).iter().map(|path| support::name(path)).collect();
        names.sort();
        let wanted: &[&str] = match code {
            Code::UnknownFileType => &["expected.txt", "spec.doc"],
            Code::BrokenWorkbook | Code::MissingSheet | Code::UnknownSheet | Code::UnknownHeader => {
                &["expected.xlsx.txt", "spec.xlsx"]
            }
            _ if YAML_ONLY.contains(&code) => &["expected.txt", "spec.yaml"],
            _ => &["expected.txt", "expected.xlsx.txt", "spec.xlsx", "spec.yaml"],
        };
        assert_eq!(names, wanted, "{}", folder.display());
    }
}

#[test]
fn no_place_is_left_unresolved() {
    for one in faulty::all() {
        for said in one.located() {
            let places = said.related.iter().map(|(_, place)| place).chain([&said.location]);
            for place in places {
                assert!(!matches!(place, Location::Node(_)), "{}: {said:?}", one.path.display());
            }
            assert_eq!(said.file.as_deref(), Some(one.name.as_str()));
        }
    }
}

/// Everything that is said of a spec, for the documents it asks for.
fn said(name: &str, bytes: &[u8]) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    if let Some(spec) = load(name, bytes).unload(&mut all) {
        all.extend(check(&spec, wanted(&spec)).diagnostics);
        locate(&spec, bytes, &mut all);
    }
    all
}

#[test]
fn nothing_is_said_of_good_meetings() {
    for (path, source) in support::meetings() {
        let all = said("spec.yaml", source.as_bytes());
        // What is merely recommended may be left out: the short meeting does.
        let faults: Vec<_> = all.iter().filter(|it| it.code != Code::RecommendedElement).collect();
        assert!(faults.is_empty(), "{}: {faults:#?}", path.display());
    }
}

/// A spec and its bytes, whatever file they come from.
struct Source {
    name: String,
    bytes: Vec<u8>,
    spec: Spec,
}

fn sources() -> Vec<Source> {
    let read = |(path, text): (std::path::PathBuf, String)| {
        let name = path.display().to_string();
        let spec = load(&name, text.as_bytes()).value?;
        Some(Source { name, bytes: text.into_bytes(), spec })
    };
    support::meetings().into_iter().filter_map(read).collect()
}

#[test]
fn each_required_element_is_missed_when_it_is_taken_out() {
    let sources = sources();
    for wanted in elements().iter().filter(|element| element.need == Need::Required) {
        let tried = sources.iter().filter(|source| takes_it_out(source, wanted)).count();
        assert!(tried > 0, "no meeting in fixtures/meetings has {} for {}", wanted.path, wanted.kind);
    }
}

/// Takes the element out and looks at what is said; whether the meeting had it, with everything else of that document.
fn takes_it_out(source: &Source, wanted: &Element) -> bool {
    let kinds = Kinds::NONE.with(wanted.kind);
    let missing = |spec: &Spec| {
        let mut found = check(spec, kinds).diagnostics;
        found.retain(|it| it.code == Code::MissingElement);
        found
    };
    if !missing(&source.spec).is_empty() {
        return false;
    }
    let mut spec = source.spec.clone();
    let Some(place) = element::take_out(&mut spec, wanted.path) else { return false };
    let Source { name, bytes, .. } = source;
    let [one] = missing(&spec).try_into().unwrap_or_else(|all| panic!("{name}: {}: {all:#?}", wanted.path));
    assert!(one.message.contains(wanted.label), "{name}: {}", one.message);
    assert_eq!((one.location.clone(), one.scope), (place, kinds), "{name}: {}", wanted.path);
    assert!(one.help.is_some_and(|help| !help.is_empty()));

    plant_fault(&mut spec);
    let mut all = check(&spec, Kinds::all()).diagnostics;
    let count = |code| all.iter().filter(|it| it.code == code).count();
    assert_eq!(count(Code::InvalidChoice), 1, "{name}: {}: the planted fault is not said", wanted.path);
    assert!(count(Code::MissingElement) >= 1);
    locate(&spec, bytes, &mut all);
    assert!(all.iter().all(|it| !matches!(it.location, Location::Node(_))), "{name}: {}", wanted.path);
    true
}

/// Makes 会议.类型 a word that is none.
fn plant_fault(spec: &mut Spec) {
    let planted = element::entry_mut(&mut spec.root, &["会议", "类型"]).expect("会议.类型");
    planted.node.value = Value::Text("火星会议".to_owned());
}

#[test]
fn before_the_meeting_nothing_is_wanted_of_what_comes_after() {
    for Source { name, spec, .. } in sources() {
        let mut early = spec;
        element::forget(&mut early.root, &["记录", "纪要", "任务", "归档"]);
        let kinds = wanted(&early);
        assert!(!kinds.contains(Kind::Minutes) && !kinds.contains(Kind::ArchiveCover), "{name}");
        let found = check(&early, kinds).diagnostics;
        assert!(found.iter().all(|it| !it.is_error()), "{name}: {found:#?}");
    }
}
