//! Votes in words: `同意：9，反对：0` comes in, its counts by field go out.

use super::words::{clean, named};
use crate::spec::vocabulary::{Field, VOTES};

/// The counts, if the whole text is made of words of the vote, each with a colon and a number; each word at most once.
pub(super) fn counts(text: &str) -> Option<Vec<(&'static Field, String)>> {
    let mut counts: Vec<(&'static Field, String)> = Vec::new();
    let parts = text.split(['，', ',', '；', ';', '、', '\n']).map(clean).filter(|part| !part.is_empty());
    for part in parts {
        let (word, count) = part.split_once(['：', ':'])?;
        let count = clean(count);
        let is_number = !count.is_empty() && count.chars().all(|c| c.is_ascii_digit());
        let field = named(VOTES, word).filter(|_| is_number)?;
        if counts.iter().any(|(known, _)| known.key == field.key) {
            return None;
        }
        counts.push((field, count));
    }
    (!counts.is_empty()).then_some(counts)
}
