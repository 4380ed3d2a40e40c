//! Included partials: the text of a template comes in, the same with its short partials in the place of their calls goes out.
//!
//! handlebars copies the whole view for each call of a partial, however little the partial names of it.

use crate::pack::Template;
use std::borrow::Cow;

/// The template with each `{{> name}}` replaced that stands for one line without anything that is different inside a partial.
pub(super) fn put_in<'t>(text: &'t str, partials: &[Template]) -> Cow<'t, str> {
    let mut out = Cow::Borrowed(text);
    // A name that a block gives is not seen inside a partial.
    let partials = if text.contains(" as |") { &[] } else { partials };
    for Template { name, text, .. } in partials {
        let content = text.trim_end_matches(['\r', '\n']);
        let call = format!("{{{{> {name}}}}}");
        if out.contains(&call) && is_plain(content) {
            out = Cow::Owned(out.replace(&call, content));
        }
    }
    out
}

/// Whether a partial is one line of values and markup only: no blocks, no calls, no names of its surroundings.
fn is_plain(content: &str) -> bool {
    ["\n", "{{#", "{{>", "{{!", "{{~", "~}}", "../", "@", "this"].iter().all(|sign| !content.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn partial(text: &str) -> Vec<Template> {
        vec![Template { name: "甲".into(), text: text.into(), file: "甲.hbs".into(), pack: String::new() }]
    }

    #[test]
    fn a_plain_line_is_put_in_and_nothing_else() {
        let call = "<document>\n{{> 甲}}\n</document>";
        assert_eq!(
            put_in(call, &partial("<p>{{会议.名称}}</p>\n")),
            "<document>\n<p>{{会议.名称}}</p>\n</document>"
        );
        for other in ["<p>{{#if 甲}}{{/if}}</p>", "<p>{{this}}</p>", "<p>\n</p>", "<p>{{../甲}}</p>"] {
            assert_eq!(put_in(call, &partial(other)), call, "{other}");
        }
    }
}
