//! Chinese ordinals: a number comes in, 一、（一）1.（1） go out (GB/T 9704-2012 7.3.3).

const DIGITS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// 一 二 … 十 十一 … 九十九; larger numbers stay Arabic.
pub(super) fn hanzi(number: usize) -> String {
    match number {
        0..10 => DIGITS[number].to_owned(),
        10..20 => format!("十{}", ones(number)),
        20..100 => format!("{}十{}", DIGITS[number / 10], ones(number)),
        _ => number.to_string(),
    }
}

fn ones(number: usize) -> &'static str {
    if number.is_multiple_of(10) { "" } else { DIGITS[number % 10] }
}

/// The mark of a heading of a level, 1 to 4.
pub(super) fn mark(level: usize, number: usize) -> String {
    match level {
        1 => format!("{}、", hanzi(number)),
        2 => format!("（{}）", hanzi(number)),
        3 => format!("{number}."),
        _ => format!("（{number}）"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_are_as_clerks_count() {
        let all: Vec<String> = [1, 10, 11, 20, 21, 99, 100].into_iter().map(hanzi).collect();
        assert_eq!(all, ["一", "十", "十一", "二十", "二十一", "九十九", "100"]);
        assert_eq!([mark(1, 3), mark(2, 12), mark(3, 4), mark(4, 1)], ["三、", "（十二）", "4.", "（1）"]);
    }
}
