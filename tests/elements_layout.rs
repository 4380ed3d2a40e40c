//! Elements that few documents have: 份号, several organs, 签发人, 信函; each where GB/T 9704-2012 wants it, in millimetres.
//!
//! What is measured is read from the PDF. The same is measured from the DOCX through LibreOffice by `make conformance`.

#![allow(clippy::print_stdout, reason = "the figures are what it is run for")]

mod support;

use huiwu::kind::Kind;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use support::made::{self, Made};
use support::paper::{Bar, Glyph, Line, MM, Page, Paper};

/// What the clauses allow: the produced place may differ by so many millimetres.
const NEAR: f64 = 0.3;

/// Where the text block lies, in millimetres from the upper left corner of the paper (5.2).
const TOP: f64 = 37.0;
const LEFT: f64 = 28.0;
const RIGHT: f64 = 184.0;
const FOOT: f64 = 262.0;

/// The advance of one 3号 character.
const ONE: f64 = 15.75 / MM;

/// What was asked and what was found; a line each, and the faults.
#[derive(Default)]
struct Verdict {
    table: String,
    faults: usize,
}

impl Verdict {
    fn row(&mut self, clause: &str, asked: f64, found: f64, near: f64) {
        let is_far = (asked - found).abs() > near || found.is_nan();
        self.faults += usize::from(is_far);
        let mark = if is_far { "  !" } else { "" };
        let _ = writeln!(self.table, "{clause}: {asked:.2} mm, {found:.2} mm{mark}");
    }

    fn end(self, name: &str) {
        assert_eq!(self.faults, 0, "{name}\n{}", self.table);
    }
}

fn notice(case: &str) -> &'static Made {
    let found = made::all().iter().find(|made| made.case == case && made.kind == Kind::Notice);
    found.expect("the fixture's notice")
}

fn line(page: &Page, has: &str) -> Line {
    page.line(|text| text.contains(has)).unwrap_or_else(|| panic!("no line with {has}"))
}

/// How far the ink of a character reaches from its baseline, by the outlines of our own PDF: other programs embed the
/// same faces otherwise.
fn ink(ours: &Paper, glyph: &Glyph) -> (f64, f64) {
    let all = ours.pages.iter().flat_map(|page| &page.glyphs);
    let mut same = all.filter(|own| own.text == glyph.text && (own.size - glyph.size).abs() < 0.3);
    let own = same.next().unwrap_or_else(|| panic!("no {} of {}", glyph.text, glyph.size));
    let (low, high) = ours.fonts[own.font].ink(own.code).unwrap_or_default();
    (low * glyph.size, high * glyph.size)
}

/// The upper and the lower edge of the ink of characters, in millimetres.
fn edges(ours: &Paper, glyphs: &[Glyph]) -> (f64, f64) {
    let drawn = glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty());
    let reach = drawn.map(|glyph| {
        let (low, high) = ink(ours, glyph);
        ((glyph.baseline - high) / MM, (glyph.baseline - low) / MM)
    });
    reach.fold((f64::MAX, f64::MIN), |all, one| (all.0.min(one.0), all.1.max(one.1)))
}

/// Characters as wide as their cells: what a line's outermost glyph leaves free of its em is white of the face.
fn right(line: &Line) -> f64 {
    line.right() / MM
}

fn red(page: &Page) -> Vec<Bar> {
    page.rules().into_iter().filter(|bar| bar.ink[0] > 200 && bar.ink[1] < 60).collect()
}

fn joint(paper: &Paper, ours: &Paper, verdict: &mut Verdict) {
    let page = &paper.pages[0];
    let grid = |number: f64| TOP + (number * 28.95 + 23.16) / MM;
    for (at, mark) in [(0.0, "000012"), (1.0, "内部"), (2.0, "加急")] {
        let found = line(page, mark);
        verdict.row(&format!("7.2.1-3 {mark}：顶格"), LEFT, found.left() / MM, NEAR);
        verdict.row(&format!("7.2.1-3 {mark}：第{}行", at + 1.0), grid(at), found.baseline / MM, NEAR);
    }
    let is_red = |glyph: &Glyph| glyph.ink[0] > 200 && glyph.ink[1] < 60;
    let reds: Vec<Glyph> = page.glyphs.iter().filter(|glyph| is_red(glyph)).cloned().collect();
    verdict.row("7.2.4 标志上边缘距版心上边缘", 35.0, edges(ours, &reds).0 - TOP, NEAR);
    let organs: Vec<Line> = page.lines().into_iter().filter(|line| line.glyphs.iter().any(is_red)).collect();
    let beside = |c: &Glyph| matches!(c.text.as_str(), "文" | "件");
    let suffix = organs.iter().flat_map(|line| &line.glyphs).find(|glyph| beside(glyph)).expect("文件");
    let names: Vec<&Line> = organs.iter().filter(|line| line.text().contains('局')).collect();
    let ends = |line: &Line| {
        let last = line.glyphs.iter().rfind(|glyph| glyph.text == "局").expect("局");
        (line.left() / MM, last.right() / MM)
    };
    let (left, far) = ends(names[0]);
    for name in &names[1..] {
        verdict.row("7.2.4 联合行文各机关左端对齐", left, ends(name).0, NEAR);
        verdict.row("7.2.4 联合行文各机关右端对齐", far, ends(name).1, NEAR);
    }
    let middle = f64::midpoint(names[0].baseline, names[2].baseline) / MM;
    verdict.row("7.2.4 「文件」上下居中", middle, suffix.baseline / MM, NEAR);
    let right_end = organs.iter().map(right).fold(0.0, f64::max);
    verdict.row("7.2.4 标志左右居中", f64::midpoint(LEFT, RIGHT), f64::midpoint(left, right_end), NEAR);

    let first = line(page, "签发人：");
    let number = line(page, "88号");
    verdict.row("7.2.5 发文字号左空一字", LEFT + ONE, number.left() / MM, NEAR);
    verdict.row("7.2.6 签发人右空一字", RIGHT - ONE, right(&first), NEAR);
    assert!(number.text().ends_with("纪长风"), "{}", number.text());
    let place =
        |line: &Line, c: &str| line.glyphs.iter().find(|glyph| glyph.text == c).map(|glyph| glyph.x / MM);
    let (above, below) = (place(&first, "江"), place(&number, "纪"));
    verdict.row("7.2.6 第二行与第一个姓名对齐", above.unwrap_or(f64::NAN), below.unwrap_or(f64::NAN), NEAR);
    let rules = red(page);
    assert_eq!(rules.len(), 1, "{rules:?}");
    let low = edges(ours, &number.glyphs).1;
    verdict.row("7.2.7 红线在发文字号之下", 4.0, rules[0].y / MM - low, NEAR);
    verdict.row("7.2.7 红线与版心等宽", RIGHT - LEFT, rules[0].width / MM, NEAR);
    signed(paper, verdict);
}

/// 7.3.5.1 for several organs: seals of 42 mm must not touch.
fn signed(paper: &Paper, verdict: &mut Verdict) {
    let is_date = |text: &str| text == "2026年11月30日";
    let pages = paper.pages.iter();
    let page = pages.clone().find(|page| page.line(is_date).is_some()).expect("the date");
    let date = page.line(is_date).expect("the date");
    verdict.row("7.3.5.1 成文日期右空四字", RIGHT - 4.0 * ONE, right(&date), NEAR);
    let lines: Vec<Line> = page.lines().into_iter().filter(|line| line.baseline <= date.baseline).collect();
    let last = &lines[lines.len() - 2];
    assert_eq!(last.text(), "云澜市气象局");
    let centre = |line: &Line| f64::midpoint(line.left(), line.right()) / MM;
    verdict.row("7.3.5.1 最后一个署名居中于日期之上", centre(&date), centre(last), NEAR);
    let first = &lines[lines.len() - 3];
    assert_eq!(first.text(), "云澜市水利局云澜市应急管理局");
    let down = (last.baseline - first.baseline) / MM;
    verdict.row("7.3.5.1 两排印章不相交", 44.0, down, NEAR);
}

fn letter(paper: &Paper, ours: &Paper, verdict: &mut Verdict) {
    let page = &paper.pages[0];
    let is_red = |glyph: &Glyph| glyph.ink[0] > 200 && glyph.ink[1] < 60;
    let mark: Vec<Glyph> = page.glyphs.iter().filter(|glyph| is_red(glyph)).cloned().collect();
    verdict.row("10.1 标志上边缘距上页边", 30.0, edges(ours, &mark).0, NEAR);
    let low = edges(ours, &mark).1;
    let rules = red(page);
    assert_eq!(rules.len(), 4, "{rules:?}");
    verdict.row("10.1 双线在标志之下", 4.0, rules[0].y / MM - low, NEAR);
    for rule in &rules {
        verdict.row("10.1 双线长", 170.0, rule.width / MM, NEAR);
        let centre = f64::midpoint(rule.x, rule.right()) / MM;
        verdict.row("10.1 双线居中", f64::midpoint(LEFT, RIGHT), centre, NEAR);
    }
    assert!(rules[0].height > rules[1].height * 2.0 && rules[3].height > rules[2].height * 2.0, "{rules:?}");
    let paper_height = page.height / MM;
    verdict.row("10.1 第二条双线距下页边", 20.0, paper_height - rules[3].bottom() / MM, NEAR);
    let first = line(page, "31号");
    assert_eq!(first.text(), "000003云民函〔2026〕31号");
    verdict.row("10.1 份号顶格左", LEFT, first.left() / MM, NEAR);
    verdict.row("10.1 发文字号顶格右", RIGHT, right(&first), NEAR);
    // The upper edge of the characters' em, 0.88 em above the baseline.
    let edge = (first.baseline - 0.88 * 16.0) / MM;
    verdict.row("10.1 要素距双线 7/8 字", 14.0 / MM, edge - rules[1].bottom() / MM, NEAR);
    let (last, title) = (line(page, "平急"), line(page, "关于召开"));
    let two_lines = (2.0 * 28.95 + 28.95 * 0.2 + 35.0 * 0.8) / MM;
    verdict.row("10.1 标题在最后一个要素下二行", two_lines, (title.baseline - last.baseline) / MM, NEAR);
    assert!(page.number().is_none(), "a letter's first page has no number");
    let last = paper.pages.len() - 1;
    assert!(paper.pages[1..].iter().all(|page| page.number().is_some()), "the others have");
    let second = paper.pages[1].text_lines();
    verdict.row("5.2 第二面首行在版心内", TOP + 23.16 / MM, second[0].baseline / MM, NEAR);
    let number = paper.pages[1].number().expect("a number");
    let dash = &number.glyphs[0];
    verdict.row("7.5 页码基线", FOOT + 7.0 + 0.32 * 14.0 / MM, dash.baseline / MM, NEAR);
    let imprint = line(&paper.pages[last], "抄送：");
    verdict.row("10.1 版记在版心最下方", FOOT - (24.0 * 0.2 + 2.0) / MM, imprint.baseline / MM, 0.5);
    assert!(paper.pages[last].rules().iter().all(|rule| rule.y / MM < 240.0), "no lines about the imprint");
    assert!(paper.pages.iter().all(|page| page.line(|text| text.ends_with("印发")).is_none()));
}

#[test]
fn a_joint_upward_notice_stands_where_the_clauses_want_it() {
    let paper = Paper::open(&notice("联合发文协调会").pdf);
    let mut verdict = Verdict::default();
    joint(&paper, &paper, &mut verdict);
    verdict.end("联合行文、上行文");
}

#[test]
fn a_letter_stands_where_the_clauses_want_it() {
    let paper = Paper::open(&notice("信函征询会").pdf);
    let mut verdict = Verdict::default();
    letter(&paper, &paper, &mut verdict);
    verdict.end("信函");
}

/// The text begins on the first page whatever its head (7.3.3).
#[test]
fn the_first_page_shows_text() {
    for made in made::all().iter().filter(|made| made.kind == Kind::Notice) {
        let paper = Paper::open(&made.pdf);
        let text: String = paper.pages[0].lines().iter().map(Line::text).collect();
        assert!(text.contains("经研究"), "{}: {text}", made.case);
    }
}

/// Blank rows fill the last page of a sign-in sheet.
#[test]
fn sign_in_sheets_fill_their_last_page() {
    for made in made::all().iter().filter(|made| made.kind == Kind::SignIn) {
        let paper = Paper::open(&made.pdf);
        let last = paper.pages.last().expect("a page").text_lines();
        let has_person = last.iter().any(|line| line.glyphs[0].text.chars().all(|c| c.is_ascii_digit()));
        assert!(has_person, "{}: the last page has blank rows alone", made.case);
        let end = last.last().expect("a line");
        let left = FOOT - (end.baseline + 24.0 * 0.2) / MM;
        assert!((0.0..11.0 + 1.1).contains(&left), "{}: {left} mm are left", made.case);
    }
}

fn libre(made: &Made) -> Paper {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("elements").join(&made.case);
    std::fs::create_dir_all(&folder).expect("a folder");
    let docx = folder.join("notice.docx");
    std::fs::write(&docx, &made.docx).expect("a DOCX");
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/fonts.conf");
    let run = Command::new("soffice")
        .env("FONTCONFIG_FILE", fonts)
        .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
        .args([&folder, &docx])
        .output();
    assert!(run.expect("soffice").status.success());
    Paper::open(&std::fs::read(folder.join("notice.pdf")).expect("a PDF"))
}

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_puts_them_there_too() {
    let all = [("联合发文协调会", joint as fn(&Paper, &Paper, &mut Verdict)), ("信函征询会", letter)];
    for (case, measure) in all {
        let mut verdict = Verdict::default();
        let made = notice(case);
        measure(&libre(made), &Paper::open(&made.pdf), &mut verdict);
        verdict.end(case);
    }
}
