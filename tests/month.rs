//! `huiwu batch`: folders of meetings come in; the trees of whole, divided, repeated and killed runs are held against each other.

#[path = "month/across.rs"]
mod across;
#[path = "support/face.rs"]
mod face;
#[path = "month/faulty.rs"]
mod faulty;
#[path = "month/hindered.rs"]
mod hindered;
#[path = "month/papers.rs"]
mod papers;
#[path = "month/report.rs"]
mod report;
mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;
use support::desk::Desk;
use support::program::{Run, files, program};

const MEETING: &str = include_str!("../fixtures/meetings/处室例会/spec.yaml");
const NAME: &str = "督查考评处11月第4周工作例会";
const COUNT: usize = 10;

fn meeting(number: usize) -> String {
    assert!(MEETING.contains(NAME));
    MEETING.replace(NAME, &format!("第{number}次工作例会"))
}

fn desk() -> Desk {
    let desk = Desk::new(&[]);
    for number in 1..=COUNT {
        desk.put(&format!("十一月/{number:02}.yaml"), &meeting(number));
    }
    desk
}

fn batch(desk: &Desk, output: &str, more: &[&str]) -> Run {
    let own = ["batch", "十一月", "-o", output, "--only", "notice,sign-in", "--format", "docx"];
    desk.run(&[&own[..], more].concat())
}

fn tree(desk: &Desk, output: &str) -> BTreeMap<PathBuf, Vec<u8>> {
    files(&desk.folder().join(output))
}

fn names(tree: &BTreeMap<PathBuf, Vec<u8>>) -> Vec<String> {
    tree.keys().map(|path| path.to_string_lossy().into_owned()).collect()
}

/// The same names and the same bytes.
#[track_caller]
fn assert_same(one: &BTreeMap<PathBuf, Vec<u8>>, other: &BTreeMap<PathBuf, Vec<u8>>) {
    assert_eq!(names(one), names(other));
    for (path, bytes) in one {
        assert!(other[path] == *bytes, "{} differs", path.display());
    }
}

#[test]
fn one_thread_two_threads_and_four_shards_make_the_same_tree() {
    let desk = desk();
    batch(&desk, "甲/文书", &["--jobs", "1", "--report", "甲/报告.xlsx"])
        .expect(0, &["共10个会议：写出20个文件"]);
    batch(&desk, "乙/文书", &["--jobs", "2"]).expect(0, &[]);
    for shard in ["3/4", "1/4", "4/4", "2/4"] {
        batch(&desk, "丙/文书", &["--shard", shard, "--report", "丙/报告.xlsx"]).expect(0, &[]);
    }
    desk.run(&["batch", "十一月", "--merge", "--report", "丙/报告.xlsx"])
        .expect(0, &["共10个会议：写出20个文件"]);
    assert_eq!(tree(&desk, "甲/文书").len(), COUNT * 3);
    assert_same(&tree(&desk, "甲/文书"), &tree(&desk, "乙/文书"));
    assert_same(&tree(&desk, "甲"), &tree(&desk, "丙"));
}

#[test]
fn a_second_run_makes_nothing_and_a_change_only_its_own() {
    let desk = desk();
    batch(&desk, "文书", &["--dry-run"]).expect(0, &["新增10个，有变化0个", "没有写任何文件"]);
    assert!(!desk.folder().join("文书").exists());
    batch(&desk, "文书", &[]).expect(0, &[]);
    let before = tree(&desk, "文书");
    batch(&desk, "文书", &[]).expect(0, &["写出0个文件", "10个会议没有变化、没有重做"]);
    assert_same(&before, &tree(&desk, "文书"));
    desk.put("十一月/03.yaml", &meeting(3).replace("地点: ", "地点: 东楼"));
    batch(&desk, "文书", &["--dry-run"])
        .expect(0, &["有变化　十一月/03.yaml", "有变化1个，文书不全0个，生成后被人改过0个，没有变化9个"]);
    batch(&desk, "文书", &[]).expect(0, &["写出2个文件", "9个会议没有变化、没有重做"]);
    let changed = tree(&desk, "文书").into_iter().filter(|(path, bytes)| before[path] != *bytes);
    assert!(changed.count() == 3, "two documents and their manifest");
    std::fs::remove_file(desk.folder().join("文书/2026-11-23-第9次工作例会/03-会议通知.docx"))
        .expect("a file");
    batch(&desk, "文书", &["--dry-run"]).expect(0, &["文书不全　十一月/09.yaml", "文书不全1个"]);
    batch(&desk, "文书", &[]).expect(0, &["写出1个文件"]);
    // What a person changed is kept, and said each time.
    let notice = "文书/2026-11-23-第5次工作例会/03-会议通知.docx";
    desk.put(notice, "改过");
    batch(&desk, "文书", &["--dry-run"]).expect(0, &["生成后被人改过　十一月/05.yaml"]);
    for _ in 0..2 {
        batch(&desk, "文书", &[]).expect(1, &["edited-by-hand", "03-会议通知.docx"]);
        assert_eq!(std::fs::read(desk.folder().join(notice)).expect("the file"), "改过".as_bytes());
    }
    batch(&desk, "文书", &["--force"]).expect(0, &["写出1个文件"]);
}

#[test]
fn faulty_meetings_harm_no_other_and_are_named_once() {
    let desk = desk();
    desk.put("十一月/04甲.yaml", "会议: [");
    desk.put("十一月/05甲.yaml", &meeting(77).replace("地点:", "# 地点:"));
    let run = batch(&desk, "文书", &["--report", "报告.xlsx"]);
    run.expect(1, &["共12个会议：写出20个文件"]);
    for bad in ["04甲.yaml", "05甲.yaml"] {
        assert_eq!(run.out.matches(bad).count(), 1, "{bad} in {}", run.said());
    }
    let report = std::fs::read(desk.folder().join("报告.json")).expect("a report");
    let report: serde_json::Value = serde_json::from_slice(&report).expect("JSON");
    assert_eq!(report["meetings"].as_array().map(Vec::len), Some(COUNT + 2));
    // What is wrong is said again, what is good is not made again.
    batch(&desk, "文书", &[]).expect(1, &["05甲.yaml", "写出0个文件"]);
}

/// A second file of a meeting that stands is not made for nothing, and what is said of it stays the same.
#[test]
fn a_twin_is_refused_in_the_same_words_each_time() {
    let desk = desk();
    let twin = meeting(4).replace("DC-2026-011", "DC-2026-911").replace("地点: ", "地点: 东楼");
    desk.put("十一月/44.yaml", &twin);
    let first = batch(&desk, "文书", &["--message-format", "json"]);
    let before = tree(&desk, "文书");
    let said = |run: &Run| -> Vec<serde_json::Value> {
        let of_twin = |line: &serde_json::Value| line["code"] == "same-meeting-twice";
        run.expect(1, &["同一天的同名会议"]).json().into_iter().filter(of_twin).collect()
    };
    assert_eq!(said(&first).len(), 1, "{}", first.said());
    for _ in 0..2 {
        let again = batch(&desk, "文书", &["--message-format", "json"]);
        assert_eq!(said(&again), said(&first));
        assert_same(&before, &tree(&desk, "文书"));
    }
    // Without the first of them the folder is still its own, until it is given up.
    std::fs::remove_file(desk.folder().join("十一月/04.yaml")).expect("the first of them");
    batch(&desk, "文书", &[]).expect(1, &["里是另一份会议文件「04.yaml」生成的同名会议", "写出0个文件"]);
    assert_same(&before, &tree(&desk, "文书"));
    batch(&desk, "文书", &["--force"]).expect(0, &["写出2个文件"]);
}

/// Each change of something a meeting's documents depend on has just those made again.
#[test]
fn packs_and_faces_are_part_of_what_documents_depend_on() {
    let desk = desk();
    let of_pack = |number: usize| format!("单位包: 某局\n{}", meeting(number));
    for number in [2, 7] {
        desk.put(&format!("十一月/{number:02}.yaml"), &of_pack(number));
    }
    let notice = include_str!("../templates/默认/notice.hbs");
    let partial = include_str!("../templates/默认/partials/密级标志.hbs");
    let (sheet, above) = ("templates/某局/style.yaml", "templates/上级/unit.yaml");
    desk.put("templates/某局/unit.yaml", "名称: 某局\n继承: 上级\n");
    desk.put(above, "名称: 上级\n");
    desk.put("templates/别局/unit.yaml", "名称: 别局\n");
    let faces = |family: &str, last: char| {
        let drawn: Vec<(char, char)> = face::COMMON.iter().copied().chain([(last, last)]).collect();
        let bytes = face::Made { family, drawn: &drawn, empty: &[] }.bytes();
        desk.put_bytes(&format!("字体/{family}.ttf"), &bytes);
    };
    let families = ["仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体", "Times New Roman"];
    for family in families {
        faces(family, '\u{2e80}');
    }
    let run = |plan: &[&str]| {
        let told: Vec<String> = batch(&desk, "文书", &["--fonts", "字体", "--dry-run"])
            .out
            .lines()
            .filter_map(|line| line.strip_prefix("有变化　").map(|file| file.replace("十一月/", "")))
            .collect();
        assert_eq!(told, plan);
        batch(&desk, "文书", &["--fonts", "字体"]).expect(0, &[]);
    };
    run(&[]);
    let ours = ["02.yaml", "07.yaml"];
    desk.put("templates/别局/notice.hbs", notice);
    run(&[]);
    desk.put("templates/某局/notice.hbs", notice);
    run(&ours);
    desk.put(
        "templates/某局/notice.hbs",
        &notice.replace("。{{去句末 用语.通知过渡}}：", "。有关事项如下："),
    );
    run(&ours);
    desk.put("templates/某局/partials/密级标志.hbs", partial);
    run(&ours);
    desk.put("templates/上级/partials/密级标志.hbs", &format!("{partial}\n"));
    run(&ours);
    desk.put(sheet, "版面:\n  天头: 38mm\n");
    run(&ours);
    desk.put(above, "名称: 上级\n默认值:\n  组织:\n    联系人: {姓名: 周敏, 电话: 0571-88001234}\n");
    run(&ours);
    let all: Vec<String> = (1..=COUNT).map(|number| format!("{number:02}.yaml")).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    // Of the same name, length and place.
    faces("楷体_GB2312", '\u{2e81}');
    run(&all);
    run(&[]);
    assert!(tree(&desk, "文书").keys().all(|path| !path.to_string_lossy().contains(".tmp")));
}

/// How many files lie below a folder, while a run is at work in it: what goes away meanwhile is not counted.
fn count(folder: &Path) -> usize {
    walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file()).count()
}

/// `HUIWU_KILLS` says how many times; each at another moment of a run.
#[test]
fn a_killed_run_is_taken_up_by_the_next() {
    let kills = std::env::var("HUIWU_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(4_usize);
    let desk = desk();
    batch(&desk, "整", &[]).expect(0, &[]);
    let whole = tree(&desk, "整");
    let mut cut_short = 0;
    for kill in 0..kills {
        // By what is written, not by a time: how long a run takes depends on what else the machine does.
        let wanted = whole.len() * kill / kills;
        let output = desk.folder().join("断");
        if output.exists() {
            std::fs::remove_dir_all(&output).expect("a clean folder");
        }
        let own = ["batch", "十一月", "-o", "断", "--only", "notice,sign-in", "--format", "docx"];
        let mut child = program(desk.folder()).args(own).spawn().expect("the program");
        while count(&output) < wanted && child.try_wait().expect("its state").is_none() {
            std::thread::sleep(Duration::from_micros(50));
        }
        // Between two files as well as within one.
        std::thread::sleep(Duration::from_micros(kill as u64 % 7 * 100));
        child.kill().expect("a kill");
        child.wait().expect("its end");
        cut_short += usize::from(count(&output) < whole.len());
        batch(&desk, "断", &[]).expect(0, &[]);
        assert_same(&whole, &tree(&desk, "断"));
    }
    assert!(cut_short * 2 >= kills, "only {cut_short} of {kills} runs were cut short");
}
