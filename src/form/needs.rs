//! Needs: the elements that documents want come in, what a form says of a path goes out.

use crate::kind::Kind;

/// How much an element matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Missing, it blocks the document.
    Required,
    /// Missing, it is a warning.
    Recommended,
}

/// One element that a kind of document wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// The document.
    pub kind: Kind,
    /// The ways to satisfy it, as paths without marks for lists: `参会人员`, `归档.文件.页数`; one is enough.
    pub ways: Vec<String>,
    /// How much it matters.
    pub level: Level,
}

impl Need {
    /// Reads an element's path, such as `归档.文件[!无].页数` or `记录.议题[].决定|共识`.
    #[must_use]
    pub fn new(kind: Kind, path: &str, level: Level) -> Self {
        let (list, rest) = match path.split_once('[') {
            None => (None, path),
            Some((list, rest)) => (Some(list), rest.split_once("].").map_or(rest, |(_, rest)| rest)),
        };
        let way = |way: &str| list.map_or_else(|| way.to_owned(), |list| format!("{list}.{way}"));
        Self { kind, ways: rest.split('|').map(way).collect(), level }
    }
}

/// All of them.
#[derive(Clone, Debug, Default)]
pub struct Needs(Vec<Need>);

impl FromIterator<Need> for Needs {
    fn from_iter<I: IntoIterator<Item = Need>>(needs: I) -> Self {
        Self(needs.into_iter().collect())
    }
}

impl Needs {
    /// The documents that want this path, or it or another, at this level.
    pub fn kinds(&self, path: &str, level: Level) -> impl Iterator<Item = Kind> {
        let wants = move |need: &&Need| need.level == level && need.ways.iter().any(|way| way == path);
        Kind::ALL.into_iter().filter(move |kind| self.0.iter().filter(wants).any(|need| need.kind == *kind))
    }

    /// Whether some document requires the path or something below it.
    #[must_use]
    pub fn is_required(&self, path: &str) -> bool {
        let below = format!("{path}.");
        let leads = |way: &String| way == path || way.starts_with(&below);
        self.0.iter().any(|need| need.level == Level::Required && need.ways.iter().any(leads))
    }

    /// What a form says: `必填：会议通知、会议签到表`, `宜填：会议纪要`; nothing where no document asks for it.
    #[must_use]
    pub fn mark(&self, path: &str) -> String {
        let list = |level, word: &str| {
            let labels: Vec<&str> = self.kinds(path, level).map(Kind::label).collect();
            (!labels.is_empty()).then(|| format!("{word}：{}", labels.join("、")))
        };
        let required = list(Level::Required, "必填").map(|mark| match self.others(path) {
            others if others.is_empty() => mark,
            others => format!("{mark}（与{}至少填一项）", others.join("、")),
        });
        let marks = [required, list(Level::Recommended, "宜填")];
        marks.into_iter().flatten().collect::<Vec<_>>().join("；")
    }

    /// The other ways wherever the path is but one way: `「参会范围」`; none where some document insists on it.
    fn others(&self, path: &str) -> Vec<String> {
        let required =
            || self.0.iter().filter(|n| n.level == Level::Required && n.ways.iter().any(|way| way == path));
        if required().any(|need| need.ways.len() == 1) {
            return Vec::new();
        }
        let mut others: Vec<String> = Vec::new();
        for way in required().flat_map(|need| &need.ways).filter(|way| *way != path) {
            let key = way.rsplit('.').next().unwrap_or(way);
            let shown = format!("「{key}」");
            if !others.contains(&shown) {
                others.push(shown);
            }
        }
        others
    }
}
