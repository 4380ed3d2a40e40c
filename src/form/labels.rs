//! Labels: a path comes in, what the sheet 会议 calls it goes out.

use super::{name_of, stands_for_first};
use crate::spec::vocabulary::Field;

/// What people know an element by; any other is called by its key, below a map by the map's name and its key.
///
/// Each must be read back as its path: a test holds that.
const LABELS: &[(&str, &str)] = &[
    ("会议.名称", "会议名称"),
    ("会议.编号", "会议编号"),
    ("会议.届次", "届次"),
    ("会议.类型", "会议类型"),
    ("会议.主题", "会议主题"),
    ("会议.重要", "重要会议"),
    ("会议.密级", "密级"),
    ("会议.保密期限", "保密期限"),
    ("会议.份数", "印制份数"),
    ("会议.份号", "份号"),
    ("会议.紧急程度", "紧急程度"),
    ("时间", "会议时间"),
    ("时间.开始", "开始时间"),
    ("时间.结束", "结束时间"),
    ("时间.报到", "报到时间"),
    ("地点", "会议地点"),
    ("组织.主办单位", "主办单位"),
    ("组织.承办部门", "承办部门"),
    ("组织.协办单位", "协办单位"),
    ("组织.联系人", "联系人"),
    ("组织.联系人.电话", "联系电话"),
    ("要求", "会议要求"),
    ("通知.主送", "主送机关"),
    ("通知.日期", "通知成文日期"),
    ("通知.回执截止", "回执截止"),
    ("通知.请假办法", "请假办法"),
    ("通知.签发人", "签发人"),
    ("通知.上行文", "上行文"),
    ("通知.联合发文", "联合发文"),
    ("通知.格式", "公文格式"),
    ("通知.用印", "用印"),
    ("方案.经费", "会议经费"),
    ("方案.会场", "会场布置"),
    ("方案.保密措施", "保密措施"),
    ("记录.散会", "散会时间"),
    ("记录.整理日期", "纪要整理日期"),
    ("记录.审核日期", "纪要审核日期"),
    ("归档.全宗号", "全宗号"),
    ("归档.全宗名称", "全宗名称"),
    ("归档.年度", "归档年度"),
    ("归档.保管期限", "保管期限"),
    ("归档.机构", "机构（问题）"),
    ("归档.机构.代码", "机构代码"),
    ("归档.题名", "归档题名"),
    ("归档.起始件号", "起始件号"),
    ("归档.盒号", "盒号"),
    ("归档.整理人", "归档整理人"),
    ("归档.检查人", "检查人"),
];

/// The label of a line of the sheet 会议. The first field of a map such as 主持人 goes under the map's own name.
#[must_use]
pub fn label(path: &[&'static Field]) -> String {
    let Some((field, above)) = path.split_last() else { return String::new() };
    let named = |path: &[&Field]| {
        let name = name_of(path);
        LABELS.iter().find(|(known, _)| *known == name).map(|(_, label)| (*label).to_owned())
    };
    if let Some(label) = named(path) {
        return label;
    }
    let Some(parent) = above.last() else { return field.key.to_owned() };
    let is_first = matches!(parent.shape, crate::spec::vocabulary::Shape::Map(fields, _)
        if fields.first().is_some_and(|first| first.key == field.key));
    if is_first && stands_for_first(&parent.shape) {
        return label(above);
    }
    format!("{}{}", parent.key, field.key)
}
