//! The press: a pack comes in, what prints its documents, its templates and the parts that all its DOCX files share, goes out.

use crate::diag::{Code, Diagnostic, Location, Reported};
use crate::pack::Pack;
use crate::render::Renderer;
use crate::write::docx;
use std::sync::Arc;

/// What the documents of one pack are made with.
pub(super) struct Press {
    pub(super) renderer: Renderer,
    pub(super) kit: docx::Kit,
}

impl Press {
    /// The press of a pack, with the faults of its templates.
    pub(super) fn new(pack: &Pack) -> Result<Reported<Self>, docx::Error> {
        let kit = docx::Kit::new(Arc::clone(&pack.sheet))?;
        let Reported { value, diagnostics } = Renderer::new(pack);
        Ok(Reported { value: value.map(|renderer| Self { renderer, kit }), diagnostics })
    }

    /// The press of a pack that was looked over before: what is wrong in its templates was said.
    pub(super) fn ready(pack: &Pack) -> Result<Self, Box<Diagnostic>> {
        let fault = |message: String| Box::new(internal(&message));
        let name = &pack.name;
        let press = Self::new(pack).map_err(|error| fault(format!("单位包「{name}」用不了：{error}")))?;
        press.value.ok_or_else(|| fault(format!("单位包「{name}」的模板用不了")))
    }
}

/// A fault of ours.
pub(super) fn internal(message: &str) -> Diagnostic {
    Diagnostic::new(Code::InternalError, Location::File, message)
}
