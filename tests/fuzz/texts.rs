//! YAML texts.

use super::mutate;
use super::support;

const TOKENS: &[&str] = &[
    "：",
    ": ",
    ":",
    "- ",
    "-",
    "[",
    "]",
    "{",
    "}",
    ",",
    "&a ",
    "*a",
    "!!str ",
    "!",
    "|",
    ">",
    "\"",
    "'",
    "#",
    "\t",
    "\u{FEFF}",
    "\r\n",
    "\r",
    "\n",
    "\n---\n",
    "\n...\n",
    "%YAML 1.1\n",
    "? ",
    "<<: ",
    "~",
    "null",
    "𬱖",
    "\u{85}",
    "\u{2028}",
    "\0",
    "\u{7}",
    "　",
    "\u{A0}",
    "\\",
    "\\u12",
    "\\x",
    "@",
    "`",
    "    ",
    "  ",
    "1e999",
    "0x",
    "-0",
    "会议:",
    "时间：",
    "参会人员:\n  - ",
    "记录: {议题: [",
    "[[",
    "{{",
    "- - ",
    "'\n",
    "\"\n",
    "\u{200B}",
    "名称",
];

#[test]
fn yaml_loader() {
    let bases: Vec<String> = support::meetings().into_iter().map(|(_, text)| text).collect();
    super::run("yaml", 100, |dice| {
        let base = dice.pick(&bases).clone();
        let text = mutate::text(dice, &base, TOKENS);
        let bytes = if dice.below(8) == 0 { mutate::bytes(dice, text.as_bytes()) } else { text.into_bytes() };
        super::load_and_locate("会议.yaml", &bytes);
        bytes
    });
}
