//! The manifest 归档清单.json: what is filed, by whom it is kept, and the digest of each file.

use super::digest::sha256;
use serde::{Deserialize, Serialize};

/// The name of the manifest in a package.
pub const MANIFEST: &str = "归档清单.json";
/// The format, in case another follows.
pub const FORMAT: &str = "huiwu-archive-1";
/// What is said in the manifest of a text of classified matter.
pub const UNSAID: &str = "（涉密，不记）";

/// The manifest of a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: String,
    /// The program and its version.
    pub tool: String,
    /// SHA-256 of the spec.
    pub spec_sha256: String,
    /// What the whole is filed under.
    pub archive: Header,
    /// The filed documents, in their order.
    pub items: Vec<Item>,
    /// What is declared not to be.
    pub absent: Vec<Absent>,
    /// Cover, catalogue and note.
    pub papers: Vec<Entry>,
    /// The totals on the cover.
    pub totals: Totals,
    /// SHA-256 of this manifest with an empty seal: a slip of the hand is found, an intent only by a digest kept elsewhere.
    pub seal: String,
}

/// What a package is filed under.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// 按件 or 按卷.
    pub arrangement: String,
    /// 全宗号.
    pub fonds: String,
    /// 全宗名称.
    pub fonds_name: String,
    /// 年度.
    pub year: String,
    /// 保管期限.
    pub retention: String,
    /// 机构（问题）.
    pub office: String,
    /// 题名.
    pub title: String,
    /// 密级.
    pub secrecy: String,
    /// The first and last 档号, or that of the volume.
    pub reference: String,
    /// 起止日期.
    pub span: String,
    /// 整理人.
    pub filed_by: String,
    /// 检查人.
    pub checked_by: String,
}

/// A filed document (件) with its files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its place, from 1.
    pub place: usize,
    /// 档号; of a volume's document the 顺序号.
    pub reference: String,
    /// 文号.
    pub number: String,
    /// 责任者.
    pub author: String,
    /// 题名.
    pub title: String,
    /// 日期, eight digits.
    pub date: String,
    /// 密级.
    pub secrecy: String,
    /// 页数.
    pub pages: usize,
    /// 载体, where it is not electronic.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub medium: String,
    /// Its files, 正本 before 定稿, 正文 before 附件; none for what is kept on paper only.
    pub files: Vec<Entry>,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its path in the package.
    pub path: String,
    /// Its size in bytes.
    pub size: usize,
    /// Its pages, counted in the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<usize>,
    /// Its format, as it says itself.
    pub format: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// A category of the working rule that is declared not to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Absent {
    /// 类别.
    pub category: String,
    /// Why there is none.
    pub reason: String,
}

/// The totals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Totals {
    /// 件数.
    pub items: usize,
    /// 页数.
    pub pages: usize,
}

impl Manifest {
    /// The manifest as it stands in its file; there is only one way to write it.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        // Texts and numbers only: serialising them cannot fail.
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// Reads a manifest; `None` when it is none.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// The same with its seal.
    #[must_use]
    pub fn sealed(self) -> Self {
        let seal = self.seal_of();
        Self { seal, ..self }
    }

    /// The seal that belongs to it.
    #[must_use]
    pub fn seal_of(&self) -> String {
        sha256(&Self { seal: String::new(), ..self.clone() }.bytes())
    }

    /// Every file but the manifest itself.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.papers.iter().chain(self.items.iter().flat_map(|item| &item.files))
    }
}
