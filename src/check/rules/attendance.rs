//! Rules of one person's entry: a meeting comes in, names, phones and attendance that cannot be right go out.

use super::{Case, NAMING, Rule, TELLING, fault};
use crate::check::people::{Found, Roll};
use crate::diag::{Code, Diagnostic};
use crate::meeting::{At, Attendee, Person, Presence, Text};

pub(super) const RULES: &[Rule] = &[
    Rule { code: Code::TitleForName, broken: title_for_name },
    Rule { code: Code::SeveralNamesInOne, broken: several_names_in_one },
    Rule { code: Code::InvalidPhone, broken: invalid_phone },
    Rule { code: Code::AbsentOfficer, broken: absent_officer },
    Rule { code: Code::AbsentSpeaker, broken: absent_speaker },
    Rule { code: Code::AbsenceWithoutReason, broken: absence_without_reason },
    Rule { code: Code::SubstituteForPresent, broken: substitute_for_present },
    Rule { code: Code::SubstituteCountedTwice, broken: substitute_counted_twice },
];

/// What is called after a surname, and is no given name.
const TITLES: [&str; 26] = [
    "书记", "市长", "县长", "区长", "镇长", "乡长", "局长", "处长", "科长", "股长", "院长", "校长", "部长",
    "厅长", "主任", "主席", "队长", "所长", "站长", "经理", "总工", "同志", "先生", "女士", "老师", "教授",
];

fn title_for_name(meeting: &Case) -> Vec<Diagnostic> {
    let roles = [&meeting.chair, &meeting.recorder, &meeting.reviewer, &meeting.contact];
    let people = meeting.people.iter().map(|one| &one.person).chain(roles);
    let titled = |name: &&At<String>| {
        let surname = TITLES.iter().find_map(|title| name.strip_suffix(title));
        surname.is_some_and(|rest| (1..=2).contains(&rest.trim_end_matches('副').chars().count()))
    };
    people
        .filter_map(|person| person.name.as_ref())
        .filter(titled)
        .map(|name| {
            let message = format!("姓名写的是「{}」，应写全名", **name);
            fault(Code::TitleForName, name.at, message, "请写全名，职务写到「职务」", NAMING)
        })
        .collect()
}

fn several_names_in_one(meeting: &Case) -> Vec<Diagnostic> {
    let names = meeting.people.iter().filter_map(|one| one.person.name.as_ref());
    let several = |name: &&At<String>| {
        name.contains(['、', '，', ',', '；', ';', '/', '和']) && name.chars().count() > 4
            || name.ends_with('等')
    };
    names
        .filter(several)
        .map(|name| {
            let message = format!("一行参会人员写了「{}」，像是不止一个人", **name);
            fault(
                Code::SeveralNamesInOne,
                name.at,
                message,
                "请一人写一行，签到表上才有各自签名的地方",
                NAMING,
            )
        })
        .collect()
}

fn invalid_phone(meeting: &Case) -> Vec<Diagnostic> {
    let roles = [&meeting.contact, &meeting.chair, &meeting.recorder, &meeting.reviewer];
    let people = roles.into_iter().chain(meeting.people.iter().map(|one| &one.person));
    let mut seen = Vec::new();
    let mut found = Vec::new();
    for phone in people.filter_map(|person: &Person| person.phone.as_ref()) {
        // A role has the phone of its entry in 参会人员: one fault, said once.
        if seen.contains(&phone.at) {
            continue;
        }
        seen.push(phone.at);
        if let Some(what) = phone_fault(phone) {
            let message = format!("电话写的是「{}」：{what}", **phone);
            let help = "手机写11位，如「13800001234」；固定电话写区号和号码，如「0571-88001234」";
            found.push(fault(Code::InvalidPhone, phone.at, message, help, NAMING));
        }
    }
    found
}

/// What is wrong with a phone number, or with one of several.
fn phone_fault(text: &str) -> Option<String> {
    let mut numbers =
        text.split(['、', '，', ',', '；', ';', '/']).map(str::trim).filter(|number| !number.is_empty());
    numbers.find_map(number_fault)
}

fn number_fault(number: &str) -> Option<String> {
    let bare: String =
        number.chars().map(narrow).filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')')).collect();
    let (main, extension) = split_extension(&bare);
    if let Some(odd) = main.chars().find(|c| !c.is_ascii_digit() && !matches!(c, '-' | '+')) {
        return Some(format!("「{odd}」不是数字"));
    }
    if extension.is_some_and(|digits| digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit())) {
        return Some("分机号应是数字".to_owned());
    }
    let digits: String =
        main.strip_prefix("+86").unwrap_or(main).chars().filter(char::is_ascii_digit).collect();
    let count = digits.chars().count();
    let is_right = match digits.chars().next() {
        Some('1') if count == 11 => {
            !digits.starts_with("10") && !digits.starts_with("11") && !digits.starts_with("12")
        }
        Some('1') => (3..=6).contains(&count) && !main.contains('-'),
        Some('0') => (10..=12).contains(&count),
        Some('4' | '8') if count == 10 => true,
        Some(_) => (3..=8).contains(&count),
        None => false,
    };
    if is_right {
        return None;
    }
    Some(match digits.chars().next() {
        Some('1') if count > 6 => format!("手机号应为11位，这里是{count}位"),
        _ => format!("号码有{count}位数字，不是完整的手机号或固定电话"),
    })
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFF10 + 0x30).unwrap_or(c),
        '－' | '—' | '–' | '―' | '‐' => '-',
        '（' => '(',
        '）' => ')',
        _ => c,
    }
}

/// `0571-88001234转801`: the number and what follows 转.
fn split_extension(number: &str) -> (&str, Option<&str>) {
    match number.split_once('转') {
        Some((main, extension)) => (main, Some(extension.trim_start_matches("分机"))),
        None => (number, None),
    }
}

/// Whether somebody of 参会人员 did not come.
fn is_absent(one: &Attendee) -> bool {
    matches!(one.presence, Presence::OnLeave | Presence::Absent)
}

fn state(one: &Attendee) -> &'static str {
    if one.presence == Presence::Absent { "缺席" } else { "请假" }
}

fn absent_officer(meeting: &Case) -> Vec<Diagnostic> {
    let roll = Roll::new(&meeting.people);
    let roles = [(&meeting.chair, "主持人"), (&meeting.recorder, "记录人")];
    let absent = |(person, role): (&Person, &str)| {
        let name = person.name.as_ref()?;
        let unit = person.unit.as_deref().map(String::as_str);
        let Found::One(one) = roll.find(name, unit) else { return None };
        if !is_absent(one) {
            return None;
        }
        let message = format!("{role}是「{}」，而参会人员中写的是{}", **name, state(one));
        let help = format!("请核对此人的「状态」；换了人的，请改写「{role}」");
        Some(fault(Code::AbsentOfficer, name.at, message, help, TELLING).related("参会人员写在此", one.at))
    };
    roles.into_iter().filter_map(absent).collect()
}

fn absent_speaker(meeting: &Case) -> Vec<Diagnostic> {
    let roll = Roll::new(&meeting.people);
    let speeches = meeting.topics.iter().flat_map(|topic| &topic.speeches).map(|speech| &speech.name);
    let absent = |name: &At<String>| {
        let Found::One(one) = roll.find(name, None) else { return None };
        if !is_absent(one) {
            return None;
        }
        let message = format!("记录了「{}」的发言，而参会人员中写的是{}", **name, state(one));
        let help = "请核对发言人和此人的「状态」；是代会人发言的，请写代会人的姓名";
        Some(fault(Code::AbsentSpeaker, name.at, message, help, TELLING).related("参会人员写在此", one.at))
    };
    speeches.flatten().filter_map(absent).collect()
}

fn absence_without_reason(meeting: &Case) -> Vec<Diagnostic> {
    let absent = meeting.people.iter().filter(|one| is_absent(one) && one.reason.is_none());
    absent
        .filter_map(|one| {
            let name = one.person.name.as_ref()?;
            let message = format!("「{}」{}，没有写事由", **name, state(one));
            Some(fault(
                Code::AbsenceWithoutReason,
                name.at,
                message,
                "请在「事由」写明原因，如「出差」",
                TELLING,
            ))
        })
        .collect()
}

/// Each substitute with the one they stand in for.
fn substitutes<'m>(meeting: &'m Case) -> impl Iterator<Item = (&'m At<String>, &'m Attendee)> {
    meeting.people.iter().filter_map(|one| Some((one.substitute.name.as_ref()?, one)))
}

fn substitute_for_present(meeting: &Case) -> Vec<Diagnostic> {
    let present = substitutes(meeting).filter(|(_, one)| !is_absent(one));
    present
        .map(|(substitute, one)| {
            let who = name_of(&one.person.name);
            let message = format!("{who}写了代会人「{}」，状态却是到会", **substitute);
            let help = "本人没有到会的，请把「状态」写成「请假」；到会的，请删去「代会人」";
            fault(Code::SubstituteForPresent, substitute.at, message, help, NAMING)
        })
        .collect()
}

fn substitute_counted_twice(meeting: &Case) -> Vec<Diagnostic> {
    let roll = Roll::new(&meeting.people);
    substitutes(meeting)
        .filter_map(|(substitute, one)| {
            let other = roll.named(substitute).next()?;
            let message =
                format!("{}的代会人「{}」又单独列在参会人员中", name_of(&one.person.name), **substitute);
            let help = "代会人只写在「代会人」里；本来就参会的，请另派代会人";
            Some(
                fault(Code::SubstituteCountedTwice, substitute.at, message, help, NAMING)
                    .related("单独列在此", other.at),
            )
        })
        .collect()
}

fn name_of(name: &Text) -> String {
    name.as_ref().map_or_else(String::new, |name| format!("「{}」", name.value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_as_people_write_them() {
        for right in [
            "0571-88001234",
            "13800001234",
            "138 0000 1234",
            "（0571）88001234",
            "010-66001234",
            "88001234",
            "12345",
            "400-800-1234",
            "0571-88001234转801",
            "+86 13800001234",
            "0571—88001234",
            "０５７１－８８００１２３４",
            "13800001234、0571-88001234",
            "110",
            "6503",
            "0571-88001234/88001235",
        ] {
            assert_eq!(phone_fault(right), None, "{right}");
        }
        for wrong in [
            "1380000123",
            "138000012345",
            "0571-880",
            "电话同上",
            "0571-8800123X",
            "12800001234",
            "88",
            "0571-88001234转",
        ] {
            assert!(phone_fault(wrong).is_some(), "{wrong}");
        }
    }
}
