//! Archive packages on disk: folders and zips come in; packages that are whole, or what is wrong with one, go out.

mod make;
mod material;
mod put;
mod source;
mod verify;

pub use make::{Archived, Asked, archive};
pub use put::Shape;
pub use source::Companions;
pub use verify::{Verified, verify};

use super::reason::reason;
use std::io::Read as _;
use std::path::Path;

/// A file larger than this is no meeting's paper, and is not read.
const MOST_BYTES: u64 = 1 << 30;

/// The bytes of a file, or why there are none.
fn read(path: &Path) -> Result<Vec<u8>, String> {
    // A pipe or a device would be waited for without end.
    if !std::fs::metadata(path).map_err(|error| reason(&error))?.is_file() {
        return Err("不是普通文件".to_owned());
    }
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(|error| reason(&error))?;
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| reason(&error))?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > MOST_BYTES) {
        return Err("超过 1 GB".to_owned());
    }
    Ok(bytes)
}
