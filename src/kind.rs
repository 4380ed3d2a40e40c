//! The kinds of document: their command-line names, Chinese names and places in the package.

use std::fmt;
use std::str::FromStr;

/// One of the documents of a meeting's package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 会议通知 with its 回执.
    Notice,
    /// 会议签到表.
    SignIn,
    /// 会议纪要.
    Minutes,
    /// 发放清退登记表, on which numbered copies are handed out and given back.
    Circulation,
    /// 归档封面.
    ArchiveCover,
    /// 督办台账, of many meetings.
    SupervisionLedger,
}

impl Kind {
    /// The documents that are made of many meetings: no part of a meeting's package.
    pub const MONTH: [Self; 1] = [Self::SupervisionLedger];

    /// All kinds of a meeting's package, in its order.
    pub const ALL: [Self; 5] =
        [Self::Notice, Self::SignIn, Self::Minutes, Self::Circulation, Self::ArchiveCover];

    /// The stable English name: a value of `--only`, the stem of the template file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::SignIn => "sign-in",
            Self::Minutes => "minutes",
            Self::Circulation => "circulation",
            Self::ArchiveCover => "archive-cover",
            Self::SupervisionLedger => "supervision-ledger",
        }
    }

    /// The Chinese name, as users and file names have it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Notice => "会议通知",
            Self::SignIn => "会议签到表",
            Self::Minutes => "会议纪要",
            Self::Circulation => "发放清退登记表",
            Self::ArchiveCover => "归档封面",
            Self::SupervisionLedger => "督办台账",
        }
    }

    /// The two-digit place in the whole package of sixteen documents, so that names stay when kinds are added; 0 of
    /// a document of many meetings.
    #[must_use]
    pub const fn ordinal(self) -> u8 {
        match self {
            Self::Notice => 3,
            Self::SignIn => 6,
            Self::Minutes => 10,
            Self::Circulation => 13,
            Self::ArchiveCover => 14,
            Self::SupervisionLedger => 0,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

/// A name that is no kind of document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("没有「{0}」这种文书")]
pub struct UnknownKind(String);

impl FromStr for Kind {
    type Err = UnknownKind;

    /// Accepts the English and the Chinese name.
    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.name() == text || kind.label() == text)
            .ok_or_else(|| UnknownKind(text.to_owned()))
    }
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u32);

impl Kinds {
    /// The empty set.
    pub const NONE: Self = Self(0);

    /// Every kind of a meeting's package.
    #[must_use]
    pub fn all() -> Self {
        Kind::ALL.into_iter().collect()
    }

    /// Whether `kind` is in the set.
    #[must_use]
    pub const fn contains(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u32) != 0
    }

    /// The set with `kind` in it.
    #[must_use]
    pub const fn with(self, kind: Kind) -> Self {
        Self(self.0 | (1 << kind as u32))
    }

    /// The set without `kind`.
    #[must_use]
    pub const fn without(self, kind: Kind) -> Self {
        Self(self.0 & !(1 << kind as u32))
    }

    /// All that are in either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// All that are in both sets.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether nothing is in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The kinds, in the order of the package.
    pub fn iter(self) -> impl Iterator<Item = Kind> {
        Kind::ALL.into_iter().chain(Kind::MONTH).filter(move |kind| self.contains(*kind))
    }
}

impl FromIterator<Kind> for Kinds {
    fn from_iter<I: IntoIterator<Item = Kind>>(kinds: I) -> Self {
        kinds.into_iter().fold(Self::NONE, Self::with)
    }
}
