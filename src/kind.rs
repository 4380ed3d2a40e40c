//! The kinds of document: their command-line names, Chinese names and places in the package.

use std::fmt;
use std::str::FromStr;

/// One of the documents of a meeting's package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 会议方案.
    Plan,
    /// 会议审批单.
    Approval,
    /// 会议通知 with its 回执.
    Notice,
    /// 会议议程.
    Agenda,
    /// 参会人员名单.
    Roster,
    /// 会议签到表.
    SignIn,
    /// 席卡: a folded card for each person at the table.
    PlaceCards,
    /// 会务分工及检查表.
    Duties,
    /// 会议记录, speech by speech.
    Record,
    /// 会议纪要.
    Minutes,
    /// 会议决议.
    Resolution,
    /// 督办通知单, one for each responsible unit.
    Supervision,
    /// 审核分发单.
    Circulation,
    /// 归档封面.
    ArchiveCover,
    /// 归档文件目录.
    ArchiveCatalogue,
    /// 备考表.
    ArchiveNote,
    /// 发放清退登记表: numbered copies of a classified meeting's papers, handed out and given back.
    CopyRegister,
    /// 督办台账, of many meetings.
    SupervisionLedger,
    /// 会议台账, of a month.
    MeetingRegister,
    /// 会议统计表, of a month.
    Statistics,
}

impl Kind {
    /// The documents that are made of many meetings: no part of a meeting's package.
    pub const MONTH: [Self; 3] = [Self::MeetingRegister, Self::SupervisionLedger, Self::Statistics];

    /// All kinds of a meeting's package, in its order.
    pub const ALL: [Self; 17] = [
        Self::Plan,
        Self::Approval,
        Self::Notice,
        Self::Agenda,
        Self::Roster,
        Self::SignIn,
        Self::PlaceCards,
        Self::Duties,
        Self::Record,
        Self::Minutes,
        Self::Resolution,
        Self::Supervision,
        Self::Circulation,
        Self::ArchiveCover,
        Self::ArchiveCatalogue,
        Self::ArchiveNote,
        Self::CopyRegister,
    ];

    /// The stable English name: a value of `--only`, the stem of the template file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Approval => "approval",
            Self::Notice => "notice",
            Self::Agenda => "agenda",
            Self::Roster => "roster",
            Self::SignIn => "sign-in",
            Self::PlaceCards => "place-cards",
            Self::Duties => "duties",
            Self::Record => "record",
            Self::Minutes => "minutes",
            Self::Resolution => "resolution",
            Self::Supervision => "supervision",
            Self::Circulation => "circulation",
            Self::ArchiveCover => "archive-cover",
            Self::ArchiveCatalogue => "archive-catalogue",
            Self::ArchiveNote => "archive-note",
            Self::CopyRegister => "copy-register",
            Self::SupervisionLedger => "supervision-ledger",
            Self::MeetingRegister => "register",
            Self::Statistics => "statistics",
        }
    }

    /// The Chinese name, as users and file names have it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Plan => "会议方案",
            Self::Approval => "会议审批单",
            Self::Notice => "会议通知",
            Self::Agenda => "会议议程",
            Self::Roster => "参会人员名单",
            Self::SignIn => "会议签到表",
            Self::PlaceCards => "席卡",
            Self::Duties => "会务分工及检查表",
            Self::Record => "会议记录",
            Self::Minutes => "会议纪要",
            Self::Resolution => "会议决议",
            Self::Supervision => "督办通知单",
            Self::Circulation => "审核分发单",
            Self::ArchiveCover => "归档封面",
            Self::ArchiveCatalogue => "归档文件目录",
            Self::ArchiveNote => "备考表",
            Self::CopyRegister => "发放清退登记表",
            Self::SupervisionLedger => "督办台账",
            Self::MeetingRegister => "会议台账",
            Self::Statistics => "会议统计表",
        }
    }

    /// The two-digit place in the package, from 1; 0 of a document of many meetings.
    #[must_use]
    pub const fn ordinal(self) -> u8 {
        match self {
            Self::SupervisionLedger | Self::MeetingRegister | Self::Statistics => 0,
            of_a_meeting => of_a_meeting as u8 + 1,
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

    /// The archive's own papers, which list and count the other documents.
    #[must_use]
    pub fn archive() -> Self {
        [Kind::ArchiveCover, Kind::ArchiveCatalogue, Kind::ArchiveNote].into_iter().collect()
    }

    /// Those of the set that are filed: neither the archive's own papers nor what only helps to hold the meeting.
    #[must_use]
    pub fn filed(self) -> Self {
        Self::archive().iter().chain([Kind::PlaceCards, Kind::Duties]).fold(self, Self::without)
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
