//! Places: a paragraph of a part comes in, the words by which the user finds it go out.

use super::tree::Tree;

/// The words for the paragraphs of a part, in the order given.
pub(super) fn places(tree: &Tree<'_>, part: &str, paragraphs: &[usize]) -> Vec<String> {
    let count = |name: &'static str| (0..tree.nodes().len()).filter(move |at| tree.name(*at) == name);
    let tables: Vec<usize> = count("w:tbl").collect();
    let boxes: Vec<usize> = count("w:txbxContent").filter(|at| !is_copy(tree, *at)).collect();
    let story = label(part);
    paragraphs.iter().map(|at| place(tree, (story, &tables, &boxes), *at)).collect()
}

/// Whether an element stands in what only old programs read (ECMA-376 part 3, 10.2.1).
pub(super) fn is_copy(tree: &Tree<'_>, at: usize) -> bool {
    tree.within(at, "mc:Fallback").is_some()
}

fn label(part: &str) -> &'static str {
    let stem = part.rsplit('/').next().unwrap_or_default();
    let known = [("header", "页眉"), ("footer", "页脚"), ("footnotes", "脚注"), ("endnotes", "尾注")];
    known.iter().find(|(name, _)| stem.starts_with(name)).map_or("正文", |(_, label)| label)
}

fn place(tree: &Tree<'_>, (story, tables, boxes): (&str, &[usize], &[usize]), at: usize) -> String {
    let number = |all: &[usize], one: usize| all.iter().position(|at| *at == one).map_or(0, |at| at + 1);
    let framed = tree.within(at, "w:txbxContent");
    let story = match framed {
        Some(frame) => {
            let number = number(boxes, frame);
            if boxes.len() > 1 && number > 0 { format!("文本框{number}") } else { "文本框".to_owned() }
        }
        None => story.to_owned(),
    };
    let cell = tree.within(at, "w:tc").filter(|cell| framed.is_none_or(|frame| frame < *cell));
    let Some(cell) = cell else {
        let all = siblings(tree, at, framed);
        let nth = number(&all, at);
        return if all.len() == 1 && story != "正文" { story } else { format!("{story}第{nth}段") };
    };
    let row = tree.within(cell, "w:tr").unwrap_or(cell);
    let table = tree.within(row, "w:tbl").unwrap_or(row);
    let of = |above: usize, below: usize, name: &str| {
        let all: Vec<usize> = tree
            .below(above)
            .filter(|at| {
                tree.name(*at) == name && tree.up(*at).skip(1).find(|up| is_owner(tree, *up)) == Some(above)
            })
            .collect();
        number(&all, below)
    };
    let story = if story == "正文" { String::new() } else { story };
    let (row_number, cell_number) = (of(table, row, "w:tr"), of(row, cell, "w:tc"));
    let all: Vec<usize> =
        tree.node(cell).children.iter().copied().filter(|at| tree.name(*at) == "w:p").collect();
    let nth = number(&all, at);
    let nth = if all.len() > 1 && nth > 0 { format!("第{nth}段") } else { String::new() };
    format!("{story}表{}第{row_number}行第{cell_number}格{nth}", number(tables, table))
}

fn is_owner(tree: &Tree<'_>, at: usize) -> bool {
    matches!(tree.name(at), "w:tbl" | "w:tr" | "w:tc")
}

/// The paragraphs among which one is counted: those of its story that stand in no table.
fn siblings(tree: &Tree<'_>, at: usize, framed: Option<usize>) -> Vec<usize> {
    let root = framed.or_else(|| tree.within(at, "w:footnote")).or_else(|| tree.within(at, "w:endnote"));
    let root = root.unwrap_or(0);
    let is_in = |at: usize| {
        let mut up = tree.up(at).skip(1).take_while(|up| *up != root);
        !up.any(|up| matches!(tree.name(up), "w:tc" | "w:txbxContent"))
    };
    tree.below(root).filter(|at| tree.name(*at) == "w:p" && is_in(*at)).collect()
}
