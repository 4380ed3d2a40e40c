//! The families that can play each role, best first: the official ones, then open substitutes.

use super::Role;

/// Families that are the real thing, as their many makers name them.
pub(super) const fn official(role: Role) -> &'static [&'static str] {
    match role {
        Role::FangSong => &[
            "仿宋_GB2312",
            "FangSong_GB2312",
            "仿宋",
            "FangSong",
            "simfang",
            "方正仿宋_GBK",
            "方正仿宋_GB2312",
            "方正仿宋简体",
            "FZFangSong-Z02S",
            "华文仿宋",
            "STFangsong",
            "Zhuque Fangsong",
            "朱雀仿宋",
            "FandolFang",
        ],
        Role::XiaoBiaoSong => {
            &["方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05", "小标宋"]
        }
        Role::HeiTi => &["黑体", "SimHei", "方正黑体_GBK", "方正黑体简体", "STHeiti", "华文黑体"],
        Role::KaiTi => &[
            "楷体_GB2312",
            "KaiTi_GB2312",
            "楷体",
            "KaiTi",
            "simkai",
            "方正楷体_GBK",
            "方正楷体简体",
            "STKaiti",
            "华文楷体",
        ],
        Role::SongTi => &["宋体", "SimSun", "中易宋体", "方正书宋_GBK", "STSong", "华文宋体", "Songti SC"],
        Role::Latin => &["Times New Roman", "TimesNewRomanPSMT"],
    }
}

/// Open families that stand in, best first, each with the weight that suits (OS/2 usWeightClass).
pub(super) const fn substitutes(role: Role) -> &'static [(&'static str, u16)] {
    match role {
        Role::FangSong | Role::SongTi => &[
            ("Noto Serif CJK SC", 400),
            ("Noto Serif SC", 400),
            ("Source Han Serif SC", 400),
            ("思源宋体", 400),
        ],
        Role::XiaoBiaoSong => &[
            ("Noto Serif CJK SC", 700),
            ("Noto Serif SC", 700),
            ("Source Han Serif SC", 700),
            ("思源宋体", 700),
        ],
        Role::HeiTi => &[
            ("Noto Sans CJK SC", 500),
            ("Noto Sans SC", 500),
            ("Source Han Sans SC", 500),
            ("思源黑体", 500),
        ],
        Role::KaiTi => {
            &[("LXGW WenKai", 400), ("霞鹜文楷", 400), ("AR PL KaitiM GB", 400), ("AR PL UKai CN", 400)]
        }
        Role::Latin => &[("Liberation Serif", 400), ("Tinos", 400), ("TeX Gyre Termes", 400)],
    }
}

/// A name without case, spaces, `_` and `-`, so that `仿宋_GB2312` and `仿宋 GB2312` are one.
pub(super) fn normalise(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, ' ' | '_' | '-')).flat_map(char::to_lowercase).collect()
}
