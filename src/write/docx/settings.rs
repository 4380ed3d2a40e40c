//! Settings: nothing but the house's rules of line breaking comes in, `word/settings.xml` goes out.

use super::Error;
use super::conform::{Children, Patch, Tag, Verdict, conform};
use super::text::escaped;
use crate::document::script::{NO_END, NO_START};
use docx_rs::{BuildXML, Settings};

/// `word/settings.xml`.
pub(super) fn settings() -> Result<String, Error> {
    conform(&Settings::new().even_and_odd_headers().build(), &mut Rules)
}

/// What docx-rs cannot say in settings.
struct Rules;

impl Patch for Rules {
    fn open(&mut self, tag: Tag<'_>, attributes: &mut String) -> Verdict {
        match tag.name {
            "w:settings" => attributes.push_str(super::NAMESPACES),
            _ => attributes.push_str(tag.attributes),
        }
        Verdict::Keep
    }

    fn close(&mut self, _parent: &str, name: &str, add: &mut Children<'_>) {
        if name == "w:settings" {
            add.add("w:characterSpacingControl", r#"w:val="doNotCompress""#);
            add.add("w:noLineBreaksAfter", &format!(r#"w:lang="zh-CN" w:val="{}""#, escaped(NO_END)));
            add.add("w:noLineBreaksBefore", &format!(r#"w:lang="zh-CN" w:val="{}""#, escaped(NO_START)));
            add.add("w:themeFontLang", r#"w:val="en-US" w:eastAsia="zh-CN""#);
        }
    }
}
