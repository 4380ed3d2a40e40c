//! Unit packs: the bytes of a unit.yaml come in, what it says of specs goes out, with everything that is wrong in it.

use super::{order, yaml};
use crate::date::{Calendar, Context, Date, DayKind, read_date};
use crate::diag::{Code, Diagnostic, Location, Reported, Setting, Severities, Severity};
use crate::house::{House, PHRASES, SERIAL, YEAR};
use crate::kind::{Kind, Kinds};
use crate::spec::unit::{GRAVITIES, Layer, UNIT, Unit};
use crate::spec::vocabulary::MEETING_KINDS;
use crate::spec::{Node, Value};
use std::sync::Arc;

/// Reads what a unit.yaml says; `name` is the pack's where the file does not say it, `layer` tells its nodes from others.
///
/// All diagnostics name the file and are located.
#[must_use]
pub fn unit(file: &str, name: &str, bytes: &[u8], layer: Layer) -> Reported<Unit> {
    let file: Arc<str> = file.into();
    let (root, places, mut diagnostics) = yaml::tree(bytes, UNIT);
    let value = root.map(|root| {
        let mut reader = Reader { found: Vec::new() };
        let unit = reader.unit(&root, name, &file, layer);
        order::resolve(&mut reader.found, |node| {
            usize::try_from(node.0).ok().and_then(|at| places.get(at)).cloned()
        });
        diagnostics.append(&mut reader.found);
        let settled =
            |placed: Option<(String, Location)>| placed.map(|(text, place)| (text, settle(place, &places)));
        Unit {
            inherits: settled(unit.inherits.clone()),
            fonts: settled(unit.fonts.clone()),
            places: places.clone(),
            ..unit
        }
    });
    for diagnostic in &mut diagnostics {
        diagnostic.file = Some(Arc::clone(&file));
    }
    order::sort(None, &mut diagnostics);
    Reported { value, diagnostics }
}

/// A node's place in the file.
fn settle(place: Location, places: &[Location]) -> Location {
    match place {
        Location::Node(node) => {
            let place = usize::try_from(node.0).ok().and_then(|at| places.get(at));
            place.cloned().unwrap_or(Location::File)
        }
        other => other,
    }
}

struct Reader {
    found: Vec<Diagnostic>,
}

impl Reader {
    fn unit(&mut self, root: &Node, name: &str, file: &Arc<str>, layer: Layer) -> Unit {
        let text = |key: &str| root.get(key).and_then(Node::text).map(str::to_owned);
        let shifted = |node: &Node| {
            let mut node = node.clone();
            shift(&mut node, layer);
            node
        };
        let by_kind = root.get("按会议类型");
        let of_kind = |kind: &&'static str| Some((*kind, shifted(by_kind?.get(kind)?)));
        let placed = |key: &str| {
            let node = root.get(key).filter(|node| !node.is_empty())?;
            Some((node.text()?.to_owned(), Location::Node(node.id)))
        };
        Unit {
            name: text("名称").unwrap_or_else(|| name.to_owned()),
            file: Arc::clone(file),
            inherits: placed("继承"),
            defaults: root.get("默认值").map(shifted),
            by_kind: MEETING_KINDS.iter().filter_map(of_kind).collect(),
            house: self.house(root),
            documents: root.get("文书").map(|node| self.documents(node)),
            severities: root.get("规则").map(|node| self.severities(node)).unwrap_or_default(),
            calendar: root.get("日历").map(|node| self.calendar(node)).unwrap_or_default(),
            fonts: placed("字体"),
            layer,
            places: Vec::new(),
        }
    }

    fn house(&mut self, root: &Node) -> House {
        let at = |map: &str, key: &str| {
            let node = root.get(map)?.get(key).filter(|node| !node.is_empty())?;
            Some((node, node.text()?.to_owned()))
        };
        let text = |map: &str, key: &str| at(map, key).map(|(_, text)| text);
        let mut pattern = |key: &str, example: &str| {
            let (node, text) = at("文号", key)?;
            if !text.contains(SERIAL) {
                let why = format!("没有{SERIAL}，不知道号码写在哪里");
                self.refuse(node, &format!("「文号」的「{key}」"), &why, format!("例如：{example}"));
                return None;
            }
            let rest = text.replace(SERIAL, "").replace(YEAR, "");
            let is_year_bracketed = !text.contains(YEAR) || text.contains("〔{年}〕");
            if rest.contains(['{', '}', '｛', '｝']) || !is_year_bracketed {
                let why = if is_year_bracketed {
                    "花括号里只能写 年 或 号"
                } else {
                    "年份应写成〔{年}〕"
                };
                self.refuse(node, &format!("「文号」的「{key}」"), why, format!("例如：{example}"));
                return None;
            }
            Some(text)
        };
        let notice_number = pattern("通知", "云应急办〔{年}〕{号}号");
        let minutes_number = pattern("纪要", "〔{年}〕{号}号");
        let issue = pattern("期号", "第{号}期");
        let without_kind = |mark: String| mark.strip_suffix("文件").map(str::to_owned).unwrap_or(mark);
        let phrases = PHRASES.iter().enumerate();
        House {
            notice_mark: text("标志", "通知").map(without_kind),
            minutes_mark: text("标志", "纪要"),
            signature: root
                .get("署名")
                .and_then(Node::text)
                .filter(|text| !text.is_empty())
                .map(str::to_owned),
            notice_number,
            minutes_number,
            issue,
            phrases: phrases
                .filter_map(|(at, phrase)| {
                    let text = text("用语", phrase.name)?;
                    // 无: the unit does without the phrase.
                    Some((at, if text == "无" { String::new() } else { text }))
                })
                .collect(),
        }
    }

    fn refuse(&mut self, node: &Node, what: &str, why: &str, help: impl Into<String>) {
        let text = node.text().unwrap_or_default();
        let message = format!("{what}写的是「{text}」：{why}");
        self.found.push(Diagnostic::new(Code::InvalidChoice, node.id, message).help(help));
    }

    fn documents(&mut self, list: &Node) -> Kinds {
        let mut kinds = Kinds::NONE;
        for node in list.items() {
            if let Ok(kind) = node.text().unwrap_or_default().parse::<Kind>() {
                kinds = kinds.with(kind);
            } else {
                let all: Vec<&str> = Kind::ALL.iter().map(|kind| kind.label()).collect();
                self.refuse(node, "「文书」", "没有这种文书", format!("可以写：{}", all.join("、")));
            }
        }
        kinds
    }

    fn severities(&mut self, rules: &Node) -> Severities {
        let mut severities = Severities::default();
        for entry in rules.entries().iter().filter(|entry| !entry.node.is_empty()) {
            let Some(code) = Code::ALL.iter().find(|code| code.name() == entry.field.key) else { continue };
            let setting = match entry.node.text().map(str::to_lowercase).as_deref() {
                Some("错误" | "error") => Setting::As(Severity::Error),
                Some("警告" | "提醒" | "warning") => Setting::As(Severity::Warning),
                Some("提示" | "说明" | "note") => Setting::As(Severity::Note),
                // YAML reads a bare `off` as it stands; so does this.
                Some("关" | "关闭" | "off") => Setting::Off,
                _ => {
                    let help = format!("请从{}中选写一个", GRAVITIES.join("、"));
                    self.refuse(&entry.node, &format!("「{}」", entry.field.key), "不是轻重的写法", help);
                    continue;
                }
            };
            if code.is_fixed() && setting != Setting::As(code.severity()) {
                let message = format!("「{}」这一项检查不能调整：{}", code.name(), code.about());
                let fixed = Diagnostic::new(Code::FixedRule, entry.key, message);
                self.found.push(fixed.help("请删去这一行"));
                continue;
            }
            severities = severities.with(*code, setting);
        }
        severities
    }

    fn calendar(&mut self, years: &Node) -> Calendar {
        let mut calendar = Calendar::default();
        for one in years.items() {
            let year = one.get("年度");
            let number = year.and_then(Node::text).map(|text| text.trim_end_matches('年').parse::<i32>());
            let Some(Ok(number)) = number.filter(|read| matches!(read, Ok(1900..=9999))) else {
                let place = year.unwrap_or(one);
                let message = "「日历」的每一项要写明「年度」，四位数字";
                let fault = Diagnostic::new(Code::InvalidNumber, place.id, message);
                self.found.push(fault.help("例如：年度: 2027"));
                continue;
            };
            calendar.know(number);
            for (key, kind) in [("放假", DayKind::Off), ("上班", DayKind::Working)] {
                for node in one.get(key).map(Node::items).unwrap_or_default() {
                    self.days(node, number).into_iter().for_each(|day| calendar.set(day, kind));
                }
            }
        }
        calendar
    }

    /// The days of `10月1日至10月7日`, `10月1日至7日`, `10月1日` or several of them in one text.
    fn days(&mut self, node: &Node, year: i32) -> Vec<Date> {
        let text = node.text().unwrap_or_default();
        let mut days = Vec::new();
        for part in text.split(['、', '，', ',', '；']).map(str::trim).filter(|part| !part.is_empty()) {
            match span(part, year) {
                Ok(some) => days.extend(some),
                Err(why) => {
                    let message = format!("「日历」里写的是「{part}」：{why}");
                    let help = "请写成「10月1日」或「10月1日至10月7日」";
                    self.found.push(Diagnostic::new(Code::InvalidDate, node.id, message).help(help));
                }
            }
        }
        days
    }
}

/// More days than any break has.
const MOST_DAYS: u64 = 60;

fn span(text: &str, year: i32) -> Result<Vec<Date>, String> {
    let (first, last) = text.split_once(['至', '～', '~', '—']).unwrap_or((text, ""));
    let day = |text: &str| {
        let read = read_date(text.trim(), Context::year(year));
        read.map(|read| read.value).map_err(|_| "看不出是哪一天".to_owned())
    };
    let start = day(first)?;
    let end = match last.trim() {
        "" => start,
        // 10月1日至7日
        rest if !rest.contains(['月', '-', '/', '.']) => day(&format!("{}月{rest}", start.month()))?,
        rest => day(rest)?,
    };
    let days: Vec<Date> =
        (0..MOST_DAYS).map_while(|days| start.plus_days(days)).take_while(|day| *day <= end).collect();
    if days.last() == Some(&end) {
        Ok(days)
    } else {
        Err(format!("起止不对，或超过了{MOST_DAYS}天"))
    }
}

/// Numbers the nodes of a tree as those of a layer.
fn shift(node: &mut Node, layer: Layer) {
    node.id = layer.node(node.id);
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| shift(item, layer)),
        Value::Map(entries) => {
            for entry in entries {
                entry.key = layer.node(entry.key);
                shift(&mut entry.node, layer);
            }
        }
        Value::Empty | Value::Text(_) => {}
    }
}
