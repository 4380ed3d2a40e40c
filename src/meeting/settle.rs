//! A meeting in its unit's house style: the unit's words come in, numbers that were given short go out whole.

use super::{Meeting, Text};
use crate::date::Date;
use crate::house::{House, SERIAL, YEAR};

impl Meeting {
    /// Takes what the unit says, and writes numbers out that are given short: `45` with `应急办〔{年}〕{号}号`.
    ///
    /// The year is that of the document, else that of the meeting; without either the number stays as it is.
    pub fn settle_in(&mut self, house: House) {
        let held = self.start.as_ref().map(|start| start.value.date);
        let called = self.notice.date.as_ref().map(|date| date.value).or(held);
        let dates = [&self.minutes.date, &self.reviewed, &self.written];
        let told = dates.into_iter().flatten().map(|date| date.value).next().or(held);
        write_out(&mut self.notice.number, house.notice_number.as_deref(), called);
        write_out(&mut self.minutes.number, house.minutes_number.as_deref(), told);
        write_out(&mut self.minutes.issue, house.issue.as_deref(), told);
        self.house = house;
    }
}

fn write_out(number: &mut Text, pattern: Option<&str>, date: Option<Date>) {
    let (Some(number), Some(pattern)) = (number, pattern) else { return };
    let is_short = !number.value.is_empty() && number.value.chars().all(|c| c.is_ascii_digit());
    if !is_short || (date.is_none() && pattern.contains(YEAR)) {
        return;
    }
    let year = date.map(|date| date.year().to_string()).unwrap_or_default();
    let serial = match number.value.trim_start_matches('0') {
        "" => "0",
        serial => serial,
    };
    number.value = pattern.replace(YEAR, &year).replace(SERIAL, serial);
}
