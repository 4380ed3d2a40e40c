//! One pack of an office: its files come in, what its unit.yaml says and what is wrong with it go out.

use crate::check::Terms;
use crate::diag::{Code, Diagnostic, Location, Source, Sources};
use crate::load::unit;
use crate::pack::{Files, Pack};
use crate::spec::unit::{Layer, Unit};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// A pack as it was read.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) files: Files,
    pub(super) file: Arc<str>,
    pub(super) unit: Option<Unit>,
    /// Its own, with those of the packs it builds on below once the office is settled.
    pub(super) terms: Terms,
    /// What is wrong in this pack itself.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The packs it builds on, itself first, the built-in one last, by their numbers in the office.
    pub(super) chain: Vec<usize>,
    pub(super) sha256: String,
    /// What is made of it, when it is first used.
    pub(super) made: OnceLock<(Pack, Vec<Diagnostic>)>,
}

impl Known {
    pub(super) fn read(files: Files, layer: Layer) -> Self {
        let file: Arc<str> = files.shown("unit.yaml").into();
        let read = unit(&file, &files.name, &files.unit, layer);
        let (severities, calendar) = match &read.value {
            Some(unit) => (unit.severities.clone(), unit.calendar.clone()),
            None => Default::default(),
        };
        let mut diagnostics = read.diagnostics;
        diagnostics.extend(files.problems.iter().cloned());
        let mut known = Self {
            file,
            unit: read.value,
            terms: Terms { severities, calendar: Arc::new(calendar), ..Terms::default() },
            diagnostics,
            chain: vec![0],
            sha256: hex(&[&files.unit]),
            made: OnceLock::new(),
            files,
        };
        known.refuse_foreign_fonts();
        known
    }

    pub(super) fn name(&self) -> &str {
        self.unit.as_ref().map_or(&self.files.name, |unit| &unit.name)
    }

    /// Faces come from the pack's own folder, never from elsewhere.
    fn refuse_foreign_fonts(&mut self) {
        let Some((folder, place)) = self.unit.as_ref().and_then(|unit| unit.fonts.clone()) else { return };
        let is_own = Path::new(&folder).components().all(|part| matches!(part, Component::Normal(_)));
        if !is_own || folder.contains(['\\', ':']) {
            let message = format!("「字体」写的是「{folder}」：只能是单位包里面的文件夹");
            let fault = Diagnostic::new(Code::UnsafePackFile, place, message);
            self.say(fault.help("请把字体放进单位包的一个文件夹，这里写那个文件夹的名称，如「字体」"));
            self.forget_fonts();
        }
    }

    fn forget_fonts(&mut self) {
        if let Some(unit) = &mut self.unit {
            unit.fonts = None;
        }
    }

    pub(super) fn font_folder(&self) -> Option<PathBuf> {
        let (folder, _) = self.unit.as_ref()?.fonts.as_ref()?;
        Some(Path::new(&self.files.shown).join(folder))
    }

    pub(super) fn look_for_fonts(&mut self, is_there: &dyn Fn(&Path) -> bool) {
        let Some(folder) = self.font_folder().filter(|folder| !is_there(folder)) else { return };
        let place = self.unit.as_ref().and_then(|unit| unit.fonts.as_ref()).map(|(_, place)| place.clone());
        let message = format!("「字体」指定的文件夹「{}」没有，或者是链接，没有使用", folder.display());
        let fault = Diagnostic::new(Code::AbsentFont, place.unwrap_or(Location::File), message);
        self.say(fault.help("请新建这个文件夹，放入字体文件；不用自带字体的，删去「字体」这一行"));
        self.forget_fonts();
    }

    /// Adds something that is wrong in unit.yaml.
    pub(super) fn say(&mut self, mut fault: Diagnostic) {
        fault.file = Some(Arc::clone(&self.file));
        self.diagnostics.push(fault);
    }

    /// Adds the lines of its unit.yaml to those that can be quoted.
    pub(super) fn quote_unit(&self, sources: &mut Sources) {
        sources.add(&self.file, Source::Text(String::from_utf8_lossy(&self.files.unit).into_owned()));
    }

    /// Adds the lines of all its files to those that can be quoted.
    pub(super) fn quote(&self, sources: &mut Sources) {
        self.quote_unit(sources);
        for text in &self.files.texts {
            sources.add(&self.files.shown(&text.path), Source::Text(text.text.clone()));
        }
    }
}

/// SHA-256 in hexadecimal.
pub(super) fn hex(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().iter().fold(String::with_capacity(64), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
