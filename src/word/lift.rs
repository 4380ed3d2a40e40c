//! Lifting: the blocks of a part come in, where in the part each of their tags takes effect goes out.
//!
//! A block inside one paragraph stays there. One over several paragraphs, over the cells of a row or over rows takes whole
//! paragraphs or rows with it: a paragraph or a row that holds nothing but such tags is not printed itself.

use super::Fault;
use super::blocks::{Block, Spot, blocks, paired};
use super::story::{Paragraph, Story};
use super::tag::Role;
use super::tree::Tree;
use std::collections::{BTreeMap, BTreeSet};

/// Where a tag takes effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Where it stands, inside its run.
    Stay,
    /// Between two runs: its own is parted.
    Split,
    /// Before an element.
    Before(usize),
    /// After an element.
    After(usize),
    /// In the place of an element that holds nothing else.
    At(usize),
}

/// Where every tag of a block takes effect.
pub(super) type Acts = BTreeMap<Spot, Act>;

/// The blocks of a part, and where their tags take effect.
pub(super) struct Lifted {
    pub(super) blocks: Vec<Block>,
    pub(super) acts: Result<Acts, Vec<Fault>>,
}

/// Lifts the blocks of a part; nothing when they do not stand in pairs.
pub(super) fn lift(tree: &Tree<'_>, story: &Story) -> Option<Lifted> {
    let blocks = blocks(&story.paragraphs)?;
    let mut lifter = Lifter { tree, paragraphs: &story.paragraphs, over: BTreeMap::new() };
    for block in &blocks {
        let over = lifter.over(block);
        lifter.over.extend(block.spots().map(|spot| (spot, over)));
    }
    let mut acts = Acts::new();
    let mut faults = Vec::new();
    for block in &blocks {
        match lifter.block(block) {
            Ok(some) => acts.extend(some),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() {
        faults.extend(lifter.crossed(&blocks, &acts));
    }
    faults.sort_by_key(|fault| (fault.passage, fault.at));
    Some(Lifted { blocks, acts: if faults.is_empty() { Ok(acts) } else { Err(faults) } })
}

struct Lifter<'t> {
    tree: &'t Tree<'t>,
    paragraphs: &'t [Paragraph],
    /// By tag, the element that holds all of its block; nothing for a block inside one paragraph.
    over: BTreeMap<Spot, Option<usize>>,
}

impl Lifter<'_> {
    fn node(&self, spot: Spot) -> usize {
        self.paragraphs[spot.0].node
    }

    /// The element that holds all paragraphs of a block.
    fn over(&self, block: &Block) -> Option<usize> {
        if block.spots().all(|spot| spot.0 == block.open.0) {
            return None;
        }
        let mut common: Vec<usize> = self.tree.up(self.node(block.open)).skip(1).collect();
        for spot in block.spots().skip(1) {
            let up: Vec<usize> = self.tree.up(self.node(spot)).skip(1).collect();
            common.retain(|at| up.contains(at));
        }
        common.first().copied()
    }

    fn block(&self, block: &Block) -> Result<Acts, Fault> {
        let Some(over) = self.over.get(&block.open).copied().flatten() else { return self.inside(block) };
        match self.tree.name(over) {
            "w:tr" => self.row(block, over),
            "w:tbl" => self.rows(block, over),
            "w:p" | "w:r" | "mc:AlternateContent" => {
                Err(self.fault(block, block.close, "不在同一个文本框里"))
            }
            _ => self.whole(block, over),
        }
    }

    /// A block inside one paragraph.
    fn inside(&self, block: &Block) -> Result<Acts, Fault> {
        let paragraph = &self.paragraphs[block.open.0];
        if self.vanishes(block) {
            return Ok([
                (block.open, Act::Before(paragraph.node)),
                (block.close, Act::After(paragraph.node)),
            ]
            .into());
        }
        let piece = |spot: Spot| paragraph.piece_of(&paragraph.tags[spot.1]);
        let first = piece(block.open);
        let act = if block.spots().all(|spot| piece(spot) == first) { Act::Stay } else { Act::Split };
        // What holds the run: the paragraph, or a link or a revision in it.
        let holder = |spot: Spot| {
            let run = self.tree.within(piece(spot)?, "w:r")?;
            self.tree.node(run).parent
        };
        let is_level = block.spots().all(|spot| holder(spot).is_some() && holder(spot) == holder(block.open));
        if act == Act::Split && !is_level {
            return Err(self.fault(block, block.close, "一个在超链接、域或修订里面，一个在外面"));
        }
        Ok(block.spots().map(|spot| (spot, act)).collect())
    }

    /// Whether a paragraph is nothing but one condition, so that it is either there or not.
    fn vanishes(&self, block: &Block) -> bool {
        let paragraph = &self.paragraphs[block.open.0];
        let tags = &paragraph.tags;
        let (open, close) = (&tags[block.open.1], &tags[block.close.1]);
        let is_blank = |text: Option<&str>| text.is_some_and(|text| text.trim().is_empty());
        let parent = self.tree.node(paragraph.node).parent.unwrap_or_default();
        let of_parent = &self.tree.node(parent).children;
        let others = of_parent.iter().filter(|at| self.tree.name(**at) == "w:p").count();
        let may = self.tree.name(parent) == "w:body" || others > 1;
        matches!(block.name.as_str(), "if" | "unless")
            && block.elses.is_empty()
            && is_blank(paragraph.text.get(..open.at.start))
            && is_blank(paragraph.text.get(close.at.end..))
            && !paragraph.has_more
            && may
    }

    /// From one cell to another of one row: the row.
    fn row(&self, block: &Block, row: usize) -> Result<Acts, Fault> {
        if let Some(spot) = block.elses.first() {
            return Err(self.fault(block, *spot, "在一行的几格之间用了 {{else}}"));
        }
        Ok([(block.open, Act::Before(row)), (block.close, Act::After(row))].into())
    }

    /// From one row to another: the rows, but for those that hold nothing but tags.
    fn rows(&self, block: &Block, table: usize) -> Result<Acts, Fault> {
        let mut acts = Acts::new();
        for spot in block.spots() {
            let Some(row) = self.slot(spot, table).filter(|at| self.tree.name(*at) == "w:tr") else {
                return Err(self.fault(block, spot, "一个在表格的行里，一个不在"));
            };
            let is_lone = self.tree.below(row).all(|at| {
                let own = self.paragraphs.iter().position(|paragraph| paragraph.node == at);
                own.is_none_or(|at| self.is_blank(at, |over| over == Some(table)))
            });
            acts.insert(spot, self.edge(block, spot, (row, is_lone))?);
        }
        Ok(acts)
    }

    /// From one paragraph to another: what stands between, but for those that hold nothing but tags.
    fn whole(&self, block: &Block, over: usize) -> Result<Acts, Fault> {
        let mut acts = Acts::new();
        for spot in block.spots() {
            let node = self.node(spot);
            if self.slot(spot, over) != Some(node) {
                return Err(self.fault(block, spot, "一个在表格里面，一个在外面"));
            }
            let is_lone = self.is_blank(spot.0, |over| over.is_some());
            let act = self.edge(block, spot, (node, is_lone))?;
            let paragraph = &self.paragraphs[spot.0];
            let tag = &paragraph.tags[spot.1];
            let rest = match act {
                Act::Before(_) => self.words(spot.0, 0..tag.at.start),
                Act::After(_) => self.words(spot.0, tag.at.end..paragraph.text.len()),
                _ => String::new(),
            };
            if !rest.trim().is_empty() {
                return Err(self.fault(block, spot, "夹在一段文字中间，却管着几段"));
            }
            acts.insert(spot, act);
        }
        Ok(acts)
    }

    /// The child of an element that a tag stands in.
    fn slot(&self, spot: Spot, over: usize) -> Option<usize> {
        self.tree.up(self.node(spot)).find(|at| self.tree.node(*at).parent == Some(over))
    }

    fn edge(&self, block: &Block, spot: Spot, (node, is_lone): (usize, bool)) -> Result<Act, Fault> {
        match self.paragraphs[spot.0].tags[spot.1].role {
            _ if is_lone => Ok(Act::At(node)),
            Role::Open(_) => Ok(Act::Before(node)),
            Role::Close(_) => Ok(Act::After(node)),
            _ => Err(self.fault(block, spot, "的 {{else}} 没有单独占一段或一行")),
        }
    }

    /// The text of a paragraph without tags that are lifted out of it.
    fn words(&self, at: usize, range: std::ops::Range<usize>) -> String {
        let paragraph = &self.paragraphs[at];
        let mut out = String::new();
        let mut from = range.start;
        for (number, tag) in paragraph.tags.iter().enumerate() {
            let is_lifted =
                tag.role == Role::Silent || self.over.get(&(at, number)).is_some_and(Option::is_some);
            if is_lifted && tag.at.start >= from && tag.at.end <= range.end {
                out.push_str(paragraph.text.get(from..tag.at.start).unwrap_or_default());
                from = tag.at.end;
            }
        }
        out.push_str(paragraph.text.get(from..range.end).unwrap_or_default());
        out
    }

    /// Whether a paragraph holds nothing but tags of blocks that are fitting.
    fn is_blank(&self, at: usize, fits: impl Fn(Option<usize>) -> bool) -> bool {
        let paragraph = &self.paragraphs[at];
        let of_block = |number: &usize| paragraph.tags[*number].is_of_block();
        let mut own = (0..paragraph.tags.len()).filter(of_block);
        own.all(|number| fits(self.over.get(&(at, number)).copied().flatten()))
            && !paragraph.has_more
            && self.words(at, 0..paragraph.text.len()).trim().is_empty()
    }

    /// Blocks that stand in pairs as they are read, and no longer where they take effect.
    fn crossed(&self, blocks: &[Block], acts: &Acts) -> Option<Fault> {
        let place = |spot: &Spot| {
            let text = || {
                let paragraph = &self.paragraphs[spot.0];
                let piece = paragraph.piece_of(&paragraph.tags[spot.1]);
                piece.map_or(0, |at| self.tree.node(at).open.end)
            };
            match acts.get(spot) {
                Some(Act::Before(node) | Act::At(node)) => (self.tree.node(*node).open.start, 1),
                Some(Act::After(node)) => (self.tree.node(*node).close.end, 0),
                _ => (text(), 1),
            }
        };
        let mut order: Vec<Spot> = acts.keys().copied().collect();
        order.sort_by_key(|spot| (place(spot), *spot));
        // Blocks of one name may change partners and still stand in pairs.
        let pairs =
            |blocks: &[Block]| blocks.iter().map(|one| (one.open, one.close)).collect::<BTreeSet<_>>();
        let found = paired(self.paragraphs, order.iter().copied());
        if found.is_some_and(|found| pairs(&found) == pairs(blocks)) {
            return None;
        }
        let mut moved = order.iter().zip(acts.keys()).filter(|(one, other)| one != other);
        let spot = moved.next().map_or((0, 0), |(_, spot)| *spot);
        let tag = self.paragraphs[spot.0].tags.get(spot.1)?;
        Some(Fault {
            passage: spot.0,
            at: self.paragraphs[spot.0].characters(tag.at.start),
            message: format!("{} 和同一段、同一行里的另一个 {{{{#…}}}} 交错，分不清各管哪几行", tag.text),
            help: "请让每个 {{#…}} 和 {{/…}} 单独占一段，表格里单独占一行".to_owned(),
        })
    }

    fn fault(&self, block: &Block, spot: Spot, why: &str) -> Fault {
        let paragraph = &self.paragraphs[spot.0];
        let tag = &paragraph.tags[spot.1];
        let name = &block.name;
        let opening = &self.paragraphs[block.open.0].tags[block.open.1].text;
        Fault {
            passage: spot.0,
            at: paragraph.characters(tag.at.start),
            message: format!("{opening} 和它的 {{{{/{name}}}}}{why}"),
            help: "重复几段的，首尾各占一段；重复表格一行的，开头写在这一行的第一格，结尾写在最后一格；\
                   重复几行的，首尾各占一行"
                .to_owned(),
        }
    }
}
