//! The rows: each code with its gravity, what it is about, an example and how to put it right, in the order of the reference.

use super::Severity;

codes! {
    "文件" {
        UnreadableFile "unreadable-file" Error "文件打不开或读不全。"
            "文件名写错，或文件已移走" => "核对文件名和所在的文件夹，关闭占用它的程序后再试。";
        UnknownFileType "unknown-file-type" Error "文件类型不认识，只读 .yaml .yml .xlsx .xlsm .xls .ods。"
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
        AssumedYear "assumed-year" Note "会议时间没有写年份，取自会议文件里的别处。"
            "时间: 11月24日上午9:00，会议名称写着2026年" => "不对的，在会议时间里写上四位年份。";
        EndBeforeStart "end-before-start" Error "结束时间不晚于开始时间。"
            "开始: 2026-11-24 09:00，结束: 2026-11-24 08:30" => "核对日期、时间；下午的时间写成「14:30」或「下午2:30」。";
        RegistrationAfterStart "registration-after-start" Error "报到时间晚于会议开始时间。"
            "9:00开会，报到写 09:40" => "报到应在会议开始之前，核对「报到」和「开始」。";
        RehearsalAfterStart "rehearsal-after-start" Error "分会场的调试时间不早于会议开始时间。"
            "11月24日9:00开会，调试时间写 2026-11-25 15:00" => "调试应在会议开始之前，核对「调试时间」。";
        ClosingBeforeStart "closing-before-start" Error "散会时间不晚于会议开始时间。"
            "14:30开会，散会写 04:20" => "核对「散会」；下午的时间写成「16:20」。";
        OddHour "odd-hour" Warning "会议在一般不开会的钟点开始。"
            "开始: 2026-11-24 02:30" => "下午的时间写成「14:30」或「下午2:30」。";
        MeetingOnDayOff "meeting-on-day-off" Warning "会议日期不是工作日。"
            "开始: 2026-11-28 09:00（星期六）" => "核对日期；确在休息日开会或当天调休上班的，可以不理会。";
        NoticeAfterMeeting "notice-after-meeting" Error "通知的成文日期晚于会议日期。"
            "11月24日开会，通知的日期是11月28日" => "核对通知的「日期」和会议的「时间」。";
        ShortNotice "short-notice" Warning "通知的成文日期距会议不足两个工作日。"
            "11月24日（星期二）开会，通知的日期是11月23日" => "尽早发通知；确属紧急的，写明「紧急程度」。";
        DistantDate "distant-date" Warning "日期与会议相隔太远，年份可能写错。"
            "2026年开会，通知的日期写 2025-11-18" => "核对年份；确实无误的，可以不理会。";
        ReplyAfterMeeting "reply-after-meeting" Error "回执截止晚于会议开始时间。"
            "11月24日开会，回执截止写11月25日" => "回执应在会前收齐，核对「回执截止」。";
        ReplyBeforeNotice "reply-before-notice" Error "回执截止早于通知的成文日期。"
            "通知的日期是11月18日，回执截止写11月16日" => "核对「回执截止」和通知的「日期」。";
        DeadlineBeforeMeeting "deadline-before-meeting" Error "任务的完成时限早于会议日期。"
            "11月24日开会，任务时限写「1月15日」" => "核对时限；跨年的写上年份，如「2027-01-15」。";
        RecordBeforeMeeting "record-before-meeting" Error "纪要的整理、审核、印发日期早于会议日期。"
            "11月24日开会，整理日期写11月23日" => "纪要在会后整理，核对日期。";
        DeadlineOnRestDay "deadline-on-rest-day" Warning "时限落在周末或放假的日子。"
            "任务时限写2026年10月3日（国庆节放假）" => "改到之前或之后的工作日；确要在休息日办的，可以不理会。";
        LateMinutes "late-minutes" Warning "会议纪要未在会后一个工作日内整理。"
            "11月24日开会，整理日期是11月30日" => "纪要应在会后一个工作日内整理，请核对「整理日期」。";
        ReviewBeforeWriting "review-before-writing" Warning "纪要的审核日期早于整理日期。"
            "整理日期11月26日，审核日期11月25日" => "先整理、后审核，核对两个日期。";
        MinutesBeforeReview "minutes-before-review" Warning "纪要的印发日期早于审核日期。"
            "审核日期11月27日，纪要的日期11月26日" => "先审核、后印发，核对两个日期。";
        WrongDateInText "wrong-date-in-text" Error "文字里写了不存在的日期。"
            "要求: 请于11月31日前报送" => "核对这个日期。";
        WeekdayInText "weekday-in-text" Warning "文字里的星期与日期不符。"
            "要求: 请于11月24日（星期三）前报送" => "核对日期，改正星期。";
        WrongTimeInText "wrong-time-in-text" Warning "文字里的「上午」「下午」与24小时制连用。"
            "要求: 请于下午17:00前报送" => "写成「下午5:00」或「17:00」。";
        MixedTimeStyle "mixed-time-style" Warning "一段话里的时间用了两种写法。"
            "要求: 上午8:30报到，14:30开会" => "同一份文书里时间只用一种写法。";
    }
    "议程" {
        AgendaTooLong "agenda-too-long" Warning "各项议程的时长合计超过会议时间。"
            "会议两个半小时，各项议程合计180分钟" => "压缩「时长」，或推迟「结束」。";
        AgendaOutsideMeeting "agenda-outside-meeting" Warning "议程的时间在会议起止时间之外。"
            "会议9:00至11:30，有一项议程在14:00" => "核对这一项的「时间」和会议的起止时间。";
        AgendaOverlap "agenda-overlap" Warning "前后两项议程的时间重叠。"
            "9:00起40分钟，下一项9:30开始" => "核对上一项的「时长」和下一项的「时间」。";
        AgendaOutOfOrder "agenda-out-of-order" Warning "议程没有按时间先后排列。"
            "10:00的一项排在9:00的一项之前" => "按时间先后排列，或核对「时间」。";
        DuplicateTopic "duplicate-topic" Warning "同一个议题写了两次。"
            "议程里有两项「通报情况」" => "删去重复的一项，或改成各自的题目。";
        TopicOffAgenda "topic-off-agenda" Warning "记录的议题不在议程之中。"
            "议程里没有「研究经费问题」，记录里有" => "与议程核对用字；确是临时增加的，可以不理会。";
        AgendaItemUnrecorded "agenda-item-unrecorded" Warning "议程中的议题没有记录。"
            "议程有三项，记录只有两项" => "补写记录，或把题目改成一致；没有议的，可以不理会。";
    }
    "人员" {
        DuplicatePerson "duplicate-person" Error "同一单位的同一人写了两次。"
            "参会人员里有两行市消防救援支队的秦望" => "删去一行；确是同名的两人，在「单位」写明各自的科室。";
        ContradictoryAttendance "contradictory-attendance" Error "同一人一处写到会，一处写没有到会。"
            "秦望写了两行，一行到会，一行请假" => "核对此人是否到会，只留一行。";
        PersonInTwoUnits "person-in-two-units" Warning "像是同一个人，写在两个单位名下。"
            "秦望先写在「市消防救援支队」，又写在「市消防救援支队办公室」" => "核对单位，只留一行；确是同名的两人，可以不理会。";
        UnknownPerson "unknown-person" Warning "所写的人不在参会人员之中。"
            "主持人: 顾成岳（参会人员中是顾承岳）" => "核对姓名用字；确实到会的补入「参会人员」。";
        AmbiguousPerson "ambiguous-person" Error "参会人员中有同名的人，所指的不知是哪一个。"
            "两个单位各有一位顾承岳，主持人只写姓名" => "写明单位，如「主持人: {姓名: 顾承岳, 单位: …}」。";
        SamePersonInTwoRoles "chair-is-recorder" Warning "主持人与记录人是同一人。"
            "主持人、记录人都写顾承岳" => "主持人一般不兼任记录人，核对「记录人」。";
        UnknownStrokes "unknown-strokes" Warning "按姓氏笔画排序时，姓名里有不知道笔画的字。"
            "排序: 姓氏笔画，参会人员中有 Anna Berg" => "核对用字；无误的排在名单最后，也可以写「排序: 给定顺序」自己排好。";
        ReviewerIsRecorder "reviewer-is-recorder" Warning "记录人与审核人是同一人。"
            "记录人、审核人都写林书言" => "自己记录的不宜自己审核，核对「审核人」。";
        TitleForName "title-for-name" Warning "姓名只写了姓和职务。"
            "姓名: 顾局长" => "写全名，职务写到「职务」。";
        SeveralNamesInOne "several-names-in-one" Warning "一行参会人员写了不止一个人。"
            "姓名: 顾承岳、贺云峥" => "一人写一行，各有签名的地方。";
        InvalidPhone "invalid-phone" Warning "电话号码不完整或不是号码。"
            "电话: 1380000123" => "手机写11位，固定电话写区号和号码。";
        AbsentOfficer "absent-officer" Error "主持人或记录人在参会人员中是请假、缺席。"
            "主持人是顾承岳，他的状态写请假" => "核对「状态」；换了人的，改写主持人或记录人。";
        AbsentSpeaker "absent-speaker" Warning "记录了没有到会的人的发言。"
            "秦望请假，记录里却有他的发言" => "核对发言人；是代会人发言的，写代会人的姓名。";
        AbsenceWithoutReason "absence-without-reason" Warning "请假、缺席没有写事由。"
            "状态: 请假（没有写事由）" => "在「事由」写明原因，如「出差」。";
        SubstituteForPresent "substitute-for-present" Warning "到会的人写了代会人。"
            "状态: 到会，代会人: 邹岩" => "本人没有到会的，「状态」写「请假」；到会的，删去「代会人」。";
        SubstituteCountedTwice "substitute-counted-twice" Warning "代会人又单独列在参会人员中。"
            "程牧野的代会人邹岩，参会人员里又有一行邹岩" => "代会人只写在「代会人」里。";
    }
    "人数与表决" {
        AttendanceCount "attendance-count" Warning "应到、实到与参会人员名单不符。"
            "名单上出席的有3人，应到写5" => "应到＝实到＋请假＋缺席，列席、旁听、特邀不计。";
        VoteCount "vote-count" Warning "表决的票数合计与实到人数不符。"
            "实到9人，同意9、弃权1" => "核对票数和各人的「状态」。";
        VoteNotCarried "vote-not-carried" Warning "同意票没有过半数，却写了决定。"
            "同意1、反对2，写了决定" => "核对票数；没有通过的，改写到「待解决」。";
        VoteWithoutResult "vote-without-result" Warning "表决已过半数，却没有写决定。"
            "同意3、反对0，只写了共识" => "在「决定」写明通过了什么。";
        NoQuorum "no-quorum" Warning "到会没有过半数，却作了决定。"
            "党组会议应到5人，实到2人" => "核对参会人员的「状态」。";
    }
    "文号" {
        InvalidDocumentNumber "invalid-document-number" Error "发文字号不合规范。"
            "文号: 云应急办[2026]第045号" => "写成「云应急办〔2026〕45号」：六角括号，年份四位，不加「第」，不编虚位。";
        NumberWithoutSign "number-without-sign" Warning "会议通知的文号没有机关代字。"
            "文号: 〔2026〕45号" => "在年份前写上机关代字，如「云应急办〔2026〕45号」。";
        DocumentNumberYear "document-number-year" Warning "文号的年份与成文日期的年份不同。"
            "文号: 云应急办〔2025〕45号，日期: 2026-11-18" => "核对文号和日期。";
        NumberReused "number-reused" Error "纪要的文号与通知的相同。"
            "通知和纪要都写 云应急办〔2026〕45号" => "一件公文一个文号，核对两个文号。";
        InvalidIssueNumber "invalid-issue-number" Warning "纪要的期号不合规范。"
            "期号: 012" => "写成「第12期」，用阿拉伯数字，不编虚位。";
    }
    "行文" {
        TitleWithPaper "title-with-paper" Warning "会议名称里带了文书的名称。"
            "名称: 关于召开安全生产会议的通知" => "只写会议本身的名称。";
        RecipientTwice "recipient-twice" Warning "同一个单位主送、抄送了两次。"
            "主送和抄送里都有市财政局" => "一件公文对一个单位只发一次，删去一处。";
        SelfAddressed "self-addressed" Warning "通知主送给发文机关自己。"
            "主办单位: 云澜市应急管理局，主送里也有它" => "从「主送」中删去自己。";
        JointHostTwice "joint-host-twice" Error "联合发文里又写了主办单位。"
            "联合发文: [云澜市应急管理局]，主办单位也是它" => "「联合发文」只写其他机关。";
        UpwardWithoutIssuer "upward-without-issuer" Error "上行文没有写签发人。"
            "上行文: 是，没有写签发人" => "在「通知」里写「签发人」。";
        UpwardToSeveral "upward-to-several" Warning "上行文主送了不止一个机关。"
            "上行文: 是，主送: [省水利厅, 省应急管理厅]" => "只主送一个上级机关，其他的写到「抄送」。";
        MissingAnnex "missing-annex" Warning "文中提到的附件没有列出。"
            "要求里写「填写附件2」，附件只有1个" => "在「附件」里列出，附回执的写「参会回执」。";
        ReplyDateMismatch "reply-date-mismatch" Warning "文中报送回执的日期与回执截止不同。"
            "要求里写11月19日前报送回执，回执截止是11月20日" => "核对两处的日期，改成一致。";
        TooFewCopies "too-few-copies" Warning "材料的份数少于参会人数。"
            "材料3份，参会12人" => "核对「份数」；不必人手一份的，可以不理会。";
        ImportantUnapproved "important-unapproved" Error "重要会议没有领导的审批意见。"
            "重要: 是，没有写审批" => "在「审批」写明环节、意见、姓名、日期。";
        ApprovalRefused "approval-refused" Error "最后的审批意见是不同意。"
            "审批的意见写「暂缓召开」" => "未经同意的会议不能发通知，核对「审批」。";
        ApprovalAfterNotice "approval-after-notice" Warning "审批日期晚于通知的成文日期。"
            "通知的日期是11月18日，审批日期是11月19日" => "先审批、后发通知，核对两个日期。";
        ApprovalOutOfOrder "approval-out-of-order" Warning "审批的先后与日期不符。"
            "主要负责人11月16日同意，承办部门11月17日才拟" => "按审批的先后排列，核对日期。";
    }
    "议题与任务" {
        UnknownTopic "unknown-topic" Error "任务所指的议题不存在。"
            "只有1个议题，任务的「议题」写3" => "「议题」写议题的序号，从1起。";
        UnitNotAtMeeting "unit-not-at-meeting" Warning "责任单位没有参加会议，也不在发文范围之内。"
            "责任单位: 市水利局，会上没有这个单位" => "核对单位名称；确由会外单位承办的，写入纪要的「发送」。";
        CoUnitIsLead "co-unit-is-lead" Warning "责任单位又写成协办单位。"
            "责任单位: 市财政局，协办单位: [市财政局]" => "从「协办单位」中删去。";
        DuplicateTask "duplicate-task" Warning "同一项任务写了两次。"
            "两项任务都是「开展专项检查」，责任单位相同" => "删去重复的一项。";
        DecisionWithoutTask "decision-without-task" Warning "决定没有写明由谁办、何时办完。"
            "决定: [开展专项检查]，没有对应的任务" => "在「任务」里加一项；不需要落实的，可以不理会。";
        DoneWithoutDate "done-without-date" Warning "办结的任务没有写办结日期。"
            "状态: 办结，没有办结日期" => "补上「办结日期」。";
        DoneWithoutWord "done-without-word" Warning "办结的任务没有写办理结果。"
            "状态: 办结，进展、佐证都空着" => "在「进展」写明办理结果，或写上「佐证」。";
        DoneButOpen "done-but-open" Warning "任务写了办结日期，状态却不是办结。"
            "状态: 推进中，办结日期: 2026-12-03" => "已经办结的，状态写「办结」；没有办结的，删去办结日期。";
        DoneBeforeMeeting "done-before-meeting" Error "任务的办结日期早于交办它的会议。"
            "11月24日开会，办结日期写 2026-11-03" => "核对「办结日期」；以前的会议交办的，写明「来源」。";
        DoneAfterLedger "done-after-ledger" Warning "任务的办结日期在督办台账的日期之后，按没有办结计。"
            "--on 2026-11-30，办结日期写 2026-12-03" => "核对「办结日期」；确是后来办结的，可以不理会。";
        OverdueTooEarly "overdue-too-early" Warning "任务的状态写着逾期，时限在督办台账的日期还没有过。"
            "--on 2026-11-30，时限 2026-12-18，状态写「逾期」" => "逾期由程序算出，状态写「未启动」「推进中」或「办结」。";
        ReopenedTask "reopened-task" Warning "前一次会议说已经办结的任务，后一次会议又说没有办结。"
            "十一月的会议写「办结」，十二月的会议写「推进中」" => "核对「状态」。";
        OriginMismatch "origin-mismatch" Warning "任务的来源对不上前面的会议，或对得上几项。"
            "来源: HY-2026-044，而那次会议没有这项任务" => "「来源」写会议编号，「事项」或「编号」与那次会议一致。";
        DuplicateTaskNumber "duplicate-task-number" Warning "两项任务用了同一个编号。"
            "两项不同的任务都写「编号: 督2026-08」" => "改掉一个；确是同一项的，写明「来源」。";
    }
    "几个会议之间" {
        RoomClash "room-clash" Warning "两个会议同时用一个会议室。"
            "两个会议都在第二会议室，一个9:00—11:00，一个10:00—12:00" => "改一个会议的时间或地点；不是同一个房间的，把地点写到具体的房间。";
        PersonClash "person-clash" Warning "一个人同时要参加两个会议。"
            "张建国9:00在推进会，9:30又在座谈会" => "改一个会议的时间，或在其中一个会议里写明请假、代会人。";
        SharedNumber "shared-number" Warning "两个会议用了同一个会议编号、文号、期号或档号。"
            "两个会议通知的文号都是「应急办〔2026〕45号」" => "核对登记簿，改掉用错的一个；档号重复的改「起始件号」。";
        NumberGap "number-gap" Warning "会议编号、文号、期号或档号中间缺号。"
            "HY-2026-044 之后是 HY-2026-046" => "核对登记簿：漏编的补上，作废的在登记簿上注明。";
        MeetingNumberMissing "meeting-number-missing" Warning "其他会议多数有会议编号，这个会议没有。"
            "二十个会议都写了编号，一个没有写" => "在「会议」里补写「编号」。";
    }
    "单位包" {
        UnknownUnit "unknown-unit" Error "没有会议文件所写的单位包。"
            "单位包: 云澜市应急局（templates 里的文件夹叫「云澜市应急管理局」）" => "核对名称；单位包的文件夹放在 templates 文件夹里，或用 --unit 指明。";
        UnusableUnit "unusable-unit" Error "单位包有错误，用它的会议没有生成文书。"
            "unit.yaml 里有不认识的项目" => "先按提示改正单位包的 unit.yaml。";
        FixedRule "fixed-rule" Error "单位包要调整一项不许调整的检查。"
            "规则: {secrecy-refused: 关}" => "删去这一行：这一项不能调轻，也不能关。";
        InheritanceFault "inheritance-fault" Error "单位包继承的单位包没有、绕成了圈，或层数太多。"
            "甲继承乙，乙又继承甲" => "核对各个 unit.yaml 的「继承」，让它们一层一层最后落到「默认」。";
        UnsafePackFile "unsafe-pack-file" Error "单位包里有不能读取的文件。"
            "notice.hbs 是指向别处的链接" => "把文件本身复制到单位包的文件夹里；文件过大的，核对是不是放错了。";
        UnknownPackFile "unknown-pack-file" Warning "单位包里有用不上的文件。"
            "会议通知.hbs（模板要用英文名 notice.hbs）" => "改成提示的文件名，或移出单位包的文件夹。";
        StyleFault "style-fault" Error "单位包的 style.yaml 有误。"
            "字号: 大三号" => "按提示的行改正 style.yaml。";
        UnknownVariable "unknown-variable" Error "模板里写了会议没有的项目。"
            "{{会议.名字}}（应为 {{会议.名称}}）" => "按提示改成有的名称；都有哪些，见 huiwu unit show。";
        UnknownHelper "unknown-helper" Error "模板里用了没有的助手。"
            "{{日其 通知.日期}}" => "按提示改成有的助手；助手和例子见 README。";
        UnknownPartial "unknown-partial" Error "模板引用了没有的部件。"
            "{{> 密级标识}}" => "按提示改成有的名称，或在 partials 文件夹里新建这个文件。";
        UnknownTag "unknown-tag" Error "模板里有不认识的标签、属性，或属性的值不对。"
            "<tittle>" => "按提示改成认识的写法。";
        UnknownStyle "unknown-style" Error "模板用了样式表里没有的样式。"
            "<p style=\"正文体\">" => "按提示改成有的样式，或写进 style.yaml。";
        UnbalancedTemplate "unbalanced-template" Error "模板里的 {{#…}} 和 {{/…}}、开始标签和结束标签没有一一对上。"
            "{{#if 议程}} 之后没有 {{/if}}" => "按提示补上缺的一半，或改正先后次序。";
        ElementNotPrinted "element-not-printed" Error "模板不再印出一项必备要素。"
            "会议通知的模板里没有时间" => "在模板里补上这一项；确实不用印的，在 unit.yaml 的「规则」里调轻。";
        BrokenWordTemplate "broken-word-template" Error "单位包的 Word 模板打不开。"
            "把旧的 .doc 文件改名为 notice.docx" => "在 Word 或 WPS 中打开，另存为「Word 文档（*.docx）」，不加打开密码。";
        MisplacedBlock "misplaced-block" Error "Word 模板里 {{#…}} 和 {{/…}} 的位置不相称，分不清管哪几段、哪几行。"
            "{{#each 议程}} 写在表格前面，{{/each}} 写在表格里面" => "重复几段的，首尾各占一段；重复一行的，分别写在这一行的第一格和最后一格。";
        DoubledTemplate "doubled-template" Warning "同一种文书既有 Word 模板又有 .hbs 模板，只用了 Word 模板。"
            "单位包里 notice.docx 和 notice.hbs 都有" => "移走不用的一个。";
        HeavyTemplate "heavy-template" Error "模板互相引用成了圈，或者太大、套得太深。"
            "partials 里的甲引用乙，乙又引用甲" => "拆开互相引用的部件；套得太深的，分成几个部件。";
        AbsentFont "absent-font" Warning "单位包指定的字体本机没有。"
            "字体: {仿宋: 华文仿宋}，本机没有装华文仿宋" => "安装这个字体，或放进单位包的字体文件夹。";
        UnknownYear "unknown-year" Note "工作日历里没有这一年的放假安排，只按周末计。"
            "任务时限在2031年" => "安排公布后，写进单位包 unit.yaml 的「日历」。";
    }
    "保密" {
        SecrecyRefused "secrecy-refused" Error "涉密会议的文书不得在普通计算机上制作。"
            "密级: 机密★1年" => "按本单位保密规定在涉密设备上办理，并把文件从本机移走。";
        UnmarkedTemplate "unmarked-template" Error "Word 模板没有印密级标志或份号，不能用于涉密会议。"
            "密级: 机密，而单位包的 notice.docx 里没有 {{会议.密级标志}}" => "在模板里印出 {{会议.密级标志}} 和 {{会议.份号}}，或把它移出单位包，改用内置的模板。";
        CopyNumbering "copy-numbering" Note "涉密文书逐份编号，DOCX 只标第一份的份号。"
            "密级: 机密，份数: 20" => "印发用 PDF，一份一个文件；DOCX 只用来修改。";
        SecrecyPeriodMissing "secrecy-period-missing" Error "涉密会议没有写保密期限。"
            "密级: 机密，没有写保密期限" => "写「保密期限」，如「1年」「6个月」。";
        InvalidSecrecyPeriod "invalid-secrecy-period" Error "保密期限的写法不合规定。"
            "保密期限: 十年" => "用阿拉伯数字写成「10年」，不满一年的写成「6个月」。";
        SecrecyPeriodTooLong "secrecy-period-too-long" Error "保密期限超过了该密级的最长期限。"
            "密级: 秘密，保密期限: 20年" => "绝密不超过30年，机密不超过20年，秘密不超过10年。";
        PeriodWithoutClass "period-without-class" Warning "不是国家秘密，却写了保密期限。"
            "密级: 内部，保密期限: 10年" => "删去「保密期限」，或核对「密级」。";
        CopyNumberMissing "copy-number-missing" Error "涉密会议没有写份号或份数。"
            "密级: 机密，没有写份号" => "写「份号」，或写「份数」以便逐份编号。";
        InvalidCopyNumber "invalid-copy-number" Error "份号不是1至6位数字。"
            "份号: 第3份" => "只写阿拉伯数字，如「3」。";
        SecrecyMeasuresMissing "secrecy-measures-missing" Warning "涉密会议的方案没有写保密措施。"
            "密级: 机密，方案里没有保密措施" => "在「方案」里写「保密措施」。";
        SubstituteAtClassified "substitute-at-classified" Error "涉密会议写了代会人。"
            "密级: 机密，参会人员里有代会人" => "删去「代会人」，或另行报批参会人员。";
        ClassAboveMeeting "class-above-meeting" Error "归档文件的密级高于会议的密级。"
            "会议是秘密，归档文件里有机密的" => "按其中最高的密级标注，核对「密级」。";
        ClassifiedMark "classified-mark" Error "非涉密的会议文件里有密级标志。"
            "材料的名称里写着「机密★」" => "涉密内容不得写入非涉密文件，按本单位保密规定办理。";
        MisusedStar "misused-star" Error "给不是国家秘密的内容标了★。"
            "备注: 内部★1年" => "删去★和后面的期限，只写文字。";
        RestrictedWords "restricted-words" Warning "非密的文书里写着不得外传一类的话。"
            "密级: 非密，要求里写「材料不得外传」" => "属内部事项的，「密级」写「内部」；可以公开的，删去这句话。";
    }
    "归档" {
        RetentionTooShort "retention-too-short" Warning "保管期限短于这类会议的规定。"
            "类型: 党组会议，保管期限: 10年" => "党组会议、办公会议的纪要和记录永久保管。";
        InvalidFonds "invalid-fonds" Warning "全宗号不是4位代码。"
            "全宗号: 43" => "写成4位数字，或1个大写字母加3位数字，如「X043」。";
        InvalidOfficeCode "invalid-office-code" Warning "机构（问题）代码不是3位代码。"
            "代码: 办公室" => "写成3位大写字母或数字，如「BGS」。";
        ArchiveYear "archive-year" Warning "归档年度与会议的年份不同。"
            "2026年开会，年度写2025" => "核对「年度」。";
        ZeroCount "zero-count" Error "页数、份数、件号写成了0。"
            "页数: 0" => "至少是1；还不知道的，先不写。";
        DuplicateFile "duplicate-file" Warning "同一件归档文件写了两次。"
            "两件都是「情况通报」，日期也相同" => "删去重复的一件，或在「题名」上区别开。";
        DeclaredNoneButPresent "declared-none-but-present" Error "声明没有的材料，归档文件中却有。"
            "声像资料写了「无」，又有一件类别是声像资料" => "删去声明，或核对那一件的「类别」。";
        CategoryMissing "category-missing" Warning "归档材料不齐，又没有声明为无。"
            "没有会议决议，也没有写无的原因" => "补上；确实没有的，加一项写「类别」和「无」的原因。";
        FilerIsChecker "filer-is-checker" Warning "整理人与检查人是同一人。"
            "整理人、检查人都写林书言" => "整理的人不宜检查自己整理的，核对「检查人」。";
    }
    "文字" {
        UnusableCharacter "unusable-character" Error "文字里有自造字或乱码。"
            "地点: 云澜市\u{E863}口会议室" => "删去后重新输入这个字。";
        Placeholder "placeholder" Warning "文字里还留着待填的空。"
            "地点: ××会议室" => "换成实际的内容。";
        HanziZero "hanzi-zero" Warning "汉字年份里的零不是「〇」。"
            "二○二六年" => "写成「二〇二六年」，或用阿拉伯数字。";
        TypedNumber "typed-number" Warning "自动编号的各项又自带了序号。"
            "附件: [1.座次安排, 2.参会回执]" => "删去开头的序号，序号由程序编排。";
        HeadingNumber "heading-number" Warning "段落的层次序号不合规范。"
            "会议意见: 1、提高认识" => "各层依次用「一、」「（一）」「1.」「（1）」。";
        HalfWidthPunctuation "half-width-punctuation" Warning "中文里用了半角标点。"
            "要求: 请准时参会,不得缺席" => "改成全角标点。";
        DoubledPunctuation "doubled-punctuation" Warning "标点符号连用。"
            "要求: 请准时参会。。" => "只留一个标点。";
        UnbalancedBrackets "unbalanced-brackets" Warning "括号、书名号、引号没有配对。"
            "要求: 落实《隐患排查办法的要求" => "补上另一半，或删去这一个。";
        TrailingPunctuation "trailing-punctuation" Warning "名称一类的末尾多了标点。"
            "主送: [各县应急管理局：]" => "删去末尾的标点，标点由程序加。";
        FirstPerson "first-person" Warning "纪要用了第一人称。"
            "会议意见: 我们要提高认识" => "纪要用第三人称，如「会议认为」。";
    }
    "生成" {
        TemplateFault "template-fault" Error "模板有误，文书无法生成。"
            "模板里写了不存在的项目名" => "按提示的行改正模板，或换用默认的单位包。";
        UnmadePdf "unmade-pdf" Warning "用 Word 模板做的文书没有 PDF：转换要用 LibreOffice，本机没有，或没有转成。"
            "单位包里有 notice.docx，本机没有装 LibreOffice" => "安装 LibreOffice 后重新生成，或在 Word、WPS 里打开 DOCX 另存为 PDF。";
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
    "归档包" {
        ArchiveSource "archive-source" Error "归档用的文书、会议文件与生成时不符，或没有生成。"
            "生成之后在 WPS 里改过的会议通知，直接拿来归档" => "改动写进会议文件，重新运行 huiwu render，再归档。";
        ArchiveMaterial "archive-material" Error "归档文件里列的材料找不到，或打不开、加了密、有损坏。"
            "题名写了，路径写的 材料/讲话.pdf 却没有这个文件" => "把文件放到所写的路径；只有纸质件的，写「载体: 纸质」和「页数」。";
        ArchivePages "archive-pages" Warning "写的页数与 PDF 的实际页数不同。"
            "页数写6，PDF 有8页" => "按实际页数改写；归档的目录、封面已按实际页数计。";
        ArchiveFormat "archive-format" Warning "材料的格式不适合长期保存。"
            "材料是 .docx，或没有声明 PDF/A 的 .pdf" => "在 Word、WPS 中另存为 PDF，选上「PDF/A」。";
        ArchiveTampered "archive-tampered" Error "归档包与写出时不一样。"
            "归档包里有一页 PDF 被换过" => "与另存的一份核对，查明是谁改的。";
    }
    "写出" {
        EditedByHand "edited-by-hand" Error "文件生成后被人改过，没有覆盖。"
            "在 Word 里改过的会议通知又要重新生成" => "要保留就不必理会；要重新生成，加 --force。";
        SameMeetingTwice "same-meeting-twice" Error "两份会议文件是同一天的同名会议。"
            "同一个会议既有 YAML 又有 Excel" => "只留一份；若是两个会议，让名称有所区别。";
        OutdatedFile "outdated-file" Warning "以前生成的文书这次被拦下，没有更新。"
            "会议通知已经生成，后来把会议地点删掉了" => "改正错误后重新生成，在此之前不要使用旧的文件。";
        UnwritableFile "unwritable-file" Error "文件写不进去。"
            "会议通知正在 Word 里打开着" => "关闭打开它的程序，核对文件夹是否可写，再运行一遍。";
        InternalError "internal-error" Error "程序内部出错。"
            "程序自身的缺陷" => "其他会议不受影响；请把这个文件交给开发者。";
    }
}
