//! Dates, times and lengths of time as nobody would type them.

use super::mutate::{self, Dice};
use huiwu::date::{Context, Date, read_date, read_duration, read_moment, read_slot, read_span, read_time};

const TOKENS: &[&str] = &[
    "2026",
    "26",
    "11",
    "24",
    "9",
    "0",
    "00",
    "30",
    "31",
    "99",
    "4294967296",
    "年",
    "月",
    "日",
    "号",
    "时",
    "点",
    "分",
    "半",
    "一刻",
    "整",
    "上午",
    "下午",
    "凌晨",
    "晚上",
    "中午",
    "pm",
    "AM",
    "：",
    ":",
    "︰",
    "-",
    "－",
    "—",
    "——",
    "～",
    "至",
    "到",
    ".",
    "/",
    "（星期二）",
    "(周日)",
    "礼拜天",
    "星期",
    "（",
    "）",
    "二〇二六",
    "二○二六",
    "二OO八",
    "零",
    "〇",
    "十",
    "二十",
    "两",
    "廿",
    "次日",
    "当天",
    "起",
    "前",
    "T",
    "Z",
    " ",
    "　",
    ",",
    "，",
    "、",
    "；",
    "会期",
    "半天",
    "一天",
    "小时",
    "分钟",
    "约",
    "🙂",
    "\u{200B}",
    "𬱖",
    "\0",
    "½",
    "２",
    "９",
];

fn any(dice: &mut Dice) -> String {
    let mut text = String::new();
    for _ in 0..dice.below(14) {
        text.push_str(dice.word(TOKENS));
    }
    if dice.below(10) == 0 { mutate::text(dice, &text, TOKENS) } else { text }
}

#[test]
fn date_reader() {
    let days = [Date::new(2026, 11, 24), Date::new(9999, 12, 31), Date::new(1900, 1, 1)];
    super::run("date", 4_000, |dice| {
        let text = any(dice);
        let context = match dice.below(4) {
            0 => Context::NONE,
            at => Context::day(days[at - 1].expect("a day")),
        };
        let (date, time) = (read_date(&text, context), read_time(&text));
        let (moment, span) = (read_moment(&text, context), read_span(&text, context));
        let (slot, length) = (read_slot(&text, context), read_duration(&text));
        for said in [
            date.as_ref().err(),
            time.as_ref().err(),
            moment.as_ref().err(),
            span.as_ref().err(),
            slot.as_ref().err(),
            length.as_ref().err(),
        ]
        .into_iter()
        .flatten()
        {
            assert!(said.message.starts_with('「') && !said.help.is_empty(), "{text}: {said:?}");
        }
        // What was understood is understood again from its official form.
        if let Ok(read) = &date {
            let again = read_date(&read.value.official(), Context::NONE).expect(&text);
            assert_eq!((again.value, again.wrong_weekday), (read.value, None), "{text}");
        }
        if let Ok(read) = &moment {
            let again = read_moment(&read.value.official(), Context::NONE).expect(&text);
            assert_eq!(again.value, read.value, "{text}");
        }
        if let Ok(time) = time {
            assert_eq!(read_time(&time.official()), Ok(time), "{text}");
        }
        text.into_bytes()
    });
}
