//! Runs: inlines come in, docx-rs runs with the hints Word needs go out; nothing that XML forbids gets through.

use super::styles;
use crate::document::script::{Script, needs_hint, script};
use crate::document::{Inline, StyleIndex};
use docx_rs::{Break, BreakType, ParagraphChild, Run, RunChild, RunFonts, RunStyle, Tab, Text};

/// The runs of a paragraph; neighbours of one look share a run.
pub(super) fn runs(inlines: &[Inline]) -> Vec<ParagraphChild> {
    let mut runs = Runs::default();
    for inline in inlines {
        match inline {
            Inline::Text { text, style } => runs.text(text, *style),
            Inline::Break => runs.child(RunChild::Break(Break::new(BreakType::TextWrapping))),
            Inline::Tab => runs.child(RunChild::Tab(Tab::new())),
        }
    }
    runs.end();
    runs.done
}

/// Whether any of the inlines is a tab.
pub(super) fn has_tab(inlines: &[Inline]) -> bool {
    inlines.contains(&Inline::Tab)
}

/// How a run differs from its paragraph.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Look {
    style: Option<StyleIndex>,
    /// Characters that Word would take for Latin are taken from the Han face.
    hinted: bool,
}

#[derive(Default)]
struct Runs {
    done: Vec<ParagraphChild>,
    look: Look,
    children: Vec<RunChild>,
}

impl Runs {
    fn text(&mut self, text: &str, style: Option<StyleIndex>) {
        let mut piece = String::with_capacity(text.len());
        let mut tie = Tie::None;
        for c in text.chars().filter(|c| is_writable(*c)) {
            let next = Tie::of(c);
            if next != Tie::None && tie != Tie::None && next != tie {
                self.piece(std::mem::take(&mut piece), Look { style, hinted: tie == Tie::Hinted });
                tie = Tie::None;
            }
            if next != Tie::None {
                tie = next;
            }
            piece.push(c);
        }
        self.piece(piece, Look { style, hinted: tie == Tie::Hinted });
    }

    fn piece(&mut self, piece: String, look: Look) {
        if piece.is_empty() {
            return;
        }
        if look != self.look {
            self.end();
            self.look = look;
        }
        self.children.push(RunChild::Text(Text::new(piece)));
    }

    fn child(&mut self, child: RunChild) {
        self.children.push(child);
    }

    fn end(&mut self) {
        if self.children.is_empty() {
            return;
        }
        let mut run = Run::new();
        run.children = std::mem::take(&mut self.children);
        if self.look.hinted {
            run.run_property.fonts = Some(RunFonts::new().hint("eastAsia"));
        }
        if let Some(style) = self.look.style {
            run.run_property.style = Some(RunStyle::new(styles::character_id(style)));
        }
        self.done.push(ParagraphChild::Run(Box::new(run)));
    }
}

/// What a character asks of its run: only letters like é must not, only signs like “ must stand under the hint.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tie {
    None,
    Hinted,
    Unhinted,
}

impl Tie {
    fn of(c: char) -> Self {
        match script(c) {
            Script::Han if needs_hint(c) => Self::Hinted,
            Script::Latin if !c.is_ascii() => Self::Unhinted,
            _ => Self::None,
        }
    }
}

/// Whether a character may stand in a document: XML 1.0 `Char` without the controls and the separators of lines.
pub(super) fn is_writable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
}

/// A text for an attribute or an element that is written by hand.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| is_writable(*c)) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
    out
}

/// A text for docx-rs, which escapes it.
pub(super) fn clean(text: &str) -> String {
    text.chars().filter(|c| is_writable(*c)).collect()
}
