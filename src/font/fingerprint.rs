//! What tells faces from others: the faces of a run come in, a text that is another when any of them is another goes out.

use super::{Fonts, Role, sfnt};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Read;
use std::path::Path;

impl Fonts {
    /// What tells these faces from others: of those that play a role the whole files; of those that only lend a
    /// character now and then, of which there may be dozens, the `head` tables, which hold a sum over the file.
    ///
    /// Where the files lie does not matter, so that two machines with the same faces agree.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let roles: Vec<_> = Role::ALL.into_iter().map(|role| self.role(role)).collect();
        let mut out = format!("{roles:?} {:?}", self.borrowing());
        let mut whole = BTreeSet::new();
        for face in self.all() {
            let file = self.file(face);
            let _ = write!(out, "\n{} {} ", file.postscript, file.index);
            if roles.contains(&face) && whole.insert(file.path()) {
                let _ = write!(out, "{:?}", content(file.path()));
            } else {
                let _ = write!(out, "{:?}", sfnt::table(file.path(), file.index, *b"head"));
            }
        }
        out
    }
}

/// SHA-256 of a file, read piece by piece: faces take up tens of megabytes.
fn content(path: &Path) -> Option<Vec<u8>> {
    let mut file = std::fs::File::open(path).ok()?;
    let mut hash = Sha256::new();
    let mut piece = vec![0; 1 << 16];
    loop {
        match file.read(&mut piece).ok()? {
            0 => return Some(hash.finalize().to_vec()),
            count => hash.update(&piece[..count]),
        }
    }
}
