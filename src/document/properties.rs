//! What a file says about itself: everything that would otherwise come from the clock or the machine enters here.

/// The properties of a written file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties {
    /// 标题.
    pub title: String,
    /// 作者: the unit, never a person of the machine.
    pub author: Option<String>,
}
