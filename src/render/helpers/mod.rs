//! Helpers of the templates: values of the view come in, the words of official Chinese go out. All are pure.
//!
//! The table of helpers is the one the checks of templates know and the guide prints; its examples are run as tests.

mod each;
mod numbers;
mod words;

pub(super) use each::Each;

use handlebars::{Context, Handlebars, Helper, HelperResult, Output, RenderContext, RenderErrorReason};
use serde_json::Value;

/// What a helper takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    /// A text or a number.
    Text,
    /// A list of texts, or one text.
    Texts,
    /// Whatever there is.
    Anything,
}

/// How a helper is used.
#[derive(Clone, Copy)]
pub(super) struct Usage {
    pub(super) name: &'static str,
    pub(super) takes: Takes,
    /// The least and the most values it is given.
    pub(super) least: usize,
    pub(super) most: usize,
    /// What it may be given by name.
    pub(super) hash: &'static [&'static str],
    /// What it is for.
    pub(super) about: &'static str,
    /// How it is written.
    pub(super) example: &'static str,
    /// What the example prints, with the values of [`EXAMPLES`].
    pub(super) shown: &'static str,
    function: Function,
}

/// What a helper is given.
pub(super) struct Given<'v> {
    values: Vec<&'v Value>,
    hash: Vec<(&'v str, &'v Value)>,
}

/// A value to its words, or what is wrong with the value.
type Function = fn(&Given<'_>) -> Result<String, String>;

const NOTHING: &Value = &Value::Null;

impl<'v> Given<'v> {
    fn value(&self, at: usize) -> &'v Value {
        self.values.get(at).copied().unwrap_or(NOTHING)
    }

    fn named(&self, name: &str) -> &'v Value {
        self.hash.iter().find(|(key, _)| *key == name).map_or(NOTHING, |(_, value)| *value)
    }

    fn text(&self, at: usize) -> Result<String, String> {
        text(self.value(at))
    }

    fn texts(&self, at: usize) -> Result<Vec<String>, String> {
        match self.value(at) {
            Value::Array(items) => items.iter().map(text).collect(),
            single => text(single).map(|text| vec![text]),
        }
    }

    /// A whole number; nothing from nothing.
    fn number(&self, at: usize) -> Result<Option<usize>, String> {
        let text = self.text(at)?;
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|_| format!("应给一个数，给的是「{text}」"))
    }
}

fn text(value: &Value) -> Result<String, String> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        Value::Null => Ok(String::new()),
        Value::Bool(true) => Ok("是".to_owned()),
        Value::Bool(false) => Ok("否".to_owned()),
        Value::Array(_) | Value::Object(_) => Err("应给一项文字，给的是几项内容".to_owned()),
    }
}

const fn usage(
    name: &'static str,
    takes: Takes,
    (least, most): (usize, usize),
    about: &'static str,
    (example, shown): (&'static str, &'static str),
    function: Function,
) -> Usage {
    Usage { name, takes, least, most, hash: &[], about, example, shown, function }
}

use Takes::{Anything, Text, Texts};

/// Every helper, in the order of the guide.
const ALL: &[Usage] = &[
    usage("日期", Text, (1, 1), "年月日", ("{{日期 时限}}", "2026年12月4日"), words::date),
    usage("短日期", Text, (1, 1), "表格里用的日期", ("{{短日期 时限}}", "2026-12-04"), words::short_date),
    usage("月日", Text, (1, 1), "同一年的日期", ("{{月日 时限}}", "12月4日"), words::month_day),
    usage("星期", Text, (1, 1), "星期几", ("{{星期 时限}}", "星期五"), words::weekday),
    usage(
        "汉字日期",
        Text,
        (1, 1),
        "汉字的年月日",
        ("{{汉字日期 时限}}", "二〇二六年十二月四日"),
        words::hanzi_date,
    ),
    usage(
        "时刻",
        Text,
        (1, 1),
        "年月日和上午下午的时刻",
        ("{{时刻 报到}}", "2026年12月4日下午2:30"),
        words::moment,
    ),
    usage("顿号", Texts, (1, 1), "用顿号连起来", ("{{顿号 单位}}", "甲局、乙局、丙局"), words::enumerate),
    usage(
        "并列",
        Texts,
        (1, 1),
        "用顿号连起来；其中已有顿号的，改用逗号",
        ("{{并列 主送}}", "各县、区，局机关各科室"),
        words::list,
    ),
    usage(
        "分句",
        Texts,
        (1, 1),
        "用分号连起来，去掉各项末尾的标点",
        ("{{分句 要求}}", "准时参会；携带材料"),
        words::clauses,
    ),
    usage(
        "去句末",
        Text,
        (1, 1),
        "去掉末尾的标点，由模板自己加",
        ("{{去句末 主题}}。", "部署工作。"),
        words::without_stop,
    ),
    usage(
        "层号",
        Text,
        (2, 2),
        "第几项的层次序号：1 级 一、 2 级（一）3 级 1. 4 级（1）",
        ("{{层号 序号 2}}", "（三）"),
        numbers::mark,
    ),
    usage(
        "加一",
        Text,
        (1, 1),
        "@index 从 0 数起，加一就是第几项",
        ("{{层号 (加一 序号) 1}}", "四、"),
        numbers::next,
    ),
    usage("汉字数", Text, (1, 1), "汉字的数目", ("{{汉字数 份数}}", "一百二十"), numbers::hanzi),
    usage("大写", Text, (1, 1), "大写的数目", ("{{大写 份数}}", "壹佰贰拾"), numbers::capital),
    usage(
        "大写金额",
        Text,
        (1, 1),
        "大写的金额，单位为元",
        ("{{大写金额 经费}}", "捌佰元伍角整"),
        numbers::money,
    ),
    usage(
        "补空",
        Text,
        (1, 1),
        "两个字的姓名中间空一格，与三个字的对齐",
        ("{{补空 姓名}}", "徐　炎"),
        words::padded,
    ),
    Usage {
        hash: &["门类"],
        ..usage(
            "组档号",
            Text,
            (5, 5),
            "全宗号、年度、保管期限、机构代码、件号组成的档号；门类不写即为 WS",
            ("{{组档号 \"X043\" 2026 \"永久\" \"BGS\" 12}}", "X043-WS·2026-Y-BGS-0012"),
            numbers::archive_number,
        )
    },
    Usage {
        hash: &["前", "后"],
        ..usage(
            "如有",
            Texts,
            (1, 1),
            "有内容才印，前后的文字也一样；几项的用顿号连",
            ("主题：{{主题}}{{如有 备注 前=\"（\" 后=\"）\"}}", "主题：部署工作。"),
            words::if_given,
        )
    },
    usage("缺省", Texts, (2, 2), "没有内容时印后面的文字", ("{{缺省 备注 \"无\"}}", "无"), words::or_else),
    usage(
        "有",
        Anything,
        (1, 1),
        "有没有内容，用在 when 里：没有内容时整个标签都不印",
        ("<p when=\"{{有 备注}}\">备注：{{备注}}</p>", ""),
        words::is_given,
    ),
];

/// The values that the examples of the table stand on.
#[cfg(test)]
fn examples() -> Value {
    serde_json::json!({
        "时限": "2026-12-04", "报到": "2026-12-04 14:30", "单位": ["甲局", "乙局", "丙局"],
        "主送": ["各县、区", "局机关各科室"], "要求": ["准时参会。", "携带材料。"], "主题": "部署工作。",
        "序号": 3, "份数": 120, "经费": "800.5", "姓名": "徐炎", "备注": "",
    })
}

/// The blocks that templates know.
pub(super) const BLOCKS: &[&str] = &["if", "unless", "each", "with"];

/// Helpers that handlebars brings along and templates may use.
const BROUGHT: &[(&str, usize, usize, &str)] = &[
    ("eq", 2, 2, "{{#if (eq 甲 乙)}}"),
    ("ne", 2, 2, "{{#if (ne 甲 乙)}}"),
    ("gt", 2, 2, "{{#if (gt 甲 1)}}"),
    ("gte", 2, 2, "{{#if (gte 甲 1)}}"),
    ("lt", 2, 2, "{{#if (lt 甲 1)}}"),
    ("lte", 2, 2, "{{#if (lte 甲 1)}}"),
    ("and", 2, 9, "{{#if (and 甲 乙)}}"),
    ("or", 2, 9, "{{#if (or 甲 乙)}}"),
    ("not", 1, 1, "{{#if (not 甲)}}"),
    ("len", 1, 1, "{{len 甲}}"),
];

/// The helper of a name.
pub(super) fn known(name: &str) -> Option<Usage> {
    let own = ALL.iter().find(|usage| usage.name == name).copied();
    own.or_else(|| {
        let (name, least, most, example) = BROUGHT.iter().find(|(known, ..)| *known == name)?;
        Some(usage(name, Anything, (*least, *most), "", (example, ""), words::is_given))
    })
}

/// The names of all helpers.
pub(super) fn names() -> Vec<&'static str> {
    ALL.iter().map(|usage| usage.name).chain(BROUGHT.iter().map(|(name, ..)| *name)).collect()
}

/// The table of the guide: name, what it is for, an example and what it prints.
#[must_use]
pub(super) fn guide() -> String {
    let cell = |text: &str| text.replace('|', "\\|");
    let row = |usage: &Usage| {
        let shown = if usage.shown.is_empty() { "（不印）".to_owned() } else { cell(usage.shown) };
        format!("| {} | {} | `{}` | {shown} |\n", usage.name, cell(usage.about), usage.example)
    };
    let rows: String = ALL.iter().map(row).collect();
    format!("| 助手 | 作用 | 写法 | 印出 |\n|---|---|---|---|\n{rows}")
}

/// Whether a name is that of a helper of these; those of handlebars have English names, which no value has.
pub(super) fn is_helper(name: &str) -> bool {
    ALL.iter().any(|usage| usage.name == name)
}

/// Registers every helper.
pub(super) fn register(templates: &mut Handlebars<'_>) {
    templates.unregister_helper("log");
    templates.unregister_helper("lookup");
    templates.unregister_helper("raw");
    for Usage { name, function, .. } in ALL {
        let helper = move |helper: &Helper<'_>,
                           templates: &Handlebars<'_>,
                           _: &Context,
                           _: &mut RenderContext<'_, '_>,
                           out: &mut dyn Output|
              -> HelperResult {
            for value in helper.params() {
                if value.is_value_missing() && value.relative_path().is_some() {
                    return Err(RenderErrorReason::MissingVariable(value.relative_path().cloned()).into());
                }
            }
            let given = Given {
                values: helper.params().iter().map(handlebars::PathAndJson::value).collect(),
                hash: helper.hash().iter().map(|(key, value)| (*key, value.value())).collect(),
            };
            let text = function(&given)
                .map_err(|fault| RenderErrorReason::Other(format!("助手「{name}」：{fault}")))?;
            out.write(&templates.get_escape_fn()(&text))?;
            Ok(())
        };
        templates.register_helper(name, Box::new(helper));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the guide says of each helper is what it does.
    #[test]
    fn every_example_prints_what_is_said() {
        let mut templates = Handlebars::new();
        templates.set_strict_mode(true);
        register(&mut templates);
        for usage in ALL {
            let markup = templates.render_template(usage.example, &examples()).expect(usage.name);
            let markup = format!("<document>{markup}</document>");
            let root = crate::render::markup::parse(&markup);
            let printed = format!("{:?}", root.expect("markup")).replace("\\u{3000}", "\u{3000}");
            let expected = if usage.shown.is_empty() { "备注" } else { usage.shown };
            assert_eq!(printed.contains(expected), !usage.shown.is_empty(), "{}: {printed}", usage.name);
        }
    }

    /// The guide holds the table as it is; `UPDATE` writes it.
    #[test]
    fn the_guide_has_this_table() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.zh-CN.md");
        let text = std::fs::read_to_string(path).expect("the guide");
        let (before, rest) = text.split_once("<!-- 助手表：由程序生成 -->\n").expect("the table's beginning");
        let (table, after) = rest.split_once("<!-- 助手表完 -->").expect("the table's end");
        if std::env::var_os("UPDATE").is_some() {
            let whole = format!("{before}<!-- 助手表：由程序生成 -->\n{}<!-- 助手表完 -->{after}", guide());
            std::fs::write(path, whole).expect("the guide is written");
        } else {
            assert_eq!(table, guide());
        }
    }

    #[test]
    fn no_two_helpers_share_a_name() {
        let mut all = names();
        all.sort_unstable();
        let count = all.len();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
