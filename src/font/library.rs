//! Discovery: folders come in, the faces that play the roles go out, each read only when it is first used.

use super::cmap::CharacterMap;
use super::measures::Measures;
use super::memo::Memo;
use super::names::{normalise, official, substitutes};
use super::{Bounds, Error, Glyph, Licence, Role, Session, sfnt};
use fontdb::{Database, FaceInfo, Source, Style};
use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A face among the ones a run has at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// A face on disk.
#[derive(Debug)]
pub struct FontFile {
    /// The family's name.
    pub family: String,
    /// The PostScript name.
    pub postscript: String,
    /// Which face of the file, 0 unless it is a collection.
    pub index: u32,
    path: PathBuf,
    /// The face by itself, for its file to be mapped.
    mapped: Database,
    data: OnceLock<Result<Vec<u8>, ErrorKind>>,
    measures: OnceLock<Option<Measures>>,
    map: OnceLock<Option<CharacterMap>>,
}

impl FontFile {
    /// Looks something up in the whole font file, which is mapped meanwhile unless it was read before.
    ///
    /// For what is asked now and then: where a document's glyphs are wanted, the file is read once for all of them.
    pub(super) fn look_up<T>(&self, find: impl FnOnce(&[u8]) -> T) -> Option<T> {
        if let Some(Ok(data)) = self.data.get() {
            return Some(find(data));
        }
        let id = self.mapped.faces().next().map(|info| info.id)?;
        self.mapped.with_face_data(id, |data, _| find(data))
    }

    /// The whole font file, read when it is first asked for.
    pub fn data(&self) -> Result<&[u8], Error> {
        let data = self.data.get_or_init(|| std::fs::read(&self.path).map_err(|error| error.kind()));
        let unreadable =
            |kind: &ErrorKind| Error::Unreadable { path: self.path.clone(), source: (*kind).into() };
        data.as_deref().map_err(unreadable)
    }

    /// What it takes to set text, where that can be had without the rest.
    pub(super) fn measures(&self) -> Option<&Measures> {
        self.measures.get_or_init(|| Measures::read(&self.path, self.index)).as_ref()
    }

    /// Whether it says it has a character; only its character map is read for that.
    pub(super) fn has(&self, c: char) -> bool {
        let map = self.map.get_or_init(|| CharacterMap::read(&self.path, self.index));
        map.as_ref().is_some_and(|map| map.has(c))
    }

    /// What its maker allows.
    #[must_use]
    pub fn licence(&self) -> Licence {
        Licence::read(&self.path, self.index)
    }

    /// The file it lies in.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// A role that no official family plays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Substitution {
    /// The role.
    pub role: Role,
    /// The family that stands in.
    pub family: String,
}

/// A face that draws characters which the face of their role lacks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Borrowed {
    /// The family that lends.
    pub family: String,
    /// The characters, in order.
    pub characters: BTreeSet<char>,
}

/// Whether a character may come from another face than its role's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Borrowing {
    /// From the first face that draws it.
    #[default]
    Allowed,
    /// Never: a character that its role's own face does not draw is reported.
    Refused,
}

/// The faces of a run: shared by all documents and threads.
#[derive(Debug)]
pub struct Fonts {
    files: Vec<FontFile>,
    roles: [FaceId; Role::COUNT],
    substitutions: Vec<Substitution>,
    broken: Vec<PathBuf>,
    borrowing: Borrowing,
    pub(super) memo: Memo<Glyph>,
    /// The boxes around the ink of those that were asked for.
    pub(super) inks: Memo<Bounds>,
}

impl Fonts {
    /// Finds a face for each role: official names in `folders` first, then in the system, then substitutes likewise.
    ///
    /// Where the folders have a face for every role, the system's are asked only for characters that those lack.
    ///
    /// # Errors
    /// `NoFolder` for a folder that is not there, `NoChineseFace` when no face at all can write Chinese.
    pub fn discover(folders: &[PathBuf]) -> Result<Self, Error> {
        Self::preferring(&[], folders)
    }

    /// The same, but a role that a unit names a family for is played by that family where it is at hand.
    ///
    /// One that is not is among the substitutions.
    ///
    /// # Errors
    /// As `discover`.
    pub fn preferring(named: &[(Role, String)], folders: &[PathBuf]) -> Result<Self, Error> {
        Self::of(given(folders)?, folders, system(), named)
    }

    /// The same with nothing but the faces of the folders.
    ///
    /// # Errors
    /// As `discover`.
    pub fn within(folders: &[PathBuf]) -> Result<Self, Error> {
        Self::of(given(folders)?, folders, Vec::new(), &[])
    }

    fn of(
        given: Vec<FaceInfo>,
        folders: &[PathBuf],
        system: Vec<FaceInfo>,
        named: &[(Role, String)],
    ) -> Result<Self, Error> {
        let broken = broken(folders, &given);
        let playing = if complete(&given) { 1 } else { 2 };
        Ok(Self { broken, ..Self::choose(&[given, system], playing, named)? })
    }

    /// The same, but with every character from its role's own face or from none.
    #[must_use]
    pub fn strict(self) -> Self {
        Self { borrowing: Borrowing::Refused, memo: Memo::new(), inks: Memo::new(), ..self }
    }

    /// Whether a character may come from another face than its role's.
    #[must_use]
    pub const fn borrowing(&self) -> Borrowing {
        self.borrowing
    }

    /// The first `playing` shelves play the roles; all lend.
    fn choose(all: &[Vec<FaceInfo>], playing: usize, named: &[(Role, String)]) -> Result<Self, Error> {
        let shelves = &all[..playing.min(all.len())];
        let mut fonts = Self {
            files: Vec::new(),
            roles: [FaceId(0); Role::COUNT],
            substitutions: Vec::new(),
            broken: Vec::new(),
            borrowing: Borrowing::Allowed,
            memo: Memo::new(),
            inks: Memo::new(),
        };
        let mut found = [None; Role::COUNT];
        for role in Role::ALL {
            let own = named.iter().find(|(one, _)| *one == role).map(|(_, name)| name.as_str());
            let by_own = own.and_then(|name| all.iter().find_map(|shelf| best(shelf, name, 400)));
            let by_name = || shelves.iter().find_map(|shelf| find_official(shelf, role));
            let stand_in = || shelves.iter().find_map(|shelf| find_substitute(shelf, role));
            let official = by_own.or_else(by_name);
            if let Some(info) = official.or_else(stand_in) {
                if official.is_none() || own.is_some() != by_own.is_some() {
                    fonts.substitutions.push(Substitution { role, family: family(info) });
                }
                found[role as usize] = Some(fonts.add(info));
            }
        }
        let han = [Role::FangSong, Role::SongTi, Role::XiaoBiaoSong, Role::HeiTi, Role::KaiTi]
            .into_iter()
            .find_map(|role| found[role as usize])
            .ok_or(Error::NoChineseFace)?;
        for role in Role::ALL {
            let id = found[role as usize].unwrap_or_else(|| {
                let family = fonts.files[usize::from(han.0)].family.clone();
                fonts.substitutions.push(Substitution { role, family });
                han
            });
            fonts.roles[role as usize] = id;
        }
        fonts.add_fallbacks(all);
        Ok(fonts)
    }

    /// Faces with many Han characters stand behind the roles, for characters a role's face lacks.
    fn add_fallbacks(&mut self, shelves: &[Vec<FaceInfo>]) {
        for role in [Role::SongTi, Role::HeiTi, Role::KaiTi] {
            for shelf in shelves {
                if let Some(info) = find_substitute(shelf, role) {
                    self.add(info);
                }
            }
        }
        for info in shelves.iter().flatten().filter(|info| info.style == Style::Normal) {
            if self.files.len() < 64 {
                self.add(info);
            }
        }
    }

    fn add(&mut self, info: &FaceInfo) -> FaceId {
        let path = path(info);
        let known = self.files.iter().position(|file| file.path == path && file.index == info.index);
        let at = known.unwrap_or_else(|| {
            let mut mapped = Database::new();
            mapped.push_face_info(info.clone());
            self.files.push(FontFile {
                family: family(info),
                postscript: info.post_script_name.clone(),
                index: info.index,
                path,
                mapped,
                data: OnceLock::new(),
                measures: OnceLock::new(),
                map: OnceLock::new(),
            });
            self.files.len() - 1
        });
        FaceId(u16::try_from(at).unwrap_or(0))
    }

    /// A thread's own view of the faces.
    #[must_use]
    pub fn session(&self) -> Session<'_> {
        Session::new(self)
    }

    /// The face of a role.
    #[must_use]
    pub fn role(&self, role: Role) -> FaceId {
        self.roles[role as usize]
    }

    /// A face's file.
    #[must_use]
    pub fn file(&self, face: FaceId) -> &FontFile {
        &self.files[usize::from(face.0)]
    }

    /// All faces, the roles' own first, then the ones to fall back on.
    pub fn all(&self) -> impl Iterator<Item = FaceId> + use<> {
        (0..self.files.len()).filter_map(|at| u16::try_from(at).ok()).map(FaceId)
    }

    /// The files of the given folders that are called fonts and are none, or break off.
    #[must_use]
    pub fn broken(&self) -> &[PathBuf] {
        &self.broken
    }

    /// The roles that no official family plays.
    #[must_use]
    pub fn substitutions(&self) -> &[Substitution] {
        &self.substitutions
    }
}

fn given(folders: &[PathBuf]) -> Result<Vec<FaceInfo>, Error> {
    let mut given = Database::new();
    for folder in folders {
        if !folder.is_dir() {
            return Err(Error::NoFolder(folder.clone()));
        }
        given.load_fonts_dir(folder);
    }
    Ok(faces(&given))
}

fn system() -> Vec<FaceInfo> {
    let mut database = Database::new();
    database.load_system_fonts();
    faces(&database)
}

/// In an order that does not depend on the file system.
fn faces(database: &Database) -> Vec<FaceInfo> {
    let mut faces: Vec<_> =
        database.faces().filter(|face| !matches!(face.source, Source::Binary(_))).cloned().collect();
    faces.sort_by_key(|face| (path(face), face.index));
    faces
}

/// The files in given folders that should be fonts, but gave no sound face.
fn broken(folders: &[PathBuf], shelf: &[FaceInfo]) -> Vec<PathBuf> {
    let mut broken = Vec::new();
    let mut rest = folders.to_vec();
    while let Some(folder) = rest.pop() {
        let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
        for (path, kind) in entries.filter_map(|entry| Some((entry.path(), entry.file_type().ok()?))) {
            if kind.is_dir() {
                rest.push(path);
            } else if is_font(&path) && !gives_face(&path, shelf) {
                broken.push(path);
            }
        }
    }
    broken.sort();
    broken.dedup();
    broken
}

/// Whether the name says that a file is a font.
fn is_font(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    ["ttf", "otf", "ttc", "otc"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

fn gives_face(path: &Path, shelf: &[FaceInfo]) -> bool {
    // fontdb names files by their real place.
    let real = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut own = shelf.iter().filter(|info| [path, real.as_path()].contains(&self::path(info).as_path()));
    own.any(|info| sfnt::is_sound(path, info.index))
}

/// Whether every role has a face, so that none of the system's plays one.
fn complete(shelf: &[FaceInfo]) -> bool {
    Role::ALL
        .into_iter()
        .all(|role| find_official(shelf, role).or_else(|| find_substitute(shelf, role)).is_some())
}

fn path(info: &FaceInfo) -> PathBuf {
    match &info.source {
        Source::File(path) | Source::SharedFile(path, _) => path.clone(),
        Source::Binary(_) => PathBuf::new(),
    }
}

fn family(info: &FaceInfo) -> String {
    info.families.first().map_or_else(|| info.post_script_name.clone(), |(name, _)| name.clone())
}

fn find_official(shelf: &[FaceInfo], role: Role) -> Option<&FaceInfo> {
    official(role).iter().find_map(|name| best(shelf, name, 400))
}

fn find_substitute(shelf: &[FaceInfo], role: Role) -> Option<&FaceInfo> {
    substitutes(role).iter().find_map(|(family, weight)| best(shelf, family, *weight))
}

/// The upright face of a name that may be embedded, with the nearest weight; at equal rank TrueType, which subsets faster.
fn best<'a>(shelf: &'a [FaceInfo], name: &str, weight: u16) -> Option<&'a FaceInfo> {
    let wanted = normalise(name);
    let named = |info: &&FaceInfo| {
        info.style == Style::Normal
            && (info.families.iter().any(|(family, _)| normalise(family) == wanted)
                || normalise(&info.post_script_name) == wanted
                || path(info).file_stem().is_some_and(|stem| normalise(&stem.to_string_lossy()) == wanted))
    };
    let may_embed = |info: &&FaceInfo| Licence::read(&path(info), info.index) != Licence::Restricted;
    shelf.iter().filter(named).filter(may_embed).min_by_key(|info| {
        // Between two weights as near, the bolder: 黑体 and 小标宋 must stand out.
        let distance = info.weight.0.abs_diff(weight) * 2 + u16::from(info.weight.0 < weight);
        (distance, !is_truetype(&path(info)))
    })
}

fn is_truetype(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ttf"))
}
