//! Any tree of the vocabulary, with texts as nasty as they come, comes back from YAML and from a workbook.

use huiwu::form::{Hints, Needs};
use huiwu::load::load;
use huiwu::spec::text::clean;
use huiwu::spec::vocabulary::{Bare, DECISION, Field, Shape, TOP, VOTES};
use huiwu::spec::{Entry, Node, NodeId, Origin, Spec, Value};
use huiwu::write::{workbook, yaml};
use proptest::prelude::*;
use proptest::sample::select;

const PIECES: &[&str] = &[
    "市应急管理局",
    "各县（市、区）",
    "、",
    "；",
    "，",
    "。",
    "：",
    ": ",
    " #",
    "# ",
    "- ",
    "\n",
    "\n\n",
    "  ",
    "\t",
    "\"",
    "'",
    "\\",
    "{",
    "}",
    "[",
    "]",
    "&",
    "*",
    "!",
    "|",
    ">",
    "%",
    "@",
    "`",
    "~",
    "null",
    "true",
    "No",
    "=1+1",
    "+",
    "-",
    "0",
    "007",
    "1.10",
    "1e3",
    "0x1F",
    "2026-11-24",
    "2026-11-24 09:00",
    "09:00",
    "20分钟",
    "𬱖",
    "😀",
    "\u{200D}",
    "\u{2028}",
    "\u{85}",
    "\u{A0}",
    "_x000D_",
    "_x0041_",
    "<",
    ">",
    "&amp;",
    "1.",
    "2.",
    "（一）",
    "①",
    "——",
    "无",
    "例",
    "序号",
    "项目",
    "内容",
    "注：",
    "说明：",
    "同意9，反对0",
    "同意：9",
    "名称",
    "姓名：",
    "A",
    "z",
];

fn text() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(select(PIECES), 1..6).prop_map(|pieces| pieces.concat());
    prop_oneof![4 => pieces, 1 => "\\PC{1,12}", 1 => "[\\p{Han}，。]{1,60}"]
        .prop_map(|text| clean(&text))
        .prop_filter("a text that is not blank", |text| !text.is_empty())
}

fn node(value: Value) -> Node {
    Node { id: NodeId(0), value }
}

fn value(shape: &'static Shape) -> BoxedStrategy<Value> {
    match shape {
        Shape::Map(fields, Bare::Kept) => prop_oneof![
            map(fields),
            text().prop_filter("a line", |text| !text.contains([':', '：'])).prop_map(Value::Text)
        ]
        .boxed(),
        Shape::Map(fields, _) => map(fields),
        Shape::Votes => map(VOTES),
        Shape::List(inner) => {
            let items = prop::collection::vec(value(inner).prop_map(node), 1..4);
            items.prop_map(Value::List).boxed()
        }
        Shape::Number => {
            prop_oneof!["[0-9]{1,9}".prop_map(Value::Text), text().prop_map(Value::Text)].boxed()
        }
        Shape::Date | Shape::Moment | Shape::Time => {
            let usual = select(
                &[
                    "2026-11-24",
                    "2026-11-24 09:00",
                    "09:00",
                    "00:00",
                    "2026-11-24 00:00",
                    "11月24日",
                    "1899-12-31",
                ][..],
            );
            prop_oneof![usual.prop_map(|text| Value::Text(text.to_owned())), text().prop_map(Value::Text)]
                .boxed()
        }
        _ => text().prop_map(Value::Text).boxed(),
    }
}

fn map(fields: &'static [Field]) -> BoxedStrategy<Value> {
    let entries: Vec<_> = fields
        .iter()
        .map(|field| {
            // A decision that says nothing is a fault of a workbook.
            let is_decided = field.key == "事项" && fields.len() == DECISION.len();
            let given = value(&field.shape).prop_map(node);
            let given = if is_decided {
                given.prop_map(Some).boxed()
            } else {
                prop::option::weighted(0.4, given).boxed()
            };
            given.prop_map(move |node| node.map(|node| Entry { field, key: NodeId(0), node }))
        })
        .collect();
    entries.prop_map(|entries| Value::Map(entries.into_iter().flatten().collect())).boxed()
}

fn spec() -> impl Strategy<Value = Spec> {
    map(TOP)
        .prop_map(|root| Spec {
            name: "生成".into(),
            origin: Origin::Yaml,
            number: 0,
            label: None,
            root: node(root),
        })
        .prop_filter("a meeting", |spec| !spec.root.is_empty())
}

fn comes_back(name: &str, bytes: &[u8], spec: &Spec) -> Result<(), TestCaseError> {
    let again = load(name, bytes);
    let errors: Vec<_> = again.diagnostics.iter().filter(|found| found.is_error()).collect();
    prop_assert!(errors.is_empty(), "{}: {:#?}\n{}", name, errors, yaml::spec(spec));
    let is_same = again.value.as_ref().is_some_and(|again| again.root.says_the_same_as(&spec.root));
    let read = again.value.as_ref().map(yaml::spec);
    prop_assert!(
        is_same,
        "{name} is read as\n{}\ninstead of\n{}",
        read.unwrap_or_default(),
        yaml::spec(spec)
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_spec_comes_back_from_yaml(spec in spec()) {
        comes_back("spec.yaml", yaml::spec(&spec).as_bytes(), &spec)?;
    }

    #[test]
    fn any_spec_comes_back_from_a_workbook(spec in spec()) {
        let bytes = workbook::write(&spec, &Needs::default(), &Hints::default()).expect("a workbook");
        comes_back("spec.xlsx", &bytes, &spec)?;
    }
}
