//! The memo: a role and a character come in, the glyph that was found for them once in the run goes out; threads share it.

use super::{Glyph, Role};
use std::sync::OnceLock;

/// The glyphs found so far, by role and character: looked up by number, for a text asks for each of its characters.
#[derive(Debug)]
pub(super) struct Memo {
    pages: Vec<OnceLock<Box<Page>>>,
}

/// 256 characters that stand together.
type Page = [OnceLock<Option<Glyph>>; PAGE];
const PAGE: usize = 256;
const PAGES: usize = 0x11_0000 / PAGE;

impl Memo {
    pub(super) fn new() -> Self {
        Self { pages: (0..PAGES * Role::COUNT).map(|_| OnceLock::new()).collect() }
    }

    /// What was found for a character; sought when it is asked for the first time.
    pub(super) fn get(&self, role: Role, c: char, seek: impl FnOnce() -> Option<Glyph>) -> Option<Glyph> {
        let at = usize::try_from(u32::from(c)).unwrap_or(0);
        let page = self.pages[role as usize * PAGES + at / PAGE]
            .get_or_init(|| Box::new(std::array::from_fn(|_| OnceLock::new())));
        *page[at % PAGE].get_or_init(seek)
    }
}
