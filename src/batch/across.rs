//! The meetings of a run together: what is kept of each comes in; what does not go together, with its places in the files,
//! goes out.

use super::collect;
use super::manifest::sha256;
use super::{guarded, held_of};
use crate::diag::{Diagnostic, Location};
use crate::pipeline::{Held, LOST, Office, Pipeline, Which, unfound};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Everything that does not go together among these meetings, each with both places.
///
/// Only the files of meetings that are named are read again; in one that has changed since, a place is the file as a whole.
#[must_use]
pub fn across(office: &Office, mut meetings: Vec<Held>) -> (Vec<Held>, Vec<Diagnostic>) {
    let mut by_file: BTreeMap<Arc<str>, Vec<usize>> = BTreeMap::new();
    for at in unfound(&meetings) {
        by_file.entry(meetings[at].file.clone()).or_default().push(at);
    }
    let groups: Vec<_> = by_file.into_iter().collect();
    let of_file = |(file, numbers): (Arc<str>, Vec<usize>)| {
        let group = numbers.into_iter().map(|at| (at, meetings[at].clone()));
        find(office, &file, group.collect())
    };
    let found: Vec<(usize, Held)> = groups.into_par_iter().flat_map_iter(of_file).collect();
    for (at, held) in found {
        meetings[at] = held;
    }
    let found = crate::pipeline::across(&meetings);
    (meetings, found)
}

/// The meetings of one file with their places.
fn find(office: &Office, file: &str, mut group: Vec<(usize, Held)>) -> Vec<(usize, Held)> {
    let bytes = collect::read(Path::new(file)).ok();
    let bytes = bytes.filter(|bytes| group.iter().all(|(_, held)| held.digest == sha256(bytes)));
    if let Some(bytes) = &bytes {
        // What an earlier run left in a manifest may lack the places of values that are not the spec's own.
        let is_lost = |held: &mut Held| held.places(Which::All).any(|at| *at == LOST);
        let again = if group.iter_mut().any(|(_, held)| is_lost(held)) {
            held_of(office, file, bytes.clone())
        } else {
            Vec::new()
        };
        for (_, held) in &mut group {
            if let Some(again) = again.iter().find(|again| again.number == held.number) {
                *held = again.clone();
            }
            let located = guarded(file, || {
                let mut held = held.clone();
                Pipeline::find(&mut held, bytes);
                held
            });
            if let Ok(located) = located {
                *held = located;
            }
        }
    }
    for (_, held) in &mut group {
        let rest = held.places(Which::All).filter(|at| matches!(at, Location::Node(_)));
        rest.for_each(|at| *at = Location::File);
    }
    group
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::held;
    use crate::diag::Code;

    #[test]
    fn places_are_those_of_the_bytes_that_were_read() {
        let desk = tempfile::tempdir().expect("a folder");
        let put = |name: &str, before: &str| {
            let path = desk.path().join(name);
            let text = "时间: 2026年11月24日上午9:00至10:00\n地点: 三楼会议室\n";
            std::fs::write(&path, format!("{before}会议: {{名称: {name}会}}\n{text}")).expect("a file");
            path
        };
        let paths = [put("甲.yaml", ""), put("乙.yaml", "")];
        let office = Office::default();
        let meetings = held(&office, &paths);
        let places = |meetings: &[Held]| {
            let (_, found) = across(&office, meetings.to_vec());
            assert_eq!(found[0].code, Code::RoomClash);
            let Location::In(_, related) = found[0].related[0].1.clone() else { panic!("another file") };
            (found[0].location.clone(), *related)
        };
        let there = Location::Text { line: 3, column: 5 };
        assert_eq!(places(&meetings), (there.clone(), there.clone()));
        // Of an earlier run, without places.
        let mut earlier = meetings.clone();
        earlier.iter_mut().flat_map(|held| held.places(Which::All)).for_each(|at| *at = LOST);
        assert_eq!(places(&earlier), (there.clone(), there.clone()));
        put("乙.yaml", "# 后来加了一行\n");
        assert_eq!(places(&meetings), (Location::File, there));
    }
}
