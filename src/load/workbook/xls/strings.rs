//! The strings of an .xls file: records come in, texts without their formats and phonetic runs go out.

use super::{u16_at, u32_at};

/// More strings than any workbook of meetings has.
const MOST: usize = 400_000;
/// Their text together, in bytes.
const MOST_TEXT: usize = 16 << 20;

/// An `XLUnicodeString`: its length, a flag, its characters of one or two bytes ([MS-XLS] 2.5.294).
pub(super) fn unicode(data: &[u8]) -> Option<String> {
    let length = usize::from(u16_at(data, 0)?);
    let is_wide = data.get(2)? & 1 != 0;
    let text = data.get(3..)?;
    Some(if is_wide {
        let units: Vec<u16> = text.chunks_exact(2).take(length).filter_map(|unit| u16_at(unit, 0)).collect();
        String::from_utf16_lossy(&units)
    } else {
        text.iter().take(length).map(|byte| char::from(*byte)).collect()
    })
}

/// The shared strings, over a record and those that continue it.
pub(super) struct Segments<'d> {
    rest: std::vec::IntoIter<&'d [u8]>,
    current: &'d [u8],
}

impl<'d> Segments<'d> {
    pub(super) fn new(segments: Vec<&'d [u8]>) -> Self {
        let mut rest = segments.into_iter();
        let current = rest.next().unwrap_or_default();
        Self { rest, current }
    }

    /// Every string ([MS-XLS] 2.4.265); what cannot be read ends the table.
    pub(super) fn table(mut self) -> Vec<String> {
        let (mut table, mut left) = (Vec::new(), MOST_TEXT);
        // The counts that are declared say nothing.
        if self.skip(8).is_none() {
            return table;
        }
        while let Some(text) = self.string() {
            let Some(rest) = left.checked_sub(text.len()).filter(|_| table.len() < MOST) else { break };
            left = rest;
            table.push(text);
        }
        table
    }

    fn string(&mut self) -> Option<String> {
        let length = usize::from(self.short()?);
        let flags = self.byte()?;
        let runs = if flags & 8 == 0 { 0 } else { usize::from(self.short()?) };
        let phonetic = if flags & 4 == 0 { 0 } else { self.long()? };
        let text = self.characters(length, flags & 1 != 0)?;
        self.skip(runs * 4)?;
        self.skip(usize::try_from(phonetic).ok()?)?;
        Some(text)
    }

    /// Where characters go on in the next record, that begins with a flag of its own.
    fn characters(&mut self, length: usize, mut is_wide: bool) -> Option<String> {
        let mut units: Vec<u16> = Vec::new();
        while units.len() < length {
            if self.current.is_empty() {
                self.turn()?;
                is_wide = self.byte()? & 1 != 0;
                continue;
            }
            units.push(if is_wide { self.short()? } else { u16::from(self.byte()?) });
        }
        Some(String::from_utf16_lossy(&units))
    }

    fn turn(&mut self) -> Option<()> {
        self.current = self.rest.next()?;
        Some(())
    }

    fn take(&mut self, length: usize) -> Option<&'d [u8]> {
        if self.current.is_empty() {
            self.turn()?;
        }
        let (taken, rest) = self.current.split_at_checked(length)?;
        self.current = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    fn short(&mut self) -> Option<u16> {
        u16_at(self.take(2)?, 0)
    }

    fn long(&mut self) -> Option<u32> {
        u32_at(self.take(4)?, 0)
    }

    fn skip(&mut self, mut length: usize) -> Option<()> {
        while length > 0 {
            if self.current.is_empty() {
                self.turn()?;
            }
            let step = length.min(self.current.len());
            self.take(step)?;
            length -= step;
            if step == 0 && self.current.is_empty() {
                self.turn()?;
            }
        }
        Some(())
    }
}
