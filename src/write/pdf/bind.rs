//! Binding: finished PDFs come in one after the other; one PDF to be printed, with a bookmark for each, goes out.
//!
//! What the archive asks for stays with the single files: this one is for the printer.

use super::{Error, archive, file};
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeSet;

/// Where documents begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Begin {
    /// On the page after the last.
    #[default]
    Anywhere,
    /// On a sheet of its own when printed on both sides: one with an odd count of pages gets a blank one.
    OnFrontSide,
}

/// PDFs bound into one.
pub struct Binding {
    whole: Document,
    pages: ObjectId,
    kids: Vec<Object>,
    bookmarks: Vec<(String, ObjectId)>,
    begin: Begin,
}

/// Where a document lies in the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// Its first page, from 1.
    pub first: usize,
    /// Its pages, without a blank one after them.
    pub pages: usize,
}

/// Attributes of a page that may stand with what is above it (ISO 32000-1 7.7.3.4).
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];
/// What belongs to the structure of the document a page comes from.
const LEFT_BEHIND: [&[u8]; 5] = [b"StructParents", b"Tabs", b"Annots", b"Metadata", b"B"];

impl Binding {
    /// Nothing yet.
    #[must_use]
    pub fn new(begin: Begin) -> Self {
        let mut whole = Document::with_version("1.7");
        let pages = whole.new_object_id();
        Self { whole, pages, kids: Vec::new(), bookmarks: Vec::new(), begin }
    }

    /// Adds a document after the others.
    ///
    /// # Errors
    /// When the bytes are no PDF.
    pub fn add(&mut self, title: &str, bytes: &[u8]) -> Result<Bound, Error> {
        let unreadable = |error: lopdf::Error| Error::Doubt(format!("「{title}」读不出来：{error}"));
        let mut part = Document::load_mem(bytes).map_err(unreadable)?;
        part.renumber_objects_with(self.whole.max_id + 1);
        let ids: Vec<ObjectId> = part.get_pages().into_values().collect();
        let first = self.kids.len() + 1;
        for id in &ids {
            let page = self.page(&part, *id).map_err(unreadable)?;
            self.take(&part, &page);
            self.whole.objects.insert(*id, Object::Dictionary(page));
            self.kids.push(Object::Reference(*id));
        }
        self.whole.max_id = part.max_id;
        if let Some(start) = ids.first() {
            self.bookmarks.push((title.to_owned(), *start));
        }
        if self.begin == Begin::OnFrontSide && ids.len() % 2 == 1 {
            self.add_blank(ids.last());
        }
        Ok(Bound { first, pages: ids.len() })
    }

    /// How many pages there are, blank ones included.
    #[must_use]
    pub const fn pages(&self) -> usize {
        self.kids.len()
    }

    /// A page by itself, under the root of the whole.
    fn page(&self, part: &Document, id: ObjectId) -> Result<Dictionary, lopdf::Error> {
        let mut page = part.get_dictionary(id)?.clone();
        let mut above = page.get(b"Parent").and_then(Object::as_reference).ok();
        while let Some(parent) = above {
            let parent = part.get_dictionary(parent)?;
            for key in INHERITED {
                if let Ok(value) = parent.get(key)
                    && !page.has(key)
                {
                    page.set(key, value.clone());
                }
            }
            above = parent.get(b"Parent").and_then(Object::as_reference).ok();
        }
        for key in LEFT_BEHIND {
            page.remove(key);
        }
        page.set("Parent", self.pages);
        Ok(page)
    }

    /// Takes over everything a page refers to.
    fn take(&mut self, part: &Document, page: &Dictionary) {
        let mut wanted = BTreeSet::new();
        refer_dictionary(page, &mut wanted);
        wanted.remove(&self.pages);
        let mut rest: Vec<ObjectId> = wanted.into_iter().collect();
        while let Some(id) = rest.pop() {
            if self.whole.objects.contains_key(&id) {
                continue;
            }
            if let Some(object) = part.objects.get(&id) {
                let mut more = BTreeSet::new();
                refer(object, &mut more);
                rest.extend(more);
                self.whole.objects.insert(id, object.clone());
            }
        }
    }

    /// An empty page as large as another.
    fn add_blank(&mut self, like: Option<&ObjectId>) {
        let size = like.and_then(|id| self.whole.get_dictionary(*id).ok()?.get(b"MediaBox").ok().cloned());
        let mut page = Dictionary::new();
        page.set("Type", "Page");
        page.set("Parent", self.pages);
        page.set("Resources", Dictionary::new());
        page.set("MediaBox", size.unwrap_or_else(|| vec![0.into(), 0.into(), 595.into(), 842.into()].into()));
        let id = self.whole.add_object(page);
        self.kids.push(Object::Reference(id));
    }

    /// The bytes of the whole.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn finish(mut self, title: &str) -> Result<Vec<u8>, Error> {
        let mut pages = Dictionary::new();
        pages.set("Type", "Pages");
        pages.set("Count", i64::try_from(self.kids.len()).unwrap_or(i64::MAX));
        pages.set("Kids", std::mem::take(&mut self.kids));
        self.whole.objects.insert(self.pages, Object::Dictionary(pages));
        let outlines = self.outline();
        let mut catalog = Dictionary::new();
        catalog.set("Type", "Catalog");
        catalog.set("Pages", self.pages);
        catalog.set("Outlines", outlines);
        catalog.set("PageMode", "UseOutlines");
        let catalog = self.whole.add_object(catalog);
        let mut info = Dictionary::new();
        info.set("Title", archive::text(title));
        let info = self.whole.add_object(info);
        self.whole.trailer.set("Root", catalog);
        self.whole.trailer.set("Info", info);
        let id = archive::identifier(&self.whole);
        self.whole.trailer.set("ID", vec![id.clone(), id]);
        file::save(&mut self.whole)
    }

    /// A bookmark for each document (ISO 32000-1 12.3.3).
    fn outline(&mut self) -> ObjectId {
        let root = self.whole.new_object_id();
        let ids: Vec<ObjectId> = self.bookmarks.iter().map(|_| self.whole.new_object_id()).collect();
        for (at, (title, page)) in self.bookmarks.iter().enumerate() {
            let mut entry = Dictionary::new();
            entry.set("Title", archive::text(title));
            entry.set("Parent", root);
            entry.set("Dest", vec![Object::Reference(*page), Object::Name(b"Fit".to_vec())]);
            if let Some(before) = at.checked_sub(1).and_then(|at| ids.get(at)) {
                entry.set("Prev", *before);
            }
            if let Some(after) = ids.get(at + 1) {
                entry.set("Next", *after);
            }
            self.whole.objects.insert(ids[at], Object::Dictionary(entry));
        }
        let mut outlines = Dictionary::new();
        outlines.set("Type", "Outlines");
        outlines.set("Count", i64::try_from(ids.len()).unwrap_or(i64::MAX));
        if let Some((first, last)) = ids.first().zip(ids.last()) {
            outlines.set("First", *first);
            outlines.set("Last", *last);
        }
        self.whole.objects.insert(root, Object::Dictionary(outlines));
        root
    }
}

/// The objects that an object refers to.
fn refer(object: &Object, out: &mut BTreeSet<ObjectId>) {
    match object {
        Object::Reference(id) => drop(out.insert(*id)),
        Object::Array(items) => items.iter().for_each(|item| refer(item, out)),
        Object::Dictionary(entries) => refer_dictionary(entries, out),
        Object::Stream(stream) => refer_dictionary(&stream.dict, out),
        _ => {}
    }
}

fn refer_dictionary(entries: &Dictionary, out: &mut BTreeSet<ObjectId>) {
    for (key, value) in entries {
        // Upwards lie the other pages.
        if key != b"Parent" {
            refer(value, out);
        }
    }
}
