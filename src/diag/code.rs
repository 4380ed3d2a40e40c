//! The table of diagnostic codes: one row a code, with its default severity, what it is about, an example and how to fix it.

use super::Severity;

macro_rules! codes {
    ($($theme:literal {
        $($variant:ident $name:literal $severity:ident $about:literal $example:literal => $fix:literal;)*
    })*) => {
        /// A stable diagnostic code; its name never changes once released.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $about] $variant,)*)*
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Self] = &[$($(Self::$variant,)*)*];

            /// The kebab-case name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $($(Self::$variant => $name,)*)* }
            }

            /// The default severity.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $($(Self::$variant => Severity::$severity,)*)* }
            }

            /// What the code is about, in one Chinese sentence for the rule reference.
            #[must_use]
            pub const fn about(self) -> &'static str {
                match self { $($(Self::$variant => $about,)*)* }
            }

            /// What it is found in, as a user would have written it.
            #[must_use]
            pub const fn example(self) -> &'static str {
                match self { $($(Self::$variant => $example,)*)* }
            }

            /// How to put it right, in one Chinese sentence.
            #[must_use]
            pub const fn fix(self) -> &'static str {
                match self { $($(Self::$variant => $fix,)*)* }
            }

            /// The heading it stands under in the rule reference.
            #[must_use]
            pub const fn theme(self) -> &'static str {
                match self { $($(Self::$variant => $theme,)*)* }
            }

            /// The code of that name, if there is one.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.name() == name)
            }

            /// Whether no unit may lower it or switch it off: the file could not be read or written, a document
            /// could not be made, or classified matter would pass.
            #[must_use]
            pub const fn is_fixed(self) -> bool {
                matches!(
                    self,
                    Self::UnreadableFile
                        | Self::UnknownFileType
                        | Self::NotText
                        | Self::BrokenYaml
                        | Self::BrokenWorkbook
                        | Self::TooLarge
                        | Self::EmptySpec
                        | Self::SecrecyRefused
                        | Self::UnknownUnit
                        | Self::UnusableUnit
                        | Self::FixedRule
                        | Self::TemplateFault
                        | Self::OverfullImprint
                        | Self::EditedByHand
                        | Self::SameMeetingTwice
                        | Self::UnwritableFile
                        | Self::InternalError
                )
            }
        }
    };
}

codes! {
    "文件" {
        UnreadableFile "unreadable-file" Error "文件打不开或读不全。"
            "文件名写错，或文件已移走" => "核对文件名和所在的文件夹，关闭占用它的程序后再试。";
        UnknownFileType "unknown-file-type" Error "文件类型不认识，只读 .yaml .yml .xlsx。"
            "会议.doc" => "会议信息填在 .xlsx 工作簿或 .yaml 文本文件里。";
        NotText "not-text" Error "YAML 文件不是 UTF-8 编码的文本。"
            "用旧版记事本存成 ANSI 编码的会议.yaml" => "用文本编辑器另存，编码选 UTF-8。";
        BrokenYaml "broken-yaml" Error "YAML 写法有误，无法解析。"
            "联系人: {姓名: 林书言, 电话: 0571-88001234" => "按所指的位置补齐括号、引号，冒号后加一个空格。";
        BrokenWorkbook "broken-workbook" Error "工作簿损坏或不是真正的 .xlsx 文件。"
            "把 会议.doc 改名为 会议.xlsx" => "在 Excel 或 WPS 中打开，另存为「Excel 工作簿（*.xlsx）」。";
        TooLarge "too-large" Error "文件、表格或数据超出了允许的大小。"
            "一个单元格里贴进了整本书" => "只填会议信息，大段材料作为附件另存。";
        EmptySpec "empty-spec" Error "文件里没有会议内容。"
            "会议:（后面什么也没有写）" => "至少写明会议的名称、时间、地点。";
    }
    "写法" {
        UnknownKey "unknown-key" Error "不认识的项目名。"
            "请假办发: 书面请假" => "按提示改成规定的项目名，如「请假办法」。";
        DuplicateKey "duplicate-key" Error "同一个项目写了两次。"
            "地点: 二楼会议室，后面又写 会议地点: 三楼会议室" => "只留一处；有多项内容的写成列表。";
        WrongShape "wrong-shape" Error "项目的写法不对，例如该写一项的地方写了一组。"
            "电话: [0571-88001234, 0571-88001235]" => "按提示的样子改写。";
        UnknownSheet "unknown-sheet" Warning "不认识的工作表，没有读取。"
            "工作表名为「Sheet2」" => "要读的改成规定的表名，如「参会人员」；草稿表可以不理会。";
        UnknownHeader "unknown-header" Error "工作表里不认识的列名或项目名。"
            "参会人员表里有「星座」一列" => "按提示改成规定的列名；不需要的列删去。";
        MissingSheet "missing-sheet" Error "工作簿里没有「会议」表。"
            "只有参会人员一张表" => "增加「会议」表，两列为「项目」和「内容」。";
        UnknownMeeting "unknown-meeting" Error "台账的某一行没有写明属于哪次会议，或所写的会议不在「会议」表里。"
            "参会人员表的会议编号写成「HY-3」，会议表里没有" => "把「会议编号」改成「会议」表里的编号。";
    }
    "要素" {
        MissingElement "missing-element" Error "缺少该文书必须写明的要素。"
            "会议通知没有会议地点" => "按提示补写；这种文书不需要的，用 --only 只做别的文书。";
        RecommendedElement "recommended-element" Warning "缺少该文书一般应写明的要素。"
            "会议通知没有请假办法" => "需要时补写；确实没有的可以不理会。";
    }
    "取值" {
        InvalidDate "invalid-date" Error "日期不存在或无法识别。"
            "日期: 2026年2月30日" => "写成「2026-11-24」或「2026年11月24日」。";
        InvalidTime "invalid-time" Error "时间不存在或无法识别。"
            "开始: 2026-11-24 下午17:00" => "写成「下午5:00」或「17:00」。";
        InvalidNumber "invalid-number" Error "应为数字的地方不是数字。"
            "页数: 六页" => "写成阿拉伯数字的整数，如「6」。";
        InvalidChoice "invalid-choice" Error "取值不在规定的范围之内。"
            "状态: 休假" => "从提示列出的几个词中选写一个，如「请假」。";
        InvalidName "invalid-name" Error "姓名中有无法使用的字符。"
            "姓名: 贺云?" => "只写姓名本身，补上没有显示出来的字，说明写到「备注」。";
        WeekdayMismatch "weekday-mismatch" Error "写明的星期与日期不符。"
            "2026年11月24日（星期三）" => "核对日期，把星期改为提示的那一天。";
    }
    "时间" {
        EndBeforeStart "end-before-start" Error "结束时间不晚于开始时间。"
            "开始: 2026-11-24 09:00，结束: 2026-11-24 08:30" => "核对日期、时间；下午的时间写成「14:30」或「下午2:30」。";
        NoticeAfterMeeting "notice-after-meeting" Error "通知的成文日期晚于会议日期。"
            "11月24日开会，通知的日期是11月28日" => "核对通知的「日期」和会议的「时间」。";
        DeadlineBeforeMeeting "deadline-before-meeting" Error "任务的完成时限早于会议日期。"
            "11月24日开会，任务时限写「1月15日」" => "核对时限；跨年的写上年份，如「2027-01-15」。";
        DeadlineOnRestDay "deadline-on-rest-day" Warning "时限落在周末或放假的日子。"
            "任务时限写2026年10月3日（国庆节放假）" => "改到之前或之后的工作日；确要在休息日办的，可以不理会。";
        LateMinutes "late-minutes" Warning "会议纪要未在会后一个工作日内整理。"
            "11月24日开会，整理日期是11月30日" => "纪要应在会后一个工作日内整理，请核对「整理日期」。";
    }
    "人员" {
        DuplicatePerson "duplicate-person" Error "同一单位的同一人写了两次。"
            "参会人员里有两行市消防救援支队的秦望" => "删去一行；确是同名的两人，在「单位」写明各自的科室。";
        UnknownPerson "unknown-person" Warning "所写的人不在参会人员之中。"
            "主持人: 顾成岳（参会人员中是顾承岳）" => "核对姓名用字；确实到会的补入「参会人员」。";
        AmbiguousPerson "ambiguous-person" Error "参会人员中有同名的人，所指的不知是哪一个。"
            "两个单位各有一位顾承岳，主持人只写姓名" => "写明单位，如「主持人: {姓名: 顾承岳, 单位: …}」。";
        SamePersonInTwoRoles "chair-is-recorder" Warning "主持人与记录人是同一人。"
            "主持人、记录人都写顾承岳" => "主持人一般不兼任记录人，核对「记录人」。";
    }
    "文号" {
        InvalidDocumentNumber "invalid-document-number" Error "发文字号不合规范。"
            "文号: 云应急办[2026]第045号" => "写成「云应急办〔2026〕45号」：六角括号，年份四位，不加「第」，不编虚位。";
    }
    "议题与任务" {
        UnknownTopic "unknown-topic" Error "任务所指的议题不存在。"
            "只有1个议题，任务的「议题」写3" => "「议题」写议题的序号，从1起。";
    }
    "单位包" {
        UnknownUnit "unknown-unit" Error "没有会议文件所写的单位包。"
            "单位包: 云澜市应急局（templates 里的文件夹叫「云澜市应急管理局」）" => "核对名称；单位包的文件夹放在 templates 文件夹里，或用 --unit 指明。";
        UnusableUnit "unusable-unit" Error "单位包有错误，用它的会议没有生成文书。"
            "unit.yaml 里有不认识的项目" => "先按提示改正单位包的 unit.yaml。";
        FixedRule "fixed-rule" Error "单位包要调整一项不许调整的检查。"
            "规则: {secrecy-refused: 关}" => "删去这一行：这一项不能调轻，也不能关。";
        UnknownYear "unknown-year" Note "工作日历里没有这一年的放假安排，只按周末计。"
            "任务时限在2031年" => "安排公布后，写进单位包 unit.yaml 的「日历」。";
    }
    "保密" {
        SecrecyRefused "secrecy-refused" Error "涉密会议的文书不得在普通计算机上制作。"
            "密级: 机密★1年" => "按本单位保密规定在涉密设备上办理，并把文件从本机移走。";
    }
    "生成" {
        TemplateFault "template-fault" Error "模板有误，文书无法生成。"
            "模板里写了不存在的项目名" => "按提示的行改正模板，或换用默认的单位包。";
        MissingGlyph "missing-glyph" Error "现有字体都没有这个字。"
            "姓名里的生僻字本机字体不收" => "核对用字；无误的，安装含有这个字的字体，或用 --fonts 指定。";
        OverfullImprint "overfull-imprint" Error "版记一页放不下。"
            "抄送机关有上百个" => "精简抄送，或用规范化简称、统称。";
        SubstitutedFont "substituted-font" Note "没有找到指定的字体，用了代替的字体。"
            "本机没有方正小标宋简体" => "用 --fonts 指定存放规定字体的文件夹；不影响 DOCX。";
        BrokenFont "broken-font" Warning "字体文件夹里有损坏的字体文件。"
            "仿宋.ttf 没有下载完整" => "重新复制这个字体文件，或把它移出字体文件夹。";
        IncompleteArchive "incomplete-archive" Warning "归档封面的件数、页数未计入被拦下的文书。"
            "会议纪要有错误没有生成，封面少计一件" => "改正别的错误后重新生成归档封面。";
    }
    "写出" {
        EditedByHand "edited-by-hand" Error "文件生成后被人改过，没有覆盖。"
            "在 Word 里改过的会议通知又要重新生成" => "要保留就不必理会；要重新生成，加 --force。";
        SameMeetingTwice "same-meeting-twice" Error "一次运行中有两份文件是同一天的同名会议。"
            "同一个会议既有 YAML 又有 Excel" => "只留一份；若是两个会议，让名称有所区别。";
        UnwritableFile "unwritable-file" Error "文件写不进去。"
            "会议通知正在 Word 里打开着" => "关闭打开它的程序，核对文件夹是否可写，再运行一遍。";
        InternalError "internal-error" Error "程序内部出错。"
            "程序自身的缺陷" => "其他会议不受影响；请把这个文件交给开发者。";
    }
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
            assert_eq!(Code::named(name).map(Code::name), Some(name));
        }
    }

    #[test]
    fn every_row_is_written_out() {
        for code in Code::ALL {
            for text in [code.about(), code.fix()] {
                assert!(text.ends_with('。') && text.chars().count() > 6, "{}: {text}", code.name());
            }
            assert!(code.example().chars().count() > 3 && !code.theme().is_empty(), "{}", code.name());
        }
    }
}
