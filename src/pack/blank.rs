//! A blank pack: the unit's name comes in, the files of a pack that works as it is, every line explained, go out.

use super::files::Text;

/// The files of a new pack that builds on another.
#[must_use]
pub fn blank(name: &str, inherits: &str) -> Vec<Text> {
    let text = |path: &str, text: &str| Text {
        path: path.to_owned(),
        text: text.replace("{单位}", name).replace("{继承}", inherits),
    };
    vec![
        text("unit.yaml", include_str!("blank/unit.yaml")),
        text("style.yaml", include_str!("blank/style.yaml")),
        text("partials/说明.txt", include_str!("blank/partials.txt")),
    ]
}
