//! archive-material: what is supplied is looked at before it is filed, and never fetched from elsewhere.

use crate::support::filed::{FILES, OUT, PACKAGE, document, find, pdf, rendered, spec};
use lopdf::{Object, dictionary};
use std::fs;
use std::time::Duration;

fn saved(mut file: lopdf::Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("a PDF");
    bytes
}

fn spoilt(change: impl FnOnce(&mut lopdf::Document, lopdf::ObjectId)) -> Vec<u8> {
    let (mut file, _) = document(4);
    let root = file.catalog().and_then(|it| it.get(b"Pages")).and_then(Object::as_reference).expect("pages");
    change(&mut file, root);
    saved(file)
}

/// PDFs that are no PDFs, or mean harm: each is named with what is wrong, at its place in the spec, at once.
#[test]
fn a_hostile_pdf_is_an_error_that_says_why() {
    let set = |file: &mut lopdf::Document, id, key: &str, value: Object| {
        file.get_dictionary_mut(id).expect("a dictionary").set(key, value);
    };
    let sound = pdf(4);
    let deep = [b"%PDF-1.7\n1 0 obj\n".to_vec(), b"[".repeat(200_000), b"\nendobj\n%%EOF".to_vec()].concat();
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("empty", Vec::new(), "空文件"),
        ("no PDF", b"hello".to_vec(), "内容却不是"),
        ("a head alone", b"%PDF-1.7\n".to_vec(), "损坏"),
        ("cut short", sound[..sound.len() / 2].to_vec(), "损坏"),
        ("deep brackets", deep, "损坏"),
        ("no pages", saved(document(0).0), "一页也没有"),
        ("round in circles", spoilt(|file, root| set(file, root, "Kids", vec![root.into()].into())), "损坏"),
        ("another count", spoilt(|file, root| set(file, root, "Count", 5.into())), "写明5页，实有4页"),
        ("a billion pages", spoilt(|file, root| set(file, root, "Count", 1_000_000_000.into())), "自相矛盾"),
        (
            "no tree",
            spoilt(|file, root| {
                file.objects.remove(&root);
            }),
            "损坏",
        ),
        (
            "encrypted",
            spoilt(|file, _| {
                let id = file.add_object(dictionary! { "Filter" => "Standard", "V" => 1, "R" => 2, "P" => -4, "O" => Object::string_literal("0".repeat(32)), "U" => Object::string_literal("0".repeat(32)) });
                file.trailer.set("Encrypt", id);
                file.trailer.set("ID", vec![Object::string_literal("a"), Object::string_literal("a")]);
            }),
            "加了密",
        ),
    ];
    let desk = rendered(&spec(FILES));
    for (name, bytes, why) in cases {
        desk.put_bytes("材料/形势.pdf", &bytes);
        let run = desk.run(&["archive", OUT]);
        assert_eq!(run.code, Some(1), "{name}: {}", run.said());
        for words in ["archive-material", "形势.pdf", "会议.yaml:", why] {
            assert!(run.out.contains(words), "{name}: {words}: {}", run.out);
        }
        assert!(
            run.err.is_empty() && run.time < Duration::from_secs(20),
            "{name}: {:?} {}",
            run.time,
            run.err
        );
        assert!(!desk.folder().join(PACKAGE).exists(), "{name}");
    }
}

/// A spec of others must not carry away what lies elsewhere on the disk.
#[test]
fn paths_stay_in_the_folders_that_were_named() {
    let desk = rendered(&spec(FILES));
    desk.put_bytes("别处/私.pdf", &pdf(2));
    let inner = |path: &str| spec(&FILES.replace("材料/形势.pdf", path));
    let outside = desk.folder().join("别处/私.pdf");
    let outside = outside.to_string_lossy();
    for path in ["../别处/私.pdf", "..\\别处\\私.pdf", "a/../../别处/私.pdf", &outside] {
        let path = format!("'{path}'");
        fs::create_dir_all(desk.folder().join("里/a")).expect("a folder");
        desk.put("里/会议.yaml", &inner(&path));
        desk.put_bytes("里/材料/整治.pdf", &pdf(4));
        desk.run(&["render", "里/会议.yaml", "-o", "里/out", "--format", "pdf"]);
        let run = desk.run(&["archive", &format!("里/{OUT}")]);
        run.expect(1, &["archive-material", "在会议文件所在的文件夹之外，没有取用"]);
        // Named, it may be used.
        desk.run(&["archive", &format!("里/{OUT}"), "--materials", "别处", "-o", "不要"]);
    }
    #[cfg(unix)]
    {
        desk.put("里/会议.yaml", &inner("材料/链接.pdf"));
        std::os::unix::fs::symlink(outside.as_ref(), desk.folder().join("里/材料/链接.pdf")).expect("a link");
        desk.run(&["render", "里/会议.yaml", "-o", "里/out", "--format", "pdf"]);
        desk.run(&["archive", &format!("里/{OUT}")]).expect(1, &["在会议文件所在的文件夹之外"]);
    }
}

#[test]
fn files_are_found_by_title_and_in_order() {
    let files = FILES
        .replace(", 路径: 材料/形势.pdf", "")
        .replace("路径: 材料/整治.pdf", "路径: [方案-定稿.pdf, 方案-附件1.pdf, 方案.pdf]");
    let desk = rendered(&spec(&files));
    desk.run(&["archive", OUT])
        .expect(1, &["归档文件「前三季度安全生产形势分析报告」没有写「路径」", "没有「方案.pdf」这个文件"]);
    desk.put_bytes("收来/01-前三季度安全生产形势分析报告.pdf", &pdf(7));
    desk.put_bytes("收来/方案.pdf", &pdf(3));
    desk.put_bytes("收来/方案-附件1.pdf", &pdf(2));
    desk.put_bytes("收来/方案-定稿.pdf", &pdf(5));
    desk.run(&["archive", OUT, "--materials", "收来"]).expect(0, &["归档按10页计"]);
    let package = desk.folder().join(PACKAGE);
    let read = |words: &str| fs::read(find(&package, words)).expect("a file");
    // 正本, its 附件, then the 定稿.
    assert_eq!(read("（送审稿）-01.pdf"), pdf(3));
    assert_eq!(read("（送审稿）-02.pdf"), pdf(2));
    assert_eq!(read("（送审稿）-03.pdf"), pdf(5));
    assert_eq!(read("形势分析报告.pdf"), pdf(7));
    desk.put_bytes("收来/02 前三季度安全生产形势分析报告.pdf", &pdf(1));
    desk.run(&["archive", OUT, "--materials", "收来", "-o", "又"])
        .expect(1, &["有几个文件都叫", "请写明「路径」"]);
}

#[test]
fn other_formats_are_filed_if_they_keep() {
    let files = |path: &str| FILES.replace("载体: 纸质", &format!("路径: 材料/{path}"));
    let png = [b"\x89PNG\r\n\x1a\n".to_vec(), vec![0; 64]].concat();
    for (name, bytes, code, said) in [
        ("照片.png", png.clone(), 0, "归档包写出"),
        ("照片.docx", b"PK\x03\x04....".to_vec(), 0, "「照片.docx」是 DOCX 文件，不是长期保存的格式"),
        ("照片.exe", b"MZ".to_vec(), 1, "「照片.exe」不是可以归档的格式"),
        ("照片.pdf", png, 1, "「照片.pdf」扩展名是一种格式，内容却不是"),
    ] {
        let desk = rendered(&spec(&files(name)));
        desk.put_bytes(&format!("材料/{name}"), &bytes);
        desk.run(&["archive", OUT]).expect(code, &[said]);
        if code == 0 {
            desk.run(&["archive", "--verify", OUT]).expect(0, &["完全相符"]);
        }
    }
}
