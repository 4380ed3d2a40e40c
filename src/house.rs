//! What a unit says once for all its meetings: its words and those of the unit below come in, both as one go out.

/// A set phrase of the built-in templates: its name, the text where a unit says nothing, what it is for.
pub struct Phrase {
    /// The name under 用语.
    pub name: &'static str,
    /// The text.
    pub text: &'static str,
    /// Where it stands.
    pub about: &'static str,
}

/// The set phrases.
pub const PHRASES: &[Phrase] = &[
    Phrase {
        name: "经研究", text: "经研究", about: "通知里「定于……召开」前面的话，如：经局党组研究"
    },
    Phrase {
        name: "通知过渡", text: "现将有关事项通知如下", about: "通知正文开头的末一句，不带冒号"
    },
    Phrase {
        name: "通知结语", text: "", about: "通知正文的最后一句，如：特此通知；不写就没有"
    },
    Phrase {
        name: "纪要过渡", text: "现纪要如下", about: "纪要正文开头的末一句，不带冒号"
    },
    Phrase { name: "回执名称", text: "参会回执", about: "回执的标题" },
];

/// What takes the place of the year and of the number in a pattern.
pub const YEAR: &str = "{年}";
/// The number.
pub const SERIAL: &str = "{号}";

/// The unit's own; nothing is said where it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct House {
    /// 标志 of notices, without 文件.
    pub notice_mark: Option<String>,
    /// 标志 of minutes, as a whole.
    pub minutes_mark: Option<String>,
    /// 署名 of notices.
    pub signature: Option<String>,
    /// The pattern of a notice's 文号.
    pub notice_number: Option<String>,
    /// The pattern of the minutes' 文号.
    pub minutes_number: Option<String>,
    /// The pattern of the minutes' 期号.
    pub issue: Option<String>,
    /// Set phrases, by the places of their names in [`PHRASES`]; what is not there is as the table has it.
    pub phrases: Vec<(usize, String)>,
}

impl House {
    /// This unit's, and of the one below what this one does not say.
    #[must_use]
    pub fn over(self, below: &Self) -> Self {
        let or = |own: Option<String>, other: &Option<String>| own.or_else(|| other.clone());
        let mut phrases = self.phrases;
        for (at, text) in &below.phrases {
            if phrases.iter().all(|(own, _)| own != at) {
                phrases.push((*at, text.clone()));
            }
        }
        phrases.sort_unstable();
        Self {
            notice_mark: or(self.notice_mark, &below.notice_mark),
            minutes_mark: or(self.minutes_mark, &below.minutes_mark),
            signature: or(self.signature, &below.signature),
            notice_number: or(self.notice_number, &below.notice_number),
            minutes_number: or(self.minutes_number, &below.minutes_number),
            issue: or(self.issue, &below.issue),
            phrases,
        }
    }

    /// Every set phrase with its name.
    pub fn phrases(&self) -> impl Iterator<Item = (&'static str, &str)> {
        PHRASES.iter().enumerate().map(|(at, phrase)| {
            let own = self.phrases.iter().find(|(own, _)| *own == at);
            (phrase.name, own.map_or(phrase.text, |(_, text)| text.as_str()))
        })
    }
}
