//! Settling: what was made of one spec comes in, its folder is found and filled, the report goes out.

use super::identity::{Naming, Source};
use super::keep::{Kept, Noted};
use super::manifest::{Manifest, Run};
use super::place::{Place, no_folder, older};
use super::standing::Ground;
use super::{CLASSIFIED, Destination, Made, Overwrite, Report, Unwritten, name};
use crate::diag::{Code, Diagnostic, Location};
use crate::font::Fonts;
use crate::kind::Kind;
use crate::pipeline::Finished;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The folders already taken in this run, each by one spec; names that differ only in case are one folder on Windows.
#[derive(Default)]
pub(super) struct Taken(BTreeMap<String, String>);

/// Classified meetings of one day that are told apart.
const MOST_A_DAY: u32 = 9_999;

impl Taken {
    /// Writes what was made; a second spec for one folder is refused.
    ///
    /// With the ground of a month's run, what went well is marked with its key.
    pub(super) fn settle(
        &mut self,
        made: Made,
        fonts: &Fonts,
        (destination, ground): (&Destination, Option<&Ground>),
    ) -> Report {
        let Made { mut report, outcome, file, number: of_file } = made;
        let (named, number) = (outcome.name.clone(), outcome.number.clone());
        let others = outcome.others.clone();
        let finished = report.take(outcome);
        let Some(file) = file else { return report };
        let naming = if report.level.is_some() { Naming::Unsaid } else { Naming::Said };
        let stem = || match naming {
            Naming::Said => {
                let stem = Path::new(&report.spec).file_stem()?.to_string_lossy().into_owned();
                Some(if of_file.1 > 1 { format!("{stem}-{}", of_file.0 + 1) } else { stem })
            }
            Naming::Unsaid => Some("涉密会议".to_owned()),
        };
        // A meeting without a name that is not written leaves nothing that could be out of date.
        let is_blocked = finished.is_empty() && others.is_none();
        if is_blocked && (named.is_none() || !destination.folder.is_dir()) {
            return report;
        }
        let name = name::legal(&named.clone().or_else(stem).unwrap_or_default());
        if let Err(error) = std::fs::create_dir_all(&destination.folder) {
            report.note([no_folder(&destination.folder, &error)]);
            return report;
        }
        let source =
            Source::new(Path::new(&report.spec), &file.bytes, number.as_deref(), &destination.folder, naming);
        let is_neutral = named.is_some_and(|name| name.starts_with(CLASSIFIED)) && naming == Naming::Unsaid;
        let name = if is_neutral { self.free(&name, &source, &destination.folder) } else { name };
        let folder = destination.folder.join(&name);
        let key = ground.zip(report.pack.as_ref()).and_then(|(ground, pack)| ground.key(&source, &pack.name));
        let run = key.map(|key| Run {
            key,
            of: of_file.1,
            number: Some(of_file.0),
            meeting: report.meeting.as_deref().map(str::to_owned),
            held: report.held.first().and_then(Kept::of),
            said: Vec::new(),
        });
        let job = Job { folder, source, overwrite: destination.overwrite, fonts, run };
        if is_blocked {
            job.mark_blocked(&mut report);
            return report;
        }
        if let Some(first) = self.0.get(&name.to_lowercase()) {
            let clash = clash(&name, first);
            report.note([clash]);
            return report;
        }
        if let Some(other) = others {
            report.note([occupied(&job.folder, &other)]);
            return report;
        }
        self.0.insert(name.to_lowercase(), report.name());
        job.write(&mut report, finished);
        report
    }

    /// Takes the folder of a meeting that stands as it was made.
    pub(super) fn stands(&mut self, report: &Report) {
        if let Some(name) = report.folder.as_deref().and_then(Path::file_name) {
            self.0.insert(name.to_string_lossy().to_lowercase(), report.name());
        }
    }

    /// `涉密会议-2026-11-24-01`: the first number that is free or was this spec's in an earlier run.
    fn free(&self, name: &str, source: &Source, output: &Path) -> String {
        let numbered = (1..=MOST_A_DAY).map(|number| format!("{name}-{number:02}"));
        let mut fitting = numbered.filter(|name| {
            let folder = output.join(name);
            let is_ours = older(&folder).is_some_and(|older| older.spec.is(source));
            !self.0.contains_key(&name.to_lowercase()) && (is_ours || !folder.exists())
        });
        fitting.next().unwrap_or_else(|| name.to_owned())
    }
}

fn clash(folder: &str, first: &str) -> Diagnostic {
    let message = format!("与「{first}」是同一天的同名会议，都要写到「{folder}」，这一份没有写出");
    Diagnostic::new(Code::SameMeetingTwice, Location::File, message)
        .help("同一个会议只留一份（YAML 或 Excel）；若是两个会议，请让名称有所区别")
}

/// The folder is another meeting's, by the manifest of an earlier run.
fn occupied(folder: &Path, other: &str) -> Diagnostic {
    let folder = folder.display();
    let message = format!("「{folder}」里是另一份会议文件「{other}」生成的同名会议，这一份没有写出");
    Diagnostic::new(Code::SameMeetingTwice, Location::File, message).help(
        "若是两个会议，请让名称有所区别，或用 -o 另指定输出文件夹；确是同一个会议换了文件的，可加 --force",
    )
}

/// One spec's documents and where they go.
struct Job<'f> {
    folder: PathBuf,
    source: Source,
    overwrite: Overwrite,
    fonts: &'f Fonts,
    run: Option<Run>,
}

impl Job<'_> {
    fn write(self, report: &mut Report, finished: Vec<Finished>) {
        let older = older(&self.folder).filter(|older| !older.spec.is(&self.source));
        if let Some(older) = older.filter(|_| self.overwrite == Overwrite::Never) {
            report.note([occupied(&self.folder, &older.spec.file)]);
            return;
        }
        let mut problems = Vec::new();
        match Place::open(&self.folder, self.overwrite) {
            Err(problem) => problems.push(problem),
            Ok(place) => {
                for done in finished {
                    match place.put(&done) {
                        Ok(written) => {
                            problems.extend(place.supersede(&written).err());
                            report.written.push(written);
                        }
                        Err(problem) => {
                            let (kind, format, file) = (done.kind, done.format, Place::name(&done));
                            report.unwritten.push(Unwritten { file, kind, format, why: problem.code });
                            problems.push(problem);
                        }
                    }
                }
                if !report.written.is_empty() {
                    let unready: Vec<Kind> =
                        report.blocked.iter().copied().chain(report.drafts().iter()).collect();
                    // A PDF of an earlier run is not that of the Word file that was written now.
                    let unready: Vec<Kind> = unready.into_iter().chain(report.unprinted.iter()).collect();
                    let is_whole = problems.is_empty() && unready.is_empty() && !report.has_errors();
                    let mut manifest =
                        Manifest::new(self.source, report.pack.as_ref(), self.fonts, &report.written)
                            .with_borrowed(&report.borrowed);
                    let run = self.run.filter(|_| is_whole);
                    manifest.run = run.map(|run| Run { said: Noted::all(report), ..run });
                    let (stale, written) = place.put_manifest(manifest, &unready);
                    problems.extend(outdated(&stale));
                    problems.extend(written.err());
                    report.folder = Some(self.folder);
                }
            }
        }
        report.note(problems);
    }

    /// Nothing was made this time: what an earlier run made of the same spec is out of date.
    fn mark_blocked(self, report: &mut Report) {
        let Some(older) = older(&self.folder).filter(|older| older.spec.is(&self.source)) else { return };
        let problems = match Place::open(&self.folder, self.overwrite) {
            Err(problem) => vec![problem],
            Ok(place) => {
                let (stale, written) = place.put_manifest(older.without_documents(), &report.blocked);
                outdated(&stale).into_iter().chain(written.err()).collect()
            }
        };
        report.note(problems);
    }
}

/// Says which files of blocked documents still stand.
fn outdated(stale: &[(String, Kind)]) -> Option<Diagnostic> {
    let names: Vec<&str> = stale.iter().map(|(file, _)| file.as_str()).collect();
    if names.is_empty() {
        return None;
    }
    let message = format!("「{}」是以前生成的，这次被拦下没有更新，内容可能已经过时", names.join("」「"));
    let kinds = stale.iter().map(|(_, kind)| *kind).collect();
    Some(
        Diagnostic::new(Code::OutdatedFile, Location::File, message)
            .help("请改正错误后重新生成，在此之前不要使用这些文件；清单.json 里已注明")
            .scope(kinds),
    )
}
