//! A meeting to be filed: nothing comes in; a desk with its spec, two supplied PDFs and its rendered documents goes out.

use super::desk::Desk;
use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use std::path::{Path, PathBuf};

/// The folder of the meeting's documents.
pub(crate) const OUT: &str = "out/2026-11-24-2026年第四季度安全生产工作推进会";
/// The package in it.
pub(crate) const PACKAGE: &str = "out/2026-11-24-2026年第四季度安全生产工作推进会/归档";

/// What is listed in place of the fixture's own list: two PDFs, prints on paper.
pub(crate) const FILES: &str = "  文件:
    - {题名: 前三季度安全生产形势分析报告, 责任者: 云澜市应急管理局, 日期: 2026-11-20, 页数: 9, 类别: 会议材料, 路径: 材料/形势.pdf}
    - {题名: 隐患集中整治工作方案（送审稿）, 责任者: 云澜市应急管理局, 日期: 2026-11-20, 页数: 4, 类别: 会议材料, 路径: 材料/整治.pdf}
    - {题名: 2026年第四季度安全生产工作推进会照片, 责任者: 云澜市应急管理局, 日期: 2026-11-24, 页数: 2, 类别: 声像资料, 载体: 纸质}
";

/// The fixture meeting with another list of files.
pub(crate) fn spec(files: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/meetings/安全生产推进会/spec.yaml");
    let whole = super::read(&path);
    let (head, _) = whole.split_once("\n  文件:\n").expect("归档.文件");
    format!("{head}\n{files}")
}

/// A desk with the spec, `材料/形势.pdf` of 7 pages and `材料/整治.pdf` of 4, and the documents in `out`.
pub(crate) fn rendered(spec: &str) -> Desk {
    let desk = Desk::new(&[("会议.yaml", spec)]);
    std::fs::create_dir(desk.folder().join("材料")).expect("a folder");
    desk.put_bytes("材料/形势.pdf", &pdf(7));
    desk.put_bytes("材料/整治.pdf", &pdf(4));
    desk.run(&["render", "会议.yaml", "-o", "out", "--format", "pdf"]).expect(0, &[]);
    desk
}

/// A desk with the package of the meeting in a folder.
pub(crate) fn packed() -> Desk {
    let desk = rendered(&spec(FILES));
    desk.run(&["archive", OUT]).expect(0, &["归档包写出"]);
    desk
}

/// A copy of a package that may be tampered with.
pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for path in super::entries(from) {
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).expect("a copy");
        }
    }
}

/// The first file of the package whose name holds these words.
pub(crate) fn find(package: &Path, words: &str) -> PathBuf {
    let all = super::program::files(package);
    let name = all.keys().find(|path| path.to_string_lossy().contains(words));
    package.join(name.unwrap_or_else(|| panic!("no {words} in {all:?}", all = all.keys())))
}

/// A PDF of so many pages, in a tree of two levels, claiming nothing.
pub(crate) fn pdf(pages: usize) -> Vec<u8> {
    document(pages).1
}

/// The same, to be spoilt.
pub(crate) fn document(pages: usize) -> (Document, Vec<u8>) {
    let mut file = Document::with_version("1.7");
    let root = file.new_object_id();
    let halves = [pages / 2, pages - pages / 2];
    let kids: Vec<Object> =
        halves.iter().filter(|count| **count > 0).map(|count| half(&mut file, root, *count)).collect();
    let count = i64::try_from(pages).expect("few pages");
    file.objects.insert(
        root,
        Object::Dictionary(dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }),
    );
    let catalog = file.add_object(dictionary! { "Type" => "Catalog", "Pages" => root });
    file.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("a PDF");
    (file, bytes)
}

fn half(file: &mut Document, root: lopdf::ObjectId, count: usize) -> Object {
    let node = file.new_object_id();
    let mut page = |number: usize| -> Object {
        let text = format!("0 0 m {number} 100 l S");
        let content = file.add_object(Stream::new(Dictionary::new(), text.into_bytes()));
        let box_ = vec![0.into(), 0.into(), 595.into(), 842.into()];
        let page = dictionary! {
            "Type" => "Page", "Parent" => node, "MediaBox" => box_, "Contents" => content,
        };
        file.add_object(page).into()
    };
    let kids: Vec<Object> = (0..count).map(&mut page).collect();
    let count = i64::try_from(count).expect("few pages");
    let dictionary = dictionary! { "Type" => "Pages", "Parent" => root, "Kids" => kids, "Count" => count };
    file.objects.insert(node, Object::Dictionary(dictionary));
    node.into()
}
