//! The check of Word templates: a .docx of a pack and the vocabulary come in, everything that is wrong with its tags goes out,
//! each at its paragraph.

use super::names::{self, Partials};
use super::tree::tree;
use super::weight;
use super::{MOST_FAULTS, Said, Vocabulary, Wanted, heavy, not_printed, unpaired};
use crate::diag::{Code, Diagnostic, Location};
use crate::kind::Kinds;
use crate::pack::WordTemplate;
use crate::word::{Package, Part, Refusal, parts};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Something wrong in a Word template.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The part and the number of the paragraph in it; nothing where it is of the file as a whole.
    pub place: Option<(String, usize)>,
    /// What is wrong.
    pub diagnostic: Diagnostic,
}

/// Everything that is wrong in a Word template, in the order of its parts and paragraphs.
#[must_use]
pub fn word(template: &WordTemplate, vocabulary: &Vocabulary, wanted: &[Wanted]) -> Vec<Found> {
    let opened = Package::open(Arc::clone(&template.bytes)).and_then(|package| parts(&package));
    let parts = match opened {
        Ok(parts) => parts,
        Err(refusal) => return vec![Found { place: None, diagnostic: refused(template, &refusal) }],
    };
    let mut found = Vec::new();
    let mut printed = BTreeSet::new();
    for part in &parts {
        let text = lines(part);
        printed.extend(look(template, part, &text, vocabulary, &mut found));
    }
    // What is missing is only told of a template that can be read.
    if found.is_empty() {
        let missing = not_printed(template.kind, wanted, &printed);
        found.extend(missing.into_iter().map(|said| located(template, None, said)));
    }
    let rest = found.len().saturating_sub(MOST_FAULTS);
    found.truncate(MOST_FAULTS);
    if rest > 0 {
        let message = format!("错误太多，还有 {rest} 处没有列出");
        let said = Said { at: 0, code: Code::UnbalancedTemplate, message, help: String::new() };
        found.push(located(template, None, said));
    }
    found
}

/// The paragraphs of a part, a line each.
fn lines(part: &Part) -> String {
    let mut text = String::new();
    for passage in &part.passages {
        // What old programs read instead of a text box says the same again.
        let words = if passage.is_copy { "" } else { passage.text.as_str() };
        text.push_str(words);
        text.push('\n');
    }
    text
}

/// What is wrong in a part; the names it prints.
fn look(
    template: &WordTemplate,
    part: &Part,
    text: &str,
    vocabulary: &Vocabulary,
    found: &mut Vec<Found>,
) -> BTreeSet<String> {
    let (nodes, faults) = tree(text);
    let line = |at: usize| text.get(..at).unwrap_or_default().matches('\n').count();
    let place = |at: usize| part.passages.get(line(at)).map_or_else(String::new, |one| one.place.clone());
    let is_paired = faults.is_empty();
    let mut said: Vec<Said> = faults.iter().map(|(at, fault)| unpaired(*at, fault, &place)).collect();
    let names = names::walk(&nodes, vocabulary, &Partials::new()).untangled(&faults);
    said.extend(names.wrong.iter().map(|(_, at, wrong)| Said::name(*at, word_wise(wrong.clone()))));
    said.extend(weight::look(None, &nodes, &Partials::new()).into_iter().map(heavy));
    let begins: Vec<usize> =
        std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    for fault in part.faults.iter().filter(|_| is_paired) {
        let begin = begins.get(fault.passage).copied().unwrap_or_default();
        let own = text.get(begin..).unwrap_or_default().char_indices().nth(fault.at).map_or(0, |(at, _)| at);
        let (message, help) = (fault.message.clone(), fault.help.clone());
        said.push(Said { at: begin + own, code: Code::MisplacedBlock, message, help });
    }
    // The last judge is the one that will print it.
    let is_refused = |text: &String| handlebars::Template::compile(text).is_err();
    if said.is_empty() && part.template.as_ref().is_none_or(is_refused) {
        let message = "模板里有不认识的 {{…}} 写法".to_owned();
        let help = "请对照使用说明里的例子改写".to_owned();
        said.push(Said { at: 0, code: Code::UnbalancedTemplate, message, help });
    }
    said.sort_by_key(|said| said.at);
    said.dedup();
    for one in said {
        let number = line(one.at);
        let begin = begins.get(number).copied().unwrap_or_default();
        let characters = text.get(begin..one.at).map_or(0, |before| before.chars().count());
        found.push(located(template, Some((part, number, characters)), one));
    }
    names.printed
}

/// A Word template has no partials: they are markup.
fn word_wise(wrong: names::Wrong) -> names::Wrong {
    match wrong {
        names::Wrong::Partial { found, .. } => {
            let help = "Word 模板里不能引用部件，请把内容直接写进来".to_owned();
            names::Wrong::Partial { found, help }
        }
        other => other,
    }
}

fn located(template: &WordTemplate, at: Option<(&Part, usize, usize)>, said: Said) -> Found {
    let passage = at.and_then(|(part, number, at)| Some((part, number, at, part.passages.get(number)?)));
    let location = passage.map_or(Location::File, |(_, _, at, passage)| Location::Passage {
        place: passage.place.as_str().into(),
        text: passage.text.as_str().into(),
        at: u32::try_from(at).unwrap_or(u32::MAX),
    });
    let mut diagnostic = Diagnostic::new(said.code, location, said.message);
    if !said.help.is_empty() {
        diagnostic = diagnostic.help(said.help);
    }
    diagnostic.file = Some(Arc::clone(&template.file));
    diagnostic.scope = Kinds::NONE.with(template.kind);
    Found { place: passage.map(|(part, number, ..)| (part.name.clone(), number)), diagnostic }
}

fn refused(template: &WordTemplate, refusal: &Refusal) -> Diagnostic {
    let (code, help) = match refusal {
        Refusal::Broken(_) => {
            (Code::BrokenWordTemplate, "请在 Word 或 WPS 里打开它，另存为「Word 文档（*.docx）」，不加密码")
        }
        Refusal::Unsafe(_) => (
            Code::UnsafePackFile,
            "请在 Word 里去掉宏、控件和链接的文件（图片改为插入，不用链接），另存为「Word 文档（*.docx）」",
        ),
    };
    let mut fault = Diagnostic::new(code, Location::File, format!("{}的 Word 模板{refusal}", template.kind));
    fault.file = Some(Arc::clone(&template.file));
    fault.help(help).scope(Kinds::NONE.with(template.kind))
}
