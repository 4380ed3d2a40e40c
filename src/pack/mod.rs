//! Unit packs: the files of a pack come in, its style sheet and template texts go out.
//!
//! The built-in pack 默认 is compiled in; it is all there is without a unit's own.

mod style;

use crate::document::Sheet;
use std::sync::Arc;

pub use style::StyleError;

/// A unit's templates, styles and facts.
#[derive(Clone, Debug)]
pub struct Pack {
    /// Its name.
    pub name: String,
    /// Its style sheet.
    pub sheet: Arc<Sheet>,
    /// Template texts by the English name of the document's kind.
    pub templates: Vec<(String, String)>,
    /// Partials by name.
    pub partials: Vec<(String, String)>,
}

/// Why a pack cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no pack of that name.
    #[error("没有单位包「{0}」，现有：默认")]
    Unknown(String),
    /// The style sheet is wrong.
    #[error("单位包「{pack}」的 style.yaml 有误：{source}")]
    Style {
        /// The pack.
        pack: String,
        /// What is wrong.
        source: StyleError,
    },
}

/// The pack of a name; without a name the built-in one.
///
/// # Errors
/// When there is no such pack, or its style sheet is wrong.
pub fn find(name: Option<&str>) -> Result<Pack, Error> {
    match name {
        None | Some("默认") => builtin(),
        Some(other) => Err(Error::Unknown(other.to_owned())),
    }
}

/// The built-in pack.
///
/// # Errors
/// Never in a released program: a test reads the pack.
pub fn builtin() -> Result<Pack, Error> {
    const STYLE: &str = include_str!("../../templates/默认/style.yaml");
    let name = "默认".to_owned();
    let sheet = style::read(STYLE).map_err(|source| Error::Style { pack: name.clone(), source })?;
    let own = |texts: &[(&str, &str)]| {
        texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    };
    Ok(Pack { name, sheet: Arc::new(sheet), templates: own(TEMPLATES), partials: own(PARTIALS) })
}

const TEMPLATES: &[(&str, &str)] = &[
    ("plan", include_str!("../../templates/默认/plan.hbs")),
    ("approval", include_str!("../../templates/默认/approval.hbs")),
    ("notice", include_str!("../../templates/默认/notice.hbs")),
    ("agenda", include_str!("../../templates/默认/agenda.hbs")),
    ("roster", include_str!("../../templates/默认/roster.hbs")),
    ("sign-in", include_str!("../../templates/默认/sign-in.hbs")),
    ("place-cards", include_str!("../../templates/默认/place-cards.hbs")),
    ("duties", include_str!("../../templates/默认/duties.hbs")),
    ("record", include_str!("../../templates/默认/record.hbs")),
    ("minutes", include_str!("../../templates/默认/minutes.hbs")),
    ("resolution", include_str!("../../templates/默认/resolution.hbs")),
    ("supervision", include_str!("../../templates/默认/supervision.hbs")),
    ("circulation", include_str!("../../templates/默认/circulation.hbs")),
    ("archive-cover", include_str!("../../templates/默认/archive-cover.hbs")),
    ("archive-catalogue", include_str!("../../templates/默认/archive-catalogue.hbs")),
    ("archive-note", include_str!("../../templates/默认/archive-note.hbs")),
    ("copy-register", include_str!("../../templates/默认/copy-register.hbs")),
    ("supervision-ledger", include_str!("../../templates/默认/supervision-ledger.hbs")),
];

const PARTIALS: &[(&str, &str)] = &[("密级标志", include_str!("../../templates/默认/partials/密级标志.hbs"))];
