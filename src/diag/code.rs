//! The table of diagnostic codes: one row a code, with its default severity and what it is about.

use super::Severity;

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $about:literal;)*) => {
        /// A stable diagnostic code; its name never changes once released.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $about] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The kebab-case name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The default severity.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// What the code is about, in one Chinese sentence for the rule reference.
            #[must_use]
            pub const fn about(self) -> &'static str {
                match self { $(Self::$variant => $about,)* }
            }
        }
    };
}

codes! {
    // Files
    UnreadableFile "unreadable-file" Error "文件打不开或读不全。";
    UnknownFileType "unknown-file-type" Error "文件类型不认识，只读 .yaml .yml .xlsx。";
    NotText "not-text" Error "YAML 文件不是 UTF-8 编码的文本。";
    BrokenYaml "broken-yaml" Error "YAML 写法有误，无法解析。";
    BrokenWorkbook "broken-workbook" Error "工作簿损坏或不是真正的 .xlsx 文件。";
    TooLarge "too-large" Error "文件、表格或数据超出了允许的大小。";
    EmptySpec "empty-spec" Error "文件里没有会议内容。";
    // Vocabulary
    UnknownKey "unknown-key" Error "不认识的项目名。";
    DuplicateKey "duplicate-key" Error "同一个项目写了两次。";
    WrongShape "wrong-shape" Error "项目的写法不对，例如该写一项的地方写了一组。";
    UnknownSheet "unknown-sheet" Warning "不认识的工作表，没有读取。";
    UnknownHeader "unknown-header" Error "工作表里不认识的列名或项目名。";
    MissingSheet "missing-sheet" Error "工作簿里没有「会议」表。";
    // Elements
    MissingElement "missing-element" Error "缺少该文书必须写明的要素。";
    RecommendedElement "recommended-element" Warning "缺少该文书一般应写明的要素。";
    // Values
    InvalidDate "invalid-date" Error "日期不存在或无法识别。";
    InvalidTime "invalid-time" Error "时间不存在或无法识别。";
    InvalidNumber "invalid-number" Error "应为数字的地方不是数字。";
    InvalidChoice "invalid-choice" Error "取值不在规定的范围之内。";
    InvalidName "invalid-name" Error "姓名中有无法使用的字符。";
    WeekdayMismatch "weekday-mismatch" Error "写明的星期与日期不符。";
    // Consistency
    EndBeforeStart "end-before-start" Error "结束时间不晚于开始时间。";
    NoticeAfterMeeting "notice-after-meeting" Error "通知的成文日期晚于会议日期。";
    DeadlineBeforeMeeting "deadline-before-meeting" Error "任务的完成时限早于会议日期。";
    LateMinutes "late-minutes" Warning "会议纪要未在会后一个工作日内整理。";
    DuplicatePerson "duplicate-person" Error "同一单位的同一人写了两次。";
    UnknownPerson "unknown-person" Warning "所写的人不在参会人员之中。";
    AmbiguousPerson "ambiguous-person" Error "参会人员中有同名的人，所指的不知是哪一个。";
    SamePersonInTwoRoles "chair-is-recorder" Warning "主持人与记录人是同一人。";
    InvalidDocumentNumber "invalid-document-number" Error "发文字号不合规范。";
    UnknownTopic "unknown-topic" Error "任务所指的议题不存在。";
    SecrecyRefused "secrecy-refused" Error "涉密会议的文书不得在普通计算机上制作。";
    // Rendering
    TemplateFault "template-fault" Error "模板有误，文书无法生成。";
    MissingGlyph "missing-glyph" Error "现有字体都没有这个字。";
    OverfullImprint "overfull-imprint" Error "版记一页放不下。";
    SubstitutedFont "substituted-font" Note "没有找到指定的字体，用了代替的字体。";
    BrokenFont "broken-font" Warning "字体文件夹里有损坏的字体文件。";
    IncompleteArchive "incomplete-archive" Warning "归档封面的件数、页数未计入被拦下的文书。";
    // Writing
    EditedByHand "edited-by-hand" Error "文件生成后被人改过，没有覆盖。";
    SameMeetingTwice "same-meeting-twice" Error "一次运行中有两份文件是同一天的同名会议。";
    UnwritableFile "unwritable-file" Error "文件写不进去。";
    InternalError "internal-error" Error "程序内部出错。";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_kebab_case() {
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
        for name in names {
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{name}");
        }
    }
}
