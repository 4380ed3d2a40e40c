//! Digests of files: a path comes in, SHA-256 as manifests have it goes out, without holding the file in memory.

use sha2::{Digest, Sha256};
use std::io::{ErrorKind, Read};
use std::path::Path;

/// Bytes read at once: a month's files are hashed one after the other, and together they are hundreds of megabytes.
const PIECE: usize = 1 << 16;

/// SHA-256 of a file in lower-case hexadecimal.
pub(super) fn digest(path: &Path) -> std::io::Result<String> {
    let mut file = std::fs::File::open(path)?;
    let mut hash = Sha256::new();
    let mut piece = vec![0; PIECE];
    loop {
        match file.read(&mut piece) {
            Ok(0) => break,
            Ok(count) => hash.update(&piece[..count]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(crate::parcel::hexadecimal(&hash.finalize()))
}
