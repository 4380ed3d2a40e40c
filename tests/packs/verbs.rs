//! `huiwu unit` through the real program: new, list, show, preview, and packs that mean no good.

use crate::support::desk::Desk;
use crate::support::{output, program};

const SPEC: &str = "\
会议: {名称: 安全生产专题会, 类型: 专题会议, 主题: 部署岁末年初工作}
时间: 2026年11月24日（星期二）上午9:00至11:30
地点: 二楼会议室
参会范围: 各科室主要负责人
材料: 无
要求: [请准时参会]
组织: {联系人: {姓名: 林书言, 电话: 0571-88001234}}
通知: {日期: 2026-11-18, 文号: 青应急〔2026〕5号, 主送: [各科室], 附件: [参会回执], 回执截止: 2026-11-20 17:00, 请假办法: 书面请假}
";

#[test]
fn a_new_pack_works_as_it_is() {
    let desk = Desk::new(&[("会议.yaml", SPEC)]);
    desk.run(&["unit", "new", "青岚县应急管理局"]).expect(0, &["新建了单位包「青岚县应急管理局」", "下一步"]);
    desk.run(&["unit", "check"]).expect(0, &["检查了1个单位包：没有发现问题。"]);
    desk.run(&["unit", "list"])
        .expect(0, &["默认　默认（内置）", "青岚县应急管理局　templates/青岚县应急管理局　继承：默认"]);
    let render = ["render", "会议.yaml", "--unit", "青岚县应急管理局", "-o", "out", "--only", "notice"];
    desk.run(&render).expect(0, &["写出2个文件"]);
    let text = output::text(&desk.folder().join("out"), "03-会议通知.pdf");
    assert!(text.contains("青岚县应急管理局"), "{text}");
    // Lines that are commented out can be used by taking the mark away.
    let path = desk.folder().join("templates/青岚县应急管理局/unit.yaml");
    let text = std::fs::read_to_string(&path).expect("a text");
    let used = text
        .replace("    # 联系人:", "    联系人:")
        .replace("  # 通知:", "  通知:")
        .replace("  #   主送:", "    主送:");
    let used = used
        .replace("# 规则: ", "规则: ")
        .replace("#   late-minutes", "  late-minutes")
        .replace("# 文书:", "文书:");
    assert_ne!(used, text);
    std::fs::write(&path, used).expect("a file");
    desk.run(&["unit", "check"]).expect(0, &["1个单位包：没有发现问题"]);
    desk.run(&["unit", "show", "青岚县应急管理局"])
        .expect(0, &["通知.主送: 各科室、各直属单位　本包", "组织.联系人.姓名: 张三　本包"]);
    // A second one below the first.
    desk.run(&["unit", "new", "办公室", "--inherit", "青岚县应急管理局"]).expect(0, &["新建了"]);
    desk.run(&["unit", "list"]).expect(0, &["继承：青岚县应急管理局 ← 默认"]);
    desk.run(&["unit", "new", "办公室"]).expect(2, &["已有「templates/办公室」"]);
    for name in ["../外面", "默认", "a/b", ".x", "甲:乙"] {
        desk.run(&["unit", "new", name]).expect(2, &["单位包不能叫"]);
    }
    desk.run(&["unit", "new", "丙", "--inherit", "没有局"]).expect(2, &["没有单位包「没有局」可以继承"]);
}

#[test]
fn what_a_unit_says_once_is_in_all_its_documents() {
    let held = "\
记录: {议题: [{题目: 部署工作, 会议意见: [会议指出，要抓紧抓实。], 共识: [抓紧抓实]}], 散会: 2026-11-24 11:20, 整理日期: 2026-11-25}
主持人: {姓名: 顾承岳, 单位: 单位局, 职务: 局长}
记录人: 林书言
审核人: 韩砚秋
参会人员: [{姓名: 顾承岳, 单位: 单位局, 职务: 局长}, {姓名: 林书言, 单位: 单位局}, {姓名: 韩砚秋, 单位: 单位局}]
纪要: {文号: 7, 期号: '03', 发送: [各科室]}
任务: []
";
    let spec = format!("{}{held}", SPEC.replace("文号: 青应急〔2026〕5号", "文号: '045'"));
    let desk = Desk::new(&[
        ("会议.yaml", &spec),
        (
            "templates/上级/unit.yaml",
            "标志: 上级局文件\n署名: 上级局办公室\n文号:\n  通知: 上应急〔{年}〕{号}号\n  期号: 第{号}期\n用语: {经研究: 经局党组研究, 通知结语: 特此通知}\n",
        ),
        (
            "templates/单位/unit.yaml",
            "继承: 上级\n标志: {通知: 单位局, 纪要: 单位局局长办公会议纪要}\n默认值: {组织: {主办单位: 单位局}}\n文号: {纪要: '单纪〔{年}〕{号}号'}\n\
             用语: {通知过渡: 有关事项如下, 通知结语: 无, 纪要过渡: 现将议定事项纪要如下, 回执名称: 报名回执}\n",
        ),
    ]);
    let render = |unit, out| {
        desk.run(&["render", "会议.yaml", "--unit", unit, "-o", out, "--only", "notice,minutes"])
            .expect(0, &["写出4个文件"]);
        let folder = desk.folder().join(out);
        let plain = |file: &str| output::text(&folder, file).split_whitespace().collect::<String>();
        (plain("03-会议通知.pdf"), plain("10-会议纪要.pdf"))
    };
    let (notice, minutes) = render("单位", "单位");
    for text in [
        "单位局文件",
        "上应急〔2026〕45号",
        "经局党组研究，定于",
        "有关事项如下：",
        "报名回执",
        "上级局办公室关于召开",
    ] {
        assert!(notice.contains(text), "{text}: {notice}");
    }
    assert!(!notice.contains("特此通知"), "{notice}");
    for text in ["单位局局长办公会议纪要", "第3期单纪〔2026〕7号", "现将议定事项纪要如下："]
    {
        assert!(minutes.contains(text), "{text}: {minutes}");
    }
    desk.run(&["unit", "show", "单位"]).expect(
        0,
        &[
            "标志.通知: 单位局　本包，代替「上级」的",
            "用语.通知结语: 无　本包，代替「上级」的",
            "署名: 上级局办公室　继承「上级」",
        ],
    );
    desk.run(&["unit", "preview", "单位", "-o", "样.pdf", "--only", "notice"]).expect(0, &[]);
    let preview = output::text(desk.folder(), "样.pdf");
    for text in ["单位局文件", "上应急〔2026〕45号", "有关事项如下：", "报名回执"] {
        assert!(preview.contains(text), "{text}: {preview}");
    }
    // A spec's own words go before the unit's, and another organ's signature is its own mark.
    let own = spec.replace("文号: '045'", "文号: 别〔2026〕9号, 署名: 别的局");
    desk.put("会议.yaml", &own);
    let (notice, _) = render("单位", "别的");
    assert!(notice.contains("别的局文件") && notice.contains("别〔2026〕9号"), "{notice}");
    desk.put("templates/单位/unit.yaml", "文号: {通知: 单应急第一号}\n");
    desk.run(&["unit", "check", "单位"])
        .expect(1, &["「文号」的「通知」写的是「单应急第一号」：没有{号}，不知道号码写在哪里"]);
    desk.put("templates/单位/unit.yaml", "文号: {通知: '单〔{年份}〕{号}号', 纪要: '[{年}]{号}号'}\n");
    desk.run(&["unit", "check", "单位"]).expect(1, &["花括号里只能写 年 或 号", "年份应写成〔{年}〕"]);
}

#[test]
fn a_face_that_a_unit_names_is_used_where_it_is_at_hand() {
    let desk = Desk::new(&[
        ("会议.yaml", SPEC),
        ("templates/有/unit.yaml", "默认值: {组织: {主办单位: 甲局}}\n"),
        ("templates/有/style.yaml", "字体: {仿宋: LXGW WenKai}\n"),
        ("templates/无/unit.yaml", "默认值: {组织: {主办单位: 甲局}}\n"),
        ("templates/无/style.yaml", "字体: {仿宋: 没有这种字体}\n"),
    ]);
    let render = |unit: &str| {
        let folder = desk.folder().join(unit);
        let run = desk.run(&[
            "render",
            "会议.yaml",
            "--unit",
            unit,
            "-o",
            unit,
            "--only",
            "notice",
            "--format",
            "pdf",
        ]);
        run.expect(0, &["写出1个文件"]);
        (output::fonts(&folder, "03-会议通知.pdf"), run.said())
    };
    let (with, _) = render("有");
    let (without, said) = render("无");
    // The text is drawn with the faces of 仿宋; the headings' 黑体 is the same in both.
    assert!(with.contains("LXGWWenKai"), "{with}");
    assert!(!without.contains("LXGWWenKai"), "{without}");
    assert!(said.contains("仿宋→"), "{said}");
    // The ledger is a document of the unit too.
    desk.put(
        "任务/会议.yaml",
        &format!("{SPEC}任务: [{{事项: 开展检查, 责任单位: 甲科, 时限: 2026-12-18}}]\n"),
    );
    let ledger = ["ledger", "任务", "--on", "2026-12-01", "--unit", "有", "-o", "台账", "--format", "pdf"];
    desk.run(&ledger).expect(0, &["督办台账.pdf"]);
    let ledger = output::fonts(&desk.folder().join("台账"), "督办台账.pdf");
    assert!(ledger.contains("LXGWWenKai"), "{ledger}");
    desk.run(&["unit", "check", "有"]).expect(0, &["没有发现问题"]);
    desk.run(&["unit", "check", "无"]).expect(0, &["absent-font", "把仿宋指定为「没有这种字体」"]);
}

#[test]
fn four_layers_lie_over_one_another() {
    let spec = SPEC.replace("组织: {联系人: {姓名: 林书言, 电话: 0571-88001234}}\n", "");
    let notice = include_str!("../../templates/默认/notice.hbs");
    let desk = Desk::new(&[
        ("会议.yaml", &spec),
        (
            "templates/上级/unit.yaml",
            "默认值: {组织: {主办单位: 上级局, 联系人: {姓名: 甲乙, 电话: 0571-88000001}}, 通知: {抄送: [上级办]}}\n规则: {late-minutes: 错误}\n",
        ),
        ("templates/上级/style.yaml", "段落: {正文: {行距: 27pt}, 标题: {字号: 小一}}\n"),
        ("templates/上级/notice.hbs", &notice.replace("<h1>会议时间</h1>", "<h1>开会时间</h1>")),
        ("templates/上级/partials/密级标志.hbs", "<marks secrecy=\"{{会议.密级标志}}\"/><p>上级部件</p>\n"),
        (
            "templates/单位/unit.yaml",
            "继承: 上级\n默认值: {组织: {主办单位: 单位局}}\n规则: {late-minutes: 提示}\n",
        ),
        ("templates/单位/style.yaml", "段落: {标题: {字号: 小二}}\n"),
        ("templates/处室/unit.yaml", "继承: 单位\n默认值: {组织: {承办部门: 综合处}}\n"),
        ("templates/处室/partials/密级标志.hbs", "<marks secrecy=\"{{会议.密级标志}}\"/><p>处室部件</p>\n"),
    ]);
    let show = desk.run(&["unit", "show", "处室"]);
    show.expect(
        0,
        &[
            "由上到下：处室（templates/处室） → 单位（templates/单位） → 上级（templates/上级） → 默认（默认（内置））",
            "notice.hbs　会议通知　继承「上级」，代替「默认」的",
            "partials/密级标志.hbs　部件　本包，代替「上级」的",
            "style.yaml　样式　「单位」叠在「上级」的上面",
            "组织.主办单位: 单位局　继承「单位」，代替「上级」的",
            "组织.承办部门: 综合处　本包",
            "通知.抄送: 上级办　继承「上级」",
            "late-minutes 提示（原为警告）",
            "正文 › 行距：27pt，标准为28.95pt　（7.3.3）",
            "标题 › 字号：18pt，标准为22pt　（7.3.1）",
        ],
    );
    desk.run(&["render", "会议.yaml", "--unit", "处室", "-o", "out", "--only", "notice"])
        .expect(0, &["写出2个文件"]);
    let text = output::text(&desk.folder().join("out"), "03-会议通知.pdf");
    for words in ["单位局文件", "开会时间", "处室部件", "0571-88000001", "上级办"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("上级部件") && !text.contains("会议时间"), "{text}");
}

#[test]
fn a_fault_in_one_template_blocks_its_document_only() {
    let notice = include_str!("../../templates/默认/notice.hbs").replace("{{地点}}", "{{地址}}");
    let desk = Desk::new(&[
        ("会议.yaml", SPEC),
        ("templates/某局/unit.yaml", "默认值: {组织: {主办单位: 某局}}\n"),
        ("templates/某局/notice.hbs", &notice),
    ]);
    let run = desk.run(&["render", "会议.yaml", "--unit", "某局", "-o", "out", "--only", "notice,sign-in"]);
    run.expect(
        1,
        &[
            "[unknown-variable]：没有「地址」这一项",
            "templates/某局/notice.hbs:11:",
            "没有生成：会议通知（unusable-unit",
        ],
    );
    assert!(
        !desk.folder().join("out").exists()
            || !program::names(&desk.folder().join("out")).iter().any(|name| name.contains("会议通知"))
    );
}

#[test]
fn a_preview_holds_every_document() {
    let desk = Desk::new(&[("templates/某局/unit.yaml", "默认值: {组织: {主办单位: 枫泽县档案局}}\n")]);
    desk.run(&["unit", "preview", "某局", "--only", "notice,agenda,sign-in"])
        .expect(0, &["写出了「预览-某局.pdf」：会议通知 第1页起，会议议程 第"]);
    let text = output::text(desk.folder(), "预览-某局.pdf");
    assert!(text.contains("枫泽县档案局文件") && text.contains("签到表"), "{text}");
}

#[cfg(unix)]
#[test]
fn a_pack_reads_nothing_outside_of_its_folder() {
    use std::os::unix::fs::symlink;
    let desk = Desk::new(&[
        ("会议.yaml", SPEC),
        ("秘密.hbs", "<document><p>机密内容</p></document>"),
        ("外面/甲.hbs", "<p>外面的内容</p>"),
        ("templates/某局/unit.yaml", "字体: ../../外面\n默认值: {组织: {主办单位: 某局}}\n"),
        ("templates/乙局/unit.yaml", "继承: ../../外面\n"),
    ]);
    let pack = desk.folder().join("templates/某局");
    symlink(desk.folder().join("秘密.hbs"), pack.join("notice.hbs")).expect("a link");
    symlink(desk.folder().join("外面"), pack.join("partials")).expect("a link");
    let run = desk.run(&["unit", "check"]);
    run.expect(
        1,
        &[
            "[unsafe-pack-file]：单位包的 notice.hbs 是指向别处的链接，没有读取",
            "[unsafe-pack-file]：单位包的 partials 是链接，不是文件夹，没有读取",
            "[unsafe-pack-file]：「字体」写的是「../../外面」：只能是单位包里面的文件夹",
            "[inheritance-fault]：「继承」写的是「../../外面」：要写单位包的名称，不能写文件夹的路径",
        ],
    );
    assert!(!run.out.contains("机密内容"), "{}", run.out);
    desk.run(&["render", "会议.yaml", "--unit", "某局"]).expect(2, &["unsafe-pack-file"]);
}

/// Templates that would go on for ever, or write without end, are stopped with a reason.
#[test]
fn a_pack_cannot_keep_the_machine_busy() {
    let whole = include_str!("../../templates/默认/agenda.hbs");
    let with = |loops: &str| whole.replace("</document>", &format!("{loops}</document>"));
    let people = "  - {姓名: 甲乙丙, 单位: 某科}\n".repeat(200);
    let people: String =
        people.lines().enumerate().map(|(at, line)| line.replace("丙", &format!("丙{at}")) + "\n").collect();
    let spec = format!("{SPEC}议程: [{{议题: 甲事}}]\n参会人员:\n{people}").replace("丙", "");
    let each = "{{#each @root.参会人员.全部}}";
    let deep = format!("{}{}", each.repeat(5), "{{/each}}".repeat(5));
    let long = format!("{}<p>{}</p>{}", each.repeat(2), "很长".repeat(200), "{{/each}}".repeat(2));
    for (template, why) in [(deep, "循环太多"), (long, "超过 4 MB")] {
        let desk = Desk::new(&[
            ("会议.yaml", &spec),
            ("templates/某局/unit.yaml", "默认值: {组织: {主办单位: 某局}}\n"),
            ("templates/某局/agenda.hbs", &with(&template)),
        ]);
        let run = desk.run(&["render", "会议.yaml", "--unit", "某局", "--only", "agenda", "-o", "out"]);
        assert!(
            run.out.contains(why) && run.out.contains("template-fault"),
            "{why}:\n{}{}",
            run.out,
            run.err
        );
    }
}

/// The same meeting through both sample packs: what differs is in the packs, not in the program.
#[test]
fn one_meeting_through_two_packs() {
    let desk = Desk::new(&[("会议.yaml", include_str!("../../fixtures/meetings/安全生产推进会/spec.yaml"))]);
    let packs = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let text = |pack: &str, name: &str| {
        let folder = packs.join(pack);
        let run = [
            "render",
            "会议.yaml",
            "--unit",
            &folder.to_string_lossy(),
            "-o",
            pack,
            "--only",
            "notice,sign-in",
        ];
        desk.run(&run).expect(0, &["共1个会议：写出"]);
        output::text(&desk.folder().join(pack), name)
    };
    let (city, county) = ("云澜市应急管理局", "青岚县应急管理局");
    let notices = [city, county].map(|pack| text(pack, "03-会议通知.pdf"));
    for (notice, own, other) in [
        (&notices[0], "一、会议时间", "兹定于11月24日（星期二）"),
        (&notices[1], "兹定于11月24日（星期二）", "一、会议时间"),
    ] {
        assert!(notice.contains(own) && !notice.contains(other), "{notice}");
        assert!(notice.contains("云澜市政务中心3号楼第二会议室"), "{notice}");
    }
    assert!(notices[1].contains("是否乘坐班车") && !notices[0].contains("是否乘坐班车"));
    let sheets = [city, county].map(|pack| text(pack, "06-会议签到表.pdf"));
    assert!(sheets[1].contains("签到时间") && sheets[1].contains("代会人"), "{}", sheets[1]);
    assert!(sheets[0].contains("联系电话") && !sheets[0].contains("签到时间"), "{}", sheets[0]);
}
