//! Unit packs through the real program: what unit.yaml gives, where its faults are, what it makes of the checks.

mod support;

use std::path::Path;
use support::desk::Desk;

/// A notice that lacks everything a unit always writes the same.
const SPEC: &str = "\
会议: {名称: 安全生产专题会, 类型: 专题会议, 主题: 部署岁末年初工作}
时间: 2026年11月24日（星期二）上午9:00至11:30
地点: 二楼会议室
参会范围: 各科室主要负责人
材料: 无
要求: [请准时参会]
通知: {日期: 2026-11-18, 文号: 云应急办〔2026〕45号, 回执截止: 2026-11-20 17:00, 附件: [参会回执]}
";

const UNIT: &str = "\
名称: 某局
默认值:
  组织:
    主办单位: 云澜市应急管理局
    联系人: {姓名: 林书言, 电话: 0571-88001234}
  通知:
    主送: [各县应急管理局]
    请假办法: 书面请假
";

const CHECK: [&str; 4] = ["check", "会议.yaml", "--only", "notice"];

#[test]
fn what_the_spec_leaves_out_comes_from_the_pack() {
    let desk = Desk::new(&[("会议.yaml", SPEC), ("templates/某局/unit.yaml", UNIT)]);
    // Without the pack the notice is blocked, and it is said where such things can be kept.
    desk.run(&CHECK).expect(1, &["缺少「主办单位」", "unit.yaml", "被拦下  missing-element×4"]);
    desk.run(&[&CHECK[..], &["--unit", "某局"]].concat()).expect(0, &["会议通知  可生成", "没有发现问题"]);
    desk.run(&[&CHECK[..], &["--unit", "templates/某局"]].concat()).expect(0, &["没有发现问题"]);
    desk.put("会议.yaml", &format!("单位包: 某局\n{SPEC}"));
    desk.run(&CHECK).expect(0, &["没有发现问题"]);
    let run = desk.run(&["render", "会议.yaml", "--only", "notice", "-o", "out"]);
    run.expect(0, &["写出2个文件"]);
    let text = support::output::text(&desk.folder().join("out"), "03-会议通知.pdf");
    for words in ["云澜市应急管理局", "林书言", "0571-88001234", "各县应急管理局", "书面请假"]
    {
        assert!(text.contains(words), "{words} is not in:\n{text}");
    }
    // The manifest names the pack and its hash.
    let manifest = support::output::manifest(&desk.folder().join("out"));
    assert_eq!(manifest["pack"], "某局");
    let hash = manifest["pack_sha256"].as_str().expect("a hash");
    assert_eq!(hash, support::output::sha256(UNIT.as_bytes()));
}

#[test]
fn what_the_spec_says_stays() {
    let spec = SPEC.replace("通知: {", "组织: {联系人: {姓名: 周敏}}\n通知: {请假办法: [], ");
    let desk = Desk::new(&[("会议.yaml", &spec), ("templates/某局/unit.yaml", UNIT)]);
    // 周敏 does not get the telephone of 林书言.
    let run = desk.run(&[&CHECK[..], &["--unit", "某局"]].concat());
    run.expect(1, &["缺少「联系电话」", "--> 会议.yaml:7:"]);
    assert!(!run.out.contains("缺少「主办单位」"), "{}", run.out);
}

#[test]
fn a_fault_in_a_value_of_the_pack_is_located_there() {
    let unit = UNIT.replace("姓名: 林书言", "姓名: 林书？");
    let desk = Desk::new(&[("会议.yaml", SPEC), ("templates/某局/unit.yaml", &unit)]);
    let run = desk.run(&[&CHECK[..], &["--unit", "某局"]].concat());
    run.expect(
        1,
        &[
            "错误[invalid-name]：",
            "   --> templates/某局/unit.yaml:5:15\n   5 |     联系人: {姓名: 林书？, 电话: 0571-88001234}\n     |                    ^^^^^^\n",
            "另见：会议.yaml 用到它的会议文件",
        ],
    );
    let run = desk.run(&[&CHECK[..], &["--unit", "某局", "--message-format", "json"]].concat());
    let lines = run.json();
    let name = lines.iter().find(|line| line["code"] == "invalid-name").expect("the name");
    assert_eq!((&name["file"], &name["spec"]), (&"templates/某局/unit.yaml".into(), &"会议.yaml".into()));
    assert_eq!((&name["line"], &name["column"]), (&5.into(), &15.into()));
}

#[test]
fn what_is_wrong_in_a_pack_is_said_with_its_place() {
    let unit = "\
名称: 某局
默认值:
  组织: {主办单: 某局}
  天气: 晴
规则:
  late-minute: 关
  late-minutes: 严重
  secrecy-refused: 关
文书: [会议通知, 会议海报]
日历:
  - {年度: 2027, 放假: [13月1日], 上班: [2月6日]}
  - {放假: [1月1日]}
字体: 字体
继承: 别的单位
";
    let desk = Desk::new(&[("会议.yaml", SPEC), ("templates/某局/unit.yaml", unit)]);
    let run = desk.run(&[&CHECK[..], &["--unit", "某局"]].concat());
    let file = "templates/某局/unit.yaml";
    let places = [
        ("unknown-key", "3:8", "主办单位"),
        ("unknown-key", "4:3", "天气"),
        ("unknown-key", "6:3", "late-minutes"),
        ("invalid-choice", "7:17", "严重"),
        ("fixed-rule", "8:3", "secrecy-refused"),
        ("invalid-choice", "9:12", "会议海报"),
        ("invalid-date", "11:21", "13月1日"),
        ("invalid-number", "12:5", "年度"),
        ("inheritance-fault", "14:5", "默认"),
    ];
    for (code, place, words) in places {
        let blocks: Vec<&str> = run.out.split("\n\n").collect();
        let at = format!("--> {file}:{place}\n");
        let found =
            blocks.iter().find(|block| block.contains(&at)).unwrap_or_else(|| panic!("{at}{}", run.out));
        assert!(found.contains(&format!("[{code}]")) && found.contains(words), "{found}");
    }
    assert_eq!(run.code, Some(2));
    assert_eq!(run.out.matches("错误[").count(), places.len(), "{}", run.out);
    // Named by a spec, the pack is said to be wrong once, and keeps only its own meetings from their documents.
    desk.put("甲.yaml", &format!("单位包: 某局\n{SPEC}"));
    desk.put("乙.yaml", &format!("单位包: 某局\n{SPEC}"));
    let run = desk.run(&["check", "甲.yaml", "乙.yaml", "--only", "notice"]);
    run.expect(
        1,
        &["甲.yaml:1:", "乙.yaml:1:", "请先改正 templates/某局/unit.yaml", "被拦下  unusable-unit"],
    );
    assert_eq!(run.out.matches("天气").count(), 2, "once in the message, once in the line:\n{}", run.out);
}

#[test]
fn a_pack_that_is_not_there_is_said_with_those_that_are() {
    let desk = Desk::new(&[("会议.yaml", SPEC), ("templates/某局/unit.yaml", UNIT)]);
    let run = desk.run(&[&CHECK[..], &["--unit", "没有局"]].concat());
    run.expect(2, &["没有单位包「没有局」，现有：默认、某局"]);
    desk.put("会议.yaml", &format!("{SPEC}单位包: 某某局\n"));
    let run = desk.run(&CHECK);
    run.expect(
        1,
        &["错误[unknown-unit]：没有单位包「某某局」\n   --> 会议.yaml:8:6\n", "被拦下  unknown-unit"],
    );
}

#[test]
fn adjusted_checks_are_never_silent() {
    let unit = format!("{UNIT}规则: {{recommended-element: 关, missing-element: 警告}}\n");
    let spec = SPEC.replace("地点: 二楼会议室\n", "").replace("文号: 云应急办〔2026〕45号, ", "");
    let desk = Desk::new(&[("会议.yaml", &spec), ("templates/某局/unit.yaml", &unit)]);
    desk.run(&CHECK).expect(1, &["错误[missing-element]", "警告[recommended-element]"]);
    let with = [&CHECK[..], &["--unit", "某局"]].concat();
    let run = desk.run(&with);
    run.expect(
        0,
        &[
            "警告[missing-element]：会议通知缺少「会议地点」",
            "单位包「某局」调整了检查：missing-element 警告（原为错误），recommended-element 关（原为警告）。",
            "1个警告。",
        ],
    );
    assert!(!run.out.contains("[recommended-element]"), "{}", run.out);
    let lines = desk.run(&[&with[..], &["--message-format", "json"]].concat()).json();
    let adjusted = &lines.last().expect("a summary")["adjusted"];
    assert_eq!(
        adjusted[1],
        serde_json::json!({"unit": "某局", "code": "recommended-element", "setting": "off", "default": "warning"})
    );
}

#[test]
fn the_type_of_meeting_and_the_list_of_documents() {
    let unit = format!(
        "{UNIT}  归档: {{全宗号: X043, 全宗名称: 某局, 机构: {{名称: 办公室, 代码: BGS}}, 整理人: 林书言}}
按会议类型: {{专题会议: {{归档: {{保管期限: 30年}}}}}}
文书: [会议通知]
"
    );
    let spec = format!("{SPEC}归档: {{年度: 2026}}\n");
    let desk = Desk::new(&[("会议.yaml", &spec), ("templates/某局/unit.yaml", &unit)]);
    // The unit makes notices only; the values of its archive ask for no cover of themselves.
    let run = desk.run(&["check", "会议.yaml", "--unit", "某局"]);
    run.expect(0, &["会议通知  可生成"]);
    assert!(!run.out.contains("归档封面"), "{}", run.out);
    let cover = ["check", "会议.yaml", "--only", "archive-cover"];
    desk.run(&cover).expect(1, &["缺少「保管期限」"]);
    desk.run(&[&cover[..], &["--unit", "某局"]].concat()).expect(0, &["归档封面  可生成"]);
    // What a unit has for another type does not come in; 党组会议 are kept for ever by the built-in pack.
    desk.put("会议.yaml", &spec.replace("专题会议", "座谈会"));
    desk.run(&[&cover[..], &["--unit", "某局"]].concat()).expect(1, &["缺少「保管期限」"]);
    desk.put("会议.yaml", &spec.replace("专题会议", "党组会议"));
    desk.run(&[&cover[..], &["--unit", "某局"]].concat()).expect(0, &["归档封面  可生成"]);
}

/// What is missing is to be written in the meeting's file, whatever of it a pack holds, or where the unit's own values are.
#[test]
fn what_is_missing_is_said_of_the_spec_and_not_of_a_pack() {
    let spec = "会议: {名称: 某会, 类型: 办公会议}\n时间: 2026年11月24日上午9:00\n";
    let desk = Desk::new(&[("会议.yaml", spec)]);
    let check = |more: &[&str]| {
        let run = desk.run(&[&["check", "会议.yaml", "--only", "archive-cover"], more].concat());
        run.expect(1, &["   --> 会议.yaml\n", "顶格写「归档: {全宗", "也可以写进单位包 unit.yaml"]);
        assert!(!run.out.contains("unit.yaml:") && !run.out.contains("（内置）"), "{}", run.out);
        run
    };
    // 保管期限 of such a meeting is the built-in pack's.
    check(&[]).expect(1, &["缺少「全宗号」"]);
    desk.put("templates/某局/unit.yaml", "名称: 某局\n默认值: {归档: {全宗号: X043}}\n");
    let run = check(&["--unit", "某局"]);
    assert!(!run.out.contains("缺少「全宗号」"), "{}", run.out);
    // As it is advised, it works, and what the packs hold still comes in.
    let filed = "归档: {全宗名称: 某局, 年度: 2026, 机构: {名称: 办公室}, 整理人: 林书言}\n";
    desk.put("会议.yaml", &format!("{spec}{filed}"));
    desk.run(&["check", "会议.yaml", "--only", "archive-cover", "--unit", "某局"]).expect(0, &["可生成"]);
}

#[test]
fn working_days_are_those_announced_and_the_units_own() {
    let minutes = |start: &str, written: &str, due: &str| {
        format!(
            "会议: {{名称: 专题会, 类型: 专题会议}}\n时间: {start} 09:00\n地点: 二楼\n主持人: 顾承岳\n\
             记录人: {{姓名: 林书言, 单位: 办公室}}\n审核人: 韩砚秋\n参会人员: [{{姓名: 顾承岳, 单位: 某局, 职务: 局长}}]\n\
             记录: {{议题: [{{题目: 甲事, 决定: [照办]}}], 整理日期: {written}}}\n纪要: {{期号: 第1期, 抄送: [某办]}}\n\
             任务: [{{事项: 甲事, 责任单位: 某科, 时限: {due}}}]\n"
        )
    };
    let desk = Desk::new(&[(
        "templates/某局/unit.yaml",
        "日历: [{年度: 2026, 放假: [10月8日]}, {年度: 2027, 上班: [1月9日]}]\n",
    )]);
    let said = |spec: &str, more: &[&str]| {
        desk.put("会议.yaml", spec);
        desk.run(&[&["check", "会议.yaml", "--only", "minutes"], more].concat()).out
    };
    // 2025: 30 September, then eight days off; 11 October is worked.
    for (start, written, is_late) in [
        ("2025-09-30", "2025-10-09", false),
        ("2025-09-30", "2025-10-10", true),
        ("2025-10-10", "2025-10-11", false),
        ("2025-10-10", "2025-10-13", true),
        ("2026-02-14", "2026-02-24", false),
        ("2026-02-14", "2026-02-25", true),
        ("2026-09-30", "2026-10-08", false),
        ("2026-10-09", "2026-10-12", true),
    ] {
        let out = said(&minutes(start, written, "2026-12-18"), &[]);
        assert_eq!(out.contains("[late-minutes]"), is_late, "{start} {written}:\n{out}");
    }
    // The unit has another day off.
    let out = said(&minutes("2026-09-30", "2026-10-09", "2026-12-18"), &["--unit", "某局"]);
    assert!(!out.contains("[late-minutes]"), "{out}");
    // Deadlines on days off, and not on worked Sundays.
    for (due, rests) in
        [("2026-10-05", true), ("2026-10-10", false), ("2026-12-19", true), ("2026-12-18", false)]
    {
        let out = said(&minutes("2026-09-20", "2026-09-21", due), &[]);
        assert_eq!(out.contains("[deadline-on-rest-day]"), rests, "{due}:\n{out}");
    }
    let out = said(&minutes("2026-09-20", "2026-09-21", "2026-10-01"), &[]);
    assert!(out.contains("是放假的日子") && out.contains("之后的第一个工作日是2026年10月8日"), "{out}");
    // A year of which nothing is known is said once, and only then.
    let of_2027 = minutes("2026-09-21", "2026-09-22", "2027-01-15");
    desk.put("又/一.yaml", &of_2027);
    desk.put("又/二.yaml", &of_2027.replace("专题会,", "又一会,"));
    let out = desk.run(&["check", "又", "--only", "minutes"]).out;
    assert_eq!(out.matches("[unknown-year]：工作日历里没有2027年的放假安排").count(), 1, "{out}");
    let out = said(&of_2027, &["--unit", "某局"]);
    assert!(!out.contains("unknown-year"), "{out}");
    assert!(!said(&minutes("2026-09-21", "2026-09-22", "2026-12-18"), &[]).contains("unknown-year"));
}

#[test]
fn the_sample_pack_is_sound_and_serves_a_meeting() {
    let desk = Desk::new(&[("会议.yaml", SPEC)]);
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/云澜市应急管理局");
    let run = desk.run(&["render", "会议.yaml", "--unit", &sample.to_string_lossy(), "-o", "out"]);
    run.expect(0, &["写出2个文件", "单位包「云澜市应急管理局」调整了检查：late-minutes 错误（原为警告），unknown-person 提示（原为警告）。"]);
}
