//! The papers of a month: specs of two months come in; 会议台账, 会议统计表 and 督办台账 go out and are read back.

use super::support::desk::Desk;
use super::support::program::files;
use calamine::{Data, Reader, Xlsx};
use std::io::Cursor;

fn spec(title: &str, kind: &str, (day, from, to): (&str, u32, u32), people: usize) -> String {
    let person = |at: usize| format!("  - {{姓名: 张{at}, 单位: 某局}}\n");
    let people: String = (0..people).map(person).collect();
    format!(
        "会议: {{名称: {title}, 类型: {kind}}}\n时间: {day} {from}:00 至 {to}:00\n地点: 一室\n\
         组织: {{主办单位: 某局, 承办部门: 办公室}}\n参会人员:\n{people}任务:\n  - {{事项: 办{title}的事, 责任单位: 某科, 时限: {day}}}\n"
    )
}

fn desk() -> Desk {
    Desk::new(&[
        ("十一月/甲.yaml", &spec("甲会", "专题会议", ("2026-11-24", 9, 11), 4)),
        ("十一月/乙.yaml", &spec("乙会", "办公会议", ("2026-11-03", 9, 12), 3)),
        ("十一月/丙.yaml", &spec("丙会", "专题会议", ("2026-12-01", 9, 10), 3)),
        ("十月/丁.yaml", &spec("丁会", "专题会议", ("2026-10-08", 9, 10), 5)),
    ])
}

pub(super) fn rows(bytes: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let range = book.worksheet_range(sheet).expect("a sheet");
    range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

#[test]
fn a_month_is_registered_and_counted() {
    let desk = desk();
    let run = [
        "batch",
        "十一月",
        "--only",
        "agenda",
        "--month",
        "2026-11",
        "--compare",
        "十月",
        "--report",
        "报告.xlsx",
    ];
    let first = desk.run(&run);
    assert!(first.out.contains("月末-2026-11（2026年11月的2个会议）"), "{}", first.said());
    let folder = desk.folder().join("output/月末-2026-11");
    let tree = files(&folder);
    let names: Vec<String> = tree.keys().map(|path| path.to_string_lossy().into_owned()).collect();
    let kinds = ["会议台账", "会议统计表", "督办台账"];
    let mut wanted: Vec<String> =
        kinds.iter().flat_map(|kind| ["docx", "pdf", "xlsx"].map(|end| format!("{kind}.{end}"))).collect();
    wanted.push("清单.json".to_owned());
    wanted.sort();
    let mut sorted = names.clone();
    sorted.sort();
    assert_eq!(sorted, wanted);
    let book = |name: &str| tree[std::path::Path::new(name)].clone();
    let register = rows(&book("会议台账.xlsx"), "会议台账");
    assert_eq!(register[3][2..6], ["乙会", "办公会议", "2026-11-03", "11月3日9:00—12:00"]);
    // 时长 and 人时 in hours: three hours of three people, two hours of four.
    let hours: Vec<[&str; 2]> =
        register[3..].iter().map(|row| [row[12].as_str(), row[13].as_str()]).collect();
    assert_eq!(hours, [["3", "9"], ["2", "8"]]);
    let figures = rows(&book("会议统计表.xlsx"), "按会议类型");
    let cells = |at: usize| figures[at].iter().map(String::as_str).collect::<Vec<_>>();
    assert_eq!(cells(3), ["1", "办公会议", "1", "0", "3", "0", "3", "9", "0", "180", "1"]);
    assert_eq!(cells(4), ["2", "专题会议", "1", "1", "2", "1", "4", "8", "5", "120", "0"]);
    assert_eq!(cells(5), ["", "合计", "2", "1", "5", "1", "7", "17", "5", "150", "1"]);
    // The paper says the same, and what is not in it.
    let text = super::support::output::text(&folder, "会议统计表.pdf");
    for words in [
        "2026年11月会议统计表",
        "共2次会议，累计5小时，7人次，合17人时",
        "增加1次，增加4小时，增加12人时",
        "其他月份的会议1次",
    ] {
        assert!(text.contains(words), "「{words}」 in {text}");
    }
    // A second run writes nothing; the report has the papers too.
    assert!(desk.run(&run).out.contains("写出0个文件"));
    assert_eq!(files(&folder), tree);
    let report = std::fs::read(desk.folder().join("报告.json")).expect("a report");
    let report: serde_json::Value = serde_json::from_slice(&report).expect("JSON");
    assert_eq!(report["papers"].as_array().map(Vec::len), Some(9));
    // One that a person changed is kept.
    desk.put("output/月末-2026-11/会议台账.docx", "改过");
    desk.run(&run).expect(1, &["edited-by-hand"]);
}

#[test]
fn a_month_without_the_one_before_and_wrong_months() {
    let desk = desk();
    let run = |more: &[&str]| {
        desk.run(&[&["batch", "十一月", "--only", "agenda", "--format", "docx"], more].concat())
    };
    run(&["--month", "2026年11月"]);
    let figures = files(&desk.folder().join("output/月末-2026-11"));
    let figures = rows(&figures[std::path::Path::new("会议统计表.xlsx")], "按会议类型");
    assert_eq!(figures[3][3], "", "nothing is known of October");
    run(&["--month", "十一月"]).expect(2, &["2026-11 这样的月份"]);
    run(&["--month", "2026-11", "--shard", "1/2"]).expect(2, &["合并时写 --month"]);
}

/// What shards made is bound when they are put together, with the specs at hand or without: as one run binds it.
#[test]
fn what_shards_made_is_bound_when_they_are_merged() {
    let desk = Desk::new(&[]);
    for number in 1..=4 {
        desk.put(&format!("会/{number}.yaml"), &super::meeting(number));
    }
    // Neither a classified meeting nor one with errors has anything to print.
    let marks = "密级: 秘密\n  保密期限: 1年\n  份号: \"000001\"\n  名称: ";
    desk.put("会/2甲.yaml", &super::meeting(9).replacen("名称: ", marks, 1));
    desk.put("会/3甲.yaml", &super::meeting(10).replace("地点:", "# 地点:"));
    let print = ["--print", "会议通知,会议签到表", "--duplex"];
    let make = |output: &str, more: &[&str]| {
        let own =
            ["batch", "会", "-o", output, "--only", "notice,sign-in", "--format", "pdf", "--classified"];
        desk.run(&[&own[..], more].concat())
    };
    make("一/文书", &print).expect(1, &["打印清单.xlsx　8份文书"]);
    assert!(desk.folder().join("一/文书/涉密会议-2026-11-23-01").is_dir(), "a classified meeting is made");
    let read = |path: &str| std::fs::read(desk.folder().join(path)).expect("a file");
    let (pdf, list) = (read("一/文书/打印.pdf"), read("一/文书/打印清单.xlsx"));
    for paths in [&["会"][..], &[]] {
        for shard in ["2/2", "1/2"] {
            make("二/文书", &["--shard", shard, "--report", "二/报告.xlsx"]);
        }
        let merge = ["batch", "-o", "二/文书", "--merge", "--report", "二/报告.xlsx", "--classified"];
        desk.run(&[&merge[..], paths, &print].concat()).expect(1, &["打印清单.xlsx　8份文书"]);
        assert!(read("二/文书/打印.pdf") == pdf && read("二/文书/打印清单.xlsx") == list);
        std::fs::remove_file(desk.folder().join("二/文书/打印.pdf")).expect("the print file");
    }
    // Of another folder nothing is there.
    make("二/文书", &["--shard", "1/1", "--report", "二/报告.xlsx"]);
    let merge = ["batch", "-o", "三", "--merge", "--report", "二/报告.xlsx", "--print", "会议通知"];
    desk.run(&merge).expect(1, &["没有编进打印文件", "03-会议通知.pdf", "没有可以打印的 PDF"]);
}

/// The pages of the print file, each by its first words.
#[test]
fn chosen_kinds_are_bound_for_the_printer() {
    let desk = super::desk();
    let batch = |more: &[&str]| {
        let own =
            ["batch", "十一月", "-o", "文书", "--only", "notice,sign-in", "--print", "会议签到表,会议通知"];
        desk.run(&[&own[..], more].concat())
    };
    let run = batch(&["--format", "pdf"]);
    run.expect(0, &["打印.pdf、", "打印清单.xlsx　20份文书"]);
    let read = |name: &str| std::fs::read(desk.folder().join("文书").join(name)).expect("a file");
    let (whole, list) = (read("打印.pdf"), rows(&read("打印清单.xlsx"), "打印清单"));
    let kinds: Vec<&str> = list[1..5].iter().map(|row| row[2].as_str()).collect();
    assert_eq!(kinds, ["会议签到表", "会议通知", "会议签到表", "会议通知"]);
    let paper = super::support::paper::Paper::open(&whole);
    assert_eq!(paper.pages.len().to_string(), list[list.len() - 1][5]);
    // Every page is the page of the file it comes from, glyph by glyph.
    for row in &list[1..] {
        let own = super::support::paper::Paper::open(&read(&format!("{}/{}", row[1], row[7])));
        let first: usize = row[4].parse().expect("a number");
        assert_eq!(own.pages.len().to_string(), row[3]);
        for (page, bound) in own.pages.iter().zip(&paper.pages[first - 1..]) {
            let text = |page: &super::support::paper::Page| {
                page.lines().iter().map(super::support::paper::Line::text).collect::<Vec<_>>()
            };
            assert_eq!(text(page), text(bound));
        }
    }
    // Printed on both sides, each begins on a front side.
    batch(&["--format", "pdf", "--duplex"]).expect(0, &["写出0个文件"]);
    let list = rows(&read("打印清单.xlsx"), "打印清单");
    assert!(list[1..].iter().all(|row| row[4].parse::<usize>().expect("a number") % 2 == 1), "{list:?}");
    assert_eq!(super::support::paper::Paper::open(&read("打印.pdf")).pages.len() % 2, 0);
    batch(&["--format", "pdf", "--shard", "1/2"]).expect(2, &["合并时写 --month、--print"]);
    desk.run(&["batch", "十一月", "-o", "别处", "--only", "notice", "--format", "docx", "--print", "notice"])
        .expect(0, &["没有可以打印的 PDF"]);
}
