//! Secrecy of a spec as a whole: the tree comes in, the highest level of state secrecy that it names goes out.

use super::leaf::classified;
use crate::spec::vocabulary::SECRECY_LEVELS;
use crate::spec::{Node, Spec};

/// The highest level of state secrecy that the meeting or a file of its archive is given; a collection has the level
/// of what is highest in it. Read from the text as it was typed, so that no misspelling lets one through.
#[must_use]
pub fn level(spec: &Spec) -> Option<&'static str> {
    let meeting = spec.root.get("会议").and_then(|it| it.get("密级"));
    let files = spec.root.get("归档").and_then(|it| it.get("文件")).map(Node::items).unwrap_or_default();
    let levels = meeting.into_iter().chain(files.iter().filter_map(|file| file.get("密级")));
    let rank = |level: &&'static str| SECRECY_LEVELS.iter().position(|known| known == level);
    levels.filter_map(Node::text).filter_map(classified).max_by_key(rank)
}

/// Whether the text of a spec that cannot be read speaks of a level of state secrecy.
#[must_use]
pub fn seems_classified(text: &str) -> bool {
    let lines = text.lines().filter(|line| line.contains("密级") || line.contains("secrecy"));
    lines.filter_map(|line| line.split_once([':', '：'])).any(|(_, value)| {
        let value = value.rsplit_once("密级").map_or(value, |(_, value)| value);
        classified(value.trim_start_matches([':', '：', ' '])).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_text_is_known_by_its_level() {
        for text in ["密级: 机密★1年", "会议: {名称: 甲, 密级： 绝 密", "a\n  secrecy: 秘密\n"]
        {
            assert!(seems_classified(text), "{text}");
        }
        for text in ["密级: 非密", "密级: 内部", "主题: 秘密战线", "密级:"] {
            assert!(!seems_classified(text), "{text}");
        }
    }
}
