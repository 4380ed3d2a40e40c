//! The register of what is filed: a meeting that is filed comes in; what its package's manifest says goes out, and of
//! classified matter no more than numbers.

use super::filing::Filing;
use crate::date::Date;
use crate::meeting::{Given, Text};
use crate::parcel::{Absent, Header, Item, Totals, UNSAID};
use crate::render::{Filed, Origin};

/// What a manifest says, but for the files.
#[derive(Clone, Debug)]
pub struct Register {
    /// What the whole is filed under.
    pub header: Header,
    /// Each 件 without its files, and where it comes from.
    pub items: Vec<(Origin, Item)>,
    /// What is declared not to be.
    pub absent: Vec<Absent>,
    /// 件数 and 页数.
    pub totals: Totals,
    /// How its files are called.
    pub naming: Naming,
}

/// Whether the name of a file says what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// By number and title.
    Titled,
    /// By number alone: of classified matter nothing is said outside of its documents.
    Neutral,
}

impl Naming {
    fn say(self, text: impl Into<String>) -> String {
        let text = text.into();
        if self == Self::Neutral && !text.is_empty() { UNSAID.to_owned() } else { text }
    }
}

impl Filing<'_> {
    /// What the package's manifest says.
    #[must_use]
    pub fn register(&self) -> Register {
        let naming = if self.is_classified() { Naming::Neutral } else { Naming::Titled };
        let list = self.list();
        let archive = self.archive();
        let said = |text: &Text| naming.say(value(text));
        let totals = Totals { items: list.items.len(), pages: list.pages() };
        let header = Header {
            arrangement: list.arrangement.label().to_owned(),
            fonds: value(&archive.fonds),
            fonds_name: said(&archive.fonds_name),
            year: value(&archive.year),
            retention: value(&archive.retention),
            office: said(&archive.office),
            title: naming.say(list.title),
            secrecy: list.secrecy,
            reference: list.reference,
            span: naming.say(list.span),
            filed_by: said(&archive.filed_by),
            checked_by: said(&archive.checked_by),
        };
        let absent = self.absent().into_iter();
        let absent = absent
            .map(|(category, reason)| Absent { category: naming.say(category), reason: naming.say(reason) });
        let items = list.items.iter().map(|filed| (filed.origin, item(filed, naming)));
        Register { header, items: items.collect(), absent: absent.collect(), totals, naming }
    }
}

fn value<T: ToString>(given: &Given<T>) -> String {
    given.as_ref().map_or_else(String::new, |given| given.value.to_string())
}

fn item(filed: &Filed, naming: Naming) -> Item {
    Item {
        place: filed.place,
        reference: filed.reference.clone().unwrap_or_default(),
        number: naming.say(&filed.number),
        author: naming.say(&filed.author),
        title: naming.say(&filed.title),
        date: naming.say(filed.date.map(Date::compact).unwrap_or_default()),
        secrecy: filed.secrecy.clone(),
        pages: filed.pages,
        medium: filed.medium.clone(),
        files: Vec::new(),
    }
}
