//! Completeness: a meeting and the documents made of it come in; what the working rule asks to be filed and is neither
//! there nor declared not to be goes out.

use crate::diag::{Code, Diagnostic, Location, Severity};
use crate::kind::{Kind, Kinds};
use crate::meeting::{ArchivedFile, Material, Materials, Meeting, Text};
use crate::render::Produced;

/// A category of the working rule.
struct Category {
    name: &'static str,
    /// The documents made here that are of it.
    kinds: &'static [Kind],
    /// The words of 类别, or of 题名 where that is not given, by which a listed file is known to be of it.
    words: &'static [&'static str],
}

const CATEGORIES: [Category; 8] = [
    Category { name: "会议通知", kinds: &[Kind::Notice], words: &["会议通知", "通知"] },
    Category { name: "会议方案", kinds: &[Kind::Plan], words: &["方案"] },
    Category { name: "会议议程", kinds: &[Kind::Agenda], words: &["议程", "日程"] },
    Category {
        name: "参会人员名单", kinds: &[Kind::Roster, Kind::SignIn], words: &["名单", "签到"]
    },
    Category { name: "会议材料", kinds: &[], words: &["材料", "讲话", "报告"] },
    Category {
        name: "会议记录（纪要）", kinds: &[Kind::Record, Kind::Minutes], words: &["记录", "纪要"]
    },
    Category { name: "会议决议", kinds: &[Kind::Resolution], words: &["决议"] },
    Category {
        name: "声像资料", kinds: &[], words: &["声像", "照片", "录音", "录像", "影像", "视频"]
    },
];

/// What stands where a reason should, and is none.
const NO_REASON: [&str; 10] = ["无", "是", "没有", "有", "/", "-", "—", "√", "空", "略"];

/// Everything that is missing, and declarations without a reason.
pub(super) fn incomplete(meeting: &Meeting, made: &[Produced]) -> Vec<Diagnostic> {
    let kinds: Kinds = made.iter().map(|made| made.kind).collect();
    let files = &meeting.archive.files;
    let is_there = |category: &&Category| {
        category.kinds.iter().any(|kind| kinds.contains(*kind))
            || files.iter().any(|file| is_of(file, category))
            || (category.name == "会议材料" && matches!(meeting.materials, Materials::None))
    };
    let missing: Vec<&str> =
        CATEGORIES.iter().filter(|category| !is_there(category)).map(|category| category.name).collect();
    let mut found: Vec<Diagnostic> = files.iter().filter_map(without_reason).collect();
    if !missing.is_empty() {
        let message = format!("归档材料不齐：没有{}", missing.join("、"));
        let help = "请在「归档」的「文件」里补上；确实没有的，各加一项，「类别」写名称，「无」写原因，如「未录音录像」";
        let place = files.first().map_or(Location::File, |file| file.at.into());
        found.push(fault(place, message, help));
    }
    found.extend(unnumbered(meeting));
    found.extend(unlisted(meeting));
    found
}

/// A volume goes by 目录号 and 案卷号 (DA/T 13-2022).
fn unnumbered(meeting: &Meeting) -> Option<Diagnostic> {
    let archive = &meeting.archive;
    let arrangement = archive.arrangement.as_ref().filter(|arrangement| arrangement.value == "按卷")?;
    let numbers = [("目录号", &archive.inventory), ("案卷号", &archive.volume)];
    let missing: Vec<&str> =
        numbers.iter().filter(|(_, number)| number.is_none()).map(|(name, _)| *name).collect();
    (!missing.is_empty()).then(|| {
        let message = format!("按卷整理，缺少「{}」，编不出档号", missing.join("」「"));
        let help = "请在「归档」里补写；按件整理的，删去「整理方式」或写「按件」";
        Diagnostic::new(Code::MissingElement, arrangement.at, message).help(help).scope(Kinds::archive())
    })
}

fn fault(place: impl Into<Location>, message: String, help: &str) -> Diagnostic {
    let fault = Diagnostic::new(Code::CategoryMissing, place, message).help(help);
    // A warning while the spec is checked; owed when it is filed.
    fault.severity(Severity::Error).scope(Kinds::archive())
}

fn said(text: &Text) -> &str {
    text.as_ref().map_or("", |text| text.value.as_str())
}

fn is_of(file: &ArchivedFile, category: &Category) -> bool {
    let named = match said(&file.category) {
        "" => said(&file.title),
        named => named,
    };
    let is_other = category.name == "会议通知" && named.contains("督办");
    !is_other && category.words.iter().any(|word| named.contains(word))
}

/// A declaration that gives no reason is none.
fn without_reason(file: &ArchivedFile) -> Option<Diagnostic> {
    let reason = file.none.as_ref()?;
    if !NO_REASON.contains(&reason.value.trim_end_matches('。')) {
        return None;
    }
    // By its own name, not in the spec's words: this is said of classified meetings too.
    let category = CATEGORIES.iter().find(|category| is_of(file, category));
    let name = category.map_or("一类材料", |category| category.name);
    let message = format!("「{name}」声明为无，没有写原因");
    Some(fault(reason.at, message, "请在「无」里写明原因，如「未录音录像」"))
}

/// What was handed out at the meeting and is not listed.
fn unlisted(meeting: &Meeting) -> Option<Diagnostic> {
    let Materials::Some(materials) = &meeting.materials else { return None };
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let titles: Vec<String> = meeting
        .archive
        .files
        .iter()
        .map(|file| plain(said(&file.title)))
        .filter(|title| !title.is_empty())
        .collect();
    let is_unlisted = |material: &&Material| {
        let name = plain(said(&material.title));
        !name.is_empty() && !titles.iter().any(|title| title.contains(&name) || name.contains(title.as_str()))
    };
    let missing: Vec<&Material> = materials.iter().filter(is_unlisted).collect();
    let first = missing.first()?.title.as_ref()?;
    let names: Vec<String> =
        missing.iter().map(|material| format!("「{}」", said(&material.title))).collect();
    let message = format!("会议材料{}没有列入归档文件", names.concat());
    let help = "应归档的，请列入「归档」的「文件」，题名与「材料」一致；不归档的可以不理会";
    let found = Diagnostic::new(Code::ArchiveMaterial, first.at, message).help(help);
    Some(found.severity(Severity::Warning).scope(Kinds::archive()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::NodeId;
    use crate::meeting::At;

    fn text(value: &str) -> Text {
        (!value.is_empty()).then(|| At { value: value.to_owned(), at: NodeId(1) })
    }

    fn file(category: &str, none: &str) -> ArchivedFile {
        ArchivedFile {
            at: NodeId(1),
            title: text("题名"),
            author: None,
            number: None,
            date: None,
            pages: None,
            secrecy: None,
            category: text(category),
            none: text(none),
            paths: Vec::new(),
            medium: None,
            remark: None,
        }
    }

    fn said(files: Vec<ArchivedFile>, kinds: &[Kind]) -> String {
        let mut meeting = Meeting::default();
        meeting.archive.files = files;
        let made: Vec<Produced> = kinds.iter().map(|kind| Produced { kind: *kind, pages: 1 }).collect();
        incomplete(&meeting, &made).into_iter().map(|found| found.message).collect()
    }

    #[test]
    fn each_category_is_made_listed_or_declared() {
        let kinds = [Kind::Notice, Kind::Plan, Kind::Agenda, Kind::SignIn, Kind::Minutes, Kind::Resolution];
        let others = || vec![file("会议材料", ""), file("声像资料", "未录音录像")];
        assert_eq!(said(others(), &kinds), "");
        for category in &CATEGORIES {
            let left: Vec<Kind> =
                kinds.iter().filter(|kind| !category.kinds.contains(kind)).copied().collect();
            let mut files = others();
            files.retain(|file| !is_of(file, category));
            assert_eq!(said(files.clone(), &left), format!("归档材料不齐：没有{}", category.name));
            files.push(file(category.words[0], "确无此项"));
            assert_eq!(said(files.clone(), &left), "", "declared");
            files.pop();
            files.push(file(category.words[0], "无"));
            assert!(said(files, &left).contains("没有写原因"));
        }
        let supervised = vec![file("督办通知单", "")];
        assert!(said(supervised, &[]).contains("会议通知"), "督办通知单 is no 会议通知");
    }
}
