//! Rendering: a `Meeting` and a pack's templates come in, `Document`s go out.
//!
//! Handlebars in strict mode turns a view of the meeting into markup; the markup becomes the document. Templates never
//! see the model, and nothing here knows lines, pages or files.

mod agenda;
mod archive;
mod bounds;
mod build;
mod columns;
mod draft;
mod follow;
mod helpers;
mod included;
mod ledger;
mod letterhead;
pub mod lint;
mod markup;
mod month;
mod object;
mod order;
mod ordinal;
mod parsed;
mod people;
mod plain;
mod prepare;
mod seats;
mod sections;
mod signature;
mod signed;
mod table;
mod title;
mod view;
mod word;

pub use archive::{Arrangement, Filed, Filing, Origin};

use crate::diag::{Code, Diagnostic, Location, Reported};
use crate::document::{Document, Sheet};
use crate::kind::{Kind, Kinds};
use crate::ledger::Ledger;
use crate::meeting::Meeting;
use crate::month::{Figures, Register};
use crate::pack::{Pack, Template};
use handlebars::Context;
use std::sync::Arc;

/// A document that was produced, for the counts on the archive's cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Produced {
    /// Its kind.
    pub kind: Kind,
    /// Its pages, as they were really laid out.
    pub pages: usize,
}

/// A pack's templates, parsed once and shared by all documents of a run.
pub struct Renderer {
    templates: parsed::Templates,
    /// Those whose documents may name what changes as documents are made.
    counting: Kinds,
    words: word::Words,
    sheet: Arc<Sheet>,
}

impl Renderer {
    /// Parses the templates of a pack; a template that cannot be parsed is reported and its kind is not made.
    #[must_use]
    pub fn new(pack: &Pack) -> Reported<Self> {
        let mut diagnostics = Vec::new();
        let templates = parsed::Templates::new(pack, &mut diagnostics);
        let mut counting = Kinds::NONE;
        for Template { name, text, .. } in &pack.templates {
            let scope = name.parse().map_or(Kinds::NONE, |kind| Kinds::NONE.with(kind));
            let partials = pack.partials.iter().map(|partial| partial.text.as_str());
            if std::iter::once(text.as_str()).chain(partials).any(may_count) {
                counting = counting.union(scope);
            }
        }
        let words = word::Words::new(&pack.words, &mut diagnostics);
        Reported::new(Self { templates, counting, words, sheet: Arc::clone(&pack.sheet) }, diagnostics)
    }

    /// What the templates see of a meeting.
    #[must_use]
    pub fn view<'m>(&self, meeting: &'m Meeting) -> View<'m> {
        let mut data = view::of(meeting, &[]);
        draft::fill(&mut data, &meeting.gaps);
        View { meeting, context: Context::from(data) }
    }

    /// Renders one document; `produced` are the documents already made, which the archive's cover counts.
    #[must_use]
    pub fn render(&self, view: &mut View<'_>, kind: Kind, produced: &[Produced]) -> Reported<Document> {
        if self.counting.contains(kind) {
            view.update(produced);
        }
        self.document(kind, &view.context)
    }

    /// Renders the ledger of tasks.
    #[must_use]
    pub fn ledger(&self, ledger: &Ledger) -> Reported<Document> {
        self.document(Kind::SupervisionLedger, &Context::from(ledger::view(ledger)))
    }

    /// Renders the register of a month's meetings.
    #[must_use]
    pub fn register(&self, register: &Register) -> Reported<Document> {
        self.document(Kind::MeetingRegister, &Context::from(month::register(register)))
    }

    /// Renders the figures of a month.
    #[must_use]
    pub fn statistics(&self, figures: &Figures) -> Reported<Document> {
        self.document(Kind::Statistics, &Context::from(month::figures(figures)))
    }

    fn document(&self, kind: Kind, view: &Context) -> Reported<Document> {
        let scope = Kinds::NONE.with(kind);
        let fault = |fault: String| Reported::failed(vec![template_fault(scope, kind.name(), &fault)]);
        bounds::begin();
        let (template, whose) = match self.templates.named(kind.name()) {
            Ok(named) => named,
            Err(why) => return fault(why),
        };
        plain::begin(template, whose);
        let markup = match bounds::render((self.templates.registry(), template), view, bounds::MOST_BYTES) {
            Ok(markup) => markup,
            Err(refused) => return fault(refused.to_string()),
        };
        match markup::parse(&markup).and_then(|root| build::document(&root, kind, &self.sheet)) {
            Ok(document) => Reported::new(document, Vec::new()),
            Err(error) => fault(error.to_string()),
        }
    }
}

/// The table of helpers for the guide.
#[must_use]
pub fn helper_guide() -> String {
    helpers::guide()
}

/// What templates may name, by way of a meeting in which nothing is empty.
#[must_use]
pub fn vocabulary(meeting: &Meeting) -> lint::Vocabulary {
    let produced: Vec<Produced> = Kind::ALL.into_iter().map(|kind| Produced { kind, pages: 1 }).collect();
    lint::Vocabulary::new(view::of(meeting, &produced))
}

/// What the templates see of a meeting, made once for all its documents.
pub struct View<'m> {
    meeting: &'m Meeting,
    context: Context,
}

impl View<'_> {
    /// Counts the documents made since.
    fn update(&mut self, produced: &[Produced]) {
        let data = self.context.data_mut();
        data[view::ARCHIVE] = archive::view(self.meeting, produced);
        draft::fill(data, &self.meeting.gaps);
    }
}

/// Whether a template may name what changes as documents are made, or the view as a whole.
fn may_count(text: &str) -> bool {
    [view::ARCHIVE, "@root"].iter().any(|name| text.contains(name)) || goes_through_this(text)
}

/// Whether `this`, which may be the view as a whole, is more than printed: in a block, as an argument of a partial, looked up.
fn goes_through_this(text: &str) -> bool {
    text.match_indices("this").any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.rsplit("{{").next()).unwrap_or_default();
        let expression = before.trim_start_matches(['~', ' ']);
        expression.starts_with(['#', '^', '>', 'e'])
            || expression.contains(['(', '='])
            || expression.contains("lookup")
    })
}

fn template_fault(scope: Kinds, template: &str, fault: &str) -> Diagnostic {
    Diagnostic::new(Code::TemplateFault, Location::File, format!("模板「{template}」有误：{fault}"))
        .help("请检查单位包里的这个模板")
        .scope(scope)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_templates_that_may_see_the_counts_have_them_made_anew() {
        for printed in ["{{#each 决定}}{{this}}{{/each}}", "{{去句末 this}}。", "{{会议.名称}}"] {
            assert!(!may_count(printed), "{printed}");
        }
        for seen in [
            "{{归档.件数}}",
            "{{#with this}}",
            "{{~#each this}}",
            "{{> 表 this}}",
            "{{lookup this 名}}",
            "{{@root}}",
        ] {
            assert!(may_count(seen), "{seen}");
        }
    }

    #[test]
    fn every_built_in_template_can_be_parsed() {
        let pack = crate::pack::builtin().expect("the built-in pack");
        let templates = parsed::Templates::new(&pack, &mut Vec::new());
        assert!(pack.templates.len() > 10, "{}", pack.templates.len());
        for template in &pack.templates {
            assert!(template.is_built_in(), "{}", template.file);
            if let Err(why) = templates.named(&template.name) {
                panic!("{}: {why}", template.name);
            }
        }
    }
}
