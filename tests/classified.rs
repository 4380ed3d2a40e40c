//! Classified meetings through the real program: refused by default, and with the flag nothing of them outside of their documents.
//!
//! The meeting is invented and plainly an exercise.

mod support;

use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use support::desk::Desk;
use support::output::{self, manifest, text};
use support::program::{files, names};

const TITLE: &str = "密码箱开启演练推演会";

/// Everything that must not be seen outside of the documents.
const WORDS: &[&str] = &[
    TITLE,
    "密码箱",
    "云澜虚构局",
    "柳条湾",
    "苗小禾",
    "祁望山",
    "石榴树下会议室",
    "0571-88009999",
    "数清钥匙",
];

fn spec() -> String {
    "\
会议: {名称: 密码箱开启演练推演会, 类型: 专题会议, 密级: 机密, 保密期限: 1年, 份数: 3, 主题: 数清钥匙}
时间: 2026-11-24 09:00至11:30
地点: 石榴树下会议室
组织: {主办单位: 云澜虚构局, 联系人: {姓名: 苗小禾, 电话: 0571-88009999}}
主持人: {姓名: 祁望山, 单位: 云澜虚构局, 职务: 局长}
记录人: 苗小禾
审核人: 祁望山
参会人员:
  - {姓名: 祁望山, 单位: 云澜虚构局, 职务: 局长, 电话: 0571-88009999}
  - {姓名: 苗小禾, 单位: 柳条湾办事处, 职务: 科员, 电话: 0571-88009999}
材料: 无
要求: [不带手机]
通知: {主送: [柳条湾办事处], 日期: 2026-11-20, 文号: 云虚〔2026〕1号, 回执截止: 2026-11-23 12:00, 请假办法: 不得请假}
方案: {保密措施: [逐份登记]}
记录:
  议题: [{题目: 数清钥匙, 决定: [苗小禾负责数清钥匙], 共识: [柳条湾的钥匙不外借]}]
  整理日期: 2026-11-25
纪要: {期号: 第1期, 抄送: [柳条湾办事处]}
任务: [{事项: 数清钥匙, 责任单位: 柳条湾办事处, 责任人: 苗小禾, 时限: 2026-12-18}]
归档: {全宗号: X999, 全宗名称: 云澜虚构局, 年度: 2026, 保管期限: 永久, 机构: {名称: 办公室, 代码: BGS}, 整理人: 苗小禾}
"
    .to_owned()
}

const RENDER: [&str; 5] = ["render", "a.yaml", "-o", "out", "--classified"];

#[track_caller]
fn says_nothing(what: &str, bytes: &[u8]) {
    for word in WORDS {
        let utf16: Vec<u8> = word.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let hex: String = utf16.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02X}"));
        let lower = hex.to_lowercase();
        let has = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
        let found = [word.as_bytes(), &utf16, hex.as_bytes(), lower.as_bytes()].into_iter().any(has);
        assert!(!found, "{what} has {word}");
    }
}

#[test]
fn it_is_refused_by_default_and_nothing_of_it_said() {
    let desk = Desk::new(&[("a.yaml", &spec().replace("2026-11-25", "2026-02-30"))]);
    for command in [&["check", "a.yaml"][..], &["render", "a.yaml", "-o", "out"]] {
        for more in [&[][..], &["--message-format", "json"]] {
            let run = desk.run(&[command, more].concat());
            assert_eq!(run.code, Some(1));
            assert!(run.out.contains("secrecy-refused"), "{}", run.out);
            says_nothing("what is said", run.said().as_bytes());
        }
    }
    assert!(!desk.folder().join("out").exists());
    desk.run(&["check", "a.yaml"]).expect(1, &["被拦下  secrecy-refused", "--> a.yaml:1:"]);
    // 内部 is no state secret.
    let internal = spec().replace("密级: 机密, 保密期限: 1年", "密级: 内部");
    desk.put("a.yaml", &internal);
    let run = desk.run(&["render", "a.yaml", "-o", "out", "--only", "notice"]);
    run.expect(0, &["密码箱开启演练推演会"]);
    let notice = text(&desk.folder().join("out"), "03-会议通知.pdf");
    assert!(notice.contains("内部") && !notice.contains('★'), "{notice}");
}

#[test]
fn every_document_bears_the_marks() {
    let desk = Desk::new(&[("a.yaml", &spec())]);
    desk.run(&RENDER).expect(0, &["涉密会议-2026-11-24-01"]);
    let folder = desk.folder().join("out").join("涉密会议-2026-11-24-01");
    assert_eq!(
        names(&folder),
        [
            "03-会议通知-000001.pdf",
            "03-会议通知-000002.pdf",
            "03-会议通知-000003.pdf",
            "03-会议通知.docx",
            "05-参会人员名单.docx",
            "05-参会人员名单.pdf",
            "06-会议签到表.docx",
            "06-会议签到表.pdf",
            "10-会议纪要-000001.pdf",
            "10-会议纪要-000002.pdf",
            "10-会议纪要-000003.pdf",
            "10-会议纪要.docx",
            "12-督办通知单.docx",
            "12-督办通知单.pdf",
            "13-审核分发单.docx",
            "13-审核分发单.pdf",
            "14-归档封面.docx",
            "14-归档封面.pdf",
            "17-发放清退登记表.docx",
            "17-发放清退登记表.pdf",
            "清单.json",
        ]
    );
    for name in names(&folder).iter().filter(|name| kind_of(name) == "pdf") {
        let text = text(&folder, name);
        let number = name.strip_suffix(".pdf").and_then(|stem| stem.rsplit_once('-'));
        let number = number.map_or("", |(_, number)| number);
        let number = if number.chars().all(|c| c.is_ascii_digit()) { number } else { "000001" };
        // The marks stand at the head: 份号 on the first line, 密级★期限 on the second.
        assert!(text.starts_with(&format!("{number}机密★1年")), "{name}: {text}");
    }
    for name in names(&folder).iter().filter(|name| kind_of(name) == "docx") {
        let body = part(&folder.join(name), "word/document.xml");
        assert!(body.contains("机密★1年") && body.contains("000001"), "{name}");
    }
}

#[test]
fn the_sign_in_sheet_and_the_register() {
    let desk = Desk::new(&[("a.yaml", &spec())]);
    desk.run(&RENDER).expect(0, &[]);
    let sheet = text(&desk.folder().join("out"), "06-会议签到表.pdf");
    for words in ["身份核验", "手机存放", "不得代会", "祁望山"] {
        assert!(sheet.contains(words), "{words}: {sheet}");
    }
    for words in ["联系电话", "0571", "代签"] {
        assert!(!sheet.contains(words), "{words}: {sheet}");
    }
    let register = text(&desk.folder().join("out"), "17-发放清退登记表.pdf");
    for words in
        ["领取签名", "领取时间", "清退签名", "清退时间", "备注", "000002", "000003", "苗小禾", "柳条湾办事处"]
    {
        assert!(register.contains(words), "{words}: {register}");
    }
    assert!(!register.contains("000004"), "{register}");
    // The register is of the office, and no item of the archive: notice, roster, sign-in, minutes, 督办 and 分发 are.
    let cover = text(&desk.folder().join("out"), "14-归档封面.pdf");
    assert!(cover.contains("件数6"), "{cover}");
    let pages = pdfinfo(&[], &support::output::file(&desk.folder().join("out"), "14-归档封面.pdf"));
    assert!(
        pages.iter().any(|line| line.starts_with("Pages:") && line.ends_with(" 1")),
        "one page: {pages:?}"
    );
}

#[test]
fn nothing_is_seen_outside_of_the_documents() {
    let desk = Desk::new(&[("a.yaml", &spec())]);
    for more in [&[][..], &["--message-format", "json"]] {
        let run = desk.run(&[&RENDER[..], more].concat());
        assert_eq!(run.code, Some(0), "{}", run.said());
        says_nothing("what is said", run.said().as_bytes());
    }
    for (path, bytes) in files(&desk.folder().join("out")) {
        says_nothing("a name", path.to_string_lossy().as_bytes());
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("json") => says_nothing("the manifest", &bytes),
            Some("docx") => {
                for (name, part) in parts(&bytes) {
                    // The body, its headers and footers are the document.
                    let is_body =
                        ["word/document", "word/header", "word/footer"].iter().any(|at| name.starts_with(at));
                    if !is_body {
                        says_nothing(&format!("{} {name}", path.display()), &part);
                    }
                }
                let core = parts(&bytes).remove("docProps/core.xml").expect("the properties");
                let core = String::from_utf8(core).expect("UTF-8");
                assert!(!core.contains("<dc:title>") && !core.contains("<dc:creator>"), "{core}");
            }
            _ => {
                says_nothing(&path.display().to_string(), &bytes);
                let mut info = pdfinfo(&["-enc", "UTF-8"], &desk.folder().join("out").join(&path));
                info.retain(|line| {
                    line.starts_with("Title") || line.starts_with("Author") || line.starts_with("Subject")
                });
                assert!(
                    info.iter()
                        .all(|line| line.split_once(':').is_some_and(|(_, text)| text.trim().is_empty())),
                    "{info:?}"
                );
                says_nothing(
                    "the metadata",
                    pdfinfo(&["-meta"], &desk.folder().join("out").join(&path)).concat().as_bytes(),
                );
            }
        }
    }
    let manifest = manifest(&desk.folder().join("out"));
    assert_eq!(manifest["spec"]["file"], "（涉密，不记文件名）");
    // A month's run keeps a key of it, and nothing else.
    let batch = ["batch", "a.yaml", "-o", "月", "--classified", "--format", "docx", "--report", "报告.xlsx"];
    for said in ["写出", "1个会议没有变化、没有重做"] {
        let run = desk.run(&batch);
        run.expect(0, &[said]);
        says_nothing("what is said", run.said().as_bytes());
        let report = std::fs::read(desk.folder().join("报告.json")).expect("a report");
        says_nothing("the report", &report);
    }
    let run = &output::manifest(&desk.folder().join("月"))["run"];
    let keys: Vec<&str> = run.as_object().expect("a run").keys().map(String::as_str).collect();
    assert_eq!(keys, ["key", "number", "of"]);
}

fn pdfinfo(arguments: &[&str], path: &Path) -> Vec<String> {
    let done = std::process::Command::new("pdfinfo").args(arguments).arg(path).output();
    let done = done.expect("pdfinfo of poppler-utils");
    String::from_utf8(done.stdout).expect("UTF-8").lines().map(str::to_owned).collect()
}

#[test]
fn faults_name_the_place_and_not_the_text() {
    let faulty = spec()
        .replace("时限: 2026-12-18", "时限: 数清钥匙之后")
        .replace("审核人: 祁望山\n", "审核员: 祁望山\n")
        .replace("责任单位: 柳条湾办事处, 责任人: 苗小禾, ", "");
    let desk = Desk::new(&[("a.yaml", &faulty)]);
    for more in [&[][..], &["--message-format", "json"]] {
        let run = desk.run(&[&["check", "a.yaml", "--classified"], more].concat());
        assert_eq!(run.code, Some(1));
        says_nothing("what is said", run.said().as_bytes());
    }
    let run = desk.run(&["check", "a.yaml", "--classified"]);
    run.expect(
        1,
        &[
            "错误[invalid-date]：日期不存在或无法识别。（涉密内容不显示，请到所指的位置查看）",
            "--> a.yaml:",
            "缺少「审核人」",
        ],
    );
    assert!(!run.out.contains('^'), "no line is quoted: {}", run.out);
    // What cannot even be read is not repeated.
    desk.put("a.yaml", &format!("{faulty}  数清钥匙: [柳条湾\n"));
    says_nothing("what is said", desk.run(&["check", "a.yaml"]).said().as_bytes());
}

#[test]
fn folders_are_numbered_and_stay_with_their_meeting() {
    let desk = Desk::new(&[("a.yaml", &spec())]);
    desk.put("b.yaml", &spec().replace(TITLE, "另一个演练会"));
    let only = ["--only", "notice", "--format", "docx", "-o", "out", "--classified"];
    let folders = || {
        support::entries(&desk.folder().join("out"))
            .iter()
            .map(|path| support::name(path))
            .collect::<Vec<_>>()
    };
    desk.run(&[&["render", "b.yaml"], &only[..]].concat()).expect(0, &["涉密会议-2026-11-24-01"]);
    desk.run(&[&["render", "a.yaml"], &only[..]].concat()).expect(0, &["涉密会议-2026-11-24-02"]);
    // Again, changed, and in the other order: each keeps its folder.
    desk.put("b.yaml", &spec().replace(TITLE, "又一个演练会"));
    desk.run(&[&["render", "a.yaml", "b.yaml"], &only[..]].concat())
        .expect(0, &["涉密会议-2026-11-24-02\n", "涉密会议-2026-11-24-01\n"]);
    assert_eq!(folders(), ["涉密会议-2026-11-24-01", "涉密会议-2026-11-24-02"]);
}

#[test]
fn one_copy_has_its_own_number() {
    let desk = Desk::new(&[("a.yaml", &spec().replace("份数: 3", "份号: 12"))]);
    desk.run(&[&RENDER[..], &["--only", "notice"]].concat()).expect(0, &["03-会议通知.pdf"]);
    assert!(text(&desk.folder().join("out"), "03-会议通知.pdf").starts_with("000012机密★1年"));
    let desk = Desk::new(&[("a.yaml", &spec().replace("份数: 3", "份号: 12, 份数: 2"))]);
    desk.run(&[&RENDER[..], &["--only", "notice"]].concat())
        .expect(0, &["03-会议通知-000012.pdf", "-000013.pdf"]);
    let run = desk.run(&[&RENDER[..], &["--only", "notice", "--message-format", "json"]].concat());
    let copies: Vec<Value> = run.json().iter().filter_map(|line| line.get("copy").cloned()).collect();
    assert_eq!(copies, [12, 13]);
    // More than can be numbered in one run is refused, not left out.
    let desk = Desk::new(&[("a.yaml", &spec().replace("份数: 3", "份数: 201"))]);
    desk.run(&[&RENDER[..], &["--only", "notice"]].concat()).expect(
        1,
        &["错误[copy-numbering]：份数超过了一次逐份编号的上限200份", "没有生成：会议通知", "--> a.yaml:1:"],
    );
}

/// The extension of a file.
fn kind_of(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// The parts of a package.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    let mut read = |name: &String| {
        let mut bytes = Vec::new();
        archive.by_name(name).expect("a part").read_to_end(&mut bytes).expect("a readable part");
        bytes
    };
    names.iter().map(|name| (name.clone(), read(name))).collect()
}

#[track_caller]
fn part(path: &Path, name: &str) -> String {
    let bytes = std::fs::read(path).expect("a file");
    String::from_utf8(parts(&bytes).remove(name).expect("the part")).expect("UTF-8")
}

#[test]
fn among_several_meetings_of_a_file_the_classified_one_has_no_name() {
    let open = spec().replace("密级: 机密, 保密期限: 1年, 份数: 3, ", "").replace(TITLE, "公开的例会");
    let both = format!(
        "{}---\n{}",
        open.replace("  整理日期", "  天气: 晴\n  整理日期"),
        spec().replace("  整理日期", "  天气: 晴\n  整理日期")
    );
    let desk = Desk::new(&[("a.yaml", &both)]);
    for more in [&[][..], &["--classified"]] {
        let run = desk.run(&[&["check", "a.yaml"], more].concat());
        assert_eq!(run.code, Some(1));
        assert!(!run.out.contains(TITLE), "{}", run.out);
        assert!(run.out.contains("a.yaml › 第2个会议"), "{}", run.out);
    }
}
