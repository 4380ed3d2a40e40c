//! The package: named parts come in, a zip archive goes out, its entries deflated and all of one fixed time.
//!
//! Written by hand (APPNOTE 6.3.10, 4.3), for a zip library takes longer to set a stream of its own up for each small
//! part than the part takes to be deflated, and cannot take what is deflated already.

use super::Error;
use libdeflater::{CompressionLvl, Compressor, Crc};

/// 1 January 1980, the first day that an archive knows (4.4.6).
const DATE: u16 = (1 << 5) | 1;
/// 2.0: deflated entries (4.4.3).
const VERSION: u16 = 20;
const DEFLATED: u16 = 8;

/// How hard is tried to make parts small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effort {
    /// Parts that are deflated once a run.
    Once,
    /// Parts of each document.
    Each,
}

impl Effort {
    fn compressor(self) -> Compressor {
        let level = match self {
            Self::Once => 8,
            Self::Each => 1,
        };
        Compressor::new(CompressionLvl::new(level).unwrap_or_default())
    }
}

/// Entries with their data, and their share of the directory that ends an archive.
#[derive(Clone, Debug, Default)]
pub(super) struct Package {
    entries: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

impl Package {
    /// The parts, deflated.
    pub(super) fn of<'p>(
        parts: impl IntoIterator<Item = (&'p str, &'p str)>,
        effort: Effort,
    ) -> Result<Self, Error> {
        let mut package = Self::default();
        let mut compressor = effort.compressor();
        for (name, part) in parts {
            package.add(name, part.as_bytes(), &mut compressor)?;
        }
        Ok(package)
    }

    /// An archive of these parts and more.
    pub(super) fn with<'p>(
        &self,
        parts: impl IntoIterator<Item = (&'p str, &'p str)>,
    ) -> Result<Vec<u8>, Error> {
        let mut package = self.clone();
        let mut compressor = Effort::Each.compressor();
        for (name, part) in parts {
            package.add(name, part.as_bytes(), &mut compressor)?;
        }
        package.finish()
    }

    fn add(&mut self, name: &str, part: &[u8], compressor: &mut Compressor) -> Result<(), Error> {
        let start = size(self.entries.len())?;
        let mut deflated = vec![0; compressor.deflate_compress_bound(part.len())];
        let length = compressor.deflate_compress(part, &mut deflated).map_err(|_| Error::TooLarge)?;
        deflated.truncate(length);
        let mut crc = Crc::new();
        crc.update(part);
        // What the entry's own header and its line of the directory have in common (4.3.7, 4.3.12).
        let mut common = Vec::with_capacity(26);
        for short in [VERSION, 0, DEFLATED, 0, DATE] {
            common.extend(short.to_le_bytes());
        }
        for long in [crc.sum(), size(length)?, size(part.len())?] {
            common.extend(long.to_le_bytes());
        }
        common.extend(u16::try_from(name.len()).map_err(|_| Error::TooLarge)?.to_le_bytes());
        common.extend([0; 2]);

        self.entries.extend(b"PK\x03\x04");
        self.entries.extend(&common);
        self.entries.extend(name.as_bytes());
        self.entries.extend(&deflated);

        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(VERSION.to_le_bytes());
        self.directory.extend(&common);
        // No comment, first disk, no attributes.
        self.directory.extend([0; 10]);
        self.directory.extend(start.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.count = self.count.checked_add(1).ok_or(Error::TooLarge)?;
        Ok(())
    }

    /// The whole archive (4.3.16).
    fn finish(self) -> Result<Vec<u8>, Error> {
        let Self { entries: mut archive, directory, count } = self;
        let start = size(archive.len())?;
        archive.extend(&directory);
        archive.extend(b"PK\x05\x06");
        archive.extend([0; 4]);
        archive.extend(count.to_le_bytes());
        archive.extend(count.to_le_bytes());
        archive.extend(size(directory.len())?.to_le_bytes());
        archive.extend(start.to_le_bytes());
        archive.extend([0; 2]);
        Ok(archive)
    }
}

/// An archive of more or larger entries would need Zip64, which no document comes near to.
fn size(length: usize) -> Result<u32, Error> {
    u32::try_from(length).ok().filter(|length| *length < u32::MAX).ok_or(Error::TooLarge)
}
