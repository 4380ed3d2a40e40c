//! Sample sheets and documents for tests: nothing comes in, a document that uses every feature goes out (invented units and people).

use huiwu::document::{
    Align, Block, Border, Borders, Cell, CellKind, CharacterStyle, Document, Faces, Indent, Ink, Inline,
    Keep, Line, Merge, Orientation, Page, PageNumbers, Paragraph, ParagraphStyle, Row, Setup, Sheet, Start,
    StyleIndex, Table, TableStyle, Turn, VerticalAlign,
};
use huiwu::font::Role;
use huiwu::kind::Kind;
use huiwu::length::{Length, Measure};
use std::sync::Arc;

/// 正文.
pub(crate) const BODY: StyleIndex = StyleIndex(0);
/// 标题.
pub(crate) const TITLE: StyleIndex = StyleIndex(1);
/// 一级标题.
pub(crate) const HEADING: StyleIndex = StyleIndex(2);
/// 二级标题.
pub(crate) const SUBHEADING: StyleIndex = StyleIndex(3);
/// 主送.
pub(crate) const FLUSH: StyleIndex = StyleIndex(4);
/// 页码.
pub(crate) const NUMBER: StyleIndex = StyleIndex(5);
/// 表格文字.
pub(crate) const CELL: StyleIndex = StyleIndex(6);
/// 版记 with a line above.
pub(crate) const IMPRINT: StyleIndex = StyleIndex(7);
/// 版记 with a line above and a line below.
/// 发文机关标志, with a red line below.
pub(crate) const LETTERHEAD: StyleIndex = StyleIndex(9);
/// 信函 rule: thick above thin.
pub(crate) const RULE: StyleIndex = StyleIndex(10);
/// 署名.
pub(crate) const SIGNATURE: StyleIndex = StyleIndex(11);
/// 附件说明, hanging.
pub(crate) const HANGING: StyleIndex = StyleIndex(12);
/// Character style 黑体字.
pub(crate) const STRONG: StyleIndex = StyleIndex(0);

const RED: Ink = Ink { red: 255, green: 0, blue: 0 };

/// A sheet as GB/T 9704-2012 wants it.
pub(crate) fn sheet() -> Sheet {
    Sheet {
        page: page(),
        faces: Faces {
            names: ["仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体", "Times New Roman"]
                .map(str::to_owned),
        },
        paragraphs: paragraphs(),
        characters: vec![
            CharacterStyle { name: "黑体字".to_owned(), role: Some(Role::HeiTi), size: None, ink: None },
            CharacterStyle {
                name: "红字".to_owned(),
                role: None,
                size: Some(Length::pt(14.0)),
                ink: Some(RED),
            },
        ],
        tables: vec![TableStyle {
            name: "表格".to_owned(),
            outer: Length::pt(1.0),
            inner: Length::pt(0.5),
            padding_x: Length::mm(1.0),
            padding_y: Length::pt(2.0),
        }],
        page_number: NUMBER,
    }
}

fn page() -> Page {
    Page {
        width: Length::mm(210.0),
        height: Length::mm(297.0),
        top: Length::mm(37.0),
        bottom: Length::mm(35.0),
        left: Length::mm(28.0),
        right: Length::mm(26.0),
        pitch: Length::twips(579),
        number_drop: Length::mm(7.0),
    }
}

fn paragraphs() -> Vec<ParagraphStyle> {
    let mut styles = main_styles();
    styles.extend(side_styles());
    styles
}

fn line(width: f64) -> Border {
    Border { line: Line::Single, width: Length::mm(width), ink: Ink::BLACK, gap: Length::pt(3.0) }
}

fn plain() -> ParagraphStyle {
    ParagraphStyle { first_line: Measure::ZERO, ..body() }
}

fn small() -> ParagraphStyle {
    ParagraphStyle { size: Length::pt(14.0), tracking: Length::ZERO, pitch: Length::pt(24.0), ..plain() }
}

fn main_styles() -> Vec<ParagraphStyle> {
    vec![
        body(),
        ParagraphStyle {
            name: "标题".to_owned(),
            role: Role::XiaoBiaoSong,
            size: Length::pt(22.0),
            tracking: Length::ZERO,
            pitch: Length::pt(35.0),
            align: Align::Center,
            outline: Some(0),
            before: Length::pt(20.0),
            after: Length::pt(10.0),
            ..plain()
        },
        ParagraphStyle {
            name: "一级标题".to_owned(),
            role: Role::HeiTi,
            keep_with_next: true,
            outline: Some(1),
            ..body()
        },
        ParagraphStyle {
            name: "二级标题".to_owned(),
            role: Role::KaiTi,
            keep_with_next: true,
            outline: Some(2),
            ..body()
        },
        ParagraphStyle { name: "主送".to_owned(), keep_lines: true, ..plain() },
    ]
}

fn side_styles() -> Vec<ParagraphStyle> {
    vec![
        ParagraphStyle {
            name: "页码".to_owned(),
            role: Role::SongTi,
            latin: Role::SongTi,
            pitch: Length::pt(16.0),
            align: Align::Left,
            ..small()
        },
        ParagraphStyle {
            name: "表格文字".to_owned(),
            role: Role::SongTi,
            size: Length::pt(12.0),
            pitch: Length::pt(18.0),
            align: Align::Center,
            ..small()
        },
        ParagraphStyle {
            name: "版记".to_owned(),
            left: Measure::Fixed(Length::ZERO),
            border_above: Some(line(0.35)),
            ..small()
        },
        ParagraphStyle {
            name: "版记末".to_owned(),
            border_above: Some(line(0.25)),
            border_below: Some(line(0.35)),
            ..small()
        },
        ParagraphStyle {
            name: "发文机关标志".to_owned(),
            role: Role::XiaoBiaoSong,
            size: Length::pt(42.0),
            tracking: Length::pt(2.0),
            pitch: Length::pt(60.0),
            ink: RED,
            align: Align::Distribute,
            border_below: Some(Border { ink: RED, ..line(0.5) }),
            ..plain()
        },
        ParagraphStyle {
            name: "信函线".to_owned(),
            pitch: Length::pt(1.0),
            border_below: Some(Border { line: Line::ThickThin, ink: RED, ..line(1.5) }),
            ..plain()
        },
        ParagraphStyle {
            name: "署名".to_owned(),
            align: Align::Right,
            right: Measure::HundredthChars(400),
            ..plain()
        },
        ParagraphStyle {
            name: "附件说明".to_owned(),
            left: Measure::HundredthChars(500),
            first_line: Measure::HundredthChars(-300),
            ..plain()
        },
    ]
}

fn body() -> ParagraphStyle {
    ParagraphStyle {
        name: "正文".to_owned(),
        role: Role::FangSong,
        latin: Role::Latin,
        size: Length::pt(16.0),
        tracking: Length::pt(-0.25),
        ink: Ink::BLACK,
        pitch: Length::twips(579),
        first_line: Measure::HundredthChars(200),
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

/// A piece of plain text.
pub(crate) fn text(text: &str) -> Inline {
    Inline::Text { text: text.to_owned(), style: None }
}

/// A paragraph of plain text.
pub(crate) fn paragraph(style: StyleIndex, words: &str) -> Paragraph {
    Paragraph::new(style, vec![text(words)])
}

/// The same as a block.
pub(crate) fn block(style: StyleIndex, words: &str) -> Block {
    Block::Paragraph(paragraph(style, words))
}

/// A document of these blocks.
pub(crate) fn document(blocks: Vec<Block>) -> Document {
    Document {
        kind: Kind::Notice,
        title: "关于召开安全生产工作推进会的通知".to_owned(),
        sheet: Arc::new(sheet()),
        setup: Setup::default(),
        letter: None,
        fill: None,
        blocks,
        imprint: None,
    }
}

/// 版记 of two rows.
pub(crate) fn imprint() -> Table {
    let inset = Length::pt(14.0);
    let indent = Indent { left: inset, right: inset, first_line: Length::ZERO };
    let paragraphs = [
        Paragraph {
            indent: Some(Indent { left: inset * 4, first_line: -inset * 3, ..indent }),
            ..paragraph(IMPRINT, "抄送：各县（市、区）人民政府，市安委会成员单位。")
        },
        Paragraph {
            indent: Some(indent),
            ..Paragraph::new(
                IMPRINT,
                vec![text("云澜市应急管理局办公室"), Inline::Tab, text("2026年11月22日印发")],
            )
        },
    ];
    let row = |paragraph| Row {
        height: Length::ZERO,
        cells: vec![Cell {
            kind: CellKind::Data,
            span: 1,
            merge: Merge::None,
            align: VerticalAlign::Middle,
            borders: Borders::Horizontal,
            turn: Turn::None,
            paragraphs: vec![paragraph],
        }],
    };
    Table {
        style: StyleIndex(0),
        columns: vec![Length::mm(156.0)],
        header_rows: 0,
        rows: paragraphs.into_iter().map(row).collect(),
    }
}

/// A document with everything the nouns can say.
pub(crate) fn everything() -> Document {
    let mut blocks = vec![
        block(LETTERHEAD, "云澜市应急管理局文件"),
        block(RULE, ""),
        block(TITLE, "关于召开“2026年第四季度”安全生产工作推进会的通知"),
        block(FLUSH, "各县（市、区）应急管理局，市安委会成员单位："),
        block(BODY, LONG),
        block(HEADING, "一、会议时间"),
        Block::Paragraph(Paragraph::new(
            BODY,
            vec![
                Inline::Text { text: "时间：".to_owned(), style: Some(STRONG) },
                text("2026年11月24日（星期二）上午9:00—11:30，Café “Ångström” & <b>。"),
                Inline::Break,
                text("  前后有空格  "),
                Inline::Text { text: "红色的小字".to_owned(), style: Some(StyleIndex(1)) },
            ],
        )),
        block(SUBHEADING, "（一）会议地点"),
        block(
            HANGING,
            "附件：1. 参会人员名单，名称很长很长，长到必须折行，折行之后与上一行的名称首字对齐，不能顶格",
        ),
        Block::Paragraph(Paragraph {
            keep: Keep::WithNext, ..paragraph(SIGNATURE, "云澜市应急管理局")
        }),
        Block::Paragraph(Paragraph {
            indent: Some(Indent { right: Length::pt(63.0), ..Indent::default() }),
            ..paragraph(SIGNATURE, "2026年11月18日")
        }),
        Block::Paragraph(Paragraph { start: Start::NewPage, ..paragraph(FLUSH, "附件1") }),
        Block::Table(merged()),
        Block::Table(listed(30)),
    ];
    blocks.push(block(BODY, "𬭛𬱖𬍛䶮等字也要写得出来。"));
    Document { imprint: Some(imprint()), ..document(blocks) }
}

/// A landscape document that ends with a table and has no numbers.
pub(crate) fn landscape(page_numbers: PageNumbers) -> Document {
    let blocks = vec![block(TITLE, "会议签到表"), Block::Table(listed(3))];
    Document {
        setup: Setup { orientation: Orientation::Landscape, page_numbers, ..Setup::default() },
        ..document(blocks)
    }
}

/// A paragraph of several lines.
pub(crate) const LONG: &str = "为深入贯彻落实党中央、国务院关于安全生产工作的决策部署，经研究，决定召开全市安全生产工作推进会，\
部署岁末年初安全生产重点工作。请各单位于11月21日17:00前将参会回执报市应急管理局办公室（联系人：周敏，电话：0571-88001234），\
不得无故缺席。会议材料见〔2026〕12号文件，共“三册”——请妥善保管……";

/// A cell of one centred paragraph.
pub(crate) fn cell(words: &str) -> Cell {
    Cell {
        kind: CellKind::Data,
        span: 1,
        merge: Merge::None,
        align: VerticalAlign::Middle,
        borders: Borders::All,
        turn: Turn::None,
        paragraphs: vec![paragraph(CELL, words)],
    }
}

/// A table as wide as the text block, with a header row that repeats.
pub(crate) fn listed(rows: usize) -> Table {
    let widths = [14.0, 24.0, 40.0, 26.0, 26.0, 26.0];
    let heads = ["序号", "姓名", "单位", "职务", "联系电话", "签名"];
    let row = |cells: Vec<Cell>| Row { height: Length::mm(10.0), cells };
    let mut all = vec![row(heads.map(cell).into())];
    for number in 1..=rows {
        all.push(row([number.to_string().as_str(), "张　三", "市应急管理局", "科长", "0571-88001234", ""]
            .map(cell)
            .into()));
    }
    Table { style: StyleIndex(0), columns: widths.map(Length::mm).into(), header_rows: 1, rows: all }
}

fn merged() -> Table {
    let row = |height: f64, cells| Row { height: Length::mm(height), cells };
    let wide = Cell { span: 2, ..cell("合并两列") };
    let top = Cell { merge: Merge::Top, align: VerticalAlign::Top, ..cell("合并三行") };
    let next = Cell { merge: Merge::Continued, paragraphs: Vec::new(), ..cell("") };
    let bare = Cell { borders: Borders::None, align: VerticalAlign::Bottom, ..cell("无线") };
    let lined = Cell { borders: Borders::Bottom, ..cell("填写") };
    let tabbed = Cell {
        paragraphs: vec![Paragraph::new(CELL, vec![text("左"), Inline::Tab, text("右")])],
        ..cell("")
    };
    Table {
        style: StyleIndex(0),
        columns: [30.0, 30.0, 40.0].map(Length::mm).into(),
        header_rows: 0,
        rows: vec![
            row(12.0, vec![wide, top]),
            row(0.0, vec![bare, tabbed, next.clone()]),
            row(15.0, vec![lined, cell("三"), next]),
        ],
    }
}
