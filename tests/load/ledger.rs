//! Several meetings in one file: ledgers, and YAML texts with several documents.

use super::support::sheets::{SheetXml, form, sheet, workbook};
use super::support::tree::{outline, place, said};
use huiwu::diag::{Code, Diagnostic};
use huiwu::load::{Loaded, load, load_all, locate};

fn ledger(rows: &[&[&str]]) -> SheetXml<'static> {
    ("会议", "", sheet(rows))
}

/// The trees of a file whose meetings are all sound.
fn outlines(loaded: &Loaded) -> Vec<String> {
    let one = |meeting: &huiwu::diag::Reported<huiwu::spec::Spec>| {
        outline(&meeting.value.as_ref().expect("a meeting").root)
    };
    loaded.meetings.iter().map(one).collect()
}

/// A ledger as an office keeps it: titles, counters, merges, blank rows, a note at the foot.
fn november() -> Vec<u8> {
    let meetings = sheet(&[
        &["2026年11月会议台账"],
        &["序号", "会议编号", "会议名称", "开始时间", "会议地点", "主持人", "主送机关"],
        &["1", "HY-1", "甲会", "2026-11-24 09:00", "三楼", "张建国", "各县局、市公安局"],
        &[],
        &["2", "HY-2", "乙会", "2026-11-25 14:30", "", "周敏"],
        &["注：编号不要重复"],
    ]) + "<mergeCells><mergeCell ref=\"A1:G1\"/></mergeCells>";
    let people = sheet(&[
        &["会议编号", "姓名", "单位", "职务"],
        &["HY-1", "张建国", "市应急管理局", "局长"],
        &["", "童𬱖", "", "支队长"],
        &["HY-2", "周敏", "市财政局", "科长"],
        &["乙会", "刘洋", "市气象局"],
    ]) + "<mergeCells><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"C2:C3\"/></mergeCells>";
    let record = sheet(&[
        &["议题", "类别", "姓名", "内容", "会议编号"],
        &["通报情况", "发言", "张建国", "第一句。", "HY-1"],
        &["", "决定", "", "丙。", "HY-1"],
        &["部署工作", "共识", "", "抓早抓小。", "HY-2"],
    ]);
    workbook(&[("会议", "", meetings), ("参会人员", "", people), ("记录", "", record)])
}

#[test]
fn each_row_of_a_ledger_is_a_meeting() {
    let loaded = load_all("台账.xlsx", &november());
    assert_eq!(said(&loaded.diagnostics), [""; 0]);
    assert_eq!(
        outlines(&loaded),
        [
            "\
主持人.姓名 = \"张建国\"
会议.名称 = \"甲会\"
会议.编号 = \"HY-1\"
参会人员[0].单位 = \"市应急管理局\"
参会人员[0].姓名 = \"张建国\"
参会人员[0].职务 = \"局长\"
参会人员[1].单位 = \"市应急管理局\"
参会人员[1].姓名 = \"童𬱖\"
参会人员[1].职务 = \"支队长\"
地点 = \"三楼\"
时间.开始 = \"2026-11-24 09:00\"
记录.议题[0].决定[0].事项 = \"丙。\"
记录.议题[0].发言[0].姓名 = \"张建国\"
记录.议题[0].发言[0].要点 = \"第一句。\"
记录.议题[0].题目 = \"通报情况\"
通知.主送[0] = \"各县局\"
通知.主送[1] = \"市公安局\"
",
            "\
主持人.姓名 = \"周敏\"
会议.名称 = \"乙会\"
会议.编号 = \"HY-2\"
参会人员[0].单位 = \"市财政局\"
参会人员[0].姓名 = \"周敏\"
参会人员[0].职务 = \"科长\"
参会人员[1].单位 = \"市气象局\"
参会人员[1].姓名 = \"刘洋\"
时间.开始 = \"2026-11-25 14:30\"
记录.议题[0].共识[0] = \"抓早抓小。\"
记录.议题[0].题目 = \"部署工作\"
",
        ]
    );
}

#[test]
fn a_row_of_a_ledger_is_named_with_its_meeting_and_cell() {
    let bytes = november();
    let loaded = load_all("台账.xlsx", &bytes);
    let spec = loaded.meetings[1].value.as_ref().expect("a meeting");
    let get = |path: &[&str]| path.iter().fold(&spec.root, |node, key| node.get(key).expect(key));
    let mut asked: Vec<Diagnostic> = [
        spec.root.id,
        get(&["地点"]).id,
        get(&["时间", "开始"]).id,
        get(&["参会人员"]).items()[1].get("单位").expect("a unit").id,
    ]
    .into_iter()
    .map(|id| Diagnostic::new(Code::InvalidDate, id, ""))
    .collect();
    locate(spec, &bytes, &mut asked);
    let places: Vec<_> = asked.iter().map(|one| place(&one.location)).collect();
    assert_eq!(places, ["会议!B5", "会议!D5", "会议!E5", "参会人员!C5"]);
    assert!(asked.iter().all(|one| one.meeting.as_deref() == Some("HY-2 乙会")), "{asked:?}");
    let first = loaded.meetings[0].value.as_ref().expect("a meeting");
    let people = first.root.get("参会人员").expect("people");
    let mut merged =
        [Diagnostic::new(Code::InvalidDate, people.items()[1].get("单位").expect("a unit").id, "")];
    locate(first, &bytes, &mut merged);
    assert_eq!(place(&merged[0].location), "参会人员!C2", "a merged cell is its top left one");
}

#[test]
fn the_faults_of_a_ledger_are_told_once() {
    let bytes = workbook(&[
        ledger(&[
            &["会议编号", "会议名称", "开始时间", "开始", "天气", "职务", "籍贯"],
            &["1", "甲会", "2026-11-24 09:00", "9:00", "晴", "局长"],
            &["2", "乙会", "2026-11-25 09:00", "", "阴"],
            &["2", "丙会", "2026-11-26 09:00"],
        ]),
        (
            "参会人员",
            "",
            sheet(&[
                &["会议编号", "姓名", "天气"],
                &["", "甲"],
                &["1", "乙", "晴"],
                &["", "丙"],
                &["9", "丁"],
            ]),
        ),
        ("议程", "", sheet(&[&["议题"], &["甲"]])),
        ("草稿", "", sheet(&[&["甲"]])),
    ]);
    let loaded = load_all("台账.xlsx", &bytes);
    assert_eq!(
        said(&loaded.diagnostics),
        [
            "duplicate-key error 会议!D1 「开始」列有两列",
            "unknown-header error 会议!E1 不认识的列名「天气」",
            "unknown-header error 会议!F1 有多种意思的列名「职务」",
            "unknown-header note 会议!G1 不认识的列名「籍贯」",
            "unknown-header error 参会人员!C1 「参会人员」表里没有「天气」这一列",
            "unknown-meeting warning 参会人员!A2 「参会人员」表有2行没有写会议编号，各按上一行的读取，第一处在这里",
            "unknown-meeting error 参会人员!A5 「会议」表里没有「9」这次会议，这一行没有读取",
            "unknown-sheet warning 草稿 不认识的表「草稿」，没有读取",
            "unknown-meeting error 议程 「议程」表没有「会议编号」一列，不知道各行属于哪次会议，没有读取",
        ]
    );
    let own: Vec<Vec<String>> = loaded.meetings.iter().map(|meeting| said(&meeting.diagnostics)).collect();
    assert_eq!(own[0], [""; 0]);
    assert_eq!(own[1], ["duplicate-key error 会议!A3 有两次会议的编号都是「2」"]);
    assert_eq!(own[2], ["duplicate-key error 会议!A4 有两次会议的编号都是「2」"]);
}

#[test]
fn a_ledger_of_one_meeting_needs_no_numbers() {
    let bytes = workbook(&[
        ledger(&[&["会议名称", "开始时间", "会议地点"], &["甲会", "2026-11-24 09:00", "三楼"]]),
        ("参会人员", "", sheet(&[&["姓名", "单位"], &["甲", "乙"]])),
    ]);
    let spec = super::sound("会议.xlsx", &bytes);
    assert_eq!(
        outline(&spec.root),
        "会议.名称 = \"甲会\"\n参会人员[0].单位 = \"乙\"\n参会人员[0].姓名 = \"甲\"\n地点 = \"三楼\"\n时间.开始 = \"2026-11-24 09:00\"\n"
    );
    assert_eq!(spec.label, None);
}

#[test]
fn a_form_is_no_ledger() {
    for rows in [
        vec![["会议名称", "某会"], ["会议地点", "三楼"]],
        vec![["会议名称", "会议地点"], ["会议地点", "三楼"]],
    ] {
        assert_eq!(load_all("会议.xlsx", &workbook(&[form(&rows)])).meetings.len(), 1);
    }
    let bare = sheet(&[&["会议名称", "某会", "会议地点", "三楼"], &["编号", "1", "主题", "甲"]]);
    let loaded = load_all("会议.xlsx", &workbook(&[("会议", "", bare)]));
    assert_eq!(loaded.meetings.len(), 1);
}

#[test]
fn several_documents_are_several_meetings() {
    let text = "# 一月\n会议: {名称: 甲会}\n---\n会议: {编号: 2, 名称: 乙会}\n天气: 晴\n--- # 三\n会议:\n  名称: 丙会\n地点: 乙\n";
    let loaded = load_all("一月.yaml", text.as_bytes());
    assert_eq!(
        outlines(&loaded),
        [
            "会议.名称 = \"甲会\"\n",
            "会议.名称 = \"乙会\"\n会议.编号 = \"2\"\n",
            "会议.名称 = \"丙会\"\n地点 = \"乙\"\n"
        ]
    );
    assert_eq!(said(&loaded.meetings[1].diagnostics), ["unknown-key error 5:1 最外层没有「天气」这个项目"]);
    assert_eq!(loaded.meetings[1].diagnostics[0].meeting.as_deref(), Some("2 乙会"));
    let spec = loaded.meetings[2].value.as_ref().expect("a meeting");
    let mut asked = [Diagnostic::new(Code::InvalidDate, spec.root.get("地点").expect("a venue").id, "")];
    locate(spec, text.as_bytes(), &mut asked);
    assert_eq!(place(&asked[0].location), "9:5");
    let one = load("一月.yaml", text.as_bytes());
    assert_eq!(said(&one.diagnostics), ["wrong-shape error - 文件里有3次会议，这里只能读取一次会议"]);
    assert!(one.value.is_none());
}

#[test]
fn a_broken_document_leaves_the_others_alone() {
    let text = "会议: {名称: 甲会}\r\n---\r\n会议:\r\n\t名称: 乙会\r\n---\r\n会议: {名称: 丙会}\r\n";
    let loaded = load_all("一月.yaml", text.as_bytes());
    assert_eq!(said(&loaded.meetings[1].diagnostics), ["broken-yaml error 4:1 这一行用制表符（Tab）缩进"]);
    assert!(loaded.meetings[0].value.is_some() && loaded.meetings[2].value.is_some());
    assert_eq!(said(&loaded.meetings[2].diagnostics), [""; 0]);
}
