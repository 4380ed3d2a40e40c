//! The table of elements: what each kind of document must say, and what it should say.

use crate::kind::Kind;

/// How much an element matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Missing, it blocks the document.
    Required,
    /// Missing, it is a warning.
    Recommended,
}

/// One element of one kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element {
    /// The document.
    pub kind: Kind,
    /// Where it stands in a spec; see [`elements`].
    pub path: &'static str,
    /// What users call it; a name that the vocabulary knows.
    pub label: &'static str,
    /// How much it matters.
    pub need: Need,
}

const fn required(kind: Kind, path: &'static str, label: &'static str) -> Element {
    Element { kind, path, label, need: Need::Required }
}

const fn recommended(kind: Kind, path: &'static str, label: &'static str) -> Element {
    Element { kind, path, label, need: Need::Recommended }
}

/// Every element of every kind, in the order of the package and, within a kind, of a spec.
///
/// A path is written in canonical keys: `组织.联系人.电话`. `参会人员|参会范围` is either of the two.
/// `参会人员[].姓名` is that key of each item of the list, `记录.议题[].决定|共识` either key of each item,
/// `归档.文件[!无].页数` that key of each item which does not hold 无, `记录.议题[表决].决定` of each that holds 表决. An absent list has no items: that it is
/// there at all is an element of its own.
#[must_use]
pub const fn elements() -> &'static [Element] {
    ELEMENTS
}

use Kind::{
    Agenda, Approval, ArchiveCatalogue, ArchiveCover, ArchiveNote, Circulation, CopyRegister, Duties,
    Minutes, Notice, PlaceCards, Plan, Record, Resolution, Roster, SignIn, Supervision, SupervisionLedger,
};

const ELEMENTS: &[Element] = &[
    required(Plan, "会议.名称", "会议名称"),
    required(Plan, "时间.开始", "会议时间"),
    required(Plan, "地点", "会议地点"),
    required(Plan, "组织.主办单位", "主办单位"),
    required(Plan, "组织.承办部门", "承办部门"),
    required(Plan, "主持人.姓名", "主持人"),
    required(Plan, "记录人.姓名", "记录人"),
    required(Plan, "参会人员|参会范围", "参会人员或参会范围"),
    required(Plan, "议程", "议程"),
    required(Plan, "议程[].议题", "议题"),
    required(Plan, "预期成果", "预期成果"),
    required(Plan, "材料", "会议材料"),
    required(Plan, "材料[!无].名称", "材料名称"),
    recommended(Plan, "方案.经费", "会议经费"),
    recommended(Plan, "方案.分工", "会务分工"),
    recommended(Plan, "方案.会场", "会场布置"),
    required(Approval, "会议.名称", "会议名称"),
    required(Approval, "时间.开始", "会议时间"),
    required(Approval, "地点", "会议地点"),
    required(Approval, "组织.主办单位", "主办单位"),
    required(Approval, "组织.承办部门", "承办部门"),
    required(Approval, "主持人.姓名", "主持人"),
    required(Approval, "记录人.姓名", "记录人"),
    required(Approval, "参会人员|参会范围", "参会人员或参会范围"),
    required(Approval, "议程", "议程"),
    required(Approval, "议程[].议题", "议题"),
    required(Approval, "预期成果", "预期成果"),
    required(Approval, "材料", "会议材料"),
    required(Approval, "材料[!无].名称", "材料名称"),
    required(Notice, "会议.名称", "会议名称"),
    required(Notice, "时间.开始", "会议时间"),
    required(Notice, "地点", "会议地点"),
    required(Notice, "组织.主办单位", "主办单位"),
    required(Notice, "组织.联系人.姓名", "联系人"),
    required(Notice, "组织.联系人.电话", "联系电话"),
    required(Notice, "参会人员|参会范围", "参会人员或参会范围"),
    required(Notice, "议程|会议.主题", "议程或会议主题"),
    required(Notice, "议程[].议题", "议题"),
    required(Notice, "材料", "会议材料"),
    required(Notice, "材料[!无].名称", "材料名称"),
    required(Notice, "通知.主送", "主送机关"),
    required(Notice, "通知.日期", "通知成文日期"),
    recommended(Notice, "通知.文号", "通知文号"),
    recommended(Notice, "通知.回执截止", "回执截止"),
    recommended(Notice, "通知.请假办法", "请假办法"),
    recommended(Notice, "要求", "会议要求"),
    required(Agenda, "会议.名称", "会议名称"),
    required(Agenda, "时间.开始", "会议时间"),
    required(Agenda, "地点", "会议地点"),
    required(Agenda, "议程", "议程"),
    required(Agenda, "议程[].议题", "议题"),
    recommended(Agenda, "议程[].时长", "时长"),
    recommended(Agenda, "议程[].汇报人", "汇报人"),
    required(Roster, "会议.名称", "会议名称"),
    required(Roster, "参会人员", "参会人员"),
    required(Roster, "参会人员[].姓名", "姓名"),
    required(Roster, "参会人员[].单位", "单位"),
    required(Roster, "参会人员[].职务", "职务"),
    required(SignIn, "会议.名称", "会议名称"),
    required(SignIn, "时间.开始", "会议时间"),
    required(SignIn, "地点", "会议地点"),
    required(SignIn, "参会人员", "参会人员"),
    required(SignIn, "参会人员[].姓名", "姓名"),
    required(SignIn, "参会人员[].单位", "单位"),
    recommended(SignIn, "参会人员[].职务", "职务"),
    required(PlaceCards, "参会人员", "参会人员"),
    required(PlaceCards, "参会人员[].姓名", "姓名"),
    required(Duties, "会议.名称", "会议名称"),
    required(Duties, "时间.开始", "会议时间"),
    required(Duties, "地点", "会议地点"),
    required(Duties, "方案.分工", "会务分工"),
    required(Duties, "方案.分工[].事项", "事项"),
    required(Duties, "方案.分工[].责任人", "责任人"),
    required(Duties, "方案.会场", "会场布置"),
    recommended(Duties, "方案.分工[].完成时限", "完成时限"),
    required(Record, "会议.名称", "会议名称"),
    required(Record, "时间.开始", "会议时间"),
    required(Record, "地点", "会议地点"),
    required(Record, "主持人.姓名", "主持人"),
    required(Record, "记录人.姓名", "记录人"),
    required(Record, "参会人员", "参会人员"),
    required(Record, "参会人员[].姓名", "姓名"),
    required(Record, "记录.议题", "会议记录"),
    required(Record, "记录.议题[].题目", "题目"),
    required(Record, "记录.议题[].发言", "发言"),
    required(Record, "记录.议题[].决定|共识|待解决", "决定、共识或待解决"),
    recommended(Record, "记录.散会", "散会时间"),
    required(Minutes, "会议.名称", "会议名称"),
    required(Minutes, "时间.开始", "会议时间"),
    required(Minutes, "地点", "会议地点"),
    required(Minutes, "主持人.姓名", "主持人"),
    required(Minutes, "记录人.姓名", "记录人"),
    required(Minutes, "审核人.姓名", "审核人"),
    required(Minutes, "参会人员", "参会人员"),
    required(Minutes, "参会人员[].姓名", "姓名"),
    required(Minutes, "记录.议题", "会议记录"),
    required(Minutes, "记录.议题[].题目", "题目"),
    required(Minutes, "记录.议题[].决定|共识|待解决", "决定、共识或待解决"),
    required(Minutes, "任务[].事项", "事项"),
    required(Minutes, "任务[!来源].责任单位|责任人", "责任单位或责任人"),
    required(Minutes, "任务[!来源].时限", "完成时限"),
    recommended(Minutes, "记录.整理日期", "整理日期"),
    recommended(Minutes, "纪要.期号|纪要.文号", "纪要期号或文号"),
    recommended(Minutes, "纪要.抄送", "纪要抄送"),
    required(Resolution, "会议.名称", "会议名称"),
    required(Resolution, "时间.开始", "会议时间"),
    required(Resolution, "地点", "会议地点"),
    required(Resolution, "主持人.姓名", "主持人"),
    required(Resolution, "参会人员", "参会人员"),
    required(Resolution, "记录.议题", "会议记录"),
    required(Resolution, "记录.议题[表决].题目", "题目"),
    required(Resolution, "记录.议题[表决].决定", "决定"),
    required(Supervision, "会议.名称", "会议名称"),
    required(Supervision, "时间.开始", "会议时间"),
    required(Supervision, "任务", "任务"),
    required(Supervision, "任务[].事项", "事项"),
    required(Supervision, "任务[!来源].责任单位", "责任单位"),
    required(Supervision, "任务[!来源].责任人", "责任人"),
    required(Supervision, "任务[!来源].时限", "完成时限"),
    required(Supervision, "组织.联系人.姓名", "联系人"),
    required(Supervision, "组织.联系人.电话", "联系电话"),
    recommended(Supervision, "任务[!来源].议题", "来源议题"),
    required(Circulation, "会议.名称", "会议名称"),
    required(Circulation, "审核人.姓名", "审核人"),
    required(Circulation, "记录人.姓名", "记录人"),
    required(Circulation, "纪要.发送|纪要.抄送", "纪要发送"),
    required(CopyRegister, "会议.名称", "会议名称"),
    required(CopyRegister, "参会人员|会议.份数", "参会人员或份数"),
    required(ArchiveCover, "会议.名称", "会议名称"),
    required(ArchiveCover, "归档.全宗号", "全宗号"),
    required(ArchiveCover, "归档.全宗名称", "全宗名称"),
    required(ArchiveCover, "归档.年度", "归档年度"),
    required(ArchiveCover, "归档.保管期限", "保管期限"),
    required(ArchiveCover, "归档.机构.名称", "机构（问题）"),
    required(ArchiveCover, "归档.整理人", "整理人"),
    required(ArchiveCover, "归档.文件[!无].题名", "题名"),
    required(ArchiveCover, "归档.文件[!无].日期", "日期"),
    required(ArchiveCover, "归档.文件[!无].页数", "页数"),
    recommended(ArchiveCover, "归档.机构.代码|归档.案卷号", "机构代码"),
    recommended(ArchiveCover, "归档.起始件号|归档.案卷号", "起始件号"),
    required(ArchiveCatalogue, "会议.名称", "会议名称"),
    required(ArchiveCatalogue, "归档.全宗号", "全宗号"),
    required(ArchiveCatalogue, "归档.全宗名称", "全宗名称"),
    required(ArchiveCatalogue, "归档.年度", "归档年度"),
    required(ArchiveCatalogue, "归档.保管期限", "保管期限"),
    required(ArchiveCatalogue, "归档.机构.名称", "机构（问题）"),
    required(ArchiveCatalogue, "归档.机构.代码|归档.案卷号", "机构代码"),
    required(ArchiveCatalogue, "归档.起始件号|归档.案卷号", "起始件号"),
    required(ArchiveCatalogue, "归档.文件[!无].题名", "题名"),
    required(ArchiveCatalogue, "归档.文件[!无].责任者", "责任者"),
    required(ArchiveCatalogue, "归档.文件[!无].日期", "日期"),
    required(ArchiveCatalogue, "归档.文件[!无].页数", "页数"),
    required(ArchiveNote, "归档.全宗号", "全宗号"),
    required(ArchiveNote, "归档.年度", "归档年度"),
    required(ArchiveNote, "归档.保管期限", "保管期限"),
    required(ArchiveNote, "归档.整理人", "整理人"),
    required(ArchiveNote, "归档.整理日期", "整理日期"),
    required(ArchiveNote, "归档.检查人", "检查人"),
    required(ArchiveNote, "归档.检查日期", "检查日期"),
    required(SupervisionLedger, "会议.名称", "会议名称"),
    required(SupervisionLedger, "时间.开始", "会议时间"),
    required(SupervisionLedger, "任务[].事项", "事项"),
    required(SupervisionLedger, "任务[!来源].责任单位|责任人", "责任单位或责任人"),
    required(SupervisionLedger, "任务[!来源].时限", "完成时限"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::path::Path;
    use crate::spec::vocabulary::{Field, Shape, TOP};

    fn field(fields: &'static [Field], key: &str) -> &'static Field {
        fields.iter().find(|field| field.key == key).unwrap_or_else(|| panic!("no key {key}"))
    }

    fn resolve(mut fields: &'static [Field], keys: &[&str]) -> &'static [Field] {
        for key in keys {
            fields = match field(fields, key).shape {
                Shape::Map(inner, _) | Shape::List(&Shape::Map(inner, _)) => inner,
                _ => &[],
            };
        }
        fields
    }

    #[test]
    fn every_path_is_made_of_keys_of_the_vocabulary() {
        for element in elements() {
            let path = Path::parse(element.path);
            let mut fields = TOP;
            if let Some(list) = &path.list {
                fields = resolve(TOP, &list.keys);
                assert!(!fields.is_empty(), "{}", element.path);
                list.unless.iter().for_each(|key| assert!(field(fields, key).key == *key));
            }
            for way in &path.ways {
                resolve(fields, way);
            }
        }
    }

    /// A label is what the user writes in a workbook: one of the path's keys must go by it.
    #[test]
    fn every_label_is_a_word_of_the_vocabulary() {
        for element in elements().iter().filter(|element| !element.path.contains('|')) {
            let path = Path::parse(element.path);
            let list = path.list.iter().flat_map(|list| list.keys.iter().copied());
            let keys: Vec<&str> = list.chain(path.ways.iter().flatten().copied()).collect();
            let known =
                (0..keys.len()).any(|at| field(resolve(TOP, &keys[..at]), keys[at]).is_named(element.label));
            assert!(known, "{} is not known as {}", element.path, element.label);
        }
    }

    #[test]
    fn no_element_is_listed_twice() {
        for (at, element) in elements().iter().enumerate() {
            let twin = elements()
                .iter()
                .skip(at + 1)
                .find(|other| other.kind == element.kind && other.path == element.path);
            assert_eq!(twin, None);
        }
    }
}
