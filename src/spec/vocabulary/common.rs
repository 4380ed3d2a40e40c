//! What several tables of the vocabulary share: lists of texts, and a person.

use super::{Bare, Field, Shape, field};

pub(super) const TEXT_LIST: Shape = Shape::List(&Shape::Text);
pub(super) const NAME_LIST: Shape = Shape::List(&Shape::Name);
pub(super) const NAME: Field =
    field("姓名", "name", &["人员", "名字", "参会人", "参会人姓名"], Shape::Name, "姓名，两字之间不必加空格");
pub(super) const UNIT: Field = field(
    "单位",
    "unit",
    &["所在单位", "工作单位", "部门", "所属单位", "单位名称"],
    Shape::Text,
    "单位全称或规范化简称",
);
pub(super) const POST: Field = field(
    "职务",
    "post",
    &["职称", "职务职称", "职务/职称", "职位", "行政职务", "职级", "职务/职级"],
    Shape::Text,
    "职务",
);
pub(super) const PHONE: Field = field(
    "电话",
    "phone",
    &["联系电话", "联系方式", "手机", "手机号", "手机号码", "手机电话", "办公电话", "电话号码", "座机"],
    Shape::Text,
    "电话号码",
);

/// A person where only name, unit and post matter.
pub const PERSON: &[Field] = &[NAME, UNIT, POST, PHONE];

pub(super) const PERSON_SHAPE: Shape = Shape::Map(PERSON, Bare::First);
