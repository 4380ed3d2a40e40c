//! Growing documents: notices of 1 to 60 requirements come in; none of their pages begins with the signature or 附件说明, ends
//! with a heading, parts a single line from its paragraph, or holds 版记 alone.
//!
//! The same is held through LibreOffice, page for page, by `make conformance`.

mod support;

use huiwu::font::Fonts;
use huiwu::pack::builtin;
use huiwu::pipeline::{Format, Outcome, Pipeline, Request, Unready};
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;
use support::paper::Paper;

const MOST: usize = 60;

/// A spec with so many requirements, of one to four lines each.
fn spec(count: usize) -> String {
    let mut text = String::from(concat!(
        "会议: {名称: 冬季供暖保障协调会, 主题: 研究冬季供暖保障工作}\n",
        "时间: {开始: 2026-11-24 09:00, 结束: 2026-11-24 11:30}\n",
        "地点: 云澜市政务中心2号楼会议室\n",
        "组织: {主办单位: 云澜市住房和城乡建设局, 联系人: {姓名: 林书言, 电话: 0571-88001234}}\n",
        "参会范围: [各区住房和城乡建设局分管负责人]\n",
        "材料: 无\n",
        "通知: {文号: 云住建〔2026〕7号, 主送: [各区住房和城乡建设局], 抄送: [市发展和改革委员会], 日期: 2026-11-18, 附件: [供暖企业名单]}\n",
        "要求:\n",
    ));
    for at in 1..=count {
        let filler = "请结合实际抓好供暖保障各项工作".repeat((at * 7 + count) % 7);
        let _ = writeln!(text, "  - 始{at}项{filler}终{at}项");
    }
    text
}

fn outcomes() -> &'static [Outcome] {
    static MADE: OnceLock<Vec<Outcome>> = OnceLock::new();
    MADE.get_or_init(|| {
        let fonts = Fonts::discover(&[]).expect("fonts");
        let pack = builtin().expect("the built-in pack");
        let pipeline = Pipeline::new(&pack, fonts, &mut Vec::new()).expect("a kit").expect("templates");
        let request = Request { only: None, formats: Format::ALL.to_vec(), unready: Unready::Blocked };
        let make = |count| pipeline.run("spec.yaml", spec(count).as_bytes(), &request);
        (1..=MOST).map(make).collect()
    })
}

fn bytes(outcome: &Outcome, format: Format) -> &[u8] {
    let done = outcome.finished.iter().find(|done| done.format == format);
    &done.unwrap_or_else(|| panic!("{:?}", outcome.diagnostics)).bytes
}

/// The pages of a PDF, each as its lines without white space and without the page number.
fn pages(pdf: &[u8]) -> Vec<Vec<String>> {
    let paper = Paper::open(pdf);
    paper
        .pages
        .iter()
        .map(|page| page.text_lines().iter().map(support::paper::Line::text).collect())
        .collect()
}

/// What is wrong with the pages.
fn faults(pages: &[Vec<String>], count: usize) -> Vec<String> {
    let mut faults = Vec::new();
    let imprint = |line: &String| line.starts_with("抄送：") || line.ends_with("日印发");
    for (at, page) in pages.iter().enumerate() {
        let text: Vec<&String> = page.iter().filter(|line| !imprint(line)).collect();
        let Some((first, last)) = text.first().zip(text.last()) else {
            faults.push(format!("{count}: page {} holds the imprint alone", at + 1));
            continue;
        };
        if ["云澜市住房和城乡建设局", "2026年11月18日", "附件：供暖企业名单"].contains(&first.as_str())
            || first.starts_with("（联系人")
        {
            faults.push(format!("{count}: page {} begins with {first}", at + 1));
        }
        if ["一、", "二、", "三、", "四、", "五、"].iter().any(|mark| last.starts_with(mark)) {
            faults.push(format!("{count}: page {} ends with {last}", at + 1));
        }
    }
    faults.extend(single_lines(pages, count));
    faults
}

/// Paragraphs of several lines of which one line stands alone.
fn single_lines(pages: &[Vec<String>], count: usize) -> Vec<String> {
    let mut faults = Vec::new();
    for item in 1..=count {
        let (start, end) = (format!("始{item}项"), format!("终{item}项"));
        let mut inside = false;
        let mut lines = Vec::new();
        for page in pages {
            let mut here = 0;
            for line in page {
                inside |= line.contains(&start);
                here += usize::from(inside);
                inside &= !line.contains(&end);
            }
            lines.push(here);
        }
        lines.retain(|here| *here > 0);
        if lines.len() > 1 && lines.contains(&1) {
            faults.push(format!("{count}: of item {item} stand {lines:?} lines on the pages"));
        }
    }
    faults
}

#[test]
fn no_page_is_broken_where_it_must_not() {
    let all = outcomes().iter().enumerate();
    let faults: Vec<String> =
        all.flat_map(|(at, made)| faults(&pages(bytes(made, Format::Pdf)), at + 1)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_breaks_the_same_pages() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("growing");
    std::fs::create_dir_all(&folder).expect("a folder");
    let name = |at: usize, kind: &str| folder.join(format!("{}.{kind}", at + 1));
    for (at, made) in outcomes().iter().enumerate() {
        std::fs::write(name(at, "docx"), bytes(made, Format::Docx)).expect("a DOCX");
    }
    let output = Command::new("soffice")
        .env("FONTCONFIG_FILE", Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/fonts.conf"))
        .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(&folder)
        .args((0..MOST).map(|at| name(at, "docx")))
        .output()
        .expect("soffice");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut faults = Vec::new();
    for (at, made) in outcomes().iter().enumerate() {
        let theirs = pages(&std::fs::read(name(at, "pdf")).expect("a PDF"));
        let ours = pages(bytes(made, Format::Pdf));
        faults.extend(self::faults(&theirs, at + 1).into_iter().map(|fault| format!("LibreOffice: {fault}")));
        let firsts = |pages: &[Vec<String>]| -> Vec<String> {
            let head = |page: &Vec<String>| page.first().map(|line| line.chars().take(6).collect());
            pages.iter().filter_map(head).collect()
        };
        if firsts(&ours) != firsts(&theirs) {
            faults.push(format!("{}: {:?} and {:?}", at + 1, firsts(&ours), firsts(&theirs)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
