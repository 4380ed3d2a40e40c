//! The roles that faces play in an official document.

/// A role (GB/T 9704-2012 5.2.2 and 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// 仿宋: body text.
    FangSong,
    /// 小标宋: titles and letterheads.
    XiaoBiaoSong,
    /// 黑体: first-level headings and marks.
    HeiTi,
    /// 楷体: second-level headings.
    KaiTi,
    /// 宋体: page numbers and tables.
    SongTi,
    /// Latin letters and digits.
    Latin,
}

impl Role {
    /// How many roles there are.
    pub const COUNT: usize = 6;

    /// All roles.
    pub const ALL: [Self; Self::COUNT] =
        [Self::FangSong, Self::XiaoBiaoSong, Self::HeiTi, Self::KaiTi, Self::SongTi, Self::Latin];

    /// The Chinese name.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::FangSong => "仿宋",
            Self::XiaoBiaoSong => "小标宋",
            Self::HeiTi => "黑体",
            Self::KaiTi => "楷体",
            Self::SongTi => "宋体",
            Self::Latin => "西文",
        }
    }

    /// The role of a Chinese name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.label() == name)
    }
}
