//! What stands: the output folder of earlier runs and what a run works with come in; which specs need no work goes out.

use super::collect;
use super::digest::digest;
use super::identity::{Naming, Source};
use super::keep::Found;
use super::manifest::{Entry, Manifest, sha256};
use super::place::older;
use super::{Report, State, Written};
use crate::diag::Severities;
use crate::font::Fonts;
use crate::pipeline::{File, Format, Maker, Pipeline, Request, Stage};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// All that a document depends on besides its spec: the version, its pack, the faces, what is asked for.
#[derive(Clone, Debug)]
pub(super) struct Ground {
    /// Of all meetings alike.
    shared: String,
    /// Of the meetings of each pack, by its name.
    packs: BTreeMap<String, String>,
    /// What each pack makes of the checks, by its name.
    severities: BTreeMap<String, Severities>,
}

impl Ground {
    pub(super) fn new(pipeline: &Pipeline, request: &Request) -> Self {
        let office = pipeline.office();
        // Without one chosen for all, the spec's own content settles which pack it is made with.
        let (chosen, secrecy) = (office.chosen(), office.secrecy());
        let shared = format!("{} {chosen:?} {secrecy:?} {request:?}", env!("CARGO_PKG_VERSION"));
        let mut known: Vec<(*const Fonts, String)> = Vec::new();
        let mut faces = |fonts: &Fonts| {
            let at = known.iter().position(|(one, _)| std::ptr::eq(*one, fonts)).unwrap_or_else(|| {
                known.push((fonts, sha256(fonts.fingerprint().as_bytes())));
                known.len() - 1
            });
            known[at].1.clone()
        };
        let of = |name: &str| {
            let files = office.fingerprint_of(name)?;
            Some((name.to_owned(), format!("{files} {}", faces(pipeline.fonts_of(Some(name))))))
        };
        let names = office.names();
        let severities = names.iter().map(|name| ((*name).to_owned(), office.severities(name))).collect();
        Self { packs: names.into_iter().filter_map(of).collect(), severities, shared }
    }

    /// The key of a spec made with a pack: the same key, the same documents. Nothing without such a pack.
    pub(super) fn key(&self, source: &Source, pack: &str) -> Option<String> {
        let pack = self.packs.get(pack)?;
        Some(sha256(format!("{}\n{pack}\n{}", self.shared, spec_key(source)).as_bytes()))
    }
}

/// What tells one spec from another: its content and its place, or its name where that is not known.
fn spec_key(source: &Source) -> String {
    format!("{} {}", source.sha256, source.place.as_deref().unwrap_or(&source.file))
}

/// What is to be done with a spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Plan {
    /// Nothing was made of it yet.
    New,
    /// It, its unit pack, the faces or the program changed since.
    Changed,
    /// A file made of it was taken away since.
    Incomplete,
    /// A file made of it was changed by a person since: that one is kept.
    Edited,
    /// All it would make stands.
    Unchanged,
}

impl Plan {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::New, Self::Changed, Self::Incomplete, Self::Edited, Self::Unchanged];

    /// The Chinese word.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::New => "新增",
            Self::Changed => "有变化",
            Self::Incomplete => "文书不全",
            Self::Edited => "生成后被人改过",
            Self::Unchanged => "没有变化",
        }
    }

    /// The stable English name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Incomplete => "incomplete",
            Self::Edited => "edited",
            Self::Unchanged => "unchanged",
        }
    }
}

/// The meetings that stand in an output folder.
pub(super) struct Standing<'g> {
    output: &'g Path,
    ground: &'g Ground,
    /// In the order of their folders.
    made: Vec<(PathBuf, Manifest)>,
    /// Which of them went well, by their specs.
    by_spec: BTreeMap<String, Vec<usize>>,
    /// All of them, by the places of their specs.
    by_place: BTreeMap<String, Vec<usize>>,
}

impl<'g> Standing<'g> {
    /// The meetings of these manifests.
    pub(super) fn new(output: &'g Path, made: Vec<(PathBuf, Manifest)>, ground: &'g Ground) -> Self {
        let mut by_spec: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut by_place: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, (_, manifest)) in made.iter().enumerate() {
            if manifest.run.is_some() {
                by_spec.entry(spec_key(&manifest.spec)).or_default().push(at);
            }
            if let Some(place) = manifest.spec.place.clone() {
                by_place.entry(place).or_default().push(at);
            }
        }
        Self { output, ground, made, by_spec, by_place }
    }

    /// The manifests in an output folder, in the order of their folders.
    pub(super) fn manifests(output: &Path) -> Vec<(PathBuf, Manifest)> {
        let entries = std::fs::read_dir(output).into_iter().flatten().filter_map(Result::ok);
        let mut folders: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        folders.sort();
        let read = |folder: PathBuf| older(&folder).map(|manifest| (folder, manifest));
        folders.into_par_iter().filter_map(read).collect()
    }

    /// What is to be done with a spec, and what to report of its meetings when that is nothing.
    pub(super) fn plan(&self, spec: &Path) -> (Plan, Vec<Report>) {
        let plan = |plan| (plan, Vec::new());
        let Ok(bytes) = collect::read(spec) else { return plan(Plan::New) };
        let source = Source::new(spec, &bytes, None, self.output, Naming::Said);
        let of_place = source.place.as_ref().and_then(|place| self.by_place.get(place));
        let made = |all: &[usize]| all.iter().filter_map(|at| self.made.get(*at)).collect::<Vec<_>>();
        let Some(mut same) = self.by_spec.get(&spec_key(&source)).map(|all| made(all)) else {
            let Some(older) = of_place.map(|all| made(all)) else { return plan(Plan::New) };
            let is_edited = older.iter().any(|(folder, manifest)| files(folder, manifest) == Files::Edited);
            return plan(if is_edited { Plan::Edited } else { Plan::Changed });
        };
        let states: Vec<Files> = same.iter().map(|(folder, manifest)| files(folder, manifest)).collect();
        if states.contains(&Files::Edited) {
            return plan(Plan::Edited);
        }
        // A file of several meetings stands when all of them do.
        let is_current = |(_, manifest): &&(PathBuf, Manifest)| {
            let key = self.ground.key(&source, &manifest.pack);
            manifest.run.as_ref().is_some_and(|run| run.of == same.len() && Some(&run.key) == key.as_ref())
        };
        if !same.iter().all(is_current) {
            return plan(Plan::Changed);
        }
        if states.contains(&Files::Incomplete) {
            return plan(Plan::Incomplete);
        }
        same.sort_by_key(|(_, manifest)| manifest.run.as_ref().and_then(|run| run.number));
        (
            Plan::Unchanged,
            same.into_iter().map(|(folder, manifest)| self.report(spec, folder, manifest)).collect(),
        )
    }

    /// The file of the other meeting whose folder of this name stands.
    ///
    /// Asked of what stood when the run began, so that nothing hangs on which of its threads is first.
    pub(super) fn whose(&self, name: &str, number: Option<&str>, file: &File) -> Option<String> {
        let folder = self.output.join(super::name::legal(name));
        let at = self.made.binary_search_by(|(made, _)| made.cmp(&folder)).ok()?;
        let (_, manifest) = self.made.get(at)?;
        let source = Source::new(Path::new(&file.name), &file.bytes, number, self.output, Naming::Said);
        (!manifest.spec.is(&source)).then(|| manifest.spec.file.clone())
    }

    /// What is reported of a meeting that stands.
    fn report(&self, spec: &Path, folder: &Path, manifest: &Manifest) -> Report {
        let run = manifest.run.as_ref();
        let meeting: Option<Arc<str>> = run.and_then(|run| run.meeting.as_deref()).map(Arc::from);
        let held = run.and_then(|run| {
            let found = Found {
                file: spec.to_string_lossy().into(),
                digest: &manifest.spec.sha256,
                number: run.number?,
                label: meeting.clone(),
                severities: self.ground.severities.get(&manifest.pack).cloned().unwrap_or_default(),
            };
            run.held.as_ref()?.held(found)
        });
        let said = run.into_iter().flat_map(|run| &run.said);
        Report {
            spec: spec.to_string_lossy().into_owned(),
            folder: Some(folder.to_owned()),
            level: manifest.spec.is_unsaid().then_some("涉密"),
            written: manifest.documents.iter().filter_map(|entry| written(folder, entry)).collect(),
            title: held.as_ref().map(|held| held.title.value.clone()).filter(|title| !title.is_empty()),
            diagnostics: said.filter_map(|noted| noted.diagnostic(spec, meeting.as_ref())).collect(),
            held: held.into_iter().collect(),
            meeting,
            ..Report::default()
        }
    }
}

/// How the files of a manifest stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Files {
    /// As they were written.
    Whole,
    /// One is gone, or out of date.
    Incomplete,
    /// One is another than was written.
    Edited,
}

fn files(folder: &Path, manifest: &Manifest) -> Files {
    let mut state = Files::Whole;
    for entry in &manifest.documents {
        match digest(&folder.join(&entry.file)) {
            Ok(now) if now != entry.sha256 => return Files::Edited,
            Ok(_) if !entry.outdated => {}
            _ => state = Files::Incomplete,
        }
    }
    state
}

fn written(folder: &Path, entry: &Entry) -> Option<Written> {
    Some(Written {
        kind: entry.kind.parse().ok()?,
        format: Format::ALL.into_iter().find(|format| format.extension() == entry.format)?,
        stage: if entry.draft == Some(true) { Stage::Draft } else { Stage::Final },
        path: folder.join(&entry.file),
        sha256: entry.sha256.clone(),
        copy: None,
        pages: entry.pages,
        maker: Maker::named(entry.maker.as_deref()),
        state: State::Unchanged,
    })
}
