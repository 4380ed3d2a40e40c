//! The documents of the fixture meetings: nothing comes in; each document with the very bytes of its DOCX and PDF goes out.

#![allow(dead_code, reason = "each test file uses a part of it")]

use super::paper::Paper;
use huiwu::check::{check, wanted};
use huiwu::date::Date;
use huiwu::document::{Block, Document, Inline, Orientation, Paragraph, Properties, Setup, Sheet};
use huiwu::font::Fonts;
use huiwu::kind::{Kind, Kinds};
use huiwu::layout::{fit, layout};
use huiwu::ledger::gather;
use huiwu::load::load;
use huiwu::meeting::At;
use huiwu::pack::builtin;
use huiwu::pipeline::{Format, Pipeline, Request, Unready};
use huiwu::render::{Produced, Renderer};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// A document in all its forms.
pub(crate) struct Made {
    /// The name of the meeting's folder.
    pub(crate) case: String,
    /// The meeting's folder.
    pub(crate) folder: PathBuf,
    pub(crate) kind: Kind,
    pub(crate) document: Document,
    pub(crate) docx: Vec<u8>,
    pub(crate) pdf: Vec<u8>,
    /// The pages the run counted.
    pub(crate) pages: usize,
}

impl Made {
    /// `安全生产推进会-notice`.
    pub(crate) fn name(&self) -> String {
        format!("{}-{}", self.case, self.kind.name())
    }
}

/// The faces of this machine.
pub(crate) fn fonts() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| Fonts::discover(&[]).expect("Chinese fonts: run `make test`, which installs them"))
}

/// Every document of every fixture meeting, as the program makes it.
pub(crate) fn all() -> &'static [Made] {
    static ALL: OnceLock<Vec<Made>> = OnceLock::new();
    ALL.get_or_init(|| super::meetings().iter().flat_map(|(path, text)| of(path, text)).collect())
}

/// The notice of three organs as one organ would send it, with one 签发人: no fixture meeting has that.
pub(crate) fn one_issuer() -> &'static Made {
    static MADE: OnceLock<Made> = OnceLock::new();
    MADE.get_or_init(|| {
        let case = |path: &PathBuf| path.to_string_lossy().contains("联合发文协调会");
        let (path, text) = super::meetings().into_iter().find(|(path, _)| case(path)).expect("the fixture");
        let is_kept = |line: &&str| !line.trim_start().starts_with("联合发文");
        let text: Vec<&str> = text.lines().filter(is_kept).collect();
        let text = text.join("\n").replace("[江望舒, 魏然, 纪长风]", "[江望舒]");
        let notice = of(&path, &text).into_iter().find(|made| made.kind == Kind::Notice);
        Made { case: "一位签发人".to_owned(), ..notice.expect("a notice") }
    })
}

/// The archive's papers of a meeting that is filed by volume: no fixture meeting is.
pub(crate) fn by_volume() -> Vec<Made> {
    let case = |path: &PathBuf| path.to_string_lossy().contains("安全生产推进会");
    let (path, text) = super::meetings().into_iter().find(|(path, _)| case(path)).expect("the fixture");
    let own = "  起始件号: 12\n";
    assert!(text.contains(own), "the fixture is filed by item");
    let text = text.replace(own, "  整理方式: 按卷\n  类目名称: 会议类\n  目录号: 5\n  案卷号: 18\n");
    let papers = of(&path, &text).into_iter().filter(|made| Kinds::archive().contains(made.kind));
    papers.map(|made| Made { case: "按卷整理".to_owned(), ..made }).collect()
}

/// 督办台账 over all fixture meetings, each three times under another number, so that it has several pages.
pub(crate) fn ledger() -> Document {
    let mut meetings = Vec::new();
    for (number, (_, text)) in (0..3).flat_map(|_| super::meetings()).enumerate() {
        let spec = load("spec.yaml", text.as_bytes()).value.expect("a spec");
        let mut meeting = check(&spec, wanted(&spec)).value.expect("a meeting");
        meeting.id = meeting.id.map(|id| At { value: format!("HY-2026-{:03}", number + 1), ..id });
        meetings.push(meeting);
    }
    let ledger = gather(&meetings, Date::new(2026, 12, 25).expect("a day")).ledger;
    let pack = builtin().expect("the built-in pack");
    let document = Renderer::new(&pack).value.expect("templates").ledger(&ledger).value.expect("a document");
    fit(document, &mut fonts().session())
}

/// A document of two pages that lie on their side: the kinds that have them bear no page numbers.
pub(crate) fn lying() -> Document {
    let setup = Setup { orientation: Orientation::Landscape, ..Setup::default() };
    let blocks = vec![block("表前正文", &"文".repeat(40 * 20))];
    Document { sheet: sheet(), setup, ..super::sample::document(blocks) }
}

/// The PDFs of all documents, taken apart, in the same order.
pub(crate) fn papers() -> &'static [Paper] {
    static PAPERS: OnceLock<Vec<Paper>> = OnceLock::new();
    PAPERS.get_or_init(|| all().iter().map(|made| Paper::open(&made.pdf)).collect())
}

fn of(path: &std::path::Path, text: &str) -> Vec<Made> {
    let folder = path.parent().expect("a folder").to_owned();
    let case = super::name(&folder);
    let fonts = Fonts::discover(&[]).expect("fonts");
    let pack = builtin().expect("the built-in pack");
    let mut faults = Vec::new();
    let pipeline = Pipeline::new(&pack, fonts, &mut faults).expect("a kit").expect("templates");
    let request = Request { only: None, formats: Format::ALL.to_vec(), unready: Unready::Blocked };
    let outcome = pipeline.run("spec.yaml", text.as_bytes(), &request);
    assert!(outcome.blocked.is_empty(), "{case}: {:?}", outcome.diagnostics);
    let spec = load("spec.yaml", text.as_bytes()).value.expect("a spec");
    let meeting = check(&spec, wanted(&spec)).value.expect("a meeting");
    let renderer = Renderer::new(&pack).value.expect("templates");
    let mut produced: Vec<Produced> = Vec::new();
    let mut made = Vec::new();
    for kind in wanted(&spec).iter() {
        let file = |format| {
            let mut files = outcome.finished.iter();
            files.find(|done| done.kind == kind && done.format == format).expect("a finished file")
        };
        let (docx, pdf) = (file(Format::Docx), file(Format::Pdf));
        let pages = pdf.pages.expect("the pages of a PDF");
        let document =
            renderer.render(&mut renderer.view(&meeting), kind, &produced).value.expect("a document");
        let document = fit(document, &mut self::fonts().session());
        produced.push(Produced { kind, pages });
        made.push(Made {
            case: case.clone(),
            folder: folder.clone(),
            kind,
            document,
            docx: docx.bytes.clone(),
            pdf: pdf.bytes.clone(),
            pages,
        });
    }
    made
}

/// The PDF of a document made for a purpose.
pub(crate) fn pdf(document: &Document) -> Vec<u8> {
    let mut session = fonts().session();
    let laid = layout(document, &mut session);
    assert!(laid.diagnostics.is_empty(), "{:?}", laid.diagnostics);
    let pages = laid.value.expect("pages");
    huiwu::write::pdf::write(&pages, &session, &properties(document)).expect("a PDF")
}

/// The built-in pack's sheet.
pub(crate) fn sheet() -> Arc<Sheet> {
    static SHEET: OnceLock<Arc<Sheet>> = OnceLock::new();
    Arc::clone(SHEET.get_or_init(|| builtin().expect("the built-in pack").sheet))
}

/// A paragraph in a style of the built-in pack.
pub(crate) fn block(style: &str, text: &str) -> Block {
    let style = sheet().paragraph_named(style).expect("a style of the pack");
    Block::Paragraph(Paragraph::new(style, vec![Inline::Text { text: text.to_owned(), style: None }]))
}

/// The DOCX of a document made for a purpose.
pub(crate) fn docx(document: &Document) -> Vec<u8> {
    huiwu::write::docx::write(document, &properties(document)).expect("a DOCX")
}

fn properties(document: &Document) -> Properties {
    Properties { title: Some(document.title.clone()), ..Properties::default() }
}

/// Every paragraph of a document, in reading order.
pub(crate) fn paragraphs(document: &Document) -> Vec<&Paragraph> {
    let mut found = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => found.push(paragraph),
            Block::Table(table) => found.extend(of_table(table)),
        }
    }
    found.extend(document.imprint.iter().flat_map(of_table));
    found
}

/// Every paragraph of a table.
pub(crate) fn of_table(table: &huiwu::document::Table) -> impl Iterator<Item = &Paragraph> {
    table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.paragraphs)
}
