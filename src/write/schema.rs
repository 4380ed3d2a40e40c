//! The JSON Schema: the vocabulary comes in, a schema for editors goes out (JSON Schema draft 2020-12).
//!
//! It says which keys there are, in Chinese, in English and by their other names, and what may stand behind them, the
//! short forms included. Whether a meeting is complete and consistent is said by the checks, never here.

use crate::form::name_of;
use crate::spec::examples;
use crate::spec::vocabulary::{Bare, Field, Shape, TOP, VOTES};
use serde_json::{Map, Value, json};

/// The schema as pretty JSON with a line feed at its end.
#[must_use]
pub fn schema() -> String {
    let mut definitions = Map::new();
    let mut root = object(TOP, &[], &mut definitions);
    if let Some(root) = root.as_object_mut() {
        root.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        root.insert("title".to_owned(), json!("会议文件"));
        root.insert("description".to_owned(), json!("一次会议的内容，由 huiwu 检查并生成整套会议文书。"));
        root.insert("$defs".to_owned(), Value::Object(definitions));
    }
    // Texts only: serialising them cannot fail.
    let mut text = serde_json::to_string_pretty(&root).unwrap_or_default();
    text.push('\n');
    text
}

/// A map with these fields, each under every name it goes by. A word that names two fields is the first's, keys before
/// other names.
fn object(fields: &'static [Field], above: &[&'static Field], definitions: &mut Map<String, Value>) -> Value {
    let mut properties = Map::new();
    for field in fields {
        let path: Vec<&'static Field> = above.iter().copied().chain([field]).collect();
        let name = name_of(&path);
        let mut value = value(&field.shape, &path, definitions);
        if let Some(value) = value.as_object_mut() {
            value.insert("title".to_owned(), json!(field.key));
            value.insert("description".to_owned(), json!(field.about));
            if is_leaf(&field.shape) {
                value.insert("examples".to_owned(), json!([examples::example(&name, field)]));
            }
        }
        let anchor = anchor(&path);
        properties.insert(field.key.to_owned(), json!({ "$ref": format!("#/$defs/{anchor}") }));
        definitions.insert(anchor, value);
    }
    for field in fields {
        let anchor = anchor(&above.iter().copied().chain([field]).collect::<Vec<_>>());
        for other in [field.english].into_iter().chain(field.synonyms.iter().copied()) {
            properties.entry(other).or_insert_with(
                || json!({ "$ref": format!("#/$defs/{anchor}"), "description": format!("同「{}」", field.key) }),
            );
        }
    }
    json!({ "type": ["object", "null"], "properties": properties, "additionalProperties": false })
}

/// The name of a definition, which stands in a URI: `organisation.contact.phone`.
fn anchor(path: &[&Field]) -> String {
    path.iter().map(|field| field.english).collect::<Vec<_>>().join(".")
}

fn is_leaf(shape: &Shape) -> bool {
    match shape {
        Shape::Map(..) | Shape::Votes => false,
        Shape::List(inner) => is_leaf(inner),
        _ => true,
    }
}

fn value(shape: &'static Shape, path: &[&'static Field], definitions: &mut Map<String, Value>) -> Value {
    match shape {
        // An unquoted number or date is a text for the loader, and nothing at all is not given.
        Shape::Text | Shape::Name | Shape::Duration => text(),
        Shape::Date | Shape::Moment | Shape::Time => json!({ "type": ["string", "integer", "null"] }),
        Shape::Number => json!({ "type": ["integer", "string", "null"], "minimum": 0 }),
        Shape::Flag => json!({ "enum": ["是", "否", "有", "无", "yes", "no", true, false, null] }),
        Shape::Choice(words) => {
            let mut words: Vec<Value> = words.iter().map(|word| json!(word)).collect();
            words.push(Value::Null);
            json!({ "enum": words })
        }
        Shape::Votes => json!({ "anyOf": [object(VOTES, path, definitions), { "type": "string" }] }),
        Shape::Map(fields, bare) => {
            let map = object(fields, path, definitions);
            match bare {
                Bare::Refused => map,
                Bare::Kept => json!({ "anyOf": [map, { "type": "string" }] }),
                Bare::First => json!({ "anyOf": [map, text()] }),
            }
        }
        Shape::List(inner) => {
            let item = value(inner, path, definitions);
            json!({ "anyOf": [{ "type": "array", "items": item.clone() }, item] })
        }
    }
}

fn text() -> Value {
    json!({ "type": ["string", "number", "boolean", "null"] })
}
