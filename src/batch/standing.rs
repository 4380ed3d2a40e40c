//! What stands: the output folder of earlier runs and what a run works with come in; which specs need no work goes out.

use super::collect;
use super::identity::{Naming, Source};
use super::manifest::{Entry, Manifest, sha256};
use super::place::older;
use super::{Report, State, Written};
use crate::font::Fonts;
use crate::pipeline::{Format, Maker, Pipeline, Request, Stage};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// All that a document depends on besides its spec: the version, its pack, the faces, what is asked for.
#[derive(Clone, Debug)]
pub(super) struct Ground {
    /// Of all meetings alike.
    shared: String,
    /// Of the meetings of each pack, by its name.
    packs: BTreeMap<String, String>,
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
        Self { packs: office.names().into_iter().filter_map(of).collect(), shared }
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
    /// A file made of it was changed or taken away since.
    Touched,
    /// All it would make stands.
    Unchanged,
}

impl Plan {
    /// The Chinese word.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::New => "新增",
            Self::Changed => "有变化",
            Self::Touched => "生成后被改动",
            Self::Unchanged => "没有变化",
        }
    }

    /// The stable English name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Touched => "touched",
            Self::Unchanged => "unchanged",
        }
    }
}

/// The meetings that stand in an output folder.
pub(super) struct Standing<'g> {
    output: &'g Path,
    ground: &'g Ground,
    by_spec: BTreeMap<String, Vec<(PathBuf, Manifest)>>,
    places: BTreeSet<String>,
}

impl<'g> Standing<'g> {
    pub(super) fn read(output: &'g Path, ground: &'g Ground) -> Self {
        let entries = std::fs::read_dir(output).into_iter().flatten().filter_map(Result::ok);
        let mut folders: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        folders.sort();
        let read = |folder: PathBuf| older(&folder).map(|manifest| (folder, manifest));
        let found: Vec<(PathBuf, Manifest)> = folders.into_par_iter().filter_map(read).collect();
        let places = found.iter().filter_map(|(_, manifest)| manifest.spec.place.clone()).collect();
        let mut by_spec: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for (folder, manifest) in found.into_iter().filter(|(_, manifest)| manifest.run.is_some()) {
            by_spec.entry(spec_key(&manifest.spec)).or_default().push((folder, manifest));
        }
        Self { output, ground, by_spec, places }
    }

    /// What is to be done with a spec, and what to report of its meetings when that is nothing.
    pub(super) fn plan(&self, spec: &Path) -> (Plan, Vec<Report>) {
        let Ok(bytes) = collect::read(spec) else { return (Plan::New, Vec::new()) };
        let source = Source::new(spec, &bytes, None, self.output, Naming::Said);
        let Some(made) = self.by_spec.get(&spec_key(&source)) else {
            let is_known = source.place.is_some_and(|place| self.places.contains(&place));
            return (if is_known { Plan::Changed } else { Plan::New }, Vec::new());
        };
        // A file of several meetings stands when all of them do.
        let is_current = |(_, manifest): &(PathBuf, Manifest)| {
            let key = self.ground.key(&source, &manifest.pack);
            manifest.run.as_ref().is_some_and(|run| run.of == made.len() && Some(&run.key) == key.as_ref())
        };
        if !made.iter().all(is_current) {
            return (Plan::Changed, Vec::new());
        }
        if !made.iter().all(|(folder, manifest)| stands(folder, manifest)) {
            return (Plan::Touched, Vec::new());
        }
        let report = |(folder, manifest): &(PathBuf, Manifest)| Report {
            spec: spec.to_string_lossy().into_owned(),
            folder: Some(folder.clone()),
            written: manifest.documents.iter().filter_map(|entry| written(folder, entry)).collect(),
            ..Report::default()
        };
        (Plan::Unchanged, made.iter().map(report).collect())
    }
}

/// Whether every file of a manifest is there as it was written.
fn stands(folder: &Path, manifest: &Manifest) -> bool {
    let is_whole = |entry: &Entry| {
        !entry.outdated
            && std::fs::read(folder.join(&entry.file)).is_ok_and(|bytes| sha256(&bytes) == entry.sha256)
    };
    manifest.documents.iter().all(is_whole)
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
