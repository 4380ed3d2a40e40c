//! Layers of style sheets: the texts of several style.yaml come in, one map in which the topmost word counts goes out.

use super::files::Files;
use super::style::{StyleError, StyleFault};
use serde_yaml::{Mapping, Value};

/// A style sheet larger than this is none.
const MOST_BYTES: usize = 256 * 1024;

/// Lays the style sheets over one another, the last of the chain at the bottom.
pub(super) fn merged(chain: &[&Files], faults: &mut Vec<StyleFault>) -> Mapping {
    let mut whole = Mapping::new();
    for files in chain.iter().rev() {
        let Some(text) = files.text("style.yaml") else { continue };
        match parse(text) {
            Ok(Some(over)) => lay_over(&mut whole, over, DEPTH),
            Ok(None) => {}
            Err(error) => faults.push(StyleFault { keys: Vec::new(), error }),
        }
    }
    whole
}

/// Sections, styles and the keys of a style; what lies deeper counts as a whole.
const DEPTH: usize = 3;

fn parse(text: &str) -> Result<Option<Mapping>, StyleError> {
    // Anchors and aliases can blow up a small file; no sheet needs them.
    let is_foreign = |line: &str| line.split('#').next().is_some_and(|line| line.contains(['&', '*']));
    if text.len() > MOST_BYTES || text.lines().any(is_foreign) {
        return Err(StyleError::Foreign);
    }
    match serde_yaml::from_str(text) {
        Ok(Value::Mapping(map)) => Ok(Some(map)),
        Ok(Value::Null) => Ok(None),
        Ok(_) => Err(StyleError::NotASheet),
        Err(error) => Err(StyleError::Yaml {
            line: error.location().map_or(1, |place| place.line()),
            column: error.location().map_or(1, |place| place.column()),
        }),
    }
}

fn lay_over(under: &mut Mapping, over: Mapping, depth: usize) {
    for (key, value) in over {
        match (under.get_mut(&key), value) {
            (Some(Value::Mapping(known)), Value::Mapping(own)) if depth > 1 => {
                lay_over(known, own, depth - 1);
            }
            (Some(known), value) => *known = value,
            (None, value) => {
                under.insert(key, value);
            }
        }
    }
}
