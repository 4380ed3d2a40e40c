//! The properties of a written file: all that is said about it and not in it; the caller gives every one.

use crate::date::Moment;

/// What a file says about itself; what is `None` is not written, so that nothing of the machine or the user gets in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties {
    /// Its title; `None` for documents whose title must not be seen from outside.
    pub title: Option<String>,
    /// Who it comes from, usually the unit.
    pub author: Option<String>,
    /// Its subject, usually the name of the meeting.
    pub subject: Option<String>,
    /// Key words.
    pub keywords: Option<String>,
    /// When it was made; never read from a clock here.
    pub created: Option<Moment>,
}
