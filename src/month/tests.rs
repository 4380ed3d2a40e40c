//! What is said across meetings: small meetings made here come in.

use super::*;
use crate::date::{Date, Moment, Time};
use crate::diag::{Code, Location};
use crate::meeting::Meeting;

fn held(title: &str, (day, from, to): (u32, u32, u32), venue: &str) -> Held {
    let mut held = Held::of(&Meeting::default(), None);
    let moment = |hour| Moment { date: Date::new(2026, 11, day).expect("a day"), time: Time::new(hour, 0) };
    let said = |value: &str| Said { value: value.to_owned(), at: Location::Text { line: 3, column: 1 } };
    held.file = format!("{title}.yaml").into();
    (held.title, held.venue) = (said(title), said(venue));
    (held.start, held.end) = (Some(moment(from)), Some(moment(to)));
    held
}

fn numbered(title: &str, day: u32, set: impl Fn(&mut Held) -> &mut Said, number: &str) -> Held {
    let mut held = held(title, (day, 9, 10), "");
    number.clone_into(&mut set(&mut held).value);
    held
}

fn guest(name: &str, unit: &str) -> Guest {
    Guest {
        name: Said { value: name.to_owned(), at: Location::Text { line: 9, column: 2 } },
        unit: unit.to_owned(),
    }
}

fn codes(found: &[Diagnostic]) -> Vec<(Code, String)> {
    found.iter().map(|one| (one.code, one.file.as_deref().unwrap_or_default().to_owned())).collect()
}

#[test]
fn a_room_holds_one_meeting_at_a_time() {
    let all = [
        held("甲", (24, 9, 11), "3号楼 第二会议室（208）"),
        held("乙", (24, 10, 12), "3号楼第二会议室(208)"),
        held("丙", (24, 11, 12), "3号楼第三会议室"),
        held("丁", (25, 9, 11), "3号楼第二会议室（208）"),
        held("戊", (24, 9, 12), "线上"),
        held("己", (24, 9, 12), "线上"),
    ];
    let found = across(&all);
    assert_eq!(codes(&found), [(Code::RoomClash, "乙.yaml".to_owned())]);
    assert!(matches!(&found[0].related[0].1, Location::In(file, _) if &**file == "甲.yaml"));
    // One after the other is no clash, and neither is one meeting in two files.
    assert_eq!(across(&[held("甲", (24, 9, 11), "一室"), held("乙", (24, 11, 12), "一室")]), []);
    assert_eq!(across(&[held("甲", (24, 9, 11), "一室"), held("甲", (24, 9, 11), "一室")]), []);
}

#[test]
fn a_branch_venue_is_a_room_where_its_room_is_named() {
    let with = |mut held: Held, branches: &[&str]| {
        let said =
            |name: &&str| Said { value: (*name).to_owned(), at: Location::Text { line: 7, column: 5 } };
        held.branches = branches.iter().map(said).collect();
        held
    };
    let all = [
        with(held("甲", (24, 9, 11), "一室"), &["青岚县", "青岚县行政中心 4楼视频会议室"]),
        with(held("乙", (24, 10, 12), "青岚县行政中心4楼视频会议室"), &["青岚县", "各乡镇会议室"]),
        with(held("丙", (24, 11, 12), "二室"), &["青岚县行政中心4楼视频会议室", "各乡镇会议室"]),
    ];
    let found = across(&all);
    let said: Vec<(&str, &str, &Location)> = found
        .iter()
        .map(|one| (one.file.as_deref().unwrap_or_default(), one.related[0].0.as_str(), &one.location))
        .collect();
    let (venue, branch) = (Location::Text { line: 3, column: 1 }, Location::Text { line: 7, column: 5 });
    assert_eq!(said, [("乙.yaml", "「甲」的分会场", &venue), ("丙.yaml", "「乙」的地点", &branch)]);
}

#[test]
fn only_the_places_that_are_said_are_looked_for() {
    let node = |number| Location::Node(crate::diag::NodeId(number));
    let mut all = vec![
        held("甲", (24, 9, 11), "一室"),
        held("乙", (24, 10, 12), "二室"),
        held("丙", (24, 10, 12), "一室"),
    ];
    for held in &mut all {
        held.places(Which::All).for_each(|at| *at = node(4));
    }
    assert_eq!(unfound(&all).into_iter().collect::<Vec<_>>(), [0, 2]);
    all[0].venue.at = Location::Text { line: 3, column: 1 };
    assert_eq!(unfound(&all).into_iter().collect::<Vec<_>>(), [2]);
    all[2].venue.at = Location::Text { line: 3, column: 1 };
    assert_eq!(unfound(&all).len(), 0);
}

#[test]
fn a_person_is_at_one_meeting_at_a_time() {
    let with = |mut held: Held, people: &[(&str, &str)]| {
        held.people = people.iter().map(|(name, unit)| guest(name, unit)).collect();
        held
    };
    let all = [
        with(held("甲", (24, 9, 11), "一室"), &[("张建国", "市局"), ("李晓", "二科"), ("王海", "市局")]),
        with(held("乙", (24, 10, 12), "二室"), &[("李晓", "三科"), ("王海", "市局"), ("张建国", "市局")]),
        with(held("丙", (24, 12, 13), "一室"), &[("张建国", "市局")]),
    ];
    let found = across(&all);
    assert_eq!(codes(&found), [(Code::PersonClash, "乙.yaml".to_owned())]);
    assert!(found[0].message.starts_with("王海（市局）、张建国（市局）同时"), "{}", found[0].message);
}

#[test]
fn numbers_are_used_once_and_in_order() {
    let by_id = |title: &str, day, number: &str| numbered(title, day, |held| &mut held.id, number);
    let all = [
        by_id("甲", 1, "HY-2026-044"),
        by_id("乙", 2, "HY-2026-０44"),
        by_id("丙", 3, "HY-2026-047"),
        by_id("丁", 4, ""),
    ];
    let found = across(&all);
    assert_eq!(
        codes(&found),
        [
            (Code::SharedNumber, "乙.yaml".to_owned()),
            (Code::NumberGap, "丙.yaml".to_owned()),
            (Code::MeetingNumberMissing, "丁.yaml".to_owned()),
        ]
    );
    assert!(found[1].message.ends_with("缺45至46，共2个"), "{}", found[1].message);
    // The 期号 of two types of meeting are two series.
    let mut issues = [
        numbered("甲", 1, |held| &mut held.issue, "第12期"),
        numbered("乙", 2, |held| &mut held.issue, "第12期"),
    ];
    "党组会议".clone_into(&mut issues[1].kind);
    assert_eq!(across(&issues), []);
    "党组会议".clone_into(&mut issues[0].kind);
    assert_eq!(codes(&across(&issues)), [(Code::SharedNumber, "乙.yaml".to_owned())]);
}

#[test]
fn archive_references_follow_on_each_other() {
    let filed = |title: &str, day, from: u32, to: u32| {
        let mut held = held(title, (day, 9, 10), "");
        let reference = |number| format!("X043-WS·2026-Y-BGS-{number:04}");
        let said = Said { value: from.to_string(), at: Location::Text { line: 5, column: 1 } };
        held.filed = Some((said, reference(from), reference(to)));
        held
    };
    let found =
        across(&[filed("甲", 1, 1, 6), filed("乙", 2, 6, 9), filed("丙", 3, 12, 14), filed("丁", 4, 15, 16)]);
    let said: Vec<&str> = found.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(
        said,
        [
            "档号「X043-WS·2026-Y-BGS-0006」已经是「甲」的",
            "档号从「X043-WS·2026-Y-BGS-0012」起，前面一个会议到「X043-WS·2026-Y-BGS-0009」，缺X043-WS·2026-Y-BGS-0010至0011",
        ]
    );
}

#[test]
fn a_month_is_counted_against_the_one_before() {
    let mut now = vec![held("甲", (24, 9, 11), ""), held("乙", (25, 9, 12), "")];
    now[0].attended = 10;
    now[1].attended = 4;
    now[1].kind = "专题会议".to_owned();
    let mut old = held("丙", (24, 9, 10), "");
    old.start = old.start.map(|start| Moment { date: Date::new(2026, 10, 24).expect("a day"), ..start });
    old.end = old.end.map(|end| Moment { date: Date::new(2026, 10, 24).expect("a day"), ..end });
    now.push(old);
    let month: Month = "2026年11月".parse().expect("a month");
    assert_eq!((month.to_string().as_str(), month.before().to_string().as_str()), ("2026-11", "2026-10"));
    assert_eq!("2026-01".parse::<Month>().map(Month::before), "2025-12".parse());
    assert!("2026-13".parse::<Month>().is_err() && "十一月".parse::<Month>().is_err());
    let register = Register::of(&now, month, 1);
    assert_eq!(register.left_out, LeftOut { other_months: 1, unread: 1 });
    let figures = Figures::of(&register, Some(&Register::of(&now, month.before(), 0)));
    let sum = Sum { meetings: 2, minutes: 300, unknown: 0, people: 14, person_minutes: 1200 + 720, long: 1 };
    assert_eq!(figures.all.now, sum);
    assert_eq!(figures.all.before.map(|sum| (sum.meetings, sum.minutes)), Some((1, 60)));
    let kinds: Vec<&str> = figures.by_kind.iter().map(|group| group.name.as_str()).collect();
    assert_eq!(kinds, ["（未写明）", "专题会议"]);
    assert_eq!(
        figures.longest.iter().map(|held| held.title.value.as_str()).collect::<Vec<_>>(),
        ["甲", "乙"]
    );
}
