//! The room as a whole: trees built by hand come in; what is said of them is compared line by line.

use super::*;
use crate::diag::{Code, Severity};
use crate::kind::Kind;
use crate::spec::Node;
use crate::spec::vocabulary::{Field, Shape, TOP};
use crate::spec::{Entry, Origin, Value};
use serde_json::{Value as Json, json};

/// A tree from JSON in canonical keys; nodes are numbered in the order of the vocabulary.
pub(super) fn spec(json: &Json) -> Spec {
    let mut next = 1;
    let root = tree(json, &Shape::Map(TOP, crate::spec::vocabulary::Bare::Refused), &mut next);
    Spec { name: "会议.yaml".into(), origin: Origin::Yaml, number: 0, label: None, root }
}

/// The four documents the samples of this file are written for.
fn core() -> Kinds {
    [Kind::Notice, Kind::SignIn, Kind::Minutes, Kind::ArchiveCover].into_iter().collect()
}

fn take(next: &mut u32) -> NodeId {
    *next += 1;
    NodeId(*next - 1)
}

fn tree(json: &Json, shape: &Shape, next: &mut u32) -> Node {
    let id = take(next);
    let value = match (json, shape) {
        (Json::Null, _) => Value::Empty,
        (Json::String(text), Shape::Map(fields, crate::spec::vocabulary::Bare::First)) => {
            return tree(&json!({ fields[0].key: text }), shape, next);
        }
        (Json::Array(items), Shape::List(inner)) => {
            Value::List(items.iter().map(|item| tree(item, inner, next)).collect())
        }
        (Json::Object(map), Shape::Map(fields, _)) => Value::Map(entries(map, fields, next)),
        (Json::Object(map), Shape::Votes) => Value::Map(entries(map, crate::spec::vocabulary::VOTES, next)),
        (Json::String(text), _) => Value::Text(text.clone()),
        (other, _) => Value::Text(other.to_string()),
    };
    Node { id, value }
}

fn entries(map: &serde_json::Map<String, Json>, fields: &'static [Field], next: &mut u32) -> Vec<Entry> {
    for key in map.keys() {
        assert!(fields.iter().any(|field| field.key == key), "no key {key}");
    }
    let held = fields.iter().filter_map(|field| Some((field, map.get(field.key)?)));
    held.map(|(field, json)| Entry { field, key: take(next), node: tree(json, &field.shape, next) }).collect()
}

/// A meeting at which nothing is wrong.
fn complete() -> Json {
    json!({
        "会议": {"名称": "安全生产推进会", "密级": "非密"},
        "时间": {"开始": "2026-11-24 09:00", "结束": "2026-11-24 11:30"},
        "地点": "二楼会议室",
        "组织": {"主办单位": "云澜市应急管理局", "联系人": {"姓名": "林书言", "电话": "0571-88001234"}},
        "主持人": "顾承岳",
        "记录人": {"姓名": "林书言", "单位": "办公室"},
        "审核人": {"姓名": "韩砚秋"},
        "参会人员": [
            {"姓名": "顾承岳", "单位": "市局", "职务": "局长", "电话": "0571-88001001"},
            {"姓名": "陶 景行", "单位": "市局", "职务": "总工程师", "状态": "请假", "事由": "出差", "代会人": "邹岩"},
            {"姓名": "秦望", "单位": "市消防救援支队", "职务": "副支队长", "身份": "列席"}
        ],
        "议程": [{"议题": "通报情况", "时间": "09:00", "时长": "20分钟", "汇报人": "陶景行"}],
        "材料": [{"名称": "情况通报", "份数": "40份"}],
        "要求": ["请准时参会"],
        "通知": {
            "文号": "云应急办〔2026〕45号", "主送": ["各县（区）应急管理局"], "日期": "2026-11-18",
            "回执截止": "11月20日17:00前", "附件": ["参会回执"], "请假办法": "书面请假"
        },
        "记录": {
            "议题": [{
                "题目": "通报情况", "汇报人": "陶景行、邹岩", "决定": ["开展检查"], "表决": "同意2，反对0，弃权0",
                "发言": [{"姓名": "顾承岳", "要点": "抓好落实"}]
            }],
            "散会": "11:20", "整理日期": "2026-11-25"
        },
        "纪要": {"期号": "第12期", "文号": "〔2026〕12号", "抄送": ["市安委会办公室"]},
        "任务": [{"事项": "专项检查", "责任单位": "危化科", "时限": "12月18日", "议题": 1}],
        "归档": {
            "全宗号": "X043", "全宗名称": "云澜市应急管理局", "年度": 2026, "保管期限": "30年",
            "机构": {"名称": "办公室", "代码": "BGS"}, "起始件号": 12, "盒号": "3", "整理人": "林书言",
            "文件": [
                {"题名": "情况通报", "日期": "2026-11-20", "页数": 6},
                {"类别": "声像资料", "无": "未录音录像"}
            ]
        }
    })
}

/// The complete meeting with one thing changed; `null` takes it out.
fn with(path: &str, value: Json) -> Json {
    let mut json = complete();
    let (parent, key) = path.rsplit_once('/').expect("a path");
    let parent = json.pointer_mut(parent).expect("a parent");
    match (parent, key.parse::<usize>()) {
        (Json::Array(items), Ok(at)) if at == items.len() => items.push(value),
        (Json::Array(items), Ok(at)) => items[at] = value,
        (Json::Object(map), _) if value.is_null() => drop(map.remove(key)),
        (Json::Object(map), _) => drop(map.insert(key.to_owned(), value)),
        (other, _) => panic!("{other} has no {key}"),
    }
    json
}

fn said(json: &Json) -> Vec<String> {
    let found = check(&spec(json), core()).diagnostics;
    found.iter().map(|it| format!("{} {}", it.code.name(), it.message)).collect()
}

fn said_of(path: &str, value: Json) -> Vec<String> {
    said(&with(path, value))
}

fn only(json: &Json) -> Diagnostic {
    let mut found = check(&spec(json), core()).diagnostics;
    assert_eq!(found.len(), 1, "{found:#?}");
    found.remove(0)
}

#[test]
fn nothing_is_said_of_a_complete_meeting() {
    assert_eq!(said(&complete()), Vec::<String>::new());
}

#[test]
fn everything_valid_is_read() {
    let meeting = check(&spec(&complete()), core()).value.expect("a meeting");
    let text = |text: &crate::meeting::Text| text.as_deref().cloned().unwrap_or_default();
    assert_eq!(text(&meeting.title), "安全生产推进会");
    assert_eq!(meeting.start.map(|it| it.to_string()).as_deref(), Some("2026-11-24 09:00"));
    assert_eq!(meeting.closed.map(|it| it.to_string()).as_deref(), Some("2026-11-24 11:20"));
    assert_eq!(meeting.notice.reply_by.map(|it| it.to_string()).as_deref(), Some("2026-11-20 17:00"));
    assert_eq!(text(&meeting.chair.unit), "市局");
    assert_eq!(text(&meeting.chair.post), "局长");
    assert_eq!(text(&meeting.chair.phone), "0571-88001001");
    assert_eq!(text(&meeting.people[1].person.name), "陶景行");
    assert_eq!(meeting.people[1].presence, crate::meeting::Presence::OnLeave);
    assert_eq!(meeting.people[2].role, crate::meeting::Role::Observer);
    assert_eq!(meeting.agenda[0].minutes.as_deref(), Some(&20));
    assert_eq!(meeting.topics[0].votes.as_deref().map(|votes| (votes.approve, votes.abstain)), Some((2, 0)));
    assert_eq!(meeting.tasks[0].due.as_deref().map(ToString::to_string).as_deref(), Some("2026-12-18"));
    assert_eq!(meeting.archive.files.len(), 2);
    assert!(matches!(meeting.materials, crate::meeting::Materials::Some(items) if items.len() == 1));
}

#[test]
fn time_may_be_one_line() {
    let json = with("/时间", json!("2026年11月24日（星期二）上午9:00至11:30"));
    assert_eq!(said(&json), Vec::<String>::new());
    let meeting = check(&spec(&json), core()).value.expect("a meeting");
    assert_eq!(meeting.end.map(|it| it.to_string()).as_deref(), Some("2026-11-24 11:30"));
    assert_eq!(
        said_of("/时间", json!("2026年11月24日（星期三）上午9:00至8:30")),
        [
            "weekday-mismatch 「时间」写的是星期三，而2026年11月24日是星期二",
            "end-before-start 结束时间2026-11-24 08:30不晚于开始时间2026-11-24 09:00",
        ]
    );
    assert_eq!(
        said_of("/时间", json!("2026年11月24日下午17:00")),
        ["invalid-time 「时间」写的是「2026年11月24日下午17:00」：「下午」与24小时制的17时不能同时写"]
    );
}

#[test]
fn materials_may_be_declared_none() {
    for none in [json!(["无"]), json!([{"无": "以口头汇报为主"}]), json!([{"名称": "没有"}])] {
        let json = with("/材料", none);
        assert_eq!(said(&json), Vec::<String>::new());
        let meeting = check(&spec(&json), core()).value.expect("a meeting");
        assert_eq!(meeting.materials, crate::meeting::Materials::None);
    }
}

#[test]
fn every_invalid_value_is_named_with_its_key() {
    for (path, value, line) in [
        (
            "/通知/日期",
            json!("2026-02-30"),
            "invalid-date 「通知」的「日期」写的是「2026-02-30」：2026年2月只有28天，没有30日",
        ),
        (
            "/议程/0/时间",
            json!("25:00"),
            "invalid-time 「议程」第1项的「时间」写的是「25:00」：没有25时，小时应在0至23之间",
        ),
        ("/议程/0/时长", json!("很久"), "invalid-time 「议程」第1项的「时长」写的是「很久」：不是时长"),
        ("/材料/0/份数", json!("若干"), "invalid-number 「材料」第1项的「份数」写的是「若干」：不是整数"),
        ("/归档/年度", json!("26"), "invalid-number 「归档」的「年度」写的是「26」：不是四位数的年份"),
        (
            "/参会人员/1/状态",
            json!("休假"),
            "invalid-choice 「参会人员」第2项的「状态」写的是「休假」：只能写到会、请假、缺席、迟到之一",
        ),
        ("/会议/重要", json!("很重要"), "invalid-choice 「会议」的「重要」写的是「很重要」：只能写是或否"),
        (
            "/参会人员/1/姓名",
            json!("陶\u{E123}行"),
            "invalid-name 「参会人员」第2项的「姓名」写的是「陶\u{E123}行」：姓名中有自造字（U+E123），换一台计算机就显示不出来",
        ),
        (
            "/记录/议题/0/表决",
            json!("一致同意"),
            "invalid-number 「记录」的「议题」第1项的「表决」写的是「一致同意」：「一致同意」没有写明票数",
        ),
        (
            "/记录/议题/0/表决",
            json!({"同意": "全部"}),
            "invalid-number 「记录」的「议题」第1项的「表决」的「同意」写的是「全部」：不是整数",
        ),
        (
            "/审批",
            json!([{"日期": "2026-13-01"}]),
            "invalid-date 「审批」第1项的「日期」写的是「2026-13-01」：没有13月，月份应在1至12之间",
        ),
        (
            "/通知/日期",
            json!("2026年11月18日（周四）"),
            "weekday-mismatch 「通知」的「日期」写的是星期四，而2026年11月18日是星期三",
        ),
    ] {
        assert!(said_of(path, value).contains(&line.to_owned()), "{line}");
    }
}

#[test]
fn rules_of_time() {
    assert_eq!(
        said_of("/时间/结束", json!("2026-11-24 08:30")),
        ["end-before-start 结束时间2026-11-24 08:30不晚于开始时间2026-11-24 09:00"]
    );
    assert_eq!(
        said_of("/通知/日期", json!("2026-11-25")),
        ["notice-after-meeting 通知的成文日期2026年11月25日晚于会议日期2026年11月24日"]
    );
    assert_eq!(
        said_of("/任务/0/时限", json!("1月15日")),
        ["deadline-before-meeting 任务「专项检查」的完成时限2026年1月15日早于会议日期2026年11月24日"]
    );
    assert_eq!(
        said_of("/记录/整理日期", json!("2026-11-26")),
        ["late-minutes 纪要的整理日期2026年11月26日晚于会后一个工作日（2026年11月25日）"]
    );
    // A Friday's minutes may be written on Monday.
    let mut json = with("/时间", json!("2026年11月27日上午9:00至11:30"));
    json["记录"]["整理日期"] = json!("2026-11-30");
    json["记录"]["散会"] = Json::Null;
    assert_eq!(said(&json), Vec::<String>::new());
}

#[test]
fn rules_of_people() {
    assert_eq!(
        said_of("/参会人员/3", json!({"姓名": "秦 望", "单位": "市消防救援支队", "职务": "副支队长"})),
        ["duplicate-person 市消防救援支队的「秦望」在参会人员中写了两次"]
    );
    assert_eq!(
        said_of("/参会人员/3", json!({"姓名": "顾承岳", "单位": "青岚县局", "职务": "局长"})),
        ["ambiguous-person 参会人员中有不止一个「顾承岳」，不知道主持人是哪一个"]
    );
    let mut json = with("/参会人员/3", json!({"姓名": "顾承岳", "单位": "青岚县局", "职务": "科长"}));
    json["主持人"] = json!({"姓名": "顾承岳", "单位": "青岚县局"});
    assert_eq!(said(&json), Vec::<String>::new());
    let meeting = check(&spec(&json), core()).value.expect("a meeting");
    assert_eq!(meeting.chair.post.as_deref().map(String::as_str), Some("科长"));
    assert_eq!(said_of("/主持人", json!("陈默")), ["unknown-person 主持人「陈默」不在参会人员之中"]);
    assert_eq!(said_of("/记录人", json!("陈默")), ["unknown-person 记录人「陈默」不在参会人员之中"]);
    let mut json = with("/议程/0/汇报人", json!("陈默"));
    json["记录"]["议题"][0]["发言"] = json!([{"姓名": "陈默", "要点": "…"}, {"姓名": "邹岩", "要点": "…"}]);
    let one = only(&json);
    assert_eq!(one.message, "汇报人「陈默」不在参会人员之中");
    assert_eq!(one.related.len(), 1);
    assert_eq!(said_of("/记录人", json!("顾承岳")), ["chair-is-recorder 主持人与记录人都是「顾承岳」"]);
}

#[test]
fn rules_of_numbers_and_tasks() {
    assert_eq!(
        said_of("/通知/文号", json!("云应急办[2026]第045号")),
        ["invalid-document-number 会议通知的文号「云应急办[2026]第045号」不合规范：\
          年份应放在六角括号「〔〕」里，序号前不加「第」，序号不编虚位（1不写作01）"]
    );
    assert_eq!(said_of("/任务/0/议题", json!(3)), ["unknown-topic 任务来自第3个议题，而会议记录中有1个议题"]);
    assert_eq!(said_of("/任务/0/议题", json!(0)), ["unknown-topic 任务来自第0个议题，而会议记录中有1个议题"]);
}

#[test]
fn a_classified_meeting_is_refused_and_nothing_of_it_repeated() {
    for level in ["秘密", "机密★1年", "绝 密"] {
        let mut json = with("/会议/密级", json!(level));
        json["通知"]["日期"] = json!("内容内容");
        let one = only(&json);
        assert_eq!((one.code, one.scope, one.is_error()), (Code::SecrecyRefused, Kinds::all(), true));
        assert!(!one.message.contains("内容内容"));
    }
    let one = only(&with("/归档/文件/0/密级", json!("机密")));
    assert_eq!((one.code, one.scope), (Code::SecrecyRefused, Kinds::NONE.with(Kind::ArchiveCover)));
    assert!(said_of("/会议/密级", json!("普通"))[0].starts_with("invalid-choice"));
}

#[test]
fn a_missing_element_is_said_once_for_all_documents_that_need_it() {
    let one = only(&with("/地点", Json::Null));
    assert_eq!(one.message, "会议通知、会议签到表、会议纪要缺少「会议地点」");
    assert_eq!(one.scope, core().without(Kind::ArchiveCover));
    assert_eq!(one.location, Location::File);
    assert_eq!(one.help.as_deref(), Some("顶格写「地点: …」（会议地点，写到楼号、房号）"));
    assert_eq!(one.file.as_deref(), Some("会议.yaml"));
    // Only what was asked for is wanted.
    let found = check(&spec(&with("/地点", Json::Null)), Kinds::NONE.with(Kind::SignIn)).diagnostics;
    assert_eq!(found[0].message, "会议签到表缺少「会议地点」");
    assert_eq!(found[0].scope, Kinds::NONE.with(Kind::SignIn));
}

#[test]
fn a_missing_element_is_located_at_the_deepest_thing_there() {
    let json = with("/组织/联系人/电话", Json::Null);
    let tree = spec(&json);
    let contact = tree.root.get("组织").and_then(|node| node.entry("联系人")).expect("an entry");
    let one = only(&json);
    assert_eq!(one.location, Location::Node(contact.key));
    assert_eq!(one.help.as_deref(), Some("在「联系人」之下写「电话: …」"));
    let one = only(&with("/组织/联系人", json!("林书言")));
    assert_eq!(one.message, "会议通知缺少「联系电话」");
}

#[test]
fn an_empty_key_is_as_good_as_none_but_is_pointed_at() {
    let mut json = complete();
    json["地点"] = Json::Null;
    let tree = spec(&json);
    let one = only(&json);
    assert_eq!(one.location, Location::Node(tree.root.entry("地点").expect("an entry").key));
    assert_eq!(one.help.as_deref(), Some("在「地点」后面写明（会议地点，写到楼号、房号）"));
}

#[test]
fn missing_elements_of_items_name_the_item() {
    let json = with("/参会人员/1/单位", Json::Null);
    let tree = spec(&json);
    let one = only(&json);
    assert_eq!(one.message, "会议签到表缺少「参会人员」第2项（陶 景行）的「单位」");
    assert_eq!(one.location, Location::Node(tree.root.get("参会人员").expect("a list").items()[1].id));
    let one = only(&with("/记录/议题/0/决定", Json::Null));
    assert_eq!(one.message, "会议纪要缺少「记录议题」第1项（通报情况）的「决定、共识或待解决」");
    assert_eq!(
        one.help.as_deref(),
        Some("在这一项里写「决定: [{事项: …}]」或「共识: [ … ]」或「待解决: [ … ]」")
    );
    assert_eq!(
        said_of("/归档/文件/0/页数", Json::Null),
        ["missing-element 归档封面缺少「归档文件」第1项（情况通报）的「页数」"]
    );
    let mut json = complete();
    for person in json["参会人员"].as_array_mut().expect("a list") {
        person.as_object_mut().expect("a map").remove("单位");
    }
    assert_eq!(said(&json), ["missing-element 会议签到表缺少「单位」，「参会人员」3项都没有写"]);
}

#[test]
fn the_narrower_of_two_missing_elements_speaks_for_both() {
    let mut json = with("/参会人员", Json::Null);
    json["主持人"] = json!("顾承岳");
    assert_eq!(said(&json), ["missing-element 会议通知、会议签到表、会议纪要缺少「参会人员」"]);
    let found = check(&spec(&json), Kinds::NONE.with(Kind::Notice)).diagnostics;
    assert_eq!(found[0].message, "会议通知缺少「参会人员或参会范围」");
    assert_eq!(found[0].help.as_deref(), Some("顶格写「参会人员: [{姓名: …}]」或「参会范围: [ … ]」"));
    let json = with("/议程", Json::Null);
    assert_eq!(said(&json), ["missing-element 会议通知缺少「议程或会议主题」"]);
    // 会议 is there already: to write it once more would be a fault of its own.
    let found = check(&spec(&json), Kinds::NONE.with(Kind::Notice)).diagnostics;
    let help = "顶格写「议程: [{议题: …}]」，或在「会议」之下写「主题: …」";
    assert_eq!(found[0].help.as_deref(), Some(help));
}

#[test]
fn a_workbook_is_spoken_of_in_sheets_and_columns() {
    let helps = |path: &str| {
        let mut spec = spec(&with(path, Json::Null));
        spec.origin = Origin::Workbook(Vec::new());
        let one = check(&spec, core()).diagnostics.remove(0);
        assert_ne!(one.location, Location::File);
        one.help.unwrap_or_default()
    };
    assert_eq!(helps("/地点"), "在「会议」表填写「会议地点」");
    assert_eq!(helps("/组织/联系人/电话"), "在「会议」表填写「联系电话」");
    assert_eq!(helps("/材料"), "填写「材料」表，一行一项；没有材料的，在「名称」列写「无」");
    assert_eq!(helps("/议程"), "填写「议程」表，一行一项；或在「会议」表填写「会议主题」");
    assert_eq!(helps("/参会人员/1/单位"), "在「参会人员」表这一行填写「单位」一列");
    assert_eq!(
        helps("/记录/议题/0/决定"),
        "在「记录」表里给这个议题加一行，「类别」写「决定」或「共识」或「待解决」"
    );
    assert_eq!(helps("/归档/文件/0/页数"), "在「归档文件」表这一行填写「页数」一列");
    assert_eq!(helps("/通知/文号"), "需要时在「会议」表填写「通知文号」；确实没有的，可以不理会");
}

#[test]
fn what_is_recommended_is_said_in_few_lines() {
    let mut json = with("/通知", json!({"主送": ["各县"], "日期": "2026-11-18"}));
    for person in json["参会人员"].as_array_mut().expect("a list").iter_mut().take(2) {
        person.as_object_mut().expect("a map").remove("职务");
    }
    let found = check(&spec(&json), core()).diagnostics;
    let lines: Vec<&str> = found.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(
        lines,
        [
            "「参会人员」第1、2项没有写「职务」，会议签到表一般应当写明",
            "会议通知没有写「通知文号」「回执截止」「请假办法」，一般应当写明",
        ]
    );
    assert!(found.iter().all(|it| it.severity == Severity::Warning));
}

#[test]
fn what_a_spec_holds_says_what_it_wants() {
    let kinds = |json: Json| wanted(&spec(&json)).iter().map(Kind::name).collect::<Vec<_>>();
    assert_eq!(kinds(json!({"会议": "推进会"})), ["notice"]);
    assert_eq!(kinds(json!({"会议": "推进会", "参会人员": ["顾承岳"]})), ["notice", "sign-in"]);
    assert_eq!(kinds(json!({"会议": "推进会", "记录": {"散会": "11:20"}})), ["minutes"]);
    assert_eq!(kinds(json!({"会议": "推进会", "纪要": {"期号": "1"}})), ["notice", "minutes"]);
    assert_eq!(kinds(json!({"会议": "推进会", "记录": {"散会": null}})), ["notice"]);
    assert_eq!(
        kinds(json!({"会议": "推进会", "方案": {"会场": ["席卡"]}, "参会人员": ["顾承岳"]})),
        ["plan", "notice", "sign-in", "place-cards"]
    );
    let all = [
        "notice",
        "agenda",
        "roster",
        "sign-in",
        "record",
        "minutes",
        "resolution",
        "circulation",
        "archive-cover",
        "archive-catalogue",
    ];
    assert_eq!(kinds(complete()), all);
}

#[test]
fn an_empty_spec_lacks_everything_and_nothing_breaks() {
    let found = check(&spec(&json!({})), core()).diagnostics;
    assert!(found.iter().filter(|it| it.code == Code::MissingElement).count() > 20);
    let nulls =
        json!({"会议": null, "时间": null, "参会人员": [null, {}], "记录": {"议题": [null]}, "归档": null});
    let _ = check(&spec(&nulls), core());
    let _ =
        check(&spec(&json!({"会议": [], "时间": [], "参会人员": "张三", "记录": "无", "任务": {}})), core());
}

#[test]
fn all_is_said_at_once_in_reading_order_and_once_only() {
    let mut json = with("/地点", Json::Null);
    json["时间"]["结束"] = json!("2026-11-24 25:00");
    json["通知"]["日期"] = json!("2026-02-30");
    json["归档"]["全宗号"] = Json::Null;
    let found = check(&spec(&json), core()).diagnostics;
    let codes: Vec<&str> = found.iter().map(|it| it.code.name()).collect();
    assert_eq!(codes, ["missing-element", "invalid-time", "invalid-date", "missing-element"]);
}
