//! Each stage of the making of one meeting's documents, timed by itself: the fixture meeting comes in, a table of times goes out.
//!
//! `cargo bench` uses the faces of the system; `FONTS=folder cargo bench` those of a folder.

use divan::{Bencher, black_box};
use huiwu::check::{check, wanted};
use huiwu::document::{Document, Properties};
use huiwu::font::Fonts;
use huiwu::kind::Kind;
use huiwu::layout::{Fitted, fitted};
use huiwu::load::load;
use huiwu::meeting::Meeting;
use huiwu::pack::{Pack, builtin};
use huiwu::page::Pages;
use huiwu::pipeline::{Format, Pipeline, Request, Unready};
use huiwu::render::{Produced, Renderer};
use huiwu::spec::Spec;
use huiwu::write::{docx, pdf};
use std::path::PathBuf;
use std::sync::OnceLock;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

/// The documents that are timed one by one: a letter with a form, a filled table, running text, a few fields.
const KINDS: [Kind; 4] = [Kind::Notice, Kind::SignIn, Kind::Minutes, Kind::ArchiveCover];

const TEXT: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/meetings/安全生产推进会/spec.yaml"));

/// What all stages stand on, made once.
struct Ground {
    pack: Pack,
    fonts: Fonts,
    spec: Spec,
    meeting: Meeting,
    renderer: Renderer,
    kit: docx::Kit,
    pipeline: Pipeline,
}

fn fonts() -> Fonts {
    let folders: Vec<PathBuf> = std::env::var_os("FONTS").into_iter().map(PathBuf::from).collect();
    Fonts::discover(&folders).expect("Chinese faces: `make fonts` installs them")
}

fn ground() -> &'static Ground {
    static GROUND: OnceLock<Ground> = OnceLock::new();
    GROUND.get_or_init(|| {
        let pack = builtin().expect("the built-in pack");
        let spec = load("spec.yaml", TEXT.as_bytes()).value.expect("a spec");
        let meeting = check(&spec, wanted(&spec)).value.expect("a meeting");
        let renderer = Renderer::new(&pack).value.expect("templates");
        let kit = docx::Kit::new(pack.sheet.clone()).expect("a kit");
        let pipeline = Pipeline::new(&pack, fonts(), &mut Vec::new()).expect("a kit").expect("templates");
        Ground { pack, fonts: fonts(), spec, meeting, renderer, kit, pipeline }
    })
}

impl Ground {
    fn document(&self, kind: Kind) -> Document {
        let produced = [Produced { kind: Kind::Notice, pages: 2 }];
        self.renderer
            .render(&mut self.renderer.view(&self.meeting), kind, &produced)
            .value
            .expect("a document")
    }

    fn fitted(&self, kind: Kind) -> Fitted {
        fitted(self.document(kind), &mut self.fonts.session())
    }

    fn pages(&self, kind: Kind) -> Pages {
        self.fitted(kind).pages(&mut self.fonts.session()).value.expect("pages")
    }
}

#[divan::bench]
fn a_load(bencher: Bencher<'_, '_>) {
    bencher.bench(|| load("spec.yaml", black_box(TEXT.as_bytes())));
}

#[divan::bench]
fn b_check(bencher: Bencher<'_, '_>) {
    let ground = ground();
    bencher.bench(|| check(black_box(&ground.spec), wanted(&ground.spec)));
}

#[divan::bench]
fn c_view(bencher: Bencher<'_, '_>) {
    let ground = ground();
    bencher.bench(|| ground.renderer.view(black_box(&ground.meeting)));
}

#[divan::bench(args = KINDS)]
fn d_render(bencher: Bencher<'_, '_>, kind: Kind) {
    let ground = ground();
    let mut view = ground.renderer.view(&ground.meeting);
    bencher.bench_local(|| ground.renderer.render(&mut view, black_box(kind), &[]));
}

#[divan::bench(args = KINDS)]
fn e_fit(bencher: Bencher<'_, '_>, kind: Kind) {
    let ground = ground();
    let mut session = ground.fonts.session();
    bencher
        .with_inputs(|| ground.document(kind))
        .bench_local_values(|document| fitted(document, &mut session));
}

#[divan::bench(args = KINDS)]
fn f_write_docx(bencher: Bencher<'_, '_>, kind: Kind) {
    let ground = ground();
    let fitted = ground.fitted(kind);
    bencher.bench(|| ground.kit.write(black_box(&fitted.document), &Properties::default()));
}

/// What a document costs whose pages are only counted, beyond its fitting.
#[divan::bench(args = KINDS)]
fn g_count(bencher: Bencher<'_, '_>, kind: Kind) {
    let ground = ground();
    let fitted = ground.fitted(kind);
    let mut session = ground.fonts.session();
    bencher.bench_local(|| black_box(&fitted).count(&mut session));
}

#[divan::bench(args = KINDS)]
fn h_layout(bencher: Bencher<'_, '_>, kind: Kind) {
    let ground = ground();
    let fitted = ground.fitted(kind);
    let mut session = ground.fonts.session();
    bencher.bench_local(|| black_box(&fitted).pages(&mut session));
}

#[divan::bench(args = KINDS)]
fn i_write_pdf(bencher: Bencher<'_, '_>, kind: Kind) {
    let ground = ground();
    let pages = ground.pages(kind);
    let session = ground.fonts.session();
    bencher.bench_local(|| pdf::write(black_box(&pages), &session, &Properties::default()));
}

/// The whole meeting, every document of it.
#[divan::bench(args = Format::ALL)]
fn j_meeting(bencher: Bencher<'_, '_>, format: Format) {
    let ground = ground();
    let request = Request { only: None, formats: vec![format], unready: Unready::Blocked };
    bencher.bench(|| ground.pipeline.run("spec.yaml", black_box(TEXT.as_bytes()), &request));
}

/// What is made once a run: templates, styles, faces.
#[divan::bench]
fn k_start(bencher: Bencher<'_, '_>) {
    let ground = ground();
    bencher.bench(|| Pipeline::new(black_box(&ground.pack), fonts(), &mut Vec::new()));
}
