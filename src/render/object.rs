//! Objects of the view: names and values come in, a JSON object goes out.

/// An object as `serde_json`'s `json!` writes it, whose values are moved into it and not copied.
macro_rules! object {
    ({ $($name:tt: $value:expr),* $(,)? }) => {{
        let mut members = serde_json::Map::new();
        $(members.insert($name.to_owned(), serde_json::Value::from($value));)*
        serde_json::Value::Object(members)
    }};
}

pub(super) use object;
