//! Making a package: a meeting's folder comes in; its documents, the supplied files and the archive's papers, put
//! together from one list, go out.

use super::material::{Part, Shelf};
use super::put::{Shape, put};
use super::source::{self, Companions, Made};
use crate::batch::manifest::{NAME, sha256};
use crate::batch::name::legal;
use crate::batch::place::older;
use crate::batch::{Overwrite, State};
use crate::diag::{Diagnostic, Sources};
use crate::parcel::{self, Entry, File, Item, Manifest, Sums, Totals};
use crate::pipeline::{Filing, Format, Job, Naming, Origin, Outcome, PackUsed, Pipeline, Produced, Register};
use std::path::{Path, PathBuf};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The meeting's folder, with its manifest.
    pub folder: PathBuf,
    /// The spec; `None` has it looked for.
    pub spec: Option<PathBuf>,
    /// Where supplied files are, besides the spec's own folder.
    pub materials: Option<PathBuf>,
    /// Where the package goes; `None` means into the meeting's folder.
    pub output: Option<PathBuf>,
    /// A folder or a zip.
    pub shape: Shape,
    /// Whether DOCX files go with the PDFs.
    pub companions: Companions,
    /// What happens to a package that is there.
    pub overwrite: Overwrite,
}

/// What became of it.
#[derive(Clone, Debug, Default)]
pub struct Archived {
    /// The package, if there is one, and whether it had to be written.
    pub package: Option<(PathBuf, State)>,
    /// Every problem.
    pub diagnostics: Vec<Diagnostic>,
    /// The lines and rows that the problems point to.
    pub sources: Sources,
    /// The digests of the package.
    pub sums: Option<Sums>,
    /// Its totals.
    pub totals: Totals,
    /// How many files it has.
    pub files: usize,
    /// What is filed, with 档号, 题名 and 页数; nothing of classified matter.
    pub listed: Vec<Item>,
    /// The unit pack that was asked for, and the one that was used.
    pub pack: (Option<String>, Option<PackUsed>),
}

impl Archived {
    fn failed(diagnostic: Diagnostic) -> Self {
        Self { diagnostics: vec![diagnostic], ..Self::default() }
    }

    fn take(&mut self, outcome: Outcome) {
        self.diagnostics.extend(outcome.diagnostics);
        self.sources.extend(outcome.sources);
        self.pack = (outcome.pack_name, outcome.pack);
    }

    fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// Makes the package of a meeting; with an error in it nothing is written.
///
/// # Errors
/// When the folder is no meeting's.
pub fn archive(pipeline: &Pipeline, asked: &Asked) -> Result<Archived, String> {
    let folder = &asked.folder;
    let Some(manifest) = older(folder) else {
        return Err(format!(
            "「{}」里没有 {NAME}，不是会议的输出文件夹；请先运行 huiwu render，再写明生成的那个文件夹，如 output/2026-11-24-会议名称。",
            folder.display()
        ));
    };
    let (spec, bytes) = match source::spec(folder, &manifest, asked.spec.as_deref()) {
        Ok(found) => found,
        Err(fault) => return Ok(Archived::failed(fault)),
    };
    let name = asked.spec.as_deref().unwrap_or(&spec).to_string_lossy().into_owned();
    let (jobs, shared) = Job::all(&name, bytes);
    let mut archived = Archived { diagnostics: shared.to_vec(), ..Archived::default() };
    let Some(job) = source::job(jobs, folder, &manifest) else {
        return Err(format!("「{name}」里没有这个文件夹的会议。"));
    };
    let made = source::made(folder, &manifest, asked.companions, &mut archived.diagnostics);
    let produced = made.iter().map(|made| Produced { kind: made.kind, pages: made.pages }).collect();
    let mut shelf = Shelf::new(&spec, asked.materials.as_deref());
    let filing = match pipeline.filing(job, produced, &mut |wanted| shelf.supply(wanted)) {
        Ok(filing) => filing,
        Err(outcome) => {
            archived.take(*outcome);
            return Ok(archived);
        }
    };
    let packed = Packed::of(&filing, &made, &shelf, manifest.spec.sha256.clone());
    let formats = match asked.companions {
        Companions::None => vec![Format::Pdf],
        Companions::Docx => vec![Format::Pdf, Format::Docx],
    };
    let outcome = filing.papers(Some(packed.digest()), formats);
    let finished = packed.with(&outcome);
    archived.take(outcome);
    if archived.has_errors() {
        return Ok(archived);
    }
    archived.finish(finished, asked);
    Ok(archived)
}

impl Archived {
    fn finish(&mut self, packed: Packed, asked: &Asked) {
        let manifest = packed.manifest.sealed();
        let mut files = packed.files;
        files.push(File { path: parcel::MANIFEST.to_owned(), bytes: manifest.bytes() });
        self.files = files.len();
        match put(&files, asked) {
            Ok(package) => self.package = Some(package),
            Err(problem) => self.diagnostics.push(problem),
        }
        self.sums = Some(Sums::of(&manifest));
        self.totals = manifest.totals;
        self.listed = manifest.items;
    }
}

/// The files of a package and what its manifest says of them.
struct Packed {
    files: Vec<File>,
    manifest: Manifest,
}

impl Packed {
    /// The filed documents, in their order.
    fn of(filing: &Filing<'_>, made: &[Made], shelf: &Shelf, spec_sha256: String) -> Self {
        let Register { header, items, absent, totals, naming } = filing.register();
        let mut packed = Self {
            files: Vec::new(),
            manifest: Manifest {
                format: parcel::FORMAT.to_owned(),
                tool: concat!("huiwu ", env!("CARGO_PKG_VERSION")).to_owned(),
                spec_sha256,
                archive: header,
                items: Vec::new(),
                absent,
                papers: Vec::new(),
                totals,
                seal: String::new(),
            },
        };
        for (origin, mut item) in items {
            let pieces: Vec<Piece> = match origin {
                Origin::Made(kind) => {
                    made.iter().filter(|made| made.kind == kind).flat_map(Piece::of_made).collect()
                }
                Origin::Listed(at) => {
                    shelf.parts.get(&at).into_iter().flatten().map(Piece::of_part).collect()
                }
            };
            item.files = packed.add_all(&stem(&item, naming), &pieces);
            packed.manifest.items.push(item);
        }
        packed
    }

    /// The files of one 件, numbered where there are several.
    fn add_all(&mut self, stem: &str, pieces: &[Piece]) -> Vec<Entry> {
        let count = pieces.iter().filter(|piece| !piece.is_companion).count();
        let mut number = 0;
        let mut entries = Vec::new();
        for piece in pieces {
            number += usize::from(!piece.is_companion);
            let own = if count > 1 { format!("{stem}-{number:02}") } else { stem.to_owned() };
            entries.push(self.add(format!("文件/{own}.{}", piece.extension), piece));
        }
        entries
    }

    fn digest(&self) -> String {
        Sums::of(&self.manifest).items
    }

    /// The same with cover, catalogue and note, which stand around the documents.
    fn with(mut self, outcome: &Outcome) -> Self {
        for paper in &outcome.finished {
            let extension = paper.format.extension();
            let path = format!("{:02}-{}.{extension}", paper.kind.ordinal(), paper.kind.label());
            let is_pdf = paper.format == Format::Pdf;
            let piece = Piece {
                bytes: &paper.bytes,
                extension: extension.to_owned(),
                pages: paper.pages.filter(|_| is_pdf),
                format: if is_pdf { "PDF/A-2b".to_owned() } else { "DOCX".to_owned() },
                is_companion: !is_pdf,
            };
            let entry = self.add(path, &piece);
            self.manifest.papers.push(entry);
        }
        self
    }

    fn add(&mut self, path: String, piece: &Piece) -> Entry {
        let bytes = piece.bytes.to_vec();
        let entry = Entry {
            path: path.clone(),
            size: bytes.len(),
            pages: piece.pages,
            format: piece.format.clone(),
            sha256: sha256(&bytes),
        };
        self.files.push(File { path, bytes });
        entry
    }
}

/// A file on its way into a package.
struct Piece<'a> {
    bytes: &'a [u8],
    extension: String,
    pages: Option<usize>,
    format: String,
    /// A DOCX that goes with a PDF.
    is_companion: bool,
}

impl<'a> Piece<'a> {
    fn of_made(made: &'a Made) -> impl Iterator<Item = Self> {
        let pdf = Self {
            bytes: &made.pdf,
            extension: "pdf".to_owned(),
            pages: Some(made.pages),
            format: made.claim.clone().unwrap_or_else(|| "PDF".to_owned()),
            is_companion: false,
        };
        let docx = made.docx.as_deref().map(|bytes| Self {
            bytes,
            extension: "docx".to_owned(),
            pages: None,
            format: "DOCX".to_owned(),
            is_companion: true,
        });
        std::iter::once(pdf).chain(docx)
    }

    fn of_part(part: &'a Part) -> Self {
        let extension =
            Path::new(&part.name).extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let format = part.seen.claim.clone().unwrap_or_else(|| part.seen.form.name.to_owned());
        Self { bytes: &part.bytes, extension, pages: part.seen.pages, format, is_companion: false }
    }
}

/// `0012-题名`: 件号 first, so that names sort as the catalogue does; of classified matter the number alone.
fn stem(item: &Item, naming: Naming) -> String {
    let number = item.reference.rsplit('-').next().filter(|number| !number.is_empty());
    let number = number.map_or_else(|| format!("{:04}", item.place), str::to_owned);
    match naming {
        Naming::Titled => legal(&format!("{number}-{}", item.title)),
        Naming::Neutral => number,
    }
}
