//! The style sheet: the text of style.yaml comes in, a `Sheet` with every measure resolved goes out.

use crate::document::{
    Align, Border, CharacterStyle, Faces, Ink, Line, Page, ParagraphStyle, Sheet, StyleIndex, TableStyle,
};
use crate::font::Role;
use crate::length::{Length, Measure, NotALength};
use serde::Deserialize;
use serde_yaml::Mapping;
use std::collections::BTreeMap;

/// What is wrong in a style sheet.
#[derive(Debug, thiserror::Error)]
pub enum StyleError {
    /// It is not YAML of the expected shape.
    #[error("{0}")]
    Shape(#[from] serde_yaml::Error),
    /// A measure is not one.
    #[error("样式「{style}」：{source}")]
    Length {
        /// The style.
        style: String,
        /// What is wrong.
        source: NotALength,
    },
    /// A word is not among the ones allowed.
    #[error("样式「{style}」的「{key}」写成了「{found}」，应为：{expected}")]
    Word {
        /// The style.
        style: String,
        /// The key.
        key: &'static str,
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
    Missing(&'static str),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "版面")]
    page: PageFile,
    #[serde(rename = "字体")]
    faces: BTreeMap<String, String>,
    #[serde(rename = "段落")]
    paragraphs: Mapping,
    #[serde(rename = "文字", default)]
    characters: Mapping,
    #[serde(rename = "表格")]
    tables: Mapping,
    #[serde(rename = "颜色", default)]
    inks: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PageFile {
    #[serde(rename = "纸宽")]
    width: String,
    #[serde(rename = "纸高")]
    height: String,
    #[serde(rename = "天头")]
    top: String,
    #[serde(rename = "订口")]
    left: String,
    #[serde(rename = "版心宽")]
    block_width: String,
    #[serde(rename = "版心高")]
    block_height: String,
    #[serde(rename = "行距")]
    pitch: String,
    #[serde(rename = "页码下移")]
    number_drop: String,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct ParagraphFile {
    #[serde(rename = "基于")]
    base: Option<String>,
    #[serde(rename = "字体")]
    role: Option<String>,
    #[serde(rename = "西文字体")]
    latin: Option<String>,
    #[serde(rename = "字号")]
    size: Option<String>,
    #[serde(rename = "字距")]
    tracking: Option<String>,
    #[serde(rename = "颜色")]
    ink: Option<String>,
    #[serde(rename = "行距")]
    pitch: Option<String>,
    #[serde(rename = "首行缩进")]
    first_line: Option<Text>,
    #[serde(rename = "左缩进")]
    left: Option<Text>,
    #[serde(rename = "右缩进")]
    right: Option<Text>,
    #[serde(rename = "段前")]
    before: Option<Text>,
    #[serde(rename = "段后")]
    after: Option<Text>,
    #[serde(rename = "对齐")]
    align: Option<String>,
    #[serde(rename = "与下段同页")]
    keep_with_next: Option<String>,
    #[serde(rename = "段中不分页")]
    keep_lines: Option<String>,
    #[serde(rename = "大纲")]
    outline: Option<u8>,
    #[serde(rename = "上线")]
    above: Option<BorderFile>,
    #[serde(rename = "下线")]
    below: Option<BorderFile>,
}

/// A bare `0` is a number to YAML, a length to us.
#[derive(Deserialize)]
#[serde(untagged)]
enum Text {
    Number(f64),
    Text(String),
}

impl Text {
    fn text(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum BorderFile {
    Some(BorderLine),
    /// `无`: the base's border is taken away.
    None(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BorderLine {
    #[serde(rename = "线宽")]
    width: String,
    #[serde(rename = "间隔")]
    gap: Text,
    #[serde(rename = "颜色")]
    ink: Option<String>,
    #[serde(rename = "线型")]
    line: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CharacterFile {
    #[serde(rename = "字体")]
    role: Option<String>,
    #[serde(rename = "字号")]
    size: Option<String>,
    #[serde(rename = "颜色")]
    ink: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableFile {
    #[serde(rename = "外框")]
    outer: String,
    #[serde(rename = "内线")]
    inner: String,
    #[serde(rename = "左右留白")]
    padding_x: String,
    #[serde(rename = "上下留白")]
    padding_y: String,
}

/// Reads a complete style sheet.
pub(super) fn read(text: &str) -> Result<Sheet, StyleError> {
    let file: File = serde_yaml::from_str(text)?;
    let inks = Inks(file.inks);
    let mut paragraphs: Vec<ParagraphStyle> = Vec::new();
    for (name, value) in file.paragraphs {
        let name = key(name);
        let style: ParagraphFile = serde_yaml::from_value(value)?;
        let style = paragraph(&name, &style, &paragraphs, &inks)?;
        paragraphs.push(style);
    }
    let mut characters = Vec::new();
    for (name, value) in file.characters {
        let name = key(name);
        let style: CharacterFile = serde_yaml::from_value(value)?;
        characters.push(CharacterStyle {
            role: style.role.map(|role| named_role(&name, &role)).transpose()?,
            size: style.size.map(|size| length(&name, &size)).transpose()?,
            ink: style.ink.map(|ink| inks.get(&name, &ink)).transpose()?,
            name,
        });
    }
    let mut tables = Vec::new();
    for (name, value) in file.tables {
        let name = key(name);
        let style: TableFile = serde_yaml::from_value(value)?;
        tables.push(TableStyle {
            outer: length(&name, &style.outer)?,
            inner: length(&name, &style.inner)?,
            padding_x: length(&name, &style.padding_x)?,
            padding_y: length(&name, &style.padding_y)?,
            name,
        });
    }
    if tables.is_empty() {
        return Err(StyleError::Missing("表格"));
    }
    let page_number = paragraphs
        .iter()
        .position(|style| style.name == "页码")
        .and_then(|at| u16::try_from(at).ok())
        .map(StyleIndex)
        .ok_or(StyleError::Missing("段落 › 页码"))?;
    Ok(Sheet {
        page: page(&file.page)?,
        faces: faces(&file.faces)?,
        paragraphs,
        characters,
        tables,
        page_number,
    })
}

fn key(key: serde_yaml::Value) -> String {
    match key {
        serde_yaml::Value::String(text) => text,
        other => format!("{other:?}"),
    }
}

fn page(file: &PageFile) -> Result<Page, StyleError> {
    let at = |text: &str| length("版面", text);
    let (width, height) = (at(&file.width)?, at(&file.height)?);
    let (top, left) = (at(&file.top)?, at(&file.left)?);
    Ok(Page {
        width,
        height,
        top,
        bottom: height - top - at(&file.block_height)?,
        left,
        right: width - left - at(&file.block_width)?,
        pitch: at(&file.pitch)?,
        number_drop: at(&file.number_drop)?,
    })
}

fn faces(file: &BTreeMap<String, String>) -> Result<Faces, StyleError> {
    let mut names: [String; Role::COUNT] = Default::default();
    for role in Role::ALL {
        let name = file.get(role.label()).ok_or(StyleError::Missing("字体中的六种角色之一"))?;
        names[role as usize].clone_from(name);
    }
    Ok(Faces { names })
}

fn paragraph(
    name: &str,
    file: &ParagraphFile,
    known: &[ParagraphStyle],
    inks: &Inks,
) -> Result<ParagraphStyle, StyleError> {
    let base = file.base.as_deref().unwrap_or("正文");
    let mut style = match known.iter().find(|style| style.name == base) {
        Some(style) => ParagraphStyle { name: name.to_owned(), ..style.clone() },
        None if known.is_empty() => plain(name),
        None => return Err(StyleError::NoBase { style: name.to_owned(), base: base.to_owned() }),
    };
    let at = |text: &String| length(name, text);
    set(&mut style.role, file.role.as_ref().map(|role| named_role(name, role)))?;
    set(&mut style.latin, file.latin.as_ref().map(|role| named_role(name, role)))?;
    set(&mut style.size, file.size.as_ref().map(at))?;
    set(&mut style.tracking, file.tracking.as_ref().map(at))?;
    set(&mut style.ink, file.ink.as_ref().map(|ink| inks.get(name, ink)))?;
    set(&mut style.pitch, file.pitch.as_ref().map(at))?;
    set(&mut style.first_line, file.first_line.as_ref().map(|text| measure(name, text)))?;
    set(&mut style.left, file.left.as_ref().map(|text| measure(name, text)))?;
    set(&mut style.right, file.right.as_ref().map(|text| measure(name, text)))?;
    set(&mut style.before, file.before.as_ref().map(|text| at(&text.text())))?;
    set(&mut style.after, file.after.as_ref().map(|text| at(&text.text())))?;
    set(&mut style.align, file.align.as_ref().map(|word| align(name, word)))?;
    set(&mut style.keep_with_next, file.keep_with_next.as_ref().map(|word| yes(name, "与下段同页", word)))?;
    set(&mut style.keep_lines, file.keep_lines.as_ref().map(|word| yes(name, "段中不分页", word)))?;
    style.outline = file.outline.or(style.outline);
    set(&mut style.border_above, file.above.as_ref().map(|border| inks.border(name, border)))?;
    set(&mut style.border_below, file.below.as_ref().map(|border| inks.border(name, border)))?;
    Ok(style)
}

fn set<T>(place: &mut T, value: Option<Result<T, StyleError>>) -> Result<(), StyleError> {
    if let Some(value) = value {
        *place = value?;
    }
    Ok(())
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

fn length(style: &str, text: &str) -> Result<Length, StyleError> {
    text.parse().map_err(|source| StyleError::Length { style: style.to_owned(), source })
}

fn measure(style: &str, text: &Text) -> Result<Measure, StyleError> {
    text.text().parse().map_err(|source| StyleError::Length { style: style.to_owned(), source })
}

fn wrong(style: &str, key: &'static str, found: &str, expected: &'static str) -> StyleError {
    StyleError::Word { style: style.to_owned(), key, found: found.to_owned(), expected }
}

fn named_role(style: &str, name: &str) -> Result<Role, StyleError> {
    Role::named(name).ok_or_else(|| wrong(style, "字体", name, "仿宋、小标宋、黑体、楷体、宋体、西文"))
}

fn align(style: &str, word: &str) -> Result<Align, StyleError> {
    match word {
        "两端" => Ok(Align::Justify),
        "左" => Ok(Align::Left),
        "中" => Ok(Align::Center),
        "右" => Ok(Align::Right),
        "分散" => Ok(Align::Distribute),
        _ => Err(wrong(style, "对齐", word, "两端、左、中、右、分散")),
    }
}

fn yes(style: &str, key: &'static str, word: &str) -> Result<bool, StyleError> {
    match word {
        "是" => Ok(true),
        "否" => Ok(false),
        _ => Err(wrong(style, key, word, "是、否")),
    }
}

/// Colours by name.
struct Inks(BTreeMap<String, String>);

impl Inks {
    fn get(&self, style: &str, name: &str) -> Result<Ink, StyleError> {
        let hex = self.0.get(name).map_or(name, String::as_str);
        let wrong = || wrong(style, "颜色", name, "「颜色」里的名称，或 #FF0000 的写法");
        let digits = hex.strip_prefix('#').filter(|digits| digits.len() == 6).ok_or_else(wrong)?;
        let value = u32::from_str_radix(digits, 16).map_err(|_| wrong())?;
        let [_, red, green, blue] = value.to_be_bytes();
        Ok(Ink { red, green, blue })
    }

    fn border(&self, style: &str, file: &BorderFile) -> Result<Option<Border>, StyleError> {
        let file = match file {
            BorderFile::Some(file) => file,
            BorderFile::None(word) if word == "无" => return Ok(None),
            BorderFile::None(word) => {
                return Err(wrong(style, "上线、下线", word, "无，或 {线宽: …, 间隔: …}"));
            }
        };
        let line = match file.line.as_deref() {
            None | Some("单") => Line::Single,
            Some("上粗下细") => Line::ThickThin,
            Some("上细下粗") => Line::ThinThick,
            Some(other) => return Err(wrong(style, "线型", other, "单、上粗下细、上细下粗")),
        };
        Ok(Some(Border {
            line,
            width: length(style, &file.width)?,
            ink: file.ink.as_ref().map_or(Ok(Ink::BLACK), |ink| self.get(style, ink))?,
            gap: length(style, &file.gap.text())?,
        }))
    }
}
