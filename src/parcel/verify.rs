//! Verification: what stands in a package comes in; everything that is not as it was when the package was made goes out.
//!
//! The manifest is never followed to a file: what was found is compared with what is listed, by name and by content.

mod listed;

use super::digest::Sums;
use super::manifest::{MANIFEST, Manifest, Totals};
use super::weighed::{Found, Weighed, What};
use std::collections::{BTreeMap, BTreeSet};

/// One trace of tampering.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tampering {
    /// The file or folder it is about, by its path in the package; empty for the package as a whole.
    pub path: String,
    /// What is wrong, in one line that names the file.
    pub message: String,
}

/// What verification came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Every trace of tampering, by path.
    pub tampering: Vec<Tampering>,
    /// The digests of the package as it stands, where its manifest can be read.
    pub sums: Option<Sums>,
    /// The totals it says it has.
    pub totals: Totals,
}

pub(super) fn tampering(path: &str, message: String) -> Tampering {
    Tampering { path: path.to_owned(), message }
}

/// Compares what stands in a package with its manifest.
#[must_use]
pub fn verify(found: &[Found]) -> Verdict {
    let mut traces = Vec::new();
    let manifest = manifest(found, &mut traces);
    let Some(manifest) = manifest else {
        return Verdict { tampering: traces, sums: None, totals: Totals::default() };
    };
    traces.extend(listed::faults(&manifest));
    traces.extend(files(&manifest, found));
    traces.sort();
    traces.dedup();
    Verdict { tampering: traces, sums: Some(Sums::of(&manifest)), totals: manifest.totals }
}

/// Whether a digest that was kept elsewhere is one of the package's, and what it answers for.
///
/// Spaces, dashes and capitals do not matter; the first sixteen characters are enough.
#[must_use]
pub fn expected(given: &str, sums: &Sums) -> Option<&'static str> {
    const FEWEST: usize = 16;
    let given: String =
        given.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_lowercase()).collect();
    if given.len() < FEWEST || given.len() > 64 {
        return None;
    }
    if sums.whole.starts_with(&given) {
        return Some("包校验值相符：整个包与当初写出时一样");
    }
    let items = "文件校验值相符：归档的各件与当初一样；封面、目录、备考表要用包校验值才能核对";
    sums.items.starts_with(&given).then_some(items)
}

fn manifest(found: &[Found], traces: &mut Vec<Tampering>) -> Option<Manifest> {
    let mut fault = |message: &str| traces.push(tampering(MANIFEST, format!("「{MANIFEST}」{message}")));
    let Some(one) = found.iter().find(|one| one.path == MANIFEST) else {
        fault("不见了，没有它就无法核对");
        return None;
    };
    let What::File(Weighed { manifest: Some(bytes), .. }) = &one.what else {
        fault("不是普通文件，无法核对");
        return None;
    };
    let Some(manifest) = Manifest::read(bytes) else {
        fault("读不懂，已经损坏或被改过");
        return None;
    };
    if manifest.bytes() != *bytes {
        fault("的写法与写出时不同，被改过");
    }
    if manifest.seal != manifest.seal_of() {
        fault("的内容被改过，与它自己的封记（seal）不符");
    }
    Some(manifest)
}

/// Every listed file against what was found, and what was found and is not listed.
fn files(manifest: &Manifest, found: &[Found]) -> Vec<Tampering> {
    let by_path: BTreeMap<&str, &What> = found.iter().map(|one| (one.path.as_str(), &one.what)).collect();
    let listed: BTreeMap<&str, &str> =
        manifest.entries().map(|entry| (entry.path.as_str(), entry.sha256.as_str())).collect();
    let folders: BTreeSet<&str> = listed.keys().flat_map(|path| above(path)).collect();
    let mut traces = Vec::new();
    // What is not listed may be a listed file under another name.
    let mut foreign: Vec<&Found> = found
        .iter()
        .filter(|one| one.path != MANIFEST && !listed.contains_key(one.path.as_str()))
        .filter(|one| !(one.what == What::Folder && folders.contains(one.path.as_str())))
        .collect();
    for entry in manifest.entries() {
        let path = entry.path.as_str();
        match by_path.get(path) {
            Some(What::File(file)) => {
                let pages = entry.pages;
                traces.extend(changed(path, file, (&entry.sha256, entry.size, pages)));
            }
            Some(What::Unreadable(reason)) => {
                traces.push(tampering(path, format!("「{path}」读不出来：{reason}")));
            }
            Some(What::Folder) => traces.push(tampering(path, format!("「{path}」应是文件，现在是文件夹"))),
            Some(What::Link) => {
                traces.push(tampering(path, format!("「{path}」应是文件，现在是指向别处的链接")));
            }
            Some(What::Other) => traces.push(tampering(path, format!("「{path}」不再是普通文件"))),
            None => traces.push(missing(path, &entry.sha256, &mut foreign)),
        }
    }
    traces.extend(foreign.into_iter().map(stranger));
    traces
}

/// The folders above a path: `a/b/c` is in `a/b` and `a`.
fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(move |(at, _)| path.get(..at))
}

fn changed(
    path: &str,
    file: &Weighed,
    (sha256, size, pages): (&str, usize, Option<usize>),
) -> Option<Tampering> {
    let counted = file.pages.as_ref().map(|pages| pages.as_ref().map_err(|fault| *fault));
    if file.sha256 == sha256 {
        // The file is as listed: then the list itself may lie about it.
        let lies = match (counted, pages) {
            (Some(Ok(now)), Some(listed)) if *now != listed => {
                Some(format!("清单写的是{listed}页，文件有{now}页"))
            }
            _ if file.size != size => Some(format!("清单写的是{size}字节，文件有{}字节", file.size)),
            _ => None,
        };
        return lies.map(|lie| tampering(path, format!("「{path}」与清单不符：{lie}")));
    }
    let how = match (counted, pages) {
        (Some(Ok(now)), Some(then)) if *now > then => {
            format!("，原有{then}页，现有{now}页，多了{}页", now - then)
        }
        (Some(Ok(now)), Some(then)) if *now < then => {
            format!("，原有{then}页，现有{now}页，少了{}页", then - now)
        }
        (Some(Err(fault)), _) => format!("，现在{fault}"),
        _ if file.size != size => format!("，原有{size}字节，现有{}字节", file.size),
        _ => "，大小没有变".to_owned(),
    };
    Some(tampering(path, format!("「{path}」的内容被改过{how}")))
}

/// A listed file that is not there: perhaps it has another name now.
fn missing(path: &str, sha256: &str, foreign: &mut Vec<&Found>) -> Tampering {
    let is_it = |one: &&Found| matches!(&one.what, What::File(file) if file.sha256 == sha256);
    if let Some(at) = foreign.iter().position(is_it) {
        let now = foreign.remove(at).path.as_str();
        let how = if now.to_lowercase() == path.to_lowercase() {
            "改了大小写"
        } else {
            "改了名或挪了位置"
        };
        return tampering(path, format!("「{path}」{how}，现在是「{now}」"));
    }
    tampering(path, format!("「{path}」不见了"))
}

fn stranger(found: &Found) -> Tampering {
    let path = found.path.as_str();
    let what = match &found.what {
        What::File(_) => "不在清单里，是外来的文件",
        What::Folder => "不在清单里，是外来的文件夹",
        What::Link => "不在清单里，是指向别处的链接",
        What::Other => "不在清单里，也不是普通文件",
        What::Unreadable(_) => "不在清单里，也读不出来",
    };
    tampering(path, format!("「{path}」{what}"))
}
