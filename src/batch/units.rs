//! Unit packs on disk: the folder or name the user gave comes in, an office that knows the packs goes out.

use super::reason::reason;
use crate::diag::{Code, Diagnostic, Location};
use crate::pipeline::Office;
use std::path::{Path, PathBuf};

/// The file that makes a folder a unit pack.
const FILE: &str = "unit.yaml";

/// The folder that packs are looked for in, below each of the places given.
const SHELF: &str = "templates";

/// An office with every pack found in `templates` below `places`, and the one asked for by folder or name.
///
/// # Errors
/// When the pack asked for is not there or cannot be read.
pub fn units(asked: Option<&str>, places: &[PathBuf]) -> Result<Office, Diagnostic> {
    let mut office = Office::default();
    for place in places {
        let shelf = place.join(SHELF);
        let Ok(entries) = std::fs::read_dir(&shelf) else { continue };
        let mut folders: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        folders.sort();
        for folder in folders.iter().filter(|folder| folder.join(FILE).is_file()) {
            // A pack that cannot be read is missed when it is asked for.
            let _ = add(&mut office, folder);
        }
    }
    if let Some(asked) = asked {
        let folder = Path::new(asked);
        let name = if folder.join(FILE).is_file() {
            add(&mut office, folder)?
        } else if office.has(asked) {
            asked.to_owned()
        } else {
            return Err(unknown(asked, &office));
        };
        office.choose(&name);
    }
    Ok(office)
}

/// Adds a folder's pack and gives its name.
fn add(office: &mut Office, folder: &Path) -> Result<String, Diagnostic> {
    let file = folder.join(FILE);
    let shown = file.to_string_lossy().into_owned();
    let bytes = std::fs::read(&file).map_err(|error| {
        let message = format!("单位包的 {FILE} 打不开：{}", reason(&error));
        let mut fault = Diagnostic::new(Code::UnreadableFile, Location::File, message);
        fault.file = Some(shown.as_str().into());
        fault
    })?;
    let whole = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let name = whole.file_name().unwrap_or_default().to_string_lossy().into_owned();
    office.add(&name, &shown, &bytes);
    Ok(name)
}

fn unknown(asked: &str, office: &Office) -> Diagnostic {
    let message = format!("没有单位包「{asked}」，现有：{}", office.names().join("、"));
    Diagnostic::new(Code::UnknownUnit, Location::File, message)
}
