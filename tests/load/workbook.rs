//! Workbooks: how people fill them in, and in which cell their faults are.

use super::support::sheets::{SheetXml, form, rows, sheet, workbook, workbook_with};
use super::support::tree::{outline, place};
use super::{sound, told};
use huiwu::diag::{Code, Diagnostic};
use huiwu::load::{load, locate};

fn book(sheets: &[SheetXml<'_>]) -> String {
    outline(&sound("会议.xlsx", &workbook(sheets)).root)
}

#[test]
fn labels_lists_and_blanks_are_understood() {
    let said = book(&[form(&[
        ["会议名称＊：", "　某会 "],
        ["一、时间地点", ""],
        ["开始时间", "2026年11月24日上午9:00"],
        ["会 议 地 点", "三楼"],
        ["联系人", "周敏"],
        ["联系电话", "0571-88001234"],
        ["主持人单位", "市应急管理局"],
        ["主持人", "张建国"],
        ["主送机关", "各县（市、区）应急管理局、市公安局"],
        ["", "市财政局"],
        ["会议要求", "1.请准时参会\n2.请着正装，不得缺席"],
        ["要求", "不得缺席、迟到"],
        ["材料", "无"],
        ["抄送", ""],
    ])]);
    let expected = "\
主持人.单位 = \"市应急管理局\"
主持人.姓名 = \"张建国\"
会议.名称 = \"某会\"
地点 = \"三楼\"
时间.开始 = \"2026年11月24日上午9:00\"
材料[0].名称 = \"无\"
组织.联系人.姓名 = \"周敏\"
组织.联系人.电话 = \"0571-88001234\"
要求[0] = \"请准时参会\"
要求[1] = \"请着正装，不得缺席\"
要求[2] = \"不得缺席、迟到\"
通知.主送[0] = \"各县（市、区）应急管理局\"
通知.主送[1] = \"市公安局\"
通知.主送[2] = \"市财政局\"
";
    let lines = |text: &str| {
        let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(lines(&said), lines(expected));
}

#[test]
fn two_pairs_of_columns_and_titles_are_understood() {
    let xml = sheet(&[
        &["会议信息登记表"],
        &[],
        &["项目", "内容", "项目", "内容", "填写说明"],
        &["会议名称", "某会", "会议地点", "三楼", "写全称"],
        &["编号", "HY-1", "单位包", "甲局"],
    ]);
    assert_eq!(
        book(&[("会议信息", "", xml)]),
        "会议.名称 = \"某会\"\n会议.编号 = \"HY-1\"\n单位包 = \"甲局\"\n地点 = \"三楼\"\n"
    );
}

fn typed(row: u32, label: &str, cell: &str) -> String {
    format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"inlineStr\"><is><t>{label}</t></is></c>{cell}</row>")
}

#[test]
fn typed_cells_become_what_people_type() {
    let cells = [
        ("开始", "<c r=\"B1\" s=\"2\"><v>46350.375</v></c>"),
        ("结束", "<c r=\"B2\" s=\"2\"><f>B1+1/9.6</f><v>46350.479166666664</v></c>"),
        ("报到", "<c r=\"B3\" s=\"3\"><v>0.36111111111111099</v></c>"),
        ("成文日期", "<c r=\"B4\" s=\"1\"><v>46344</v></c>"),
        ("回执截止", "<c r=\"B5\"><v>46347.708333333336</v></c>"),
        ("份数", "<c r=\"B6\"><v>40</v></c>"),
        ("届次", "<c r=\"B7\"><v>0.30000000000000004</v></c>"),
        ("重要", "<c r=\"B8\" t=\"b\"><v>1</v></c>"),
        (
            "主题",
            "<c r=\"B9\" t=\"inlineStr\"><is><r><t xml:space=\"preserve\">富</t></r><r><rPr><b/></rPr><t>文本</t></r></is></c>",
        ),
        ("会议名称", "<c r=\"B10\" t=\"str\"><f>A1&amp;A2</f><v>某&amp;会</v></c>"),
        ("印发日期", "<c r=\"B11\" t=\"d\"><v>2026-11-25T00:00:00</v></c>"),
    ];
    let data: String = (1..).zip(cells).map(|(row, (label, cell))| typed(row, label, cell)).collect();
    let said = book(&[("会议", "", format!("<sheetData>{data}</sheetData>"))]);
    for line in [
        "时间.开始 = \"2026-11-24 09:00\"",
        "时间.结束 = \"2026-11-24 11:30\"",
        "时间.报到 = \"08:40\"",
        "通知.日期 = \"2026-11-18\"",
        "通知.回执截止 = \"2026-11-21 17:00\"",
        "会议.份数 = \"40\"",
        "会议.届次 = \"0.3\"",
        "会议.重要 = \"是\"",
        "会议.主题 = \"富文本\"",
        "会议.名称 = \"某&会\"",
        "纪要.日期 = \"2026-11-25\"",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
    let later = typed(1, "开始", "<c r=\"B1\" s=\"2\"><v>44888.375</v></c>");
    let bytes = workbook_with("date1904=\"1\"", &[("会议", "", format!("<sheetData>{later}</sheetData>"))]);
    assert_eq!(outline(&sound("会议.xlsx", &bytes).root), "时间.开始 = \"2026-11-24 09:00\"\n");
}

#[test]
fn tables_are_understood() {
    let people = sheet(&[
        &["参会人员名单"],
        &[],
        &["序号", "名字", "所在单位", "职务／职称", "联系方式"],
        &["1", "张建国", "市应急管理局", "局长", "0571-1"],
        &[],
        &["2", "童𬱖", "", "支队长"],
        &["3"],
        &["注：请按职务排序"],
    ]) + "<mergeCells><mergeCell ref=\"A1:E1\"/><mergeCell ref=\"C4:C6\"/></mergeCells>";
    let record = sheet(&[
        &["议题", "类别", "姓名", "内容"],
        &["通报情况", "汇报", "王海涛"],
        &["", "发言", "张建国", "第一句。\n第二句。"],
        &["", "会议意见", "", "会议指出，甲。"],
        &["", "会议意见", "", "会议要求，乙。"],
        &["", "不同意见", "周敏", "应当缓办"],
        &["部署工作", "表决", "", "同意：9，反对：0"],
        &["", "决定", "", "丙。"],
        &["通报情况", "表决", "", "同意9票，反对0票"],
    ]);
    let duties = sheet(&[&["工作内容", "责任人"], &["备材料", "甲"]]);
    let bytes = workbook(&[
        form(&[["会议名称", "某会"]]),
        ("参会名单", "", people),
        ("分工", "", duties),
        ("记录", "", record),
        ("材料", "", String::from("<sheetData/>")),
        ("Sheet2", "", String::from("<sheetData/>")),
        ("填表说明", "", sheet(&[&["请逐项填写"]])),
        ("选项", "state=\"hidden\"", sheet(&[&["是"], &["否"]])),
    ]);
    let loaded = load("会议.xlsx", &bytes);
    let said: Vec<_> = loaded.diagnostics.iter().map(|d| (d.severity.name(), place(&d.location))).collect();
    assert_eq!(
        said,
        [("note", "参会名单!A8".to_owned()), ("note", "填表说明".to_owned()), ("note", "选项".to_owned())]
    );
    assert_eq!(
        outline(&loaded.value.expect("a spec").root),
        "\
会议.名称 = \"某会\"
参会人员[0].单位 = \"市应急管理局\"
参会人员[0].姓名 = \"张建国\"
参会人员[0].电话 = \"0571-1\"
参会人员[0].职务 = \"局长\"
参会人员[1].单位 = \"市应急管理局\"
参会人员[1].姓名 = \"童𬱖\"
参会人员[1].职务 = \"支队长\"
方案.分工[0].事项 = \"备材料\"
方案.分工[0].责任人 = \"甲\"
记录.议题[0].不同意见[0] = \"周敏：应当缓办\"
记录.议题[0].会议意见[0] = \"会议指出，甲。\"
记录.议题[0].会议意见[1] = \"会议要求，乙。\"
记录.议题[0].发言[0].姓名 = \"张建国\"
记录.议题[0].发言[0].要点 = \"第一句。\\n第二句。\"
记录.议题[0].汇报人 = \"王海涛\"
记录.议题[0].表决 = \"同意9票，反对0票\"
记录.议题[0].题目 = \"通报情况\"
记录.议题[1].决定[0].事项 = \"丙。\"
记录.议题[1].表决.反对 = \"0\"
记录.议题[1].表决.同意 = \"9\"
记录.议题[1].题目 = \"部署工作\"
"
    );
}

#[test]
fn nodes_are_found_in_their_cells() {
    let people = format!(
        "<sheetData>{}{}</sheetData><mergeCells><mergeCell ref=\"A1:C1\"/></mergeCells>",
        rows(1, &[&["参会人员名单"]]),
        rows(4, &[&["序号", "姓名", "电话"], &["", "甲", "0571"]])
    );
    let bytes = workbook(&[
        form(&[["会议名称", "某会"], ["主持人", "甲"], ["要求", "乙\n丙"]]),
        ("参会人员", "", people),
    ]);
    let spec = sound("会议.xlsx", &bytes);
    let root = &spec.root;
    let get = |path: &[&str]| path.iter().fold(root, |node, key| node.get(key).expect(key));
    let person = &get(&["参会人员"]).items()[0];
    let nodes = [
        root.id,
        get(&["会议"]).id,
        root.entry("主持人").expect("an entry").key,
        get(&["主持人", "姓名"]).id,
        get(&["要求"]).items()[1].id,
        get(&["参会人员"]).id,
        person.id,
        person.get("电话").expect("a phone").id,
    ];
    let mut diagnostics: Vec<_> =
        nodes.iter().rev().map(|id| Diagnostic::new(Code::InvalidDate, *id, "")).collect();
    locate(&spec, &bytes, &mut diagnostics);
    let places: Vec<_> = diagnostics.iter().map(|d| place(&d.location)).collect();
    assert_eq!(
        places,
        ["会议", "会议", "会议!A3", "会议!B3", "会议!B4", "参会人员", "参会人员!B5", "参会人员!C5"]
    );
}

#[test]
fn faults_are_told_by_cell() {
    let people = sheet(&[
        &["姓名", "单位", "天气", "单位", "籍贯"],
        &["甲", "乙", "晴", "丙"],
        &["丁", "", "", "", "", "戊"],
    ]);
    let record =
        sheet(&[&["议题", "类别", "姓名", "内容"], &["一", "感想", "甲", "乙"], &["", "", "", "丙"]]);
    let bytes = workbook(&[
        form(&[
            ["会议名称", "某会"],
            ["名称", "又一会"],
            ["会议地址", "三楼"],
            ["职务", "局长"],
            ["会议时间", "2026-11-24"],
            ["开始时间", "9:00"],
            ["通知", "见附件"],
            ["", "没有项目"],
        ]),
        ("参会人员", "", people),
        ("参会名单", "", sheet(&[&["姓名", "单位"]])),
        ("记录", "", record),
        ("议呈", "", sheet(&[&["议题"], &["甲"]])),
    ]);
    assert_eq!(
        told("会议.xlsx", &bytes),
        [
            "duplicate-key error 会议!A3 「名称」写了两次",
            "unknown-header error 会议!A4 不认识的项目名「会议地址」",
            "unknown-header error 会议!A5 有多种意思的项目名「职务」",
            "duplicate-key error 会议!A7 这一项与前面写的是同一内容，两处的写法合不到一起",
            "wrong-shape error 会议!B8 「通知」不能写在一格里",
            "unknown-header error 会议!B9 这一格有内容，左边却没有项目名",
            "unknown-header error 参会人员!C1 「参会人员」表里没有「天气」这一列",
            "duplicate-key error 参会人员!D1 「单位」列有两列",
            "unknown-header note 参会人员!E1 「参会人员」表里没有「籍贯」这一列",
            "unknown-header error 参会人员!F3 F 列有内容，表头却是空的",
            "unknown-header error 记录!B2 不认识的类别「感想」",
            "unknown-header error 记录!D3 这一行没有写类别",
            "duplicate-key error 参会名单 「参会名单」表与另一张表写的是同一内容（参会人员）",
            "unknown-sheet warning 议呈 不认识的表「议呈」，没有读取",
        ]
    );
    let helps: Vec<_> = load("会议.xlsx", &bytes).diagnostics.into_iter().filter_map(|d| d.help).collect();
    assert!(helps.contains(&"您是不是想写「议程」？".to_owned()), "{helps:?}");
    assert!(helps.contains(&"您是不是想写「地点」？".to_owned()), "{helps:?}");
}

#[test]
fn failed_formulas_and_missing_sheets_are_told() {
    let failed = typed(1, "会议名称", "<c r=\"B1\" t=\"e\"><f>X</f><v>#REF!</v></c>")
        + &typed(2, "地点", "<c r=\"B2\"><v>3</v></c>");
    assert_eq!(
        told("会议.xlsx", &workbook(&[("会议", "", format!("<sheetData>{failed}</sheetData>"))])),
        ["wrong-shape error 会议!B1 这一格的公式出错（#REF!），没有内容可读"]
    );
    assert_eq!(
        told("会议.xlsx", &workbook(&[("Sheet1", "", sheet(&[&["甲"]])), ("Sheet2", "", sheet(&[]))])),
        ["missing-sheet error - 工作簿里没有「会议」表，现有的表是「Sheet1」「Sheet2」"]
    );
    assert_eq!(
        told("会议.xlsx", &workbook(&[form(&[["会议名称", ""], ["地点", ""]])])),
        ["empty-spec error - 工作簿里没有填写任何会议内容"]
    );
}
