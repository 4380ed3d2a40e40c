//! What builds on what: the packs of an office come in, each with the chain of packs below it goes out.

use super::known::{Known, hex};
use super::{BUILT_IN, Office};
use crate::date::Calendar;
use crate::diag::{Code, Diagnostic, Severities};
use crate::house::House;
use crate::pack::{Files, Text};
use crate::spec::unit::Layer;
use std::sync::Arc;

/// The most packs that may lie over one another, the built-in one included: 国标默认、上级单位、单位、处室 and room to spare.
const MOST_LAYERS: usize = 8;

impl Office {
    /// The packs that lie under one, itself first, the built-in one last.
    pub(super) fn chain(&self, at: usize) -> impl Iterator<Item = &Known> {
        self.packs[at].chain.iter().map(|at| &self.packs[*at])
    }

    /// A hash of the files of a pack and of those it builds on, each with its name and length, so that none runs into
    /// the next.
    pub(super) fn chain_fingerprint(&self, at: usize) -> String {
        let mut parts: Vec<Vec<u8>> = Vec::new();
        for known in self.chain(at) {
            // Named one by one: what a pack holds besides must be counted here too.
            let Files { name, shown: _, unit, texts, words, problems: _ } = &known.files;
            parts.push(name.clone().into_bytes());
            parts.push(unit.clone());
            parts.extend(
                texts
                    .iter()
                    .flat_map(|Text { path, text }| [path, text].map(|part| part.clone().into_bytes())),
            );
            parts.extend(words.iter().flat_map(|word| [word.path.clone().into_bytes(), word.bytes.to_vec()]));
        }
        let sized = parts.iter().flat_map(|part| [format!("\n{} ", part.len()).into_bytes(), part.clone()]);
        let sized: Vec<Vec<u8>> = sized.collect();
        hex(&sized.iter().map(Vec::as_slice).collect::<Vec<_>>())
    }

    /// Finds for every pack what it builds on, and merges what they say of checks and days off.
    pub(super) fn settle(&mut self) {
        for at in 1..self.packs.len() {
            let (chain, fault) = self.walk(at);
            let depth = u32::try_from(chain.len() - 1).unwrap_or(1);
            let known = &mut self.packs[at];
            if known.unit.as_ref().is_some_and(|unit| unit.layer != Layer(depth)) {
                *known = Known::read(known.files.clone(), Layer(depth));
            }
            known.chain = chain;
            if let Some(fault) = fault.filter(|fault| !known.diagnostics.contains(fault)) {
                known.say(fault);
            }
        }
        // From the bottom up: what lies above goes before.
        let terms: Vec<_> = (0..self.packs.len()).map(|at| self.merged(at)).collect();
        for (known, (severities, calendar, house, sha256)) in self.packs.iter_mut().zip(terms).skip(1) {
            known.terms.severities = severities;
            known.terms.calendar = Arc::new(calendar);
            known.terms.house = Arc::new(house);
            known.sha256 = sha256;
        }
    }

    fn merged(&self, at: usize) -> (Severities, Calendar, House, String) {
        let layers: Vec<&Known> = self.chain(at).collect();
        let mut severities = Severities::default();
        let mut calendar = self.packs[0].terms.calendar.as_ref().clone();
        let mut house = House::default();
        for unit in layers.iter().rev().skip(1).filter_map(|known| known.unit.as_ref()) {
            severities =
                unit.severities.iter().fold(severities, |all, (code, setting)| all.with(code, setting));
            calendar = calendar.with(&unit.calendar);
            house = unit.house.clone().over(&house);
        }
        let own: Vec<&Known> = layers.into_iter().filter(|known| known.files.name != BUILT_IN).collect();
        let is_plain = matches!(own.as_slice(), [one] if one.files.is_plain());
        let mut parts: Vec<&[u8]> = Vec::new();
        for known in own {
            parts.push(&known.files.unit);
            for text in known.files.texts.iter().filter(|_| !is_plain) {
                parts.extend([text.path.as_bytes(), b"\0", text.text.as_bytes(), b"\0"]);
            }
            for word in &known.files.words {
                parts.extend([word.path.as_bytes(), b"\0", &word.bytes, b"\0"]);
            }
        }
        (severities, calendar, house, hex(&parts))
    }

    /// The chain of a pack, and what is wrong with it as far as that is of its own making.
    fn walk(&self, at: usize) -> (Vec<usize>, Option<Diagnostic>) {
        let mut chain = vec![at];
        let mut last = at;
        while last != 0 {
            let inherits = self.packs[last].unit.as_ref().and_then(|unit| unit.inherits.as_ref());
            let Some((name, place)) = inherits else { break };
            let fault = |message: String, help: String| {
                let fault = Diagnostic::new(Code::InheritanceFault, place.clone(), message).help(help);
                // What is wrong further down is said of the pack there.
                (last == at).then_some(fault)
            };
            let Some(next) = self.find(name) else {
                let known = self.names().join("、");
                let message = if name.contains(['/', '\\']) || name.contains("..") {
                    format!("「继承」写的是「{name}」：要写单位包的名称，不能写文件夹的路径")
                } else {
                    format!("「继承」的单位包「{name}」没有找到")
                };
                let help = format!("现有的单位包：{known}；单位包的文件夹要放在同一个 templates 文件夹里");
                return (ended(chain), fault(message, help));
            };
            if chain.contains(&next) {
                let round: Vec<&str> =
                    chain.iter().chain([&next]).map(|at| self.packs[*at].files.name.as_str()).collect();
                let message = format!("「继承」绕成了圈：{}", round.join(" → "));
                let help = "请让其中一个改为继承圈外的单位包，如「默认」".to_owned();
                let place = self.packs[at].unit.as_ref().and_then(|unit| unit.inherits.as_ref());
                let own = place.filter(|_| next == at);
                let fault = own.map(|(_, place)| {
                    Diagnostic::new(Code::InheritanceFault, place.clone(), message).help(help)
                });
                return (ended(vec![at]), fault);
            }
            if chain.len() + 1 >= MOST_LAYERS && next != 0 {
                let own = self.packs[at].unit.as_ref().and_then(|unit| unit.inherits.as_ref());
                let message = format!("「继承」一层套一层，超过了{MOST_LAYERS}层");
                let help = "请减少中间的单位包，一般是 默认、上级单位、单位、处室 四层".to_owned();
                let fault = own.map(|(_, place)| {
                    Diagnostic::new(Code::InheritanceFault, place.clone(), message).help(help)
                });
                return (ended(chain), fault);
            }
            chain.push(next);
            last = next;
        }
        (ended(chain), None)
    }
}

/// With the built-in pack at its end.
fn ended(mut chain: Vec<usize>) -> Vec<usize> {
    if chain.last() != Some(&0) {
        chain.push(0);
    }
    chain
}
