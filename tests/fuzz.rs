//! Hostile input by the thousand, from fixed seeds: nothing panics, nothing takes two seconds, memory stays small.
//!
//! A short run is part of the tests. `HUIWU_FUZZ_SECONDS=600 cargo test --release --test fuzz -- --nocapture` runs each
//! suite so long, from the seed `HUIWU_FUZZ_SEED`, and prints what it did.

#[path = "fuzz/books.rs"]
mod books;
#[path = "fuzz/dates.rs"]
mod dates;
#[path = "fuzz/mutate.rs"]
mod mutate;
#[path = "fuzz/packs.rs"]
mod packs;
mod support;
#[path = "fuzz/templates.rs"]
mod templates;
#[path = "fuzz/texts.rs"]
mod texts;
#[path = "fuzz/words.rs"]
mod words;

use huiwu::diag::{Code, Diagnostic, Location};
use huiwu::load::{load_all, locate};
use huiwu::spec::{Node, NodeId};
use mutate::Dice;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// Two seconds as it is built for use; without optimisation everything takes several times as long.
const SOON: Duration = Duration::from_secs(if cfg!(debug_assertions) { 15 } else { 2 });
/// The most memory, in kilobytes, where the system tells; a debug build and its tests need more.
const MOST_MEMORY: u64 = if cfg!(debug_assertions) { 600_000 } else { 300_000 };

#[allow(clippy::print_stdout, reason = "the figures of a long run")]
/// Runs `one` on case after case: so many, or as long as the environment says.
fn run(name: &str, cases: u64, one: impl Fn(&mut Dice) -> Vec<u8>) {
    let setting = |name| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let seconds = setting("HUIWU_FUZZ_SECONDS").map(Duration::from_secs);
    let first = setting("HUIWU_FUZZ_SEED").unwrap_or(20_261_124);
    let begin = Instant::now();
    let (mut done, mut slowest) = (0, (Duration::ZERO, 0));
    while seconds.map_or(done < cases, |seconds| begin.elapsed() < seconds) {
        let seed = first.wrapping_add(done);
        let try_it = || {
            let start = Instant::now();
            let tried = catch_unwind(AssertUnwindSafe(|| one(&mut Dice::new(seed))));
            assert!(tried.is_ok(), "{name}: seed {seed} panics");
            start.elapsed()
        };
        // On a busy machine a case may have had to wait: what is slow is slow again.
        let first = try_it();
        let took = if first < SOON { first } else { try_it().min(first) };
        assert!(took < SOON, "{name}: seed {seed} takes {took:?}");
        slowest = slowest.max((took, seed));
        done += 1;
    }
    let peak = peak();
    println!("{name}: {done} cases in {:?}, slowest {slowest:?}, peak {peak:?} kB", begin.elapsed());
    assert!(peak.is_none_or(|peak| peak < MOST_MEMORY), "{name}: {peak:?} kB");
}

/// The most memory this process had.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// The meeting of a sound spec.
fn meeting(spec: &str) -> huiwu::meeting::Meeting {
    let spec = huiwu::load::load("会议.yaml", spec.as_bytes()).value.expect("a spec");
    huiwu::check::check(&spec, huiwu::check::wanted(&spec)).value.expect("a meeting")
}

/// Loads a file and asks for the places of its nodes, as a check would.
fn load_and_locate(name: &str, bytes: &[u8]) {
    let loaded = load_all(name, bytes);
    assert!(!loaded.meetings.is_empty());
    loaded.diagnostics.iter().for_each(well_said);
    for meeting in &loaded.meetings {
        meeting.diagnostics.iter().for_each(well_said);
        assert!(meeting.value.is_some() || loaded.meetings.len() > 1 || !meeting.diagnostics.is_empty());
        let Some(spec) = &meeting.value else { continue };
        let mut nodes = Vec::new();
        gather(&spec.root, &mut nodes);
        let mut asked: Vec<Diagnostic> =
            nodes.into_iter().map(|node| Diagnostic::new(Code::InvalidDate, node, "甲")).collect();
        locate(spec, bytes, &mut asked);
        asked.iter().for_each(well_said);
    }
}

/// Every diagnostic is located, and says something on one line.
fn well_said(one: &Diagnostic) {
    assert!(!one.message.is_empty() && one.file.is_some(), "{one:?}");
    let places = one.related.iter().map(|(_, place)| place).chain([&one.location]);
    for place in places {
        assert!(!matches!(place, Location::Node(_)), "{one:?}");
    }
}

/// Some nodes of a tree.
fn gather(node: &Node, found: &mut Vec<NodeId>) {
    if found.len() >= 64 {
        return;
    }
    found.push(node.id);
    for entry in node.entries() {
        found.push(entry.key);
        gather(&entry.node, found);
    }
    node.items().iter().for_each(|item| gather(item, found));
}
