//! Parsed templates: a pack's texts come in, each parsed goes out, those of the built-in pack when they are first used.
//!
//! Parsing all of them takes as long as making a meeting's documents, and most runs want a few. What is wrong with the
//! templates of a unit is said before anything is made; the built-in ones are known to be sound.

use super::{helpers, included, markup, template_fault};
use crate::diag::Diagnostic;
use crate::kind::Kinds;
use crate::pack::{Pack, Template};
use handlebars::Handlebars;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The templates of a pack.
pub(super) struct Templates {
    /// With the helpers, the partials, and the templates that were parsed at once.
    registry: Handlebars<'static>,
    /// The others, by the English names of their kinds.
    later: BTreeMap<String, Later>,
}

/// Whose templates they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// The program's own, all of them.
    BuiltIn,
    /// A unit's, some of them.
    Unit,
}

/// A template that is parsed when it is first used.
struct Later {
    text: String,
    parsed: OnceLock<Result<handlebars::Template, String>>,
}

impl Templates {
    /// The templates; those that cannot be parsed are reported.
    pub(super) fn new(pack: &Pack, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut registry = Handlebars::new();
        registry.set_strict_mode(true);
        registry.register_escape_fn(markup::escape);
        helpers::register(&mut registry);
        registry.register_helper("each", Box::new(helpers::Each));
        for Template { name, text, .. } in &pack.partials {
            if let Err(fault) = registry.register_partial(name, text) {
                diagnostics.push(template_fault(Kinds::all(), name, &fault.to_string()));
            }
        }
        let is_known = pack.templates.iter().chain(&pack.partials).all(Template::is_built_in);
        let mut later = BTreeMap::new();
        for Template { name, text, .. } in &pack.templates {
            let text = included::put_in(text, &pack.partials);
            if is_known {
                later.insert(name.clone(), Later { text: text.into_owned(), parsed: OnceLock::new() });
            } else if let Err(fault) = registry.register_template_string(name, text) {
                let scope = name.parse().map_or(Kinds::NONE, |kind| Kinds::NONE.with(kind));
                diagnostics.push(template_fault(scope, name, &fault.to_string()));
            }
        }
        Self { registry, later }
    }

    /// The helpers and the partials.
    pub(super) const fn registry(&self) -> &Handlebars<'static> {
        &self.registry
    }

    /// The template of this name and whose it is, or why there is none.
    pub(super) fn named(&self, name: &str) -> Result<(&handlebars::Template, Whose), String> {
        let missing = || format!("没有模板「{name}」");
        let Some(later) = self.later.get(name) else {
            return self
                .registry
                .get_template(name)
                .map(|template| (template, Whose::Unit))
                .ok_or_else(missing);
        };
        let parse = || handlebars::Template::compile_with_name(&later.text, name.to_owned());
        let parsed = later.parsed.get_or_init(|| parse().map_err(|fault| fault.to_string()));
        parsed.as_ref().map(|template| (template, Whose::BuiltIn)).map_err(Clone::clone)
    }
}
