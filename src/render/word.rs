//! Word templates in use: the .docx files of a pack come in, compiled once; a view and a kind come in, the bytes of a document go out.
//!
//! The words are those of all templates: the same names, the same helpers, the same strictness. The look is the unit's
//! own: nothing of it is touched.

use super::{Produced, Renderer, View, bounds, helpers, template_fault};
use crate::diag::{Code, Diagnostic, Location, Reported};
use crate::document::Stage;
use crate::kind::{Kind, Kinds};
use crate::pack::WordTemplate;
use crate::word::{BREAK, PICTURE, Package, mend, parts};
use handlebars::{Context, Handlebars, Helper, HelperResult, Output, RenderContext};
use serde_json::Value;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The most bytes of one part: tables in Word take some thousand bytes a cell.
const MOST_BYTES: usize = 48 * 1024 * 1024;

const TOO_MUCH: &str = "印出的内容超过 48 MB，一份文书用不了这么多，已停下";

/// Pictures in loops are numbered from here: no template has so many.
const FIRST_PICTURE: u32 = 100_000;

thread_local! {
    static PICTURES: Cell<u32> = const { Cell::new(FIRST_PICTURE) };
}

/// The Word templates of a pack.
#[derive(Default)]
pub(super) struct Words {
    templates: Handlebars<'static>,
    by_kind: BTreeMap<Kind, Compiled>,
}

struct Compiled {
    package: Package,
    /// The names of the parts with tags and those of their templates.
    parts: Vec<(String, String)>,
    file: Arc<str>,
    /// What every copy of a classified document bears (GB/T 9704-2012 7.2.1, 7.2.2) and no part of it prints.
    unmarked: Vec<&'static str>,
}

/// The marks of classified matter, as a template names them.
const MARKS: [&str; 2] = ["会议.密级标志", "会议.份号"];

impl Words {
    /// Compiles the Word templates of a pack; one that is no use is reported and its kind is not made.
    pub(super) fn new(all: &[WordTemplate], found: &mut Vec<Diagnostic>) -> Self {
        let mut templates = Handlebars::new();
        templates.set_strict_mode(true);
        templates.register_escape_fn(escape);
        helpers::register(&mut templates);
        templates.register_helper("each", Box::new(helpers::Each));
        templates.register_helper(PICTURE, Box::new(picture));
        let mut words = Self { templates, by_kind: BTreeMap::new() };
        for template in all {
            if let Err(why) = words.compile(template) {
                found.push(fault(template.kind, &template.file, &why));
            }
        }
        words
    }

    fn compile(&mut self, template: &WordTemplate) -> Result<(), String> {
        let package = Package::open(Arc::clone(&template.bytes)).map_err(|refusal| refusal.to_string())?;
        let (file, unmarked) = (Arc::clone(&template.file), MARKS.to_vec());
        let mut compiled = Compiled { package, parts: Vec::new(), file, unmarked };
        for part in parts(&compiled.package).map_err(|refusal| refusal.to_string())? {
            let text = part.template.ok_or("{{#…}} 和 {{/…}} 没有一一对上")?;
            compiled.unmarked.retain(|mark| !text.contains(mark));
            let name = format!("{}/{}", template.kind.name(), part.name);
            self.templates.register_template_string(&name, text).map_err(|fault| fault.to_string())?;
            compiled.parts.push((part.name, name));
        }
        self.by_kind.insert(template.kind, compiled);
        Ok(())
    }

    fn fill(&self, kind: Kind, view: &Context, stage: Stage, core: &str) -> Reported<Vec<u8>> {
        let Some(compiled) = self.by_kind.get(&kind) else { return Reported::failed(Vec::new()) };
        let failed = |why: &str| Reported::failed(vec![fault(kind, &compiled.file, why)]);
        bounds::begin();
        let mut filled = Vec::with_capacity(compiled.parts.len());
        for (part, template) in &compiled.parts {
            PICTURES.set(FIRST_PICTURE);
            let Some(template) = self.templates.get_template(template) else { return failed(part) };
            let text = match bounds::render((&self.templates, template), view, MOST_BYTES) {
                Ok(text) => mend(text),
                Err(bounds::Refused::Spent(_)) => return failed(TOO_MUCH),
                Err(bounds::Refused::Template(why)) => return failed(&why),
            };
            let is_main = part == compiled.package.main();
            let is_draft = is_main && stage == Stage::Draft;
            filled.push((part.clone(), if is_draft { drafted(text) } else { text }));
        }
        match compiled.package.filled(&filled, core) {
            Ok(bytes) => Reported::new(bytes, Vec::new()),
            Err(refusal) => failed(&refusal.to_string()),
        }
    }
}

impl Renderer {
    /// Whether a document is made of a Word template.
    #[must_use]
    pub fn is_word(&self, kind: Kind) -> bool {
        self.words.by_kind.contains_key(&kind)
    }

    /// That a Word template prints no marks of classified matter; nothing of one that does, or of a document without.
    #[must_use]
    pub fn unmarked(&self, kind: Kind) -> Option<Diagnostic> {
        let compiled = self.words.by_kind.get(&kind).filter(|compiled| !compiled.unmarked.is_empty())?;
        let marks: Vec<String> = compiled.unmarked.iter().map(|mark| format!("{{{{{mark}}}}}")).collect();
        let marks = marks.join("、");
        let message = format!("{kind}的 Word 模板没有印 {marks}，不能用于涉密会议");
        let mut fault = Diagnostic::new(Code::UnmarkedTemplate, Location::File, message)
            .help("请在模板里印出来，或把它移出单位包，改用内置的模板")
            .scope(Kinds::NONE.with(kind));
        fault.file = Some(Arc::clone(&compiled.file));
        Some(fault)
    }

    /// Fills a Word template: the bytes of a .docx. `core` is what the file says about itself, `docProps/core.xml`.
    #[must_use]
    pub fn fill(
        &self,
        view: &mut View<'_>,
        (kind, stage): (Kind, Stage),
        produced: &[Produced],
        core: &str,
    ) -> Reported<Vec<u8>> {
        view.update(produced);
        self.words.fill(kind, &view.context, stage, core)
    }
}

impl View<'_> {
    /// The title of a document whose template does not say it: `某局关于召开某会的通知`, `某会（会议签到表）`.
    #[must_use]
    pub fn title(&self, kind: Kind) -> Option<String> {
        let data = self.context.data();
        let own = match kind {
            Kind::Notice => &data["通知"]["标题"],
            Kind::Minutes => &data["纪要"]["标题"],
            _ => &Value::Null,
        };
        let meeting = data["会议"]["名称"].as_str().filter(|name| !name.is_empty())?;
        Some(own.as_str().map_or_else(|| format!("{meeting}（{kind}）"), str::to_owned))
    }
}

fn fault(kind: Kind, file: &Arc<str>, why: &str) -> Diagnostic {
    let mut fault = template_fault(Kinds::NONE.with(kind), kind.name(), why);
    fault.message = format!("Word 模板有误：{why}");
    fault.help = Some("请运行 huiwu unit check，按提示改正这个 Word 模板".to_owned());
    fault.file = Some(Arc::clone(file));
    fault
}

/// A number for a picture that no other of the part has.
fn picture(
    _: &Helper<'_>,
    _: &Handlebars<'_>,
    _: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    let number = PICTURES.get();
    PICTURES.set(number.wrapping_add(1));
    out.write(&number.to_string())?;
    Ok(())
}

/// Escapes a value for the text of a run; characters that XML does not know are dropped, line feeds end the line.
fn escape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' => out.push_str(BREAK),
            '\t' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

/// The mark of a draft in a frame at the top of the first page: it moves nothing that is on the page (ECMA-376 17.3.1.11).
fn drafted(mut text: String) -> String {
    let mark = format!(
        concat!(
            r#"<w:p><w:pPr><w:framePr w:w="1920" w:h="640" w:hRule="exact" w:wrap="around" w:vAnchor="page" "#,
            r#"w:hAnchor="page" w:xAlign="center" w:y="560"/><w:jc w:val="center"/></w:pPr>"#,
            r#"<w:r><w:rPr><w:b/><w:sz w:val="32"/></w:rPr><w:t>{}</w:t></w:r></w:p>"#
        ),
        Stage::MARK
    );
    if let Some(at) = text.find("<w:body>") {
        text.insert_str(at + "<w:body>".len(), &mark);
    }
    text
}
