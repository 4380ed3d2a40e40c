//! Reports: what a run found and wrote comes in, text for people or JSON lines for machines goes out.

mod ledger;

use super::Exit;
use crate::batch::{Archived, Report, State, Written};
use crate::diag::show::{self, Colour, Options, Readiness, Status};
use crate::diag::{Code, Diagnostic, Severity, Sources};
use crate::font::{Fonts, Role};
use crate::pipeline::{Adjusted, Format, Maker, Office, Stage};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{IsTerminal, Write};

/// What the messages are for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum MessageFormat {
    /// People.
    #[default]
    Text,
    /// Machines: one JSON object a line.
    Json,
}

/// Prints as the run goes, and keeps the count.
pub(super) struct Printer {
    format: MessageFormat,
    colour: Colour,
    found: Vec<Diagnostic>,
    /// By pack, the checks it adjusts.
    adjusted: Vec<(String, Vec<Adjusted>)>,
}

impl Printer {
    pub(super) fn new(format: MessageFormat) -> Self {
        let is_plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let colour = if std::io::stdout().is_terminal() && !is_plain { Colour::On } else { Colour::Off };
        Self { format, colour, found: Vec::new(), adjusted: Vec::new() }
    }

    pub(super) fn exit(&self) -> Exit {
        if self.found.iter().any(Diagnostic::is_error) { Exit::Errors } else { Exit::Clean }
    }

    /// Says why the run could not begin.
    pub(super) fn not_run(&self, reason: &str) -> Exit {
        match self.format {
            MessageFormat::Text => {
                let _ = writeln!(std::io::stderr(), "{reason}");
            }
            MessageFormat::Json => {
                line(&json!({ "severity": "error", "code": "not-run", "message": reason }).to_string());
            }
        }
        Exit::NotRun
    }

    /// Says which file a meeting of `spec` was written to.
    pub(super) fn converted(&self, spec: &str, path: &std::path::Path) {
        line(&match self.format {
            MessageFormat::Json => json!({ "file": spec, "path": path.to_string_lossy() }).to_string(),
            MessageFormat::Text => format!("写出了「{}」，内容与「{spec}」相同。", path.display()),
        });
    }

    /// Whether people read it.
    pub(super) fn is_text(&self) -> bool {
        self.format == MessageFormat::Text
    }

    /// Says which copy of a Word template has comments, and how many.
    pub(super) fn annotated(&self, template: &str, path: &std::path::Path, notes: usize) {
        line(&match self.format {
            MessageFormat::Json => {
                json!({ "file": template, "path": path.to_string_lossy(), "comments": notes }).to_string()
            }
            MessageFormat::Text => {
                format!(
                    "写出了「{}」：{notes}处批注写明「{template}」的错误和改法，模板没有动。",
                    path.display()
                )
            }
        });
    }

    /// Says that the comments of `spec` are no part of its meeting.
    pub(super) fn comments_dropped(&self, spec: &str) {
        let message = "YAML 里 # 之后的注释不是会议内容，没有写进工作簿";
        line(&match self.format {
            MessageFormat::Json => {
                json!({ "severity": "note", "code": "comments-dropped", "file": spec, "message": message })
                    .to_string()
            }
            MessageFormat::Text => format!("提示：{message}。"),
        });
    }

    pub(super) fn problems(&mut self, problems: &[Diagnostic]) {
        self.show(problems, Sources::NONE);
    }

    pub(super) fn checked(&mut self, report: &Report) {
        self.show(&report.diagnostics, &report.sources);
    }

    /// What is wrong in a file of a pack.
    pub(super) fn faults(&mut self, faults: &[Diagnostic], sources: &Sources) {
        self.show(faults, sources);
    }

    /// Says once what is wrong in the packs that the specs themselves name, and keeps what the packs adjust.
    pub(super) fn units(&mut self, office: &Office, reports: &[Report]) {
        let used: BTreeSet<&str> = reports.iter().filter_map(|report| report.pack_name.as_deref()).collect();
        for name in used {
            let (faults, sources) = office.faults(name);
            self.show(&faults, &sources);
            let adjusted = office.adjusted(name);
            if !adjusted.is_empty() {
                self.adjusted.push((name.to_owned(), adjusted));
            }
        }
    }

    /// Says once a run of which years the days off are not known.
    pub(super) fn years(&mut self, reports: &[Report]) {
        let years: BTreeSet<i32> = reports.iter().flat_map(|report| &report.unknown_years).copied().collect();
        if years.is_empty() {
            return;
        }
        let years = years.iter().map(|year| format!("{year}年")).collect::<Vec<_>>().join("、");
        let message = format!("工作日历里没有{years}的放假安排，工作日只按周一至周五计");
        let note = Diagnostic::new(Code::UnknownYear, crate::diag::Location::File, message)
            .help("国务院办公厅公布安排后，请写进单位包 unit.yaml 的「日历」");
        self.show(&[note], Sources::NONE);
    }

    /// The table of what can be made and what waits for what.
    pub(super) fn readiness(&self, reports: &[Report]) {
        let all: Vec<Readiness> = reports.iter().flat_map(Report::readiness).collect();
        match self.format {
            MessageFormat::Json => all.iter().for_each(|one| line(&one.json())),
            MessageFormat::Text => {
                let _ = write!(std::io::stdout(), "{}", show::table(&all));
            }
        }
    }

    pub(super) const fn format(&self) -> MessageFormat {
        self.format
    }

    /// What is wrong with a meeting of a month's run: to people only what keeps documents from being made.
    pub(super) fn errors(&mut self, report: &Report) {
        if self.format == MessageFormat::Json {
            return self.rendered(report);
        }
        let errors: Vec<Diagnostic> =
            report.diagnostics.iter().filter(|found| found.is_error()).cloned().collect();
        self.show(&errors, &report.sources);
    }

    /// What does not go together across the meetings of a run; to people only so much as fits a screen, where a report
    /// holds the rest.
    pub(super) fn across(&mut self, found: &[Diagnostic], report: Option<&std::path::Path>) {
        const SHOWN: usize = 20;
        let is_short = found.len() <= SHOWN || self.format == MessageFormat::Json;
        match report.filter(|_| !is_short) {
            None => self.show(found, Sources::NONE),
            Some(report) => {
                let (shown, rest) = found.split_at(SHOWN);
                self.show(shown, Sources::NONE);
                line(&format!(
                    "会议之间的问题另有{}个，见「{}」的「几个会议之间」。",
                    rest.len(),
                    report.display()
                ));
                self.found.extend(rest.iter().cloned());
            }
        }
    }

    pub(super) fn rendered(&mut self, report: &Report) {
        self.show(&report.diagnostics, &report.sources);
        match self.format {
            MessageFormat::Json => {
                report.readiness().iter().for_each(|one| line(&one.json()));
                report.written.iter().for_each(|written| line(&written_json(report, written)));
            }
            MessageFormat::Text => {
                match &report.folder {
                    Some(folder) => line(&folder.display().to_string()),
                    None if report.blocked.is_empty() => {}
                    None => line(&report.name()),
                }
                report.written.iter().for_each(|written| line(&written_text(written)));
                for one in report.readiness() {
                    match one.status {
                        Status::Ready => {}
                        Status::Draft => line(&format!("  只有草稿：{}（{}）", one.kind, one.reasons())),
                        Status::Blocked => line(&format!("  没有生成：{}（{}）", one.kind, one.reasons())),
                    }
                }
            }
        }
    }

    /// What was found while a package was made, and in its unit pack.
    pub(super) fn archived(&mut self, office: &Office, archived: &Archived) {
        if let Some(name) = &archived.pack.0 {
            let (faults, sources) = office.faults(name);
            self.show(&faults, &sources);
        }
        self.show(&archived.diagnostics, &archived.sources);
    }

    fn show(&mut self, diagnostics: &[Diagnostic], sources: &Sources) {
        match self.format {
            MessageFormat::Json => diagnostics.iter().for_each(|diagnostic| line(&show::json(diagnostic))),
            MessageFormat::Text => {
                let text = show::text(diagnostics, Options { colour: self.colour, sources });
                let _ = write!(std::io::stdout(), "{text}");
            }
        }
        self.found.extend_from_slice(diagnostics);
    }

    /// Says which files of the given font folders could not be used.
    pub(super) fn broken(&mut self, fonts: &Fonts) {
        let said = fonts.broken().iter().map(|path| {
            let message = "字体文件损坏或不是字体，没有使用";
            let mut said = Diagnostic::new(Code::BrokenFont, crate::diag::Location::File, message)
                .help("请重新复制这个字体文件，或把它移出字体文件夹");
            said.file = Some(path.to_string_lossy().into());
            said
        });
        let said: Vec<Diagnostic> = said.collect();
        self.show(&said, Sources::NONE);
    }

    /// Says once a run which faces stand in for the official ones in the PDFs.
    pub(super) fn fonts<'r>(&mut self, fonts: &Fonts, mut reports: impl Iterator<Item = &'r Report>) {
        // What LibreOffice prints is set in the faces that it finds itself.
        let is_pdf = |written: &Written| written.format == Format::Pdf && written.maker == Maker::Own;
        if reports.any(|report| report.written.iter().any(is_pdf)) {
            self.substituted(fonts);
        }
    }

    /// Says which faces stand in for the official ones.
    pub(super) fn substituted(&mut self, fonts: &Fonts) {
        let missing: Vec<String> = fonts
            .substitutions()
            .iter()
            .map(|substitution| format!("{}→{}", substitution.role.label(), substitution.family))
            .collect();
        if missing.is_empty() {
            return;
        }
        let latin_only = fonts.substitutions().iter().all(|substitution| substitution.role == Role::Latin);
        let message = format!("本机没有公文规定的字体，PDF 用了代替的：{}", missing.join("，"));
        let help = if latin_only {
            "西文字体字宽相同，不影响换行"
        } else {
            "可用 --fonts 指定存放规定字体的文件夹；DOCX 写的是规定的字体名，在装有这些字体的电脑上照常显示"
        };
        let note = Diagnostic::new(Code::SubstitutedFont, crate::diag::Location::File, message).help(help);
        self.show(&[note], Sources::NONE);
    }

    /// Says once a run which characters of the PDFs come from another face than their role's.
    pub(super) fn borrowed(&mut self, reports: &[Report]) {
        let mut by_family: BTreeMap<&str, BTreeSet<char>> = BTreeMap::new();
        let has_pdf = |report: &&Report| report.written.iter().any(|it| it.format == Format::Pdf);
        for lent in reports.iter().filter(has_pdf).flat_map(|report| &report.borrowed) {
            by_family.entry(&lent.family).or_default().extend(&lent.characters);
        }
        if by_family.is_empty() {
            return;
        }
        let parts = by_family.iter().map(|(family, characters)| {
            let shown: Vec<String> = characters.iter().map(|c| format!("「{c}」")).collect();
            format!("{}→{family}", shown.concat())
        });
        let message =
            format!("所用字体里没有的字，PDF 用别的字体补了：{}", parts.collect::<Vec<_>>().join("，"));
        let note = Diagnostic::new(Code::SubstitutedFont, crate::diag::Location::File, message)
            .help("这些字的笔画粗细、样式可能与前后的字不同，印前请看一眼；也可换用含有这些字的字体");
        self.show(&[note], Sources::NONE);
    }

    pub(super) fn check_summary(&self, reports: &[Report]) {
        let count = reports.len();
        match self.format {
            MessageFormat::Text => {
                self.say_adjusted();
                line(&format!("检查了{count}个会议：{}。", show::summary(&self.found)));
            }
            MessageFormat::Json => self.json_summary("check", count),
        }
    }

    /// The last line of a check of packs.
    pub(super) fn units_summary(&self, count: usize) {
        match self.format {
            MessageFormat::Text => line(&format!("检查了{count}个单位包：{}。", show::summary(&self.found))),
            MessageFormat::Json => self.json_summary("unit-check", count),
        }
    }

    /// What units made of the checks is never silent.
    fn say_adjusted(&self) {
        for (unit, adjusted) in &self.adjusted {
            let parts = adjusted.iter().map(|one| {
                format!("{} {}（原为{}）", one.code.name(), one.word(), one.code.severity().label())
            });
            line(&format!("单位包「{unit}」调整了检查：{}。", parts.collect::<Vec<_>>().join("，")));
        }
    }

    pub(super) fn render_summary(&self, reports: &[Report]) {
        if self.format == MessageFormat::Json {
            let files = || reports.iter().flat_map(|report| &report.written);
            let by = |maker| files().filter(|written| written.maker == maker).count();
            let unprinted: usize = reports.iter().map(|report| report.unprinted.iter().count()).sum();
            let more = json!({
                "word": by(Maker::Word), "libreoffice": by(Maker::LibreOffice), "unprinted": unprinted
            });
            return self.json_summary_with("render", reports.len(), Some(more));
        }
        let files = || reports.iter().flat_map(|report| &report.written);
        let unchanged = files().filter(|written| written.state == State::Unchanged).count();
        let blocked: usize = reports.iter().map(|report| report.blocked.len()).sum();
        let mut parts = vec![format!("写出{}个文件", files().count() - unchanged)];
        if unchanged > 0 {
            parts.push(format!("{unchanged}个没有变化"));
        }
        let drafts = files().filter(|written| written.stage == Stage::Draft).count();
        if drafts > 0 {
            parts.push(format!("其中{drafts}个草稿"));
        }
        if blocked > 0 {
            parts.push(format!("{blocked}种文书没有生成"));
        }
        let by = |maker| files().filter(|written| written.maker == maker).count();
        if by(Maker::Word) > 0 {
            parts.push(format!("{}个按单位的 Word 模板", by(Maker::Word)));
        }
        if by(Maker::LibreOffice) > 0 {
            parts.push(format!("{}个 PDF 由 LibreOffice 转换", by(Maker::LibreOffice)));
        }
        let unprinted: usize = reports.iter().map(|report| report.unprinted.iter().count()).sum();
        if unprinted > 0 {
            parts.push(format!("{unprinted}种文书没有做成 PDF"));
        }
        let is_notable = |found: &&Diagnostic| found.severity > Severity::Note;
        let notable: Vec<Diagnostic> = self.found.iter().filter(is_notable).cloned().collect();
        if !notable.is_empty() {
            parts.push(show::summary(&notable));
        }
        self.say_adjusted();
        line(&format!("共{}个会议：{}。", reports.len(), parts.join("，")));
    }

    /// The last line: how many meetings there were and how many problems of each severity.
    fn json_summary(&self, command: &str, meetings: usize) {
        self.json_summary_with(command, meetings, None);
    }

    /// The same with how many files were made of Word templates, where there were any.
    fn json_summary_with(&self, command: &str, meetings: usize, more: Option<Value>) {
        let count = |severity| self.found.iter().filter(|found| found.severity == severity).count();
        let mut summary = json!({
            "summary": command,
            "meetings": meetings,
            "errors": count(Severity::Error),
            "warnings": count(Severity::Warning),
            "notes": count(Severity::Note),
            "adjusted": self.adjusted_json(),
        });
        let has_some = |more: &Value| {
            more.as_object().is_some_and(|more| more.values().any(|count| count.as_u64() != Some(0)))
        };
        if let Some(more) = more.filter(has_some) {
            summary["word_templates"] = more;
        }
        line(&summary.to_string());
    }
}

impl Printer {
    fn adjusted_json(&self) -> Vec<Value> {
        let of_unit = |(unit, adjusted): &(String, Vec<Adjusted>)| {
            let one = |one: &Adjusted| {
                let default = one.code.severity().name();
                json!({ "unit": unit, "code": one.code.name(), "setting": one.name(), "default": default })
            };
            adjusted.iter().map(one).collect::<Vec<_>>()
        };
        self.adjusted.iter().flat_map(of_unit).collect()
    }
}

pub(super) fn written_text(written: &Written) -> String {
    let name = written.path.file_name().unwrap_or_default().to_string_lossy();
    let pages = written.pages.map(|pages| format!("　{pages}页")).filter(|_| written.format == Format::Pdf);
    let state = if written.state == State::Unchanged { "　没有变化" } else { "" };
    let maker = match written.maker {
        Maker::Own => "",
        Maker::Word => "　按单位的 Word 模板",
        Maker::LibreOffice => "　由 LibreOffice 转换",
    };
    format!("  {name}{}{maker}{state}", pages.unwrap_or_default())
}

fn written_json(report: &Report, written: &Written) -> String {
    let mut object = json!({
        "kind": written.kind.name(),
        "format": written.format.extension(),
        "file": report.spec,
        "path": written.path.to_string_lossy(),
        "sha256": written.sha256,
        "pages": written.pages,
        "state": if written.state == State::New { "written" } else { "unchanged" },
    });
    if let Some(maker) = written.maker.name() {
        object["maker"] = maker.into();
    }
    if written.stage == Stage::Draft {
        object["draft"] = true.into();
    }
    if let (Some(copy), Some(object)) = (written.copy, object.as_object_mut()) {
        object.insert("copy".to_owned(), copy.into());
    }
    object.to_string()
}

/// A closed pipe is no reason to complain.
pub(super) fn line(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}
