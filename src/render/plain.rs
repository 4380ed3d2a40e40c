//! Plain blocks: a block and the items it is printed for come in, their text goes out, as handlebars would print it.
//!
//! Most of a table are names of an item's own values. handlebars seeks each of them from the root of the view, by a path
//! that it writes anew; here they are taken from the item, and what is not as plain as that is left to handlebars.

use super::parsed::Whose;
use super::{helpers, markup};
use handlebars::template::{HelperTemplate, Parameter, TemplateElement};
use handlebars::{
    Context, Handlebars, JsonTruthy as _, Output, Path, PathSeg, RenderContext, RenderError, Renderable as _,
    Template,
};
use serde_json::Value;
use std::borrow::Cow;
use std::cell::Cell;

thread_local! {
    static IS_PLAIN: Cell<bool> = const { Cell::new(false) };
}

/// Begins a document of a template; with that of a unit all is left to handlebars, which tells where it is wrong.
pub(super) fn begin(template: &Template, whose: Whose) {
    IS_PLAIN.set(whose == Whose::BuiltIn && is_plain(template));
}

/// Whether names can only mean what the item has: partials bring indents and names of their own, `as |name|` hides others.
fn is_plain(template: &Template) -> bool {
    template.elements.iter().all(|element| match element {
        TemplateElement::RawString(_)
        | TemplateElement::Comment(_)
        | TemplateElement::HtmlExpression(_)
        | TemplateElement::Expression(_) => true,
        TemplateElement::HelperBlock(block) => {
            block.block_param.is_none()
                && block.template.as_ref().is_none_or(is_plain)
                && block.inverse.as_ref().is_none_or(is_plain)
        }
        _ => false,
    })
}

/// A block, and what of it is plain.
pub(super) struct Block<'t> {
    template: &'t Template,
    /// Of each element; nothing where all is left to handlebars.
    parts: Option<Vec<Part<'t>>>,
}

enum Part<'t> {
    /// A value of the item.
    Value(&'t str),
    /// A block that hangs on whether a value of the item says something, and the one to print otherwise.
    Choice(&'t str, Option<Block<'t>>, Option<Block<'t>>),
    /// Anything else.
    Other,
}

impl<'t> Block<'t> {
    /// Looks a block through.
    pub(super) fn new(template: &'t Template) -> Self {
        let part = |element: &'t TemplateElement| match element {
            TemplateElement::Expression(value) => value_of(value).map_or(Part::Other, Part::Value),
            TemplateElement::HelperBlock(block) => choice(block).unwrap_or(Part::Other),
            _ => Part::Other,
        };
        let parts = IS_PLAIN.get().then(|| template.elements.iter().map(part).collect());
        Self { template, parts }
    }

    /// Prints it for an item, which is what names in it stand for.
    pub(super) fn render<'reg: 'rc, 'rc>(
        &self,
        item: &Value,
        (templates, context): (&'reg Handlebars<'reg>, &'rc Context),
        state: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> Result<(), RenderError>
    where
        't: 'rc,
    {
        let Some(parts) = &self.parts else {
            return self.template.render(templates, context, state, out);
        };
        for (element, part) in self.template.elements.iter().zip(parts) {
            let printed = match part {
                Part::Value(name) => item.get(name).and_then(text),
                Part::Choice(..) | Part::Other => None,
            };
            let chosen = match part {
                Part::Choice(name, then, otherwise) => {
                    item.get(name).map(|value| if value.is_truthy(false) { then } else { otherwise })
                }
                Part::Value(_) | Part::Other => None,
            };
            match (printed, chosen) {
                (Some(text), _) => out.write(&markup::escaped(&text))?,
                (_, Some(Some(block))) => block.render(item, (templates, context), state, out)?,
                (_, Some(None)) => {}
                (None, None) => element.render(templates, context, state, out)?,
            }
        }
        Ok(())
    }
}

/// The name in `{{name}}`, if it is not that of a helper.
fn value_of(expression: &HelperTemplate) -> Option<&str> {
    let is_alone = !expression.block && expression.params.is_empty() && expression.hash.is_empty();
    named(&expression.name).filter(|name| is_alone && !helpers::is_helper(name))
}

/// `{{#if name}}` or `{{#unless name}}`.
fn choice(block: &HelperTemplate) -> Option<Part<'_>> {
    let [about] = block.params.as_slice() else { return None };
    let about = named(about).filter(|_| block.hash.is_empty() && !block.chain)?;
    let (then, otherwise) = (block.template.as_ref(), block.inverse.as_ref());
    let (then, otherwise) = match &block.name {
        Parameter::Name(name) if name == "if" => (then, otherwise),
        Parameter::Name(name) if name == "unless" => (otherwise, then),
        _ => return None,
    };
    Some(Part::Choice(about, then.map(Block::new), otherwise.map(Block::new)))
}

fn named(parameter: &Parameter) -> Option<&str> {
    match parameter {
        Parameter::Path(Path::Relative((path, _))) => match path.as_slice() {
            [PathSeg::Named(name)] => Some(name),
            _ => None,
        },
        _ => None,
    }
}

/// What is printed of a value; lists and objects are left to handlebars.
fn text(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        Value::Null => Some(Cow::Borrowed("")),
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::bounds;
    use super::*;
    use serde_json::json;

    /// What is printed at once is what handlebars prints.
    #[test]
    fn plain_blocks_are_those_of_handlebars() {
        let mut templates = Handlebars::new();
        templates.set_strict_mode(true);
        templates.register_escape_fn(markup::escape);
        helpers::register(&mut templates);
        templates.register_helper("each", Box::new(helpers::Each));
        let view = Context::from(json!({
            "标题": "名单",
            "各人": [
                { "姓名": "甲<乙>", "人数": 3, "备注": "", "空": null, "签到": true, "时限": "2026-12-04", "各项": ["一", "二"], "单位": { "名": "某局" } },
                { "姓名": "丙", "人数": 0, "备注": "第一行\n第二行", "空": "有", "签到": false, "时限": "2026-12-05", "各项": [], "单位": { "名": "某委" } },
            ],
        }));
        for text in [
            "{{#each 各人}}{{@index}}{{姓名}}{{人数}}{{空}}{{签到}}。{{/each}}",
            "{{#each 各人}}{{#if 备注}}{{备注}}{{else}}无{{姓名}}{{/if}}{{#unless 人数}}零{{/unless}}{{/each}}",
            "{{#each 各人}}{{#if 空}}{{#if 签到}}到{{else}}{{姓名}}未到{{/if}}{{/if}}{{日期 时限}}{{{姓名}}}{{/each}}",
            "{{#each 各人}}{{姓名}}：{{#each 各项}}{{this}}{{../姓名}}{{else}}无{{/each}}{{../标题}}{{/each}}",
            "{{#each 各人}}{{#if 备注}}甲{{else if 人数}}{{人数}}{{else}}乙{{/if}}{{#with 单位}}{{名}}{{/with}}{{/each}}",
        ] {
            let template = Template::compile(text).expect(text);
            assert!(is_plain(&template), "{text}");
            let printed = [Whose::BuiltIn, Whose::Unit].map(|whose| {
                bounds::begin();
                begin(&template, whose);
                bounds::render((&templates, &template), &view, bounds::MOST_BYTES).expect(text)
            });
            assert!(!printed[0].is_empty(), "{text}");
            assert_eq!(printed[0], printed[1], "{text}");
        }
    }

    #[test]
    fn what_may_mean_something_else_is_not_plain() {
        for text in ["{{#each 各人 as |人|}}{{人.姓名}}{{/each}}", "{{> 表}}", "{{#if 甲}}{{> 表}}{{/if}}"]
        {
            assert!(!is_plain(&Template::compile(text).expect(text)), "{text}");
        }
    }
}
