//! Helpers for numbers: values of the view come in, ordinals, numerals and archive numbers go out.

use super::Given;
use crate::render::ordinal;

type Words = Result<String, String>;

/// 一、（一）1.（1） of an item's number and a level.
pub(super) fn mark(given: &Given<'_>) -> Words {
    let Some(number) = given.number(0)? else { return Ok(String::new()) };
    match given.number(1)? {
        Some(level @ 1..=4) => Ok(ordinal::mark(level, number)),
        _ => Err("级别应为 1、2、3、4".to_owned()),
    }
}

/// The number after a number.
pub(super) fn next(given: &Given<'_>) -> Words {
    Ok(given.number(0)?.map_or_else(String::new, |number| number.saturating_add(1).to_string()))
}

/// `一百二十`.
pub(super) fn hanzi(given: &Given<'_>) -> Words {
    let Some(number) = given.number(0)? else { return Ok(String::new()) };
    let words = numeral(number, &SMALL)?;
    // 十二, not 一十二.
    Ok(if (10..20).contains(&number) { words.trim_start_matches('一').to_owned() } else { words })
}

/// `壹佰贰拾`.
pub(super) fn capital(given: &Given<'_>) -> Words {
    given.number(0)?.map_or_else(|| Ok(String::new()), |number| numeral(number, &LARGE))
}

/// `捌佰元伍角整` (支付结算办法 附件一).
pub(super) fn money(given: &Given<'_>) -> Words {
    let text = given.text(0)?;
    let plain = text.trim().trim_end_matches('元').replace(',', "");
    if plain.is_empty() {
        return Ok(String::new());
    }
    let wrong = || format!("应给一个金额，给的是「{text}」");
    let (yuan, cents) = plain.split_once('.').unwrap_or((&plain, ""));
    if cents.len() > 2 || !cents.chars().all(|c| c.is_ascii_digit()) {
        return Err(wrong());
    }
    let yuan: usize = yuan.parse().map_err(|_| wrong())?;
    let mut digits = cents.chars().chain("00".chars()).filter_map(|c| c.to_digit(10));
    let digit = |digit: Option<u32>| digit.and_then(|digit| usize::try_from(digit).ok()).unwrap_or(0);
    let (jiao, fen) = (digit(digits.next()), digit(digits.next()));
    let word = |digit: usize| LARGE.digits.get(digit).copied().unwrap_or_default();
    let mut words = String::new();
    if yuan > 0 || (jiao == 0 && fen == 0) {
        words = format!("{}元", numeral(yuan, &LARGE)?);
    }
    match (jiao, fen) {
        (0, 0) => words.push('整'),
        (jiao, 0) => words.extend([word(jiao), "角整"]),
        (0, fen) => words.extend([if yuan > 0 { "零" } else { "" }, word(fen), "分"]),
        (jiao, fen) => words.extend([word(jiao), "角", word(fen), "分"]),
    }
    Ok(words)
}

/// The signs of a way to write numbers.
struct Signs {
    digits: [&'static str; 10],
    places: [&'static str; 4],
    groups: [&'static str; 3],
}

const SMALL: Signs = Signs {
    digits: ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"],
    places: ["", "十", "百", "千"],
    groups: ["", "万", "亿"],
};

const LARGE: Signs = Signs {
    digits: ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"],
    places: ["", "拾", "佰", "仟"],
    groups: ["", "万", "亿"],
};

/// A number below a million million in words.
fn numeral(number: usize, signs: &Signs) -> Words {
    if number == 0 {
        return Ok(signs.digits[0].to_owned());
    }
    let text = number.to_string();
    if text.len() > 12 {
        return Err(format!("数目太大：{number}"));
    }
    let mut words = String::new();
    let (mut is_zero, mut group_has_digit) = (false, false);
    for (at, c) in text.chars().enumerate() {
        let place = text.len() - 1 - at;
        let digit = c.to_digit(10).and_then(|digit| usize::try_from(digit).ok()).unwrap_or(0);
        if digit == 0 {
            is_zero = true;
        } else {
            if is_zero {
                words.push_str(signs.digits[0]);
            }
            is_zero = false;
            group_has_digit = true;
            words.push_str(signs.digits[digit]);
            words.push_str(signs.places[place % 4]);
        }
        if place.is_multiple_of(4) {
            if group_has_digit {
                words.push_str(signs.groups[place / 4]);
            }
            group_has_digit = false;
        }
    }
    Ok(words)
}

/// `X043-WS·2026-Y-BGS-0012` (DA/T 22-2015 5.3).
pub(super) fn archive_number(given: &Given<'_>) -> Words {
    let [fonds, year, period, office] = [0, 1, 2, 3].map(|at| given.text(at));
    let (fonds, year, period, office) = (fonds?, year?, period?, office?);
    let number = given.number(4)?;
    let period = match period.as_str() {
        "永久" | "Y" => "Y".to_owned(),
        other => match other.trim_end_matches('年').trim_start_matches('D').parse::<u32>() {
            Ok(years) => format!("D{years}"),
            Err(_) => return Ok(String::new()),
        },
    };
    let Some(number) = number.filter(|_| [&fonds, &year, &office].iter().all(|part| !part.is_empty())) else {
        return Ok(String::new());
    };
    let class = super::text(given.named("门类"))?;
    let class = if class.is_empty() { "WS" } else { &class };
    Ok(format!("{fonds}-{class}·{year}-{period}-{office}-{number:04}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words() {
        let words = |number| numeral(number, &SMALL).expect("words");
        let all = [0, 5, 12, 105, 120, 1_010, 10_000, 10_203, 200_000_007].map(words);
        let expected = [
            "零",
            "五",
            "一十二",
            "一百零五",
            "一百二十",
            "一千零一十",
            "一万",
            "一万零二百零三",
            "二亿零七",
        ];
        assert_eq!(all, expected);
    }
}
