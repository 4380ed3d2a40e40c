//! Classified matter: diagnostics that may repeat it come in, diagnostics that only name the place go out.

use crate::diag::{Code, Diagnostic, Severity};
use crate::document::Properties;
use crate::kind::Kind;
use crate::meeting::{At, Meeting};
use crate::spec::NodeId;

/// Copies of one document that are numbered in one run.
const MOST_COPIES: u32 = 200;

/// Takes out of the diagnostics everything that was written in the spec: what remains is the code, what it is about in
/// general, the place, and how such things are put right.
pub(super) fn redact(diagnostics: &mut [Diagnostic]) {
    for diagnostic in diagnostics {
        match diagnostic.code {
            // Their words are the program's own.
            Code::SecrecyRefused | Code::CopyNumbering | Code::RecommendedElement | Code::CategoryMissing => {
                continue;
            }
            Code::MissingElement => diagnostic.message = without_item(&diagnostic.message),
            code => diagnostic.message = format!("{}（涉密内容不显示，请到所指的位置查看）", code.about()),
        }
        diagnostic.help = Some(diagnostic.code.fix().to_owned());
        for (label, _) in &mut diagnostic.related {
            "有关的另一处".clone_into(label);
        }
    }
}

/// `会议纪要缺少「任务」第2项（某事）的「完成时限」` without the words in brackets, which are the spec's.
fn without_item(message: &str) -> String {
    let hinted = message.split_once("项（").zip(message.rsplit_once("的「"));
    hinted.map_or_else(|| message.to_owned(), |((before, _), (_, label))| format!("{before}项的「{label}"))
}

/// The properties of a file: of classified matter nothing is said outside of the document.
pub(super) fn nothing_said() -> Properties {
    Properties::default()
}

/// The copy numbers of a document, in order: notice and minutes are handed out copy by copy, the rest stays in the
/// office as one copy.
pub(super) fn copies(meeting: &Meeting, kind: Kind) -> Vec<u32> {
    let given = meeting.copy_number.as_ref().and_then(|number| number.value.trim().parse::<u32>().ok());
    let first = given.unwrap_or(1);
    let count = match (kind, &meeting.copies) {
        (Kind::Notice | Kind::Minutes, Some(copies)) => copies.value.clamp(1, MOST_COPIES),
        _ => 1,
    };
    (first..first.saturating_add(count)).collect()
}

/// The meeting as the copy of that number has it.
pub(super) fn numbered(meeting: &Meeting, copy: u32) -> Meeting {
    let at = meeting.copy_number.as_ref().map_or(NodeId(0), |number| number.at);
    Meeting { copy_number: Some(At { value: copy.to_string(), at }), ..meeting.clone() }
}

/// What is to be known of copies: that a DOCX has one number only, and when there are too many.
pub(super) fn said_of_copies(meeting: &Meeting) -> Vec<Diagnostic> {
    let Some(copies) = meeting.copies.as_ref().filter(|copies| copies.value > 1) else { return Vec::new() };
    let kinds = [Kind::Notice, Kind::Minutes].into_iter().collect();
    if copies.value > MOST_COPIES {
        let message = format!("份数超过了一次逐份编号的上限{MOST_COPIES}份");
        let help = format!("请分批生成：先写「份号: 1」「份数: {MOST_COPIES}」，再写后面的份号和份数");
        let found = Diagnostic::new(Code::CopyNumbering, copies.at, message).help(help).scope(kinds);
        return vec![found.severity(Severity::Error)];
    }
    let message = "涉密文书逐份编号：PDF 一份一个文件，DOCX 只标第一份的份号";
    vec![
        Diagnostic::new(Code::CopyNumbering, copies.at, message)
            .help("印发请用 PDF；DOCX 只用来修改，不要直接复印")
            .scope(kinds),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Location;

    #[test]
    fn nothing_of_the_spec_is_repeated() {
        let mut found = [
            Diagnostic::new(Code::InvalidDate, Location::File, "「日期」写的是「甲事」：不对")
                .help("甲事")
                .related("甲事在此", Location::File),
            Diagnostic::new(
                Code::MissingElement,
                Location::File,
                "会议纪要缺少「任务」第2项（甲事的「乙」）的「完成时限」",
            ),
            Diagnostic::new(Code::MissingElement, Location::File, "会议通知缺少「会议地点」"),
        ];
        redact(&mut found);
        assert!(!format!("{found:?}").contains("甲事"));
        assert_eq!(found[1].message, "会议纪要缺少「任务」第2项的「完成时限」");
        assert_eq!(found[2].message, "会议通知缺少「会议地点」");
    }
}
