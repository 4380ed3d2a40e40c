//! Runs that the disk hinders: a limit on the size of files, files and folders in the way come in; what is said of each, and
//! that no other meeting suffers, is checked.

use super::support::program::{Run, files};
use super::{COUNT, batch, desk, tree};
use std::process::Command;

/// The program under a limit on the size of a file, in blocks of 512 bytes, as the shell sets it: what a full disk does to
/// files of more than that.
fn limited(folder: &std::path::Path, blocks: usize, arguments: &str) -> Run {
    let program = env!("CARGO_BIN_EXE_huiwu");
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec {program} {arguments}");
    let start = std::time::Instant::now();
    let done = Command::new("sh").arg("-c").arg(script).current_dir(folder).output().expect("a shell");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Run {
        code: done.status.code(),
        out: text(done.stdout),
        err: text(done.stderr),
        time: start.elapsed(),
        peak: None,
    }
}

#[test]
fn what_does_not_fit_on_the_disk_is_said_file_by_file() {
    let desk = desk();
    let run = ["batch", "十一月", "--only", "notice", "-o"];
    desk.run(&[&run[..], &["整"]].concat()).expect(0, &[]);
    let whole = tree(&desk, "整");
    let sizes = |end: &str| {
        let of_format = whole.iter().filter(|(path, _)| path.to_string_lossy().ends_with(end));
        of_format.map(|(_, bytes)| bytes.len()).collect::<Vec<_>>()
    };
    let limit = sizes(".docx").into_iter().max().expect("files").div_ceil(512);
    assert!(sizes(".pdf").iter().all(|size| *size > limit * 512), "the PDFs are larger");
    let run = limited(desk.folder(), limit, "batch 十一月 --only notice -o 断");
    run.expect(1, &["03-会议通知.pdf」写不进去：文件太大，磁盘的格式存不下"]);
    assert_eq!(run.out.matches("[unwritable-file]").count(), COUNT, "{}", run.said());
    let left = tree(&desk, "断");
    for (path, bytes) in &left {
        let name = path.to_string_lossy();
        assert!(!name.contains(".tmp"), "{name} is left");
        assert!(name.contains("清单.json") || whole[path] == *bytes, "{name} is not whole");
    }
    assert_eq!(left.len(), COUNT * 2, "the DOCX files and the manifests");
    // With room again, the next run completes it.
    desk.run(&["batch", "十一月", "--only", "notice", "-o", "断"]).expect(0, &[]);
    super::assert_same(&whole, &tree(&desk, "断"));
}

#[test]
fn what_is_in_the_way_harms_no_other_meeting() {
    let desk = desk();
    let folder = |number: usize| format!("文书/2026-11-23-第{number}次工作例会");
    // A file where a meeting's folder should be, a folder where a document or the manifest should be.
    desk.put(&folder(2), "不是文件夹");
    desk.put(&format!("{}/03-会议通知.docx/别的.txt", folder(4)), "");
    desk.put(&format!("{}/清单.json/别的.txt", folder(6)), "");
    let run = batch(&desk, "文书", &["--report", "报告.xlsx"]);
    run.expect(
        1,
        &[
            "第2次工作例会」是文件，不能当输出文件夹用",
            "第4次工作例会/03-会议通知.docx」",
            "第6次工作例会/清单.json」",
        ],
    );
    assert_eq!(run.out.matches("[unwritable-file]").count(), 3, "{}", run.said());
    let written = files(&desk.folder().join("文书"));
    let count = |name: &str| written.keys().filter(|path| path.to_string_lossy().ends_with(name)).count();
    assert_eq!(
        (count("会议通知.docx"), count("会议签到表.docx"), count("清单.json")),
        (COUNT - 2, COUNT - 1, COUNT - 2)
    );
    assert!(written.keys().all(|path| !path.to_string_lossy().contains(".tmp")));
    // A report that cannot be written says so, and the documents are there all the same.
    desk.put("挡路/报告.xlsx/别的.txt", "");
    batch(&desk, "文书二", &["--report", "挡路/报告.xlsx"]).expect(1, &["是文件夹，不能当文件写"]);
    assert_eq!(tree(&desk, "文书二").len(), COUNT * 3);
}
