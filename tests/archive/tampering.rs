//! archive-tampered: a package is changed in every way we could think of, and `--verify` names each file that suffered.

use crate::support::filed::{FILES, OUT, PACKAGE, copy, document, find, packed, pdf, rendered, spec};
use crate::support::forged;
use crate::support::program::{files, huiwu};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

const MANIFEST: &str = "归档清单.json";

/// A way to tamper with a package: what it is, how, and what verification must say.
type Way = (&'static str, fn(&Path), &'static [&'static str]);

fn edit(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(path).expect("a file");
    change(&mut bytes);
    fs::write(path, bytes).expect("a file");
}

fn rename(package: &Path, words: &str, to: &str) {
    fs::rename(find(package, words), package.join(to)).expect("a renamed file");
}

/// Changes the manifest and seals it again as the program would, as far as its text is concerned.
fn list(package: &Path, change: impl FnOnce(&mut Value)) {
    let path = package.join(MANIFEST);
    let mut value: Value = serde_json::from_slice(&fs::read(&path).expect("a manifest")).expect("JSON");
    change(&mut value);
    // Field order is that of the struct: written through the type, as a forger with the program at hand would.
    let manifest: huiwu::parcel::Manifest = serde_json::from_value(value).expect("a manifest");
    fs::write(&path, manifest.sealed().bytes()).expect("a manifest");
}

fn text(path: &Path, from: &str, to: &str) {
    let before = fs::read_to_string(path).expect("a manifest");
    let after = before.replacen(from, to, 1);
    assert_ne!(before, after, "{from}");
    fs::write(path, after).expect("a manifest");
}

const WAYS: &[Way] = &[
    (
        "a byte flipped",
        |p| {
            edit(&find(p, "纪要.pdf"), |b| {
                let at = b.len() / 2;
                b[at] ^= 1;
            });
        },
        &["纪要.pdf」的内容被改过", "大小没有变"],
    ),
    ("a byte appended", |p| edit(&find(p, "通知.pdf"), |b| b.push(b'\n')), &["通知.pdf」的内容被改过"]),
    (
        "cut short",
        |p| edit(&find(p, "通知.pdf"), |b| b.truncate(b.len() / 2)),
        &["通知.pdf」的内容被改过", "损坏"],
    ),
    ("emptied", |p| edit(&find(p, "议程.pdf"), Vec::clear), &["议程.pdf」的内容被改过", "空文件"]),
    (
        "pages added",
        |p| fs::write(find(p, "形势"), pdf(9)).expect("a file"),
        &["形势分析报告.pdf」的内容被改过，原有7页，现有9页，多了2页"],
    ),
    (
        "a page taken out",
        |p| fs::write(find(p, "形势"), pdf(6)).expect("a file"),
        &["原有7页，现有6页，少了1页"],
    ),
    (
        "another paper of as many pages",
        |p| {
            fs::write(
                find(p, "形势"),
                document(7).1.iter().map(|b| if *b == b'7' { b'8' } else { *b }).collect::<Vec<_>>(),
            )
            .expect("a file");
        },
        &["形势分析报告.pdf」的内容被改过"],
    ),
    ("removed", |p| fs::remove_file(find(p, "决议")).expect("a file"), &["决议.pdf」不见了"]),
    (
        "renamed",
        |p| rename(p, "决议", "文件/0099-决议.pdf"),
        &["改了名或挪了位置，现在是「文件/0099-决议.pdf」"],
    ),
    ("moved out of its folder", |p| rename(p, "决议", "决议.pdf"), &["现在是「决议.pdf」"]),
    (
        "case of its name changed",
        |p| rename(p, "16-备考表", "16-备考表.PDF"),
        &["「16-备考表.pdf」改了大小写，现在是「16-备考表.PDF」"],
    ),
    (
        "two exchanged",
        |p| {
            let (a, b) = (find(p, "形势"), find(p, "整治"));
            let t = p.join("t");
            fs::rename(&a, &t).expect("a");
            fs::rename(&b, &a).expect("b");
            fs::rename(&t, &b).expect("c");
        },
        &["形势分析报告.pdf」的内容被改过", "整治工作方案（送审稿）.pdf」的内容被改过"],
    ),
    (
        "a foreign file",
        |p| fs::write(p.join("文件/0030-补记.pdf"), pdf(1)).expect("a file"),
        &["「文件/0030-补记.pdf」不在清单里，是外来的文件"],
    ),
    (
        "a copy of a file",
        |p| {
            fs::copy(find(p, "形势"), p.join("文件/副本.pdf")).expect("a copy");
        },
        &["「文件/副本.pdf」不在清单里"],
    ),
    ("a hidden file", |p| fs::write(p.join(".隐藏"), "x").expect("a file"), &["「.隐藏」不在清单里"]),
    (
        "an empty folder",
        |p| fs::create_dir(p.join("文件/空")).expect("a folder"),
        &["「文件/空」不在清单里，是外来的文件夹"],
    ),
    (
        "a folder in a file's place",
        |p| {
            let f = find(p, "议程");
            fs::remove_file(&f).expect("a file");
            fs::create_dir(f).expect("a folder");
        },
        &["应是文件，现在是文件夹"],
    ),
    (
        "the manifest removed",
        |p| fs::remove_file(p.join(MANIFEST)).expect("a file"),
        &["「归档清单.json」不见了"],
    ),
    ("the manifest broken", |p| edit(&p.join(MANIFEST), |b| b.truncate(100)), &["「归档清单.json」读不懂"]),
    (
        "a title in the manifest",
        |p| text(&p.join(MANIFEST), "形势分析报告\"", "形势报告\""),
        &["「归档清单.json」的内容被改过"],
    ),
    (
        "spaces in the manifest",
        |p| edit(&p.join(MANIFEST), |b| b.push(b' ')),
        &["「归档清单.json」的写法与写出时不同"],
    ),
    (
        "a key added to the manifest",
        |p| text(&p.join(MANIFEST), "{\n", "{\n  \"note\": \"x\",\n"),
        &["「归档清单.json」读不懂"],
    ),
    (
        "pages in the manifest, sealed anew",
        |p| list(p, |m| m["items"][6]["files"][0]["pages"] = 8.into()),
        &["清单写的是8页，文件有7页", "写的是7页，它的文件共8页"],
    ),
    (
        "totals in the manifest, sealed anew",
        |p| list(p, |m| m["totals"]["pages"] = 1.into()),
        &["「归档清单.json」写的页数是1"],
    ),
    (
        "an item out of the manifest, sealed anew",
        |p| {
            list(p, |m| {
                m["items"].as_array_mut().expect("items").remove(3);
            });
        },
        &["档号不连续", "议程.pdf」不在清单里"],
    ),
    (
        "a path out of the package, sealed anew",
        |p| list(p, |m| m["papers"][0]["path"] = "../../etc/passwd".into()),
        &["不该有的路径「../../etc/passwd」", "「14-归档封面.pdf」"],
    ),
    (
        "a file listed twice, sealed anew",
        |p| {
            list(p, |m| {
                let one = m["papers"][0].clone();
                m["papers"].as_array_mut().expect("papers").push(one);
            });
        },
        &["把「14-归档封面.pdf」列了两次"],
    ),
    (
        "a digest in the manifest, sealed anew",
        |p| list(p, |m| m["papers"][0]["sha256"] = "0".repeat(64).into()),
        &["「14-归档封面.pdf」的内容被改过"],
    ),
];

#[cfg(unix)]
const LINKS: &[Way] = &[
    (
        "a link in a file's place",
        |p| {
            let f = find(p, "形势");
            fs::rename(&f, p.parent().expect("a folder").join("形势.pdf")).expect("a move");
            std::os::unix::fs::symlink("../../形势.pdf", f).expect("a link");
        },
        &["形势分析报告.pdf」应是文件，现在是指向别处的链接"],
    ),
    (
        "a foreign link",
        |p| std::os::unix::fs::symlink("/", p.join("根")).expect("a link"),
        &["「根」不在清单里，是指向别处的链接"],
    ),
    (
        "a pipe",
        |p| {
            let made = std::process::Command::new("mkfifo").arg(p.join("管道")).status();
            assert!(made.expect("mkfifo").success());
        },
        &["「管道」不在清单里，也不是普通文件"],
    ),
];

#[test]
fn every_way_to_tamper_with_a_folder_is_found() {
    let desk = packed();
    let sound = desk.folder().join(PACKAGE);
    desk.run(&["archive", "--verify", PACKAGE]).expect(0, &["完全相符"]);
    let mut ways = WAYS.to_vec();
    #[cfg(unix)]
    ways.extend(LINKS);
    assert!(ways.len() >= 20);
    for (at, (name, tamper, said)) in ways.into_iter().enumerate() {
        let package = desk.folder().join(format!("第{at}")).join("归档");
        copy(&sound, &package);
        tamper(&package);
        let run = huiwu(desk.folder(), &["archive", "--verify", &package.to_string_lossy()]);
        assert_eq!(run.code, Some(1), "{name}: {}", run.said());
        for words in said {
            assert!(run.out.contains(words), "{name}: 「{words}」 is not said in:\n{}", run.out);
        }
        assert!(run.out.contains("archive-tampered") && run.err.is_empty(), "{name}");
    }
}

/// A zip is tampered with as a folder is, and in ways of its own.
#[test]
fn every_way_to_tamper_with_a_zip_is_found() {
    let desk = packed();
    desk.run(&["archive", OUT, "--zip", "-o", "a.zip"]).expect(0, &[]);
    let sound = fs::read(desk.folder().join("a.zip")).expect("a zip");
    let package = desk.folder().join(PACKAGE);
    let mut parts: Vec<(String, Vec<u8>)> = files(&package)
        .into_iter()
        .map(|(path, bytes)| (path.to_string_lossy().into_owned(), bytes))
        .collect();
    parts.sort();
    let zip = |parts: &[(String, Vec<u8>)]| {
        let parts: Vec<(&str, Vec<u8>)> =
            parts.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
        forged::zip(&parts)
    };
    let twice = [&parts[..], &[(parts[0].0.clone(), b"other".to_vec())]].concat();
    let outside = [&parts[..], &[("../外面.pdf".to_owned(), pdf(1))]].concat();
    let folder = [&parts[..], &[("空/".to_owned(), Vec::new())]].concat();
    let fewer = parts[1..].to_vec();
    let middle = |at: usize, bit: u8| {
        let mut bytes = sound.clone();
        bytes[at] ^= bit;
        bytes
    };
    // A whole name: a few letters of one may stand in what is deflated too.
    let name =
        parts.iter().map(|(name, _)| name.as_bytes()).find(|name| name.windows(3).any(|it| it == b"14-"));
    let name = name.expect("the cover");
    let central = sound.windows(name.len()).rposition(|window| window == name).expect("a name");
    let local = sound.windows(name.len()).position(|window| window == name).expect("a name");
    let time = sound.windows(4).rposition(|window| window == b"PK\x01\x02").expect("an entry") + 12;
    let ways: [(&str, Vec<u8>, &[&str]); 13] = [
        ("trailing data", [&sound[..], b"tail"].concat(), &["末尾多了4字节"]),
        ("leading data", [b"head", &sound[..]].concat(), &["前面多了4字节"]),
        ("cut short", sound[..sound.len() / 2].to_vec(), &["不是完整的 zip"]),
        ("no zip", b"hello".to_vec(), &["不是完整的 zip"]),
        ("a byte of a file", middle(sound.len() / 3, 1), &["校验和不符"]),
        ("two names", middle(central, 1), &["在 zip 里有两个不同的名字"]),
        ("the other name", middle(local, 1), &["在 zip 里有两个不同的名字"]),
        ("another time", middle(time, 1), &["zip 不是写出时的样子"]),
        ("an entry twice", zip(&twice), &["在 zip 里有两份"]),
        ("a way out", zip(&outside), &["「../外面.pdf」的路径想写到包的外面去", "「../外面.pdf」不在清单里"]),
        ("a folder", zip(&folder), &["「空」不在清单里，是外来的文件夹"]),
        ("an entry less", zip(&fewer), &["不见了"]),
        ("packed by another program", deflated(&parts), &["zip 不是写出时的样子"]),
    ];
    for (at, (name, bytes, said)) in ways.into_iter().enumerate() {
        let file = format!("{at}.zip");
        fs::write(desk.folder().join(&file), bytes).expect("a zip");
        let run = desk.run(&["archive", "--verify", &file]);
        assert_eq!(run.code, Some(1), "{name}: {}", run.said());
        for words in said {
            assert!(run.out.contains(words), "{name}: 「{words}」 is not said in:\n{}", run.out);
        }
    }
    // Any one bit of a zip, at a hundred places.
    for step in 0..100 {
        let at = sound.len() * step / 100;
        fs::write(desk.folder().join("bit.zip"), middle(at, 0x40)).expect("a zip");
        let run = desk.run(&["archive", "--verify", "bit.zip"]);
        assert_eq!(run.code, Some(1), "byte {at} of {}: {}", sound.len(), run.said());
    }
}

/// The parts as most programs pack them.
fn deflated(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("an entry");
        std::io::Write::write_all(&mut writer, bytes).expect("an entry");
    }
    writer.finish().expect("a zip").into_inner()
}

/// The first characters of a digest.
fn part(digest: &str, length: usize) -> &str {
    digest.get(..length).expect("a digest")
}

/// A forger who changes a file and the manifest with it is found by the digest that was kept elsewhere, and only so.
#[test]
fn the_digest_kept_elsewhere_finds_what_the_package_cannot() {
    let desk = packed();
    let run = desk.run(&["archive", "--verify", PACKAGE, "--message-format", "json"]);
    let sums = run.json().pop().expect("a summary");
    let (whole, items) = (
        sums["package_sha256"].as_str().expect("a digest"),
        sums["items_sha256"].as_str().expect("a digest"),
    );
    let spaced = format!(
        "{} {}",
        part(items, 8),
        items.to_uppercase().trim_start_matches(&part(items, 8).to_uppercase())
    );
    for (digest, said) in [
        (whole, "整个包与当初写出时一样"),
        (part(whole, 16), "整个包"),
        (items, "归档的各件与当初一样"),
        (spaced.as_str(), "归档的各件"),
    ] {
        desk.run(&["archive", "--verify", PACKAGE, "--expect", digest]).expect(0, &[said]);
    }
    for wrong in [part(whole, 15), "0000000000000000", ""] {
        desk.run(&["archive", "--verify", PACKAGE, "--expect", wrong]).expect(1, &["校验值与当初抄下的不符"]);
    }
    let package: PathBuf = desk.folder().join(PACKAGE);
    let forged = pdf(7).iter().map(|byte| if *byte == b'7' { b'8' } else { *byte }).collect::<Vec<_>>();
    let file = find(&package, "形势");
    let sha256 = huiwu::parcel::sha256(&forged);
    fs::write(&file, &forged).expect("a file");
    let size = forged.len();
    list(&package, |manifest| {
        manifest["items"][6]["files"][0]["sha256"] = sha256.into();
        manifest["items"][6]["files"][0]["size"] = size.into();
    });
    desk.run(&["archive", "--verify", PACKAGE]).expect(0, &["请用 --expect 核对"]);
    for digest in [whole, items] {
        desk.run(&["archive", "--verify", PACKAGE, "--expect", digest])
            .expect(1, &["校验值与当初抄下的不符"]);
    }
}

#[test]
fn verification_changes_nothing_and_says_what_cannot_be_looked_at() {
    let desk = rendered(&spec(FILES));
    desk.run(&["archive", "--verify", "没有"]).expect(2, &["「没有」打不开"]);
    desk.run(&["archive", "--verify", OUT]).expect(1, &["「归档清单.json」不见了"]);
    desk.run(&["archive", OUT]).expect(0, &[]);
    let before = files(desk.folder());
    desk.run(&["archive", "--verify", OUT]).expect(0, &["归档」：", "完全相符"]);
    assert_eq!(files(desk.folder()), before);
    desk.run(&["archive", OUT, "--expect", "0"]).expect(2, &[]);
}
