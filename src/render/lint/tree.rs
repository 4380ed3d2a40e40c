//! The tree of a template: its pieces come in, blocks with their bodies go out, and what does not stand in pairs.

use super::expression::{self, Call, Word};
use super::scan::{Mark, Piece, Slip, scan};

/// A part of a template.
#[derive(Clone, Debug)]
pub(super) enum Node<'t> {
    /// Plain text.
    Text { at: usize, text: &'t str },
    /// A value or a helper's words.
    Value { at: usize, call: Call<'t> },
    /// `{{#…}}` to `{{/…}}`.
    Block { at: usize, call: Call<'t>, body: Vec<Node<'t>>, other: Vec<Node<'t>> },
    /// `{{> …}}`.
    Partial { call: Call<'t> },
}

/// What does not stand in pairs, or cannot be understood.
#[derive(Clone, Debug)]
pub(super) enum Unpaired<'t> {
    /// A slip in the writing.
    Slip(Slip<'t>),
    /// Words that cannot be understood, and why.
    Misread(&'static str),
    /// `{{#甲}}` without `{{/甲}}`.
    Open(&'t str),
    /// `{{/甲}}` without `{{#甲}}`.
    Close(&'t str),
    /// `{{/甲}}` where `{{#乙}}` was begun, at a place, and is not ended.
    Crossed { found: &'t str, open: &'t str, at: usize },
    /// `{{else}}` outside of a block, or a second one.
    Else,
    /// Blocks too deep inside one another.
    Deep,
}

/// The most blocks inside one another.
const DEEPEST: usize = 16;

/// The tree of a template, and what is wrong with its pairs, with its places.
pub(super) fn tree(text: &str) -> (Vec<Node<'_>>, Vec<(usize, Unpaired<'_>)>) {
    let (pieces, slips) = scan(text);
    let mut faults: Vec<_> = slips.into_iter().map(|(at, slip)| (at, Unpaired::Slip(slip))).collect();
    let mut grower = Grower { stack: vec![Open::default()], faults: Vec::new(), is_given_up: false };
    for piece in pieces {
        grower.piece(piece);
    }
    while let Some(open) = grower.stack.pop_if(|open| open.call.is_some()) {
        if let Some(call) = open.call.as_ref().filter(|_| !open.is_chained && !grower.is_given_up) {
            grower.faults.push((open.at, Unpaired::Open(call.name.text)));
        }
        grower.close(open);
    }
    faults.append(&mut grower.faults);
    faults.sort_by_key(|(at, _)| *at);
    let root = grower.stack.pop().unwrap_or_default();
    (root.body, faults)
}

/// A block that is not ended yet; at the bottom of the stack the template itself.
#[derive(Default)]
struct Open<'t> {
    at: usize,
    call: Option<Call<'t>>,
    body: Vec<Node<'t>>,
    other: Option<Vec<Node<'t>>>,
    /// Begun by `{{else if}}`: ended together with the block before.
    is_chained: bool,
}

struct Grower<'t> {
    stack: Vec<Open<'t>>,
    faults: Vec<(usize, Unpaired<'t>)>,
    /// Nothing further is looked at.
    is_given_up: bool,
}

impl<'t> Grower<'t> {
    fn push(&mut self, node: Node<'t>) {
        if let Some(open) = self.stack.last_mut() {
            open.other.as_mut().unwrap_or(&mut open.body).push(node);
        }
    }

    fn close(&mut self, open: Open<'t>) {
        let Some(call) = open.call else { return };
        let node = Node::Block { at: open.at, call, body: open.body, other: open.other.unwrap_or_default() };
        self.push(node);
    }

    fn piece(&mut self, piece: Piece<'t>) {
        if self.is_given_up {
            return;
        }
        let (at, mark, body, body_at) = match piece {
            Piece::Text { at, text } => return self.push(Node::Text { at, text }),
            Piece::Mustache { at, mark, body, body_at } => (at, mark, body, body_at),
        };
        if mark == Mark::Close {
            return self.end(at, body);
        }
        if mark == Mark::Else && body.is_empty() {
            return self.turn(at);
        }
        let call = match expression::read(body, body_at) {
            Ok(call) => call,
            Err((at, why)) => {
                self.faults.push((at, Unpaired::Misread(why)));
                if !matches!(mark, Mark::Open | Mark::Inverse) {
                    return;
                }
                // Its end will come all the same.
                let name = body.split_whitespace().next().unwrap_or_default();
                let name = Word { at: body_at, text: name };
                Call { name, params: Vec::new(), hash: Vec::new(), block_params: Vec::new() }
            }
        };
        match mark {
            Mark::Value => self.push(Node::Value { at, call }),
            Mark::Partial => self.push(Node::Partial { call }),
            Mark::Open | Mark::Inverse => self.open(at, call),
            Mark::Else => {
                self.turn(at);
                self.open(at, call);
                if let Some(open) = self.stack.last_mut().filter(|_| !self.is_given_up) {
                    open.is_chained = true;
                }
            }
            Mark::Close => {}
        }
    }

    fn open(&mut self, at: usize, call: Call<'t>) {
        if self.stack.len() == DEEPEST {
            self.faults.push((at, Unpaired::Deep));
            self.is_given_up = true;
            return;
        }
        self.stack.push(Open { at, call: Some(call), ..Open::default() });
    }

    fn turn(&mut self, at: usize) {
        match self.stack.last_mut().filter(|open| open.call.is_some() && open.other.is_none()) {
            Some(open) => open.other = Some(Vec::new()),
            None => self.faults.push((at, Unpaired::Else)),
        }
    }

    fn end(&mut self, at: usize, name: &'t str) {
        let name = name.trim();
        let is = |open: &Open<'_>| open.call.as_ref().is_some_and(|call| call.name.text == name);
        let is_begun = |open: &&Open<'_>| !open.is_chained && is(open);
        if !self.stack.iter().any(|open| is_begun(&open)) {
            let open = self.stack.iter().rev().find(|open| open.call.is_some() && !open.is_chained);
            let crossed = open.and_then(|open| Some((open.call.as_ref()?.name.text, open.at)));
            let fault = match crossed {
                Some((open, at)) => Unpaired::Crossed { found: name, open, at },
                None => Unpaired::Close(name),
            };
            self.faults.push((at, fault));
            // A misspelt end is most likely that of the innermost block.
            if crossed.is_some() {
                self.pop();
            }
            return;
        }
        while let Some(open) = self.stack.last() {
            if is_begun(&open) {
                break;
            }
            if let Some(call) = open.call.as_ref().filter(|_| !open.is_chained) {
                self.faults.push((open.at, Unpaired::Open(call.name.text)));
            }
            if let Some(open) = self.stack.pop() {
                self.close(open);
            }
        }
        self.pop();
    }

    /// Ends the innermost block that has an end of its own.
    fn pop(&mut self) {
        while let Some(open) = self.stack.pop_if(|open| open.call.is_some()) {
            let is_chained = open.is_chained;
            self.close(open);
            if !is_chained {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<(usize, String)> {
        tree(text).1.into_iter().map(|(at, fault)| (at, format!("{fault:?}"))).collect()
    }

    #[test]
    fn pairs_are_pairs() {
        assert!(
            faults("{{#if a}}{{#each b}}{{c}}{{else}}{{/each}}{{else if d}}x{{else}}y{{/if}}").is_empty()
        );
        let [(at, fault)] = &faults("{{#if a}}b")[..] else { panic!() };
        assert_eq!((*at, fault.as_str()), (0, "Open(\"if\")"));
        let [(at, _)] = &faults("a{{/if}}")[..] else { panic!() };
        assert_eq!(*at, 1);
        let crossed = faults("{{#if a}}{{#each b}}c{{/if}}{{/each}}");
        let (at, fault) = &crossed[0];
        assert!(*at == 9 && fault.contains("each"), "{at} {fault}");
        let [(at, fault)] = &faults("{{#if a}}c{{/iff}}")[..] else { panic!() };
        assert!(*at == 10 && fault.contains("Crossed"), "{at} {fault}");
    }
}
