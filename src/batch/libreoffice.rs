//! LibreOffice: a DOCX comes in, the PDF that LibreOffice makes of it goes out, without a trace of when.
//!
//! It runs with a profile of its own in a temporary folder: what the user has open, or set, is neither disturbed nor
//! heeded. A run that takes too long is ended and tried once more.

use super::reason::reason;
use crate::foreign;
use crate::pipeline::{Converter, Printed, Unconverted};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::Duration;
use tempfile::TempDir;

/// How long one document may take; the first start of a slow machine takes twenty seconds.
const SECONDS: u32 = 90;
/// How often it is asked whether it has ended.
const EVERY: Duration = Duration::from_millis(50);
/// How often in a second.
const PER_SECOND: u32 = 20;
/// PDF/A-2b, as the documents of our own making.
const FILTER: &str = r#"pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"}}"#;

/// LibreOffice on this machine.
#[derive(Debug)]
pub struct LibreOffice {
    program: PathBuf,
    /// Profiles that are not in use: each run needs one to itself, and a new one costs a second.
    profiles: Mutex<Vec<TempDir>>,
    seconds: u32,
}

enum Trouble {
    TooLong,
    Failed(String),
}

impl LibreOffice {
    /// With the program at a path.
    #[must_use]
    pub fn at(program: PathBuf) -> Self {
        Self { program, profiles: Mutex::new(Vec::new()), seconds: SECONDS }
    }

    /// The same with another time-out, in seconds.
    #[must_use]
    pub fn within(self, seconds: u32) -> Self {
        Self { seconds, ..self }
    }

    fn once(&self, docx: &[u8]) -> Result<Printed, Trouble> {
        let failed = |error: std::io::Error| Trouble::Failed(reason(&error));
        let kept = self.profiles.lock().ok().and_then(|mut profiles| profiles.pop());
        let profile = match kept {
            Some(profile) => profile,
            None => tempfile::Builder::new().prefix("huiwu-lo-").tempdir().map_err(failed)?,
        };
        let desk = tempfile::Builder::new().prefix("huiwu-pdf-").tempdir().map_err(failed)?;
        std::fs::write(desk.path().join("a.docx"), docx).map_err(failed)?;
        let mut child = self.start(profile.path(), desk.path()).map_err(failed)?;
        // A profile that a failed run leaves behind may be damaged: it is not used again.
        self.wait(&mut child)?;
        let pdf = std::fs::read(desk.path().join("a.pdf"))
            .map_err(|_| Trouble::Failed("没有写出文件".to_owned()))?;
        let pages =
            foreign::look("a.pdf", &pdf).map_err(|fault| Trouble::Failed(format!("写出的 PDF {fault}")))?;
        if let Ok(mut profiles) = self.profiles.lock() {
            profiles.push(profile);
        }
        let damaged = || Trouble::Failed("写出的 PDF 读不出来".to_owned());
        let bytes = foreign::timeless(&pdf, seed(docx)).ok_or_else(damaged)?;
        Ok(Printed { bytes, pages: pages.pages.unwrap_or_default() })
    }

    fn start(&self, profile: &Path, desk: &Path) -> std::io::Result<Child> {
        let mut command = Command::new(&self.program);
        command
            .arg(format!("-env:UserInstallation={}", address(profile)))
            .args(["--headless", "--norestore", "--nolockcheck", "--nodefault", "--convert-to", FILTER])
            .arg("--outdir")
            .arg(desk)
            .arg(desk.join("a.docx"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        own_group(&mut command);
        command.spawn()
    }

    fn wait(&self, child: &mut Child) -> Result<(), Trouble> {
        for _ in 0..self.seconds.saturating_mul(PER_SECOND) {
            match child.try_wait() {
                Ok(Some(status)) if status.success() => return Ok(()),
                Ok(Some(status)) => return Err(Trouble::Failed(format!("以 {status} 结束"))),
                Ok(None) => std::thread::sleep(EVERY),
                Err(error) => return Err(Trouble::Failed(reason(&error))),
            }
        }
        end(child);
        Err(Trouble::TooLong)
    }
}

impl Converter for LibreOffice {
    fn convert(&self, docx: &[u8]) -> Result<Printed, Unconverted> {
        let again = |_| self.once(docx);
        self.once(docx).or_else(again).map_err(|trouble| match trouble {
            Trouble::TooLong => Unconverted::TimedOut(self.seconds),
            Trouble::Failed(why) => Unconverted::Failed(why),
        })
    }
}

/// `file:///tmp/x`, `file:///C:/x`: what is not plain is written as bytes in hexadecimal (RFC 3986 2.1).
fn address(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let mut out = String::from(if path.starts_with('/') { "file://" } else { "file:///" });
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/:-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// It starts others: they are ended together.
#[cfg(unix)]
fn own_group(command: &mut Command) {
    use std::os::unix::process::CommandExt as _;
    command.process_group(0);
}

#[cfg(not(unix))]
fn own_group(_: &mut Command) {}

fn end(child: &mut Child) {
    #[cfg(unix)]
    let _ = Command::new("kill").args(["-KILL", "--", &format!("-{}", child.id())]).status();
    let _ = child.kill();
    let _ = child.wait();
}

/// Stands for the document that a PDF is of.
fn seed(docx: &[u8]) -> [u8; 16] {
    let mut seed = [0; 16];
    for (to, from) in seed.iter_mut().zip(Sha256::digest(docx)) {
        *to = from;
    }
    seed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_none_is_said() {
        let office = LibreOffice::at("/nowhere/soffice".into());
        assert!(matches!(office.convert(b""), Err(Unconverted::Failed(_))));
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_does_not_end_is_ended_and_tried_once_more() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let program = folder.path().join("soffice");
        let log = folder.path().join("log");
        let script = format!("#!/bin/sh\necho run >> '{}'\nsleep 60 & wait\n", log.display());
        std::fs::write(&program, script).expect("a file");
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("a program");
        let office = LibreOffice::at(program).within(1);
        assert_eq!(office.convert(b""), Err(Unconverted::TimedOut(1)));
        assert_eq!(std::fs::read_to_string(log).expect("a log"), "run\nrun\n");
    }
}
