//! Archive packages on disk: folders and zips come in; packages that are whole, or what is wrong with one, go out.

mod verify;

pub use verify::{Verified, verify};

/// A file larger than this is no meeting's paper, and is not read.
const MOST_BYTES: u64 = 1 << 30;

/// The folder of a package, in the folder of its meeting.
const FOLDER: &str = "归档";
