//! placeholder

use crate::document::{Document, Properties, Sheet};

/// x
#[derive(Debug, thiserror::Error)]
#[error("x")]
pub struct Error;
/// x
pub struct Kit;
impl Kit {
    /// x
    pub fn new(_: &Sheet) -> Result<Self, Error> {
        Ok(Self)
    }
    /// x
    pub fn write(&self, _: &Document, _: &Properties) -> Result<Vec<u8>, Error> {
        Ok(Vec::new())
    }
}
