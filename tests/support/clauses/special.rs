//! Rows for elements that few documents have: marks, joint organs, 签发人, lower headings, long 附件说明, 信函.

use super::rows::{exact, mm};
use super::*;
use huiwu::document::{Orientation, PageNumbers};

/// The rows.
pub(super) const CLAUSES: &[Clause] = &[
    mm("7.2.1", "份号：第一行上缘", 37.0, |view| tops(view, "份号", |_| true)),
    mm("7.2.1", "份号：顶格", 28.0, |view| lefts(view, "份号")),
    exact("7.2.1", "份号字号：三号", Unit::Points, 16.0, |view| sizes(view, "份号")),
    mm("7.2.2", "密级：第二行上缘（有份号）", 37.0 + PITCH / MM, |view| {
        if has(view, "份号") { tops(view, "密级", |text| !is_urgency(text)) } else { Vec::new() }
    }),
    mm("7.2.2", "密级、紧急程度：顶格", 28.0, |view| lefts(view, "密级")),
    exact("7.2.2", "密级、紧急程度字体：黑体，不合的字数", Unit::Count, 0.0, |view| {
        strangers(view, "密级", HEI)
    }),
    mm("7.2.3", "紧急程度：第三行上缘（有份号、密级）", 37.0 + 2.0 * PITCH / MM, |view| {
        if has(view, "份号") { tops(view, "密级", is_urgency) } else { Vec::new() }
    }),
    mm("7.2.3", "紧急程度：第一行上缘（无份号、密级）", 37.0, |view| {
        if has(view, "份号") { Vec::new() } else { tops(view, "密级", is_urgency) }
    }),
    mm("7.2.4", "联合行文：上边缘至版心上边缘", 35.0, |view| {
        let top = joint(view).iter().map(|(_, line)| ink_top(view, line)).fold(f64::MAX, f64::min);
        if joint(view).is_empty() { Vec::new() } else { vec![(top - TOP) / MM] }
    }),
    mm("7.2.4", "联合行文：各机关左端与主办机关对齐，偏差", 0.0, |view| {
        edges(view, |glyphs| glyphs[0].x)
    }),
    mm("7.2.4", "联合行文：各机关右端与主办机关对齐，偏差", 0.0, |view| {
        edges(view, |glyphs| glyphs[glyphs.len() - 1].right())
    }),
    mm("7.2.4", "联合行文：「文件」上下居中，偏差", 0.0, |view| {
        let (Some(suffix), names) = (suffix(view), names(view)) else { return Vec::new() };
        let ends = |at: usize| names[at][0].baseline;
        vec![(suffix.baseline - f64::midpoint(ends(0), ends(names.len() - 1))) / MM]
    }),
    mm("7.2.4", "联合行文：标志整体居中", 106.0, |view| {
        let lines = joint(view);
        let left = lines.iter().map(|(_, line)| line.left()).fold(f64::MAX, f64::min);
        let right = lines.iter().map(|(_, line)| line.right()).fold(0.0, f64::max);
        if lines.is_empty() { Vec::new() } else { vec![f64::midpoint(left, right) / MM] }
    }),
    mm("7.2.5", "上行文发文字号：左空一字", CHAR / MM, |view| {
        cells(view, "上行文字号").iter().map(|line| (line.left() - LEFT) / MM).collect()
    }),
    mm("7.2.6", "签发人：右空一字", CHAR / MM, |view| {
        cells(view, "签发人").iter().take(1).map(|line| (RIGHT - line.right()) / MM).collect()
    }),
    mm("7.2.6", "签发人：回行与上行第一位姓名对齐，偏差", 0.0, |view| {
        let lines = cells(view, "签发人");
        let names: Vec<f64> = lines.iter().filter_map(first_issuer).collect();
        names.iter().skip(1).map(|x| (x - names[0]) / MM).collect()
    }),
    exact("7.2.6", "最后一位签发人与发文字号同一行，偏差", Unit::Points, 0.0, |view| {
        let (numbers, issuers) = (cells(view, "上行文字号"), cells(view, "签发人"));
        let last = issuers.last().map(|line| line.baseline);
        numbers.iter().zip(last).map(|(number, last)| number.baseline - last).collect()
    }),
    mm("7.3.3", "二级标题：左空二字", 2.0 * CHAR / MM, |view| insets(view, "二级标题")),
    mm("7.3.3", "三级标题：左空二字", 2.0 * CHAR / MM, |view| insets(view, "三级标题")),
    mm("7.3.3", "四级标题：左空二字", 2.0 * CHAR / MM, |view| insets(view, "四级标题")),
    exact("7.3.3", "二至四级标题字号：三号", Unit::Points, 16.0, |view| {
        ["二级标题", "三级标题", "四级标题"].iter().flat_map(|style| sizes(view, style)).collect()
    }),
    exact("7.3.3", "一级标题字体：黑体，不合的字数", Unit::Count, 0.0, |view| {
        strangers(view, "一级标题", HEI)
    }),
    exact("7.3.3", "二级标题字体：楷体，不合的字数", Unit::Count, 0.0, |view| {
        strangers(view, "二级标题", KAI)
    }),
    exact("7.3.3", "三、四级标题字体：仿宋，不合的字数", Unit::Count, 0.0, |view| {
        ["三级标题", "四级标题"].iter().flat_map(|style| strangers(view, style, FANG)).collect()
    }),
    mm("7.3.4", "附件说明：回行与名称首字对齐，偏差", 0.0, |view| {
        let items = view.styled("附件说明").into_iter().chain(view.styled("附件说明续"));
        items.flat_map(under_name).collect()
    }),
    mm("7.3.4", "附件说明：各序号上下对齐，偏差", 0.0, |view| {
        let firsts = view.firsts("附件说明");
        let digit = |line: &Line| line.glyphs.iter().find(|g| g.text == "1").map(|g| g.x);
        let Some(first) = firsts.first().and_then(|(_, line)| digit(line)) else { return Vec::new() };
        view.firsts("附件说明续").iter().map(|(_, line)| (line.left() - first) / MM).collect()
    }),
    mm("7.3.5.2", "不用印，署名长于日期：署名右空二字", 2.0 * CHAR / MM, |view| {
        dates(view, Seal::None, |organ, date| (wide(organ) - wide(date), RIGHT - organ.right()))
            .into_iter()
            .filter_map(|(over, right)| (over > 0.0).then_some(right / MM))
            .collect()
    }),
    mm("7.3.5.2", "不用印，日期长于署名：日期右空二字", 2.0 * CHAR / MM, |view| {
        dates(view, Seal::None, |organ, date| (wide(organ) - wide(date), RIGHT - date.right()))
            .into_iter()
            .filter_map(|(over, right)| (over <= 0.0).then_some(right / MM))
            .collect()
    }),
    mm("7.4", "抄送：回行与冒号后首字对齐，偏差", 0.0, |view| {
        let rows = view.styled("版记").into_iter();
        rows.filter(|row| row[0].1.text().starts_with(['抄', '分'])).flat_map(hang).collect()
    }),
    mm("8", "横排：首行上缘在订口一边", 28.0, |view| {
        lying(view, |page| vec![box_top(&page.lines()[0]) / MM])
    }),
    mm("8", "横排：版心左缘（竖排的地脚）", 35.0, |view| {
        lying(view, |page| vec![page.lines()[1].left() / MM])
    }),
    mm("8", "横排：版心右缘（竖排的天头）", 260.0, |view| {
        lying(view, |page| vec![page.lines()[0].right() / MM])
    }),
    mm("8", "横排页码：一字线距版心（竖排的下边缘）", 7.0, |view| {
        lying(view, |page| {
            let dash = page.turned.iter().find(|glyph| glyph.text == "—");
            let middle = |glyph: &Glyph| {
                let (low, high) = ink(view, glyph);
                glyph.baseline + f64::midpoint(low, high)
            };
            dash.map(|glyph| 35.0 - middle(glyph) / MM).into_iter().collect()
        })
    }),
    mm("8", "横排单页码：在竖排的右下，右空一字", 14.0 / MM, |view| {
        turned_ends(view, 0, |top, end| (184.0 * MM - end.max(top)) / MM)
    }),
    mm("8", "横排双页码：在竖排的左下，左空一字", 14.0 / MM, |view| {
        turned_ends(view, 1, |top, end| (top.min(end) - 28.0 * MM) / MM)
    }),
    mm("10.1", "信函标志：上边缘至上页边", 30.0, |view| {
        letter(view, |page| {
            let reds: Vec<&Line> = page.iter().filter(|line| is_red(line)).collect();
            reds.iter().map(|line| ink_top(view, line) / MM).collect()
        })
    }),
    mm("10.1", "信函：第一条双线在标志之下", 4.0, |view| {
        letter(view, |page| {
            let mark = page.iter().find(|line| is_red(line));
            mark.map(|line| (rules(view)[0].y - ink_bottom(view, line)) / MM).into_iter().collect()
        })
    }),
    mm("10.1", "信函双线：长", 170.0, |view| {
        letter(view, |_| rules(view).iter().map(|rule| rule.width / MM).collect())
    }),
    mm("10.1", "信函双线：居中", 106.0, |view| {
        letter(view, |_| rules(view).iter().map(|rule| f64::midpoint(rule.x, rule.right()) / MM).collect())
    }),
    mm("10.1", "信函：第二条双线至下页边", 20.0, |view| {
        letter(view, |_| {
            let foot = rules(view).last().map(Bar::bottom);
            foot.map(|foot| (view.paper.pages[0].height - foot) / MM).into_iter().collect()
        })
    }),
    mm("10.1", "信函发文字号：顶格居版心右边缘", 184.0, |view| {
        letter(view, |page| {
            page.iter()
                .filter(|line| line.text().ends_with('号'))
                .map(|line| line.right() / MM)
                .take(1)
                .collect()
        })
    }),
    mm("10.1", "信函份号：顶格居版心左边缘", 28.0, |view| {
        letter(view, |page| {
            page.iter()
                .filter(|line| line.text().ends_with('号'))
                .map(|line| line.left() / MM)
                .take(1)
                .collect()
        })
    }),
    exact("10.1", "信函：首页页码个数", Unit::Count, 0.0, |view| {
        letter(view, |_| vec![count(usize::from(view.paper.pages[0].number().is_some()))])
    }),
    exact("10.1", "信函：版记线条数", Unit::Count, 0.0, |view| {
        letter(view, |_| {
            let last = view.paper.pages.last().map(Page::rules).unwrap_or_default();
            vec![count(last.iter().filter(|rule| rule.y > BOTTOM - 40.0 * MM).count())]
        })
    }),
];

/// What the faces that may play a role have in their names.
type Names = &'static [&'static str];
const HEI: Names = &["SimHei", "黑体", "HeiTi", "NotoSansCJK", "SourceHanSans"];
const KAI: Names = &["KaiTi", "楷体", "WenKai"];
const FANG: Names = &["FangSong", "仿宋", "NotoSerifCJK", "SourceHanSerif"];

/// How many Han characters of a style are not in the face they should be in.
fn strangers(view: &View<'_>, style: &str, names: Names) -> Vec<f64> {
    let lines = view.styled(style).concat();
    let han = lines
        .iter()
        .flat_map(|(_, line)| &line.glyphs)
        .filter(|glyph| glyph.text.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)));
    let is_stranger = |glyph: &Glyph| {
        let name = &view.paper.fonts[glyph.font].name;
        !names.iter().any(|known| name.contains(known))
    };
    let found: Vec<bool> = han.map(is_stranger).collect();
    if found.is_empty() { Vec::new() } else { vec![count(found.iter().filter(|is| **is).count())] }
}

fn wide(line: &Line) -> f64 {
    line.right() - line.left()
}

fn is_urgency(text: &str) -> bool {
    text.ends_with('急')
}

fn has(view: &View<'_>, style: &str) -> bool {
    !view.firsts(style).is_empty()
}

fn tops(view: &View<'_>, style: &str, is_meant: fn(&str) -> bool) -> Vec<f64> {
    let lines = view.firsts(style).into_iter().filter(|(_, line)| is_meant(&line.text()));
    lines.map(|(_, line)| box_top(line) / MM).collect()
}

fn is_red(line: &Line) -> bool {
    line.glyphs.iter().any(|glyph| glyph.ink == RED)
}

/// The lines of a joint letterhead.
fn joint<'v>(view: &'v View<'_>) -> Vec<&'v (usize, Line)> {
    let is_joint = view.document.blocks.iter().any(|block| match block {
        Block::Table(table) => made::of_table(table)
            .any(|paragraph| view.document.sheet.paragraph(paragraph.style).name.starts_with("联合标志")),
        Block::Paragraph(_) => false,
    });
    view.lines.iter().filter(|(page, line)| is_joint && *page == 0 && is_red(line)).collect()
}

fn suffix(view: &View<'_>) -> Option<Glyph> {
    let lines = joint(view);
    lines.iter().flat_map(|(_, line)| &line.glyphs).find(|glyph| glyph.text == "件").cloned()
}

/// The characters of each organ of a joint letterhead.
fn names(view: &View<'_>) -> Vec<Vec<Glyph>> {
    let is_name = |glyph: &&Glyph| !matches!(glyph.text.as_str(), "文" | "件") && !glyph.is_blank();
    let name = |(_, line): &&(usize, Line)| line.glyphs.iter().filter(is_name).cloned().collect();
    joint(view).iter().map(name).filter(|name: &Vec<Glyph>| !name.is_empty()).collect()
}

fn edges(view: &View<'_>, of: fn(&[Glyph]) -> f64) -> Vec<f64> {
    let names = names(view);
    names.iter().skip(1).map(|name| (of(name) - of(&names[0])) / MM).collect()
}

/// The characters of a cell's paragraph of a style, a line each; what else stands on the baseline is left out.
fn cells(view: &View<'_>, style: &str) -> Vec<Line> {
    let tables = view.document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    let own = |paragraph: &&Paragraph| view.document.sheet.paragraph(paragraph.style).name == style;
    let texts = tables.flat_map(made::of_table).filter(own).map(|paragraph| stripped(&paragraph.text()));
    texts.filter_map(|text| view.lines.iter().find_map(|(_, line)| within(line, &text))).collect()
}

/// The part of a line that reads so.
fn within(line: &Line, text: &str) -> Option<Line> {
    let glyphs: Vec<&Glyph> = line.glyphs.iter().filter(|glyph| !glyph.is_blank()).collect();
    let length = text.chars().count();
    let mut parts = glyphs.windows(length.max(1));
    let is_it = |part: &&[&Glyph]| part.iter().map(|glyph| glyph.text.as_str()).collect::<String>() == text;
    let part = parts.find(is_it)?;
    Some(Line { baseline: line.baseline, glyphs: part.iter().map(|glyph| (*glyph).clone()).collect() })
}

fn first_issuer(line: &Line) -> Option<f64> {
    let after = line.glyphs.iter().position(|glyph| glyph.text == "：").map_or(0, |at| at + 1);
    line.glyphs.get(after).map(|glyph| glyph.x)
}

/// How far the further lines of an annex's name stand from the name's first character.
fn under_name(item: &[(usize, Line)]) -> Vec<f64> {
    let Some(((_, first), further)) = item.split_first() else { return Vec::new() };
    let is_mark = |glyph: &&Glyph| {
        let text = glyph.text.as_str();
        matches!(text, "附" | "件" | "：" | ".") || glyph.is_blank()
    };
    // 附件：1. 名称: the name begins after the stop of the number, or after the colon where there is none.
    let stop = first.glyphs.iter().position(|glyph| glyph.text == ".");
    let colon = first.glyphs.iter().position(|glyph| glyph.text == "：");
    let Some(from) = stop.or(colon) else { return Vec::new() };
    let start = first.glyphs[from..].iter().find(|glyph| !is_mark(glyph)).map(|glyph| glyph.x);
    further.iter().filter_map(|(_, line)| Some((line.left() - start?) / MM)).collect()
}

/// Measures of each numbered page that lies on its side; place cards and catalogues bear no numbers, nor running text.
fn lying(view: &View<'_>, of: impl Fn(&Page) -> Vec<f64>) -> Vec<f64> {
    let setup = view.document.setup;
    let is_lying = setup.orientation == Orientation::Landscape && setup.page_numbers != PageNumbers::None;
    view.paper.pages.iter().filter(|_| is_lying).flat_map(of).collect()
}

/// A measure of where the turned number of odd (0) or even (1) pages begins and ends, from the page's top.
fn turned_ends(view: &View<'_>, parity: usize, of: fn(f64, f64) -> f64) -> Vec<f64> {
    let is_numbered = view.document.setup.page_numbers != PageNumbers::None;
    let pages = view.paper.pages.iter().enumerate().filter(|(at, _)| is_numbered && at % 2 == parity);
    let ends = pages.filter_map(|(_, page)| {
        let glyphs = page.turned.iter().filter(|glyph| !glyph.is_blank());
        let top = glyphs.clone().map(|glyph| glyph.x).reduce(f64::min)?;
        let end = glyphs.map(Glyph::right).reduce(f64::max)?;
        Some(of(top, end))
    });
    ends.collect()
}

/// Measures of a letter's first page; none of other documents.
fn letter(view: &View<'_>, of: impl Fn(&[Line]) -> Vec<f64>) -> Vec<f64> {
    if view.document.letter.is_some() { of(&view.paper.pages[0].lines()) } else { Vec::new() }
}

/// The red rules of the first page.
fn rules(view: &View<'_>) -> Vec<Bar> {
    view.paper.pages[0].rules().into_iter().filter(|rule| rule.ink == RED).collect()
}
