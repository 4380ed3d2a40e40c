//! Rules of secrecy: classified matter is refused, and nothing of it is repeated.

use super::{Case, Rule};
use crate::check::Secrecy;
use crate::check::leaf::classified;
use crate::diag::{Code, Diagnostic};
use crate::kind::{Kind, Kinds};
use crate::spec::Spec;

pub(super) const RULES: &[Rule] = &[Rule { code: Code::SecrecyRefused, broken: classified_file }];

const HELP: &str = "涉密内容只能在涉密设备上处理，请按本单位保密规定办理，并把此文件从本机移走";

/// The refusal of a classified spec, read from the text as it was typed, so that no misspelling lets one through.
pub(in crate::check) fn refusal(spec: &Spec) -> Option<Diagnostic> {
    let node = spec.root.get("会议")?.get("密级")?;
    let level = classified(node.text()?)?;
    let message = format!("会议的密级是「{level}」：涉密会议的文书不得在普通计算机上制作");
    Some(Diagnostic::new(Code::SecrecyRefused, node.id, message).help(HELP))
}

/// 归档.文件 that are classified: a catalogue that names them is classified too.
fn classified_file(meeting: &Case) -> Vec<Diagnostic> {
    if meeting.terms.secrecy == Secrecy::Permitted {
        return Vec::new();
    }
    let levels = meeting.archive.files.iter().filter_map(|file| file.secrecy.as_ref());
    levels
        .filter_map(|level| {
            let word = classified(level)?;
            let message = format!("归档文件的密级是「{word}」：涉密文件不得在普通计算机上编目");
            let scope = Kinds::NONE.with(Kind::ArchiveCover);
            Some(Diagnostic::new(Code::SecrecyRefused, level.at, message).help(HELP).scope(scope))
        })
        .collect()
}
