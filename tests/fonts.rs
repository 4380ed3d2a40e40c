//! Faces: font folders made here come in; which face plays what, what is passed over and what nothing draws is checked.
//!
//! The faces are small and wholly known, so that nothing hangs on what the machine has.

#[path = "support/face.rs"]
mod face;
mod support;

use face::{COMMON, Made};
use huiwu::diag::show::{self, Options};
use huiwu::diag::{Code, Diagnostic, Severity};
use huiwu::font::{Fonts, Role};
use huiwu::kind::{Kind, Kinds};
use huiwu::load::load;
use huiwu::pack;
use huiwu::pipeline::{Format, Outcome, Pipeline, Request, Unready};
use std::fs;
use std::path::Path;
use std::process::Command;
use support::twin::write_workbook;
use tempfile::TempDir;

/// The official families, one a role.
const OFFICIAL: [&str; 6] =
    ["仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体", "Times New Roman"];
/// Families that stand in.
const SUBSTITUTES: [&str; 4] = ["Noto Serif CJK SC", "Noto Sans CJK SC", "LXGW WenKai", "Liberation Serif"];

fn plain<'a>(family: &'a str, empty: &'a [char]) -> Made<'a> {
    Made { family, drawn: COMMON, empty }
}

/// A folder with these faces.
fn folder(faces: &[Made<'_>]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (at, face) in faces.iter().enumerate() {
        fs::write(folder.path().join(format!("{at}.ttf")), face.bytes()).expect("a font file");
    }
    folder
}

/// The faces of the folder and nothing of the machine's.
fn discover(folder: &Path) -> Fonts {
    Fonts::within(&[folder.to_owned()]).expect("faces")
}

/// A folder in which every role has its official face.
fn official() -> TempDir {
    folder(&OFFICIAL.map(|family| plain(family, &['䶮'])))
}

#[test]
fn a_given_folder_that_has_all_roles_is_all_there_is() {
    let folder = official();
    let fonts = discover(folder.path());
    assert!(fonts.substitutions().is_empty() && fonts.broken().is_empty());
    for (role, family) in Role::ALL.into_iter().zip(OFFICIAL) {
        assert_eq!(fonts.file(fonts.role(role)).family, family);
    }
    assert_eq!(fonts.all().count(), 6);
}

#[test]
fn what_stands_in_is_said() {
    let folder = folder(&SUBSTITUTES.map(|family| plain(family, &[])));
    let fonts = discover(folder.path());
    let said: Vec<(Role, &str)> =
        fonts.substitutions().iter().map(|it| (it.role, it.family.as_str())).collect();
    let [serif, sans, kai, latin] = SUBSTITUTES;
    let expected = [
        (Role::FangSong, serif),
        (Role::XiaoBiaoSong, serif),
        (Role::HeiTi, sans),
        (Role::KaiTi, kai),
        (Role::SongTi, serif),
        (Role::Latin, latin),
    ];
    assert_eq!(said, expected);
}

#[test]
fn an_official_face_of_the_given_folder_wins_and_the_system_plays_the_rest() {
    let folder = folder(&[plain("FangSong", &[])]);
    let fonts = Fonts::discover(&[folder.path().to_owned()]).expect("faces");
    assert!(fonts.file(fonts.role(Role::FangSong)).path().starts_with(real(folder.path())));
    assert!(fonts.substitutions().iter().all(|it| it.role != Role::FangSong));
    let glyph = fonts.session().glyph(Role::FangSong, '会').expect("a glyph");
    assert_eq!(glyph.face, fonts.role(Role::FangSong));
}

fn real(path: &Path) -> std::path::PathBuf {
    fs::canonicalize(path).expect("a real path")
}

#[test]
fn a_folder_of_latin_faces_leaves_chinese_to_the_system() {
    let latin = Made { family: "Times New Roman", drawn: &[(' ', '~')], empty: &[] };
    let folder = folder(&[latin]);
    let fonts = match Fonts::discover(&[folder.path().to_owned()]) {
        Ok(fonts) => fonts,
        Err(error) => return eprintln!("passed over: {error}"),
    };
    let is_ours = |role| fonts.file(fonts.role(role)).path().starts_with(real(folder.path()));
    assert!(is_ours(Role::Latin));
    assert!(Role::ALL.into_iter().filter(|role| *role != Role::Latin).all(|role| !is_ours(role)));
    assert!(fonts.session().glyph(Role::FangSong, '会').is_some());
}

#[test]
fn an_empty_glyph_is_not_taken_for_the_character() {
    let folder = official();
    assert!(discover(folder.path()).session().glyph(Role::KaiTi, '䶮').is_none());
    // Another face that draws it takes over.
    let other = Made { family: "某字库", drawn: &[('䶮', '䶮')], empty: &[] };
    fs::write(folder.path().join("other.ttf"), other.bytes()).expect("a font file");
    let fonts = discover(folder.path());
    let glyph = fonts.session().glyph(Role::KaiTi, '䶮').expect("a glyph");
    assert_eq!(fonts.file(glyph.face).family, "某字库");
}

#[test]
fn broken_files_are_passed_over_and_named() {
    let folder = official();
    let sound = plain("仿宋", &[]).bytes();
    let broken: [(&str, &[u8]); 5] = [
        ("cut.ttf", &sound[..sound.len() / 2]),
        ("cut-at-the-end.ttf", &sound[..sound.len() - 200]),
        ("empty.otf", &[]),
        ("garbage.ttc", &[0xa5; 4096]),
        ("header-only.TTF", &sound[..12]),
    ];
    for (name, bytes) in broken {
        fs::write(folder.path().join(name), bytes).expect("a file");
    }
    fs::write(folder.path().join("说明.txt"), "不是字体").expect("a file");
    let fonts = discover(folder.path());
    let named: Vec<String> = fonts.broken().iter().map(|path| support::name(path)).collect();
    let mut expected = broken.map(|(name, _)| name.to_owned());
    expected.sort();
    assert_eq!(named, expected);
    let glyph = fonts.session().glyph(Role::FangSong, '会').expect("a glyph");
    assert_eq!(fonts.file(glyph.face).family, OFFICIAL[0]);
}

#[test]
fn every_length_a_copy_can_break_off_at_is_survived() {
    let sound = plain("仿宋_GB2312", &[]).bytes();
    let folder = official();
    // Without its last table, `post`, a face still draws.
    for length in (0..sound.len() - 32).step_by(7) {
        fs::write(folder.path().join("0.ttf"), &sound[..length]).expect("a file");
        let fonts = discover(folder.path());
        let glyph = fonts.session().glyph(Role::FangSong, '会').expect("another face draws it");
        assert_ne!(support::name(fonts.file(glyph.face).path()), "0.ttf", "cut at {length}");
    }
}

#[test]
fn what_is_broken_and_what_stands_in_is_said_on_the_command_line() {
    let folder = folder(&SUBSTITUTES.map(|family| plain(family, &[])));
    fs::write(folder.path().join("坏.ttf"), [0; 64]).expect("a file");
    let out = Command::new(env!("CARGO_BIN_EXE_huiwu"))
        .args(["fonts", "--message-format", "json", "--fonts"])
        .arg(folder.path())
        .output()
        .expect("the program runs");
    let text = String::from_utf8(out.stdout).expect("UTF-8");
    assert!(text.contains("broken-font") && text.contains("坏.ttf"), "{text}");
    assert_eq!(text.matches("\"substitute\":true").count(), 6, "{text}");
}

const SPEC: &str = "\
会议: {名称: 安全生产专题会, 类型: 专题会议}
时间: 2026年11月24日（星期二）上午9:00至11:30
地点: 二楼会议室
参会人员:
  - {姓名: 顾承岳, 单位: 云澜市应急管理局, 职务: 局长}
  - {姓名: 秦NAME, 单位: 市消防救援支队, 职务: 副支队长}
";

fn run(fonts: Fonts, name: &str, bytes: &[u8]) -> Outcome {
    let mut faults = Vec::new();
    let pack = pack::builtin().expect("the built-in pack");
    let pipeline = Pipeline::new(&pack, fonts, &mut faults).expect("shared parts").expect("sound templates");
    assert!(faults.is_empty(), "{faults:?}");
    let request = Request {
        only: Some(Kinds::NONE.with(Kind::SignIn)),
        formats: vec![Format::Pdf],
        unready: Unready::Blocked,
    };
    pipeline.run(name, bytes, &request)
}

fn errors(outcome: &Outcome) -> Vec<&Diagnostic> {
    outcome.diagnostics.iter().filter(|it| it.severity == Severity::Error).collect()
}

/// Runs the spec with this name, in YAML or as a workbook, and gives what is said of errors.
fn said(name: &str, in_workbook: bool) -> (Vec<Code>, String) {
    let text = SPEC.replace("NAME", name);
    let folder = official();
    let outcome = if in_workbook {
        let spec = load("会议.yaml", text.as_bytes()).value.expect("a spec");
        run(discover(folder.path()), "会议.xlsx", &write_workbook(&spec))
    } else {
        run(discover(folder.path()), "会议.yaml", text.as_bytes())
    };
    let errors = errors(&outcome);
    let lines: Vec<Diagnostic> = errors.iter().map(|it| (*it).clone()).collect();
    let is_blocked = outcome.blocked == [Kind::SignIn] && outcome.finished.is_empty();
    assert_eq!(is_blocked, !errors.is_empty(), "{lines:?}");
    (errors.iter().map(|it| it.code).collect(), show::text(&lines, Options::default()))
}

#[test]
fn names_that_can_be_drawn_are() {
    assert_eq!(said("峥", false).0, []);
    assert_eq!(said("峥", true).0, []);
}

#[test]
fn a_character_no_face_draws_is_an_error_with_its_place() {
    // An empty glyph, a character of no face here, and one beyond the first plane.
    for c in ['䶮', '㛃', '𬍛'] {
        let (codes, text) = said(&c.to_string(), false);
        assert_eq!(codes, [Code::MissingGlyph], "{text}");
        let expected =
            [format!("「{c}」（U+{:04X}）", u32::from(c)), format!("秦{c}"), "会议.yaml:6:10".to_owned()];
        assert!(expected.iter().all(|part| text.contains(part)), "{expected:?}\n{text}");
    }
}

#[test]
fn in_a_workbook_the_cell_is_named() {
    let (codes, text) = said("䶮", true);
    assert_eq!(codes, [Code::MissingGlyph], "{text}");
    let expected = ["「䶮」（U+4DAE）", "秦䶮", "会议.xlsx › 参会人员 › B5"];
    assert!(expected.iter().all(|part| text.contains(part)), "{text}");
}

#[test]
fn a_private_use_character_in_a_name_is_an_error() {
    for in_workbook in [false, true] {
        let (codes, text) = said("\u{e863}", in_workbook);
        assert_eq!(codes, [Code::InvalidName], "{text}");
        assert!(text.contains("U+E863") && text.contains("自造字"), "{text}");
    }
}

/// Runs the program with the faces of one folder given and those of another as the system's.
fn render(given: &Path, system: &Path, more: &[&str]) -> (Option<i32>, String, Option<String>) {
    let here = TempDir::new().expect("a folder");
    let [spec, config, out] = ["会议.yaml", "fonts.conf", "out"].map(|name| here.path().join(name));
    fs::write(&spec, SPEC.replace("NAME", "峥").replace("顾承岳", "顾㛃岳")).expect("a spec");
    let dir = system.display();
    fs::write(&config, format!("<?xml version=\"1.0\"?><fontconfig><dir>{dir}</dir></fontconfig>"))
        .expect("a configuration");
    let done = Command::new(env!("CARGO_BIN_EXE_huiwu"))
        .env("FONTCONFIG_FILE", &config)
        .args(["render", "--only", "sign-in", "--format", "pdf", "--fonts"])
        .arg(given)
        .args(more)
        .arg("-o")
        .args([&out, &spec])
        .output()
        .expect("the program runs");
    let folders = fs::read_dir(&out).into_iter().flatten().flatten().map(|entry| entry.path());
    let manifest = folders.map(|folder| folder.join("清单.json")).next();
    let manifest = manifest.map(|path| fs::read_to_string(path).expect("a manifest"));
    (done.status.code(), String::from_utf8(done.stdout).expect("UTF-8"), manifest)
}

#[test]
fn a_character_that_the_given_faces_lack_comes_from_the_system_and_is_said() {
    let given = official();
    let system = folder(&[Made { family: "某字库", drawn: &[('㛃', '㛃')], empty: &[] }]);
    let (code, text, manifest) = render(given.path(), system.path(), &[]);
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("提示[substituted-font]") && text.contains("「㛃」→某字库"), "{text}");
    let manifest: serde_json::Value = serde_json::from_str(&manifest.expect("a manifest")).expect("JSON");
    let lent = serde_json::json!([{ "family": "某字库", "characters": "㛃" }]);
    assert_eq!(manifest["borrowed"], lent);
    assert!(manifest["fonts"].as_array().is_some_and(|all| all.iter().all(|it| it["substitute"] == false)));
}

#[test]
fn strict_fonts_refuses_a_character_of_another_face() {
    let given = official();
    let system = folder(&[Made { family: "某字库", drawn: &[('㛃', '㛃')], empty: &[] }]);
    let (code, text, manifest) = render(given.path(), system.path(), &["--strict-fonts"]);
    assert_eq!((code, manifest), (Some(1), None), "{text}");
    let expected = ["missing-glyph", "「㛃」（U+36C3）规定的字体没有", "会议.yaml:5:10", "--strict-fonts"];
    assert!(expected.iter().all(|part| text.contains(part)), "{text}");
}

#[test]
fn nothing_is_said_of_borrowing_where_the_faces_have_all() {
    let given = folder(&OFFICIAL.map(|family| Made { family, drawn: ALL, empty: &[] }));
    let system = folder(&[plain("某字库", &[])]);
    let (code, text, manifest) = render(given.path(), system.path(), &["--strict-fonts"]);
    assert_eq!(code, Some(0), "{text}");
    assert!(!text.contains("substituted-font"), "{text}");
    assert!(!manifest.expect("a manifest").contains("borrowed"));
}

/// What the usual faces draw, and a rare character.
const ALL: &[(char, char)] =
    &[(' ', '~'), ('\u{2000}', '\u{206f}'), ('\u{3000}', '\u{9fa5}'), ('\u{ff00}', '\u{ffef}')];

/// Where outlines are not read, what is read of single glyphs must be what the whole face would give.
#[test]
fn ink_is_that_of_the_whole_face() {
    let fonts = Fonts::discover(&[]).expect("the machine's faces");
    let mut session = fonts.session();
    let mut seen = 0;
    for role in Role::ALL {
        for c in "，。、；：！？）》”’—·…①②℃√□〇㎡".chars() {
            let Some(glyph) = session.glyph(role, c) else { continue };
            let file = fonts.file(glyph.face);
            let face = ttf_parser::Face::parse(file.data().expect("a file"), file.index).expect("a face");
            assert_eq!(face.glyph_index(c).map(|glyph| glyph.0), Some(glyph.id), "{role:?} {c}");
            assert_eq!(face.glyph_hor_advance(ttf_parser::GlyphId(glyph.id)), Some(glyph.advance));
            let whole = face.glyph_bounding_box(ttf_parser::GlyphId(glyph.id));
            let whole = whole.map(|ink| (ink.x_min, ink.y_min, ink.x_max, ink.y_max));
            let ours = session.ink(role, c, glyph);
            assert_eq!(ours.map(|ink| (ink.x_min, ink.y_min, ink.x_max, ink.y_max)), whole, "{role:?} {c}");
            seen += usize::from(whole.is_some());
        }
    }
    assert!(seen > 60, "{seen} glyphs with ink");
}
