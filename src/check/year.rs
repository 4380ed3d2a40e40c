//! The year of a meeting whose time is written without one: a spec comes in, the one year that it implies goes out.

use super::leaf;
use crate::date::{Context, Date, Moment, read_date};
use crate::spec::{Node, Spec};
use std::collections::BTreeSet;

/// The year that 会议.名称, 通知.日期 and 归档.年度 imply, when it is exactly one; `read` reads the start in a year.
pub(super) fn implied(spec: &Spec, read: impl Fn(i32) -> Option<Moment>) -> Option<i32> {
    let text = |map: &str, key: &str| spec.root.get(map).and_then(|map| map.get(key)).and_then(Node::text);
    let mut years: BTreeSet<i32> = text("会议", "名称").map(in_words).unwrap_or_default();
    years.extend(text("归档", "年度").and_then(|year| i32::try_from(leaf::year(year).ok()?).ok()));
    let notice = text("通知", "日期").and_then(|date| read_date(date, Context::NONE).ok());
    years.extend(notice.and_then(|notice| year_after(notice.value, read)));
    match years.iter().collect::<Vec<_>>().as_slice() {
        [year] => Some(**year),
        _ => None,
    }
}

/// A notice of December calls to a meeting in January of the year after.
fn year_after(notice: Date, read: impl Fn(i32) -> Option<Moment>) -> Option<i32> {
    const HALF_A_YEAR: u64 = 183;
    let same = read(notice.year())?.date;
    let is_long_past = same.plus_days(HALF_A_YEAR).is_some_and(|later| later < notice);
    Some(notice.year() + i32::from(is_long_past))
}

/// The years in a text: `2026年第四季度`; a part of a longer number is none.
fn in_words(text: &str) -> BTreeSet<i32> {
    let before = text.split('年').rev().skip(1);
    let year = |part: &str| {
        let digits = part.rsplit(|c: char| !c.is_ascii_digit()).next()?;
        let year: i32 = digits.parse().ok().filter(|_| digits.len() == 4)?;
        (1949..2100).contains(&year).then_some(year)
    };
    before.filter_map(year).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::spec;
    use crate::check::{check, values::When};
    use crate::diag::{Code, Severity};
    use crate::kind::Kinds;
    use serde_json::{Value as Json, json};

    fn start(json: &Json) -> Option<String> {
        When::of(&spec(json)).start.map(|(start, _)| start.to_string())
    }

    #[test]
    fn one_year_is_taken_and_said() {
        let json = json!({
            "会议": {"名称": "2026年安全生产推进会"},
            "时间": {"开始": "11月24日（星期二）上午9:00", "结束": "11:30"},
            "通知": {"日期": "2026-11-18"},
        });
        assert_eq!(start(&json).as_deref(), Some("2026-11-24 09:00"));
        let found = check(&spec(&json), Kinds::all());
        let meeting = found.value.expect("a meeting");
        assert_eq!(meeting.end.map(|end| end.value.to_string()).as_deref(), Some("2026-11-24 11:30"));
        let said: Vec<_> = found.diagnostics.iter().filter(|it| it.code == Code::AssumedYear).collect();
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].severity, Severity::Note);
        assert_eq!(said[0].message, "会议时间没有写年份，按2026年理解，即2026年11月24日");
        assert!(found.diagnostics.iter().all(|it| it.code != Code::InvalidDate));
    }

    #[test]
    fn any_of_the_three_is_enough_and_two_years_are_too_many() {
        let with = |more: Json| {
            let mut json = json!({"时间": "1月5日上午9:00至11:30"});
            json.as_object_mut().expect("a map").extend(more.as_object().expect("a map").clone());
            start(&json)
        };
        assert_eq!(with(json!({"会议": {"名称": "2027年工作会"}})).as_deref(), Some("2027-01-05 09:00"));
        assert_eq!(with(json!({"归档": {"年度": "2027"}})).as_deref(), Some("2027-01-05 09:00"));
        // The notice of December is of the year before.
        assert_eq!(with(json!({"通知": {"日期": "2026-12-28"}})).as_deref(), Some("2027-01-05 09:00"));
        assert_eq!(with(json!({"通知": {"日期": "2027-01-04"}})).as_deref(), Some("2027-01-05 09:00"));
        let two = json!({"会议": {"名称": "2026年工作会"}, "归档": {"年度": "2027"}});
        assert_eq!(with(two), None);
        assert_eq!(with(json!({"会议": {"名称": "工作会"}, "通知": {"日期": "12月28日"}})), None);
    }

    /// A year that is written is the year, whatever else is said.
    #[test]
    fn a_written_year_stays() {
        let json = json!({"会议": {"名称": "2026年工作会"}, "时间": "2027-01-05 09:00"});
        assert_eq!(start(&json).as_deref(), Some("2027-01-05 09:00"));
        assert_eq!(When::of(&spec(&json)).assumed_year, None);
    }

    #[test]
    fn a_length_behind_the_time_is_the_length() {
        let json = json!({"时间": "2026年11月24日上午9:00（会期半天）"});
        let meeting = check(&spec(&json), Kinds::all()).value.expect("a meeting");
        assert_eq!(meeting.length.map(|length| length.value), Some(240));
    }

    #[test]
    fn years_in_words() {
        assert_eq!(in_words("2026年第四季度安全生产工作推进会"), BTreeSet::from([2026]));
        assert_eq!(in_words("2026年和2027年工作会"), BTreeSet::from([2026, 2027]));
        assert_eq!(in_words("第120260年会、青年座谈会"), BTreeSet::new());
    }
}
