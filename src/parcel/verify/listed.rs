//! The manifest in itself: a list comes in; where its figures do not agree with one another goes out.

use super::{Tampering, tampering};
use crate::parcel::is_safe;
use crate::parcel::manifest::{FORMAT, Item, MANIFEST, Manifest};
use std::collections::BTreeSet;

/// Everything in a manifest that no package made here says.
pub(super) fn faults(manifest: &Manifest) -> Vec<Tampering> {
    let mut said = Vec::new();
    if manifest.format != FORMAT {
        said.push(format!("写的格式是「{}」，应是「{FORMAT}」", manifest.format));
    }
    let mut paths = BTreeSet::new();
    for entry in manifest.entries() {
        if !is_safe(&entry.path) || entry.path == MANIFEST {
            said.push(format!("列了不该有的路径「{}」", entry.path));
        }
        if !paths.insert(entry.path.to_lowercase()) {
            said.push(format!("把「{}」列了两次", entry.path));
        }
    }
    said.extend(manifest.items.iter().zip(1..).filter_map(|(item, place)| item_fault(item, place)));
    said.extend(gap(&manifest.items));
    let pages: usize = manifest.items.iter().map(|item| item.pages).sum();
    let (items, totals) = (manifest.items.len(), manifest.totals);
    if totals.items != items {
        said.push(format!("写的件数是{}，列出的是{items}件", totals.items));
    }
    if totals.pages != pages {
        said.push(format!("写的页数是{}，各件相加是{pages}页", totals.pages));
    }
    said.into_iter().map(|fault| tampering(MANIFEST, format!("「{MANIFEST}」{fault}"))).collect()
}

fn item_fault(item: &Item, place: usize) -> Option<String> {
    if item.place != place {
        return Some(format!("第{place}件的序号写的是{}", item.place));
    }
    // A DOCX beside a PDF is a copy to work on: its pages are not counted again.
    let papers = || item.files.iter().filter(|entry| entry.format != "DOCX");
    let counted: Option<usize> = papers().map(|entry| entry.pages).sum();
    let counted = counted.filter(|_| papers().next().is_some())?;
    (counted != item.pages).then(|| format!("第{place}件写的是{}页，它的文件共{counted}页", item.pages))
}

/// The last number of each 档号 counts up by one.
fn gap(items: &[Item]) -> Option<String> {
    let number = |item: &Item| item.reference.rsplit('-').next().and_then(|last| last.parse::<usize>().ok());
    let stem = |item: &Item| item.reference.rsplit_once('-').map(|(stem, _)| stem.to_owned());
    items.windows(2).find_map(|pair| {
        let [one, two] = pair else { return None };
        let (before, after) = (number(one)?, number(two)?);
        (after != before + 1 || stem(one) != stem(two))
            .then(|| format!("的档号不连续：「{}」之后是「{}」", one.reference, two.reference))
    })
}
