//! `huiwu new --from`: the next meeting's spec, by the real program, from YAML and from a workbook, to either.

mod support;

use huiwu::load::load;
use huiwu::spec::{Node, Spec};
use serde_json::Value;
use std::collections::BTreeSet;
use support::desk::Desk;

/// A meeting of a series that was held: two tasks are open, one is done, and one decision is a task.
const HELD: &str = "\
会议: {名称: 2026年第9次局长办公会, 编号: HY-2026-044, 届次: 第9次, 类型: 办公会议, 主题: 研究十月工作, 份数: 12, 份号: \"3\"}
时间: 2026年10月12日（星期一）上午9:00至11:30
地点: 二楼会议室
组织:
  主办单位: 云澜市应急管理局
  承办部门: 局办公室
  联系人: {姓名: 林书言, 电话: 0571-88001234}
主持人: 顾承岳
记录人: {姓名: 林书言, 单位: 局办公室}
审核人: 韩砚秋
参会人员:
  - {姓名: 顾承岳, 单位: 市应急管理局, 职务: 局长, 状态: 到会, 备注: 主持}
  - {姓名: 贺云峥, 单位: 局综合协调科, 职务: 科长, 状态: 请假, 事由: 出差, 代会人: {姓名: 邹岩, 职务: 副科长}, 备注: 由副科长代会}
  - {姓名: 林书言, 单位: 局办公室, 职务: 四级主任科员, 身份: 列席}
议程: [通报九月工作]
材料: 无
要求: [请准时参会, \"10月11日前报送材料\"]
通知: {缘由: 为研究工作, 文号: 云应急办〔2026〕40号, 主送: [局机关各科室], 日期: 2026-10-08, 回执截止: 2026-10-10 17:00}
记录:
  议题:
    - 题目: 通报九月工作
      决定: [{事项: 修订值班制度, 责任单位: 局办公室, 时限: 2026-11-20}]
  整理日期: 2026-10-12
纪要: {期号: 第9期, 发送: [局机关各科室]}
任务:
  - {事项: 印发检查方案, 责任单位: 局综合协调科, 责任人: 贺云峥, 时限: 12月4日, 议题: 1, 进展: 已形成初稿, 状态: 推进中}
  - {事项: 补齐物资, 责任单位: 局办公室, 时限: 2026-10-30, 状态: 办结, 办结日期: 2026-10-28, 进展: 已补齐}
  - {事项: 建立台账, 编号: 督2026-03, 来源: HY-2026-040, 责任单位: 局办公室, 时限: 2026-09-30}
归档: {全宗号: X043, 全宗名称: 云澜市应急管理局, 年度: 2026}
";

fn read(desk: &Desk, name: &str) -> Spec {
    let bytes = std::fs::read(desk.folder().join(name)).expect("a spec");
    let loaded = load(name, &bytes);
    assert_eq!(loaded.diagnostics, [], "{name}");
    loaded.value.expect("a spec")
}

fn text<'s>(spec: &'s Spec, path: &str) -> Option<&'s str> {
    path.split('.').try_fold(&spec.root, |node, key| node.get(key)).and_then(Node::text)
}

/// A desk with the meeting in both forms.
fn desk() -> Desk {
    let desk = Desk::new(&[("九.yaml", HELD)]);
    desk.run(&["convert", "九.yaml", "九.xlsx"]).expect(0, &[]);
    desk
}

#[test]
fn the_next_meeting_has_what_the_series_keeps_and_the_open_tasks() {
    let desk = desk();
    for (from, to) in
        [("九.yaml", "十.yaml"), ("九.xlsx", "十一.yaml"), ("九.yaml", "十.xlsx"), ("九.xlsx", "十一.xlsx")]
    {
        desk.run(&["new", to, "--from", from]).expect(0, &["写出了", "没有办结的任务3项"]);
        let spec = read(&desk, to);
        for (path, value) in [
            ("会议.名称", Some("2026年第10次局长办公会")),
            ("会议.届次", Some("第10次")),
            ("会议.类型", Some("办公会议")),
            ("会议.份数", Some("12")),
            ("会议.编号", None),
            ("会议.份号", None),
            ("会议.主题", None),
            ("时间", None),
            ("时间.开始", None),
            ("地点", Some("二楼会议室")),
            ("组织.主办单位", Some("云澜市应急管理局")),
            ("组织.联系人.电话", Some("0571-88001234")),
            ("主持人.姓名", Some("顾承岳")),
            ("记录人.单位", Some("局办公室")),
            ("审核人.姓名", Some("韩砚秋")),
            ("通知.文号", None),
            ("通知.日期", None),
            ("纪要.期号", None),
            ("归档.全宗号", None),
        ] {
            let found = text(&spec, path).filter(|found| !found.is_empty());
            assert_eq!(found, value, "{to}: {path}");
        }
        let outline = support::tree::outline(&spec.root);
        assert!(outline.contains("要求[0] = \"请准时参会\"") && !outline.contains("要求[1]"), "{outline}");
        assert!(
            outline.contains("参会人员[1].姓名 = \"贺云峥\"") && outline.contains("参会人员[0].备注"),
            "{outline}"
        );
        for gone in
            ["参会人员[0].状态", "参会人员[1].事由", "参会人员[1].代会人", "参会人员[1].备注", "记录."]
        {
            assert!(!outline.contains(gone), "{to}: {gone} in {outline}");
        }
        let tasks: Vec<&str> = outline.lines().filter(|line| line.starts_with("任务")).collect();
        assert_eq!(
            tasks,
            [
                "任务[0].事项 = \"印发检查方案\"",
                "任务[0].时限 = \"2026-12-04\"",
                "任务[0].来源 = \"HY-2026-044\"",
                "任务[0].状态 = \"推进中\"",
                "任务[0].编号 = \"HY-2026-044-01\"",
                "任务[0].责任人 = \"贺云峥\"",
                "任务[0].责任单位 = \"局综合协调科\"",
                "任务[0].进展 = \"已形成初稿\"",
                "任务[1].事项 = \"建立台账\"",
                "任务[1].时限 = \"2026-09-30\"",
                "任务[1].来源 = \"HY-2026-040\"",
                "任务[1].编号 = \"督2026-03\"",
                "任务[1].责任单位 = \"局办公室\"",
                "任务[2].事项 = \"修订值班制度\"",
                "任务[2].时限 = \"2026-11-20\"",
                "任务[2].来源 = \"HY-2026-044\"",
                "任务[2].编号 = \"HY-2026-044-03\"",
                "任务[2].责任单位 = \"局办公室\"",
            ],
            "{to}"
        );
    }
    let yaml = |name: &str| std::fs::read_to_string(desk.folder().join(name)).expect("a text");
    assert_eq!(yaml("十.yaml"), yaml("十一.yaml"), "the form of the source makes no difference");
}

/// The only errors are of what nobody but the clerk can know.
#[test]
fn what_is_missing_is_what_is_truly_to_be_filled_in() {
    let desk = desk();
    for to in ["十.yaml", "十.xlsx"] {
        desk.run(&["new", to, "--from", "九.yaml"]).expect(0, &[]);
        let run = desk.run(&["check", to, "--message-format", "json"]);
        let errors = run.json().into_iter().filter(|line| line.get("severity") == Some(&"error".into()));
        let messages: BTreeSet<String> =
            errors.map(|line| line["message"].as_str().unwrap_or_default().to_owned()).collect();
        let missing = |word: &str| messages.iter().filter(|message| message.contains(word)).count();
        assert_eq!(
            (missing("「会议时间」"), missing("「会议材料」"), missing("「通知成文日期」"), messages.len()),
            (1, 1, 1, 3),
            "{to}: {messages:?}"
        );
    }
}

#[test]
fn what_it_was_stands_beside_what_is_to_be_filled_in() {
    let desk = desk();
    desk.run(&["new", "十.yaml", "--from", "九.yaml"]).expect(0, &[]);
    let form = std::fs::read_to_string(desk.folder().join("十.yaml")).expect("a text");
    for words in [
        "由「2026年第9次局长办公会」续建",
        "上次：HY-2026-044",
        "上次：第9次",
        "上次：2026年10月12日（星期一）上午9:00至11:30",
        "上次：云应急办〔2026〕40号",
        "这次应为：第10期",
        "上次：X043",
        "照上次的名单，到会情况已清空",
    ] {
        assert!(form.contains(words), "{words} is not in\n{form}");
    }
    desk.run(&["new", "十.xlsx", "--from", "九.yaml"]).expect(0, &[]);
    let bytes = std::fs::read(desk.folder().join("十.xlsx")).expect("a workbook");
    let strings = support::package::Package::open(&bytes).text("xl/sharedStrings.xml").to_owned();
    assert!(strings.contains("上次：HY-2026-044") && strings.contains("这次应为：第10期"), "{strings}");
}

/// Filled in and held, the next meeting's report settles the tasks of the first: each is counted once.
#[test]
fn the_ledger_counts_what_was_carried_on_once() {
    let desk = desk();
    desk.run(&["new", "十.yaml", "--from", "九.yaml"]).expect(0, &[]);
    let path = desk.folder().join("十.yaml");
    let form = std::fs::read_to_string(&path).expect("a text");
    let held = form.replacen("  开始:", "  开始: 2026-11-09 09:00", 1).replacen(
        "    状态: 推进中",
        "    状态: 办结\n    办结日期: 2026-11-06",
        1,
    );
    assert!(held.contains("办结日期: 2026-11-06"), "{form}");
    assert_ne!(form, held);
    desk.put("十.yaml", &held);
    let run = desk.run(&["ledger", "九.yaml", "十.yaml", "--on", "2026-11-30", "--message-format", "json"]);
    let items: Vec<Value> = run.json().into_iter().filter(|line| line.get("item").is_some()).collect();
    let state = |number: &str| {
        let of = items.iter().filter(|item| item["item"] == number);
        of.map(|item| item["state"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(items.len(), 4, "{}", run.said());
    assert_eq!(state("HY-2026-044-01"), ["done"]);
    assert_eq!(state("HY-2026-044-02"), ["done"]);
    assert_eq!(state("HY-2026-044-03"), ["overdue"]);
    assert_eq!(state("督2026-03"), ["overdue"]);
}

#[test]
fn faults_and_secrets_are_not_carried_on_and_nothing_is_overwritten() {
    let desk = desk();
    desk.run(&["new", "九.yaml", "--from", "九.xlsx"]).expect(2, &["已经有了，没有覆盖"]);
    desk.run(&["new", "十.yaml", "--from", "没有.yaml"]).expect(1, &["没有这个文件"]);
    desk.put("错.yaml", &HELD.replacen("地点", "地典", 1));
    desk.run(&["new", "十.yaml", "--from", "错.yaml"]).expect(1, &["unknown-key"]);
    desk.put("密.yaml", &HELD.replacen("份数: 12", "密级: 秘密", 1));
    let run = desk.run(&["new", "十.yaml", "--from", "密.yaml"]);
    run.expect(1, &["secrecy-refused"]);
    assert!(!run.said().contains("局长办公会"), "{}", run.said());
    assert!(!desk.folder().join("十.yaml").exists());
    desk.run(&["new", "十.yaml", "--from", "九.yaml", "--kind", "座谈会"]).expect(0, &[]);
    assert_eq!(text(&read(&desk, "十.yaml"), "会议.类型"), Some("座谈会"));
}

/// A carried task may leave out what its first meeting said; the papers of the new meeting are made all the same.
#[test]
fn a_carried_task_holds_up_no_paper() {
    let held = include_str!("../fixtures/meetings/处室例会/spec.yaml");
    let carried = "任务:\n  - {事项: 报送三季度考核数据, 来源: DC-2026-010, 状态: 办结, 办结日期: 2026-11-19, 进展: 已报送}\n";
    let desk = Desk::new(&[("会.yaml", &held.replacen("任务:\n", carried, 1))]);
    let run = desk.run(&["render", "会.yaml", "--only", "minutes,supervision", "--format", "pdf"]);
    run.expect(0, &["10-会议纪要.pdf", "12-督办通知单.pdf"]);
    let minutes = support::output::text(desk.folder(), "10-会议纪要.pdf");
    assert!(
        minutes.contains("以往议定事项落实情况") && minutes.contains("报送三季度考核数据（已报送）"),
        "{minutes}"
    );
    // It was notified when it was given out, and its number is its first meeting's.
    let slip = support::output::text(desk.folder(), "12-督办通知单.pdf");
    assert!(!slip.contains("报送三季度考核数据") && slip.contains("编号：DC-2026-011-01"), "{slip}");
    let ledger = desk.run(&["ledger", "会.yaml", "--on", "2026-12-31", "--format", "xlsx"]);
    ledger.expect(0, &["1次会议，3项任务", "办结　1项"]);
}
