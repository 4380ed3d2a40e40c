//! The memo: a role and a character come in, what was found for them once in the run goes out; threads share it.

use super::Role;
use std::sync::OnceLock;

/// What was found so far, by role and character: looked up by number, for a text asks for each of its characters.
#[derive(Debug)]
pub(super) struct Memo<T> {
    pages: Vec<OnceLock<Box<Page<T>>>>,
}

/// 256 characters that stand together.
type Page<T> = [OnceLock<Option<T>>; PAGE];
const PAGE: usize = 256;
const PAGES: usize = 0x11_0000 / PAGE;

impl<T: Copy> Memo<T> {
    pub(super) fn new() -> Self {
        Self { pages: (0..PAGES * Role::COUNT).map(|_| OnceLock::new()).collect() }
    }

    /// What was found for a character; sought when it is asked for the first time.
    pub(super) fn get(&self, role: Role, c: char, seek: impl FnOnce() -> Option<T>) -> Option<T> {
        let at = usize::try_from(u32::from(c)).unwrap_or(0);
        let page = self.pages[role as usize * PAGES + at / PAGE]
            .get_or_init(|| Box::new(std::array::from_fn(|_| OnceLock::new())));
        *page[at % PAGE].get_or_init(seek)
    }
}
