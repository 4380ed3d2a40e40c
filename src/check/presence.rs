//! Whether every element is there: a spec and the documents asked for come in, one diagnostic for each gap goes out.

use super::elements::{Element, Need, elements};
use super::leaf::shortened;
use super::path::{Gap, Path};
use super::remedy::{self, Together};
use crate::diag::{Code, Diagnostic, Location};
use crate::kind::{Kind, Kinds};
use crate::spec::{Entry, Node, Origin, Spec};

/// An element with all the documents that want it.
struct Wanted {
    path: Path,
    label: &'static str,
    need: Need,
    kinds: Kinds,
}

/// What is missing for these kinds.
pub(super) fn missing(spec: &Spec, kinds: Kinds) -> Vec<Diagnostic> {
    let mut lacking: Vec<(Wanted, Vec<Gap>)> = wanted(kinds)
        .into_iter()
        .map(|wanted| {
            let gaps = wanted.path.gaps(spec);
            (wanted, gaps)
        })
        .filter(|(_, gaps)| !gaps.is_empty())
        .collect();
    fold_choices(&mut lacking);
    let report = Report { spec, together: remedy::together(spec, &absent(&lacking)) };
    let mut found = Vec::new();
    for (wanted, gaps) in lacking.iter().filter(|(wanted, _)| wanted.need == Need::Required) {
        found.extend(gaps.iter().map(|gap| report.required(wanted, *gap)));
    }
    lacking.retain(|(wanted, _)| wanted.need == Need::Recommended);
    found.extend(report.recommended(&lacking));
    found
}

/// The required elements that are missing as a whole, with the place below which each is.
fn absent<'w, 's>(lacking: &'w [(Wanted, Vec<Gap<'s>>)]) -> Vec<(&'w Path, Gap<'s>)> {
    let required = lacking.iter().filter(|(wanted, _)| wanted.need == Need::Required);
    required.filter_map(|(wanted, gaps)| Some((&wanted.path, *gaps.first()?))).collect()
}

/// The elements of the kinds, one for each path; what one kind requires is not merely recommended for another.
fn wanted(kinds: Kinds) -> Vec<Wanted> {
    let mut all: Vec<Wanted> = Vec::new();
    let asked = |need| elements().iter().filter(move |it| it.need == need && kinds.contains(it.kind));
    for Element { kind, path, label, need } in asked(Need::Required).chain(asked(Need::Recommended)) {
        let path = Path::parse(path);
        match all.iter_mut().find(|known| known.path == path) {
            Some(known) if known.need == *need => known.kinds = known.kinds.with(*kind),
            Some(_) => {}
            None => all.push(Wanted { path, label, need: *need, kinds: Kinds::NONE.with(*kind) }),
        }
    }
    all
}

/// Where 参会人员 is missing, 参会人员或参会范围 need not be said to be missing too: the narrower takes its kinds over.
fn fold_choices(lacking: &mut Vec<(Wanted, Vec<Gap>)>) {
    let mut at = 0;
    while let Some((wide, _)) = lacking.get(at) {
        let kinds = wide.kinds;
        let narrower = lacking.iter().position(|(narrow, _)| {
            narrow.need == wide.need
                && narrow.path.list == wide.path.list
                && narrow.path.ways.len() < wide.path.ways.len()
                && narrow.path.ways.iter().all(|way| wide.path.ways.contains(way))
        });
        match narrower.and_then(|narrow| lacking.get_mut(narrow)) {
            Some((narrow, _)) => {
                narrow.kinds = narrow.kinds.union(kinds);
                lacking.remove(at);
            }
            None => at += 1,
        }
    }
}

struct Report<'s> {
    spec: &'s Spec,
    /// What is to be written at once, lest one key be written twice.
    together: Vec<Together>,
}

impl Report<'_> {
    fn required(&self, wanted: &Wanted, gap: Gap) -> Diagnostic {
        let Wanted { path, label, kinds, .. } = wanted;
        let who = labels(*kinds);
        let message = match gap {
            Gap::Below(..) => format!("{who}缺少「{label}」"),
            Gap::Item { item, number, .. } => {
                format!("{who}缺少「{}」第{number}项{}的「{label}」", list_name(path), hint(item))
            }
            Gap::Everywhere { count, .. } => {
                format!("{who}缺少「{label}」，「{}」{count}项都没有写", list_name(path))
            }
        };
        let together = self.together.iter().find(|together| together.holds(path, gap));
        let alone = || remedy::remedy(self.spec, path, label, gap);
        let mut help = together.map_or_else(alone, |together| together.help.clone());
        if is_the_units(path, gap) {
            help += "；每次都一样的，也可以写进单位包 unit.yaml 的「默认值」";
        }
        Diagnostic::new(Code::MissingElement, self.place(gap), message).help(help).scope(*kinds)
    }

    /// One line for all that is missing in one place, one line for each key of a list.
    fn recommended(&self, lacking: &[(Wanted, Vec<Gap>)]) -> Vec<Diagnostic> {
        let mut groups: Vec<(Location, Vec<(&Wanted, Gap)>)> = Vec::new();
        let mut lines = Vec::new();
        for (wanted, gaps) in lacking {
            let Some(gap @ Gap::Below(..)) = gaps.first() else {
                lines.extend(Self::items(wanted, gaps));
                continue;
            };
            let place = self.place(*gap);
            let same = |group: &Vec<(&Wanted, Gap)>| group.iter().all(|(it, _)| it.kinds == wanted.kinds);
            match groups.iter_mut().find(|(at, group)| *at == place && same(group)) {
                Some((_, group)) => group.push((wanted, *gap)),
                None => groups.push((place, vec![(wanted, *gap)])),
            }
        }
        lines.extend(groups.into_iter().filter_map(|(place, group)| self.group(place, &group)));
        lines
    }

    fn group(&self, place: Location, group: &[(&Wanted, Gap)]) -> Option<Diagnostic> {
        let (Wanted { kinds, .. }, gap) = group.first()?;
        let names: Vec<&str> = group.iter().map(|(wanted, _)| wanted.label).collect();
        let paths: Vec<(&Path, &str)> =
            group.iter().map(|(wanted, _)| (&wanted.path, wanted.label)).collect();
        let message = format!("{}没有写「{}」，一般应当写明", labels(*kinds), names.join("」「"));
        Some(
            Diagnostic::new(Code::RecommendedElement, place, message)
                .help(format!(
                    "需要时{}；确实没有的，可以不理会",
                    remedy::remedy_all(self.spec, &paths, *gap)
                ))
                .scope(*kinds),
        )
    }

    fn items(wanted: &Wanted, gaps: &[Gap]) -> Option<Diagnostic> {
        const SHOWN: usize = 8;
        let (Gap::Item { list, .. } | Gap::Everywhere { list, .. }) = gaps.first()? else { return None };
        let which = if let [Gap::Everywhere { count, .. }] = gaps {
            format!("{count}项都")
        } else {
            let numbers: Vec<String> = gaps.iter().filter_map(item_number).take(SHOWN).collect();
            let more = if gaps.len() > SHOWN { format!("等{}项", gaps.len()) } else { "项".to_owned() };
            format!("第{}{more}", numbers.join("、"))
        };
        let Wanted { path, label, kinds, .. } = wanted;
        let message =
            format!("「{}」{which}没有写「{label}」，{}一般应当写明", list_name(path), labels(*kinds));
        Some(
            Diagnostic::new(Code::RecommendedElement, list.key, message)
                .help(format!("需要时补上「{label}」；确实没有的，可以不理会"))
                .scope(*kinds),
        )
    }

    /// The deepest thing that is there: the empty entry itself, the map or the item it belongs in, or the file.
    fn place(&self, gap: Gap) -> Location {
        match gap {
            Gap::Below(Some(Entry { key, .. }), _)
            | Gap::Item { empty: Some(Entry { key, .. }), .. }
            | Gap::Everywhere { list: Entry { key, .. }, .. } => (*key).into(),
            Gap::Item { item, .. } => item.id.into(),
            Gap::Below(None, _) => match self.spec.origin {
                Origin::Yaml => Location::File,
                Origin::Workbook(_) => self.spec.root.id.into(),
            },
        }
    }
}

/// Whether an element is most often the same for all meetings of a unit, and nothing of it is written here: the
/// telephone of someone else is no help.
fn is_the_units(path: &Path, gap: Gap) -> bool {
    let ([way, ..], Gap::Below(_, depth)) = (path.ways.as_slice(), gap) else { return false };
    match way.as_slice() {
        ["组织", "主办单位"] | ["通知", "主送"] | ["归档", "全宗号" | "全宗名称" | "整理人"] => {
            true
        }
        ["组织", "联系人", ..] | ["归档", "机构", ..] => depth < 2,
        _ => false,
    }
}

fn item_number(gap: &Gap) -> Option<String> {
    match gap {
        Gap::Item { number, .. } => Some(number.to_string()),
        _ => None,
    }
}

/// `会议通知、会议纪要`.
fn labels(kinds: Kinds) -> String {
    kinds.iter().map(Kind::label).collect::<Vec<_>>().join("、")
}

/// `归档文件`.
fn list_name(path: &Path) -> String {
    path.list.as_ref().map_or_else(String::new, |list| list.keys.concat())
}

/// `（陈炎）`: the first thing an item says, to know it by.
fn hint(item: &Node) -> String {
    let said = item.entries().iter().find_map(|entry| entry.node.text().filter(|text| !text.is_empty()));
    said.map_or_else(String::new, |text| format!("（{}）", shortened(text)))
}
