//! Tags: the structure of the text and where its paragraphs are marked come in, the structure tree goes into the file
//! (ISO 32000-1 14.7 and 14.8.4).

use super::mark::Marks;
use crate::page::{Element, ParagraphNumber, Role, Scope, TableCell};
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;

/// The structure type of a paragraph outside tables. `Title` is no type of PDF 1.7; the tree says that it is an `H1`.
pub(super) const fn tag(role: Role) -> &'static str {
    match role {
        Role::Title => "Title",
        Role::Heading(1) => "H1",
        Role::Heading(2) => "H2",
        Role::Heading(3) => "H3",
        Role::Heading(_) => "H4",
        Role::Text => "P",
    }
}

/// The structure type of a cell.
pub(super) const fn cell_tag(cell: &TableCell) -> &'static str {
    if cell.header.is_some() { "TH" } else { "TD" }
}

/// Adds the tree, and to each page the key under which the tree knows its marked content.
pub(super) fn add(file: &mut Document, structure: &[Element], marks: &[Marks]) {
    let pages: Vec<ObjectId> = file.get_pages().into_values().collect();
    let owners = marks.iter().map(|page| vec![None; page.paragraphs.len()]).collect();
    let mut writer = Writer { file, pages, places: places(marks), owners };
    let root = writer.file.new_object_id();
    let document = writer.file.new_object_id();
    let children = structure.iter().filter_map(|element| writer.element(element, document)).collect();
    writer.put(document, "Document", root, children);
    let parents = writer.parent_tree();
    let mut roles = Dictionary::new();
    roles.set("Title", "H1");
    let mut tree = Dictionary::new();
    tree.set("Type", "StructTreeRoot");
    tree.set("K", document);
    tree.set("ParentTree", parents);
    tree.set("ParentTreeNextKey", number(marks.len()));
    tree.set("RoleMap", roles);
    file.objects.insert(root, Object::Dictionary(tree));
    let mut info = Dictionary::new();
    info.set("Marked", true);
    if let Ok(catalog) = file.catalog_mut() {
        catalog.set("StructTreeRoot", root);
        catalog.set("MarkInfo", info);
    }
}

/// A piece of marked content: its page and its number there.
type Place = (usize, usize);

fn places(marks: &[Marks]) -> BTreeMap<ParagraphNumber, Vec<Place>> {
    let mut places: BTreeMap<ParagraphNumber, Vec<Place>> = BTreeMap::new();
    for (page, marks) in marks.iter().enumerate() {
        for (at, paragraph) in marks.paragraphs.iter().enumerate() {
            places.entry(*paragraph).or_default().push((page, at));
        }
    }
    places
}

struct Writer<'a> {
    file: &'a mut Document,
    pages: Vec<ObjectId>,
    places: BTreeMap<ParagraphNumber, Vec<Place>>,
    /// For each page and each piece of marked content on it, the element it belongs to.
    owners: Vec<Vec<Option<ObjectId>>>,
}

impl Writer<'_> {
    fn element(&mut self, element: &Element, parent: ObjectId) -> Option<Object> {
        match element {
            Element::Paragraph(role, number) => self.text(tag(*role), *number, parent),
            Element::Table(rows) => {
                let table = self.file.new_object_id();
                let rows = rows.iter().map(|row| self.row(row, table)).collect();
                self.put(table, "Table", parent, rows);
                Some(table.into())
            }
        }
    }

    /// A paragraph; one that draws nothing is not in the tree.
    fn text(&mut self, tag: &str, number: ParagraphNumber, parent: ObjectId) -> Option<Object> {
        let first = self.first_page(number)?;
        let id = self.file.new_object_id();
        let content = self.content(number, id);
        let mut element = element(tag, parent, content);
        element.set("Pg", first);
        self.file.objects.insert(id, Object::Dictionary(element));
        Some(id.into())
    }

    fn row(&mut self, cells: &[TableCell], table: ObjectId) -> Object {
        let row = self.file.new_object_id();
        let cells = cells.iter().map(|cell| self.cell(cell, row)).collect();
        self.put(row, "TR", table, cells);
        row.into()
    }

    /// A cell; where it has but one paragraph, the cell itself holds its text.
    fn cell(&mut self, cell: &TableCell, row: ObjectId) -> Object {
        let id = self.file.new_object_id();
        let mut page = None;
        let children = if let [number] = cell.paragraphs.as_slice() {
            page = self.first_page(*number);
            self.content(*number, id)
        } else {
            cell.paragraphs.iter().filter_map(|number| self.text("P", *number, id)).collect()
        };
        let mut element = element(cell_tag(cell), row, children);
        if let Some(page) = page {
            element.set("Pg", page);
        }
        if let Some(attributes) = attributes(cell) {
            element.set("A", attributes);
        }
        self.file.objects.insert(id, Object::Dictionary(element));
        id.into()
    }

    fn put(&mut self, id: ObjectId, tag: &str, parent: ObjectId, children: Vec<Object>) {
        self.file.objects.insert(id, Object::Dictionary(element(tag, parent, children)));
    }

    fn first_page(&self, number: ParagraphNumber) -> Option<ObjectId> {
        let (page, _) = self.places.get(&number)?.first()?;
        self.pages.get(*page).copied()
    }

    /// The marked content of a paragraph: numbers on its first page, references to numbers on further ones (14.7.4.2).
    fn content(&mut self, paragraph: ParagraphNumber, owner: ObjectId) -> Vec<Object> {
        let places = self.places.get(&paragraph).cloned().unwrap_or_default();
        let first = places.first().map(|(page, _)| *page);
        let mut content = Vec::new();
        for (page, at) in places {
            self.owners[page][at] = Some(owner);
            if Some(page) == first {
                content.push(number(at));
            } else {
                let mut reference = Dictionary::new();
                reference.set("Type", "MCR");
                reference.set("Pg", self.pages[page]);
                reference.set("MCID", number(at));
                content.push(Object::Dictionary(reference));
            }
        }
        content
    }

    /// From a page's key and the number of a piece of marked content on it to the element (14.7.4.4).
    fn parent_tree(&mut self) -> ObjectId {
        let mut numbers = Vec::new();
        for (at, (page, owners)) in self.pages.iter().zip(&self.owners).enumerate() {
            let Ok(page) = self.file.get_dictionary_mut(*page) else { continue };
            // In the order of the tree, should there ever be anything to step to.
            page.set("Tabs", "S");
            if owners.is_empty() {
                continue;
            }
            page.set("StructParents", number(at));
            numbers.push(number(at));
            let owners = owners.iter().map(|owner| owner.map_or(Object::Null, Object::Reference));
            numbers.push(Object::Array(owners.collect()));
        }
        let mut tree = Dictionary::new();
        tree.set("Nums", numbers);
        self.file.add_object(tree)
    }
}

fn element(tag: &str, parent: ObjectId, mut children: Vec<Object>) -> Dictionary {
    let mut element = Dictionary::new();
    element.set("S", tag);
    element.set("P", parent);
    match children.len() {
        0 => {}
        1 => element.set("K", children.remove(0)),
        _ => element.set("K", children),
    }
    element
}

/// What a cell spans, and what a header is about (14.8.5.7); what is as usual is not said.
fn attributes(cell: &TableCell) -> Option<Dictionary> {
    let mut attributes = Dictionary::new();
    attributes.set("O", "Table");
    if cell.columns > 1 {
        attributes.set("ColSpan", number(cell.columns));
    }
    if cell.rows > 1 {
        attributes.set("RowSpan", number(cell.rows));
    }
    match cell.header {
        Some(Scope::Column) => attributes.set("Scope", "Column"),
        Some(Scope::Row) => attributes.set("Scope", "Row"),
        None => {}
    }
    (attributes.len() > 1).then_some(attributes)
}

fn number(value: usize) -> Object {
    Object::Integer(i64::try_from(value).unwrap_or(i64::MAX))
}
