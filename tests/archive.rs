//! `huiwu archive` through the real program: packages are made of a meeting with two supplied PDFs, and everything they
//! say is worked out again from their files, with other people's tools.

#[path = "archive/materials.rs"]
mod materials;
mod support;
#[path = "archive/tampering.rs"]
mod tampering;

use serde_json::Value;
use std::path::Path;
use std::process::Command;
use support::filed::{FILES, OUT, PACKAGE, find, packed, rendered, spec};
use support::program::files;

/// What a tool says of a file.
fn tool(name: &str, arguments: &[&str], file: &Path) -> String {
    let run = Command::new(name).args(arguments).arg(file).output().expect("poppler-utils, coreutils");
    assert!(run.status.success(), "{name} {}", file.display());
    String::from_utf8(run.stdout).expect("UTF-8")
}

fn pages(file: &Path) -> usize {
    let said = tool("pdfinfo", &[], file);
    let line = said.lines().find_map(|line| line.strip_prefix("Pages:")).expect("Pages");
    line.trim().parse().expect("a number")
}

fn text(file: &Path) -> String {
    let run = Command::new("pdftotext").args(["-layout"]).arg(file).arg("-").output().expect("poppler-utils");
    String::from_utf8(run.stdout).expect("UTF-8").chars().filter(|c| !c.is_whitespace()).collect()
}

fn manifest(package: &Path) -> Value {
    let bytes = std::fs::read(package.join("归档清单.json")).expect("a manifest");
    serde_json::from_slice(&bytes).expect("JSON")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Holds when, line 3: counts, 档号 sequence, order and totals, worked out from the files alone.
#[test]
fn everything_a_package_says_follows_from_its_files() {
    let desk = packed();
    let package = desk.folder().join(PACKAGE);
    let mut names: Vec<String> =
        files(&package.join("文件")).keys().map(|path| path.to_string_lossy().into_owned()).collect();
    names.sort();
    // The order of DA/T 22 and the working rule, by the words of the titles.
    let order = [
        "通知",
        "方案",
        "审批单",
        "议程",
        "名单",
        "签到表",
        "形势分析报告",
        "隐患集中整治",
        "记录",
        "纪要",
        "决议",
        "督办",
        "分发",
    ];
    assert_eq!(names.len(), order.len(), "{names:#?}");
    let numbers: Vec<usize> =
        names.iter().map(|name| name.get(..4).and_then(|it| it.parse().ok()).expect("件号")).collect();
    assert_eq!(numbers, (12..12 + order.len()).collect::<Vec<_>>());
    for (name, word) in names.iter().zip(order) {
        assert!(name.contains(word), "{name}: {word}");
    }
    let counted: Vec<usize> = names.iter().map(|name| pages(&package.join("文件").join(name))).collect();
    assert_eq!((counted[6], counted[7]), (7, 4));
    // The prints on paper have two pages and no file.
    let (items, total) = (names.len() + 1, counted.iter().sum::<usize>() + 2);

    let said = manifest(&package);
    assert_eq!(said["totals"]["items"], items);
    assert_eq!(said["totals"]["pages"], total);
    let listed = list(&said["items"]);
    for (at, item) in listed.iter().enumerate() {
        assert_eq!(item["reference"], format!("X043-WS·2026-Y-BGS-{:04}", 12 + at));
        assert_eq!(item["place"], at + 1);
    }
    for (item, pages) in listed.iter().zip(counted.iter().chain([&2])) {
        assert_eq!(item["pages"], *pages, "{item}");
    }
    let all = listed.iter().flat_map(|item| list(&item["files"])).chain(list(&said["papers"]));
    let mut seen = 1; // the manifest itself
    for entry in all {
        let file = package.join(entry["path"].as_str().expect("a path"));
        let sum = tool("sha256sum", &[], &file);
        assert_eq!(sum.split_whitespace().next(), entry["sha256"].as_str(), "{}", file.display());
        assert_eq!(entry["size"], std::fs::metadata(&file).expect("a file").len());
        assert_eq!(entry["pages"], pages(&file));
        seen += 1;
    }
    assert_eq!(seen, files(&package).len());

    let cover = text(&find(&package, "归档封面"));
    let note = text(&find(&package, "备考表"));
    assert!(cover.contains(&format!("件数{items}页数{total}")), "{cover}");
    assert!(cover.contains(&format!("X043-WS·2026-Y-BGS-0012至{:04}", 11 + items)), "{cover}");
    assert!(note.contains(&format!("共{items}件{total}页")), "{note}");
    let catalogue = text(&find(&package, "归档文件目录"));
    for item in listed {
        assert!(catalogue.contains(item["reference"].as_str().expect("档号")), "{item}\n{catalogue}");
    }
    // The digest on the note, over the digests and names of the filed files in their order.
    let mut lines = String::new();
    for entry in listed.iter().flat_map(|item| list(&item["files"])) {
        let part = |key: &str| entry[key].as_str().expect("a text").to_owned();
        lines.extend([part("sha256"), "  ".to_owned(), part("path"), "\n".to_owned()]);
    }
    desk.put("sums", &lines);
    let digest = tool("sha256sum", &[], &desk.folder().join("sums"));
    let digest = digest.split_whitespace().next().expect("a digest");
    let note = note.replace("盒内文件", "");
    assert!(note.contains(digest), "{digest}\n{note}");
}

/// archive-pages and archive-format are said of the supplied files, and the real number counts.
#[test]
fn what_was_typed_gives_way_to_what_is_there() {
    let desk = rendered(&spec(FILES));
    let run = desk.run(&["archive", OUT, "--message-format", "json"]);
    run.expect(0, &["写的是9页，文件实有7页，归档按7页计", "「整治.pdf」没有声明是 PDF/A"]);
    let codes: Vec<Value> = run.json().into_iter().map(|line| line["code"].clone()).collect();
    assert_eq!(codes.iter().filter(|code| **code == "archive-pages").count(), 1);
    assert_eq!(codes.iter().filter(|code| **code == "archive-format").count(), 2);
}

#[test]
fn the_same_meeting_gives_the_same_bytes_and_nothing_is_clobbered() {
    let (one, two) = (packed(), packed());
    assert_eq!(files(&one.folder().join(PACKAGE)), files(&two.folder().join(PACKAGE)));
    for desk in [&one, &two] {
        desk.run(&["archive", OUT, "--zip", "-o", "会议.zip"]).expect(0, &["会议.zip"]);
        desk.run(&["archive", "--verify", "会议.zip"]).expect(0, &["完全相符"]);
    }
    let read = |path: &Path| std::fs::read(path).expect("a zip");
    let zip = one.folder().join("会议.zip");
    assert_eq!(read(&zip), read(&two.folder().join("会议.zip")));
    let list = Command::new("python3").args(["-c", "import zipfile,sys;z=zipfile.ZipFile(sys.argv[1]);assert z.testzip() is None;print(len(z.namelist()))"]).arg(&zip).output();
    if let Ok(list) = list.as_ref().map(|run| String::from_utf8_lossy(&run.stdout).trim().to_owned()) {
        assert_eq!(
            list,
            files(&one.folder().join(PACKAGE)).len().to_string(),
            "another program reads the zip"
        );
    }

    one.run(&["archive", OUT]).expect(0, &["没有变化"]);
    // Another package, or a stranger in it, is never written over.
    let package = one.folder().join(PACKAGE);
    let cover = find(&package, "归档封面");
    let before = std::fs::read(&cover).expect("a file");
    std::fs::write(&cover, "改过").expect("a file");
    one.run(&["archive", OUT]).expect(1, &["edited-by-hand", "没有覆盖"]);
    assert_eq!(std::fs::read(&cover).expect("a file"), "改过".as_bytes());
    one.run(&["archive", OUT, "--force"]).expect(0, &["写出"]);
    assert_eq!(std::fs::read(&cover).expect("a file"), before);
    std::fs::write(package.join("便条.txt"), "我的").expect("a file");
    one.run(&["archive", OUT, "--force"]).expect(1, &["便条.txt", "没有覆盖"]);
    assert!(package.join("便条.txt").exists());
    std::fs::write(&zip, "别的文件").expect("a file");
    one.run(&["archive", OUT, "--zip", "-o", "会议.zip"]).expect(1, &["没有覆盖"]);
    assert_eq!(read(&zip), "别的文件".as_bytes());
    // Nothing else is left lying about.
    let stray = |path: &Path| path.to_string_lossy().contains(".huiwu-");
    assert!(!files(one.folder()).keys().any(|path| stray(path)));
}

/// archive-source: a document or a spec that is not as it was is not filed.
#[test]
fn only_what_stands_as_it_was_made_is_filed() {
    let desk = rendered(&spec(FILES));
    let out = desk.folder().join(OUT);
    let refused = |words: &[&str]| {
        desk.run(&["archive", OUT]).expect(1, words).expect(1, &["archive-source", "没有写出归档包"]);
        assert!(!desk.folder().join(PACKAGE).exists());
    };
    let minutes = find(&out, "10-会议纪要.pdf");
    let whole = std::fs::read(&minutes).expect("a file");
    std::fs::write(&minutes, [&whole[..], b"\n"].concat()).expect("a file");
    refused(&["「10-会议纪要.pdf」生成之后被人改过"]);
    std::fs::remove_file(&minutes).expect("a file");
    refused(&["「10-会议纪要.pdf」读不出来"]);
    std::fs::write(&minutes, whole).expect("a file");
    desk.put("会议.yaml", &spec(FILES).replace("208室", "209室"));
    refused(&["没有找到生成这些文书的会议文件「会议.yaml」"]);
    desk.run(&["archive", OUT, "--spec", "会议.yaml"]).expect(1, &["会议文件在生成文书以后改过"]);
    desk.put("搬走/旧的.yaml", &spec(FILES));
    // Its files are where they were: the paths begin at the spec.
    desk.run(&["archive", OUT, "--materials", "."]).expect(0, &["归档包写出"]);
    desk.run(&["archive", "材料"]).expect(2, &["里没有 清单.json"]);
}

#[test]
fn each_category_is_there_or_declared_with_a_reason() {
    let without = FILES.lines().filter(|line| !line.contains("声像资料")).collect::<Vec<_>>().join("\n");
    let desk = rendered(&spec(&format!("{without}\n")));
    desk.run(&["archive", OUT]).expect(1, &["category-missing", "归档材料不齐：没有声像资料"]);
    let declared = |reason: &str| format!("{without}\n    - {{类别: 声像资料, 无: {reason}}}\n");
    let desk = rendered(&spec(&declared("无")));
    desk.run(&["archive", OUT]).expect(1, &["「声像资料」声明为无，没有写原因"]);
    let desk = rendered(&spec(&declared("未录音录像")));
    desk.run(&["archive", OUT]).expect(0, &["归档包写出"]);
    let package = desk.folder().join(PACKAGE);
    assert_eq!(manifest(&package)["absent"][0]["reason"], "未录音录像");
    assert!(text(&find(&package, "备考表")).contains("无声像资料：未录音录像。"));
}

/// GB/T 9705: a volume with its own cover, list and note; pages run on through it.
#[test]
fn a_unit_may_file_by_volume() {
    let volume = spec(FILES)
        .replace("  起始件号: 12\n", "  整理方式: 按卷\n  类目名称: 会议类\n  目录号: 5\n  案卷号: 18\n");
    let desk = rendered(&volume);
    desk.run(&["archive", OUT]).expect(0, &["归档包写出"]);
    let package = desk.folder().join(PACKAGE);
    let said = manifest(&package);
    assert_eq!(
        (&said["archive"]["arrangement"], &said["archive"]["reference"]),
        (&"按卷".into(), &"X043-5-18".into())
    );
    let cover = text(&find(&package, "归档封面"));
    let total = said["totals"]["pages"].as_u64().expect("a number");
    for words in [
        "类目名称会议类",
        "案卷题名",
        "时间2026年11月",
        "归档号",
        "案卷号18档号X043-5-18",
        &format!("页数{total}"),
    ] {
        assert!(cover.contains(words), "{words}: {cover}");
    }
    let list_ = text(&find(&package, "归档文件目录"));
    assert!(list_.contains("卷内文件目录") && list_.contains("顺序号文号责任者题名日期页号备注"), "{list_}");
    // 页号 is the sum of the pages before, the last one from and to.
    let mut page = 1;
    for item in list(&said["items"]) {
        let pages = item["pages"].as_u64().expect("a number");
        let is_last = item["place"] == said["totals"]["items"];
        let number = if is_last { format!("{page}—{}", page + pages - 1) } else { page.to_string() };
        let date = item["date"].as_str().expect("a date");
        assert!(list_.contains(&format!("{date}{number}")), "{date}{number}: {list_}");
        page += pages;
    }
    assert_eq!(page - 1, total);
    let note = text(&find(&package, "备考表"));
    for words in ["本卷情况说明", "立卷人", "检查人", "立卷时间", "页号连续"] {
        assert!(note.contains(words), "{words}: {note}");
    }
    desk.run(&["archive", "--verify", PACKAGE]).expect(0, &["完全相符"]);
    let unnumbered = rendered(&volume.replace("  目录号: 5\n", ""));
    unnumbered.run(&["archive", OUT]).expect(1, &["缺少「目录号」"]);
}

/// A classified meeting: refused, or neutral names and nothing of it in the manifest.
#[test]
fn a_classified_package_says_nothing() {
    let secret = spec(FILES)
        .replace("密级: 非密", "密级: 秘密\n  保密期限: 1年\n  份号: \"000001\"")
        .replace("方案:\n", "方案:\n  保密措施: [逐份登记]\n")
        .replace(", 代会人: 邹岩", "");
    let desk = support::desk::Desk::new(&[("会议.yaml", &secret)]);
    desk.put_bytes("材料/形势.pdf", &support::filed::pdf(7));
    desk.put_bytes("材料/整治.pdf", &support::filed::pdf(4));
    desk.run(&["render", "会议.yaml", "-o", "out", "--format", "pdf", "--classified"]);
    let folder = support::entries(&desk.folder().join("out")).remove(0);
    let folder = folder.to_string_lossy().into_owned();
    let refused = desk.run(&["archive", &folder]);
    refused.expect(1, &["secrecy-refused"]);
    assert!(!Path::new(&folder).join("归档").exists());
    let run = desk.run(&["archive", &folder, "--classified"]);
    run.expect(0, &["归档包写出"]);
    let package = Path::new(&folder).join("归档");
    let listed =
        String::from_utf8(std::fs::read(package.join("归档清单.json")).expect("a manifest")).expect("UTF-8");
    for words in ["安全生产", "云澜市", "林书言", "形势", "整治"] {
        assert!(!listed.contains(words), "{words}: {listed}");
        assert!(!run.said().contains(words), "{words}: {}", run.said());
        assert!(!refused.said().contains(words), "{words}: {}", refused.said());
    }
    let names: Vec<String> =
        files(&package.join("文件")).keys().map(|path| path.to_string_lossy().into_owned()).collect();
    assert!(
        names.iter().all(|name| name.trim_end_matches(".pdf").chars().all(|c| c.is_ascii_digit())),
        "{names:?}"
    );
    desk.run(&["archive", "--verify", &package.to_string_lossy()]).expect(0, &["完全相符"]);
}
