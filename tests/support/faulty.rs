//! The faulty specs of `fixtures/invalid`: a folder comes in, its files with everything that is said of them go out.

use super::sheets::{form, sheet, workbook};
use super::twin::write_workbook;
use huiwu::check::{Secrecy, Terms, check_on, wanted};
use huiwu::diag::show::{self, Options};
use huiwu::diag::{Code, Diagnostic, Severities, Sources};
use huiwu::kind::Kinds;
use huiwu::load::{load, locate, source};
use huiwu::spec::Spec;
use std::path::{Path, PathBuf};
use std::sync::Once;

/// Codes that the tests of another room bring about, for they need fonts, a pack or a disk: the file of that test.
pub(crate) const ELSEWHERE: &[(Code, &str)] = &[
    (Code::UnreadableFile, "tests/cli/messages.rs"),
    (Code::TooLarge, "tests/load/hostile.rs"),
    (Code::TemplateFault, "tests/diagnostics/elsewhere.rs"),
    (Code::MissingGlyph, "tests/fonts.rs"),
    (Code::OverfullImprint, "tests/diagnostics/elsewhere.rs"),
    (Code::SubstitutedFont, "tests/diagnostics/elsewhere.rs"),
    (Code::BrokenFont, "tests/fonts.rs"),
    (Code::IncompleteArchive, "tests/diagnostics/elsewhere.rs"),
    (Code::EditedByHand, "tests/cli/files.rs"),
    (Code::SameMeetingTwice, "tests/cli/files.rs"),
    (Code::UnwritableFile, "tests/cli/files.rs"),
    (Code::UnknownMeeting, "tests/load/ledger.rs"),
    (Code::UnknownUnit, "tests/units.rs"),
    (Code::UnusableUnit, "tests/units.rs"),
    (Code::FixedRule, "tests/units.rs"),
    (Code::UnknownYear, "tests/units.rs"),
    (Code::InheritanceFault, "tests/packs.rs"),
    (Code::UnsafePackFile, "tests/packs/verbs.rs"),
    (Code::UnknownPackFile, "tests/packs.rs"),
    (Code::StyleFault, "tests/packs.rs"),
    (Code::UnknownVariable, "tests/packs.rs"),
    (Code::UnknownHelper, "tests/packs.rs"),
    (Code::UnknownPartial, "tests/packs.rs"),
    (Code::UnknownTag, "tests/packs.rs"),
    (Code::UnknownStyle, "tests/packs.rs"),
    (Code::UnbalancedTemplate, "tests/packs.rs"),
    (Code::ElementNotPrinted, "tests/packs.rs"),
    (Code::HeavyTemplate, "tests/packs.rs"),
    (Code::AbsentFont, "tests/packs.rs"),
    (Code::BrokenWordTemplate, "tests/packs.rs"),
    (Code::MisplacedBlock, "tests/packs.rs"),
    (Code::DoubledTemplate, "tests/packs.rs"),
    (Code::UnmarkedTemplate, "tests/word/hostile.rs"),
    (Code::UnmadePdf, "tests/word/pdf.rs"),
    (Code::CopyNumbering, "tests/classified.rs"),
    (Code::OutdatedFile, "tests/cli/files.rs"),
    (Code::ArchiveSource, "tests/archive.rs"),
    (Code::ArchiveMaterial, "tests/archive/materials.rs"),
    (Code::ArchivePages, "tests/archive.rs"),
    (Code::ArchiveFormat, "tests/archive.rs"),
    (Code::ArchiveTampered, "tests/archive/tampering.rs"),
    (Code::DoneAfterLedger, "tests/ledger/contradictions.rs"),
    (Code::OverdueTooEarly, "tests/ledger/contradictions.rs"),
    (Code::ReopenedTask, "tests/ledger/contradictions.rs"),
    (Code::OriginMismatch, "tests/ledger/contradictions.rs"),
    (Code::DuplicateTaskNumber, "tests/ledger/contradictions.rs"),
    (Code::RoomClash, "tests/month/across.rs"),
    (Code::PersonClash, "tests/month/across.rs"),
    (Code::SharedNumber, "tests/month/across.rs"),
    (Code::NumberGap, "tests/month/across.rs"),
    (Code::MeetingNumberMissing, "tests/month/across.rs"),
    (Code::InternalError, "tests/cli/hostile.rs"),
];

/// Codes of YAML's own writing, or of what the reader of a workbook understands by itself.
pub(crate) const YAML_ONLY: &[Code] = &[
    Code::NotText,
    Code::BrokenYaml,
    Code::EmptySpec,
    Code::UnknownKey,
    Code::DuplicateKey,
    Code::WrongShape,
];

/// Codes that are said only where classified matter may be processed.
const PERMITTED: &[Code] = &[
    Code::SecrecyPeriodMissing,
    Code::InvalidSecrecyPeriod,
    Code::SecrecyPeriodTooLong,
    Code::CopyNumberMissing,
    Code::SecrecyMeasuresMissing,
    Code::SubstituteAtClassified,
    Code::ClassAboveMeeting,
];

/// One file of a folder.
pub(crate) struct Faulty {
    pub(crate) code: Code,
    /// `spec.yaml`, `spec.xlsx`, or another name where the name is the fault.
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) bytes: Vec<u8>,
    /// What loading said, and the spec if there was one.
    found: Vec<Diagnostic>,
    spec: Option<Spec>,
}

/// The files that are made, with what they must hold.
pub(crate) fn made_anew() -> Vec<(PathBuf, Vec<u8>)> {
    let made = |folder: PathBuf| {
        let (name, bytes) = made(Code::named(&super::name(&folder))?, &folder)?;
        Some((folder.join(name), bytes))
    };
    super::folders("invalid").into_iter().filter_map(made).collect()
}

/// `UPDATE` writes them, once and before anything reads them.
fn renew() {
    static RENEWED: Once = Once::new();
    RENEWED.call_once(|| {
        if std::env::var_os("UPDATE").is_some() {
            for (path, bytes) in made_anew() {
                std::fs::write(&path, &bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            }
        }
    });
}

/// Every file of every folder, loaded once.
pub(crate) fn all() -> Vec<Faulty> {
    renew();
    let mut all = Vec::new();
    for folder in super::folders("invalid") {
        let name = super::name(&folder);
        let code = Code::named(&name).unwrap_or_else(|| panic!("{name} is no code"));
        let is_spec = |path: &PathBuf| path.file_stem().is_some_and(|stem| stem == "spec");
        all.extend(super::entries(&folder).into_iter().filter(is_spec).map(|path| Faulty::open(code, path)));
    }
    all
}

impl Faulty {
    fn open(code: Code, path: PathBuf) -> Self {
        let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let name = super::name(&path);
        let mut found = Vec::new();
        let spec = load(&name, &bytes).unload(&mut found);
        Self { code, name, path, bytes, found, spec }
    }

    /// Where the text stands that is expected of it.
    pub(crate) fn expected(&self) -> PathBuf {
        let extension = self.path.extension().unwrap_or_default();
        let name = if extension == "xlsx" { "expected.xlsx.txt" } else { "expected.txt" };
        self.path.with_file_name(name)
    }

    /// Everything that is said with these severities, for the documents it asks for; places are not resolved.
    pub(crate) fn said(&self, severities: &Severities) -> Vec<Diagnostic> {
        let mut all = self.found.clone();
        severities.apply(&mut all);
        let Some(spec) = &self.spec else { return all };
        let secrecy = if PERMITTED.contains(&self.code) { Secrecy::Permitted } else { Secrecy::Refused };
        let terms = Terms { severities: severities.clone(), secrecy, ..Terms::default() };
        let asked = wanted(spec);
        let mut found = check_on(spec, asked, &terms).diagnostics;
        found.retain(|diagnostic| diagnostic.scope.intersection(asked) != Kinds::NONE);
        all.extend(found);
        all
    }

    /// The same, located.
    pub(crate) fn located(&self) -> Vec<Diagnostic> {
        let mut all = self.said(&Severities::default());
        if let Some(spec) = &self.spec {
            locate(spec, &self.bytes, &mut all);
        }
        all
    }

    /// The text that a user reads.
    pub(crate) fn text(&self) -> String {
        let all = self.located();
        let mut sources = Sources::default();
        if let Some(quoted) = source(&self.name, &self.bytes, &all) {
            sources.add(&self.name, quoted);
        }
        let options = Options { sources: &sources, ..Options::default() };
        format!("{}{}\n", show::text(&all, options), show::summary(&all))
    }
}

/// The file that goes with a folder besides its YAML, made anew: the workbook of the same meeting, or what no YAML can be.
fn made(code: Code, folder: &Path) -> Option<(&'static str, Vec<u8>)> {
    let xlsx = |bytes| Some(("spec.xlsx", bytes));
    match code {
        // 会议 in GBK.
        Code::NotText => Some(("spec.yaml", b"\xBB\xE1\xD2\xE9: {}\n".to_vec())),
        Code::UnknownFileType => Some(("spec.doc", b"\xD0\xCF\x11\xE0".to_vec())),
        Code::BrokenWorkbook => xlsx(b"PK, but no workbook".to_vec()),
        Code::MissingSheet => {
            xlsx(workbook(&[("参会人员", "", sheet(&[&["姓名", "单位"], &["顾承岳", "办公室"]]))]))
        }
        Code::UnknownSheet => {
            xlsx(workbook(&[form(NOTICE), ("Sheet2", "", sheet(&[&["甲", "乙"], &["1", "2"]]))]))
        }
        Code::UnknownHeader => xlsx(workbook(&[form(&[NOTICE, &[["星座", "天秤"]]].concat())])),
        _ if YAML_ONLY.contains(&code) => None,
        _ => {
            let bytes = std::fs::read(folder.join("spec.yaml")).ok()?;
            xlsx(write_workbook(&load("spec.yaml", &bytes).value?))
        }
    }
}

/// A notice in which nothing is wrong.
const NOTICE: &[[&str; 2]] = &[
    ["会议名称", "安全生产专题会"],
    ["会议主题", "通报第三季度安全生产情况"],
    ["会议时间", "2026年11月24日上午9:00至11:30"],
    ["会议地点", "二楼会议室"],
    ["主办单位", "云澜市应急管理局"],
    ["联系人", "林书言"],
    ["联系电话", "0571-88001234"],
    ["参会范围", "局机关各科室主要负责人"],
    ["材料", "无"],
    ["会议要求", "请准时参会"],
    ["通知文号", "云应急办〔2026〕45号"],
    ["主送", "局机关各科室"],
    ["成文日期", "2026-11-18"],
    ["回执截止", "2026-11-20 17:00"],
    ["附件", "参会回执"],
    ["请假办法", "书面请假"],
];
