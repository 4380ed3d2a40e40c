//! Bounds: what a template does comes in, a refusal goes out as soon as it is more than any document needs.
//!
//! A pack may come from anywhere. Nothing here looks at a clock: the same template is refused on every machine.

use handlebars::Template;
use handlebars::template::TemplateElement;
use std::cell::Cell;
use std::io::{Error, Write};

/// The most bytes of markup: some thousand pages.
const MOST_BYTES: usize = 4 * 1024 * 1024;

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

/// Markup as it grows.
#[derive(Debug)]
pub(super) struct Markup {
    bytes: Vec<u8>,
    most: usize,
    /// Whether more was written than may be.
    is_full: bool,
}

impl Default for Markup {
    fn default() -> Self {
        Self::with_room(MOST_BYTES)
    }
}

impl Markup {
    /// Nothing yet, and room for so many bytes.
    pub(super) const fn with_room(most: usize) -> Self {
        Self { bytes: Vec::new(), most, is_full: false }
    }

    /// The markup, or that it was too much.
    pub(super) fn finish(self) -> Result<String, Spent> {
        if self.is_full {
            return Err(Spent::Bytes);
        }
        let lossy = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ok(String::from_utf8(self.bytes).unwrap_or_else(|error| lossy(error.as_bytes())))
    }

    /// Whether more was written than may be.
    pub(super) const fn is_full(&self) -> bool {
        self.is_full
    }
}

impl Write for Markup {
    fn write(&mut self, bytes: &[u8]) -> Result<usize, Error> {
        if self.bytes.len() + bytes.len() > self.most {
            self.is_full = true;
            return Err(Error::other("full"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<(), Error> {
        Ok(())
    }
}
