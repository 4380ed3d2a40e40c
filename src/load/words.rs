//! Words: a key, header or sheet name as it was typed comes in, the vocabulary's field or the nearest known word goes out.

pub(super) use crate::spec::text::clean;
use crate::spec::text::is_invisible;
use crate::spec::vocabulary::{Field, Shape, TOP, VOTES};

/// Marks that forms put after a label and that say nothing about which element it is.
const REMARKS: &[&str] = &["(必填)", "(选填)", "(可选)", "(可不填)", "(可多行)"];

/// Folds a word so that what people type compares equal: full width to half width, lower case, no spaces, colons,
/// hyphens or stars.
pub(super) fn fold(word: &str) -> impl Iterator<Item = char> + '_ {
    word.chars().map(narrow).filter(|c| !c.is_whitespace() && !is_invisible(*c) && !"-_*:".contains(*c))
}

/// The folded word, without remarks such as （必填）.
pub(super) fn folded(word: &str) -> String {
    let mut text: String = fold(word).collect();
    while let Some(shorter) = REMARKS.iter().find_map(|remark| text.strip_suffix(remark)) {
        text.truncate(shorter.len());
    }
    text
}

fn narrow(c: char) -> char {
    let code = u32::from(c);
    let narrowed =
        if (0xFF01..=0xFF5E).contains(&code) { char::from_u32(code - 0xFEE0).unwrap_or(c) } else { c };
    narrowed.to_ascii_lowercase()
}

/// The field of `fields` that `word` names: by its key before its other names.
pub(super) fn named(fields: &'static [Field], word: &str) -> Option<&'static Field> {
    if let Some(field) = fields.iter().find(|field| field.key == word) {
        return Some(field);
    }
    let word = folded(word);
    if word.is_empty() {
        return None;
    }
    let same = |name: &str| fold(name).eq(word.chars());
    fields.iter().find(|field| same(field.key)).or_else(|| fields.iter().find(|field| names(field).any(same)))
}

/// The field that `word` names, or a part of one with the name of the whole before it: `代会人单位`.
pub(super) fn named_within(
    fields: &'static [Field],
    word: &str,
) -> Option<(&'static Field, Option<&'static Field>)> {
    let part = || {
        let word = folded(word);
        let maps = fields.iter().filter_map(|field| match &field.shape {
            Shape::Map(inner, _) => Some((field, *inner)),
            _ => None,
        });
        maps.flat_map(|(field, inner)| names(field).map(move |name| (field, inner, name))).find_map(
            |(field, inner, name)| {
                let rest = word.strip_prefix(&fold(name).collect::<String>())?;
                Some((field, Some(named(inner, rest)?)))
            },
        )
    };
    named(fields, word).map(|field| (field, None)).or_else(part)
}

/// Every name of a field, its key first.
pub(super) fn names(field: &'static Field) -> impl Iterator<Item = &'static str> {
    [field.key, field.english].into_iter().chain(field.synonyms.iter().copied())
}

/// The fields inside a value of this shape, if it has any.
pub(super) fn inner(shape: &Shape) -> Option<&'static [Field]> {
    match shape {
        Shape::Map(fields, _) => Some(fields),
        Shape::List(item) => inner(item),
        Shape::Votes => Some(VOTES),
        _ => None,
    }
}

/// Whether `word` names any field of the whole vocabulary.
pub(super) fn is_known(word: &str) -> bool {
    fn within(fields: &'static [Field], word: &str) -> bool {
        named(fields, word).is_some()
            || fields.iter().any(|field| inner(&field.shape).is_some_and(|fields| within(fields, word)))
    }
    within(TOP, word)
}

/// A hint for a word that `fields` do not know: a near word here, or where in the vocabulary it belongs.
pub(super) fn hint(fields: &'static [Field], word: &str) -> String {
    let owners = owners(word);
    if let [first, rest @ ..] = owners.as_slice() {
        let mut places: Vec<_> =
            [first].into_iter().chain(rest).take(3).map(|o| format!("「{o}」")).collect();
        if rest.len() > 2 {
            places.push("等".to_owned());
        }
        return format!("「{}」应写在{}之下", word.trim(), places.concat());
    }
    if let Some(near) = nearest(word, fields) {
        return format!("您是不是想写「{near}」？");
    }
    let known: Vec<_> = fields.iter().map(|field| field.key).collect();
    format!("这里可以写：{}", known.join("、"))
}

/// The key of the field whose names are nearest to `word`, if any is near enough to be meant.
pub(super) fn nearest(word: &str, fields: &'static [Field]) -> Option<&'static str> {
    let pairs = fields.iter().flat_map(|field| names(field).map(|name| (name, field.key)));
    nearest_of(word, pairs)
}

/// The second of the pair whose first is nearest to `word`, if any is near enough to be meant.
pub(super) fn nearest_of<T>(word: &str, pairs: impl Iterator<Item = (&'static str, T)>) -> Option<T> {
    let word = folded(word);
    // A long text is no misspelt key, and the distance is quadratic.
    if word.chars().count() > 24 {
        return None;
    }
    pairs
        .filter_map(|(name, result)| Some((distance(&word, &folded(name))?, result)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, result)| result)
}

/// The word nearest to `word` among those that were typed elsewhere in the file, if any is near enough to be meant.
pub(super) fn nearest_of_typed<'w>(word: &str, others: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let word = folded(word);
    if word.chars().count() > 24 {
        return None;
    }
    let near = others.filter_map(|other| Some((distance(&word, other)?, other)));
    near.min_by_key(|(distance, _)| *distance).map(|(_, other)| other)
}

/// How far apart two words are, in edits; `None` when they are not alike. Half of a word may differ, or one word may
/// contain the other.
fn distance(word: &str, name: &str) -> Option<usize> {
    let length = word.chars().count().max(name.chars().count());
    let shortest = word.chars().count().min(name.chars().count());
    let edits = strsim::osa_distance(word, name);
    let contained = shortest >= 2 && (word.contains(name) || name.contains(word));
    let alike = edits * 2 <= length && word.chars().any(|c| name.contains(c));
    (alike || contained).then_some(edits)
}

/// The paths of the maps in which `word` is a key.
fn owners(word: &str) -> Vec<String> {
    fn walk(fields: &'static [Field], word: &str, path: &str, found: &mut Vec<String>) {
        if !path.is_empty() && named(fields, word).is_some() {
            found.push(path.to_owned());
        }
        for field in fields {
            if let Some(inner) = inner(&field.shape) {
                let separator = if path.is_empty() { "" } else { "." };
                walk(inner, word, &format!("{path}{separator}{}", field.key), found);
            }
        }
    }
    let mut found = Vec::new();
    walk(TOP, word, "", &mut found);
    if named(TOP, word).is_some() {
        found.insert(0, "最外层".to_owned());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::vocabulary::{ARCHIVE, ATTENDEE, MEETING};

    #[test]
    fn words_are_known_however_they_are_typed() {
        for word in ["名称", "会议名称", " 会 议　名称：", "title", "TITLE", "＊会议名称（必填）"]
        {
            assert_eq!(named(MEETING, word).map(|field| field.key), Some("名称"), "{word}");
        }
        assert_eq!(named(ARCHIVE, "机构（问题）").map(|field| field.key), Some("机构"));
        assert_eq!(named(ATTENDEE, "职务／职称").map(|field| field.key), Some("职务"));
        assert_eq!(named(ATTENDEE, ""), None);
    }

    #[test]
    fn unknown_words_get_a_hint() {
        assert_eq!(hint(TOP, "参会成员"), "您是不是想写「参会人员」？");
        assert_eq!(hint(TOP, "联系人"), "「联系人」应写在「组织」之下");
        assert_eq!(hint(ATTENDEE, "姓明"), "您是不是想写「姓名」？");
        assert_eq!(hint(MEETING, "titel"), "您是不是想写「名称」？");
        assert!(hint(MEETING, "天气").starts_with("这里可以写：名称、编号"));
    }
}
