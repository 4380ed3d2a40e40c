//! 报告.xlsx and 报告.json: what a run said and wrote of each meeting, also where nothing of it was made again.

use super::papers::rows;
use super::support::desk::Desk;
use super::{batch, meeting};
use serde_json::Value;

const NOTICE: &str = "文书/2026-11-23-第2次工作例会/03-会议通知.docx";

fn report(desk: &Desk) -> (Value, Vec<u8>) {
    let read = |name: &str| std::fs::read(desk.folder().join(name)).expect("a report");
    (serde_json::from_slice(&read("报告.json")).expect("JSON"), read("报告.xlsx"))
}

#[test]
fn each_meeting_each_file_and_each_problem_has_its_row() {
    let desk = Desk::new(&[]);
    for number in 1..=3 {
        desk.put(&format!("十一月/{number}.yaml"), &meeting(number));
    }
    desk.put("十一月/4.yaml", &meeting(4).replace("地点:", "# 地点:"));
    desk.put("十一月/5.yaml", "会议: [");
    let several = format!("{}---\n{}", meeting(6), meeting(7).replace("DC-2026-011", "DC-2026-012"));
    desk.put("十一月/6.yaml", &several);
    let run = |code: i32| {
        batch(&desk, "文书", &["--report", "报告.xlsx"]).expect(code, &[]);
        report(&desk)
    };
    let (first, _) = run(1);
    desk.put(NOTICE, "改过");
    let (second, book) = run(1);
    // What was said of meetings that are not made again stays in the report.
    for at in [0, 2, 5, 6] {
        let (before, now) = (&first["meetings"][at], &second["meetings"][at]);
        assert_eq!((&now["plan"], &before["plan"]), (&"unchanged".into(), &"new".into()));
        for key in ["spec", "meeting", "title", "folder", "warnings", "problems"] {
            assert_eq!(before[key], now[key], "{key} of {at}");
        }
    }
    let problem = &second["meetings"][0]["problems"][0];
    assert_eq!((&problem["code"], &problem["severity"]), (&"recommended-element".into(), &"warning".into()));
    assert_eq!(problem["place"], "十一月/1.yaml:34:1");
    let meetings = rows(&book, "会议");
    let column = |rows: &[Vec<String>], head: &str| -> Vec<String> {
        let at = rows[0].iter().position(|known| known == head).expect("a head");
        rows[1..].iter().map(|row| row[at].clone()).collect()
    };
    assert_eq!(
        column(&meetings, "会议"),
        [
            "第1次工作例会",
            "第2次工作例会",
            "第3次工作例会",
            "第4次工作例会",
            "",
            "DC-2026-011 第6次工作例会",
            "DC-2026-012 第7次工作例会"
        ]
    );
    assert_eq!(
        column(&meetings, "结果"),
        ["没有变化", "有文件被人改过，没有覆盖", "没有变化", "没有生成", "没有生成", "没有变化", "没有变化"]
    );
    assert_eq!(column(&meetings, "页数")[0], "3", "of a notice and a list to sign, as Word files");
    let files = rows(&book, "文件");
    let of = |number: usize| -> Vec<Vec<String>> {
        let title = format!("第{number}次工作例会");
        files.iter().filter(|row| row[0] == title).map(|row| row[2..7].to_vec()).collect()
    };
    assert_eq!(
        of(2),
        [
            ["06-会议签到表.docx", "会议签到表", "docx", "没有变化", ""],
            ["03-会议通知.docx", "会议通知", "docx", "没有覆盖", "生成之后被人改过"]
        ]
    );
    assert_eq!(
        of(4),
        [
            ["", "会议通知", "", "没有生成", "missing-element"],
            ["", "会议签到表", "", "没有生成", "missing-element"]
        ]
    );
    let problems = rows(&book, "问题");
    let errors: Vec<[&str; 2]> = problems
        .iter()
        .filter(|row| row[0] == "错误")
        .map(|row| [row[1].as_str(), row[6].as_str()])
        .collect();
    assert_eq!(
        errors,
        [
            ["十一月/2.yaml", "edited-by-hand"],
            ["十一月/4.yaml", "missing-element"],
            ["十一月/5.yaml", "broken-yaml"]
        ]
    );
    assert!(problems.iter().any(|row| row[0] == "警告" && row[3].contains("回执截止") && !row[4].is_empty()));
    assert!(rows(&book, "几个会议之间").iter().any(|row| row[0] == "警告" && row[4] == "room-clash"));
}
