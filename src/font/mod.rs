//! Faces: roles and characters come in, glyphs with their advances go out; where the faces lie on disk is this room's secret.
//!
//! No shaping and no subsetting: Chinese official documents need neither ligatures nor vertical forms.

mod cmap;
mod fingerprint;
mod library;
mod licence;
mod measures;
mod memo;
mod names;
mod role;
mod session;
mod sfnt;

pub use library::{Borrowed, Borrowing, FaceId, FontFile, Fonts, Substitution};
pub use licence::Licence;
pub use role::Role;
pub use session::{Bounds, Face, Glyph, Outlines, Session};

use std::path::PathBuf;

/// Why no usable set of faces could be had.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Not one face with Chinese characters was found.
    #[error(
        "没有找到任何中文字体：请安装中文字体（Debian：fonts-noto-cjk fonts-lxgw-wenkai），或用 --fonts 指定字体文件夹"
    )]
    NoChineseFace,
    /// A font folder given by the user is not there.
    #[error("字体文件夹 {0} 不存在或不是文件夹")]
    NoFolder(PathBuf),
    /// A font file could not be read.
    #[error("字体文件 {path} 读不出来")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}
