//! YAML files: what they mean, and where their faults are.

use super::support::tree::{outline, place};
use super::{sound, told};
use huiwu::diag::{Code, Diagnostic, Location};
use huiwu::load::{load, locate};
use huiwu::spec::Node;

/// Every shape of the vocabulary at least once.
pub(crate) const MANUAL: &str = r#"# 会议登记
会议:
  名称: 2026年第四季度安全生产工作推进会
  编号: 007
  届次: 1.10
  类型: 专题会议
  重要: 是
时间: {开始: 2026-11-24 09:00, 结束: 2026-11-24 11:30, 报到: 2026-11-24 08:40}
地点: 市政务中心3号楼第二会议室
分会场: [{名称: 北区会议室, 调试时间: 2026-11-23 15:00}]
组织:
  主办单位: 市应急管理局
  协办单位: [市消防救援支队, 市气象局]
  联系人: {姓名: 周敏, 电话: 0571-88001234}
主持人: {姓名: 张建国, 单位: 市应急管理局, 职务: 局长}
记录人: 李晓雯
参会范围: [各县（市、区）应急管理局主要负责人, 市安委会成员单位分管负责人各1名]
参会人员:
  - {姓名: 张建国, 单位: 市应急管理局, 职务: 局长, 身份: 出席, 状态: 到会}
  - {姓名: 陈 炎, 单位: 市消防救援支队, 职务: 支队长, 身份: 列席, 状态: 请假, 事由: 出差, 代会人: {姓名: 刘洋, 单位: 市消防救援支队, 职务: 副支队长}}
  - 童𬱖
议程:
  - {时间: "09:00", 时长: 20分钟, 议题: 通报第三季度安全生产情况, 汇报人: 王海涛, 列席: [市气象局]}
  - {时间: "09:20", 议题: 部署重点工作}
材料: 无
要求: [请准时参会，不得无故缺席, 请着正装]
通知:
  缘由: |
    为贯彻落实有关要求，
    经研究决定召开会议。
  文号: 应急办〔2026〕45号
  主送: [各县（市、区）应急管理局]
  抄送: [市委、市政府办公室]
  日期: 2026-11-18
  回执截止: 2026-11-21 17:00
方案: {依据: 年度计划, 分工: [{组别: 材料组, 事项: 备材料, 完成时限: 2026-11-23}], 会场: [音响, 投影]}
审批: [{环节: 主要负责人, 意见: 同意, 姓名: 张建国, 日期: 2026-11-16}]
记录:
  议题:
    - 题目: 通报第三季度安全生产情况
      汇报人: 王海涛
      发言:
        - {姓名: 张建国, 要点: "第一句。\n第二句。"}
        - {姓名: 周敏, 要点: 同意。}
      会议意见: [会议指出，形势严峻。, 会议强调，压实责任。]
      决定: [开展专项检查。, {事项: 印发方案。, 责任单位: 危化科, 责任人: 赵磊, 协办单位: [执法支队, 宣传科], 时限: 2026-12-20}]
      表决: {同意: 9, 反对: 0, 弃权: 1}
    - 题目: 部署重点工作
      共识: [抓早抓小。]
      表决: 同意9票，反对0票
  散会: 2026-11-24 11:20
  整理日期: 2026-11-24
纪要: {文号: 〔2026〕12号, 期号: 第12期, 日期: 2026-11-25, 发送: [市安委会各成员单位]}
任务:
  - {事项: 开展专项检查, 责任单位: 危化科, 责任人: 赵磊, 协办单位: [执法支队], 时限: 2026-12-20, 议题: 1}
归档:
  全宗号: X043
  年度: 2026
  机构: {名称: 办公室, 代码: BGS}
  文件: [{题名: 情况通报, 日期: 2026-11-20, 页数: 6}, {类别: 声像资料, 无: 未录音录像}]
单位包: 市应急管理局
"#;

fn at<'n>(node: &'n Node, path: &[&str]) -> &'n Node {
    path.iter().fold(node, |node, key| match key.parse::<usize>() {
        Ok(index) => &node.items()[index],
        Err(_) => node.get(key).expect(key),
    })
}

/// The place of a node, asked for as `check` does.
fn place_of(text: &str, path: &[&str]) -> String {
    let spec = sound("会议.yaml", text.as_bytes());
    let mut diagnostics = [Diagnostic::new(Code::InvalidDate, at(&spec.root, path).id, "")];
    locate(&spec, text.as_bytes(), &mut diagnostics);
    place(&diagnostics[0].location)
}

#[test]
fn texts_are_kept_as_typed() {
    let spec = sound("会议.yaml", MANUAL.as_bytes());
    let text = |path: &[&str]| at(&spec.root, path).text().map(str::to_owned);
    assert_eq!(text(&["会议", "编号"]).as_deref(), Some("007"));
    assert_eq!(text(&["会议", "届次"]).as_deref(), Some("1.10"));
    assert_eq!(text(&["组织", "联系人", "电话"]).as_deref(), Some("0571-88001234"));
    assert_eq!(text(&["材料", "0", "名称"]).as_deref(), Some("无"));
    assert_eq!(text(&["参会人员", "2", "姓名"]).as_deref(), Some("童𬱖"));
    assert_eq!(text(&["通知", "缘由"]).as_deref(), Some("为贯彻落实有关要求，\n经研究决定召开会议。"));
    let odd = "会议: {重要: True, 编号: 0x1F, 届次: +5, 份数: 1e3, 主题: \"null\", 密级: ~, 类型: null}";
    let spec = sound("会议.yaml", odd.as_bytes());
    let outline = outline(&spec.root);
    for line in ["重要 = \"True\"", "编号 = \"0x1F\"", "届次 = \"+5\"", "份数 = \"1e3\"", "主题 = \"null\""]
    {
        assert!(outline.contains(line), "{outline}");
    }
    assert!(!outline.contains("密级") && !outline.contains("类型"), "{outline}");
}

#[test]
fn names_and_shapes_are_understood() {
    let plain = "会议: {名称: 某会}\n时间: {开始: 2026-11-24 09:00}\n参会人员: [{姓名: 甲}]\n通知: {主送: [乙, 丙]}\n组织: {联系人: {电话: '1'}}\n";
    for typed in [
        "会议信息: {title: 某会}\n会议时间: {开始时间: 2026-11-24 09:00}\n参加人员: 甲\n通知: {主送机关: 乙、丙}\n组织: {联系人: {联系方式: 1}}\n",
        "meeting: 某会\ntime: {start: 2026-11-24 09:00}\npeople: [甲]\nNotice: {to: \"乙；丙\"}\norganisation: {contact: {手 机: 1}}\n",
        "会议：\n  名称：某会\n时间：\n  开始：2026-11-24 09:00\n参会人员：\n  - 姓名：甲\n通知：\n  主送： [乙, 丙]\n组织：\n  联系人：\n    电话：1\n",
    ] {
        let tree = |text: &str| outline(&sound("会议.yaml", text.as_bytes()).root);
        assert_eq!(tree(typed), tree(plain), "{typed}");
    }
}

#[test]
fn a_text_with_a_meaning_never_gets_another() {
    let text = "要求:\n  - 时间：九点\n  - |\n    地点：三楼\n缘由备忘: x\n";
    let loaded = load("会议.yaml", text.as_bytes());
    assert_eq!(loaded.diagnostics.len(), 1);
    let root = loaded.value.expect("a spec").root;
    assert_eq!(outline(&root), "要求[0] = \"时间：九点\"\n要求[1] = \"地点：三楼\"\n");
}

#[test]
fn places_are_those_of_an_editor() {
    assert_eq!(place_of(MANUAL, &["参会人员", "2", "姓名"]), "21:5");
    assert_eq!(place_of(MANUAL, &["记录", "议题", "0", "表决", "弃权"]), "47:30");
    let crlf = MANUAL.replace('\n', "\r\n");
    assert_eq!(place_of(&crlf, &["归档", "机构", "代码"]), place_of(MANUAL, &["归档", "机构", "代码"]));
    assert_eq!(place_of("\u{FEFF}会议: {名称: 某会}", &["会议", "名称"]), "1:10");
    assert_eq!(
        place_of("# 说明\t制表\t符\n会议: # 又一\t个\n  名称: 某会 #\t尾\n", &["会议", "名称"]),
        "3:7"
    );
    assert_eq!(place_of("组织: {主办单位: 童𬱖𬍛, 承办部门: 乙}", &["组织", "承办部门"]), "1:23");
    assert_eq!(place_of("会议：\n  名称：某会\n  编号： 甲\n", &["会议", "名称"]), "2:6");
    assert_eq!(place_of("会议：\n  名称：某会\n  编号： 甲\n", &["会议", "编号"]), "3:7");
    assert_eq!(place_of("地点: \"甲\u{2028}乙\"\n单位包: 丙\n", &["单位包"]), "2:6");
}

#[test]
fn located_diagnostics_come_in_order() {
    let spec = sound("会议.yaml", MANUAL.as_bytes());
    let node = |path: &[&str]| at(&spec.root, path).id;
    let mut diagnostics = vec![
        Diagnostic::new(Code::InvalidDate, node(&["任务", "0", "时限"]), "二")
            .related("会议", node(&["时间"])),
        Diagnostic::new(Code::InvalidDate, node(&["会议", "名称"]), "一"),
        Diagnostic::new(Code::MissingElement, Location::File, "零"),
    ];
    locate(&spec, MANUAL.as_bytes(), &mut diagnostics);
    let order: Vec<_> = diagnostics.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(order, ["零", "一", "二"]);
    assert_eq!(place(&diagnostics[2].related[0].1), "8:5");
    assert!(diagnostics.iter().all(|d| d.file.as_deref() == Some("会议.yaml")));
}

#[test]
fn unknown_keys_get_a_suggestion() {
    let text = "会议:\n  名称: 甲\n  会议名称: 乙\n参会成员: [丙]\n联系人: 丁\n名称:某会: 戊\n";
    assert_eq!(
        told("会议.yaml", text.as_bytes()),
        [
            "duplicate-key error 3:3 「会议名称」就是「名称」，写了两次",
            "unknown-key error 4:1 最外层没有「参会成员」这个项目",
            "unknown-key error 5:1 最外层没有「联系人」这个项目",
            "unknown-key error 6:1 最外层没有「名称:某会」这个项目",
        ]
    );
    let diagnostics = load("会议.yaml", text.as_bytes()).diagnostics;
    assert_eq!(place(&diagnostics[0].related[0].1), "2:3");
    let helps: Vec<_> = diagnostics.iter().filter_map(|d| d.help.as_deref()).collect();
    assert_eq!(helps[1..3], ["您是不是想写「参会人员」？", "「联系人」应写在「组织」之下"]);
}

#[test]
fn wrong_shapes_are_said_all_at_once() {
    let text = "地点: [甲]\n组织: 乙\n要求: [丙: 丁]\n记录: {议题: [戊]}\n时间: [己]\n会议:\n  名称:庚\n主持人: 姓名：辛\n";
    assert_eq!(
        told("会议.yaml", text.as_bytes()),
        [
            "wrong-shape error 1:5 「地点」应写一段文字，这里却是一组内容",
            "wrong-shape error 2:5 「组织」应写成「项目: 内容」，这里却是一段文字",
            "wrong-shape error 3:6 「要求」的每一项应写一段文字，这里却是「项目: 内容」",
            "wrong-shape error 4:11 「议题」的每一项应写成「项目: 内容」，这里却是一段文字",
            "wrong-shape error 5:5 「时间」应写一段文字或「项目: 内容」，这里却是一组内容",
            "wrong-shape error 7:3 「会议」下面应为「项目: 内容」，这里却读成了一段文字",
            "wrong-shape error 8:6 「主持人」下面应为「项目: 内容」，这里却读成了一段文字",
        ]
    );
}

#[test]
fn broken_yaml_is_explained() {
    for (text, expected) in [
        ("会议:\n\t名称: 甲\n", "2:1 这一行用制表符（Tab）缩进"),
        ("会议:\n  名称: 甲\n  类型:专题\n地点: 乙\n", "3:3 「类型」后面的冒号没有起作用"),
        ("会议: {名称: 甲}\n类形：专题\n地点: 乙\n", "2:1 「类形」后面的冒号没有起作用"),
        ("会议:\n  名称: \"甲\n地点: 乙\n", "2:7 这里的引号没有闭合"),
        ("会议:\n    名称: 甲\n  类型: 乙\n", "3:3 这一行的缩进与上面没有对齐，或上一行的内容后面多了东西"),
        ("会议:\n  名称: 关于: 甲\n", "2:9 这里多了一个「冒号加空格」，或缩进与上一行不一致"),
        ("主持人: {姓名: 甲\n地点: 乙\n", "1:6 花括号 { } 里的写法有误，或没有闭合"),
        ("要求: - 甲\n", "1:5 「- 」不能与项目名写在同一行"),
        ("地点: @甲\n", "1:5 文字不能直接以「@」开头"),
        ("会议: 甲\n...\n会议: 乙\n", "3:1 这一行与上面的内容接不上"),
        ("  会议: 甲\n地点: 乙\n", "2:1 这一行与上面的内容接不上"),
        ("{会议: 甲}{地点: 乙}\n", "1:8 这一行与上面的内容接不上"),
        ("地点: &甲 乙\n", "1:5 这里的「&」是 YAML 的锚点写法，会议文件里不使用"),
        ("会议: 甲\n地点: !乙 丙\n", "2:5 这里的「!」是 YAML 的标签写法，会议文件里不使用"),
        ("? [甲]\n: 乙\n", "1:3 项目名应为文字，这里却是一组内容"),
        ("地点: 甲\u{7}乙\n", "1:6 这里有看不见的控制字符（U+0007），无法读取"),
    ] {
        assert_eq!(told("会议.yml", text.as_bytes()), [format!("broken-yaml error {expected}")], "{text}");
    }
}
