//! Blocks: the paragraphs of a part come in, the tags that belong together, `{{#…}}` to `{{/…}}`, go out.

use super::story::Paragraph;
use super::tag::Role;

/// A tag: the number of its paragraph and its own in it.
pub(super) type Spot = (usize, usize);

/// A block.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) name: String,
    pub(super) open: Spot,
    pub(super) elses: Vec<Spot>,
    pub(super) close: Spot,
}

impl Block {
    /// All its tags, in reading order.
    pub(super) fn spots(&self) -> impl Iterator<Item = Spot> {
        std::iter::once(self.open).chain(self.elses.iter().copied()).chain([self.close])
    }
}

/// The blocks of a part; nothing when they do not stand in pairs, which those who check will say.
pub(super) fn blocks(paragraphs: &[Paragraph]) -> Option<Vec<Block>> {
    let spots = paragraphs
        .iter()
        .enumerate()
        .flat_map(|(at, paragraph)| (0..paragraph.tags.len()).map(move |tag| (at, tag)));
    paired(paragraphs, spots)
}

/// The blocks of tags in an order.
pub(super) fn paired(paragraphs: &[Paragraph], spots: impl Iterator<Item = Spot>) -> Option<Vec<Block>> {
    let mut open: Vec<Block> = Vec::new();
    let mut found = Vec::new();
    for spot in spots {
        match &paragraphs[spot.0].tags[spot.1].role {
            Role::Open(name) => {
                open.push(Block { name: name.clone(), open: spot, elses: Vec::new(), close: spot });
            }
            Role::Else => open.last_mut()?.elses.push(spot),
            Role::Close(name) => {
                let block = open.pop().filter(|block| block.name == *name)?;
                found.push(Block { close: spot, ..block });
            }
            Role::Value | Role::Silent | Role::Literal => {}
        }
    }
    open.is_empty().then_some(found)
}
