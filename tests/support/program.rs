//! The real program: arguments come in; what it said, how it ended and what it wrote go out.

use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Run {
    /// The exit code; `None` when a signal ended it.
    pub(crate) code: Option<i32>,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
    /// How long it took; of the processor where the system tells, so that busy machines do not matter.
    pub(crate) time: Duration,
    /// The most memory it had, in kilobytes, where the system tells.
    pub(crate) peak: Option<u64>,
}

impl Run {
    /// Standard output as JSON, one object a line.
    pub(crate) fn json(&self) -> Vec<Value> {
        let read = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        self.out.lines().map(read).collect()
    }

    /// Everything it said.
    pub(crate) fn said(&self) -> String {
        format!("{}{}", self.out, self.err)
    }

    /// Fails unless it ended so and said all of this.
    #[track_caller]
    pub(crate) fn expect(&self, code: i32, said: &[&str]) -> &Self {
        assert_eq!(self.code, Some(code), "{}", self.said());
        for words in said {
            assert!(self.said().contains(words), "「{words}」 is not said in:\n{}", self.said());
        }
        self
    }
}

/// Runs the program in a folder.
pub(crate) fn huiwu(folder: &Path, arguments: &[&str]) -> Run {
    huiwu_with(folder, arguments, &[])
}

/// The same with variables in its environment.
pub(crate) fn huiwu_with(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
    let mut command = program(folder);
    command.args(arguments).envs(variables.iter().copied());
    let start = Instant::now();
    let mut child = command.spawn().expect("the program");
    let (out, err) = (drain(child.stdout.take()), drain(child.stderr.take()));
    let Watched { code, peak, worked } = watch(&mut child);
    let text = |pipe: JoinHandle<Vec<u8>>| String::from_utf8(pipe.join().expect("a pipe")).expect("UTF-8");
    Run { code, out: text(out), err: text(err), time: worked.unwrap_or_else(|| start.elapsed()), peak }
}

/// The program in a folder, its ends piped, nothing of the tester's terminal about it.
pub(crate) fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_huiwu"));
    command.current_dir(folder).env_remove("NO_COLOR");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn drain(pipe: Option<impl Read + Send + 'static>) -> JoinHandle<Vec<u8>> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.expect("a pipe").read_to_end(&mut bytes).expect("a readable pipe");
        bytes
    })
}

/// What is seen of a process while it runs.
struct Watched {
    code: Option<i32>,
    peak: Option<u64>,
    worked: Option<Duration>,
}

/// Waits, looking at the memory and the processor's time meanwhile: a process that has ended tells no more.
fn watch(child: &mut Child) -> Watched {
    let process = PathBuf::from(format!("/proc/{}", child.id()));
    let told = |file: &str| std::fs::read_to_string(process.join(file)).ok();
    let (mut peak, mut worked) = (None, None);
    loop {
        peak = peak.max(told("status").and_then(|text| high_water(&text)));
        worked = worked.max(told("stat").and_then(|text| processor_time(&text)));
        if let Some(ended) = child.try_wait().expect("a child") {
            return Watched { code: ended.code(), peak, worked };
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// `utime` and `stime` of /proc/…/stat (proc(5)): in hundredths of a second, after the name in brackets.
fn processor_time(stat: &str) -> Option<Duration> {
    let (_, rest) = stat.rsplit_once(')')?;
    let ticks = |at: usize| rest.split_whitespace().nth(at)?.parse::<u64>().ok();
    Some(Duration::from_millis(10 * (ticks(11)? + ticks(12)?)))
}

/// `VmHWM` of /proc/…/status (proc(5)), in kilobytes.
fn high_water(status: &str) -> Option<u64> {
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Every file below a folder, by its path in it.
pub(crate) fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for path in super::entries(&inner) {
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = std::fs::read(&path).expect("a file");
                files.insert(path.strip_prefix(folder).expect("below").to_owned(), bytes);
            }
        }
    }
    files
}

/// The names of the files below a folder.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    files(folder).keys().map(|path| super::name(path)).collect()
}
