//! What does not go together across the meetings of a run: small specs come in; what `batch` and `check` say goes out.

use super::support::desk::Desk;
use super::support::program::Run;
use serde_json::Value;

/// A meeting as short as may be: what is missing for its documents is another matter.
fn spec(title: &str, time: &str, more: &str) -> String {
    format!("会议: {{名称: {title}}}\n时间: 2026年11月24日{time}\n{more}\n")
}

fn said(run: &Run, code: &str) -> Vec<Value> {
    run.json().into_iter().filter(|line| line["code"] == code).collect()
}

/// What is said of a code by both commands, which must be the same.
#[track_caller]
fn both(desk: &Desk, code: &str) -> Vec<Value> {
    let by_check = said(&desk.run(&["check", "会", "--message-format", "json"]), code);
    let batch = ["batch", "会", "--message-format", "json", "--format", "docx", "--only", "agenda"];
    assert_eq!(said(&desk.run(&batch), code), by_check, "{code}");
    by_check
}

fn place(found: &Value) -> (&str, u64) {
    (found["file"].as_str().expect("a file"), found["line"].as_u64().unwrap_or(0))
}

#[test]
fn room_clash_and_person_clash_name_both_places() {
    let people = |names: &[&str]| {
        let one = |name: &&str| format!("  - {{姓名: {name}, 单位: 某局}}\n");
        format!("地点: 三楼会议室\n参会人员:\n{}", names.iter().map(one).collect::<String>())
    };
    let desk = Desk::new(&[
        ("会/甲.yaml", &spec("甲会", "上午9:00至11:00", &people(&["张建国", "李晓雯"]))),
        ("会/乙.yaml", &spec("乙会", "上午10:30至11:30", &people(&["王海涛", "李晓雯"]))),
        ("会/丙.yaml", &spec("丙会", "上午11:30至12:00", &people(&["王海涛"]))),
    ]);
    let rooms = both(&desk, "room-clash");
    assert_eq!(rooms.len(), 1, "{rooms:?}");
    // Files come in the order of their names.
    let (one, other) = (place(&rooms[0]), place(&rooms[0]["related"][0]));
    assert_eq!((one, other), (("会/乙.yaml", 3), ("会/甲.yaml", 3)));
    assert_eq!(
        rooms[0]["message"],
        "「三楼会议室」在2026年11月24日已有「甲会」（11月24日9:00—11:00），又要开「乙会」（11月24日10:30—11:30）"
    );
    let people = both(&desk, "person-clash");
    assert_eq!(people.len(), 1, "{people:?}");
    assert_eq!((place(&people[0]), place(&people[0]["related"][0])), (("会/乙.yaml", 6), ("会/甲.yaml", 6)));
    // Who is on leave from one of them is at the other.
    let text = std::fs::read_to_string(desk.folder().join("会/乙.yaml")).expect("a spec");
    let text = text.replace("李晓雯, 单位: 某局", "李晓雯, 单位: 某局, 状态: 请假, 事由: 出差");
    desk.put("会/乙.yaml", &text);
    assert_eq!(both(&desk, "person-clash"), Vec::<Value>::new());
}

/// A room that takes part by video; and a value that is the unit's own, whose place is in its unit.yaml.
#[test]
fn a_branch_venue_clashes_too_and_a_value_of_the_unit_is_named_where_it_stands() {
    let desk = Desk::new(&[
        ("会/甲.yaml", &spec("甲会", "上午9:00至11:00", "分会场:\n  - {名称: 县政务中心3楼会议室}")),
        ("会/乙.yaml", &spec("乙会", "上午10:30至11:30", "地点: 县政务中心3楼会议室")),
    ]);
    let rooms = both(&desk, "room-clash");
    let places: Vec<_> = rooms.iter().map(|one| (place(one), place(&one["related"][0]))).collect();
    assert_eq!(places, [(("会/乙.yaml", 3), ("会/甲.yaml", 4))]);
    assert_eq!(rooms[0]["related"][0]["message"], "「甲会」的分会场");
    desk.put("templates/某局/unit.yaml", "名称: 某局\n默认值:\n  地点: 三楼会议室\n");
    for (name, time) in [("甲", "上午9:00至11:00"), ("乙", "上午10:30至11:30")] {
        desk.put(&format!("会/{name}.yaml"), &spec(&format!("{name}会"), time, "单位包: 某局"));
    }
    let rooms = both(&desk, "room-clash");
    let unit = "templates/某局/unit.yaml";
    let places: Vec<_> = rooms.iter().map(|one| (place(one), place(&one["related"][0]))).collect();
    assert_eq!(places, [((unit, 3), (unit, 3))]);
    // The second run, of which nothing is made, says the same.
    assert_eq!(both(&desk, "room-clash"), rooms);
}

#[test]
fn shared_number_number_gap_and_meeting_number_missing() {
    let numbered = |id: &str, day: u32, more: &str| {
        format!("会议: {{名称: 第{day}次会, 编号: {id}}}\n时间: 2026年11月{day}日上午9:00至10:00\n{more}\n")
    };
    let notice = "通知: {文号: 某办〔2026〕45号}";
    let desk = Desk::new(&[
        ("会/1.yaml", &numbered("HY-2026-044", 2, notice)),
        ("会/2.yaml", &numbered("HY-2026-047", 3, notice)),
        ("会/3.yaml", &numbered("HY-2026-047", 4, "")),
        ("会/4.yaml", "会议: {名称: 无号会}\n时间: 2026年11月9日上午9:00至10:00\n"),
    ]);
    let shared = both(&desk, "shared-number");
    let messages: Vec<&str> = shared.iter().filter_map(|one| one["message"].as_str()).collect();
    assert_eq!(
        messages,
        [
            "会议通知的文号「某办〔2026〕45号」已经是「第2次会」的会议通知的文号",
            "会议编号「HY-2026-047」已经是「第3次会」的会议编号"
        ]
    );
    assert_eq!((place(&shared[0]), place(&shared[0]["related"][0])), (("会/2.yaml", 3), ("会/1.yaml", 3)));
    let gaps = both(&desk, "number-gap");
    assert_eq!(gaps.len(), 1);
    assert_eq!(gaps[0]["message"], "会议编号「HY-2026-047」前面一个是「HY-2026-044」，缺45至46，共2个");
    let missing = both(&desk, "meeting-number-missing");
    assert_eq!(missing.iter().map(place).collect::<Vec<_>>(), [("会/4.yaml", 1)]);
    // What a unit has made an error of ends the run with an error.
    desk.put("templates/某局/unit.yaml", "名称: 某局\n规则: {shared-number: 错误}\n");
    let batch = ["batch", "会", "--format", "docx", "--only", "agenda"];
    desk.run(&batch).expect(1, &["警告[shared-number]"]);
    let with_unit = [&batch[..], &["--unit", "某局"]].concat();
    desk.run(&with_unit).expect(1, &["错误[shared-number]"]);
}

/// A meeting that stands is not read again: what its manifest keeps of it is held against the others. Of an older
/// manifest, which keeps nothing, it is read.
#[test]
fn what_is_kept_of_a_meeting_that_stands_is_used_and_may_be_missing() {
    let desk = super::desk();
    let batch = || super::batch(&desk, "文书", &["--message-format", "json", "--report", "报告.xlsx"]);
    let first = batch();
    let clashes = said(&first, "room-clash");
    let warnings = |run: &Run| -> Vec<Value> {
        let of_meetings = |line: &Value| line["severity"] == "warning" && line["related"].is_null();
        run.json().into_iter().filter(of_meetings).collect()
    };
    assert!(!warnings(&first).is_empty());
    assert_eq!(warnings(&batch()), warnings(&first), "what was said is said again");
    let edit = |number: usize, change: &dyn Fn(&mut Value)| {
        let path = desk.folder().join(format!("文书/2026-11-23-第{number}次工作例会/清单.json"));
        let mut manifest: Value =
            serde_json::from_slice(&std::fs::read(&path).expect("a manifest")).expect("JSON");
        change(&mut manifest["run"]);
        std::fs::write(&path, serde_json::to_vec(&manifest).expect("JSON")).expect("a manifest");
    };
    for number in 1..=super::COUNT {
        edit(number, &|run| {
            let run = run.as_object_mut().expect("a run");
            assert!(run.remove("held").is_some() && run.remove("number").is_some());
            run.remove("said");
        });
    }
    assert_eq!(said(&batch(), "room-clash"), clashes, "of an older version");
    edit(1, &|run| {
        run["number"] = 0.into();
        run["held"] = serde_json::json!({ "title": "1:1\t第1次工作例会", "venue": "7:9\t另一处",
            "start": "2026-11-23 09:00", "end": "2026-11-23 09:30" });
    });
    let later = said(&batch(), "room-clash");
    assert_eq!(later.len(), clashes.len() - (super::COUNT - 1), "one is elsewhere now");
    // What no version of ours wrote is read from the spec.
    edit(1, &|run| run["held"]["venue"] = "另一处".into());
    assert_eq!(said(&batch(), "room-clash"), clashes);
}

/// A second run makes nothing and still says it; what is classified is not held against others.
#[test]
fn what_stands_is_still_held_against_the_others() {
    let desk = super::desk();
    let batch = || super::batch(&desk, "文书", &["--message-format", "json"]);
    let first = said(&batch(), "room-clash");
    assert_eq!(first.len(), super::COUNT * (super::COUNT - 1) / 2, "all are in one room at one time");
    assert_eq!(said(&batch(), "room-clash"), first);
    for number in 1..super::COUNT {
        desk.put(
            &format!("十一月/{number:02}.yaml"),
            &super::meeting(number).replace("名称: ", "密级: 秘密\n  名称: "),
        );
    }
    assert_eq!(said(&batch(), "room-clash"), Vec::<Value>::new());
}
