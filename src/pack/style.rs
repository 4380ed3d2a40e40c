//! The style sheet: the layers of style.yaml come in, a `Sheet` with every measure resolved and everything that is wrong go out.

use super::files::Files;
use super::sheet::merged;
use crate::document::{
    Align, Border, CharacterStyle, Faces, Ink, Line, Page, ParagraphStyle, Sheet, StyleIndex, TableStyle,
};
use crate::font::Role;
use crate::length::{Length, Measure, NotALength};
use serde_yaml::{Mapping, Value};

/// What is wrong in a style sheet.
#[derive(Debug, thiserror::Error)]
pub enum StyleError {
    /// It is not YAML.
    #[error("第{line}行第{column}列起不是 YAML 的写法，后面的都没有读")]
    Yaml {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// It is no map.
    #[error("样式表应是「版面」「字体」「段落」「文字」「表格」「颜色」几个部分")]
    NotASheet,
    /// It is too large, or has anchors and aliases.
    #[error("样式表太大，或用了 & 和 * 的引用")]
    Foreign,
    /// A key is not known.
    #[error("「{place}」里没有「{found}」这一项")]
    Key {
        /// Where.
        place: String,
        /// What was written.
        found: String,
        /// What may be written.
        known: &'static [&'static str],
    },
    /// A measure is not one.
    #[error("「{place}」：{source}")]
    Length {
        /// Where.
        place: String,
        /// What is wrong.
        source: NotALength,
    },
    /// A measure no page has.
    #[error("「{place}」写的是「{found}」，应在{least}至{most}之间")]
    Range {
        /// Where.
        place: String,
        /// What was written.
        found: String,
        /// The least that may be written.
        least: &'static str,
        /// The most that may be written.
        most: &'static str,
    },
    /// A word is not among the ones allowed.
    #[error("「{place}」写的是「{found}」，应为：{expected}")]
    Word {
        /// Where.
        place: String,
        /// What was written.
        found: String,
        /// What may be written.
        expected: &'static str,
    },
    /// A style that is built on does not come before it.
    #[error("样式「{style}」基于「{base}」，但前面没有这个样式")]
    NoBase {
        /// The style.
        style: String,
        /// What it is based on.
        base: String,
    },
    /// Something indispensable is missing.
    #[error("缺少「{0}」")]
    Missing(String),
}

impl StyleError {
    /// How to put it right.
    pub(super) fn help(&self) -> Option<String> {
        match self {
            Self::Key { found, known, .. } => {
                let near = known.iter().max_by_key(|known| alike(known, found));
                let near = near.filter(|known| alike(known, found) > 500);
                let all = known.join("、");
                Some(near.map_or_else(
                    || format!("可以写：{all}"),
                    |near| format!("您是不是想写「{near}」？可以写：{all}"),
                ))
            }
            Self::Length { .. } => Some("长度可写 三号、16pt、37mm、2.6cm；缩进还可写 2字".to_owned()),
            Self::Yaml { .. } => Some("请核对冒号后的空格、行首的缩进和括号是否成对".to_owned()),
            _ => None,
        }
    }
}

/// How alike two words are, in thousandths.
#[expect(clippy::cast_possible_truncation, reason = "between 0 and 1000")]
fn alike(one: &str, other: &str) -> i32 {
    (strsim::normalized_levenshtein(one, other) * 1000.0) as i32
}

/// What is wrong, and the keys that lead to it.
#[derive(Debug, thiserror::Error)]
#[error("{error}")]
pub struct StyleFault {
    /// The keys from the top.
    pub(super) keys: Vec<String>,
    /// What is wrong.
    pub(super) error: StyleError,
}

const SECTIONS: &[&str] = &["版面", "字体", "段落", "文字", "表格", "颜色"];
const PAGE: &[&str] = &["纸宽", "纸高", "天头", "订口", "版心宽", "版心高", "行距", "页码下移"];
const FACES: &[&str] = &["仿宋", "小标宋", "黑体", "楷体", "宋体", "西文"];
const PARAGRAPH: &[&str] = &[
    "基于",
    "字体",
    "西文字体",
    "字号",
    "字距",
    "颜色",
    "行距",
    "首行缩进",
    "左缩进",
    "右缩进",
    "段前",
    "段后",
    "对齐",
    "与下段同页",
    "段中不分页",
    "大纲",
    "上线",
    "下线",
];
const BORDER: &[&str] = &["线宽", "间隔", "颜色", "线型"];
const CHARACTER: &[&str] = &["字体", "字号", "颜色"];
const TABLE: &[&str] = &["外框", "内线", "左右留白", "上下留白"];

/// Reads the layers of a style sheet, the topmost first; what is wrong goes to `faults` and counts as not written.
pub(super) fn read(chain: &[&Files], faults: &mut Vec<StyleFault>) -> Sheet {
    let whole = merged(chain, faults);
    let mut reader = Reader { faults, inks: Mapping::new() };
    let top = Part { keys: Vec::new(), map: Some(&whole) };
    reader.check(&top, SECTIONS);
    reader.inks = top.part("颜色").map.cloned().unwrap_or_default();
    let page = reader.page(&top.part("版面"));
    let faces = reader.faces(&top.part("字体"));
    let paragraphs = reader.paragraphs(&top.part("段落"));
    let characters = reader.characters(&top.part("文字"));
    let mut tables = reader.tables(&top.part("表格"));
    if tables.is_empty() {
        reader.missing("表格");
        let zero = Length::ZERO;
        let name = "表格".to_owned();
        tables.push(TableStyle { name, outer: zero, inner: zero, padding_x: zero, padding_y: zero });
    }
    let at = paragraphs.iter().position(|style| style.name == "页码");
    if at.is_none() {
        reader.missing("页码");
    }
    let page_number = StyleIndex(at.and_then(|at| u16::try_from(at).ok()).unwrap_or_default());
    Sheet { page, faces, paragraphs, characters, tables, page_number }
}

/// A map of the sheet and the keys that lead to it.
struct Part<'m> {
    keys: Vec<String>,
    map: Option<&'m Mapping>,
}

impl<'m> Part<'m> {
    fn part(&self, key: &str) -> Self {
        self.inner(key, self.get(key))
    }

    fn inner(&self, key: &str, value: Option<&'m Value>) -> Self {
        let keys = self.keys.iter().cloned().chain([key.to_owned()]).collect();
        Self { keys, map: value.and_then(Value::as_mapping) }
    }

    fn get(&self, key: &str) -> Option<&'m Value> {
        self.map.and_then(|map| map.get(key))
    }

    /// The maps inside, by their names.
    fn each(&self) -> impl Iterator<Item = (String, Self)> {
        let entries = self.map.into_iter().flatten();
        entries.map(|(key, value)| {
            let key = key.as_str().map_or_else(|| format!("{key:?}"), str::to_owned);
            let part = self.inner(&key, Some(value));
            (key, part)
        })
    }

    fn place(&self, key: &str) -> String {
        self.keys.iter().skip(1).map(String::as_str).chain([key]).collect::<Vec<_>>().join("」的「")
    }
}

struct Reader<'f> {
    faults: &'f mut Vec<StyleFault>,
    inks: Mapping,
}

/// What is said of an edge: a line, or that there is none.
struct Edge(Option<Border>);

/// The least and the most of a measure, with their words.
type Range = (Length, Length, &'static str, &'static str);

const fn mm(mm: i64) -> Length {
    Length::emu(mm * 36_000)
}

const fn pt(pt: i64) -> Length {
    Length::emu(pt * 12_700)
}

const PAPER: Range = (mm(50), mm(1200), "50mm", "1200mm");
const MARGIN: Range = (mm(0), mm(500), "0", "500mm");
const BLOCK: Range = (mm(40), mm(1200), "40mm", "1200mm");
const SIZE: Range = (pt(4), pt(250), "4pt", "250pt");
const TRACKING: Range = (pt(-2), pt(100), "-2pt", "100pt");
const PITCH: Range = (pt(1), pt(300), "1pt", "300pt");
const SPACE: Range = (mm(0), mm(200), "0", "200mm");
const INDENT: Range = (mm(-60), mm(120), "-60mm", "120mm");
const STROKE: Range = (pt(0), pt(20), "0", "20pt");

impl Reader<'_> {
    fn fault(&mut self, part: &Part<'_>, key: &str, error: StyleError) {
        let keys = part.keys.iter().cloned().chain([key.to_owned()]).filter(|key| !key.is_empty()).collect();
        self.faults.push(StyleFault { keys, error });
    }

    fn missing(&mut self, what: &str) {
        self.faults.push(StyleFault { keys: Vec::new(), error: StyleError::Missing(what.to_owned()) });
    }

    /// Says which keys are not known.
    fn check(&mut self, part: &Part<'_>, known: &'static [&'static str]) {
        for (key, _) in part.each() {
            if !known.contains(&key.as_str()) {
                let place = part.keys.last().map_or("样式表", String::as_str).to_owned();
                self.fault(part, &key, StyleError::Key { place, found: key.clone(), known });
            }
        }
    }

    /// What is written under a key, as text.
    fn text(&mut self, part: &Part<'_>, key: &str) -> Option<String> {
        match part.get(key)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(true) => Some("是".to_owned()),
            Value::Bool(false) => Some("否".to_owned()),
            Value::Null => None,
            _ => {
                let found = "几项内容".to_owned();
                let place = part.place(key);
                self.fault(part, key, StyleError::Word { place, found, expected: "一个值" });
                None
            }
        }
    }

    fn length(&mut self, part: &Part<'_>, key: &str, range: Range) -> Option<Length> {
        let found = self.text(part, key)?;
        match found.parse() {
            Ok(length) => self.within(part, key, (length, found), range).then_some(length),
            Err(source) => {
                self.fault(part, key, StyleError::Length { place: part.place(key), source });
                None
            }
        }
    }

    fn within(
        &mut self,
        part: &Part<'_>,
        key: &str,
        (length, found): (Length, String),
        (least, most, least_word, most_word): Range,
    ) -> bool {
        let is_within = (least..=most).contains(&length);
        if !is_within {
            let place = part.place(key);
            let error = StyleError::Range { place, found, least: least_word, most: most_word };
            self.fault(part, key, error);
        }
        is_within
    }

    fn measure(&mut self, part: &Part<'_>, key: &str) -> Option<Measure> {
        let found = self.text(part, key)?;
        match found.parse::<Measure>() {
            Ok(measure) => {
                let length = measure.resolve(Length::pt(16.0));
                self.within(part, key, (length, found), INDENT).then_some(measure)
            }
            Err(source) => {
                self.fault(part, key, StyleError::Length { place: part.place(key), source });
                None
            }
        }
    }

    fn word<T: Copy>(
        &mut self,
        part: &Part<'_>,
        key: &str,
        words: &[(&str, T)],
        expected: &'static str,
    ) -> Option<T> {
        let found = self.text(part, key)?;
        let known = words.iter().find(|(word, _)| *word == found).map(|(_, value)| *value);
        if known.is_none() {
            self.fault(part, key, StyleError::Word { place: part.place(key), found, expected });
        }
        known
    }

    fn yes(&mut self, part: &Part<'_>, key: &str) -> Option<bool> {
        self.word(part, key, &[("是", true), ("否", false)], "是、否")
    }

    fn role(&mut self, part: &Part<'_>, key: &str) -> Option<Role> {
        let found = self.text(part, key)?;
        let role = Role::named(&found);
        if role.is_none() {
            let expected = "仿宋、小标宋、黑体、楷体、宋体、西文";
            self.fault(part, key, StyleError::Word { place: part.place(key), found, expected });
        }
        role
    }

    fn ink(&mut self, part: &Part<'_>, key: &str) -> Option<Ink> {
        let found = self.text(part, key)?;
        let named = self.inks.get(found.as_str()).and_then(Value::as_str).map(str::to_owned);
        let ink = hex(named.as_deref().unwrap_or(&found));
        if ink.is_none() {
            let expected = "「颜色」里的名称，或 #FF0000 的写法";
            self.fault(part, key, StyleError::Word { place: part.place(key), found, expected });
        }
        ink
    }

    /// `无` takes the base's border away.
    fn border(&mut self, part: &Part<'_>, key: &str) -> Option<Edge> {
        let value = part.get(key)?;
        if value.as_str() == Some("无") {
            return Some(Edge(None));
        }
        let inner = part.part(key);
        if inner.map.is_none() {
            let found = value.as_str().unwrap_or("几项内容").to_owned();
            let expected = "无，或 {线宽: …, 间隔: …}";
            self.fault(part, key, StyleError::Word { place: part.place(key), found, expected });
            return None;
        }
        self.check(&inner, BORDER);
        let lines = [("单", Line::Single), ("上粗下细", Line::ThickThin), ("上细下粗", Line::ThinThick)];
        Some(Edge(Some(Border {
            line: self.word(&inner, "线型", &lines, "单、上粗下细、上细下粗").unwrap_or_default(),
            width: self.length(&inner, "线宽", STROKE).unwrap_or(Length::pt(1.0)),
            ink: self.ink(&inner, "颜色").unwrap_or(Ink::BLACK),
            gap: self.length(&inner, "间隔", SPACE).unwrap_or(Length::ZERO),
        })))
    }

    fn page(&mut self, part: &Part<'_>) -> Page {
        self.check(part, PAGE);
        let mut at = |key: &str, range: Range, standard: f64| {
            self.length(part, key, range).unwrap_or_else(|| Length::mm(standard))
        };
        // 5.2.1 and 5.2.3
        let (width, height) = (at("纸宽", PAPER, 210.0), at("纸高", PAPER, 297.0));
        let (top, left) = (at("天头", MARGIN, 37.0), at("订口", MARGIN, 28.0));
        let (block_width, block_height) = (at("版心宽", BLOCK, 156.0), at("版心高", BLOCK, 225.0));
        let number_drop = at("页码下移", MARGIN, 7.0);
        let pitch = self.length(part, "行距", PITCH).unwrap_or(Length::pt(28.95));
        let (right, bottom) = (width - left - block_width, height - top - block_height);
        for (key, rest, of) in [("版心宽", right, "纸宽"), ("版心高", bottom, "纸高")] {
            if rest < Length::ZERO {
                let found = part.get(key).and_then(Value::as_str).unwrap_or(key).to_owned();
                let expected = if of == "纸宽" {
                    "连同订口不宽于纸宽"
                } else {
                    "连同天头不高于纸高"
                };
                self.fault(part, key, StyleError::Word { place: key.to_owned(), found, expected });
            }
        }
        let zero = Length::ZERO;
        Page {
            width,
            height,
            top,
            bottom: bottom.max(zero),
            left,
            right: right.max(zero),
            pitch,
            number_drop,
        }
    }

    fn faces(&mut self, part: &Part<'_>) -> Faces {
        self.check(part, FACES);
        let mut names: [String; Role::COUNT] = Default::default();
        for role in Role::ALL {
            match self.text(part, role.label()).filter(|name| !name.trim().is_empty()) {
                Some(name) => names[role as usize] = name,
                None => self.missing(&format!("字体 › {}", role.label())),
            }
        }
        Faces { names }
    }

    fn paragraphs(&mut self, part: &Part<'_>) -> Vec<ParagraphStyle> {
        let mut known: Vec<ParagraphStyle> = Vec::new();
        for (name, part) in part.each() {
            self.check(&part, PARAGRAPH);
            let base = self.text(&part, "基于").unwrap_or_else(|| "正文".to_owned());
            let start = if let Some(style) = known.iter().find(|style| style.name == base) {
                ParagraphStyle { name: name.clone(), ..style.clone() }
            } else {
                if !known.is_empty() {
                    self.fault(&part, "基于", StyleError::NoBase { style: name.clone(), base });
                }
                plain(&name)
            };
            let style = self.paragraph(&part, start);
            known.push(style);
        }
        known
    }

    fn paragraph(&mut self, part: &Part<'_>, mut style: ParagraphStyle) -> ParagraphStyle {
        set(&mut style.role, self.role(part, "字体"));
        set(&mut style.latin, self.role(part, "西文字体"));
        set(&mut style.size, self.length(part, "字号", SIZE));
        set(&mut style.tracking, self.length(part, "字距", TRACKING));
        set(&mut style.ink, self.ink(part, "颜色"));
        set(&mut style.pitch, self.length(part, "行距", PITCH));
        set(&mut style.first_line, self.measure(part, "首行缩进"));
        set(&mut style.left, self.measure(part, "左缩进"));
        set(&mut style.right, self.measure(part, "右缩进"));
        set(&mut style.before, self.length(part, "段前", SPACE));
        set(&mut style.after, self.length(part, "段后", SPACE));
        set(&mut style.align, self.word(part, "对齐", &ALIGN, "两端、左、中、右、分散"));
        set(&mut style.keep_with_next, self.yes(part, "与下段同页"));
        set(&mut style.keep_lines, self.yes(part, "段中不分页"));
        let levels = [("0", 0), ("1", 1), ("2", 2), ("3", 3), ("4", 4)];
        style.outline = self.word(part, "大纲", &levels, "0、1、2、3、4").or(style.outline);
        set(&mut style.border_above, self.border(part, "上线").map(|Edge(border)| border));
        set(&mut style.border_below, self.border(part, "下线").map(|Edge(border)| border));
        style
    }

    fn characters(&mut self, part: &Part<'_>) -> Vec<CharacterStyle> {
        let each = part.each().map(|(name, part)| {
            self.check(&part, CHARACTER);
            CharacterStyle {
                role: self.role(&part, "字体"),
                size: self.length(&part, "字号", SIZE),
                ink: self.ink(&part, "颜色"),
                name,
            }
        });
        each.collect()
    }

    fn tables(&mut self, part: &Part<'_>) -> Vec<TableStyle> {
        let each = part.each().map(|(name, part)| {
            self.check(&part, TABLE);
            let mut at = |key| self.length(&part, key, STROKE).unwrap_or(Length::ZERO);
            let (outer, inner) = (at("外框"), at("内线"));
            let mut at = |key| self.length(&part, key, SPACE).unwrap_or(Length::ZERO);
            TableStyle { outer, inner, padding_x: at("左右留白"), padding_y: at("上下留白"), name }
        });
        each.collect()
    }
}

const ALIGN: [(&str, Align); 5] = [
    ("两端", Align::Justify),
    ("左", Align::Left),
    ("中", Align::Center),
    ("右", Align::Right),
    ("分散", Align::Distribute),
];

fn set<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}

fn hex(text: &str) -> Option<Ink> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some(Ink { red, green, blue })
}

/// What 正文 itself starts from.
fn plain(name: &str) -> ParagraphStyle {
    ParagraphStyle {
        name: name.to_owned(),
        role: Role::FangSong,
        latin: Role::Latin,
        size: Length::pt(16.0),
        tracking: Length::ZERO,
        ink: Ink::BLACK,
        pitch: Length::pt(28.95),
        first_line: Measure::ZERO,
        left: Measure::ZERO,
        right: Measure::ZERO,
        before: Length::ZERO,
        after: Length::ZERO,
        align: Align::Justify,
        keep_with_next: false,
        keep_lines: false,
        outline: None,
        border_above: None,
        border_below: None,
    }
}
