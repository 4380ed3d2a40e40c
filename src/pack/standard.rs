//! Deviations: a pack's style sheet and the built-in one, which is the standard's, come in, each measure that differs and
//! the clause of GB/T 9704-2012 that it departs from go out.

use crate::document::{Border, Ink, ParagraphStyle, Sheet};
use crate::font::Role;
use crate::length::{Length, Measure};

/// A measure that differs from the standard's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deviation {
    /// The style and what of it: `正文 › 字号`.
    pub what: String,
    /// What the pack says.
    pub found: String,
    /// What the standard says.
    pub standard: String,
    /// The clause; nothing where the standard is silent and the built-in pack chose.
    pub clause: Option<&'static str>,
}

/// The clause that a style of the built-in sheet follows.
#[must_use]
pub fn clause(style: &str) -> Option<&'static str> {
    let stem = style.trim_end_matches(['大', '中', '小']);
    Some(match stem {
        "正文" | "一级标题" | "二级标题" | "三级标题" | "四级标题" => "7.3.3",
        "份号" => "7.2.1",
        "密级" => "7.2.2、7.2.3",
        "发文机关标志" | "联合标志" | "联合文件" => "7.2.4",
        "版头间隔" | "上行文字号" => "7.2.5",
        "发文字号" => "7.2.5、7.2.7",
        "签发人" => "7.2.6",
        "版头分隔线" => "7.2.7",
        "标题" => "7.3.1",
        "主送机关" => "7.3.2",
        "附件说明" | "附件说明续" => "7.3.4",
        "署名用印" | "署名" | "署名续" | "联合署名首" | "联合署名" | "成文日期" => {
            "7.3.5"
        }
        "附注" => "7.3.6",
        "附件标题" | "附件标号" => "7.3.7",
        "版记" => "7.4",
        "页码" => "7.5",
        "信函标志" | "信函下线" | "信函标注" | "信函标注首" | "版记无线" => "10.1",
        "纪要期号" | "纪要编印" | "人员名单首" | "人员名单" => "10.3",
        _ => return None,
    })
}

/// Every measure in which a sheet differs from the built-in one, in the order of the sheet.
#[must_use]
pub fn deviations(sheet: &Sheet, standard: &Sheet) -> Vec<Deviation> {
    let mut found = Found(Vec::new());
    let (own, given) = (sheet.page, standard.page);
    let block = |page: crate::document::Page| (page.measure(), page.height - page.top - page.bottom);
    let page = [
        ("版面 › 纸宽", own.width, given.width, "5.1"),
        ("版面 › 纸高", own.height, given.height, "5.1"),
        ("版面 › 天头", own.top, given.top, "5.2.1"),
        ("版面 › 订口", own.left, given.left, "5.2.1"),
        ("版面 › 版心宽", block(own).0, block(given).0, "5.2.1"),
        ("版面 › 版心高", block(own).1, block(given).1, "5.2.1"),
        ("版面 › 页码下移", own.number_drop, given.number_drop, "7.5"),
    ];
    for (what, own, given, clause) in page {
        found.compare(what, Some(clause), mm(own), mm(given));
    }
    found.compare("版面 › 行距", Some("5.2.3"), lines(sheet), lines(standard));
    for role in Role::ALL {
        let what = format!("字体 › {}", role.label());
        let name = |sheet: &Sheet| sheet.faces.name(role).to_owned();
        found.compare(&what, Some("5.2.2"), name(sheet), name(standard));
    }
    for style in &sheet.paragraphs {
        let base = standard.paragraphs.iter().find(|known| known.name == style.name);
        let body = standard.paragraphs.first();
        let clause = if base.is_some() { clause(&style.name) } else { None };
        if let Some(base) = base.or(body) {
            let own = if clause.is_none() && standard.paragraph_named(&style.name).is_none() {
                "（自定，与正文比）"
            } else {
                ""
            };
            found.paragraph(&format!("{}{own}", style.name), clause, style, base);
        }
    }
    for style in &sheet.characters {
        if let Some(base) = standard.characters.iter().find(|known| known.name == style.name)
            && style != base
        {
            let words = |style: &crate::document::CharacterStyle| {
                format!("{} {}", style.role.map_or("", Role::label), style.size.map(pt).unwrap_or_default())
            };
            found.compare(&format!("文字 › {}", style.name), Some("5.2.2"), words(style), words(base));
        }
    }
    for style in &sheet.tables {
        if let Some(base) = standard.tables.iter().find(|known| known.name == style.name) {
            let clause = clause(&style.name);
            let what = |key: &str| format!("表格 › {} › {key}", style.name);
            found.compare(&what("外框"), clause, pt(style.outer), pt(base.outer));
            found.compare(&what("内线"), clause, pt(style.inner), pt(base.inner));
            found.compare(&what("左右留白"), clause, mm(style.padding_x), mm(base.padding_x));
            found.compare(&what("上下留白"), clause, mm(style.padding_y), mm(base.padding_y));
        }
    }
    found.0
}

struct Found(Vec<Deviation>);

impl Found {
    fn compare(&mut self, what: &str, clause: Option<&'static str>, found: String, standard: String) {
        if found != standard {
            self.0.push(Deviation { what: what.to_owned(), found, standard, clause });
        }
    }

    fn paragraph(
        &mut self,
        name: &str,
        clause: Option<&'static str>,
        own: &ParagraphStyle,
        base: &ParagraphStyle,
    ) {
        let flag = |flag: bool| if flag { "是" } else { "否" }.to_owned();
        let pairs = [
            ("字体", own.role.label().to_owned(), base.role.label().to_owned()),
            ("西文字体", own.latin.label().to_owned(), base.latin.label().to_owned()),
            ("字号", pt(own.size), pt(base.size)),
            ("字距", pt(own.tracking), pt(base.tracking)),
            ("颜色", ink(own.ink), ink(base.ink)),
            ("行距", pt(own.pitch), pt(base.pitch)),
            ("首行缩进", measure(own.first_line), measure(base.first_line)),
            ("左缩进", measure(own.left), measure(base.left)),
            ("右缩进", measure(own.right), measure(base.right)),
            ("段前", pt(own.before), pt(base.before)),
            ("段后", pt(own.after), pt(base.after)),
            ("对齐", format!("{:?}", own.align), format!("{:?}", base.align)),
            ("与下段同页", flag(own.keep_with_next), flag(base.keep_with_next)),
            ("段中不分页", flag(own.keep_lines), flag(base.keep_lines)),
            ("上线", border(own.border_above), border(base.border_above)),
            ("下线", border(own.border_below), border(base.border_below)),
        ];
        for (key, own, base) in pairs {
            let (own, base) = (aligned(own), aligned(base));
            self.compare(&format!("{name} › {key}"), clause, own, base);
        }
    }
}

/// The words of style.yaml for how lines fill the measure.
fn aligned(word: String) -> String {
    let known =
        [("Justify", "两端"), ("Left", "左"), ("Center", "中"), ("Right", "右"), ("Distribute", "分散")];
    known.iter().find(|(name, _)| *name == word).map_or(word, |(_, label)| (*label).to_owned())
}

fn number(value: f64, unit: &str) -> String {
    let text = format!("{value:.2}");
    format!("{}{unit}", text.trim_end_matches('0').trim_end_matches('.'))
}

fn mm(length: Length) -> String {
    number(length.to_mm(), "mm")
}

fn pt(length: Length) -> String {
    number(length.to_pt(), "pt")
}

fn measure(measure: Measure) -> String {
    match measure {
        Measure::Fixed(length) => mm(length),
        Measure::HundredthChars(chars) => number(f64::from(chars) / 100.0, "字"),
    }
}

fn ink(ink: Ink) -> String {
    format!("#{:02X}{:02X}{:02X}", ink.red, ink.green, ink.blue)
}

fn border(border: Option<Border>) -> String {
    border.map_or_else(
        || "无".to_owned(),
        |border| format!("{}{}，间隔{}", pt(border.width), ink(border.ink), pt(border.gap)),
    )
}

/// The pitch, and how many lines a page has with it.
fn lines(sheet: &Sheet) -> String {
    let page = sheet.page;
    let height = page.height - page.top - page.bottom;
    let lines = height.to_emu() / page.pitch.to_emu().max(1);
    format!("{}，每面{lines}行", pt(page.pitch))
}
