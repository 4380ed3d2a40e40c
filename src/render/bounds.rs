//! Bounds: what a template does comes in, a refusal goes out as soon as it is more than any document needs.
//!
//! A pack may come from anywhere. Nothing here looks at a clock: the same template is refused on every machine.

use handlebars::template::TemplateElement;
use handlebars::{Context, Handlebars, Output, RenderContext, Renderable as _, Template};
use std::cell::Cell;
use std::io::Error;

/// The most bytes of markup: some thousand pages.
pub(super) const MOST_BYTES: usize = 4 * 1024 * 1024;

/// The most parts of templates that are gone through for one document.
const MOST_STEPS: usize = 500_000;

/// What an included partial counts, beyond which its own parts are not seen.
const PARTIAL: usize = 50;

thread_local! {
    static STEPS: Cell<usize> = const { Cell::new(0) };
}

/// A document that costs too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Spent {
    /// Too many rounds.
    #[error("模板里 {{{{#each}}}} 的循环太多，一份文书用不了这么多，已停下")]
    Steps,
    /// Too much text.
    #[error("模板印出的内容超过 4 MB，一份文书用不了这么多，已停下")]
    Bytes,
}

/// Begins a document.
pub(super) fn begin() {
    STEPS.set(0);
}

/// Counts so many parts.
pub(super) fn spend(steps: usize) -> Result<(), Spent> {
    let spent = STEPS.get().saturating_add(steps);
    STEPS.set(spent);
    if spent > MOST_STEPS { Err(Spent::Steps) } else { Ok(()) }
}

/// How many parts a block has, those of blocks inside it too.
pub(super) fn weight(template: &Template) -> usize {
    let of = |template: &Option<Template>| template.as_ref().map_or(0, weight);
    let part = |element: &TemplateElement| match element {
        TemplateElement::HelperBlock(block) => 1 + of(&block.template) + of(&block.inverse),
        TemplateElement::PartialExpression(_) | TemplateElement::PartialBlock(_) => PARTIAL,
        _ => 1,
    };
    1 + template.elements.iter().map(part).sum::<usize>()
}

/// Why a template gave no markup.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refused {
    /// It is too much.
    #[error("{0}")]
    Spent(Spent),
    /// What the template engine says.
    #[error("{0}")]
    Template(String),
}

/// Renders a template, one of these or beside them, to at most so many bytes.
pub(super) fn render(
    (templates, template): (&Handlebars<'_>, &Template),
    view: &Context,
    most: usize,
) -> Result<String, Refused> {
    let mut markup = Markup { text: String::new(), most, is_full: false };
    let mut state = RenderContext::new(template.name.as_ref());
    // Not by way of bytes, which would have to be looked through for whether they are text.
    match template.render(templates, view, &mut state, &mut markup) {
        Ok(()) => Ok(markup.text),
        Err(_) if markup.is_full => Err(Refused::Spent(Spent::Bytes)),
        Err(error) => Err(Refused::Template(error.to_string())),
    }
}

/// Markup as it grows.
struct Markup {
    text: String,
    most: usize,
    /// Whether more was written than may be.
    is_full: bool,
}

impl Output for Markup {
    fn write(&mut self, text: &str) -> Result<(), Error> {
        if self.text.len() + text.len() > self.most {
            self.is_full = true;
            return Err(Error::other("full"));
        }
        self.text.push_str(text);
        Ok(())
    }
}
