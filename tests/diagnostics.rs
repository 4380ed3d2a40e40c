//! What is said of faulty specs: each code has its folder in `fixtures/invalid` with a spec and the exact text.
//!
//! `UPDATE=1 cargo test --test diagnostics` renews the expected texts.

mod support;

use huiwu::check::{Element, Need, check, elements, wanted};
use huiwu::diag::show::{self, Options};
use huiwu::diag::{Code, Diagnostic, Location, Sources};
use huiwu::kind::{Kind, Kinds};
use huiwu::load::{load, locate};
use huiwu::spec::{Spec, Value};
use std::path::Path;
use support::element;

/// Codes that no YAML text can bring about; the tests of their rooms bring them about.
const ELSEWHERE: &[Code] = &[
    Code::UnreadableFile,
    Code::UnknownFileType,
    Code::NotText,
    Code::BrokenWorkbook,
    Code::TooLarge,
    Code::UnknownSheet,
    Code::UnknownHeader,
    Code::MissingSheet,
    Code::UnknownMeeting,
    Code::TemplateFault,
    Code::MissingGlyph,
    Code::OverfullImprint,
    Code::SubstitutedFont,
    Code::BrokenFont,
    Code::IncompleteArchive,
    Code::EditedByHand,
    Code::SameMeetingTwice,
    Code::UnwritableFile,
    Code::InternalError,
    Code::UnknownUnit,
    Code::UnusableUnit,
    Code::FixedRule,
    Code::UnknownYear,
];

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
fn each_code_is_said_as_expected() {
    let mut stale = Vec::new();
    for folder in support::folders("invalid") {
        let source = support::read(&folder.join("spec.yaml"));
        let all = said("spec.yaml", source.as_bytes());
        let sources = Sources::text("spec.yaml", source.as_str());
        let options = Options { sources: &sources, ..Options::default() };
        let text = format!("{}{}\n", show::text(&all, options), show::summary(&all));
        if let Some(difference) = support::compare(&folder.join("expected.txt"), &text) {
            stale.push(difference);
        }
        let code = support::name(&folder);
        assert!(all.iter().any(|it| it.code.name() == code), "{code} is not said in its own folder:\n{text}");
    }
    assert!(stale.is_empty(), "{}", stale.join("\n"));
}

#[test]
fn each_code_has_its_folder() {
    let folders: Vec<String> =
        support::folders("invalid").iter().map(|folder| support::name(folder)).collect();
    for code in Code::ALL {
        let is_here = folders.iter().any(|folder| folder == code.name());
        assert_ne!(is_here, ELSEWHERE.contains(code), "fixtures/invalid/{}", code.name());
    }
    for folder in folders {
        assert!(Code::ALL.iter().any(|code| code.name() == folder), "{folder} is no code");
    }
}

#[test]
fn no_place_is_left_unresolved() {
    for folder in support::folders("invalid") {
        let source = support::read(&folder.join("spec.yaml"));
        for one in said("spec.yaml", source.as_bytes()) {
            let places = one.related.iter().map(|(_, place)| place).chain([&one.location]);
            for place in places {
                assert!(!matches!(place, Location::Node(_)), "{}: {one:?}", folder.display());
            }
            assert_eq!(one.file.as_deref(), Some("spec.yaml"));
        }
    }
}

#[test]
fn nothing_is_said_of_good_meetings() {
    for (path, source) in support::meetings() {
        let all = said("spec.yaml", source.as_bytes());
        let errors: Vec<_> = all.iter().filter(|it| it.is_error()).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
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

#[test]
fn every_fixture_is_a_spec_and_an_expectation() {
    for folder in support::folders("invalid") {
        let mut names: Vec<String> =
            support::entries(&folder).iter().map(|path| support::name(path)).collect();
        names.sort();
        assert_eq!(names, ["expected.txt", "spec.yaml"], "{}", Path::display(&folder));
    }
}
