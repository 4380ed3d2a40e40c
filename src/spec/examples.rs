//! Examples: a path of the vocabulary comes in, a value that could stand there goes out; together they are one sound meeting.
//!
//! The blank forms show them, and the loader knows by them the example rows that nobody has overwritten.

use super::vocabulary::{Field, Shape};

/// What could be written at a path such as `组织.联系人.电话` or, inside of a list, `参会人员.姓名`; for a field without
/// an example of its own, one of its shape.
#[must_use]
pub fn example(path: &str, field: &Field) -> &'static str {
    let own = EXAMPLES.iter().find(|(known, _)| *known == path).map(|(_, example)| *example);
    own.unwrap_or_else(|| by_shape(&field.shape))
}

/// The example of a path's own; nothing where there is none.
#[must_use]
pub fn at(path: &str) -> &'static str {
    EXAMPLES.iter().find(|(known, _)| *known == path).map_or("", |(_, example)| example)
}

/// Whether `text` is the example of something below `path`.
#[must_use]
pub fn is_below(path: &str, text: &str) -> bool {
    let is_below = |known: &str| known.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'));
    EXAMPLES.iter().any(|(known, example)| *example == text && is_below(known))
}

/// Whether the path has an example of its own.
#[must_use]
pub fn has_own(path: &str) -> bool {
    EXAMPLES.iter().any(|(known, _)| *known == path)
}

fn by_shape(shape: &Shape) -> &'static str {
    match shape {
        Shape::Name => "王海涛",
        Shape::Number => "1",
        Shape::Date => "2026-11-24",
        Shape::Moment => "2026-11-24 09:00",
        Shape::Time => "09:00",
        Shape::Duration => "20分钟",
        Shape::Flag => "是",
        Shape::Choice(words) => words.first().copied().unwrap_or_default(),
        Shape::List(inner) => by_shape(inner),
        Shape::Text | Shape::Votes | Shape::Map(..) => "……",
    }
}

const EXAMPLES: &[(&str, &str)] = &[
    ("会议.名称", "2026年第四季度安全生产工作推进会"),
    ("会议.编号", "HY-2026-045"),
    ("会议.届次", "第4次"),
    ("会议.类型", "专题会议"),
    ("会议.主题", "部署岁末年初安全生产重点工作"),
    ("会议.重要", "否"),
    ("会议.密级", "非密"),
    ("会议.保密期限", "10年"),
    ("会议.份数", "30"),
    ("会议.份号", "000001"),
    ("会议.紧急程度", "加急"),
    ("时间.开始", "2026-11-24 09:00"),
    ("时间.结束", "2026-11-24 11:30"),
    ("时间.报到", "2026-11-24 08:40"),
    ("地点", "市政务中心3号楼第二会议室"),
    ("分会场.名称", "青岚县政务中心视频会议室"),
    ("分会场.调试时间", "2026-11-23 15:00"),
    ("组织.主办单位", "云澜市应急管理局"),
    ("组织.承办部门", "局办公室"),
    ("组织.协办单位", "市安全生产执法支队"),
    ("组织.联系人.姓名", "林书言"),
    ("组织.联系人.单位", "局办公室"),
    ("组织.联系人.职务", "四级主任科员"),
    ("组织.联系人.电话", "0571-88001234"),
    ("主持人.姓名", "顾承岳"),
    ("主持人.单位", "云澜市应急管理局"),
    ("主持人.职务", "局长"),
    ("主持人.电话", "0571-88001001"),
    ("记录人.姓名", "林书言"),
    ("记录人.单位", "局办公室"),
    ("记录人.职务", "四级主任科员"),
    ("记录人.电话", "0571-88001234"),
    ("审核人.姓名", "韩砚秋"),
    ("审核人.单位", "局办公室"),
    ("审核人.职务", "主任"),
    ("审核人.电话", "0571-88001230"),
    ("参会范围", "各县（市、区）应急管理局主要负责人"),
    ("参会人员.姓名", "顾承岳"),
    ("参会人员.单位", "云澜市应急管理局"),
    ("参会人员.职务", "局长"),
    ("参会人员.电话", "0571-88001001"),
    ("参会人员.身份", "出席"),
    ("参会人员.状态", "请假"),
    ("参会人员.事由", "参加省厅会议"),
    ("参会人员.代会人", "沈若舟"),
    ("参会人员.备注", "兼会议主持"),
    ("议程.议题", "通报第三季度安全生产情况"),
    ("议程.时间", "09:00"),
    ("议程.时长", "20分钟"),
    ("议程.汇报人", "贺云峥"),
    ("议程.汇报单位", "局综合协调科"),
    ("议程.列席", "市消防救援支队"),
    ("预期成果", "形成第四季度重点任务清单"),
    ("材料.名称", "第三季度安全生产情况通报"),
    ("材料.份数", "30"),
    ("材料.页数", "6"),
    ("材料.提供单位", "局综合协调科"),
    ("材料.会前分发", "是"),
    ("材料.无", "本次会议不印发材料"),
    ("要求", "请准时参会，会议期间将手机调至静音状态。"),
    ("通知.缘由", "为深入贯彻落实全市安全生产工作会议精神"),
    ("通知.文号", "云应急办〔2026〕45号"),
    ("通知.主送", "各县（市、区）应急管理局"),
    ("通知.抄送", "市安全生产委员会办公室"),
    ("通知.日期", "2026-11-18"),
    ("通知.回执截止", "2026-11-20 17:00"),
    ("通知.附件", "参会回执"),
    ("通知.请假办法", "因故不能参会的，请于11月20日前书面请假。"),
    ("通知.签发人", "顾承岳"),
    ("通知.上行文", "否"),
    ("通知.联合发文", "云澜市公安局"),
    ("通知.格式", "文件"),
    ("通知.用印", "是"),
    ("方案.依据", "市应急管理局2026年度会议计划"),
    ("方案.经费", "约800元，在公用经费中列支"),
    ("方案.分工.事项", "会场布置、设备调试和签到引导"),
    ("方案.分工.组别", "会务组"),
    ("方案.分工.责任部门", "局办公室"),
    ("方案.分工.责任人", "林书言"),
    ("方案.分工.完成时限", "2026-11-24 08:30"),
    ("方案.会场", "音响、投影、席卡、饮水"),
    ("方案.保密措施", "会议材料编号登记，会后当场清退"),
    ("审批.环节", "主要负责人"),
    ("审批.意见", "同意"),
    ("审批.姓名", "顾承岳"),
    ("审批.日期", "2026-11-16"),
    ("记录.议题.题目", "通报第三季度安全生产情况"),
    ("记录.议题.汇报人", "贺云峥"),
    ("记录.议题.发言.姓名", "沈若舟"),
    ("记录.议题.发言.要点", "要把研判结果及时转化为检查任务。"),
    ("记录.议题.会议意见", "会议指出，全市安全生产形势总体平稳。"),
    ("记录.议题.不同意见", "有单位建议整治时限适当后延。"),
    ("记录.议题.决定", "由局综合协调科牵头，建立风险每周会商机制。"),
    ("记录.议题.共识", "应急准备要宁可备而不用。"),
    ("记录.议题.待解决", "基层检查人员编制问题另行研究。"),
    ("记录.议题.表决.同意", "8"),
    ("记录.议题.表决.反对", "0"),
    ("记录.议题.表决.弃权", "1"),
    ("记录.议题.表决.回避", "0"),
    ("记录.散会", "2026-11-24 11:20"),
    ("记录.整理日期", "2026-11-25"),
    ("记录.审核日期", "2026-11-25"),
    ("纪要.文号", "〔2026〕12号"),
    ("纪要.期号", "第12期"),
    ("纪要.日期", "2026-11-25"),
    ("纪要.发送", "各县（市、区）应急管理局"),
    ("纪要.抄送", "市安全生产委员会办公室"),
    ("任务.事项", "印发安全风险每周会商工作规则"),
    ("任务.责任单位", "局综合协调科"),
    ("任务.责任人", "贺云峥"),
    ("任务.协办单位", "局危化监管科"),
    ("任务.时限", "2026-12-04"),
    ("任务.议题", "1"),
    ("任务.进展", "已完成初稿"),
    ("任务.状态", "推进中"),
    ("归档.全宗号", "X043"),
    ("归档.全宗名称", "云澜市应急管理局"),
    ("归档.年度", "2026"),
    ("归档.保管期限", "30年"),
    ("归档.机构.名称", "办公室"),
    ("归档.机构.代码", "BGS"),
    ("归档.题名", "2026年第四季度安全生产工作推进会材料"),
    ("归档.起始件号", "12"),
    ("归档.盒号", "3"),
    ("归档.整理人", "林书言"),
    ("归档.检查人", "韩砚秋"),
    ("归档.文件.题名", "第三季度安全生产情况通报"),
    ("归档.文件.责任者", "云澜市应急管理局"),
    ("归档.文件.文号", "云应急〔2026〕40号"),
    ("归档.文件.日期", "2026-11-20"),
    ("归档.文件.页数", "6"),
    ("归档.文件.密级", "非密"),
    ("归档.文件.类别", "会议材料"),
    ("归档.文件.无", "未录音录像"),
    ("归档.文件.备注", "原件"),
    ("单位包", "默认"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::vocabulary::{TOP, VOTES};

    fn leaves(fields: &'static [Field], above: &str, out: &mut Vec<String>) {
        for field in fields {
            let path = if above.is_empty() { field.key.to_owned() } else { format!("{above}.{}", field.key) };
            match &field.shape {
                Shape::Map(inner, _) | Shape::List(Shape::Map(inner, _)) => leaves(inner, &path, out),
                Shape::Votes => leaves(VOTES, &path, out),
                _ => out.push(path),
            }
        }
    }

    #[test]
    fn every_leaf_of_the_vocabulary_has_an_example_and_nothing_else_has() {
        let mut paths = Vec::new();
        leaves(TOP, "", &mut paths);
        let without: Vec<_> = paths.iter().filter(|path| !has_own(path)).collect();
        assert!(without.is_empty(), "add examples for {without:?}");
        let stray: Vec<_> = EXAMPLES.iter().filter(|(path, _)| !paths.iter().any(|p| p == path)).collect();
        assert!(stray.is_empty(), "{stray:?}");
    }
}
