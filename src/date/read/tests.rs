//! What people type, and what is understood.

use super::*;

fn span_text(text: &str) -> String {
    match read_span(text, Context::NONE) {
        Ok(read) => {
            let Span { start, end, .. } = read.value;
            end.map_or_else(|| start.to_string(), |end| format!("{start} → {end}"))
        }
        Err(misread) => format!("{:?} {}", misread.part, misread.message),
    }
}

fn refused<T: std::fmt::Debug>(read: Result<T, Misread>) -> (Part, String, String) {
    let misread = read.expect_err("a refusal");
    (misread.part, misread.message, misread.help)
}

#[test]
fn a_day_in_all_its_forms() {
    for text in [
        "2026-11-24",
        "2026/11/24",
        "2026.11.24",
        "2026-11-24 前",
        "２０２６－１１－２４",
        "20261124",
        "2026年11月24日",
        "2026 年 11 月 24 日",
        "2026年11月24号",
        "2026年11月24日（星期二）",
        "2026年11月24日(周二)",
        "2026-11-24 星期二",
        "二〇二六年十一月二十四日",
        "11月24日",
        "11月24日（礼拜二）",
    ] {
        let read = read_date(text, Context::year(2026)).expect(text);
        assert_eq!((read.value.to_string().as_str(), read.wrong_weekday), ("2026-11-24", None), "{text}");
    }
    let day = |text| read_date(text, Context::NONE).map(|read| read.value.to_string());
    assert_eq!(day("2026-1-5").as_deref(), Ok("2026-01-05"));
    assert_eq!(day("二〇二六年一月十日").as_deref(), Ok("2026-01-10"));
    assert_eq!(day("二〇二六年十二月三十一日").as_deref(), Ok("2026-12-31"));
    assert_eq!(day("2028-02-29").as_deref(), Ok("2028-02-29"));
}

#[test]
fn days_that_are_refused() {
    let why = |text| refused(read_date(text, Context::NONE)).1;
    assert_eq!(why("2026年2月30日"), "「2026年2月30日」：2026年2月只有28天，没有30日");
    assert_eq!(why("2026-13-01"), "「2026-13-01」：没有13月，月份应在1至12之间");
    assert_eq!(why("2026-11-31"), "「2026-11-31」：2026年11月只有30天，没有31日");
    assert_eq!(why("20260231"), "「20260231」：2026年2月只有28天，没有31日");
    assert_eq!(why("2026-11-00"), "「2026-11-00」：2026年11月只有30天，没有0日");
    assert_eq!(why("11月24日"), "「11月24日」：没有写年份");
    assert_eq!(why("11/24"), "「11/24」：没有写年份");
    assert_eq!(why("24日"), "「24日」：没有写年份和月份");
    assert_eq!(why("26-11-24"), "「26-11-24」：年份要写全四位数字");
    assert_eq!(why("26年11月24日"), "「26年11月24日」：年份要写全四位数字");
    assert_eq!(why("2026年11月"), "「2026年11月」：月份之后没有写几日");
    assert_eq!(why("2026-11"), "「2026-11」：没有写几日");
    assert_eq!(why("二OO八年三月一日"), "「二OO八年三月一日」：年份中的「O」（U+004F）是字母，不是数字");
    assert_eq!(
        why("二○二六年十一月二十四日"),
        "「二○二六年十一月二十四日」：年份中的「○」（U+25CB）是圆圈，不是数字"
    );
    assert_eq!(why("二0二六年十一月二十四日"), "「二0二六年十一月二十四日」：年份中汉字和阿拉伯数字混用");
    let help = refused(read_date("二OO八年三月一日", Context::NONE)).2;
    assert_eq!(help, "如是2008年，请写成「2008年」或「二〇〇八年」（其中是「〇」，U+3007）");
    assert_eq!(why("1026-11-24"), "「1026-11-24」：1026年太早，年份应在1900年之后");
    assert_eq!(why("下周二"), "「下周二」：不是日期");
    assert_eq!(why("2026-11-24 左右"), "「2026-11-24 左右」：日期之后的「左右」无法识别");
    assert_eq!(why(""), "「」：不是日期");
}

#[test]
fn a_weekday_is_compared() {
    let read = read_date("2026年11月24日（星期三）", Context::NONE).expect("a date");
    let wrong = read.wrong_weekday.expect("a wrong weekday");
    assert_eq!((wrong.written.as_str(), wrong.date), ("星期三", read.value));
    let read = read_span("2026年11月24日（周二）至26日（周五）", Context::NONE).expect("a span");
    assert_eq!(read.wrong_weekday.map(|wrong| wrong.written).as_deref(), Some("星期五"));
    let sunday = read_date("2026-11-22 星期天", Context::NONE).expect("a date");
    assert_eq!(sunday.wrong_weekday, None);
}

#[test]
fn a_time_in_all_its_forms() {
    for (text, time) in [
        ("09:00", "09:00"),
        ("9:00", "09:00"),
        ("9：00", "09:00"),
        ("9︰00", "09:00"),
        ("９：００", "09:00"),
        ("09:00:00", "09:00"),
        ("0:30", "00:30"),
        ("上午9:00", "09:00"),
        ("上午 9：00", "09:00"),
        ("上午0:00", "00:00"),
        ("上午12:00", "12:00"),
        ("中午12:30", "12:30"),
        ("中午1:00", "13:00"),
        ("下午12:15", "12:15"),
        ("下午2：30", "14:30"),
        ("下午3时", "15:00"),
        ("下午三点半", "15:30"),
        ("下午1:45分", "13:45"),
        ("2时50分", "02:50"),
        ("14时30分", "14:30"),
        ("十四时三十分", "14:30"),
        ("九点一刻", "09:15"),
        ("九点零五分", "09:05"),
        ("晚上7:30", "19:30"),
        ("晚7点", "19:00"),
        ("凌晨2:00", "02:00"),
        ("凌晨12:30", "00:30"),
        ("9:00 AM", "09:00"),
        ("2:30 PM", "14:30"),
        ("9点整", "09:00"),
    ] {
        assert_eq!(read_time(text).map(|time| time.to_string()).as_deref(), Ok(time), "{text}");
    }
}

#[test]
fn times_that_are_refused() {
    let why = |text| refused(read_time(text)).1;
    assert_eq!(why("25:00"), "「25:00」：没有25时，小时应在0至23之间");
    assert_eq!(why("24:00"), "「24:00」：一天没有24时");
    assert_eq!(why("9:60"), "「9:60」：没有60分，分钟应在0至59之间");
    assert_eq!(why("9:5"), "「9:5」：分钟写的是「5」，应为两位数字");
    assert_eq!(why("9:"), "「9:」：冒号之后没有写几分");
    assert_eq!(why("9:00:30"), "「9:00:30」：时间只到分，不写秒");
    assert_eq!(why("上午"), "「上午」：只写了「上午」，没有写几时几分");
    assert_eq!(why("晚上1:00"), "「晚上1:00」：「晚上」没有1时");
    assert_eq!(why("上午9:00左右"), "「上午9:00左右」：时间之后的「左右」无法识别");
    assert_eq!(why("上午九"), "「上午九」：没有写几分");
    assert_eq!(why("9"), "「9」：不是时间");
    let (part, message, help) = refused(read_time("下午17:00"));
    assert_eq!(part, Part::Time);
    assert_eq!(message, "「下午17:00」：「下午」与24小时制的17时不能同时写");
    assert_eq!(help, "如是下午5:00，请写成「下午5:00」或「17:00」");
    assert_eq!(refused(read_time("上午17:00")).2, "如是下午5:00，请写成「下午5:00」或「17:00」");
}

#[test]
fn a_moment_is_a_day_and_perhaps_a_time() {
    for text in [
        "2026-11-24 09:00",
        "2026-11-24T09:00",
        "2026-11-24 09:00:00",
        "2026/11/24 9:00",
        "20261124 9:00",
        "2026年11月24日上午9:00",
        "2026年11月24日（星期二）上午9:00",
        "2026年11月24日，上午9时",
        "11月24日上午9:00",
        "上午9:00",
        "2026-11-24 09:00前",
    ] {
        let day = Date::new(2026, 11, 24).expect("a day");
        let read = read_moment(text, Context::day(day)).map(|read| read.value.to_string());
        assert_eq!(read.as_deref(), Ok("2026-11-24 09:00"), "{text}");
    }
    let alone = read_moment("2026-11-24", Context::NONE).map(|read| read.value.to_string());
    assert_eq!(alone.as_deref(), Ok("2026-11-24"));
    let (part, message, _) = refused(read_moment("2026-11-24 25:00", Context::NONE));
    assert_eq!((part, message.as_str()), (Part::Time, "「2026-11-24 25:00」：没有25时，小时应在0至23之间"));
    let (part, message, _) = refused(read_moment("2026-02-30 09:00", Context::NONE));
    assert_eq!((part, message.as_str()), (Part::Day, "「2026-02-30 09:00」：2026年2月只有28天，没有30日"));
    let (part, message, _) = refused(read_moment("09:00", Context::NONE));
    assert_eq!((part, message.as_str()), (Part::Day, "「09:00」：没有写是哪一天"));
    let (part, message, _) = refused(read_moment("2026-11-24 待定", Context::NONE));
    assert_eq!((part, message.as_str()), (Part::Time, "「2026-11-24 待定」：日期之后的「待定」不是时间"));
}

#[test]
fn a_span_says_the_shared_part_once() {
    for (text, span) in [
        ("2026年11月24日上午9:00至11:30", "2026-11-24 09:00 → 2026-11-24 11:30"),
        ("2026年11月24日上午9:00至12:00", "2026-11-24 09:00 → 2026-11-24 12:00"),
        ("2026年11月24日下午2：30－4：00", "2026-11-24 14:30 → 2026-11-24 16:00"),
        ("2026年11月24日（星期二）上午8:30－10:00", "2026-11-24 08:30 → 2026-11-24 10:00"),
        ("2026年11月24日上午9:00至下午5:00", "2026-11-24 09:00 → 2026-11-24 17:00"),
        ("2026年11月24日上午9:00至14:00", "2026-11-24 09:00 → 2026-11-24 14:00"),
        ("2026-11-24 09:00-11:30", "2026-11-24 09:00 → 2026-11-24 11:30"),
        ("2026-11-24 09:00 ~ 11:30", "2026-11-24 09:00 → 2026-11-24 11:30"),
        ("2026-11-24 09:00—11:30", "2026-11-24 09:00 → 2026-11-24 11:30"),
        ("2026-11-24 09:00——11:30", "2026-11-24 09:00 → 2026-11-24 11:30"),
        ("2026-11-24 09:00～2026-11-25 11:30", "2026-11-24 09:00 → 2026-11-25 11:30"),
        ("2026年11月24日9时到11时30分", "2026-11-24 09:00 → 2026-11-24 11:30"),
        ("2026年11月24日（星期二）至26日（星期四）", "2026-11-24 → 2026-11-26"),
        ("2026年11月24日至12月2日", "2026-11-24 → 2026-12-02"),
        ("2026.11.24-26", "2026-11-24 → 2026-11-26"),
        ("20261124-20261126", "2026-11-24 → 2026-11-26"),
        ("2026年11月24日上午9:00至26日下午5:00", "2026-11-24 09:00 → 2026-11-26 17:00"),
        ("2026年11月24日下午2:00至26日9:00", "2026-11-24 14:00 → 2026-11-26 09:00"),
        ("2026年11月24日晚上10:00至次日1:00", "2026-11-24 22:00 → 2026-11-25 01:00"),
        ("2026-11-24 09:00", "2026-11-24 09:00"),
    ] {
        assert_eq!(span_text(text), span, "{text}");
    }
}

#[test]
fn spans_that_are_refused() {
    assert_eq!(
        span_text("2026年11月24日下午14:00至17:00"),
        "Time 「2026年11月24日下午14:00至17:00」：「下午」与24小时制的14时不能同时写"
    );
    assert_eq!(span_text("2026-11-24 09:00至"), "Time 「2026-11-24 09:00至」：结束时间无法识别");
    assert_eq!(
        span_text("2026-11-24 09:00（会期很长）"),
        "Time 「2026-11-24 09:00（会期很长）」：时间之后的「（会期很长）」无法识别"
    );
    assert_eq!(
        span_text("2026-11-24 09:00-11:30，14:00-17:00"),
        "Time 「2026-11-24 09:00-11:30，14:00-17:00」：结束时间之后的「，14:00-17:00」无法识别"
    );
    assert_eq!(
        span_text("2026年11月24日至31日"),
        "Day 「2026年11月24日至31日」：2026年11月只有30天，没有31日"
    );
}

#[test]
fn durations() {
    for (text, minutes) in [
        ("20分钟", 20),
        ("20", 20),
        ("２０ 分钟", 20),
        ("20 min", 20),
        ("1小时30分钟", 90),
        ("1小时30分", 90),
        ("1.5小时", 90),
        ("1个半小时", 90),
        ("一个半小时", 90),
        ("1小时半", 90),
        ("两小时", 120),
        ("半小时", 30),
        ("半个小时", 30),
        ("一刻钟", 15),
        ("半天", 240),
        ("一天", 480),
        ("一天半", 720),
        ("0:20", 20),
        ("1:30", 90),
        ("约20分钟", 20),
    ] {
        assert_eq!(read_duration(text), Ok(minutes), "{text}");
    }
    for text in ["", "0", "0分钟", "很久", "20分钟左右", "999999999999", "99999小时", "1:5", "-5", "20 30"]
    {
        assert!(read_duration(text).is_err(), "{text}");
    }
}

#[test]
fn the_official_form_is_read_back() {
    for hour in 0..24 {
        let time = Time::new(hour, 5).expect("a time");
        assert_eq!(read_time(&time.official()), Ok(time), "{}", time.official());
        let day = Date::new(2026, 11, 24).expect("a day");
        let moment = Moment { date: day, time: Some(time) };
        let read = read_moment(&moment.official(), Context::NONE).map(|read| read.value);
        assert_eq!(read, Ok(moment));
    }
}

#[test]
fn nothing_makes_it_panic() {
    for text in [
        "年月日",
        "::::",
        "至至至",
        "二十十年",
        "（（",
        "99999999999999",
        "十",
        "半",
        "〇",
        "🙂9:00",
        "-",
        "T",
    ] {
        let day = Date::new(9999, 12, 31).expect("a day");
        let _ = (read_date(text, Context::day(day)), read_time(text), read_duration(text));
        let _ = (read_moment(text, Context::day(day)), read_span(text, Context::day(day)));
    }
    assert!(read_span("9999-12-31 22:00至次日1:00", Context::NONE).is_err());
}
