//! The rows of the clause table: nothing comes in; each clause with what it asks and how it is measured goes out.

use super::special;
use super::*;

/// All rows, in the order of the clauses.
pub(super) fn all() -> Vec<&'static Clause> {
    let mut all: Vec<&Clause> = CLAUSES.iter().chain(special::CLAUSES).collect();
    all.sort_by_key(|clause| order(clause.number));
    all
}

/// `7.3.5.1` as numbers, so that 10.1 comes after 8.
fn order(number: &str) -> Vec<u32> {
    number.split('.').filter_map(|part| part.parse().ok()).collect()
}

pub(super) const fn mm(
    number: &'static str,
    element: &'static str,
    asked: f64,
    measure: fn(&View<'_>) -> Vec<f64>,
) -> Clause {
    Clause { number, element, unit: Unit::Millimetres, asked, tolerance: 0.3, measure, why: "", office: "" }
}

pub(super) const fn exact(
    number: &'static str,
    element: &'static str,
    unit: Unit,
    asked: f64,
    measure: fn(&View<'_>) -> Vec<f64>,
) -> Clause {
    Clause { number, element, unit, asked, tolerance: 0.05, measure, why: "", office: "" }
}

/// Every clause that a page of ours can be held against.
const CLAUSES: &[Clause] = &[
    mm("5.2.1", "天头：第一行上缘", 37.0, first_line_tops),
    mm("5.2.1", "订口：满行左缘", 28.0, |view| full(view, |line| line.left() / MM)),
    mm("5.2.1", "版心右缘：满行右缘", 184.0, |view| full(view, |line| line.right() / MM)),
    Clause {
        tolerance: 0.35,
        why: "22行各28.95pt，28.99pt 只排得下21行",
        ..mm("5.2.1", "版心下缘：第22行下缘", 262.0, |view| {
            full_pages(view, |lines| (lines[lines.len() - 1].baseline + 0.2 * PITCH) / MM)
        })
    },
    exact("5.2.3", "每面行数", Unit::Count, 22.0, |view| full_pages(view, |lines| count(lines.len()))),
    exact("5.2.3", "每行字数", Unit::Count, 28.0, |view| full(view, |line| count(line.count()))),
    exact("5.2.3", "行距（225mm÷22）", Unit::Points, 28.95, |view| {
        full_pages(view, |lines| {
            (lines[lines.len() - 1].baseline - lines[0].baseline) / (count(lines.len()) - 1.0)
        })
    }),
    exact("5.2.2", "正文字号：三号", Unit::Points, 16.0, |view| sizes(view, "正文")),
    mm("7.2.4", "发文机关标志：上边缘至版心上边缘", 35.0, |view| {
        let marks = LETTERHEADS.iter().flat_map(|style| view.firsts(style));
        marks.map(|(_, line)| (ink_top(view, line) - TOP) / MM).collect()
    }),
    mm("7.2.4", "发文机关标志：居中", 106.0, |view| {
        let marks = LETTERHEADS.iter().flat_map(|style| view.firsts(style));
        marks.map(|(_, line)| middle(line) / MM).collect()
    }),
    exact("7.2.5", "发文字号：标志下空二行", Unit::Lines, 2.0, |view| {
        gap(view, LETTERHEADS, "发文字号")
    }),
    mm("7.2.7", "红色分隔线：发文字号之下", 4.0, |view| {
        view.firsts("发文字号").iter().filter_map(|(page, line)| rule_below(view, *page, line)).collect()
    }),
    mm("7.2.7", "红色分隔线：长", 156.0, |view| red(view, |rule| rule.width / MM)),
    mm("7.2.7", "红色分隔线：左端", 28.0, |view| red(view, |rule| rule.x / MM)),
    exact("7.2.7", "红色分隔线：粗（条款未定，取0.35mm）", Unit::Points, 1.0, |view| {
        red(view, |rule| rule.height)
    }),
    exact("7.3.1", "标题：红线下空二行", Unit::Lines, 2.0, |view| {
        let titles = view.firsts("标题");
        let below = |(page, line): &&(usize, Line)| {
            if view.document.letter.is_some() {
                return None;
            }
            let mut rules = view.paper.pages[*page].rules().into_iter().rev().filter(|rule| rule.ink == RED);
            rules
                .find(|rule| rule.y < line.baseline)
                .map(|rule| (box_top_of(line, 35.0) - rule.bottom()) / PITCH)
        };
        titles.iter().filter_map(below).collect()
    }),
    exact("7.3.1", "标题字号：二号", Unit::Points, 22.0, |view| sizes(view, "标题")),
    mm("7.3.1", "标题：居中", 106.0, |view| {
        view.styled("标题").concat().iter().map(|(_, line)| middle(line) / MM).collect()
    }),
    exact("7.3.2", "主送机关：标题下空一行", Unit::Lines, 1.0, |view| {
        let titles = view.styled("标题").into_iter().filter_map(<[_]>::last);
        let below = view.firsts("主送机关");
        titles.zip(below).map(|((_, a), (_, b))| (box_top(b) - box_bottom_of(a, 35.0)) / PITCH).collect()
    }),
    mm("7.3.2", "主送机关：顶格", 28.0, |view| lefts(view, "主送机关")),
    mm("7.3.3", "正文首行：左空二字", 2.0 * CHAR / MM, |view| insets(view, "正文")),
    mm("7.3.3", "一级标题：左空二字", 2.0 * CHAR / MM, |view| insets(view, "一级标题")),
    exact("7.3.3", "一级标题字号：三号", Unit::Points, 16.0, |view| sizes(view, "一级标题")),
    mm("7.3.4", "附件说明：左空二字", 2.0 * CHAR / MM, |view| insets(view, "附件说明")),
    exact("7.3.4", "附件说明：正文下空一行", Unit::Lines, 1.0, |view| above(view, "附件说明")),
    mm("7.3.5.1", "成文日期（用印）：右空四字", 4.0 * CHAR / MM, |view| {
        dates(view, Seal::Pressed, |_, date| (RIGHT - date.right()) / MM)
    }),
    mm("7.3.5.1", "署名（用印）：与日期同一中线，偏差", 0.0, |view| {
        dates(view, Seal::Pressed, |organ, date| (middle(organ) - middle(date)) / MM)
    }),
    mm("7.3.5.2", "成文日期（不用印）：首字比署名右移二字", 2.0 * CHAR / MM, |view| {
        dates(view, Seal::None, |organ, date| (date.left() - organ.left()) / MM)
    }),
    exact("7.3.5.2", "署名（不用印）：正文下空一行", Unit::Lines, 1.0, |view| {
        above(view, "署名")
    }),
    mm("7.3.6", "附注：左空二字", 2.0 * CHAR / MM, |view| insets(view, "附注")),
    mm("7.3.7", "附件标号：第一行上缘", 37.0, |view| {
        view.firsts("附件标号").iter().map(|(_, line)| box_top(line) / MM).collect()
    }),
    mm("7.3.7", "附件标号：顶格", 28.0, |view| lefts(view, "附件标号")),
    mm("7.3.7", "附件标题：第三行上缘", 37.0 + 2.0 * PITCH / MM, |view| {
        annex_titles(view).iter().map(|(_, line)| box_top_of(line, 35.0) / MM).collect()
    }),
    mm("7.4", "版记末条线：下缘与版心下缘重合", 262.0, |view| {
        imprint(view, |rules| rules[rules.len() - 1].bottom() / MM)
    }),
    mm("7.4", "版记分隔线：长", 156.0, |view| imprint(view, |rules| rules[0].width / MM)),
    exact("7.4", "版记首条、末条线：粗0.35mm", Unit::Millimetres, 0.35, |view| {
        let mut weights = imprint(view, |rules| rules[0].height / MM);
        weights.extend(imprint(view, |rules| rules[rules.len() - 1].height / MM));
        weights
    }),
    exact("7.4", "版记中间线：粗0.25mm", Unit::Millimetres, 0.25, |view| {
        let inner = imprint_rules(view).map(|rules| rules[1..rules.len() - 1].to_vec());
        inner.unwrap_or_default().iter().map(|rule| rule.height / MM).collect()
    }),
    exact("7.4", "版记字号：四号", Unit::Points, 14.0, |view| sizes(view, "版记")),
    mm("7.4", "版记：左空一字", 14.0 / MM, |view| insets(view, "版记")),
    mm("7.4", "印发日期：右空一字", 14.0 / MM, |view| {
        let dates = view.firsts("版记").into_iter().filter(|(_, line)| line.text().ends_with("印发"));
        dates.map(|(_, line)| (RIGHT - line.right()) / MM).collect()
    }),
    mm("7.5", "页码：一字线距版心下边缘", 7.0, |view| {
        numbers(view).iter().map(|(_, line)| (dash_middle(view, line) - BOTTOM) / MM).collect()
    }),
    mm("7.5", "单页码：居右空一字", 14.0 / MM, |view| {
        let odd = numbers(view).into_iter().filter(|(page, _)| page % 2 == 1);
        odd.map(|(_, line)| (RIGHT - line.right()) / MM).collect()
    }),
    mm("7.5", "双页码：居左空一字", 14.0 / MM, |view| {
        let even = numbers(view).into_iter().filter(|(page, _)| page % 2 == 0);
        even.map(|(_, line)| (line.left() - LEFT) / MM).collect()
    }),
    exact("7.5", "页码字号：四号", Unit::Points, 14.0, |view| {
        numbers(view).iter().map(|(_, line)| line.glyphs[0].size).collect()
    }),
    exact("10.3", "纪要出席：正文下空一行", Unit::Lines, 1.0, |view| above(view, "人员名单首")),
    mm("10.3", "纪要出席、请假、列席：左空二字", 2.0 * CHAR / MM, |view| {
        let mut found = insets(view, "人员名单首");
        found.extend(insets(view, "人员名单"));
        found
    }),
    mm("10.3", "纪要出席：回行与冒号后首字对齐，偏差", 0.0, |view| {
        let lists = view.styled("人员名单首").into_iter().chain(view.styled("人员名单"));
        lists.flat_map(hang).collect()
    }),
];
