//! `{{#each}}`: a list comes in, the block for each of its items goes out, within what a document may cost.
//!
//! handlebars' own goes round as often as it is told; a template of a stranger could keep the machine busy for ever.

use crate::render::bounds;
use crate::render::plain::Block;
use handlebars::{
    BlockContext, BlockParams, Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext,
    RenderErrorReason, Renderable, to_json,
};
use serde_json::Value;

/// The helper.
pub(in crate::render) struct Each;

impl HelperDef for Each {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        templates: &'reg Handlebars<'reg>,
        context: &'rc Context,
        render: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let value = helper.param(0).ok_or(RenderErrorReason::ParamNotFoundForIndex("each", 0))?;
        let Some(template) = helper.template() else { return Ok(()) };
        let items = match value.value() {
            Value::Array(items) => items.as_slice(),
            Value::Null if !value.is_value_missing() => &[],
            Value::Null => {
                return Err(RenderErrorReason::MissingVariable(value.relative_path().cloned()).into());
            }
            _ => return Err(RenderErrorReason::Other("{{#each}} 要的是几项内容".to_owned()).into()),
        };
        if items.is_empty() {
            return match helper.inverse() {
                Some(other) => other.render(templates, context, render, out),
                None => Ok(()),
            };
        }
        let cost = bounds::weight(template);
        let block = Block::new(template);
        let path = value.context_path();
        render.push_block(BlockContext::new());
        for (at, item) in items.iter().enumerate() {
            bounds::spend(cost).map_err(|spent| RenderErrorReason::Other(spent.to_string()))?;
            if let Some(scope) = render.block_mut() {
                scope.set_local_var("first", to_json(at == 0));
                scope.set_local_var("last", to_json(at + 1 == items.len()));
                scope.set_local_var("index", to_json(at));
                match path {
                    Some(path) => {
                        let own = path.iter().cloned().chain([at.to_string()]).collect();
                        *scope.base_path_mut() = own;
                    }
                    None => scope.set_base_value(item.clone()),
                }
                let mut params = BlockParams::new();
                let names = helper.block_param_pair();
                if let Some(name) = helper.block_param().or(names.map(|(name, _)| name)) {
                    match path {
                        Some(_) => params.add_path(name, Vec::new())?,
                        None => params.add_value(name, item.clone())?,
                    }
                }
                if let Some((_, name)) = names {
                    params.add_value(name, to_json(at))?;
                }
                scope.set_block_params(params);
            }
            block.render(item, (templates, context), render, out)?;
        }
        render.pop_block();
        Ok(())
    }
}
